import Columnar
import EventModel

/// The reports of a data set, by the events that they speak of.
final class ReportIndex: Sendable {
    /// All reports, each column whole.
    let columns: [String: Column]
    let types: [String: ValueType]
    /// Rows of reports by the id of the event, in the order of the records.
    private let byEvent: [String: [Int32]]
    /// When the document of each report came out; nil where that is not known.
    let published: [EventDate?]
    /// Whether each report affirms; one without a stance does.
    let affirms: [Bool]

    /// Columns that say something of the report and not of the event.
    static let ownFields: Set<String> = ["id", "event", "document", "via", "attributed_to", "stance", "published"]

    init(_ data: DataSet) {
        guard let table = data.tables["reports"], let event = table.index(of: "event") else {
            (columns, types, byEvent, published, affirms) = ([:], [:], [:], [], [])
            return
        }
        var places: [RowPlace] = []
        for (number, segment) in table.segments.enumerated() {
            for row in 0..<segment.rowCount { places.append(RowPlace(segment: number, row: row)) }
        }
        let fields = table.schema.fields
        let all = fields.indices.map { index in
            Column.gathering(table.segments.map { $0.columns[index] }, places, type: fields[index].type)
        }
        columns = Dictionary(zip(fields.map(\.name), all), uniquingKeysWith: { first, _ in first })
        types = Dictionary(fields.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        byEvent = Self.rows(of: all[event], count: places.count)
        let days = Self.publicationDays(data.tables["documents"])
        let documents = table.index(of: "document").flatMap { all[$0].asCoded }
        let own = table.index(of: "published").flatMap { all[$0].asDate }
        published = places.indices.map { row in
            own?.date(at: row) ?? documents.flatMap { $0.dictionary.text($0.codes[row]) }.flatMap { days[$0] }
        }
        let stances = table.index(of: "stance").flatMap { all[$0].asCoded }
        affirms = places.indices.map { row in
            (stances.flatMap { $0.dictionary.text($0.codes[row]) } ?? "affirms") == "affirms"
        }
    }

    /// Rows of the same event, in order; each entry of the dictionary is looked at once.
    private static func rows(of column: Column, count: Int) -> [String: [Int32]] {
        var rows: [String: [Int32]] = [:]
        guard let coded = column.asCoded else { return rows }
        var byCode = [[Int32]](repeating: [], count: coded.dictionary.codeCount)
        for row in 0..<count { byCode[Int(coded.codes[row])].append(Int32(clamping: row)) }
        for code in Int(CodedColumn.firstCode)..<max(Int(CodedColumn.firstCode), byCode.count)
        where !byCode[code].isEmpty {
            if let text = coded.dictionary.text(UInt32(code)) { rows[text] = byCode[code] }
        }
        return rows
    }

    private static func publicationDays(_ documents: Table?) -> [String: EventDate] {
        var days: [String: EventDate] = [:]
        guard let documents, let id = documents.index(of: "id"), let published = documents.index(of: "published") else {
            return days
        }
        for segment in documents.segments {
            guard let ids = segment.columns[id].asCoded, let dates = segment.columns[published].asDate else { continue }
            for row in 0..<segment.rowCount {
                if let name = ids.dictionary.text(ids.codes[row]), days[name] == nil {
                    days[name] = dates.date(at: row)
                }
            }
        }
        return days
    }

    func reports(of event: String) -> [Int32] { byEvent[event] ?? [] }

    func value(_ field: String, _ row: Int32) -> Value {
        guard let column = columns[field], let type = types[field] else { return .unknown }
        return column.value(at: Int(row), type: type)
    }
}
