import Glibc
import Session

/// Files that answers are written to.
enum FileWriting {
    /// Writes beside the file and renames, so that it is there whole or not at all.
    static func replace(_ path: String, with text: String) -> Result<Void, HostProblem> {
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return .failure(problem) }
        let temporary = name(template)
        // 0666 less the umask, as a new file would have.
        let mask = umask(0)
        _ = umask(mask)
        let isWritten = write(text, to: descriptor) && fchmod(descriptor, 0o666 & ~mask) == 0 && fsync(descriptor) == 0
        // Why it was not written is forgotten with the next call that goes well.
        let whyNot = problem
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, rename(temporary, path) == 0 else {
            let problem = isWritten ? problem : whyNot
            unlink(temporary)
            return .failure(problem)
        }
        return .success(())
    }

    /// Adds to the end of a file, the whole text or nothing: what does not fit on the disk is taken back.
    static func append(_ text: String, to path: String) -> Result<Void, HostProblem> {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return .failure(problem) }
        defer { close(descriptor) }
        let length = lseek(descriptor, 0, SEEK_END)
        guard write(text, to: descriptor), fsync(descriptor) == 0 else {
            let problem = problem
            if length >= 0 { _ = ftruncate(descriptor, length) }
            return .failure(problem)
        }
        return .success(())
    }

    /// The bytes of the file that `replace` would take the place of, nil if there is none; tries whether it could.
    static func size(ofWritable path: String) -> Result<Int?, HostProblem> {
        var facts = stat()
        let isThere = stat(path, &facts) == 0
        if isThere, facts.st_mode & S_IFMT != S_IFREG {
            let isFolder = facts.st_mode & S_IFMT == S_IFDIR
            return .failure(HostProblem(isFolder ? "it is a folder" : "it is no plain file"))
        }
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return .failure(problem) }
        close(descriptor)
        unlink(name(template))
        return .success(isThere ? Int(facts.st_size) : nil)
    }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var offset = 0
            while offset < bytes.count, let base = bytes.baseAddress {
                let count = Glibc.write(descriptor, base + offset, bytes.count - offset)
                if count < 0 && errno != EINTR { return false }
                offset += max(count, 0)
            }
            return true
        }
    }

    private static var problem: HostProblem { HostProblem(String(cString: strerror(errno))) }

    private static func name(_ template: [CChar]) -> String {
        String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
