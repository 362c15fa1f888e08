import Columnar
import EventModel
import Plan

extension Rows {
    /// The reports of the events that the rows are: in the order of the events, then as the reports stand.
    func reports(_ schema: TableSchema, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settleOrder(state)
        guard let table = state.context.data.tables[schema.name], let event = table.index(of: "event"),
            let id = rows.fields.firstIndex(where: { $0.name == "id" })
        else { return .empty(schema.fields) }
        let ids = try rows.column(id, state)
        state.willScan(table.rowCount)
        let byEvent = try Self.reports(of: rows, ids, rows.fields[id].type, table, event, state)
        var places: [RowPlace] = []
        var origins: [Int] = []
        for row in 0..<rows.count {
            if row % RunState.piece == 0 { try state.advance(by: 0) }
            guard let name = ids.value(at: row, type: rows.fields[id].type).name, let found = byEvent[name] else {
                continue
            }
            places += found
            origins += Array(repeating: row, count: found.count)
        }
        try state.reserve(places.count, bytesEach: 16)
        var result = Rows(
            fields: schema.fields,
            sources: schema.fields.map { Source(Expression(.column($0.name), $0.type), table) }, table: table,
            places: places)
        result.unseen = rows.unseen?.gathering(origins)
        result.marked = rows.marked?.gathering(origins)
        return result
    }

    /// Of so few events reports are looked for by the codes of their ids; of more, all are put together by their events.
    private static let fewEvents = 4_096

    /// The places of reports by the ids of events, at least of those that the rows are.
    private static func reports(
        of rows: Rows, _ ids: Column, _ type: ValueType, _ table: Table, _ event: Int, _ state: RunState
    ) throws(RunError) -> [String: [RowPlace]] {
        var found: [String: [RowPlace]] = [:]
        let names =
            rows.count <= fewEvents ? Set((0..<rows.count).compactMap { ids.value(at: $0, type: type).name }) : nil
        for (number, segment) in table.segments.enumerated() {
            if let names, case .coded(let codes, let dictionary) = segment.stored(event), dictionary.isQuick {
                var isWanted = [Bool](repeating: false, count: dictionary.codeCount)
                for name in names {
                    if let entry = dictionary.entry(of: name) { isWanted[entry + Int(CodedColumn.firstCode)] = true }
                }
                for row in 0..<segment.rowCount {
                    if row % RunState.piece == 0 { try state.advance(by: 0) }
                    let code = codes[row]
                    guard isWanted[Int(code)], let name = dictionary.text(code) else { continue }
                    found[name, default: []].append(RowPlace(segment: number, row: row))
                }
            } else {
                let column = segment.column(event)
                for row in 0..<segment.rowCount {
                    if row % RunState.piece == 0 { try state.advance(by: 0) }
                    let value = column.value(at: row, type: table.schema.fields[event].type)
                    if let name = value.name { found[name, default: []].append(RowPlace(segment: number, row: row)) }
                }
            }
            try state.advance(by: segment.rowCount)
        }
        return found
    }
}

extension CodeDictionary {
    /// Whether the entry of a text is found without a look at all of them.
    fileprivate var isQuick: Bool {
        if case .numbers = source { return true }
        return isSorted
    }
}
