import Columnar
import EventModel
import Plan

/// A condition that rows have to pass.
struct Filter {
    /// All parts of the condition that its `and`s hold together.
    private let parts: [Compiled]
    /// Parts that runs tell of, and all others.
    let toldByRuns: [Compiled]
    private let rest: [Compiled]
    /// What `possibly` at the top of the condition, or among its `and`s, asks of: rows of which that is maybe are
    /// marked.
    private let asked: [Compiled]

    /// - Parameter runs: of a table whose rows lie in runs, its columns of kinds and dates.
    init(_ condition: Expression, _ layout: Layout, _ context: Context, runs: (kind: Int, date: Int)? = nil) {
        parts = Self.parts(condition).map { Compiled($0, layout, context) }
        var (told, rest): ([Compiled], [Compiled]) = ([], [])
        for part in parts {
            if let runs, part.isTold(kindColumn: runs.kind, dateColumn: runs.date) {
                told.append(part)
            } else {
                rest.append(part)
            }
        }
        toldByRuns = told
        self.rest = rest
        asked = parts.compactMap { part in
            if case .possibly(let inner) = part.expression.node { Compiled(inner, layout, context) } else { nil }
        }
    }

    private static func parts(_ condition: Expression) -> [Expression] {
        if case .and(let members) = condition.node { return members.flatMap(parts) }
        return [condition]
    }

    /// - Parameter isSettled: whether what runs tell of is known to be so of all rows of the batch.
    func apply(_ batch: Batch, _ presence: inout Presence, isSettled: Bool = false) {
        for part in isSettled ? rest : parts {
            if presence.isEmpty { return }
            presence.keep(part.truth(batch))
        }
        for inner in asked where !presence.isEmpty {
            let mask = inner.truth(batch)
            if !mask.isExact { presence.mark(mask.possible - mask.certain) }
        }
    }
}

extension Compiled {
    /// Whether runs tell of the condition: it asks of the date alone, or of the kind alone.
    fileprivate func isTold(kindColumn: Int, dateColumn: Int) -> Bool {
        if case .dated = expression.node { return children[0].place == dateColumn && days != nil }
        return readsOnly(kindColumn)
    }
}

extension Rows {
    func filtered(_ condition: Expression, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        if condition.hasWindow { try rows.settleOrder(state) }
        let (batch, layout) = try rows.batch(for: [condition], state)
        var presence = rows.presence
        Filter(condition, layout, state.context).apply(batch, &presence)
        rows.presence = presence
        let kept = presence.present
        return kept.isFull ? rows : try rows.selecting(kept.rows, state)
    }
}
