import Columnar
import EventModel
import Foundation
import Store
import Testing

@testable import Readers

/// Records that go through in pieces are those that are held in memory, though each of them may speak of any other.
@Suite("Records in pieces")
struct RecordPieceTests {
    /// Records with all that goes wrong with them: ids that repeat, also those of records that are refused, types that
    /// change late, links forward and backward and to nowhere.
    private struct Maker {
        private var generator: Mix
        private let count: Int

        init(seed: UInt64, count: Int) {
            generator = Mix(state: seed)
            self.count = count
        }

        private mutating func one(_ texts: [String]) -> String { texts[generator.upTo(texts.count)] }
        private mutating func isIn(_ chances: Int, of all: Int) -> Bool { generator.upTo(all) < chances }
        private mutating func id(_ prefix: String, _ count: Int) -> String { "\"\(prefix)\(generator.upTo(count))\"" }

        private mutating func date() -> String {
            one([
                "\"2019-0\(1 + generator.upTo(8))-1\(generator.upTo(9))\"",
                "\"2019-0\(1 + generator.upTo(8))-1\(generator.upTo(9))\"", "\"2019-05\"", "\"2019-03-01/2019-04-1\"",
                "\"2019-03-01/2019-04-11\"", "\"2019-05-03~\"", "\"[2019-01-03..2019-02-1\(generator.upTo(9))]\"", "[]",
                "\"soon\"",
            ])
        }

        private mutating func actors() -> String {
            let (first, second) = (id("p", 20), id("someone ", 30))
            return one([first, "[\(first), \(second)]", "[]", "\"USAGOV\"", first, isIn(1, of: 9) ? "[3]" : second])
        }

        private mutating func place() -> String {
            one([
                "\"SGP\"", id("Town ", 9), "[]", isIn(1, of: 9) ? #"{"country":"USA"}"# : "\"FRA\"",
                #"{"name":\#(id("Town ", 4)),"country":\#(one(["\"SGP\"", "\"USA\""]))}"#,
            ])
        }

        private mutating func events() -> String {
            one([id("e", count), "[\(id("e", count)), \(id("gone", 50))]", "[]", "[\(id("e", 2 * count))]"])
        }

