package import EventModel
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
    /// Nobody coded any of its cells.
    case unknown(ValueType, count: Int)

    package var count: Int {
        switch self {
        case .plain(let column): column.count
        case .coded(let codes, _): codes.count
        case .days(let days): days.count
        case .numbers(let numbers): numbers.count
        case .unknown(_, let count): count
        }
    }

    /// Of columns of codes, what the codes stand for.
    package var dictionary: CodeDictionary? {
        switch self {
        case .plain(.coded(let column)): column.dictionary
        case .coded(_, let dictionary): dictionary
        case .plain, .days, .numbers, .unknown: nil
        }
    }

    /// The narrowest storage of a column.
    package init(packing column: Column, type: ValueType) {
        if column.count > 0, column.isUnknown {
            self = .unknown(type, count: column.count)
            return
        }
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
        case .unknown(let type, _): (Column.repeating(.unknown, count: rows.count, type: type), 0)
        }
    }
}

/// The columns of a segment: each is brought in when somebody first asks for it.
final class SegmentColumns: Sendable {
    /// Brings in a column.
    typealias Source = @Sendable () -> StoredColumn
    /// Brings in a column whose rows have to be checked before they are read; nil of one that is checked as a whole.
    typealias UncheckedSource = @Sendable (Int) -> (column: StoredColumn, check: RowCheck)?

    private enum Cell {
        case ready(StoredColumn)
        case waiting(Source)
        case unchecked(StoredColumn, RowCheck, Source)
    }

    private struct State {
        var cells: [Cell]
        /// Columns in full width, for those who go from row to row.
        var whole: [Column?]
    }

    let count: Int
    private let state: Mutex<State>
    /// Brings in what the codes of a column stand for, and not the codes.
    private let dictionarySource: DictionarySource?
    private let uncheckedSource: UncheckedSource?

    typealias DictionarySource = @Sendable (Int) -> CodeDictionary?

    init(_ columns: [StoredColumn]) {
        count = columns.count
        dictionarySource = nil
        uncheckedSource = nil
        state = Mutex(State(cells: columns.map { .ready($0) }, whole: Array(repeating: nil, count: columns.count)))
    }

    init(_ sources: [Source], unchecked: UncheckedSource?, dictionaries: DictionarySource?) {
        count = sources.count
        dictionarySource = dictionaries
        uncheckedSource = unchecked
        state = Mutex(State(cells: sources.map { .waiting($0) }, whole: Array(repeating: nil, count: sources.count)))
    }

    func stored(_ index: Int) -> StoredColumn {
        state.withLock { state in Self.stored(index, &state) }
    }

    func fresh(_ index: Int) -> StoredColumn {
        switch state.withLock({ $0.cells[index] }) {
        case .ready(let column): column
        case .waiting(let source), .unchecked(_, _, let source): Stop.asking(nil, source)
        }
    }

    /// A column of which a reader sees to it itself that the rows it reads are sound; no check where all are.
    func unchecked(_ index: Int) -> (column: StoredColumn, check: RowCheck?) {
        state.withLock { state in
            if case .waiting(let source) = state.cells[index],
                let (column, check) = Stop.asking(nil, { uncheckedSource?(index) })
            {
                state.cells[index] = .unchecked(column, check, source)
            }
            if case .unchecked(let column, let check, _) = state.cells[index], !check.isDone { return (column, check) }
            return (Self.stored(index, &state), nil)
        }
    }

    func dictionary(_ index: Int) -> CodeDictionary? {
        if let dictionarySource {
            let isWaiting = state.withLock { if case .waiting = $0.cells[index] { true } else { false } }
            if isWaiting, let found = Stop.asking(nil, { dictionarySource(index) }) { return found }
        }
        return unchecked(index).column.dictionary
    }

    func whole(_ index: Int) -> Column {
        state.withLock { state in
            if let known = state.whole[index] { return known }
            let stored = Self.stored(index, &state)
            let whole = stored.column(0..<stored.count).column
            // What a run that is to end has left out is for nobody else.
            if !Stop.isWanted { state.whole[index] = whole }
            return whole
        }
    }

