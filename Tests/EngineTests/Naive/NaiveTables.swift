import Columnar
import EventModel
import Plan

/// Operations on two tables, pair by pair.
extension NaiveInterpreter {
    func joined(_ left: NaiveTable, _ right: NaiveTable, _ join: Join) -> NaiveTable {
        var result = NaiveTable(fields: join.fields, rows: [])
        for one in left.rows {
            var (hasCertain, hasPossible) = (false, false)
            for two in right.rows {
                var pair = beside(one, two.cells)
                for (name, origins) in two.matched { pair.matched[join.rightName(name)] = origins }
                let scope = NaiveScope(NaiveTable(fields: join.fields, rows: [pair]), row: 0)
                let answer = two.presence && holds(join.condition, scope, join)
                if answer == .no { continue }
                if answer == .yes { hasCertain = true } else { hasPossible = true }
                pair.isVisible = (one.presence && answer) == .yes
                pair.isMarked = one.isMarked || two.isMarked || asksForPossible(join.condition, scope)
                result.rows.append(pair)
            }
            if join.keepsLeft && !hasCertain {
                var alone = beside(one, right.fields.map { $0.type == .bool ? .truth(.maybe) : .none })
                if hasPossible { alone.isVisible = false }
                result.rows.append(alone)
            }
        }
        return result
    }

    private func beside(_ row: NaiveRow, _ cells: [Value]) -> NaiveRow {
        var row = row
        row.cells += cells
        return row
    }

    /// Equality of the two sides never holds for what nobody knows.
    private func holds(_ condition: Expression, _ scope: NaiveScope, _ join: Join) -> Truth {
        if case .and(let parts) = condition.node { return parts.reduce(.yes) { $0 && holds($1, scope, join) } }
        guard case .compare(.equal, let one, let two) = condition.node else { return truth(condition, scope) }
        let sides = [one, two].map { sidesNamed(in: $0, join) }
        guard sides == [[true], [false]] || sides == [[false], [true]] else { return truth(condition, scope) }
        return anyPair(value(one, scope), value(two, scope)) {
            $0.isKnown && $1.isKnown ? compare(.equal, $0, $1) : .no
        }
    }

    /// Whether the columns that an expression speaks of are those of the left side: of both, of one or of none.
    private func sidesNamed(in expression: Expression, _ join: Join) -> Set<Bool> {
        var found: Set<Bool> = []
        expression.forEach { part in
            if case .column(let name) = part.node { found.insert(join.left.fields.contains { $0.name == name }) }
        }
        return found
    }

    func appended(_ first: NaiveTable, _ second: NaiveTable, _ fields: [Field]) -> NaiveTable {
        var result = NaiveTable(fields: fields, rows: [])
        for table in [first, second] {
            for row in table.rows {
                var other = row
                other.cells = fields.map { field in
                    table.index(of: field.name).map { row.cells[$0] }
                        ?? (field.type == .bool ? .truth(.maybe) : .unknown)
                }
                result.rows.append(other)
            }
        }
        return result
    }

    mutating func differences(_ before: NaiveTable, _ after: NaiveTable, _ difference: Difference) -> NaiveTable {
        var result = NaiveTable(fields: difference.fields, rows: [])
        func cell(_ table: NaiveTable, _ row: NaiveRow, _ name: String) -> Value {
            table.index(of: name).map { row.cells[$0] } ?? .unknown
        }
        func key(_ table: NaiveTable, _ row: NaiveRow) -> [Value] {
            difference.keys.map { cell(table, row, $0.name) }
        }
        func firsts(_ table: NaiveTable) -> [NaiveRow] {
            var seen: Set<[Value]> = []
            return table.rows.filter { seen.insert(key(table, $0)).inserted }
        }
        let (old, new) = (firsts(before), firsts(after))
        let repeated = before.rows.count - old.count + after.rows.count - new.count
        if repeated > 0 { notes.insert(.repeatedKeys(rows: repeated)) }
        for row in old {
            let place = key(before, row)
            guard let other = new.first(where: { key(after, $0) == place }) else {
                let cells: [Value] = [.text("gone")] + place + [.none, .none, .none]
                result.rows.append(NaiveRow(cells: cells, isMarked: row.isMarked))
                continue
            }
            for name in difference.compared {
                let (one, two) = (cell(before, row, name), cell(after, other, name))
                if one == two { continue }
                let cells: [Value] =
                    [.text("changed")] + place + [.text(name), .text(one.shown), .text(two.shown)]
                result.rows.append(NaiveRow(cells: cells, isMarked: row.isMarked || other.isMarked))
            }
        }
        let places = Set(old.map { key(before, $0) })
        for row in new where !places.contains(key(after, row)) {
            let cells: [Value] = [.text("added")] + key(after, row) + [.none, .none, .none]
            result.rows.append(NaiveRow(cells: cells, isMarked: row.isMarked))
        }
        return result
    }

    mutating func oneADay(_ table: NaiveTable, _ keys: [Expression]) -> NaiveTable {
        var seen: Set<[Value]> = []
        let kept = table.rows.indices.filter { index in
            let scope = NaiveScope(table, row: index)
            let event = NaiveEvent(fields: table.fields, row: table.rows[index])
            let values = keys.map { value($0, scope) }
            guard let date = event.date, date.start.isDay, date.start == date.end, values.allSatisfy(\.isKnown) else {
                return true
            }
            return seen.insert(values + [.date(EventDate(at: date.start))]).inserted
        }
        if kept.count < table.rows.count { notes.insert(.sameDayLeftOut(rows: table.rows.count - kept.count)) }
        return NaiveTable(fields: table.fields, rows: kept.map { table.rows[$0] })
    }
}
