import Columnar
import EventModel
import Plan

/// Counts all pairs of an anchor and an event that follows it, without making any.
///
/// The days of the events of a key stand in order: how many of them lie in a window is the distance of two places. Those
/// that agree in what has to differ are counted likewise, and taken away.
struct DayPairing {
    private let plan: DayPlan
    private let state: RunState
    private let matching: DayMatching
    private let step: DayPlan.Step
    /// The keys that are equal, and those with the ones that have to differ.
    private let lists: [[DayKey]]

    /// nil where more than one name has to differ.
    init?(_ matching: DayMatching) {
        plan = matching.plan
        state = matching.state
        self.matching = matching
        guard let step = plan.steps.first, step.others.count <= 1 else { return nil }
        self.step = step
        lists = step.others.isEmpty ? [step.keys] : [step.keys, step.keys + step.others]
    }

    /// nil where the pairs cannot be counted so.
    func counted(_ aggregation: Aggregation, _ fields: [Field]) throws(RunError) -> Rows? {
        let stretches = plan.anchors.stretches(state)
        let known = lists.map { DayAnchorKeys.List(keys: $0, canBeUnknown: false) }
        guard let (numberings, _) = try matching.anchorKeys(known, stretches),
            let found = try events(numberings, stretches)
        else { return nil }
        let (plan, place, lists, context) = (plan, matching.place, lists, state.context)
        let layout = Layout(plan.table.schema.fields)
        let counters = try plan.anchors.run(
            state, laneSize: matching.laneSize, among: stretches,
            { PairCounter(plan, place, found, lists, numberings, layout, context) }
        ) { (counter, batch, presence, segment) throws(RunError) in counter.add(batch, presence, segment) }
        if counters.contains(where: \.isBeyond) { return nil }
        let all = counters.reduce(0) { $0 + $1.all }
        let certain = counters.reduce(0) { $0 + $1.certain }
        let shared = found.shared(counters.map(\.taken), state)
        if shared > 0 { state.note(.matchedSeveralTimes(events: shared)) }
        let aggregator = Aggregator(aggregation, Layout([]), context)
        aggregator.add(visible: certain, unseen: all - certain, state)
        return try aggregator.finish(fields, state)
    }

    private func events(_ numberings: [DayNumbering], _ anchors: [Stretch]) throws(RunError) -> PairEvents? {
        let (step, place, lists, context) = (step, matching.place, lists, state.context)
        let layout = Layout(plan.table.schema.fields)
        let stretches = step.events.stretches(state)
        let isSelf = Stretch.overlap(anchors, stretches)
        if isSelf, !plan.table.hasCodedIDs { return nil }
        let parts = try step.events.run(
            state, laneSize: matching.laneSize, among: stretches,
            {
                PairCollector(
                    zip(lists, numberings).map { DayKeyReader($0, ofAnchors: false, $1, layout, context) }, place,
                    keepsRows: isSelf)
            }
        ) { (collector, batch, presence, segment) throws(RunError) in
            try collector.add(batch, presence, segment, state)
        }
        if parts.contains(where: \.isBeyond) { return nil }
        return try PairEvents(
            parts, keyCounts: numberings.map(\.count), rowCount: isSelf ? plan.table.rowCount : nil, state)
    }
}

/// Gathers events by their keys and days. Of one thread.
struct PairCollector {
    private(set) var keys: [[UInt32]]
    private(set) var days: [Int32] = []
    private(set) var rows: [UInt32] = []
    /// Places of those that are merely possible.
    private(set) var unseen: [Int] = []
    private(set) var isBeyond = false
    private let readers: [DayKeyReader]
    private let place: DayPlace
    private let keepsRows: Bool

    init(_ readers: [DayKeyReader], _ place: DayPlace, keepsRows: Bool) {
        self.readers = readers
        self.place = place
        self.keepsRows = keepsRows
        keys = readers.map { _ in [] }
    }

    mutating func add(_ batch: Batch, _ presence: Presence, _ segment: Int, _ state: RunState) throws(RunError) {
        if isBeyond { return }
        guard presence.marked == nil, let (days, start) = place.days(batch) else {
            isBeyond = true
            return
        }
        let present = presence.present
        let numbers = readers.map { $0.read(batch, present) }
        if readers.contains(where: \.isBeyond) {
            isBeyond = true
            return
        }
        let (mirror, first) = (place.mirror, place.firstRows[segment] &+ batch.start)
        let visible = presence.unseen == nil ? nil : presence.visible
        let before = self.days.count
        let (own, other) = (numbers[0], numbers.count > 1 ? numbers[1] : nil)
        present.each { row in
            let key = own[row]
            if key == DayKeyReader.nothing { return }
            let second = other.map { $0[row] }
            if key == DayKeyReader.unknown || second == DayKeyReader.unknown { isBeyond = true }
            if let visible, !visible[row] { unseen.append(self.days.count) }
            keys[0].append(key)
            if let second { keys[1].append(second) }
            self.days.append(days[start &+ row] ^ mirror)
            if keepsRows { rows.append(UInt32(truncatingIfNeeded: first &+ row)) }
        }
        try state.reserve(self.days.count - before, bytesEach: 40)
    }
}

