import Columnar
import EventModel
import Plan

/// What a condition may speak of beside the event: the anchor's row, and the events matched before.
final class OuterColumns {
    private let anchors: Rows
    private let anchorName: String?
    private let stepNames: [String: Int]
    private let stepTypes: [ValueType]
    private var anchorColumns: [Int: Column] = [:]
    /// Set as the patterns of steps are run.
    var stepColumns: [Int: EventColumn] = [:]
    let anchorColumn: EventColumn?

    init(_ anchors: EventRows, _ sequence: EventSequence) {
        self.anchors = anchors.rows
        anchorName = sequence.anchorName
        anchorColumn = sequence.anchorName == nil ? nil : EventColumn(anchors)
        stepTypes = sequence.steps.map(\.type)
        stepNames = Dictionary(
            sequence.steps.enumerated().compactMap { index, step in step.name.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
    }

    static let prefix = SequencePattern.outer("")

    /// A column of that name, of given matches; nil where there is none.
    func column(
        _ name: String, _ table: MatchTable, _ matches: [Int32], _ state: RunState
    ) throws(RunError) -> (Column, Field)? {
        let bare = String(name.dropFirst(Self.prefix.count))
        if let index = anchors.fields.firstIndex(where: { $0.name == bare }) {
            let type = anchors.fields[index].type
            let whole: Column
            if let known = anchorColumns[index] { whole = known } else { whole = try anchors.column(index, state) }
            anchorColumns[index] = whole
            if matches.count == whole.count, table.count == whole.count, table.isPlain, matches.isAll {
                return (whole, Field(name, type))
            }
            return (whole.gathering(matches.map { Int(table.anchors[Int($0)]) }, type: type), Field(name, type))
        }
        if bare == anchorName, let anchorColumn {
            return (anchorColumn.column(matches.map { table.anchors[Int($0)] }), Field(name, .event))
        }
        if let step = stepNames[bare], let column = stepColumns[step] {
            return (column.column(table.steps[step], matches), Field(name, stepTypes[step]))
        }
        return nil
    }

    /// The outcome of an expression over what lies outside of the event, for given matches.
    func evaluate(
        _ expression: Expression, _ table: MatchTable, _ matches: [Int32], _ state: RunState
    ) throws(RunError) -> Column {
        var columns: [Column] = []
        var fields: [Field] = []
        for name in expression.columnNames.sorted() {
            guard let (column, field) = try column(name, table, matches, state) else { continue }
            columns.append(column)
            fields.append(field)
        }
        let batch = Batch(columns, rowCount: matches.count)
        return Compiled(expression, Layout(fields), state.context).vector(batch)
            .column(count: matches.count, type: expression.type)
    }
}

extension MatchTable {
    /// Whether match i is that of anchor i.
    fileprivate var isPlain: Bool { anchors.isAll }
}

extension [Int32] {
    fileprivate var isAll: Bool { indices.allSatisfy { self[$0] == Int32($0) } }
}
