/// A condition on one date against constants, merged so that it is asked of each possible day as a whole:
/// `d < X or d >= X` is yes of every event at a point, though each half alone may be maybe.
///
/// The atoms ask whether the day of the start, or of the end, lies in a set of days; of an event at a point both are
/// the same day. The answer is yes if the whole is true of every pair of days (start <= end) that the date admits, no
/// if of none, else maybe. An unknown date answers maybe; of a date that is none every atom is false.
package indirect enum DateCondition: Hashable, Sendable {
    case start(DaySet)
    case end(DaySet)
    case all([DateCondition])
    case any([DateCondition])
    case not(DateCondition)
}

/// Days as stretches in order, none touching the next.
package struct DaySet: Hashable, Sendable {
    package private(set) var spans: [DateSpan]

    /// The stretches may come in any order and overlap; empty ones (latest before earliest) count for nothing.
    package init(_ spans: [DateSpan]) {
        self.spans = []
        for span in spans.filter({ $0.earliest <= $0.latest }).sorted(by: { $0.earliest < $1.earliest }) {
            if let last = self.spans.last, last.latest == DateSpan.distantFuture || span.earliest <= last.latest + 1 {
                self.spans[self.spans.count - 1].latest = max(last.latest, span.latest)
            } else {
                self.spans.append(span)
            }
        }
    }

    package func contains(_ day: DayNumber) -> Bool { spans.contains { $0.earliest <= day && day <= $0.latest } }
}
