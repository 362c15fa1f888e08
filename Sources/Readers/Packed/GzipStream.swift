import CArchive

/// Unpacks gzip, also several members one behind the other: each of them has to be what it says of itself at its end.
final class GzipStream: Unpacking {
    private let file: any ByteSource
    private let gzip: OpaquePointer
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// Bytes of the buffer that are still to be unpacked.
    private var ahead = 0..<0
    private var fileHasEnded = false
    private var isAtEnd = false
    private var hasBegun = false
    private(set) var packedCount = 0

    init(_ file: any ByteSource) throws(InputError) {
        guard ca_has_zlib() != 0 else {
            throw .noLibrary(path: file.path, name: String(cString: ca_zlib_name))
        }
        guard let gzip = ca_gzip_open() else {
            throw .damaged(path: file.path, detail: "the library for packed files does not begin")
        }
        self.file = file
        self.gzip = gzip
    }

    deinit {
        ca_gzip_close(gzip)
        buffer.deallocate()
    }

    func nextMember(_ count: () throws(InputError) -> Void) throws(InputError) -> PackedMember? {
        if hasBegun { return nil }
        hasBegun = true
        try count()
        return PackedMember()
    }

    func unpack(into target: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        while !isAtEnd {
            try fill()
            var (taken, made) = (0, 0)
            let state = ca_gzip_unpack(
                gzip, buffer.baseAddress.map { $0 + ahead.lowerBound }, ahead.count, &taken, target.baseAddress,
                target.count, &made)
            ahead = ahead.lowerBound + taken..<ahead.upperBound
            switch state {
            case ca_gzip_member_ended: try endMember()
            case ca_gzip_goes_on:
                if made == 0, taken == 0, ahead.isEmpty, fileHasEnded {
                    throw damaged("the file was cut short")
                }
            case _: throw damaged(ca_gzip_detail(gzip).map { String(cString: $0) })
            }
            if made > 0 { return made }
        }
        return 0
    }

    private func damaged(_ detail: String?) -> InputError {
        .damaged(path: file.path, detail: "the packed data are damaged" + (detail.map { " (\($0))" } ?? ""))
    }

    private func fill() throws(InputError) {
        guard ahead.isEmpty, !fileHasEnded else { return }
        let count = try file.read(into: buffer)
        packedCount += count
        fileHasEnded = count < buffer.count
        ahead = 0..<count
    }

    /// Behind a member comes another, nothing, or zeros, with which tapes and disks are filled up. What else is there is
    /// a member whose head is damaged, and would be lost.
    private func endMember() throws(InputError) {
        try fill()
        if buffer[ahead].first == 0x1F {
            guard ca_gzip_begin_member(gzip) != 0 else { throw damaged(nil) }
            return
        }
        while !ahead.isEmpty {
            guard buffer[ahead].allSatisfy({ $0 == 0 }) else { throw damaged("something else stands behind their end") }
            ahead = 0..<0
            try fill()
        }
        isAtEnd = true
    }
}
