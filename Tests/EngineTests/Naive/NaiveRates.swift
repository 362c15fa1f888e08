import Columnar
import EventModel
import Plan
import TestSupport

/// How often something follows, and how often it comes anyway: anchor by anchor and day by day.
extension NaiveInterpreter {
    mutating func rates(_ rate: Rate) -> NaiveTable {
        let anchors = dated(rows(rate.anchors))
        let events = NaiveOrdering.inOrder(dated(rows(rate.pattern.events)))
        let against = rate.against.map { dated(rows($0)) }
        var result = NaiveTable(fields: Rate.fields, rows: [])
        for window in rate.windows {
            let one = NaiveRate(interpreter: self, rate: rate, window: window, events: events)
            result.rows.append(NaiveRow(cells: one.cells(anchors, against)))
        }
        return result
    }
}

private struct NaiveRate {
    let interpreter: NaiveInterpreter
    let rate: Rate
    let window: Lag
    let events: [NaiveEvent]

    struct Outcome {
        var followed: [NaiveEvent] = []
        var possible: [NaiveEvent] = []
        var censored: [NaiveEvent] = []
        var others: [NaiveEvent] = []

        var counted: [NaiveEvent] { followed + possible + others }
        /// From the certain to the possible part of those that are not censored.
        var share: NumberSpan? {
            if counted.isEmpty { return nil }
            let all = Double(counted.count)
            return NumberSpan(Double(followed.count) / all, Double(followed.count + possible.count) / all)
        }
    }

    private var coverage: Coverage? { interpreter.data.catalog.coverage }

    private func outcome(_ anchors: [NaiveEvent]) -> Outcome {
        var outcome = Outcome()
        for anchor in anchors where anchor.row.isVisible {
            switch events.map({ fits($0, anchor) }).max() ?? .no {
            case .yes: outcome.followed.append(anchor)
            case .maybe: outcome.possible.append(anchor)
            case .no:
                if NaiveOrdering.isCovered(window, anchor, coverage, isBackward: rate.isBackward) {
                    outcome.others.append(anchor)
                } else {
                    outcome.censored.append(anchor)
                }
            }
        }
        return outcome
    }

    private func fits(_ event: NaiveEvent, _ anchor: NaiveEvent) -> Truth {
        if event.isSame(as: anchor) { return .no }
        let (one, two) = rate.isBackward ? (event, anchor) : (anchor, event)
        return NaiveOrdering.after(one, two) && NaiveOrdering.within(window, one, two) && isSuch(event, anchor)
    }

    private func isSuch(_ event: NaiveEvent, _ anchor: NaiveEvent?) -> Truth {
        guard let anchor else { return event.row.presence }
        return event.row.presence
            && interpreter.claim(rate.pattern.condition, event, NaiveMatch(anchor: anchor))
    }

    func cells(_ anchors: [NaiveEvent], _ against: [NaiveEvent]?) -> [Value] {
        let outcome = outcome(anchors)
        let base: NumberSpan?
        if let against {
            base = self.outcome(against).share
        } else {
            base = self.base(outcome.counted)
        }
        let share = outcome.share
        let visible = anchors.filter(\.row.isVisible).count
        func number(_ value: Double?) -> Value { value.map { .number(NumberSpan($0)) } ?? .unknown }
        func span(_ value: NumberSpan?) -> Value { value.map { .number($0) } ?? .unknown }
        var ratio: NumberSpan?
        var (low, high): (Double?, Double?) = (nil, nil)
        if let share, let base {
            if base.low > 0 { ratio = NumberSpan(share.low / base.high, share.high / base.low) }
            let count = Double(outcome.counted.count)
            if base.high > 0 { low = Self.wilson(share.low, count).low / base.high }
            if base.low > 0 { high = Self.wilson(share.high, count).high / base.low }
        }
        return [
            .text(window.text), .number(NumberSpan(Double(visible), Double(anchors.count))),
            number(Double(outcome.followed.count)), number(Double(outcome.possible.count)),
            number(Double(outcome.others.count)), number(Double(outcome.censored.count)), span(share), span(base),
            span(ratio), number(low), number(high), number(chance(outcome.counted)),
        ]
    }

