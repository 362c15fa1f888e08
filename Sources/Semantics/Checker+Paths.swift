import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    /// `responds_to.date`, `anchor.actor`, `c.date`: a field of the event that a link points to, or a column of another
    /// row that stands beside this one.
    mutating func checkMember(
        _ tree: ExpressionTree, _ inner: ExpressionTree, _ name: Name, _ scope: Scope
    ) -> Expression? {
        let path = dotted(tree)
        if let path, let field = scope.field(path) { return Expression(.column(path), field.type) }
        if let path, let row = dotted(inner), scope.isRow(row) {
            let fields = scope.fields(of: row)
            // Where several columns come from one event, what is reckoned of them goes by the same name as elsewhere.
            if let virtual = Functions.virtualField(name.text, scope.with(fields)) {
                return virtual.renamingColumns { Expression(.column("\(row).\($0)"), $1) }
            }
            let near = nearest(to: name.text, among: fields.map(\.name)).map { "\(row).\($0)" }
            let columns = fields.map { "\(row).\($0.name)" }
            report(.unknownColumn(path, nearest: near, columns: columns), at: tree.span, replacement: near.first)
            return nil
        }
        guard let base = check(inner, scope) else { return nil }
        guard base.type.element == .event, let events = catalog.table("events") else {
            report(.noFields(of: base.type.name), at: name.span)
            return nil
        }
        func linked(_ field: String, _ type: ValueType) -> Expression {
            let isListOfLists = base.type.isList && !type.isList
            return Expression(
                .linked(event: base, field: field, knownOn: scope.knownOn), isListOfLists ? .list(type) : type)
        }
        if let field = events.fields.first(where: { $0.name == name.text }) { return linked(field.name, field.type) }
        if let virtual = Functions.virtualField(name.text, scope.with(events.fields)) {
            let expression = virtual.renamingColumns(linked)
            let isList = base.type.isList && !expression.type.isList
            return isList ? Expression(expression.node, .list(expression.type)) : expression
        }
        reportUnknownColumn(name.text, name.span, events.fields)
        return nil
    }
}

extension Scope {
    /// Whether columns of a row beside this one go by that name and a dot.
    func isRow(_ name: String) -> Bool { fields.contains { $0.name.hasPrefix(name + ".") } }

    /// The columns of a row beside this one, under their own names.
    func fields(of row: String) -> [Field] {
        fields.compactMap { field in
            field.name.hasPrefix(row + ".") ? Field(String(field.name.dropFirst(row.count + 1)), field.type) : nil
        }
    }

    /// Whether a dotted name begins with a link, a matched event, or another row: it is no name of an actor or a kind.
    func isPath(_ path: String) -> Bool {
        guard let first = path.split(separator: ".").first.map(String.init) else { return false }
        return field(first) != nil || outer[first] != nil || isRow(first)
    }
}

extension Expression {
    /// The same over other columns.
    fileprivate func renamingColumns(_ rename: (String, ValueType) -> Expression) -> Expression {
        if case .column(let name) = node { return rename(name, type) }
        return changingChildren { $0.renamingColumns(rename) }
    }
}
