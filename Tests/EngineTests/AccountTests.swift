import Columnar
import Engine
import EventModel
import Plan
import Testing

/// A few events and what is said of them, each line of it with a known answer.
enum Accounts {
    static let eventFields = [
        Field("id", .text), Field("kind", .kind), Field("date", .date), Field("known", .date), Field("amount", .money),
        Field("place", .place), Field("actor", .list(.actor)), Field("responds_to", .list(.event)),
        Field("forum", .text), Field("tone", .number),
    ]

    static let reportFields = [
        Field("event", .event), Field("document", .text), Field("via", .actor), Field("attributed_to", .actor),
        Field("stance", .text), Field("kind", .kind), Field("date", .date), Field("amount", .money),
        Field("place", .place), Field("actor", .list(.actor)), Field("forum", .text), Field("tone", .number),
    ]

    static func rows(_ fields: [Field], _ rows: [[String: Value]]) -> [[Value]] {
        rows.map { row in fields.map { row[$0.name] ?? .unknown } }
    }

    /// Documents d1 to d5 came out on the first five days of March 2024; `later` in April, `march` at some time in
    /// March, and of `undated` nobody knows.
    static func data(
        events: [[String: Value]], reports: [[String: Value]], cuts: [Int] = [], reportCuts: [Int] = []
    ) throws -> DataSet {
        let published: [(String, Value)] =
            try (1...5).map { ("d\($0)", try .day("2024-03-0\($0)")) } + [
                ("later", try .day("2024-04-10")), ("march", try .day("2024-03")), ("undated", .unknown),
            ]
        let documents = [Field("id", .text), Field("published", .date)]
        return Fixture.data(
            eventFields, rows(eventFields, events), cuts: cuts,
            others: [
                "reports": Fixture.table("reports", reportFields, rows(reportFields, reports), cuts: reportCuts),
                "documents": Fixture.table("documents", documents, published.map { [.text($0.0), $0.1] }),
            ])
    }

    static func known(_ data: DataSet, on text: String) throws -> Relation {
        .knownOn(try #require(data.tables["events"]).schema, try day(text))
    }
}

@Suite("Known on a day")
struct KnownOnTests {
    /// Ids of the visible and of the possible events.
    private func ids(_ data: DataSet, on day: String) throws -> (certain: [String], possible: [String]) {
        let known = try Accounts.known(data, on: day)
        let certain = try Engine(data).answer(known)
        let all = try Engine(data).answer(.possibly(known))
        #expect(certain.footer.possibleCount == all.possible.count)
        return (certain.cells().compactMap(\.name), all.possible.compactMap { all.value(row: $0, column: 0).name })
    }

    @Test("An event is known when a report of it was certainly out, possibly when one possibly was")
    func presence() throws {
        let data = try Accounts.data(
            events: ["out", "late", "perhaps", "undated", "both", "nothing"].map { ["id": .text($0)] },
            reports: [
                ("out", "d2"), ("late", "later"), ("perhaps", "march"), ("undated", "undated"), ("both", "march"),
                ("both", "d3"),
            ].map { ["event": .event($0.0), "document": .text($0.1)] })
        var found = try ids(data, on: "2024-03-05")
        #expect(found.certain == ["both", "out"] && found.possible == ["nothing", "perhaps", "undated"])
        found = try ids(data, on: "2024-03-02")
        #expect(found.certain == ["out"] && found.possible == ["both", "nothing", "perhaps", "undated"])
        found = try ids(data, on: "2024-03-31")
        #expect(found.certain == ["both", "out", "perhaps"] && found.possible == ["nothing", "undated"])
        found = try ids(data, on: "2024-02-29")
        #expect(found.certain == [] && found.possible == ["nothing", "undated"])
    }

    @Test("Of an event without a report its own date of becoming known tells")
    func ownDate() throws {
        let data = try Accounts.data(
            events: [
                ["id": .text("a"), "known": .day("2024-03-02")], ["id": .text("b"), "known": .day("2024-03")],
                ["id": .text("c"), "known": .day("2024-03-03")], ["id": .text("d")],
                // The report speaks, and not the event.
                ["id": .text("e"), "known": .day("2024-01-01")],
            ], reports: [["event": .event("e"), "document": .text("later")]])
        let found = try ids(data, on: "2024-03-02")
        #expect(found.certain == ["a"] && found.possible == ["b", "d"])
    }

