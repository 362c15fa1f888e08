import Columnar
import Engine
import EventModel
import Plan
import Synchronization
import Testing

@Suite("Two tables")
struct TwoTablesTests {
    private static let fields = [Field("id", .text), Field("n", .number), Field("who", .actor)]

    /// Two tables, `events` and `others`, of the same columns.
    private func data(_ events: [[Value]], _ others: [[Value]], _ fields: [Field] = fields) -> DataSet {
        Fixture.data(fields, events, others: ["others": Fixture.table("others", fields, others)])
    }

    private func join(
        _ data: DataSet, _ condition: Expression, keepsLeft: Bool = false, left: Relation? = nil
    ) -> Relation {
        .join(
            Join(
                left: left ?? .rows(of: data), right: .rows(of: data, "others"), name: "x", condition: condition,
                keepsLeft: keepsLeft))
    }

    /// The ids of both sides of each pair, and whether it is shown as possible.
    private func pairs(_ relation: Relation, _ data: DataSet) throws -> [String] {
        let answer = try Engine(data).answer(relation)
        let left = try #require(answer.fields.firstIndex { $0.name == "id" })
        let right = try #require(answer.fields.firstIndex { $0.name == "x.id" })
        return (0..<answer.rowCount).map { row in
            let partner = answer.value(row: row, column: right)
            return "\(answer.value(row: row, column: left).name ?? "?")\(partner == .none ? "-" : partner.name ?? "?")"
                + (answer.isPossible(row: row) ? "?" : "")
        }
    }

    private let sameWho = Expression.compare(.column("who", .actor), .equal, .column("x.who", .actor))

    private func row(_ id: String, _ n: Value = .number(1), _ who: Value = .actor("AA")) -> [Value] {
        [.text(id), n, who]
    }

    // MARK: Join

    @Test("pairs come in the order of the left rows, then of the right ones")
    func order() throws {
        let data = data(
            [row("1"), row("2", .number(1), .actor("BB")), row("3")],
            [row("a", .number(1), .actor("BB")), row("b"), row("c")])
        #expect(try pairs(join(data, sameWho), data) == ["1b", "1c", "2a", "3b", "3c"])
        let answer = try Engine(data).answer(join(data, sameWho))
        #expect(answer.fields.map(\.name) == ["id", "n", "who", "x.id", "x.n", "x.who"])
        #expect(answer.footer == Footer())
    }

    @Test("a row of which one key may equal several is still asked its other keys")
    func vagueAmongExact() throws {
        let left = (0..<9).map { row("\($0)") } + [row("9", .number(1, 2), .unknown), row("10", .number(1, 2))]
        let sameN = Expression.compare(.column("n", .number), .equal, .column("x.n", .number))
        let data = data(
            left + left, [row("a", .number(2), .unknown), row("b", .number(2)), row("c", .number(2), .none)])
        let found = join(data, sameN.and(sameWho))
        #expect(try pairs(.possibly(found), data) == ["10b?", "10b?"])
    }

    @Test("what is unknown or none on either side is equal to nothing, on neither side")
    func unknown() throws {
        let rows = [row("1", .number(1), .unknown), row("2", .number(1), .none), row("3")]
        let data = data(rows, rows)
        #expect(try pairs(join(data, sameWho), data) == ["33"])
        #expect(try Engine(data).answer(join(data, sameWho)).footer.possibleCount == 0)
    }

    @Test("a row of several values meets a partner once, whichever of them they share")
    func lists() throws {
        let fields = [Field("id", .text), Field("who", .list(.actor))]
        func row(_ id: String, _ who: String...) -> [Value] { [.text(id), .list(who.map { .actor($0) })] }
        let data = data(
            [row("1", "AA", "BB"), row("2"), row("3", "li")],
            [row("a", "BB", "AA"), row("b", "li", "BB"), row("c", "BB", "BB")], fields)
        let condition = Expression.compare(
            .column("who", .list(.actor)), .equal, .column("x.who", .list(.actor)))
        #expect(try pairs(join(data, condition), data) == ["1a", "1b", "1c", "3b"])
    }

    @Test("a condition that is maybe makes possible pairs")
    func possible() throws {
        let data = data([row("1", .number(1, 3)), row("2", .number(7))], [row("a", .number(2)), row("b", .number(0))])
        let more = Expression.compare(.column("n", .number), .greater, .column("x.n", .number))
        #expect(try pairs(join(data, more), data) == ["1b", "2a", "2b"])
        #expect(try Engine(data).answer(join(data, more)).footer.possibleCount == 1)
        #expect(try pairs(.possibly(join(data, more)), data) == ["1a?", "1b", "2a", "2b"])
        #expect(try pairs(join(data, more.possibly), data) == ["1a?", "1b", "2a", "2b"])
        let same = Expression.compare(.column("n", .number), .equal, .column("x.n", .number))
        #expect(try pairs(.possibly(join(data, same)), data) == ["1a?"])
    }

