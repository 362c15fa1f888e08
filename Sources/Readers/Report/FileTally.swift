import Glibc

/// How far the reading of several files is, by their bytes on the disk: of packed files, as they are packed.
package struct FileProgress: Hashable, Sendable {
    package var bytesTaken: Int
    /// nil where one of the files has no size, as a pipe.
    package var byteCount: Int?

    package init(bytesTaken: Int, byteCount: Int?) {
        self.bytesTaken = bytesTaken
        self.byteCount = byteCount
    }
}

/// Adds up what was read of files that come one after another.
struct FileTally {
    private let byteCount: Int?
    /// Bytes of the files before the one at hand.
    private var ended = 0

    init(_ files: [String]) {
        var total = 0
        for file in files {
            var status = stat()
            guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                byteCount = nil
                return
            }
            total += max(0, Int(status.st_size))
        }
        byteCount = total
    }

    mutating func endFile(_ size: Int?) { ended += size ?? 0 }

    /// - Parameter taken: bytes of the file at hand.
    func progress(_ taken: Int) -> FileProgress { FileProgress(bytesTaken: ended + taken, byteCount: byteCount) }
}
