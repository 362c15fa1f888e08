import Columnar
import EventModel
import Plan

/// One sequence while its matches are found in bits and given to an aggregation.
struct DayMatching {
    let plan: DayPlan
    let state: RunState
    let place: DayPlace

    init?(_ plan: DayPlan, _ state: RunState) {
        guard let place = DayPlace(plan.table, plan.direction) else { return nil }
        self.plan = plan
        self.state = state
        self.place = place
    }

    /// Rows that make a second lane worth it: what is done to each is little, and so is what is put together.
    var laneSize: Int { min(state.laneSize, 1 << 16) }

    /// The groups of the matches; nil where days and keys alone do not decide, or another way is as short.
    func aggregated(
        _ aggregation: Aggregation, _ fields: [Field], _ stream: MatchStream, largest: Int?
    ) throws(RunError) -> Rows? {
        guard let resolved = plan.resolved(stream.resolved(aggregation)), let stages = stages(stream) else {
            return nil
        }
        let footer = state.footer
        guard let events = try events() else {
            state.restore(footer)
            return nil
        }
        defer { for found in events.steps { state.release(found.byteCount, bytesEach: 1) } }
        let (plan, place, context) = (plan, place, state.context)
        let layout = Layout(plan.anchors.table.schema.fields)
        let readers = events.numberings
        let steps = events.steps
        let anchorCount = events.anchors.reduce(0) { $0 + $1.rows.count }
        // What each of two threads notes of the events taken.
        let noted = plan.taken.map { 4 * steps[$0].certain.byteCount } ?? 0
        try state.reserve(noted, bytesEach: 1)
        defer { state.release(noted, bytesEach: 1) }
        let workers = try plan.anchors.run(
            state, laneSize: laneSize, among: events.anchors,
            { DayWorker(plan, place, steps, readers, resolved, stages, layout, context, anchorCount: anchorCount) }
        ) { (worker, batch, presence, segment) throws(RunError) in
            try worker.add(batch, presence, segment, state)
        }
        if workers.contains(where: \.isBeyond) {
            state.restore(footer)
            return nil
        }
        var ties = DayTies()
        for worker in workers { ties.add(worker.ties) }
        let taken = plan.taken ?? 0
        guard let tied = try earlier(ties, readers[taken], events.stretches[taken]) else {
            state.restore(footer)
            return nil
        }
        tell(workers, tied: tied)
        for worker in workers.dropFirst() { try workers[0].aggregator.merge(worker.aggregator, state) }
        return try workers[0].aggregator.finish(fields, largest: largest, state)
    }

    /// What is done to matches, over the columns of their anchors; nil where it speaks of anything else.
    private func stages(_ stream: MatchStream) -> [Pipeline.Stage]? {
        var stages: [Pipeline.Stage] = []
        for stage in stream.stages {
            switch stage {
            case .filter(let condition):
                guard let resolved = plan.resolved(condition) else { return nil }
                stages.append(.filter(resolved))
            case .possibly: stages.append(.possibly)
            }
        }
        return stages
    }

    private func tell(_ workers: [DayWorker], tied: Int) {
        let censored = workers.reduce(0) { $0 + $1.censored }
        if censored > 0 { state.note(.censored(anchors: censored)) }
        if plan.keep == .unmatched { return }
        let earlier = workers.reduce(tied) { $0 + $1.earlier }
        if earlier > 0 { state.note(.earlierPossible(matches: earlier)) }
        var counts = workers[0].counts
        for worker in workers.dropFirst() { counts.add(worker.counts) }
        let shared = DayTally.repeated(workers.compactMap(\.tally)) + counts.repeated
        if shared > 0 { state.note(.matchedSeveralTimes(events: shared)) }
    }

    // MARK: Events

    private struct Found {
        var steps: [DayEvents]
        var numberings: [DayNumbering]
        /// The rows among which the anchors are, and by step those among which its events are.
        let anchors: [Stretch]
        let stretches: [[Stretch]]
    }

