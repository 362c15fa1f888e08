import Columnar
import EventModel
import Plan
import Testing

@testable import Engine

/// Large tables are gone through in two lanes, by one thread or two; here small ones are, batch by batch.
@Suite("Lanes")
struct LaneTests {
    private func control(laneSize: Int, threads: Int) -> RunControl {
        var control = RunControl(threads: threads)
        control.laneSize = laneSize
        return control
    }

    @Test("an answer is the same from one lane and from two, with one thread and with two", arguments: UInt64(0)..<400)
    func same(seed: UInt64) throws {
        var generator = RandomRelation(seed: seed)
        let relation = generator.relation().mergingDateTests()
        let engine = Engine(generator.data.dataSet())
        let whole = try engine.answer(relation, control: control(laneSize: .max, threads: 1))
        let one = try engine.answer(relation, control: control(laneSize: 1, threads: 1))
        let two = try engine.answer(relation, control: control(laneSize: 1, threads: 2))
        #expect(one.rows == two.rows)
        for answer in [one, two] {
            #expect(answer.possibleRows == whole.possibleRows)
            #expect(answer.footer.possibleCount == whole.footer.possibleCount)
            #expect(Set(answer.footer.notes) == Set(whole.footer.notes))
            #expect(answer.rowCount == whole.rowCount)
            for (row, expected) in zip(answer.rows, whole.rows) {
                #expect(zip(row, expected).allSatisfy { AgreementTests.isSame($0, $1) })
            }
        }
    }

    @Test("every aggregate comes together from two lanes", arguments: Aggregate.Function.allCases, [false, true])
    func aggregates(function: Aggregate.Function, isDistinct: Bool) throws {
        let types: [ValueType] = function == .share ? [.bool] : [.number, .money, .duration, .date, .text]
        let table = Fixture.data(
            [
                Field("k", .text), Field("number", .number), Field("money", .money), Field("duration", .duration),
                Field("date", .date), Field("text", .text), Field("bool", .bool),
            ],
            (0..<60).map { row in
                let n = Double(row * 7 % 11)
                let span = row % 5 == 0 ? NumberSpan(n, n + 2) : NumberSpan(n)
                return [
                    .text("k\(row % 4)"), row % 9 == 0 ? .unknown : .number(span),
                    .money(Money(span, row % 4 == 3 && row > 50 ? "CNY" : "USD")), .duration(span),
                    .date(EventDate(at: DateSpan(DayNumber(row * 13 % 17), DayNumber(20)))), .text("t\(row * 3 % 8)"),
                    .truth(row % 3 == 0 ? .yes : row % 7 == 0 ? .maybe : .no),
                ]
            }, cuts: [20, 37, 50])
        for type in types {
            let isMeasure = type == .number || type == .money || type == .duration
            switch function {
            case .sum, .mean, .median, .quantile, .stdev: if !isMeasure { continue }
            case .count, .min, .max, .first, .last, .list, .share: break
            }
            let result: ValueType =
                function == .count || function == .share ? .number : function == .list ? .list(type) : type
            let output = Expression.aggregate(
                function, .column(type.name, type), isDistinct: isDistinct, parameter: 0.3, result)
            for keys in [[], [("k", Expression.column("k", .text))]] {
                let relation = Relation.rows(of: table).summarized(
                    [("out", output), ("n", .aggregate(.count))], by: keys)
                let whole = try Engine(table).answer(relation, control: control(laneSize: .max, threads: 1))
                let lanes = try Engine(table).answer(relation, control: control(laneSize: 1, threads: 2))
                #expect(lanes.rowCount == (keys.isEmpty ? 1 : 4))
                for (row, expected) in zip(lanes.rows, whole.rows) {
                    #expect(zip(row, expected).allSatisfy { AgreementTests.isSame($0, $1) })
                }
                #expect(lanes.footer == whole.footer)
            }
        }
    }

    @Test("a lane that fails ends the run, and so does being cancelled")
    func failure() throws {
        let data = Fixture.column((0..<9_000).map { .number(Double($0)) }, .number)
        var limited = control(laneSize: 1, threads: 2)
        limited.memoryLimit = 100
        #expect(throws: RunError.memoryLimit(100)) { try Engine(data).answer(.rows(of: data), control: limited) }
        var cancelled = control(laneSize: 1, threads: 2)
        cancelled.isCancelled = { true }
        #expect(throws: RunError.self) { try Engine(data).answer(.rows(of: data), control: cancelled) }
    }
}

@Suite("Dyads")
struct DyadTests {
    private let fields = [Field("actor", .actor), Field("target", .actor)]
    private let sides: [Expression] = [.column("actor", .actor), .column("target", .actor)]

    private func data() -> DataSet {
        let actors: [Value] = [.actor("AA"), .actor("AAMIL"), .actor("li"), .actor("BB"), .unknown, .none]
        return Fixture.data(fields, (0..<200).map { [actors[$0 % 6], actors[$0 / 6 % 6]] }, cuts: [50, 51])
    }

    @Test(
        "grouping by a dyad is grouping by the text of each row",
        arguments: [
            ScalarFunction.dyad, .pair, .countryDyad, .countryPair,
        ])
    func groups(function: ScalarFunction) throws {
        let data = data()
        let dyad = Expression.call(function, sides, .text)
        let texts = try Engine(data).answer(.project(.rows(of: data), [NamedExpression("d", dyad)])).cells()
        var expected: [Value: Double] = [:]
        for text in texts { expected[text, default: 0] += 1 }
        let answer = try Engine(data).answer(Relation.rows(of: data).counted(by: [("d", dyad)]))
        #expect(answer.rowCount == expected.count)
        for row in answer.rows { #expect(row[1] == expected[row[0]].map { .number($0) }) }
        let names = answer.cells().compactMap(\.name)
        #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(answer.cells().last == .unknown)
    }

    @Test("a test of two actors is asked once for each pair, with the answer of each row")
    func tests() throws {
        let data = data()
        let isWithin = Expression(.within(sides[0], sides[1], isOnly: false), .bool)
        let kept = try Engine(data).answer(.filter(.rows(of: data), isWithin))
        let truths = try Engine(data).answer(.project(.rows(of: data), [NamedExpression("t", isWithin)])).cells()
        #expect(kept.rowCount == truths.filter { $0 == .truth(.yes) }.count)
        #expect(kept.footer.possibleCount == truths.filter { $0 == .truth(.maybe) }.count)
        let pairs = Set(kept.rows)
        #expect(pairs.contains([.actor("li"), .actor("AA")]))
        #expect(!pairs.contains([.actor("AA"), .actor("li")]))
        #expect(pairs.contains([.none, .none]))
    }
}
