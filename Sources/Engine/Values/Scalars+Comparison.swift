import EventModel
import Plan

extension Scalars {
    func compare(_ comparison: Comparison, _ left: Value, _ right: Value) -> Truth {
        if comparison == .notEqual { return !compare(.equal, left, right) }
        return anyPair(left, right) { compareMembers(comparison, $0, $1) }
    }

    private func compareMembers(_ comparison: Comparison, _ left: Value, _ right: Value) -> Truth {
        if left == .unknown || right == .unknown { return .maybe }
        if left == .none || right == .none { return Truth(comparison == .equal && left == right) }
        switch (left, right) {
        case (.number(let one), .number(let two)), (.duration(let one), .duration(let two)):
            return Self.compare(comparison, one, two)
        case (.money(let one), .money(let two)):
            return one.currency == two.currency ? Self.compare(comparison, one.amount, two.amount) : .maybe
        case (.date(let one), .date(let two)): return DateComparison.compare(comparison, one, two)
        case (.date(let one), .period(let two)): return DateCondition(comparison, two.span).truth(of: one)
        case (.period(let one), .date(let two)): return DateCondition(comparison.mirrored, one.span).truth(of: two)
        case (.period(let one), .period(let two)):
            return Truth(DateCondition(comparison, two.span).evaluate(start: one.first, end: one.last))
        case (.truth(let one), .truth(let two)): return one == .maybe || two == .maybe ? .maybe : Truth(one == two)
        case _: return Self.compare(comparison, left.name ?? "", right.name ?? "")
        }
    }

    private static func compare(_ comparison: Comparison, _ left: String, _ right: String) -> Truth {
        switch comparison {
        case .equal: Truth(left.hasSameBytes(as: right))
        case .notEqual: Truth(!left.hasSameBytes(as: right))
        case .less: Truth(left.precedes(right))
        case .lessOrEqual: Truth(!right.precedes(left))
        case .greater: Truth(right.precedes(left))
        case .greaterOrEqual: Truth(!left.precedes(right))
        }
    }

    static func compare(_ comparison: Comparison, _ left: NumberSpan, _ right: NumberSpan) -> Truth {
        func truth(yes: Bool, no: Bool) -> Truth { yes ? .yes : no ? .no : .maybe }
        switch comparison {
        case .less: return truth(yes: left.high < right.low, no: left.low >= right.high)
        case .lessOrEqual: return truth(yes: left.high <= right.low, no: left.low > right.high)
        case .greater: return truth(yes: left.low > right.high, no: left.high <= right.low)
        case .greaterOrEqual: return truth(yes: left.low >= right.high, no: left.high < right.low)
        case .equal:
            if left.high < right.low || right.high < left.low { return .no }
            return left.isExact && right.isExact ? .yes : .maybe
        case .notEqual: return !compare(.equal, left, right)
        }
    }

    /// The same or within.
    func within(_ left: Value, _ right: Value, isOnly: Bool) -> Truth {
        anyPair(left, right) { withinMembers($0, $1, isOnly: isOnly) }
    }

    private func withinMembers(_ one: Value, _ other: Value, isOnly: Bool) -> Truth {
        if one == .unknown || other == .unknown { return .maybe }
        if one == .none || other == .none { return Truth(one == other) }
        guard let id = one.name, let ancestor = other.name else { return .maybe }
        if id.hasSameBytes(as: ancestor) { return .yes }
        if isOnly { return .no }
        switch one {
        case .kind: return Truth(isKind(id, within: ancestor))
        case .actor: return Truth(catalog.actors.isWithin(id, ancestor))
        case .place: return Truth(catalog.isPlace(id, within: ancestor))
        case .unknown, .none, .text, .number, .truth, .date, .period, .duration, .money, .event, .list, .oneOf:
            return .no
        }
    }

    private func isKind(_ name: String, within ancestor: String) -> Bool {
        guard let position = catalog.kinds.position(named: name), let above = catalog.kinds.position(named: ancestor)
        else { return false }
        return catalog.kinds.subtree(above).contains(position)
    }

    /// A date within a period, or within the days of another date.
    func during(_ left: Value, _ right: Value) -> Truth {
        anyPair(left, right) { one, bounds in
            if one == .unknown || bounds == .unknown { return .maybe }
            guard let date = one.asDate, let span = bounds.asDate?.hull else { return .no }
            return DateCondition.within(span.earliest, span.latest).truth(of: date)
        }
    }

    /// Merged tests of one date.
    func dated(_ value: Value, _ condition: DateCondition) -> Truth {
        any(value) { one in
            if one == .none { return condition.truthOfNone }
            return one.asDate.map { condition.truth(of: $0) } ?? .maybe
        }
    }
}

/// Comparisons of two dates neither of which is a constant.
enum DateComparison {
    static func compare(_ comparison: Comparison, _ left: EventDate, _ right: EventDate) -> Truth {
        switch comparison {
        case .less: return before(left.end, right.start)
        case .lessOrEqual: return !before(right.start, left.end)
        case .greater: return before(right.end, left.start)
        case .greaterOrEqual: return !before(left.start, right.end)
        case .equal:
            if !left.hull.overlaps(right.hull) { return .no }
            return left.isOneDay && right.isOneDay ? .yes : .maybe
        case .notEqual: return !compare(.equal, left, right)
        }
    }

    private static func before(_ one: DateSpan, _ other: DateSpan) -> Truth {
        if one.latest < other.earliest { return .yes }
        return one.earliest >= other.latest ? .no : .maybe
    }
}

extension EventDate {
    var isOneDay: Bool { start.isDay && end.isDay && start == end }
}

extension DateCondition {
    /// A comparison with a period.
    init(_ comparison: Comparison, _ period: DateSpan) {
        let whole = DateCondition.within(period.earliest, period.latest)
        let before = DateSpan(DateSpan.distantPast, period.latest)
        let from = DateSpan(period.earliest, DateSpan.distantFuture)
        switch comparison {
        case .equal: self = whole
        case .notEqual: self = .not(whole)
        case .less: self = .end(DaySet([from]).complement)
        case .lessOrEqual: self = .end(DaySet([before]))
        case .greater: self = .start(DaySet([before]).complement)
        case .greaterOrEqual: self = .start(DaySet([from]))
        }
    }

    /// The days on which the condition holds of an event at a point.
    var daysOfPoints: DaySet {
        switch self {
        case .start(let days), .end(let days): days
        case .all(let parts): parts.reduce(.all) { $0.intersection($1.daysOfPoints) }
        case .any(let parts): parts.reduce(.none) { $0.union($1.daysOfPoints) }
        case .not(let inner): inner.daysOfPoints.complement
        }
    }
}
