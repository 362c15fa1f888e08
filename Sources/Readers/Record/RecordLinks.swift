import EventModel
import Store

/// What records say of one another: which events and documents are named that no record declares, and when an event
/// became known by the documents that its reports name. Told by hashes, when all records are read.
struct RecordLinks {
    /// A document: declared, or named by a report.
    private struct DocumentLink: HashedRecord {
        var hash: UInt64
        var check: UInt32
        var sort: Sort
        /// The span in which a document came out, or the place of what names it.
        var value: UInt64
        /// The event that is reported.
        var event: UInt64 = 0
        var eventCheck: UInt32 = 0

        enum Sort: UInt32 { case dated, undated, named }
    }

    private struct EventLink: HashedRecord {
        var hash: UInt64
        var check: UInt32
        var sort: Sort
        /// The place of the row, that of what names it, or a span in which it was reported.
        var value: UInt64

        enum Sort: UInt32 {
            case declared
            /// It is known when the event became known.
            case dated
            case named, reported
        }
    }

    /// Where a name stands: records of events come before those of reports.
    struct Place: Comparable {
        fileprivate let bits: UInt64

        private static let indexBits: UInt64 = 26

        /// - Parameter index: which of the names of the record.
        init(_ type: RecordType, _ number: Int, _ index: Int) {
            bits =
                (type == .report ? 1 << 63 : 0) | UInt64(number) << Self.indexBits
                | min(UInt64(index), 1 << Self.indexBits - 1)
        }

        fileprivate init(bits: UInt64) { self.bits = bits }

        var type: RecordType { bits >> 63 == 1 ? .report : .event }
        var number: Int { Int((bits & ~(1 << 63)) >> Self.indexBits) }
        var index: Int { Int(bits & (1 << Self.indexBits - 1)) }

        static func < (left: Place, right: Place) -> Bool { left.bits < right.bits }
    }

    /// Names that no record declares: how many, and where the first of them stand.
    struct Missing {
        private(set) var count = 0
        private(set) var first: [Place] = []

        fileprivate mutating func add(_ place: Place) {
            count += 1
            if first.count == ReadLog.warningLimit, let last = first.last, place > last { return }
            first.insert(place, at: first.firstIndex { place < $0 } ?? first.count)
            if first.count > ReadLog.warningLimit { first.removeLast() }
        }
    }

    private let store: StoreDraft?
    private let documents: SpillFile<DocumentLink>
    private let events: SpillFile<EventLink>
    private var hasher: TextHasher

    init(_ store: StoreDraft?, seed: UInt64) throws(StoreError) {
        self.store = store
        documents = try SpillFile(hashedBeside: store)
        events = try SpillFile(hashedBeside: store)
        hasher = TextHasher(seed: seed)
    }

    // MARK: Noting

    /// A document that there is.
    mutating func add(document id: String, published: EventDate?) throws(StoreError) {
        let key = hasher.key(id)
        try documents.add(
            DocumentLink(
                hash: key.hash, check: key.check, sort: published == nil ? .undated : .dated,
                value: published.map { Self.bits($0.start) } ?? 0))
    }

    /// An event that there is.
    ///
    /// - Parameter isDated: whether its record says when it became known.
    mutating func add(event id: String, row: RecordRowPlace, isDated: Bool) throws(StoreError) {
        let key = hasher.key(id)
        try events.add(
            EventLink(hash: key.hash, check: key.check, sort: isDated ? .dated : .declared, value: row.bits))
    }

    mutating func add(named event: String, at place: Place) throws(StoreError) {
        let key = hasher.key(event)
        try events.add(EventLink(hash: key.hash, check: key.check, sort: .named, value: place.bits))
    }

    /// A report of an event by a document.
    mutating func add(report event: String, by document: String, at place: Place) throws(StoreError) {
        let key = hasher.key(document)
        let eventKey = hasher.key(event)
        try documents.add(
            DocumentLink(
                hash: key.hash, check: key.check, sort: .named, value: place.bits, event: eventKey.hash,
                eventCheck: eventKey.check))
    }

