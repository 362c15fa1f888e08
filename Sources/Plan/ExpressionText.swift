import EventModel

extension Expression {
    /// The expression as the language writes it; merged tests of a date, which it has no form for, as
    /// `date(start in [2023..] and end in [..2023])`.
    package var text: String { text(within: .none) }

    /// How tightly the parts of an expression hold together.
    private enum Binding: Int, Comparable {
        case none, or, and, not, comparison, sum, product, sign, atom

        static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }

        /// The next tighter one, for operands that may not be of the same kind.
        var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .atom }
    }

    /// In parentheses where it binds less tightly than its surroundings.
    private func text(within outer: Binding) -> String {
        let (text, binding) = parts
        return binding < outer ? "(\(text))" : text
    }

    private var parts: (text: String, binding: Binding) {
        switch node {
        case .constant(let value): return (value.literal, .atom)
        case .column(let name): return (name, .atom)
        case .rowCount: return ("rows", .atom)
        case .linked(let event, let field, let day):
            let known = day.map { "[known on \(Period($0, $0, unit: .day).text)]" } ?? ""
            return ("\(event.text(within: .atom)).\(field)\(known)", .atom)
        case .disputed(_, let field): return ("disputed(\(field))", .atom)
        case .compare(let comparison, let left, let right): return infix(left, comparison.rawValue, right, .comparison)
        case .within(let left, let right, let isOnly): return infix(left, isOnly ? "is only" : "is", right, .comparison)
        case .during(let left, let right): return infix(left, "is in", right, .comparison)
        case .dated(let date, let condition): return ("\(date.text(within: .atom))(\(condition.text))", .atom)
        case .or(let members): return chain(members, " or ", .or)
        case .and(let members): return chain(members, " and ", .and)
        case .not(let inner): return ("not \(inner.text(within: .not))", .not)
        case .certainly(let inner): return ("certainly \(inner.text(within: .not))", .not)
        case .possibly(let inner): return ("possibly \(inner.text(within: .not))", .not)
        case .isUnknown(let inner): return ("\(inner.text(within: .sum)) is unknown", .comparison)
        case .isNone(let inner): return ("\(inner.text(within: .sum)) is none", .comparison)
        case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right)
        case .negate(let inner): return ("-\(inner.text(within: .sign))", .sign)
        case .call(let function, let arguments): return (Self.call(function.rawValue, arguments), .atom)
        case .choose(let condition, let then, let otherwise):
            return ("if \(condition.text) then \(then.text) else \(otherwise.text)", .none)
        case .aggregate(let aggregate): return (aggregate.text, .atom)
        case .window(let function, let arguments): return (Self.call(function.rawValue, arguments), .atom)
        }
    }

    private func infix(
        _ left: Expression, _ word: String, _ right: Expression, _ binding: Binding
    ) -> (String, Binding) {
        ("\(left.text(within: binding.tighter)) \(word) \(right.text(within: binding.tighter))", binding)
    }

    private func arithmetic(
        _ operation: Arithmetic, _ left: Expression, _ right: Expression
    ) -> (String, Binding) {
        let binding: Binding =
            switch operation {
            case .add, .subtract: .sum
            case .multiply, .divide, .remainder: .product
            }
        // Chains run from the left, so that only the right side needs parentheses around its own kind.
        return ("\(left.text(within: binding)) \(operation.rawValue) \(right.text(within: binding.tighter))", binding)
    }

    private func chain(_ members: [Expression], _ word: String, _ binding: Binding) -> (String, Binding) {
        (members.map { $0.text(within: binding.tighter) }.joined(separator: word), binding)
    }

    private static func call(_ name: String, _ arguments: [Expression]) -> String {
        "\(name)(\(arguments.map(\.text).joined(separator: ", ")))"
    }
}

extension Aggregate {
    fileprivate var text: String {
        let distinct = isDistinct ? "distinct " : ""
        let inner = argument.map { distinct + $0.text } ?? ""
        let second = parameter.map { ", \(NumberSpan($0).literal)" } ?? ""
        return "\(function.rawValue)(\(inner)\(second))"
    }
}

extension DateCondition {
    fileprivate var text: String {
        switch self {
        case .start(let days): "start in \(days.text)"
        case .end(let days): "end in \(days.text)"
        case .all(let conditions):
            conditions.isEmpty ? "always" : conditions.map(\.inner).joined(separator: " and ")
        case .any(let conditions):
            conditions.isEmpty ? "never" : conditions.map(\.inner).joined(separator: " or ")
        case .not(let condition): "not \(condition.inner)"
        }
    }

    /// The text as a part of another condition.
    private var inner: String {
        switch self {
        case .start, .end, .not: text
        case .all, .any: "(\(text))"
        }
    }
}

extension DaySet {
    fileprivate var text: String {
        isEmpty ? "no day" : spans.map { EDTF.text(of: $0) }.joined(separator: " or ")
    }
}

extension Value {
    /// The value as a literal of the language.
    fileprivate var literal: String {
        switch self {
        case .unknown: "unknown"
        case .none: "none"
        case .text(let text): Self.quoted(text)
        case .number(let span): span.literal
        case .truth(let truth): "\(truth)"
        case .date(let date): EDTF.text(of: date)
        case .period(let period): period.text
        case .duration(let span): "\(span.literal) \(span == NumberSpan(1) ? "day" : "days")"
        case .money(let money): "\(money.amount.literal) \(money.currency)"
        case .kind(let name): name
        case .actor(let id), .place(let id): Self.isWord(id) ? id : Self.quoted(id)
        case .event(let id): Self.quoted(id)
        case .list(let members): "[\(members.map(\.literal).joined(separator: ", "))]"
        case .oneOf(let members): "one of [\(members.map(\.literal).joined(separator: ", "))]"
        }
    }

    /// Letters, digits, dots and underscores, which need no quotes.
    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 46 || $0 == 95
            }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            default:
                // Nothing in a plan may reach a terminal as a control sequence.
                if scalar.properties.generalCategory == .control {
                    quoted += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}

extension NumberSpan {
    fileprivate var literal: String {
        isExact ? Self.text(low) : "\(Self.text(low))..\(Self.text(high))"
    }

    private static func text(_ number: Double) -> String {
        if let whole = Int(exactly: number), abs(number) < 1e15 { return String(whole) }
        return number.isInfinite ? (number < 0 ? "-" : "") : "\(number)"
    }
}
