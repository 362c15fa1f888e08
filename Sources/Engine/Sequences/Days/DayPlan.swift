import Columnar
import EventModel
import Plan

/// A sequence of which days and equal names alone decide, as far as its words tell: what its rows are shows when they
/// are gone through.
struct DayPlan: Sendable {
    struct Step: Sendable {
        let events: Pipeline
        let keys: [DayKey]
        /// Names that have to differ.
        let others: [DayKey]
        let form: SequenceStep.Form
        let window: Lag?
        /// Whether an unknown name alone decides that events may fit.
        let canBeUnknown: Bool
    }

    let anchors: Pipeline
    let steps: [Step]
    /// The step that takes an event; nil where all tell what should not come.
    let taken: Int?
    let window: Lag?
    let direction: Direction
    let take: EventSequence.Take
    let keep: EventSequence.Keep
    let table: Table
    /// The last day of the coverage, in the direction of the sequence.
    let coverageEnd: DayNumber?
    private let sequence: EventSequence

    /// The column of days on which the taken events happened.
    static let dayName = "\u{0}day"

    /// A day behind all others, for what has no end.
    static let far = 1 << 40

    /// nil of sequences of any other sort.
    init?(_ sequence: EventSequence, _ engine: Engine) {
        guard sequence.until == nil, sequence.keep != .all, let table = engine.data.tables["events"],
            let anchors = engine.stream(sequence.anchors), anchors.isOfPlainEvents
        else { return nil }
        let taken = sequence.steps.indices.filter { sequence.steps[$0].form == .once }
        let others = sequence.steps.filter { $0.form != .once && $0.form != .absent }
        guard taken.count <= 1, others.isEmpty, sequence.steps.count <= 8 else { return nil }
        if sequence.take != .first, sequence.steps.count > 1 { return nil }
        if sequence.take == .all, taken.isEmpty || sequence.keep != .matched { return nil }
        self.sequence = sequence
        self.anchors = anchors
        self.table = table
        self.taken = taken.first
        window = sequence.window
        direction = Direction(isBackward: sequence.isBackward)
        take = sequence.take
        keep = sequence.keep
        let period = engine.context.catalog.coverage?.period
        coverageEnd = period.map { sequence.isBackward ? ~$0.first : $0.last }
        let outside = Self.outside(sequence, anchors)
        var steps: [Step] = []
        for step in sequence.steps {
            guard let made = Self.step(step, sequence, anchors, outside, engine),
                sequence.take == .all || made.others.isEmpty
            else { return nil }
            steps.append(made)
        }
        self.steps = steps
    }

    private static func step(
        _ step: SequenceStep, _ sequence: EventSequence, _ anchors: Pipeline, _ outside: MatchScope, _ engine: Engine
    ) -> Step? {
        guard let events = engine.stream(step.pattern.events), events.isOfPlainEvents else { return nil }
        var keys: [DayKey] = []
        for key in sequence.keys {
            guard
                let key = DayKey(
                    event: events.resolved(key.expression), anchor: anchors.resolved(key.expression), isShared: true)
            else { return nil }
            keys.append(key)
        }
        var differing: [DayKey] = []
        for claim in step.pattern.condition?.claims ?? [] {
            let isEqual = claim.keyEquality != nil
            guard let sides = claim.keyEquality ?? claim.sides(of: .notEqual),
                let outer = outside.resolved(sides.outer),
                let key = DayKey(event: events.resolved(sides.event), anchor: outer, isShared: false)
            else { return nil }
            if isEqual { keys.append(key) } else { differing.append(key) }
        }
        return Step(
            events: events, keys: keys, others: differing, form: step.form, window: step.window,
            canBeUnknown: keys.count == 1)
    }

    private static func outside(_ sequence: EventSequence, _ anchors: Pipeline) -> MatchScope {
        var scope = MatchScope(anchors.table)
        for definition in anchors.definitions {
            scope.columns[SequencePattern.outer(definition.name)] = definition.expression
        }
        if let name = sequence.anchorName, !anchors.definitions.contains(where: { $0.name == name }) {
            scope.anchor = SequencePattern.outer(name)
        }
        return scope
    }

    /// What an expression over a match is over the columns of its anchor and the day of the event taken; nil where it
    /// speaks of anything else.
    func resolved(_ expression: Expression) -> Expression? {
        var scope = MatchScope(table)
        if let anchorName = sequence.anchorName {
            scope.anchor = anchorName
            for key in sequence.keys { scope.columns[key.name] = anchors.resolved(key.expression) }
        } else {
            for definition in anchors.definitions { scope.columns[definition.name] = definition.expression }
        }
        if keep == .matched, let taken { scope.matched = sequence.steps[taken].name }
        return scope.resolved(expression)
    }

    /// The aggregation over the columns of anchors and the day taken.
    func resolved(_ aggregation: Aggregation) -> Aggregation? {
        func each(_ named: [NamedExpression]) -> [NamedExpression]? {
            let all = named.compactMap { item in resolved(item.expression).map { NamedExpression(item.name, $0) } }
            return all.count == named.count ? all : nil
        }
        guard let keys = each(aggregation.keys), let outputs = each(aggregation.outputs) else { return nil }
        var result = aggregation
        (result.keys, result.outputs) = (keys, outputs)
        if let cut = aggregation.periods {
            guard let date = resolved(cut.date) else { return nil }
            result.periods?.date = date
        }
        return result
    }

    // MARK: Windows

