import Columnar
import EventModel
import Plan

/// A scan with what can be done to each row on its own: nothing is kept of rows that do not pass.
struct Pipeline: Sendable {
    enum Stage: Sendable {
        case filter(Expression)
        case possibly
    }

    let table: Table
    /// By segment, rows that are only possibly there.
    private let possible: [Bits?]
    /// The columns that come out, by expressions over those of the table.
    var definitions: [NamedExpression]
    /// Over the columns of the table.
    var stages: [Stage] = []
    /// Set where somebody asked what passes by each operation.
    var trace: StreamTrace?

    /// Rows that are looked at together: so many that what a batch costs is little, so few that they stay near.
    static let batchSize = 16_384

    init(_ table: Table, _ schema: TableSchema, possible: [Bits?] = []) {
        self.table = table
        self.possible = possible
        definitions = schema.fields.map { NamedExpression($0.name, Expression(.column($0.name), $0.type)) }
    }

    var fields: [Field] { definitions.map { Field($0.name, $0.expression.type) } }

    private var byName: [String: Expression] {
        Dictionary(definitions.map { ($0.name, $0.expression) }, uniquingKeysWith: { first, _ in first })
    }

    /// The expression over the columns of the table.
    func resolved(_ expression: Expression) -> Expression { expression.replacingColumns(byName) }

    /// nil where the columns would grow too large to be put in place of their names.
    func projecting(_ columns: [NamedExpression]) -> Pipeline? {
        var result = self
        let known = byName
        result.definitions = []
        for column in columns {
            guard !column.expression.hasWindow,
                column.expression.size(replacing: known, upTo: Expression.largestDefinition + 1)
                    <= Expression.largestDefinition
            else { return nil }
            result.definitions.append(NamedExpression(column.name, column.expression.replacingColumns(known)))
        }
        return result
    }

    // MARK: Running

    /// More lanes would be more to put together in the end: groups by many keys would pay for it.
    private static let mostLanes = 2

    /// Goes through all batches of which some row passes, in lanes of neighbouring batches that threads take up.
    ///
    /// Every lane has a worker of its own; they come back in the order of the rows. How many lanes there are depends on
    /// the rows alone, so that what workers gather (and how sums round) is the same for any number of threads.
    ///
    /// - Parameters:
    ///   - laneSize: rows that make another lane worth it, if not as many as ever.
    ///   - known: the stretches of rows that are worth looking at, where they are known.
    func run<Worker>(
        _ state: RunState, laneSize: Int? = nil, among known: [Stretch]? = nil, _ make: @Sendable () -> Worker,
        _ body: @Sendable (inout Worker, Batch, Presence, _ segment: Int) throws(RunError) -> Void
    ) throws(RunError) -> [Worker] {
        state.willScan(table.rowCount)
        let stretches = known ?? stretches(state)
        let rowCount = stretches.reduce(0) { $0 + $1.rows.count }
        try state.advance(by: table.rowCount - rowCount)
        trace?.report(passed: table.rowCount - rowCount)
        let laneCount = max(1, min(Self.mostLanes, rowCount / max(1, laneSize ?? state.laneSize)))
        let outcomes = state.context.lanes.run(laneCount, threads: state.threadCount) {
            lane -> Result<Worker, RunError> in
            var worker = make()
            let mine = (rowCount * lane / laneCount)..<(rowCount * (lane + 1) / laneCount)
            do throws(RunError) {
                try run(stretches, mine, state) { (batch, presence, segment) throws(RunError) in
                    try body(&worker, batch, presence, segment)
                }
            } catch {
                state.fail(error)
                return .failure(error)
            }
            return .success(worker)
        }
        var workers: [Worker] = []
        for outcome in outcomes { workers.append(try outcome.get()) }
        return workers
    }

    /// The rows that are worth looking at, in order.
    func stretches(_ state: RunState) -> [Stretch] {
        let filters = filters(state).compactMap(\.self)
        guard state.shortcuts.contains(.runs), let tests = RunTests(filters, table) else {
            return table.segments.indices.map {
                Stretch(segment: $0, rows: 0..<table.segments[$0].rowCount, isSettled: false)
            }
        }
        return table.segments.indices.flatMap { tests.stretches($0, of: table) }
    }

    /// The stages made ready, for one thread; nil of `possibly`.
    private func filters(_ state: RunState) -> [Filter?] {
        let layout = Layout(table.schema.fields)
        let runs = table.segments.lazy.compactMap(\.runs).first.map { (kind: $0.kindColumn, date: $0.dateColumn) }
        return stages.map { stage in
            switch stage {
            case .filter(let condition): Filter(condition, layout, state.context, runs: runs)
            case .possibly: nil
            }
        }
    }

