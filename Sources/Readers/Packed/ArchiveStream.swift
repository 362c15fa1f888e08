import CArchive
import Glibc

/// Unpacks a file by libarchive: a stream, or the members of a zip archive.
final class ArchiveStream: Unpacking {
    private let path: String
    private let file: PackedBytes
    private let library: ca_library
    private let archive: OpaquePointer
    private let packing: Packing
    private var memberCount = 0

    init(_ file: any ByteSource, _ packing: Packing) throws(InputError) {
        path = file.path
        self.packing = packing
        self.file = PackedBytes(file)
        guard let library = ca_open()?.pointee else {
            throw .noLibrary(path: file.path, name: String(cString: ca_library_name))
        }
        self.library = library
        guard let archive = library.read_new() else {
            throw .damaged(path: file.path, detail: "no memory is left")
        }
        self.archive = archive
        // A library that would run a program for a packing answers with a warning, which we take for a no.
        let support =
            switch packing {
            // libarchive looks neither at the checksum nor at the length.
            case .gzip: ARCHIVE_FATAL
            case .zip: library.read_support_format_zip(archive)
            case .zstd: library.read_support_filter_zstd(archive)
            case .bzip2: library.read_support_filter_bzip2(archive)
            case .xz: library.read_support_filter_xz(archive)
            }
        guard support == ARCHIVE_OK else {
            throw .damaged(path: path, detail: "the library for packed files cannot read this sort")
        }
        if packing != .zip { _ = library.read_support_format_raw(archive) }
        try open()
    }

    deinit { _ = library.read_free(archive) }

    var packedCount: Int { file.count }

    private func open() throws(InputError) {
        _ = library.read_set_callback_data(archive, Unmanaged.passUnretained(file).toOpaque())
        _ = library.read_set_read_callback(archive) { _, data, buffer in
            guard let data else { return -1 }
            return Unmanaged<PackedBytes>.fromOpaque(data).takeUnretainedValue().next(buffer)
        }
        if file.canSeek {
            _ = library.read_set_seek_callback(archive) { _, data, offset, origin in
                guard let data else { return Int64(ARCHIVE_FATAL) }
                let bytes = Unmanaged<PackedBytes>.fromOpaque(data).takeUnretainedValue()
                return bytes.seek(to: offset, from: origin) ?? Int64(ARCHIVE_FATAL)
            }
        }
        guard library.read_open1(archive) == ARCHIVE_OK else { throw failure() }
    }

    func nextMember(_ count: () throws(InputError) -> Void) throws(InputError) -> PackedMember? {
        while true {
            var entry: OpaquePointer?
            let outcome = library.read_next_header(archive, &entry)
            if outcome == ARCHIVE_EOF { return nil }
            guard outcome == ARCHIVE_OK || outcome == ARCHIVE_WARN, let entry else { throw failure() }
            memberCount += 1
            try count()
            guard packing == .zip else { return PackedMember() }
            let name = name(entry) ?? "member \(memberCount)"
            if library.entry_is_encrypted(entry) != 0 { throw .encrypted(path: "\(path):\(name)") }
            // Macintoshes add a folder with what their own file system keeps beside files.
            if library.entry_filetype(entry) == Glibc.S_IFREG, !name.hasPrefix("__MACOSX/") {
                return PackedMember(name: name)
            }
        }
    }

    func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        while true {
            let count = library.read_data(archive, buffer.baseAddress, buffer.count)
            if count == Int(ARCHIVE_RETRY) { continue }
            guard count >= 0 else { throw failure() }
            return count
        }
    }

    /// What the reading of the file itself, or else the library, says went wrong.
    private func failure() -> InputError {
        if let failure = file.failure { return failure }
        let detail = library.error_string(archive).map { String(cString: $0) } ?? "the packed data are damaged"
        return .damaged(path: path, detail: detail)
    }

    private func name(_ entry: OpaquePointer) -> String? {
        let name = library.entry_pathname_utf8(entry) ?? library.entry_pathname(entry)
        return name.map { FieldText.shown(String(cString: $0), limit: 200) }
    }
}

/// The bytes of a packed file, as the library asks for them.
private final class PackedBytes {
    private let file: any ByteSource
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// Bytes handed out so far.
    private(set) var count = 0
    private(set) var failure: InputError?

    init(_ file: any ByteSource) { self.file = file }

    deinit { buffer.deallocate() }

    var path: String { file.path }
    var canSeek: Bool { (file as? InputFile)?.canSeek ?? false }

    func next(_ start: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        do throws(InputError) {
            let found = try file.read(into: buffer)
            start?.pointee = UnsafeRawPointer(buffer.baseAddress)
            count += found
            return found
        } catch {
            failure = error
            return -1
        }
    }

    func seek(to offset: Int64, from origin: Int32) -> Int64? {
        (file as? InputFile)?.seek(to: offset, from: origin)
    }
}
