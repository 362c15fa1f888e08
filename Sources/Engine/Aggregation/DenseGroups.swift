import Columnar
import EventModel
import Plan

/// One thing of a few that rows are told apart by, numbered without looking at the rows: the codes of a column, or what
/// an expression over one such column comes to for each of its codes.
struct DenseSide {
    let place: Int
    let dictionary: CodeDictionary
    /// By the code of the column, the number; nil: the codes are the numbers.
    let map: [UInt32]?
    /// One more than the largest number.
    let size: Int
    /// The value of each number.
    private let values: CodeDictionary?
    private let type: ValueType
    private let numbers: [Value]

    /// nil of expressions that read more than one column of codes, or come to something that has no few values.
    init?(_ expression: Compiled, _ batch: Batch) {
        type = expression.type
        if let place = expression.place {
            guard let dictionary = batch.stored(place).dictionary, dictionary.events == nil, !type.isList else {
                return nil
            }
            self.place = place
            self.dictionary = dictionary
            map = nil
            size = dictionary.codeCount
            values = dictionary
            numbers = []
            return
        }
        guard !type.isList, type != .bool, let (place, dictionary) = expression.dictionaryColumn(batch) else {
            return nil
        }
        self.place = place
        self.dictionary = dictionary
        switch expression.table(dictionary, batch) {
        case .coded(let column) where column.dictionary.events == nil:
            map = column.codes
            size = column.dictionary.codeCount
            values = column.dictionary
            numbers = []
        case let column:
            // Few entries have few values; they are put in a list of their own.
            guard dictionary.codeCount <= 1 << 16 else { return nil }
            var known: [Value: UInt32] = [:]
            var list: [Value] = [.unknown, .none]
            map = (0..<dictionary.codeCount).map { entry in
                let value = column.value(at: entry, type: expression.type)
                if value == .unknown { return CodedColumn.unknown }
                if value == .none { return CodedColumn.none }
                if let number = known[value] { return number }
                let number = UInt32(list.count)
                known[value] = number
                list.append(value)
                return number
            }
            size = list.count
            values = nil
            numbers = list
        }
    }

    func value(of number: Int) -> Value {
        guard let values else { return numbers[number] }
        let code = UInt32(number)
        if code == CodedColumn.none { return .none }
        return values.text(code).map { .named($0, type) } ?? .unknown
    }

    /// Whether another numbers alike.
    func isSame(as other: DenseSide) -> Bool {
        place == other.place && dictionary === other.dictionary && size == other.size && map == other.map
    }
}

/// What tells one key: a side, or both sides of a dyad.
struct DenseKey {
    let sides: [DenseSide]
    /// Whether a pair the other way round is another one.
    var isDirected = true
}

/// The selected rows of a batch: all of them, most of them by a byte each, or a list of few.
struct SelectedRows {
    enum Selection {
        case all
        /// 1 for each row that is selected, 0 for others.
        case mask(UnsafePointer<UInt8>)
        case list(UnsafePointer<Int32>)
    }

    /// Where the batch begins in its segment.
    let start: Int
    /// Rows to go through: of the batch, or of the list.
    let count: Int
    let selection: Selection

    /// The rows `part` of the segment, of all or of a mask.
    func within(_ part: Range<Int>) -> SelectedRows {
        switch selection {
        case .all, .list: SelectedRows(start: part.lowerBound, count: part.count, selection: selection)
        case .mask(let bytes):
            SelectedRows(
                start: part.lowerBound, count: part.count, selection: .mask(bytes + (part.lowerBound - start)))
        }
    }

    /// Of what is gone through.
    func isSelected(_ index: Int) -> Bool {
        if case .mask(let bytes) = selection { bytes[index] == 1 } else { true }
    }

    /// How many rows are selected.
    var population: Int {
        switch selection {
        case .all, .list: return count
        case .mask(let bytes):
            var sum = 0
            for index in 0..<count { sum &+= Int(bytes[index]) }
            return sum
        }
    }
}

/// Takes the elements of a column, row by row. A type and not a function: its loops are made for it alone, with nothing
/// called in them.
protocol RowTaker<Element> {
    associatedtype Element
    /// - Parameters:
    ///   - index: the place of the row in what is gone through.
    ///   - weight: 1, or 0 of a row that is not selected.
    mutating func take(_ index: Int, _ element: Element, _ weight: UInt8)
}

