import Columnar
import EventModel
import Plan

/// Events whose order a link tells, whatever their dates say.
extension Matcher {
    /// Whether anything that events are matched with has links.
    var hasLinks: Bool { anchors.hasLinks || patterns.contains { $0.events.hasLinks } }

    /// Events that links put behind the match so far, and the one that itself ends the anchor, with what days, windows
    /// and presence say of them.
    func exceptions(
        _ match: Int32, _ pattern: Pattern, _ role: Search.Role, linked: Bool
    ) -> [(row: Int32, truth: Truth)] {
        let match = Int(match)
        var behindLast: Set<Int32> = []
        var behindAnchor: Set<Int32> = []
        if linked {
            let anchor = Int(table.anchors[match])
            behindAnchor = Set(pattern.events.linked(with: anchor, of: anchors, areBehind: true))
            if table.lastSteps[match] < 0 {
                behindLast = behindAnchor
            } else {
                let last = rows(ofStep: table.lastSteps[match])
                behindLast = Set(pattern.events.linked(with: Int(table.lastRows[match]), of: last, areBehind: true))
            }
        }
        var rows = behindLast.union(behindAnchor)
        if role.isEnded { rows.formUnion(self.rows(endingAnchorOf: match, in: pattern)) }
        return rows.sorted().filter { pattern.events.timeline.none?[Int($0)] != true }.map { row in
            let start = pattern.events.timeline.start(Int(row))
            let end = lastEnd(match)
            var truth: Truth = pattern.events.unseen?[Int(row)] == true ? .maybe : .yes
            let (isBehindLast, isBehindAnchor) = (behindLast.contains(row), behindAnchor.contains(row))
            truth = truth && (isBehindLast ? .yes : Direction.isAfter(start, end))
            truth = truth && direction.isWithin(role.window, from: end, to: start, isLinked: isBehindLast)
            truth =
                truth
                && direction.isWithin(role.header, from: anchorEnd(match), to: start, isLinked: isBehindAnchor)
            return (row, role.isEnded ? truth && notEnded(match, row, pattern) : truth)
        }
    }

    /// The rows of a pattern that are the events which possibly and certainly end the anchor first.
    private func rows(endingAnchorOf match: Int, in pattern: Pattern) -> [Int32] {
        guard let until, !endings.isEmpty else { return [] }
        let ends = endings[Int(table.anchors[match])]
        return [ends.possibleRow, ends.certainRow].filter { $0 >= 0 }.compactMap {
            pattern.events.row(of: until.events.identities[Int($0)])
        }
    }

    /// Whether nothing that ends the anchor lies before an event, which does not lie before itself.
    private func notEnded(_ match: Int, _ row: Int32, _ pattern: Pattern) -> Truth {
        guard let until, !endings.isEmpty else { return .yes }
        let ends = endings[Int(table.anchors[match])]
        let start = pattern.events.timeline.start(Int(row))
        // Where the two are known on different days, an event may have other dates as what ends than as what is asked.
        func isItself(_ ending: Int32) -> Bool {
            ending >= 0 && until.events.identities[Int(ending)] == pattern.events.identities[Int(row)]
        }
        if (isItself(ends.certainRow) ? ends.secondCertain : ends.certain) < start.earliest { return .no }
        let (least, isThere) =
            isItself(ends.possibleRow)
            ? (ends.second, ends.secondRow >= 0) : (ends.possible, ends.possibleRow >= 0)
        return isThere && least <= start.latest ? .maybe : .yes
    }

    /// Whether an event is behind one that ends the anchor because a link says so.
    func isEnded(_ row: Int32, _ pattern: Pattern, _ match: Int32) throws(RunError) -> Truth {
        guard let until else { return .no }
        var truth = Truth.no
        for ending in until.events.linked(with: Int(row), of: pattern.events, areBehind: false) {
            if until.events.identities[Int(ending)] == pattern.events.identities[Int(row)] { continue }
            truth = try truth || isBehindAnchor(ending, until, match)
        }
        return truth
    }

    /// Whether an event shares the keys of an anchor, fulfils the condition and is after it, whatever came between.
    private func isBehindAnchor(_ row: Int32, _ pattern: Pattern, _ match: Int32) throws(RunError) -> Truth {
        let anchor = table.anchors[Int(match)]
        if pattern.events.identities[Int(row)] == anchors.identities[Int(anchor)] { return .no }
        let isLinked = pattern.events.linked(with: Int(anchor), of: anchors, areBehind: true).contains(row)
        let start = pattern.events.timeline.start(Int(row))
        let order = isLinked ? .yes : Direction.isAfter(start, anchorEnd(Int(match)))
        return try order && facts(row, pattern, match)
    }

    /// Presence, keys and condition of an event.
    func facts(_ row: Int32, _ pattern: Pattern, _ match: Int32) throws(RunError) -> Truth {
        let anchor = table.anchors[Int(match)]
        guard pattern.sharesKeys(row, anchor: anchor), pattern.events.timeline.none?[Int(row)] != true else {
            return .no
        }
        var truth: Truth = pattern.events.unseen?[Int(row)] == true ? .maybe : .yes
        truth = truth && pattern.vagueTruth(row, anchor: anchor, state.context.scalars)
        guard let condition = pattern.whole, truth != .no else { return truth }
        return try truth && condition.truths([match], [row], table, state)[0]
    }
}