    private static func wilson(_ share: Double, _ count: Double) -> (low: Double, high: Double) {
        let z = 1.959963984540054
        let middle = share + z * z / (2 * count)
        let half = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        let whole = 1 + z * z / count
        return (max(0, (middle - half) / whole), min(1, (middle + half) / whole))
    }

    // MARK: Base

    /// The days behind (backward: before) a day within the window.
    private func window(of day: DayNumber) -> DateSpan {
        rate.isBackward
            ? DateSpan(NaiveOrdering.firstReaching(day, window), day - 1)
            : DateSpan(day + 1, NaiveOrdering.shifted(day, window))
    }

    private func span(_ event: NaiveEvent) -> DateSpan {
        guard let date = event.date else { return .unbounded }
        return rate.isBackward ? date.end : date.start
    }

    private func base(_ anchors: [NaiveEvent]) -> NumberSpan? {
        guard let covered = coverage?.period.span else { return nil }
        let period = DateSpan(max(covered.earliest, rate.period.earliest), min(covered.latest, rate.period.latest))
        if period.earliest > period.latest { return nil }
        let days = (period.earliest...period.latest).map { window(of: $0) }.filter { window in
            rate.isBackward ? window.earliest >= covered.earliest : window.latest <= covered.latest
        }
        if days.isEmpty { return nil }
        guard rate.pattern.condition != nil else { return part(days, nil) }
        if anchors.isEmpty { return nil }
        let parts = anchors.map { part(days, $0) }
        let count = Double(parts.count)
        return NumberSpan(parts.reduce(0) { $0 + $1.low } / count, parts.reduce(0) { $0 + $1.high } / count)
    }

    /// The part of days in whose window such an event lies.
    private func part(_ windows: [DateSpan], _ anchor: NaiveEvent?) -> NumberSpan {
        let such = events.map { (span: span($0), truth: isSuch($0, anchor)) }.filter { $0.truth != .no }
        let certain = windows.filter { window in such.contains { $0.truth == .yes && window.contains($0.span) } }
        let possible = windows.filter { window in
            window.earliest <= window.latest && such.contains { window.overlaps($0.span) }
        }
        let all = Double(windows.count)
        return NumberSpan(Double(certain.count) / all, Double(possible.count) / all)
    }

    // MARK: Chance

    /// How often as many anchors are followed when all are shifted round the coverage by the same number of days.
    private func chance(_ anchors: [NaiveEvent]) -> Double? {
        guard let covered = coverage?.period.span else { return nil }
        let length = Int(covered.latest) - Int(covered.earliest) + 1
        let placed = anchors.compactMap { anchor -> (event: NaiveEvent, day: Int)? in
            guard let date = anchor.date else { return nil }
            let span = rate.isBackward ? date.start : date.end
            return span.isDay && covered.contains(span) ? (anchor, Int(span.earliest)) : nil
        }
        if placed.count < 2 { return nil }
        let days = placed.map { anchor in
            events.compactMap { event -> Int? in
                let span = span(event)
                return span.isDay && covered.contains(span) && isSuch(event, anchor.event) == .yes
                    ? Int(span.earliest) : nil
            }
        }
        func followed(_ shift: Int) -> Int {
            var count = 0
            for (anchor, events) in zip(placed, days) {
                let day = Int(covered.earliest) + (anchor.day - Int(covered.earliest) + shift) % length
                let window = self.window(of: DayNumber(day))
                let met = events.contains { event in
                    [event, rate.isBackward ? event - length : event + length].contains {
                        Int(window.earliest) <= $0 && $0 <= Int(window.latest)
                    }
                }
                if met { count += 1 }
            }
            return count
        }
        var random = SeededGenerator(seed: 1)
        let shifts =
            length - 1 <= 999
            ? Array(1..<max(length, 1))
            : (0..<999).map { _ in
                1 + Int(random.next().multipliedFullWidth(by: UInt64(length - 1)).high)
            }
        let here = followed(0)
        let asMany = shifts.filter { followed($0) >= here }.count
        return Double(1 + asMany) / Double(1 + shifts.count)
    }
}
