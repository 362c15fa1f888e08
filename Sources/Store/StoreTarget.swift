import Glibc

/// The file that a store is to be written to. What is there may be replaced: a store, or an empty file; nothing else.
package struct StoreTarget: Sendable {
    /// Where it lies, behind all links.
    package let path: String
    private let identities: [FileIdentity]

    /// - Throws: where something is at the path that is no store.
    package init(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw systemError("look at", path) }
            if lstat(path, &status) == 0 { throw .notReplaced(path: path, found: "a link to a file that is not there") }
            self.init(resolved: path)
            return
        }
        if let found = Self.sort(status) { throw .notReplaced(path: path, found: found) }
        if status.st_size > 0, !Store.isStore(path) {
            guard access(path, R_OK) == 0 else { throw systemError("read", path) }
            throw .notReplaced(path: path, found: "a file that is no store")
        }
        guard let real = realpath(path, nil) else { throw systemError("look at", path) }
        defer { free(real) }
        // A name that is no link stays as it was written, as in messages.
        let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
        self.init(resolved: isLink ? String(cString: real) : path)
    }

    private init(resolved path: String) {
        self.path = path
        identities = [path, Self.draft(of: path), Self.lock(of: path), Self.spill(of: path)].compactMap {
            FileIdentity(path: $0)
        }
    }

    /// Whether a file is the one that is replaced, or one of those that are written beside it.
    package func isTouching(_ path: String) -> Bool {
        FileIdentity(path: path).map(identities.contains) ?? false
    }

    // MARK: Files beside a store

    /// What is to take its place.
    static func draft(of store: String) -> String { "\(store).part" }
    /// What keeps other writers away.
    static func lock(of store: String) -> String { "\(store).lock" }
    /// What does not fit in memory while it is written.
    static func spill(of store: String) -> String { "\(store).spill" }

    /// What it is, if no file on a disk.
    private static func sort(_ status: stat) -> String? {
        switch status.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case _: "a device"
        }
    }
}
