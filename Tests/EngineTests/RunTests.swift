import Columnar
@testable import Engine
import EventModel
import Plan
import Synchronization
import Testing

@Suite("Runs")
struct RunTests {
    private func large() -> DataSet { Fixture.column((0..<10_000).map { .number(Double($0)) }, .number, cuts: [3_000]) }

    @Test("a run that is cancelled says after how many rows, at a batch's end")
    func cancelled() throws {
        let data = large()
        let asked = Mutex(0)
        var control = RunControl(isCancelled: {
            asked.withLock {
                $0 += 1; return $0 > 3
            }
        })
        control.batchSize = 4_096
        #expect(throws: RunError.cancelled(afterRows: 7_096)) {
            try Engine(data).answer(Relation.rows(of: data).counted(), control: control)
        }
    }

    @Test("what makes very many rows of few, or sorts many texts, asks all the way whether it is to end")
    func asksOften() throws {
        func calls(_ relation: Relation, _ data: DataSet) throws -> Int {
            let asked = Mutex(0)
            var control = RunControl(isCancelled: {
                asked.withLock { $0 += 1 }
                return false
            })
            // Pairs that are counted only are not made.
            control.shortcuts = []
            _ = try Engine(data).answer(relation, control: control)
            return asked.withLock { $0 }
        }
        // Every A of a day is followed by every B: 1,000,000 pairs.
        var events = try LetterEvents("")
        for number in 0..<1_000 {
            events.add("A\(number)", try .day("2020-01-01"))
            events.add("B\(number)", try .day("2020-01-02"))
        }
        let pairs = EventSequence(anchors: events.of("A"), steps: [events.step("B", name: "next")], take: .all)
        #expect(try calls(Relation.sequence(pairs).counted(), events.data) > 2 * 1_000_000 / RunState.piece)
        // A sort of n texts compares about n log n of them.
        let texts = (0..<50_000).map { Value.text("prefix-\(($0 * 7_919) % 50_000)") }
        let data = Fixture.column(texts, .text)
        let sorted = Relation.sort(.rows(of: data), [SortKey(.column("x", .text))])
        #expect(try calls(sorted, data) > 8)
        // Nothing is left in a wrong order by asking.
        #expect(try Engine(data).answer(sorted).cells().compactMap(\.name) == texts.compactMap(\.name).sorted())
    }

    @Test("a long sort tells how far it is, and when it has ended")
    func tellsOfSorting() throws {
        let data = Fixture.column((0..<140_000).map { .number(NumberSpan(Double($0 % 20_011))) }, .number)
        let told = Mutex<[Double]>([])
        var control = RunControl()
        control.late = { work, share in if work == .sorting(rows: 140_000) { told.withLock { $0.append(share) } } }
        let lastDigits = Expression(.arithmetic(.remainder, .column("x", .number), .number(1_000)), .number)
        let sorted = Relation.sort(.rows(of: data), [SortKey(lastDigits), SortKey(.column("x", .number))])
        _ = try Engine(data).answer(sorted, control: control)
        let shares = told.withLock { $0 }
        #expect(shares.count > 3 && shares == shares.sorted() && shares.last == 1, "\(shares)")
        #expect(shares.dropLast().allSatisfy { $0 > 0 && $0 < 1 }, "\(shares)")
    }

    @Test("groups of many values tell how far they are with putting them together and in order")
    func tellsOfGrouping() throws {
        let count = 140_000
        let data = Fixture.column((0..<count).map { .text("text \($0 * 7_919 % count)") }, .text)
        let told = Mutex<[LateWork: [Double]]>([:])
        var control = RunControl()
        // Groups that are places of an array take no time to put together.
        control.shortcuts.remove(.denseGroups)
        control.late = { work, share in told.withLock { $0[work, default: []].append(share) } }
        _ = try Engine(data).answer(Relation.rows(of: data).counted(by: [("x", .column("x", .text))]), control: control)
        let shares = told.withLock { $0 }
        #expect(shares.keys.contains(.grouping(groups: count / 2)) && shares.keys.contains(.comparing(values: count)))
        for (work, shares) in shares {
            // One key without ties is put in order at once.
            let least = work == .sorting(rows: count) ? 2 : 3
            #expect(shares.count >= least && shares == shares.sorted() && shares.last == 1, "\(work): \(shares)")
        }
    }

    @Test("progress goes up to all rows")
    func progress() throws {
        let data = large()
        let seen = Mutex<[Int]>([])
        let control = RunControl(progress: { done, total in seen.withLock { $0.append(done * 100_000 + total) } })
        _ = try Engine(data).answer(Relation.rows(of: data).counted(), control: control)
        let all = seen.withLock { $0 }
        #expect(all == all.sorted())
        #expect(all.last == 10_000 * 100_000 + 10_000)
    }

    @Test("rows that need more memory than they may stop the run; counting them needs none")
    func memory() throws {
        let data = large()
        let control = RunControl(memoryLimit: 10_000)
        #expect(throws: RunError.memoryLimit(10_000)) { try Engine(data).answer(.rows(of: data), control: control) }
        #expect(try Engine(data).answer(Relation.rows(of: data).counted(), control: control).numbers() == [10_000])
    }

    @Test("no time is too little")
    func time() throws {
        let data = large()
        #expect(throws: RunError.timeLimit(-1)) {
            try Engine(data).answer(.rows(of: data), control: RunControl(timeLimit: -1))
        }
    }

    @Test("a table that is not there has no rows")
    func missing() throws {
        let data = large()
        let schema = TableSchema("nothing", [Field("a", .text), Field("b", .list(.actor))])
        let answer = try Engine(data).answer(.sort(.scan(schema), [SortKey(.column("a", .text))]))
        #expect(answer.rowCount == 0)
        #expect(answer.fields == schema.fields)
    }

    @Test("columns are the same whether a filter stands before or behind them")
    func projections() throws {
        let data = large()
        let x = Expression.column("x", .number)
        let double = Expression(.arithmetic(.add, x, x), .number)
        let columns = [NamedExpression("x", x), NamedExpression("y", double)]
        let isSmall = Expression.compare(.column("y", .number), .less, .number(10))
        let behind = try Engine(data).answer(.filter(.project(.rows(of: data), columns), isSmall))
        let before = try Engine(data).answer(
            .project(.filter(.rows(of: data), .compare(x, .less, .number(5))), columns))
        #expect(behind.rows == before.rows)
        #expect(behind.rowCount == 5)
    }

    @Test("columns that double with every step do not double their cost")
    func doubling() throws {
        let data = Fixture.column([.number(1)], .number)
        let x = Expression.column("x", .number)
        var relation = Relation.rows(of: data)
        for _ in 0..<60 {
            relation = .project(relation, [NamedExpression("x", Expression(.arithmetic(.add, x, x), .number))])
        }
        #expect(try Engine(data).answer(relation).cells() == [.number(Double(UInt64(1) << 60))])
    }
}

