import Columnar
import EventModel
import Plan

/// Judges anchors batch by batch and gives those that stay to an aggregation. Of one thread.
final class DayWorker {
    let aggregator: Aggregator
    private(set) var isBeyond = false
    private(set) var censored = 0
    private(set) var earlier = 0
    /// Events that were taken by certain matches of many anchors, and of few.
    let tally: DayTally?
    private(set) var counts = DayCounts()
    private(set) var ties = DayTies()
    private let plan: DayPlan
    private let place: DayPlace
    private let events: [DayEvents]
    private let readers: [DayKeyReader]
    private let judge: DayJudge
    /// Columns that the aggregation reads, if it speaks of the days taken.
    private let columns: [Int]?
    private let columnCount: Int
    /// What is asked of matches before they are grouped; nil of `possibly`.
    private let filters: [Filter?]
    private let isSimple: Bool

    init(
        _ plan: DayPlan, _ place: DayPlace, _ events: [DayEvents], _ numberings: [DayNumbering],
        _ aggregation: Aggregation, _ stages: [Pipeline.Stage], _ layout: Layout, _ context: Context, anchorCount: Int
    ) {
        self.plan = plan
        self.place = place
        self.events = events
        readers = zip(plan.steps, numberings).map {
            DayKeyReader($0.keys, ofAnchors: true, $1, layout, context)
        }
        judge = DayJudge(
            plan, events,
            ownReaders: zip(plan.steps, numberings).map {
                DayKeyReader($0.keys, ofAnchors: false, $1, layout, context)
            })
        let grid = plan.keep == .matched ? plan.taken.map { events[$0].certain } : nil
        tally = grid.flatMap { anchorCount < $0.byteCount / 64 ? nil : DayTally(like: $0, context.memory) }
        columnCount = layout.fields.count
        isSimple =
            plan.keep == .matched && plan.take == .first && plan.steps.count == 1 && plan.taken == 0
            && events[0].unseen == nil && events[0].unknown == nil
        var names = aggregation.columnNames
        for case .filter(let condition) in stages { names.formUnion(condition.columnNames) }
        var layout = layout
        if names.contains(DayPlan.dayName) {
            columns = layout.fields.indices.filter { names.contains(layout.fields[$0].name) }
            layout = Layout(layout.fields + [Field(DayPlan.dayName, .date)])
        } else {
            columns = nil
        }
        aggregator = Aggregator(aggregation, layout, context)
        filters = stages.map { stage in
            switch stage {
            case .filter(let condition): Filter(condition, layout, context)
            case .possibly: nil
            }
        }
    }

    func add(_ batch: Batch, _ presence: Presence, _ segment: Int, _ state: RunState) throws(RunError) {
        if isBeyond { return }
        guard let (days, start) = place.days(batch) else {
            isBeyond = true
            return
        }
        let present = presence.present
        var keys: [UnsafePointer<UInt32>] = []
        for reader in readers {
            keys.append(reader.read(batch, present))
            if reader.isBeyond { isBeyond = true }
        }
        if isBeyond { return }
        judge.begin(batch, present, keys)
        var outcome = Outcome(batch.rowCount, hasDays: columns != nil)
        let first = place.firstRows[segment] &+ batch.start
        if isSimple {
            take(keys[0], days, start, presence, present, first, &outcome)
        } else {
            weigh(days, start, presence, present, first, &outcome)
        }
        if isBeyond { return }
        var found = Presence(
            visible: outcome.visible, unseen: outcome.unseen.isEmpty ? nil : outcome.unseen, marked: presence.marked)
        if found.isEmpty { return }
        let matches = columns.map { widened(batch, $0, outcome.days) } ?? batch
        for filter in filters {
            if let filter { filter.apply(matches, &found) } else { found.showPossible() }
        }
        if !found.isEmpty { try aggregator.add(matches, found, state) }
    }

    /// What comes of the anchors of a batch.
    private struct Outcome {
        var visible: Bits
        var unseen: Bits
        /// The days taken, as they are and not mirrored.
        var days: [DayNumber]

        init(_ count: Int, hasDays: Bool) {
            visible = Bits(count: count)
            unseen = visible
            days = hasDays ? [DayNumber](repeating: 0, count: count) : []
        }
    }

    /// The batch with the days taken in a column behind the others.
    private func widened(_ batch: Batch, _ places: [Int], _ days: [DayNumber]) -> Batch {
        var columns = [Column](repeating: Column.number(NumberColumn(low: [])), count: columnCount)
        for place in places {
            let (column, start) = batch.column(place)
            columns[place] = Vector.column(column, start: start).column(
                count: batch.rowCount, type: plan.table.schema.fields[place].type)
        }
        columns.append(.date(DateColumn(first: days)))
        return Batch(columns, rowCount: batch.rowCount, totalRows: batch.totalRows)
    }

    // MARK: Anchors

