import Columnar
import EventModel
import Plan

extension Context {
    /// Whether an actor held an office on a date.
    func holds(_ actor: Value, office: String, on date: Value) -> Truth { .maybe }
}
