package import Columnar
import EventModel
package import Plan

/// Answers relations over the tables of a data set, column by column.
///
/// What questions have in common (links, reports by their events, what a condition comes to for each name) is kept from
/// one to the next: hold on to the engine of a data set.
package struct Engine: Sendable {
    let context: Context

    package init(_ data: DataSet) {
        Stop.keepMemory()
        context = Context(data)
    }

    var data: DataSet { context.data }

    /// The rows that a relation comes to, in their order.
    ///
    /// Rows of which a condition answered maybe are counted in the footer and left out, unless the relation asked for
    /// them with `possibly`; then they are marked.
    package func answer(_ relation: Relation, control: RunControl = RunControl()) throws(RunError) -> Answer {
        context.lanes.rouse()
        context.tables.forgetLarge()
        let state = RunState(context, control)
        let outcome: Result<Answer, RunError> = Stop.asking({ state.isOver }) {
            do throws(RunError) {
                let answer = try self.answer(relation, state)
                // What has been left out on the way is in no answer.
                try state.advance(by: 0)
                return .success(answer)
            } catch {
                state.fail(error)
                return .failure(error)
            }
        }
        if case .failure = outcome {
            context.forgetLarge()
            Stop.giveMemoryBack()
        }
        return try outcome.get()
    }

    private func answer(_ relation: Relation, _ state: RunState) throws(RunError) -> Answer {
        try state.advance(by: 0)
        let plan = state.shortcuts.contains(.conditionsFirst) ? relation.conditionsFirst() : relation
        var rows = try stage(plan, state).rows(state)
        try rows.settle(state)
        try rows.settleOrder(state)
        var columns: [Column] = []
        for index in rows.fields.indices { columns.append(try rows.column(index, state)) }
        if let problem = data.integrity.problem { throw .damaged(problem) }
        return Answer(
            fields: relation.fields, columns: columns, rowCount: rows.count, possibleRows: rows.marked,
            footer: state.footer)
    }
}

extension Engine {
    /// What a relation is while it runs: rows that are still passing by, or rows that are known.
    private enum Stage {
        case stream(Pipeline)
        case rows(Rows)

        func rows(_ state: RunState) throws(RunError) -> Rows {
            switch self {
            case .stream(let pipeline): try pipeline.collected(state)
            case .rows(let rows): rows
            }
        }
    }

    /// The rows of a relation, those that are merely possible among them, unseen.
    func rows(of relation: Relation, _ state: RunState) throws(RunError) -> Rows {
        try stage(relation, state).rows(state)
    }

    private func stage(_ relation: Relation, _ state: RunState) throws(RunError) -> Stage {
        guard let trace = state.trace else { return try untraced(relation, state) }
        trace.begin()
        let stage = try untraced(relation, state)
        switch stage {
        case .rows(let rows): trace.end(relation, rows: rows)
        case .stream(var pipeline):
            trace.end(relation, rows: nil)
            var watched = pipeline.trace ?? StreamTrace(trace)
            watched.add(relation, stageCount: pipeline.stages.count)
            pipeline.trace = watched
            return .stream(pipeline)
        }
        return stage
    }