    // MARK: Settling

    /// Settles which documents are missing, and hands their days on to the events.
    func settleDocuments() throws(StoreError) -> Missing {
        var missing = Missing()
        try documents.eachGroup({ $0.value < $1.value }) { group throws(StoreError) in
            if let document = group.first(where: { $0.sort != .named }) {
                guard document.sort == .dated else { return }
                for report in group where report.sort == .named {
                    try events.add(
                        EventLink(
                            hash: report.event, check: report.eventCheck, sort: .reported, value: document.value))
                }
            } else if let first = group.first {
                missing.add(Place(bits: first.value))
            }
        }
        return missing
    }

    /// Settles which events are missing and when each became known, after the documents.
    func settleEvents(_ known: KnownDates) throws(StoreError) -> Missing {
        var missing = Missing()
        try events.eachGroup({ $0.value < $1.value }) { group throws(StoreError) in
            if group.contains(where: { $0.sort == .declared || $0.sort == .dated }) {
                var span: DateSpan?
                for report in group where report.sort == .reported {
                    span = KnownDate.earlier(span, EventDate(at: Self.span(report.value)))
                }
                guard let span else { return }
                for event in group where event.sort == .declared {
                    try known.add(span, RecordRowPlace(bits: event.value))
                }
            } else if let first = group.first(where: { $0.sort == .named }) {
                missing.add(Place(bits: first.value))
            }
        }
        return missing
    }

    private static func bits(_ span: DateSpan) -> UInt64 {
        UInt64(UInt32(bitPattern: span.earliest)) << 32 | UInt64(UInt32(bitPattern: span.latest))
    }

    private static func span(_ bits: UInt64) -> DateSpan {
        DateSpan(
            DayNumber(bitPattern: UInt32(truncatingIfNeeded: bits >> 32)),
            DayNumber(bitPattern: UInt32(truncatingIfNeeded: bits)))
    }
}

/// A row of a piece: which of those with exact or with wide dates, and which row of it.
struct RecordRowPlace: Hashable {
    fileprivate let bits: UInt64

    fileprivate init(bits: UInt64) { self.bits = bits }

    init(piece: Int, row: Int, isWide: Bool) {
        bits = (isWide ? 1 << 63 : 0) | UInt64(piece) << 32 | UInt64(UInt32(truncatingIfNeeded: row))
    }

    var isWide: Bool { bits >> 63 == 1 }
    var piece: Int { Int((bits & ~(1 << 63)) >> 32) }
    var row: Int { Int(UInt32(truncatingIfNeeded: bits)) }
}

/// When events became known, by the piece of their rows, where their records do not say so.
final class KnownDates: Sendable {
    private struct Known {
        var row: UInt32 = 0
        var earliest: DayNumber = 0
        var latest: DayNumber = 0
    }

    private let heaps: SpillFile<Known>
    private let exactCount: Int

    /// - Parameters:
    ///   - exact: how many pieces there are of events with exact dates.
    ///   - wide: how many of events with wide ones, which come behind them.
    init(_ store: StoreDraft?, exact: Int, wide: Int) throws(StoreError) {
        heaps = try SpillFile(store, heaps: exact + wide)
        exactCount = exact
    }

    fileprivate func add(_ span: DateSpan, _ place: RecordRowPlace) throws(StoreError) {
        try heaps.add(
            Known(row: UInt32(truncatingIfNeeded: place.row), earliest: span.earliest, latest: span.latest),
            heap: (place.isWide ? exactCount : 0) + place.piece)
    }

    /// The values of the rows of a piece that are here, by their rows.
    func spans(_ piece: Int) throws(StoreError) -> [(row: Int, span: DateSpan)] {
        try heaps.records(piece).map { (Int($0.row), DateSpan($0.earliest, $0.latest)) }
    }
}
