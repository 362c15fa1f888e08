import EventModel
import TestSupport
import Plan

/// Sequences, rates, accounts, links and operations on two tables.
extension RandomRelation {
    private static let events = TableSchema("events", RandomData.fields)

    mutating func knownEvents() -> Relation { .knownOn(Self.events, DayNumber(random.number(RandomData.days))) }

    mutating func newer(_ input: Relation) -> Relation {
        allowsWindows = false
        let hasDate = fields.contains { $0.name == "date" && $0.type == .date }
        switch random.number(1...14) {
        case 1...4 where hasDate: return followed(input)
        case 5...7 where hasDate && isOverEvents: return sequence(input)
        case 8 where hasDate && isOverEvents: return rate(input)
        case 9 where hasDate:
            return .oneADay(input, keys: (0..<random.number(0...2)).map { _ in groupKey(isScalar: false) })
        case 10 where isOverEvents: return disagree(input)
        case 11...12 where isOverEvents:
            let link = random.pick(["because_of", "part_of", "responds_to", "follows_up"])
            return .follow(
                LinkWalk(
                    events: input, link: link, isBack: random.oneIn(2), isAll: random.oneIn(2), schema: Self.events))
        case 13: return joined(input)
        case 14: return random.oneIn(2) ? appended(input) : compared(input)
        default: return joined(input)
        }
    }

    // MARK: Patterns

    /// Some events, with columns of their own or as known on a day.
    mutating func pattern() -> Relation {
        let outside = fields
        fields = RandomData.fields
        defer { fields = outside }
        var relation = random.oneIn(5) ? knownEvents() : Relation.scan(Self.events)
        if random.oneIn(2) { relation = .filter(relation, bool(1)) }
        if random.oneIn(8) { relation = .possibly(relation) }
        if random.oneIn(8) { relation = .sort(relation, [SortKey(expression(.number, 0))]) }
        if random.oneIn(10) { relation = .cut(relation, skip: random.number(0...2), take: random.number(4...20)) }
        return relation
    }

    /// Events and a condition that speaks of the anchor.
    private mutating func sequencePattern(_ outer: [Field], _ matched: [Field]) -> SequencePattern {
        var events = pattern()
        guard random.oneIn(2) else { return SequencePattern(events) }
        let outside = fields
        let known = (outer + matched).map { Field(SequencePattern.outer($0.name), $0.type) }
        fields = events.fields + known
        defer { fields = outside }
        var condition = bool(random.number(0...1))
        if random.oneIn(2),
            let field = known.filter({ field in events.fields.contains { $0.type == field.type } })
                .randomElement(using: &random), field.type != .bool
        {
            let mine = random.pick(events.fields.filter { $0.type == field.type })
            condition = Expression(
                .compare(
                    random.pick([.equal, .notEqual]), Expression(.column(mine.name), mine.type),
                    Expression(.column(field.name), field.type)), .bool)
        } else if random.oneIn(4), !matched.isEmpty {
            // A claim of an event that was matched before.
            fields = known.filter { $0.type.element == .event }
            if let link = fields.randomElement(using: &random), !link.type.isList {
                let date = Expression(
                    .linked(event: Expression(.column(link.name), .event), field: "times", knownOn: nil), .number)
                condition = Expression(.compare(.lessOrEqual, Expression(.column("times"), .number), date), .bool)
            }
        }
        var speaks = false
        condition.forEach { part in
            if case .column(let name) = part.node, name.hasPrefix(SequencePattern.outer("")) { speaks = true }
        }
        if speaks { return SequencePattern(events, condition: condition) }
        events = .filter(events, condition)
        return SequencePattern(events)
    }

    private mutating func lag() -> Lag {
        switch random.number(1...8) {
        case 1: Lag(random.number(0...3), .day)
        case 2...5: Lag(random.number(0...40), .day)
        case 6: Lag(random.number(0...4), .week)
        case 7: Lag(random.number(0...3), .month)
        default: Lag(random.number(0...1), random.pick([.quarter, .year]))
        }
    }

    private mutating func keys(_ fields: [Field]) -> [NamedExpression] {
        guard random.oneIn(3) else { return [] }
        let names = ["actor", "target", "kind", "place", "agent"].filter { name in
            RandomData.fields.contains { field in field.name == name && fields.contains(field) }
        }
        let chosen = names.shuffled(using: &random).prefix(random.number(1...2))
        var keys = chosen.map { name in
            NamedExpression(
                "key of \(name)", Expression(.column(name), RandomData.fields.first { $0.name == name }?.type ?? .text))
        }
        if names.contains("actor"), names.contains("target"), random.oneIn(3) {
            let sides = ["actor", "target"].map { Expression(.column($0), .list(.actor)) }
            keys.append(NamedExpression("pair", Expression(.call(.pair, sides), .list(.text))))
        }
        if random.oneIn(8), fields.contains(Field("date", .date)) {
            let office = Expression(.constant(.text(random.pick(RandomData.offices))), .text)
            let holder = Expression(.call(.holder, [office, Expression(.column("date"), .date)]), .list(.actor))
            keys.append(NamedExpression("holder", holder))
        }
        return keys
    }

