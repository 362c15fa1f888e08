/// Looks for bytes eight at a time.
enum ByteSearch {
    /// Where the first of either of two bytes stands, or the end of the buffer.
    static func first(_ byte: UInt8, or other: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let (one, two) = (UInt64(byte) &* ones, UInt64(other) &* ones)
        var position = start
        while position &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            let marks = zeroBytes(word ^ one) | zeroBytes(word ^ two)
            if marks != 0 { return position &+ marks.trailingZeroBitCount >> 3 }
            position &+= 8
        }
        while position < bytes.count, bytes[position] != byte, bytes[position] != other { position &+= 1 }
        return position
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// The top bit of every byte that is 0, exactly (no carry runs from one byte into the next).
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        ~((word & lowBits) &+ lowBits | word | lowBits)
    }
}