/// The days of events of each key, in order.
struct DaysByKey {
    /// Where those of each key begin, one more than there are keys.
    let starts: [Int32]
    let days: [Int32]
    /// The event of each entry.
    let events: [Int32]

    /// - Parameter chosen: the events that count, by their days; those without a key do not.
    init(_ chosen: [Int32], keys: [UInt32], days all: [Int32], keyCount: Int) {
        var starts = [Int32](repeating: 0, count: keyCount + 1)
        var (days, events): ([Int32], [Int32]) = ([], [])
        starts.withUnsafeMutableBufferPointer { starts in
            keys.withUnsafeBufferPointer { keys in
                for event in chosen where Int(keys[Int(event)]) < keyCount { starts[Int(keys[Int(event)]) + 1] &+= 1 }
                for key in 0..<keyCount { starts[key + 1] &+= starts[key] }
                let count = Int(starts[keyCount])
                var next = Array(starts)
                days = [Int32](unsafeUninitializedCapacity: count) { days, filled in
                    events = [Int32](unsafeUninitializedCapacity: count) { events, filled in
                        for event in chosen where Int(keys[Int(event)]) < keyCount {
                            let key = Int(keys[Int(event)])
                            let place = Int(next[key])
                            next[key] &+= 1
                            days[place] = all[Int(event)]
                            events[place] = event
                        }
                        filled = count
                    }
                    filled = count
                }
            }
        }
        self.starts = starts
        self.days = days
        self.events = events
    }

    /// The entries of a key on a day and behind it, through another day.
    @inline(__always)
    func window(_ key: UInt32, from day: Int, through last: Int) -> (same: Int, first: Int, end: Int) {
        let key = Int(key)
        if key >= starts.count &- 1 { return (0, 0, 0) }
        return days.withUnsafeBufferPointer { days in
            let (start, stop) = (Int(starts[key]), Int(starts[key &+ 1]))
            let same = Self.place(days, start, stop, day)
            var first = same
            while first < stop, Int(days[first]) == day { first &+= 1 }
            // What lies in the window of one is mostly little of what there is.
            var (low, step) = (first, 8)
            while low &+ step < stop, Int(days[low &+ step]) <= last {
                low &+= step
                step &*= 2
            }
            return (same, first, Self.place(days, low, min(stop, low &+ step), last &+ 1))
        }
    }

    /// The first entry that is not before a day.
    @inline(__always)
    private static func place(_ days: UnsafeBufferPointer<Int32>, _ low: Int, _ high: Int, _ day: Int) -> Int {
        var (low, high) = (low, high)
        while low < high {
            let middle = (low &+ high) >> 1
            if Int(days[middle]) < day { low = middle &+ 1 } else { high = middle }
        }
        return low
    }
}

/// The events of a step by their keys, and by these with what has to differ.
struct PairEvents: Sendable {
    /// Of each list of keys: all events, and those that are certain.
    let all: [DaysByKey]
    let certain: [DaysByKey]
    /// Whether all events are certain.
    let isExact: Bool
    /// The rows that are events of the step; nil where no anchor can be one.
    let rows: Bits?
    private let eventCount: Int

    init?(_ parts: [PairCollector], keyCounts: [Int], rowCount: Int?, _ state: RunState) throws(RunError) {
        var (keys, days, rows, unseen) = (parts[0].keys, parts[0].days, parts[0].rows, parts[0].unseen)
        for part in parts.dropFirst() {
            unseen += part.unseen.map { $0 + days.count }
            for list in keys.indices { keys[list] += part.keys[list] }
            days += part.days
            rows += part.rows
        }
        guard days.count < Int(Int32.max) else { return nil }
        eventCount = days.count
        isExact = unseen.isEmpty
        let order = Self.ordered(days)
        try state.advance(by: 0)
        let (lists, ofAll) = (keys, days)
        // A list each thread.
        func byKey(_ chosen: [Int32]) -> [DaysByKey] {
            state.context.lanes.run(lists.count, threads: state.threadCount) {
                DaysByKey(chosen, keys: lists[$0], days: ofAll, keyCount: keyCounts[$0])
            }
        }
        let all = byKey(order)
        self.all = all
        if unseen.isEmpty {
            certain = all
        } else {
            var isUnseen = Bits(count: days.count)
            for event in unseen { isUnseen[event] = true }
            let chosen = order.filter { !isUnseen[Int($0)] }
            certain = byKey(chosen)
        }
        if let rowCount {
            var bits = Bits(count: rowCount)
            for row in rows { bits[Int(row)] = true }
            self.rows = bits
        } else {
            self.rows = nil
        }
        try state.advance(by: 0)
    }

