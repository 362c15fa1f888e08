import Columnar
import EventModel
import Plan

/// Aggregates whose groups are places of an array: the codes of the keys, and the number of the period, make up the
/// number of the group, and nothing is looked for.
///
/// It does what can be done so and is asked for most: keys that are columns of codes or something over one, periods of
/// exact dates, counts, sums and means of numbers, distinct codes. Everything else, and whatever is not stored so, goes
/// the way of the `Aggregator`, into which these sinks are emptied in the end.
final class DenseSinks {
    /// By key the sides that tell it: one, or both of a dyad.
    private let keys: [DenseKey]
    private let sides: [DenseSide]
    /// What a side's number is multiplied with, and by the side's code that product.
    private let strides: [Int]
    private let maps: [[UInt32]]
    /// Groups of one period.
    private let width: Int
    private let period: (place: Int, coder: PeriodCoder)?
    private var periodCount = 1
    private let sinks: [DenseSink]
    private let counts: Slab<UInt32>
    private let groups = Slab<UInt32>()
    private let list = Slab<Int32>()
    private let mask = Slab<UInt8>()

    /// What others have gathered of periods of their own, and by the codes of these periods there the codes here.
    private var parts: [(sinks: DenseSinks, periods: [UInt32])] = []

    /// Of a wider array the emptying would cost more than looking groups up.
    private static let mostGroups = 1 << 24

    /// nil where one of the keys or aggregates is none of those.
    init?(
        keys: [GroupKey], period: (date: Compiled, coder: PeriodCoder)?, slots: [AggregateSlot], _ batch: Batch,
        _ memory: SpareMemory
    ) {
        counts = Slab(memory)
        var parts: [DenseKey] = []
        for key in keys {
            guard let sides = key.denseSides(batch) else { return nil }
            parts.append(sides)
        }
        self.keys = parts
        sides = parts.flatMap(\.sides)
        var strides: [Int] = []
        var width = 1
        for side in sides {
            strides.append(width)
            let (product, overflow) = width.multipliedReportingOverflow(by: side.size)
            guard !overflow, product <= Self.mostGroups, product <= 4 * batch.totalRows + 4_096 else { return nil }
            width = product
        }
        self.width = width
        self.strides = strides
        maps = zip(sides, strides).map { side, stride in
            (0..<side.dictionary.codeCount).map { code in
                (side.map?[code] ?? UInt32(code)) &* UInt32(stride)
            }
        }
        if let period {
            guard let place = period.date.place else { return nil }
            self.period = (place, period.coder)
            periodCount = 0
        } else {
            self.period = nil
        }
        var sinks: [DenseSink] = []
        for slot in slots {
            guard let sink = slot.denseSink(batch) else { return nil }
            sinks.append(sink)
        }
        self.sinks = sinks
        guard sinks.allSatisfy({ $0.fits(width) }) else { return nil }
        if self.period == nil { grow(to: 1) }
    }

    private var groupCount: Int { width * periodCount }

    private func grow(to periods: Int) {
        if periods <= periodCount, counts.count > 0 { return }
        periodCount = max(periods, periodCount)
        counts.grow(to: groupCount, zero: 0)
        for sink in sinks { sink.grow(to: groupCount) }
    }

    /// Whether the arrays of so many periods are not too large.
    private func fits(_ periods: Int) -> Bool {
        periods <= Self.mostGroups / width && sinks.allSatisfy { $0.fits(periods * width) }
    }

    /// Bytes that the arrays take.
    var byteCount: Int { groupCount * 4 + sinks.reduce(0) { $0 + $1.byteCount } }

    private var filledGroups: FilledGroups {
        FilledGroups(counts: UnsafePointer(counts.start), width: width, periodCount: periodCount)
    }

    // MARK: Rows