    private func weigh(
        _ days: [DayNumber], _ start: Int, _ presence: Presence, _ present: Bits, _ first: Int,
        _ outcome: inout Outcome
    ) {
        let isUnmatched = plan.keep == .unmatched
        present.each { row in
            let anchor = DayJudge.Anchor(day: Int(days[start &+ row] ^ place.mirror), row: first &+ row, batchRow: row)
            if judge.hasUnknownAmongSeveral(anchor) { isBeyond = true }
            let isSeen = presence.visible[row]
            let verdict = judge.judge(anchor)
            if isUnmatched {
                takeUnmatched(verdict, anchor, isSeen, &outcome)
                return
            }
            if verdict.isCensored { censored &+= 1 }
            if verdict.truth == .no { return }
            if !outcome.days.isEmpty {
                outcome.days[row] = DayNumber(truncatingIfNeeded: verdict.day) ^ place.mirror
            }
            guard isSeen, verdict.truth == .yes else {
                outcome.unseen[row] = true
                return
            }
            outcome.visible[row] = true
            if verdict.hasEarlier { earlier &+= 1 }
            guard let taken = plan.taken else { return }
            let key = Int(judge.key(taken, anchor))
            if verdict.isAmbiguous { ties.add(key, verdict.day) }
            if let tally { tally.bits.add(key, verdict.day) } else { counts.add(key, verdict.day) }
        }
    }

    private func takeUnmatched(
        _ verdict: DayVerdict, _ anchor: DayJudge.Anchor, _ isSeen: Bool, _ outcome: inout Outcome
    ) {
        if verdict.truth == .yes { return }
        var isSure = isSeen && verdict.truth == .no
        if verdict.truth == .no, !plan.isCovered(plan.lastDay(0, from: anchor.day, anchor: anchor.day)) {
            censored &+= 1
            isSure = false
        }
        if isSure { outcome.visible[anchor.batchRow] = true } else { outcome.unseen[anchor.batchRow] = true }
    }

    /// The commonest case: the next of events of which all are certain and have known keys. 64 anchors are looked at
    /// as two words, of those that are followed and of those that something may follow on their own day, with as few
    /// branches as there can be.
    private func take(
        _ keys: UnsafePointer<UInt32>, _ days: [DayNumber], _ start: Int, _ presence: Presence, _ present: Bits,
        _ first: Int, _ outcome: inout Outcome
    ) {
        let (own, tally, mirror) = (events[0].rows?.bits, tally?.bits, place.mirror)
        let hasDays = !outcome.days.isEmpty
        var earlier = 0
        var counts = DayCounts()
        swap(&counts, &self.counts)
        days.withUnsafeBufferPointer { days in
            guard let days = days.baseAddress.map({ $0 + start }) else { return }
            let search = NextDays(
                events[0].certain.bits, DayWindows(plan, step: 0), keys, days, count: present.count, mirror, tally)
            outcome.days.withUnsafeMutableBufferPointer { taken in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { next in
                    guard let next = next.baseAddress else { return }
                    for index in present.words.indices where present.words[index] != 0 {
                        let seen = presence.visible.words[index]
                        let look = search.look(at: index, present.words[index], next)
                        var same = look.same
                        if hasDays {
                            for row in (index &<< 6)..<min(index &<< 6 &+ 64, taken.count) {
                                taken[row] = next[row & 63] ^ mirror
                            }
                        }
                        var matched = look.found & seen & ~look.noted
                        while matched != 0 {
                            let place = matched.trailingZeroBitCount
                            matched &= matched &- 1
                            let (key, day) = (Int(keys[index &<< 6 &+ place]), Int(next[place]))
                            if let tally { tally.add(key, day) } else { counts.add(key, day) }
                        }
                        // Anchors that are events of the step themselves, and alone on their day, have none beside them.
                        var doubtful = own.map { same & $0.days(0, from: first &+ index &<< 6) } ?? 0
                        while doubtful != 0 {
                            let bit = doubtful & (0 &- doubtful)
                            let row = index &<< 6 &+ doubtful.trailingZeroBitCount
                            doubtful &= doubtful &- 1
                            if !isThereOther(row, days[row] ^ mirror, first) { same &= ~bit }
                        }
                        outcome.visible.words[index] = look.found & seen
                        outcome.unseen.words[index] = look.found & ~seen | same & ~look.found
                        earlier &+= (look.found & seen & same).nonzeroBitCount
                        if look.unknown != 0 {
                            takeUnknown(look.unknown, index, days, first, taken, &outcome.unseen)
                        }
                    }
                }
            }
        }
        swap(&counts, &self.counts)
        self.earlier += earlier
    }

    private func isThereOther(_ row: Int, _ day: Int32, _ first: Int) -> Bool {
        judge.isThereOther(0, DayJudge.Anchor(day: Int(day), row: first &+ row, batchRow: row), on: Int(day))
    }

    /// Anchors of unknown keys, which anything may follow.
    private func takeUnknown(
        _ anchors: UInt64, _ index: Int, _ days: UnsafePointer<DayNumber>, _ first: Int,
        _ taken: UnsafeMutableBufferPointer<DayNumber>, _ unseen: inout Bits
    ) {
        var rest = anchors
        while rest != 0 {
            let row = index &<< 6 &+ rest.trailingZeroBitCount
            rest &= rest &- 1
            let anchor = DayJudge.Anchor(
                day: Int(days[row] ^ place.mirror), row: first &+ row, batchRow: row)
            if judge.hasUnknownAmongSeveral(anchor) { isBeyond = true }
            let verdict = judge.judge(anchor)
            if verdict.truth == .no { continue }
            unseen[row] = true
            if !taken.isEmpty { taken[row] = DayNumber(truncatingIfNeeded: verdict.day) ^ place.mirror }
        }
    }
}

extension Aggregation {
    /// Names of all columns that it speaks of.
    fileprivate var columnNames: Set<String> {
        var names = periods?.date.columnNames ?? []
        for item in keys + outputs { names.formUnion(item.expression.columnNames) }
        return names
    }
}
