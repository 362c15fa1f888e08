import Columnar
import EventModel

/// Makes tables of the rows of ICEWS: events, a report for each row that has a story, and what the names name.
struct ICEWSContent {
    private let reader: ICEWSReader
    private let rows: ICEWSRows
    private let ids: OrderedCodes
    private let kinds: OrderedCodes
    private let actorCodes: OrderedCodes
    private let placeCodes: OrderedCodes
    private let stories: OrderedCodes
    private let publishers: OrderedCodes
    private let actors: [Actor]
    private let outlets: [Actor]
    private let places: (ids: [String], places: [String: Place], rows: [String: [String: Value]])

    init(_ reader: ICEWSReader, _ log: inout ReadLog) {
        self.reader = reader
        rows = reader.rows
        let resolved = reader.actors.resolve()
        actors = resolved.actors
        var unknown = resolved.unknownCountries
        places = reader.places.resolve(unknownCountries: &unknown)
        if !unknown.isEmpty { log.warn(.unknownCountryCodes(unknown.sorted())) }
        if resolved.strayRows > 0 { log.warn(.actorCountriesDiffer(rows: resolved.strayRows)) }
        ids = OrderedCodes(reader.ids)
        kinds = OrderedCodes(reader.kinds.kinds.map(\.name))
        actorCodes = OrderedCodes(resolved.ids)
        placeCodes = OrderedCodes(places.ids)
        stories = OrderedCodes(reader.stories)
        publishers = OrderedCodes(
            (0..<reader.publishers.count).map { ICEWSField.unescaped(reader.publishers.text($0)) })
        let names = Set(resolved.actors.map(\.id))
        outlets = publishers.dictionary.texts.filter { !names.contains($0) }.map { Actor(id: $0, type: "outlet") }
    }

    func dataSet(name: String) -> DataSet {
        let catalogKinds = KindCatalog(goldstein: .icews)
        let shared = CatalogTables(
            kinds: catalogKinds, actors: ActorCatalog(actors + outlets), places: places.places)
        let tables: [String: Table] = [
            "events": Table(
                schema: TableSchema("events", fields),
                segments: rows.count > 0 ? [Segment(columns: columns, rowCount: rows.count)] : []),
            "reports": Table(
                schema: TableSchema("reports", EventFields.reports()), segments: reports.map { [$0] } ?? []),
            "documents": documents,
            "actors": shared.actors(added: [], rows: []),
            "offices": TableDraft("offices", EventFields.offices).table(),
            "kinds": shared.kinds(added: [], rows: [], eventCounts: eventCounts),
            "places": shared.places(added: NamedPlaces.addedFields) { places.rows[$0.id] ?? [:] },
            "coverage": TableDraft("coverage", EventFields.coverage).table(),
        ]
        let catalog = Catalog(
            name: name, kinds: catalogKinds, actors: shared.actors, places: places.places, coverage: coverage,
            tables: CatalogTables.order.compactMap { tables[$0]?.schema })
        return DataSet(catalog: catalog, tables: tables)
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

    private var columns: [Column] {
        let unknown = UnknownColumns(count: rows.count)
        return fields.map { field in
            switch field.name {
            case "id": ids.column(rows.id)
            case "kind": kinds.column(rows.kind.map { $0 + CodedColumn.firstCode })
            case "date": .days(rows.day)
            case "actor": actorCodes.column(rows.source)
            case "target": actorCodes.column(rows.target)
            case "place": placeCodes.column(rows.place)
            case "intensity": .numbers(rows.intensity)
            case "actor_sectors": sectors(rows.sourceSectors)
            case "target_sectors": sectors(rows.targetSectors)
            case "story": stories.column(rows.story)
            case "sentence": .numbers(rows.sentence)
            case "publisher": publishers.column(rows.publisher)
            default: unknown.column(field.type)
            }
        }
    }

    /// Sets of sectors as lists, in the order of their words.
    private func sectors(_ codes: [UInt32]) -> Column {
        let sets = reader.actors.sectorSets
        let words = OrderedCodes(sets.flatMap(\.self))
        // The old code of a word is its place among the words of all sets.
        var firstWord = CodedColumn.firstCode
        let wordsOfSets = sets.map { set -> Range<UInt32> in
            defer { firstWord += UInt32(set.count) }
            return firstWord..<firstWord + UInt32(set.count)
        }
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(codes.count + 1)
        var states = [CellState](repeating: .known, count: codes.count)
        var values: [UInt32] = []
        for (row, code) in codes.enumerated() {
            let set = code < CodedColumn.firstCode ? nil : wordsOfSets[Int(code - CodedColumn.firstCode)]
            // Lists end where the numbers of their places would.
            if let set, !set.isEmpty, values.count < Int(Int32.max) - set.count {
                for word in set { values.append(words.code(word)) }
            } else {
                states[row] = .unknown
            }
            offsets.append(Int32(values.count))
        }
        return .list(
            ListColumn(
                offsets: offsets, values: .coded(CodedColumn(codes: values, dictionary: words.dictionary)),
                states: states.contains(.unknown) ? states : nil))
    }

    private var eventCounts: [String: Int] {
        var counts = [Int](repeating: 0, count: reader.kinds.kinds.count)
        for kind in rows.kind { counts[Int(kind)] += 1 }
        return Dictionary(uniqueKeysWithValues: zip(reader.kinds.kinds.map(\.name), counts))
    }

    /// The span of the days of events.
    private var coverage: Coverage? {
        let days = rows.day.lazy.filter { $0 != DateSpan.distantPast }
        guard let first = days.min(), let last = days.max() else { return nil }
        return Coverage(Period(first, last), isGuess: true)
    }

    // MARK: Reports and documents

    /// A report for each row that names a story or a publisher. What a story is coded for, it affirms.
    private var reports: Segment? {
        let reported = rows.story.indices.filter {
            max(rows.story[$0], rows.publisher[$0]) >= CodedColumn.firstCode
        }
        if reported.isEmpty { return nil }
        let unknown = UnknownColumns(count: reported.count)
        let columns = EventFields.reports().map { field -> Column in
            switch field.name {
            case "event": ids.column(reported.map { rows.id[$0] })
            case "document": stories.column(reported.map { rows.story[$0] })
            case "via": publishers.column(reported.map { rows.publisher[$0] })
            case "stance":
                .coded(
                    CodedColumn(
                        codes: [UInt32](repeating: CodedColumn.firstCode, count: reported.count),
                        dictionary: CodeDictionary(["affirms"], isSorted: true)))
            default: unknown.column(field.type)
            }
        }
        return Segment(columns: columns, rowCount: reported.count)
    }

    /// Stories, of which ICEWS says no more than their numbers.
    private var documents: Table {
        let schema = TableSchema("documents", EventFields.documents)
        let count = stories.dictionary.texts.count
        guard count > 0 else { return Table(schema: schema, segments: []) }
        let unknown = UnknownColumns(count: count)
        let columns = schema.fields.map { field -> Column in
            field.name == "id"
                ? .coded(
                    CodedColumn(
                        codes: (0..<UInt32(count)).map { $0 + CodedColumn.firstCode },
                        dictionary: stories.dictionary))
                : unknown.column(field.type)
        }
        return Table(schema: schema, segments: [Segment(columns: columns, rowCount: count)])
    }
}
