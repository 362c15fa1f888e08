import Columnar
import EventModel
import Plan
import Testing

@Suite("Merging tests of dates")
struct MergingDateTestsTests {
    private static let date = Expression(.column("date"), .date)
    private static let other = Expression(.column("known"), .date)

    private static func test(_ comparison: Comparison, _ text: String, of date: Expression = date) throws -> Expression
    {
        let period = try #require(Period.parse(text))
        return Expression(.compare(comparison, date, Expression(.constant(.period(period)), .period)), .bool)
    }

    @Test("a half before and a half from a day on become one condition, which is yes of a point")
    func halves() throws {
        let halves = Expression(
            .or([try Self.test(.less, "2023-05-10"), try Self.test(.greaterOrEqual, "2023-05-10")]), .bool)
        let merged = halves.mergingDateTests()
        guard case .dated(Self.date, let condition) = merged.node else {
            Issue.record("not merged: \(merged.text)")
            return
        }
        let may = try EDTF.parse("2023-05").get()
        #expect(condition.truth(of: may) == .yes)
        #expect(merged.text == "date(end in [..2023-05-09] or start in [2023-05-10..])")
    }

    @Test("tests of one date are gathered where the first stood, and others stay")
    func gathered() throws {
        let kind = Expression(
            .within(Expression(.column("kind"), .kind), Expression(.constant(.kind("reject")), .kind), isOnly: false),
            .bool)
        let chain = Expression(
            .and([
                kind, try Self.test(.greaterOrEqual, "2021"), try Self.test(.less, "2024", of: Self.other),
                Expression(
                    .and([
                        try Self.test(.lessOrEqual, "2023"), Expression(.not(try Self.test(.equal, "2022-05")), .bool),
                    ]), .bool),
            ]), .bool)
        let days = "start in [2021..] and end in [..2023] and not (start in [2022-05..] and end in [..2022-05])"
        #expect(chain.mergingDateTests().text == "kind is reject and date(\(days)) and known(end in [..2023])")
    }

    @Test("what is not a test of one date against a constant stays as it is")
    func untouched() throws {
        let column = Expression(.compare(.less, Self.date, Self.other), .bool)
        let list = Expression(
            .linked(event: Expression(.column("because_of"), .list(.event)), field: "date", knownOn: nil), .list(.date))
        let ofList = try Self.test(.less, "2023", of: list)
        let vague = Expression(
            .compare(.less, Self.date, Expression(.constant(.date(try EDTF.parse("2023-05").get())), .date)), .bool)
        for expression in [column, ofList, vague] { #expect(expression.mergingDateTests() == expression) }
        let certain = Expression(
            .and([Expression(.certainly(try Self.test(.less, "2023")), .bool), try Self.test(.less, "2024")]), .bool)
        #expect(certain.mergingDateTests().text == "certainly date(end in [..2022]) and date(end in [..2023])")
    }

    @Test("merging keeps every answer that was certain", arguments: UInt64(0)..<60)
    func keepsCertainAnswers(seed: UInt64) {
        var generator = RandomRelation(seed: seed)
        let data = generator.data.dataSet()
        let interpreter = NaiveInterpreter(data)
        for expression in generator.conditions(20) {
            let merged = expression.mergingDateTests()
            for row in interpreter.events.rows.indices {
                let scope = NaiveScope(interpreter.events, row: row)
                let (before, after) = (interpreter.truth(expression, scope), interpreter.truth(merged, scope))
                // What looks at certainty itself may answer otherwise once a test below it is merged.
                if before != .maybe, !expression.looksAtCertainty {
                    #expect(after == before, "\(expression.text) became \(merged.text)")
                }
            }
            #expect(merged.mergingDateTests() == merged)
        }
    }
}

extension RandomRelation {
    /// Conditions on events.
    mutating func conditions(_ count: Int) -> [Expression] {
        _ = relation()
        overEvents()
        return (0..<count).map { _ in bool(3) }
    }
}

extension Expression {
    /// Whether `certainly`, `possibly` or a choice stands anywhere inside.
    fileprivate var looksAtCertainty: Bool {
        var found = false
        forEach { inner in
            switch inner.node {
            case .certainly, .possibly, .choose: found = true
            default: break
            }
        }
        return found
    }
}
