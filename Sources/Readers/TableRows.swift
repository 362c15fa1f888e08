import Columnar
import EventModel

/// The rows of a table one by one, over all its segments.
struct TableRows {
    let table: Table
    private let columns: [String: Int]
    /// The number of the first row of each segment.
    private let starts: [Int]
    /// The columns as records are written: those that have a meaning, then the added ones by name, as they are read.
    let writingOrder: [Int]

    init(_ table: Table) {
        self.table = table
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
        let index = segment(of: row)
        return table.segments[index].column(column).value(
            at: row - starts[index], type: table.schema.fields[column].type)
    }

    /// The value of a field; unknown where the table has no such field.
    func value(_ row: Int, _ field: String) -> Value { columns[field].map { value(row, $0) } ?? .unknown }

    /// The last segment that begins at or before a row.
    private func segment(of row: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= row { low = middle } else { high = middle }
        }
        return low
    }
}