    /// The events of the steps in bits, and how the keys of anchors are numbered. What is fewer, anchors or events,
    /// says which keys there are.
    private func events() throws(RunError) -> Found? {
        let anchorStretches = plan.anchors.stretches(state)
        let anchorCount = anchorStretches.reduce(0) { $0 + $1.rows.count }
        let stretches = plan.steps.map { $0.events.stretches(state) }
        let eventCount = stretches.reduce(0) { most, some in max(most, some.reduce(0) { $0 + $1.rows.count }) }
        var numberings = [DayNumbering](repeating: DayNumbering(), count: plan.steps.count)
        let isOfAnchors = anchorCount <= eventCount
        var hasUnknown = true
        if isOfAnchors {
            let lists = plan.steps.map { DayAnchorKeys.List(keys: $0.keys, canBeUnknown: $0.canBeUnknown) }
            guard let found = try anchorKeys(lists, anchorStretches) else { return nil }
            (numberings, hasUnknown) = found
        }
        var steps: [DayEvents] = []
        var rows: [DayGrid] = []
        for (index, step) in plan.steps.enumerated() {
            let isSelf = Stretch.overlap(anchorStretches, stretches[index])
            let others = plan.steps.indices.filter { $0 != index }
            // Whether two are one and the same is told by their places, of rows that have ids.
            let keepsRows = isSelf || others.contains { Stretch.overlap(stretches[index], stretches[$0]) }
            if keepsRows, !plan.table.hasCodedIDs { return nil }
            guard
                var found = try collected(
                    step, stretches[index], numberings[index], keepsRows: keepsRows,
                    keepsRest: isOfAnchors && hasUnknown)
            else { return nil }
            if !isOfAnchors {
                numberings[index] = found.reader.numbering
                numberings[index].fix()
                if step.partCount == 1 {
                    let chosen = found.renumber(count: step.keys[0].alphabet.count)
                    (numberings[index].chosen, numberings[index].count) = chosen
                }
            }
            let keyCount = numberings[index].count
            guard
                let made = DayEvents(
                    found, keyCount: keyCount, rowCount: keepsRows ? plan.table.rowCount : nil,
                    forUnknownAnchors: hasUnknown, eventCount: anchorCount + eventCount, state)
            else { return nil }
            try state.reserve(made.byteCount, bytesEach: 1)
            try state.advance(by: 0)
            // What may be an event of two steps is told apart by ids and not by days.
            if let mine = made.rows {
                if rows.contains(where: { $0.overlaps(mine) }) { return nil }
                rows.append(mine)
            }
            steps.append(made)
        }
        return Found(steps: steps, numberings: numberings, anchors: anchorStretches, stretches: stretches)
    }

    private func collected(
        _ step: DayPlan.Step, _ stretches: [Stretch], _ numbering: DayNumbering, keepsRows: Bool, keepsRest: Bool
    ) throws(RunError) -> DayCollector? {
        let (place, context) = (place, state.context)
        let layout = Layout(step.events.table.schema.fields)
        // New numbers are given out by one thread.
        let isOneLane = !numbering.isFixed && step.partCount > 1
        let parts = try step.events.run(
            state, laneSize: isOneLane ? .max : laneSize, among: stretches,
            {
                DayCollector(
                    step, DayKeyReader(step.keys, ofAnchors: false, numbering, layout, context), place,
                    keepsRows: keepsRows, keepsRest: keepsRest)
            }
        ) { (collector, batch, presence, segment) throws(RunError) in
            try collector.add(batch, presence, segment, state)
        }
        var all = parts[0]
        for part in parts.dropFirst() { all.append(part) }
        return all.isBeyond ? nil : all
    }

    /// The keys of the anchors, by step, and whether some are unknown.
    func anchorKeys(
        _ lists: [DayAnchorKeys.List], _ stretches: [Stretch]
    ) throws(RunError) -> ([DayNumbering], hasUnknown: Bool)? {
        let context = state.context
        let layout = Layout(plan.table.schema.fields)
        let isOneLane = lists.contains { list in list.keys.reduce(0) { $0 + $1.anchor.count } > 1 }
        let parts = try plan.anchors.run(
            state, laneSize: isOneLane ? .max : laneSize, among: stretches, { DayAnchorKeys(lists, layout, context) }
        ) { (keys, batch, presence, _) throws(RunError) in keys.add(batch, presence) }
        if parts.contains(where: \.isBeyond) { return nil }
        return (
            lists.indices.map { DayAnchorKeys.numbering(of: $0, in: parts) },
            parts.contains(where: \.hasUnknown)
        )
    }
}

extension DayPlan.Step {
    var partCount: Int { keys.reduce(0) { $0 + $1.event.count } }
}

extension Stretch {
    /// Whether two lists of stretches, each in order, have a row in common.
    static func overlap(_ one: [Stretch], _ other: [Stretch]) -> Bool {
        var (left, right) = (0, 0)
        while left < one.count, right < other.count {
            let (first, second) = (one[left], other[right])
            if first.segment == second.segment, first.rows.overlaps(second.rows) { return true }
            if (first.segment, first.rows.upperBound) <= (second.segment, second.rows.upperBound) {
                left += 1
            } else {
                right += 1
            }
        }
        return false
    }
}

extension Engine {
    /// The groups of the matches of a sequence, where they can be had without making rows of these; nil: they cannot.
    func groups(
        of matches: Relation, _ aggregation: Aggregation, _ fields: [Field], largest: Int? = nil, _ state: RunState
    ) throws(RunError) -> Rows? {
        guard state.trace == nil, state.shortcuts.contains(.dayBits), !Aggregator.needsOrder(aggregation),
            let stream = MatchStream(matches)
        else { return nil }
        let takesAll = stream.sequence.take == .all
        if takesAll, !state.shortcuts.contains(.pairCounts) || !aggregation.onlyCounts || !stream.stages.isEmpty {
            return nil
        }
        guard let plan = DayPlan(stream.sequence, self), let matching = DayMatching(plan, state) else { return nil }
        if takesAll { return try DayPairing(matching)?.counted(aggregation, fields) }
        return try matching.aggregated(aggregation, fields, stream, largest: largest)
    }
}

extension Aggregation {
    /// Whether it asks how many rows there are and nothing else.
    fileprivate var onlyCounts: Bool {
        guard keys.isEmpty, periods == nil else { return false }
        return isRange
            || outputs.allSatisfy { output in
                if case .aggregate(let aggregate) = output.expression.node {
                    return aggregate.function == .count && aggregate.argument == nil
                }
                return false
            }
    }
}
