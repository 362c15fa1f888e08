import Columnar
import EventModel
import Synchronization

/// The reports of a data set, by the events that they speak of.
final class ReportIndex: Sendable {
    /// All reports, each column whole.
    let columns: [String: Column]
    let types: [String: ValueType]
    /// When the document of each report came out; nil where that is not known.
    let published: [EventDate?]
    /// Whether each report affirms; one without a stance does.
    let affirms: [Bool]
    /// The ids of events as the reports write them.
    private let dictionary: CodeDictionary
    /// Reports by the code of their event: those of code i are `order[starts[i] ..< starts[i + 1]]`.
    private let starts: [Int32]
    private let order: [Int32]
    private let codes = Mutex<[String: UInt32]?>(nil)

    /// Columns that say something of the report and not of the event.
    static let ownFields: Set<String> = ["id", "event", "document", "via", "attributed_to", "stance", "published"]

    init(_ data: DataSet) {
        guard let table = data.tables["reports"], let event = table.index(of: "event") else {
            (columns, types, published, affirms) = ([:], [:], [], [])
            (dictionary, starts, order) = (CodeDictionary([], isSorted: true), [], [])
            return
        }
        let fields = table.schema.fields
        let all = Self.columns(table)
        if all.isEmpty {
            // The run is to end.
            (columns, types, published, affirms) = ([:], [:], [], [])
            (dictionary, starts, order) = (CodeDictionary([], isSorted: true), [], [])
            return
        }
        columns = Dictionary(zip(fields.map(\.name), all), uniquingKeysWith: { first, _ in first })
        types = Dictionary(fields.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        let events = all[event].asCoded ?? CodedColumn(codes: [], dictionary: CodeDictionary([], isSorted: true))
        dictionary = events.dictionary
        (starts, order) = Self.grouped(events)
        published = Self.publication(table, all, data.tables["documents"])
        let stances = table.index(of: "stance").flatMap { all[$0].asCoded }
        let affirming = stances.map { stances in
            (0..<stances.dictionary.codeCount).map { stances.dictionary.text(UInt32($0)) ?? "affirms" == "affirms" }
        }
        affirms = [Bool](0..<table.rowCount, rest: false) { row in
            guard let stances, let affirming else { return true }
            return affirming[Int(stances.codes[row])]
        }
    }

    private static func columns(_ table: Table) -> [Column] {
        var columns: [Column] = []
        if table.segments.count == 1 {
            for index in table.schema.fields.indices {
                if Stop.isWanted { return [] }
                columns.append(table.segments[0].column(index))
            }
            return Stop.isWanted ? [] : columns
        }
        var places: [RowPlace] = []
        places.reserveCapacity(table.rowCount)
        for (number, segment) in table.segments.enumerated() {
            places += (0..<segment.rowCount).lazy.map { RowPlace(segment: number, row: $0) }
        }
        for index in table.schema.fields.indices {
            if Stop.isWanted { return [] }
            columns.append(
                Column.gathering(
                    stored: table.segments.map { $0.stored(index) }, places, type: table.schema.fields[index].type))
        }
        return Stop.isWanted ? [] : columns
    }

    /// Rows in the order of their codes, and where those of each code begin.
    private static func grouped(_ column: CodedColumn) -> (starts: [Int32], order: [Int32]) {
        var starts = [Int32](repeating: 0, count: column.dictionary.codeCount + 1)
        _ = Stop.pieces(column.codes.indices) { piece in for code in column.codes[piece] { starts[Int(code) + 1] += 1 }
        }
        for code in starts.indices.dropFirst() { starts[code] += starts[code - 1] }
        var next = starts
        var order = [Int32](repeating: 0, count: column.codes.count)
        for (row, code) in column.codes.enumerated() {
            // Counts of a part lead nowhere.
            if row & (Stop.piece - 1) == 0, Stop.isWanted { break }
            order[Int(next[Int(code)])] = Int32(clamping: row)
            next[Int(code)] += 1
        }
        return (starts, order)
    }

    /// The report's own date, else that of its document; each document is looked up once.
    private static func publication(_ table: Table, _ columns: [Column], _ documents: Table?) -> [EventDate?] {
        let own = table.index(of: "published").flatMap { columns[$0].asDate }
        let named = table.index(of: "document").flatMap { columns[$0].asCoded }
        var dates: [EventDate?] = []
        if let named {
            let days = publicationDays(documents)
            dates = [EventDate?](0..<named.dictionary.codeCount, rest: nil) {
                named.dictionary.text(UInt32($0)).flatMap { days[$0] }
            }
        }
        return [EventDate?](0..<table.rowCount, rest: nil) { row in
            own?.date(at: row) ?? named.flatMap { dates[Int($0.codes[row])] }
        }
    }

    private static func publicationDays(_ documents: Table?) -> [String: EventDate] {
        var days: [String: EventDate] = [:]
        guard let documents, let id = documents.index(of: "id"), let published = documents.index(of: "published") else {
            return days
        }
        for segment in documents.segments {
            guard let ids = segment.column(id).asCoded, let dates = segment.column(published).asDate else { continue }
            for row in 0..<segment.rowCount {
                if row & (Stop.piece - 1) == 0, Stop.isWanted { break }
                if let name = ids.dictionary.text(ids.codes[row]), days[name] == nil {
                    days[name] = dates.date(at: row)
                }
            }
        }
        return days
    }

    // MARK: Lookup

    /// Rows of the reports of an event, in the order of the records.
    func reports(of event: String) -> ArraySlice<Int32> { reports(ofCode: code(of: event)) }

    func reports(ofCode code: UInt32) -> ArraySlice<Int32> {
        guard code >= CodedColumn.firstCode, Int(code) + 1 < starts.count else { return [] }
        return order[Int(starts[Int(code)])..<Int(starts[Int(code) + 1])]
    }

    private func code(of event: String) -> UInt32 {
        codes.withLock { codes in
            if let codes { return codes[event] ?? CodedColumn.unknown }
            var made: [String: UInt32] = [:]
            made.reserveCapacity(dictionary.codeCount)
            for entry in 0..<dictionary.count {
                if entry & (Stop.piece - 1) == 0, Stop.isWanted { return CodedColumn.unknown }
                let text = dictionary[entry]
                if made[text] == nil { made[text] = UInt32(entry) + CodedColumn.firstCode }
            }
            codes = made
            return made[event] ?? CodedColumn.unknown
        }
    }

    /// For each code of a dictionary of ids the code under which the reports know the event.
    func codes(of ids: CodeDictionary) -> [UInt32] {
        if ids === dictionary { return Array(0..<UInt32(ids.codeCount)) }
        return [UInt32](0..<ids.codeCount, rest: CodedColumn.unknown) {
            ids.text(UInt32($0)).map(code) ?? CodedColumn.unknown
        }
    }

    func value(_ field: String, _ row: Int32) -> Value {
        guard let column = columns[field], let type = types[field] else { return .unknown }
        return column.value(at: Int(row), type: type)
    }

    /// The reports that give a field (of which a source says that there was none as well); nil where none does.
    func given(_ field: String) -> Bits? {
        guard let column = columns[field] else { return nil }
        guard let unknown = column.rows(.unknown, start: 0, count: column.count) else {
            return Bits(count: column.count, repeating: true)
        }
        let given = ~unknown
        return given.isEmpty ? nil : given
    }
}
