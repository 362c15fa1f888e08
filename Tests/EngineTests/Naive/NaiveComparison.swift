import Columnar
import EventModel
import Plan

extension NaiveInterpreter {
    func compare(_ comparison: Comparison, _ left: Value, _ right: Value) -> Truth {
        if comparison == .notEqual { return !compare(.equal, left, right) }
        return anyPair(left, right) { compareMembers(comparison, $0, $1) }
    }

    /// Yes if it is yes of any member, else maybe if maybe of any, else no; of one value, its own answer.
    func anyMember(_ value: Value, _ test: (Value) -> Truth) -> Truth {
        guard case .list(let members) = value else { return test(value) }
        return members.reduce(.no) { $0 || test($1) }
    }

    /// Yes or no if it is so of every two members; of what is one of several, of each of these.
    func anyPair(_ one: Value, _ two: Value, _ test: (Value, Value) -> Truth) -> Truth {
        for (value, isFirst) in [(one, true), (two, false)] {
            guard case .oneOf(let members) = value else { continue }
            let answers = Set(members.map { isFirst ? anyPair($0, two, test) : anyPair(one, $0, test) })
            return answers.count == 1 ? answers.first ?? .maybe : .maybe
        }
        return anyMember(one) { left in anyMember(two) { test(left, $0) } }
    }

    private func compareMembers(_ comparison: Comparison, _ left: Value, _ right: Value) -> Truth {
        if left == .unknown || right == .unknown { return .maybe }
        if left == .none || right == .none { return Truth(comparison == .equal && left == right) }
        switch (left, right) {
        case (.number(let one), .number(let two)), (.duration(let one), .duration(let two)):
            return compare(comparison, one, two)
        case (.money(let one), .money(let two)):
            return one.currency == two.currency ? compare(comparison, one.amount, two.amount) : .maybe
        case (.date(let one), .date(let two)): return NaiveDates.compare(comparison, one, two)
        case (.date(let one), .period(let two)): return NaiveDates.compare(comparison, one, two)
        case (.period(let one), .date(let two)): return NaiveDates.compare(comparison.turned, two, one)
        case (.period(let one), .period(let two)):
            let days = EventDate(from: DateSpan(day: one.first), to: DateSpan(day: one.last))
            return NaiveDates.compare(comparison, days, two)
        case (.truth(let one), .truth(let two)):
            return one == .maybe || two == .maybe ? .maybe : Truth(one == two)
        default:
            let order = NaiveOrder.bytes(left.name ?? "", right.name ?? "")
            switch comparison {
            case .equal: return Truth(order == 0)
            case .notEqual: return Truth(order != 0)
            case .less: return Truth(order < 0)
            case .lessOrEqual: return Truth(order <= 0)
            case .greater: return Truth(order > 0)
            case .greaterOrEqual: return Truth(order >= 0)
            }
        }
    }

    private func compare(_ comparison: Comparison, _ left: NumberSpan, _ right: NumberSpan) -> Truth {
        switch comparison {
        case .less: return left.high < right.low ? .yes : left.low >= right.high ? .no : .maybe
        case .lessOrEqual: return left.high <= right.low ? .yes : left.low > right.high ? .no : .maybe
        case .greater: return compare(.less, right, left)
        case .greaterOrEqual: return compare(.lessOrEqual, right, left)
        case .equal:
            if left.high < right.low || right.high < left.low { return .no }
            return left.low == left.high && right.low == right.high ? .yes : .maybe
        case .notEqual: return !compare(.equal, left, right)
        }
    }

    /// The same or within.
    func within(_ left: Value, _ right: Value, isOnly: Bool) -> Truth {
        anyPair(left, right) { one, other in
            if one == .unknown || other == .unknown { return .maybe }
            if one == .none || other == .none { return Truth(one == other) }
            guard let id = one.name, let ancestor = other.name else { return .maybe }
            if id == ancestor || isOnly { return Truth(id == ancestor) }
            switch one {
            case .kind: return Truth(isKind(id, within: ancestor))
            case .actor: return Truth(data.catalog.actors.isWithin(id, ancestor))
            case .place: return Truth(data.catalog.isPlace(id, within: ancestor))
            default: return .no
            }
        }
    }

    private func isKind(_ name: String, within ancestor: String) -> Bool {
        var current = data.catalog.kinds.position(named: name)
        while let position = current {
            let kind = data.catalog.kinds.kinds[position]
            if kind.name == ancestor { return true }
            current = kind.parent
        }
        return false
    }

    func during(_ left: Value, _ right: Value) -> Truth {
        anyPair(left, right) { one, bounds in
            if one == .unknown || bounds == .unknown { return .maybe }
            let span: DateSpan
            switch bounds {
            case .period(let period): span = period.span
            case .date(let date): span = date.hull
            default: return .no
            }
            switch one {
            case .date(let date): return NaiveDates.during(date, span)
            case .period(let period):
                return Truth(span.earliest <= period.first && period.last <= span.latest)
            default: return .no
            }
        }
    }
}

extension Comparison {
    /// What the comparison is when its sides change places.
    fileprivate var turned: Comparison {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