@Suite("Links and reports")
struct LinkTests {
    private func data() throws -> DataSet {
        let fields = [
            Field("id", .text), Field("date", .date), Field("because_of", .list(.event)), Field("part_of", .event),
        ]
        let rows: [[Value]] = [
            [.text("1"), try .day("2023-01-05"), .list([.event("2"), .event("gone")]), .event("3")],
            [.text("2"), try .day("2023-01-01"), .none, .unknown],
            [.text("3"), .unknown, .unknown, .none],
        ]
        let reports = Fixture.table(
            "reports", [Field("event", .event), Field("via", .text)],
            [
                [.event("2"), .text("a")], [.event("1"), .text("b")], [.event("2"), .text("c")],
                [.unknown, .text("d")],
            ], cuts: [1])
        return Fixture.data(fields, rows, cuts: [1], others: ["reports": reports])
    }

    @Test(
        "a field behind a link is that of the event it names, of several links a list, unknown where it leads nowhere")
    func linked() throws {
        let data = try data()
        let many = Expression(
            .linked(event: .column("because_of", .list(.event)), field: "date", knownOn: nil), .list(.date))
        let one = Expression(.linked(event: .column("part_of", .event), field: "id", knownOn: nil), .text)
        let answer = try Engine(data).answer(
            .project(.rows(of: data), [NamedExpression("many", many), NamedExpression("one", one)]))
        #expect(
            answer.rows == [
                [.none, .unknown], [.list([try .day("2023-01-01"), .unknown]), .text("3")], [.unknown, .none],
            ])
    }

    @Test("reports come in the order of their events, and of merely possible events stay merely possible")
    func reports() throws {
        let data = try data()
        let schema = try #require(data.tables["reports"]?.schema)
        let answer = try Engine(data).answer(.reports(.rows(of: data), schema: schema))
        #expect(answer.cells(1).map(\.name) == ["a", "c", "b"])
        let early = Expression.compare(
            .column("date", .date), .less, .constant(.date(EventDate(at: DateSpan(day: try day("2023-01-03")))), .date))
        let filtered = Relation.filter(
            .rows(of: data), early.or(Expression(.isNone(.column("part_of", .event)), .bool)))
        #expect(try Engine(data).answer(.reports(filtered, schema: schema)).cells(1).map(\.name) == ["a", "c"])
        let few = Relation.filter(
            .rows(of: data),
            Expression(.compare(.equal, .column("part_of", .event), .constant(.event("3"), .event)), .bool))
        let possible = try Engine(data).answer(.possibly(.reports(few, schema: schema)))
        #expect(possible.cells(1).map(\.name) == ["a", "c", "b"])
        #expect(possible.possible == [0, 1])
    }
}

