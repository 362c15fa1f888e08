extension Expression {
    /// Calls `visit` with this expression and every one inside it, the outer first.
    package func forEach(_ visit: (Expression) -> Void) {
        visit(self)
        _ = changingChildren { child in
            child.forEach(visit)
            return child
        }
    }
}

extension Relation {
    /// Calls `visit` with every expression of every operation, those inside others included.
    package func forEachExpression(_ visit: (Expression) -> Void) {
        _ = changingExpressions { expression in
            expression.forEach(visit)
            return expression
        }
    }
}

extension Relation {
    /// The same operations with `change` applied to every expression, from the bottom up.
    package func changingExpressions(_ change: (Expression) -> Expression) -> Relation {
        changing({ $0.changingExpressions(change) }, change)
    }

    /// The same operation over other relations.
    func changingInputs(_ change: (Relation) -> Relation) -> Relation { changing(change) { $0 } }

    private func changing(
        _ below: (Relation) -> Relation, _ change: (Expression) -> Expression
    ) -> Relation {
        func named(_ columns: [NamedExpression]) -> [NamedExpression] {
            columns.map { NamedExpression($0.name, change($0.expression)) }
        }
        switch self {
        case .scan, .knownOn: return self
        case .filter(let input, let condition): return .filter(below(input), change(condition))
        case .possibly(let input): return .possibly(below(input))
        case .project(let input, let columns): return .project(below(input), named(columns))
        case .aggregate(let input, var aggregation):
            aggregation.keys = named(aggregation.keys)
            aggregation.outputs = named(aggregation.outputs)
            if let periods = aggregation.periods { aggregation.periods?.date = change(periods.date) }
            return .aggregate(below(input), aggregation)
        case .sort(let input, let keys):
            return .sort(below(input), keys.map { SortKey(change($0.expression), isDescending: $0.isDescending) })
        case .cut(let input, let skip, let take): return .cut(below(input), skip: skip, take: take)
        case .top(let input, let count, let key, let groups):
            return .top(below(input), count: count, key: change(key), by: groups.map(change))
        case .distinct(let input, let keys): return .distinct(below(input), keys: keys.map { $0.map(change) })
        case .sample(let input, let count, let seed): return .sample(below(input), count: count, seed: seed)
        case .oneADay(let input, let keys): return .oneADay(below(input), keys: keys.map(change))
        case .reports(let input, let schema): return .reports(below(input), schema: schema)
        case .disagree(var disagreement):
            disagreement.events = below(disagreement.events)
            return .disagree(disagreement)
        case .follow(var walk):
            walk.events = below(walk.events)
            return .follow(walk)
        case .sequence(let sequence): return .sequence(sequence.changing(below, change))
        case .rate(var rate):
            rate.anchors = below(rate.anchors)
            rate.pattern = rate.pattern.changing(below, change)
            rate.against = rate.against.map(below)
            return .rate(rate)
        case .join(var join):
            join.left = below(join.left)
            join.right = below(join.right)
            join.condition = change(join.condition)
            return .join(join)
        case .append(let first, let second): return .append(below(first), below(second))
        case .compare(var difference):
            difference.before = below(difference.before)
            difference.after = below(difference.after)
            return .compare(difference)
        }
    }
}

extension EventSequence {
    fileprivate func changing(
        _ below: (Relation) -> Relation, _ change: (Expression) -> Expression
    ) -> EventSequence {
        var changed = self
        changed.anchors = below(anchors)
        changed.keys = keys.map { NamedExpression($0.name, change($0.expression)) }
        for index in steps.indices {
            changed.steps[index].pattern = steps[index].pattern.changing(below, change)
        }
        changed.until = until?.changing(below, change)
        return changed
    }
}

extension SequencePattern {
    fileprivate func changing(
        _ below: (Relation) -> Relation, _ change: (Expression) -> Expression
    ) -> SequencePattern {
        SequencePattern(below(events), condition: condition.map(change))
    }
}
