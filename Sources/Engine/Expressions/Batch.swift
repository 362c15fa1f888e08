import Columnar
import EventModel

/// A stretch of rows of some columns, borrowed: nothing is copied to make one.
struct Batch {
    /// Columns by their place in the layout for which expressions were compiled.
    let columns: [Column]
    /// Where the stretch begins, in every column.
    let start: Int
    let rowCount: Int
    /// Rows of the whole of which the batch is a part: what a table over a dictionary is worth.
    let totalRows: Int
    /// Rows that windows and aggregates look at; nil: all.
    var visible: Bits?
    /// True of the rows that stand for the codes of a dictionary.
    var isDictionary = false

    init(_ columns: [Column], start: Int = 0, rowCount: Int, totalRows: Int? = nil, visible: Bits? = nil) {
        self.columns = columns
        self.start = start
        self.rowCount = rowCount
        self.totalRows = totalRows ?? rowCount
        self.visible = visible
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
