import Columnar
import EventModel
import Testing

@testable import Readers

/// Real files of ICEWS (Boschee et al., ICEWS Coded Event Data, Harvard Dataverse): two days of June 2018, and
/// two months of the same year as triples. The numbers are those of a dozen lines of Python that split the lines at tabs
/// and count with `collections.Counter`.
@Suite(.enabled(if: SharedData.has("icews")))
struct ICEWSFileTests {
    private static let events = Result { try Readers.open([SharedData.path("icews/events.2018.sample.tab")]) }
    private static let triples = Result { try Readers.open([SharedData.path("icews/icews18_sep-oct_decoded.tsv")]) }

    @Test func `all rows of the sample are read without complaint`() throws {
        let loaded = try Self.events.get()
        #expect(loaded.report.rowCount == 3705)
        #expect(loaded.report.refusedCount == 0)
        // No id repeats, each country is known, and each intensity and text is that of its code.
        #expect(loaded.report.warnings.isEmpty)
        #expect(loaded.data.tables["reports"]?.rowCount == 3705)
        #expect(loaded.data.tables["documents"]?.rowCount == 1876)
        #expect(loaded.data.tables["places"]?.rowCount == 676)
        #expect(loaded.data.catalog.actors.actors.count { $0.type != "outlet" } >= 1397)
        #expect(loaded.data.catalog.coverage?.period == Period(day(2018, 6, 1), day(2018, 6, 2)))
    }

    @Test func `codes, countries and days of the sample are counted as by other means`() throws {
        let loaded = try Self.events.get()
        let rows = loaded.rows("events")
        let kinds = Self.counts(rows.compactMap { $0["kind"]?.name.flatMap { CAMEO.entry(name: $0)?.code } })
        let expected = [
            "010": 528, "040": 492, "036": 295, "173": 244, "020": 170, "042": 149, "043": 148, "051": 139,
        ]
        for (code, count) in expected { #expect(kinds[code] == count, "\(code)") }
        #expect(kinds.count == 122)
        let places = loaded.data.catalog.places
        let countries = Self.counts(rows.compactMap { $0["place"]?.name.flatMap { places[$0]?.country } })
        #expect(countries["IND"] == 708 && countries["USA"] == 347 && countries["PRK"] == 212)
        #expect(rows.count { $0["date"] == date("2018-06-01") } == 2359)
        #expect(rows.count { $0["date"] == date("2018-06-02") } == 1346)
        #expect(rows.count { $0["actor_sectors"] == .unknown } == 875)
        #expect(rows.count { $0["target_sectors"] == .unknown } == 1135)
    }

    @Test func `all triples are read, with months and roots counted as by other means`() throws {
        let loaded = try Self.triples.get()
        #expect(loaded.report.rowCount == 95_540)
        #expect(loaded.report.refusedCount == 0)
        #expect(loaded.report.warnings.isEmpty)
        #expect(loaded.data.catalog.actors.actors.count == 11_382)
        let summary = info(loaded, limit: 3)
        #expect(summary.kinds.map(\.name) == ["statement.general", "consult.general", "appeal.general"])
        #expect(summary.kinds.map(\.count) == [16_730, 10_162, 5_427])
        #expect(summary.actors.map(\.name) == ["Citizen (India)", "USA", "IND"])
        #expect(summary.dates == DateSpan(day(2018, 8, 29), day(2018, 10, 31)))
        #expect(summary.tables.map(\.name) == ["events", "actors", "kinds"])
    }

    private static func counts(_ names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
