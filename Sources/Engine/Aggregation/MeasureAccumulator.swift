import Columnar
import EventModel
import Plan

/// Aggregates of numbers, durations and sums of money. Spans give spans; `median`, `quantile` and `stdev` go by
/// middles.
final class MeasureAccumulator: Accumulator {
    private let function: Aggregate.Function
    private let type: ValueType
    private let part: Double
    private var counts: [Double] = []
    private var low: [ExactSum] = []
    private var high: [ExactSum] = []
    private var isExact = true
    private var least: [NumberSpan] = []
    private var moments: [Moments] = []
    /// Middles of spans beside the groups they belong to.
    private var middles: [Double] = []
    private var middleGroups: [Int32] = []
    var keptBytes: Int { middles.count * 12 }
    private var currencies: [UInt32] = []
    private let currencyCoder = KeyCoder(.text)
    /// Groups of money in two currencies, and groups into which an infinity went.
    private var mixed: Set<Int> = []
    private var infinite: Set<Int> = []
    var hasMixture: Bool { !mixed.isEmpty }
    /// Whether some sum was too large for every whole number to have its own value.
    private(set) var isInexact = false

    /// - Parameter part: the q of a quantile.
    init(_ function: Aggregate.Function, _ type: ValueType, part: Double) {
        self.function = function
        self.type = type
        self.part = part
    }

    func add(_ column: Column, start: Int, _ grouped: GroupedRows) {
        grow(to: grouped.groupCount)
        switch column {
        case .number(let numbers): add(numbers, start, grouped)
        case .money(let money):
            addCurrencies(money, start, grouped)
            add(money.amount, start, grouped)
        case .coded, .date, .truth, .period, .list: break
        }
    }

    /// Sums, and how many numbers each has, that were reckoned elsewhere.
    func add(_ sums: [(sum: ExactSum, count: Double, isInfinite: Bool)], to groups: [Int32]) {
        grow(to: Int(groups.max() ?? -1) + 1)
        for (one, group) in zip(sums, groups) {
            if one.isInfinite { infinite.insert(Int(group)) }
            low[Int(group)].add(one.sum)
            if !isExact { high[Int(group)].add(one.sum) }
            counts[Int(group)] += one.count
        }
    }

    private func grow(to count: Int) {
        counts.grow(to: count, with: 0)
        switch function {
        case .sum, .mean:
            low.grow(to: count, with: ExactSum())
            if !isExact { high.grow(to: count, with: ExactSum()) }
        case .min, .max: least.grow(to: count, with: NumberSpan(0))
        case .stdev: moments.grow(to: count, with: Moments())
        case .median, .quantile, .count, .first, .last, .list, .share: break
        }
    }

    private func addCurrencies(_ money: MoneyColumn, _ start: Int, _ grouped: GroupedRows) {
        currencies.grow(to: grouped.groupCount, with: 0)
        let codes = currencyCoder.codes(.column(.coded(money.currency), start: start), rows: grouped.rows)
        for (index, group) in grouped.groups.enumerated() {
            let isKnown = money.amount.states?[start + Int(grouped.rows[index])] ?? .known == .known
            guard isKnown else { continue }
            if currencies[Int(group)] == 0 {
                currencies[Int(group)] = codes[index]
            } else if currencies[Int(group)] != codes[index] {
                mixed.insert(Int(group))
            }
        }
    }

    private func add(_ column: NumberColumn, _ start: Int, _ grouped: GroupedRows) {
        switch function {
        case .sum, .mean:
            if column.high != nil, isExact {
                // What went in so far was exact: its upper sums are its lower ones.
                high = low
                isExact = false
            }
            addSums(column, start, grouped)
        case .min:
            Self.each(column, start, grouped) { group, low, high, _ in
                least[group] =
                    counts[group] == 0
                    ? NumberSpan(low, high) : NumberSpan(min(least[group].low, low), min(least[group].high, high))
                counts[group] += 1
            }
        case .max:
            Self.each(column, start, grouped) { group, low, high, _ in
                least[group] =
                    counts[group] == 0
                    ? NumberSpan(low, high) : NumberSpan(max(least[group].low, low), max(least[group].high, high))
                counts[group] += 1
            }
        case .stdev:
            Self.each(column, start, grouped) { group, low, high, _ in
                moments[group].add(NumberSpan(low, high).middle)
                counts[group] += 1
            }
        case .median, .quantile:
            Self.each(column, start, grouped) { group, low, high, _ in
                middles.append(NumberSpan(low, high).middle)
                middleGroups.append(Int32(truncatingIfNeeded: group))
                counts[group] += 1
            }
        case .count, .first, .last, .list, .share: break
        }
    }

    private func addSums(_ column: NumberColumn, _ start: Int, _ grouped: GroupedRows) {
        var infinities: UInt64 = 0
        low.withUnsafeMutableBufferPointer { low in
            counts.withUnsafeMutableBufferPointer { counts in
                high.withUnsafeMutableBufferPointer { high in
                    let hasHigh = !isExact
                    Self.each(column, start, grouped) { group, lower, upper, weight in
                        low[group].add(lower * weight)
                        if hasHigh { high[group].add(upper * weight) }
                        counts[group] += weight
                        infinities |= (lower.bitPattern | upper.bitPattern) &>> 52 & 0x7FF == 0x7FF ? 1 : 0
                    }
                }
            }
        }
        // An infinity, or two numbers that look like one together.
        guard infinities != 0 else { return }
        Self.each(column, start, grouped) { group, lower, upper, _ in
            if !lower.isFinite || !upper.isFinite { infinite.insert(group) }
        }
    }

