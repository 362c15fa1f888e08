import EventModel
import Plan

/// The days on which events of a pattern begin, each span once, in the direction of the rate.
struct EventDays {
    /// Of events that fit for certain, and of all that possibly do.
    var certain: [DateSpan] = []
    var possible: [DateSpan] = []

    /// Sorted, each once.
    mutating func settle() {
        certain = Self.distinct(certain)
        possible = Self.distinct(possible)
    }

    static func distinct(_ spans: [DateSpan]) -> [DateSpan] {
        func precedes(_ one: DateSpan, _ other: DateSpan) -> Bool {
            one.earliest != other.earliest ? one.earliest < other.earliest : one.latest < other.latest
        }
        var isSorted = true
        for index in spans.indices.dropFirst() where precedes(spans[index], spans[index - 1]) { isSorted = false }
        var kept: [DateSpan] = []
        for span in isSorted ? spans : spans.sorted(by: precedes) where span != kept.last { kept.append(span) }
        return kept
    }
}

/// From which days one sees an event within a length of time, the day itself not counted.
struct WindowDays {
    let direction: Direction
    let lag: Lag
    /// The days that are looked at.
    let days: DateSpan

    /// The days of a period whose whole window lies in the coverage; nil if there are none.
    init?(_ period: DateSpan, coverage: DateSpan, _ direction: Direction, _ lag: Lag) {
        let first = max(period.earliest, coverage.earliest)
        var last = min(period.latest, coverage.latest)
        if coverage.latest < DateSpan.distantFuture {
            let late = direction.reaching(coverage.latest + 1, by: lag)
            if late == DateSpan.distantPast { return nil }
            last = min(last, late - 1)
        }
        if first > last { return nil }
        self.init(days: DateSpan(first, last), direction, lag)
    }

    init(days: DateSpan, _ direction: Direction, _ lag: Lag) {
        self.days = days
        self.direction = direction
        self.lag = lag
    }

    var count: Int { Int(days.latest) - Int(days.earliest) + 1 }

    /// The days from which some event is within reach whichever of its days it was.
    func seeing(certainly spans: [DateSpan]) -> DaySet {
        // The last day of the span is within reach, and the first not yet here.
        DaySet(spans.compactMap { stretch(reaching: $0.latest, before: $0.earliest) })
    }

    func seeing(possibly spans: [DateSpan]) -> DaySet {
        // A window of no days holds none, whatever the date.
        if lag.count == 0 { return DaySet([]) }
        return DaySet(spans.compactMap { stretch(reaching: $0.earliest, before: $0.latest) })
    }

    private func stretch(reaching day: DayNumber, before end: DayNumber) -> DateSpan? {
        guard end > days.earliest else { return nil }
        let last = min(end - 1, days.latest)
        // What is reached later than the last day is seen from none.
        if day > last, direction.shifted(last, by: lag) < day { return nil }
        let first = max(direction.reaching(day, by: lag), days.earliest)
        return first <= last ? DateSpan(first, last) : nil
    }
}

extension Direction {
    /// The first day from which a day is within a length of time, both mirrored.
    func reaching(_ day: DayNumber, by lag: Lag) -> DayNumber {
        isBackward ? ~lag.after(~day) : lag.firstDay(reaching: day)
    }
}

extension DaySet {
    /// How many days are in the set.
    var population: Int { spans.reduce(0) { $0 + Int($1.latest) - Int($1.earliest) + 1 } }
}