    @Test("A field takes the latest value that affirms; a later one that was not out makes it unknown")
    func fields() throws {
        let data = try Accounts.data(
            events: [["id": .text("a"), "amount": .dollars(9), "forum": .text("own"), "tone": .number(1)]],
            reports: [
                ["document": .text("d3"), "amount": .dollars(3)], ["document": .text("d1"), "amount": .dollars(1)],
                ["document": .text("d3"), "stance": .text("denies"), "amount": .dollars(7)],
                ["document": .text("d4"), "stance": .text("affirms")],
                ["document": .text("d5"), "amount": .dollars(5), "tone": .number(5)],
                ["document": .text("march"), "amount": .dollars(31)],
            ].map { $0.merging(["event": .event("a")]) { old, _ in old } })
        func row(_ day: String) throws -> [Value] {
            let answer = try Engine(data).answer(try Accounts.known(data, on: day))
            let names = answer.fields.map(\.name)
            return ["amount", "tone", "forum"].map { answer.rows[0][names.firstIndex(of: $0) ?? 0] }
        }
        #expect(try row("2024-03-01") == [.dollars(1), .unknown, .text("own")])
        #expect(try row("2024-03-03") == [.dollars(3), .unknown, .text("own")])
        #expect(try row("2024-03-05") == [.dollars(5), .number(5), .text("own")])
        // By the end of the month the one that is dated to the month may be the last.
        #expect(try row("2024-03-31") == [.dollars(31), .number(5), .text("own")])
    }

    @Test("Of two reports of one day the later record counts, and that there was none is said as well")
    func ties() throws {
        let data = try Accounts.data(
            events: [["id": .text("a"), "forum": .text("own")]],
            reports: [
                ["event": .event("a"), "document": .text("d2"), "forum": .text("first")],
                ["event": .event("a"), "document": .text("d2"), "forum": .none],
            ])
        let forum = Relation.project(
            try Accounts.known(data, on: "2024-03-02"), [NamedExpression("forum", .column("forum", .text))])
        #expect(try Engine(data).answer(forum).rows == [[.none]])
    }

    @Test("Of an event that is only possibly known the possible reports give the fields")
    func possibleFields() throws {
        let data = try Accounts.data(
            events: [["id": .text("a"), "forum": .text("own")], ["id": .text("b"), "forum": .text("own")]],
            reports: [
                ["event": .event("a"), "document": .text("march"), "forum": .text("perhaps")],
                ["event": .event("b"), "document": .text("march"), "forum": .text("perhaps")],
                ["event": .event("b"), "document": .text("d1")],
            ])
        let known = Relation.project(
            .possibly(try Accounts.known(data, on: "2024-03-02")),
            ["id", "forum"].map { NamedExpression($0, .column($0, .text)) })
        let answer = try Engine(data).answer(known)
        #expect(answer.rows == [[.text("a"), .text("perhaps")], [.text("b"), .unknown]])
        #expect(answer.possible == [0])
    }

    @Test("Filters, groups and first rows are asked of what was known, possible rows being counted apart")
    func steps() throws {
        let data = try Accounts.data(
            events: (0..<12_000).map { ["id": .text("e\($0)"), "date": try .day("2024-01-05")] },
            reports: (0..<12_000).map {
                [
                    "event": .event("e\($0)"), "document": .text(["d1", "march", "later"][$0 % 3]),
                    "date": $0 % 2 == 0 ? .unknown : try .day("2024-02"), "tone": .number(Double($0 % 5)),
                ]
            }, cuts: [5_000], reportCuts: [4_096])
        let known = try Accounts.known(data, on: "2024-03-02")
        let counted = try Engine(data).answer(known.counted())
        #expect(counted.numbers() == [4_000] && counted.footer.possibleCount == 4_000)
        let tone = Expression.column("tone", .number)
        let some = Relation.filter(known, .compare(tone, .equal, .number(2)))
        #expect(try Engine(data).answer(some.counted()).numbers() == [800])
        #expect(try Engine(data).answer(Relation.possibly(some).counted()).numbers() == [1_600])
        let first = try Engine(data).answer(.cut(.sort(known, [SortKey(tone, isDescending: true)]), skip: 0, take: 3))
        #expect(first.rowCount == 3 && first.footer.possibleCount == 4_000)
        let range = Relation.aggregate(known, Aggregation(keys: [], outputs: [], isRange: true))
        #expect(try Engine(data).answer(range).rows == [[.number(4_000), .number(8_000)]])
        // Rows whose day the reports widened stand behind those that have one, and are found all the same.
        let february = Expression(
            .dated(.column("date", .date), .start(DaySet([DateSpan(try day("2024-02-01"), try day("2024-02-29"))]))),
            .bool)
        #expect(try Engine(data).answer(Relation.filter(known, february).counted()).numbers() == [2_000])
    }

