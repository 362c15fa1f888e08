package import EventModel

extension Relation {
    /// The question in plain English, a sentence an operation, in the order in which they are done.
    /// - Parameter names: turns the id of an actor or a kind into words for people.
    package func english(_ names: @escaping (Value) -> String) -> String {
        let writer = EnglishWriter(names: names)
        var operations: [Relation] = []
        var current: Relation? = self
        while let relation = current {
            operations.append(relation)
            current = relation.input
        }
        var sentences: [String] = []
        var noun = "rows"
        for relation in operations.reversed() {
            if case .scan(let schema) = relation { noun = schema.name }
            if case .reports = relation { noun = "reports" }
            sentences.append(writer.sentence(relation, noun: noun))
            if case .aggregate = relation { noun = "rows" }
        }
        return sentences.joined(separator: "\n")
    }
}

/// Turns operations and expressions into words.
private struct EnglishWriter {
    let names: (Value) -> String

    func sentence(_ relation: Relation, noun: String) -> String {
        switch relation {
        case .scan(let schema): return "Take all \(schema.name)."
        case .knownOn(let schema, let day):
            return
                "Take the \(schema.name) of which something was published by \(Period(day, day, unit: .day).text), as they were known then."
        case .filter(_, let condition):
            let parts: [Expression] = if case .and(let all) = condition.node { all } else { [condition] }
            let claims = parts.map { claim($0) }
            let text =
                claims.count == 1
                ? claims[0] : claims.enumerated().map { "\n  (\($0 + 1)) \($1)" }.joined(separator: ";")
            return "Keep the \(noun) of which it is certain that \(text)."
        case .possibly: return "Add, marked, the \(noun) that may belong to them."
        case .project(_, let columns): return "Of each show \(list(columns.map { column($0) }))."
        case .aggregate(_, let aggregation): return sentence(aggregation, noun)
        case .sort(_, let keys):
            return
                "Order them by \(list(keys.map { words($0.expression) + ($0.isDescending ? ", largest first" : "") }))."
        case .cut(_, let skip, let take):
            let first = skip == 0 ? nil : "Leave out the first \(skip)."
            return [first, take.map { "Keep at most \($0)." }].compactMap { $0 }.joined(separator: " ")
        case .top(_, let count, let key, let groups):
            let each = groups.isEmpty ? "" : " for each \(list(groups.map { words($0) }))"
            return "Keep the \(count) with the largest \(words(key))\(each)."
        case .distinct(_, let keys):
            return "Keep one of those that agree in \(keys.map { list($0.map { words($0) }) } ?? "all columns")."
        case .sample(_, let count, let seed):
            return "Draw \(count) of them at random (seed \(seed), so always the same)."
        case .reports: return "Take the reports of these events."
        case .oneADay(_, let keys):
            return "Keep one a day of those that agree in \(list(keys.map { words($0) }))."
        case .disagree, .follow, .sequence, .rate, .join, .append, .compare: return relation.planText
        }
    }

    private func sentence(_ aggregation: Aggregation, _ noun: String) -> String {
        var groups = aggregation.keys.map { words($0.expression) }
        if let periods = aggregation.periods { groups.append("\(periods.unit.rawValue) of the \(words(periods.date))") }
        let each = groups.isEmpty ? "" : ", for each \(list(groups))"
        var text: String
        if aggregation.isRange {
            text = "Count the \(noun) that are certain (low) and those that are possible at all (high)\(each)."
        } else if aggregation.outputs.count == 1, case .aggregate(let only) = aggregation.outputs[0].expression.node,
            only.function == .count, only.argument == nil
        {
            text = "Count the \(noun)\(each)."
        } else {
            text = "Reckon \(list(aggregation.outputs.map { column($0) })) of the \(noun)\(each)."
        }
        if let periods = aggregation.periods {
            switch periods.placement {
            case .unplaced:
                text += " What lies in no single \(periods.unit.rawValue) stands in a row of its own, `unplaced`."
            case .earliest: text += " What may lie in several goes to the earliest."
            case .latest: text += " What may lie in several goes to the latest."
            case .spread: text += " What may lie in several is shared among them by days."
            }
        }
        return text
    }