@Suite("Functions")
struct FunctionTests {
    private func value(_ function: ScalarFunction, _ arguments: [(Value, ValueType)], _ type: ValueType) throws -> Value
    {
        let fields = arguments.enumerated().map { Field("a\($0)", $1.1) }
        let data = Fixture.data(fields, [arguments.map(\.0)])
        let call = Expression.call(function, fields.map { .column($0.name, $0.type) }, type)
        let answer = try Engine(data).answer(.project(.rows(of: data), [NamedExpression("f", call)]))
        return answer.cells()[0]
    }

    @Test("round goes to decimals, halves away from zero")
    func rounding() throws {
        func round(_ number: Double, _ digits: Double) throws -> Value {
            try value(.round, [(.number(number), .number), (.number(digits), .number)], .number)
        }
        #expect(try value(.round, [(.number(-2.5), .number)], .number) == .number(-3))
        #expect(try round(2.345, 1) == .number(2.3))
        #expect(try round(1_250, -2) == .number(1_300))
        #expect(try round(1e300, 5) == .number(1e300))
    }

    @Test("absolute values, roots and logarithms of spans; none of what has no root")
    func numbers() throws {
        #expect(try value(.abs, [(.number(-3, 2), .number)], .number) == .number(0, 3))
        #expect(try value(.sqrt, [(.number(4, 9), .number)], .number) == .number(2, 3))
        #expect(try value(.sqrt, [(.number(-1), .number)], .number) == .unknown)
        #expect(try value(.log, [(.number(0), .number)], .number) == .unknown)
    }

