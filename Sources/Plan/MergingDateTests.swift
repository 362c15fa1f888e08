package import EventModel

// Of an event dated to a span of days, `date < X` and `date >= X` may both be maybe, though one of them is true of
// every day. So tests of one date against constants become one condition, which is asked of each day as a whole.
// Only the two-valued inside of a chain is gathered: `certainly`, `possibly`, `if` and lists of dates (of which a test
// asks any member) keep their tests to themselves.

extension Relation {
    /// The same relation with the tests of one date against constants merged, in every expression.
    package func mergingDateTests() -> Relation { changingExpressions { $0.mergingDateTests() } }
}

extension Expression {
    /// The same expression with tests of one date against constants merged into `.dated`, at every depth.
    ///
    /// A merged test is at least as certain as the tests it replaces, and never answers otherwise where they are.
    package func mergingDateTests() -> Expression {
        let merged = changingChildren { $0.mergingDateTests() }
        switch merged.node {
        case .compare, .during:
            guard let test = DateTest(merged) else { return merged }
            return test.expression(type)
        case .and(let members):
            return Self.chain(
                Self.flat(members, isAnd: true), type, node: { .and($0) },
                condition: { .all($0.flatMap { if case .all(let inner) = $0 { inner } else { [$0] } }) })
        case .or(let members):
            return Self.chain(
                Self.flat(members, isAnd: false), type, node: { .or($0) },
                condition: { .any($0.flatMap { if case .any(let inner) = $0 { inner } else { [$0] } }) })
        case .not(let inner):
            guard case .dated(let date, let condition) = inner.node else { return merged }
            return Expression(.dated(date, .not(condition)), type)
        case .constant, .column, .linked, .disputed, .within, .dated, .certainly, .possibly, .isUnknown,
            .isNone, .arithmetic,
            .negate, .call, .choose, .aggregate, .window, .rowCount:
            return merged
        }
    }

    /// The members of a chain with those of chains of the same kind inside it in their places.
    private static func flat(_ members: [Expression], isAnd: Bool) -> [Expression] {
        members.flatMap { member in
            switch (member.node, isAnd) {
            case (.and(let inner), true), (.or(let inner), false): flat(inner, isAnd: isAnd)
            default: [member]
            }
        }
    }

    /// A chain with all tests of one date gathered where the first of them stood.
    private static func chain(
        _ members: [Expression], _ type: ValueType, node: ([Expression]) -> Node,
        condition: ([DateCondition]) -> DateCondition
    ) -> Expression {
        var gathered: [(member: Expression, conditions: [DateCondition])] = []
        var places: [Expression: Int] = [:]
        for member in members {
            guard case .dated(let date, let test) = member.node else {
                gathered.append((member, []))
                continue
            }
            if let place = places[date] {
                gathered[place].conditions.append(test)
            } else {
                places[date] = gathered.count
                gathered.append((date, [test]))
            }
        }
        let merged = gathered.map { member, conditions in
            switch conditions.count {
            case 0: member
            case 1: Expression(.dated(member, conditions[0]), type)
            default: Expression(.dated(member, condition(conditions)), type)
            }
        }
        return merged.count == 1 ? merged[0] : Expression(node(merged), type)
    }
}

/// A comparison of one date with a constant.
private struct DateTest {
    let date: Expression
    let condition: DateCondition

    func expression(_ type: ValueType) -> Expression { Expression(.dated(date, condition), type) }

    private init(date: Expression, condition: DateCondition) {
        self.date = date
        self.condition = condition
    }

    init?(_ expression: Expression) {
        switch expression.node {
        case .compare(let comparison, let left, let right):
            if left.type == .date, case .constant(let value) = right.node {
                self.init(left, comparison, value)
            } else if right.type == .date, case .constant(let value) = left.node {
                self.init(right, comparison.mirrored, value)
            } else {
                return nil
            }
        case .during(let date, let bounds):
            guard date.type == .date, !date.isConstant, case .constant(let value) = bounds.node else { return nil }
            switch value {
            case .period(let period): self.init(date: date, condition: .within(period.first, period.last))
            case .date(let other): self.init(date: date, condition: .within(other.hull.earliest, other.hull.latest))
            case .unknown, .none, .text, .number, .truth, .duration, .money, .kind, .actor, .place, .event, .list,
                .oneOf:
                return nil
            }
        case .constant, .column, .linked, .disputed, .within, .dated, .or, .and, .not, .certainly, .possibly,
            .isUnknown, .isNone,
            .arithmetic, .negate, .call, .choose, .aggregate, .window, .rowCount:
            return nil
        }
    }

    /// A date between two constants tells all there is to tell without merging.
    private init?(_ date: Expression, _ comparison: Comparison, _ value: Value) {
        guard !date.isConstant else { return nil }
        switch value {
        case .period(let period):
            self.init(date: date, condition: .comparing(comparison, period.first, period.last))
        case .date(let other):
            // What the other date leaves open cannot be said of the days of this one; and whether two dates are the
            // same is not the question whether the one lies within the other.
            guard other.start.isDay, other.end.isDay, comparison != .equal, comparison != .notEqual else { return nil }
            self.init(date: date, condition: .comparing(comparison, moments: other))
        case .unknown, .none, .text, .number, .truth, .duration, .money, .kind, .actor, .place, .event, .list, .oneOf:
            return nil
        }
    }
}

extension Expression {
    fileprivate var isConstant: Bool {
        if case .constant = node { return true }
        return false
    }
}

extension Comparison {
    /// The comparison with its sides exchanged.
    package var mirrored: Comparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

extension DateCondition {
    /// Begun on `first` or later and ended on `last` or earlier.
    package static func within(_ first: DayNumber, _ last: DayNumber) -> DateCondition {
        .all([.start(.from(first)), .end(.upTo(last))])
    }

    /// A comparison with a period: `<` with its first day, `<=` with its last, `>` with its last, `>=` with its first.
    fileprivate static func comparing(_ comparison: Comparison, _ first: DayNumber, _ last: DayNumber) -> DateCondition
    {
        switch comparison {
        case .equal: .within(first, last)
        case .notEqual: .not(.within(first, last))
        case .less: .end(.from(first).complement)
        case .lessOrEqual: .end(.upTo(last))
        case .greater: .start(.upTo(last).complement)
        case .greaterOrEqual: .start(.from(first))
        }
    }

    /// A comparison with a date whose start and end are known days: before is before its start, after is after its end.
    fileprivate static func comparing(_ comparison: Comparison, moments other: EventDate) -> DateCondition {
        let (start, end) = (other.start.earliest, other.end.earliest)
        switch comparison {
        case .less: return .end(.from(start).complement)
        case .lessOrEqual: return .end(.upTo(start))
        case .greater: return .start(.upTo(end).complement)
        case .greaterOrEqual: return .start(.from(end))
        case .equal, .notEqual: return comparing(comparison, start, end)
        }
    }
}

extension DaySet {
    fileprivate static func from(_ day: DayNumber) -> DaySet { DaySet([DateSpan(day, DateSpan.distantFuture)]) }
    fileprivate static func upTo(_ day: DayNumber) -> DaySet { DaySet([DateSpan(DateSpan.distantPast, day)]) }
}