    /// Takes in the visible rows of a batch; false, and nothing is taken in, where they are not stored so.
    func add(_ batch: Batch, _ visible: Bits) -> Bool {
        groups.grow(to: batch.rowCount, zero: 0)
        list.grow(to: batch.rowCount, zero: 0)
        mask.grow(to: batch.rowCount + 64, zero: 0)
        for side in sides where batch.stored(side.place).dictionary !== side.dictionary { return false }
        for sink in sinks where !sink.begin(batch, visible) { return false }
        let population = visible.population
        if population == 0 { return true }
        let isList = population <= batch.rowCount / 2
        let selection: SelectedRows.Selection
        if population == batch.rowCount {
            selection = .all
        } else if isList {
            visible.writeRows(to: list.start)
            selection = .list(UnsafePointer(list.start))
        } else {
            visible.expand(into: mask.start)
            selection = .mask(UnsafePointer(mask.start))
        }
        let count = isList ? population : batch.rowCount
        guard add(batch, SelectedRows(start: batch.start, count: count, selection: selection)) else { return false }
        for sink in sinks { sink.end() }
        return true
    }

    private func add(_ batch: Batch, _ rows: SelectedRows) -> Bool {
        if case .list = rows.selection {
        } else if let runs = batch.runs, areGroups(of: runs) {
            if let period {
                // There are no more new periods than there are other first days.
                var (days, last) = (0, DayNumber.min)
                runs.each(rows.start..<(rows.start + rows.count)) { run, _ in
                    days += runs.firstDays.base[run] == last ? 0 : 1
                    last = runs.firstDays.base[run]
                }
                guard fits(period.coder.codeCount + days) else { return false }
            }
            addRuns(runs, rows)
            return true
        }
        let groups = groups.start
        // What all groups begin with, until it is in them.
        var beginning: UInt32? = period == nil ? 0 : nil
        if let period {
            let (coder, width) = (period.coder, UInt32(width))
            if let day = dayOfOnePeriod(batch) {
                beginning = coder.code(day: day) &* width
            } else {
                var taker = PeriodTaker(groups: groups, coder: coder, width: width)
                guard batch.stored(period.place).giveDays(rows, to: &taker) else { return false }
            }
            guard fits(coder.codeCount) else { return false }
            grow(to: coder.codeCount)
        }
        for (side, map) in zip(sides, maps) {
            let isTaken = map.withUnsafeBufferPointer { map in
                guard let map = map.baseAddress else { return false }
                let stored = batch.stored(side.place)
                if let first = beginning {
                    var taker = FirstSideTaker(groups: groups, beginning: first, map: map)
                    return stored.giveCodes(rows, to: &taker)
                }
                var taker = SideTaker(groups: groups, map: map)
                return stored.giveCodes(rows, to: &taker)
            }
            guard isTaken else { return false }
            beginning = nil
        }
        if let beginning { groups.update(repeating: beginning, count: rows.count) }
        let counts = counts.start
        if case .mask(let mask) = rows.selection {
            for index in 0..<rows.count { counts[Int(groups[index])] &+= UInt32(mask[index]) }
        } else {
            for index in 0..<rows.count { counts[Int(groups[index])] &+= 1 }
        }
        for sink in sinks { sink.add(rows, UnsafePointer(groups)) }
        return true
    }

    // MARK: Runs

    /// A day of the period into which all rows of a batch fall, if runs tell that it is one.
    private func dayOfOnePeriod(_ batch: Batch) -> DayNumber? {
        guard let period, let runs = batch.runs, runs.dateColumn == period.place,
            batch.stored(period.place).hasPlainDays
        else { return nil }
        var (first, last) = (DayNumber.max, DayNumber.min)
        runs.each(batch.start..<(batch.start + batch.rowCount)) { run, _ in
            first = min(first, runs.firstDays.base[run])
            last = max(last, runs.lastDays.base[run])
        }
        let unit = period.coder
        return first <= last && unit.ordinal(containing: first) == unit.ordinal(containing: last) ? first : nil
    }

    /// Whether all rows of a run fall into one group.
    private func areGroups(of runs: RowRuns) -> Bool {
        sides.allSatisfy { $0.place == runs.kindColumn }
            && (period.map { $0.place == runs.dateColumn && $0.coder.unit.isOfWholeMonths } ?? true)
    }