    // MARK: Sequences

    private mutating func followed(_ input: Relation) -> Relation {
        let outer = input.fields
        let keep = random.pick([EventSequence.Keep.matched, .matched, .unmatched, .all])
        let window = keep != .matched || random.oneIn(2) ? lag() : nil
        let step = SequenceStep(
            sequencePattern(outer, []), name: keep == .unmatched ? nil : "next\(nextColumn())", window: window)
        return .sequence(
            EventSequence(
                anchors: input, keys: keys(outer), steps: [step], isBackward: random.oneIn(3),
                take: random.pick(EventSequence.Take.allCases), keep: keep))
    }

    private mutating func sequence(_ input: Relation) -> Relation {
        let outer = input.fields
        let anchorName = "anchor\(nextColumn())"
        var matched = [Field(anchorName, .event)]
        var steps: [SequenceStep] = []
        let window = random.oneIn(2) ? lag() : nil
        for index in 0..<random.number(1...4) {
            var step = SequenceStep(sequencePattern(outer, matched))
            if random.oneIn(3) { step.window = lag() }
            switch random.number(1...8) {
            case 1...3: step.form = .once
            case 4...5: step.form = .absent
            case 6: step.form = .optional
            default:
                let least = random.number(0...2)
                step.form = .times(least...max(1, least + random.number(0...3)))
            }
            if step.form == .absent {
                if window == nil, step.window == nil { step.window = lag() }
            } else {
                step.name = "step\(index) of \(nextColumn())"
                matched.append(Field(step.name ?? "", step.type))
            }
            steps.append(step)
        }
        let until = random.oneIn(4) ? sequencePattern(outer, Array(matched.prefix(1))) : nil
        let keys = keys(outer)
        isOverEvents = false
        return .sequence(
            EventSequence(
                anchors: input, anchorName: anchorName, keys: keys, window: window, steps: steps, until: until))
    }

    private mutating func rate(_ input: Relation) -> Relation {
        isOverEvents = false
        var period = DateSpan.unbounded
        if random.oneIn(3) { period.earliest = DayNumber(random.number(RandomData.days)) }
        if random.oneIn(3) { period.latest = DayNumber(random.number(RandomData.days)) }
        return .rate(
            Rate(
                anchors: input, pattern: sequencePattern(input.fields, []), isBackward: random.oneIn(3),
                windows: (0..<random.number(1...2)).map { _ in lag() }, against: random.oneIn(3) ? pattern() : nil,
                period: period))
    }

    // MARK: Accounts

    private mutating func disagree(_ input: Relation) -> Relation {
        isOverEvents = false
        let fields = ["date", "place", "amount", "times", "kind", "target", "responds_to", "stance"]
        let some = fields.shuffled(using: &random).prefix(random.number(1...8))
        return .disagree(Disagreement(events: input, compared: Array(some), isExact: random.oneIn(2)))
    }

    // MARK: Two tables

    private mutating func joined(_ input: Relation) -> Relation {
        let right =
            random.oneIn(4)
            ? Relation.scan(TableSchema("reports", RandomData.reportFields))
            : .cut(pattern(), skip: 0, take: 8)
        var join = Join(
            left: input, right: right, name: "other\(nextColumn())",
            condition: Expression(.constant(.truth(.yes)), .bool), keepsLeft: random.oneIn(2))
        let outside = fields
        let theirs = right.fields.map { Field(join.rightName($0.name), $0.type) }
        var claims: [Expression] = []
        for _ in 0..<random.number(0...2) {
            guard let field = theirs.randomElement(using: &random), field.type != .bool,
                let mine = outside.filter({ $0.type == field.type }).randomElement(using: &random)
            else { continue }
            let sides = [mine, field].map { Expression(.column($0.name), $0.type) }
            claims.append(Expression(.compare(.equal, sides[0], sides[1]), .bool))
        }
        fields = outside + theirs
        if claims.isEmpty || random.oneIn(3) { claims.append(bool(1)) }
        fields = outside
        join.condition = claims.count == 1 ? claims[0] : Expression(.and(claims), .bool)
        return .join(join)
    }

    private mutating func appended(_ input: Relation) -> Relation {
        let other = pattern()
        let clash = input.fields.contains { field in
            other.fields.contains { $0.name == field.name && $0.type != field.type }
        }
        return clash ? .possibly(input) : .append(input, other)
    }

    private mutating func compared(_ input: Relation) -> Relation {
        let other = random.oneIn(2) ? Relation.filter(input, bool(1)) : pattern()
        let common = input.fields.filter { field in
            other.fields.contains { $0.name == field.name && $0.type == field.type }
        }
        let possible = common.filter { [.text, .kind, .actor, .place, .number].contains($0.type) }
        guard let key = possible.first(where: { $0.name == "id" }) ?? possible.first else { return .possibly(input) }
        let keys = random.oneIn(3) ? Array(Set([key, random.pick(possible)])).sorted { $0.name < $1.name } : [key]
        isOverEvents = false
        let compared = common.map(\.name).filter { name in !keys.contains { $0.name == name } }
        return .compare(Difference(before: input, after: other, keys: keys, compared: compared))
    }
}
