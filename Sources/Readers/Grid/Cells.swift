import Columnar
import EventModel

/// Texts of a column as they are read, numbered in the order in which they come.
struct TextCells {
    var dictionary: ByteDictionary
    /// That of the dictionary among all of the reading.
    let number: Int
    private(set) var codes: [UInt32] = []

    init(seed: UInt64, number: Int) {
        dictionary = ByteDictionary(seed: seed)
        self.number = number
    }

    /// The code of a text; unknown where there is none. The bytes are known to be UTF-8.
    mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>?) -> UInt32 {
        dictionary.code(bytes, range)
    }

    /// The code of a text that was made.
    mutating func code(_ text: String) -> UInt32 { dictionary.code(text) }

    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>?) { codes.append(code(bytes, range)) }

    mutating func append(code: UInt32) { codes.append(code) }

    /// The rows so far, which begin anew.
    mutating func taken() -> PieceColumn {
        defer { codes.removeAll(keepingCapacity: true) }
        return .codes(codes, .texts(number))
    }
}

extension ByteDictionary {
    /// The code of a text that is known to be UTF-8; unknown where there is none.
    mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>?) -> UInt32 {
        guard let range, !range.isEmpty, let found = index(bytes, range) else { return CodedColumn.unknown }
        return UInt32(found.index) + CodedColumn.firstCode
    }

    /// The code of a text that was made.
    mutating func code(_ text: String) -> UInt32 {
        let bytes = Array(text.utf8)
        return code(bytes.span, 0..<bytes.count)
    }

    /// All texts in the order of their codes.
    var texts: [String] { (0..<count).map(text) }
}

/// Several codes a row, of a dictionary that is kept elsewhere.
struct ListCells {
    private(set) var offsets: [Int32] = [0]
    private(set) var codes: [UInt32] = []

    /// A row of which it is known that it has none.
    mutating func appendNone() {
        if codes.count < Int(Int32.max) - 1 { codes.append(CodedColumn.none) }
        offsets.append(Int32(codes.count))
    }

    /// A row without codes is unknown.
    mutating func append(_ row: some Sequence<UInt32>) {
        for code in row where code >= CodedColumn.firstCode && codes.count < Int(Int32.max) - 1 { codes.append(code) }
        offsets.append(Int32(codes.count))
    }

    /// The rows so far, which begin anew.
    mutating func taken(_ owner: CodeOwner) -> PieceColumn {
        defer { self = ListCells() }
        return .lists(offsets: offsets, codes, owner)
    }

    /// The rows so far, which have no more than one member each, and begin anew.
    mutating func takenSingly(_ owner: CodeOwner) -> PieceColumn {
        defer { self = ListCells() }
        let single = (0..<offsets.count - 1).map { row in
            offsets[row] == offsets[row + 1] ? CodedColumn.unknown : codes[Int(offsets[row])]
        }
        return .codes(single, owner)
    }
}

/// Numbers as they are read, exact or between bounds; not a number where unknown.
struct NumberCells {
    private(set) var low: [Double] = []
    private(set) var high: [Double] = []
    private var hasSpans = false

    mutating func append(_ number: Double) {
        low.append(number)
        high.append(number)
    }

    mutating func append(_ first: Double, _ second: Double) {
        low.append(min(first, second))
        high.append(max(first, second))
        if first != second, !first.isNaN { hasSpans = true }
    }

    var column: Column {
        guard hasSpans else { return .numbers(low) }
        let states: [CellState]? =
            low.contains(where: \.isNaN) ? low.map { $0.isNaN ? .unknown : .known } : nil
        return .number(
            NumberColumn(low: low.map { $0.isNaN ? 0 : $0 }, high: high.map { $0.isNaN ? 0 : $0 }, states: states))
    }
}

extension NumberCells {
    /// The numbers as sums of money.
    ///
    /// - Parameter currencies: the one currency.
    func amounts(in currencies: CodeDictionary) -> Column {
        guard case .number(let amount) = column else {
            return Column.repeating(.unknown, count: low.count, type: .money)
        }
        let codes = low.map { $0.isNaN ? CodedColumn.unknown : CodedColumn.firstCode }
        return .money(MoneyColumn(amount: amount, currency: CodedColumn(codes: codes, dictionary: currencies)))
    }
}

/// Dates as they are read.
struct DateCells {
    private(set) var start: [DateSpan] = []
    private var end: [DateSpan] = []
    private var lasted: [Bool] = []
    private var writtenIndex: [Int32] = []
    private var written: [String] = []

    /// nil where the date is unknown.
    mutating func append(_ date: EventDate?) {
        start.append(date?.start ?? .unbounded)
        end.append(date?.end ?? .unbounded)
        lasted.append(date?.lasted ?? false)
        guard let text = date?.written else {
            writtenIndex.append(-1)
            return
        }
        writtenIndex.append(Int32(clamping: written.count))
        written.append(text)
    }

    /// Whether one known day says all of a date.
    func isExact(_ row: Int) -> Bool { start[row].isDay && !lasted[row] && writtenIndex[row] < 0 }

    /// The first and the last day on which any row may have been.
    var bounds: Period? {
        let first = start.lazy.map(\.earliest).filter { $0 != DateSpan.distantPast }.min()
        let last = end.lazy.map(\.latest).filter { $0 != DateSpan.distantFuture }.max()
        guard let first, let last else { return nil }
        return Period(first, last)
    }

    /// The column of some rows.
    func column(_ rows: [Int]) -> Column {
        let first = rows.map { start[$0].earliest }
        if rows.allSatisfy(isExact) { return .date(DateColumn(first: first)) }
        return .date(
            DateColumn(
                first: first,
                spans: DateColumn.Spans(
                    startLatest: rows.map { start[$0].latest }, endEarliest: rows.map { end[$0].earliest },
                    endLatest: rows.map { end[$0].latest }, lasted: rows.map { lasted[$0] },
                    states: rows.map { start[$0] == .unbounded && !lasted[$0] ? .unknown : .known },
                    writtenIndex: rows.map { writtenIndex[$0] }, written: written)))
    }
}

/// Yes and no as they are read.
struct TruthCells {
    private var values: [UInt8] = []

    mutating func append(_ value: Bool?) { values.append(value.map { $0 ? 1 : 0 } ?? 2) }

    var column: Column {
        .truth(
            TruthMask(
                certain: Bits(count: values.count) { values[$0] == 1 },
                possible: Bits(count: values.count) { values[$0] != 0 }))
    }
}