    private func addRuns(_ runs: RowRuns, _ rows: SelectedRows) {
        let (counts, width, maps, sinks, period) = (counts, width, maps, sinks, period)
        var month = (day: DayNumber.min, code: 0)
        runs.each(rows.start..<(rows.start + rows.count)) { run, part in
            let selected = rows.within(part)
            let population = selected.population
            // A period of which no row is selected is not one of the answer.
            if population == 0 { return }
            var group = 0
            if let period {
                let day = runs.firstDays.base[run]
                if day != month.day {
                    month = (day, Int(period.coder.code(day: day)))
                    grow(to: period.coder.codeCount)
                }
                group = month.code &* width
            }
            let kind = Int(runs.kinds.base[run])
            for map in maps { group &+= Int(map[kind]) }
            counts.start[group] &+= UInt32(truncatingIfNeeded: population)
            for sink in sinks { sink.add(selected, kind: kind, of: runs, population, to: group) }
        }
    }

    // MARK: Putting together

    /// Takes in what another has of the same sides; false where the sides are others.
    ///
    /// Rows mostly lie by date: of the periods of two few are the same, and only these are added up.
    func merge(_ other: DenseSinks) -> Bool {
        guard other.parts.isEmpty, sides.count == other.sides.count,
            zip(sides, other.sides).allSatisfy({ $0.isSame(as: $1) }),
            zip(sinks, other.sinks).allSatisfy({ $0.isSame(as: $1) })
        else { return false }
        guard let period, let others = other.period else {
            add(other, 0, to: 0)
            return true
        }
        let known = period.coder.codeCount
        guard fits(known) else { return false }
        let periods = period.coder.merge(others.coder)
        for (there, here) in periods.enumerated() where there < other.periodCount && here < known {
            let owner = parts.first { $0.periods.contains(here) }
            if let owner, let place = owner.periods.firstIndex(of: here) {
                owner.sinks.add(other, there, to: place)
            } else {
                grow(to: Int(here) + 1)
                add(other, there, to: Int(here))
            }
        }
        parts.append((other, periods))
        return true
    }

    /// Adds a period of another, which loses it.
    private func add(_ other: DenseSinks, _ there: Int, to here: Int) {
        let (from, to) = (there * width, here * width)
        for group in 0..<width where other.counts.start[from + group] > 0 {
            counts.start[to + group] += other.counts.start[from + group]
            other.counts.start[from + group] = 0
            for (sink, others) in zip(sinks, other.sinks) { sink.merge(others, from + group, into: to + group) }
        }
    }

    /// What was gathered: of every group that has rows the codes of its keys, in the numbering of the keys themselves.
    /// - Parameters:
    ///   - isLast: whether nothing is gathered behind it.
    ///   - largest: if not nil, so many groups with the most rows are enough, and those that have as many as the last.
    func empty(
        into keys: [GroupKey], slots: [AggregateSlot], isLast: Bool, largest: Int?, _ lanes: Lanes, threads: Int,
        _ take: (_ codes: [[UInt32]], _ count: Int) -> [Int32]
    ) -> GroupTotals? {
        let all = [(sinks: self, periods: Array(0..<UInt32(periodCount)))] + parts
        let filled = all.map(\.sinks.filledGroups)
        var totals: GroupTotals?
        var least: UInt32 = 1
        let isOfLargest = (largest ?? 0) > 0 && all.allSatisfy(\.sinks.areGroupsOfTheirOwn)
        let surveys = lanes.run(all.count, threads: threads) { filled[$0].survey(hasTotals: isOfLargest) }
        if let largest, isOfLargest {
            let found = GroupTotals(surveys, periods: all.map(\.periods))
            if found.groupCounts.reduce(0, +) > 2 * largest {
                totals = found
                least = FilledGroups.least(of: largest, Array(zip(filled, surveys)))
            }
        }
        for (place, part) in all.enumerated() {
            part.sinks.empty(
                filled[place].groups(ofRows: least, surveys[place]), into: keys, slots: slots,
                isLast: isLast && place == all.count - 1, periods: part.periods, take)
        }
        return totals
    }

    /// - Parameter periods: by the codes of the periods here the codes that they are to have.
    private func empty(
        _ filled: [Int], into keys: [GroupKey], slots: [AggregateSlot], isLast: Bool, periods: [UInt32],
        _ take: (_ codes: [[UInt32]], _ count: Int) -> [Int32]
    ) {
        var codes: [[UInt32]] = []
        var side = 0
        for (key, dense) in zip(keys, self.keys) {
            let sides = dense.sides
            let coder = DenseKeyCodes(key, sides)
            let (first, second) = (side, side + 1)
            codes.append(
                filled.map { group in
                    let one = group % width / strides[first] % sides[0].size
                    let two = sides.count > 1 ? group % width / strides[second] % sides[1].size : 0
                    return coder.code(one, two)
                })
            side += sides.count
        }
        if period != nil { codes.append(filled.map { periods[$0 / width] }) }
        let groups = take(codes, filled.count)
        let rows = filled.map { Int(counts.start[$0]) }
        for (slot, sink) in zip(slots, sinks) { sink.empty(filled, groups, rows, into: slot, isLast: isLast) }
    }

