import Columnar
import EventModel
import Plan

/// What is asked of pairs of rows that share their keys.
final class PairFilter {
    private let equalities: [JoinKeys.Equality]
    private let filter: Filter?
    private let leftColumns: [(column: Column, type: ValueType)]
    private let rightColumns: [(column: Column, type: ValueType)]
    private let scalars: Scalars
    private let totalRows: Int

    /// nil where nothing is left to ask.
    init?(_ keys: JoinKeys, _ left: Rows, _ right: Rows, _ state: RunState) throws(RunError) {
        if keys.rest.isEmpty, keys.equalities.isEmpty { return nil }
        equalities = keys.equalities
        scalars = state.context.scalars
        totalRows = max(left.count, right.count)
        guard let condition = Expression.all(keys.rest) else {
            (filter, leftColumns, rightColumns) = (nil, [], [])
            return
        }
        let names = condition.columnNames
        var fields: [Field] = []
        func columns(_ rows: Rows) throws(RunError) -> [(column: Column, type: ValueType)] {
            var columns: [(column: Column, type: ValueType)] = []
            for (index, field) in rows.fields.enumerated() where names.contains(field.name) {
                columns.append((try rows.column(index, state), field.type))
                fields.append(field)
            }
            return columns
        }
        leftColumns = try columns(left)
        rightColumns = try columns(right)
        filter = Filter(condition, Layout(fields), state.context)
    }

    /// Lets go of the pairs of which the condition is not so.
    func apply(_ lefts: [Int32], _ rights: [Int32], _ presence: inout Presence) {
        if presence.isEmpty { return }
        if !equalities.isEmpty {
            presence.keep(TruthMask(count: lefts.count) { truth(Int(lefts[$0]), Int(rights[$0])) })
        }
        guard let filter, !presence.isEmpty else { return }
        let (ofLeft, ofRight) = (lefts.map { Int($0) }, rights.map { Int($0) })
        let columns =
            leftColumns.map { $0.column.gathering(ofLeft, type: $0.type) }
            + rightColumns.map { $0.column.gathering(ofRight, type: $0.type) }
        filter.apply(Batch(columns, rowCount: lefts.count, totalRows: max(totalRows, lefts.count)), &presence)
    }

    /// Whether the values of all equalities are the same; what is not known is the same as nothing.
    private func truth(_ left: Int, _ right: Int) -> Truth {
        var truth = Truth.yes
        for equality in equalities where truth != .no {
            let one = equality.left.column.value(at: left, type: equality.left.type)
            let other = equality.right.column.value(at: right, type: equality.right.type)
            truth =
                truth
                && scalars.anyPair(one, other) {
                    $0.isKnown && $1.isKnown ? scalars.compare(.equal, $0, $1) : .no
                }
        }
        return truth
    }
}
