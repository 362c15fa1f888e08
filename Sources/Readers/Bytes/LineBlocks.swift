/// Hands out a file in blocks of whole lines, in one buffer that is used again and again.
///
/// A block ends behind an LF, the last one where the file ends. A line longer than a block makes the buffer grow.
package struct LineBlocks {
    package static let blockSize = 4 << 20
    /// A line longer than this is an error: such a file is not one of lines.
    package static let lineLimit = 256 << 20

    private let file: InputFile
    private var buffer: [UInt8] = []
    private var lineEnd = 0
    private var hasEnded = false
    private let blockSize: Int
    /// Bytes read so far.
    package private(set) var byteCount = 0

    package init(_ file: InputFile, blockSize: Int = LineBlocks.blockSize) {
        self.file = file
        self.blockSize = max(1, blockSize)
    }

    /// Moves on to the next block; false at the end of the file.
    package mutating func next() throws(InputError) -> Bool {
        buffer.removeFirst(lineEnd)
        lineEnd = 0
        while !hasEnded {
            let searched = buffer.count
            let count = try file.append(to: &buffer, atMost: blockSize)
            byteCount += count
            if count < blockSize { hasEnded = true }
            if let newline = buffer[searched...].lastIndex(of: UInt8(ascii: "\n")) {
                lineEnd = newline + 1
                if !hasEnded { return true }
            }
            if buffer.count - lineEnd > Self.lineLimit {
                throw .tooLarge(path: file.path, limit: Self.lineLimit)
            }
        }
        lineEnd = buffer.count
        return lineEnd > 0
    }

    /// The block, of whole lines.
    package var block: ArraySlice<UInt8> { buffer[..<lineEnd] }
}
