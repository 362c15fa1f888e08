import EventModel
import Plan
import TestSupport

/// Random questions over the columns of `RandomData`, typed as the checker would type them.
struct RandomRelation {
    var data: RandomData
    var random: SeededGenerator
    var fields: [Field] = []
    /// Windows look at neighbours, so they stand only in columns and sort keys.
    var allowsWindows = false
    var columnCount = 0
    var isOverEvents = true

    init(seed: UInt64) {
        data = RandomData(seed: seed ^ 0x5EED)
        random = SeededGenerator(seed: seed)
    }

    /// Makes the columns of events those that expressions speak of.
    mutating func overEvents() {
        fields = RandomData.fields
        allowsWindows = false
    }

    mutating func relation() -> Relation {
        let isReports = random.oneIn(10)
        isOverEvents = !isReports
        fields = isReports ? RandomData.reportFields : RandomData.fields
        var relation = Relation.scan(TableSchema(isReports ? "reports" : "events", fields))
        if isOverEvents, random.oneIn(6) { relation = knownEvents() }
        for _ in 0..<random.number(1...4) {
            relation = random.oneIn(3) ? newer(relation) : step(relation)
            fields = relation.fields
            if case .rate = relation { break }
            // Parts of rows add up to the last digit by the order in which they come: nothing is built on that.
            if case .aggregate(_, let aggregation) = relation, aggregation.periods?.placement == .spread { break }
        }
        return relation
    }

    /// One more step, of those that look at no neighbouring rows.
    mutating func withoutWindows(_ input: Relation) -> Relation {
        switch random.number(1...4) {
        case 1: return aggregated(input)
        case 2: return .sort(input, [SortKey(expression(random.pick([.number, .date, .text]), 1))])
        case 3: return .top(input, count: 9, key: expression(.number, 1), by: [groupKey(isScalar: true)])
        default: return .distinct(input, keys: [groupKey(isScalar: true)])
        }
    }

    private mutating func step(_ input: Relation) -> Relation {
        allowsWindows = false
        switch random.number(1...22) {
        case 1...8: return .filter(input, bool(3))
        case 9: return .possibly(input)
        case 10...11: return projected(input)
        case 12...15: return aggregated(input)
        case 16:
            return .sort(
                input, (0..<random.number(1...2)).map { _ in SortKey(sortable(), isDescending: random.oneIn(2)) })
        case 17: return .cut(input, skip: random.number(0...3), take: random.oneIn(3) ? nil : random.number(0...9))
        case 18:
            let groups = (0..<random.pick([0, 0, 1, 2])).map { _ in groupKey(isScalar: true) }
            return .top(
                input, count: random.number(0...4), key: expression(random.pick([.number, .duration, .date]), 1),
                by: groups)
        case 19: return .distinct(input, keys: random.oneIn(4) ? nil : [groupKey(isScalar: true)])
        case 20:
            guard isOverEvents else { return .possibly(input) }
            isOverEvents = false
            return .reports(input, schema: TableSchema("reports", RandomData.reportFields))
        default: return .filter(input, .init(.possibly(bool(2)), .bool))
        }
    }

    /// A number for a column that no other has.
    mutating func nextColumn() -> Int {
        columnCount += 1
        return columnCount
    }

    private mutating func projected(_ input: Relation) -> Relation {
        allowsWindows = true
        var columns = input.fields.filter { _ in !random.oneIn(5) }.map {
            NamedExpression($0.name, Expression(.column($0.name), $0.type))
        }
        for index in 0..<random.number(1...3) {
            let types: [ValueType] = [
                .number, .text, .bool, .date, .duration, .money, .kind, .actor, .list(.actor), .list(.date),
                .list(.text), .list(.number), .list(.duration),
            ]
            columns.append(NamedExpression("new\(index) of \(nextColumn())", expression(random.pick(types), 2)))
        }
        if !columns.contains(where: { $0.name == "id" }) || !columns.contains(where: { $0.name == "date" }) {
            isOverEvents = false
        }
        return .project(input, columns)
    }

