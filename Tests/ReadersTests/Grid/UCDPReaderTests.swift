import Columnar
import EventModel
import Testing

@testable import Readers

@Suite struct UCDPReaderTests {
    private let maker = TableMaker.ucdp

    @Test func `a row becomes an event, a report and a document`() throws {
        let loaded = try maker.load([[:]])
        #expect(loaded.report.files.map(\.format) == [.ucdp])
        #expect(loaded.report.warnings.isEmpty && loaded.refusals.isEmpty)
        let event = loaded.event("7")
        #expect(event["kind"] == .kind("fight.state_based"))
        #expect(event["date"] == date("2016-01-04"))
        #expect(event["known"] == date("2016-01-05"))
        #expect(event["actor"] == .list([.actor("Government of Syria")]))
        #expect(event["target"] == .list([.actor("IS")]))
        #expect(event["place"] == .place("Marea town, Azaz district, Aleppo Governorate, Syria"))
        #expect(event["fatalities"] == .number(NumberSpan(3, 6)))
        #expect(event["fatalities_best"] == .number(NumberSpan(4)))
        #expect(event["deaths_b"] == .number(NumberSpan(2)))
        #expect(event["conflict"] == .text("Syria: Government") && event["conflict_id"] == .text("299"))
        #expect(event["actor_gw"] == .text("652") && event["target_gw"] == .unknown)
        #expect(event["active_year"] == .truth(.yes))
        let report = try #require(loaded.rows("reports").first)
        #expect(report["event"] == .event("7") && report["via"] == .actor("SOHR"))
        #expect(report["attributed_to"] == .actor("police") && report["stance"] == .text("affirms"))
        #expect(report["document"] == .text("SOHR,2016-01-05,Shells hit a town"))
        let document = try #require(loaded.rows("documents").first)
        #expect(document["published"] == date("2016-01-05") && document["about"] == .text("Shells hit a town"))
    }

    @Test(
        "the type of violence is the kind",
        arguments: [("1", "fight.state_based"), ("2", "fight.non_state"), ("3.0", "mass_violence.one_sided")])
    func kinds(_ type: String, _ kind: String) throws {
        let loaded = try maker.load([["type_of_violence": type]])
        #expect(loaded.event("7")["kind"] == .kind(kind))
        let catalog = loaded.data.catalog.kinds
        let root = try #require(catalog.position(named: kind.hasPrefix("fight") ? "fight" : "mass_violence"))
        #expect(catalog.position(named: kind).map { catalog.subtree(root).contains($0) } == true)
    }

    @Test(
        "a value that UCDP does not have refuses its row",
        arguments: [
            ("date_prec", "0", "a whole number from 1 to 5"), ("date_prec", "6", "a whole number from 1 to 5"),
            ("date_prec", "1.5", "a whole number from 1 to 5"), ("where_prec", "8", "a whole number from 1 to 7"),
            ("event_clarity", "3", "a whole number from 1 to 2"), ("deaths_a", "-1", "a number from 0"),
            ("deaths_civilians", "-3", "a number from 0"), ("low", "-1", "a number from 0"),
            ("high", "-1", "a number from 0"), ("best", "-0.5", "a number from 0"),
            ("date_start", "0000-01-04", "a day of the calendar as yyyy-mm-dd"),
        ])
    func ranges(_ column: String, _ value: String, _ expected: String) throws {
        let loaded = try maker.load([[column: value], ["id": "8"]])
        #expect(loaded.rows("events").map { $0["id"] } == [.text("8")])
        let refusal = try #require(loaded.refusals.first)
        #expect(refusal.field == column && refusal.detail == "found `\(value)`, expected \(expected)")
    }

    @Test func `values at the ends of their ranges, and sources that nobody counted, are read`() throws {
        let loaded = try maker.load([
            ["date_prec": "1.0", "where_prec": "7", "event_clarity": "2", "deaths_a": "0", "low": "0"],
            ["id": "8", "date_prec": "5", "where_prec": "1", "event_clarity": "1.0", "number_of_sources": "-1"],
        ])
        #expect(loaded.report.rowCount == 2 && loaded.refusals.isEmpty)
        #expect(loaded.event("8")["sources"] == .number(NumberSpan(-1)))
    }

