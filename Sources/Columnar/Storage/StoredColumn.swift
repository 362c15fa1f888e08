import EventModel
import Synchronization

/// One column of a segment as it is stored. Conditions test it as it is; all else is given a batch of it at a time, in
/// the full width that operators work on.
package enum StoredColumn: Sendable {
    /// As operators work on it.
    case plain(Column)
    case coded(StoredCodes, CodeDictionary)
    /// Dates that all are one known day.
    case days(StoredDays)
    case numbers(StoredNumbers)

    package var count: Int {
        switch self {
        case .plain(let column): column.count
        case .coded(let codes, _): codes.count
        case .days(let days): days.count
        case .numbers(let numbers): numbers.count
        }
    }

    /// Of columns of codes, what the codes stand for.
    package var dictionary: CodeDictionary? {
        switch self {
        case .plain(.coded(let column)): column.dictionary
        case .coded(_, let dictionary): dictionary
        case .plain, .days, .numbers: nil
        }
    }

    /// The narrowest storage of a column.
    package init(packing column: Column) {
        switch column {
        case .coded(let coded): self = .coded(StoredCodes(coded.codes), coded.dictionary)
        case .date(let dates) where dates.spans == nil: self = .days(StoredDays(dates.first))
        case .number(let numbers) where numbers.high == nil:
            self = .numbers(StoredNumbers(numbers.low, states: numbers.states))
        case .number, .date, .truth, .money, .period, .list: self = .plain(column)
        }
    }

    /// A stretch of rows: a column, and where in it the stretch begins.
    package func column(_ rows: Range<Int>) -> (column: Column, start: Int) {
        switch self {
        case .plain(let column): (column, rows.lowerBound)
        case .coded(let codes, let dictionary):
            (.coded(CodedColumn(codes: codes.widened(rows), dictionary: dictionary)), 0)
        case .days(let days): (.date(DateColumn(first: days.widened(rows))), 0)
        case .numbers(let numbers): (.number(numbers.widened(rows)), 0)
        }
    }
}

/// The columns of a segment: each is brought in when somebody first asks for it.
final class SegmentColumns: Sendable {
    /// Brings in a column.
    typealias Source = @Sendable () -> StoredColumn

    private enum Cell {
        case ready(StoredColumn)
        case waiting(Source)
    }

    private struct State {
        var cells: [Cell]
        /// Columns in full width, for those who go from row to row.
        var whole: [Column?]
    }

    let count: Int
    private let state: Mutex<State>

    init(_ columns: [StoredColumn]) {
        count = columns.count
        state = Mutex(State(cells: columns.map { .ready($0) }, whole: Array(repeating: nil, count: columns.count)))
    }

    init(_ sources: [Source]) {
        count = sources.count
        state = Mutex(State(cells: sources.map { .waiting($0) }, whole: Array(repeating: nil, count: sources.count)))
    }

    func stored(_ index: Int) -> StoredColumn {
        state.withLock { state in Self.stored(index, &state) }
    }

    func whole(_ index: Int) -> Column {
        state.withLock { state in
            if let known = state.whole[index] { return known }
            let stored = Self.stored(index, &state)
            let whole = stored.column(0..<stored.count).column
            state.whole[index] = whole
            return whole
        }
    }

    private static func stored(_ index: Int, _ state: inout State) -> StoredColumn {
        switch state.cells[index] {
        case .ready(let column): return column
        case .waiting(let source):
            let column = source()
            state.cells[index] = .ready(column)
            return column
        }
    }
}

extension DataSet {
    /// The same data with every column in its narrowest storage.
    package var packed: DataSet {
        var packing = Packing()
        var tables = tables
        for (name, table) in self.tables { tables[name] = packing.table(table) }
        return DataSet(catalog: catalog, tables: tables, integrity: integrity)
    }
}

/// Packs tables; what shared a dictionary goes on sharing it.
private struct Packing {
    private var dictionaries: [ObjectIdentifier: (old: CodeDictionary, new: CodeDictionary)] = [:]

    mutating func table(_ table: Table) -> Table {
        var segments: [Segment] = []
        for segment in table.segments {
            var columns: [StoredColumn] = []
            for index in table.schema.fields.indices { columns.append(column(segment.column(index))) }
            segments.append(Segment(stored: columns, rowCount: segment.rowCount))
        }
        return Table(schema: table.schema, segments: segments)
    }

    private mutating func column(_ column: Column) -> StoredColumn {
        guard case .coded(let codes, let dictionary) = StoredColumn(packing: column) else {
            return StoredColumn(packing: column)
        }
        if let known = dictionaries[ObjectIdentifier(dictionary)] { return .coded(codes, known.new) }
        guard case .texts(let texts) = dictionary.source else { return .coded(codes, dictionary) }
        let new = CodeDictionary(.table(TextTable(texts)), isSorted: dictionary.isSorted)
        dictionaries[ObjectIdentifier(dictionary)] = (dictionary, new)
        return .coded(codes, new)
    }
}
