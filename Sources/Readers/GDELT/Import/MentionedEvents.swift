import Columnar
import EventModel
import Store

/// Mentions of GDELT that were read, and of which events they are.
struct MentionedEvents {
    /// The reports and the documents that mentions are.
    let data: DataSet
    private let spill: SpillFile<Record>?
    private let seed: UInt64

    /// One of those that speak of an event.
    struct Record {
        /// The order in which those of one event are looked at.
        enum Sort: UInt8 { case exactEvent, wideEvent, ownReport, mention }

        var event: Int64 = 0
        /// The hash of the address; 0 where there is none.
        var url: UInt64 = 0
        /// The segment, as the number of its changes; of a mention the number of its piece.
        var place: UInt32 = 0
        var row: UInt32 = 0
        var day: DayNumber = 0
        private var rawSort: UInt8 = 0

        init(event: Int64, url: UInt64, place: UInt32, row: UInt32, day: DayNumber, sort: Sort) {
            self.event = event
            self.url = url
            self.place = place
            self.row = row
            self.day = day
            rawSort = sort.rawValue
        }

        var sort: Sort { Sort(rawValue: rawSort) ?? .mention }

        var heap: Int {
            Int(truncatingIfNeeded: (UInt64(bitPattern: event) &* 0x9E37_79B9_7F4A_7C15) &>> 32)
                % MentionedEvents.heapCount
        }
    }

    /// Parts of all events that are looked at one after another.
    static let heapCount = 256

    init(data: DataSet, spill: SpillFile<Record>?, seed: UInt64) {
        self.data = data
        self.spill = spill
        self.seed = seed
    }

    /// Finds the event of each mention among those of several data sets, behind which the mentions come.
    ///
    /// An event is known from its earliest mention; the report that its own row gives goes where a mention gives the same
    /// article; mentions of no event go. Of an id that comes several times the first row with an exact date counts, else
    /// the first.
    func resolve(
        _ parts: [DataSet], _ changes: JoinChanges, _ store: StoreDraft
    ) throws(StoreError) -> [ReadWarning] {
        guard let spill else { return [] }
        for (number, part) in parts.enumerated() {
            try addEvents(part, number, changes, to: spill)
            try addReports(part, number, changes, to: spill)
        }
        var strays = 0
        for heap in 0..<Self.heapCount {
            var records = try spill.records(heap)
            records.sort { one, other in
                if one.event != other.event { return one.event < other.event }
                if one.sort != other.sort { return one.sort.rawValue < other.sort.rawValue }
                return one.place != other.place ? one.place < other.place : one.row < other.row
            }
            var first = 0
            while first < records.count {
                let event = records[first].event
                let end = records[first...].firstIndex { $0.event != event } ?? records.count
                strays += try settle(records[first..<end], changes, mentionPart: parts.count)
                first = end
            }
        }
        return strays > 0 ? [.strayMentions(rows: strays)] : []
    }

    /// Settles all that speak of one event; gives how many mentions are of none.
    private func settle(
        _ records: ArraySlice<Record>, _ changes: JoinChanges, mentionPart: Int
    ) throws(StoreError) -> Int {
        guard let last = records.last, last.sort == .mention, let first = records.first else { return 0 }
        guard first.sort == .exactEvent || first.sort == .wideEvent else {
            var strays = 0
            for mention in records where mention.sort == .mention {
                if let heap = changes.heap("reports", mentionPart, Int(mention.place)) {
                    try changes.drop(heap: heap, row: Int(mention.row))
                }
                strays += 1
            }
            return strays
        }
        var day = DateSpan.distantPast
        var isGiven = false
        for mention in records where mention.sort == .mention {
            day = DocumentSpill.earlier(day, mention.day)
            isGiven = isGiven || mention.url == first.url
        }
        if day != DateSpan.distantPast { try changes.date(heap: Int(first.place), row: Int(first.row), day) }
        if isGiven, first.url != 0, let own = records.first(where: { $0.sort == .ownReport && $0.url == first.url }) {
            try changes.drop(heap: Int(own.place), row: Int(own.row))
        }
        return 0
    }

    // MARK: What there is

    private func addEvents(
        _ part: DataSet, _ number: Int, _ changes: JoinChanges, to spill: SpillFile<Record>
    ) throws(StoreError) {
        guard let table = part.tables["events"], let id = table.index(of: "id"), let date = table.index(of: "date")
        else { return }
        let url = table.index(of: "url")
        for (index, segment) in table.segments.enumerated() {
            guard let place = changes.heap("events", number, index) else { continue }
            let sort: Record.Sort = segment.fresh(date).isOfDays ? .exactEvent : .wideEvent
            try add(segment, id, url, place, sort, to: spill)
        }
    }

    /// Reports that no mention gave: they have no outlet.
    private func addReports(
        _ part: DataSet, _ number: Int, _ changes: JoinChanges, to spill: SpillFile<Record>
    ) throws(StoreError) {
        guard let table = part.tables["reports"], let event = table.index(of: "event"),
            let document = table.index(of: "document"), let via = table.index(of: "via")
        else { return }
        for (index, segment) in table.segments.enumerated() {
            guard let place = changes.heap("reports", number, index) else { continue }
            try add(segment, event, document, place, .ownReport, unless: via, to: spill)
        }
    }

    /// Adds the rows of a segment.
    ///
    /// - Parameter other: a column in which rows have nothing.
    private func add(
        _ segment: Segment, _ id: Int, _ url: Int?, _ place: Int, _ sort: Record.Sort, unless other: Int? = nil,
        to spill: SpillFile<Record>
    ) throws(StoreError) {
        guard let ids = Coded(segment.fresh(id)) else { return }
        let urls = url.flatMap { Coded(segment.fresh($0)) }
        let others = other.flatMap { Coded(segment.fresh($0)) }
        let numbers = ids.numbers
        var hasher = TextHasher(seed: seed)
        let keys = urls.map { urls in (0..<urls.dictionary.count).map { hasher.key(urls.dictionary, $0).hash } } ?? []
        for row in 0..<ids.codes.count where ids.codes[row] >= CodedColumn.firstCode {
            if let others, others.codes[row] >= CodedColumn.firstCode { continue }
            guard let event = numbers[Int(ids.codes[row] - CodedColumn.firstCode)] else { continue }
            let url = urls.map { $0.codes[row] } ?? CodedColumn.unknown
            let record = Record(
                event: event, url: url >= CodedColumn.firstCode ? keys[Int(url - CodedColumn.firstCode)] : 0,
                place: UInt32(place), row: UInt32(row), day: DateSpan.distantPast, sort: sort)
            try spill.add(record, heap: record.heap)
        }
    }

    /// A column of codes in full width.
    private struct Coded {
        let codes: [UInt32]
        let dictionary: CodeDictionary

        init?(_ column: StoredColumn) {
            guard case .coded(let coded) = column.column(0..<column.count).column else { return nil }
            codes = coded.codes
            dictionary = coded.dictionary
        }

        /// The entries as numbers; nil for those that are none.
        var numbers: [Int64?] {
            if case .numbers(let numbers) = dictionary.source { return (0..<numbers.count).map { numbers[$0] } }
            return (0..<dictionary.count).map { entry in dictionary.withBytes(entry) { NumberTexts.number($0) } }
        }
    }
}

extension StoredColumn {
    /// Whether all dates are one day each.
    fileprivate var isOfDays: Bool {
        switch self {
        case .days: true
        case .plain(.date(let dates)): dates.spans == nil
        case .plain, .coded, .numbers, .unknown: false
        }
    }
}
