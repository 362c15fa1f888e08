import Columnar
import EventModel
import Plan

/// One aggregate of an aggregation and what it has reckoned so far.
final class AggregateSlot {
    let aggregate: Aggregate
    let type: ValueType
    /// The name of the output column that notes speak of.
    let column: String
    private let argument: Compiled?
    private let accumulator: any Accumulator
    private(set) var unknownCount = 0
    var keptBytes: Int { accumulator.keptBytes }

    init(_ expression: Expression, _ aggregate: Aggregate, column: String, _ layout: Layout, _ context: Context) {
        self.aggregate = aggregate
        self.column = column
        type = expression.type
        argument = aggregate.argument.map { Compiled($0, layout, context) }
        accumulator = Self.accumulator(aggregate, type)
    }

    /// Counts rows and nothing else.
    var rowCounter: RowCounter? { accumulator as? RowCounter }
    var measures: MeasureAccumulator? { accumulator as? MeasureAccumulator }
    var distinct: DistinctAccumulator? { accumulator as? DistinctAccumulator }

    func addUnknown(_ count: Int) { if tellsOfUnknown { unknownCount += count } }

    /// What gathers the same for groups that are places of an array; nil where that cannot be done.
    func denseSink(_ batch: Batch) -> DenseSink? {
        guard let argument else { return DenseSink.rows() }
        if aggregate.takesMembers { return nil }
        switch aggregate.function {
        case .sum, .mean: return aggregate.isDistinct ? nil : DenseSink.sum(argument, batch)
        case .count: return aggregate.isDistinct ? DenseSink.distinct(argument, batch) : nil
        case .share, .median, .quantile, .stdev, .min, .max, .first, .last, .list: return nil
        }
    }

    static func accumulator(_ aggregate: Aggregate, _ type: ValueType) -> any Accumulator {
        guard let argument = aggregate.memberArgument else { return RowCounter() }
        let plain: any Accumulator
        switch aggregate.function {
        case .count: plain = KnownCounter()
        case .share: return ShareCounter()
        case .sum, .mean, .median, .quantile, .stdev:
            plain = MeasureAccumulator(aggregate.function, argument.type, part: aggregate.parameter ?? 0.5)
        case .min, .max:
            plain =
                argument.type.isMeasured
                ? MeasureAccumulator(aggregate.function, argument.type, part: 0)
                : ValueAccumulator(aggregate.function, argument.type, type)
        case .first, .last: plain = ValueAccumulator(aggregate.function, argument.type, type)
        case .list: plain = ListAccumulator(argument.type)
        }
        return aggregate.isDistinct ? DistinctAccumulator(plain, argument.type) : plain
    }

    func add(_ batch: Batch, _ grouped: GroupedRows, visible: Bits) {
        guard let argument else {
            rowCounter?.add(grouped)
            return
        }
        let (column, start): (Column, Int)
        switch argument.vector(batch) {
        case .column(let found, let first): (column, start) = (found, first)
        case .constant(let value):
            (column, start) = (Column.repeating(value, count: batch.rowCount, type: argument.type), 0)
        }
        if tellsOfUnknown, aggregate.function == .count || argument.type != .bool,
            let unknown = column.rows(.unknown, start: start, count: batch.rowCount)
        {
            unknownCount += (unknown & visible).population
        }
        if tellsOfUnknown, aggregate.takesMembers, let alternatives = column.asList?.alternatives {
            // Of several values, of which nobody knows which it is, no member counts.
            unknownCount += (alternatives.slice(start..<(start + batch.rowCount)) & visible).population
        }
        Self.add(column, start: start, grouped, aggregate, to: accumulator)
    }

    /// Of several values a row most aggregates take each member.
    static func add(
        _ column: Column, start: Int, _ grouped: GroupedRows, _ aggregate: Aggregate, to accumulator: any Accumulator
    ) {
        if aggregate.takesMembers, let list = column.asList {
            accumulator.add(list.values.column, start: 0, grouped.members(of: list, start: start))
        } else {
            accumulator.add(column, start: start, grouped)
        }
    }

