import Columnar
import EventModel
import Foundation
import Store
import Testing

@testable import Readers

/// Whatever the format, an import piece by piece puts into a store what opening the same files holds in memory.
@Suite("Pieces of every format")
struct PieceTests {
    /// Files of one format with all that readers tell apart: rows that repeat an id, rows that are refused, exact and wide
    /// dates, names that come again, documents that come up in several rows.
    struct Sample: CustomTestStringConvertible, Sendable {
        var name: String
        var files: [String]
        var map: String?
        var testDescription: String { name }

        func options(strict: Bool = false) throws -> ReadOptions {
            ReadOptions(strict: strict, mapping: try map.map { try Mapping(Array($0.utf8), path: "my.map") })
        }
    }

    /// Limits of which each makes other pieces, and other dictionaries.
    static let limits = [
        ImportLimits(pieceRows: 1, sharedTexts: 0), ImportLimits(pieceRows: 2, sharedTexts: 3),
        ImportLimits(pieceRows: 7, sharedTexts: 5), ImportLimits(pieceRows: 7, sharedTexts: 1_000),
        ImportLimits(pieceBytes: 1, sharedTextBytes: 20), ImportLimits(),
    ]

    static let samples = [
        icews(repeating: false), icews(repeating: true), triples, mixedICEWS, ucdp(repeating: false),
        ucdp(repeating: true), acled, polecat, table, unnumbered, jsonLines,
    ]

    // MARK: Samples

    private static func pick(_ place: Int, _ texts: [String]) -> String { texts[place] }

    private static func icews(repeating: Bool) -> Sample {
        let rows = (0..<60).map { (row: Int) -> [String: String] in
            [
                "Event ID": "\(100 + (repeating ? row % 50 : row))",
                "Event Date": pick(row % 13 == 0 ? 1 : 0, ["2018-06-0\(1 + row % 9)", "NA"]),
                "Source Name": pick(row % 4, ["Citizen (India)", "Georgia", "China", "Tom \"\"Thumb\"\""]),
                "Source Country": pick((row / 7) % 4, ["India", "United States", "China", "Nowhere"]),
                "Source Sectors": pick(row % 3, ["Social,General", "Government", "NA"]),
                "CAMEO Code": pick(row % 17 == 0 ? 3 : row % 4 == 3 ? 2 : row % 2, ["040", "190", "42", "9999", ""]),
                "Event Text": pick(row % 2, ["Consult", "Use conventional military force"]),
                "Intensity": pick(row % 23 == 5 ? 2 : row % 2, ["1", "-10", "x"]),
                "Story ID": row % 11 == 0 ? "NA" : "\(row / 3)",
                "Publisher": pick(row % 2, ["The Daily", "Le \\\"Soir\\\""]),
                "City": pick(row % 3, ["Delhi", "Paris", "NA"]),
            ]
        }
        return Sample(
            name: "ICEWS\(repeating ? " with repeated ids" : "")",
            files: [ICEWSRowMaker.file(Array(rows[..<35])), ICEWSRowMaker.file(Array(rows[35...]))])
    }

    private static let triples = Sample(
        name: "triples",
        files: [
            (0..<20).map { "China\tMake statement\t\($0 % 3)\t2018-09-0\(1 + $0 % 9)" }.joined(separator: "\n"),
            (0..<9).map { "2018-09-1\($0)\tTaiwan\t\($0 == 4 ? "go for a walk" : "Consult")\tIndia" }.joined(
                separator: "\n"),
        ])

    private static let mixedICEWS = Sample(
        name: "triples and rows", files: [triples.files[0], icews(repeating: false).files[1]])

