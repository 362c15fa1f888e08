package import EventModel

/// Events that follow one another: for each row that something begins with, what comes next, and next after that.
///
/// Every row of `anchors` that has a date is an anchor, and none is lost because of another. Each step then takes the
/// next event that fits its pattern, shares the keys and lies within the spans, without trying again: the least
/// (earliest, latest, id) of those that certainly fit, else the least of those that possibly do. A match is certain
/// only if its anchor and all its parts are.
package struct EventSequence: Hashable, Sendable {
    package var anchors: Relation
    /// Columns of the answer that hold the anchor as an event, and its keys: those of a `sequence`. nil of
    /// `followed by`, whose answer keeps the columns of `anchors`.
    package var anchorName: String?
    /// Expressions over a row of `anchors` and over an event alike; an event belongs to a match if each is equal, of
    /// lists if some member is. An unknown key equals nothing.
    package var keys: [NamedExpression]
    /// The most time from the anchor to any event of the match.
    package var window: Lag?
    package var steps: [SequenceStep]
    /// An event that ends the anchor: no event of the match may come after it.
    package var until: SequencePattern?
    /// Looks back in time (`preceded by`): "next" is then the last event before.
    package var isBackward: Bool
    package var take: Take
    package var keep: Keep

    /// Which of the events that fit a step a match takes.
    package enum Take: String, Hashable, Sendable, CaseIterable { case first, last, all }

    package enum Keep: Hashable, Sendable {
        /// Anchors with a match, a row for each match.
        case matched
        /// Anchors without one (`not followed by`): certain only where the whole window lies in the coverage.
        case unmatched
        /// All anchors (`keep unmatched`): where there is no match its columns are none, or unknown where the data
        /// end too early to tell.
        case all
    }

    package init(
        anchors: Relation, anchorName: String? = nil, keys: [NamedExpression] = [], window: Lag? = nil,
        steps: [SequenceStep], until: SequencePattern? = nil, isBackward: Bool = false, take: Take = .first,
        keep: Keep = .matched
    ) {
        self.anchors = anchors
        self.anchorName = anchorName
        self.keys = keys
        self.window = window
        self.steps = steps
        self.until = until
        self.isBackward = isBackward
        self.take = take
        self.keep = keep
    }

    /// Behind the columns of `anchors`, or of the keys and the anchor: an event, or a list of events, for each step
    /// that has a name.
    package var fields: [Field] {
        var fields = anchors.fields
        if let anchorName {
            fields = keys.map { Field($0.name, $0.expression.type) } + [Field(anchorName, .event)]
        }
        if keep == .unmatched { return fields }
        return fields + steps.compactMap { step in step.name.map { Field($0, step.type) } }
    }
}

/// What an event must be to fit a step.
package struct SequencePattern: Hashable, Sendable {
    /// Rows of the table `events`, whatever was added to them.
    package var events: Relation
    /// Over the columns of `events`, and those of the anchor's row, and of the match so far, by the name
    /// `anchor.NAME` (`SequencePattern.outer`).
    package var condition: Expression?

    package init(_ events: Relation, condition: Expression? = nil) {
        self.events = events
        self.condition = condition
    }

    /// What a column of the anchor's row is called in a condition.
    package static func outer(_ name: String) -> String { "anchor.\(name)" }
}

/// One line of a sequence behind the first.
package struct SequenceStep: Hashable, Sendable {
    package var pattern: SequencePattern
    /// The column of the match; nil of a step that leaves none.
    package var name: String?
    /// The most time from the match before.
    package var window: Lag?
    package var form: Form

    package enum Form: Hashable, Sendable {
        case once
        /// No such event strictly between its neighbours, or until the window closes if it stands last.
        case absent
        /// Left out where no event certainly fits: its column is then none, or unknown where one possibly does.
        case optional
        /// A list of so many events, as many as there are.
        case times(ClosedRange<Int>)
    }

    package init(_ pattern: SequencePattern, name: String? = nil, window: Lag? = nil, form: Form = .once) {
        self.pattern = pattern
        self.name = name
        self.window = window
        self.form = form
    }

    package var type: ValueType {
        switch form {
        case .times: .list(.event)
        case .once, .absent, .optional: .event
        }
    }
}

/// A length of time from 0 to so many units, both included; months, quarters and years go by the calendar.
package struct Lag: Hashable, Sendable {
    /// Not negative.
    package var count: Int
    package var unit: TimeUnit

    package init(_ count: Int, _ unit: TimeUnit) {
        self.count = count
        self.unit = unit
    }

    package var text: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }
}

/// How often something follows, and how often it comes anyway.
///
/// A row for each window: `within` (text), `anchors` (certain, up to possible), `followed`, `possible`,
/// `not_followed`, `censored` (the window runs past the coverage and nothing certain was found), `share` (of the
/// anchors that are not censored, certain up to possible), `base`, `ratio` (of the shares), `ratio_low` and
/// `ratio_high` (95 %), `p` (of the circular-shift test). See `docs/MEANING.md` for the formulas.
package struct Rate: Hashable, Sendable {
    package var anchors: Relation
    package var pattern: SequencePattern
    package var isBackward: Bool
    package var windows: [Lag]
    /// Events whose rate is the base instead of that of all days.
    package var against: Relation?
    /// The days that the anchors' own time clauses leave.
    package var period: DateSpan

    package init(
        anchors: Relation, pattern: SequencePattern, isBackward: Bool = false, windows: [Lag],
        against: Relation? = nil, period: DateSpan = .unbounded
    ) {
        self.anchors = anchors
        self.pattern = pattern
        self.isBackward = isBackward
        self.windows = windows
        self.against = against
        self.period = period
    }

    package static let fields: [Field] = [
        Field("within", .text), Field("anchors", .number), Field("followed", .number), Field("possible", .number),
        Field("not_followed", .number), Field("censored", .number), Field("share", .number), Field("base", .number),
        Field("ratio", .number), Field("ratio_low", .number), Field("ratio_high", .number), Field("p", .number),
    ]
}
