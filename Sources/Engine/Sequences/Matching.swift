import Columnar
import EventModel
import Plan

extension Engine {
    /// The matches of a sequence, those that are merely possible unseen among them.
    func matches(of sequence: EventSequence, _ state: RunState) throws(RunError) -> Rows {
        guard let matcher = try Matcher(sequence, self, state) else { return .empty(sequence.fields) }
        try matcher.run()
        return try matcher.outcome()
    }
}
