import Columnar
import EventModel
import Plan

/// Reckons one aggregate for every group.
protocol Accumulator: AnyObject {
    /// Takes in rows of a batch; `column` holds the argument for its rows from `start` on.
    func add(_ column: Column, start: Int, _ grouped: GroupedRows)
    /// Takes in what another of the same aggregate has reckoned; `groups` are the numbers here of the groups there.
    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int)
    /// Bytes, roughly, of values kept one by one.
    var keptBytes: Int { get }
    /// The outcome for groups in a given order; -1 is a group without rows.
    func finish(_ groups: [Int]) -> Column
}

/// How many rows, or parts of rows.
final class RowCounter: Accumulator {
    private var counts: [Int] = []
    private var parts: [ExactSum] = []

    func add(rows: Int) {
        if counts.isEmpty { counts = [0] }
        counts[0] += rows
    }

    /// Rows of groups that were counted elsewhere.
    func add(_ rows: [Int], to groups: [Int32]) {
        counts.grow(to: Int(groups.max() ?? -1) + 1, with: 0)
        for (group, count) in zip(groups, rows) { counts[Int(group)] += count }
    }

    func add(_ grouped: GroupedRows) {
        counts.grow(to: grouped.groupCount, with: 0)
        if let weights = grouped.weights {
            parts.grow(to: grouped.groupCount, with: ExactSum())
            for (index, group) in grouped.groups.enumerated() { parts[Int(group)].add(weights[index]) }
        } else {
            counts.withUnsafeMutableBufferPointer { counts in
                for group in grouped.groups { counts[Int(group)] &+= 1 }
            }
        }
    }

    var keptBytes: Int { 0 }

    func add(_ column: Column, start: Int, _ grouped: GroupedRows) { add(grouped) }

    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int) {
        guard let other = other as? RowCounter else { return }
        counts.grow(to: groupCount, with: 0)
        for (group, count) in other.counts.enumerated() { counts[Int(groups[group])] += count }
        if other.parts.isEmpty { return }
        parts.grow(to: groupCount, with: ExactSum())
        for (group, part) in other.parts.enumerated() { parts[Int(groups[group])].add(part) }
    }

    func finish(_ groups: [Int]) -> Column {
        .number(
            NumberColumn(
                low: groups.map { group in
                    (counts.indices.contains(group) ? Double(counts[group]) : 0)
                        + (parts.indices.contains(group) ? parts[group].value : 0)
                }))
    }
}

/// How many rows whose cell is known.
final class KnownCounter: Accumulator {
    private let counter = RowCounter()
    var keptBytes: Int { 0 }

    /// Cells of groups that were counted elsewhere.
    func add(_ cells: [Int], to groups: [Int32]) { counter.add(cells, to: groups) }

    func add(_ column: Column, start: Int, _ grouped: GroupedRows) {
        // Members of a list that stands in several groups come again: the last is not always the greatest.
        let last = Int(grouped.rows.max() ?? -1) + 1
        guard let known = column.rows(.known, start: start, count: last) else {
            counter.add(grouped)
            return
        }
        counter.add(grouped.filtered { known[Int(grouped.rows[$0])] })
    }

    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int) {
        guard let other = other as? KnownCounter else { return }
        counter.merge(other.counter, groups, groupCount: groupCount)
    }

    func finish(_ groups: [Int]) -> Column { counter.finish(groups) }
}

/// The part of the rows of which a condition is yes, up to that of which it is not no.
final class ShareCounter: Accumulator {
    private let all = RowCounter()
    private let certain = RowCounter()
    private let possible = RowCounter()
    var keptBytes: Int { 0 }

    func add(_ column: Column, start: Int, _ grouped: GroupedRows) {
        guard let mask = column.asTruth else { return }
        all.add(grouped)
        certain.add(grouped.filtered { mask.certain[start + Int(grouped.rows[$0])] })
        possible.add(grouped.filtered { mask.possible[start + Int(grouped.rows[$0])] })
    }

    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int) {
        guard let other = other as? ShareCounter else { return }
        all.merge(other.all, groups, groupCount: groupCount)
        certain.merge(other.certain, groups, groupCount: groupCount)
        possible.merge(other.possible, groups, groupCount: groupCount)
    }

    func finish(_ groups: [Int]) -> Column {
        let parts = [all, certain, possible].map { $0.finish(groups) }
        let values = [Value](groups.indices, rest: .unknown) { index in
            let counts = parts.map { $0.asNumber?.low[index] ?? 0 }
            return counts[0] == 0 ? .unknown : .number(NumberSpan(counts[1] / counts[0], counts[2] / counts[0]))
        }
        return Column(values, type: .number)
    }
}

/// Aggregates that keep a value: the first, the last, the least and the greatest of what is no number.
final class ValueAccumulator: Accumulator {
    private let function: Aggregate.Function
    private let argument: ValueType
    private let type: ValueType
    private var single: [Value] = []

    var keptBytes: Int { single.count * 64 }

    init(_ function: Aggregate.Function, _ argument: ValueType, _ type: ValueType) {
        self.function = function
        self.argument = argument
        self.type = type
    }

