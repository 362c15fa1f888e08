package import EventModel

/// What is known of a cell that is not simply known.
package enum CellState: UInt8, Hashable, Sendable {
    case known = 0
    case unknown = 1
    case none = 2
}

/// The values of one field for a stretch of rows. Storage is chosen once a column; kernels switch on it once a batch.
package enum Column: Hashable, Sendable {
    case number(NumberColumn)
    case coded(CodedColumn)
    case date(DateColumn)
    case truth(TruthMask)
    case money(MoneyColumn)
    case period(PeriodColumn)
    case list(ListColumn)

    package var count: Int {
        switch self {
        case .number(let column): column.low.count
        case .coded(let column): column.codes.count
        case .date(let column): column.first.count
        case .truth(let mask): mask.count
        case .money(let column): column.amount.low.count
        case .period(let column): column.first.count
        case .list(let column): column.count
        }
    }
}

/// Numbers, or lengths of time in days (the type of the field says which).
package struct NumberColumn: Hashable, Sendable {
    package var low: [Double]
    /// Upper bounds, where some number is a span; nil where all are exact.
    package var high: [Double]?
    /// nil where every cell is known; the numbers of other cells mean nothing.
    package var states: [CellState]?

    package init(low: [Double], high: [Double]? = nil, states: [CellState]? = nil) {
        self.low = low
        self.high = high
        self.states = states
    }
}

/// Texts, kinds, actors, places or events as codes of a dictionary: 0 is unknown, 1 is none, entry i has code i + 2.
///
/// A dictionary is in order (texts by their bytes, kinds by their tree), so that a prefix, a hierarchy or a comparison
/// is a range of codes; tables that grow row by row may hold one that is not, which `isSorted` tells.
package struct CodedColumn: Hashable, Sendable {
    package var codes: [UInt32]
    package var dictionary: CodeDictionary

    package static let unknown: UInt32 = 0
    package static let none: UInt32 = 1
    package static let firstCode: UInt32 = 2

    package init(codes: [UInt32], dictionary: CodeDictionary) {
        self.codes = codes
        self.dictionary = dictionary
    }
}

/// Dates. Where every row happened on one known day, `first` alone holds it.
package struct DateColumn: Hashable, Sendable {
    package var first: [DayNumber]
    /// nil where every date is a single known day.
    package var spans: Spans?

    package init(first: [DayNumber], spans: Spans? = nil) {
        self.first = first
        self.spans = spans
    }

    /// The rest of dates that are wider than a day, a row each: `first` is the earliest start.
    package struct Spans: Hashable, Sendable {
        package var startLatest: [DayNumber]
        package var endEarliest: [DayNumber]
        package var endLatest: [DayNumber]
        package var lasted: [Bool]
        /// Unknown dates are unbounded spans as well, so that comparisons answer maybe.
        package var states: [CellState]
        /// Index into `written`, or -1: the EDTF text that says more than the spans do.
        package var writtenIndex: [Int32]
        package var written: [String]

        package init(
            startLatest: [DayNumber], endEarliest: [DayNumber], endLatest: [DayNumber], lasted: [Bool],
            states: [CellState], writtenIndex: [Int32], written: [String]
        ) {
            self.startLatest = startLatest
            self.endEarliest = endEarliest
            self.endLatest = endLatest
            self.lasted = lasted
            self.states = states
            self.writtenIndex = writtenIndex
            self.written = written
        }
    }
}

/// Sums of money: amounts beside the codes of their currencies.
package struct MoneyColumn: Hashable, Sendable {
    package var amount: NumberColumn
    package var currency: CodedColumn

    package init(amount: NumberColumn, currency: CodedColumn) {
        self.amount = amount
        self.currency = currency
    }
}

/// Whole periods, such as the months of `count per month`. `units` is nil where a period is no calendar unit.
package struct PeriodColumn: Hashable, Sendable {
    package var first: [DayNumber]
    package var last: [DayNumber]
    package var units: [TimeUnit?]
    package var states: [CellState]?

    package init(first: [DayNumber], last: [DayNumber], units: [TimeUnit?], states: [CellState]? = nil) {
        self.first = first
        self.last = last
        self.units = units
        self.states = states
    }
}

/// Several values a row: row i holds `values[offsets[i] ..< offsets[i + 1]]`. The values are a column, never a list.
package struct ListColumn: Hashable, Sendable {
    /// One more than there are rows, not falling.
    package var offsets: [Int32]
    package var values: Box
    /// Unknown and none rows have no values; nil where every row is known.
    package var states: [CellState]?
    /// Rows that have one of their values, it is not known which; nil where no row is so.
    package var alternatives: Bits?

    package init(offsets: [Int32], values: Column, states: [CellState]? = nil, alternatives: Bits? = nil) {
        self.offsets = offsets
        self.values = Box(values)
        self.states = states
        self.alternatives = alternatives
    }

    package var count: Int { offsets.count - 1 }

    /// Breaks the ring of value types: a column may hold a column.
    package final class Box: Hashable, Sendable {
        package let column: Column
        init(_ column: Column) { self.column = column }
        package static func == (left: Box, right: Box) -> Bool { left.column == right.column }
        package func hash(into hasher: inout Hasher) { hasher.combine(column) }
    }
}
