package import EventModel

/// A question as typed operations on tables: a value that can be printed, compared and rewritten.
///
/// Rows come in the order asked for, else by date and then by id (tables without a date: as they stand).
/// A filter keeps rows that are certain; rows that are merely possible travel on unseen until `count range`,
/// a footer or `possibly` asks for them, or a cut, a grouping or `distinct` settles them.
package indirect enum Relation: Hashable, Sendable {
    case scan(TableSchema)
    /// The events of which something was published on or before a day, each field resolved again from what was.
    case knownOn(TableSchema, DayNumber)
    case filter(Relation, Expression)
    /// Makes the unseen possible rows visible, marked.
    case possibly(Relation)
    /// These columns and no others, by expressions over the rows below.
    case project(Relation, [NamedExpression])
    case aggregate(Relation, Aggregation)
    case sort(Relation, [SortKey])
    /// Leaves out the first `skip` rows, then keeps `take` (nil: all).
    case cut(Relation, skip: Int, take: Int?)
    /// The `count` rows with the largest key, for each value of `by`; ties by the order of the rows.
    case top(Relation, count: Int, key: Expression, by: [Expression])
    /// The first of the rows that agree in all of `keys` (nil: in all columns).
    case distinct(Relation, keys: [Expression]?)
    /// `one_a_day`: the first of the rows that agree in all of `keys` and happened on one known day. Rows with an
    /// unknown key, or with a date wider than a day, all stay.
    case oneADay(Relation, keys: [Expression])
    /// `count` rows drawn without replacement by a seeded generator, in their order.
    case sample(Relation, count: Int, seed: UInt64)
    /// The reports of the events below (rows of the table `reports`).
    case reports(Relation, schema: TableSchema)
    case disagree(Disagreement)
    case follow(LinkWalk)
    case sequence(EventSequence)
    case rate(Rate)
    case join(Join)
    /// The rows of the second below those of the first; columns by name, unknown where one has none of that name.
    case append(Relation, Relation)
    case compare(Difference)
}

/// An expression and the name of the column that it gives.
package struct NamedExpression: Hashable, Sendable {
    package var name: String
    package var expression: Expression

    package init(_ name: String, _ expression: Expression) {
        self.name = name
        self.expression = expression
    }
}

package struct SortKey: Hashable, Sendable {
    package var expression: Expression
    package var isDescending: Bool

    package init(_ expression: Expression, isDescending: Bool = false) {
        self.expression = expression
        self.isDescending = isDescending
    }
}

/// Groups and what is reckoned of each.
///
/// Output columns: `keys`, then `period` if the date is cut, then `outputs`. Groups are sorted by their keys, then by
/// the period; unknown last, unplaced after that. With periods, every combination of keys that occurs has every
/// period of the coverage (cut to `window`), with counts of 0 where nothing happened; where a period of `window` or
/// between rows lies outside the coverage, its counts are unknown.
package struct Aggregation: Hashable, Sendable {
    /// A key of list type puts a row into the group of each of its members.
    package var keys: [NamedExpression]
    package var periods: PeriodCut?
    package var outputs: [NamedExpression]
    /// `count range`: two columns `low` and `high`, of certain and of possible rows, instead of `outputs`.
    package var isRange: Bool

    package init(keys: [NamedExpression], periods: PeriodCut? = nil, outputs: [NamedExpression], isRange: Bool = false)
    {
        self.keys = keys
        self.periods = periods
        self.outputs = outputs
        self.isRange = isRange
    }
}

/// Cutting a date into calendar periods.
package struct PeriodCut: Hashable, Sendable {
    package var unit: TimeUnit
    package var date: Expression
    package var placement: Placement
    /// The days that the question's own time clauses leave; unbounded where it has none.
    package var window: DateSpan

    package init(unit: TimeUnit, date: Expression, placement: Placement, window: DateSpan) {
        self.unit = unit
        self.date = date
        self.placement = placement
        self.window = window
    }

    /// Where a row goes that lies in no single period: to a row `unplaced`, to its earliest or latest day, or in
    /// equal parts to each of its days (counts are then fractions).
    package enum Placement: String, Hashable, Sendable, CaseIterable { case unplaced, earliest, latest, spread }
}

extension Relation {
    /// The columns of the rows that come out.
    package var fields: [Field] {
        switch self {
        case .scan(let schema), .knownOn(let schema, _), .reports(_, let schema): return schema.fields
        case .filter(let input, _), .possibly(let input), .sort(let input, _), .cut(let input, _, _),
            .top(let input, _, _, _), .distinct(let input, _), .sample(let input, _, _),
            .oneADay(let input, _):
            return input.fields
        case .disagree: return Disagreement.fields
        case .follow(let walk): return walk.fields
        case .sequence(let sequence): return sequence.fields
        case .rate: return Rate.fields
        case .join(let join): return join.fields
        case .append(let first, let second):
            let fields = first.fields
            return fields + second.fields.filter { field in !fields.contains { $0.name == field.name } }
        case .compare(let difference): return difference.fields
        case .project(_, let columns): return columns.map { Field($0.name, $0.expression.type) }
        case .aggregate(_, let aggregation):
            var fields = aggregation.keys.map { Field($0.name, $0.expression.type.element) }
            if let periods = aggregation.periods { fields.append(Field(periods.unit.rawValue, .period)) }
            if aggregation.isRange {
                fields += [Field("low", .number), Field("high", .number)]
            } else {
                fields += aggregation.outputs.map { Field($0.name, $0.expression.type) }
            }
            return fields
        }
    }
}
