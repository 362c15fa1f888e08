extension Expression {
    /// The expressions directly inside.
    package var children: [Expression] {
        var children: [Expression] = []
        _ = changingChildren { child in
            children.append(child)
            return child
        }
        return children
    }

    /// Whether some part of the expression, at any depth, is so.
    package func contains(where claim: (Expression) -> Bool) -> Bool {
        claim(self) || children.contains { $0.contains(where: claim) }
    }

    /// Names of columns, also inside aggregates.
    package var columnNames: Set<String> {
        if case .column(let name) = node { return [name] }
        return children.reduce(into: []) { $0.formUnion($1.columnNames) }
    }

    /// Whether it asks rows beside its own.
    package var hasWindow: Bool { contains { if case .window = $0.node { true } else { false } } }

    /// Columns outside any aggregate make an answer for each row.
    package var hasLooseColumn: Bool {
        switch node {
        case .column: true
        case .aggregate: false
        case .constant, .rowCount, .linked, .disputed, .compare, .within, .during, .dated, .or, .and, .not,
            .certainly, .possibly,
            .isUnknown, .isNone, .arithmetic, .negate, .call, .choose, .window:
            children.contains(where: \.hasLooseColumn)
        }
    }

    /// Parts, counted up to a limit.
    package func size(upTo limit: Int) -> Int {
        var size = 1
        for child in children where size < limit { size += child.size(upTo: limit - size) }
        return size
    }

    /// A definition larger than this is worked out once, and not put in the place of its name.
    package static let largestDefinition = 200

    /// The parts of what `replacingColumns` would make, counted up to a limit without making it.
    package func size(replacing definitions: [String: Expression], upTo limit: Int) -> Int {
        if case .column(let name) = node { return definitions[name]?.size(upTo: limit) ?? 1 }
        var size = 1
        for child in children where size < limit { size += child.size(replacing: definitions, upTo: limit - size) }
        return size
    }

    /// The expression with columns replaced by what they are made of.
    package func replacingColumns(_ definitions: [String: Expression]) -> Expression {
        if case .column(let name) = node { return definitions[name] ?? self }
        return changingChildren { $0.replacingColumns(definitions) }
    }

    /// The same expression whatever its columns are called.
    package var withoutColumnNames: Expression {
        if case .column = node { return Expression(.column(""), type) }
        return changingChildren(\.withoutColumnNames)
    }
}
