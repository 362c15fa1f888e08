extension Expression {
    /// The same expression over other children: `change` is applied to every expression directly inside.
    package func changingChildren(_ change: (Expression) -> Expression) -> Expression {
        let node: Node
        switch self.node {
        case .constant, .column, .rowCount: return self
        case .linked(let event, let field): node = .linked(event: change(event), field: field)
        case .compare(let comparison, let left, let right): node = .compare(comparison, change(left), change(right))
        case .within(let left, let right, let isOnly): node = .within(change(left), change(right), isOnly: isOnly)
        case .during(let left, let right): node = .during(change(left), change(right))
        case .dated(let date, let condition): node = .dated(change(date), condition)
        case .or(let members): node = .or(members.map(change))
        case .and(let members): node = .and(members.map(change))
        case .not(let inner): node = .not(change(inner))
        case .certainly(let inner): node = .certainly(change(inner))
        case .possibly(let inner): node = .possibly(change(inner))
        case .isUnknown(let inner): node = .isUnknown(change(inner))
        case .isNone(let inner): node = .isNone(change(inner))
        case .arithmetic(let operation, let left, let right):
            node = .arithmetic(operation, change(left), change(right))
        case .negate(let inner): node = .negate(change(inner))
        case .call(let function, let arguments): node = .call(function, arguments.map(change))
        case .choose(let condition, let then, let otherwise):
            node = .choose(condition: change(condition), then: change(then), otherwise: change(otherwise))
        case .aggregate(var aggregate):
            aggregate.argument = aggregate.argument.map(change)
            node = .aggregate(aggregate)
        case .window(let function, let arguments): node = .window(function, arguments.map(change))
        }
        return Expression(node, type)
    }
}

extension Relation {
    /// The same operations with `change` applied to every expression, from the bottom up.
    package func changingExpressions(_ change: (Expression) -> Expression) -> Relation {
        func below(_ input: Relation) -> Relation { input.changingExpressions(change) }
        func named(_ columns: [NamedExpression]) -> [NamedExpression] {
            columns.map { NamedExpression($0.name, change($0.expression)) }
        }
        switch self {
        case .scan: return self
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
        case .reports(let input, let schema): return .reports(below(input), schema: schema)
        }
    }
}
