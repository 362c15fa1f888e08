import Columnar
import EventModel

/// Makes tables of the rows of GDELT: events, a report and a document for each address, and what the codes name.
struct GDELTContent {
    private let reader: GDELTReader
    let kinds: OrderedCodes
    let actorCodes: OrderedCodes
    let names: OrderedCodes
    private let urls: OrderedCodes
    let added: OrderedCodes
    let placeCodes: OrderedCodes
    private let actors: (actors: [Actor], rows: [[String: Value]])
    private let sources: OrderedCodes
    private let outlets: [Actor]
    private let mentions: GDELTMentionReports
    private let places: (ids: [String], places: [String: Place], details: [String: GDELTPlaces.Details])

    init(_ reader: GDELTReader, _ log: inout ReadLog) {
        self.reader = reader
        var unknown: Set<String> = []
        actors = reader.actors.actors(unknownCountries: &unknown)
        places = reader.places.resolve(unknownCountries: &unknown)
        if !unknown.isEmpty { log.warn(.unknownCountryCodes(unknown.sorted())) }
        sources = OrderedCodes(reader.sources)
        let codes = Set(actors.actors.map(\.id))
        outlets = sources.dictionary.texts.filter { !codes.contains($0) }.map { Actor(id: $0, type: "outlet") }
        mentions = GDELTMentionReports(reader.mentions, exact: reader.exact.id, wide: reader.wide.id)
        if mentions.strayCount > 0 { log.warn(.strayMentions(rows: mentions.strayCount)) }
        kinds = OrderedCodes(reader.codes.kinds.map(\.name))
        actorCodes = OrderedCodes(actors.actors.map(\.id))
        names = OrderedCodes(reader.names)
        urls = OrderedCodes(reader.urls)
        added = OrderedCodes((0..<reader.added.count).map { Self.time(reader.added.text($0)) })
        placeCodes = OrderedCodes(places.ids)
        let repeated = Self.repeatedIDs(reader.exact.id, reader.wide.id)
        if repeated > 0 { log.warn(.repeatedIDs(rows: repeated)) }
    }

    func dataSet(name: String) -> DataSet {
        let parts = [(reader.exact, mentions.exact), (reader.wide, mentions.wide)].filter { $0.0.count > 0 }
            .map { (rows: $0, ids: ids($0), mentions: $1) }
        let events = Table(
            schema: TableSchema("events", Self.fields),
            segments: parts.map { part in
                Segment(columns: columns(part.rows, part.ids, part.mentions), rowCount: part.rows.count)
            })
        let reports = Table(
            schema: TableSchema("reports", reportFields),
            segments: parts.compactMap { self.reports($0.rows, $0.ids, $0.mentions) })
        return dataSet(
            name: name, events: events, reports: reports, documents: documents(), eventCounts: eventCounts(),
            coverage: coverage())
    }

    /// A data set of given tables of events, reports and documents, with all that their codes name.
    func dataSet(
        name: String, events: Table, reports: Table, documents: Table, eventCounts: [String: Int], coverage: Coverage?
    ) -> DataSet {
        let catalogKinds = KindCatalog()
        let shared = CatalogTables(
            kinds: catalogKinds, actors: ActorCatalog(actors.actors + outlets), places: places.places)
        let tables: [String: Table] = [
            "events": events,
            "reports": reports,
            "documents": documents,
            "actors": shared.actors(added: GDELTActors.addedFields, rows: actors.rows),
            "offices": TableDraft("offices", EventFields.offices).table(),
            "kinds": shared.kinds(added: [], rows: [], eventCounts: eventCounts),
            "places": shared.places(added: GDELTPlaces.addedFields) { place in
                places.details[place.id].map(GDELTPlaces.row) ?? [:]
            },
            "coverage": TableDraft("coverage", EventFields.coverage).table(),
        ]
        let catalog = Catalog(
            name: name, kinds: catalogKinds, actors: shared.actors, places: places.places, coverage: coverage,
            tables: CatalogTables.order.compactMap { tables[$0]?.schema })
        return DataSet(catalog: catalog, tables: tables)
    }

    // MARK: Events