    func add(_ column: Column, start: Int, _ grouped: GroupedRows) {
        single.grow(to: grouped.groupCount, with: .unknown)
        for (index, group) in grouped.groups.enumerated() {
            let value = column.value(at: start + Int(grouped.rows[index]), type: argument)
            if value.isKnown { take(value, Int(group)) }
        }
    }

    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int) {
        guard let other = other as? ValueAccumulator else { return }
        single.grow(to: groupCount, with: .unknown)
        for (group, value) in other.single.enumerated() where value.isKnown { take(value, Int(groups[group])) }
    }

    private func take(_ value: Value, _ group: Int) {
        let isFirst = !single[group].isKnown
        switch function {
        case .first: if isFirst { single[group] = value }
        case .min, .max: single[group] = isFirst ? value : better(single[group], value)
        case .last, .count, .sum, .mean, .median, .quantile, .stdev, .list, .share: single[group] = value
        }
    }

    /// Dates by their earliest and by their latest day; all else by bytes or by its order.
    private func better(_ best: Value, _ value: Value) -> Value {
        let isMaximum = function == .max
        switch (best, value) {
        case (.date(let one), .date(let two)):
            let pick: (DayNumber, DayNumber) -> DayNumber = isMaximum ? { max($0, $1) } : { min($0, $1) }
            return .date(
                EventDate(
                    at: DateSpan(pick(one.hull.earliest, two.hull.earliest), pick(one.hull.latest, two.hull.latest))))
        case (.period(let one), .period(let two)):
            let isLess = (two.first, two.last) < (one.first, one.last)
            let isMore = (two.first, two.last) > (one.first, one.last)
            return (isMaximum ? isMore : isLess) ? value : best
        case (.truth(let one), .truth(let two)): return .truth(isMaximum ? max(one, two) : min(one, two))
        case _:
            let order = ValueOrder.texts(value.name ?? "", best.name ?? "")
            return (isMaximum ? order > 0 : order < 0) ? value : best
        }
    }

    func finish(_ groups: [Int]) -> Column {
        let values = [Value](groups.indices, rest: .unknown) { index in
            let group = groups[index]
            guard single.indices.contains(group) else { return .unknown }
            if case .date(let date) = single[group], function == .min || function == .max {
                return .date(EventDate(at: date.hull))
            }
            return single[group]
        }
        return Column(values, type: type)
    }
}

/// Lets each value of a group through once, before another accumulator.
final class DistinctAccumulator: Accumulator {
    private let next: any Accumulator
    private let coder: KeyCoder
    private var pairs = CodeMap()
    /// The pairs of groups and values met, in the order in which they were.
    private var groups: [Int32] = []
    private var codes: [UInt32] = []

    var keptBytes: Int { codes.count * 32 + next.keptBytes }

    init(_ next: any Accumulator, _ type: ValueType) {
        self.next = next
        coder = KeyCoder(type)
    }

    /// Values that were told apart elsewhere: of each group a byte for each, 1 where it was met.
    /// - Parameter isLast: whether nothing comes behind them.
    func add(_ seen: [UnsafeBufferPointer<UInt8>], to groups: [Int32], isLast: Bool, value: (Int) -> Value) {
        if isLast, self.groups.isEmpty, let counter = next as? KnownCounter {
            // Where nothing else was met, how many there are is all that is asked.
            counter.add(seen.map { $0.reduce(0) { $0 + Int($1) } }, to: groups)
            return
        }
        var codes: [Int: UInt32] = [:]
        var all = GroupedRows(rows: [])
        var column: [UInt32] = []
        for (bytes, group) in zip(seen, groups) {
            for (number, byte) in bytes.enumerated() where byte != 0 {
                let code = codes[number] ?? coder.code(of: value(number))
                codes[number] = code
                all.rows.append(Int32(truncatingIfNeeded: column.count))
                all.groups.append(group)
                column.append(code)
            }
        }
        all.groupCount = Int(groups.max() ?? -1) + 1
        add(coder.column(column), start: 0, all)
    }

    func add(_ column: Column, start: Int, _ grouped: GroupedRows) {
        let codes = coder.codes(.column(column, start: start), rows: grouped.rows)
        // Taken out while it changes: of a property, every access would be checked on its own.
        var pairs = CodeMap()
        swap(&pairs, &self.pairs)
        defer { swap(&pairs, &self.pairs) }
        var new = GroupedRows(rows: [])
        new.groupCount = grouped.groupCount
        if grouped.weights != nil { new.weights = [] }
        for (index, code) in codes.enumerated() where code >= CodedColumn.firstCode {
            let group = grouped.groups[index]
            let number = UInt32(truncatingIfNeeded: pairs.count)
            let pair = UInt64(UInt32(bitPattern: group)) << 32 | UInt64(code)
            if pairs.code(of: pair, orNew: number) != number { continue }
            new.rows.append(grouped.rows[index])
            new.groups.append(group)
            if let weights = grouped.weights { new.weights?.append(weights[index]) }
            groups.append(group)
            self.codes.append(code)
        }
        next.add(column, start: start, new)
    }

    /// The values of the other count as rows that come now.
    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int) {
        guard let other = other as? DistinctAccumulator else { return }
        var grouped = GroupedRows(rows: other.codes.indices.map { Int32(truncatingIfNeeded: $0) })
        grouped.groups = other.groups.map { groups[Int($0)] }
        grouped.groupCount = groupCount
        add(other.coder.column(other.codes), start: 0, grouped)
    }

    func finish(_ groups: [Int]) -> Column { next.finish(groups) }
}

extension Array {
    @inline(__always)
    mutating func grow(to count: Int, with element: Element) {
        if self.count < count { append(contentsOf: repeatElement(element, count: count - self.count)) }
    }
}
