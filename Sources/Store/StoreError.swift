/// Why a store could not be opened, read or written.
package enum StoreError: Error, Hashable, Sendable {
    case system(doing: String, path: String, errorNumber: Int32, text: String)
    case notAStore(path: String)
    /// The file was written in a format of another version.
    case version(path: String, found: UInt32, known: UInt32)
    /// Bytes are not what was written: which part of the store.
    case damaged(path: String, part: String)
    /// The same, in words that were found while columns came in.
    case damagedPart(String)
    /// There is no store to append to.
    case nothingToAppendTo(path: String)
    /// What stands where a store is to be written must not be replaced.
    case notReplaced(path: String, found: String)
    /// One of the files that are read is the one that is to be replaced, or one of those that are written beside it.
    case readsItself(path: String, store: String)
    /// An open store is not what it was when it was opened: somebody has written over it.
    case changed(path: String)
    /// Somebody else is writing the store.
    case locked(path: String)
    case cancelled

    package var text: String {
        switch self {
        case .system(let doing, let path, _, let text): "could not \(doing) \(path): \(text)"
        case .notAStore(let path): "\(path) is not a store of events"
        case .version(let path, let found, let known):
            "\(path) is in version \(found) of the format of stores; this program knows version \(known). "
                + "Import the data again."
        case .damaged(let path, let part): "\(path) is damaged: \(part) is not what was written"
        case .damagedPart(let text): text
        case .nothingToAppendTo(let path):
            "\(path) is no store to append to; without --append one is made"
        case .notReplaced(let path, let found):
            "found \(found) at \(path), and replace nothing but stores; name another file"
        case .readsItself(let path, let store):
            "\(path) is read and \(store) written: they are one file, or would be on the way; name another store"
        case .changed(let path):
            "\(path) has been written over since it was opened; `.open \(path)` opens it again"
        case .locked(let path): "\(path) is being written by another process"
        case .cancelled: "cancelled; the store is as it was"
        }
    }
}