    @Test("days run from the end of the one to the start of the other")
    func days() throws {
        let (one, two) = (try Value.day("2023-01-01/2023-01-05"), try Value.day("2023-01"))
        #expect(try value(.days, [(one, .date), (two, .date)], .duration) == .duration(NumberSpan(-4, 26)))
        #expect(
            try value(.days, [(.list([one, one]), .list(.date)), (two, .date)], .list(.duration))
                == .list([.duration(NumberSpan(-4, 26)), .duration(NumberSpan(-4, 26))]))
        #expect(try value(.days, [(one, .date), (.unknown, .date)], .duration) == .unknown)
    }

    @Test("parts of dates are spans where the date is one")
    func dateParts() throws {
        #expect(try value(.year, [(try .day("2023-12-31"), .date)], .number) == .number(2023))
        #expect(try value(.month, [(try .day("2022-12-31/2023-01-02"), .date)], .number) == .number(1, 12))
        #expect(try value(.weekday, [(try .day("2023-05-29"), .date)], .number) == .number(1))
        for (text, unit) in [
            ("2023-05-29", "day"), ("2023-05", "month"), ("2023", "year"), ("2023-05-01/2023-05-02", "span"),
        ] {
            #expect(try value(.precision, [(try .day(text), .date)], .text) == .text(unit))
        }
    }

    @Test("countries, roles and names come from the catalogue, dyads from both sides")
    func names() throws {
        #expect(try value(.country, [(.actor("li"), .actor)], .actor) == .actor("AA"))
        #expect(try value(.country, [(.place("harbour"), .place)], .actor) == .actor("AA"))
        #expect(try value(.role, [(.actor("AAMIL"), .actor)], .list(.text)) == .list([.text("MIL")]))
        #expect(try value(.name, [(.actor("BB"), .actor)], .text) == .unknown)
        let sides: [(Value, ValueType)] = [
            (.list([.actor("li"), .actor("BB")]), .list(.actor)), (.actor("AAMIL"), .actor),
        ]
        #expect(try value(.dyad, sides, .list(.text)) == .list([.text("li -> AAMIL"), .text("BB -> AAMIL")]))
        #expect(try value(.pair, sides, .list(.text)) == .list([.text("AAMIL - li"), .text("AAMIL - BB")]))
        #expect(try value(.countryPair, [(.actor("li"), .actor), (.actor("BB"), .actor)], .text) == .text("AA - BB"))
        #expect(try value(.root, [(.kind("zeta.one"), .kind)], .kind) == .kind("zeta"))
        #expect(try value(.label, [(.kind("zeta.one"), .kind)], .text) == .text("Z1"))
    }

    @Test("division by what may be 0 is unknown, and so is a result beyond all numbers")
    func arithmetic() throws {
        func combine(_ operation: Arithmetic, _ left: Value, _ right: Value) throws -> Value {
            let data = Fixture.data([Field("a", .number), Field("b", .number)], [[left, right]])
            let node = Expression(.arithmetic(operation, .column("a", .number), .column("b", .number)), .number)
            return try Engine(data).answer(.project(.rows(of: data), [NamedExpression("r", node)])).cells()[0]
        }
        #expect(try combine(.divide, .number(1), .number(0)) == .unknown)
        #expect(try combine(.divide, .number(1), .number(-1, 1)) == .unknown)
        #expect(try combine(.multiply, .number(1e300), .number(1e300)) == .unknown)
        #expect(try combine(.multiply, .number(-1, 2), .number(3, 4)) == .number(-4, 8))
        #expect(try combine(.subtract, .number(1, 2), .number(1, 2)) == .number(-1, 1))
        #expect(try combine(.remainder, .number(7), .number(-4)) == .number(3))
        #expect(try combine(.add, .number(1), .none) == .unknown)
    }
}

@Suite("Expectations")
struct ExpectTests {
    private let x = Expression.column("x", .number)
    private let rowCount = Expression(.rowCount, .number)

    private func outcome(_ condition: Expression, _ values: [Value]) throws -> Outcome {
        let data = Fixture.column(values, .number)
        let engine = Engine(data)
        return engine.outcome(of: condition, over: try engine.answer(.rows(of: data)))
    }

    @Test("of the number of rows, with both sides")
    func rows() throws {
        let found = try outcome(.compare(rowCount, .equal, .number(2)), [.number(1), .unknown, .number(3)])
        #expect(found.truth == .no)
        #expect(found.rows == nil)
        #expect(found.sides?.0 == .number(3))
        #expect(found.sides?.1 == .number(2))
        #expect(try outcome(.compare(rowCount, .equal, .number(0)), []).truth == .yes)
    }

    @Test("of aggregates over the rows of the answer")
    func aggregates() throws {
        let sum = Expression.aggregate(.sum, x)
        #expect(try outcome(.compare(sum, .equal, .number(4)), [.number(1), .unknown, .number(3)]).truth == .yes)
        #expect(
            try outcome(.compare(sum, .equal, .number(4)).and(.compare(rowCount, .less, .number(3))), [.number(4)])
                .truth == .yes)
        let mean = Expression.aggregate(.mean, x)
        #expect(try outcome(.compare(mean, .equal, .number(4)), []).truth == .maybe)
    }

    @Test("of every row, told by the first that fails")
    func eachRow() throws {
        let found = try outcome(.compare(x, .less, .number(3)), [.number(1), .number(5), .unknown])
        #expect(found.truth == .no)
        #expect(found.rows == [.yes, .no, .maybe])
        #expect(found.sides?.0 == .number(5))
        #expect(try outcome(.compare(x, .less, .number(3)), []).truth == .yes)
        let greatest = Expression.compare(x, .lessOrEqual, .aggregate(.max, x))
        #expect(try outcome(greatest, [.number(1), .number(5)]).rows == [.yes, .yes])
    }
}
