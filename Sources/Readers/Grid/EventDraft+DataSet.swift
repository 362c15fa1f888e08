import Columnar
import EventModel
import Store

/// How a format's words for kinds and actors are to be taken.
struct DraftMeaning {
    var declaredKinds: [DeclaredKind] = []
    var goldstein = GoldsteinTable.gdelt
    /// Who the bearer of a name is.
    var actor: (String) -> Actor = { Actor(id: $0) }
    /// Columns of the format's own of the table of actors, and their values by id.
    var actorFields: [Field] = []
    var actorRows: [[String: Value]] = []
}

extension EventDraft {
    /// Makes the data set of all rows.
    mutating func dataSet(name: String, _ meaning: DraftMeaning, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        do throws(StoreError) {
            try cut(isLast: true)
            let repeated = try repeatedIDCount()
            if repeated > 0 { log.warn(.repeatedIDs(rows: repeated)) }
            return try DraftContent(self, meaning, areDistinct: repeated == 0 && hasAllIDs, &log).dataSet(name: name)
        } catch {
            throw .store(error)
        }
    }
}

/// Makes tables of a draft whose rows all are pieces.
private struct DraftContent {
    let draft: EventDraft
    let meaning: DraftMeaning
    let areDistinct: Bool
    let tables: PieceTables
    let actors: [Actor]
    let places: (ids: [String], places: [String: Place], rows: [String: [String: Value]])

    init(
        _ draft: EventDraft, _ meaning: DraftMeaning, areDistinct: Bool, _ log: inout ReadLog
    ) throws(StoreError) {
        self.draft = draft
        self.meaning = meaning
        self.areDistinct = areDistinct
        var unknown: Set<String> = []
        places = draft.places.resolve(unknownCountries: &unknown)
        if !unknown.isEmpty { log.warn(.unknownCountryCodes(unknown.sorted())) }
        let resolved = draft.names.texts.map(meaning.actor)
        let speakers = draft.reports.speakers.texts
        let outlets = draft.reports.outlets.texts
        var all: [Actor] = []
        var taken: Set<String> = []
        for actor in resolved + outlets.map({ Actor(id: $0, type: "outlet") }) + speakers.map({ Actor(id: $0) })
        where taken.insert(actor.id).inserted {
            all.append(actor)
        }
        actors = all
        tables = try PieceTables(
            draft.pieces,
            [
                .kinds: OrderedCodes(draft.kindsUsed), .actors: OrderedCodes(resolved.map(\.id)),
                .places: OrderedCodes(places.ids), .outlets: OrderedCodes(outlets),
                .speakers: OrderedCodes(speakers),
            ])
    }

    func dataSet(name: String) throws(StoreError) -> DataSet {
        let catalogKinds = KindCatalog(declared: meaning.declaredKinds, goldstein: meaning.goldstein)
        let shared = CatalogTables(kinds: catalogKinds, actors: ActorCatalog(actors), places: places.places)
        let tables: [String: Table] = [
            "events": self.tables.events(draft.pieces, fields, areDistinct: areDistinct),
            "reports": self.tables.reports(draft.pieces),
            "documents": try self.tables.documents(draft.pieces),
            "actors": shared.actors(added: meaning.actorFields, rows: meaning.actorRows),
            "offices": TableDraft("offices", EventFields.offices).table(),
            "kinds": shared.kinds(added: [], rows: [], eventCounts: eventCounts),
            "places": shared.places(added: NamedPlaces.addedFields) { places.rows[$0.id] ?? [:] },
            "coverage": TableDraft("coverage", EventFields.coverage).table(),
        ]
        let catalog = Catalog(
            name: name, kinds: catalogKinds, actors: shared.actors, places: places.places,
            coverage: draft.bounds.map { Coverage($0, isGuess: true) },
            tables: CatalogTables.order.compactMap { tables[$0]?.schema })
        return DataSet(catalog: catalog, tables: tables, integrity: self.tables.integrity)
    }

    private var fields: [Field] {
        let standard = EventFields.standard(severalActors: draft.severalActors)
        let names = Set(standard.map(\.name))
        // What a standard field holds may come from the columns of the data set's own.
        return standard + draft.added.map(\.field).filter { !names.contains($0.name) }
    }

    private var eventCounts: [String: Int] {
        let counts = draft.kindCounts
        return Dictionary(
            draft.kindsUsed.enumerated().map { ($1, $0 < counts.count ? counts[$0] : 0) }, uniquingKeysWith: +)
    }
}
