import EventModel
import Plan
import Testing

@Suite("Plan text")
struct PlanTextTests {
    private static let schema = TableSchema(
        "events", [Field("id", .text), Field("kind", .kind), Field("date", .date), Field("times", .number)])
    private static func column(_ name: String, _ type: ValueType) -> Expression { Expression(.column(name), type) }
    private static func number(_ value: Double) -> Expression {
        Expression(.constant(.number(NumberSpan(value))), .number)
    }

    @Test("operations stand one a line, the last first, each a step further in than the one it feeds")
    func operations() throws {
        let date = Self.column("date", .date)
        let since = Expression(
            .compare(
                .greaterOrEqual, date, Expression(.constant(.period(try #require(Period.parse("2021")))), .period)),
            .bool)
        let kind = Expression(
            .within(Self.column("kind", .kind), Expression(.constant(.kind("reject")), .kind), isOnly: false), .bool)
        let filter = Relation.filter(.scan(Self.schema), Expression(.and([kind, since]), .bool)).mergingDateTests()
        let count = Aggregation(
            keys: [NamedExpression("kind", Self.column("kind", .kind))],
            periods: PeriodCut(unit: .month, date: date, placement: .spread, window: .unbounded),
            outputs: [NamedExpression("count", Expression(.aggregate(Aggregate(.count, nil)), .number))])
        let relation = Relation.cut(
            .sort(.aggregate(.possibly(filter), count), [SortKey(Self.column("count", .number), isDescending: true)]),
            skip: 0, take: 5)
        #expect(
            relation.planText == """
                take 5
                  sort count desc
                    summarize count() as count by kind per month of date place spread
                      possibly
                        filter kind is reject and date(start in [2021..])
                          scan events
                """)
    }

    @Test("parentheses stand where they are needed and nowhere else")
    func parentheses() {
        let times = Self.column("times", .number)
        let sum = Expression(.arithmetic(.add, times, Self.number(1)), .number)
        let difference = Expression(.arithmetic(.subtract, times, sum), .number)
        #expect(difference.text == "times - (times + 1)")
        #expect(Expression(.arithmetic(.subtract, sum, times), .number).text == "times + 1 - times")
        #expect(
            Expression(.arithmetic(.multiply, sum, Expression(.negate(sum), .number)), .number).text
                == "(times + 1) * -(times + 1)")
        let less = Expression(.compare(.less, times, Self.number(2.5)), .bool)
        let either = Expression(.or([less, less]), .bool)
        #expect(
            Expression(.and([either, Expression(.not(either), .bool)]), .bool).text
                == "(times < 2.5 or times < 2.5) and not (times < 2.5 or times < 2.5)")
        #expect(Expression(.not(less), .bool).text == "not times < 2.5")
    }

    @Test("a constant is written as a literal, and no text of data reaches a terminal raw")
    func literals() {
        func text(_ value: Value) -> String { Expression(.constant(value), .text).text }
        #expect(text(.text("a \"b\"\\\n\u{1B}[2J")) == "\"a \\\"b\\\"\\\\\\n\\u{1b}[2J\"")
        #expect(text(.money(Money(NumberSpan(1, .infinity), "USD"))) == "1.. USD")
        #expect(text(.duration(NumberSpan(24, 26))) == "24..26 days")
        #expect(text(.list([.actor("CHN"), .actor("Li Shangfu")])) == "[CHN, \"Li Shangfu\"]")
    }
}