    private static func ucdp(repeating: Bool) -> Sample {
        let rows = (0..<50).map { (row: Int) -> [String: String] in
            [
                "id": "\(7 + (repeating ? row % 40 : row))",
                "type_of_violence": pick(row % 19 == 4 ? 3 : row % 3, ["1", "2", "3", "9"]),
                "side_a": pick(row % 3, ["Government of Syria", "IS, HTS", "Government of Nowhere"]),
                "date_start": "2016-01-0\(1 + row % 3)", "date_end": "2016-01-0\(row % 6 == 0 ? 3 : 1 + row % 3)",
                // A document that several rows have, of which a later one knows the title and an earlier day.
                "source_article":
                    "\"SOHR,2016-01-\(20 - row % 9),Shells hit \(row % 9)\";\"AFP,2016-02-01,Talks \(row)\"",
                "source_office": "SOHR;AFP",
                "source_date": "2016-01-\(20 - row % 9);\(row % 2 == 0 ? "" : "2016-02-01")",
                "source_headline": row % 3 == 0 ? ";" : "Shells hit \(row % 9);Talks \(row)",
                "best": "\(row % 7)", "where_coordinates": "Town \(row % 5)", "dyad_name": "dyad \(row)",
                "country": pick(row % 2, ["Syria", "Atlantis"]),
            ]
        }
        let maker = TableMaker.ucdp
        return Sample(
            name: "UCDP\(repeating ? " with repeated ids" : "")",
            files: [maker.file(Array(rows[..<22])), maker.file(Array(rows[22...]))])
    }

    private static let acled: Sample = {
        let rows = (0..<50).map { (row: Int) -> [String: String] in
            [
                "event_id_cnty": "SYR\(row)", "event_date": "2023-02-\(10 + row % 9)",
                "time_precision": "\(1 + row % 4)",
                "event_type": pick(row % 3, ["Battles", "Protests", "Riots"]),
                "sub_event_type": pick(
                    row % 11 == 7 ? 3 : row % 3, ["Armed clash", "Peaceful protest", "Mob violence", "never heard of"]),
                "actor1": pick(row % 3, ["Rioters (Mali)", "Military Forces of Mali", "JNIM"]),
                "assoc_actor_1": pick(row % 2, ["", "A; B\(row)"]),
                "inter1": pick((row / 3) % 4, ["Rioters", "1", "", "Rebel group"]),
                "source": "Paper \(row % 4); Radio \(row)", "notes": "note \(row), of its own",
                "tags": "t\(row % 6); u",
                "location": "Town \(row % 8)", "timestamp": "\(1_676_937_600 + row * 40_000)",
                "civilian_targeting": row % 2 == 0 ? "Civilian targeting" : "",
            ]
        }
        return Sample(name: "ACLED", files: [TableMaker.acled.file(rows)])
    }()

    private static let polecat: Sample = {
        let rows = (0..<40).map { (row: Int) -> [String: String] in
            [
                "Event ID": "X\(row % 37)", "Event Date": row % 13 == 0 ? "soon" : "2023-05-\(10 + row % 9)",
                "Event Type": pick(row % 9 == 0 ? 3 : row % 3, ["REJECT", "AID", "Consult", "WAR"]),
                "Actor Name": "Anna;Ben \(row % 5)", "Actor Country": pick(row % 3, ["CHN;USA", "CHN", ""]),
                "Story People": "P\(row);Q\(row % 4)", "Actor Name Raw": "raw \(row)", "City": "City \(row % 6)",
                "Source": "Paper \(row % 3)",
            ]
        }
        return Sample(
            name: "POLECAT",
            files: [TableMaker.polecat.file(Array(rows[..<25])), TableMaker.polecat.file(Array(rows[25...]))])
    }()

    private static let map = """
        declare kind brawl below fight as "a brawl"
        id from nr
        kind from what where row is brawl, talk is consult, refuse is plover:REJECT
        date from when
        known from seen
        actor from who split ;
        target is Russia
        place from town, region
        country from land where here is France
        summary from note
        via from paper where P1 is "The Paper"
        document from link
        amount from sum in EUR
        column mood from mood where + is good
        column score from score as number
        column sure from sure as bool
        column until from until as date
        column words from words as list split /
        """

