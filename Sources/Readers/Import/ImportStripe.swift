import Store

/// A stretch of whole lines of a file, and the rows that were found in it. Its memory is used again and again.
final class ImportStripe {
    /// Rows behind so many are taken apart one by one: only lines too short for real rows are so many.
    static let rowLimit = 8_192
    /// Bytes behind the last one that may be read, and mean nothing.
    static let padding = 64

    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    /// Where the last whole line ends.
    var lineEnd = 0
    /// The bytes that were read into this stripe, and not taken over from the one before it.
    var fresh = 0..<0
    var digest: UInt32 = 0
    /// Of the first stripe of a file: what it is called, and how it begins.
    var beginning: (path: String, start: GDELTStart)?
    /// Of the last stripe of a file: how many bytes it has.
    var ending: Int?
    /// How far the files are read with this stripe.
    var taken: FileProgress?
    /// Rows are of events, and a tab stands between their columns.
    var hasTabs = true

    let rows = UnsafeMutablePointer<GDELTParsedRow>.allocate(capacity: ImportStripe.rowLimit)
    var rowCount = 0
    /// Where lines begin that were not taken apart, and how many lines stand before them.
    var rest = 0
    var restLine = 0

    init(capacity: Int) {
        self.capacity = capacity
        bytes = .allocate(capacity: capacity + Self.padding)
        bytes.initialize(repeating: 0, count: capacity + Self.padding)
    }

    deinit {
        bytes.deallocate()
        rows.deallocate()
    }

    func grow() {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
        larger.initialize(repeating: 0, count: capacity * 2 + Self.padding)
        larger.update(from: bytes, count: capacity)
        bytes.deallocate()
        bytes = larger
        capacity *= 2
    }

    /// The whole lines.
    var lines: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: lineEnd) }

    func reckonDigest() {
        digest = StoreDraft.checksum(UnsafeRawBufferPointer(start: bytes + fresh.lowerBound, count: fresh.count))
    }
}
