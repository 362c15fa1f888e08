import Glibc

/// The file behind the history: only ever appended to, by any number of sessions at once.
///
/// Each entry goes out in one write to a descriptor opened for appending, so entries of two sessions never mix.
/// `readNew()` hands over what has been added since, by whomever.
package struct HistoryFile: Sendable {
    /// More than this, in bytes, is not read; the newest are.
    package static let longestRead = 8 << 20
    /// A question longer than this, in bytes, is not kept.
    package static let longestQuestion = 1 << 18

    private let path: String
    private var readTo: Int = 0
    private var identity: (device: UInt, number: UInt) = (0, 0)

    package init(path: String) {
        self.path = path
    }

    /// Adds one entry; false if that failed (no such folder, disk full) or the question is too long to keep.
    package func append(_ entry: HistoryEntry) -> Bool {
        guard entry.question.utf8.count <= HistoryFile.longestQuestion else { return false }
        var file = openForAppending()
        if file < 0, errno == ENOENT {
            Self.makeFolders(above: path)
            file = openForAppending()
        }
        guard file >= 0 else { return false }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return false }
        // The umask cannot widen 0600, but the file may be an older one.
        if facts.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
        var bytes = Array((entry.line + "\n").utf8)
        var last: UInt8 = 0x0A
        if facts.st_size > 0, pread(file, &last, 1, facts.st_size - 1) == 1, last != 0x0A {
            // A line torn by a full disk must not swallow this one.
            bytes.insert(0x0A, at: 0)
        }
        while true {
            let count = write(file, bytes, bytes.count)
            if count >= 0 || errno != EINTR { return count == bytes.count }
        }
    }

    private func openForAppending() -> Int32 {
        open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o600)
    }

    /// The folders above the file, for the user alone.
    package static func makeFolders(above path: String) {
        var folder = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += part.isEmpty ? "/" : folder.isEmpty || folder.hasSuffix("/") ? String(part) : "/" + part
            if !folder.isEmpty { mkdir(folder, 0o700) }
        }
    }

    /// What is said where `append` has failed.
    var cannotAppend: String { "questions are not kept: \(path) cannot be written" }

    /// The entries added since the last call, oldest first. A file that was replaced is read from its start.
    package mutating func readNew() -> [HistoryEntry] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return [] }
        let size = Int(facts.st_size)
        let now = (device: UInt(facts.st_dev), number: UInt(facts.st_ino))
        if now != identity || size < readTo {
            identity = now
            readTo = 0
        }
        guard size > readTo else { return [] }
        let start = max(readTo, size - HistoryFile.longestRead)
        let bytes = HistoryFile.read(file, from: start, count: size - start)
        // Only whole lines: the rest is someone's write under way.
        guard let end = bytes.lastIndex(of: 0x0A) else { return [] }
        readTo = start + end + 1
        return bytes[..<end].split(separator: 0x0A).compactMap {
            HistoryEntry(line: String(decoding: $0, as: UTF8.self))
        }
    }

    private static func read(_ file: Int32, from start: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = pread(file, base + filled, count - filled, start + filled)
                if got < 0 && errno == EINTR { continue }
                if got <= 0 { return }
                filled += got
            }
        }
    }
}
