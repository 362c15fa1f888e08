import Columnar
import EventModel
import Testing

@testable import Readers

/// Reads a text as if it were a file.
func load(_ text: String, options: ReadOptions = ReadOptions()) throws -> Loaded {
    try withFile(Array(text.utf8), named: "talks.data") { (path: String) throws -> Loaded in
        try Readers.open([path], options: options)
    }
}

extension Loaded {
    /// The rows of a table as values by field, over all segments.
    func rows(_ table: String) -> [[String: Value]] { data.rows(table) }

    /// The event of an id.
    func event(_ id: String) -> [String: Value] { rows("events").first { $0["id"] == .text(id) } ?? [:] }

    var refusals: [Refusal] { report.files.flatMap(\.refused).flatMap(\.examples) }
}

extension DataSet {
    func rows(_ name: String) -> [[String: Value]] {
        guard let table = tables[name] else { return [] }
        return table.segments.flatMap { segment in
            (0..<segment.rowCount).map { row in
                Dictionary(
                    uniqueKeysWithValues: zip(
                        table.schema.fields, table.schema.fields.indices.map { segment.column($0) }
                    ).map { field, column in
                        (field.name, column.value(at: row, type: field.type))
                    })
            }
        }
    }

    /// All that a data set says, for comparing two.
    var content: [String] {
        var lines: [String] = []
        for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
            lines.append("\(name): \(table.schema.fields.map { "\($0.name) \($0.type.name)" })")
            let names = table.schema.fields.map(\.name)
            for row in rows(name) { lines.append("\(names.map { row[$0].map { "\($0)" } ?? "" })") }
        }
        lines.append("\(catalog.kinds.kinds)")
        lines.append("\(catalog.kinds.declared)")
        lines.append("\(catalog.actors.actors)")
        lines.append("\(catalog.places.values.sorted { $0.id < $1.id })")
        lines.append("\(catalog.offices)")
        lines.append("\(String(describing: catalog.coverage))")
        lines.append("\(catalog.tables.map(\.name))")
        return lines
    }
}

func day(_ year: Int, _ month: Int, _ day: Int) -> DayNumber {
    CivilCalendar.day(year: year, month: month, day: day) ?? DateSpan.distantPast
}

func date(_ text: String) -> Value {
    switch EDTF.parse(text) {
    case .success(let date): return .date(date)
    case .failure(let error):
        Issue.record("\(error.reason)")
        return .unknown
    }
}