    @Test("Links read the events as they were known; what was not yet known gives unknown")
    func links() throws {
        let data = try Accounts.data(
            events: [
                ["id": .text("a"), "forum": .text("own"), "responds_to": .list([.event("b"), .event("c")])],
                ["id": .text("b"), "forum": .text("own")], ["id": .text("c"), "forum": .text("own")],
            ],
            reports: [
                ["event": .event("b"), "document": .text("d1"), "forum": .text("early")],
                ["event": .event("b"), "document": .text("d5"), "forum": .text("late")],
                ["event": .event("c"), "document": .text("later")],
            ])
        func forums(_ text: String?) throws -> Value {
            let event = Expression.column("responds_to", .list(.event))
            let linked = Expression(
                .linked(event: event, field: "forum", knownOn: try text.map { try day($0) }), .list(.text))
            let rows = Relation.filter(
                .rows(of: data), .compare(.column("id", .text), .equal, .constant(.text("a"), .text)))
            return try Engine(data).answer(.project(rows, [NamedExpression("x", linked)])).rows[0][0]
        }
        #expect(try forums("2024-03-02") == .list([.text("early"), .unknown]))
        #expect(try forums("2024-04-30") == .list([.text("late"), .text("own")]))
        #expect(try forums(nil) == .list([.text("own"), .text("own")]))
    }
}

@Suite("Disagreement")
struct DisagreementTests {
    /// The two values of one field in two reports of one event.
    private func data(_ field: String, _ values: [Value]) throws -> DataSet {
        try Accounts.data(
            events: [["id": .text("a")], ["id": .text("b")]],
            reports: values.enumerated().map { ["event": .event("a"), "document": .text("d\($0 + 1)"), field: $1] })
    }

    private func answer(_ data: DataSet, on fields: [String], isExact: Bool = false) throws -> Answer {
        try Engine(data).answer(
            .disagree(Disagreement(events: .rows(of: data), compared: fields, isExact: isExact)))
    }

    private static func cases() throws -> [(field: String, values: [Value], isContrary: Bool, isDifferent: Bool)] {
        [
            ("amount", [.dollars(2), .dollars(3)], true, true), ("amount", [.dollars(2), .dollars(2)], false, false),
            ("amount", [.dollars(2), .money(Money(NumberSpan(3), "EUR"))], false, true),
            ("amount", [.dollars(2), .money(Money(NumberSpan(1, 3), "USD"))], false, true),
            ("amount", [.dollars(2), .unknown], false, false), ("amount", [.dollars(2), .none], false, false),
            ("date", [try .day("2024-03-01"), try .day("2024-03-02")], true, true),
            ("date", [try .day("2024-03-01"), try .day("2024-03")], false, true),
            ("tone", [.number(1, 4), .number(4, 6), .number(5, 7)], true, true),
            ("tone", [.number(1, 5), .number(4, 6), .number(5, 7)], false, true),
            ("kind", [.kind("zeta"), .kind("zeta.one")], false, true),
            ("kind", [.kind("eta"), .kind("zeta.one")], true, true),
            ("place", [.place("harbour"), .place("AA")], false, true),
            ("place", [.place("harbour"), .place("BB")], true, true),
            ("actor", [.list([.actor("li")]), .list([.actor("AA")])], false, true),
            ("actor", [.list([.actor("li"), .actor("BB")]), .list([.actor("AA")])], false, true),
            ("actor", [.list([.actor("li")]), .list([.actor("BB")])], true, true),
            ("forum", [.text("one"), .text("two")], true, true),
            ("forum", [.text("one"), .text("one")], false, false),
        ]
    }

