import Columnar
import EventModel
import Testing

@testable import Readers

/// Makes rows of ICEWS's coded events by the names of their columns.
struct ICEWSRowMaker {
    static let names = ICEWSColumn.allCases.map(\.title)
    static let header = names.joined(separator: "\t")

    var values = [
        "Event ID": "100", "Event Date": "2018-06-01", "Source Name": "Citizen (India)",
        "Source Sectors": "Social,General",
        "Source Country": "India", "Event Text": "Consult", "CAMEO Code": "040", "Intensity": "1",
        "Target Name": "United States", "Target Sectors": "NA", "Target Country": "United States", "Story ID": "7",
        "Sentence Number": "2", "Publisher": "The Daily", "City": "Delhi", "District": "NA", "Province": "Delhi State",
        "Country": "India", "Latitude": "28.6", "Longitude": "77.2",
    ]

    func row(_ changes: [String: String] = [:], names: [String] = Self.names) -> String {
        names.map { changes[$0] ?? values[$0] ?? "" }.joined(separator: "\t")
    }

    /// A file of a header and rows.
    static func file(_ rows: [[String: String]], names: [String] = Self.names) -> String {
        ([names.joined(separator: "\t")] + rows.map { ICEWSRowMaker().row($0, names: names) }).joined(separator: "\n")
    }

    static func load(_ rows: [[String: String]], names: [String] = Self.names) throws -> Loaded {
        try ReadersTests.load(file(rows, names: names))
    }

}

@Suite struct ICEWSReaderTests {
    // MARK: What a file is

    @Test(
        "a file is known for ICEWS by its header or by its triples",
        arguments: [
            ICEWSRowMaker.file([[:]]), "\u{FEFF}" + ICEWSRowMaker.file([[:]]),
            ICEWSRowMaker.names.reversed().joined(separator: "\t"),
            ICEWSRowMaker.names.map { "\"\($0)\"" }.joined(separator: "\t"),
            ICEWSRowMaker.names.filter { $0 != "CAMEO Code" }.joined(separator: "\t"),
            "China\tMake statement\tTaiwan\t2018-09-01", "2018-09-01\tChina\tMake statement\tTaiwan",
            "date\tsource\tevent\ttarget\n2018-09-01\tChina\tMake statement\tTaiwan",
            "damaged\tline\nChina\tmake STATEMENT\tTaiwan\t2018-09-01",
        ])
    func recognised(_ text: String) throws {
        #expect(try load(text).report.files.map(\.format) == [.icews])
    }

    @Test(
        "a table of four columns is not ICEWS for having four columns",
        arguments: [
            "China\tGo for a walk\tTaiwan\t2018-09-01", "China\tMake statement\tTaiwan\t01.09.2018",
            "date\tsource\tevent\ttarget", "China\tMake statement\tTaiwan\t2018-09-01\tmore",
        ])
    func notRecognised(_ text: String) throws {
        #expect(throws: ReadError.self) { try load(text) }
    }

    // MARK: A row

    @Test func `a row becomes an event, a report and a document`() throws {
        let loaded = try ICEWSRowMaker.load([[:]])
        let event = loaded.event("100")
        #expect(event["kind"] == .kind("consult.general"))
        #expect(event["date"] == date("2018-06-01"))
        #expect(event["actor"] == .actor("Citizen (India)"))
        #expect(event["target"] == .actor("USA"))
        #expect(event["place"] == .place("Delhi, Delhi State, India"))
        #expect(event["intensity"] == .number(NumberSpan(1)))
        #expect(event["actor_sectors"] == .list([.text("General"), .text("Social")]))
        #expect(event["target_sectors"] == .unknown)
        #expect(event["story"] == .text("7"))
        #expect(event["sentence"] == .number(NumberSpan(2)))
        #expect(event["publisher"] == .text("The Daily"))
        #expect(event["known"] == .unknown)
        let reports = loaded.rows("reports")
        #expect(reports.count == 1)
        #expect(reports[0]["event"] == .event("100"))
        #expect(reports[0]["document"] == .text("7"))
        #expect(reports[0]["via"] == .actor("The Daily"))
        #expect(reports[0]["stance"] == .text("affirms"))
        #expect(loaded.rows("documents").map { $0["id"] } == [.text("7")])
        #expect(loaded.data.catalog.actors.actor("The Daily")?.type == "outlet")
        #expect(loaded.report.warnings.isEmpty)
        #expect(loaded.report.rowCount == 1 && loaded.report.refusedCount == 0)
    }

