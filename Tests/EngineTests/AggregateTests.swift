import Columnar
import Engine
import EventModel
import Plan
import Testing

@Suite("Aggregates")
struct AggregateTests {
    private let x = Expression.column("x", .number)

    private func total(
        _ function: Aggregate.Function, _ values: [Value], _ type: ValueType = .number, isDistinct: Bool = false,
        parameter: Double? = nil, result: ValueType? = nil
    ) throws -> Value {
        var seen: [Value] = []
        // In one segment or in many, the answer is one.
        for cuts in [[], Array(values.indices.dropFirst())] {
            let data = Fixture.column(values, type, cuts: cuts)
            let expression = Expression.aggregate(
                function, .column("x", type), isDistinct: isDistinct, parameter: parameter, result ?? type)
            for data in [data, data.packed] {
                seen += try Engine(data).answer(Relation.rows(of: data).summarized([("out", expression)])).cells()
            }
        }
        #expect(seen.count == 4 && seen.dropFirst().allSatisfy { $0 == seen[0] })
        return seen[0]
    }

    @Test("spans are summed at both ends, and unknown cells skipped")
    func spans() throws {
        let values: [Value] = [.number(1), .number(2, 5), .unknown, .none]
        #expect(try total(.sum, values) == .number(3, 6))
        #expect(try total(.mean, values) == .number(1.5, 3))
        #expect(try total(.min, values) == .number(1))
        #expect(try total(.max, values) == .number(2, 5))
        #expect(try total(.count, values, result: .number) == .number(2))
    }

    @Test("nothing sums to 0 and has no mean, no least and no first")
    func empty() throws {
        #expect(try total(.sum, [.unknown]) == .number(0))
        #expect(try total(.sum, [.unknown], .duration) == .duration(NumberSpan(0)))
        #expect(try total(.sum, [.unknown], .money) == .unknown)
        for function in [Aggregate.Function.mean, .median, .min, .max, .stdev, .first, .last] {
            #expect(try total(function, [.unknown, .none]) == .unknown)
        }
        let data = Fixture.column([], .number)
        #expect(try Engine(data).answer(Relation.rows(of: data).counted()).numbers() == [0])
        #expect(try Engine(data).answer(Relation.rows(of: data).counted(by: [("x", x)])).rowCount == 0)
    }

    @Test("members of lists that stand in several groups are counted in each")
    func membersOfSeveralGroups() throws {
        let type = ValueType.list(.text)
        let data = Fixture.column(
            [.list([.text("c"), .text("a"), .unknown]), .list([.text("d"), .text("c")])], type)
        let count = Expression.aggregate(.count, .column("x", type), isDistinct: true)
        let relation = Relation.rows(of: data).summarized([("n", count)], by: [("x", .column("x", type))])
        let answer = try Engine(data).answer(relation)
        #expect(answer.cells(0) == [.text("a"), .text("c"), .text("d"), .unknown])
        #expect(answer.numbers(1) == [2, 3, 2, 2])
    }

    @Test("quantiles lie on the straight line between their neighbours; the deviation is the sample's")
    func quantiles() throws {
        let values = [4.0, 1, 3, 2].map { Value.number($0) }
        #expect(try total(.median, values) == .number(2.5))
        #expect(try total(.quantile, values, parameter: 0) == .number(1))
        #expect(try total(.quantile, values, parameter: 1) == .number(4))
        #expect(try total(.quantile, values, parameter: 0.25) == .number(1.75))
        #expect(try total(.stdev, [.number(1), .number(3)]) == .number(2.0.squareRoot()))
        #expect(try total(.stdev, [.number(1)]) == .unknown)
        #expect(try total(.median, [.number(1, 3), .number(9)]) == .number(5.5))
    }

    @Test("a sum keeps what rounding would lose")
    func compensated() throws {
        #expect(try total(.sum, [.number(1e16), .number(1), .number(-1e16)]) == .number(1))
        #expect(try total(.sum, Array(repeating: .number(0.1), count: 10)) == .number(1))
        #expect(try total(.sum, [.number(1e308), .number(1e308)]) == .unknown)
        #expect(try total(.sum, [.number(1, .infinity), .number(2)]) == .number(3, .infinity))
    }

