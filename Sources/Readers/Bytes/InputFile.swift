package import Store
import Glibc

/// Why a file could not be read.
package enum InputError: Error, Hashable {
    case notFound(path: String)
    case isDirectory(path: String)
    case notPermitted(path: String)
    /// A path with a zero byte in it names nothing.
    case badPath(path: String)
    /// Any other failure, with the system's error number.
    case failed(path: String, errorNumber: Int32)
    /// More bytes than the reader was asked to hold.
    case tooLarge(path: String, limit: Int)
    /// A packed file that does not unpack to its end; `detail` is what the library says of it.
    case damaged(path: String, detail: String)
    /// A packed file, on a machine without the library that unpacks.
    case noLibrary(path: String, name: String)
    /// A member of an archive that asks for a password.
    case encrypted(path: String)
    /// A packed file that unpacks to so much that it is taken for a bomb.
    case bomb(path: String, limit: String)
    /// A file on a disk that ends before the place where it ended when it was opened.
    case shortened(path: String, from: Int, to: Int)
    /// A file on a disk that somebody has written to while it was read, and that did not become longer.
    case rewritten(path: String)
    /// Whoever waits for the bytes does not want them any more.
    case cancelled

    /// The failure in plain words.
    package var text: String {
        switch self {
        case .notFound(let path): "found no file \(path)"
        case .isDirectory(let path): "found a directory at \(path), expected a file"
        case .notPermitted(let path): "may not read \(path): permission denied"
        case .badPath(let path): "found a zero byte in the path \(path)"
        case .failed(let path, let errorNumber): "could not read \(path): \(Self.systemText(errorNumber))"
        case .tooLarge(let path, let limit): "found more than \(limit) bytes in \(path)"
        case .damaged(let path, let detail): "could not unpack \(path): \(FieldText.shown(detail, limit: 200))"
        case .noLibrary(let path, let name):
            "could not unpack \(path): the library \(name) is not on this machine; install it, or unpack the file first"
        case .encrypted(let path): "could not unpack \(path): it is encrypted, and has to be unpacked first"
        case .bomb(let path, let limit):
            "\(path) unpacks to \(limit), which is more than any data do; unpack it first if it is right"
        case .shortened(let path, let size, let end):
            "\(path) was cut short while it was read: found \(end) of the \(size) bytes that it had"
        case .rewritten(let path): "\(path) was written over while it was read: its rows may be of both files"
        case .cancelled: "cancelled"
        }
    }

    private static func systemText(_ errorNumber: Int32) -> String {
        guard let text = strerror(errorNumber) else { return "error \(errorNumber)" }
        return String(cString: text)
    }
}

/// Bytes from front to end: a file, or what a packed one holds.
package protocol ByteSource: AnyObject {
    /// The file as the user wrote it, with the name of a member of an archive behind a colon.
    var path: String { get }
    /// How many bytes there are, where that is known; a hint.
    var size: Int? { get }
    /// Bytes of the file itself that were taken so far; of a packed one, as they are packed.
    var bytesTaken: Int { get }
    /// Fills as much of the buffer as there is; fewer bytes than fit, or none, only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
}