    @Test("Accounts contradict each other where they cannot all be true, and differ where they are written otherwise")
    func contradictions() throws {
        for (field, values, isContrary, isDifferent) in try Self.cases() {
            let data = try data(field, values)
            #expect((try answer(data, on: [field]).rowCount > 0) == isContrary, "\(field) \(values)")
            #expect((try answer(data, on: [field], isExact: true).rowCount > 0) == isDifferent, "\(field) \(values)")
            let type = try #require(Accounts.reportFields.first { $0.name == field }).type
            let disputed = Expression(.disputed(.column("id", .text), field: field), .bool)
            let rows = try Engine(data).answer(.project(.rows(of: data), [NamedExpression("x", disputed)]))
            #expect(rows.cells() == [.truth(Truth(isContrary)), .truth(.no)], "\(field) \(values) \(type)")
        }
    }

    @Test("A row for each value in the order of the reports, with all who give it")
    func rows() throws {
        let data = try Accounts.data(
            events: [["id": .text("a")], ["id": .text("b")]],
            reports: [
                ["event": .event("a"), "document": .text("d2"), "amount": .dollars(5), "via": .actor("BB")],
                ["event": .event("b"), "document": .text("d2"), "amount": .dollars(5)],
                ["event": .event("a"), "document": .text("d1"), "amount": .dollars(3), "attributed_to": .actor("li")],
                [
                    "event": .event("a"), "document": .text("d3"), "amount": .dollars(5),
                    "attributed_to": .actor("li"), "via": .actor("AA"),
                ],
                ["event": .event("a"), "stance": .text("denies"), "amount": .dollars(8)],
            ])
        #expect(
            try answer(data, on: ["forum", "amount"]).rows == [
                [.text("a"), .text("amount"), .text("5 USD"), .list([.text("via BB (d2)"), .text("li via AA (d3)")])],
                [.text("a"), .text("amount"), .text("3 USD"), .list([.text("li (d1)")])],
            ])
    }

    @Test("Stances contradict where one denies what another affirms; exactly, wherever they differ")
    func stances() throws {
        for (stances, isContrary, isDifferent) in [
            ([.text("affirms"), .text("denies")], true, true), ([.unknown, .text("denies")], true, true),
            ([.text("affirms"), .text("withholds")], false, true), ([.unknown, .text("affirms")], false, false),
            ([.text("denies"), .text("expects")], false, true),
        ] as [([Value], Bool, Bool)] {
            let data = try data("stance", stances)
            #expect((try answer(data, on: ["stance"]).rowCount > 0) == isContrary, "\(stances)")
            #expect((try answer(data, on: ["stance"], isExact: true).rowCount > 0) == isDifferent, "\(stances)")
        }
    }

    @Test("Whether an event is there goes on to the rows of its accounts")
    func presence() throws {
        let data = try Accounts.data(
            events: [["id": .text("a")], ["id": .text("b"), "tone": .number(1)]],
            reports: [("a", 1), ("a", 2), ("b", 1), ("b", 2)].map {
                ["event": .event($0.0), "tone": .number($0.1)]
            })
        let events = Relation.filter(.rows(of: data), .compare(.column("tone", .number), .equal, .number(1)))
        let disagree = Relation.disagree(Disagreement(events: events, compared: ["tone"], isExact: false))
        let certain = try Engine(data).answer(disagree)
        #expect(certain.cells() == [.text("b"), .text("b")] && certain.footer.possibleCount == 2)
        #expect(try Engine(data).answer(.possibly(disagree)).possible == [0, 1])
    }

    @Test("Many accounts of one event that all agree are gone through once")
    func many() throws {
        let data = try data("tone", (0..<30_000).map { .number(Double(-$0), Double($0 + 1)) })
        #expect(try answer(data, on: ["tone"]).rowCount == 0)
        #expect(try answer(data, on: ["tone"], isExact: true).rowCount == 30_000)
    }
}
