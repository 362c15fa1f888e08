import EventModel
import Plan

extension Relation {
    /// Whether the rows are those of the table `events`, whatever was added to them: `id` is that of an event.
    var isEvents: Bool {
        guard fields.contains(where: { $0.name == "id" }) else { return false }
        switch self {
        case .scan(let schema), .knownOn(let schema, _): return schema.name == "events"
        case .filter(let input, _), .possibly(let input), .sort(let input, _), .cut(let input, _, _),
            .top(let input, _, _, _), .distinct(let input, _), .sample(let input, _, _), .oneADay(let input, _):
            return input.isEvents
        case .project(let input, let columns):
            return columns.keeps("id") && input.isEvents
        case .sequence(let sequence): return sequence.anchorName == nil && sequence.anchors.isEvents
        case .join(let join): return join.left.isEvents
        case .append(let first, let second): return first.isEvents && second.isEvents
        case .follow: return true
        case .aggregate, .reports, .disagree, .rate, .compare: return false
        }
    }

    /// The day of `known on`, of rows that are events as they were known then.
    var knownOn: DayNumber? {
        switch self {
        case .knownOn(_, let day): day
        case .filter, .possibly, .sort, .cut, .top, .distinct, .sample, .oneADay, .project, .sequence, .join:
            input?.knownOn
        case .append(let first, let second): first.knownOn == second.knownOn ? first.knownOn : nil
        case .scan, .aggregate, .reports, .disagree, .follow, .rate, .compare: nil
        }
    }

    /// The days that the conditions on `date` below leave at all.
    var dateWindow: DateSpan {
        switch self {
        case .scan, .knownOn, .aggregate, .reports, .disagree, .follow, .rate, .compare: return .unbounded
        case .filter(let input, let condition):
            let below = input.dateWindow
            var window = below
            let parts: [Expression] = if case .and(let all) = condition.node { all } else { [condition] }
            for part in parts {
                guard case .dated(let date, let test) = part.node, date.node == .column("date") else { continue }
                let hull = test.hull
                window = DateSpan(max(window.earliest, hull.earliest), min(window.latest, hull.latest))
            }
            return window
        case .possibly(let input), .sort(let input, _), .cut(let input, _, _), .top(let input, _, _, _),
            .distinct(let input, _), .sample(let input, _, _), .oneADay(let input, _):
            return input.dateWindow
        case .project(let input, let columns): return columns.keeps("date") ? input.dateWindow : .unbounded
        case .sequence(let sequence):
            return sequence.anchorName == nil ? sequence.anchors.dateWindow : .unbounded
        case .join(let join): return join.left.dateWindow
        case .append(let first, let second):
            let (one, other) = (first.dateWindow, second.dateWindow)
            return DateSpan(min(one.earliest, other.earliest), max(one.latest, other.latest))
        }
    }
}

extension [NamedExpression] {
    /// Whether a column comes through under its own name.
    fileprivate func keeps(_ name: String) -> Bool {
        contains { $0.name == name && $0.expression.node == .column(name) }
    }
}

extension DateCondition {
    /// A stretch outside which no event at a point can fulfil the condition.
    var hull: DateSpan {
        switch self {
        case .start(let days), .end(let days):
            guard let first = days.spans.first, let last = days.spans.last else { return DateSpan(1, 0) }
            return DateSpan(first.earliest, last.latest)
        case .all(let parts):
            return parts.map(\.hull).reduce(.unbounded) {
                DateSpan(max($0.earliest, $1.earliest), min($0.latest, $1.latest))
            }
        case .any(let parts):
            guard let first = parts.first?.hull else { return DateSpan(1, 0) }
            return parts.dropFirst().map(\.hull).reduce(first) {
                DateSpan(min($0.earliest, $1.earliest), max($0.latest, $1.latest))
            }
        case .not: return .unbounded
        }
    }
}
