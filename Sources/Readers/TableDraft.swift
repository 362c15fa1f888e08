import Columnar
import EventModel

/// A table of few rows, row by row.
struct TableDraft {
    let schema: TableSchema
    private(set) var rows: [[Value]] = []

    init(_ name: String, _ fields: [Field]) { schema = TableSchema(name, fields) }

    /// A row by its columns; those that are not named are unknown.
    mutating func append(_ values: [String: Value]) {
        rows.append(schema.fields.map { values[$0.name] ?? .unknown })
    }

    mutating func append(row: [Value]) {
        precondition(row.count == schema.fields.count, "a row has a value a field")
        rows.append(row)
    }

    /// The table, in one segment, or in two where `date` names a column some of whose dates are wider than a day.
    func table(splitBy date: String? = nil) -> Table {
        guard let column = date.flatMap({ name in schema.fields.firstIndex { $0.name == name } }) else {
            return Table(schema: schema, segments: segments([rows].filter { !$0.isEmpty }))
        }
        let exact = rows.filter { $0[column].isExactDay }
        let wide = rows.filter { !$0[column].isExactDay }
        return Table(schema: schema, segments: segments([exact, wide].filter { !$0.isEmpty }))
    }

    private func segments(_ parts: [[[Value]]]) -> [Segment] {
        parts.map { rows in
            Segment(
                columns: schema.fields.indices.map { index in
                    Column(rows.map { $0[index] }, type: schema.fields[index].type)
                },
                rowCount: rows.count)
        }
    }
}

extension Value {
    /// Whether it is a date that one known day says all of.
    var isExactDay: Bool {
        guard case .date(let date) = self else { return false }
        return !date.lasted && date.start.isDay && date.written == nil
    }

    /// A value, or unknown for nil.
    static func optional<Wrapped>(_ wrapped: Wrapped?, _ make: (Wrapped) -> Value) -> Value {
        wrapped.map(make) ?? .unknown
    }
}
