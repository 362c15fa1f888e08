import Columnar
import EventModel
import Testing

@testable import Readers

@Suite struct POLECATReaderTests {
    private let maker = TableMaker.polecat

    @Test func `a row becomes an event of a type of PLOVER`() throws {
        let loaded = try maker.load([[:]])
        #expect(loaded.report.files.map(\.format) == [.polecat])
        #expect(loaded.report.warnings.isEmpty && loaded.refusals.isEmpty)
        let event = loaded.event("X1")
        #expect(event["kind"] == .kind("plover.reject"))
        #expect(event["date"] == date("2023-05-29") && event["known"] == date("2023-05-30"))
        #expect(event["actor"] == .list([.actor("CHN")]))
        #expect(event["target"] == .list([.actor("Lloyd Austin")]))
        #expect(loaded.data.catalog.actors.actor("Lloyd Austin")?.country == "USA")
        #expect(event["mode"] == .text("meet") && event["intensity"] == .number(NumberSpan(-4)))
        #expect(event["contexts"] == .list([.text("military"), .text("diplomatic")]))
        #expect(event["actor_sectors"] == .list([.text("GOV"), .text("MIL")]))
        #expect(event["actor_title"] == .unknown && event["target_title"] == .text("Secretary of Defense"))
        // Quotes mean nothing in these files.
        #expect(event["actor_name"] == .text("Beijing's \"envoy\""))
        #expect(event["place"] == .place("Singapore, Singapore"))
        #expect(loaded.rows("reports").map { $0["via"] } == [.actor("The Daily")])
    }

    @Test func `all types of PLOVER are read, in any case`() throws {
        let rows = PLOVER.types.enumerated().map { index, type in
            ["Event ID": "\(index)", "Event Type": index % 2 == 0 ? type.name : type.name.lowercased()]
        }
        let loaded = try maker.load(rows)
        #expect(Set(loaded.rows("events").compactMap { $0["kind"]?.name }).count == 16)
    }

    @Test func `names between semicolons are several actors, commas only where countries say so`() throws {
        let loaded = try maker.load([
            ["Actor Name": "Anna;Ben", "Actor Country": "CHN;USA"],
            ["Event ID": "X2", "Actor Name": "Clara,Dan", "Actor Country": "CHN,USA"],
            ["Event ID": "X3", "Actor Name": "Smith, John", "Actor Country": "GBR"],
            ["Event ID": "X4", "Actor Name": "None", "Actor Country": "None"],
        ])
        #expect(loaded.event("X1")["actor"] == .list([.actor("Anna"), .actor("Ben")]))
        #expect(loaded.event("X2")["actor"] == .list([.actor("Clara"), .actor("Dan")]))
        #expect(loaded.event("X3")["actor"] == .list([.actor("Smith, John")]))
        #expect(loaded.event("X4")["actor"] == .unknown)
        #expect(loaded.data.catalog.actors.actor("Ben")?.country == "USA")
        #expect(loaded.data.catalog.actors.actor("Smith, John")?.country == "GBR")
    }

    @Test func `tabs too many and names of columns too many are seen through`() throws {
        let excess = maker.file([[:]]) + "\t\t\n"
        #expect(try load(excess).rows("events").count == 1)
        var names = maker.names
        names.insert("Headline", at: 34)
        let header = names.joined(separator: "\t")
        let row = maker.file([[:]], hasHeader: false)
        let straight = try load(maker.file([[:]]))
        #expect(try load(header + "\n" + row).data.content == straight.data.content)
        #expect(try load(header + "\n" + row + "\t").data.content == straight.data.content)
        // A file that does have the column keeps to its header.
        let full = try maker.load([["Headline": "No talks"]], names: names)
        #expect(full.event("X1")["known"] == date("2023-05-30"))
        #expect(full.report.warnings == [.columnsLeftOut(path: full.report.files[0].path, names: ["Headline"])])
    }

    @Test func `rows in ISO 8859-1 are read as such, and told`() throws {
        let bytes = Array(maker.file([["Actor Name": "Jos#", "Actor Country": "ESP"], ["Event ID": "X2"]]).utf8)
            .map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 }
        let loaded = try withFile(bytes) { (path: String) throws -> Loaded in try Readers.open([path]) }
        #expect(loaded.event("X1")["actor"] == .list([.actor("José")]))
        #expect(loaded.report.warnings == [.readAsLatin(path: loaded.report.files[0].path, rows: 1)])
    }

    @Test func `the column of intensity goes by two names, or is not there`() throws {
        let names = maker.names.map { $0 == "Intensity" ? "Event Intensity" : $0 }
        let renamed = try maker.load([["Event Intensity": "-4"]], names: names)
        #expect(renamed.event("X1")["intensity"] == .number(NumberSpan(-4)))
        let without = try maker.load([[:]], names: maker.names.filter { $0 != "Intensity" })
        #expect(without.event("X1")["intensity"] == .unknown && without.report.rowCount == 1)
    }

    @Test(
        "a row that cannot be read is refused with its reason",
        arguments: [
            ("Event ID", "", RefusalReason.badID), ("Event Date", "soon", .badDate),
            ("Event Type", "DINE", .unknownKind),
            ("Event Type", "None", .unknownKind), ("Intensity", "high", .badNumber),
            ("Publication Date", "later", .badDate), ("Latitude", "100", .badNumber),
        ])
    func refused(_ column: String, _ value: String, _ reason: RefusalReason) throws {
        let loaded = try maker.load([[column: value], ["Event ID": "X2"]])
        #expect(loaded.refusals.map(\.reason) == [reason] && loaded.refusals.map(\.field) == [column])
        #expect(loaded.rows("events").count == 1)
    }
}