        private mutating func reported(_ chances: Int) -> [(String, String)] {
            var members: [(String, String)] = []
            let kinds = ["cameo:125", "sale", "reject.meeting", "plover:AID", "big_sale", "sale", "nothing.such"]
            if isIn(2 * chances, of: 10) { members.append(("kind", "\"\(one(kinds))\"")) }
            if isIn(2 * chances, of: 10) { members.append(("date", date())) }
            if isIn(chances, of: 10) { members.append(("actor", actors())) }
            if isIn(chances, of: 10) { members.append(("target", actors())) }
            if isIn(chances, of: 10) { members.append(("place", place())) }
            if isIn(chances, of: 10) { members.append(("summary", one(["\"\"", "\"same\"", id("s", count), "[]"]))) }
            if isIn(1, of: 10) {
                members.append(
                    ("amount", one([#"{"value":5,"currency":"USD"}"#, #"{"at_least":5,"currency":"EUR"}"#])))
            }
            if isIn(1, of: 10) { members.append(("times", one(["3", #"{"at_least":4}"#, "[]", "\"x\""]))) }
            for name in ["because_of", "part_of", "follows_up", "responds_to"] where isIn(1, of: 9) {
                members.append((name, events()))
            }
            return members
        }

        private mutating func added(_ number: Int) -> [(String, String)] {
            var members: [(String, String)] = []
            // The first values of a column are of one sort, and the last ones of another.
            if isIn(1, of: 9) { members.append(("late", number < count * 4 / 5 ? "\(number)" : "\"word\"")) }
            if isIn(1, of: 9) { members.append(("lists", number < count * 4 / 5 ? "\"a\"" : "[\"a\", \"b\"]")) }
            if isIn(1, of: 9) { members.append(("count", one(["1", "2.5", #"{"at_least":4}"#, "[]"]))) }
            if isIn(1, of: 9) { members.append(("sure", one(["true", "false", "null", "[]"]))) }
            if isIn(1, of: 9) { members.append(("sums", one([#"[{"value":1,"currency":"USD"}]"#, "[]"]))) }
            if isIn(1, of: 9) { members.append(("actor_place", place())) }
            if number > count * 9 / 10, isIn(1, of: 9) { members.append(("long", "9007199254740993")) }
            return members
        }

        mutating func line(_ number: Int) -> String {
            let types = ["event", "report", "document", "event", "report", "document", "event", "report", "rest"]
            var type = one(types)
            if type == "rest" { type = one(["actor", "office", "kind", "coverage", "thing"]) }
            var members: [(String, String)] = []
            switch type {
            case "event":
                members = [("id", id("e", count))] + reported(5)
                if isIn(1, of: 5) { members.append(("known", date())) }
            case "report":
                members = [("event", id("e", count + 9)), ("document", id("d", count / 2))] + reported(1)
                if isIn(1, of: 2) { members.append(("via", id("outlet ", 30))) }
                if isIn(1, of: 2) {
                    members.append(("stance", one(["\"affirms\"", "\"denies\"", "\"doubts\"", "[]"])))
                }
            case "document":
                members = [("id", id("d", count / 3)), ("published", date())]
                if isIn(1, of: 2) { members.append(("relays", one(["\"A\"", "[\"A\", \"B\"]", "[]", "[1]"]))) }
            case "actor": members = [("id", id("p", 15)), ("member_of", actors()), ("name", one(["\"N\"", "3"]))]
            case "office": members = [("id", id("o", 3)), ("holder", id("h", 9)), ("from", date()), ("to", date())]
            case "kind":
                members = [("name", one(["\"sale\"", "\"big_sale\"", "\"orphan\"", "\"reject.meeting\""]))]
                members.append(("parent", one(["\"cameo:072\"", "\"sale\"", "\"nothing\"", "5"])))
            case "coverage": members = [("from", "\"2019\""), ("to", one(["\"2020\"", "\"2010\"", "null"]))]
            case _: return one(["[1]", #"{"type":"event","id":"#, #"{"type":"thing"}"#, "", #"{"type":"event"}"#])
            }
            members += added(number)
            if isIn(1, of: 30) { members.removeFirst() }
            if isIn(1, of: 4) { members.reverse() }
            members.insert(("type", "\"\(type)\""), at: generator.upTo(members.count + 1))
            return "{" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
        }
    }

    /// The generator of samples.
    private static func lines(_ seed: UInt64, _ count: Int = 700) -> [String] {
        var maker = Maker(seed: seed, count: count)
        return (0..<count).map { maker.line($0) }
    }

    private static func write(_ lines: ArraySlice<String>, _ name: String, _ folder: URL) throws -> String {
        let file = folder.appending(path: name)
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        return file.path
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `a store made of records piece by piece holds what the files do, and tells the same of them`(
        seed: UInt64
    ) throws {
        try ImportTests.inFolder { folder in
            let lines = Self.lines(seed)
            let paths = [
                try Self.write(lines[..<300], "1.jsonl", folder), try Self.write(lines[300...], "2.jsonl", folder),
            ]
            let whole = try Readers.open(paths)
            // What the law is about is there.
            #expect(whole.report.files.allSatisfy { file in file.refused.contains { $0.reason == .duplicateID } })
            #expect(whole.report.warnings.contains(.mixedColumn(table: "events", column: "late")))
            #expect(whole.report.warnings.contains { if case .longNumbers = $0 { true } else { false } })
            #expect(whole.report.warnings.count { if case .undeclaredEvent = $0 { true } else { false } } == 20)
            #expect(whole.rows("events").contains { $0["known"] != .unknown && $0["known"] != Value.none })
            let store = folder.appending(path: "a.events").path
            for limits in PieceTests.limits {
                try PieceTests().expectSame(paths, ReadOptions(), limits, store, "seed \(seed) \(limits)")
                let opened = try Readers.open([store]).data
                #expect(opened.catalog.offices == whole.data.catalog.offices)
                // Of tables that are not put in order, the order as well.
                for name in ["reports", "documents", "offices", "coverage"] {
                    #expect(opened.rows(name) == whole.data.rows(name), "\(name) \(limits)")
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
        }
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `strict reading of records ends at the same one, and leaves nothing`(seed: UInt64) throws {
        try ImportTests.inFolder { folder in
            // Without lines that are no records at all, which are refused before all others.
            let lines = Self.lines(seed).filter { $0.hasPrefix("{\"") && $0.hasSuffix("}") }
            for first in stride(from: 0, to: 600, by: 150) {
                let path = try Self.write(lines[first..<min(first + 60, lines.count)], "a.jsonl", folder)
                let store = folder.appending(path: "a.events").path
                let options = ReadOptions(strict: true)
                #expect(throws: ReadError.self) { try Readers.open([path], options: options) }
                let refused = try #require(throws: ReadError.self) { try Readers.open([path], options: options) }
                for limits in PieceTests.limits {
                    #expect(throws: refused) {
                        try importing([path], into: store, options: options, settings: ImportSettings(limits: limits))
                    }
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.jsonl"])
            }
        }
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `records that are added in pieces are there as if the store were written out and read with them`(
        seed: UInt64
    ) throws {
        try ImportTests.inFolder { folder in
            let lines = Self.lines(seed)
            let (first, second) = (
                try Self.write(lines[..<400], "1.jsonl", folder), try Self.write(lines[400...], "2.jsonl", folder)
            )
            let store = folder.appending(path: "a.events").path
            for limits in PieceTests.limits {
                let settings = ImportSettings(limits: limits)
                _ = try importing([first], into: store, settings: settings)
                let text = String(decoding: RecordWriter(try Readers.open([store]).data).text(), as: UTF8.self)
                let written = try Self.write([text], "a.events.text.jsonl", folder)
                let whole = try Readers.open([written, second])
                let added = try importing([second], into: store, isAppending: true, settings: settings)
                let opened = try Readers.open([store])
                #expect(added.totalCount == whole.data.tables["events"]?.rowCount)
                #expect(added.report.files.last?.rowCount == whole.report.files.last?.rowCount)
                #expect(added.report.warnings == whole.report.warnings)
                #expect(ImportTests.content(opened.data) == ImportTests.content(whole.data), "seed \(seed) \(limits)")
            }
        }
    }

    @Test func `a record keeps an id that a refused one before it has, and not one that a record in another piece has`()
        throws
    {
        try ImportTests.inFolder { folder in
            let lines = [
                #"{"type":"event","id":"a","date":"soon"}"#, #"{"type":"event","id":"a","summary":"second"}"#,
                #"{"type":"event","id":"b"}"#, #"{"type":"event","id":"a","summary":"third"}"#,
                #"{"type":"document","id":"d","published":"soon"}"#,
                #"{"type":"document","id":"d","published":"2020-01-02"}"#,
                #"{"type":"report","event":"a","document":"d"}"#,
            ]
            let path = try Self.write(lines[...], "a.jsonl", folder)
            let store = folder.appending(path: "a.events").path
            let settings = ImportSettings(limits: ImportLimits(pieceRows: 1, sharedTexts: 0))
            let imported = try importing([path], into: store, settings: settings)
            let rows = try Readers.open([store]).rows("events")
            #expect(Set(rows.compactMap { $0["summary"]?.name }) == ["second"] && rows.count == 2)
            #expect(rows.first { $0["id"] == .text("a") }?["known"] == date("2020-01-02"))
            let examples = imported.report.files[0].refused.flatMap(\.examples)
            #expect(examples.map(\.line) == [5, 1, 4] && examples.map(\.reason) == [.badDate, .badDate, .duplicateID])
            #expect(examples.last?.detail.hasSuffix("a.jsonl:2") == true)
        }
    }
}
