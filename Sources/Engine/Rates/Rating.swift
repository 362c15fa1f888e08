import Columnar
import EventModel
import Plan

extension Engine {
    /// How often something follows the anchors, and how often it comes anyway: a row for each window.
    func rates(of rate: Rate, _ state: RunState) throws(RunError) -> Rows {
        guard let rating = try Rating(rate, self, state) else { return .empty(Rate.fields) }
        var lines: [[Value]] = []
        for lag in rate.windows { lines.append(try rating.line(lag)) }
        rating.tell()
        let columns = Rate.fields.enumerated().map { index, field in
            Column(lines.map { $0[index] }, type: field.type)
        }
        return Rows(fields: Rate.fields, columns: columns, count: lines.count)
    }
}

/// One rate while it runs.
private final class Rating {
    private let rate: Rate
    private let state: RunState
    private let anchors: AnchorOutcomes
    private let groups: AnchorGroups
    private let others: AnchorOutcomes?
    private let direction: Direction
    /// The coverage in the direction of the rate; nil: nothing says what is covered.
    private let coverage: DateSpan?
    /// What the footer says, of the window of which there is most to say.
    private var sharedEvents = 0
    private var overlapping: (anchors: Int, lag: Lag)?

    /// Fewer anchors are no number to speak of.
    private static let fewAnchors = 5

    init?(_ rate: Rate, _ engine: Engine, _ state: RunState) throws(RunError) {
        self.rate = rate
        self.state = state
        guard let anchors = try AnchorOutcomes(rate.anchors, rate, engine, state) else { return nil }
        self.anchors = anchors
        others = try rate.against.flatMap { against throws(RunError) in
            try AnchorOutcomes(against, rate, engine, state)
        }
        // The pattern has run a second time, and what it leaves out is told once.
        if let others { state.addPossible(-others.matcher.leftOutByPatterns) }
        direction = anchors.matcher.direction
        coverage = (state.context.catalog.coverage?.period.span).map { [direction] in direction.mirrored($0) }
        groups = try AnchorGroups(anchors, rate.pattern.condition, state)
    }

    func line(_ lag: Lag) throws(RunError) -> [Value] {
        let outcomes = try anchors.outcomes(within: lag)
        let base = try base(lag, outcomes)
        let visible = anchors.matches.count
        let counts = [
            outcomes.count(.followed), outcomes.count(.possible), outcomes.count(.notFollowed),
            outcomes.count(.censored),
        ]
        let range = ratioRange(outcomes, base)
        let numbers: [NumberSpan?] = [
            outcomes.share, base, ratio(outcomes.share, base), range.low.map { NumberSpan($0) },
            range.high.map { NumberSpan($0) }, try p(lag, outcomes).map { NumberSpan($0) },
        ]
        sharedEvents = max(sharedEvents, outcomes.sharedEvents)
        noteOverlap(lag)
        return [.text(lag.text), .number(NumberSpan(Double(visible), Double(visible + anchors.unseenCount)))]
            + counts.map { .number(NumberSpan(Double($0))) } + numbers.map { $0.map { .number($0) } ?? .unknown }
    }

    // MARK: How often anyway

    private func base(_ lag: Lag, _ outcomes: AnchorOutcomes.Outcomes) throws(RunError) -> NumberSpan? {
        if rate.against != nil { return try others?.outcomes(within: lag).share }
        guard let coverage, let window = WindowDays(direction.mirrored(rate.period), coverage: coverage, direction, lag)
        else { return nil }
        let common = window.seeing(possibly: groups.common)
        var found: [(certain: Int, possible: Int)?] = Array(repeating: nil, count: groups.days.count)
        func share(_ group: Int) -> (certain: Int, possible: Int) {
            if let known = found[group] { return known }
            let days = groups.days[group]
            var possible = window.seeing(possibly: days.possible)
            if groups.sharesCommon[group] { possible = possible.union(common) }
            let share = (window.seeing(certainly: days.certain).population, possible.population)
            found[group] = share
            return share
        }
        // Of a condition that speaks of no anchor there is one group, whatever the anchors.
        if !speaksOfAnchor {
            let share = share(0)
            return NumberSpan(
                Double(share.certain) / Double(window.count), Double(share.possible) / Double(window.count))
        }
        var (certain, possible, cases) = (0.0, 0.0, 0.0)
        for (place, group) in groups.groups.enumerated() where outcomes.each[place] != .censored {
            let share = share(Int(group))
            certain += Double(share.certain)
            possible += Double(share.possible)
            cases += 1
            if place % RunState.piece == 0 { try state.advance(by: 0) }
        }
        let all = cases * Double(window.count)
        return cases == 0 ? nil : NumberSpan(certain / all, possible / all)
    }

