import Columnar
import EventModel
import Testing

@testable import Readers

/// Who the names of ICEWS are, and where its places lie.
@Suite struct ICEWSNamesTests {
    // MARK: Actors

    @Test func `a country's name is the country, by whatever name it goes`() throws {
        let loaded = try ICEWSRowMaker.load([
            ["Source Name": "Russia", "Source Country": "Russian Federation"],
            ["Event ID": "2", "Source Name": "Russian Federation", "Source Country": "Russian Federation"],
        ])
        #expect(loaded.rows("events").map { $0["actor"] } == [.actor("RUS"), .actor("RUS")])
        let russia = loaded.data.catalog.actors.actor("RUS")
        #expect(russia?.type == "country")
        #expect(loaded.rows("actors").count { $0["id"] == .actor("RUS") } == 1)
    }

    @Test func `a name in a country of another name is not that country`() throws {
        let loaded = try ICEWSRowMaker.load([
            ["Source Name": "Georgia", "Source Country": "United States", "Target Name": "Can", "Target Country": "NA"]
        ])
        #expect(loaded.event("100")["actor"] == .actor("Georgia"))
        #expect(loaded.data.catalog.actors.actor("Georgia")?.country == "USA")
        // A name of three letters is no code.
        #expect(loaded.event("100")["target"] == .actor("Can"))
        #expect(loaded.data.catalog.actors.country(of: "Can") == nil)
    }

    @Test func `the country of an actor is that of its column, else the one in brackets`() throws {
        let loaded = try ICEWSRowMaker.load([
            ["Source Name": "Xi Jinping", "Source Country": "China"],
            ["Event ID": "2", "Source Name": "Police (Singapore)", "Source Country": "NA"],
            ["Event ID": "3", "Source Name": "Ministry (Africa)", "Source Country": "NA"],
            ["Event ID": "4", "Source Name": "Embassy (France)", "Source Country": "Germany"],
        ])
        let actors = loaded.data.catalog.actors
        #expect(actors.country(of: "Xi Jinping") == "CHN")
        #expect(actors.isWithin("Xi Jinping", "CHN"))
        #expect(actors.country(of: "Police (Singapore)") == "SGP")
        #expect(actors.country(of: "Ministry (Africa)") == nil)
        #expect(actors.country(of: "Embassy (France)") == "DEU")
    }

    @Test func `the country that most rows give an actor counts, and the others are told`() throws {
        let rows = ["Syria", "Iraq", "Iraq", "NA"].enumerated().map { number, country in
            ["Event ID": "\(number)", "Source Name": "A Group", "Source Country": country]
        }
        let loaded = try ICEWSRowMaker.load(rows)
        #expect(loaded.data.catalog.actors.actor("A Group")?.country == "IRQ")
        #expect(loaded.report.warnings == [.actorCountriesDiffer(rows: 1)])
    }

    @Test func `a country that no list has is told and kept as written`() throws {
        let loaded = try ICEWSRowMaker.load([["Source Name": "King", "Source Country": "Ruritania"]])
        #expect(loaded.report.warnings == [.unknownCountryCodes(["Ruritania"])])
        #expect(loaded.data.catalog.actors.actor("King")?.country == "Ruritania")
    }