    @Test func `an event is on one of the days from its start to its end`() throws {
        let loaded = try maker.load([
            ["date_start": "2016-01-01", "date_end": "2016-01-31", "date_prec": "4"],
            ["id": "8", "date_start": "2016-02-01 00:00:00.000", "date_end": "2016-02-01 00:00:00.000"],
        ])
        #expect(loaded.event("7")["date"] == .date(EventDate(at: DateSpan(day(2016, 1, 1), day(2016, 1, 31)))))
        #expect(loaded.event("8")["date"] == date("2016-02-01"))
        #expect(loaded.data.tables["events"]?.segments.map(\.rowCount) == [1, 1])
    }

    @Test func `governments are of their countries, and sides that fight together are a list`() throws {
        let loaded = try maker.load([
            ["side_a": "Government of Russia (Soviet Union)", "side_b": "HTS, Southern Front"],
            ["id": "8", "side_a": "Government of Myanmar (Burma)", "side_b": "Civilians"],
        ])
        let actors = loaded.data.catalog.actors
        #expect(actors.actor("Government of Russia (Soviet Union)")?.country == "RUS")
        #expect(actors.actor("Government of Myanmar (Burma)")?.country == "MMR")
        #expect(actors.actor("Government of Myanmar (Burma)")?.roles == ["GOV"])
        #expect(actors.actor("Civilians")?.country == nil)
        #expect(loaded.event("7")["target"] == .list([.actor("HTS"), .actor("Southern Front")]))
    }

    @Test func `each article is a report, and what a day long before stands for is left open`() throws {
        let loaded = try maker.load([
            [
                "source_article":
                    "\"SOHR,2016-01-06,One; two, three\";\"HRW, Inc.,2016-01-05,Four\";\"X,1753-01-01,Five\";\"no day\""
            ],
            ["id": "8", "source_article": "\"SOHR,2015-01-05,Long before\""],
            ["id": "9", "source_article": "", "source_office": "A;B", "source_date": "2016-01-09;2016-01-08"],
            ["id": "10", "source_article": "", "source_office": "", "source_original": ""],
        ])
        let reports = loaded.rows("reports").filter { $0["event"] == .event("7") }
        #expect(
            Set(reports.compactMap { $0["via"]?.name }) == ["SOHR", "HRW, Inc.", "X"]
                && reports.count == 4)
        let documents = loaded.rows("documents")
        #expect(documents.contains { $0["about"] == .text("One; two, three") && $0["published"] == date("2016-01-06") })
        #expect(documents.contains { $0["about"] == .text("Five") && $0["published"] == .unknown })
        #expect(documents.contains { $0["id"] == .text("no day") })
        #expect(loaded.event("7")["known"] == date("2016-01-05"))
        #expect(loaded.event("8")["known"] == .unknown)
        #expect(loaded.event("9")["known"] == date("2016-01-08"))
        #expect(loaded.rows("reports").count { $0["event"] == .event("10") } == 0)
        #expect(loaded.report.warnings == [.sourcesBeforeEvents(rows: 1)])
    }

    @Test func `a best estimate outside its bounds widens them and is told`() throws {
        let loaded = try maker.load([
            ["low": "5", "best": "2", "high": "6"], ["id": "8", "low": "", "high": "", "best": "2"],
            ["id": "9", "low": "", "high": "", "best": ""],
        ])
        #expect(loaded.event("7")["fatalities"] == .number(NumberSpan(2, 6)))
        #expect(loaded.event("8")["fatalities"] == .number(NumberSpan(2)))
        #expect(loaded.event("9")["fatalities"] == .unknown)
        #expect(loaded.report.warnings == [.bestOutsideBounds(rows: 1)])
    }

    @Test func `columns go by their names, whatever version has them`() throws {
        let old = [
            "id", "type_of_violence", "side_b", "side_a", "date_end", "date_start", "date_prec", "best", "conflict_id",
            "Shoe size",
        ]
        let loaded = try maker.load([["conflict_id": "5"]], names: old)
        #expect(loaded.event("7")["actor"] == .list([.actor("Government of Syria")]))
        #expect(loaded.event("7")["conflict_id"] == .text("5"))
        #expect(loaded.event("7")["place"] == .unknown)
        let path = loaded.report.files[0].path
        #expect(loaded.report.warnings == [.columnsLeftOut(path: path, names: ["Shoe size"])])
    }

    @Test func `a candidate release without a header is read by the order of its columns`() throws {
        let loaded = try load(maker.file([[:], ["id": "8"]], hasHeader: false))
        #expect(loaded.report.files.map(\.format) == [.ucdp] && loaded.report.rowCount == 2)
        #expect(
            try loaded.data.rows("events").map { $0["kind"] }
                == maker.load([[:], [:]]).rows("events").map { $0["kind"] })
    }

    @Test func `codes that became numbers are read as codes, and told`() throws {
        let loaded = try maker.load([["id": "7.0", "side_a_new_id": "118.0", "conflict_new_id": "299.0"]])
        #expect(loaded.event("7")["actor_id"] == .text("118") && loaded.event("7")["conflict_id"] == .text("299"))
        let path = loaded.report.files[0].path
        #expect(loaded.report.warnings == [.spreadsheetDamage(path: path, damages: [.fractions(rows: 1)])])
        let saved = try load(
            TableMaker(names: maker.names, values: maker.values, separator: ";").file([[:]]))
        #expect(saved.event("7")["actor"] == .list([.actor("Government of Syria")]))
        #expect(saved.report.warnings == [.spreadsheetDamage(path: saved.report.files[0].path, damages: [.semicolons])])
    }

    @Test(
        "a row that cannot be read is refused with its reason and its place",
        arguments: [
            ("id", "", RefusalReason.badID), ("type_of_violence", "4", .unknownKind),
            ("type_of_violence", "x", .unknownKind), ("date_start", "2016-02-30", .badDate),
            ("date_start", "1/4/2016", .badDate), ("date_start", "", .badDate), ("date_end", "2016-01-03", .badOrder),
            ("best", "many", .badNumber), ("latitude", "91", .badNumber), ("longitude", "-181", .badNumber),
        ])
    func refused(_ column: String, _ value: String, _ reason: RefusalReason) throws {
        let loaded = try maker.load([["id": "6"], [column: value], ["id": "8"]])
        #expect(loaded.refusals.map(\.reason) == [reason])
        #expect(loaded.refusals.map(\.line) == [3] && loaded.refusals.map(\.field) == [column])
        #expect(loaded.rows("events").compactMap { $0["id"]?.name } == ["6", "8"])
        // Nothing of the refused row is left.
        #expect(loaded.rows("reports").count == 2)
        #expect(throws: ReadError.self) { try maker.load([[column: value]], options: ReadOptions(strict: true)) }
    }

    @Test func `days that a spreadsheet turned are said to be so`() throws {
        let loaded = try maker.load([["date_start": "1/4/2016"]])
        #expect(loaded.refusals.first?.detail.contains("which is how spreadsheets rewrite days") == true)
    }

    @Test func `a file that is forced to be UCDP's and lacks its columns is an error`() {
        #expect(throws: ReadError.self) { try load("a,b\n1,2", options: ReadOptions(format: .ucdp)) }
    }
}

