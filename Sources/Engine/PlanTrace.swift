import Columnar
import Glibc
package import Plan
import Synchronization

/// What the operations of a plan came to while they ran: rows and seconds, for `explain plan`.
///
/// An operation is known by its value, so that one that stands twice in a plan is measured together. A run that is
/// traced goes through its tables in one lane, so that times add up; its answer is the same as ever.
package final class PlanTrace: Sendable {
    /// What one operation came to.
    package struct Outcome: Hashable, Sendable {
        /// Rows that came out and are certain.
        package var certain = 0
        /// Rows that travelled on unseen, being only possible.
        package var possible = 0
        /// Seconds of this operation alone, without those of the operations that it takes rows from.
        package var seconds = 0.0
        /// How often it ran.
        package var runs = 0
    }

    private struct State {
        var outcomes: [Relation: Outcome] = [:]
        /// Of each operation that runs now, when it began and the seconds of those inside it.
        var open: [(start: Double, inner: Double)] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// What an operation came to in a run; nil where it was done as part of another.
    package func outcome(of relation: Relation) -> Outcome? {
        state.withLock { state in
            guard var outcome = state.outcomes[relation] else { return nil }
            outcome.certain /= max(1, outcome.runs)
            outcome.possible /= max(1, outcome.runs)
            return outcome
        }
    }

    func begin() {
        let now = Self.now()
        state.withLock { $0.open.append((now, 0)) }
    }

    /// Ends what `begin` began. `rows` is nil of an operation whose rows are still to pass by.
    func end(_ relation: Relation, rows: Rows?) {
        let now = Self.now()
        let hidden = rows?.unseen?.population ?? 0
        let count = rows?.count ?? 0
        state.withLock { state in
            guard let last = state.open.popLast() else { return }
            let elapsed = now - last.start
            if !state.open.isEmpty { state.open[state.open.count - 1].inner += elapsed }
            var outcome = state.outcomes[relation] ?? Outcome()
            outcome.seconds += max(0, elapsed - last.inner)
            outcome.runs += 1
            outcome.certain += count - hidden
            outcome.possible += hidden
            state.outcomes[relation] = outcome
        }
    }

    /// Adds what passed by an operation of a stream; its time is no longer that of the operation that gathers.
    func add(_ relation: Relation, certain: Int, possible: Int, seconds: Double) {
        state.withLock { state in
            if !state.open.isEmpty { state.open[state.open.count - 1].inner += seconds }
            var outcome = state.outcomes[relation] ?? Outcome()
            outcome.certain += certain
            outcome.possible += possible
            outcome.seconds += seconds
            state.outcomes[relation] = outcome
        }
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The operations of a stream that report what passes by them, each with the number of stages before it.
struct StreamTrace: Sendable {
    let trace: PlanTrace
    private(set) var operations: [(relation: Relation, stageCount: Int)] = []

    init(_ trace: PlanTrace) { self.trace = trace }

    mutating func add(_ relation: Relation, stageCount: Int) { operations.append((relation, stageCount)) }

    /// Tells of rows of the table that the first stage need not look at.
    func report(passed rows: Int) {
        for operation in operations where operation.stageCount == 0 {
            trace.add(operation.relation, certain: rows, possible: 0, seconds: 0)
        }
    }

    /// Tells of a batch that came out of the first `stageCount` stages, after `seconds` in the last of them.
    func report(_ presence: Presence, stageCount: Int, seconds: Double) {
        var seconds = seconds
        for operation in operations where operation.stageCount == stageCount {
            trace.add(
                operation.relation, certain: presence.visible.population,
                possible: presence.unseen?.population ?? 0, seconds: seconds)
            seconds = 0
        }
    }
}
