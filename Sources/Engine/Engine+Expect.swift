package import Columnar
package import EventModel
package import Plan

/// What a condition about an answer came to.
package struct Outcome: Sendable {
    /// Of a condition about each row: yes if it is yes of every one, no if no of any.
    package var truth: Truth
    /// The answer for each row; nil of a condition about the answer as a whole.
    package var rows: [Truth]?
    /// Both sides of a comparison, those of the first row where it is not certain.
    package var sides: (Value, Value)?
}

extension Engine {
    /// Asks a condition of an answer. Aggregates and `rowCount` are over its rows; columns outside of aggregates make
    /// it a condition about each row.
    package func outcome(of condition: Expression, over answer: Answer) -> Outcome {
        let batch = Batch(answer.columns, rowCount: answer.rowCount)
        let layout = Layout(answer.fields)
        let isAboutRows = condition.hasLooseColumn
        // Of an answer without rows there is still something to say as a whole.
        let compiled = Compiled(condition, layout, context)
        let rows: [Truth]
        if isAboutRows {
            let mask = compiled.truth(batch)
            rows = (0..<answer.rowCount).map { mask[$0] }
        } else {
            rows = [compiled.whole(batch).truth]
        }
        let place = rows.firstIndex { $0 != .yes } ?? 0
        var sides: (Value, Value)?
        if rows.indices.contains(place), let (left, right) = condition.sides {
            let values = [left, right].map { side in
                let compiled = Compiled(side, layout, context)
                return isAboutRows
                    ? compiled.vector(batch).value(at: place, type: side.type) : compiled.whole(batch)
            }
            sides = (values[0], values[1])
        }
        return Outcome(truth: rows.reduce(.yes) { $0 && $1 }, rows: isAboutRows ? rows : nil, sides: sides)
    }
}

extension Compiled {
    /// The value of an expression that is about all rows of a batch and no row of its own.
    fileprivate func whole(_ batch: Batch) -> Value {
        if let value = constantValue { return value }
        switch expression.node {
        case .aggregate(let aggregate): return total(aggregate, batch)
        case .rowCount: return .number(NumberSpan(Double(batch.visible?.population ?? batch.rowCount)))
        case .constant, .column, .linked, .disputed, .compare, .within, .during, .dated, .or, .and, .not,
            .certainly, .possibly,
            .isUnknown, .isNone, .arithmetic, .negate, .call, .choose, .window:
            break
        }
        // Everything above the aggregates is reckoned once, whatever the number of rows.
        var index = -1
        let children = self.children
        let constants = expression.changingChildren { child in
            index += 1
            return Expression(.constant(children[index].whole(batch)), child.type)
        }
        return Compiled(constants, Layout([]), context).constantValue ?? .unknown
    }
}

extension Expression {
    fileprivate var sides: (Expression, Expression)? {
        switch node {
        case .compare(_, let left, let right), .within(let left, let right, _), .during(let left, let right):
            return (left, right)
        case .constant, .column, .linked, .disputed, .dated, .or, .and, .not, .certainly, .possibly, .isUnknown,
            .isNone,
            .arithmetic, .negate, .call, .choose, .aggregate, .window, .rowCount:
            return nil
        }
    }
}
