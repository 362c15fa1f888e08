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
        case .locked(let path): "\(path) is being written by another process"
        case .cancelled: "cancelled; the store is as it was"
        }
    }
}
