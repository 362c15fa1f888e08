import Columnar
import EventModel
import Plan

/// Reports, knowledge in time, links and offices, event by event.
extension NaiveInterpreter {
    func known(on day: DayNumber, _ schema: TableSchema) -> NaiveTable { NaiveTable(fields: schema.fields, rows: []) }

    func holds(_ actor: Value, _ office: String, _ date: Value) -> Truth { .maybe }

    func disputed(_ id: Value, _ field: String) -> Truth { .maybe }

    func disagreements(_ table: NaiveTable, _ disagreement: Disagreement) -> NaiveTable {
        NaiveTable(fields: Disagreement.fields, rows: [])
    }

    func following(_ table: NaiveTable, _ walk: LinkWalk) -> NaiveTable { NaiveTable(fields: walk.fields, rows: []) }
}