/// A cut of UCDP GED 19.1 (Sundberg and Melander 2013), the events of Syria from 2016 on. The numbers are those of
/// Python's `csv` and `collections.Counter`.
@Suite(.enabled(if: SharedData.has("ucdp")))
struct UCDPFileTests {
    private static let loaded = Result { try Readers.open([SharedData.path("ucdp/ged191_syria_2016_2018.csv")]) }

    @Test func `all rows are read and counted as by other means`() throws {
        let loaded = try Self.loaded.get()
        #expect(loaded.report.rowCount == 3631 && loaded.report.refusedCount == 0)
        let summary = info(loaded, limit: 3)
        #expect(summary.kinds.map(\.count) == [2530, 1008, 93])
        #expect(summary.wideDateCount == 219)
        #expect(loaded.data.tables["reports"]?.rowCount == 4603)
        #expect(loaded.report.warnings.contains(.bestOutsideBounds(rows: 15)))
        let rows = loaded.rows("events")
        func count(_ field: String, _ number: Double) -> Int { rows.count { $0[field] == .number(NumberSpan(number)) } }
        #expect([1, 2, 3, 4, 5].map { count("date_precision", $0) } == [3412, 162, 5, 46, 6])
        #expect([1, 2].map { count("clarity", $0) } == [3503, 128])
        #expect(rows.count { $0["actor"] == .list([.actor("Government of Syria")]) } == 2486)
        #expect(loaded.rows("reports").count { $0["attributed_to"] == .unknown } > 100)
    }
}