    @Test("a sum too large for every whole number is noted")
    func inexact() throws {
        let data = Fixture.column([.number(9e15), .number(9e15)], .number)
        let answer = try Engine(data).answer(Relation.rows(of: data).summarized([("s", .aggregate(.sum, x))]))
        #expect(answer.footer.notes == [.inexactSum(column: "s")])
    }

    @Test("two currencies have no sum")
    func currencies() throws {
        #expect(try total(.sum, [.dollars(1), .dollars(2), .unknown], .money) == .dollars(3))
        #expect(try total(.sum, [.dollars(1), .money(Money(NumberSpan(2), "CNY"))], .money) == .unknown)
        #expect(try total(.max, [.dollars(1), .dollars(2)], .money) == .dollars(2))
    }

    @Test("distinct values count once, in every way of counting")
    func distinct() throws {
        let values: [Value] = [.number(1), .number(1), .number(2), .unknown, .number(2), .number(1, 2)]
        #expect(try total(.count, values, isDistinct: true) == .number(3))
        #expect(try total(.sum, [.number(1), .number(1), .number(2)], isDistinct: true) == .number(3))
        #expect(
            try total(.count, ["a", "b", "a"].map { .text($0) }, .text, isDistinct: true, result: .number) == .number(2)
        )
    }

    @Test("values of which each is another are told apart, however they are stored", arguments: [3, 300])
    func counting(count: Int) throws {
        // In the order of their texts, so that their codes go up by one from row to row.
        let values = (0..<count).map { Value.text(String(repeating: "a", count: $0 + 1)) }
        let (x, length) = (Expression.column("x", .text), Expression.call(.length, [.column("x", .text)], .number))
        for data in [Fixture.column(values, .text, cuts: [count / 3]), Fixture.column(values, .text)] {
            for data in [data, data.packed] {
                let all = Relation.rows(of: data)
                let some = Relation.filter(all, .compare(length, .greater, .number(Double(count / 2))))
                for (rows, least) in [(all, 0), (some, count / 2)] {
                    let answer = try Engine(data).answer(
                        rows.summarized([
                            ("n", .aggregate(.count, x, isDistinct: true)), ("s", .aggregate(.sum, length)),
                        ]))
                    let sum = Double((least + 1...count).reduce(0, +))
                    #expect(answer.rows == [[.number(NumberSpan(Double(count - least))), .number(NumberSpan(sum))]])
                }
                // One aggregate alone goes its own way.
                let alone = all.summarized([("n", .aggregate(.count, x, isDistinct: true))])
                #expect(try Engine(data).answer(alone).numbers() == [Double(count)])
            }
        }
    }

    @Test("a yes or no that nobody coded is not known, and not counted")
    func uncoded() throws {
        let values: [Value] = [.truth(.yes), .truth(.maybe), .truth(.no), .truth(.yes), .truth(.maybe)]
        #expect(try total(.count, values, .bool, result: .number) == .number(3))
        #expect(try total(.count, values, .bool, isDistinct: true, result: .number) == .number(2))
        let data = Fixture.column(values, .bool)
        let unknown = Relation.filter(.rows(of: data), Expression(.isUnknown(.column("x", .bool)), .bool))
        #expect(try Engine(data).answer(unknown.counted()).numbers() == [2])
    }

    @Test("first, last and list go by the order of the rows")
    func ordered() throws {
        let data = Fixture.column([.number(3), .unknown, .number(1), .number(2)], .number)
        let sorted = Relation.sort(.rows(of: data), [SortKey(x)])
        let answer = try Engine(data).answer(
            sorted.summarized([
                ("first", .aggregate(.first, x)), ("last", .aggregate(.last, x)),
                ("all", .aggregate(.list, x, .list(.number))),
            ]))
        #expect(answer.rows == [[.number(1), .number(3), .list([.number(1), .number(2), .number(3)])]])
        #expect(answer.footer.notes.contains(.unknownSkipped(column: "first", count: 1)))
    }

    @Test("a share is a span if some rows are maybe")
    func share() throws {
        let data = Fixture.column([.number(1), .number(5), .unknown, .number(9)], .number)
        let isLarge = Expression.compare(x, .greater, .number(3))
        let answer = try Engine(data).answer(Relation.rows(of: data).summarized([("s", .aggregate(.share, isLarge))]))
        #expect(answer.cells() == [.number(0.5, 0.75)])
    }

    @Test("the least and the greatest of dates are spans from hulls; of texts they go by bytes")
    func extremes() throws {
        let dates = [try Value.day("2023-02"), try .day("2023-02-10"), .unknown]
        #expect(
            try total(.min, dates, .date)
                == .date(EventDate(at: DateSpan(try day("2023-02-01"), try day("2023-02-10")))))
        #expect(try total(.max, ["b", "ä", "Z"].map { .text($0) }, .text) == .text("ä"))
        #expect(try total(.min, ["b", "ä", "Z"].map { .text($0) }, .text) == .text("Z"))
    }

    @Test("unknown cells that an aggregate skips are told, those of none are not")
    func notes() throws {
        let data = Fixture.column([.unknown, .none, .number(1)], .number)
        let outputs: [(String, Expression)] = [("m", .aggregate(.mean, x)), ("n", .aggregate(.count, x))]
        let answer = try Engine(data).answer(Relation.rows(of: data).summarized(outputs))
        #expect(answer.footer.notes == [.unknownSkipped(column: "m", count: 1)])
    }
}

