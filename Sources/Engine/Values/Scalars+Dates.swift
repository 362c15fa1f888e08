import EventModel
import Plan

extension Scalars {
    /// A function of one date; nil: unknown.
    func dateFunction(_ function: ScalarFunction, _ date: EventDate) -> Value? {
        let hull = date.hull
        switch function {
        case .earliest: return hull.hasBeginning ? .date(EventDate(at: DateSpan(day: hull.earliest))) : nil
        case .latest: return hull.hasEnd ? .date(EventDate(at: DateSpan(day: hull.latest))) : nil
        case .start: return .date(EventDate(at: date.start))
        case .end: return .date(EventDate(at: date.end))
        case .precision: return .text(Self.precision(hull))
        case .year:
            guard hull.isBounded else { return nil }
            return .number(
                NumberSpan(
                    Double(CivilCalendar.civil(hull.earliest).year), Double(CivilCalendar.civil(hull.latest).year)))
        case .month: return Self.cyclic(hull) { CivilCalendar.civil($0).month }
        case .weekday: return Self.cyclic(hull) { CivilCalendar.weekday($0) }
        case _: return nil
        }
    }

    /// The unit that is the hull exactly.
    private static func precision(_ hull: DateSpan) -> String {
        guard hull.isBounded else { return "span" }
        for unit in [TimeUnit.day, .month, .year]
        where CivilCalendar.period(containing: hull.earliest, unit: unit).span == hull { return unit.rawValue }
        return "span"
    }

    /// From the least to the greatest number that any day of the span has, of numbers that come round within a year.
    private static func cyclic(_ hull: DateSpan, _ number: (DayNumber) -> Int) -> Value? {
        guard hull.isBounded, hull.earliest <= hull.latest else { return nil }
        let last = Int(hull.latest) - Int(hull.earliest) > 400 ? hull.earliest + 400 : hull.latest
        var (least, most) = (Int.max, Int.min)
        for day in hull.earliest...last {
            least = Swift.min(least, number(day))
            most = Swift.max(most, number(day))
        }
        return .number(NumberSpan(Double(least), Double(most)))
    }
}

extension DateSpan {
    var hasBeginning: Bool { earliest != DateSpan.distantPast }
    var hasEnd: Bool { latest != DateSpan.distantFuture }
    var isBounded: Bool { hasBeginning && hasEnd }
}
