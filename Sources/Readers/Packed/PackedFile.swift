/// Unpacks a file while it is read: one stream of bytes, or the members of a zip archive one after another.
final class PackedFile: ByteSource {
    /// The file, and behind a colon the member at hand.
    private(set) var path: String
    let size: Int? = nil

    private let filePath: String
    private let stream: any Unpacking
    private let limits: UnpackingLimits
    private var unpackedCount = 0
    private var memberCount = 0

    init(_ file: any ByteSource, _ packing: Packing, limits: UnpackingLimits = UnpackingLimits()) throws(InputError) {
        path = file.path
        filePath = file.path
        self.limits = limits
        stream = packing == .gzip ? try GzipStream(file) : try ArchiveStream(file, packing)
    }

    var bytesTaken: Int { stream.packedCount }

    /// Goes on to the next member that is a file; false behind the last. A stream is one member.
    func nextMember() throws(InputError) -> Bool {
        let member = try stream.nextMember { () throws(InputError) in
            memberCount += 1
            guard memberCount <= limits.members else {
                throw .bomb(path: filePath, limit: "more than \(limits.members) files")
            }
        }
        if let name = member?.name { path = "\(filePath):\(name)" }
        return member != nil
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        var filled = 0
        while filled < buffer.count {
            // Small enough steps find a bomb before it fills much memory.
            let end = min(buffer.count, filled + 1 << 20)
            let count = try stream.unpack(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<end]))
            if count == 0 { break }
            filled += count
            unpackedCount += count
            try checkLimits()
        }
        return filled
    }

    private func checkLimits() throws(InputError) {
        guard unpackedCount <= limits.totalBytes else {
            throw .bomb(path: path, limit: "more than \(limits.totalBytes) bytes")
        }
        guard unpackedCount > limits.freeBytes else { return }
        let (allowed, isBeyond) = max(1, stream.packedCount).multipliedReportingOverflow(by: limits.ratio)
        guard isBeyond || unpackedCount <= allowed else {
            throw .bomb(path: path, limit: "more than \(limits.ratio) times its size")
        }
    }
}