    /// `count(x)` asks how many are known, `share` takes unknown as maybe: they skip nothing in silence. Of conditions
    /// maybe is a value to all but `count`.
    private var tellsOfUnknown: Bool {
        switch aggregate.function {
        case .count: aggregate.isDistinct
        case .share: false
        case .sum, .mean, .median, .quantile, .min, .max, .stdev, .first, .last, .list: true
        }
    }

    func merge(_ other: AggregateSlot, _ groups: [Int32], groupCount: Int) {
        unknownCount += other.unknownCount
        accumulator.merge(other.accumulator, groups, groupCount: groupCount)
    }

    func finish(_ groups: [Int], _ state: RunState) -> Column {
        let result = accumulator.finish(groups)
        if unknownCount > 0 { state.note(.unknownSkipped(column: column, count: unknownCount)) }
        if let sums = accumulator as? MeasureAccumulator {
            if sums.isInexact { state.note(.inexactSum(column: column)) }
            if sums.hasMixture { state.note(.mixedCurrencies(column: column)) }
        }
        return result
    }
}

extension Aggregate {
    /// Whether each member of a list counts on its own, and not the list.
    fileprivate var takesMembers: Bool {
        guard let argument, argument.type.isList else { return false }
        switch function {
        case .count: return isDistinct
        case .sum, .mean, .median, .quantile, .min, .max, .stdev, .list: return true
        case .first, .last, .share: return false
        }
    }

    /// The argument as the accumulator sees it.
    fileprivate var memberArgument: Expression? {
        argument.map { takesMembers ? Expression($0.node, $0.type.element) : $0 }
    }
}

extension ValueType {
    /// Numbers, durations and sums of money.
    var isMeasured: Bool {
        switch self {
        case .number, .duration, .money: true
        case .text, .bool, .date, .period, .kind, .actor, .place, .event, .list: false
        }
    }
}

/// Groups rows batch by batch.
final class Aggregator {
    let aggregation: Aggregation
    private let keys: [GroupKey]
    private let periods: PeriodKey?
    private var slots: [AggregateSlot] = []
    /// Output columns over the keys and the slots.
    private var outputs: [NamedExpression] = []
    private let grouping: Grouping
    /// Of `count range`: certain rows and all rows.
    private let low = RowCounter()
    private let high = RowCounter()
    private var list: [Int32] = []
    private var groups: [Int32] = []
    private let context: Context
    /// Takes in what it can before all else looks at a batch.
    private var dense = Dense.untried

    private enum Dense {
        case untried
        case impossible
        case sinks(DenseSinks)
    }

    init(_ aggregation: Aggregation, _ layout: Layout, _ context: Context) {
        self.aggregation = aggregation
        self.context = context
        keys = aggregation.keys.map { GroupKey($0, layout, context) }
        periods = aggregation.periods.map { PeriodKey($0, isRange: aggregation.isRange, layout, context) }
        grouping = Grouping(keyCount: aggregation.keys.count + (aggregation.periods == nil ? 0 : 1))
        if aggregation.isRange { return }
        for output in aggregation.outputs {
            outputs.append(NamedExpression(output.name, lifting(output.expression, output.name, layout)))
        }
    }

    /// The expression with each aggregate replaced by the column of its slot.
    private func lifting(_ expression: Expression, _ name: String, _ layout: Layout) -> Expression {
        guard case .aggregate(let aggregate) = expression.node else {
            return expression.changingChildren { lifting($0, name, layout) }
        }
        slots.append(AggregateSlot(expression, aggregate, column: name, layout, context))
        return Expression(.column(Self.slotName(slots.count - 1)), expression.type)
    }

    /// A name that no column can have.
    private static func slotName(_ index: Int) -> String { "\u{0}\(index)" }

