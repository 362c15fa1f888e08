import Columnar
import EventModel
import Plan

extension Pipeline {
    /// - Parameter largest: if only so many groups with the most rows are wanted, others may be left out.
    func aggregated(
        _ aggregation: Aggregation, _ fields: [Field], largest: Int? = nil, _ state: RunState
    ) throws(RunError) -> Rows {
        var resolved = aggregation
        resolved.keys = aggregation.keys.map { NamedExpression($0.name, self.resolved($0.expression)) }
        resolved.outputs = aggregation.outputs.map { NamedExpression($0.name, self.resolved($0.expression)) }
        if let cut = aggregation.periods { resolved.periods?.date = self.resolved(cut.date) }
        let (plan, layout) = (resolved, Layout(table.schema.fields))
        let parts = try run(state, { Aggregator(plan, layout, state.context) }) {
            (aggregator, batch, presence, _) throws(RunError) in try aggregator.add(batch, presence, state)
        }
        for part in parts.dropFirst() { try parts[0].merge(part, state) }
        return try parts[0].finish(fields, largest: largest, state)
    }
}

extension Rows {
    func aggregated(_ aggregation: Aggregation, _ fields: [Field], _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        if Aggregator.needsOrder(aggregation) { try rows.settleOrder(state) }
        var expressions = (aggregation.keys + aggregation.outputs).map(\.expression)
        if let cut = aggregation.periods { expressions.append(cut.date) }
        let (batch, layout) = try rows.batch(for: expressions, state)
        let aggregator = Aggregator(aggregation, layout, state.context)
        try aggregator.add(batch, rows.presence, state)
        return try aggregator.finish(fields, state)
    }
}

extension Compiled {
    /// An aggregate over all rows of a batch, as `expect` asks for it.
    func total(_ aggregate: Aggregate, _ batch: Batch) -> Value {
        let all = batch.visible ?? Bits(count: batch.rowCount, repeating: true)
        guard let argument = children.first else {
            return .number(NumberSpan(Double(all.population)))
        }
        var list: [Int32] = []
        all.appendRows(to: &list)
        var grouped = GroupedRows(rows: list)
        grouped.groups = [Int32](repeating: 0, count: list.count)
        grouped.groupCount = 1
        let accumulator = AggregateSlot.accumulator(aggregate, type)
        let column = argument.vector(batch).column(count: batch.rowCount, type: argument.type)
        AggregateSlot.add(column, start: 0, grouped, aggregate, to: accumulator)
        return accumulator.finish([0]).value(at: 0, type: type)
    }
}
