import Glibc
import Session
import Synchronization

/// A file that is being written: beside the one whose place it is to take, or at the end of one, of which what was added
/// is taken back unless it is kept.
///
/// The thread that makes a text writes it; whoever has lost patience with that thread drops the file meanwhile, and
/// waits for no more than the piece that is being written.
final class WrittenFile: Sendable {
    private let path: String
    /// Where it stands until it is kept; nil where it is added to.
    private let temporary: String?
    /// How long the file was that is added to.
    private let length: off_t
    /// nil once it is kept or dropped.
    private let descriptor: Mutex<Int32?>

    private init(path: String, temporary: String?, length: off_t, descriptor: Int32) {
        self.path = path
        self.temporary = temporary
        self.length = length
        self.descriptor = Mutex(descriptor)
    }

    static func open(_ path: String, _ place: FilePlace) -> Result<FileDraft, HostProblem> {
        let file: WrittenFile
        switch place {
        case .replacing:
            var template = Array("\(path).XXXXXX".utf8CString)
            let descriptor = mkstemp(&template)
            guard descriptor >= 0 else { return .failure(problem) }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            file = WrittenFile(path: path, temporary: name(template), length: 0, descriptor: descriptor)
        case .adding, .addingInPrivate:
            let mode: mode_t = place == .adding ? 0o666 : 0o600
            let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, mode)
            guard descriptor >= 0 else { return .failure(problem) }
            let length = lseek(descriptor, 0, SEEK_END)
            file = WrittenFile(path: path, temporary: nil, length: length, descriptor: descriptor)
        }
        return .success(
            FileDraft(write: { file.write($0) }, keep: { file.keep() }, drop: { file.drop() }))
    }

    /// Writes a whole text at once.
    static func replace(_ path: String, with text: String) -> Result<Void, HostProblem> {
        open(path, .replacing).flatMap { draft in
            if let problem = draft.write(Array(text.utf8)[...]) {
                draft.drop()
                return .failure(problem)
            }
            return draft.keep()
        }
    }

    /// The bytes of the file that would be replaced, nil if there is none; tries whether it could.
    static func size(ofWritable path: String) -> Result<Int?, HostProblem> {
        var facts = stat()
        let isThere = stat(path, &facts) == 0
        if isThere, facts.st_mode & S_IFMT != S_IFREG {
            let isFolder = facts.st_mode & S_IFMT == S_IFDIR
            return .failure(HostProblem(isFolder ? "it is a folder" : "it is no plain file"))
        }
        return open(path, .replacing).map { draft in
            draft.drop()
            return isThere ? Int(facts.st_size) : nil
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>) -> HostProblem? {
        descriptor.withLock { descriptor in
            guard let descriptor else { return HostProblem("it was given up") }
            return bytes.withUnsafeBytes { bytes in
                var offset = 0
                while offset < bytes.count, let base = bytes.baseAddress {
                    let count = Glibc.write(descriptor, base + offset, bytes.count - offset)
                    if count < 0 && errno != EINTR { return Self.problem }
                    offset += max(count, 0)
                }
                return nil
            }
        }
    }

    private func keep() -> Result<Void, HostProblem> {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return .failure(HostProblem("it was given up")) }
            descriptor = nil
            guard let temporary else { return keepAdded(open) }
            // 0666 less the umask, as a new file would have.
            let mask = umask(0)
            _ = umask(mask)
            let isWritten = fchmod(open, 0o666 & ~mask) == 0 && fsync(open) == 0
            // Why it was not written is forgotten with the next call that goes well.
            let whyNot = Self.problem
            let isClosed = close(open) == 0
            guard isWritten, isClosed, rename(temporary, path) == 0 else {
                let problem = isWritten ? Self.problem : whyNot
                unlink(temporary)
                return .failure(problem)
            }
            return .success(())
        }
    }

    private func keepAdded(_ open: Int32) -> Result<Void, HostProblem> {
        defer { close(open) }
        if fsync(open) == 0 { return .success(()) }
        let problem = Self.problem
        takeBack(open)
        return .failure(problem)
    }

    private func drop() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            descriptor = nil
            if let temporary { unlink(temporary) } else { takeBack(open) }
            close(open)
        }
    }

    private func takeBack(_ open: Int32) {
        if length >= 0 { _ = ftruncate(open, length) }
    }

    private static var problem: HostProblem { HostProblem(String(cString: strerror(errno))) }

    private static func name(_ template: [CChar]) -> String {
        String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
