import Glibc

/// A file beside the store that is to replace it.
struct DraftFile {
    let descriptor: Int32
    let path: String

    init(beside path: String) throws(StoreError) {
        // A lock keeps other writers away; what a killed one left is overwritten.
        self.path = StoreTarget.draft(of: path)
        descriptor = Glibc.open(self.path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw systemError("write", self.path) }
    }

    /// Puts the file in the place of another, durably; afterwards either the old or the new one is there, whatever
    /// happens to the machine.
    func replace(_ target: String) throws(StoreError) {
        guard fsync(descriptor) == 0 else { throw systemError("write", path) }
        guard rename(path, target) == 0 else { throw systemError("replace", target) }
        close(descriptor)
        let folder = target.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let directory = Glibc.open(
            folder.isEmpty ? (target.hasPrefix("/") ? "/" : ".") : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        // Some file systems cannot make a folder durable by itself; the file itself is.
        _ = fsync(directory)
        close(directory)
    }

    func discard() {
        close(descriptor)
        unlink(path)
    }
}

/// One writer at a time: a lock on a file beside the store, which the system gives back when the process ends.
struct StoreLock {
    private let descriptor: Int32
    private let path: String

    init(_ store: String) throws(StoreError) {
        path = StoreTarget.lock(of: store)
        while true {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw systemError("write", path) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let isTaken = errno == EWOULDBLOCK
                let error = systemError("lock", path)
                close(descriptor)
                throw isTaken ? .locked(path: store) : error
            }
            if Self.isNamed(descriptor, path) {
                self.descriptor = descriptor
                return
            }
            // The writer before us took the file away between our opening and locking it.
            close(descriptor)
        }
    }

    private static func isNamed(_ descriptor: Int32, _ path: String) -> Bool {
        var (ours, named) = (stat(), stat())
        return fstat(descriptor, &ours) == 0 && stat(path, &named) == 0 && ours.st_ino == named.st_ino
            && ours.st_dev == named.st_dev
    }

    /// The file goes while the lock is still held; whoever had opened it before sees that, and opens a new one.
    func release() {
        unlink(path)
        close(descriptor)
    }
}
