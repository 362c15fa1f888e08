import Columnar
import EventModel

/// The rows of a table one by one, over all its segments. Of columns that are stored it holds what stands around the row
/// that was asked for last.
struct TableRows {
    let table: Table
    private let window: RowWindow
    private let columns: [String: Int]
    /// The number of the first row of each segment.
    private let starts: [Int]
    /// The columns as records are written: those that have a meaning, then the added ones by name, as they are read.
    let writingOrder: [Int]

    init(_ table: Table) {
        self.table = table
        window = RowWindow(table)
        let fields = table.schema.fields
        let standard = EventFields.names(ofTable: table.schema.name)
        let added = fields.indices.filter { !standard.contains(fields[$0].name) }
        writingOrder =
            fields.indices.filter { standard.contains(fields[$0].name) }
            + added.sorted { fields[$0].name.utf8.lexicographicallyPrecedes(fields[$1].name.utf8) }
        columns = Dictionary(
            table.schema.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var start = 0
        starts = table.segments.map { segment in
            defer { start += segment.rowCount }
            return start
        }
    }

    var count: Int { table.rowCount }

    func value(_ row: Int, _ column: Int) -> Value {
        let (segment, row) = place(of: row)
        return window.value(segment, row, column)
    }

    /// The value of a field; unknown where the table has no such field.
    func value(_ row: Int, _ field: String) -> Value { columns[field].map { value(row, $0) } ?? .unknown }

    /// Where a row stands: in the last segment that begins at or before it.
    func place(of row: Int) -> (segment: Int, row: Int) {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= row { low = middle } else { high = middle }
        }
        return (low, row - starts[low])
    }
}

/// Some rows of a segment in full width.
private final class RowWindow {
    private static let size = 1 << 12

    private let table: Table
    private let types: [ValueType]
    private var segment = -1
    private var rows = 0..<0
    /// The columns of the segment, as far as somebody asked for them.
    private var stored: [StoredColumn?] = []
    private var columns: [(column: Column, start: Int)?] = []

    init(_ table: Table) {
        self.table = table
        types = table.schema.fields.map(\.type)
    }

    func value(_ segment: Int, _ row: Int, _ column: Int) -> Value {
        if segment != self.segment {
            self.segment = segment
            rows = 0..<0
            stored = Array(repeating: nil, count: types.count)
        }
        if !rows.contains(row) {
            let first = row & ~(Self.size - 1)
            rows = first..<min(first + Self.size, table.segments[segment].rowCount)
            columns = Array(repeating: nil, count: types.count)
        }
        if let part = columns[column] {
            return part.column.value(at: row - rows.lowerBound + part.start, type: types[column])
        }
        let whole = stored[column] ?? table.segments[segment].fresh(column)
        stored[column] = whole
        let part = whole.column(rows)
        columns[column] = part
        return part.column.value(at: row - rows.lowerBound + part.start, type: types[column])
    }
}
