/// A day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0).
package typealias DayNumber = Int32

/// The days on which something may have happened: from `earliest` to `latest`, both included.
package struct DateSpan: Hashable, Sendable {
    package var earliest: DayNumber
    package var latest: DayNumber

    /// The bound of a span that has no beginning.
    package static let distantPast = DayNumber.min
    /// The bound of a span that has no end.
    package static let distantFuture = DayNumber.max
    /// Any day at all: nobody has said when.
    package static let unbounded = DateSpan(distantPast, distantFuture)

    package init(_ earliest: DayNumber, _ latest: DayNumber) {
        self.earliest = earliest
        self.latest = latest
    }

    package init(day: DayNumber) { self.init(day, day) }

    package var isDay: Bool { earliest == latest }

    package func contains(_ other: DateSpan) -> Bool { earliest <= other.earliest && other.latest <= latest }
    package func overlaps(_ other: DateSpan) -> Bool { earliest <= other.latest && other.earliest <= latest }
}

/// When an event took place: at one point in a span of days, or from a start to an end, each within a span of its own.
package struct EventDate: Hashable, Sendable {
    package var start: DateSpan
    package var end: DateSpan
    /// True of an event that lasted; otherwise `start` and `end` are one and the same unknown day.
    package var lasted: Bool
    /// The EDTF text of the source, where it says more than the spans do (`2023-05~`, `2023?`, `{…}`, a season).
    package var written: String?

    package init(at span: DateSpan, written: String? = nil) {
        start = span
        end = span
        lasted = false
        self.written = written
    }

    package init(from start: DateSpan, to end: DateSpan, written: String? = nil) {
        self.start = start
        self.end = end
        lasted = true
        self.written = written
    }

    /// The whole stretch in which the event lies.
    package var hull: DateSpan { DateSpan(start.earliest, end.latest) }
}
