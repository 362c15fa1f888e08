// A condition behind `sort` keeps the same rows in the same order as one before it, and leaves fewer to be put in order; of
// very many rows, those that are only sorted to be thrown away are most of the work. So it is asked before, as far as nothing
// in between looks at rows beside each other.

extension Relation {
    /// The same rows in the same order, with conditions asked before rows are put in order.
    package func conditionsFirst() -> Relation {
        let rewritten = changingInputs { $0.conditionsFirst() }
        guard case .filter(let input, let condition) = rewritten else { return rewritten }
        return input.asked(condition)
    }

    /// A condition over these rows, asked as early as may be.
    private func asked(_ condition: Expression) -> Relation {
        if !condition.hasWindow {
            switch self {
            case .sort(let input, let keys) where !keys.contains(where: \.expression.hasWindow):
                return .sort(input.asked(condition), keys)
            case .project(let input, let columns) where input.isSorted:
                if let condition = condition.over(columns) { return .project(input.asked(condition), columns) }
            case .scan, .knownOn, .filter, .possibly, .project, .aggregate, .sort, .cut, .top, .distinct, .oneADay,
                .sample, .reports, .disagree, .follow, .sequence, .rate, .join, .append, .compare:
                break
            }
        }
        return .filter(self, condition)
    }

    /// Whether a condition over it, or over the columns made of it, would go before a `sort`.
    private var isSorted: Bool {
        switch self {
        case .sort(_, let keys): !keys.contains(where: \.expression.hasWindow)
        case .project(let input, let columns):
            !columns.contains(where: \.expression.hasWindow) && input.isSorted
        case .scan, .knownOn, .filter, .possibly, .aggregate, .cut, .top, .distinct, .oneADay, .sample, .reports,
            .disagree, .follow, .sequence, .rate, .join, .append, .compare:
            false
        }
    }
}

extension Expression {
    /// The condition over the rows that these columns are made of; nil where the columns look at other rows, or it would
    /// become large.
    fileprivate func over(_ columns: [NamedExpression]) -> Expression? {
        if columns.contains(where: \.expression.hasWindow) { return nil }
        let definitions = Dictionary(columns.map { ($0.name, $0.expression) }, uniquingKeysWith: { first, _ in first })
        let most = Self.largestDefinition
        return size(replacing: definitions, upTo: most + 1) > most ? nil : replacingColumns(definitions)
    }
}