    /// Whether it matters in which order rows come.
    static func needsOrder(_ aggregation: Aggregation) -> Bool {
        let expressions = aggregation.keys + aggregation.outputs
        return expressions.contains { output in
            output.expression.contains {
                if case .aggregate(let aggregate) = $0.node { return aggregate.function.goesByOrder }
                if case .window = $0.node { return true }
                return false
            }
        } || aggregation.periods?.date.hasWindow == true
    }

    // MARK: Rows

    func add(_ batch: Batch, _ presence: Presence, _ state: RunState) throws(RunError) {
        if let unseen = presence.unseen { state.addPossible(unseen.population) }
        if keys.isEmpty, periods == nil, addWhole(presence) { return }
        if try addDense(batch, presence, state) { return }
        let chosen = aggregation.isRange ? presence.present : presence.visible
        list.removeAll(keepingCapacity: true)
        chosen.appendRows(to: &list)
        if list.isEmpty { return }
        var grouped = GroupedRows(rows: list)
        for key in keys { key.add(batch, to: &grouped) }
        try periods?.add(batch, to: &grouped)
        let before = grouping.count
        grouping.groups(
            grouped.codes, cardinalities: cardinalities, count: grouped.rows.count, into: &groups)
        grouped.groups = groups
        grouped.groupCount = grouping.count
        try state.reserve(grouping.count - before, bytesEach: 64 + 32 * (keys.count + slots.count))
        if aggregation.isRange {
            low.add(certain(grouped, presence))
            if aggregation.periods?.placement == .unplaced { grouped.weights = nil }
            high.add(grouped)
        } else {
            let kept = slots.reduce(0) { $0 + $1.keptBytes }
            for slot in slots { slot.add(batch, grouped, visible: presence.visible) }
            try state.reserve(slots.reduce(0) { $0 + $1.keptBytes } - kept, bytesEach: 1)
        }
    }

    /// Takes in rows of which only the numbers are known; for an aggregation that asks for nothing else.
    func add(visible: Int, unseen: Int, _ state: RunState) {
        state.addPossible(unseen)
        if aggregation.isRange {
            low.add(rows: visible)
            high.add(rows: visible + unseen)
        }
        for counter in slots.compactMap(\.rowCounter) { counter.add(rows: visible) }
    }

    /// False of a batch that is still to be taken in.
    private func addDense(_ batch: Batch, _ presence: Presence, _ state: RunState) throws(RunError) -> Bool {
        switch dense {
        case .impossible: return false
        case .sinks(let sinks):
            if sinks.add(batch, presence.visible) { return true }
            // Few batches are of another sort; where all are, no time is lost on finding that out again.
            return false
        case .untried:
            dense = .impossible
            guard state.shortcuts.contains(.denseGroups), !aggregation.isRange,
                let sinks = DenseSinks(keys: keys, period: periods?.dense, slots: slots, batch, context.memory)
            else { return false }
            try state.reserve(sinks.byteCount, bytesEach: 1)
            dense = .sinks(sinks)
            return sinks.add(batch, presence.visible)
        }
    }

    /// Puts what the arrays hold to all else.
    /// - Parameters:
    ///   - isLast: whether nothing comes behind it.
    ///   - largest: if there is nothing else, so many groups with the most rows are enough.
    /// - Returns: what there was, where groups were left out.
    @discardableResult
    private func emptyDense(isLast: Bool = false, largest: Int? = nil, threads: Int) -> GroupTotals? {
        guard case .sinks(let sinks) = dense else { return nil }
        dense = .impossible
        let wanted = isLast && grouping.count == 0 ? largest : nil
        return sinks.empty(
            into: keys, slots: slots, isLast: isLast, largest: wanted, context.lanes, threads: threads
        ) { codes, count in
            grouping.groups(codes, cardinalities: cardinalities, count: count, into: &groups)
            return groups
        }
    }

