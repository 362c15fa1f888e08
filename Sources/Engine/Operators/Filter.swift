import Columnar
import EventModel
import Plan

/// A condition that rows have to pass.
struct Filter {
    let condition: Compiled
    /// What `possibly` at the top of the condition, or among its `and`s, asks of: rows of which that is maybe are
    /// marked.
    private let asked: [Compiled]

    init(_ condition: Expression, _ layout: Layout, _ context: Context) {
        self.condition = Compiled(condition, layout, context)
        asked = Self.asked(condition).map { Compiled($0, layout, context) }
    }

    private static func asked(_ condition: Expression) -> [Expression] {
        switch condition.node {
        case .possibly(let inner): [inner]
        case .and(let members): members.flatMap(asked)
        case .constant, .column, .linked, .disputed, .compare, .within, .during, .dated, .or, .not, .certainly,
            .isUnknown,
            .isNone, .arithmetic, .negate, .call, .choose, .aggregate, .window, .rowCount:
            []
        }
    }

    func apply(_ batch: Batch, _ presence: inout Presence) {
        if presence.isEmpty { return }
        presence.keep(condition.truth(batch))
        for inner in asked where !presence.isEmpty {
            let mask = inner.truth(batch)
            if !mask.isExact { presence.mark(mask.possible - mask.certain) }
        }
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
