import Columnar
import EventModel
import Testing

@testable import Readers

@Suite("Mentions of GDELT")
struct GDELTMentionsTests {
    /// A row of 16 columns; `at` is the time of the mention.
    private func mention(
        _ event: String, at time: String, by source: String, _ url: String, confidence: String = "100",
        separator: String = "\t"
    ) -> String {
        [
            event, "20190121220000", time, "1", source, url, "4", "-1", "996", "988", "1", confidence, "2579", "0.8",
            "srclc:ara;eng:GT-ARA 1.0", "",
        ].joined(separator: separator)
    }

    private func event(_ id: String, _ changes: [String: String] = [:]) -> String {
        GDELTRowMaker(changes.merging(["GLOBALEVENTID": id]) { _, new in new }).row()
    }

    /// Reads events and mentions as two files of one call, in either order.
    private func open(_ events: [String], _ mentions: [String], mentionsFirst: Bool = false) throws -> Loaded {
        try withFile(Array(events.joined(separator: "\n").utf8), named: "a.export.CSV") {
            (one: String) throws -> Loaded in
            try withFile(Array(mentions.joined(separator: "\n").utf8), named: "a.mentions.CSV") {
                (two: String) throws -> Loaded in try Readers.open(mentionsFirst ? [two, one] : [one, two])
            }
        }
    }

    @Test("A mention is a report of the event with its id", arguments: [false, true])
    func join(_ mentionsFirst: Bool) throws {
        let loaded = try open(
            [event("1"), event("2", ["SQLDATE": "20180121", "SOURCEURL": "http://x.org/b"])],
            [
                mention("2", at: "20200301120000", by: "late.org", "http://late.org/1", confidence: "20"),
                mention("1", at: "20190121220000", by: "x.org", "http://x.org/a"),
                mention("1", at: "20190123220000", by: "y.org", "http://y.org/1", confidence: ""),
            ], mentionsFirst: mentionsFirst)
        #expect(loaded.report.warnings.isEmpty && loaded.refusals.isEmpty && loaded.report.rowCount == 5)
        let reports = loaded.rows("reports").map { row in
            ["event", "document", "via", "stance", "confidence"].map { row[$0] ?? .unknown }
        }
        // The first article of event 1 is a mention; that of event 2 is given by none and stays a report.
        #expect(
            reports == [
                [.event("1"), .text("http://x.org/a"), .actor("x.org"), .text("affirms"), .number(NumberSpan(100))],
                [.event("1"), .text("http://y.org/1"), .actor("y.org"), .text("affirms"), .unknown],
                [.event("2"), .text("http://x.org/b"), .unknown, .text("affirms"), .unknown],
                [
                    .event("2"), .text("http://late.org/1"), .actor("late.org"), .text("affirms"),
                    .number(NumberSpan(20)),
                ],
            ])
        let published = Dictionary(
            loaded.rows("documents").map { ($0["id"]?.name ?? "", $0["published"]) },
            uniquingKeysWith: { one, _ in one })
        #expect(
            published["http://late.org/1"] == date("2020-03-01") && published["http://x.org/a"] == date("2019-01-21"))
        #expect(loaded.rows("events").map { $0["known"] } == [date("2019-01-21"), date("2019-01-21")])
        #expect(loaded.data.catalog.actors.actor("y.org")?.type == "outlet")
        #expect(loaded.data.catalog.table("reports")?.fields.last?.name == "confidence")
    }

    @Test("An event is known from its earliest mention, a document from the first day on which it came up")
    func earliest() throws {
        let loaded = try open(
            [event("1")],
            [
                mention("1", at: "20190119000000", by: "x.org", "http://x.org/a"),
                mention("1", at: "20190125000000", by: "x.org", "http://x.org/a"),
            ])
        #expect(loaded.rows("events")[0]["known"] == date("2019-01-19"))
        #expect(loaded.rows("documents").map { $0["published"] } == [date("2019-01-19")])
        #expect(loaded.rows("reports").count == 2)
    }

    @Test("Mentions of other events are counted and left out")
    func strays() throws {
        let loaded = try open(
            [event("1")],
            [
                mention("7", at: "20190121220000", by: "x.org", "http://x.org/a"),
                mention("8", at: "20190121220000", by: "x.org", "http://x.org/c"),
            ])
        #expect(loaded.report.warnings == [.strayMentions(rows: 2)])
        #expect(loaded.rows("reports").count == 1 && loaded.rows("reports")[0]["via"] == .unknown)
    }

    @Test("A file of mentions may have a header and commas, with commas in quotes")
    func commas() throws {
        let header = GDELTMentions.names.map { $0.lowercased() }.joined(separator: ",")
        let rows = [
            header, mention("1", at: "20190121220000", by: "x.org", "\"http://x.org/a,b,c\"", separator: ","),
            mention("1", at: "20190121220000", by: "x.org", "\"http://x.org/a", separator: ","),
        ]
        let loaded = try open([event("1")], rows)
        #expect(
            loaded.rows("reports").map { $0["document"] } == [.text("http://x.org/a"), .text("http://x.org/a,b,c")])
        #expect(loaded.refusals.map(\.reason) == [.columnCount] && loaded.refusals[0].line == 3)
    }

    @Test(
        "A mention is refused with its column and reason",
        arguments: [
            (0, "x", RefusalReason.badID), (2, "2019", .badDate), (2, "20191321220000", .badDate),
            (11, "sure", .badNumber),
        ])
    func refused(_ column: Int, _ text: String, _ reason: RefusalReason) throws {
        var fields = mention("1", at: "20190121220000", by: "x.org", "u").split(
            separator: "\t", omittingEmptySubsequences: false
        ).map(String.init)
        let good = fields.joined(separator: "\t")
        fields[column] = text
        let loaded = try open([event("1")], [good, fields.joined(separator: "\t"), "short\trow"])
        #expect(loaded.refusals.map(\.reason) == [reason, .columnCount])
        #expect(loaded.refusals[0].field == GDELTMentions.names[column] && loaded.refusals[0].excerpt == text)
        #expect(loaded.refusals[0].line == 2 && loaded.refusals[1].detail == "found 2 columns, expected 16")
        #expect(loaded.rows("reports").filter { $0["via"] != .unknown }.count == 1)
    }

    @Test("A real file of mentions", .enabled(if: SharedData.has("gdelt")))
    func real() throws {
        let loaded = try Readers.open([
            SharedData.path("gdelt/20190121220000.export.CSV"), SharedData.path("gdelt/mentions_16col_with_header.csv"),
        ])
        // It is of another day than the events.
        #expect(loaded.report.files[1].rowCount == 1_635 && loaded.refusals.isEmpty)
        #expect(loaded.report.warnings == [.strayMentions(rows: 1_635)])
        #expect(loaded.rows("events").count == 1_629 && loaded.rows("reports").count == 1_629)
    }
}
