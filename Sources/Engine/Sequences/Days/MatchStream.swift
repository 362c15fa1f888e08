import EventModel
import Plan

/// A sequence with what is done to each of its matches alone before they are grouped.
struct MatchStream {
    let sequence: EventSequence
    /// Over the columns of the sequence.
    private(set) var stages: [Pipeline.Stage] = []
    /// The columns that come out, where they are others than those of the sequence.
    private var definitions: [String: Expression]?

    /// Definitions that grow larger than this are better reckoned once.
    private static let largestDefinition = 200

    /// nil of what does more than that, or is over no sequence.
    init?(_ relation: Relation) {
        switch relation {
        case .sequence(let sequence): self.sequence = sequence
        case .filter(let input, let condition):
            guard !condition.hasWindow, let below = MatchStream(input) else { return nil }
            self = below
            stages.append(.filter(below.resolved(condition)))
        case .possibly(let input):
            guard let below = MatchStream(input) else { return nil }
            self = below
            stages.append(.possibly)
        case .project(let input, let columns):
            guard let below = MatchStream(input) else { return nil }
            self = below
            var definitions: [String: Expression] = [:]
            for column in columns {
                let expression = below.resolved(column.expression)
                guard !expression.hasWindow, expression.size(upTo: Self.largestDefinition) < Self.largestDefinition
                else { return nil }
                definitions[column.name] = expression
            }
            self.definitions = definitions
        case .sort(let input, let keys):
            // In which order rows come does not matter where they are grouped.
            guard !keys.contains(where: \.expression.hasWindow), let below = MatchStream(input) else { return nil }
            self = below
        case .scan, .knownOn, .aggregate, .cut, .top, .distinct, .oneADay, .sample, .reports, .disagree, .follow,
            .rate, .join, .append, .compare:
            return nil
        }
    }

    /// An expression over what comes out, over the columns of the sequence.
    func resolved(_ expression: Expression) -> Expression {
        definitions.map { expression.replacingColumns($0) } ?? expression
    }

    func resolved(_ aggregation: Aggregation) -> Aggregation {
        func each(_ named: [NamedExpression]) -> [NamedExpression] {
            named.map { NamedExpression($0.name, resolved($0.expression)) }
        }
        var result = aggregation
        (result.keys, result.outputs) = (each(aggregation.keys), each(aggregation.outputs))
        if let cut = aggregation.periods { result.periods?.date = resolved(cut.date) }
        return result
    }
}
