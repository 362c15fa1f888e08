/// Bytes that are read as a file is.
final class BytesInMemory: ByteSource {
    let path: String
    private let bytes: [UInt8]
    private var done = 0

    init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    var size: Int? { bytes.count }
    var bytesTaken: Int { done }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - done)
        buffer.copyBytes(from: bytes[done..<done + count])
        done += count
        return count
    }
}
