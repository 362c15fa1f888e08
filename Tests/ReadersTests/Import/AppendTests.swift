import Columnar
import EventModel
import Foundation
import Store
import Testing

@testable import Readers

/// What is added to a store is there as if all had been read at once.
@Suite("Additions to stores")
struct AppendTests {
    /// The rows of each table, in no order, and what the catalogue knows, in none either.
    private static func content(_ data: DataSet) -> [String] {
        var lines: [String] = []
        for (name, table) in data.tables {
            let names = table.schema.fields.map(\.name).sorted()
            lines += data.rows(name).map { row in "\(name) \(names.map { row[$0].map { "\($0)" } ?? "" })" }
        }
        lines += data.catalog.actors.actors.map { "\($0)" } + data.catalog.places.values.map { "\($0)" }
        lines += data.catalog.kinds.kinds.map { "\($0)" } + data.catalog.offices.map { "\($0)" }
        lines.append("\(String(describing: data.catalog.coverage))")
        return lines.sorted()
    }

    private func expectSame(_ one: DataSet, _ two: DataSet, _ note: String) {
        let (one, two) = (Self.content(one), Self.content(two))
        #expect(one.count == two.count, "\(note)")
        for (left, right) in zip(one, two) where left != right {
            Issue.record("\(note): \(left) is not \(right)")
            break
        }
    }

    private static func write(_ text: String, _ name: String, _ folder: URL) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Rows without the oddities of which a reading of all tells another story than two readings: what a code first
    /// stood for, and when an address was first seen.
    private static func rows(_ ids: Range<Int>, seed: Int) -> String {
        ids.map { id in
            let mix = (id &* 7_919 &+ seed) % 1_000
            let (actor, name) = [("USA", "UNITED STATES"), ("X\(mix)", "N\(mix)"), ("", ""), ("CHNGOV", "CHINA")][
                mix % 4]
            return GDELTRowMaker([
                "GLOBALEVENTID": "\(id)", "SQLDATE": "2019010\(1 + mix % 9)", "DATEADDED": "20190115",
                "EventCode": ["190", "042", "010", "125"][mix % 4], "Actor1Code": actor, "Actor1Name": name,
                "NumMentions": "\(mix % 60)", "NumArticles": "\(mix * mix % 90_000)", "AvgTone": "\(Double(mix) / 8)",
                "ActionGeo_Type": "4", "ActionGeo_FullName": "Place \(mix % 70)", "ActionGeo_CountryCode": "CH",
                "SOURCEURL": "http://x.org/\(mix % 300)/\(String(repeating: "long-", count: mix % 9))",
            ]).row(58)
        }.joined(separator: "\n")
    }

