package import EventModel

/// How many rows an operation may give, guessed before anything runs from the sizes of the tables alone.
///
/// Each rule is one that can be reckoned in the head:
///
/// | operation | rows |
/// |---|---|
/// | a table | all of its rows |
/// | a condition | a tenth; of a date the part of the coverage that it leaves; of `and` the product, of `or` the sum, of `not` the rest |
/// | groups | the square root of the rows, at least 1; times the periods of the coverage |
/// | one row a row (`show`, `sort`, `add`) | as many |
/// | `take`, `top`, `sample` | at most so many |
/// | `distinct`, `one_a_day` | half |
/// | `reports`, `follow` | the reports to each event, one event to each |
/// | a sequence | a tenth of its anchors for each event to be found; of those without one the rest |
/// | `join` | the longer side |
/// | `append`, `compare` | the sum, half of the sum |
package struct RowEstimate: Sendable {
    private let rowCounts: [String: Int]
    private let coverage: DateSpan?

    /// - Parameters:
    ///   - rowCounts: the rows of each table.
    ///   - coverage: the days that the data cover, where they are known.
    package init(rowCounts: [String: Int], coverage: DateSpan?) {
        self.rowCounts = rowCounts
        self.coverage = coverage
    }

    /// The rows of an operation.
    package func rows(of relation: Relation) -> Int {
        let number = count(relation)
        return number.isFinite ? Int(min(1e15, max(0, number)).rounded()) : 0
    }

    private static let share = 0.1

    private func count(_ relation: Relation) -> Double {
        switch relation {
        case .scan(let schema), .knownOn(let schema, _): return table(schema.name)
        case .filter(let input, let condition): return count(input) * share(condition)
        case .possibly(let input), .project(let input, _), .sort(let input, _): return count(input)
        case .aggregate(let input, let aggregation):
            let groups = aggregation.keys.isEmpty ? 1 : max(1, count(input).squareRoot())
            return groups * (aggregation.periods.map(periods) ?? 1)
        case .cut(let input, let skip, let take):
            return min(max(0, count(input) - Double(skip)), take.map(Double.init) ?? .infinity)
        case .top(let input, let most, _, let groups):
            let rows = count(input)
            return min(rows, Double(most) * (groups.isEmpty ? 1 : max(1, rows.squareRoot())))
        case .distinct(let input, _), .oneADay(let input, _): return (count(input) / 2).rounded(.up)
        case .sample(let input, let most, _): return min(count(input), Double(most))
        case .reports(let input, _): return count(input) * table("reports") / max(1, table("events"))
        case .disagree(let disagreement): return count(disagreement.events)
        case .follow(let walk): return count(walk.events)
        case .sequence(let sequence): return count(sequence)
        case .rate(let rate): return Double(rate.windows.count)
        case .join(let join): return max(count(join.left), count(join.right))
        case .append(let first, let second): return count(first) + count(second)
        case .compare(let difference): return (count(difference.before) + count(difference.after)) / 2
        }
    }

    private func table(_ name: String) -> Double { Double(rowCounts[name] ?? 0) }

    private func count(_ sequence: EventSequence) -> Double {
        let anchors = count(sequence.anchors)
        let found = sequence.steps.reduce(anchors) { rows, step in
            switch step.form {
            case .once, .times: rows * Self.share
            case .absent, .optional: rows
            }
        }
        switch sequence.keep {
        case .matched: return found
        case .unmatched: return anchors - found
        case .all: return anchors
        }
    }

    /// The periods that the coverage has within the days that are asked for.
    private func periods(_ cut: PeriodCut) -> Double {
        guard let coverage else { return 1 }
        let first = max(coverage.earliest, cut.window.earliest)
        let last = min(coverage.latest, cut.window.latest)
        guard first <= last else { return 1 }
        let days = Double(last) - Double(first) + 1
        let length: Double =
            switch cut.unit {
            case .day: 1
            case .week: 7
            case .month: 30.44
            case .quarter: 91.3
            case .year: 365.25
            }
        return max(1, (days / length).rounded(.up))
    }

    /// The part of the rows of which a condition is true.
    private func share(_ condition: Expression) -> Double {
        switch condition.node {
        case .and(let parts): return parts.reduce(1) { $0 * share($1) }
        case .or(let parts): return min(1, parts.reduce(0) { $0 + share($1) })
        case .not(let inner): return 1 - share(inner)
        case .certainly(let inner), .possibly(let inner): return share(inner)
        case .constant(.truth(let truth)): return truth == .no ? 0 : 1
        case .dated(_, let test): return share(test)
        case .compare, .within, .during, .isUnknown, .isNone, .constant, .column, .linked, .disputed, .arithmetic,
            .negate, .call, .choose, .aggregate, .window, .rowCount:
            return Self.share
        }
    }

    private func share(_ test: DateCondition) -> Double {
        switch test {
        case .start(let days), .end(let days):
            guard let coverage, coverage.earliest <= coverage.latest else { return Self.share }
            let inside = days.spans.reduce(0.0) { sum, span in
                let first = max(span.earliest, coverage.earliest)
                let last = min(span.latest, coverage.latest)
                return first <= last ? sum + Double(last) - Double(first) + 1 : sum
            }
            return inside / (Double(coverage.latest) - Double(coverage.earliest) + 1)
        case .all(let parts): return parts.map { share($0) }.min() ?? 1
        case .any(let parts): return min(1, parts.reduce(0) { $0 + share($1) })
        case .not(let inner): return 1 - share(inner)
        }
    }
}