    private static let table: Sample = {
        let header = "nr,what,when,seen,who,town,region,land,note,paper,link,sum,mood,score,sure,until,words"
        let rows = (0..<45).map { row -> String in
            let what = pick(row % 14 == 9 ? 5 : row % 5, ["row", "talk", "refuse", "plover:AID", "010", "???"])
            let link = pick(row % 3, ["x", "http://a/\(row / 4)", ""])
            return [
                row % 21 == 3 ? "" : "e\(row)", what,
                pick(row % 4, ["2019-05-0\(1 + row % 9)", "2019-05", "2019-06/2019-07", ""]),
                "2019-07-0\(1 + row % 5)", "A\(row % 5);B", "T\(row % 4)", "R", pick(row % 2, ["here", "Spain"]),
                pick(row % 2, ["none", "note \(row)"]), "P\(row % 3)", link, "\(row).5",
                pick(row % 2, ["+", "m\(row)"]),
                row % 15 == 2 ? "many" : "\(row)", pick(row % 3, ["yes", "no", ""]), "2020-01-\(10 + row % 9)",
                "w\(row % 4)/v\(row)",
            ].joined(separator: ",")
        }
        return Sample(
            name: "a mapped table",
            files: [
                ([header] + rows[..<20]).joined(separator: "\n"),
                ([header + ",more"] + rows[20...].map { $0 + ",1" }).joined(separator: "\n"),
            ], map: map)
    }()

    private static let unnumbered = Sample(
        name: "rows that go by their number",
        files: [
            "who,when\n" + (0..<15).map { "A\($0 % 4),2019-05-0\(1 + $0 % 9)" }.joined(separator: "\n"),
            "who,when\n"
                + (0..<11).map { "B\($0 % 4),\($0 == 5 ? "x" : "2019-05-0\(1 + $0 % 9)")" }.joined(separator: "\n"),
        ],
        map:
            "read csv\nkind is consult\nactor from who\ndate from when\ndocument is http://one/for/all\nvia is \"The Paper\""
    )

    private static let jsonLines = Sample(
        name: "mapped JSON Lines",
        files: [
            (0..<30).map { row in
                row == 12
                    ? "{"
                    : #"{"nr":"j\#(row)","a":{"b":"2019-05-0\#(1 + row % 9)"},"who":["X\#(row % 3)","Y"],"t":"text \#(row)"}"#
            }.joined(separator: "\n")
        ], map: "read jsonl\nid from nr\nkind is consult\ndate from a.b\nactor from who\nsummary from t")

    // MARK: The law

    /// Imports files and compares what comes out of the store, and what is told, with what opening them gives.
    func expectSame(
        _ paths: [String], _ options: ReadOptions, _ limits: ImportLimits, _ store: String, _ note: String
    ) throws {
        let imported = try importing(
            paths, into: store, options: options, settings: ImportSettings(limits: limits))
        let opened = try Readers.open([store])
        let whole = try Readers.open(paths, options: options)
        #expect(imported.report == whole.report, "\(note)")
        #expect(imported.eventCount == whole.data.tables["events"]?.rowCount, "\(note)")
        let (one, two) = (ImportTests.content(opened.data), ImportTests.content(whole.data))
        #expect(one.count == two.count, "\(note)")
        for (left, right) in zip(one, two) where left != right {
            Issue.record("\(note): \(left) is not \(right)")
            break
        }
        #expect(opened.data.catalog.kinds.declared == whole.data.catalog.kinds.declared, "\(note)")
        // Of events of one id that counts which was read first.
        if whole.report.warnings.contains(where: { if case .repeatedIDs = $0 { true } else { false } }) {
            #expect(opened.data.rows("events") == whole.data.rows("events"), "\(note)")
        } else if limits.pieceRows > 1, whole.report.rowCount > 0 {
            #expect(opened.data.tables["events"]?.segments.contains { $0.runs != nil } == true, "\(note)")
        }
        #expect(opened.damage == nil, "\(note)")
    }

    private static func write(_ sample: Sample, _ folder: URL) throws -> [String] {
        try sample.files.enumerated().map { number, text in
            let file = folder.appending(path: "\(number).data")
            try Data(text.utf8).write(to: file)
            return file.path
        }
    }