    /// Whether no two groups are the same in the end: pairs of which a side is not known are one, and so are both ways
    /// of a pair without direction.
    private var areGroupsOfTheirOwn: Bool {
        var side = 0
        for key in keys {
            let first = side
            side += key.sides.count
            if key.sides.count == 1 { continue }
            if !key.isDirected { return false }
            for place in first..<side where hasRows(unnamed: place) { return false }
        }
        return true
    }

    /// Whether rows went into a group of which a side is not known, or is none.
    private func hasRows(unnamed side: Int) -> Bool {
        let (stride, size) = (strides[side], sides[side].size)
        let names = min(size, Int(CodedColumn.firstCode))
        // Groups of one name of a side stand together, `stride` of them, and come again behind `size` such stretches.
        for first in Swift.stride(from: 0, to: groupCount, by: stride * size) {
            for group in first..<(first + stride * names) where counts.start[group] > 0 { return true }
        }
        return false
    }
}

/// Begins the number of a group by its period.
private struct PeriodTaker: RowTaker {
    let groups: UnsafeMutablePointer<UInt32>
    let coder: PeriodCoder
    let width: UInt32
    /// The day before and its part of the number: rows of a day often stand together.
    private var last: (day: DayNumber, group: UInt32)?

    init(groups: UnsafeMutablePointer<UInt32>, coder: PeriodCoder, width: UInt32) {
        self.groups = groups
        self.coder = coder
        self.width = width
    }

    @inline(__always)
    mutating func take(_ index: Int, _ day: DayNumber, _ weight: UInt8) {
        if weight == 0 {
            // A period of which no row is selected is not one of the answer.
            groups[index] = 0
            return
        }
        if let last, last.day == day {
            groups[index] = last.group
            return
        }
        let group = coder.code(day: day) &* width
        groups[index] = group
        last = (day, group)
    }
}

/// Begins the number of a group by the part of its first side, where all begin alike before it.
private struct FirstSideTaker: RowTaker {
    let groups: UnsafeMutablePointer<UInt32>
    let beginning: UInt32
    let map: UnsafePointer<UInt32>

    @inline(__always)
    mutating func take(_ index: Int, _ code: Int, _ weight: UInt8) { groups[index] = beginning &+ map[code] }
}

/// Adds the part of a side to the number of a group.
private struct SideTaker: RowTaker {
    let groups: UnsafeMutablePointer<UInt32>
    let map: UnsafePointer<UInt32>

    @inline(__always)
    mutating func take(_ index: Int, _ code: Int, _ weight: UInt8) { groups[index] &+= map[code] }
}

/// The codes of a key by the numbers of its sides, each found once.
private final class DenseKeyCodes {
    private let key: GroupKey
    private let sides: [DenseSide]
    private var known: [UInt64: UInt32] = [:]
    private var single: [UInt32?]

    init(_ key: GroupKey, _ sides: [DenseSide]) {
        self.key = key
        self.sides = sides
        single = Array(repeating: nil, count: sides.count == 1 ? sides[0].size : 0)
    }

    func code(_ one: Int, _ two: Int) -> UInt32 {
        if sides.count == 1 {
            if let code = single[one] { return code }
            let code = key.coder.code(of: sides[0].value(of: one))
            single[one] = code
            return code
        }
        let pair = UInt64(one) << 32 | UInt64(two)
        if let code = known[pair] { return code }
        let code = key.code(of: sides[0].value(of: one), sides[1].value(of: two))
        known[pair] = code
        return code
    }
}

extension TimeUnit {
    /// Whether a month lies in one of them.
    fileprivate var isOfWholeMonths: Bool {
        switch self {
        case .month, .quarter, .year: true
        case .day, .week: false
        }
    }
}
