import Columnar
import EventModel

/// How a format's words for kinds and actors are to be taken.
struct DraftMeaning {
    var declaredKinds: [DeclaredKind] = []
    var goldstein = GoldsteinTable.gdelt
    /// Who the bearer of a name is.
    var actor: (String) -> Actor = { Actor(id: $0) }
    /// Columns of the format's own of the table of actors, and their values by id.
    var actorFields: [Field] = []
    var actorRows: [[String: Value]] = []
    /// Whether an event may have several actors or targets.
    var severalActors = true
}

extension EventDraft {
    /// Makes the data set of all rows.
    func dataSet(name: String, _ meaning: DraftMeaning, _ log: inout ReadLog) -> DataSet {
        let repeated = repeatedIDCount
        if repeated > 0 { log.warn(.repeatedIDs(rows: repeated)) }
        return DraftContent(self, meaning, &log).dataSet(name: name)
    }
}

/// Makes tables of a draft.
private struct DraftContent {
    let draft: EventDraft
    let meaning: DraftMeaning
    let kinds: OrderedCodes
    let actorCodes: OrderedCodes
    let actors: [Actor]
    let placeCodes: OrderedCodes
    let places: (ids: [String], places: [String: Place], rows: [String: [String: Value]])
    let outletCodes: OrderedCodes
    let speakerCodes: OrderedCodes
    let documentCodes: OrderedCodes

    init(_ draft: EventDraft, _ meaning: DraftMeaning, _ log: inout ReadLog) {
        self.draft = draft
        self.meaning = meaning
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
        kinds = OrderedCodes(draft.kindsUsed)
        actorCodes = OrderedCodes(resolved.map(\.id))
        placeCodes = OrderedCodes(places.ids)
        outletCodes = OrderedCodes(outlets)
        speakerCodes = OrderedCodes(speakers)
        documentCodes = OrderedCodes(draft.reports.documents)
    }

    func dataSet(name: String) -> DataSet {
        let catalogKinds = KindCatalog(declared: meaning.declaredKinds, goldstein: meaning.goldstein)
        let shared = CatalogTables(kinds: catalogKinds, actors: ActorCatalog(actors), places: places.places)
        let tables: [String: Table] = [
            "events": Table(schema: TableSchema("events", fields), segments: eventSegments),
            "reports": Table(
                schema: TableSchema("reports", EventFields.reports()), segments: reports.map { [$0] } ?? []),
            "documents": documents,
            "actors": shared.actors(added: meaning.actorFields, rows: meaning.actorRows),
            "offices": TableDraft("offices", EventFields.offices).table(),
            "kinds": shared.kinds(added: [], rows: [], eventCounts: eventCounts),
            "places": shared.places(added: NamedPlaces.addedFields) { places.rows[$0.id] ?? [:] },
            "coverage": TableDraft("coverage", EventFields.coverage).table(),
        ]
        let catalog = Catalog(
            name: name, kinds: catalogKinds, actors: shared.actors, places: places.places,
            coverage: draft.dates.bounds.map { Coverage($0, isGuess: true) },
            tables: CatalogTables.order.compactMap { tables[$0]?.schema })
        return DataSet(catalog: catalog, tables: tables)
    }

    // MARK: Events

    private var fields: [Field] {
        let standard = EventFields.standard(severalActors: meaning.severalActors)
        let names = Set(standard.map(\.name))
        // What a standard field holds may come from the columns of the data set's own.
        return standard + draft.added.map(\.field).filter { !names.contains($0.name) }
    }

    /// Rows with exact and rows with wide dates, apart.
    private var eventSegments: [Segment] {
        let exact = (0..<draft.count).filter(draft.dates.isExact)
        let wide = exact.count == draft.count ? [] : (0..<draft.count).filter { !draft.dates.isExact($0) }
        let columns = fields.map { ($0, column($0)) }
        return [exact, wide].filter { !$0.isEmpty }.map { rows in
            Segment(
                columns: columns.map { field, column in
                    if field.name == "date" { return draft.dates.column(rows) }
                    return rows.count == draft.count ? column : column.gathering(rows, type: field.type)
                }, rowCount: rows.count)
        }
    }

