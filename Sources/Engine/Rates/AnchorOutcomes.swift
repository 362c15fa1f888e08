import Columnar
import EventModel
import Plan

/// Anchors, and what became of them within a length of time.
struct AnchorOutcomes {
    let matcher: Matcher
    /// Matches of the visible anchors: the matcher has one for each anchor that has a date.
    let matches: [Int32]
    let unseenCount: Int

    enum Outcome { case followed, possible, notFollowed, censored }

    /// What became of the visible anchors, in their order.
    struct Outcomes {
        var each: [Outcome]
        /// The row of the next event that certainly follows, or -1.
        var events: [Int32]

        func count(_ outcome: Outcome) -> Int { each.count { $0 == outcome } }

        /// The anchors of which one can tell.
        var cases: Int { each.count { $0 != .censored } }

        /// The part of them that is followed, certainly up to possibly.
        var share: NumberSpan? {
            let cases = self.cases
            if cases == 0 { return nil }
            let followed = count(.followed)
            return NumberSpan(
                Double(followed) / Double(cases), Double(followed + count(.possible)) / Double(cases))
        }

        /// How many events follow more than one anchor.
        var sharedEvents: Int {
            var met: [Int32: Bool] = [:]
            for row in events where row >= 0 { met[row] = met[row] != nil }
            return met.values.count { $0 }
        }
    }

    /// nil where rows have no date.
    init?(
        _ anchors: Relation, _ rate: Rate, _ engine: Engine, _ state: RunState
    ) throws(RunError) {
        let sequence = EventSequence(
            anchors: anchors, steps: [SequenceStep(rate.pattern)], isBackward: rate.isBackward)
        guard let matcher = try Matcher(sequence, engine, state) else { return nil }
        self.matcher = matcher
        let all = (0..<Int32(clamping: matcher.table.count))
        matches = all.filter { matcher.anchors.unseen?[Int(matcher.table.anchors[Int($0)])] != true }
        unseenCount = all.count - matches.count
        try state.reserve(all.count, bytesEach: 32)
    }

    func outcomes(within lag: Lag) throws(RunError) -> Outcomes {
        let search = Search(matcher, matcher.patterns[0], matches, .next, Search.Role(header: lag))
        try search.run()
        var outcomes = Outcomes(each: [], events: search.certain)
        outcomes.each.reserveCapacity(matches.count)
        for (query, match) in matches.enumerated() {
            if search.certain[query] >= 0 {
                outcomes.each.append(.followed)
            } else if search.possible[query] >= 0 {
                outcomes.each.append(.possible)
            } else {
                let last = matcher.direction.shifted(matcher.anchorEnd(Int(match)).latest, by: lag)
                outcomes.each.append(matcher.isCovered(last) ? .notFollowed : .censored)
            }
        }
        return outcomes
    }

    /// The day from which the window of an anchor runs, in the direction of the rate, where it is one known day.
    func day(_ match: Int32) -> DayNumber? {
        let end = matcher.anchorEnd(Int(match))
        return end.isDay ? end.earliest : nil
    }
}
