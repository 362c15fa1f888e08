import Columnar

/// What tells whether a block is what was written.
///
/// Of a block of more than a part each part has its checksum, in a list behind the block, and the block's own is that of
/// the list: so a part may be looked at without the others.
package struct BlockSeal: Sendable {
    package let checksum: UInt32
    /// What stands behind the bytes of the block: nothing, or what fills up to four bytes, and the list.
    package let tail: [UInt8]

    /// Bytes of a part; the last may have fewer.
    package static let partSize = 1 << 13

    package init(_ bytes: UnsafeRawBufferPointer) {
        self.init(parts: Self.checksums(bytes), byteCount: bytes.count)
    }

    /// - Parameter parts: the checksums of all parts of a block of so many bytes.
    package init(parts: [UInt32], byteCount: Int) {
        if byteCount <= Self.partSize {
            (checksum, tail) = (parts.first ?? crc32c([]), [])
            return
        }
        var list = ByteWriter()
        for part in parts { list.fixed(part) }
        checksum = crc32c(list.bytes)
        tail = Array(repeating: 0, count: Self.gap(byteCount)) + list.bytes
    }

    /// The checksums of the parts of some bytes, the first of which begins a part.
    package static func checksums(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
        stride(from: 0, to: bytes.count, by: partSize).map { start in
            crc32c(UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + partSize)]))
        }
    }

    /// The bytes that a block and its list take.
    package static func extent(_ byteCount: Int) -> Int {
        byteCount <= partSize ? byteCount : byteCount + gap(byteCount) + 4 * partCount(byteCount)
    }

    /// Where the list of a block lies, from the start of the block; nil of a block that has none.
    static func list(_ byteCount: Int) -> Range<Int>? {
        byteCount <= partSize ? nil : byteCount + gap(byteCount)..<extent(byteCount)
    }

    package static func partCount(_ byteCount: Int) -> Int { (byteCount + partSize - 1) / partSize }

    private static func gap(_ byteCount: Int) -> Int { (4 - byteCount % 4) % 4 }
}