    private func column(_ column: NamedExpression) -> String {
        let text = words(column.expression)
        return text == column.name || column.expression.text == column.name ? text : "\(text), called \(column.name)"
    }

    private func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    // MARK: Conditions

    private func claim(_ condition: Expression) -> String {
        switch condition.node {
        case .and(let parts): return parts.map { claim($0) }.joined(separator: " and ")
        case .or(let parts): return "either " + parts.map { claim($0) }.joined(separator: " or ")
        case .not(let inner): return "it is not so that \(claim(inner))"
        case .certainly(let inner): return "it is certain that \(claim(inner))"
        case .possibly(let inner): return "it is certain or possible that \(claim(inner))"
        case .isUnknown(let inner): return "nobody coded the \(words(inner))"
        case .isNone(let inner): return "a source says that there was no \(words(inner))"
        case .within(let value, let whole, let isOnly):
            if isOnly { return "the \(words(value)) is \(words(whole)) itself" }
            let below = whole.type.element == .kind ? "or a kind below it" : "or a part of it"
            return "the \(words(value)) is \(words(whole)) \(below)"
        case .during(let date, let period): return "the \(words(date)) lies in \(words(period))"
        case .dated(let date, let test): return "the \(words(date)) \(claim(test))"
        case .compare(let comparison, let left, let right):
            return "the \(words(left)) \(verb(comparison, left.type)) \(words(right))"
        case .constant, .column, .linked, .disputed, .arithmetic, .negate, .call, .choose, .aggregate, .window,
            .rowCount:
            return "\(words(condition))"
        }
    }

    private func verb(_ comparison: Comparison, _ type: ValueType) -> String {
        let isDate = type.element == .date || type.element == .period
        switch comparison {
        case .equal: return "is"
        case .notEqual: return "is not"
        case .less: return isDate ? "lies before" : "is less than"
        case .lessOrEqual: return isDate ? "lies in or before" : "is at most"
        case .greater: return isDate ? "lies after" : "is more than"
        case .greaterOrEqual: return isDate ? "lies in or after" : "is at least"
        }
    }

    private func claim(_ test: DateCondition) -> String {
        switch test {
        case .start(let days): return "begins " + stretches(days)
        case .end(let days): return "ends " + stretches(days)
        case .all(let parts): return parts.map { claim($0) }.joined(separator: " and ")
        case .any(let parts): return parts.map { claim($0) }.joined(separator: " or ")
        case .not(let inner): return "never " + claim(inner)
        }
    }

    private func stretches(_ days: DaySet) -> String {
        if days.spans.isEmpty { return "on no day at all" }
        return days.spans.map { span in
            let first = Period(span.earliest, span.earliest, unit: .day).text
            let last = Period(span.latest, span.latest, unit: .day).text
            switch (span.earliest == DateSpan.distantPast, span.latest == DateSpan.distantFuture) {
            case (true, true): return "on any day"
            case (true, false): return "on or before \(last)"
            case (false, true): return "on or after \(first)"
            case (false, false): return span.isDay ? "on \(first)" : "from \(first) to \(last)"
            }
        }.joined(separator: " or ")
    }

    // MARK: Values

    func words(_ expression: Expression) -> String {
        switch expression.node {
        case .constant(let value): return names(value)
        case .column(let name): return name
        case .linked(let event, let field, _): return "\(field) of the event in \(words(event))"
        case .aggregate(let aggregate):
            guard let argument = aggregate.argument else { return "the number of rows" }
            let distinct = aggregate.isDistinct ? "distinct " : ""
            switch aggregate.function {
            case .count: return "the number of \(distinct)\(words(argument)) known"
            case .sum, .mean, .median, .quantile, .min, .max, .stdev, .first, .last, .list, .share:
                return "the \(aggregate.function.rawValue) of \(words(argument))"
            }
        case .call(.days, let arguments) where arguments.count == 2:
            return "days from \(words(arguments[0])) to \(words(arguments[1]))"
        case .call, .window, .arithmetic, .negate, .choose, .rowCount, .compare, .within, .during, .dated, .or, .and,
            .not,
            .certainly, .possibly, .isUnknown, .isNone, .disputed:
            return expression.text
        }
    }
}