    /// Every known cell: its group, both bounds and its weight. What is not there is asked for once, not a row.
    @inline(__always)
    private static func each(
        _ column: NumberColumn, _ start: Int, _ grouped: GroupedRows, _ body: (Int, Double, Double, Double) -> Void
    ) {
        let count = grouped.rows.count
        let (states, weights) = (column.states ?? [], grouped.weights ?? [])
        let (hasStates, hasWeights) = (column.states != nil, grouped.weights != nil)
        column.low.withUnsafeBufferPointer { low in
            (column.high ?? column.low).withUnsafeBufferPointer { high in
                grouped.rows.withUnsafeBufferPointer { rows in
                    grouped.groups.withUnsafeBufferPointer { groups in
                        states.withUnsafeBufferPointer { states in
                            weights.withUnsafeBufferPointer { weights in
                                for index in 0..<count {
                                    let row = start &+ Int(rows[index])
                                    if hasStates, states[row] != .known { continue }
                                    body(Int(groups[index]), low[row], high[row], hasWeights ? weights[index] : 1)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int) {
        guard let other = other as? MeasureAccumulator else { return }
        grow(to: groupCount)
        if !other.isExact, isExact {
            high = low
            isExact = false
        }
        let currencyTable = currencyCoder.merge(other.currencyCoder)
        if !other.currencies.isEmpty { currencies.grow(to: groupCount, with: 0) }
        for (there, count) in other.counts.enumerated() where count > 0 {
            let group = Int(groups[there])
            if !other.currencies.isEmpty {
                let currency = currencyTable[Int(other.currencies[there])]
                if currencies[group] == 0 { currencies[group] = currency }
                if currencies[group] != currency { mixed.insert(group) }
            }
            merge(other, there, into: group)
            counts[group] += count
        }
        middles += other.middles
        middleGroups += other.middleGroups.map { groups[Int($0)] }
        mixed.formUnion(other.mixed.map { Int(groups[$0]) })
        infinite.formUnion(other.infinite.map { Int(groups[$0]) })
    }

    private func merge(_ other: MeasureAccumulator, _ there: Int, into group: Int) {
        switch function {
        case .sum, .mean:
            low[group].add(other.low[there])
            if !isExact { high[group].add(other.isExact ? other.low[there] : other.high[there]) }
        case .min, .max:
            let (one, two) = (least[group], other.least[there])
            if counts[group] == 0 {
                least[group] = two
            } else if function == .min {
                least[group] = NumberSpan(min(one.low, two.low), min(one.high, two.high))
            } else {
                least[group] = NumberSpan(max(one.low, two.low), max(one.high, two.high))
            }
        case .stdev: moments[group].add(other.moments[there])
        case .median, .quantile, .count, .first, .last, .list, .share: break
        }
    }

    // MARK: Outcomes

    func finish(_ groups: [Int]) -> Column {
        var stretches = GroupedNumbers(middles, groups: middleGroups, groupCount: counts.count)
        let values = [Value](groups.indices, rest: .unknown) { index in
            let group = groups[index]
            guard counts.indices.contains(group), counts[group] > 0 else { return empty }
            if mixed.contains(group) { return .unknown }
            let currency = currencies.indices.contains(group) ? currencyCoder.value(of: currencies[group]).name : nil
            // The least and the greatest are what went in; all else is reckoned, and may leave the numbers there are.
            let isReckoned = function != .min && function != .max && !infinite.contains(group)
            let span = span(of: group, &stretches)?.checked(areInputsFinite: isReckoned)
            if function == .sum, let span, max(abs(span.low), abs(span.high)) > 9_007_199_254_740_992, span.isFinite {
                isInexact = true
            }
            return .measured(span, type, currency: currency)
        }
        return Column(values, type: type)
    }

    /// Nothing adds up to 0; money has no currency then.
    private var empty: Value { function == .sum ? .measured(NumberSpan(0), type, currency: nil) : .unknown }

    private func span(of group: Int, _ stretches: inout GroupedNumbers) -> NumberSpan? {
        switch function {
        case .sum: return NumberSpan(low[group].value, isExact ? low[group].value : high[group].value)
        case .mean:
            let (one, two) = (low[group].value, isExact ? low[group].value : high[group].value)
            return NumberSpan(one / counts[group], two / counts[group])
        case .min, .max: return least[group]
        case .stdev: return moments[group].deviation.map { NumberSpan($0) }
        case .median, .quantile: return NumberSpan(stretches.quantile(function == .median ? 0.5 : part, of: group))
        case .count, .first, .last, .list, .share: return nil
        }
    }
}

/// Mean and squares of deviations as numbers come (Welford 1962), which loses no digits to a large mean.
private struct Moments {
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0

    mutating func add(_ value: Double) {
        count += 1
        let delta = value - mean
        mean += delta / count
        squares += delta * (value - mean)
    }

    /// Both together (Chan, Golub and LeVeque 1979).
    mutating func add(_ other: Moments) {
        if other.count == 0 { return }
        let all = count + other.count
        let delta = other.mean - mean
        mean += delta * other.count / all
        squares += other.squares + delta * delta * count * other.count / all
        count = all
    }

    /// Of a sample; nil of less than two.
    var deviation: Double? { count < 2 ? nil : (squares / (count - 1)).squareRoot() }
}
