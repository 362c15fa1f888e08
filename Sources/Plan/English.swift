package import EventModel

extension Relation {
    /// The question in plain English, a sentence an operation, in the order in which they are done.
    /// - Parameter names: turns the id of an actor or a kind into words for people.
    package func english(_ names: @escaping (Value) -> String) -> String {
        let writer = EnglishWriter(names: names)
        var sentences = writer.sentences(self)
        if writer.leavesPossibleOut(self) {
            sentences.append("What is only possible stays out, and the answer says how much that is.")
        }
        return sentences.joined(separator: "\n")
    }
}

/// Turns operations and expressions into words.
struct EnglishWriter {
    let names: (Value) -> String

    /// A sentence an operation, the first one first; conditions right behind a table belong to its sentence.
    func sentences(_ relation: Relation) -> [String] {
        var operations: [Relation] = []
        var current: Relation? = relation
        while let next = current {
            operations.append(next)
            current = isSource(next) ? nil : next.input
        }
        return operations.reversed().flatMap { operation in
            isSource(operation) ? ["Take \(phrase(operation))."] : sentence(operation)
        }
    }

    /// Whether some row may be left out in silence because a condition was only possible.
    func leavesPossibleOut(_ relation: Relation) -> Bool {
        switch relation {
        case .possibly: false
        case .aggregate(_, let aggregation) where aggregation.isRange: false
        case .filter, .knownOn: true
        case .scan, .aggregate, .project, .sort, .cut, .top, .distinct, .oneADay, .sample, .reports, .disagree, .follow,
            .sequence, .rate, .join, .append, .compare:
            relation.inputs.contains { leavesPossibleOut($0) }
        }
    }

    /// What the rows of an operation are called: `events`, `reports`, `rows` of groups.
    func noun(_ relation: Relation) -> String {
        switch relation {
        case .scan(let schema), .knownOn(let schema, _): schema.name
        case .reports: "reports"
        case .follow: "events"
        case .filter, .possibly, .sort, .cut, .top, .distinct, .oneADay, .sample, .project:
            relation.input.map { noun($0) } ?? "rows"
        case .sequence(let sequence): sequence.keep == .unmatched ? noun(sequence.anchors) : "matches"
        case .join(let join): noun(join.left) == noun(join.right) ? "rows" : noun(join.left)
        case .append(let first, let second): noun(first) == noun(second) ? noun(first) : "rows"
        case .aggregate, .disagree, .rate, .compare: "rows"
        }
    }

    private func sentence(_ relation: Relation) -> [String] {
        let noun = relation.input.map { self.noun($0) } ?? "rows"
        switch relation {
        case .scan, .knownOn: return ["Take \(phrase(relation))."]
        case .filter(_, let condition):
            let claims = parts(condition).map { claim($0) }
            let text =
                claims.count == 1
                ? claims[0] : claims.enumerated().map { "\n  (\($0 + 1)) \($1)" }.joined(separator: ";")
            return ["Keep the \(noun) of which it is certain that \(text)."]
        case .possibly: return ["Add, marked, the \(noun) that may belong to them."]
        case .project(let input, let columns): return [project(input, columns)]
        case .aggregate(_, let aggregation): return [sentence(aggregation, noun)]
        case .sort(_, let keys):
            let texts = keys.map {
                the($0.expression)
                    + ($0.isDescending
                        ? ($0.expression.type == .date ? ", the latest first" : ", the largest first") : "")
            }
            return ["Order them by \(list(texts))."]
        case .cut(_, let skip, let take):
            let first = skip == 0 && take != nil ? nil : "Leave out the first \(skip)."
            return [[first, take.map { "Keep at most \($0)." }].compactMap { $0 }.joined(separator: " ")]
        case .top(_, let count, let key, let groups):
            let each = groups.isEmpty ? "" : " for each \(list(groups.map { words($0) }))"
            return ["Keep the \(count) with the largest \(words(key))\(each)."]
        case .distinct(_, let keys):
            return ["Keep the first of those that agree in \(keys.map { list($0.map { the($0) }) } ?? "all columns")."]
        case .sample(_, let count, let seed):
            return ["Draw \(count) of them at random (seed \(seed), so always the same)."]
        case .reports: return ["Take the reports of these events: what each document says of them."]
        case .oneADay(_, let keys):
            let agree = keys.isEmpty ? "" : " of those that agree in \(list(keys.map { the($0) }))"
            return ["Keep the first on each day\(agree); what is not dated to one day stays."]
        case .disagree(let disagreement): return [sentence(disagreement)]
        case .follow(let walk): return [sentence(walk)]
        case .sequence(let sequence): return sentences(sequence, noun)
        case .rate(let rate): return sentences(rate, noun)
        case .join(let join): return [sentence(join, noun)]
        case .append(_, let second): return ["Put below them \(phrase(second))."]
        case .compare(let difference): return [sentence(difference)]
        }
    }

    /// What `show` and `add` do: `add` keeps all columns that were there.
    private func project(_ input: Relation, _ columns: [NamedExpression]) -> String {
        let kept = columns.filter { $0.expression.node == .column($0.name) }.map(\.name)
        let before = input.fields.map(\.name)
        let added = columns.filter { !kept.contains($0.name) }
        if !added.isEmpty, before.count > 1, before.allSatisfy({ name in columns.contains { $0.name == name } }) {
            return "To each add \(list(added.map { column($0) }))."
        }
        let dropped = before.filter { !kept.contains($0) }
        if added.isEmpty, !dropped.isEmpty, dropped.count <= 3, kept.count > 6 {
            return "Leave out the \(dropped.count == 1 ? "column" : "columns") \(list(dropped))."
        }
        return "Of each show \(list(columns.map { column($0) }))."
    }

    private func sentence(_ aggregation: Aggregation, _ noun: String) -> String {
        var groups = aggregation.keys.map { words($0.expression) }
        if let periods = aggregation.periods { groups.append("\(periods.unit.rawValue) of \(the(periods.date))") }
        let each = groups.isEmpty ? "" : ", for each \(list(groups))"
        var text: String
        if aggregation.isRange {
            text = "Count the \(noun) that are certain (low) and those that are possible at all (high)\(each)."
        } else if aggregation.outputs.count == 1, case .aggregate(let only) = aggregation.outputs[0].expression.node,
            only.function == .count, only.argument == nil
        {
            text = "Count the \(noun)\(each)."
        } else {
            text =
                "Reckon of the \(noun)\(each.isEmpty ? "" : each + ",") \(list(aggregation.outputs.map { column($0) }))."
        }
        if let periods = aggregation.periods {
            let unit = periods.unit.rawValue
            switch periods.placement {
            case .unplaced: text += " What lies in no single \(unit) stands in a row of its own, `unplaced`."
            case .earliest: text += " What may lie in several goes to the earliest."
            case .latest: text += " What may lie in several goes to the latest."
            case .spread: text += " What may lie in several is shared among them by days."
            }
        }
        return text
    }

    func column(_ column: NamedExpression) -> String {
        if column.expression.node == .column(column.name) { return "the \(column.name)" }
        let text = the(column.expression)
        return column.expression.text == column.name ? text : "\(text), called \(column.name)"
    }

    func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
        // Parts that have a comma themselves are kept apart by a mark that they have not.
        if parts.dropLast().contains(where: { $0.contains(", ") }) { return parts.joined(separator: "; ") }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
