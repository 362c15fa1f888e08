import EventModel

extension Relation {
    /// The operations one a line, the last one first, each a step further in than the one it feeds. Of operations on
    /// two tables or more, the first stands last.
    package var planText: String {
        operations.map { String(repeating: "  ", count: $0.depth) + $0.relation.line }.joined(separator: "\n")
    }

    /// The operations in the order of `planText`, each with the number of those that it feeds in the end.
    package var operations: [(relation: Relation, depth: Int)] {
        var operations: [(relation: Relation, depth: Int)] = []
        var pending: [(relation: Relation, depth: Int)] = [(self, 0)]
        while let (relation, depth) = pending.popLast() {
            operations.append((relation, depth))
            pending += relation.inputs.map { ($0, depth + 1) }
        }
        return operations
    }

    /// The operations whose rows this one takes, the one whose rows come through first.
    package var inputs: [Relation] {
        switch self {
        case .scan, .knownOn: []
        case .filter(let input, _), .possibly(let input), .project(let input, _), .aggregate(let input, _),
            .sort(let input, _), .cut(let input, _, _), .top(let input, _, _, _), .distinct(let input, _),
            .sample(let input, _, _), .reports(let input, _), .oneADay(let input, _):
            [input]
        case .disagree(let disagreement): [disagreement.events]
        case .follow(let walk): [walk.events]
        case .sequence(let sequence):
            [sequence.anchors] + sequence.steps.map(\.pattern.events) + (sequence.until.map { [$0.events] } ?? [])
        case .rate(let rate): [rate.anchors, rate.pattern.events] + (rate.against.map { [$0] } ?? [])
        case .join(let join): [join.left, join.right]
        case .append(let first, let second): [first, second]
        case .compare(let difference): [difference.before, difference.after]
        }
    }

    /// The operation whose rows come through; nil where there is none.
    package var input: Relation? { inputs.first }

    /// One operation, without those below it.
    package var line: String {
        switch self {
        case .scan(let schema): return "scan \(schema.name)"
        case .knownOn(let schema, let day):
            return "scan \(schema.name) known on \(Period(day, day, unit: .day).text)"
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
        case .oneADay(_, let keys): return "one_a_day \(Self.list(keys))"
        case .disagree(let disagreement):
            let exactly = disagreement.isExact ? "exactly " : ""
            return "disagree \(exactly)on \(disagreement.compared.joined(separator: ", "))"
        case .follow(let walk):
            return "follow \(walk.link)" + (walk.isBack ? " back" : "") + (walk.isAll ? " all" : "")
        case .sequence(let sequence): return sequence.line
        case .rate(let rate): return rate.line
        case .join(let join):
            return "join \(join.keepsLeft ? "left " : "")as \(join.name) on \(join.condition.text)"
        case .append: return "append"
        case .compare(let difference):
            let keys = difference.keys.map(\.name).joined(separator: ", ")
            return "compare by \(keys) on \(difference.compared.joined(separator: ", "))"
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

extension EventSequence {
    /// Head, steps and end in one line; the events of each step stand below as inputs.
    fileprivate var line: String {
        var parts: [String] = []
        if let anchorName {
            parts.append("sequence")
            if !keys.isEmpty { parts.append("by \(Relation.list(keys))") }
            if let window { parts.append("within \(window.text)") }
            parts.append("of \(anchorName)")
            parts += steps.map { "then \($0.line)" }
        } else {
            if keep == .unmatched { parts.append("not") }
            parts.append(isBackward ? "preceded by" : "followed by")
            parts += steps.map(\.line)
        }
        if let until { parts.append("until events" + until.line) }
        if take != .first { parts.append("take \(take.rawValue)") }
        if keep == .all { parts.append("keep unmatched") }
        return parts.joined(separator: " ")
    }
}

extension SequenceStep {
    fileprivate var line: String {
        let word: String =
            switch form {
            case .once: "events"
            case .absent: "no events"
            case .optional: "optionally events"
            case .times(let range): "\(range.lowerBound) to \(range.upperBound) of events"
            }
        return word + pattern.line + (window.map { " within \($0.text)" } ?? "") + (name.map { " as \($0)" } ?? "")
    }
}

extension SequencePattern {
    fileprivate var line: String { condition.map { " where \($0.text)" } ?? "" }
}

extension Rate {
    fileprivate var line: String {
        let lags = windows.map(\.text).joined(separator: ", ")
        let word = isBackward ? "preceded" : "followed"
        return "rate \(word) by events\(pattern.line) within \(lags)" + (against == nil ? "" : " against")
    }
}
