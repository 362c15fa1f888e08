import Columnar
import EventModel

/// What a store knows of its data set before any row is read. Names lie in blocks of their own: a question looks a few
/// of them up, and there may be many thousands.
struct CatalogPlan: Sendable {
    var name: String
    var kinds: KindCatalog
    var actors: NamesPlan
    var places: NamesPlan
    var offices: BlockReference
    var coverage: Coverage?
    var tables: [TableSchema]

    /// The catalogue, whose names are looked up where they lie.
    func catalog(_ file: StoreFile, _ integrity: Integrity) -> Catalog {
        let offices = offices
        return Catalog(
            name: name, kinds: kinds,
            actors: ActorCatalog(StoredNames<Actor>(file, actors, part: "the list of actors", integrity)),
            places: PlaceCatalog(StoredNames<Place>(file, places, part: "the list of places", integrity)),
            offices: {
                let part = "the list of offices"
                do throws(StoreError) {
                    var reader = ByteReader(try file.bytes(offices, part: part), path: file.path, part: part)
                    let terms = try reader.list { (reader) throws(StoreError) in try reader.term() }
                    guard reader.isAtEnd else { throw reader.damage }
                    return terms
                } catch {
                    integrity.fail(error.text)
                    return []
                }
            }, coverage: coverage, tables: tables)
    }
}

extension BlockWriter {
    /// Writes the names of a catalogue.
    func catalog(_ catalog: Catalog) throws(StoreError) -> CatalogPlan {
        var offices = ByteWriter()
        offices.list(catalog.offices) { $0.term($1) }
        return CatalogPlan(
            name: catalog.name, kinds: catalog.kinds, actors: try names(catalog.actors.actors),
            places: try names(
                catalog.places.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }),
            offices: try block(offices.bytes), coverage: catalog.coverage, tables: catalog.tables)
    }
}

extension ByteWriter {
    mutating func catalog(_ catalog: CatalogPlan) {
        text(catalog.name)
        flag(catalog.kinds.goldstein == .icews)
        list(catalog.kinds.declared) { writer, kind in
            writer.text(kind.name)
            writer.optional(kind.parent) { $0.text($1) }
            writer.optional(kind.label) { $0.text($1) }
        }
        names(catalog.actors)
        names(catalog.places)
        block(catalog.offices)
        optional(catalog.coverage) { writer, coverage in
            writer.span(coverage.period.span)
            writer.optional(coverage.period.unit) { $0.text($1.rawValue) }
            writer.flag(coverage.isGuess)
        }
        list(catalog.tables) { $0.schema($1) }
    }

    fileprivate mutating func term(_ term: OfficeTerm) {
        text(term.office)
        text(term.holder)
        span(term.from)
        span(term.to)
        optional(term.source) { $0.text($1) }
    }

    mutating func actor(_ actor: Actor) {
        text(actor.id)
        optional(actor.name) { $0.text($1) }
        list(actor.aliases) { $0.text($1) }
        optional(actor.type) { $0.text($1) }
        list(actor.memberOf) { $0.text($1) }
        optional(actor.country) { $0.text($1) }
        list(actor.roles) { $0.text($1) }
        flag(actor.isDeclared)
    }

    mutating func place(_ place: Place) {
        text(place.id)
        text(place.name)
        optional(place.country) { $0.text($1) }
        optional(place.latitude) { $0.double($1) }
        optional(place.longitude) { $0.double($1) }
    }

    mutating func span(_ span: DateSpan) {
        signed(Int64(span.earliest))
        signed(Int64(span.latest))
    }

    mutating func schema(_ schema: TableSchema) {
        text(schema.name)
        list(schema.fields) { writer, field in
            writer.text(field.name)
            writer.type(field.type)
            writer.text(field.summary)
        }
    }

    private mutating func type(_ type: ValueType) {
        flag(type.isList)
        text(type.element.name)
    }
}

extension ByteReader {
    mutating func catalog() throws(StoreError) -> CatalogPlan {
        let name = try text()
        let isICEWS = try flag()
        let declared = try list { (reader) throws(StoreError) in
            DeclaredKind(
                name: try reader.text(),
                parent: try reader.optional { (reader) throws(StoreError) in try reader.text() },
                label: try reader.optional { (reader) throws(StoreError) in try reader.text() })
        }
        let actors = try names()
        let places = try names()
        let offices = try block()
        let coverage = try optional { (reader) throws(StoreError) in try reader.coverage() }
        let tables = try list { (reader) throws(StoreError) in try reader.schema() }
        return CatalogPlan(
            name: name, kinds: KindCatalog(declared: declared, goldstein: isICEWS ? .icews : .gdelt),
            actors: actors, places: places, offices: offices, coverage: coverage, tables: tables)
    }

    fileprivate mutating func term() throws(StoreError) -> OfficeTerm {
        OfficeTerm(
            office: try text(), holder: try text(), from: try span(), to: try span(), source: try optionalText())
    }

    private mutating func textList() throws(StoreError) -> [String] {
        try list { (reader) throws(StoreError) in try reader.text() }
    }

    private mutating func optionalText() throws(StoreError) -> String? {
        try optional { (reader) throws(StoreError) in try reader.text() }
    }

    mutating func actor() throws(StoreError) -> Actor {
        Actor(
            id: try text(), name: try optionalText(), aliases: try textList(), type: try optionalText(),
            memberOf: try textList(), country: try optionalText(), roles: try textList(), isDeclared: try flag())
    }

    /// Whether the actor that stands next is a country; all else of it is gone over.
    mutating func isCountry() throws(StoreError) -> Bool {
        try passText()
        if try flag() { try passText() }
        var aliases = try count()
        while aliases > 0 {
            try passText()
            aliases -= 1
        }
        guard try flag() else { return false }
        return try raw(try count()).elementsEqual("country".utf8)
    }

    mutating func place() throws(StoreError) -> Place {
        Place(
            id: try text(), name: try text(), country: try optionalText(),
            latitude: try optional { (reader) throws(StoreError) in try reader.double() },
            longitude: try optional { (reader) throws(StoreError) in try reader.double() })
    }

    mutating func span() throws(StoreError) -> DateSpan {
        guard let earliest = DayNumber(exactly: try signed()), let latest = DayNumber(exactly: try signed()),
            earliest <= latest
        else { throw damage }
        return DateSpan(earliest, latest)
    }

    private mutating func coverage() throws(StoreError) -> Coverage {
        let span = try span()
        let unit = try optionalText()
        if let unit, TimeUnit(rawValue: unit) == nil { throw damage }
        return Coverage(
            Period(span.earliest, span.latest, unit: unit.flatMap { TimeUnit(rawValue: $0) }), isGuess: try flag())
    }

    mutating func schema() throws(StoreError) -> TableSchema {
        let name = try text()
        return TableSchema(
            name,
            try list { (reader) throws(StoreError) in
                Field(try reader.text(), try reader.type(), try reader.text())
            })
    }

    private mutating func type() throws(StoreError) -> ValueType {
        let isList = try flag()
        let name = try text()
        let elements: [ValueType] = [
            .text, .number, .bool, .date, .period, .duration, .money, .kind, .actor, .place, .event,
        ]
        guard let element = elements.first(where: { $0.name == name }) else { throw damage }
        return isList ? .list(element) : element
    }
}