    /// Goes through some of the rows of stretches, counted from the first row of the first of them.
    private func run(
        _ stretches: [Stretch], _ mine: Range<Int>, _ state: RunState,
        _ body: (Batch, Presence, _ segment: Int) throws(RunError) -> Void
    ) throws(RunError) {
        let filters = filters(state)
        var reader: (segment: Int, reader: SegmentReader)?
        var first = 0
        for stretch in stretches {
            let its = (first..<(first + stretch.rows.count)).clamped(to: mine)
            var start = stretch.rows.lowerBound + its.lowerBound - first
            let end = start + its.count
            first += stretch.rows.count
            while start < end {
                let segmentReader: SegmentReader
                if let reader, reader.segment == stretch.segment {
                    segmentReader = reader.reader
                } else {
                    segmentReader = SegmentReader(table.segments[stretch.segment])
                    reader = (stretch.segment, segmentReader)
                }
                let count = min(state.batchSize, end - start)
                let batch = Batch(segmentReader, start: start, rowCount: count, totalRows: table.rowCount)
                var presence = presence(stretch.segment, start: start, count: count)
                if let trace {
                    apply(filters, batch, &presence, trace, isSettled: stretch.isSettled)
                } else {
                    for filter in filters {
                        if let filter {
                            filter.apply(batch, &presence, isSettled: stretch.isSettled)
                        } else {
                            presence.showPossible()
                        }
                        if presence.isEmpty { break }
                    }
                }
                if !presence.isEmpty { try body(batch, presence, stretch.segment) }
                try state.advance(by: count)
                start += count
            }
        }
    }

    /// Does all stages, telling what comes out of each.
    private func apply(
        _ filters: [Filter?], _ batch: Batch, _ presence: inout Presence, _ trace: StreamTrace, isSettled: Bool
    ) {
        trace.report(presence, stageCount: 0, seconds: 0)
        for (index, filter) in filters.enumerated() {
            let began = PlanTrace.now()
            if let filter { filter.apply(batch, &presence, isSettled: isSettled) } else { presence.showPossible() }
            trace.report(presence, stageCount: index + 1, seconds: PlanTrace.now() - began)
        }
    }

    /// What is there before anything is asked.
    private func presence(_ segment: Int, start: Int, count: Int) -> Presence {
        guard segment < possible.count, let unseen = possible[segment]?.slice(start..<(start + count)), !unseen.isEmpty
        else { return Presence(count: count) }
        return Presence(visible: ~unseen, unseen: unseen, marked: nil)
    }

    /// The rows that pass, in the default order: by date and then by id.
    func collected(_ state: RunState) throws(RunError) -> Rows {
        let parts = try run(state, { RowCollector() }) { (collector, batch, presence, segment) throws(RunError) in
            try collector.add(batch, presence, segment, state)
        }
        var all = RowCollector()
        for part in parts { all.append(part) }
        return try rows(at: all.places, all.flags.finish(), state)
    }

    /// The rows at given places of the table.
    func rows(
        at places: [RowPlace], _ flags: (unseen: Bits?, marked: Bits?), _ state: RunState
    ) throws(RunError) -> Rows {
        var rows = Rows(
            fields: fields, sources: definitions.map { Rows.Source($0.expression, table) }, table: table, places: places
        )
        (rows.unseen, rows.marked) = flags
        try rows.setDefaultOrder(state)
        return rows
    }
}

/// Notes the places of rows that pass.
struct RowCollector {
    private(set) var places: [RowPlace] = []
    private(set) var flags = RowFlags()
    private var list: [Int32] = []

    mutating func add(_ batch: Batch, _ presence: Presence, _ segment: Int, _ state: RunState) throws(RunError) {
        list.removeAll(keepingCapacity: true)
        presence.present.appendRows(to: &list)
        for row in list { places.append(RowPlace(segment: segment, row: batch.start + Int(row))) }
        flags.append(list, presence)
        try state.reserve(list.count, bytesEach: 8)
    }

    mutating func append(_ other: RowCollector) {
        places += other.places
        flags.append(other.flags)
    }
}

/// Gathers which rows are unseen or marked, at no cost while none is.
struct RowFlags {
    private var unseen: [Int] = []
    private var marked: [Int] = []
    private var count = 0

    mutating func append(_ rows: [Int32], _ presence: Presence) {
        if presence.unseen != nil || presence.marked != nil {
            for (index, row) in rows.enumerated() {
                if presence.unseen?[Int(row)] == true { unseen.append(count + index) }
                if presence.marked?[Int(row)] == true { marked.append(count + index) }
            }
        }
        count += rows.count
    }

    mutating func append(_ other: RowFlags) {
        unseen += other.unseen.map { $0 + count }
        marked += other.marked.map { $0 + count }
        count += other.count
    }

    func finish() -> (unseen: Bits?, marked: Bits?) {
        func bits(_ rows: [Int]) -> Bits? {
            guard !rows.isEmpty else { return nil }
            var bits = Bits(count: count)
            for row in rows { bits[row] = true }
            return bits
        }
        return (bits(unseen), bits(marked))
    }
}
