import Columnar
import EventModel
import Plan

extension Rows {
    func projected(_ columns: [NamedExpression], _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        if columns.contains(where: \.expression.hasWindow) { try rows.settleOrder(state) }
        let before = rows
        rows.fields = columns.map { Field($0.name, $0.expression.type) }
        rows.sources = []
        for column in columns {
            if case .column(let name) = column.expression.node,
                let index = before.fields.firstIndex(where: { $0.name == name })
            {
                rows.sources.append(before.sources[index])
            } else {
                rows.sources.append(.made(try before.evaluate(column.expression, state)))
            }
        }
        return rows
    }
}
