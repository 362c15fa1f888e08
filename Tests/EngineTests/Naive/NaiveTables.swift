import Columnar
import EventModel
import Plan

/// Operations on two tables, pair by pair.
extension NaiveInterpreter {
    func joined(_ left: NaiveTable, _ right: NaiveTable, _ join: Join) -> NaiveTable {
        NaiveTable(fields: join.fields, rows: [])
    }

    func appended(_ first: NaiveTable, _ second: NaiveTable, _ fields: [Field]) -> NaiveTable {
        NaiveTable(fields: fields, rows: [])
    }

    func differences(_ before: NaiveTable, _ after: NaiveTable, _ difference: Difference) -> NaiveTable {
        NaiveTable(fields: difference.fields, rows: [])
    }

    func oneADay(_ table: NaiveTable, _ keys: [Expression]) -> NaiveTable { table }
}
