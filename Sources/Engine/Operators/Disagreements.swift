import Columnar
import EventModel
import Plan

extension Rows {
    func disagreements(_ disagreement: Disagreement, _ state: RunState) throws(RunError) -> Rows {
        .empty(Disagreement.fields)
    }
}

extension Compiled {
    /// Whether the accounts of each event of a batch, whose ids the only child gives, cannot all be true.
    func disputed(_ field: String, _ batch: Batch) -> TruthMask { TruthMask(count: batch.rowCount, repeating: .maybe) }
}
