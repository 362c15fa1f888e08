import EventModel
import Plan

/// Which way a sequence looks.
///
/// Backward, days are mirrored: what comes "next" then has greater days in either direction, a mirrored event begins
/// where the event ends, and all else is written once. `~` maps the bounds of spans without beginning or end onto each
/// other.
struct Direction {
    let isBackward: Bool

    func mirrored(_ day: DayNumber) -> DayNumber { isBackward ? ~day : day }

    /// The last day that is within a length of time of a day, both mirrored.
    func shifted(_ day: DayNumber, by lag: Lag) -> DayNumber {
        isBackward ? ~lag.firstDay(reaching: ~day) : lag.after(day)
    }

    /// Whether the lag from the end of one to the start of another lies within a length of time. The lag of no pair of
    /// days is below 0 where a link says which came first.
    func isWithin(_ lag: Lag?, from end: DateSpan, to start: DateSpan, isLinked: Bool) -> Truth {
        guard let lag else { return .yes }
        // The dates contradict the link.
        if isLinked, start.latest < end.earliest { return .maybe }
        if isLinked || end.latest <= start.earliest, start.latest <= shifted(end.earliest, by: lag) { return .yes }
        let nearest = min(end.latest, start.latest)
        return nearest >= end.earliest && shifted(nearest, by: lag) >= start.earliest ? .maybe : .no
    }

    /// Whether a start is after an end; on one day it is maybe.
    static func isAfter(_ start: DateSpan, _ end: DateSpan) -> Truth {
        end.latest < start.earliest ? .yes : start.latest < end.earliest ? .no : .maybe
    }
}

extension Lag {
    private static let most = 100_000_000

    /// A day this much later; the bounds of spans without beginning or end stay.
    func after(_ day: DayNumber) -> DayNumber { shifted(day, by: min(count, Self.most)) }

    /// The first day that reaches another when shifted. Shifting does not fall, but days at the end of months share
    /// what they reach.
    func firstDay(reaching day: DayNumber) -> DayNumber {
        var first = shifted(day, by: -min(count, Self.most))
        if first == DateSpan.distantPast || first == DateSpan.distantFuture { return first }
        while first < day, after(first) < day { first += 1 }
        while first > DateSpan.distantPast + 1, after(first - 1) >= day { first -= 1 }
        return first
    }

    private func shifted(_ day: DayNumber, by count: Int) -> DayNumber {
        if day == DateSpan.distantPast || day == DateSpan.distantFuture { return day }
        switch unit {
        case .day: return DayNumber(clamping: Int(day) + count)
        case .week: return DayNumber(clamping: Int(day) + 7 * count)
        case .month: return CivilCalendar.adding(months: count, to: day)
        case .quarter: return CivilCalendar.adding(months: 3 * count, to: day)
        case .year: return CivilCalendar.adding(months: 12 * count, to: day)
        }
    }
}
