import Foundation
import Columnar
import EventModel
import Testing

@testable import Readers

@Suite("GDELT")
struct GDELTReaderTests {
    private func loadRow(_ changes: [String: String] = [:], width: Int = 61, options: ReadOptions = ReadOptions())
        throws -> Loaded
    {
        try load(GDELTRowMaker(changes).row(width) + "\n", options: options)
    }

    private func event(_ changes: [String: String] = [:], width: Int = 61) throws -> [String: Value] {
        let loaded = try loadRow(changes, width: width)
        #expect(loaded.refusals.isEmpty, "\(loaded.refusals)")
        return loaded.rows("events").first ?? [:]
    }

    @Test("Columns are named as GDELT names them", arguments: [57, 58, 61])
    func names(_ width: Int) throws {
        let layout = try #require(GDELTLayout(columnCount: width))
        var expected = GDELTRowMaker.names
        if width < 61 { expected.removeAll { $0.hasSuffix("ADM2Code") } }
        if width < 58 { expected.removeLast() }
        #expect((0..<width).map(layout.name(of:)) == expected)
    }

    @Test("Every column that says something of its own is reachable", arguments: [57, 58, 61])
    func columns(_ width: Int) throws {
        let place = [
            "Type": "4", "FullName": "Vientiane, Viangchan, Laos", "CountryCode": "LA", "ADM1Code": "LA24",
            "ADM2Code": "7", "Lat": "17.9667", "Long": "102.6",
            "FeatureID": "-3057685",
        ]
        var changes = Dictionary(uniqueKeysWithValues: place.map { ("ActionGeo_\($0.key)", $0.value) })
        changes.merge([
            "Actor1Code": "CHNMIL", "Actor1Name": "CHINESE ARMY", "Actor1CountryCode": "CHN", "Actor1Type1Code": "MIL",
            "Actor2Code": "MNCUSA",
            "Actor2Name": "EXXON", "Actor2CountryCode": "USA", "Actor2Type1Code": "MNC", "IsRootEvent": "1",
            "NumMentions": "10", "NumSources": "1", "NumArticles": "9",
            "AvgTone": "-0.522648083623693", "Actor1Geo_Type": "1", "Actor1Geo_FullName": "China",
            "Actor1Geo_CountryCode": "CH", "Actor1Geo_ADM1Code": "CH",
            "Actor1Geo_Lat": "35", "Actor1Geo_Long": "105", "Actor1Geo_FeatureID": "CH",
        ]) { _, new in new }
        let loaded = try loadRow(changes, width: width)
        let event = loaded.rows("events")[0]
        let known = width == 57 ? Value.unknown : date("2019-01-21")
        let expected: [String: Value] = [
            "id": .text("1"), "kind": .kind("reject.meeting"), "date": date("2019-01-21"), "known": known,
            "actor": .actor("CHNMIL"), "target": .actor("MNCUSA"),
            "place": .place("Vientiane, Viangchan, Laos"), "root_event": .truth(.yes),
            "mentions": .number(NumberSpan(10)), "sources": .number(NumberSpan(1)),
            "articles": .number(NumberSpan(9)), "tone": .number(NumberSpan(-0.522648083623693)),
            "actor_name": .text("CHINESE ARMY"), "target_name": .text("EXXON"),
            "actor_place": .place("CHN"), "target_place": .unknown, "place_type": .text("city"),
            "url": width == 57 ? .unknown : .text("http://x.org/a"),
            "added": .text(width == 61 ? "2019-01-21T22:00:00Z" : "2019-01-21"), "summary": .unknown,
            "because_of": .unknown, "amount": .unknown, "times": .unknown,
        ]
        for (field, value) in expected { #expect(event[field] == value, "\(field)") }
        #expect(
            loaded.data.catalog.places["Vientiane, Viangchan, Laos"]
                == Place(
                    id: "Vientiane, Viangchan, Laos", name: "Vientiane, Viangchan, Laos", country: "LAO",
                    latitude: 17.9667, longitude: 102.6))
        #expect(
            loaded.data.catalog.places["CHN"]?.name == "China" && loaded.data.catalog.places["CHN"]?.country == "CHN")
        let described = loaded.rows("places").first { $0["type"] == .text("city") } ?? [:]
        #expect(
            described["adm1"] == .text("LA24") && described["feature"] == .text("-3057685")
                && described["adm2"] == (width == 61 ? .text("7") : .unknown))
        #expect(loaded.rows("documents").compactMap { $0["id"]?.name } == (width == 57 ? [] : ["http://x.org/a"]))
        #expect(loaded.rows("reports").count == (width == 57 ? 0 : 1))
        #expect(loaded.report.warnings.isEmpty)
    }

    @Test("The standard fields come first and actors are single")
    func schema() throws {
        let fields = try #require(try loadRow().data.catalog.table("events")?.fields)
        #expect(Array(fields.prefix(15)) == EventFields.standard(severalActors: false))
    }

    @Test(
        "Dates that lie 7, 30, 365 or 3,650 days back are spans",
        arguments: [
            ("20190121", "2019-01-21"), ("20190120", "2019-01-20"), ("20190114", "[2019-01-07..2019-01-21]"),
            ("20181222", "2018-12"), ("20180121", "2018"),
            ("20090123", "200X"), ("20190115", "2019-01-15"), ("20181223", "2018-12-23"), ("20170121", "2017-01-21"),
        ])
    func relativeDates(_ day: String, _ expected: String) throws {
        #expect(try event(["SQLDATE": day])["date"] == date(expected))
        #expect(try event(["SQLDATE": day], width: 58)["date"] == date(expected))
        let exact = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"
        // The backfile's date of addition is that of a bulk load.
        #expect(try event(["SQLDATE": day], width: 57)["date"] == date(exact))
        #expect(
            try loadRow(["SQLDATE": day], options: ReadOptions(exactDates: true)).rows("events")[0]["date"]
                == date(exact))
    }

    @Test("Rows with exact days and rows with spans stand in segments of their own, reports beside them")
    func segments() throws {
        let rows = [("1", "20190121"), ("2", "20180121"), ("3", "20190120")].map {
            GDELTRowMaker(["GLOBALEVENTID": $0, "SQLDATE": $1, "SOURCEURL": $0 == "3" ? "" : "u\($0)"]).row()
        }
        let loaded = try load(rows.joined(separator: "\n"))
        #expect(loaded.data.tables["events"]?.segments.map(\.rowCount) == [2, 1])
        #expect(loaded.rows("events").compactMap { $0["id"]?.name } == ["1", "3", "2"])
        #expect(loaded.rows("reports").map { $0["event"] } == [.event("1"), .event("2")])
        #expect(loaded.rows("reports").map { $0["document"] } == [.text("u1"), .text("u2")])
        #expect(loaded.rows("events").map { $0["url"] } == [.text("u1"), .unknown, .text("u2")])
        #expect(loaded.data.catalog.coverage == Coverage(Period(day(2019, 1, 20), day(2019, 1, 21)), isGuess: true))
    }

    @Test("A document came out on the first day on which it came up")
    func documents() throws {
        let rows = [("1", "20190122000000"), ("2", "20190121234500")].map {
            GDELTRowMaker(["GLOBALEVENTID": $0, "DATEADDED": $1]).row()
        }
        let loaded = try load(rows.joined(separator: "\n"))
        #expect(loaded.rows("documents").map { $0["published"] } == [date("2019-01-21")])
        #expect(loaded.rows("events").map { $0["known"] } == [date("2019-01-22"), date("2019-01-21")])
        #expect(loaded.rows("reports").allSatisfy { $0["stance"] == .text("affirms") && $0["via"] == .unknown })
    }

    @Test(
        "Codes are texts: a zero in front makes another kind",
        arguments: [
            ("012", "01", "012"), ("120", "12", "120"), ("0211", "02", "0211"), ("1246", "12", "1246"),
            ("010", "01", "010"),
        ])
    func codes(_ code: String, _ root: String, _ expected: String) throws {
        #expect(
            try event(["EventCode": code, "EventRootCode": root, "QuadClass": "", "GoldsteinScale": ""])["kind"]
                == .kind(CAMEO.entry(code: expected)?.name ?? ""))
    }

    @Test(
        "Codes that lost their zero are read where the root code or the list leaves no doubt",
        arguments: [
            ("12", "1", "012"), ("10", "1", "010"), ("36", "3", "036"), ("36", "", "036"), ("211", "2", "0211"),
            ("12", "12", "12"), ("1", "1", "01"),
        ])
    func lostZeros(_ code: String, _ root: String, _ expected: String) throws {
        let loaded = try loadRow(["EventCode": code, "EventRootCode": root, "QuadClass": "", "GoldsteinScale": ""])
        #expect(loaded.rows("events").first?["kind"] == .kind(CAMEO.entry(code: expected)?.name ?? ""))
        let damages: [SpreadsheetDamage] = code == expected ? [] : [.lostZeros(rows: 1)]
        #expect(
            loaded.report.warnings.map(\.text)
                == damages.map { "\(loaded.report.files[0].path) went through a spreadsheet: \($0.text)" })
    }

    @Test("A time that a spreadsheet shortened is no time, in both ways of reading")
    func shortenedTime() throws {
        let rows = ["2.02E+13", "20190121220000", ""].enumerated().map { index, time in
            GDELTRowMaker(["GLOBALEVENTID": "\(index + 1)", "DATEADDED": time]).row()
        }
        try withFile(Array((rows.joined(separator: "\n") + "\n").utf8), named: "a.tsv") { path throws -> Void in
            let store = path + ".events"
            _ = try importing([path], into: store)
            for loaded in [try Readers.open([path]), try Readers.open([store])] {
                #expect(loaded.event("1")["added"] == .unknown && loaded.event("1")["known"] == .unknown)
                #expect(loaded.event("2")["added"] == .text("2019-01-21T22:00:00Z"))
                #expect(loaded.event("3")["added"] == .unknown)
                #expect(loaded.damage == nil)
            }
        }
    }

    @Test("A field longer than any value is refused, as it is in tables, in both ways of reading")
    func longField() throws {
        let long = String(repeating: "x", count: 16 << 20)
        let rows = [
            GDELTRowMaker(["SOURCEURL": long]).row(),
            GDELTRowMaker(["GLOBALEVENTID": "2", "SOURCEURL": long + "x"]).row(),
            GDELTRowMaker(["GLOBALEVENTID": "3"]).row(),
        ]
        try withFile(Array((rows.joined(separator: "\n") + "\n").utf8), named: "a.tsv") { path throws -> Void in
            let opened = try Readers.open([path]).report
            for report in [opened, try importing([path], into: path + ".events").report] {
                #expect(report.rowCount == 2 && report.files[0].refused.map(\.reason) == [.tooLong])
                let refusal = report.files[0].refused[0].examples[0]
                #expect(refusal.field == "SOURCEURL" && refusal.line == 2)
                #expect(refusal.detail == "found a field of more than 16777216 bytes")
            }
        }
    }

    @Test(
        "A row is refused with its column and reason",
        arguments: [
            (["SQLDATE": "20190132"], RefusalReason.badDate, "SQLDATE", "20190132"),
            (["SQLDATE": "2.02E+07"], .badDate, "SQLDATE", "2.02E+07"), (["SQLDATE": ""], .badDate, "SQLDATE", ""),
            (["DATEADDED": "20190132000000"], .badDate, "DATEADDED", "20190132000000"),
            (["DATEADDED": "yesterday"], .badDate, "DATEADDED", "yesterday"),
            (["DATEADDED": "20190121256199"], .badDate, "DATEADDED", "20190121256199"),
            (["DATEADDED": "20190121240000"], .badDate, "DATEADDED", "20190121240000"),
            (["EventCode": "999"], .unknownKind, "EventCode", "999"),
            (["EventCode": "---"], .unknownKind, "EventCode", "---"),
            (["EventCode": ""], .unknownKind, "EventCode", ""),
            (["EventCode": "12", "EventRootCode": ""], .ambiguousKind, "EventCode", "12"),
            (["EventCode": "12", "EventRootCode": "7"], .ambiguousKind, "EventCode", "12"),
            (["GLOBALEVENTID": "8.18E+08"], .badID, "GLOBALEVENTID", "8.18E+08"),
            (["GLOBALEVENTID": "007"], .badID, "GLOBALEVENTID", "007"),
            (["NumMentions": "many"], .badNumber, "NumMentions", "many"),
            (["AvgTone": "-0,52"], .badNumber, "AvgTone", "-0,52"),
            (["IsRootEvent": "2"], .badNumber, "IsRootEvent", "2"),
            (["GoldsteinScale": "x"], .badNumber, "GoldsteinScale", "x"),
        ] as [([String: String], RefusalReason, String, String)])
    func refused(_ changes: [String: String], _ reason: RefusalReason, _ field: String, _ excerpt: String) throws {
        let loaded = try load(
            [GDELTRowMaker().row(), GDELTRowMaker(changes).row(), GDELTRowMaker(["GLOBALEVENTID": "2"]).row()].joined(
                separator: "\n"))
        #expect(loaded.rows("events").count == 2 && loaded.refusals.count == 1)
        let refusal = try #require(loaded.refusals.first)
        #expect(
            refusal.reason == reason && refusal.field == field && refusal.line == 2 && refusal.excerpt == excerpt,
            "\(refusal)")
        let column = GDELTRowMaker(changes).row().components(separatedBy: "\t").prefix(
            GDELTRowMaker.names.firstIndex(of: field) ?? 0
        ).map { $0.utf8.count + 1 }.reduce(1, +)
        #expect(refusal.column == column)
    }

    @Test("A row of another width is refused, widths may be mixed")
    func widths() throws {
        let rows = [
            GDELTRowMaker().row(61), GDELTRowMaker(["GLOBALEVENTID": "2"]).row(58), GDELTRowMaker().row(61) + "\tmore",
            "x", "", GDELTRowMaker(["GLOBALEVENTID": "3"]).row(57),
        ]
        let loaded = try load(rows.joined(separator: "\r\n"))
        #expect(loaded.rows("events").count == 3)
        #expect(
            loaded.refusals.map(\.reason) == [.columnCount, .columnCount] && loaded.refusals.map(\.line) == [3, 4])
        #expect(loaded.refusals[0].detail == "found 62 columns, expected 57, 58 or 61")
    }

    @Test("Bytes that are not UTF-8 refuse the row that brings them")
    func notUTF8() throws {
        let bytes =
            Array((GDELTRowMaker().row() + "\n").utf8)
            + Array(GDELTRowMaker(["GLOBALEVENTID": "2", "Actor1Code": "USA", "Actor1Name": "X@Y"]).row().utf8).map {
                $0 == 0x40 ? 0xFF : $0
            }
        let loaded = try withFile(bytes) { (path: String) throws -> Loaded in try Readers.open([path]) }
        #expect(
            loaded.rows("events").count == 1 && loaded.refusals.map(\.reason) == [.notUTF8]
                && loaded.refusals[0].field == "Actor1Name")
    }

    @Test("A strict reading ends at the first refusal")
    func strict() throws {
        let bad = GDELTRowMaker(["EventCode": "999"]).row()
        #expect(throws: ReadError.self) {
            try load(GDELTRowMaker().row() + "\n" + bad, options: ReadOptions(strict: true))
        }
    }

    @Test("A file out of a spreadsheet is read as far as it can be, and its damages are named")
    func spreadsheet() throws {
        var rows = [
            GDELTRowMaker([
                "DATEADDED": "2.01902E+13", "EventCode": "12", "EventRootCode": "1", "QuadClass": "1",
                "GoldsteinScale": "-0.4",
            ]),
            GDELTRowMaker(["GLOBALEVENTID": "2", "DATEADDED": "2.01902E+13", "SQLDATE": "20180121"]),
            GDELTRowMaker(["GLOBALEVENTID": "3", "EventCode": "12", "EventRootCode": ""]),
        ]
        for index in rows.indices { rows[index].separator = ";" }
        let text =
            "\u{FEFF}"
            + ([GDELTRowMaker.names.joined(separator: ";")] + rows.map { $0.row() }).joined(separator: "\r\n")
        let loaded = try load(text)
        #expect(
            loaded.report.warnings == [
                .spreadsheetDamage(
                    path: loaded.report.files[0].path,
                    damages: [.semicolons, .shortenedNumbers(rows: 2), .lostZeros(rows: 1), .header])
            ])
        #expect(
            loaded.rows("events").map { $0["kind"] } == [
                .kind(CAMEO.entry(code: "012")?.name ?? ""), .kind("reject.meeting"),
            ])
        // Without the date of addition nothing says which dates come from phrases.
        #expect(loaded.rows("events").map { $0["date"] } == [date("2019-01-21"), date("2018-01-21")])
        #expect(loaded.rows("events").allSatisfy { $0["known"] == .unknown })
        #expect(loaded.refusals.map(\.reason) == [.ambiguousKind] && loaded.refusals.map(\.line) == [4])
    }

    @Test("A header between tabs is no damage")
    func header() throws {
        let loaded = try load(GDELTRowMaker.names.joined(separator: "\t") + "\n" + GDELTRowMaker().row())
        #expect(loaded.report.warnings.isEmpty && loaded.refusals.isEmpty && loaded.rows("events").count == 1)
    }

    @Test("Values that do not belong to the kind or the code are counted")
    func differences() throws {
        let rows = [
            GDELTRowMaker(["GoldsteinScale": "-4.9", "Actor1Code": "CHNMIL", "Actor1CountryCode": "CHN"]),
            GDELTRowMaker(["GLOBALEVENTID": "2", "QuadClass": "4", "Actor1Code": "CHNMIL", "Actor1CountryCode": "TWN"]),
            GDELTRowMaker(["GLOBALEVENTID": "1"]),
        ]
        let loaded = try load(rows.map { $0.row() }.joined(separator: "\n"))
        #expect(
            Set(loaded.report.warnings) == [
                .goldsteinDiffers(rows: 1), .quadClassDiffers(rows: 1), .actorPartsDiffer(rows: 1),
                .repeatedIDs(rows: 1),
            ])
        #expect(loaded.rows("events").compactMap { $0["id"]?.name } == ["1", "2", "1"])
    }

    @Test("GDELT's own reading of a code decides on country and roles")
    func actors() throws {
        let loaded = try loadRow([
            "Actor1Code": "IGOJUDICC", "Actor1KnownGroupCode": "ICC", "Actor1Type1Code": "IGO",
            "Actor1Type2Code": "JUD", "Actor2Code": "USAJEW", "Actor2CountryCode": "USA",
            "Actor2Religion1Code": "JEW",
        ])
        let actors = loaded.data.catalog.actors
        #expect(actors.actor("IGOJUDICC")?.roles == ["IGO", "JUD"] && actors.actor("IGOJUDICC")?.country == nil)
        #expect(actors.country(of: "USAJEW") == "USA" && actors.isWithin("USAJEW", "USA"))
        let rows = loaded.rows("actors")
        #expect(rows.first { $0["id"] == .actor("IGOJUDICC") }?["group"] == .text("ICC"))
        #expect(rows.first { $0["id"] == .actor("USAJEW") }?["religions"] == .list([.text("JEW")]))
    }

    @Test("Places of one name are told apart, districts left out are filled in")
    func places() throws {
        func row(_ id: String, _ adm1: String, _ adm2: String, _ feature: String) -> String {
            GDELTRowMaker([
                "GLOBALEVENTID": id, "ActionGeo_Type": "3", "ActionGeo_FullName": "Springfield",
                "ActionGeo_CountryCode": "US", "ActionGeo_ADM1Code": adm1, "ActionGeo_ADM2Code": adm2,
                "ActionGeo_FeatureID": feature,
            ]).row()
        }
        let loaded = try load(
            [
                row("1", "USIL", "", "11"), row("2", "USIL", "IL1", "11"), row("3", "USMA", "MA1", "22"),
                row("4", "USMA", "MA1", ""),
            ].joined(separator: "\n"))
        #expect(
            loaded.rows("events").compactMap { $0["place"]?.name } == [
                "Springfield", "Springfield", "Springfield (22)", "Springfield (2)",
            ])
        #expect(loaded.rows("places").first { $0["id"] == .place("Springfield") }?["adm2"] == .text("IL1"))
        #expect(loaded.data.catalog.isPlace("Springfield (22)", within: "USA"))
    }

    @Test("Several files make one data set, empty ones among them")
    func severalFiles() throws {
        let loaded = try withFile(Array(GDELTRowMaker().row().utf8)) { (first: String) throws -> Loaded in
            try withFile(Array(GDELTRowMaker(["GLOBALEVENTID": "2", "SQLDATE": "20180101"]).row(58).utf8)) {
                (second: String) throws -> Loaded in
                try withFile([]) { (empty: String) throws -> Loaded in try Readers.open([first, empty, second]) }
            }
        }
        #expect(
            loaded.rows("events").count == 2 && Set(loaded.report.files.map(\.rowCount)) == [0, 1]
                && loaded.report.files.count == 3)
    }

    @Test("Blocks of any size give the same rows")
    func blocks() throws {
        var log = ReadLog(strict: false)
        log.begin("x", .gdelt)
        let rows = (1...50).map {
            GDELTRowMaker(["GLOBALEVENTID": "\($0)", "Actor1Code": "A\($0 % 7)", "SOURCEURL": "u\($0 % 11)"]).row(
                $0 % 3 == 0 ? 58 : 61)
        }
        let bytes = Array(rows.joined(separator: "\n").utf8)
        var contents: [[String]] = []
        for size in [bytes.count + 1, 700, 1] {
            try withFile(bytes) { (path: String) throws -> Void in
                var blocks = LineBlocks(try InputFile(path: path), blockSize: size)
                var reader = GDELTReader(exactDates: false)
                reader.beginFile(path)
                while try blocks.next() { try reader.read(blocks.block.span, &log) }
                contents.append(reader.finish(name: "x", &log).content)
            }
        }
        #expect(contents[0] == contents[1] && contents[0] == contents[2] && log.report.refusedCount == 0)
    }
}
