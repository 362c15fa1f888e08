import EventModel
import Plan

/// Dates by asking of every day.
///
/// Days are listed one by one within `universe`, in which all bounds of the random data lie; spans that reach beyond
/// it are asked at its edges, where no condition changes its answer.
enum NaiveDates {
    /// 2021-12-30 to 2024-01-03.
    static let universe: ClosedRange<DayNumber> = 18_991...19_725

    static func truth(_ condition: DateCondition, of value: Value) -> Truth {
        switch value {
        case .date(let date):
            date.lasted ? ofLasting(condition, date) : truth(of: date) { holds(condition, start: $0, end: $1) }
        case .period(let period):
            ofLasting(condition, EventDate(from: DateSpan(day: period.first), to: DateSpan(day: period.last)))
        case .none: ofNone(condition)
        default: .maybe
        }
    }

    /// Days that are alike to every set of the condition are alike to the whole: of those that an event may have
    /// started on the earliest is asked, of those that it may have ended on the latest.
    private static func ofLasting(_ condition: DateCondition, _ date: EventDate) -> Truth {
        var starts: [[Bool]: DayNumber] = [:]
        var ends: [[Bool]: DayNumber] = [:]
        for day in days(date.start).reversed() { starts[likeness(condition, of: day)] = day }
        for day in days(date.end) { ends[likeness(condition, of: day)] = day }
        var answers: Set<Bool> = []
        for start in starts.values {
            for end in ends.values where start <= end { answers.insert(holds(condition, start: start, end: end)) }
        }
        return answers.count == 1 ? Truth(answers == [true]) : .maybe
    }

    private static func likeness(_ condition: DateCondition, of day: DayNumber) -> [Bool] {
        switch condition {
        case .start(let days), .end(let days): [days.spans.contains { $0.earliest <= day && day <= $0.latest }]
        case .all(let conditions), .any(let conditions): conditions.flatMap { likeness($0, of: day) }
        case .not(let condition): likeness(condition, of: day)
        }
    }

    private static func holds(_ condition: DateCondition, start: DayNumber, end: DayNumber) -> Bool {
        switch condition {
        case .start(let days): days.spans.contains { $0.earliest <= start && start <= $0.latest }
        case .end(let days): days.spans.contains { $0.earliest <= end && end <= $0.latest }
        case .all(let conditions): conditions.allSatisfy { holds($0, start: start, end: end) }
        case .any(let conditions): conditions.contains { holds($0, start: start, end: end) }
        case .not(let condition): !holds(condition, start: start, end: end)
        }
    }

    private static func ofNone(_ condition: DateCondition) -> Truth {
        switch condition {
        case .start, .end: .no
        case .all(let conditions): conditions.contains { ofNone($0) == .no } ? .no : .yes
        case .any(let conditions): conditions.contains { ofNone($0) == .yes } ? .yes : .no
        case .not(let condition): ofNone(condition) == .yes ? .no : .yes
        }
    }

    private static func days(_ span: DateSpan) -> ClosedRange<DayNumber> {
        let first = min(max(span.earliest, universe.lowerBound), universe.upperBound)
        let last = min(max(span.latest, universe.lowerBound), universe.upperBound)
        return first...max(first, last)
    }

    private static func truth(of date: EventDate, _ claim: (DayNumber, DayNumber) -> Bool) -> Truth {
        var yes = false
        var no = false
        for start in days(date.start) {
            let ends = date.lasted ? days(date.end) : start...start
            for end in ends where start <= end {
                if claim(start, end) { yes = true } else { no = true }
                if yes && no { return .maybe }
            }
        }
        return yes == no ? .maybe : yes ? .yes : .no
    }

    /// Both sides known.
    static func compare(_ comparison: Comparison, _ left: EventDate, _ right: EventDate) -> Truth {
        switch comparison {
        case .less: return before(left, right, orSame: false)
        case .lessOrEqual: return before(left, right, orSame: true)
        case .greater: return before(right, left, orSame: false)
        case .greaterOrEqual: return before(right, left, orSame: true)
        case .equal:
            if !left.hull.overlaps(right.hull) { return .no }
            return isDay(left) && isDay(right) && left.hull == right.hull ? .yes : .maybe
        case .notEqual: return !compare(.equal, left, right)
        }
    }

    private static func isDay(_ date: EventDate) -> Bool {
        date.start.isDay && date.end.isDay && date.start == date.end
    }

    private static func before(_ left: EventDate, _ right: EventDate, orSame: Bool) -> Truth {
        let (end, start) = (left.end, right.start)
        if orSame {
            if end.latest <= start.earliest { return .yes }
            return end.earliest > start.latest ? .no : .maybe
        }
        if end.latest < start.earliest { return .yes }
        return end.earliest >= start.latest ? .no : .maybe
    }

    static func compare(_ comparison: Comparison, _ left: EventDate, _ right: Period) -> Truth {
        truth(of: left) { start, end in
            switch comparison {
            case .less: end < right.first
            case .lessOrEqual: end <= right.last
            case .greater: start > right.last
            case .greaterOrEqual: start >= right.first
            case .equal: right.first <= start && end <= right.last
            case .notEqual: !(right.first <= start && end <= right.last)
            }
        }
    }

    static func during(_ date: EventDate, _ bounds: DateSpan) -> Truth {
        truth(of: date) { bounds.earliest <= $0 && $1 <= bounds.latest }
    }

    /// Days from the end of one date to the start of another.
    static func days(from first: EventDate, to second: EventDate) -> NumberSpan {
        NumberSpan(
            number(second.start.earliest) - number(first.end.latest),
            number(second.start.latest) - number(first.end.earliest))
    }

    /// A bound that is none is infinitely far away.
    private static func number(_ day: DayNumber) -> Double {
        switch day {
        case DateSpan.distantPast: -.infinity
        case DateSpan.distantFuture: .infinity
        default: Double(day)
        }
    }

    static func shifted(_ date: EventDate, by days: NumberSpan) -> EventDate {
        func move(_ day: DayNumber, _ days: Double) -> DayNumber {
            if day == DateSpan.distantPast || day == DateSpan.distantFuture { return day }
            return DayNumber(max(Double(DayNumber.min), min(Double(DayNumber.max), Double(day) + days)))
        }
        func move(_ span: DateSpan) -> DateSpan {
            DateSpan(move(span.earliest, days.low.rounded(.down)), move(span.latest, days.high.rounded(.up)))
        }
        return date.lasted
            ? EventDate(from: move(date.start), to: move(date.end)) : EventDate(at: move(date.start))
    }
}