    private var speaksOfAnchor: Bool {
        rate.pattern.condition?.columnNames.contains { $0.hasPrefix(OuterColumns.prefix) } ?? false
    }

    private func ratio(_ share: NumberSpan?, _ base: NumberSpan?) -> NumberSpan? {
        guard let share, let base, base.low > 0 else { return nil }
        return NumberSpan(share.low / base.high, share.high / base.low)
    }

    private func ratioRange(
        _ outcomes: AnchorOutcomes.Outcomes, _ base: NumberSpan?
    ) -> (low: Double?, high: Double?) {
        let (followed, cases) = (outcomes.count(.followed), outcomes.cases)
        guard let base, let low = Wilson.interval(followed, of: cases)?.low,
            let high = Wilson.interval(followed + outcomes.count(.possible), of: cases)?.high
        else { return (nil, nil) }
        return (base.high > 0 ? low / base.high : nil, base.low > 0 ? high / base.low : nil)
    }

    // MARK: Chance

    private func p(_ lag: Lag, _ outcomes: AnchorOutcomes.Outcomes) throws(RunError) -> Double? {
        guard let coverage else { return nil }
        let length = Int(coverage.latest) - Int(coverage.earliest) + 1
        var offsets = [[Int: Int]](repeating: [:], count: groups.days.count)
        var cases = 0
        for (place, match) in anchors.matches.enumerated() where outcomes.each[place] != .censored {
            guard let day = anchors.day(match), coverage.contains(DateSpan(day: day)) else { continue }
            offsets[Int(groups.groups[place])][Int(day) - Int(coverage.earliest), default: 0] += 1
            cases += 1
        }
        if cases < 2 { return nil }
        let window = WindowDays(days: coverage, direction, lag)
        var circles: [CircularShift.Group] = []
        for (group, anchors) in offsets.enumerated() where !anchors.isEmpty {
            // Events that lie behind the end as well, where windows that leave the coverage come round to them.
            let days = groups.days[group].certain.filter { $0.isDay && coverage.contains($0) }
            let again = days.compactMap { day in
                DayNumber(exactly: Int(day.earliest) + length).map { DateSpan(day: $0) }
            }
            let hits = window.seeing(certainly: days + again).spans.map { span in
                DateSpan(
                    DayNumber(clamping: Int(span.earliest) - Int(coverage.earliest)),
                    DayNumber(clamping: Int(span.latest) - Int(coverage.earliest)))
            }
            let sorted = anchors.sorted { $0.key < $1.key }.map { (offset: $0.key, count: $0.value) }
            circles.append(CircularShift.Group(anchors: sorted, hits: DaySet(hits)))
        }
        return try CircularShift(length: length).p(circles, isBackward: rate.isBackward, state)
    }

    // MARK: Notes

    /// Counts the anchors whose window has a day in common with that of another of the same group.
    private func noteOverlap(_ lag: Lag) {
        if lag.count == 0 { return }
        var places: [(group: Int32, day: DayNumber)] = []
        for (place, match) in anchors.matches.enumerated() {
            if let day = anchors.day(match) { places.append((groups.groups[place], day)) }
        }
        places.sort { $0.group != $1.group ? $0.group < $1.group : $0.day < $1.day }
        var count = 0
        var wasMet = false
        for (place, anchor) in places.enumerated() {
            let next = place + 1 < places.count ? places[place + 1] : nil
            let meetsNext =
                next.map { $0.group == anchor.group && $0.day < direction.shifted(anchor.day, by: lag) } ?? false
            if wasMet || meetsNext { count += 1 }
            wasMet = meetsNext
        }
        if count > overlapping?.anchors ?? 0 { overlapping = (count, lag) }
    }

    func tell() {
        let count = anchors.matches.count
        if count < Self.fewAnchors { state.note(.fewAnchors(count: count)) }
        if anchors.unseenCount > 0 { state.note(.possibleAnchors(count: anchors.unseenCount)) }
        if let overlapping {
            state.note(.overlappingWindows(anchors: overlapping.anchors, of: count, within: overlapping.lag.text))
        }
        if sharedEvents > 0 { state.note(.matchedSeveralTimes(events: sharedEvents)) }
        if let coverage = state.context.catalog.coverage, coverage.isGuess { state.note(.baseIsGuess(coverage.period)) }
    }
}

extension Direction {
    fileprivate func mirrored(_ span: DateSpan) -> DateSpan {
        isBackward ? DateSpan(~span.latest, ~span.earliest) : span
    }
}