    /// A column of all rows; dates are left to the segments.
    private func column(_ field: Field) -> Column {
        if let own = draft.added.first(where: { $0.field.name == field.name }) { return column(own.sort) }
        return switch field.name {
        case "id": draft.ids.column
        case "kind": kinds.column(draft.kinds)
        case "known": .days(draft.known)
        case "actor": people(draft.actors)
        case "target": people(draft.targets)
        case "place": placeCodes.column(draft.placeCodes)
        case "summary": draft.summaries.column
        default: UnknownColumns(count: draft.count).column(field.type)
        }
    }

    private func column(_ sort: EventDraft.Sort) -> Column {
        switch sort {
        case .text(let index): draft.texts[index].column
        case .list(let index): draft.lists[index].column(OrderedCodes(draft.words[index]))
        case .actors(let index): draft.actorLists[index].column(actorCodes)
        case .number(let index): draft.numbers[index].column
        case .day(let index): .days(draft.days[index])
        case .truth(let index): draft.truths[index].column
        case .date(let index): draft.dateColumns[index].column(Array(0..<draft.count))
        case .amount(let index): amounts(draft.amounts[index].numbers, draft.amounts[index].currency)
        }
    }

    private func amounts(_ cells: NumberCells, _ currency: String) -> Column {
        let codes = cells.low.map { $0.isNaN ? CodedColumn.unknown : CodedColumn.firstCode }
        guard case .number(let amount) = cells.column else { return UnknownColumns(count: draft.count).column(.money) }
        return .money(
            MoneyColumn(
                amount: amount,
                currency: CodedColumn(codes: codes, dictionary: CodeDictionary([currency], isSorted: true))))
    }

    private func people(_ cells: ListCells) -> Column {
        if meaning.severalActors { return cells.column(actorCodes) }
        let offsets = cells.offsets
        return actorCodes.column(
            (0..<draft.count).map { row in
                offsets[row] == offsets[row + 1] ? CodedColumn.unknown : cells.codes[Int(offsets[row])]
            })
    }

    private var eventCounts: [String: Int] {
        var counts = [Int](repeating: 0, count: draft.kindsUsed.count)
        for kind in draft.kinds where kind >= CodedColumn.firstCode { counts[Int(kind - CodedColumn.firstCode)] += 1 }
        return Dictionary(zip(draft.kindsUsed, counts), uniquingKeysWith: +)
    }

    // MARK: Reports and documents

    private var reports: Segment? {
        let given = draft.reports
        let count = given.rows.count
        if count == 0 { return nil }
        let ids = OrderedCodes(draft.ids.dictionary)
        let unknown = UnknownColumns(count: count)
        let columns = EventFields.reports().map { field -> Column in
            switch field.name {
            case "event": ids.column(given.rows.map { draft.ids.codes[$0] })
            case "document": documentCodes.column(given.documentCodes)
            case "via": outletCodes.column(given.outletCodes)
            case "attributed_to": speakerCodes.column(given.speakerCodes)
            case "stance":
                .coded(
                    CodedColumn(
                        codes: [UInt32](repeating: CodedColumn.firstCode, count: count),
                        dictionary: CodeDictionary(["affirms"], isSorted: true)))
            default: unknown.column(field.type)
            }
        }
        return Segment(columns: columns, rowCount: count)
    }

    private var documents: Table {
        let schema = TableSchema("documents", EventFields.documents)
        let count = draft.reports.documents.count
        guard count > 0 else { return Table(schema: schema, segments: []) }
        var published = [DayNumber](repeating: DateSpan.distantPast, count: count)
        var subjects = [UInt32](repeating: CodedColumn.unknown, count: count)
        for (index, day) in draft.reports.published.enumerated() {
            let place = Int(documentCodes.code(UInt32(index) + CodedColumn.firstCode) - CodedColumn.firstCode)
            published[place] = day
            subjects[place] = draft.reports.subjects[index]
        }
        let titles = OrderedCodes(draft.reports.titles)
        let unknown = UnknownColumns(count: count)
        let columns = schema.fields.map { field -> Column in
            switch field.name {
            case "id":
                .coded(
                    CodedColumn(
                        codes: (0..<UInt32(count)).map { $0 + CodedColumn.firstCode },
                        dictionary: documentCodes.dictionary))
            case "published": .days(published)
            case "about": titles.column(subjects)
            default: unknown.column(field.type)
            }
        }
        return Table(schema: schema, segments: [Segment(columns: columns, rowCount: count)])
    }
}