    @Test("a left row stays alone without a certain partner, and is possible beside a possible one")
    func keepsLeft() throws {
        let data = data(
            [row("1", .number(1, 3)), row("2", .number(2)), row("3", .number(9)), row("4", .unknown)],
            [row("a", .number(2)), row("b", .number(2))])
        let same = Expression.compare(.column("n", .number), .equal, .column("x.n", .number))
        let joined = join(data, same, keepsLeft: true)
        #expect(try pairs(joined, data) == ["2a", "2b", "3-", "4-"])
        #expect(try pairs(.possibly(joined), data) == ["1a?", "1b?", "1-?", "2a", "2b", "3-", "4-"])
        let answer = try Engine(data).answer(joined)
        #expect(answer.rows[2].suffix(3) == [.none, .none, .none])
    }

    @Test("joined rows are sorted, cut, filtered, named and joined like any others")
    func afterJoining() throws {
        let data = data(
            [row("1"), row("2", .number(2), .actor("BB")), row("3", .number(3))], [row("a"), row("b"), row("c")])
        let joined = join(data, sameWho, keepsLeft: true)
        let partner = Expression.column("x.id", .text)
        let sorted = Relation.sort(joined, [SortKey(partner, isDescending: true)])
        #expect(try pairs(sorted, data) == ["1c", "3c", "1b", "3b", "1a", "3a", "2-"])
        #expect(try pairs(.cut(sorted, skip: 1, take: 2), data) == ["3c", "1b"])
        #expect(try pairs(.filter(joined, Expression(.isNone(partner), .bool)), data) == ["2-"])
        #expect(
            try Engine(data).answer(joined.counted(by: [("partner", partner)])).rows == [
                [.text("a"), .number(2)], [.text("b"), .number(2)], [.text("c"), .number(2)], [.none, .number(1)],
            ])
        let again = Relation.join(
            Join(
                left: sorted, right: .project(joined, [NamedExpression("first", partner)]), name: "y",
                condition: .compare(partner, .equal, .column("y.first", .text)), keepsLeft: false))
        let answer = try Engine(data).answer(.append(.cut(again, skip: 0, take: 3), again))
        #expect(answer.rowCount == 3 + 12)
        #expect(Array(answer.cells(6).prefix(5)) == ["c", "c", "c", "c", "c"].map { .text($0) })
    }

    @Test("a possible left row has certain partners, were it there")
    func possibleLeft() throws {
        let data = data([row("1", .number(0, 9)), row("2", .number(9))], [row("a")])
        let many = Relation.filter(.rows(of: data), .compare(.column("n", .number), .greater, .number(5)))
        let joined = join(data, sameWho, keepsLeft: true, left: many)
        #expect(try pairs(joined, data) == ["2a"])
        #expect(try pairs(.possibly(joined), data) == ["1a?", "2a"])
    }

    @Test("dates wider than a day are possible partners, days certain ones")
    func dates() throws {
        let fields = [Field("id", .text), Field("date", .date)]
        func rows(_ dates: [String]) throws -> [[Value]] {
            try dates.enumerated().map { [.text("\($0)"), $1.isEmpty ? .unknown : try .day($1)] }
        }
        let right =
            try rows(["2023-05-01", "2023-05", "2023-05-02", ""]) + rows([String](repeating: "2022-01-01", count: 20))
        let left = try rows(["2023-05-01"]) + rows([String](repeating: "2021-01-01", count: 20))
        let data = data(left, right, fields)
        let condition = Expression.compare(.column("date", .date), .equal, .column("x.date", .date))
        let answer = try Engine(data).answer(.possibly(join(data, condition)))
        #expect(answer.cells(2) == [.text("0"), .text("1")])
        #expect(answer.possible == [1])
    }

    @Test("more pairs than a batch holds come in order, as two plain loops would give them")
    func manyPairs() throws {
        let left = (0..<400).map { row("\($0)", .number(Double($0 * 7 % 31))) }
        let right = (0..<500).map { row("\($0)", .number(Double($0 * 5 % 37))) }
        let data = data(left, right)
        let more = Expression.compare(.column("n", .number), .greaterOrEqual, .column("x.n", .number))
        var expected: [String] = []
        for one in 0..<400 {
            let partners = (0..<500).filter { one * 7 % 31 >= $0 * 5 % 37 }
            expected += partners.map { "\(one)\($0)" }
            if partners.isEmpty { expected.append("\(one)-") }
        }
        #expect(expected.count > 65_536)
        #expect(try pairs(join(data, more, keepsLeft: true), data) == expected)
    }

    @Test("equalities find the same pairs as a look at all pairs", arguments: [1, 2, 3])
    func keysAndAllPairs(seed: Int) throws {
        let people: [Value] = [.actor("AA"), .actor("BB"), .unknown, .none, .actor("li")]
        let numbers: [Value] = [.number(1), .number(1, 2), .number(2), .unknown, .number(3), .number(4), .number(5)]
        func rows(_ seed: Int) -> [[Value]] {
            (0..<60).map { row("\($0)", numbers[($0 * 31 * seed + $0 / 7) % 7], people[($0 * 17 + seed * $0 / 3) % 5]) }
        }
        let data = data(rows(seed), rows(seed + 10))
        let sameN = Expression.compare(.column("n", .number), .equal, .column("x.n", .number))
        // Inside of `or` an equality is no key, and nothing is said of what is unknown.
        let no = Expression.constant(.truth(.no), .bool)
        func plain(_ equality: Expression, _ one: Expression, _ other: Expression) -> Expression {
            [one, other].reduce(equality.or(no)) { condition, side in
                condition.and(Expression(.isUnknown(side), .bool).negation)
                    .and(Expression(.isNone(side), .bool).negation)
            }
        }
        let plainWho = plain(sameWho, .column("who", .actor), .column("x.who", .actor))
        let plainN = plain(sameN, .column("n", .number), .column("x.n", .number))
        for (keyed, looked) in [(sameWho, plainWho), (sameN, plainN), (sameWho.and(sameN), plainWho.and(plainN))] {
            for keepsLeft in [false, true] {
                let found = try pairs(.possibly(join(data, keyed, keepsLeft: keepsLeft)), data)
                #expect(found == (try pairs(.possibly(join(data, looked, keepsLeft: keepsLeft)), data)))
                #expect(!found.isEmpty)
            }
        }
    }

    @Test("a join of many by many is cancelled, and ends where it needs too much memory")
    func cancelled() throws {
        let rows = (0..<2_000).map { row("\($0)") }
        let data = data(rows, rows)
        let asked = Mutex(0)
        let control = RunControl(isCancelled: {
            asked.withLock {
                $0 += 1; return $0 > 20
            }
        })
        #expect(throws: RunError.self) { try Engine(data).answer(join(data, sameWho), control: control) }
        #expect(asked.withLock { $0 } == 21)
        #expect(throws: RunError.memoryLimit(1_000_000)) {
            try Engine(data).answer(join(data, sameWho), control: RunControl(memoryLimit: 1_000_000))
        }
    }

    // MARK: Append

    @Test("append puts rows below one another; a column that one has not is unknown there")
    func append() throws {
        let data = data([row("1"), row("2")], [row("a", .number(0, 9)), row("b", .number(9))])
        let many = Relation.filter(.rows(of: data, "others"), .compare(.column("n", .number), .greater, .number(5)))
        let named = Relation.project(
            many,
            [
                NamedExpression("id", .column("id", .text)), NamedExpression("m", .column("n", .number)),
                NamedExpression("who", .column("who", .actor)),
            ])
        let appended = Relation.append(.rows(of: data), named)
        let answer = try Engine(data).answer(appended)
        #expect(answer.fields.map(\.name) == ["id", "n", "who", "m"])
        #expect(
            answer.rows == [
                row("1") + [.unknown], row("2") + [.unknown], [.text("b"), .unknown, .actor("AA"), .number(9)],
            ])
        #expect(answer.footer.possibleCount == 1)
        #expect(try Engine(data).answer(.possibly(appended)).possible == [2])
    }

    @Test("rows of one table may be appended to each other, whatever was done to them")
    func appendOwn() throws {
        let data = data((0..<6).map { row("\($0)", .number(Double($0))) }, [])
        let n = Expression.column("n", .number)
        let low = Relation.filter(.rows(of: data), .compare(n, .less, .number(2)))
        let doubled = Relation.project(
            .filter(.rows(of: data), .compare(n, .greater, .number(3))),
            [
                NamedExpression("id", .column("id", .text)),
                NamedExpression("n", Expression(.arithmetic(.add, n, n), .number)),
            ])
        let answer = try Engine(data).answer(.append(.sort(low, [SortKey(n, isDescending: true)]), doubled))
        #expect(answer.cells().map { $0.name ?? "?" } == ["1", "0", "4", "5"])
        #expect(answer.numbers(1) == [1, 0, 8, 10])
        #expect(answer.cells(2) == [.actor("AA"), .actor("AA"), .unknown, .unknown])
        let twice = try Engine(data).answer(.filter(.append(low, low), .compare(n, .equal, .number(1))))
        #expect(twice.cells().map { $0.name ?? "?" } == ["1", "1"])
    }

    // MARK: Compare

    private func differences(_ data: DataSet, _ compared: [String]) throws -> Answer {
        try Engine(data).answer(
            .compare(
                Difference(
                    before: .rows(of: data), after: .rows(of: data, "others"), keys: [Field("id", .text)],
                    compared: compared)))
    }

    @Test("compare tells what is gone, changed and added, values as they are shown")
    func compare() throws {
        let data = data(
            [row("1"), row("2", .number(1), .unknown), row("3", .number(1.5)), row("4")],
            [row("5"), row("3", .number(1, 2), .none), row("2", .number(1), .actor("BB")), row("1")])
        let answer = try differences(data, ["n", "who"])
        #expect(answer.fields.map(\.name) == ["change", "id", "field", "before", "after"])
        func line(_ change: String, _ id: String, _ texts: String?...) -> [Value] {
            [.text(change), .text(id)] + texts.map { $0.map { .text($0) } ?? .none }
        }
        #expect(
            answer.rows == [
                line("changed", "2", "who", "unknown", "BB"), line("changed", "3", "n", "1.5", "1..2"),
                line("changed", "3", "who", "AA", "none"), line("gone", "4", nil, nil, nil),
                line("added", "5", nil, nil, nil),
            ])
        #expect(try differences(data, ["n"]).rowCount == 3)
    }

    @Test("a table compared with itself shows nothing; rows of a key that was there before are told of")
    func compareSame() throws {
        let rows = [row("1"), row("2", .unknown, .none), [.unknown, .number(1, 2), .unknown]]
        let data = data(rows, rows)
        #expect(try differences(data, ["n", "who"]).rowCount == 0)
        let repeated = self.data(rows + [row("1", .number(7))], rows)
        let answer = try differences(repeated, ["n", "who"])
        #expect(answer.rowCount == 0)
        #expect(answer.footer.notes == [.repeatedKeys(rows: 1)])
    }

    @Test("possible rows are not compared but counted")
    func comparePossible() throws {
        let data = data([row("1", .number(0, 9))], [row("1", .number(9))])
        let many = Relation.filter(.rows(of: data), .compare(.column("n", .number), .greater, .number(5)))
        let answer = try Engine(data).answer(
            .compare(
                Difference(
                    before: many, after: .rows(of: data, "others"), keys: [Field("id", .text)], compared: ["n"])))
        #expect(answer.rows == [[.text("added"), .text("1"), .none, .none, .none]])
        #expect(answer.footer.possibleCount == 1)
    }

    // MARK: One a day

    @Test("one_a_day keeps the first of the rows of a day; what is unknown or wider than a day all stays")
    func oneADay() throws {
        let fields = [Field("id", .text), Field("date", .date), Field("who", .actor)]
        let rows: [(String, String, Value)] = [
            ("1", "2023-05-01", .actor("AA")), ("2", "2023-05-01", .actor("BB")), ("3", "2023-05-01", .actor("AA")),
            ("4", "2023-05-02", .actor("AA")), ("5", "2023-05-02", .unknown), ("6", "2023-05-02", .unknown),
            ("7", "2023-05", .actor("AA")), ("8", "2023-05", .actor("AA")), ("9", "", .actor("AA")),
            ("10", "", .actor("AA")), ("11", "2023-05-02/2023-05-02", .actor("AA")),
            ("12", "2023-05-01/2023-05-02", .actor("AA")), ("13", "2023-05-01/2023-05-02", .actor("AA")),
            ("14", "2023-05-02", .none), ("15", "2023-05-02?", .actor("AA")),
        ]
        let data = Fixture.data(
            fields, try rows.map { [.text($0), $1.isEmpty ? .unknown : try .day($1), $2] }, cuts: [4])
        let answer = try Engine(data).answer(.oneADay(.rows(of: data), keys: [.column("who", .actor)]))
        #expect(
            Set(answer.cells().compactMap(\.name))
                == Set(["1", "2", "4", "5", "6", "7", "8", "9", "10", "12", "13", "14"]))
        #expect(answer.footer.notes == [.sameDayLeftOut(rows: 3)])
        let none = try Engine(data).answer(.oneADay(.rows(of: data), keys: [.column("id", .text)]))
        #expect(none.rowCount == 15)
        #expect(none.footer.notes.isEmpty)
        let all = try Engine(data).answer(.oneADay(.rows(of: data), keys: []))
        #expect(all.footer.notes == [.sameDayLeftOut(rows: 7)])
    }
}
