import Columnar
import EventModel
import Testing

@testable import Readers

@Suite("Dictionaries of bytes")
struct ByteDictionaryTests {
    @Test("Texts are numbered in the order in which they come, whatever the seed", arguments: [0, 1, UInt64.max])
    func numbers(_ seed: UInt64) {
        var dictionary = ByteDictionary(seed: seed)
        var expected: [String: Int] = [:]
        var generator = SystemLikeGenerator(state: 99)
        for _ in 0..<20_000 {
            let text = String(repeating: "é", count: Int(generator.next() % 9)) + String(generator.next() % 3_000)
            let bytes = Array("<\(text)>".utf8)
            let isNew = expected[text] == nil
            let number = expected[text] ?? expected.count
            expected[text] = number
            let found = dictionary.index(bytes.span, 1..<bytes.count - 1)
            #expect(found?.index == number && found?.isNew == isNew && dictionary.text(number) == text)
        }
        #expect(dictionary.count == expected.count)
        let sorted = dictionary.sortedIndices().map(dictionary.text)
        #expect(sorted == expected.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
}

@Suite("Real files of GDELT", .enabled(if: SharedData.has("gdelt")))
struct GDELTFileTests {
    @Test("A quarter of an hour of 2.0")
    func live() throws {
        let loaded = try Readers.open([SharedData.path("gdelt/20190121220000.export.CSV")])
        let events = loaded.rows("events")
        #expect(events.count == 1_629 && loaded.refusals.isEmpty && loaded.report.files[0].byteCount == 658_880)
        // 365, 30 and 7 days back: 23, 14 and 10 rows.
        #expect(loaded.data.tables["events"]?.segments.map(\.rowCount) == [1_582, 47])
        #expect(Set(events.compactMap { $0["kind"]?.name }).count == 100)
        #expect(Set(events.compactMap { $0["actor"]?.name } + events.compactMap { $0["target"]?.name }).count == 252)
        #expect(loaded.rows("documents").count == 360 && loaded.rows("reports").count == 1_629)
        #expect(loaded.data.catalog.actors.actors.count == 252)
        #expect(loaded.data.catalog.coverage == Coverage(Period(day(2019, 1, 20), day(2019, 1, 21)), isGuess: true))
        #expect(loaded.report.warnings.isEmpty, "\(loaded.report.warnings)")
    }

    @Test("A day of 1.0, and both together")
    func daily() throws {
        let daily = SharedData.path("gdelt/gdelt1_daily_58col.tsv")
        let loaded = try Readers.open([daily])
        #expect(loaded.rows("events").count == 509 && loaded.refusals.isEmpty)
        #expect(loaded.data.tables["events"]?.segments.map(\.rowCount) == [499, 10])
        #expect(loaded.rows("documents").count == 447)
        let both = try Readers.open([SharedData.path("gdelt/20190121220000.export.CSV"), daily])
        #expect(both.rows("events").count == 2_138 && both.data.catalog.actors.actors.count == 324)
    }

    @Test("Sums agree with those of another program")
    func sums() throws {
        let events = try Readers.open([SharedData.path("gdelt/20190121220000.export.CSV")]).rows("events")
        func sum(_ field: String) -> Double {
            events.reduce(0) { if case .number(let span)? = $1[field] { $0 + span.low } else { $0 } }
        }
        #expect(sum("mentions") == 7_418 && sum("articles") == 7_322 && sum("sources") == 1_682)
        #expect(abs(sum("tone") - -3836.4484729393726) < 1e-6)
        #expect(events.count { $0["root_event"] == .truth(.yes) } == 880)
        #expect(events.count { $0["place"] == .unknown } == 36 && events.count { $0["target"] == .unknown } == 422)
    }
}
