import EventModel

extension EnglishWriter {
    /// A condition as what may stand behind "it is certain that".
    func claim(_ condition: Expression) -> String {
        switch condition.node {
        case .and(let parts): return parts.map { claim($0) }.joined(separator: " and ")
        case .or(let parts): return "either " + parts.map { claim($0) }.joined(separator: " or ")
        case .not(let inner): return negation(inner) ?? "it is not so that \(claim(inner))"
        case .certainly(let inner): return "it is certain that \(claim(inner))"
        case .possibly(let inner): return "it is certain or possible that \(claim(inner))"
        case .isUnknown(let inner): return "nobody coded \(the(inner))"
        case .isNone(let inner): return "a source says that there was no \(words(inner))"
        case .within(let value, let whole, let isOnly):
            if isOnly { return "\(the(value)) is \(words(whole)) itself" }
            let below = whole.type.element == .kind ? "or a kind below it" : "or a part of it"
            return "\(the(value)) is \(the(whole)) \(below)"
        case .during(let date, let period): return "\(the(date)) lies in \(words(period))"
        case .dated(let date, let test): return "\(the(date)) \(claim(test))"
        case .compare(let comparison, let left, let right):
            return "\(the(left)) \(verb(comparison, left.type)) \(the(right))"
        case .disputed(_, let field): return "the accounts cannot all be true of the \(field)"
        case .constant(.truth(let truth)): return truth == .yes ? "anything is so" : "nothing is so"
        case .call(let function, let arguments): return claim(function, arguments) ?? "\(the(condition)) is so"
        case .choose(let test, let then, let otherwise):
            return "if \(claim(test)), then \(claim(then)), else \(claim(otherwise))"
        case .constant, .column, .linked, .arithmetic, .negate, .aggregate, .window, .rowCount:
            return "\(the(condition)) is so"
        }
    }

    private func negation(_ inner: Expression) -> String? {
        switch inner.node {
        case .isUnknown(let value): "somebody coded \(the(value))"
        case .isNone(let value): "there was some \(words(value))"
        case .within(let value, let whole, false):
            "\(the(value)) is neither \(the(whole)) nor \(whole.type.element == .kind ? "a kind below it" : "a part of it")"
        case .within, .constant, .column, .linked, .disputed, .compare, .during, .dated, .or, .and, .not, .certainly,
            .possibly, .arithmetic, .negate, .call, .choose, .aggregate, .window, .rowCount:
            nil
        }
    }

    /// Functions that answer yes or no.
    private func claim(_ function: ScalarFunction, _ arguments: [Expression]) -> String? {
        guard arguments.count == 2 else { return nil }
        let (text, part) = (the(arguments[0]), the(arguments[1]))
        switch function {
        case .contains: return "\(text) contains \(part)"
        case .startsWith: return "\(text) begins with \(part)"
        case .endsWith: return "\(text) ends with \(part)"
        case .like: return "\(text) is like \(part)"
        case .mentions: return "\(text) has the words \(part)"
        case .lower, .upper, .length, .round, .abs, .log, .sqrt, .coalesce, .year, .month, .weekday, .days, .earliest,
            .latest, .start, .end, .precision, .country, .role, .name, .dyad, .pair, .countryDyad, .countryPair, .root,
            .quad, .goldstein, .label, .holder:
            return nil
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

    // MARK: Dates

    private func claim(_ test: DateCondition) -> String { claim(test, begins: "begins", ends: "ends", lies: "lies") }

    /// The same of several: `begin on or after 2021-01-01`.
    func plural(_ test: DateCondition) -> String { claim(test, begins: "begin", ends: "end", lies: "lie") }

    private func claim(_ test: DateCondition, begins: String, ends: String, lies: String) -> String {
        func inner(_ test: DateCondition) -> String { claim(test, begins: begins, ends: ends, lies: lies) }
        switch test {
        case .start(let days): return "\(begins) \(stretches(days))"
        case .end(let days): return "\(ends) \(stretches(days))"
        case .all(let parts):
            if let span = within(parts) { return "\(lies) within \(Period(span.earliest, span.latest).text)" }
            return parts.map { inner($0) }.joined(separator: " and ")
        case .any(let parts): return parts.map { inner($0) }.joined(separator: " or ")
        case .not(let part): return "by no means \(inner(part))"
        }
    }

    /// The stretch from a test of the start that only has a first day to one of the end that only has a last.
    private func within(_ parts: [DateCondition]) -> DateSpan? {
        guard parts.count == 2 else { return nil }
        var (first, last): (DayNumber?, DayNumber?)
        for part in parts {
            switch part {
            case .start(let days):
                guard days.spans.count == 1, days.spans[0].latest == DateSpan.distantFuture else { return nil }
                first = days.spans[0].earliest
            case .end(let days):
                guard days.spans.count == 1, days.spans[0].earliest == DateSpan.distantPast else { return nil }
                last = days.spans[0].latest
            case .all, .any, .not: return nil
            }
        }
        guard let first, let last, first <= last else { return nil }
        return DateSpan(first, last)
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
}