    private func certain(_ grouped: GroupedRows, _ presence: Presence) -> GroupedRows {
        if presence.unseen == nil, presence.marked == nil { return grouped }
        let certain = presence.marked.map { presence.visible - $0 } ?? presence.visible
        return grouped.filtered { certain[Int(grouped.rows[$0])] }
    }

    /// Counts rows without looking at any; false if that is not all there is to do.
    private func addWhole(_ presence: Presence) -> Bool {
        if aggregation.isRange {
            high.add(rows: presence.present.population)
            low.add(rows: (presence.marked.map { presence.visible - $0 } ?? presence.visible).population)
            return true
        }
        let counters = slots.compactMap(\.rowCounter)
        guard counters.count == slots.count else { return false }
        let count = presence.visible.population
        for counter in counters { counter.add(rows: count) }
        return true
    }

    /// Takes in what another of the same aggregation has reckoned of later rows.
    func merge(_ other: Aggregator, _ state: RunState) throws(RunError) {
        if case .sinks(let mine) = dense, case .sinks(let others) = other.dense, mine.merge(others) {
            other.dense = .impossible
        }
        other.emptyDense(threads: state.threadCount)
        var codes: [[UInt32]] = []
        for (index, key) in keys.enumerated() {
            let table = state.telling(
                .grouping(groups: other.grouping.count), RunState.part(index, of: keys.count)
            ) { key.merge(other.keys[index]) }
            codes.append(other.grouping.codes[index].map { table[Int($0)] })
        }
        if let periods, let others = other.periods {
            let table = periods.merge(others)
            codes.append(other.grouping.codes[keys.count].map { table[Int($0)] })
        }
        // Without keys there is one group, whether rows were looked at one by one or only counted.
        let count = codes.isEmpty ? 1 : other.grouping.count
        grouping.groups(codes, cardinalities: cardinalities, count: count, into: &groups)
        low.merge(other.low, groups, groupCount: grouping.count)
        high.merge(other.high, groups, groupCount: grouping.count)
        for (slot, others) in zip(slots, other.slots) { slot.merge(others, groups, groupCount: grouping.count) }
        try state.advance(by: 0)
    }

    private var cardinalities: [Int] {
        keys.map(\.coder.codeCount) + (periods.map { [$0.coder.codeCount] } ?? [])
    }

    // MARK: Outcome

    /// - Parameter largest: if only so many groups with the most rows are wanted, others may be left out.
    func finish(_ fields: [Field], largest: Int? = nil, _ state: RunState) throws(RunError) -> Rows {
        let totals = emptyDense(isLast: true, largest: largest, threads: state.threadCount)
        for key in keys where key.repeatedRows > 0 {
            state.note(.countedSeveralTimes(field: key.name, rows: key.repeatedRows))
        }
        let order = try GroupOrder(
            grouping, coders: keys.map(\.coder), periods: periods, catalog: context.catalog, totals, state)
        var columns = order.columns
        let count = order.groups.count
        if aggregation.isRange {
            columns += [low, high].map { order.hidingUncovered($0.finish(order.groups), .number) }
            return Rows(fields: fields, columns: columns, count: count)
        }
        let slotColumns = slots.map { order.hidingUncovered($0.finish(order.groups, state), $0.type) }
        var known = fields.prefix(columns.count).map { $0 }
        for (index, slot) in slots.enumerated() { known.append(Field(Self.slotName(index), slot.type)) }
        let batch = Batch(columns + slotColumns, rowCount: count)
        let layout = Layout(known)
        for output in outputs {
            let compiled = Compiled(output.expression, layout, context)
            columns.append(compiled.vector(batch).column(count: count, type: output.expression.type))
        }
        return Rows(fields: fields, columns: columns, count: count)
    }
}

extension Aggregate.Function {
    fileprivate var goesByOrder: Bool {
        switch self {
        case .first, .last, .list: true
        case .count, .sum, .mean, .median, .quantile, .min, .max, .stdev, .share: false
        }
    }
}