    /// Numbers of events by their days.
    private static func ordered(_ days: [Int32]) -> [Int32] {
        guard let first = days.min(), let last = days.max() else { return [] }
        let (span, overflow) = Int(last).subtractingReportingOverflow(Int(first))
        if overflow || span > 4 * days.count + 65_536 {
            return RadixSort.sorted((0..<Int32(clamping: days.count)).map(\.self)) {
                UInt64(UInt32(bitPattern: days[Int($0)]) ^ 1 << 31)
            }
        }
        var next = [Int32](repeating: 0, count: span + 2)
        return next.withUnsafeMutableBufferPointer { next in
            for day in days { next[Int(day &- first) &+ 1] &+= 1 }
            for place in 0...span { next[place &+ 1] &+= next[place] }
            return [Int32](unsafeUninitializedCapacity: days.count) { order, filled in
                for (event, day) in days.enumerated() {
                    order[Int(next[Int(day &- first)])] = Int32(truncatingIfNeeded: event)
                    next[Int(day &- first)] &+= 1
                }
                filled = days.count
            }
        }
    }

    /// How many certain events are in certain pairs with several anchors: by list of keys, what each entry gains over
    /// the one before it in anchors.
    func shared(_ taken: [[[Int32]]], _ state: RunState) -> Int {
        let anchors = state.context.lanes.run(certain.count, threads: state.threadCount) { list in
            var anchors = [Int32](repeating: 0, count: eventCount)
            var sum: Int32 = 0
            for (place, event) in certain[list].events.enumerated() {
                for part in taken { sum &+= part[list][place] }
                anchors[Int(event)] = sum
            }
            return anchors
        }
        guard anchors.count == 2 else { return anchors.reduce(0) { $0 + $1.count { $0 > 1 } } }
        // Those that agree in what has to differ were counted among all.
        return zip(anchors[0], anchors[1]).count { $0 &- $1 > 1 }
    }
}

/// Counts the pairs of anchors batch by batch. Of one thread.
final class PairCounter {
    private(set) var all = 0
    private(set) var certain = 0
    private(set) var isBeyond = false
    /// By list of keys and by entry of the certain events, in how many more windows of anchors it is than the one before.
    private(set) var taken: [[Int32]]
    private let place: DayPlace
    private let windows: DayWindows
    private let events: PairEvents
    private let readers: [DayKeyReader]
    private let ownReaders: [DayKeyReader]

    init(
        _ plan: DayPlan, _ place: DayPlace, _ events: PairEvents, _ lists: [[DayKey]], _ numberings: [DayNumbering],
        _ layout: Layout, _ context: Context
    ) {
        self.place = place
        self.events = events
        windows = DayWindows(plan, step: 0)
        readers = zip(lists, numberings).map { DayKeyReader($0, ofAnchors: true, $1, layout, context) }
        ownReaders = zip(lists, numberings).map { DayKeyReader($0, ofAnchors: false, $1, layout, context) }
        taken = events.certain.map { [Int32](repeating: 0, count: $0.days.count + 1) }
    }

    func add(_ batch: Batch, _ presence: Presence, _ segment: Int) {
        if isBeyond { return }
        guard presence.marked == nil, let (days, start) = place.days(batch) else {
            isBeyond = true
            return
        }
        let present = presence.present
        let keys = readers.map { $0.read(batch, present) }
        if readers.contains(where: \.isBeyond) {
            isBeyond = true
            return
        }
        var own: [UnsafePointer<UInt32>]?
        let first = place.firstRows[segment] &+ batch.start
        present.each { row in
            let day = Int(days[start &+ row] ^ place.mirror)
            let last = windows.lastDay(from: day)
            let isSeen = presence.visible[row]
            for list in keys.indices {
                let key = keys[list][row]
                let sign = list == 0 ? 1 : -1
                if last >= day {
                    let (same, next, end) = events.all[list].window(key, from: day, through: last)
                    all &+= sign &* (end &- same)
                    if isSeen {
                        let (_, next, end) =
                            events.isExact
                            ? (same, next, end) : events.certain[list].window(key, from: day, through: last)
                        if end > next {
                            certain &+= sign &* (end &- next)
                            taken[list][next] &+= 1
                            taken[list][end] &-= 1
                        }
                    }
                }
                guard let rows = events.rows, rows[first &+ row], last >= day else { continue }
                let mine = own ?? ownReaders.map { $0.read(batch, present) }
                own = mine
                // The anchor itself is no event of its own.
                if key < DayKeyReader.unknown, mine[list][row] == key { all &-= sign }
            }
        }
    }
}
