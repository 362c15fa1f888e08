import Store

/// Hands out a file in blocks of whole lines, in one buffer that is used again and again.
///
/// A block ends behind an LF, the last one where the file ends. A line longer than a block makes the buffer grow.
package struct LineBlocks {
    package static let blockSize = 4 << 20
    /// A line longer than this is an error: such a file is not one of lines.
    package static let lineLimit = 256 << 20

    private let file: any ByteSource
    private var buffer: [UInt8]
    /// Bytes of the buffer that hold something.
    private var filled = 0
    /// Where the block ends.
    private var lineEnd = 0
    private var hasEnded = false
    /// Bytes read so far.
    package private(set) var byteCount = 0
    /// CRC-32C of the bytes read so far.
    package private(set) var digest: UInt32 = 0

    package init(_ file: any ByteSource, blockSize: Int = LineBlocks.blockSize) {
        self.file = file
        // A small file needs no large buffer; one byte more than its size shows that it has ended.
        buffer = Self.zeros(max(1, min(blockSize, (file.size ?? blockSize) + 1)))
    }

    /// Moves on to the next block; false at the end of the file.
    package mutating func next() throws(InputError) -> Bool {
        moveRestToFront()
        while !hasEnded {
            if filled == buffer.count { try grow() }
            let searched = filled
            try fill()
            if let newline = buffer[searched..<filled].lastIndex(of: UInt8(ascii: "\n")) {
                lineEnd = newline + 1
                if !hasEnded { return true }
            }
        }
        lineEnd = filled
        return lineEnd > 0
    }

    /// The block, of whole lines.
    package var block: ArraySlice<UInt8> { buffer[..<lineEnd] }

    /// Whether nothing follows the block.
    package var isLast: Bool { hasEnded && lineEnd == filled }

    /// Hands back what stands behind the first bytes of a block that is not the last: the next block begins with it.
    package mutating func keepOnly(_ count: Int) { if !isLast { lineEnd = min(lineEnd, max(0, count)) } }

    private mutating func moveRestToFront() {
        let rest = lineEnd..<filled
        buffer.withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: bytes[..<rest.count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[rest]))
        }
        filled = rest.count
        lineEnd = 0
    }

    private mutating func fill() throws(InputError) {
        var outcome: Result<Int, InputError> = .success(0)
        buffer.withUnsafeMutableBytes { bytes in
            outcome = Result { () throws(InputError) in
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))
            }
        }
        let count = try outcome.get()
        let read = buffer.withUnsafeBytes {
            StoreDraft.checksum(UnsafeRawBufferPointer(rebasing: $0[filled..<filled + count]))
        }
        digest = byteCount == 0 ? read : StoreDraft.checksum(digest, then: read, ofBytes: count)
        byteCount += count
        filled += count
        hasEnded = filled < buffer.count
    }

    private mutating func grow() throws(InputError) {
        guard filled <= Self.lineLimit else { throw .tooLarge(path: file.path, limit: Self.lineLimit) }
        buffer.append(contentsOf: Self.zeros(buffer.count))
    }

    private static func zeros(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            UnsafeMutableRawBufferPointer(bytes).initializeMemory(as: UInt8.self, repeating: 0)
            filled = count
        }
    }
}
