import Columnar
import EventModel
import Testing

@testable import Readers

@Suite("Record format")
struct RecordReaderTests {
    private func event(_ members: String, options: ReadOptions = ReadOptions()) throws -> Loaded {
        try load(#"{"type":"event","id":"e",\#(members)}"#, options: options)
    }

    @Test(
        "Members become values of their types",
        arguments: [
            (#""date":"2023-05-29""#, "date", date("2023-05-29")),
            (#""date":"2021/2023-05""#, "date", date("2021/2023-05")),
            (#""date":"2023?""#, "date", date("2023?")), (#""kind":"cameo:125""#, "kind", .kind("reject.meeting")),
            (#""kind":"reject.meeting""#, "kind", .kind("reject.meeting")),
            (#""kind":"plover:REJECT""#, "kind", .kind("plover.reject")),
            (#""actor":["CHN","USA"]"#, "actor", .list([.actor("CHN"), .actor("USA")])),
            (#""actor":"CHN""#, "actor", .list([.actor("CHN")])),
            (#""target":[]"#, "target", Value.none), (#""place":"SGP""#, "place", .place("SGP")),
            (#""place":[]"#, "place", Value.none),
            (#""times":3"#, "times", .number(NumberSpan(3))),
            (#""times":{"at_least":12}"#, "times", .number(NumberSpan(12, .infinity))),
            (#""times":{"at_most":12}"#, "times", .number(NumberSpan(-.infinity, 12))),
            (#""times":{"high":5,"low":3}"#, "times", .number(NumberSpan(3, 5))),
            (
                #""amount":{"value":1988000000,"currency":"USD"}"#, "amount",
                .money(Money(NumberSpan(1_988_000_000), "USD"))
            ),
            (#""amount":{"at_least":5,"currency":"EUR"}"#, "amount", .money(Money(NumberSpan(5, .infinity), "EUR"))),
            (#""because_of":["e"]"#, "because_of", .list([.event("e")])),
            (#""part_of":"e""#, "part_of", .list([.event("e")])),
            (#""summary":"国防 \"x\"""#, "summary", .text("国防 \"x\"")), (#""summary":null"#, "summary", .unknown),
            (#""forum":[]"#, "forum", Value.none),
            (#""known":"2020-01-02""#, "known", date("2020-01-02")),
        ] as [(String, String, Value)])
    func members(_ text: String, _ field: String, _ value: Value) throws {
        let loaded = try event(text)
        #expect(loaded.refusals.isEmpty)
        #expect(loaded.event("e")[field] == value)
    }

    @Test("Every data set has the standard fields, unknown where nobody coded them")
    func standardFields() throws {
        let loaded = try load(#"{"type":"event","id":"e"}"#)
        let fields = loaded.data.catalog.table("events")?.fields
        #expect(fields == EventFields.standard(severalActors: true))
        for field in fields ?? [] where field.name != "id" { #expect(loaded.event("e")[field.name] == .unknown) }
        #expect(
            loaded.data.catalog.tables.map(\.name) == [
                "events", "reports", "documents", "actors", "offices", "kinds", "places", "coverage",
            ])
        #expect(loaded.data.catalog.coverage == nil)
    }

    @Test(
        "Further members become columns, typed by what is in them",
        arguments: [
            (["1", "2.5"], ValueType.number, [Value.number(NumberSpan(1)), .number(NumberSpan(2.5))]),
            (["1", #"{"at_least":2}"#], .number, [.number(NumberSpan(1)), .number(NumberSpan(2, .infinity))]),
            (["true", "null"], .bool, [.truth(.yes), .truth(.maybe)]),
            ([#""a""#, "null"], .text, [.text("a"), .unknown]),
            ([#""2023-05""#, #""2023""#], .text, [.text("2023-05"), .text("2023")]),
            ([#"["a","b"]"#, #""c""#], .list(.text), [.list([.text("a"), .text("b")]), .list([.text("c")])]),
            (["[1,2]", "[]"], .list(.number), [.list([.number(NumberSpan(1)), .number(NumberSpan(2))]), .none]),
            ([#"{"value":1,"currency":"USD"}"#, "null"], .money, [.money(Money(NumberSpan(1), "USD")), .unknown]),
            (["1", #""a""#], .text, [.text("1"), .text("a")]),
            ([#"{"x":[1.50]}"#, "true"], .text, [.text(#"{"x":[1.50]}"#), .text("true")]),
            (["[]", "null"], .text, [.none, .unknown]),
            ([#"["a",1]"#, "[[2]]"], .list(.text), [.list([.text("a"), .text("1")]), .list([.text("[2]")])]),
        ] as [([String], ValueType, [Value])])
    func addedColumns(_ values: [String], _ type: ValueType, _ expected: [Value]) throws {
        let lines = values.enumerated().map { #"{"type":"event","id":"e\#($0)","note":\#($1)}"# }
        let loaded = try load(lines.joined(separator: "\n"))
        #expect(loaded.refusals.isEmpty)
        #expect(loaded.data.catalog.table("events")?.fields.last == Field("note", type))
        #expect(values.indices.map { loaded.event("e\($0)")["note"] } == expected)
    }

    @Test("A column of several sorts is told of")
    func mixedColumns() throws {
        let loaded = try load(#"{"type":"event","id":"a","x":1}"# + "\n" + #"{"type":"event","id":"b","x":"y"}"#)
        #expect(loaded.report.warnings == [.mixedColumn(table: "events", column: "x")])
    }

    @Test("Events and reports share the type of a column")
    func sharedColumns() throws {
        let loaded = try load(
            #"{"type":"event","id":"e","dead":{"at_least":3}}"# + "\n" + #"{"type":"report","event":"e","dead":4}"#)
        #expect(loaded.rows("reports")[0]["dead"] == .number(NumberSpan(4)))
        #expect(loaded.data.catalog.table("reports")?.fields.last == Field("dead", .number))
    }

    @Test(
        "What cannot be read is refused with its place and reason, and the rest is read",
        arguments: [
            (#"{"type":"event","id":"x","date":"2023-13"}"#, RefusalReason.badDate, 26, "date"),
            (#"{"type":"event","id":"x","date":2023}"#, .badDate, 26, "date"),
            (#"{"type":"event","id":"x","kind":"cameo:999"}"#, .unknownKind, 26, "kind"),
            (#"{"type":"event","id":"x","kind":"nothing.such"}"#, .unknownKind, 26, "kind"),
            (#"{"type":"event","id":"x","kind":"plover:NOTHING"}"#, .unknownKind, 26, "kind"),
            (#"{"type":"event","id":"x","times":"3"}"#, .badNumber, 26, "times"),
            (#"{"type":"event","id":"x","times":{"low":5,"high":3}}"#, .badNumber, 26, "times"),
            (#"{"type":"event","id":"x","amount":5}"#, .badMoney, 26, "amount"),
            (#"{"type":"event","id":"x","amount":{"value":5,"currency":"usd"}}"#, .badMoney, 26, "amount"),
            (#"{"type":"event","id":"x","actor":[1]}"#, .wrongSort, 26, "actor"),
            (#"{"type":"event","id":"x","actor":""}"#, .wrongSort, 26, "actor"),
            (#"{"type":"event","id":"x","summary":5}"#, .wrongSort, 26, "summary"),
            (#"{"type":"event","id":7}"#, .wrongSort, 17, "id"),
            (#"{"type":"event"}"#, .missingMember, 1, nil), (#"{"type":"event","id":"good"}"#, .duplicateID, 17, "id"),
            (#"{"type":"event","id":"x","id":"y"}"#, .duplicateMember, 26, "id"),
            (#"{"type":"happening","id":"x"}"#, .notARecord, 2, "type"),
            (#"{"id":"x"}"#, .notARecord, 1, nil), ("[1]", .notARecord, 1, nil),
            ("{\"type\":\"event\",\"id\":\"x\"", .notJSON, 25, nil), ("nonsense", .notJSON, 1, nil),
            (#"{"type":"report","document":"d"}"#, .missingMember, 1, nil),
            (#"{"type":"report","event":"good","stance":"doubts"}"#, .wrongSort, 33, "stance"),
            (#"{"type":"office","id":"o","holder":"p","from":"2023","to":"2022"}"#, .badOrder, 54, "to"),
            (#"{"type":"office","id":"o"}"#, .missingMember, 1, nil),
            (#"{"type":"kind","name":"reject.meeting"}"#, .duplicateID, 16, "name"),
            (#"{"type":"coverage","from":"2023","to":"2022"}"#, .badOrder, 34, "to"),
        ] as [(String, RefusalReason, Int, String?)])
    func refused(_ line: String, _ reason: RefusalReason, _ column: Int, _ field: String?) throws {
        let good = #"{"type":"event","id":"good"}"#
        let loaded = try load("\(good)\n\n\(line)\n{\"type\":\"event\",\"id\":\"last\"}\n")
        #expect(loaded.refusals.count == 1)
        let refusal = try #require(loaded.refusals.first)
        #expect(
            refusal.reason == reason && refusal.line == 3 && refusal.column == column && refusal.field == field,
            "\(refusal)")
        #expect(!refusal.detail.isEmpty && refusal.excerpt.count <= 61)
        #expect(loaded.rows("events").compactMap { $0["id"]?.name } == ["good", "last"])
        #expect(loaded.report.rowCount == 2 && loaded.report.refusedCount == 1)
    }

    @Test("A repeated id points to both places")
    func duplicates() throws {
        let loaded = try load(
            #"{"type":"actor","id":"a"}"# + "\n" + #"{"type":"event","id":"a"}"# + "\n"
                + #"{"type":"actor","id":"a","name":"A"}"#)
        #expect(loaded.refusals.count == 1 && loaded.refusals[0].line == 3)
        #expect(
            loaded.refusals[0].detail.hasPrefix("found the actor \"a\" again, first at ")
                && loaded.refusals[0].detail.hasSuffix("talks.data:1"))
        #expect(loaded.data.catalog.actors.actor("a")?.name == nil)
    }

    @Test("Refusals of one reason are counted, three are shown")
    func manyRefusals() throws {
        let lines = (0..<10).map { #"{"type":"event","id":"e\#($0)","date":"x\#($0)"}"# }
        let loaded = try load(#"{"type":"event","id":"e"}"# + "\n" + lines.joined(separator: "\n"))
        let group = try #require(loaded.report.files[0].refused.first)
        #expect(group.count == 10 && group.examples.map(\.line) == [2, 3, 4] && group.reason == .badDate)
    }

    @Test("A strict reading ends at the first refusal")
    func strict() throws {
        #expect(throws: ReadError.self) {
            try load(#"{"type":"event","id":"e","date":"never"}"#, options: ReadOptions(strict: true))
        }
        #expect(throws: Never.self) { try load(#"{"type":"event","id":"e"}"#, options: ReadOptions(strict: true)) }
    }

    @Test("Records come in any order, with a byte order mark, CR LF and empty lines")
    func order() throws {
        let lines = [
            #"{"type":"kind","name":"sale","parent":"cameo:072"}"#,
            #"{"type":"event","id":"e","kind":"sale","actor":["p"]}"#,
            #"{"type":"actor","id":"p","member_of":"USA"}"#, #"{"type":"document","id":"d","published":"2024-01-02"}"#,
            #"{"type":"report","event":"e","document":"d"}"#,
        ]
        let first = try load(lines.joined(separator: "\n"))
        let second = try load("\u{FEFF}" + lines.reversed().joined(separator: "\r\n  \r\n"))
        #expect(first.report.rowCount == 5 && first.report.warnings.isEmpty && first.refusals.isEmpty)
        #expect(first.data.content == second.data.content)
    }

    @Test("Declared kinds hang in the tree, PLOVER types stand beside it")
    func kinds() throws {
        let loaded = try load(
            """
            {"type":"kind","name":"arms_sale","parent":"cameo:072","label":"Sell arms"}
            {"type":"kind","name":"orphan","parent":"nothing"}
            {"type":"kind","name":"big_sale","parent":"arms_sale"}
            {"type":"event","id":"e","kind":"big_sale"}
            {"type":"event","id":"f","kind":"plover:AID"}
            """)
        let kinds = loaded.data.catalog.kinds
        let sale = try #require(kinds.position(named: "arms_sale"))
        let aid = try #require(kinds.position(code: "072"))
        let big = try #require(kinds.position(named: "big_sale"))
        let plover = try #require(kinds.position(named: "plover.aid"))
        #expect(kinds.subtree(aid).contains(sale) && kinds.subtree(sale).contains(big))
        #expect(kinds.kinds[plover].parent == nil && kinds.kinds[plover].label == "AID (PLOVER)")
        #expect(loaded.report.warnings == [.orphanKind(name: "orphan", parent: "nothing")])
        let row = try #require(loaded.rows("kinds").first { $0["name"] == .kind("big_sale") })
        #expect(
            row["events"] == .number(NumberSpan(1)) && row["parent"] == .kind("arms_sale") && row["code"] == .unknown)
    }

    @Test("An event is known from the earliest day on which a document may have come out")
    func known() throws {
        let loaded = try load(
            """
            {"type":"document","id":"d1","published":"[2024-01-05..2024-01-20]"}
            {"type":"document","id":"d2","published":"2024-01-10"}
            {"type":"document","id":"d3"}
            {"type":"event","id":"e"}
            {"type":"event","id":"f"}
            {"type":"event","id":"g","known":"2020"}
            {"type":"report","event":"e","document":"d1"}
            {"type":"report","event":"e","document":"d2"}
            {"type":"report","event":"f","document":"d3"}
            {"type":"report","event":"g","document":"d2"}
            """)
        #expect(loaded.event("e")["known"] == .date(EventDate(at: DateSpan(day(2024, 1, 5), day(2024, 1, 10)))))
        #expect(loaded.event("f")["known"] == .unknown)
        #expect(loaded.event("g")["known"] == date("2020"))
    }

    @Test("Names that nothing declares get entries and one warning each")
    func undeclared() throws {
        let loaded = try load(
            """
            {"type":"event","id":"e","actor":["someone","USA"],"target":["someone"],"because_of":["gone"],"place":"SGP"}
            {"type":"report","event":"gone","document":"lost","via":"paper"}
            {"type":"report","event":"e","document":"lost"}
            """)
        #expect(
            loaded.report.warnings == [
                .undeclaredEvent(id: "gone"), .undeclaredDocument(id: "lost"), .undeclaredActor(id: "someone"),
                .undeclaredActor(id: "paper"),
            ])
        #expect(loaded.data.catalog.actors.actor("someone")?.isDeclared == false)
        #expect(loaded.data.catalog.actors.actor("USA")?.type == "country")
        #expect(loaded.data.catalog.places["SGP"]?.name == "Singapore")
    }

    @Test("Warnings of one sort are cut short")
    func manyWarnings() throws {
        let links = (0..<50).map { "\"x\($0)\"" }.joined(separator: ",")
        let loaded = try load(#"{"type":"event","id":"e","because_of":[\#(links)]}"#)
        #expect(loaded.report.warnings.count == 21 && loaded.report.warnings.last == .andMore(count: 30))
    }

    @Test("Places may be described")
    func places() throws {
        let loaded = try load(
            #"""
            {"type":"event","id":"e","place":{"name":"Vientiane","country":"LAO","latitude":17.97,"longitude":102.6}}
            {"type":"event","id":"f","place":{"name":"Vientiane","country":"LAO","latitude":17.97,"longitude":102.6}}
            {"type":"event","id":"g","place":{"name":"Vientiane","country":"USA"}}
            {"type":"event","id":"h","place":{"country":"USA"}}
            """#)
        #expect(loaded.event("e")["place"] == .place("Vientiane") && loaded.event("f")["place"] == .place("Vientiane"))
        #expect(loaded.event("g")["place"] == .place("Vientiane (2)"))
        #expect(
            loaded.data.catalog.places["Vientiane"]
                == Place(id: "Vientiane", name: "Vientiane", country: "LAO", latitude: 17.97, longitude: 102.6))
        #expect(loaded.refusals.map(\.line) == [4])
    }

    @Test("Coverage is what records say, else the span of the bounded dates, as a guess")
    func coverage() throws {
        let events =
            #"{"type":"event","id":"e","date":"2023-05"}"# + "\n" + #"{"type":"event","id":"f","date":"[..2030]"}"#
            + "\n"
        let guess = try load(events).data.catalog.coverage
        #expect(guess == Coverage(Period(day(2023, 5, 1), day(2023, 5, 31)), isGuess: true))
        let said = try load(events + #"{"type":"coverage","source":"s","from":"2020","to":"2024"}"#).data.catalog
            .coverage
        #expect(said == Coverage(Period(day(2020, 1, 1), day(2024, 12, 31)), isGuess: false))
        let open = try load(events + #"{"type":"coverage","from":"2020"}"#).data.catalog.coverage
        #expect(open == Coverage(Period(day(2020, 1, 1), day(2023, 5, 31)), isGuess: false))
    }

    @Test("Terms of office are open where a record leaves an end out")
    func offices() throws {
        let loaded = try load(
            """
            {"type":"office","id":"o","holder":"a","from":"2020-01-02","to":"2021-03","source":"s"}
            {"type":"office","id":"o","holder":"b","from":"2021-04-01"}
            """)
        #expect(
            loaded.data.catalog.offices == [
                OfficeTerm(
                    office: "o", holder: "a", from: DateSpan(day: day(2020, 1, 2)),
                    to: DateSpan(day(2021, 3, 1), day(2021, 3, 31)), source: "s"),
                OfficeTerm(
                    office: "o", holder: "b", from: DateSpan(day: day(2021, 4, 1)),
                    to: DateSpan(day: DateSpan.distantFuture), source: nil),
            ])
        #expect(loaded.rows("offices")[1]["to"] == .unknown && loaded.rows("offices")[0]["office"] == .text("o"))
    }

    @Test("Events of one known day stand in a segment of their own")
    func segments() throws {
        let dates = [
            "\"2023-05-29\"", "\"2023\"", "\"2023-05-30\"", "null", "\"2023-05-29?\"", "\"2023-06-02/2023-06-04\"",
        ]
        let lines = dates.enumerated().map { #"{"type":"event","id":"e\#($0)","date":\#($1)}"# }
        let table = try #require(try load(lines.joined(separator: "\n")).data.tables["events"])
        #expect(table.segments.map(\.rowCount) == [2, 4])
        guard case .date(let column) = table.segments[0].column(2) else {
            Issue.record("not a date")
            return
        }
        #expect(column.spans == nil)
    }

    @Test("No line of any bytes ends the program")
    func mutations() throws {
        let line = Array(
            #"{"type":"event","id":"e","kind":"cameo:125","date":"2023-05","times":{"at_least":2},"x":["é",1]}"#.utf8)
        var text = Array("{\"type\":\"event\",\"id\":\"first\"}\n".utf8)
        var generator = SystemLikeGenerator(state: 11)
        for _ in 0..<5_000 {
            var changed = line
            changed[Int(generator.next() % UInt64(line.count))] = UInt8(truncatingIfNeeded: generator.next())
            text += changed + [0x0A]
        }
        let loaded = try withFile(text) { (path: String) throws -> Loaded in try Readers.open([path]) }
        #expect(loaded.report.rowCount + loaded.report.refusedCount >= 5_001)
    }

    @Test("A whole number that would lose digits makes its column text")
    func longNumbers() throws {
        let loaded = try load(
            #"{"type":"event","id":"a","tweet":9007199254740993}"# + "\n" + #"{"type":"event","id":"b","tweet":12}"#)
        #expect(loaded.event("a")["tweet"] == .text("9007199254740993"))
        #expect(loaded.event("b")["tweet"] == .text("12"))
        #expect(loaded.report.warnings == [.longNumbers(table: "events", column: "tweet")])
        // These are doubles to the last digit.
        let exact = try load(#"{"type":"event","id":"a","tweet":9007199254740992,"x":1e300}"#)
        #expect(exact.event("a")["tweet"] == .number(NumberSpan(9_007_199_254_740_992)))
        #expect(exact.report.warnings.isEmpty)
    }

    @Test(
        "A count or a sum that would lose digits is refused",
        arguments: [
            #""times":9007199254740993"#, #""times":{"at_least":9007199254740993}"#,
            #""amount":{"value":123456789012345678901,"currency":"USD"}"#,
        ])
    func longCounts(member: String) throws {
        let loaded = try load(#"{"type":"event","id":"a"}"# + "\n" + #"{"type":"event","id":"b",\#(member)}"#)
        #expect(loaded.rows("events").count == 1)
        #expect(loaded.refusals.first?.detail.contains("would lose digits") == true)
    }

    @Test func `a text longer than any field may be refuses its record`() throws {
        let long = String(repeating: "x", count: (16 << 20) + 1)
        let loaded = try load(
            #"{"type":"event","id":"a","kind":"aid","words":["y","\#(long)"]}"# + "\n"
                + #"{"type":"event","id":"b","kind":"aid"}"#)
        #expect(loaded.rows("events").map { $0["id"] } == [.text("b")])
        #expect(loaded.refusals.map(\.reason) == [.tooLong] && loaded.refusals.map(\.field) == ["words"])
        let mapped = try load(
            #"{"a":"2024-01-01","b":"\#(long)"}"# + "\n" + #"{"a":"2024-01-01","b":"x"}"#,
            options: ReadOptions(
                mapping: try Mapping(Array("read jsonl\ndate from a\nsummary from b".utf8), path: "my.map")))
        #expect(mapped.report.rowCount == 1 && mapped.refusals.map(\.field) == ["b"])
    }
}
