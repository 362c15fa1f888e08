import Columnar
import EventModel
import Foundation
import Testing

@testable import Readers

@Suite struct MappingTests {
    private func mapping(_ text: String) throws -> Mapping { try Mapping(Array(text.utf8), path: "my.map") }

    private func load(_ data: String, _ text: String, strict: Bool = false) throws -> Loaded {
        try ReadersTests.load(data, options: ReadOptions(strict: strict, mapping: mapping(text)))
    }

    // MARK: What is said once, of columns that are there

    @Test(
        "what a mapping says twice, or of nothing, is an error with its place",
        arguments: [
            ("read csv\nread tsv\ndate from a", "2:1: found `read` a second time"),
            ("separator ;\nseparator ,\ndate from a", "2:1: found `separator` a second time"),
            ("quotes none\nquotes none\ndate from a", "2:1: found `quotes` a second time"),
            ("read jsonl\nseparator ;\ndate from a", "2:1: found `separator`, and JSON Lines have none"),
            ("quotes none\nread jsonl\ndate from a", "2:1: found JSON Lines, which have no separator and no quotes"),
            ("read tsv\nseparator ;\ndate from a", "2:1: found a separator, and tabs as another above"),
            ("separator ;\nread tsv\ndate from a", "2:1: found tabs as the separator, and another above"),
            ("", "1:1: found the end of the file and nothing mapped"),
            ("# only words\nread csv\n", "3:1: found the end of the file and nothing mapped"),
            (
                "column c from a as number split ;",
                "1:27: found `split` behind `as number`: a list is one of texts"
            ),
            ("column c from a split ; as date", "1:28: found `as date` behind `split`: a list is one of texts"),
        ])
    func once(_ text: String, _ problem: String) throws {
        do {
            _ = try mapping(text)
            Issue.record("was read")
        } catch let error as MappingError {
            #expect(error.text.hasPrefix("my.map:\(problem)"), "\(error.text)")
        }
    }

    @Test func `separators and lists that fit are no contradiction`() throws {
        #expect(try mapping("separator ;\nread csv\ndate from a").shape == .table(separator: 0x3B, hasQuotes: true))
        #expect(try mapping("read tsv\nseparator tab\ndate from a").shape == .table(separator: 9, hasQuotes: true))
        for column in ["as list split ;", "split ; as list", "as text split ;", "split ;"] {
            #expect(try mapping("column c from a \(column)").columns.map(\.type) == [.list])
        }
    }

    @Test func `a column that is left out has to be there`() throws {
        #expect(try load("a,B\n2024,1", "date from a\ndrop b").report.warnings.isEmpty)
        do {
            _ = try load("a,b\n2024,1", "date from a\ndrop b, zzz")
            Issue.record("was read")
        } catch ReadError.mapping(let error) {
            #expect(error.text.hasPrefix("my.map:2:9: found no column `zzz` in ") && error.text.hasSuffix("a, b"))
        }
        #expect(try load(#"{"a":"2024"}"#, "read jsonl\ndate from a\ndrop zzz").report.rowCount == 1)
    }

    // MARK: What is read