    @Test(arguments: samples)
    func `a store made piece by piece holds what the files do, and tells the same of them`(sample: Sample) throws {
        try ImportTests.inFolder { folder in
            let paths = try Self.write(sample, folder)
            let store = folder.appending(path: "a.events").path
            for limits in Self.limits {
                try expectSame(paths, try sample.options(), limits, store, "\(sample.name) \(limits)")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(left == paths.indices.map { "\($0).data" } + ["a.events"])
        }
    }

    @Test(arguments: samples)
    func `strict reading ends at the same row, and leaves nothing`(sample: Sample) throws {
        try ImportTests.inFolder { folder in
            let paths = try Self.write(sample, folder)
            let store = folder.appending(path: "a.events").path
            let options = try sample.options(strict: true)
            func outcome(_ body: () throws -> ReadReport) -> Result<ReadReport, ReadError> {
                do { return .success(try body()) } catch let error as ReadError { return .failure(error) } catch {
                    return .failure(.noFiles)
                }
            }
            let whole = outcome { try Readers.open(paths, options: options).report }
            for limits in Self.limits {
                let pieces = outcome {
                    try importing(paths, into: store, options: options, settings: ImportSettings(limits: limits)).report
                }
                #expect(pieces == whole, "\(sample.name) \(limits)")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            if case .failure = whole { #expect(!left.contains { $0.contains("events") }) }
        }
    }

    @Test(arguments: samples.filter { $0.files.count > 1 })
    func `a file that is added in pieces is there as if both had been read at once`(sample: Sample) throws {
        try ImportTests.inFolder { folder in
            let paths = try Self.write(sample, folder)
            let store = folder.appending(path: "a.events").path
            let options = try sample.options()
            let whole = try Readers.open(paths, options: options)
            for limits in Self.limits {
                let settings = ImportSettings(limits: limits)
                let first = try importing([paths[0]], into: store, options: options, settings: settings)
                let added = try importing(
                    [paths[1]], into: store, isAppending: true, options: options, settings: settings)
                let opened = try Readers.open([store])
                #expect(
                    Self.repeatedIDs(first.report) + Self.repeatedIDs(added.report) == Self.repeatedIDs(whole.report))
                #expect(added.totalCount == whole.data.tables["events"]?.rowCount)
                #expect(opened.report.files.map(\.rowCount) == whole.report.files.map(\.rowCount))
                for name in ["events", "reports", "documents"] {
                    let (one, two) = (Self.rows(opened.data, name), Self.rows(whole.data, name))
                    #expect(one == two, "\(sample.name) \(name) \(limits)")
                }
                #expect(opened.damage == nil)
            }
        }
    }

    private static func repeatedIDs(_ report: ReadReport) -> Int {
        report.warnings.reduce(0) { count, warning in
            if case .repeatedIDs(let rows) = warning { count + rows } else { count }
        }
    }

    /// The rows of a table in no order, but for what each reading decides by itself: the numbers of places of one name,
    /// and which of ICEWS's names are countries.
    private static func rows(_ data: DataSet, _ name: String) -> [String] {
        let left: Set<String> = ["place", "actor", "target"]
        return data.rows(name).map { row in "\(row.sorted { $0.key < $1.key }.filter { !left.contains($0.key) })" }
            .sorted()
    }

    @Test(
        .enabled(if: SharedData.has("icews")),
        arguments: ["icews/events.2018.sample.tab", "ucdp/ged191_syria_2016_2018.csv"])
    func `a real file is the same in pieces as at once`(name: String) throws {
        try ImportTests.inFolder { folder in
            let store = folder.appending(path: "a.events").path
            for limits in [ImportLimits(pieceRows: 500, sharedTexts: 100), ImportLimits(pieceRows: 1_999)] {
                try expectSame([SharedData.path(name)], ReadOptions(), limits, store, name)
            }
        }
    }
}