    private mutating func aggregated(_ input: Relation) -> Relation {
        isOverEvents = false
        let keys = (0..<random.pick([0, 1, 1, 2])).map { index in
            NamedExpression("key\(index)", groupKey(isScalar: false))
        }
        var periods: PeriodCut?
        if random.oneIn(2), fields.contains(where: { $0.name == "date" && $0.type == .date }) {
            var window = DateSpan.unbounded
            if random.oneIn(3) { window.earliest = DayNumber(random.number(RandomData.days)) }
            if random.oneIn(3) { window.latest = max(window.earliest, DayNumber(random.number(RandomData.days))) }
            periods = PeriodCut(
                unit: random.pick([.day, .week, .month, .month, .quarter, .year]),
                date: Expression(.column("date"), .date), placement: random.pick(PeriodCut.Placement.allCases),
                window: window)
        }
        let isRange = random.oneIn(4)
        var outputs = [NamedExpression("count", Expression(.aggregate(Aggregate(.count, nil)), .number))]
        if periods?.placement == .spread {
            // Of a part of a row there is a part of its number, but no part of its value.
            for (index, function) in [Aggregate.Function.count, .sum, .mean].enumerated() where random.oneIn(2) {
                let argument = expression(.number, 0)
                outputs.append(
                    NamedExpression("out\(index)", Expression(.aggregate(Aggregate(function, argument)), .number)))
            }
        } else {
            for index in 0..<random.number(0...3) { outputs.append(NamedExpression("out\(index)", aggregate())) }
        }
        return .aggregate(input, Aggregation(keys: keys, periods: periods, outputs: outputs, isRange: isRange))
    }

    private mutating func aggregate() -> Expression {
        let function = random.pick(Aggregate.Function.allCases)
        switch function {
        case .count:
            let argument = argument([
                .number, .text, .kind, .money, .date, .duration, .list(.actor), .list(.number), .list(.duration),
            ])
            return Expression(.aggregate(Aggregate(.count, argument, isDistinct: random.oneIn(2))), .number)
        case .share: return Expression(.aggregate(Aggregate(.share, bool(1))), .number)
        case .first, .last, .list:
            let argument = argument([.number, .text, .date, .list(.actor), .list(.number), .list(.duration)])
            let type: ValueType = function == .list ? .list(argument.type.element) : argument.type
            return Expression(.aggregate(Aggregate(function, argument)), type)
        case .min, .max:
            let argument = argument([
                .number, .text, .date, .duration, .kind, .list(.number), .list(.duration), .list(.date),
            ])
            return Expression(.aggregate(Aggregate(function, argument)), argument.type.element)
        case .sum, .mean, .median, .quantile, .stdev:
            let type = random.pick([ValueType.number, .duration, .money, .list(.number), .list(.duration)])
            let argument = expression(type, type.isList ? 1 : 0)
            let parameter = function == .quantile ? Double(random.number(0...4)) / 4 : nil
            return Expression(.aggregate(Aggregate(function, argument, parameter: parameter)), type.element)
        }
    }

    private mutating func argument(_ types: [ValueType]) -> Expression {
        let type = random.pick(types)
        // Holders of offices are often one of several.
        if type == .list(.actor) { return random.oneIn(3) ? holder(1) : column(type) ?? expression(.text, 1) }
        return expression(type, 1)
    }

    // MARK: Keys

    /// A column that rows can be grouped by.
    mutating func groupKey(isScalar: Bool) -> Expression {
        let types: [ValueType] = [
            .text, .kind, .actor, .place, .number, .list(.actor), .bool, .date, .money, .duration, .period,
            .list(.text),
        ]
        let columns = fields.filter { types.contains($0.type) && !(isScalar && $0.type.isList) }
        if columns.isEmpty || random.oneIn(5) {
            return expression(
                random.pick(isScalar ? [.text, .kind, .number] : [.text, .kind, .bool, .date, .list(.text)]), 1)
        }
        let field = random.pick(columns)
        return Expression(.column(field.name), field.type)
    }

    private mutating func sortable() -> Expression {
        allowsWindows = true
        return expression(random.pick([.number, .date, .text, .kind, .duration, .actor, .period, .money, .bool]), 1)
    }
}