extension SelectedRows {
    /// Gives a taker the element of each row; `element` makes it of what is stored in the row.
    @inline(__always)
    func give<Stored, Taker: RowTaker>(
        _ stored: UnsafePointer<Stored>, to taker: inout Taker, _ element: (Stored) -> Taker.Element
    ) {
        let from = stored + start
        var own = taker
        switch selection {
        case .all: for index in 0..<count { own.take(index, element(from[index]), 1) }
        case .mask(let bytes): for index in 0..<count { own.take(index, element(from[index]), bytes[index]) }
        case .list(let list): for index in 0..<count { own.take(index, element(from[Int(list[index])]), 1) }
        }
        taker = own
    }

    /// Gives a taker the number of each row in its segment, from a first one on.
    @inline(__always)
    fileprivate func give<Taker: RowTaker<Int>>(countingFrom first: Int, to taker: inout Taker) {
        let first = first + start
        var own = taker
        switch selection {
        case .all: for index in 0..<count { own.take(index, first &+ index, 1) }
        case .mask(let bytes): for index in 0..<count { own.take(index, first &+ index, bytes[index]) }
        case .list(let list): for index in 0..<count { own.take(index, first &+ Int(list[index]), 1) }
        }
        taker = own
    }

    @inline(__always)
    fileprivate func give<Taker: RowTaker>(same element: Taker.Element, to taker: inout Taker) {
        var own = taker
        switch selection {
        case .all, .list: for index in 0..<count { own.take(index, element, 1) }
        case .mask(let bytes): for index in 0..<count { own.take(index, element, bytes[index]) }
        }
        taker = own
    }
}

extension StoredColumn {
    /// Gives a taker the code of each selected row; false of columns that have no plain codes.
    func giveCodes<Taker: RowTaker<Int>>(_ rows: SelectedRows, to taker: inout Taker) -> Bool {
        switch self {
        case .coded(.bytes(let view), _): rows.give(view.base, to: &taker) { Int($0) }
        case .coded(.shorts(let view), _): rows.give(view.base, to: &taker) { Int($0) }
        case .coded(.words(let view), _): rows.give(view.base, to: &taker) { Int($0) }
        case .coded(.repeated(let code, _), _): rows.give(same: Int(code), to: &taker)
        case .plain(.coded(let column)):
            column.codes.withUnsafeBufferPointer { codes in
                if let base = codes.baseAddress { rows.give(base, to: &taker) { Int($0) } }
            }
        case .coded(.counting(let first, _), _): rows.give(countingFrom: Int(first), to: &taker)
        case .plain, .days, .numbers, .unknown: return false
        }
        return true
    }

    /// The same for days.
    func giveDays<Taker: RowTaker<DayNumber>>(_ rows: SelectedRows, to taker: inout Taker) -> Bool {
        switch self {
        case .days(.shorts(let view, let from)): rows.give(view.base, to: &taker) { from &+ DayNumber($0) }
        case .days(.words(let view)): rows.give(view.base, to: &taker) { $0 }
        case .days(.repeated(let day, _)): rows.give(same: day, to: &taker)
        case .plain(.date(let dates)) where dates.spans == nil:
            dates.first.withUnsafeBufferPointer { days in
                if let base = days.baseAddress { rows.give(base, to: &taker) { $0 } }
            }
        case .plain, .coded, .numbers, .unknown: return false
        }
        return true
    }

    /// Whether `giveDays` has days to give.
    var hasPlainDays: Bool {
        switch self {
        case .days: true
        case .plain(.date(let dates)): dates.spans == nil
        case .plain, .coded, .numbers, .unknown: false
        }
    }

    /// The same for numbers that all are known and exact.
    func giveNumbers<Taker: RowTaker<Double>>(_ rows: SelectedRows, to taker: inout Taker) -> Bool {
        switch self {
        case .numbers(let numbers):
            guard numbers.states == nil else { return false }
            let divisor = numbers.divisor
            switch numbers.values {
            case .bytes(let view): rows.give(view.base, to: &taker) { Double($0) / divisor }
            case .shorts(let view): rows.give(view.base, to: &taker) { Double($0) / divisor }
            case .words(let view): rows.give(view.base, to: &taker) { Double($0) / divisor }
            case .doubles(let view): rows.give(view.base, to: &taker) { $0 }
            case .repeated(let number, _): rows.give(same: number, to: &taker)
            }
        case .plain(.number(let column)) where column.high == nil && column.states == nil:
            column.low.withUnsafeBufferPointer { values in
                if let base = values.baseAddress { rows.give(base, to: &taker) { $0 } }
            }
        case .plain, .coded, .days, .unknown: return false
        }
        return true
    }
}
