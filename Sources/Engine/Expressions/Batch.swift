import Columnar
import EventModel

/// A stretch of rows of some columns, borrowed: nothing is copied to make one.
///
/// Columns go by their place in the layout for which expressions were compiled. Stored ones are widened when asked for,
/// once a batch.
struct Batch {
    private enum Source {
        case columns([Column])
        case segment(SegmentReader)
    }

    private let source: Source
    /// Where the stretch begins among the rows of its segment, or in every given column.
    let start: Int
    let rowCount: Int
    /// Rows of the whole of which the batch is a part: what a table over a dictionary is worth.
    let totalRows: Int
    /// Rows that windows and aggregates look at; nil: all.
    var visible: Bits?
    /// True of rows that stand for codes of a dictionary, or for pairs of such.
    var isDictionary = false
    /// Of rows that are all codes of one dictionary, in order, that dictionary.
    var dictionary: CodeDictionary?

    init(_ columns: [Column], rowCount: Int, totalRows: Int? = nil, visible: Bits? = nil) {
        source = .columns(columns)
        start = 0
        self.rowCount = rowCount
        self.totalRows = totalRows ?? rowCount
        self.visible = visible
    }

    /// A stretch of a segment. Only the batch made last of a reader may be asked for columns.
    init(_ reader: SegmentReader, start: Int, rowCount: Int, totalRows: Int) {
        source = .segment(reader)
        reader.begin(start..<(start + rowCount))
        self.start = start
        self.rowCount = rowCount
        self.totalRows = totalRows
        visible = nil
    }

    var columnCount: Int {
        switch source {
        case .columns(let columns): columns.count
        case .segment(let reader): reader.columnCount
        }
    }

    /// The runs of the segment that it is a stretch of.
    var runs: RowRuns? {
        switch source {
        case .columns: nil
        case .segment(let reader): reader.runs
        }
    }

    /// A column in full width, and where in it the stretch begins.
    func column(_ place: Int) -> (column: Column, start: Int) {
        switch source {
        case .columns(let columns): return (columns[place], start)
        case .segment(let reader): return reader.widened(place)
        }
    }

    /// Which dictionary the codes of a column are of; nil of columns of anything else.
    func dictionaryID(_ place: Int) -> ObjectIdentifier? {
        switch source {
        case .columns(let columns): StoredColumn.plain(columns[place]).dictionary.map { ObjectIdentifier($0) }
        case .segment(let reader): reader.dictionaryID(place)
        }
    }

    /// A column as it is stored; its rows begin at `start`.
    func stored(_ place: Int) -> StoredColumn {
        switch source {
        case .columns(let columns): .plain(columns[place])
        case .segment(let reader): reader.stored(place)
        }
    }
}

/// Goes through a segment batch by batch: what was asked for once is at hand without a lock, and columns that are given
/// in full width are made once a batch. Of one thread.
final class SegmentReader {
    private let segment: Segment
    let runs: RowRuns?
    let columnCount: Int
    /// Each held apart from what other threads hold, since every batch takes it up anew.
    private var columns: [StoredColumn?]
    /// The dictionaries of the columns at hand.
    private var dictionaries: [ObjectIdentifier?]
    /// Of columns of which not all rows are known to be sound, what checks them.
    private var checks: [RowCheck?]
    private var rows = 0..<0
    private var wide: [(column: Column, start: Int)?] = []
    /// Places in `wide` that the present batch has filled.
    private var filled: [Int] = []

    init(_ segment: Segment) {
        self.segment = segment
        runs = segment.runs
        columnCount = segment.columnCount
        columns = Array(repeating: nil, count: columnCount)
        dictionaries = Array(repeating: nil, count: columnCount)
        checks = Array(repeating: nil, count: columnCount)
    }

    func begin(_ rows: Range<Int>) {
        self.rows = rows
        for place in filled { wide[place] = nil }
        filled.removeAll(keepingCapacity: true)
    }

    func stored(_ place: Int) -> StoredColumn {
        if let known = columns[place], checks[place] == nil { return known }
        return checked(place)
    }

    /// A column whose rows of the present batch are sound.
    private func checked(_ place: Int) -> StoredColumn {
        if columns[place] == nil {
            let (column, check) = segment.unchecked(place)
            keep(column, place)
            checks[place] = check
        }
        if let check = checks[place] {
            let isSound = check.isSound(rows)
            // What is damaged is told by the segment, which then has another column.
            if !isSound { keep(segment.stored(place), place) }
            if !isSound || check.isDone { checks[place] = nil }
        }
        return columns[place] ?? segment.stored(place)
    }

    private func keep(_ column: StoredColumn, _ place: Int) {
        columns[place] = column.heldApart()
        dictionaries[place] = column.dictionary.map { ObjectIdentifier($0) }
    }

    func dictionaryID(_ place: Int) -> ObjectIdentifier? {
        if columns[place] == nil { _ = checked(place) }
        return dictionaries[place]
    }

    func widened(_ place: Int) -> (column: Column, start: Int) {
        if case .plain(let column) = stored(place) { return (column, rows.lowerBound) }
        if wide.isEmpty { wide = Array(repeating: nil, count: columnCount) }
        if let known = wide[place] { return known }
        let column = stored(place).column(rows)
        wide[place] = column
        filled.append(place)
        return column
    }
}

/// The outcome of an expression for the rows of a batch.
enum Vector {
    /// The same for every row.
    case constant(Value)
    /// Rows from `start` on of a column.
    case column(Column, start: Int)

    func value(at row: Int, type: ValueType) -> Value {
        switch self {
        case .constant(let value): value
        case .column(let column, let start): column.value(at: start &+ row, type: type)
        }
    }

    /// A column of the rows alone.
    func column(count: Int, type: ValueType) -> Column {
        switch self {
        case .constant(let value): return Column.repeating(value, count: count, type: type)
        case .column(let column, let start):
            if start == 0, column.count == count { return column }
            return column.gathering(Array(start..<(start + count)), type: type)
        }
    }
}

/// The names under which expressions find the columns of a batch.
struct Layout: Sendable {
    let fields: [Field]
    private let places: [String: Int]

    init(_ fields: [Field]) {
        self.fields = fields
        places = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func place(of name: String) -> Int? { places[name] }
}
