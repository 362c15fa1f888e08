import Columnar
import EventModel
import Plan
import Testing

/// A few answers worked out by hand: what all others are compared with must itself be right.
@Suite("Naive interpreter")
struct NaiveInterpreterTests {
    private static let schema = TableSchema(
        "events", [Field("id", .text), Field("date", .date), Field("times", .number)])

    private static func data(_ rows: [(String, String, Value)]) throws -> DataSet {
        let cells = try rows.map { id, date, times in
            [Value.text(id), date.isEmpty ? .unknown : .date(try EDTF.parse(date).get()), times]
        }
        let columns = schema.fields.indices.map { index in
            Column(cells.map { $0[index] }, type: schema.fields[index].type)
        }
        let first = try #require(CivilCalendar.day(year: 2023, month: 1, day: 1))
        let coverage = Coverage(Period(first, first + 119), isGuess: false)
        return DataSet(
            catalog: Catalog(name: "small", coverage: coverage, tables: [schema]),
            tables: ["events": Table(schema: schema, segments: [Segment(columns: columns, rowCount: rows.count)])])
    }

    private static let rows: [(String, String, Value)] = [
        ("10", "2023-02-03", .number(NumberSpan(2))), ("9", "2023-02-03", .number(NumberSpan(1, 4))),
        ("2", "2023", .unknown), ("1", "", .none), ("3", "2023-01-30/2023-02-02", .number(NumberSpan(5))),
    ]

    private func ids(_ relation: Relation) throws -> (ids: [String], possible: Int) {
        var interpreter = NaiveInterpreter(try Self.data(Self.rows))
        let table = interpreter.answer(relation)
        return (table.rows.map { $0.cells[0].name ?? "?" }, interpreter.possibleCount)
    }

    @Test("rows come by date and then by id, numbers by number")
    func defaultOrder() throws {
        #expect(try ids(.scan(Self.schema)).ids == ["2", "3", "9", "10", "1"])
    }

    @Test("a filter leaves possible rows unseen, which are counted and can be asked for")
    func possibleRows() throws {
        let february = try #require(Period.parse("2023-02"))
        let condition = Expression(
            .during(Expression(.column("date"), .date), Expression(.constant(.period(february)), .period)), .bool)
        let filter = Relation.filter(.scan(Self.schema), condition)
        #expect(try ids(filter) == (["9", "10"], 2))
        #expect(try ids(.possibly(filter)) == (["2", "9", "10", "1"], 0))
        #expect(
            try ids(.filter(.scan(Self.schema), Expression(.possibly(condition), .bool))) == (["2", "9", "10", "1"], 0))
        #expect(try ids(.cut(filter, skip: 1, take: nil)) == (["10"], 2))
    }

    @Test("months without events are 0 inside the coverage, and what fits no month is unplaced")
    func perMonth() throws {
        let aggregation = Aggregation(
            keys: [],
            periods: PeriodCut(
                unit: .month, date: Expression(.column("date"), .date), placement: .unplaced, window: .unbounded),
            outputs: [NamedExpression("count", Expression(.aggregate(Aggregate(.count, nil)), .number))])
        var interpreter = NaiveInterpreter(try Self.data(Self.rows))
        let table = interpreter.answer(.aggregate(.scan(Self.schema), aggregation))
        let lines = table.rows.map { $0.cells.map(AgreementTests.text).joined(separator: " ") }
        #expect(lines == ["2023-01 0.0", "2023-02 2.0", "2023-03 0.0", "2023-04 0.0", "unknown 3.0"])
    }

    @Test("sums of spans are spans")
    func sums() throws {
        let times = Expression(.column("times"), .number)
        var interpreter = NaiveInterpreter(try Self.data(Self.rows))
        let table = interpreter.answer(
            .aggregate(
                .scan(Self.schema),
                Aggregation(
                    keys: [],
                    outputs: [Aggregate.Function.sum, .mean, .min, .max].map {
                        NamedExpression($0.rawValue, Expression(.aggregate(Aggregate($0, times)), .number))
                    })))
        #expect(
            table.rows.map(\.cells) == [
                [NumberSpan(8, 11), NumberSpan(8.0 / 3, 11.0 / 3), NumberSpan(1, 2), NumberSpan(5)].map { .number($0) }
            ])
    }
}
