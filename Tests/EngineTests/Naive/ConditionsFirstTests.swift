import Columnar
import Engine
import EventModel
import Plan
import Testing

/// Conditions that are asked before rows are put in order.
@Suite("Conditions first")
struct ConditionsFirstTests {
    private static let scan = Relation.scan(TableSchema("events", RandomData.fields))
    private static let number = Expression(.column("times"), .number)

    private static func above(_ number: Double, _ column: Expression = number) -> Expression {
        .compare(column, .greater, .number(number))
    }

    @Test("a condition goes before sorting, through columns that are made of the row alone")
    func before() {
        let keys = [SortKey(Self.number)]
        let sorted = Relation.sort(Self.scan, keys)
        #expect(
            Relation.filter(sorted, Self.above(1)).conditionsFirst()
                == .sort(.filter(Self.scan, Self.above(1)), keys))
        let twice = NamedExpression("m", Expression(.arithmetic(.multiply, Self.number, .number(2)), .number))
        let made = Relation.filter(.project(sorted, [twice]), Self.above(1, Expression(.column("m"), .number)))
        #expect(
            made.conditionsFirst()
                == .project(.sort(.filter(Self.scan, Self.above(1, twice.expression)), keys), [twice]))
        // Two in a row both go, wherever they stand in the plan.
        let both = Relation.cut(.filter(.filter(sorted, Self.above(1)), Self.above(2)), skip: 0, take: 3)
        #expect(
            both.conditionsFirst()
                == .cut(.sort(.filter(.filter(Self.scan, Self.above(1)), Self.above(2)), keys), skip: 0, take: 3))
    }

    @Test("it stays where rows are looked at beside others, or were chosen")
    func stays() {
        let cut = Relation.filter(.cut(.sort(Self.scan, [SortKey(Self.number)]), skip: 0, take: 5), Self.above(1))
        #expect(cut.conditionsFirst() == cut)
        let plain = Relation.filter(Self.scan, Self.above(1))
        #expect(plain.conditionsFirst() == plain)
    }

    @Test("random questions come to the same, in the same order", arguments: UInt64(0)..<400)
    func same(seed: UInt64) throws {
        var generator = RandomRelation(seed: seed)
        let relation = generator.relation().mergingDateTests()
        let data = generator.data.dataSet()
        var (one, other) = (NaiveInterpreter(data), NaiveInterpreter(data))
        let (asked, early) = (one.answer(relation), other.answer(relation.conditionsFirst()))
        #expect(asked.rows.map(\.cells) == early.rows.map(\.cells), "seed \(seed): \(relation.planText)")
    }

    @Test("the engine answers so with it and without it", arguments: [true, false])
    func engine(isEarly: Bool) throws {
        let numbers = (0..<3_000).map { Double($0 * 7_919 % 613) }
        let data = Fixture.column(numbers.map { Value.number(NumberSpan($0)) }, .number, cuts: [700])
        let x = Expression(.column("x"), .number)
        let sorted = Relation.sort(.rows(of: data), [SortKey(x, isDescending: true)])
        let condition = Expression.compare(x, .less, Expression.number(3))
        var control = RunControl()
        if !isEarly { control.shortcuts.remove(.conditionsFirst) }
        let found = try Engine(data).answer(.filter(sorted, condition), control: control).cells()
        let least = numbers.filter { $0 < 3 }
        #expect(found == least.sorted(by: >).map { Value.number(NumberSpan($0)) })
    }
}