    @Test func `sectors are a set, whatever their order`() throws {
        let loaded = try ICEWSRowMaker.load([
            ["Source Sectors": "Executive,Government"],
            ["Event ID": "2", "Source Sectors": "Government, Executive,Government"],
            ["Event ID": "3", "Source Sectors": "Parties"],
        ])
        let both = Value.list([.text("Executive"), .text("Government")])
        #expect(loaded.rows("events").map { $0["actor_sectors"] } == [both, both, .list([.text("Parties")])])
        // The actor has all that it was at one time or another.
        #expect(
            loaded.data.catalog.actors.actor("Citizen (India)")?.roles == ["Executive", "Government", "Parties"])
    }

    @Test func `a publisher that acts as well stays the actor it is`() throws {
        let loaded = try ICEWSRowMaker.load([["Source Name": "The Daily", "Source Country": "India"]])
        #expect(loaded.rows("actors").count { $0["id"] == .actor("The Daily") } == 1)
        #expect(loaded.data.catalog.actors.country(of: "The Daily") == "IND")
    }

    // MARK: Places

    @Test func `places go by their names from city to country`() throws {
        let none = ["City": "NA", "District": "NA", "Province": "NA"]
        let loaded = try ICEWSRowMaker.load([
            [:], ["Event ID": "2", "City": "NA"],
            none.merging(["Event ID": "3"]) { $1 },
            none.merging(["Event ID": "4", "Latitude": "20"]) { $1 },
            ["Event ID": "5", "District": "Old Town"], ["Event ID": "6"],
        ])
        #expect(
            loaded.rows("events").compactMap { $0["place"]?.name } == [
                "Delhi, Delhi State, India", "Delhi State, India", "IND", "India (2)",
                "Delhi, Old Town, Delhi State, India", "Delhi, Delhi State, India",
            ])
        let places = loaded.data.catalog.places
        #expect(places.count == 5)
        #expect(places.values.allSatisfy { $0.country == "IND" })
        #expect(places["Delhi, Delhi State, India"]?.name == "Delhi")
        #expect(places["India (2)"]?.latitude == 20)
        let row = loaded.rows("places").first { $0["id"] == .place("Delhi State, India") }
        #expect(row?["city"] == .unknown)
        #expect(row?["province"] == .text("Delhi State"))
    }

    @Test func `coordinates without a name are no place`() throws {
        let loaded = try ICEWSRowMaker.load([["City": "NA", "District": "NA", "Province": "NA", "Country": "NA"]])
        #expect(loaded.event("100")["place"] == .unknown)
    }

    // MARK: Triples

    @Test func `triples have neither ids nor reports`() throws {
        let loaded = try load(
            "China\tMake statement\tPolice (Singapore)\t2018-09-01\nXi Jinping\tConsult\tNA\t2018-10-31\n")
        let events = loaded.rows("events")
        #expect(events.map { $0["id"] } == [.text("1"), .text("2")])
        #expect(events.map { $0["kind"] } == [.kind("statement.general"), .kind("consult.general")])
        #expect(events.map { $0["actor"] } == [.actor("CHN"), .actor("Xi Jinping")])
        #expect(events.map { $0["target"] } == [.actor("Police (Singapore)"), .unknown])
        #expect(events[0]["intensity"] == nil)
        #expect(loaded.rows("reports").isEmpty)
        #expect(loaded.report.warnings.isEmpty)
        #expect(loaded.data.catalog.coverage?.period == Period(day(2018, 9, 1), day(2018, 10, 31)))
    }

    @Test func `triples with the day in front, with or without a header, say the same`() throws {
        let behind = try load("China\tConsult\tTaiwan\t2018-09-01")
        let front = try load("2018-09-01\tChina\tConsult\tTaiwan")
        let headed = try load("date\tsource\tevent\ttarget\n2018-09-01\tChina\tConsult\tTaiwan\r\n")
        let turned = try load("target\tdate\tsource\tevent\nTaiwan\t2018-09-01\tChina\tConsult", forced: .icews)
        for other in [front, headed, turned] { #expect(other.data.content == behind.data.content) }
        #expect(headed.report.rowCount == 1 && headed.report.refusedCount == 0)
    }

    // MARK: Refusals

    @Test(
        "a row that cannot be read is refused with its place and leaves nothing behind",
        arguments: [
            ("Event ID", "12a", RefusalReason.badID), ("Event ID", "NA", .badID),
            ("Event Date", "2018-02-30", .badDate),
            ("Event Date", "yesterday", .badDate), ("Event Date", "1/2/3/4", .badDate),
            ("Event Date", "//2018", .badDate),
            ("Intensity", "high", .badNumber), ("Sentence Number", "two", .badNumber), ("Latitude", "91", .badNumber),
            ("Longitude", "-180.5", .badNumber), ("Longitude", "1e999", .badNumber), ("CAMEO Code", "4x", .unknownKind),
        ])
    func refused(_ column: String, _ value: String, _ reason: RefusalReason) throws {
        let loaded = try ICEWSRowMaker.load([
            ["Source Name": "Nobody", "City": "Nowhere", "Publisher": "None", "Story ID": "9", column: value]
        ])
        let refusal = loaded.refusals.first
        #expect(refusal?.reason == reason)
        #expect(refusal?.field == column)
        #expect(refusal?.line == 2)
        #expect(refusal?.excerpt == value)
        #expect(loaded.report.rowCount == 0 && loaded.report.refusedCount == 1)
        #expect(loaded.rows("actors").isEmpty && loaded.rows("documents").isEmpty)
        #expect(loaded.data.catalog.places.isEmpty)
    }

    @Test func `a row of another number of columns is refused`() throws {
        let text =
            ICEWSRowMaker.header + "\n100\t2018-06-01\n" + ICEWSRowMaker().row() + "\tmore\n\n" + ICEWSRowMaker().row()
        let loaded = try load(text)
        #expect(loaded.refusals.map(\.reason) == [.columnCount, .columnCount])
        #expect(loaded.refusals.map(\.detail) == ["found 2 columns, expected 20", "found 21 columns, expected 20"])
        #expect(loaded.report.rowCount == 1)
    }

    @Test func `bytes that are not UTF-8 are refused by their column`() throws {
        var bytes = Array((ICEWSRowMaker.header + "\n").utf8)
        bytes += Array(ICEWSRowMaker().row(["Target Name": "Jos@ Martí"]).utf8).map {
            $0 == UInt8(ascii: "@") ? 0xE9 : $0
        }
        let loaded = try withFile(bytes) { (path: String) throws -> Loaded in try Readers.open([path]) }
        #expect(loaded.refusals.map(\.reason) == [.notUTF8])
        #expect(loaded.refusals.first?.field == "Target Name")
    }

    @Test func `the first row that cannot be read ends a strict reading`() {
        #expect(throws: ReadError.self) {
            try load(
                ICEWSRowMaker.file([[:], ["Event Date": "never"]]), options: ReadOptions(strict: true))
        }
    }
}

private func load(_ text: String, forced format: Format) throws -> Loaded {
    try load(text, options: ReadOptions(format: format))
}