    static let fields =
        EventFields.standard(severalActors: false) + [
            Field("root_event", .bool, "whether the event stands in the lead of its article"),
            Field("mentions", .number, "mentions of the event in the first quarter of an hour (1.0: the first day)"),
            Field("sources", .number, "sources that mention it then"),
            Field("articles", .number, "articles that mention it then"),
            Field("tone", .number, "mean tone of these articles, -100 to 100"),
            Field("actor_name", .text, "the actor's name as GDELT found it"),
            Field("target_name", .text, "the target's name as GDELT found it"),
            Field("actor_place", .place, "the place next to the actor's name"),
            Field("target_place", .place, "the place next to the target's name"),
            Field("place_type", .text, "country, state, US state, city, US city"),
            Field("url", .text, "the first article"),
            Field("added", .text, "when GDELT took the event in, UTC"),
        ]

    private func columns(
        _ rows: GDELTRows, _ ids: CodedColumn, _ reports: [GDELTMentionReports.Report]
    ) -> [Column] {
        let unknown = UnknownColumns(count: rows.count)
        let place = placeCodes.column(rows.place)
        return Self.fields.map { field in
            switch field.name {
            case "id": .coded(ids)
            case "kind": kinds.column(rows.kind.map { $0 + CodedColumn.firstCode })
            case "date": rows.date
            case "known": .days(GDELTMentionReports.known(rows.known, reports, reader.mentions))
            case "actor": actorCodes.column(rows.actor)
            case "target": actorCodes.column(rows.target)
            case "place": place
            case "root_event": rows.root
            case "mentions": .numbers(rows.mentions)
            case "sources": .numbers(rows.sources)
            case "articles": .numbers(rows.articles)
            case "tone": .numbers(rows.tone)
            case "actor_name": names.column(rows.actorName)
            case "target_name": names.column(rows.targetName)
            case "actor_place": placeCodes.column(rows.actorPlace)
            case "target_place": placeCodes.column(rows.targetPlace)
            case "place_type": placeTypes(rows)
            case "url": urls.column(rows.url)
            case "added": added.column(rows.added)
            default: unknown.column(field.type)
            }
        }
    }

    private func placeTypes(_ rows: GDELTRows) -> Column {
        let (codes, byPlace) = placeTypes()
        return codes.column(
            rows.place.map { $0 < CodedColumn.firstCode ? $0 : byPlace[Int($0 - CodedColumn.firstCode)] })
    }

    /// The types of places, and by the number of each place the code of its type before the types were put in order.
    func placeTypes() -> (codes: OrderedCodes, byPlace: [UInt32]) {
        let types = places.ids.map { places.details[$0]?.typeText ?? "" }
        let codes = OrderedCodes(types.filter { !$0.isEmpty })
        // The old code of a type is its place among those that are not empty.
        var next = CodedColumn.firstCode
        let byPlace = types.map { type -> UInt32 in
            guard !type.isEmpty else { return CodedColumn.unknown }
            defer { next += 1 }
            return next
        }
        return (codes, byPlace)
    }