    private static func stored(_ index: Int, _ state: inout State) -> StoredColumn {
        switch state.cells[index] {
        case .ready(let column): return column
        case .waiting(let source):
            // It stays for all questions: whoever asks first sees to it that it is whole.
            let column = Stop.asking(nil, source)
            state.cells[index] = .ready(column)
            return column
        case .unchecked(let known, let check, let source):
            // What is not sound is told by whoever brings in columns.
            let column = check.isSound() ? known : Stop.asking(nil, source)
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

extension DataSet {
    /// The same data in narrowest storage, its events in the order in which a store has them.
    /// - Parameter size: rows of a segment at most.
    package func clustered(size: Int = Clustering.segmentSize) -> DataSet {
        guard let events = tables["events"], let cluster = ClusterColumns(events, catalog.kinds) else { return packed }
        var packing = Packing()
        var segments: [Segment] = []
        for segment in events.segments {
            guard let parts = cluster.clusterings(segment, size: size) else {
                segments += packing.table(Table(schema: events.schema, segments: [segment])).segments
                continue
            }
            for part in parts {
                let columns = events.schema.fields.indices.map { index in
                    segment.column(index).gathering(part.order, type: events.schema.fields[index].type)
                }
                let ordered = Table(
                    schema: events.schema, segments: [Segment(columns: columns, rowCount: part.order.count)])
                let runs = RowRuns(
                    kindColumn: cluster.kind, dateColumn: cluster.date, starts: View(part.starts),
                    kinds: View(part.kinds), firstDays: View(part.firstDays), lastDays: View(part.lastDays),
                    rowCount: part.order.count)
                segments += packing.table(ordered, runs: runs).segments
            }
        }
        var tables = tables
        for (name, table) in self.tables where name != "events" { tables[name] = packing.table(table) }
        tables["events"] = Table(schema: events.schema, segments: segments)
        return DataSet(catalog: catalog, tables: tables, integrity: integrity)
    }
}

/// Packs tables; what shared a dictionary goes on sharing it.
private struct Packing {
    private var dictionaries: [ObjectIdentifier: (old: CodeDictionary, new: CodeDictionary)] = [:]

    mutating func table(_ table: Table, runs: RowRuns? = nil) -> Table {
        var segments: [Segment] = []
        for segment in table.segments {
            var columns: [StoredColumn] = []
            for (index, field) in table.schema.fields.enumerated() {
                columns.append(column(segment.column(index), field.type))
            }
            segments.append(Segment(stored: columns, rowCount: segment.rowCount, runs: runs))
        }
        return Table(schema: table.schema, segments: segments)
    }

    private mutating func column(_ column: Column, _ type: ValueType) -> StoredColumn {
        let packed = StoredColumn(packing: column, type: type)
        guard case .coded(let codes, let dictionary) = packed else { return packed }
        if let known = dictionaries[ObjectIdentifier(dictionary)] { return .coded(codes, known.new) }
        guard case .texts(let texts) = dictionary.source else { return .coded(codes, dictionary) }
        let new = CodeDictionary(.table(TextTable(texts)), isSorted: dictionary.isSorted)
        dictionaries[ObjectIdentifier(dictionary)] = (dictionary, new)
        return .coded(codes, new)
    }
}

extension Column {
    /// Whether every cell is unknown. Columns of conditions are never taken for such: maybe is an answer.
    fileprivate var isUnknown: Bool {
        switch self {
        case .number(let column): column.states?.allSatisfy { $0 == .unknown } ?? false
        case .coded(let column): column.codes.allSatisfy { $0 == CodedColumn.unknown }
        case .date(let column): column.spans?.states.allSatisfy { $0 == .unknown } ?? false
        case .money(let column): column.amount.states?.allSatisfy { $0 == .unknown } ?? false
        case .period(let column): column.states?.allSatisfy { $0 == .unknown } ?? false
        case .list(let column): column.states?.allSatisfy { $0 == .unknown } ?? false
        case .truth: false
        }
    }
}
