import Columnar
import EventModel

/// The values of one row of GDELT, codes being those of the reader's dictionaries.
struct GDELTRow {
    var id: Int64 = 0
    var kind: UInt32 = 0
    var date = DateSpan(day: 0)
    /// `DateSpan.distantPast` where it is not known.
    var known = DateSpan.distantPast
    var actor: UInt32 = 0
    var actorName: UInt32 = 0
    var target: UInt32 = 0
    var targetName: UInt32 = 0
    var place: UInt32 = 0
    var actorPlace: UInt32 = 0
    var targetPlace: UInt32 = 0
    var url: UInt32 = 0
    var added: UInt32 = 0
    /// 0 no, 1 yes, 2 unknown.
    var isRoot: UInt8 = 2
    /// Not a number where unknown, as the other three.
    var mentions = Double.nan
    var sources = Double.nan
    var articles = Double.nan
    var tone = Double.nan
}

/// Rows in columns, as they are read.
struct GDELTRows {
    var id: [Int64] = []
    var kind: [UInt32] = []
    var first: [DayNumber] = []
    /// Kept only where rows have dates wider than a day.
    var last: [DayNumber] = []
    var known: [DayNumber] = []
    var actor: [UInt32] = []
    var actorName: [UInt32] = []
    var target: [UInt32] = []
    var targetName: [UInt32] = []
    var place: [UInt32] = []
    var actorPlace: [UInt32] = []
    var targetPlace: [UInt32] = []
    var url: [UInt32] = []
    var added: [UInt32] = []
    var isRoot: [UInt8] = []
    var mentions: [Double] = []
    var sources: [Double] = []
    var articles: [Double] = []
    var tone: [Double] = []
    private let isExact: Bool

    init(isExact: Bool) { self.isExact = isExact }

    var count: Int { id.count }

    mutating func append(_ row: GDELTRow) {
        id.append(row.id)
        kind.append(row.kind)
        first.append(row.date.earliest)
        if !isExact { last.append(row.date.latest) }
        known.append(row.known)
        actor.append(row.actor)
        actorName.append(row.actorName)
        target.append(row.target)
        targetName.append(row.targetName)
        place.append(row.place)
        actorPlace.append(row.actorPlace)
        targetPlace.append(row.targetPlace)
        url.append(row.url)
        added.append(row.added)
        isRoot.append(row.isRoot)
        mentions.append(row.mentions)
        sources.append(row.sources)
        articles.append(row.articles)
        tone.append(row.tone)
    }

    var date: Column {
        guard !isExact else { return .date(DateColumn(first: first)) }
        return .date(
            DateColumn(
                first: first,
                spans: DateColumn.Spans(
                    startLatest: last, endEarliest: first, endLatest: last,
                    lasted: [Bool](repeating: false, count: count),
                    states: [CellState](repeating: .known, count: count),
                    writtenIndex: [Int32](repeating: -1, count: count), written: [])))
    }

    var root: Column {
        .truth(
            TruthMask(certain: Bits(count: count) { isRoot[$0] == 1 }, possible: Bits(count: count) { isRoot[$0] != 0 })
        )
    }
}

extension Column {
    /// Days of which some may be unknown (`DateSpan.distantPast`).
    static func days(_ days: [DayNumber]) -> Column {
        guard days.contains(DateSpan.distantPast) else { return .date(DateColumn(first: days)) }
        return .date(
            DateColumn(
                first: days,
                spans: DateColumn.Spans(
                    startLatest: days.map { $0 == DateSpan.distantPast ? DateSpan.distantFuture : $0 },
                    endEarliest: days,
                    endLatest: days.map { $0 == DateSpan.distantPast ? DateSpan.distantFuture : $0 },
                    lasted: [Bool](repeating: false, count: days.count),
                    states: days.map { $0 == DateSpan.distantPast ? .unknown : .known },
                    writtenIndex: [Int32](repeating: -1, count: days.count), written: [])))
    }

    /// Exact numbers of which some may be unknown (not a number).
    static func numbers(_ numbers: [Double]) -> Column {
        guard numbers.contains(where: \.isNaN) else { return .number(NumberColumn(low: numbers)) }
        return .number(
            NumberColumn(
                low: numbers.map { $0.isNaN ? 0 : $0 }, states: numbers.map { $0.isNaN ? .unknown : .known }))
    }
}

/// Columns of which nothing is known; those of one length share their storage.
struct UnknownColumns {
    private let codes: CodedColumn
    private let numbers: NumberColumn
    private let days: Column
    private let count: Int

    init(count: Int) {
        self.count = count
        codes = CodedColumn(
            codes: [UInt32](repeating: CodedColumn.unknown, count: count),
            dictionary: CodeDictionary([], isSorted: true))
        numbers = NumberColumn(
            low: [Double](repeating: 0, count: count), states: [CellState](repeating: .unknown, count: count))
        days = .days([DayNumber](repeating: DateSpan.distantPast, count: count))
    }

    func column(_ type: ValueType) -> Column {
        switch type {
        case .text, .kind, .actor, .place, .event: .coded(codes)
        case .number, .duration: .number(numbers)
        case .date: days
        case .money: .money(MoneyColumn(amount: numbers, currency: codes))
        case .bool: .truth(TruthMask(count: count, repeating: .maybe))
        case .period: Column([Value](repeating: .unknown, count: count), type: .period)
        case .list(let element):
            .list(
                ListColumn(
                    offsets: [Int32](repeating: 0, count: count + 1), values: Column([], type: element),
                    states: numbers.states))
        }
    }
}
