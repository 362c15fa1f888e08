import Columnar
import EventModel
import Plan

/// One sequence while its matches are found in bits and given to an aggregation.
struct DayMatching {
    let plan: DayPlan
    let state: RunState
    private let place: DayPlace

    init?(_ plan: DayPlan, _ state: RunState) {
        guard let place = DayPlace(plan.table, plan.direction) else { return nil }
        self.plan = plan
        self.state = state
        self.place = place
    }

    /// Rows that make a second lane worth it: what is done to each is little, and so is what is put together.
    private var laneSize: Int { min(state.laneSize, 1 << 16) }

    /// The groups of the matches; nil where days and keys alone do not decide, or another way is as short.
    func aggregated(
        _ aggregation: Aggregation, _ fields: [Field], largest: Int?
    ) throws(RunError) -> Rows? {
        guard let resolved = plan.resolved(aggregation) else { return nil }
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
        let workers = try plan.anchors.run(
            state, laneSize: laneSize, among: events.anchors,
            { DayWorker(plan, place, steps, readers, resolved, layout, context) }
        ) { (worker, batch, presence, segment) throws(RunError) in
            try worker.add(batch, presence, segment, state)
        }
        if workers.contains(where: \.isBeyond) {
            state.restore(footer)
            return nil
        }
        tell(workers)
        for worker in workers.dropFirst() { try workers[0].aggregator.merge(worker.aggregator, state) }
        return try workers[0].aggregator.finish(fields, largest: largest, state)
    }

    private func tell(_ workers: [DayWorker]) {
        let censored = workers.reduce(0) { $0 + $1.censored }
        if censored > 0 { state.note(.censored(anchors: censored)) }
        if plan.keep == .unmatched { return }
        let earlier = workers.reduce(0) { $0 + $1.earlier }
        if earlier > 0 { state.note(.earlierPossible(matches: earlier)) }
        let shared = DayTally.repeated(workers.compactMap(\.tally))
        if shared > 0 { state.note(.matchedSeveralTimes(events: shared)) }
    }

    // MARK: Events

    private struct Found {
        var steps: [DayEvents]
        var numberings: [DayNumbering]
        /// The rows among which the anchors are.
        let anchors: [Stretch]
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
            guard let found = try anchorKeys(anchorStretches) else { return nil }
            (numberings, hasUnknown) = found
        }
        var steps: [DayEvents] = []
        var rows: [Bits] = []
        for (index, step) in plan.steps.enumerated() {
            let isSelf = Stretch.overlap(anchorStretches, stretches[index])
            let others = plan.steps.indices.filter { $0 != index }
            let keepsRows = isSelf || others.contains { Stretch.overlap(stretches[index], stretches[$0]) }
            guard
                let found = try collected(
                    step, stretches[index], numberings[index], keepsRows: keepsRows,
                    keepsRest: isOfAnchors && hasUnknown)
            else { return nil }
            if !isOfAnchors {
                numberings[index] = found.reader.numbering
                numberings[index].isFixed = true
            }
            let keyCount = step.keyCount(numberings[index])
            guard
                let made = DayEvents(
                    found, keyCount: keyCount, rowCount: keepsRows ? plan.table.rowCount : nil,
                    forUnknownAnchors: hasUnknown)
            else { return nil }
            try state.reserve(made.byteCount, bytesEach: 1)
            try state.advance(by: 0)
            // What may be an event of two steps is told apart by ids and not by days.
            if let mine = made.rows {
                if rows.contains(where: { !($0 & mine).isEmpty }) { return nil }
                rows.append(mine)
            }
            steps.append(made)
        }
        return Found(steps: steps, numberings: numberings, anchors: anchorStretches)
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
    private func anchorKeys(_ stretches: [Stretch]) throws(RunError) -> ([DayNumbering], hasUnknown: Bool)? {
        let (plan, context) = (plan, state.context)
        let layout = Layout(plan.table.schema.fields)
        let isOneLane = plan.steps.contains { $0.partCount > 1 }
        let parts = try plan.anchors.run(
            state, laneSize: isOneLane ? .max : laneSize, among: stretches, { DayAnchorKeys(plan, layout, context) }
        ) { (keys, batch, presence, _) throws(RunError) in keys.add(batch, presence) }
        if parts.contains(where: \.isBeyond) { return nil }
        return (
            plan.steps.indices.map { step in DayAnchorKeys.numbering(of: step, in: parts) },
            parts.contains(where: \.hasUnknown)
        )
    }
}

/// Gathers which keys anchors have. Of one thread.
private final class DayAnchorKeys {
    private let readers: [DayKeyReader]
    private let canBeUnknown: [Bool]
    private var used: [[Bool]]
    private(set) var hasUnknown = false
    private(set) var isBeyond = false

    init(_ plan: DayPlan, _ layout: Layout, _ context: Context) {
        readers = plan.steps.map { DayKeyReader($0.keys, ofAnchors: true, DayNumbering(), layout, context) }
        canBeUnknown = plan.steps.map(\.canBeUnknown)
        used = plan.steps.map { _ in [] }
    }

    func add(_ batch: Batch, _ presence: Presence) {
        let present = presence.present
        for (step, reader) in readers.enumerated() {
            let keys = reader.read(batch, present)
            if reader.isBeyond { isBeyond = true }
            if isBeyond { return }
            var used: [Bool] = []
            swap(&used, &self.used[step])
            let isSingle = reader.partCount == 1
            var hasUnknown = false
            present.each { row in
                let key = keys[row]
                if key == DayKeyReader.unknown { hasUnknown = true }
                if isSingle, key < DayKeyReader.unknown {
                    used.grow(to: Int(key) + 1, with: false)
                    used[Int(key)] = true
                }
            }
            swap(&used, &self.used[step])
            if hasUnknown {
                self.hasUnknown = true
                if !canBeUnknown[step] { isBeyond = true }
            }
        }
    }

    static func numbering(of step: Int, in parts: [DayAnchorKeys]) -> DayNumbering {
        guard let first = parts.first else { return DayNumbering() }
        var numbering = first.readers[step].numbering
        numbering.isFixed = true
        if first.readers[step].partCount == 1 {
            var chosen: [UInt32] = []
            var count: UInt32 = 0
            for part in parts {
                chosen.grow(to: part.used[step].count, with: DayKeyReader.nothing)
                for (key, isUsed) in part.used[step].enumerated() where isUsed && chosen[key] == DayKeyReader.nothing {
                    chosen[key] = count
                    count += 1
                }
            }
            numbering.chosen = chosen
            numbering.count = Int(count)
        }
        return numbering
    }
}

extension DayPlan.Step {
    var partCount: Int { keys.reduce(0) { $0 + $1.event.count } }

    /// More than any number that a key has.
    func keyCount(_ numbering: DayNumbering) -> Int {
        if partCount == 1, numbering.chosen == nil { return keys[0].alphabet.count }
        return numbering.count
    }
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
        of sequence: EventSequence, _ aggregation: Aggregation, _ fields: [Field], largest: Int? = nil,
        _ state: RunState
    ) throws(RunError) -> Rows? {
        guard state.trace == nil, !Aggregator.needsOrder(aggregation), state.shortcuts.contains(.dayBits),
            sequence.take != .all, let plan = DayPlan(sequence, self), let matching = DayMatching(plan, state)
        else { return nil }
        return try matching.aggregated(aggregation, fields, largest: largest)
    }
}