    @Test(arguments: [1, 2, 7])
    func `events that are added piece by piece are those that are read at once`(seed: Int) throws {
        try ImportTests.inFolder { folder in
            let parts = try [0..<400, 400..<430, 430..<431, 500..<1_100].map { ids in
                try Self.write(Self.rows(ids, seed: seed), "\(ids.lowerBound).tsv", folder)
            }
            let store = folder.appending(path: "a.events").path
            let limits = ImportLimits(exactRows: 90, wideRows: 20)
            for (number, part) in parts.enumerated() {
                let imported = try importing(
                    [part], into: store, isAppending: number > 0, settings: ImportSettings(limits: limits))
                #expect(imported.totalCount == (number == 0 ? nil : [400, 430, 431, 1_031][number]))
            }
            let (opened, whole) = (try Readers.open([store]), try Readers.open(parts))
            expectSame(opened.data, whole.data, "seed \(seed)")
            #expect(opened.damage == nil)
            #expect(opened.report.files.map(\.path) == parts)
            #expect(opened.report.files == whole.report.files)
            // Codes can be compared with one another only in one dictionary.
            let events = try #require(opened.data.tables["events"])
            for field in ["kind", "actor", "target", "place"] {
                let index = try #require(events.index(of: field))
                let dictionaries = Set(events.segments.compactMap { $0.dictionary(index) }.map(ObjectIdentifier.init))
                #expect(dictionaries.count <= 1, "\(field)")
            }
            for segment in events.segments where segment.runs != nil { try Self.checkRuns(segment) }
            #expect(events.segments.contains { $0.runs != nil })
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == parts.count + 1)
        }
    }

    /// Each run says what its rows say.
    private static func checkRuns(_ segment: Segment) throws {
        let runs = try #require(segment.runs)
        guard case .coded(let kinds) = segment.column(runs.kindColumn),
            case .date(let dates) = segment.column(runs.dateColumn)
        else { throw CocoaError(.featureUnsupported) }
        for run in 0..<runs.count {
            for row in runs.rows(run) {
                #expect(kinds.codes[row] == runs.kinds[run])
                #expect((runs.firstDays[run]...runs.lastDays[run]).contains(dates.first[row]))
            }
        }
    }

    @Test func `several stores are asked as one, in the order in which they are named`() throws {
        try ImportTests.inFolder { folder in
            var stores: [String] = []
            var files: [String] = []
            for ids in [0..<300, 1_000..<1_500] {
                files.append(try Self.write(Self.rows(ids, seed: 3), "\(ids.lowerBound).tsv", folder))
                stores.append(folder.appending(path: "\(ids.lowerBound).events").path)
                _ = try importing([files[files.count - 1]], into: stores[stores.count - 1])
            }
            expectSame(try Readers.open(stores).data, try Readers.open(files).data, "two stores")
            #expect(throws: ReadError.sameFile(first: stores[0], second: stores[0])) {
                try Readers.open([stores[0], stores[0]])
            }
        }
    }

    @Test(
        .enabled(if: SharedData.has("gdelt")),
        arguments: [
            ("gdelt/20190121220000.export.CSV", false), ("gdelt/gdelt1_daily_58col.tsv", false),
            ("icews/events.2018.sample.tab", true), ("ucdp/ged191_syria_2016_2018.csv", true),
            ("defence-talks.jsonl", false),
        ])
    func `a real file is the same in two halves as in one`(name: String, hasHeader: Bool) throws {
        try ImportTests.inFolder { folder in
            let lines = try SharedData.bytes(name).split(separator: 0x0A).map(Array.init)
            let (header, rows) = (hasHeader ? [lines[0]] : [], lines.dropFirst(hasHeader ? 1 : 0))
            let halves = try [rows.prefix(rows.count / 2), rows.dropFirst(rows.count / 2)].enumerated().map {
                let file = folder.appending(path: "half-\($0).txt")
                try Data((header + $1).joined(separator: [0x0A])).write(to: file)
                return file.path
            }
            let store = folder.appending(path: "a.events").path
            _ = try importing([halves[0]], into: store)
            _ = try importing([halves[1]], into: store, isAppending: true)
            expectSame(try Readers.open([store]).data, try Readers.open(halves).data, name)
        }
    }

    @Test func `records that are added bring their kinds, actors, columns and lists with them`() throws {
        try ImportTests.inFolder { folder in
            let one = try Self.write(
                """
                {"type":"kind","name":"pledge","parent":"aid","label":"a pledge"}
                {"type":"actor","id":"gao","name":"Gao","member_of":["CHN"]}
                {"type":"event","id":"a","kind":"pledge","date":"2024-01-03","actor":"CHN","target":["USA","RUS"]}
                {"type":"event","id":"b","kind":"aid","date":"2024-02","actor":"wei","responds_to":["a"]}
                """, "one.jsonl", folder)
            let two = try Self.write(
                """
                {"type":"kind","name":"boast","parent":"statement","label":"a boast"}
                {"type":"actor","id":"wei","name":"Wei","member_of":["CHN"]}
                {"type":"document","id":"d1","published":"2024-03-01"}
                {"type":"event","id":"c","kind":"boast","date":"2023-05-01","actor":"wei","mood":"high","follows_up":["a"]}
                {"type":"report","event":"a","document":"d1","date":"2024-01-04"}
                """, "two.jsonl", folder)
            let store = folder.appending(path: "a.events").path
            _ = try importing([one], into: store)
            let imported = try importing([two], into: store, isAppending: true)
            #expect(imported.totalCount == 3)
            let opened = try Readers.open([store])
            expectSame(opened.data, try Readers.open([one, two]).data, "records")
            #expect(opened.data.catalog.actors.actor("wei")?.isDeclared == true)
            // What a record says for the first time stays, as in one reading.
            let again = try Self.write(
                """
                {"type":"event","id":"c","kind":"aid","date":"2020"}
                {"type":"event","id":"d","kind":"aid","date":"2020","mood":5}
                """, "again.jsonl", folder)
            let third = try importing([again], into: store, isAppending: true)
            #expect(third.eventCount == 1 && third.report.files.map(\.path) == [again])
            #expect(third.report.files[0].refused.map(\.reason) == [.duplicateID])
            expectSame(try Readers.open([store]).data, try Readers.open([one, two, again]).data, "again")
            #expect(try Readers.open([store]).report.files.map(\.path) == [one, two, again])
        }
    }

    @Test func `what cannot be added is told, and the store stays as it was`() throws {
        try ImportTests.inFolder { folder in
            let one = try Self.write(
                #"{"type":"event","id":"a","kind":"aid","date":"2024-01-03","score":5}"#, "one.jsonl", folder)
            let store = folder.appending(path: "a.events").path
            _ = try importing([one], into: store)
            let before = try Data(contentsOf: URL(filePath: store))
            func fails(_ text: String, _ name: String, with error: ReadError) throws {
                let file = try Self.write(text, name, folder)
                #expect(throws: error) { try importing([file], into: store, isAppending: true) }
                #expect(try Data(contentsOf: URL(filePath: store)) == before)
            }
            #expect(throws: ReadError.self) {
                let file = try Self.write(#"{"type":"event","id":"a","kind":"aid"}"#, "same.jsonl", folder)
                _ = try importing([file], into: store, isAppending: true, options: ReadOptions(strict: true))
            }
            let copy = folder.appending(path: "copy.jsonl").path
            try FileManager.default.copyItem(atPath: one, toPath: copy)
            #expect(throws: ReadError.sameInput(path: copy, store: store)) {
                try importing([copy], into: store, isAppending: true)
            }
            try fails(
                Self.rows(0..<3, seed: 1), "gdelt.tsv",
                with: .mixedFormats(first: store, .record, second: folder.appending(path: "gdelt.tsv").path, .gdelt))
            let none = folder.appending(path: "none.events").path
            #expect(throws: ReadError.store(.nothingToAppendTo(path: none))) {
                try importing([one], into: none, isAppending: true)
            }
            #expect(throws: ReadError.store(.cancelled)) {
                try importing(
                    [try Self.write(#"{"type":"event","id":"z","kind":"aid"}"#, "z.jsonl", folder)], into: store,
                    isAppending: true, settings: ImportSettings(isCancelled: { true }))
            }
            #expect(try Data(contentsOf: URL(filePath: store)) == before)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.filter { $0.contains(".events") } == ["a.events"])
        }
    }

    @Test func `a damaged store is not carried over into a new one`() throws {
        try ImportTests.inFolder { folder in
            let file = try Self.write(Self.rows(0..<200, seed: 1), "a.tsv", folder)
            let more = try Self.write(Self.rows(200..<210, seed: 1), "b.tsv", folder)
            let store = folder.appending(path: "a.events").path
            _ = try importing([file], into: store)
            let good = try Data(contentsOf: URL(filePath: store))
            var refused = 0
            for place in stride(from: 64, to: good.count, by: max(1, good.count / 150)) {
                var bad = good
                bad[place] ^= 0x10
                try bad.write(to: URL(filePath: store))
                do {
                    _ = try importing([more], into: store, isAppending: true)
                    // A byte between two blocks means nothing; then all has to be there.
                    expectSame(try Readers.open([store]).data, try Readers.open([file, more]).data, "byte \(place)")
                } catch let error as ReadError {
                    guard case .store = error else { throw error }
                    #expect(try Data(contentsOf: URL(filePath: store)) == bad)
                    refused += 1
                }
            }
            #expect(refused > 100)
        }
    }

    @Test func `whoever asks a store goes on seeing it as it was while another adds to it`() throws {
        try ImportTests.inFolder { folder in
            let file = try Self.write(Self.rows(0..<200, seed: 1), "a.tsv", folder)
            let more = try Self.write(Self.rows(200..<260, seed: 1), "b.tsv", folder)
            let store = folder.appending(path: "a.events").path
            _ = try importing([file], into: store)
            let reader = try Readers.open([store])
            _ = try importing([more], into: store, isAppending: true)
            expectSame(reader.data, try Readers.open([file]).data, "the old view")
            #expect(reader.damage == nil)
            #expect(try Readers.open([store]).data.tables["events"]?.rowCount == 260)
        }
    }
}