@Suite("Groups")
struct GroupTests {
    @Test("groups are sorted by their keys, none behind the known and unknown last")
    func order() throws {
        let data = Fixture.data(
            [Field("k", .text), Field("n", .number)],
            [(Value.text("b"), 1.0), (.unknown, 1), (.text("a"), 2), (.none, 1), (.text("b"), 1), (.text("a"), 1)].map {
                [$0, .number($1)]
            },
            cuts: [2, 4])
        let answer = try Engine(data).answer(
            Relation.rows(of: data).counted(by: [("k", .column("k", .text)), ("n", .column("n", .number))]))
        #expect(
            answer.rows == [
                [.text("a"), .number(1), .number(1)], [.text("a"), .number(2), .number(1)],
                [.text("b"), .number(1), .number(2)], [.none, .number(1), .number(1)],
                [.unknown, .number(1), .number(1)],
            ])
    }

    @Test("an event with several actors counts once for each, and the footer says so")
    func lists() throws {
        let data = Fixture.column(
            [.list([.actor("AA"), .actor("BB")]), .list([.actor("BB"), .actor("BB")]), .unknown, .none, .list([])],
            .list(.actor))
        let answer = try Engine(data).answer(
            Relation.rows(of: data).counted(by: [("actor", .column("x", .list(.actor)))]))
        #expect(
            answer.rows == [
                [.actor("AA"), .number(1)], [.actor("BB"), .number(2)], [.none, .number(1)], [.unknown, .number(1)],
            ])
        #expect(answer.fields[0].type == .actor)
        #expect(answer.footer.notes == [.countedSeveralTimes(field: "actor", rows: 1)])
    }

    @Test("spans with one middle are groups of their own, in an order that does not hang on the rows")
    func spans() throws {
        let values: [Value] = [.number(2), .number(1, 3), .number(0, 4), .number(2)]
        for cuts in [[], [1], [1, 2, 3]] {
            for values in [values, values.reversed()] {
                let data = Fixture.column(values, .number, cuts: cuts)
                let answer = try Engine(data).answer(
                    Relation.rows(of: data).counted(by: [("x", .column("x", .number))]))
                #expect(answer.cells() == [.number(0, 4), .number(1, 3), .number(2)])
                #expect(answer.numbers(1) == [1, 1, 2])
            }
        }
    }

    @Test("count range is from the certain to all possible rows, and marked rows are not certain")
    func range() throws {
        let data = Fixture.data(
            [Field("k", .text), Field("n", .number)],
            [("a", Value.number(5)), ("a", .unknown), ("b", .number(2, 7)), ("b", .number(0)), ("a", .number(4))].map {
                [.text($0), $1]
            })
        let isLarge = Expression.compare(.column("n", .number), .greater, .number(3))
        func range(_ input: Relation, by keys: [NamedExpression]) throws -> Answer {
            try Engine(data).answer(.aggregate(input, Aggregation(keys: keys, outputs: [], isRange: true)))
        }
        let filtered = Relation.filter(.rows(of: data), isLarge)
        #expect(try range(filtered, by: []).rows == [[.number(2), .number(4)]])
        let keys = [NamedExpression("k", .column("k", .text))]
        let expected: [[Value]] = [[.text("a"), .number(2), .number(3)], [.text("b"), .number(0), .number(1)]]
        #expect(try range(filtered, by: keys).rows == expected)
        #expect(try range(filtered, by: keys).footer.possibleCount == 2)
        #expect(try range(.possibly(filtered), by: keys).rows == expected)
        #expect(try range(.possibly(filtered), by: keys).footer.possibleCount == 0)
    }

    @Test("an output may be reckoned from several aggregates and keys")
    func reckoned() throws {
        let data = Fixture.data([Field("k", .number)], [[.number(2)], [.number(2)], [.number(5)]])
        let k = Expression.column("k", .number)
        let output = Expression(.arithmetic(.multiply, k, .aggregate(.count)), .number)
        let answer = try Engine(data).answer(Relation.rows(of: data).summarized([("o", output)], by: [("k", k)]))
        #expect(answer.numbers(1) == [4, 5])
    }

    @Test("many groups by several keys are found, packed small or large", arguments: [1, 3, 7])
    func many(keyCount: Int) throws {
        // Seven keys of hundreds of values do not fit a word of 64 bits.
        let rows = (0..<3_000).map { row in (0..<keyCount).map { Value.number(Double(row * (2 * $0 + 3) % 769)) } }
        let fields = (0..<keyCount).map { Field("k\($0)", .number) }
        let data = Fixture.data(fields, rows + rows.prefix(100), cuts: [10, 900])
        let answer = try Engine(data).answer(
            Relation.rows(of: data).counted(by: fields.map { ($0.name, .column($0.name, $0.type)) }))
        var expected: [[Value]: Double] = [:]
        for row in rows + rows.prefix(100) { expected[row, default: 0] += 1 }
        #expect(answer.rowCount == expected.count)
        for row in answer.rows { #expect(expected[Array(row.dropLast())].map { .number($0) } == row.last) }
    }
}

