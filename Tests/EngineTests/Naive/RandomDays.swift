import Columnar
import EventModel
import Plan
import TestSupport

/// Random events of known days with single actors, and sequences of them that are grouped and counted: what days and
/// equal names alone decide, with now and then something that they do not.
struct RandomDays {
    var random: SeededGenerator
    private let base: DataSet

    static let fields: [Field] = [
        Field("id", .text), Field("kind", .kind), Field("date", .date), Field("actor", .actor),
        Field("target", .actor), Field("place", .place), Field("times", .number), Field("summary", .text),
        Field("responds_to", .event),
    ]
    static let schema = TableSchema("events", fields)

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed ^ 0xDA75)
        var data = RandomData(seed: seed ^ 0xDA7A)
        base = data.dataSet()
    }

    // MARK: Data

    /// How often, one in so many, a cell of some sort is not simply known; 0: never.
    private struct Habits {
        var unknown: Int
        var none: Int
        var wide: Int
        var link: Int
        var days: ClosedRange<Int>
        var actors: Int
    }

    mutating func dataSet(rowCount: Int? = nil) -> DataSet {
        let habits = Habits(
            unknown: random.pick([0, 0, 9, 4]), none: random.pick([0, 0, 9]), wide: random.pick([0, 0, 0, 0, 12]),
            link: random.pick([0, 0, 0, 0, 0, 6]),
            days: random.pick([19_370...19_376, 19_360...19_400, 19_327...19_426, 19_000...19_500, -40_000...60_000]),
            actors: random.number(1...6))
        let count = rowCount ?? random.number(0...40)
        let numbers = Array(0..<count).shuffled(using: &random)
        let rows = numbers.map { row(id: "\($0)", habits, count: count) }
        var segments: [Segment] = []
        var rest = rows[...]
        let isShared = random.oneIn(2)
        let isSorted = random.oneIn(2)
        while !rest.isEmpty {
            let part = Array(rest.prefix(random.number(1...max(1, rest.count))))
            rest = rest.dropFirst(part.count)
            let columns = Self.fields.indices.map { index -> Column in
                let column = Column(part.map { $0[index] }, type: Self.fields[index].type)
                guard isShared, case .coded(let coded) = column else { return column }
                return .coded(coded.moved(to: isSorted ? Self.sorted : Self.unsorted))
            }
            segments.append(Segment(columns: columns, rowCount: part.count))
        }
        var tables = base.tables
        tables["events"] = Table(schema: Self.schema, segments: segments)
        return DataSet(catalog: base.catalog, tables: tables)
    }

    private mutating func row(id: String, _ habits: Habits, count: Int) -> [Value] {
        let day = DayNumber(random.number(habits.days))
        var span = DateSpan(day: day)
        if habits.wide > 0, random.oneIn(habits.wide) { span = DateSpan(day, day + DayNumber(random.number(0...9))) }
        let actors = Array(RandomData.actors.prefix(habits.actors))
        func cell(_ value: Value) -> Value {
            if habits.unknown > 0, random.oneIn(habits.unknown) { return .unknown }
            if habits.none > 0, random.oneIn(habits.none) { return .none }
            return value
        }
        return [
            .text(id), .kind(random.pick(RandomData.kinds)), .date(EventDate(at: span)),
            cell(.actor(random.pick(actors))), cell(.actor(random.pick(actors))),
            cell(.place(random.pick(RandomData.places))), cell(.number(NumberSpan(Double(random.number(0...3))))),
            .text(random.pick(RandomData.texts)),
            habits.link > 0 && random.oneIn(habits.link) ? .event("\(random.number(0...max(1, count)))") : .unknown,
        ]
    }

    private static let names: [String] =
        RandomData.kinds + RandomData.actors + RandomData.places + RandomData.texts + (0..<5_000).map { "\($0)" }
    private static let sorted = CodeDictionary(Array(Set(names)).sorted(by: comesBefore), isSorted: true)
    private static let unsorted = CodeDictionary(Array(Set(names)).sorted(by: comesBefore).reversed(), isSorted: false)

    private static func comesBefore(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    // MARK: Questions

    /// A sequence, grouped and counted.
    mutating func relation() -> Relation { aggregated(sequence()) }

    private mutating func events(_ isAnchor: Bool) -> Relation {
        var relation = Relation.scan(Self.schema)
        if random.oneIn(2) {
            let kind = Expression(.constant(.kind(random.pick(RandomData.kinds))), .kind)
            relation = .filter(
                relation,
                Expression(.within(Expression(.column("kind"), .kind), kind, isOnly: false), .bool).maybeNot(&random))
        }
        if random.oneIn(2) {
            var known: [Expression] = []
            for name in ["actor", "target", "place"] where random.oneIn(2) {
                let unknown = Expression(.isUnknown(Expression(.column(name), .actor)), .bool)
                known.append(Expression(.not(unknown), .bool))
            }
            if known.count == 1 { relation = .filter(relation, known[0]) }
            if known.count > 1 { relation = .filter(relation, Expression(.and(known), .bool)) }
        }
        if random.oneIn(3) {
            let times = Expression(
                .compare(
                    random.pick([.less, .greaterOrEqual]), Expression(.column("times"), .number),
                    Expression(.constant(.number(NumberSpan(2))), .number)), .bool)
            relation = .filter(relation, isAnchor && random.oneIn(6) ? Expression(.possibly(times), .bool) : times)
        }
        if isAnchor, random.oneIn(8) { relation = .possibly(relation) }
        if random.oneIn(12) {
            relation = .project(
                relation,
                Self.fields.map { NamedExpression($0.name, Expression(.column($0.name), $0.type)) } + [
                    NamedExpression(
                        "land", Expression(.call(.country, [Expression(.column("actor"), .actor)]), .actor))
                ])
        }
        return relation
    }

    private mutating func lag() -> Lag {
        switch random.number(1...8) {
        case 1: Lag(0, .day)
        case 2: Lag(1, .day)
        case 3...4: Lag(random.number(2...40), .day)
        case 5: Lag(random.pick([60, 63, 64, 65, 130, 1_000, 200_000]), .day)
        case 6: Lag(random.number(0...9), .week)
        default: Lag(random.number(0...3), random.pick([.month, .quarter, .year]))
        }
    }

    private static let names3: [(String, ValueType)] = [("actor", .actor), ("target", .actor), ("place", .place)]

    private static func pair(_ function: ScalarFunction, _ side: (String) -> Expression) -> Expression {
        Expression(.call(function, [side("actor"), side("target")]), .text)
    }

    /// Claims of an event and the anchor; sometimes the anchor is spoken of by its name.
    private mutating func condition(_ anchorName: String?, _ anchors: Relation, others: Bool) -> Expression? {
        let isLinked = anchorName != nil && random.oneIn(2)
        func outer(_ name: String, _ type: ValueType) -> Expression {
            if isLinked, let anchorName {
                let event = Expression(.column(SequencePattern.outer(anchorName)), .event)
                return Expression(.linked(event: event, field: name, knownOn: nil), type)
            }
            return Expression(.column(SequencePattern.outer(name)), type)
        }
        var claims: [Expression] = []
        for _ in 0..<random.pick([0, 1, 1, 1, 2]) {
            var sides: (Expression, Expression)
            if random.oneIn(3) {
                let function = random.pick([ScalarFunction.pair, .dyad, .countryPair, .countryDyad])
                sides = (
                    Self.pair(function) { Expression(.column($0), .actor) },
                    Self.pair(function) { outer($0, .actor) }
                )
            } else if random.oneIn(8) {
                sides = (
                    Expression(.call(.country, [Expression(.column("actor"), .actor)]), .actor),
                    Expression(.call(.country, [outer("target", .actor)]), .actor)
                )
            } else {
                let (mine, type) = random.pick(Self.names3)
                let theirs = random.pick(Self.names3.filter { $0.1 == type })
                sides = (Expression(.column(mine), type), outer(theirs.0, type))
            }
            if random.oneIn(4) { sides = (sides.1, sides.0) }
            claims.append(Expression(.compare(.equal, sides.0, sides.1), .bool))
        }
        if others, random.oneIn(2) {
            let (mine, type) = random.pick(Self.names3)
            let theirs = random.pick(Self.names3.filter { $0.1 == type })
            claims.append(
                Expression(.compare(.notEqual, Expression(.column(mine), type), outer(theirs.0, type)), .bool))
        }
        return claims.count < 2 ? claims.first : Expression(.and(claims), .bool)
    }

    mutating func sequence() -> EventSequence {
        let anchors = events(true)
        if random.oneIn(2) {
            let take = random.pick([EventSequence.Take.first, .first, .last, .all, .all])
            let keep = take == .first && random.oneIn(3) ? EventSequence.Keep.unmatched : .matched
            let step = SequenceStep(
                SequencePattern(
                    events(false), condition: condition(nil, anchors, others: take == .all || random.oneIn(6))),
                name: keep == .unmatched ? nil : "r", window: keep == .unmatched || !random.oneIn(4) ? lag() : nil)
            return EventSequence(
                anchors: anchors, keys: keys(), steps: [step], isBackward: random.oneIn(3), take: take, keep: keep)
        }
        let window = random.oneIn(3) ? nil : lag()
        var steps: [SequenceStep] = []
        var isTaken = false
        for _ in 0..<random.number(1...3) {
            var step = SequenceStep(
                SequencePattern(events(false), condition: condition("a", anchors, others: random.oneIn(8))))
            if random.oneIn(3) { step.window = lag() }
            if isTaken || random.oneIn(2) {
                step.form = .absent
                if window == nil, step.window == nil { step.window = lag() }
            } else {
                step.name = "r"
                isTaken = !random.oneIn(9)
            }
            steps.append(step)
        }
        if steps.count(where: { $0.name != nil }) > 1 {
            for index in steps.indices where steps[index].name != nil { steps[index].name = "r\(index)" }
        }
        return EventSequence(anchors: anchors, anchorName: "a", keys: keys(), window: window, steps: steps)
    }

    private mutating func keys() -> [NamedExpression] {
        guard random.oneIn(4) else { return [] }
        if random.oneIn(3) {
            return [NamedExpression("pair key", Self.pair(.pair) { Expression(.column($0), .actor) })]
        }
        return [NamedExpression("actor key", Expression(.column("actor"), .actor))]
    }

    // MARK: Groups

    /// Matches of which something more is asked, over columns that may have been added to them.
    private mutating func asked(_ matches: Relation, _ dates: [Expression], _ times: Expression) -> Relation {
        var relation = matches
        var days = Expression(.call(.days, [dates[0], random.pick(dates)]), .duration)
        if random.oneIn(2) {
            let columns = relation.fields.map { NamedExpression($0.name, Expression(.column($0.name), $0.type)) }
            relation = .project(relation, columns + [NamedExpression("wait", days)])
            days = Expression(.column("wait"), .duration)
        }
        let length = Expression(.constant(.duration(NumberSpan(Double(random.number(0...20))))), .duration)
        let few = Expression(.compare(random.pick([.less, .greaterOrEqual]), days, length), .bool)
        let many = Expression(
            .compare(.less, times, Expression(.constant(.number(NumberSpan(2))), .number)), .bool)
        let condition = random.oneIn(3) ? few : random.oneIn(2) ? many : Expression(.or([few, many]), .bool)
        relation = .filter(relation, random.oneIn(5) ? Expression(.possibly(condition), .bool) : condition)
        if random.oneIn(8) { relation = .possibly(relation) }
        if random.oneIn(8) { relation = .sort(relation, [SortKey(days)]) }
        return relation
    }

    private mutating func aggregated(_ sequence: EventSequence) -> Relation {
        let count = NamedExpression("n", Expression(.aggregate(Aggregate(.count, nil)), .number))
        if random.oneIn(3) {
            return .aggregate(.sequence(sequence), Aggregation(keys: [], outputs: [count], isRange: random.oneIn(3)))
        }
        let isPlain = random.oneIn(2)
        let isNamed = sequence.anchorName != nil
        func field(_ name: String, _ type: ValueType) -> Expression {
            if !isNamed { return Expression(.column(name), type) }
            return Expression(.linked(event: Expression(.column("a"), .event), field: name, knownOn: nil), type)
        }
        var dates = [field("date", .date)]
        if sequence.steps.contains(where: { $0.name == "r" }) {
            let matched = Expression(.column("r"), .event)
            dates.append(Expression(.linked(event: matched, field: "date", knownOn: nil), .date))
        }
        var keys: [NamedExpression] = []
        if random.oneIn(3) { keys.append(NamedExpression("key", field("actor", .actor))) }
        if random.oneIn(6) { keys.append(NamedExpression("kinds", field("kind", .kind))) }
        if !sequence.keys.isEmpty, isNamed, random.oneIn(2) {
            keys.append(
                NamedExpression(
                    "own", Expression(.column(sequence.keys[0].name), sequence.keys[0].expression.type)))
        }
        var periods: PeriodCut?
        if random.oneIn(4) {
            periods = PeriodCut(
                unit: random.pick([.month, .year]), date: random.pick(dates),
                placement: random.pick([.unplaced, .earliest]), window: .unbounded)
        }
        var outputs = [count]
        if random.oneIn(2) {
            let days = Expression(.call(.days, [dates[0], random.pick(dates)]), .duration)
            outputs.append(
                NamedExpression("lag", Expression(.aggregate(Aggregate(random.pick([.mean, .max]), days)), .duration)))
        }
        if random.oneIn(3) {
            outputs.append(
                NamedExpression(
                    "sum", Expression(.aggregate(Aggregate(.sum, field("times", .number))), .number)))
        }
        if random.oneIn(4) {
            outputs.append(
                NamedExpression("last", Expression(.aggregate(Aggregate(.max, random.pick(dates))), .date)))
        }
        let relation = Relation.aggregate(
            isPlain ? .sequence(sequence) : asked(.sequence(sequence), dates, field("times", .number)),
            Aggregation(keys: keys, periods: periods, outputs: outputs, isRange: random.oneIn(6)))
        if case .aggregate(_, let aggregation) = relation, !aggregation.isRange, !keys.isEmpty, random.oneIn(4) {
            return .top(relation, count: 2, key: Expression(.column("n"), .number), by: [])
        }
        return relation
    }
}

extension Expression {
    fileprivate func maybeNot(_ random: inout SeededGenerator) -> Expression {
        random.oneIn(4) ? Expression(.not(self), .bool) : self
    }
}

extension CodedColumn {
    /// The same cells as codes of a dictionary that has all their texts.
    fileprivate func moved(to other: CodeDictionary) -> CodedColumn {
        let codes = codes.map { code -> UInt32 in
            guard let text = dictionary.text(code) else { return code }
            guard let place = other.texts.firstIndex(of: text) else { return Self.unknown }
            return UInt32(place) + Self.firstCode
        }
        return CodedColumn(codes: codes, dictionary: other)
    }
}
