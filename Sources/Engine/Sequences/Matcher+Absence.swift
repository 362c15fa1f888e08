import Columnar
import EventModel
import Plan

/// Events that should not have come.
extension Matcher {
    /// Whether an event came between the one matched last and the one that a match takes now, of each match.
    func lookBetween(_ absent: Int, _ taken: [Int32], _ index: Int) throws(RunError) {
        let (pattern, behind) = (patterns[absent], patterns[index].events)
        let matches = (0..<Int32(table.count)).filter { match in
            let match = Int(match)
            return taken[match] >= 0 && Int(table.lastSteps[match]) < absent && table.truths[match] != .no
        }
        let role = Search.Role(window: sequence.steps[absent].window)
        let search = Search(
            self, pattern, matches, .ends(second: false), role,
            excluded: matches.map { behind.identities[Int(taken[Int($0)])] },
            limits: matches.map { behind.timeline.startLatest[Int(taken[Int($0)])] })
        try search.run()
        let hasLinks = direction.isBackward ? pattern.events.hasLinks : behind.hasLinks
        for (query, match) in matches.enumerated() {
            let row = taken[Int(match)]
            let start = behind.timeline.start(Int(row))
            let ends = search.ends[query]
            var came: Truth = .no
            if ends.certain < start.earliest {
                came = .yes
            } else if ends.possibleRow >= 0, ends.possible <= start.latest {
                came = .maybe
            }
            if hasLinks { came = try came || cameBefore(row, behind, pattern, match, role) }
            table.truths[Int(match)] = table.truths[Int(match)] && !came
        }
    }

    /// Whether an event came that a link puts before the one that a match takes.
    private func cameBefore(
        _ row: Int32, _ behind: EventRows, _ pattern: Pattern, _ match: Int32, _ role: Search.Role
    ) throws(RunError) -> Truth {
        var came = Truth.no
        let last = rows(ofStep: table.lastSteps[Int(match)])
        let lastRow = Int(table.lastRows[Int(match)])
        for event in pattern.events.linked(with: Int(row), of: behind, areBehind: false) {
            let identity = pattern.events.identities[Int(event)]
            if identity == behind.identities[Int(row)] || has(identity, Int(match)) { continue }
            let isLinked = pattern.events.linked(with: lastRow, of: last, areBehind: true).contains(event)
            let (start, end) = (pattern.events.timeline.start(Int(event)), lastEnd(Int(match)))
            var truth = isLinked ? .yes : Direction.isAfter(start, end)
            truth = truth && direction.isWithin(role.window, from: end, to: start, isLinked: isLinked)
            if truth != .no { truth = try truth && facts(event, pattern, match) }
            came = came || truth
        }
        return came
    }

    /// Whether a match has an event already.
    func has(_ identity: RowPlace, _ match: Int) -> Bool {
        if anchors.identities[Int(table.anchors[match])] == identity { return true }
        for (step, found) in table.steps.enumerated() {
            if found.contains(match, where: { patterns[step].events.identities[Int($0)] == identity }) { return true }
        }
        return false
    }

    /// What should not have come until the window closes, where nothing was taken behind it.
    func finishAbsences() throws(RunError) {
        for (absent, step) in sequence.steps.enumerated() where step.form == .absent {
            let matches = (0..<Int32(table.count)).filter {
                Int(table.lastSteps[Int($0)]) < absent && table.truths[Int($0)] != .no
            }
            let role = Search.Role(
                window: step.window, header: step.window == nil ? sequence.window : nil, isEnded: until != nil)
            let search = Search(self, patterns[absent], matches, .next, role)
            try search.run()
            for (query, match) in matches.enumerated() {
                let match = Int(match)
                var holds = Truth.maybe
                if search.certain[query] >= 0 {
                    holds = .no
                } else if search.possible[query] < 0 {
                    if isCovered(lastDay(of: role, match)) {
                        holds = .yes
                    } else {
                        censored.insert(table.anchors[match])
                    }
                }
                table.truths[match] = table.truths[match] && holds
            }
        }
    }

    private func lastDay(of role: Search.Role, _ match: Int) -> DayNumber? {
        if let window = role.window { return direction.shifted(lastEnd(match).latest, by: window) }
        return role.header.map { direction.shifted(anchorEnd(match).latest, by: $0) }
    }
}
