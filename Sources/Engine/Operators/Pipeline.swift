import Columnar
import EventModel
import Plan

/// A scan with what can be done to each row on its own: nothing is kept of rows that do not pass.
struct Pipeline {
    enum Stage {
        case filter(Expression)
        case possibly
    }

    let table: Table
    /// The columns that come out, by expressions over those of the table.
    var definitions: [NamedExpression]
    /// Over the columns of the table.
    var stages: [Stage] = []

    /// Definitions larger than this are computed once and kept instead of being put in place of names.
    private static let largestDefinition = 200

    static let batchSize = 4_096

    init(_ table: Table, _ schema: TableSchema) {
        self.table = table
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
                Self.size(column.expression, known) <= Self.largestDefinition
            else { return nil }
            result.definitions.append(NamedExpression(column.name, column.expression.replacingColumns(known)))
        }
        return result
    }

    /// The size that an expression will have, found without making it.
    private static func size(_ expression: Expression, _ definitions: [String: Expression]) -> Int {
        if case .column(let name) = expression.node {
            return definitions[name]?.size(upTo: largestDefinition + 1) ?? 1
        }
        var size = 1
        for child in expression.children where size <= largestDefinition { size += Self.size(child, definitions) }
        return size
    }

    // MARK: Running

    /// Calls `body` for every batch of which some row passes.
    func run(
        _ state: RunState, _ body: (Batch, Presence, _ segment: Int) throws(RunError) -> Void
    ) throws(RunError) {
        let layout = Layout(table.schema.fields)
        var compiled: [Filter?] = []
        for stage in stages {
            switch stage {
            case .filter(let condition): compiled.append(Filter(condition, layout, state.context))
            case .possibly: compiled.append(nil)
            }
        }
        state.willScan(table.rowCount)
        for (number, segment) in table.segments.enumerated() {
            var start = 0
            while start < segment.rowCount {
                let count = min(Self.batchSize, segment.rowCount - start)
                let batch = Batch(segment.columns, start: start, rowCount: count, totalRows: table.rowCount)
                var presence = Presence(count: count)
                for filter in compiled {
                    if let filter { filter.apply(batch, &presence) } else { presence.showPossible() }
                    if presence.isEmpty { break }
                }
                if !presence.isEmpty { try body(batch, presence, number) }
                start += count
                try state.advance(by: count)
            }
        }
    }

    /// The rows that pass, in the default order: by date and then by id.
    func collected(_ state: RunState) throws(RunError) -> Rows {
        var places: [RowPlace] = []
        var flags = RowFlags()
        var list: [Int32] = []
        var reserved = 0
        try run(state) { (batch, presence, segment) throws(RunError) in
            list.removeAll(keepingCapacity: true)
            presence.present.appendRows(to: &list)
            for row in list { places.append(RowPlace(segment: segment, row: batch.start + Int(row))) }
            flags.append(list, presence)
            try state.reserve(places.count - reserved, bytesEach: 8)
            reserved = places.count
        }
        var rows = Rows(
            fields: fields, sources: definitions.map { Rows.Source($0.expression, table) }, table: table, places: places
        )
        (rows.unseen, rows.marked) = flags.finish(count: places.count)
        try rows.setDefaultOrder(state)
        return rows
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

    func finish(count: Int) -> (unseen: Bits?, marked: Bits?) {
        func bits(_ rows: [Int]) -> Bits? {
            guard !rows.isEmpty else { return nil }
            var bits = Bits(count: count)
            for row in rows { bits[row] = true }
            return bits
        }
        return (bits(unseen), bits(marked))
    }
}