    private func untraced(_ relation: Relation, _ state: RunState) throws(RunError) -> Stage {
        switch relation {
        case .scan(let schema):
            guard let table = data.tables[schema.name] else { return .rows(.empty(schema.fields)) }
            return .stream(Pipeline(table, schema))
        case .filter(let input, let condition):
            let below = try stage(input, state)
            if case .stream(var pipeline) = below, !condition.hasWindow {
                pipeline.stages.append(.filter(pipeline.resolved(condition)))
                return .stream(pipeline)
            }
            return .rows(try below.rows(state).filtered(condition, state))
        case .possibly(let input):
            switch try stage(input, state) {
            case .stream(var pipeline):
                pipeline.stages.append(.possibly)
                return .stream(pipeline)
            case .rows(var rows):
                var presence = rows.presence
                presence.showPossible()
                rows.presence = presence
                return .rows(rows)
            }
        case .project(let input, let columns):
            let below = try stage(input, state)
            if case .stream(let pipeline) = below, let projected = pipeline.projecting(columns) {
                return .stream(projected)
            }
            return .rows(try below.rows(state).projected(columns, state))
        case .aggregate(let input, let aggregation):
            if let groups = try groups(of: input, aggregation, relation.fields, state) { return .rows(groups) }
            let below = try stage(input, state)
            if case .stream(let pipeline) = below, !Aggregator.needsOrder(aggregation) {
                return .rows(try pipeline.aggregated(aggregation, relation.fields, state))
            }
            return .rows(try below.rows(state).aggregated(aggregation, relation.fields, state))
        case .sort(let input, let keys): return .rows(try stage(input, state).rows(state).sorted(keys, state))
        case .cut(let input, let skip, let take):
            return .rows(try firstRows(input, skip: skip, take: take, state).cut(skip: skip, take: take, state))
        case .top(let input, let count, let key, let groups):
            if groups.isEmpty, let largest = try largest(count, of: input, by: key, state) {
                return .rows(try largest.top(count, key: key, by: [], state))
            }
            let below = try stage(input, state)
            if groups.isEmpty, case .stream(let pipeline) = below,
                let rows = try pipeline.collectedFirst(count, by: SortKey(key, isDescending: true), state)
            {
                return .rows(try rows.top(count, key: key, by: [], state))
            }
            return .rows(try below.rows(state).top(count, key: key, by: groups, state))
        case .oneADay(let input, let keys): return .rows(try rows(of: input, state).oneADay(keys, state))
        case .knownOn(let schema, let day):
            let known = try state.context.events(knownOn: day, state)
            return .stream(Pipeline(known.table, schema, possible: known.possible))
        case .disagree(let disagreement):
            return .rows(try rows(of: disagreement.events, state).disagreements(disagreement, state))
        case .follow(let walk): return .rows(try rows(of: walk.events, state).following(walk, state))
        case .sequence(let sequence): return .rows(try matches(of: sequence, state))
        case .rate(let rate): return .rows(try rates(of: rate, state))
        case .join(let join): return .rows(try joined(join, state))
        case .append(let first, let second):
            return .rows(try rows(of: first, state).appending(try rows(of: second, state), relation.fields, state))
        case .compare(let difference): return .rows(try differences(difference, state))
        case .distinct(let input, let keys): return .rows(try stage(input, state).rows(state).distinct(keys, state))
        case .sample(let input, let count, let seed):
            return .rows(try stage(input, state).rows(state).sample(count, seed: seed, state))
        case .reports(let input, let schema):
            return .rows(try stage(input, state).rows(state).reports(schema, state))
        }
    }

    /// Of an aggregation, groups among which are those with the most rows; nil where that is not how rows are chosen.
    private func largest(
        _ count: Int, of relation: Relation, by key: Expression, _ state: RunState
    ) throws(RunError) -> Rows? {
        guard state.shortcuts.contains(.largestGroups), state.trace == nil,
            case .aggregate(let input, let aggregation) = relation, case .column(let name) = key.node,
            !Aggregator.needsOrder(aggregation), !aggregation.isRange,
            aggregation.outputs.contains(where: { $0.name == name && $0.expression.countsRows })
        else { return nil }
        if let groups = try groups(of: input, aggregation, relation.fields, largest: count, state) { return groups }
        switch try stage(input, state) {
        case .stream(let pipeline):
            return try pipeline.aggregated(aggregation, relation.fields, largest: count, state)
        case .rows(let rows): return try rows.aggregated(aggregation, relation.fields, state)
        }
    }

    /// The rows of which only the first are wanted: of a stream, sorted or not, those that can be no others.
    private func firstRows(_ input: Relation, skip: Int, take: Int?, _ state: RunState) throws(RunError) -> Rows {
        guard let take, take <= FirstOfStream.most, skip >= 0, skip <= FirstOfStream.most - take else {
            return try stage(input, state).rows(state)
        }
        if case .sort(let sorted, let keys) = input, let key = keys.first {
            if key.isDescending, let groups = try largest(skip + take, of: sorted, by: key.expression, state) {
                return try groups.sorted(keys, state)
            }
            let below = try stage(sorted, state)
            if case .stream(let pipeline) = below, !keys.contains(where: \.expression.hasWindow),
                let rows = try pipeline.collectedFirst(skip + take, by: key, state)
            {
                return try rows.sorted(keys, state)
            }
            return try below.rows(state).sorted(keys, state)
        }
        let below = try stage(input, state)
        if case .stream(let pipeline) = below, let rows = try pipeline.collectedFirst(skip + take, by: nil, state) {
            return rows
        }
        return try below.rows(state)
    }
}

extension Expression {
    /// Whether it is the number of rows of a group.
    fileprivate var countsRows: Bool {
        guard case .aggregate(let aggregate) = node else { return false }
        return aggregate.function == .count && aggregate.argument == nil
    }
}
