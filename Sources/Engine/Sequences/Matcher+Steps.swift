import Columnar
import EventModel
import Plan

/// Taking the events of steps.
extension Matcher {
    private func role(_ step: SequenceStep) -> Search.Role {
        Search.Role(window: step.window, header: sequence.window, isEnded: until != nil)
    }

    private var allMatches: [Int32] { Array(0..<Int32(clamping: table.count)) }

    /// The next event that certainly fits, else the next that possibly does; without one there is no match.
    func takeNext(_ index: Int, _ step: SequenceStep) throws(RunError) {
        var role = role(step)
        role.isLast = sequence.take == .last
        let search = Search(self, patterns[index], allMatches, .next, role)
        try search.run()
        var rows = search.certain
        for match in rows.indices {
            let possible = search.possible[match]
            if rows[match] < 0 {
                rows[match] = possible
                table.truths[match] = possible < 0 ? .no : min(table.truths[match], .maybe)
            } else if possible != rows[match], !role.isLast {
                table.hasEarlier[match] = true
            }
        }
        try accept(rows, index)
        table.steps[index] = .single(rows)
        table.drop()
        try state.advance(by: 0)
    }

    /// Every event that fits, a match for each.
    func takeAll(_ index: Int, _ step: SequenceStep) throws(RunError) {
        let search = Search(self, patterns[index], allMatches, .all, role(step))
        try search.run()
        try state.reserve(search.hits.count, bytesEach: 48)
        let events = patterns[index].events
        let hits = try state.sorted(search.hits) { left, right in
            if left.query != right.query { return left.query < right.query }
            if left.row == right.row { return left.truth > right.truth }
            return events.precedes(left.row, right.row)
        }
        // Found twice, by days and by a link, or by two keys: the better is the first.
        var kept: [Search.Hit] = []
        for hit in hits where hit.query != kept.last?.query || hit.row != kept.last?.row { kept.append(hit) }
        guard kept.count <= RunState.mostRows else { throw .tooLarge(what: "matches", limit: RunState.mostRows) }
        try state.advance(by: 0)
        table = table.selecting(kept.map(\.query))
        try state.advance(by: 0)
        for (match, hit) in kept.enumerated() { table.truths[match] = table.truths[match] && hit.truth }
        let rows = kept.map(\.row)
        try accept(rows, index)
        table.steps[index] = .single(rows)
        table.drop()
        try state.advance(by: 0)
    }

    /// The next event that certainly fits; without one the match goes on from where it was.
    func takeOptionally(_ index: Int, _ step: SequenceStep) throws(RunError) {
        let search = Search(self, patterns[index], allMatches, .next, role(step))
        try search.run()
        try accept(search.certain, index)
        var rows = search.certain
        for match in rows.indices {
            if rows[match] < 0 {
                rows[match] = search.possible[match] < 0 ? MatchTable.noEvent : MatchTable.unknownEvent
            } else if search.possible[match] != rows[match] {
                table.hasEarlier[match] = true
            }
        }
        table.steps[index] = .single(rows)
        table.drop()
    }

    /// The next event again and again, as long as there are some that certainly fit, or too few so far.
    func takeSeveral(_ index: Int, _ step: SequenceStep, _ times: ClosedRange<Int>) throws(RunError) {
        var lists = [[Int32]](repeating: [], count: table.count)
        table.steps[index] = .several(lists)
        var active = allMatches
        var round = 0
        while round < times.upperBound, !active.isEmpty {
            let search = Search(self, patterns[index], active, .next, role(step))
            try search.run()
            var taken = [Int32](repeating: -1, count: table.count)
            var next: [Int32] = []
            for (query, match) in active.enumerated() {
                let (certain, possible) = (search.certain[query], search.possible[query])
                let row = certain >= 0 || round >= times.lowerBound ? certain : possible
                if row < 0 {
                    if round < times.lowerBound { table.truths[Int(match)] = .no }
                    continue
                }
                if certain < 0 { table.truths[Int(match)] = min(table.truths[Int(match)], .maybe) }
                if certain >= 0, possible != certain { table.hasEarlier[Int(match)] = true }
                taken[Int(match)] = row
                lists[Int(match)].append(row)
                next.append(match)
            }
            try accept(taken, index)
            table.steps[index] = .several(lists)
            active = next.filter { table.truths[Int($0)] != .no }
            round += 1
        }
        table.drop()
    }

    /// Notes the event that each match takes; a row below 0 is none. What should not have come in between is looked at
    /// now, when both neighbours are known.
    private func accept(_ rows: [Int32], _ index: Int) throws(RunError) {
        for earlier in 0..<index where sequence.steps[earlier].form == .absent {
            try lookBetween(earlier, rows, index)
        }
        let timeline = patterns[index].events.timeline
        for (match, row) in rows.enumerated() where row >= 0 {
            if match & (RunState.piece - 1) == 0 { try state.advance(by: 0) }
            table.lastSteps[match] = Int32(index)
            table.lastRows[match] = row
            table.lastEarliest[match] = timeline.endEarliest[Int(row)]
            table.lastLatest[match] = timeline.endLatest[Int(row)]
        }
    }
}
