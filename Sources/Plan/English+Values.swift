import EventModel

extension EnglishWriter {
    /// Words for a value, with an article where they need one.
    func the(_ expression: Expression) -> String {
        switch expression.node {
        case .constant, .arithmetic, .negate, .choose, .compare, .within, .during, .dated, .or, .and, .not, .certainly,
            .possibly, .isUnknown, .isNone, .disputed:
            return words(expression)
        case .call(.holder, _), .call(.days, _), .call(.coalesce, _), .call(.dyad, _), .call(.countryDyad, _):
            return words(expression)
        case .column, .linked, .call, .aggregate, .window, .rowCount: return "the \(words(expression))"
        }
    }

    /// Words for a value, without an article.
    func words(_ expression: Expression) -> String {
        switch expression.node {
        case .constant(let value): return names(value)
        case .column(let name): return column(named: name)
        case .rowCount: return "number of rows"
        case .linked(let event, let field, let day):
            let known = day.map { ", as it was known on \(Period($0, $0, unit: .day).text)" } ?? ""
            return "\(field) of \(pointed(event))\(known)"
        case .aggregate(let aggregate): return words(aggregate)
        case .call(let function, let arguments): return words(function, arguments) ?? expression.text
        case .window(let function, let arguments): return words(function, arguments) ?? expression.text
        case .arithmetic(let operation, let left, let right):
            return "\(operand(left)) \(word(operation)) \(operand(right))"
        case .negate(let inner): return "minus \(operand(inner))"
        case .choose(let condition, let then, let otherwise):
            return "\(the(then)) if \(claim(condition)), else \(the(otherwise))"
        case .compare, .within, .during, .dated, .or, .and, .not, .certainly, .possibly, .isUnknown, .isNone, .disputed:
            return "whether \(claim(expression))"
        }
    }

    /// A column of the row that a sequence begins with is called `anchor.NAME` in its conditions.
    private func column(named name: String) -> String {
        let outer = SequencePattern.outer("")
        guard name.hasPrefix(outer) else { return name }
        return "\(name.dropFirst(outer.count)) of the first"
    }

    /// The event that a link or a match points to.
    private func pointed(_ event: Expression) -> String {
        guard case .column(let name) = event.node else { return the(event) }
        switch name {
        case "responds_to": return "the event that it responds to"
        case "because_of": return "the event that it happened because of"
        case "part_of": return "the event that it is part of"
        case "follows_up": return "the event that it follows up"
        case "event": return "the event"
        case _: return the(event)
        }
    }

    private func operand(_ expression: Expression) -> String {
        switch expression.node {
        case .arithmetic, .choose, .negate: "(\(words(expression)))"
        case .constant, .column, .linked, .disputed, .compare, .within, .during, .dated, .or, .and, .not, .certainly,
            .possibly, .isUnknown, .isNone, .call, .aggregate, .window, .rowCount:
            the(expression)
        }
    }

    private func word(_ operation: Arithmetic) -> String {
        switch operation {
        case .add: "plus"
        case .subtract: "minus"
        case .multiply: "times"
        case .divide: "divided by"
        case .remainder: "modulo"
        }
    }

    private func words(_ aggregate: Aggregate) -> String {
        guard let argument = aggregate.argument else { return "number of rows" }
        let distinct = aggregate.isDistinct ? "different " : ""
        switch aggregate.function {
        case .count:
            return aggregate.isDistinct
                ? "number of different values of \(the(argument))" : "number of rows of which \(the(argument)) is known"
        case .share: return "share of the rows of which \(claim(argument))"
        case .quantile:
            return "\(names(.number(NumberSpan(aggregate.parameter ?? 0.5))))-quantile of \(the(argument))"
        case .stdev: return "standard deviation of \(the(argument))"
        case .min: return "least \(words(argument))"
        case .max: return "greatest \(words(argument))"
        case .list: return "list of \(distinct)values of \(the(argument))"
        case .sum, .mean, .median, .first, .last:
            return
                "\(aggregate.function.rawValue) \(distinct)\(aggregate.function == .first || aggregate.function == .last ? "value of" : "of") \(the(argument))"
        }
    }

    private func words(_ function: WindowFunction, _ arguments: [Expression]) -> String? {
        guard let value = arguments.first else { return nil }
        let second = arguments.count > 1 ? words(arguments[1]) : nil
        switch function {
        case .previous: return "\(words(value)) of the row before" + (second.map { " by \($0)" } ?? "")
        case .next: return "\(words(value)) of the row behind" + (second.map { " by \($0)" } ?? "")
        case .cumulative: return "sum of \(the(value)) up to this row"
        case .movingMean: return "mean of \(the(value)) over \(second ?? "some") rows, this one the last"
        case .rank: return "rank by \(the(value)), 1 for the largest"
        }
    }

    private func words(_ function: ScalarFunction, _ arguments: [Expression]) -> String? {
        guard let first = arguments.first else { return nil }
        let value = the(first)
        switch function {
        case .days:
            return arguments.count == 2 ? "the days from \(value) to \(the(arguments[1]))" : nil
        case .holder:
            return arguments.count == 2 ? "whoever held the office \(words(first)) on \(the(arguments[1]))" : nil
        case .coalesce: return arguments.map { the($0) }.joined(separator: ", else ")
        case .lower: return "\(words(first)) in small letters"
        case .upper: return "\(words(first)) in capitals"
        case .length: return "length of \(value)"
        case .round: return "\(words(first)), rounded"
        case .abs: return "size of \(value)"
        case .log: return "logarithm of \(value)"
        case .sqrt: return "square root of \(value)"
        case .year, .month, .weekday, .precision, .country, .role, .name, .label:
            return "\(function.rawValue) of \(value)"
        case .earliest: return "earliest day of \(value)"
        case .latest: return "latest day of \(value)"
        case .start: return "start of \(value)"
        case .end: return "end of \(value)"
        case .dyad: return "who acted towards whom"
        case .pair: return "pair of actors, whichever acted"
        case .countryDyad: return "which country acted towards which"
        case .countryPair: return "pair of countries, whichever acted"
        case .root: return "main kind above \(value)"
        case .quad: return "class of \(value) (1 and 2 cooperation, 3 and 4 conflict)"
        case .goldstein: return "Goldstein score of \(value)"
        case .contains, .startsWith, .endsWith, .like, .mentions: return nil
        }
    }
}
