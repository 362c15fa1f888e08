/// A place as a data set names it.
package struct Place: Hashable, Sendable {
    /// How the place is written, unique in the data set.
    package var id: String
    package var name: String
    /// ISO 3166 alpha-3 code of the country it lies in.
    package var country: String?
    package var latitude: Double?
    package var longitude: Double?

    package init(id: String, name: String, country: String?, latitude: Double? = nil, longitude: Double? = nil) {
        self.id = id
        self.name = name
        self.country = country
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// One term of an office: who held it from a day (included) to a day (excluded).
package struct OfficeTerm: Hashable, Sendable {
    package var office: String
    package var holder: String
    package var from: DateSpan
    /// The day the term ended; unbounded to the future while it lasts.
    package var to: DateSpan
    package var source: String?

    package init(office: String, holder: String, from: DateSpan, to: DateSpan, source: String?) {
        self.office = office
        self.holder = holder
        self.from = from
        self.to = to
        self.source = source
    }
}

/// What a data set claims to cover.
package struct Coverage: Hashable, Sendable {
    package var period: Period
    /// True where no record says so and the span of the data stands in for it.
    package var isGuess: Bool

    package init(_ period: Period, isGuess: Bool) {
        self.period = period
        self.isGuess = isGuess
    }
}

/// All that is known of a data set before any row is read: names, trees, columns and coverage.
///
/// The checker resolves the words of a question against it.
package struct Catalog: Sendable {
    package var name: String
    package var kinds: KindCatalog
    package var actors: ActorCatalog
    package var places: PlaceCatalog
    private var officeCatalog: Lazy<OfficeCatalog>
    package var coverage: Coverage?
    /// Columns of each table, `events` first, in the order in which they are shown.
    package var tables: [TableSchema]

    package init(
        name: String, kinds: KindCatalog = KindCatalog(), actors: ActorCatalog = ActorCatalog(),
        places: [String: Place] = [:], offices: [OfficeTerm] = [], coverage: Coverage? = nil,
        tables: [TableSchema] = []
    ) {
        self.name = name
        self.kinds = kinds
        self.actors = actors
        self.places = PlaceCatalog(places)
        officeCatalog = Lazy { OfficeCatalog(offices) }
        self.coverage = coverage
        self.tables = tables
    }

    /// - Parameter offices: asked for when somebody first needs them.
    package init(
        name: String, kinds: KindCatalog, actors: ActorCatalog, places: PlaceCatalog,
        offices: @escaping @Sendable () -> [OfficeTerm], coverage: Coverage?, tables: [TableSchema]
    ) {
        self.name = name
        self.kinds = kinds
        self.actors = actors
        self.places = places
        officeCatalog = Lazy { OfficeCatalog(offices()) }
        self.coverage = coverage
        self.tables = tables
    }

    package var offices: [OfficeTerm] {
        get { officeCatalog.value.terms }
        set { officeCatalog = Lazy { OfficeCatalog(newValue) } }
    }

    /// The terms of one office, as they are recorded.
    package func terms(of office: String) -> [OfficeTerm] { officeCatalog.value.terms(of: office) }

    package func table(_ name: String) -> TableSchema? { tables.first { $0.name == name } }

    /// Whether a place is, or lies in, the place or country of that name, code or id.
    package func isPlace(_ id: String, within ancestor: String) -> Bool { places.isPlace(id, within: ancestor) }
}

/// The columns of one table.
package struct TableSchema: Hashable, Sendable {
    package var name: String
    package var fields: [Field]

    package init(_ name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields
    }
}
