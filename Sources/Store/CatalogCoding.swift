import EventModel

extension ByteWriter {
    mutating func catalog(_ catalog: Catalog) {
        text(catalog.name)
        flag(catalog.kinds.goldstein == .icews)
        list(catalog.kinds.declared) { writer, kind in
            writer.text(kind.name)
            writer.optional(kind.parent) { $0.text($1) }
            writer.optional(kind.label) { $0.text($1) }
        }
        list(catalog.actors.actors) { $0.actor($1) }
        list(catalog.places.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }) { $0.place($1) }
        list(catalog.offices) { writer, term in
            writer.text(term.office)
            writer.text(term.holder)
            writer.span(term.from)
            writer.span(term.to)
            writer.optional(term.source) { $0.text($1) }
        }
        optional(catalog.coverage) { writer, coverage in
            writer.span(coverage.period.span)
            writer.optional(coverage.period.unit) { $0.text($1.rawValue) }
            writer.flag(coverage.isGuess)
        }
        list(catalog.tables) { $0.schema($1) }
    }

    private mutating func actor(_ actor: Actor) {
        text(actor.id)
        optional(actor.name) { $0.text($1) }
        list(actor.aliases) { $0.text($1) }
        optional(actor.type) { $0.text($1) }
        list(actor.memberOf) { $0.text($1) }
        optional(actor.country) { $0.text($1) }
        list(actor.roles) { $0.text($1) }
        flag(actor.isDeclared)
    }

    private mutating func place(_ place: Place) {
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
    mutating func catalog() throws(StoreError) -> Catalog {
        let name = try text()
        let isICEWS = try flag()
        let declared = try list { (reader) throws(StoreError) in
            DeclaredKind(
                name: try reader.text(),
                parent: try reader.optional { (reader) throws(StoreError) in try reader.text() },
                label: try reader.optional { (reader) throws(StoreError) in try reader.text() })
        }
        let actors = try list { (reader) throws(StoreError) in try reader.actor() }
        let places = try list { (reader) throws(StoreError) in try reader.place() }
        let offices = try list { (reader) throws(StoreError) in
            OfficeTerm(
                office: try reader.text(), holder: try reader.text(), from: try reader.span(), to: try reader.span(),
                source: try reader.optional { (reader) throws(StoreError) in try reader.text() })
        }
        let coverage = try optional { (reader) throws(StoreError) in try reader.coverage() }
        let tables = try list { (reader) throws(StoreError) in try reader.schema() }
        return Catalog(
            name: name, kinds: KindCatalog(declared: declared, goldstein: isICEWS ? .icews : .gdelt),
            actors: ActorCatalog(actors), places: Dictionary(places.map { ($0.id, $0) }, uniquingKeysWith: { $1 }),
            offices: offices, coverage: coverage, tables: tables)
    }

    private mutating func texts() throws(StoreError) -> [String] {
        try list { (reader) throws(StoreError) in try reader.text() }
    }

    private mutating func optionalText() throws(StoreError) -> String? {
        try optional { (reader) throws(StoreError) in try reader.text() }
    }

    private mutating func actor() throws(StoreError) -> Actor {
        Actor(
            id: try text(), name: try optionalText(), aliases: try texts(), type: try optionalText(),
            memberOf: try texts(), country: try optionalText(), roles: try texts(), isDeclared: try flag())
    }

    private mutating func place() throws(StoreError) -> Place {
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
