import Columnar
import EventModel
import Testing

@testable import Readers

@Suite struct ACLEDReaderTests {
    private let maker = TableMaker.acled

    @Test func `a row becomes an event and a report for each source`() throws {
        let loaded = try load("\u{FEFF}" + maker.file([[:]]))
        #expect(loaded.report.files.map(\.format) == [.acled])
        #expect(loaded.report.warnings.isEmpty && loaded.refusals.isEmpty)
        let event = loaded.event("SYR1")
        #expect(event["kind"] == .kind("fight.armed_clash"))
        #expect(event["date"] == date("2023-02-16"))
        #expect(event["actor"] == .actor("Military Forces of Syria (2000-) Tiger Forces"))
        #expect(event["target"] == .actor("Islamic State (Syria)"))
        #expect(event["actor_allies"] == .list([.actor("NDF"), .actor("Hezbollah")]))
        #expect(event["target_allies"] == .unknown)
        #expect(event["actor_type"] == .text("State forces") && event["target_type"] == .text("Rebel group"))
        #expect(event["place"] == .place("Ehsem, Ariha, Idleb, Syria"))
        #expect(event["fatalities"] == .number(NumberSpan(3)))
        #expect(event["summary"] == .text("They clashed, and \"more\"."))
        #expect(event["tags"] == .list([.text("a tag"), .text("another")]))
        #expect(event["civilians_targeted"] == .truth(.no))
        #expect(event["edited"] == date("2023-02-21"))
        #expect(event["known"] == .unknown)
        #expect(loaded.rows("reports").map { $0["via"] } == [.actor("SOHR"), .actor("Step News")])
        let actors = loaded.data.catalog.actors
        #expect(actors.actor("Military Forces of Syria (2000-) Tiger Forces")?.country == "SYR")
        #expect(actors.actor("Military Forces of Syria (2000-) Tiger Forces")?.roles == ["MIL"])
        #expect(actors.actor("Islamic State (Syria)")?.type == "Rebel group")
    }

    @Test(
        "types and sub-types are kinds below those of CAMEO",
        arguments: [
            ("Battles", "Armed clash", "fight.armed_clash", "fight"),
            ("Explosions/Remote violence", "Air/drone strike", "fight.air_or_drone_strike", "fight"),
            ("Violence against civilians", "Attack", "assault.attack", "assault"),
            ("Protests", "Peaceful protest", "protest.peaceful", "protest"),
            ("Riots", "Mob violence", "protest.mob_violence", "protest.riot"),
            ("Strategic developments", "Agreement", "development.agreement", "development"),
            ("Battles", "", "fight.battle", "fight"),
            ("Battle-No change of territory", "", "fight.armed_clash", "fight.battle"),
            ("Riots/Protests", "", "protest", "protest"), ("BATTLES", "armed CLASH", "fight.armed_clash", "fight"),
        ])
    func kinds(_ type: String, _ subtype: String, _ kind: String, _ above: String) throws {
        let loaded = try maker.load([["event_type": type, "sub_event_type": subtype]])
        #expect(loaded.event("SYR1")["kind"] == .kind(kind))
        let catalog = loaded.data.catalog.kinds
        let root = try #require(catalog.position(named: above))
        #expect(catalog.position(named: kind).map { catalog.subtree(root).contains($0) } == true)
    }

    @Test func `all 25 sub-types have kinds of names that CAMEO does not have`() {
        #expect(ACLEDKinds.declared.count == 6 + 25)
        #expect(Set(ACLEDKinds.declared.map(\.name)).count == 31)
        for kind in ACLEDKinds.declared { #expect(CAMEO.entry(name: kind.name) == nil, "\(kind.name)") }
    }

    @Test func `a sub-type that is not known is told, and the type is taken`() throws {
        let loaded = try maker.load([["sub_event_type": "Duel"]])
        #expect(loaded.event("SYR1")["kind"] == .kind("fight.battle"))
        #expect(loaded.report.warnings == [.unknownSubtypes(["Battles: Duel"])])
    }

    @Test(
        "the precision of time is the width of the date",
        arguments: [
            ("1", "2023-02-16", "2023-02-16"), ("2", "2023-02-13", "2023-02-19"), ("3", "2023-02-01", "2023-02-28"),
            ("", "2023-02-16", "2023-02-16"),
        ])
    func precision(_ precision: String, _ first: String, _ last: String) throws {
        let loaded = try maker.load([["time_precision": precision]])
        guard case .date(let found) = loaded.event("SYR1")["date"], case .date(let start) = date(first),
            case .date(let end) = date(last)
        else {
            Issue.record("no date")
            return
        }
        #expect(found == EventDate(at: DateSpan(start.start.earliest, end.start.latest)))
    }

    @Test(
        "days are read in the forms that downloads have",
        arguments: ["2023-02-16", "16 February 2023", "16 Feb 2023", "16-February-2023", "16-02-2023"])
    func days(_ text: String) throws {
        #expect(try maker.load([["event_date": text]]).event("SYR1")["date"] == date("2023-02-16"))
    }

    @Test func `older layouts have numbers for sorts of actors`() throws {
        let loaded = try maker.load([["inter1": "1", "inter2": "7"], ["event_id_cnty": "B", "inter1": "0"]])
        #expect(loaded.event("SYR1")["actor_type"] == .text("State forces"))
        #expect(loaded.event("SYR1")["target_type"] == .text("Civilians"))
        #expect(loaded.event("B")["actor_type"] == .unknown)
        let names = maker.names.map { $0 == "event_id_cnty" ? "data_id" : $0 } + ["iso3"]
        let old = try maker.load([["data_id": "99"]], names: names)
        #expect(old.event("99")["actor"] != nil && old.report.warnings.isEmpty)
    }

    @Test(
        "the country of an actor is told by its name",
        arguments: [
            ("Police Forces of Kenya (2013-2022)", "KEN"), ("Protesters (India)", "IND"),
            ("Government of the United States (2021-)", "USA"), ("BJP: Bharatiya Janata Party", nil),
            ("Front (ABC)", nil), ("Unidentified Armed Group (International)", nil),
        ])
    func countries(_ name: String, _ country: String?) throws {
        let loaded = try maker.load([["actor1": name]])
        #expect(loaded.data.catalog.actors.actor(name)?.country == country)
    }

    @Test(
        "a row that cannot be read is refused with its reason",
        arguments: [
            ("event_date", "0025-09-01", RefusalReason.badDate), ("event_date", "", .badDate),
            ("event_date", "2/16/2023", .badDate), ("time_precision", "4", .badDate),
            ("event_type", "Dinner", .unknownKind), ("event_type", "", .unknownKind), ("event_id_cnty", "", .badID),
            ("fatalities", "few", .badNumber), ("timestamp", "yesterday", .badNumber),
        ])
    func refused(_ column: String, _ value: String, _ reason: RefusalReason) throws {
        let loaded = try maker.load([[column: value], ["event_id_cnty": "B"]])
        #expect(loaded.refusals.map(\.reason) == [reason] && loaded.refusals.map(\.field) == [column])
        #expect(loaded.rows("events").count == 1)
    }

    @Test func `semicolons between columns are a form of the download, not damage`() throws {
        let text = TableMaker(names: maker.names, values: maker.values, separator: ";").file([[:]])
        let loaded = try load(text)
        #expect(loaded.rows("events").count == 1 && loaded.report.warnings.isEmpty)
    }
}
