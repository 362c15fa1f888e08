import Columnar
import EventModel
import Plan

/// Answers a relation row by row and day by day, as plainly as can be, to be compared with the engine.
struct NaiveInterpreter {
    let data: DataSet
    let events: NaiveTable
    private(set) var possibleCount = 0
    /// What the footer tells besides.
    var notes: Set<Footer.Note> = []
    let memory = NaiveMemory()

    init(_ data: DataSet) {
        self.data = data
        events = data.tables["events"].map { NaiveTable($0) } ?? NaiveTable(fields: [], rows: [])
    }

    /// The rows of the answer; those still unseen at the end are counted and left out.
    mutating func answer(_ relation: Relation) -> NaiveTable {
        var table = rows(relation)
        settle(&table)
        return table
    }

    mutating func settle(_ table: inout NaiveTable) {
        possibleCount += table.rows.filter { !$0.isVisible }.count
        table.rows = table.visible
    }

    mutating func rows(_ relation: Relation) -> NaiveTable {
        switch relation {
        case .scan(let schema):
            guard var table = data.tables[schema.name].map({ NaiveTable($0) }) else {
                return NaiveTable(fields: schema.fields, rows: [])
            }
            table.sortByDefault()
            return table
        case .filter(let input, let condition): return filtered(rows(input), condition)
        case .possibly(let input):
            var table = rows(input)
            for row in table.rows.indices where !table.rows[row].isVisible {
                table.rows[row].isVisible = true
                table.rows[row].isMarked = true
            }
            return table
        case .project(let input, let columns):
            let table = rows(input)
            var result = NaiveTable(fields: relation.fields, rows: table.rows)
            for row in table.rows.indices {
                result.rows[row].cells = columns.map { value($0.expression, NaiveScope(table, row: row)) }
                result.rows[row].matched = [:]
                for case .column(let name) in columns.map(\.expression.node) {
                    for column in columns where column.expression.node == .column(name) {
                        result.rows[row].matched[column.name] = table.rows[row].matched[name]
                    }
                }
            }
            return result
        case .aggregate(let input, let aggregation):
            let table = rows(input)
            possibleCount += table.rows.filter { !$0.isVisible }.count
            return aggregated(table, aggregation, relation.fields)
        case .sort(let input, let keys):
            let table = rows(input)
            let order = sortedIndices(table, keys.map { ($0.expression, $0.isDescending) })
            return NaiveTable(fields: table.fields, rows: order.map { table.rows[$0] })
        case .cut(let input, let skip, let take):
            var table = rows(input)
            settle(&table)
            table.rows = Array(table.rows.dropFirst(skip).prefix(take ?? .max))
            return table
        case .top(let input, let count, let key, let groups):
            var table = rows(input)
            settle(&table)
            return top(table, count, key, groups)
        case .distinct(let input, let keys):
            var table = rows(input)
            settle(&table)
            var seen: Set<[Value]> = []
            let kept = table.rows.indices.filter { row in
                let scope = NaiveScope(table, row: row)
                return seen.insert(keys.map { $0.map { value($0, scope) } } ?? table.rows[row].cells).inserted
            }
            return NaiveTable(fields: table.fields, rows: kept.map { table.rows[$0] })
        case .sample(let input, _, _):
            // Which rows are drawn is the engine's affair: the test checks that they are rows of this table.
            var table = rows(input)
            settle(&table)
            return table
        case .reports(let input, let schema): return reports(rows(input), schema)
        case .knownOn(let schema, let day): return known(on: day, schema)
        case .oneADay(let input, let keys):
            var table = rows(input)
            settle(&table)
            return oneADay(table, keys)
        case .disagree(let disagreement): return disagreements(rows(disagreement.events), disagreement)
        case .follow(let walk): return following(rows(walk.events), walk)
        case .sequence(let sequence): return matches(sequence)
        case .rate(let rate): return rates(rate)
        case .join(let join): return joined(rows(join.left), rows(join.right), join)
        case .append(let first, let second): return appended(rows(first), rows(second), relation.fields)
        case .compare(let difference):
            var (before, after) = (rows(difference.before), rows(difference.after))
            settle(&before)
            settle(&after)
            return differences(before, after, difference)
        }
    }

    private func filtered(_ table: NaiveTable, _ condition: Expression) -> NaiveTable {
        var result = NaiveTable(fields: table.fields, rows: [])
        for (index, var row) in table.rows.enumerated() {
            let scope = NaiveScope(table, row: index)
            switch truth(condition, scope) {
            case .yes: break
            case .maybe: row.isVisible = false
            case .no: continue
            }
            if asksForPossible(condition, scope) { row.isMarked = true }
            result.rows.append(row)
        }
        return result
    }

    /// Whether a `possibly` at the top of a condition, or among its `and`s, let a row pass that is not certain.
    func asksForPossible(_ condition: Expression, _ scope: NaiveScope) -> Bool {
        switch condition.node {
        case .possibly(let inner): truth(inner, scope) == .maybe
        case .and(let members): members.contains { asksForPossible($0, scope) }
        default: false
        }
    }

    private func sortedIndices(_ table: NaiveTable, _ keys: [(Expression, Bool)]) -> [Int] {
        let values = table.rows.indices.map { row in
            keys.map { value($0.0, NaiveScope(table, row: row)) }
        }
        return NaiveOrder.sorted(Array(table.rows.indices)) { left, right in
            for (place, key) in keys.enumerated() {
                let order = NaiveOrder.compare(
                    values[left][place], values[right][place], data.catalog.kinds, isDescending: key.1)
                if order != 0 { return order }
            }
            return 0
        }
    }

    private func top(_ table: NaiveTable, _ count: Int, _ key: Expression, _ groups: [Expression]) -> NaiveTable {
        var order: [[Value]] = []
        var members: [[Value]: [Int]] = [:]
        for row in sortedIndices(table, [(key, true)]) {
            let scope = NaiveScope(table, row: row)
            guard value(key, scope).isKnown else { continue }
            members[groups.map { value($0, scope) }, default: []].append(row)
        }
        var met: Set<[Value]> = []
        for row in table.rows.indices {
            let group = groups.map { value($0, NaiveScope(table, row: row)) }
            if met.insert(group).inserted { order.append(group) }
        }
        let kept = order.flatMap { (members[$0] ?? []).prefix(count) }
        return NaiveTable(fields: table.fields, rows: kept.map { table.rows[$0] })
    }

    private func reports(_ table: NaiveTable, _ schema: TableSchema) -> NaiveTable {
        guard let stored = data.tables[schema.name], let id = table.index(of: "id") else {
            return NaiveTable(fields: schema.fields, rows: [])
        }
        let all = NaiveTable(stored)
        guard let event = all.index(of: "event") else { return NaiveTable(fields: schema.fields, rows: []) }
        var result = NaiveTable(fields: schema.fields, rows: [])
        for row in table.rows {
            for report in all.rows
            where report.cells[event].name != nil && report.cells[event].name == row.cells[id].name {
                result.rows.append(NaiveRow(cells: report.cells, isVisible: row.isVisible, isMarked: row.isMarked))
            }
        }
        return result
    }
}
