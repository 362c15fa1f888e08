import Columnar
import Engine
import EventModel
import Plan
import Testing

@Suite("Dates in columns")
struct DateColumnTests {
    private let date = Expression.column("x", .date)

    /// Dates of every shape; the first few are single days and make a segment that stores a day a row.
    private func values() throws -> [Value] {
        try [
            "2023-01-01", "2023-01-31", "2023-02-01", "2023-01", "2023", "2023-01-30/2023-02-02",
            "2023-01-05/2023-01-09", "../2023-01-07", "2023-01-07/..",
        ].map { try .day($0) }
            + [.unknown, .none]
    }

    @Test(
        "merged tests answer in columns as they do one by one, of days alone and of spans",
        arguments: [
            "2023-01", "2023-01-31", "2022", "2023",
        ])
    func merged(text: String) throws {
        let period = try #require(Period.parse(text))
        let within = DateCondition.within(period.first, period.last)
        let values = try values()
        for condition in [
            within, .not(within), .any([.start(DaySet([period.span])), .end(DaySet([period.span]).complement)]),
        ] {
            let expected = values.map { value -> Value in
                switch value {
                case .date(let date): .truth(condition.truth(of: date))
                case .none: .truth(condition.truthOfNone)
                case _: .truth(.maybe)
                }
            }
            for cuts in [[], [3], [3, 5]] {
                let data = Fixture.column(values, .date, cuts: cuts)
                let column = NamedExpression("t", Expression(.dated(date, condition), .bool))
                #expect(try Engine(data).answer(.project(.rows(of: data), [column])).cells() == expected)
            }
        }
    }

    @Test("a date and a duration make a date that no part of a day is lost from")
    func shifted() throws {
        let data = Fixture.column([try .day("2023-01-10")], .date)
        let days = Expression.constant(.duration(NumberSpan(1.5, 2.5)), .duration)
        let later = Expression(.arithmetic(.add, date, days), .date)
        let earlier = Expression(.arithmetic(.subtract, date, days), .date)
        let answer = try Engine(data).answer(
            .project(.rows(of: data), [NamedExpression("a", later), NamedExpression("b", earlier)]))
        #expect(
            answer.rows[0] == [
                .date(EventDate(at: DateSpan(try day("2023-01-11"), try day("2023-01-13")))),
                .date(EventDate(at: DateSpan(try day("2023-01-07"), try day("2023-01-09")))),
            ])
        let far = Expression(.arithmetic(.add, date, .constant(.duration(NumberSpan(1e300)), .duration)), .date)
        #expect(try Engine(data).answer(.project(.rows(of: data), [NamedExpression("a", far)])).rowCount == 1)
    }

    @Test("cells keep what was written, through filters, sorts and segments")
    func written() throws {
        let values = [try Value.day("2023-01-10"), try .day("2023-05~"), try .day("2022?"), .unknown]
        for cuts in [[], [1, 2]] {
            let data = Fixture.column(values, .date, cuts: cuts)
            let sorted = try Engine(data).answer(.sort(.rows(of: data), [SortKey(date)]))
            #expect(sorted.cells() == [values[2], values[0], values[1], .unknown])
        }
    }
}
