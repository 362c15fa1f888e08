import Columnar
import EventModel
import Store

/// Makes tables of the rows of ICEWS: events, a report for each row that has a story, and what the names name.
struct ICEWSContent {
    private let reader: ICEWSReader
    private let areDistinct: Bool
    private let tables: PieceTables
    private let actors: [Actor]
    private let outlets: [Actor]
    private let places: (ids: [String], places: [String: Place], rows: [String: [String: Value]])

    /// - Parameter areDistinct: whether no two rows have one id.
    init(_ reader: ICEWSReader, areDistinct: Bool, _ log: inout ReadLog) throws(StoreError) {
        self.reader = reader
        self.areDistinct = areDistinct
        let resolved = reader.actors.resolve()
        actors = resolved.actors
        var unknown = resolved.unknownCountries
        places = reader.places.resolve(unknownCountries: &unknown)
        if !unknown.isEmpty { log.warn(.unknownCountryCodes(unknown.sorted())) }
        if resolved.strayRows > 0 { log.warn(.actorCountriesDiffer(rows: resolved.strayRows)) }
        let publishers = OrderedCodes(
            (0..<reader.publishers.count).map { ICEWSField.unescaped(reader.publishers.text($0)) })
        tables = try PieceTables(
            reader.pieces,
            [
                .kinds: OrderedCodes(reader.kinds.kinds.map(\.name)), .actors: OrderedCodes(resolved.ids),
                .places: OrderedCodes(places.ids), .outlets: publishers,
            ], sets: SetCodes(reader.actors.sectorSets))
        let names = Set(resolved.actors.map(\.id))
        outlets = publishers.dictionary.texts.filter { !names.contains($0) }.map { Actor(id: $0, type: "outlet") }
    }

    func dataSet(name: String) throws(StoreError) -> DataSet {
        let catalogKinds = KindCatalog(goldstein: .icews)
        let shared = CatalogTables(
            kinds: catalogKinds, actors: ActorCatalog(actors + outlets), places: places.places)
        let tables: [String: Table] = [
            "events": self.tables.events(reader.pieces, fields, areDistinct: areDistinct),
            "reports": self.tables.reports(reader.pieces),
            "documents": try self.tables.documents(reader.pieces),
            "actors": shared.actors(added: [], rows: []),
            "offices": TableDraft("offices", EventFields.offices).table(),
            "kinds": shared.kinds(added: [], rows: [], eventCounts: eventCounts),
            "places": shared.places(added: NamedPlaces.addedFields) { places.rows[$0.id] ?? [:] },
            "coverage": TableDraft("coverage", EventFields.coverage).table(),
        ]
        let catalog = Catalog(
            name: name, kinds: catalogKinds, actors: shared.actors, places: places.places,
            coverage: reader.days.map { Coverage($0, isGuess: true) },
            tables: CatalogTables.order.compactMap { tables[$0]?.schema })
        return DataSet(catalog: catalog, tables: tables, integrity: self.tables.integrity)
    }

    // MARK: Events

    private static let added = [
        Field("intensity", .number, "ICEWS's intensity of the event, -10 (conflict) to 10 (cooperation)"),
        Field("actor_sectors", .list(.text), "what the actor was at the time, in words of ICEWS"),
        Field("target_sectors", .list(.text), "what the target was at the time, in words of ICEWS"),
        Field("story", .text, "number of the story it was read from"),
        Field("sentence", .number, "number of the sentence in the story"),
        Field("publisher", .text, "who published the story"),
    ]

    /// Triples have nothing beyond the standard fields.
    private var fields: [Field] { EventFields.standard(severalActors: false) + (reader.hasFullRows ? Self.added : []) }

    private var eventCounts: [String: Int] {
        Dictionary(
            reader.kinds.kinds.enumerated().map { index, kind in
                (kind.name, index < reader.kindCounts.count ? reader.kindCounts[index] : 0)
            }, uniquingKeysWith: +)
    }
}