    @Test func `columns are found by their names in any order`() throws {
        let names = Array(ICEWSRowMaker.names.reversed()) + ["Remark"]
        let turned = try ICEWSRowMaker.load([[:]], names: names)
        let straight = try ICEWSRowMaker.load([[:]])
        #expect(turned.data.content == straight.data.content)
    }

    @Test(arguments: ["NA", "NULL", "", " ", "\"\""])
    func `what is missing is unknown`(_ missing: String) throws {
        var changes: [String: String] = [:]
        for name in ICEWSRowMaker.names where !["Event ID", "Event Text", "CAMEO Code"].contains(name) {
            changes[name] = missing
        }
        let loaded = try ICEWSRowMaker.load([changes])
        let event = loaded.event("100")
        for field in ["date", "actor", "target", "place", "intensity", "actor_sectors", "story", "publisher"] {
            #expect(event[field] == .unknown, "\(field)")
        }
        #expect(loaded.rows("reports").isEmpty && loaded.rows("documents").isEmpty)
        #expect(loaded.data.catalog.actors.actors.isEmpty && loaded.data.catalog.places.isEmpty)
    }

    @Test func `rows that repeat an id all stay`() throws {
        let loaded = try ICEWSRowMaker.load([[:], ["Event Date": "2018-06-02"], ["Event ID": "101"]])
        #expect(loaded.rows("events").map { $0["id"] } == [.text("100"), .text("100"), .text("101")])
        #expect(loaded.report.warnings == [.repeatedIDs(rows: 1)])
    }

    @Test func `several files make one data set`() throws {
        let text = ICEWSRowMaker.file([[:]])
        try withFile(Array(text.utf8), named: "a.tab") { first in
            try withFile(Array("China\tConsult\tTaiwan\t2018-09-01".utf8), named: "b.tsv") { second in
                let loaded = try Readers.open([first, second])
                #expect(loaded.rows("events").map { $0["actor"] } == [.actor("Citizen (India)"), .actor("CHN")])
            }
        }
    }

    // MARK: Kinds

    @Test func `intensity and goldstein values of kinds are those of ICEWS`() throws {
        let loaded = try ICEWSRowMaker.load([
            ["CAMEO Code": "016", "Event Text": "Deny responsibility", "Intensity": "-5"],
            ["Event ID": "2", "CAMEO Code": "164", "Event Text": "Halt negotiations", "Intensity": "-7"],
        ])
        let kinds = loaded.data.catalog.kinds
        #expect(kinds.position(code: "016").map { kinds.kinds[$0].goldstein } == -5)
        // 164 has -6.5 there, so the second row differs from its kind; its own value stays.
        #expect(loaded.report.warnings == [.goldsteinDiffers(rows: 1)])
        #expect(loaded.event("2")["intensity"] == .number(NumberSpan(-7)))
    }

    @Test(
        "a code that has lost its zero is restored where the text or the list of codes tells",
        arguments: [
            // 10 and 43 are read by what stands beside them: 10 is a code itself.
            ("10", "Make statement"), ("40", "Consult"), ("43", "Host a visit"), ("43", "Gibberish"),
            ("311", "Express intent to cooperate economically"),
        ])
    func restoredZeros(_ code: String, _ text: String) throws {
        let loaded = try ICEWSRowMaker.load([["CAMEO Code": code, "Event Text": text, "Intensity": "NA"]])
        let found = loaded.event("100")["kind"]?.name ?? ""
        #expect(CAMEO.entry(name: found)?.code == "0" + code)
        guard case .spreadsheetDamage(_, let damages) = loaded.report.warnings.first else {
            Issue.record("no damage told")
            return
        }
        #expect(damages == [.lostZeros(rows: 1)])
    }

