import Columnar
import EventModel
import Plan

extension Context {
    /// The table of events as it was known on a day.
    func events(knownOn day: DayNumber) throws(RunError) -> Table {
        data.tables["events"] ?? Table(schema: TableSchema("events", []), segments: [])
    }
}