@Suite("Counts per period")
struct PeriodTests {
    private func cut(_ unit: TimeUnit, _ placement: PeriodCut.Placement = .unplaced, window: DateSpan = .unbounded)
        -> PeriodCut
    {
        PeriodCut(unit: unit, date: .column("date", .date), placement: placement, window: window)
    }

    private func events(_ dates: [String], covered: String = "2023-01..2023-04", isGuess: Bool = false) throws
        -> DataSet
    {
        let months = covered.split(separator: ".").map(String.init)
        let (first, last) = try (#require(Period.parse(months[0])), #require(Period.parse(months[1])))
        let period = Period(first.first, last.last)
        return Fixture.data(
            [Field("date", .date)], try dates.map { [$0.isEmpty ? .unknown : try .day($0)] },
            coverage: Coverage(period, isGuess: isGuess))
    }

    private func counts(_ data: DataSet, _ cut: PeriodCut) throws -> [(String, Value)] {
        let answer = try Engine(data).answer(Relation.rows(of: data).counted(per: cut))
        return answer.rows.map { row in
            if case .period(let period) = row[0] { return (period.text, row[1]) }
            return ("unplaced", row[1])
        }
    }

    @Test("empty months inside the coverage have 0, what fits no month is unplaced")
    func months() throws {
        let data = try events(["2023-02-03", "2023-02", "2023", "", "2023-02-27/2023-03-02", "2023-04-30"])
        let found = try counts(data, cut(.month))
        #expect(found.map(\.0) == ["2023-01", "2023-02", "2023-03", "2023-04", "unplaced"])
        #expect(found.map(\.1) == [.number(0), .number(2), .number(0), .number(1), .number(3)])
        let answer = try Engine(data).answer(Relation.rows(of: data).counted(per: cut(.month)))
        #expect(answer.footer.notes == [.unplaced(count: 3)])
    }

    @Test("outside the coverage empty periods are unknown, not 0, and rows there count all the same")
    func outside() throws {
        let data = try events(["2022-11-05", "2023-02-03"], covered: "2023-01..2023-02")
        let window = DateSpan(try day("2022-11-01"), try day("2023-03-10"))
        let found = try counts(data, cut(.month, window: window))
        #expect(found.map(\.0) == ["2022-11", "2022-12", "2023-01", "2023-02", "2023-03"])
        #expect(found.map(\.1) == [.number(1), .unknown, .number(0), .number(1), .unknown])
    }

    @Test("a window cuts the periods of the coverage")
    func window() throws {
        let data = try events(["2023-02-03"])
        let found = try counts(data, cut(.month, window: DateSpan(try day("2023-02-01"), try day("2023-03-31"))))
        #expect(found.map(\.0) == ["2023-02", "2023-03"])
    }

    @Test("zeros that rest on a guess are told")
    func guess() throws {
        let data = try events(["2023-01-03"], isGuess: true)
        let answer = try Engine(data).answer(Relation.rows(of: data).counted(per: cut(.quarter)))
        #expect(answer.footer.notes == [.coverageIsGuess(Period(try day("2023-01-01"), try day("2023-04-30")))])
    }

    @Test("what fits no period goes to its earliest or latest, or in parts to its days")
    func placements() throws {
        let data = try events(["2023-01-31/2023-02-02", "2023"], covered: "2023-01..2023-02")
        #expect(try counts(data, cut(.month, .earliest)).map(\.1) == [.number(2), .number(0)])
        #expect(try counts(data, cut(.month, .latest)).map(\.1).prefix(2) == [.number(0), .number(1)])
        let spread = try counts(data, cut(.month, .spread))
        #expect(spread.count == 12)
        let sum = spread.reduce(0) { if case .number(let span) = $1.1 { $0 + span.low } else { $0 } }
        #expect(abs(sum - 2) < 1e-12)
        guard case .number(let january) = spread[0].1 else { throw Missing() }
        #expect(abs(january.low - (1.0 / 3 + 31.0 / 365)) < 1e-12)
    }

    private struct Missing: Error {}

    @Test("a spread sum gives each period its part, so that the parts make up the whole")
    func spreadSums() throws {
        let data = Fixture.data(
            [Field("date", .date), Field("n", .number)], [[try .day("2023-01-31/2023-02-01"), .number(10)]],
            coverage: Coverage(try #require(Period.parse("2023-01")), isGuess: false))
        let n = Expression.column("n", .number)
        let answer = try Engine(data).answer(
            Relation.rows(of: data).summarized(
                [("s", .aggregate(.sum, n)), ("m", .aggregate(.mean, n))], per: cut(.month, .spread)))
        #expect(answer.numbers(1) == [5, 5])
        #expect(answer.numbers(2) == [10, 10])
    }

    @Test("every period of every unit is found by its days", arguments: TimeUnit.allCases)
    func units(unit: TimeUnit) throws {
        let first = try day("2019-12-20")
        let days = (0..<800).map { first + DayNumber($0 * 3) }
        let data = Fixture.data([Field("date", .date)], days.map { [.date(EventDate(at: DateSpan(day: $0)))] })
        let answer = try Engine(data).answer(Relation.rows(of: data).counted(per: cut(unit)))
        var expected: [Period: Double] = [:]
        for day in days { expected[CivilCalendar.period(containing: day, unit: unit), default: 0] += 1 }
        var previous: Period?
        for row in answer.rows {
            guard case .period(let period) = row[0] else { throw Missing() }
            #expect(row[1] == (expected[period].map { .number($0) } ?? .unknown))
            if let previous { #expect(period.first == previous.last + 1) }
            previous = period
        }
        #expect(answer.numbers(1).reduce(0) { $1.isNaN ? $0 : $0 + $1 } == 800)
    }

    @Test("all periods of time are too many")
    func tooLarge() throws {
        let data = try events(["2023-01-01"])
        let window = DateSpan(DateSpan.distantPast + 1, DateSpan.distantFuture - 1)
        #expect(throws: RunError.self) {
            try Engine(data).answer(Relation.rows(of: data).counted(per: cut(.day, window: window)))
        }
    }
}