    @Test func `a code that may be whole or not is not guessed at`() throws {
        let loaded = try ICEWSRowMaker.load([
            ["CAMEO Code": "10", "Event Text": "Demand", "Intensity": "NA"],
            ["Event ID": "2", "CAMEO Code": "10", "Event Text": "Gibberish"],
            ["Event ID": "3", "CAMEO Code": "999", "Event Text": "Consult"],
        ])
        #expect(loaded.rows("events").map { $0["kind"] } == [.kind("demand")])
        #expect(loaded.refusals.map(\.reason) == [.ambiguousKind, .unknownKind])
        #expect(loaded.refusals.map(\.line) == [3, 4])
        #expect(loaded.refusals.map(\.field) == ["CAMEO Code", "CAMEO Code"])
        #expect(loaded.report.warnings.isEmpty)
    }

    @Test func `a text of another kind than the code is told, and the code counts`() throws {
        let loaded = try ICEWSRowMaker.load([["CAMEO Code": "042", "Event Text": "Consult", "Intensity": "NA"]])
        #expect(loaded.event("100")["kind"] == .kind("consult.visit"))
        #expect(loaded.report.warnings == [.eventTextsDiffer(rows: 1)])
    }

    @Test func `every text of ICEWS names one code, and a text in other case the same`() throws {
        let codes = ["010": "Make statement", "125": "Reject proposal to meet, discuss, or negotiate", "19": "Fight"]
        for (code, text) in codes {
            #expect(CAMEO.entry(icewsText: text)?.code == code)
            #expect(CAMEO.entry(icewsText: text.uppercased())?.code == code)
        }
        #expect(CAMEO.entry(icewsText: "") == nil)
        // The general code, not the root, has the text that both share.
        #expect(CAMEO.entry(icewsText: "Consult")?.code == "040")
    }

    // MARK: The file of 2017

    @Test func `the file of 2017 is read by its texts, days and quotes`() throws {
        let names = ICEWSRowMaker.names.filter { $0 != "CAMEO Code" }
        let loaded = try ICEWSRowMaker.load(
            [
                [
                    "Event Text": #""" "Fight" """#, "Event Date": "6/1/2017", "Source Name": #""Police (India)""#,
                    "Intensity": #""-10""#,
                ],
                ["Event ID": "101", "Event Date": "12/31/2017", "Event Text": #"\"Consult\""#],
                ["Event ID": "102", "Event Date": "13/1/2017"],
                ["Event ID": "103", "Event Text": "Go for a walk"],
            ], names: names)
        #expect(loaded.event("100")["kind"].flatMap(\.name) == "fight")
        #expect(loaded.event("100")["date"] == date("2017-06-01"))
        #expect(loaded.event("100")["actor"] == .actor("Police (India)"))
        #expect(loaded.event("101")["kind"] == .kind("consult.general"))
        #expect(loaded.event("101")["date"] == date("2017-12-31"))
        #expect(loaded.refusals.map(\.reason) == [.badDate, .unknownKind])
        #expect(loaded.refusals.map(\.field) == ["Event Date", "Event Text"])
        #expect(loaded.report.warnings.contains(.kindsByText(rows: 2)))
    }

    @Test func `quotes inside a name stay, once`() throws {
        let loaded = try ICEWSRowMaker.load([
            ["Source Name": #"The \"Company\" (India)"#],
            ["Event ID": "2", "Source Name": #""The ""Company"" (India)""#],
            ["Event ID": "3", "Source Name": #""Abu" and "Bakr""#],
            ["Event ID": "4", "Source Name": #"Awami (People's) League"#],
        ])
        #expect(
            loaded.rows("events").map { $0["actor"]?.name } == [
                #"The "Company" (India)"#, #"The "Company" (India)"#, #""Abu" and "Bakr""#, "Awami (People's) League",
            ])
    }
}
