import Columnar
import EventModel
import Plan

extension Engine {
    func rates(of rate: Rate, _ state: RunState) throws(RunError) -> Rows { .empty(Rate.fields) }
}
