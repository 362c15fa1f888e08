/// The hash of a text's bytes, for tables in memory: seeded, so that nobody can choose texts that all meet.
package enum TextHash {
    /// Folds eight bytes at a time with a 64 by 64 bit product whose halves are combined; and whether all bytes are
    /// ASCII.
    package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> (hash: UInt64, isASCII: Bool) {
        var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var all: UInt64 = 0
        var offset = 0
        while offset &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
            all |= word
            hash = fold(hash ^ word)
            offset &+= 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset &+= 1
        }
        return (fold(fold(hash ^ rest)), (all | rest) & 0x8080_8080_8080_8080 == 0)
    }

    @inline(__always)
    private static func fold(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
