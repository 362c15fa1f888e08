import EventModel

/// What the operations of the language mean for single values.
///
/// Column kernels must agree with this to the last case; where there is no kernel, it is what runs.
struct Scalars: Sendable {
    let catalog: Catalog

    /// Of a list yes if it is yes of any member, else maybe if maybe of any, else no; of alternatives yes or no if it
    /// is so of each, else maybe; of one value, its own answer.
    func any(_ value: Value, _ test: (Value) -> Truth) -> Truth {
        if case .oneOf(let alternatives) = value {
            let answers = Set(alternatives.map(test))
            return answers.count == 1 ? answers.first ?? .maybe : .maybe
        }
        guard case .list(let members) = value else { return test(value) }
        var result = Truth.no
        for member in members {
            result = result || test(member)
            if result == .yes { break }
        }
        return result
    }

    /// The same of two values: what is one of several is asked of each of these first, for it is the same one beside
    /// all members of the other.
    func anyPair(_ left: Value, _ right: Value, _ test: (Value, Value) -> Truth) -> Truth {
        if case .oneOf = right, case .list = left {
            return any(right) { right in any(left) { test($0, right) } }
        }
        return any(left) { left in any(right) { test(left, $0) } }
    }
}

extension Value {
    var isKnown: Bool {
        switch self {
        case .unknown, .none: false
        case .text, .number, .truth, .date, .period, .duration, .money, .kind, .actor, .place, .event, .list, .oneOf:
            true
        }
    }

    var isOneOf: Bool { if case .oneOf = self { true } else { false } }

    /// What a condition answers; a condition that is not known is maybe.
    var truth: Truth { if case .truth(let truth) = self { truth } else { .maybe } }

    /// The bare number of a number, a duration or a sum of money.
    var span: NumberSpan? {
        switch self {
        case .number(let span), .duration(let span): span
        case .money(let money): money.amount
        case .unknown, .none, .text, .truth, .date, .period, .kind, .actor, .place, .event, .list, .oneOf: nil
        }
    }

    /// A date, or the days of a period as those of a lasting event.
    var asDate: EventDate? {
        switch self {
        case .date(let date): date
        case .period(let period): EventDate(from: DateSpan(day: period.first), to: DateSpan(day: period.last))
        case .unknown, .none, .text, .number, .truth, .duration, .money, .kind, .actor, .place, .event, .list, .oneOf:
            nil
        }
    }
}

extension Value {
    /// A name as a value of a type that is named.
    static func named(_ id: String, _ type: ValueType) -> Value {
        switch type.element {
        case .actor: .actor(id)
        case .place: .place(id)
        case .kind: .kind(id)
        case .event: .event(id)
        case .text, .number, .bool, .date, .period, .duration, .money, .list: .text(id)
        }
    }
}

extension String {
    /// Texts are the same if their bytes are.
    func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
