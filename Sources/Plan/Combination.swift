package import EventModel

/// Rows of two questions side by side, wherever a condition holds.
///
/// Pairs of which the condition is maybe are possible. A test of equality between the two sides never holds for an
/// unknown value, as a key of a sequence does not.
package struct Join: Hashable, Sendable {
    package var left: Relation
    package var right: Relation
    /// Columns of the right side are called `NAME.column`.
    package var name: String
    package var condition: Expression
    /// Keeps rows of the left side that have no certain partner, with none on the right; they are possible only where
    /// a possible partner stands beside them.
    package var keepsLeft: Bool

    package init(left: Relation, right: Relation, name: String, condition: Expression, keepsLeft: Bool) {
        self.left = left
        self.right = right
        self.name = name
        self.condition = condition
        self.keepsLeft = keepsLeft
    }

    package func rightName(_ column: String) -> String { "\(name).\(column)" }

    package var fields: [Field] {
        left.fields + right.fields.map { Field(rightName($0.name), $0.type, $0.summary) }
    }
}

/// What was added, gone and changed from one table to another.
///
/// Rows belong together if their `keys` are equal. A row for each key that only one table has (`change` is `added` or
/// `gone`), and for each field in which both differ (`changed`), by the order of the keys in the tables, `before` first.
package struct Difference: Hashable, Sendable {
    package var before: Relation
    package var after: Relation
    /// Columns of both.
    package var keys: [Field]
    /// Columns of both whose values are held against each other.
    package var compared: [String]

    package init(before: Relation, after: Relation, keys: [Field], compared: [String]) {
        self.before = before
        self.after = after
        self.keys = keys
        self.compared = compared
    }

    /// `before` and `after` are the values as they are shown.
    package var fields: [Field] {
        [Field("change", .text)] + keys + [Field("field", .text), Field("before", .text), Field("after", .text)]
    }
}

/// Events along a link.
package struct LinkWalk: Hashable, Sendable {
    package var events: Relation
    /// `because_of`, `responds_to`, `part_of` or `follows_up`
    package var link: String
    /// To the events that point here instead of those pointed to.
    package var isBack: Bool
    /// Goes on as far as there are links; each event comes once for each event that it is reached from first, depth first.
    package var isAll: Bool
    package var schema: TableSchema

    package init(events: Relation, link: String, isBack: Bool, isAll: Bool, schema: TableSchema) {
        self.events = events
        self.link = link
        self.isBack = isBack
        self.isAll = isAll
        self.schema = schema
    }

    /// Of a whole chain the number of links behind each event (1 for the first) stands in front.
    package var fields: [Field] { (isAll ? [Field("depth", .number)] : []) + schema.fields }
}

/// Where the accounts of events differ: a row for each value that is given of a field, with those who give it.
package struct Disagreement: Hashable, Sendable {
    package var events: Relation
    /// Columns of the table `reports`, and `stance` for accounts of which one denies what another affirms.
    package var compared: [String]
    /// Any difference, not only of values that cannot all be true.
    package var isExact: Bool

    package init(events: Relation, compared: [String], isExact: Bool) {
        self.events = events
        self.compared = compared
        self.isExact = isExact
    }

    /// `value` as it is shown; `said_by` the sources, each `attributed_to via outlet (document)` as far as known.
    package static let fields: [Field] = [
        Field("id", .text), Field("field", .text), Field("value", .text), Field("said_by", .list(.text)),
    ]
}
