import EventModel
import Plan
import Syntax

/// The functions of the language: names, argument types and results.
package enum Functions {
    /// Names of all functions, for suggestions, completion and help.
    package static let names: [String] =
        ScalarFunction.allCases.map(\.rawValue).filter {
            !$0.hasSuffix("_dyad") && !$0.hasPrefix("dyad_") && !$0.hasPrefix("pair_")
        }
        + Aggregate.Function.allCases.map(\.rawValue) + WindowFunction.allCases.map(\.rawValue)
        + ["holder", "disputed"]

    static func isKnown(_ name: String) -> Bool { names.contains(name) }

    static let typeNames = [
        "text", "number", "bool", "date", "period", "duration", "money", "kind", "actor", "place", "event",
    ]

    /// Whether a word names a type of a parameter; `list` is a list of anything.
    static func isTypeName(_ name: String) -> Bool { name == "list" || type(named: name) != nil }

    /// The type that a word of `define` and `param` names.
    static func type(named name: String) -> ValueType? {
        switch name {
        case "text": .text
        case "number": .number
        case "bool": .bool
        case "date": .date
        case "period": .period
        case "duration": .duration
        case "money": .money
        case "kind": .kind
        case "actor": .actor
        case "place": .place
        case "event": .event
        case _: nil
        }
    }

    /// What a scalar function takes: for each argument the types it may have, with a word for messages.
    struct Signature {
        var arguments: [(types: [ValueType], word: String)]
        var optional = 0
        var result: ValueType
    }

    static func signature(_ function: ScalarFunction) -> Signature {
        let text: ([ValueType], String) = ([.text], "a text")
        let number: ([ValueType], String) = ([.number], "a number")
        let date: ([ValueType], String) = ([.date], "a date")
        let kind: ([ValueType], String) = ([.kind], "a kind")
        switch function {
        case .lower, .upper: return Signature(arguments: [text], result: .text)
        case .length: return Signature(arguments: [text], result: .number)
        case .contains, .startsWith, .endsWith, .like, .mentions:
            return Signature(arguments: [text, text], result: .bool)
        case .round: return Signature(arguments: [number, number], optional: 1, result: .number)
        case .abs: return Signature(arguments: [([.number, .duration], "a number")], result: .number)
        case .log, .sqrt: return Signature(arguments: [number], result: .number)
        case .year, .month, .weekday: return Signature(arguments: [date], result: .number)
        case .days:
            return Signature(
                arguments: [([.date, .period], "a date"), ([.date, .period], "a date")], result: .duration)
        case .earliest, .latest, .start, .end: return Signature(arguments: [date], result: .date)
        case .precision: return Signature(arguments: [date], result: .text)
        case .country: return Signature(arguments: [([.actor, .place], "an actor or a place")], result: .actor)
        case .role: return Signature(arguments: [([.actor], "an actor")], result: .list(.text))
        case .name:
            return Signature(arguments: [([.actor, .place, .kind], "an actor, a place or a kind")], result: .text)
        case .root: return Signature(arguments: [kind], result: .kind)
        case .quad, .goldstein: return Signature(arguments: [kind], result: .number)
        case .label: return Signature(arguments: [kind], result: .text)
        case .holder: return Signature(arguments: [text, date], result: .list(.actor))
        case .coalesce, .dyad, .pair, .countryDyad, .countryPair: return Signature(arguments: [], result: .text)
        }
    }

    static let virtualFields = ["goldstein", "quad", "start", "end", "dyad", "pair"]

    /// Names that stand for a function of the event's own fields: `goldstein` is `goldstein(kind)`.
    static func virtualField(_ name: String, _ scope: Scope) -> Expression? {
        switch name {
        case "goldstein", "quad":
            guard let field = scope.field("kind"), field.type == .kind else { return nil }
            let function: ScalarFunction = name == "quad" ? .quad : .goldstein
            return Expression(.call(function, [Expression(.column("kind"), .kind)]), .number)
        case "start", "end":
            guard let field = scope.field("date"), field.type == .date else { return nil }
            return Expression(.call(name == "start" ? .start : .end, [Expression(.column("date"), .date)]), .date)
        case "dyad": return dyad(.dyad, scope)
        case "pair": return dyad(.pair, scope)
        case _: return nil
        }
    }

    /// The dyad functions read actor and target themselves; several of either give several dyads.
    static func dyad(_ function: ScalarFunction, _ scope: Scope) -> Expression? {
        guard let actor = scope.field("actor"), let target = scope.field("target"), actor.type.element == .actor,
            target.type.element == .actor
        else { return nil }
        let arguments = [Expression(.column("actor"), actor.type), Expression(.column("target"), target.type)]
        let type: ValueType = actor.type.isList || target.type.isList ? .list(.text) : .text
        return Expression(.call(function, arguments), type)
    }

    /// The type of `left op right`; nil where the two do not go together.
    static func arithmeticType(_ operation: Arithmetic, _ left: ValueType, _ right: ValueType) -> ValueType? {
        switch (operation, left, right) {
        case (_, .number, .number): .number
        case (.add, .duration, .duration), (.subtract, .duration, .duration): .duration
        case (.add, .money, .money), (.subtract, .money, .money): .money
        case (.multiply, .money, .number), (.divide, .money, .number), (.multiply, .number, .money): .money
        case (.multiply, .duration, .number), (.divide, .duration, .number), (.multiply, .number, .duration): .duration
        case (.divide, .money, .money), (.divide, .duration, .duration): .number
        case (.add, .date, .duration), (.subtract, .date, .duration), (.add, .duration, .date): .date
        case (.subtract, .date, .date): .duration
        case _: nil
        }
    }
}
