import Columnar
import EventModel
import Plan

extension Rows {
    func following(_ walk: LinkWalk, _ state: RunState) throws(RunError) -> Rows { .empty(walk.fields) }
}
