import Columnar
import EventModel
import Plan

extension Engine {
    func joined(_ join: Join, _ state: RunState) throws(RunError) -> Rows { .empty(join.fields) }

    func differences(_ difference: Difference, _ state: RunState) throws(RunError) -> Rows { .empty(difference.fields) }
}

extension Rows {
    func appending(_ other: Rows, _ fields: [Field], _ state: RunState) throws(RunError) -> Rows { self }

    func oneADay(_ keys: [Expression], _ state: RunState) throws(RunError) -> Rows { self }
}