/// An open file, read from front to end in pieces.
///
/// Reading copies: a mapped file that somebody else cuts short kills the process that reads it.
package final class InputFile: ByteSource {
    /// As the user wrote it; `-` is standard input.
    package let path: String
    /// The size where the file system tells it (not of pipes); a hint, since a file may grow.
    package let size: Int?
    /// What it is to the system, whatever it is called; nil for pipes and devices.
    package let identity: FileIdentity?

    /// When it was written to last, of a file on a disk.
    private let written: timespec
    private let descriptor: Int32
    private let closesAtEnd: Bool
    private let isCancelled: (@Sendable () -> Bool)?
    /// Bytes that were looked at and are still to be read.
    private var head: [UInt8] = []
    /// Where the system reads on, of a file on a disk.
    private var position = 0

    /// How often a pipe on which nothing comes is looked at.
    private static let waitMilliseconds: Int32 = 100

    /// - Parameter isCancelled: asked while nothing comes out of a pipe.
    package init(path: String, isCancelled: (@Sendable () -> Bool)? = nil) throws(InputError) {
        self.path = path
        self.isCancelled = isCancelled
        if path == "-" {
            descriptor = STDIN_FILENO
            closesAtEnd = false
        } else {
            guard !path.utf8.contains(0) else { throw .badPath(path: path) }
            // Without O_NONBLOCK, opening a named pipe waits for its writer, as a shell user expects.
            descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            closesAtEnd = true
            if descriptor < 0 { throw Self.error(errno, path) }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let number = errno
            if closesAtEnd { close(descriptor) }
            throw Self.error(number, path)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            if closesAtEnd { close(descriptor) }
            throw .isDirectory(path: path)
        }
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? max(0, Int(status.st_size)) : nil
        identity = isRegular ? FileIdentity(status) : nil
        written = status.st_mtim
        // Who gives us standard input may have read some of it.
        if isRegular, !closesAtEnd { position = max(0, Int(lseek(descriptor, 0, SEEK_CUR))) }
    }

    deinit { if closesAtEnd { close(descriptor) } }

    package var bytesTaken: Int { max(0, position - head.count) }

    /// Fills as much of the buffer as there is; fewer bytes than fit, or none, only at the end of the file.
    ///
    /// - Throws: also where a file on a disk ends before the size that it had, or is another one of that size.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        var filled = min(head.count, buffer.count)
        if filled > 0 {
            head.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<filled])) }
            head.removeFirst(filled)
        }
        while filled < buffer.count {
            try wait()
            let count = Glibc.read(descriptor, base + filled, buffer.count - filled)
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.error(errno, path)
            }
            if count == 0 {
                if let size, position < size { throw .shortened(path: path, from: size, to: position) }
                if isRewritten { throw .rewritten(path: path) }
                break
            }
            filled += count
            position += count
        }
        return filled
    }

    /// Whether somebody has written to it, other than behind its end.
    private var isRewritten: Bool {
        guard let size else { return false }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size == size else { return false }
        return status.st_mtim.tv_sec != written.tv_sec || status.st_mtim.tv_nsec != written.tv_nsec
    }

    /// Waits until a pipe has something, or ends, as long as that is wanted.
    private func wait() throws(InputError) {
        guard size == nil, let isCancelled else { return }
        var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            if isCancelled() { throw .cancelled }
            let count = poll(&input, 1, Self.waitMilliseconds)
            // What cannot be waited for is told by the reading of it.
            if count > 0 || count < 0 && errno != EINTR { return }
        }
    }

    /// The first bytes of the file, which are read again after that.
    func peek(_ count: Int) throws(InputError) -> [UInt8] {
        if head.count < count { head += try readPiece(count - head.count) }
        return Array(head.prefix(count))
    }

    /// Whether it is a file on a disk, and one that nobody else reads from.
    var canSeek: Bool { size != nil && closesAtEnd }

    /// Goes to a place of a file on a disk; nil where that cannot be done.
    func seek(to offset: Int64, from origin: Int32) -> Int64? {
        guard canSeek else { return nil }
        // What was looked at has not been read, as far as anybody else knows.
        let ahead = origin == SEEK_CUR ? Int64(head.count) : 0
        let place = lseek(descriptor, off_t(offset - ahead), origin)
        guard place >= 0 else { return nil }
        head = []
        position = Int(place)
        return Int64(place)
    }

    /// The rest of the file.
    package func readAll(limit: Int = .max) throws(InputError) -> [UInt8] {
        var bytes: [UInt8] = []
        // One byte more than the size shows at once that the end is there.
        var step = max((size ?? 0) + 1, 1 << 16)
        while true {
            let piece = try readPiece(step)
            bytes.append(contentsOf: piece)
            if bytes.count > limit { throw .tooLarge(path: path, limit: limit) }
            if piece.count < step { return bytes }
            step = max(1 << 16, min(bytes.count, 1 << 28))
        }
    }

    private func readPiece(_ length: Int) throws(InputError) -> [UInt8] {
        var failure: InputError?
        let piece = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            do throws(InputError) {
                count = try read(
                    into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<length]))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return piece
    }

    private static func error(_ number: Int32, _ path: String) -> InputError {
        switch number {
        case ENOENT, ENOTDIR: .notFound(path: path)
        case EISDIR: .isDirectory(path: path)
        case EACCES, EPERM: .notPermitted(path: path)
        default: .failed(path: path, errorNumber: number)
        }
    }
}
