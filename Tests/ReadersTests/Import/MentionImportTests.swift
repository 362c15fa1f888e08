import Columnar
import EventModel
import Foundation
import Store
import Testing

@testable import Readers

/// Mentions of GDELT go through in pieces, and find their events wherever these are.
@Suite("Imports of mentions")
struct MentionImportTests {
    private static func mention(_ event: Int, day: Int, _ source: Int, _ url: String) -> String {
        [
            "\(event)", "20190121220000", "201901\(10 + day)120000", "1", "s\(source).org", url, "4", "-1", "996",
            "988",
            "1", day % 4 == 0 ? "" : "\(10 * (1 + day))", "2579", "0.8", "", "",
        ].joined(separator: "\t")
    }

    private static func events(_ ids: Range<Int>) -> String {
        ids.map { id in
            GDELTRowMaker([
                "GLOBALEVENTID": "\(id)", "SQLDATE": id % 7 == 0 ? "20180121" : "2019010\(1 + id % 9)",
                "DATEADDED": "201901\(12 + id % 9)", "EventCode": ["190", "042", "010"][id % 3],
                "SOURCEURL": id % 11 == 0 ? "" : "http://x.org/\(id % 40)",
            ]).row(58)
        }.joined(separator: "\n") + "\n"
    }

    /// Mentions of which some are of the events' own articles, some of no event, and one cannot be read.
    private static func mentions(_ ids: Range<Int>, seed: Int) -> String {
        (ids.flatMap { id in
            (0..<(1 + (id &+ seed) % 3)).map { number in
                let url = (id + number) % 4 == 0 ? "http://x.org/\(id % 40)" : "http://m.org/\((id * 7 + number) % 90)"
                return mention((id + number) % 13 == 5 ? 900_000 + id : id, day: (id * 5 + number) % 15, id % 6, url)
            }
        } + ["x\ty"]).joined(separator: "\n") + "\n"
    }

    private static func write(_ texts: [String], _ folder: URL) throws -> [String] {
        try texts.enumerated().map { number, text in
            let file = folder.appending(path: "\(number).tsv")
            try Data(text.utf8).write(to: file)
            return file.path
        }
    }

    private static let limits = [
        ImportLimits(exactRows: 1, wideRows: 1, pieceRows: 1), ImportLimits(exactRows: 30, wideRows: 4, pieceRows: 9),
        ImportLimits(),
    ]

    @Test(arguments: [[0, 1, 2, 3], [2, 0, 3, 1], [1, 0], [2, 3]])
    func `events and mentions in any order are what opening them gives`(order: [Int]) throws {
        try ImportTests.inFolder { folder in
            let all = [
                Self.events(100..<220), Self.mentions(90..<200, seed: 1), Self.events(220..<260),
                Self.mentions(180..<270, seed: 2),
            ]
            let paths = try Self.write(order.map { all[$0] }, folder)
            let store = folder.appending(path: "a.events").path
            for limits in Self.limits {
                try PieceTests().expectSame(paths, ReadOptions(), limits, store, "\(order) \(limits)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == paths.count + 1)
        }
    }

    @Test func `of an id that comes several times the first with an exact date is the one that is mentioned`() throws {
        try ImportTests.inFolder { folder in
            func row(_ day: String, _ url: String) -> String {
                GDELTRowMaker(["GLOBALEVENTID": "7", "SQLDATE": day, "SOURCEURL": url]).row(58)
            }
            let paths = try Self.write(
                [
                    [row("20180121", "http://a"), row("20190105", "http://b"), row("20190106", "http://a")].joined(
                        separator: "\n"),
                    [Self.mention(7, day: 1, 1, "http://a"), Self.mention(7, day: 2, 1, "http://b")].joined(
                        separator: "\n"),
                ], folder)
            for limits in Self.limits {
                try PieceTests().expectSame(
                    paths, ReadOptions(), limits, folder.appending(path: "a.events").path, "\(limits)")
            }
        }
    }

    @Test func `mentions that are added find the events of the store`() throws {
        try ImportTests.inFolder { folder in
            let paths = try Self.write(
                [
                    Self.events(100..<200), Self.mentions(90..<160, seed: 1), Self.events(200..<230),
                    Self.mentions(120..<230, seed: 2),
                ], folder)
            let store = folder.appending(path: "a.events").path
            let whole = try Readers.open(paths)
            for limits in Self.limits {
                let settings = ImportSettings(limits: limits)
                // Events; then mentions alone; then both together, which speak of all.
                _ = try importing([paths[0]], into: store, settings: settings)
                let second = try importing([paths[1]], into: store, isAppending: true, settings: settings)
                #expect(second.eventCount == 0 && second.totalCount == 100)
                let strays = second.report.warnings.contains { if case .strayMentions = $0 { true } else { false } }
                #expect(strays)
                _ = try importing(Array(paths[2...]), into: store, isAppending: true, settings: settings)
                let opened = try Readers.open([store])
                let (one, two) = (ImportTests.content(opened.data).sorted(), ImportTests.content(whole.data).sorted())
                #expect(one.count == two.count)
                for (left, right) in zip(one, two) where left != right {
                    Issue.record("\(limits): \(left) is not \(right)")
                    break
                }
                #expect(opened.report.files.map(\.rowCount) == whole.report.files.map(\.rowCount))
                #expect(opened.damage == nil)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == paths.count + 1)
            }
        }
    }

    @Test func `a store into which mentions are read again is told of the file`() throws {
        try ImportTests.inFolder { folder in
            let paths = try Self.write([Self.events(1..<30), Self.mentions(1..<30, seed: 3)], folder)
            let store = folder.appending(path: "a.events").path
            _ = try importing(paths, into: store)
            #expect(throws: ReadError.sameInput(path: paths[1], store: store)) {
                try importing([paths[1]], into: store, isAppending: true)
            }
        }
    }

    @Test(.enabled(if: SharedData.has("gdelt")))
    func `real events and mentions are the same in pieces as at once`() throws {
        try ImportTests.inFolder { folder in
            let paths = ["gdelt/20190121220000.export.CSV", "gdelt/mentions_16col_with_header.csv"].map(SharedData.path)
            let limits = ImportLimits(exactRows: 300, wideRows: 100, pieceRows: 200)
            try PieceTests().expectSame(
                paths, ReadOptions(), limits, folder.appending(path: "a.events").path, "real")
        }
    }
}
