import EventModel

extension EnglishWriter {
    /// Whether an operation is a table with nothing but conditions behind it, which make one phrase.
    func isSource(_ relation: Relation) -> Bool {
        switch relation {
        case .scan, .knownOn: true
        case .filter(let input, _): isSource(input)
        case .possibly, .project, .aggregate, .sort, .cut, .top, .distinct, .oneADay, .sample, .reports, .disagree,
            .follow, .sequence, .rate, .join, .append, .compare:
            false
        }
    }

    /// The rows of a question as what one may take, follow or put beside others: `the events of the kind reject …`.
    func phrase(_ relation: Relation) -> String {
        guard isSource(relation) else {
            let inner = sentences(relation).map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
            return "what this gives: (\(inner.joined(separator: ". ")))"
        }
        let (table, conditions, known) = takenApart(relation)
        guard table == "events" else {
            return "\(conditions.isEmpty ? "all" : "the") \(table)\(known)" + rest(conditions.map { claim($0) })
        }
        if conditions.count == 1, case .compare(.equal, let id, let value) = conditions[0].node,
            id.node == .column("id")
        {
            return "the event \(words(value))\(known)"
        }
        var (kinds, sides, dates, others): ([String], [String], [String], [String]) = ([], [], [], [])
        for condition in conditions {
            if let kind = kind(condition) {
                kinds.append(kind)
            } else if let side = side(condition) {
                sides.append(side)
            } else if case .dated(let date, let test) = condition.node, date.node == .column("date") {
                dates.append("that \(plural(test))")
            } else {
                others.append(claim(condition))
            }
        }
        let specified = [kinds.map { "of the kind \($0)" }, sides, dates].flatMap { $0 }
        let head = specified.isEmpty && others.isEmpty ? "all events" : "the events"
        return ([head + known] + specified).joined(separator: " ") + rest(others)
    }

    private func rest(_ claims: [String]) -> String {
        claims.isEmpty ? "" : ", if it is certain that \(claims.joined(separator: ", and that "))"
    }

    /// The table, all conditions on it, and the day of which it is known, in words.
    private func takenApart(_ relation: Relation) -> (table: String, conditions: [Expression], known: String) {
        switch relation {
        case .scan(let schema): return (schema.name, [], "")
        case .knownOn(let schema, let day):
            let date = Period(day, day, unit: .day).text
            return (schema.name, [], " as they were known on \(date)")
        case .filter(let input, let condition):
            let below = takenApart(input)
            return (below.table, below.conditions + parts(condition), below.known)
        case .possibly, .project, .aggregate, .sort, .cut, .top, .distinct, .oneADay, .sample, .reports, .disagree,
            .follow, .sequence, .rate, .join, .append, .compare:
            return ("rows", [], "")
        }
    }

    /// The parts of a condition that all have to hold.
    func parts(_ condition: Expression) -> [Expression] {
        if case .and(let all) = condition.node { return all.flatMap { parts($0) } }
        return [condition]
    }

    /// `reject (CAMEO 12) or a kind below it` of a test of the kind alone.
    private func kind(_ condition: Expression) -> String? {
        switch condition.node {
        case .within(let value, let whole, let isOnly):
            guard value.node == .column("kind"), case .constant(let kind) = whole.node else { return nil }
            return isOnly ? "\(names(kind)) alone" : "\(names(kind)) or below"
        case .or(let members):
            let kinds = members.compactMap { kind($0) }
            return kinds.count == members.count ? kinds.joined(separator: ", or ") : nil
        case .constant, .column, .linked, .disputed, .compare, .during, .dated, .and, .not, .certainly, .possibly,
            .isUnknown, .isNone, .arithmetic, .negate, .call, .choose, .aggregate, .window, .rowCount:
            return nil
        }
    }

    /// `by China (CHN)`, `towards …`, `between … and …`, `in which … takes part` of tests of the two sides.
    private func side(_ condition: Expression) -> String? {
        if let actors = actors(condition, "actor") { return "by \(actors.joined(separator: " or "))" }
        if let targets = actors(condition, "target") { return "towards \(targets.joined(separator: " or "))" }
        guard case .or(let ways) = condition.node else { return nil }
        if let either = eitherSide(ways) { return "in which \(either.joined(separator: " or ")) acts or is acted upon" }
        guard ways.count == 2, let first = dyad(ways[0]), let second = dyad(ways[1]), first.0 == second.1,
            first.1 == second.0
        else { return nil }
        return "between \(first.0) and \(first.1), whichever acts"
    }

    private func dyad(_ condition: Expression) -> (String, String)? {
        guard case .and(let sides) = condition.node, sides.count == 2, let actor = actors(sides[0], "actor"),
            let target = actors(sides[1], "target")
        else { return nil }
        return (actor.joined(separator: " or "), target.joined(separator: " or "))
    }

    /// The same actors on either side.
    private func eitherSide(_ ways: [Expression]) -> [String]? {
        let acting = ways.compactMap { actors($0, "actor") }.flatMap { $0 }
        let bearing = ways.compactMap { actors($0, "target") }.flatMap { $0 }
        let isAll = ways.allSatisfy { actors($0, "actor") != nil || actors($0, "target") != nil }
        return isAll && acting == bearing ? acting : nil
    }

    private func actors(_ condition: Expression, _ column: String) -> [String]? {
        switch condition.node {
        case .within(let value, let whole, let isOnly):
            guard value.node == .column(column) else { return nil }
            return [words(whole) + (isOnly ? " itself" : "")]
        case .or(let members):
            let all = members.compactMap { actors($0, column) }
            return all.count == members.count ? all.flatMap { $0 } : nil
        case .constant, .column, .linked, .disputed, .compare, .during, .dated, .and, .not, .certainly, .possibly,
            .isUnknown, .isNone, .arithmetic, .negate, .call, .choose, .aggregate, .window, .rowCount:
            return nil
        }
    }
}
