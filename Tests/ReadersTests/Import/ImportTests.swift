import Columnar
import EventModel
import Foundation
import Store
import Testing

@testable import Readers

/// An import in pieces puts into a store what opening the same files holds in memory.
@Suite("Imports in pieces")
struct ImportTests {
    /// Rows of GDELT with every oddity that readers know, in an order that depends on the seed alone.
    static func rows(_ count: Int, seed: UInt64, rising: Bool = true) -> [String] {
        var generator = Mix(state: seed)
        var id = 400_000_000
        return (0..<count).map { index in
            id += rising || generator.upTo(9) > 0 ? 1 : -generator.upTo(40)
            let added = "201901\(10 + generator.upTo(15))"
            let days = ["20190\(1 + generator.upTo(2))0\(1 + generator.upTo(8))", "20180121", "20190114", added]
            let actors = [
                ("", "", ""), ("USA", "UNITED STATES", "USA"), ("USAGOV", "PRESIDENT", "USA"), ("CHN", "CHINA", "CHN"),
                ("COP", "", ""), ("", "NAMELESS", ""), ("X\(generator.upTo(300))", "N\(generator.upTo(300))", ""),
            ]
            let kinds = [("125", "12", "-5.0"), ("010", "01", "0.0"), ("190", "19", "-10.0"), ("042", "04", "1.9")]
            let (actor, target) = (actors[generator.upTo(7)], actors[generator.upTo(7)])
            let kind = kinds[generator.upTo(4)]
            var values = [
                "GLOBALEVENTID": "\(id)", "SQLDATE": days[generator.upTo(4)], "EventCode": kind.0,
                "EventRootCode": kind.1, "QuadClass": "3", "GoldsteinScale": kind.2, "DATEADDED": "\(added)220000",
                "IsRootEvent": "\(generator.upTo(2))", "NumMentions": "\(generator.upTo(300))", "NumSources": "1",
                "NumArticles": "\(generator.upTo(70_000))",
                "AvgTone": ["-1.25", "3.4313725490196", "0", "-0"][generator.upTo(4)],
                "Actor1Code": actor.0, "Actor1Name": actor.1, "Actor1CountryCode": actor.2,
                "Actor2Code": target.0, "Actor2Name": target.1, "Actor2CountryCode": target.2,
                "SOURCEURL": generator.upTo(20) == 0 ? "" : "http://x.org/\(generator.upTo(count / 3 + 1))",
            ]
            let place = generator.upTo(60)
            values["ActionGeo_Type"] = "\(1 + place % 5)"
            values["ActionGeo_FullName"] = place == 0 ? "" : "Place \(place % 40)"
            values["ActionGeo_CountryCode"] = ["US", "CH", "QQ"][place % 3]
            values["ActionGeo_FeatureID"] = "\(place)"
            values["ActionGeo_ADM2Code"] = place % 4 == 0 ? "A\(place)" : ""
            switch generator.upTo(40) {
            case 0: values["NumMentions"] = ["", "x", "2.5", "99999999999"][generator.upTo(4)]
            case 1: values["AvgTone"] = ["", "9.3e-05", "1e400", "-2.47678018575851234"][generator.upTo(4)]
            case 2: values["SQLDATE"] = "20190231"
            case 3: values["EventCode"] = ["9999", "", "12"][generator.upTo(3)]
            case 4: values["DATEADDED"] = ["", "2.02E+13", "20190121256000"][generator.upTo(3)]
            case 5: values["GLOBALEVENTID"] = ["", "007", "x"][generator.upTo(3)]
            case 6: values["IsRootEvent"] = ["", "2"][generator.upTo(2)]
            case 7: values["Actor1CountryCode"] = "CHN"
            case 8: values["GoldsteinScale"] = "7"
            case _: break
            }
            let row = GDELTRowMaker(values).row([61, 61, 58, 57][generator.upTo(4)])
            switch generator.upTo(60) {
            case 0: return row + "\tone more"
            case 1: return row + "\r"
            case 2: return ""
            case _: return row
            }
        }
    }

    /// Tables as sets of rows: the order of rows says nothing, but that of the catalogue does.
    static func content(_ data: DataSet) -> [String] {
        let unordered: Set<String> = ["events", "reports", "documents"]
        var lines: [String] = []
        for (name, table) in data.tables.sorted(by: { $0.key < $1.key }) {
            let names = table.schema.fields.map(\.name)
            let rows = data.rows(name).map { row in "\(name) \(names.map { row[$0].map { "\($0)" } ?? "" })" }
            lines += unordered.contains(name) ? rows.sorted() : rows
        }
        lines.append("\(data.catalog.actors.actors)")
        lines.append("\(data.catalog.places.values.sorted { $0.id < $1.id })")
        lines.append("\(String(describing: data.catalog.coverage)) \(data.catalog.tables)")
        return lines
    }

    static func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-pieces-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// Imports files and compares what comes out of the store with what opening them gives.
    private func expectSame(_ paths: [String], _ settings: ImportSettings, _ folder: URL, _ note: String) throws {
        let store = folder.appending(path: "a.events").path
        let imported = try importing(paths, into: store, settings: settings)
        let opened = try Readers.open([store])
        let whole = try Readers.open(paths)
        #expect(opened.damage == nil, "\(note)")
        let (one, two) = (Self.content(opened.data), Self.content(whole.data))
        #expect(one.count == two.count, "\(note)")
        for (left, right) in zip(one, two) where left != right {
            Issue.record("\(note): \(left) is not \(right)")
            break
        }
        #expect(opened.damage == nil, "\(note)")
        func plain(_ report: ReadReport) -> [FileReport] {
            report.files.map { file in
                var file = file
                file.digest = nil
                return file
            }
        }
        #expect(plain(imported.report) == plain(whole.report), "\(note)")
        #expect(Set(imported.report.warnings) == Set(whole.report.warnings), "\(note)")
        #expect(imported.eventCount == whole.data.tables["events"]?.rowCount, "\(note)")
    }

