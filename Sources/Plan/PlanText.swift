import EventModel

extension Relation {
    /// The operations one a line, the last one first, each a step further in than the one it feeds.
    package var planText: String {
        var lines: [String] = []
        var current: Relation? = self
        while let relation = current {
            lines.append(String(repeating: "  ", count: lines.count) + relation.line)
            current = relation.input
        }
        return lines.joined(separator: "\n")
    }

    /// The operation whose rows this one takes; nil for a scan.
    package var input: Relation? {
        switch self {
        case .scan: nil
        case .filter(let input, _), .possibly(let input), .project(let input, _), .aggregate(let input, _),
            .sort(let input, _), .cut(let input, _, _), .top(let input, _, _, _), .distinct(let input, _),
            .sample(let input, _, _), .reports(let input, _):
            input
        }
    }

    private var line: String {
        switch self {
        case .scan(let schema): return "scan \(schema.name)"
        case .filter(_, let condition): return "filter \(condition.text)"
        case .possibly: return "possibly"
        case .project(_, let columns): return "show \(Self.list(columns))"
        case .aggregate(_, let aggregation): return aggregation.line
        case .sort(_, let keys):
            return "sort " + keys.map { $0.expression.text + ($0.isDescending ? " desc" : "") }.joined(separator: ", ")
        case .cut(_, let skip, let take):
            let parts = [skip > 0 || take == nil ? "skip \(skip)" : nil, take.map { "take \($0)" }]
            return parts.compactMap { $0 }.joined(separator: ", ")
        case .top(_, let count, let key, let groups):
            return "top \(count) \(key.text)" + (groups.isEmpty ? "" : " by \(Self.list(groups))")
        case .distinct(_, let keys): return keys.map { "distinct \(Self.list($0))" } ?? "distinct"
        case .sample(_, let count, let seed): return "sample \(count) seed \(seed)"
        case .reports: return "reports"
        }
    }

    private static func list(_ expressions: [Expression]) -> String {
        expressions.map(\.text).joined(separator: ", ")
    }

    fileprivate static func list(_ columns: [NamedExpression]) -> String {
        columns.map { column in
            let text = column.expression.text
            return text == column.name ? text : "\(text) as \(column.name)"
        }.joined(separator: ", ")
    }
}

extension Aggregation {
    fileprivate var line: String {
        var line = isRange ? "count range" : "summarize \(Relation.list(outputs))"
        if !keys.isEmpty { line += " by \(Relation.list(keys))" }
        guard let periods else { return line }
        line += " per \(periods.unit.rawValue) of \(periods.date.text)"
        if periods.placement != .unplaced { line += " place \(periods.placement.rawValue)" }
        if periods.window != .unbounded { line += " in \(Period(periods.window.earliest, periods.window.latest).text)" }
        return line
    }
}
