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

    /// By the code of a period its groups with rows, some of them several times, as long as they are few; nil where they
    /// are not, or nobody knows. Events that became known late fall into many periods, and into few groups of each.
    private var fewGroups: [[UInt32]?] = []

    /// What others have gathered of periods of their own, and by the codes of these periods there the codes here.
    private var parts: [(sinks: DenseSinks, periods: [UInt32])] = []

    /// Of a wider array the emptying would cost more than looking groups up.
    private static let mostGroups = 1 << 24

    /// nil where one of the keys or aggregates is none of those.
    init?(
        keys: [GroupKey], period: (date: Compiled, coder: PeriodCoder)?, slots: [AggregateSlot], _ batch: Batch,
        _ memory: SpareMemory
    ) {
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
        // Of wide periods there will be several: memory for them is taken at once, and not moved as they come.
        counts = Slab(memory, least: period == nil ? 0 : 16 * width)
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
        while period != nil, fewGroups.count < periodCount { fewGroups.append([]) }
        for sink in sinks { sink.grow(to: groupCount) }
    }

    /// Whether the arrays of so many periods are not too large.
    private func fits(_ periods: Int) -> Bool {
        periods <= Self.mostGroups / width && sinks.allSatisfy { $0.fits(periods * width) }
    }

    /// Bytes that the arrays take.
    var byteCount: Int { groupCount * 4 + sinks.reduce(0) { $0 + $1.byteCount } }

    // MARK: Rows

    /// Takes in the visible rows of a batch; false, and nothing is taken in, where they are not stored so.
    func add(_ batch: Batch, _ visible: Bits) -> Bool {
        groups.grow(to: batch.rowCount, zero: 0)
        list.grow(to: batch.rowCount + Bits.roomBehindRows, zero: 0)
        mask.grow(to: batch.rowCount + 64, zero: 0)
        for side in sides where batch.dictionaryID(side.place) != ObjectIdentifier(side.dictionary) { return false }
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
            forgetFewGroups()
            return true
        }
        let groups = groups.start
        // What all groups begin with, until it is in them.
        var beginning: UInt32? = period == nil ? 0 : nil
        var parts: [PeriodPart]?
        if let period {
            let (coder, width) = (period.coder, UInt32(width))
            parts = batch.parts(of: coder, place: period.place)?.compactMap { $0.selected(rows, coder) }
            if let parts {
                if parts.count == 1 {
                    beginning = parts[0].code &* width
                } else {
                    // Rows that are not selected count nowhere, but have a group.
                    groups.update(repeating: 0, count: rows.count)
                    for part in parts {
                        (groups + part.rows.lowerBound).update(repeating: part.code &* width, count: part.rows.count)
                    }
                }
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
        if period != nil { noteFewGroups(parts, rows) }
        return true
    }

    /// - Parameter parts: the rows by periods; nil where that is not known.
    private func noteFewGroups(_ parts: [PeriodPart]?, _ rows: SelectedRows) {
        guard let parts else {
            forgetFewGroups()
            return
        }
        for part in parts {
            let code = Int(part.code)
            guard var list = fewGroups[code] else { continue }
            fewGroups[code] = nil
            if list.count + part.rows.count > width / 16 { continue }
            for index in part.rows where rows.isSelected(index) {
                list.append(groups.start[index] &- part.code &* UInt32(width))
            }
            fewGroups[code] = list
        }
    }

    private func forgetFewGroups() { for code in fewGroups.indices { fewGroups[code] = nil } }

    // MARK: Runs

    /// Whether all rows of a run fall into one group.
    private func areGroups(of runs: RowRuns) -> Bool {
        // A damaged column has another dictionary, which may not have all kinds of the runs.
        sides.allSatisfy { $0.place == runs.kindColumn && $0.dictionary.codeCount > Int(runs.largestKind) }
            && sinks.allSatisfy { $0.isReady(forKindsOf: runs) }
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
        func take(_ group: Int) {
            if other.counts.start[from + group] == 0 { return }
            counts.start[to + group] += other.counts.start[from + group]
            other.counts.start[from + group] = 0
            for (sink, others) in zip(sinks, other.sinks) { sink.merge(others, from + group, into: to + group) }
        }
        if let few = other.knownFewGroups(there) {
            for group in few { take(Int(group)) }
            if here < fewGroups.count { fewGroups[here]?.append(contentsOf: few) }
            other.fewGroups[there] = []
        } else {
            for group in 0..<width { take(group) }
            if here < fewGroups.count { fewGroups[here] = nil }
        }
    }

    private func knownFewGroups(_ period: Int) -> [UInt32]? { period < fewGroups.count ? fewGroups[period] : nil }

    /// What was gathered: of every group that has rows the codes of its keys, in the numbering of the keys themselves.
    /// - Parameters:
    ///   - isLast: whether nothing is gathered behind it.
    ///   - largest: if not nil, so many groups with the most rows are enough, and those that have as many as the last.
    func empty(
        into keys: [GroupKey], slots: [AggregateSlot], isLast: Bool, largest: Int?, _ lanes: Lanes, threads: Int,
        _ take: (_ codes: [[UInt32]], _ count: Int) -> [Int32]
    ) -> GroupTotals? {
        let all = [(sinks: self, periods: Array(0..<UInt32(periodCount)))] + parts
        let parts = Parts(sinks: all.map(\.sinks))
        let filled = lanes.run(all.count, threads: threads) { parts.sinks[$0].look() }
        var totals: GroupTotals?
        var least: UInt32 = 1
        if let largest, largest > 0, filled.allSatisfy(\.areGroupsOfTheirOwn) {
            let found = GroupTotals(filled.map(\.groups), periods: all.map(\.periods))
            if found.groupCounts.reduce(0, +) > 2 * largest {
                totals = found
                least = FilledGroups.least(
                    of: largest, zip(all, filled).map { ($1.groups, UnsafePointer($0.sinks.counts.start)) })
            }
        }
        for (place, part) in all.enumerated() {
            part.sinks.empty(
                filled[place].groups.groups(ofRows: least, UnsafePointer(part.sinks.counts.start)), into: keys,
                slots: slots, isLast: isLast && place == all.count - 1, periods: part.periods, take)
        }
        return totals
    }

    private struct Parts: @unchecked Sendable {
        // Unchecked: each is touched by one thread at a time.
        let sinks: [DenseSinks]
    }

    /// What there is in the groups of some sinks.
    private struct Look: Sendable {
        var groups: FilledGroups
        /// Whether no two groups are the same in the end: pairs of which a side is not known are one, and so are both
        /// ways of a pair without direction.
        var areGroupsOfTheirOwn: Bool
    }

    private func look() -> Look {
        var look = Look(
            groups: FilledGroups(width: width),
            areGroupsOfTheirOwn: keys.allSatisfy { $0.sides.count == 1 || $0.isDirected })
        for period in 0..<periodCount {
            let few = knownFewGroups(period)
            look.groups.lookAtNext(UnsafePointer(counts.start + period * width), fewGroups: few)
            if look.areGroupsOfTheirOwn { look.areGroupsOfTheirOwn = !hasRows(unnamedIn: period, few) }
        }
        return look
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

    /// Whether some group of a period has rows that is of a pair of which a side is not known, or is none.
    private func hasRows(unnamedIn period: Int, _ few: [UInt32]?) -> Bool {
        let counts = counts.start + period * width
        var side = 0
        for key in keys {
            for place in side..<(side + key.sides.count) where key.sides.count > 1 {
                let (stride, size) = (strides[place], sides[place].size)
                let names = min(size, Int(CodedColumn.firstCode))
                if let few {
                    if few.contains(where: { Int($0) / stride % size < names && counts[Int($0)] > 0 }) { return true }
                    continue
                }
                // Groups of one name of a side stand together, `stride` of them, and come again behind `size` such
                // stretches.
                for first in Swift.stride(from: 0, to: width, by: stride * size) {
                    for group in first..<(first + stride * names) where counts[group] > 0 { return true }
                }
            }
            side += key.sides.count
        }
        return false
    }
}
