import Columnar
import EventModel
import Plan

/// Aggregates of numbers, durations and sums of money. Spans give spans; `median`, `quantile` and `stdev` go by middles.
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
    private lazy var sortedMiddles = GroupedNumbers(middles, groups: middleGroups, groupCount: counts.count)
    private var currencies: [UInt32] = []
    private let currencyCoder = KeyCoder(.text)
    /// Groups of money in two currencies, and groups into which an infinity went.
    private var mixed: Set<Int> = []
    private var infinite: Set<Int> = []
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
        if function == .sum || function == .mean {
            addSums(column, start, grouped)
            return
        }
        for (index, group) in grouped.groups.enumerated() {
            let row = start + Int(grouped.rows[index])
            guard let span = column.span(at: row) else { continue }
            take(span, Int(group))
        }
    }

    private func take(_ span: NumberSpan, _ group: Int) {
        let isFirst = counts[group] == 0
        counts[group] += 1
        switch function {
        case .min:
            least[group] =
                isFirst ? span : NumberSpan(min(least[group].low, span.low), min(least[group].high, span.high))
        case .max:
            least[group] =
                isFirst ? span : NumberSpan(max(least[group].low, span.low), max(least[group].high, span.high))
        case .stdev: moments[group].add(span.middle)
        case .median, .quantile:
            middles.append(span.middle)
            middleGroups.append(Int32(truncatingIfNeeded: group))
        case .count, .sum, .mean, .first, .last, .list, .share: break
        }
    }

    private func addSums(_ column: NumberColumn, _ start: Int, _ grouped: GroupedRows) {
        if column.high != nil, isExact {
            // What went in so far was exact: its upper sums are its lower ones.
            high = low
            isExact = false
        }
        if column.states == nil, column.high == nil, grouped.weights == nil, isExact {
            addExactSums(column.low, start, grouped)
            return
        }
        for (index, group) in grouped.groups.enumerated() {
            let row = start &+ Int(grouped.rows[index])
            if let states = column.states, states[row] != .known { continue }
            let weight = grouped.weights?[index] ?? 1
            let value = column.low[row]
            let group = Int(group)
            counts[group] += weight
            low[group].add(value * weight)
            if !isExact { high[group].add((column.high?[row] ?? value) * weight) }
            if !value.isFinite || column.high?[row].isFinite == false { infinite.insert(group) }
        }
    }

    /// The common case, without a look at what is not there.
    private func addExactSums(_ values: [Double], _ start: Int, _ grouped: GroupedRows) {
        var infinities: UInt64 = 0
        let count = grouped.rows.count
        low.withUnsafeMutableBufferPointer { low in
            counts.withUnsafeMutableBufferPointer { counts in
                values.withUnsafeBufferPointer { values in
                    grouped.rows.withUnsafeBufferPointer { rows in
                        grouped.groups.withUnsafeBufferPointer { groups in
                            for index in 0..<count {
                                let value = values[start &+ Int(rows[index])]
                                let group = Int(groups[index])
                                low[group].add(value)
                                counts[group] += 1
                                infinities |= value.bitPattern &>> 52 & 0x7FF == 0x7FF ? 1 : 0
                            }
                        }
                    }
                }
            }
        }
        guard infinities != 0 else { return }
        for (index, row) in grouped.rows.enumerated() where !values[start &+ Int(row)].isFinite {
            infinite.insert(Int(grouped.groups[index]))
        }
    }

    // MARK: Outcomes

    func finish(_ groups: [Int]) -> Column {
        let values = groups.map { group -> Value in
            guard counts.indices.contains(group), counts[group] > 0 else { return empty }
            if mixed.contains(group) { return .unknown }
            let currency = currencies.indices.contains(group) ? currencyCoder.value(of: currencies[group]).name : nil
            // The least and the greatest are what went in; all else is reckoned, and may leave the numbers there are.
            let isReckoned = function != .min && function != .max && !infinite.contains(group)
            let span = span(of: group)?.checked(areInputsFinite: isReckoned)
            if function == .sum, let span, max(abs(span.low), abs(span.high)) > 9_007_199_254_740_992, span.isFinite {
                isInexact = true
            }
            return .measured(span, type, currency: currency)
        }
        return Column(values, type: type)
    }

    /// Nothing adds up to 0; money has no currency then.
    private var empty: Value { function == .sum ? .measured(NumberSpan(0), type, currency: nil) : .unknown }

    private func span(of group: Int) -> NumberSpan? {
        switch function {
        case .sum: return NumberSpan(low[group].value, isExact ? low[group].value : high[group].value)
        case .mean:
            let (one, two) = (low[group].value, isExact ? low[group].value : high[group].value)
            return NumberSpan(one / counts[group], two / counts[group])
        case .min, .max: return least[group]
        case .stdev: return moments[group].deviation.map { NumberSpan($0) }
        case .median, .quantile: return NumberSpan(sortedMiddles.quantile(function == .median ? 0.5 : part, of: group))
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

    /// Of a sample; nil of less than two.
    var deviation: Double? { count < 2 ? nil : (squares / (count - 1)).squareRoot() }
}
