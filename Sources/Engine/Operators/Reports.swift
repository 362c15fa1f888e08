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
        var byEvent: [String: [RowPlace]] = [:]
        state.willScan(table.rowCount)
        for (number, segment) in table.segments.enumerated() {
            for row in 0..<segment.rowCount {
                if row % RunState.piece == 0 { try state.advance(by: 0) }
                let value = segment.column(event).value(at: row, type: table.schema.fields[event].type)
                if let name = value.name { byEvent[name, default: []].append(RowPlace(segment: number, row: row)) }
            }
            try state.advance(by: segment.rowCount)
        }
        let ids = try rows.column(id, state)
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
}
