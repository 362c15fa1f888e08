extension Expression {
    /// The same expression over other children: `change` is applied to every expression directly inside.
    package func changingChildren(_ change: (Expression) -> Expression) -> Expression {
        let node: Node
        switch self.node {
        case .constant, .column, .rowCount: return self
        case .disputed(let id, let field): node = .disputed(change(id), field: field)
        case .linked(let event, let field, let day): node = .linked(event: change(event), field: field, knownOn: day)
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