    @Test(
        "a store made in pieces of any size by any number of threads holds what the file does",
        arguments: [
            (ImportLimits(), 2), (ImportLimits(exactRows: 7, wideRows: 3), 1),
            (ImportLimits(exactRows: 64, wideRows: 5, stripeBytes: 700), 2),
            (ImportLimits(exactRows: 1, wideRows: 1, textBytes: 1, stripeBytes: 1), 3),
            (ImportLimits(exactRows: 300, wideRows: 300, textBytes: 200, stripeBytes: 4_096), 4),
        ] as [(ImportLimits, Int)])
    func pieces(limits: ImportLimits, threads: Int) throws {
        try Self.inFolder { folder in
            for (seed, isRising) in [(1, true), (2, false)] as [(UInt64, Bool)] {
                let path = folder.appending(path: "\(seed).tsv").path
                let text = Self.rows(700, seed: seed, rising: isRising).joined(separator: "\n")
                try Data((text + (seed == 1 ? "\n" : "")).utf8).write(to: URL(filePath: path))
                try expectSame(
                    [path], ImportSettings(threads: threads, limits: limits), folder, "seed \(seed) \(limits)")
            }
        }
    }

    @Test func `several files, with a header, semicolons, a byte order mark or nothing in them, become one store`()
        throws
    {
        try Self.inFolder { folder in
            var paths: [String] = []
            func add(_ text: String) throws {
                let path = folder.appending(path: "\(paths.count).tsv").path
                try Data(text.utf8).write(to: URL(filePath: path))
                paths.append(path)
            }
            try add(Self.rows(40, seed: 3).joined(separator: "\n"))
            try add("")
            try add(
                "\u{FEFF}" + GDELTRowMaker.names.joined(separator: "\t") + "\r\n"
                    + Self.rows(30, seed: 4).joined(separator: "\r\n"))
            try add(Self.rows(20, seed: 5).joined(separator: "\n").replacing("\t", with: ";"))
            try add(Self.rows(20, seed: 6).joined(separator: "\n") + "\n\u{1}\tbroken\n")
            for limits in [ImportLimits(), ImportLimits(exactRows: 9, wideRows: 4, stripeBytes: 512)] {
                try expectSame(paths, ImportSettings(limits: limits), folder, "\(limits)")
            }
        }
    }

    @Test func `bytes that are not UTF-8 are refused in pieces as they are at once`() throws {
        try Self.inFolder { folder in
            let rows = Self.rows(60, seed: 8).joined(separator: "\n")
            var bytes = Array(rows.utf8)
            for place in stride(from: 100, to: bytes.count, by: 331) where bytes[place] > 0x20 { bytes[place] = 0xFF }
            let path = folder.appending(path: "a.tsv").path
            try Data(bytes).write(to: URL(filePath: path))
            try expectSame([path], ImportSettings(limits: ImportLimits(stripeBytes: 999)), folder, "bad bytes")
        }
    }

    @Test func `the same bytes under two names are told, with a digest that does not go by the stripes`() throws {
        try Self.inFolder { folder in
            let text = Data(Self.rows(50, seed: 9).joined(separator: "\n").utf8)
            let (one, two) = (folder.appending(path: "1.tsv"), folder.appending(path: "2.tsv"))
            try text.write(to: one)
            try text.write(to: two)
            let store = folder.appending(path: "a.events").path
            var digests: Set<UInt32?> = []
            for size in [1, 1_000, 1 << 20] {
                let imported = try importing(
                    [one.path, two.path], into: store,
                    settings: ImportSettings(limits: ImportLimits(stripeBytes: size)))
                #expect(imported.report.warnings.contains(.sameContent(first: one.path, second: two.path)))
                for file in imported.report.files { digests.insert(file.digest) }
                #expect(try Readers.open([store]).report.files.map(\.digest) == imported.report.files.map(\.digest))
            }
            #expect(digests.count == 1 && digests.first != .some(nil))
        }
    }

    @Test func `an import that is stopped, or meets a bad row in strict reading, leaves what was there`() throws {
        try Self.inFolder { folder in
            let path = folder.appending(path: "a.tsv").path
            try Data(Self.rows(300, seed: 10).joined(separator: "\n").utf8).write(to: URL(filePath: path))
            let store = folder.appending(path: "a.events").path
            try open(example: ReadOptions()).write(to: store, isCancelled: { false })
            let before = try Data(contentsOf: URL(filePath: store))
            let limits = ImportLimits(exactRows: 20, wideRows: 5, stripeBytes: 2_000)
            #expect(throws: ReadError.store(.cancelled)) {
                try importing(
                    [path], into: store, settings: ImportSettings(limits: limits, isCancelled: { true }))
            }
            #expect(throws: ReadError.self) {
                try importing(
                    [path], into: store, options: ReadOptions(strict: true), settings: ImportSettings(limits: limits))
            }
            #expect(try Data(contentsOf: URL(filePath: store)) == before)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.events", "a.tsv"])
        }
    }
}

/// Numbers that depend on a seed alone.
struct Mix {
    var state: UInt64

    mutating func upTo(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }
}
