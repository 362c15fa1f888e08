import Columnar
import EventModel
import Foundation
import Store
import Testing

/// Names are looked up in a store where they lie: all that is found so is what is found in memory.
@Suite("Names in stores")
struct StoredNamesTests {
    /// Actors of every sort: with and without names, in chains and rings, two of one id, letters beyond ASCII.
    private static let actors: [Actor] = [
        Actor(id: "USA", name: "United States", aliases: ["America", "US"], type: "country", country: "USA"),
        Actor(id: "zeta", name: "Zeta", memberOf: ["USAGOV"]),
        Actor(id: "USAGOV", name: "America", country: "USA", roles: ["GOV"]),
        Actor(id: "CHN", name: "China", type: "country", country: "CHN", isDeclared: true),
        Actor(id: "ring-a", memberOf: ["ring-b"]), Actor(id: "ring-b", memberOf: ["ring-a", "CHN"]),
        Actor(id: "twice", name: "First", country: "CHN"), Actor(id: "twice", name: "Second", country: "USA"),
        Actor(id: "caf\u{E9}", name: "Caf\u{E9}", aliases: ["\u{130}stanbul"], country: "FRA"),
        Actor(id: "a", name: ""), Actor(id: "ab", aliases: ["zeta"]), Actor(id: "", name: "Nobody"),
    ]

    private static let places: [String: Place] = Dictionary(
        uniqueKeysWithValues: [
            Place(id: "CHN", name: "China", country: "CHN"),
            Place(id: "Paris, France", name: "Paris", country: "FRA", latitude: 48.9, longitude: 2.3),
            Place(id: "Paris, Texas", name: "Paris", country: "USA"), Place(id: "sea", name: "High Sea", country: nil),
            Place(id: "Orl\u{E9}ans", name: "Orl\u{E9}ans", country: "FRA"),
        ].map { ($0.id, $0) })

    private static let terms = [
        OfficeTerm(office: "chair", holder: "zeta", from: DateSpan(day: 10), to: .unbounded, source: "s"),
        OfficeTerm(office: "seat", holder: "a", from: DateSpan(day: 1), to: DateSpan(day: 5), source: nil),
    ]

    private static let texts =
        actors.flatMap { [$0.id] + $0.aliases + [$0.name ?? "-"] } + places.values.flatMap { [$0.id, $0.name] }
        + [
            "usa", "america", "AMERICA", "zETA", "cafe\u{301}", "CAF\u{C9}", "i\u{307}stanbul", "Germany", "DEU",
            "nosuch", "\u{212A}",
        ]

    /// Calls a function with a catalogue in memory and a way to open the same in a store, fresh each time.
    private static func compare(_ body: (Catalog, () throws -> Catalog) throws -> Void) throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "names.events").path
        let catalog = Catalog(name: "names", actors: ActorCatalog(actors), places: places, offices: terms)
        try Store.write(DataSet(catalog: catalog, tables: [:]), inputs: [], to: path)
        try body(catalog) {
            let data = try Store.open(path).data
            #expect(data.integrity.problem == nil)
            return data.catalog
        }
    }

    @Test("an actor is found by its id, its names and what it is part of, as in memory")
    func actors() throws {
        try Self.compare { memory, open in
            for text in Self.texts {
                let stored = try open().actors
                #expect(stored.actor(text) == memory.actors.actor(text), "\(text)")
                #expect(stored.ids(matching: text) == memory.actors.ids(matching: text), "\(text)")
                #expect(try open().actors.members(of: text) == memory.actors.members(of: text), "\(text)")
                #expect(stored.country(of: text) == memory.actors.country(of: text), "\(text)")
                for other in Self.texts {
                    #expect(stored.isWithin(text, other) == memory.actors.isWithin(text, other), "\(text) in \(other)")
                }
            }
            #expect(try open().actors.actors == Self.actors)
        }
    }

    @Test("a place is found by its id and its name, as in memory")
    func places() throws {
        try Self.compare { memory, open in
            for text in Self.texts {
                let stored = try open().places
                #expect(stored[text] == memory.places[text], "\(text)")
                #expect(Set(stored.places(named: text)) == Set(memory.places.places(named: text)), "\(text)")
                #expect(Set(try open().places.members(of: text)) == Set(memory.places.members(of: text)), "\(text)")
                for other in Self.texts {
                    #expect(stored.isPlace(text, within: other) == memory.isPlace(text, within: other))
                }
            }
            #expect(try open().places == memory.places)
        }
    }

    @Test("terms of offices come back, each to its office")
    func offices() throws {
        try Self.compare { memory, open in
            let stored = try open()
            #expect(stored.offices == Self.terms && stored.terms(of: "seat") == [Self.terms[1]])
            #expect(stored.terms(of: "nosuch").isEmpty && memory.terms(of: "chair") == [Self.terms[0]])
        }
    }

    @Test("a list of names that is damaged is told by who looks into it, and by nobody else")
    func damaged() throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "names.events")
        let catalog = Catalog(name: "names", actors: ActorCatalog(Self.actors), places: Self.places)
        try Store.write(DataSet(catalog: catalog, tables: [:]), inputs: [], to: url.path)
        var bytes = try Data(contentsOf: url)
        let place = try #require(bytes.range(of: Data("USAGOV".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: url)
        let data = try Store.open(url.path).data
        #expect(data.catalog.places["sea"]?.name == "High Sea" && data.integrity.problem == nil)
        #expect(data.catalog.actors.actor("CHN") == nil)
        #expect(data.integrity.problem?.contains("the list of actors") == true)
    }
}