    @Test func `each line gives a field its column or its value`() throws {
        let loaded = try load(
            "nr,when,who,whom,town,region,y,x,what,paper,link,sum,n,says\n"
                + "e1,2019-05-01,China,United States,Paris,Ile,48.9,2.4,They talked,Le Soir,http://a,\"$1,200.50\",3,Li\n",
            """
            read csv        # a comment
            id from nr
            kind is consult.visit
            date from when
            actor from who
            target from whom
            place from town, region
            country is France
            latitude from y
            longitude from x
            summary from what
            via from paper
            document from link
            attributed_to from says
            amount from sum in EUR
            times from n
            """)
        let event = loaded.event("e1")
        #expect(event["kind"] == .kind("consult.visit") && event["date"] == date("2019-05-01"))
        #expect(event["actor"] == .list([.actor("CHN")]) && event["target"] == .list([.actor("USA")]))
        #expect(event["place"] == .place("Paris, Ile, France"))
        #expect(loaded.data.catalog.places["Paris, Ile, France"]?.country == "FRA")
        #expect(loaded.data.catalog.places["Paris, Ile, France"]?.latitude == 48.9)
        #expect(event["summary"] == .text("They talked"))
        #expect(event["amount"] == .money(Money(NumberSpan(1200.5), "EUR")))
        #expect(event["times"] == .number(NumberSpan(3)))
        let report = try #require(loaded.rows("reports").first)
        #expect(report["via"] == .actor("Le Soir") && report["document"] == .text("http://a"))
        #expect(report["attributed_to"] == .actor("Li"))
        #expect(loaded.report.files.map(\.format) == [.mapped] && loaded.report.warnings.isEmpty)
    }