    /// The last day that an event may have which is looked for from a day on; nil: there is none.
    func lastDay(_ step: Int, from last: Int, anchor day: Int) -> Int? {
        let own = steps[step].window.map { shifted(last, by: $0) }
        switch steps[step].form {
        case .absent: return own ?? window.map { shifted(day, by: $0) }
        case .once, .optional, .times:
            guard let header = window.map({ shifted(day, by: $0) }) else { return own }
            return own.map { min($0, header) } ?? header
        }
    }

    @inline(__always)
    func shifted(_ day: Int, by lag: Lag) -> Int {
        switch lag.unit {
        case .day: day &+ min(lag.count, 1 << 32)
        case .week: day &+ 7 &* min(lag.count, 1 << 32)
        case .month, .quarter, .year: Int(direction.shifted(DayNumber(clamping: day), by: lag))
        }
    }

    func isCovered(_ day: Int?) -> Bool {
        guard let day, let coverageEnd else { return false }
        return day <= Int(coverageEnd)
    }
}

/// The last days of the windows of a step that takes an event, for many anchors one after another.
struct DayWindows {
    private let plan: DayPlan
    private let step: Int
    /// Days, where windows are no months; nil: they are.
    private let length: Int?

    init(_ plan: DayPlan, step: Int) {
        self.plan = plan
        self.step = step
        let lags = [plan.window, plan.steps[step].window].compactMap(\.self)
        let areDays = lags.allSatisfy { $0.unit == .day || $0.unit == .week }
        length = areDays ? plan.lastDay(step, from: 0, anchor: 0) ?? DayPlan.far : nil
    }

    /// Of windows of less than 64 days, by the days behind an anchor's those that are in them; nil of longer ones.
    var mask: UInt64? {
        guard let length, length >= 0, length < 64 else { return nil }
        return (UInt64.max &>> UInt64(truncatingIfNeeded: 63 - length)) & ~1
    }

    @inline(__always)
    func lastDay(from day: Int) -> Int {
        if let length { return day &+ length }
        return plan.lastDay(step, from: day, anchor: day) ?? DayPlan.far
    }
}

/// Finds what names of a match stand for.
private struct MatchScope {
    let table: Table
    var columns: [String: Expression] = [:]
    /// What the anchor is called as an event, and what the event taken is.
    var anchor: String?
    var matched: String?

    init(_ table: Table) { self.table = table }

    func resolved(_ expression: Expression) -> Expression? {
        var isBeyond = false
        let result = replaced(expression, &isBeyond)
        return isBeyond ? nil : result
    }

    private func replaced(_ expression: Expression, _ isBeyond: inout Bool) -> Expression {
        switch expression.node {
        case .column(let name):
            if let known = columns[name] { return known }
            isBeyond = true
            return expression
        case .linked(let event, let field, nil):
            guard case .column(let name) = event.node, columns[name] == nil else { break }
            if name == anchor, let place = table.index(of: field), table.schema.fields[place].type == expression.type {
                return Expression(.column(field), expression.type)
            }
            if name == matched, field == "date", expression.type == .date {
                return Expression(.column(DayPlan.dayName), .date)
            }
        case _: break
        }
        return expression.changingChildren { replaced($0, &isBeyond) }
    }
}

extension Engine {
    /// A relation as a stream of rows of a table, of which nothing has run yet; nil of what is none.
    func stream(_ relation: Relation) -> Pipeline? {
        switch relation {
        case .scan(let schema): return data.tables[schema.name].map { Pipeline($0, schema) }
        case .filter(let input, let condition):
            guard !condition.hasWindow, var pipeline = stream(input) else { return nil }
            pipeline.stages.append(.filter(pipeline.resolved(condition)))
            return pipeline
        case .possibly(let input):
            var pipeline = stream(input)
            pipeline?.stages.append(.possibly)
            return pipeline
        case .project(let input, let columns): return stream(input)?.projecting(columns)
        case .knownOn, .aggregate, .sort, .cut, .top, .distinct, .oneADay, .sample, .reports, .disagree, .follow,
            .sequence, .rate, .join, .append, .compare:
            return nil
        }
    }
}

extension Pipeline {
    /// Whether its rows are events of which the ids and dates are those of the table, and links put none before or
    /// behind another.
    fileprivate var isOfPlainEvents: Bool {
        guard table.schema.name == "events", let date = table.index(of: "date"),
            table.schema.fields[date].type == .date,
            table.index(of: "id") != nil
        else { return false }
        for name in ["id", "date"] {
            guard let definition = definitions.first(where: { $0.name == name }),
                case .column(name) = definition.expression.node
            else { return false }
        }
        for definition in definitions where EventRows.linkNames.contains(definition.name) {
            guard case .column(let name) = definition.expression.node, let place = table.index(of: name),
                table.segments.allSatisfy({ $0.stored(place).namesNothing })
            else { return false }
        }
        return true
    }
}

extension Table {
    /// Whether every segment has ids. Looked at where it matters: they are many, and take long to bring in.
    var hasCodedIDs: Bool {
        guard let id = index(of: "id") else { return false }
        return segments.allSatisfy { $0.dictionary(id) != nil }
    }
}

extension StoredColumn {
    fileprivate var namesNothing: Bool {
        switch self {
        case .unknown: true
        case .plain(let column): !column.namesSomething
        case .coded(let codes, _): codes.largest < CodedColumn.firstCode
        case .days, .numbers: true
        }
    }
}