    /// Ids as a dictionary in the order of the rows, which in GDELT's own files is that of the numbers.
    private func ids(_ rows: GDELTRows) -> CodedColumn {
        guard Self.isRising(rows.id) else {
            let distinct = Set(rows.id).map(String.init).sorted { $0.precedes($1) }
            let codes = Dictionary(
                uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0) + CodedColumn.firstCode) })
            return CodedColumn(
                codes: rows.id.map { codes[String($0)] ?? CodedColumn.unknown },
                dictionary: CodeDictionary(distinct, isSorted: true))
        }
        let texts = rows.id.map(String.init)
        // Rising numbers are in the order of their bytes only if all have the same number of digits.
        let isSorted = texts.first?.utf8.count == texts.last?.utf8.count
        return CodedColumn(
            codes: (0..<UInt32(texts.count)).map { $0 + CodedColumn.firstCode },
            dictionary: CodeDictionary(texts, isSorted: isSorted))
    }

    private static func isRising(_ ids: [Int64]) -> Bool {
        for index in ids.indices.dropFirst() where ids[index - 1] >= ids[index] { return false }
        return true
    }

    /// Rows whose id an earlier row has; in GDELT's own order that shows without a set of all ids.
    private static func repeatedIDs(_ exact: [Int64], _ wide: [Int64]) -> Int {
        guard isRising(exact), isRising(wide) else {
            return exact.count + wide.count - Set(exact).union(wide).count
        }
        var repeated = 0
        var position = 0
        for id in wide {
            while position < exact.count, exact[position] < id { position += 1 }
            if position < exact.count, exact[position] == id { repeated += 1 }
        }
        return repeated
    }

    private func eventCounts() -> [String: Int] {
        var counts = [Int](repeating: 0, count: reader.codes.kinds.count)
        for rows in [reader.exact, reader.wide] { for kind in rows.kind { counts[Int(kind)] += 1 } }
        return Dictionary(uniqueKeysWithValues: zip(reader.codes.kinds.map(\.name), counts))
    }

    /// The span of the events whose day is exact, else of all.
    private func coverage() -> Coverage? {
        let rows = reader.exact.count > 0 ? reader.exact : reader.wide
        guard let first = rows.first.min(), let last = (reader.exact.count > 0 ? rows.first : rows.last).max() else {
            return nil
        }
        return Coverage(Period(first, last), isGuess: true)
    }

    // MARK: Reports and documents

    private var reportFields: [Field] {
        EventFields.reports() + (reader.mentions.count > 0 ? [Self.confidence] : [])
    }

    static let confidence = Field(
        "confidence", .number, "how sure GDELT is that the article mentions the event, 10 to 100")

    /// A report for each event that has an address, and one for each mention. What an article is coded for, it affirms.
    private func reports(
        _ rows: GDELTRows, _ ids: CodedColumn, _ reports: [GDELTMentionReports.Report]
    ) -> Segment? {
        let own = GDELTMentionReports.rowsOfTheirOwn(rows, reports, reader.mentions)
        let count = own.count + reports.count
        if count == 0 { return nil }
        let given = reader.mentions
        let unknown = UnknownColumns(count: count)
        let columns = reportFields.map { field -> Column in
            switch field.name {
            case "event":
                .coded(
                    CodedColumn(
                        codes: own.map { ids.codes[$0] } + reports.map { ids.codes[$0.row] },
                        dictionary: ids.dictionary))
            case "document": urls.column(own.map { rows.url[$0] } + reports.map { given.url[$0.mention] })
            case "via":
                sources.column(
                    [UInt32](repeating: CodedColumn.unknown, count: own.count)
                        + reports.map { given.source[$0.mention] })
            case "stance":
                .coded(
                    CodedColumn(
                        codes: [UInt32](repeating: CodedColumn.firstCode, count: count),
                        dictionary: CodeDictionary(["affirms"], isSorted: true)))
            case "confidence":
                .numbers([Double](repeating: .nan, count: own.count) + reports.map { given.confidence[$0.mention] })
            default: unknown.column(field.type)
            }
        }
        return Segment(columns: columns, rowCount: count)
    }

    private func documents() -> Table {
        let count = reader.urls.count
        let schema = TableSchema("documents", EventFields.documents)
        guard count > 0 else { return Table(schema: schema, segments: []) }
        let codes = (0..<UInt32(count)).map { $0 + CodedColumn.firstCode }
        var published = [DayNumber](repeating: DateSpan.distantPast, count: count)
        for (old, day) in zip(codes, reader.published) {
            published[Int(urls.code(old) - CodedColumn.firstCode)] = day
        }
        let unknown = UnknownColumns(count: count)
        let columns = schema.fields.map { field -> Column in
            switch field.name {
            case "id": .coded(CodedColumn(codes: codes, dictionary: urls.dictionary))
            case "published": .days(published)
            default: unknown.column(field.type)
            }
        }
        return Table(schema: schema, segments: [Segment(columns: columns, rowCount: count)])
    }

    /// `20190121220000` as `2019-01-21T22:00:00Z`, `20160728` as `2016-07-28`; anything else as it is.
    private static func time(_ text: String) -> String {
        let digits = Array(text)
        guard digits.allSatisfy(\.isASCII), digits.count == 8 || digits.count == 14 else { return text }
        let day = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
        guard digits.count == 14 else { return day }
        return "\(day)T\(String(digits[8..<10])):\(String(digits[10..<12])):\(String(digits[12..<14]))Z"
    }
}