    @Test func `columns of the data's own have the types that the mapping gives them`() throws {
        let loaded = try load(
            "a;b;c;d;e;skipped\n 7 ;yes;05.01.2019;x|y| z;CN;1\n;;;;;\n",
            """
            column number from a as number
            column truth from b as bool
            column day from c as date d.m.y
            column words from d split |
            column land from e where CN is China, "" is none
            """)
        let rows = loaded.rows("events")
        #expect(rows[0]["id"] == .text("1") && rows[1]["id"] == .text("2"))
        #expect(rows[0]["number"] == .number(NumberSpan(7)) && rows[0]["truth"] == .truth(.yes))
        #expect(rows[0]["day"] == date("2019-01-05") && rows[0]["land"] == .text("China"))
        #expect(rows[0]["words"] == .list([.text("x"), .text("y"), .text("z")]))
        for name in ["number", "day", "land", "words", "date", "kind"] { #expect(rows[1][name] == .unknown, "\(name)") }
        #expect(rows[1]["truth"] == .truth(.maybe))
        let path = loaded.report.files[0].path
        #expect(loaded.report.warnings == [.columnsUnmapped(path: path, names: ["skipped"])])
    }

    @Test(
        "dates are read in the order that the mapping gives, and else as EDTF",
        arguments: [
            ("date from d as d/m/y", "3/4/2019", "2019-04-03"), ("date from d as m/d/y", "3/4/2019", "2019-03-04"),
            ("date from d as y.m.d", "2019.3.4 12:30", "2019-03-04"),
            ("date from d as yyyymmdd", "20190304", "2019-03-04"),
            ("date from d as \"d m y\"", "4 March 2019", "2019-03-04"), ("date from d", "2019-03", "2019-03"),
            ("date from d", "2019-03-04T10:00:00", "2019-03-04"), ("date from d", "2019", "2019"),
            ("date is 2019-03", "", "2019-03"),
        ])
    func dates(_ line: String, _ text: String, _ expected: String) throws {
        #expect(try load("d,e\n\(text),1", "\(line)\ndrop e").event("1")["date"] == date(expected))
    }

    @Test func `two columns are a start and an end, or the bounds of one day`() throws {
        let data = "a,b\n2019-03-01,2019-03-04\n2019-03-01,\n2019-03-02,2019-03-01\n"
        let lasted = try load(data, "date from a to b")
        #expect(lasted.event("1")["date"] == date("2019-03-01/2019-03-04"))
        #expect(lasted.event("2")["date"] == date("2019-03-01"))
        #expect(lasted.refusals.map(\.reason) == [.badOrder] && lasted.refusals.map(\.field) == ["b"])
        let between = try load(data, "date between a and b")
        #expect(between.event("1")["date"] == .date(EventDate(at: DateSpan(day(2019, 3, 1), day(2019, 3, 4)))))
    }

    @Test func `kinds are names, codes, types of PLOVER, declared ones, or what the mapping says`() throws {
        let loaded = try load(
            "k\nreject.meeting\n125\ncameo:125\nplover:REJECT\nmine\nSRBM\nsanction\nnonsense\n\n\"\"\n",
            """
            declare kind missile.test below posture as "Test a missile"
            kind from k where SRBM is missile.test, mine is fight
            """)
        #expect(
            loaded.rows("events").map { $0["kind"]?.name } == [
                "reject.meeting", "reject.meeting", "reject.meeting", "plover.reject", "fight", "missile.test",
                "reduce_relations.sanction", nil,
            ])
        #expect(loaded.refusals.map(\.reason) == [.unknownKind] && loaded.refusals.map(\.line) == [9])
        let kinds = loaded.data.catalog.kinds
        let test = try #require(kinds.position(named: "missile.test"))
        #expect(
            kinds.kinds[test].parent.map { kinds.kinds[$0].name } == "posture"
                && kinds.kinds[test].label == "Test a missile")
    }

    @Test func `words that stand for nothing are nothing, and actors between signs several`() throws {
        let loaded = try load(
            "a\tt\nCHN; USA\tN/A\n-\tTw\n", "missing N/A, -\nactor from a split ;\ntarget from t where Tw is TWN")
        #expect(loaded.event("1")["actor"] == .list([.actor("CHN"), .actor("USA")]))
        #expect(loaded.event("1")["target"] == .unknown && loaded.event("2")["actor"] == .unknown)
        #expect(loaded.event("2")["target"] == .list([.actor("TWN")]))
    }

    @Test func `JSON Lines are read by the names of their members`() throws {
        let loaded = try load(
            #"{"d":"2019-03-04","who":{"name":"China"},"with":["USA","Japan"],"n":1.5,"ok":true,"x":null}"# + "\n"
                + #"{"d":"2019-03-05"}"# + "\n[1]\n{\n",
            """
            read jsonl
            date from d
            actor from who.name
            target from with
            column n from n as number
            column ok from ok as bool
            column x from x
            """)
        let rows = loaded.rows("events")
        #expect(rows[0]["date"] == date("2019-03-04") && rows[0]["actor"] == .list([.actor("CHN")]))
        #expect(rows[0]["target"] == .list([.actor("USA"), .actor("JPN")]))
        #expect(rows[0]["n"] == .number(NumberSpan(1.5)) && rows[0]["ok"] == .truth(.yes) && rows[0]["x"] == .unknown)
        #expect(rows[1]["actor"] == .unknown)
        #expect(loaded.refusals.map(\.reason) == [.notARecord, .notJSON] && loaded.refusals.map(\.line) == [3, 4])
    }

    @Test(
        "cells that are not of the type of their column refuse the row",
        arguments: [
            ("column c from a as number", "1,20", RefusalReason.badNumber),
            ("column c from a as bool", "perhaps", .wrongSort),
            ("column c from a as date", "31/12/2019", .badDate), ("latitude from a", "91", .badNumber),
            ("date from a as d/m/y", "12/31/2019", .badDate), ("amount from a in USD", "1,2345", .badNumber),
        ])
    func refused(_ line: String, _ value: String, _ reason: RefusalReason) throws {
        let loaded = try load("a,b\n\"\(value)\",1\n,2", "\(line)\ndrop b")
        #expect(loaded.refusals.map(\.reason) == [reason] && loaded.refusals.map(\.field) == ["a"])
        #expect(loaded.report.rowCount == 1)
    }

    @Test(
        "numbers may have groups of thousands and a sign of a currency",
        arguments: [
            ("1,234", 1234), ("$1,234,567.5", 1_234_567.5), ("-3", -3), ("$ 12", 12), ("1e3", 1000), ("-1,000", -1000),
        ] as [(String, Double)])
    func numbers(_ text: String, _ expected: Double) {
        let bytes = Array(text.utf8)
        #expect(MappedValues.number(bytes.span, 0..<bytes.count) == expected)
    }

    @Test(
        "what is nearly a number is none",
        arguments: ["1,23", "1,2345", ",123", "1,234,5", "12,34,567", "1.2.3", "$", "-", "1,234.5,6"])
    func noNumbers(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(MappedValues.number(bytes.span, 0..<bytes.count) == nil)
    }

    // MARK: Errors

    @Test(
        "an error names its line and column",
        arguments: [
            ("id from", 1, 8, "found the end of the line, expected the name of a column"),
            ("\n  whot is x", 2, 3, "found `whot`, expected read, separator, quotes"),
            ("id from a b", 1, 11, "found `b`, expected the end of the line"),
            ("date from a as x/y/z", 1, 16, "found `x/y/z`, expected an order of day, month and year"),
            ("date from a as d/d/y", 1, 16, "found `d/d/y`"),
            ("date at a", 1, 6, "found `at`, expected is, from or between"),
            ("read xml", 1, 6, "found `xml`, expected csv, tsv or jsonl"),
            ("column c from a as colour", 1, 20, "found `colour`, expected text, number, bool, date, list"),
            ("column 1c from a", 1, 8, "found `1c`, expected a name of letters"),
            ("column kind from a", 1, 8, "found the column `kind`, which is there already"),
            ("id from a\nid from b", 2, 1, "found `id` a second time"),
            ("kind from \"a", 1, 11, "found a quote that is never closed"),
            ("separator ab", 1, 11, "found `ab`, expected one sign"),
            ("actor from a where x", 1, 21, "found the end of the line, expected `is`"),
            ("amount from a", 1, 14, "found the end of the line, expected `in` and a currency"),
            ("amount from a in dollars", 1, 18, "found `dollars`, expected a currency such as USD"),
            ("declare kind reject", 1, 14, "found the kind `reject`, which CAMEO has already"),
            ("declare kind x below nowhere", 1, 22, "found `nowhere`, expected a kind of CAMEO"),
            ("place from a, b, c, d", 1, 21, "found more columns than the field can have"),
            ("id from a, b", 1, 12, "found more columns than the field can have"),
        ])
    func errors(_ text: String, _ line: Int, _ column: Int, _ detail: String) {
        do throws(MappingError) {
            _ = try Mapping(Array(text.utf8), path: "my.map")
            Issue.record("was read")
        } catch {
            #expect(error.line == line && error.column == column, "\(error)")
            #expect(error.text.hasPrefix("my.map:\(line):\(column): \(detail)"), "\(error.text)")
        }
    }

    @Test(
        "a mapping that does not fit the file is an error at the place that does not",
        arguments: [
            ("id from b", 1, 9, "found no column `b`"),
            ("\nkind is nonsense", 2, 9, "found `nonsense`, expected a kind"),
            ("kind from a where x is nonsense", 1, 24, "found `nonsense`, expected a kind"),
            ("date is soon", 1, 9, "found `soon`, expected a date"),
            ("id is 5", 1, 7, "found a value, expected id from a column"),
            ("column n from a as number where x is y", 1, 38, "found `where` on a column of type number"),
        ])
    func misfits(_ text: String, _ line: Int, _ column: Int, _ detail: String) {
        do {
            _ = try load("a\n1", text)
            Issue.record("was read")
        } catch ReadError.mapping(let error) {
            #expect(error.line == line && error.column == column && error.detail.hasPrefix(detail), "\(error)")
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test("no bytes make the reading of a mapping fail in another way", arguments: 0..<200)
    func anyBytes(_ seed: Int) {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        let words = [
            "id", "date", "from", "is", "where", "column", "as", "\"", ",", "#", "\n", "to", "split", "in", "é", "\0",
            "declare", "kind",
        ]
        var text = ""
        for _ in 0..<30 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += words[Int(state >> 33) % words.count] + (state >> 60 & 1 == 0 ? " " : "")
        }
        _ = try? Mapping(Array(text.utf8), path: "x")
        _ = try? load("id,date\n1,2\n", text)
    }

    @Test func `a table in another encoding is an error that names it`() throws {
        let wide = Array("a,b\n1,2\n".utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let options = ReadOptions(mapping: try mapping("id from a"))
        try withFile([0xFF, 0xFE] + wide) { (path: String) throws -> Void in
            do throws(ReadError) {
                _ = try Readers.open([path], options: options)
                Issue.record("was read")
            } catch {
                #expect(error.text.contains("the encoding UTF-16"))
            }
        }
    }

    // MARK: Guesses

    @Test func `a guess names what it can tell and leaves open what it cannot`() throws {
        let data = """
            event_id,Start Date,end_date,reported,Actor1,actor2,city,lat,lon,notes,url,source,deaths,armed,type,empty
            1,2019-01-05,2019-01-06,2019-01-07,A,B,Paris,1.5,2.5,x,http://a,AFP,3,yes,clash,
            2,2019-02-05,2019-02-06,2019-02-07,A,C,Rome,1.5,2.5,y,http://b,AFP,"1,000",no,talk,
            """
        let guess = try withFile(Array(data.utf8)) { (path: String) throws -> String in try guessMapping(path) }
        for line in [
            "read csv", "id from event_id", "date from \"Start Date\" to end_date", "published from reported",
            "actor from Actor1", "target from actor2", "place from city", "latitude from lat", "longitude from lon",
            "summary from notes", "document from url", "via from source", "column deaths from deaths as number",
            "column armed from armed as bool", "# kind from type where clash is KIND, talk is KIND",
        ] { #expect(guess.split(separator: "\n").contains(Substring(line)), "\(line)\n\(guess)") }
        let loaded = try load(data, guess)
        #expect(loaded.report.rowCount == 2 && loaded.refusals.isEmpty)
        #expect(loaded.event("2")["deaths"] == .number(NumberSpan(1000)))
        #expect(loaded.event("1")["known"] == date("2019-01-07"))
    }

    @Test func `a guess says where the values do not tell the order of a date`() throws {
        func guess(_ data: String) throws -> String {
            try withFile(Array(data.utf8)) { (path: String) throws -> String in try guessMapping(path) }
        }
        #expect(
            try guess("date,a\n1/2/2019,x").contains("date from date as d/m/y    # or m/d/y: the values do not tell\n"))
        #expect(try guess("date,a\n1/22/2019,x").contains("date from date as m/d/y\n"))
        #expect(try guess("Year,a\n2019,x").contains("date from Year\n"))
        #expect(try guess("{\"when\":\"2019-01-01\",\"n\":1}\n").contains("read jsonl\n"))
        #expect(try guess("a|b\n1|2").contains("separator \"|\"\n"))
        #expect(try guess("").contains("read csv\n"))
        // Columns whose names differ only in signs get names that differ.
        let alike = try guess("a-b,a.b,a b,kind of\n1,2,3,4")
        for name in ["a_b from a-b", "a_b_2 from a.b", "a_b_3 from \"a b\""] {
            #expect(alike.contains("column \(name)"))
        }
    }

    @Test(
        "every guess over the real tables reads all of their rows", .enabled(if: SharedData.has("other")),
        arguments: [
            ("cip_arms_sales_by_year", 21), ("dprk_missile_tests", 140), ("merged_comprehensive_data_M", 2768),
            ("military_exercises", 187), ("tw655reports", 212),
        ])
    func realTables(_ name: String, _ count: Int) throws {
        let path = SharedData.path("other/\(name).csv")
        let text = try guessMapping(path)
        let loaded = try Readers.open([path], options: ReadOptions(mapping: mapping(text)))
        #expect(loaded.report.rowCount == count && loaded.report.refusedCount == 0, "\(loaded.refusals) \(text)")
    }
}
