import Columnar
import EventModel
import Plan

/// A condition over an event and the match that it may become part of.
final class PairCondition {
    private let condition: Expression
    private let eventColumns: [(column: Column, field: Field)]
    private let outerNames: [String]
    private let outer: OuterColumns
    /// Made with the first batch: which columns there are outside is the same for all.
    private var compiled: Compiled?
    /// What a table over a dictionary is worth.
    private let totalRows: Int

    init(
        _ condition: Expression, _ events: EventRows, _ outer: OuterColumns, _ state: RunState
    ) throws(RunError) {
        self.condition = condition
        self.outer = outer
        let names = condition.columnNames
        outerNames = names.filter { $0.hasPrefix(OuterColumns.prefix) }.sorted()
        var columns: [(column: Column, field: Field)] = []
        for (index, field) in events.rows.fields.enumerated() where names.contains(field.name) {
            columns.append((try events.rows.column(index, state), field))
        }
        eventColumns = columns
        totalRows = events.count
    }

    /// The answers for pairs of a match and the row of an event.
    func truths(
        _ matches: [Int32], _ rows: [Int32], _ table: MatchTable, _ state: RunState
    ) throws(RunError) -> TruthMask {
        var columns: [Column] = []
        var fields: [Field] = []
        let places = rows.map { Int($0) }
        for (column, field) in eventColumns {
            columns.append(column.gathering(places, type: field.type))
            fields.append(field)
        }
        for name in outerNames {
            guard let (column, field) = try outer.column(name, table, matches, state) else { continue }
            columns.append(column)
            fields.append(field)
        }
        let compiled = self.compiled ?? Compiled(condition, Layout(fields), state.context)
        self.compiled = compiled
        return compiled.truth(Batch(columns, rowCount: rows.count, totalRows: max(totalRows, rows.count)))
    }
}

extension Expression {
    /// The claims of which the condition asks all.
    var claims: [Expression] { if case .and(let claims) = node { claims.flatMap(\.claims) } else { [self] } }

    static func all(_ claims: [Expression]) -> Expression? {
        claims.count < 2 ? claims.first : Expression(.and(claims), .bool)
    }

    /// The two sides of an equality between what the event is and what lies outside of it, if it is one of names.
    var keyEquality: (event: Expression, outer: Expression)? { sides(of: .equal) }

    /// The two sides of a comparison of names between what the event is and what lies outside of it.
    func sides(of wanted: Comparison) -> (event: Expression, outer: Expression)? {
        guard case .compare(wanted, let left, let right) = node, left.type.isName, right.type.isName else { return nil }
        switch (left.scope, right.scope) {
        case (.event, .outer): return (left, right)
        case (.outer, .event): return (right, left)
        case _: return nil
        }
    }

    private enum Scope { case neither, event, outer, both }

    private var scope: Scope {
        let names = columnNames
        let outer = names.contains { $0.hasPrefix(OuterColumns.prefix) }
        let event = names.contains { !$0.hasPrefix(OuterColumns.prefix) }
        return outer ? event ? .both : .outer : event ? .event : .neither
    }
}

extension ValueType {
    /// Values that are equal if their texts are.
    var isName: Bool {
        switch element {
        case .text, .kind, .actor, .place, .event: true
        case .number, .bool, .date, .period, .duration, .money, .list: false
        }
    }
}
