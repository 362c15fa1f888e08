import Columnar
import EventModel
import Store

/// All that the records of a data set come to: tables that grow row by row, and what the catalogue needs of them.
struct RecordContent {
    var kinds = KindCatalog(declared: [])
    private var pieces: Pieces
    private let fields: [RecordType: RecordFields]
    private var drafts: [RecordType: RecordTableDraft] = [:]
    /// Names in events and reports.
    private var names: RecordNames
    /// How many events there are of each kind, by its code.
    private var kindCounts: [Int] = []
    /// Those that records declare.
    private var actors: [Actor] = []
    private var terms: [OfficeTerm] = []
    private var covered: [DateSpan] = []
    /// The days on which events may have been, of those that say so.
    private var days: DateSpan?
    /// Columns of the data set's own of kinds and of actors, with what the catalogue does not tell of these.
    private var rows: [RecordType: [[String: Value]]] = [:]

    init(_ pieces: Pieces, _ notes: RecordNotes) {
        var pieces = pieces
        names = RecordNames(seed: pieces.seed)
        var fields: [RecordType: RecordFields] = [:]
        for type in RecordType.allCases {
            let own = notes.fields(type)
            fields[type] = own
            if type == .kind || type == .actor { continue }
            drafts[type] = RecordTableDraft(own, sharesNames: type == .event || type == .report, &pieces)
        }
        self.fields = fields
        self.pieces = pieces
    }

    /// The columns of a type.
    func fields(_ type: RecordType) -> RecordFields { fields[type] ?? RecordFields(type, added: []) }

    // MARK: Rows

    mutating func addKind(_ name: String, _ row: RecordRow) {
        var values = own(row)
        values["name"] = .kind(name)
        rows[.kind, default: []].append(values)
    }

    /// Adds the row of a record of any other type.
    ///
    /// - Parameter byteCount: of its line.
    mutating func add(_ row: RecordRow, _ type: RecordType, byteCount: Int) throws(StoreError) {
        note(row, type)
        let isWide = Self.isWide(row, type)
        drafts[type]?.append(row, isWide: isWide, byteCount: byteCount, &names)
        if drafts[type]?.isFull(pieces.limits) ?? false { try cut(type, isLast: false) }
    }

    /// Events whose date is more or less than one known day stand behind all others.
    private static func isWide(_ row: RecordRow, _ type: RecordType) -> Bool {
        type == .event && row["date"]?.isExactDay != true
    }

    /// Where the row of an event will stand.
    func place(ofEvent row: RecordRow) -> RecordRowPlace {
        let isWide = Self.isWide(row, .event)
        return drafts[.event]?.place(isWide: isWide) ?? RecordRowPlace(piece: 0, row: 0, isWide: isWide)
    }

    /// Makes pieces of the rows of a table.
    ///
    /// - Parameter isLast: whether no more rows come.
    mutating func cut(_ type: RecordType, isLast: Bool) throws(StoreError) {
        let (names, kinds) = (names, kinds)
        try drafts[type]?.cut(isLast: isLast, &pieces) { codes, days in
            guard type == .event else { return nil }
            return Clustering(
                codes.indices, kinds: codes, days: days,
                ranks: ClusterColumns.ranks([nil, nil] + names.kinds.texts, kinds))
        }
    }

    /// Where the days on which events became known go, when all events are there.
    func knownDates() throws(StoreError) -> KnownDates {
        let (exact, wide) = drafts[.event]?.pieceCounts ?? (0, 0)
        return try KnownDates(pieces.store, exact: exact, wide: wide)
    }

    // MARK: What the catalogue needs

    /// The values of the columns that are the data set's own.
    private func own(_ row: RecordRow) -> [String: Value] {
        var values: [String: Value] = [:]
        for index in row.fields.addedIndices where !row.values[index].isUnknown {
            values[row.fields.fields[index].name] = row.values[index]
        }
        return values
    }

    private mutating func note(_ row: RecordRow, _ type: RecordType) {
        switch type {
        case .kind, .document, .report: break
        case .event:
            if let kind = row["kind"]?.name {
                let code = Int(names.kinds.knownCode(kind))
                while kindCounts.count <= code { kindCounts.append(0) }
                kindCounts[code] += 1
            }
            if let hull = row["date"]?.hull, hull.isBounded { days = days?.union(hull) ?? hull }
        case .actor: addActor(row)
        case .office:
            guard let office = row["office"]?.name, let holder = row["holder"]?.name else { return }
            let to = row["to"]?.hull ?? DateSpan(day: DateSpan.distantFuture)
            let from = row["from"]?.hull ?? DateSpan(DateSpan.distantPast, to.latest)
            terms.append(OfficeTerm(office: office, holder: holder, from: from, to: to, source: row["source"]?.name))
        case .coverage:
            covered.append(
                DateSpan(
                    row["from"]?.hull?.earliest ?? DateSpan.distantPast,
                    row["to"]?.hull?.latest ?? DateSpan.distantFuture))
        }
    }

    private mutating func addActor(_ row: RecordRow) {
        guard let id = row["id"]?.name else { return }
        // What a record leaves out, its code may say; what it is a part of says more than the code.
        let implied = ImpliedActor.actor(id)
        let memberOf = row["member_of"]?.names ?? []
        actors.append(
            Actor(
                id: id, name: row["name"]?.name, aliases: row["aliases"]?.names ?? [], type: row["type"]?.name,
                memberOf: memberOf,
                country: row["country"].map(\.name) ?? (memberOf.isEmpty ? implied.country : nil),
                roles: row["roles"]?.names ?? implied.roles, isDeclared: true))
        var values = own(row)
        // That there is none is more than that nothing is said.
        for name in ["member_of", "roles", "aliases"] where row[name] == Value.none { values[name] = Value.none }
        if values.isEmpty { return }
        values["id"] = .actor(id)
        rows[.actor, default: []].append(values)
    }

    // MARK: The data set

    /// Columns and catalogue. Names that no record declares get entries of their own, and a warning each.
    ///
    /// - Parameter places: those that records describe.
    func dataSet(
        name: String, _ known: KnownDates, places: [String: Place], _ log: inout ReadLog
    ) throws(StoreError) -> DataSet {
        let actors = ActorCatalog(self.actors + undeclaredActors(&log))
        let used = names.places.texts
        var allPlaces = places
        for id in used where allPlaces[id] == nil { allPlaces[id] = RecordPlaces.implied(id) }
        let made = try PieceTables(
            pieces,
            [
                .kinds: OrderedCodes(names.kinds.texts), .actors: OrderedCodes(names.actors.texts),
                .places: OrderedCodes(used),
            ])
        let shared = CatalogTables(kinds: kinds, actors: actors, places: allPlaces)
        var tables: [String: Table] = [:]
        for (type, draft) in drafts {
            tables[type.table] = made.table(
                draft.pieces, draft.schema(type.table), isOrdered: type == .event,
                changes: type == .event ? ["known": known.change(made.integrity)] : [:])
        }
        tables["actors"] = shared.actors(added: added(.actor), rows: rows[.actor] ?? [])
        tables["kinds"] = shared.kinds(added: added(.kind), rows: rows[.kind] ?? [], eventCounts: eventCounts)
        tables["places"] = shared.places()
        let catalog = Catalog(
            name: name, kinds: kinds, actors: actors, places: allPlaces, offices: terms, coverage: coverage,
            tables: CatalogTables.order.compactMap { tables[$0]?.schema })
        return DataSet(catalog: catalog, tables: tables, integrity: made.integrity)
    }

    private func added(_ type: RecordType) -> [Field] {
        let fields = fields(type)
        return Array(fields.fields[fields.addedIndices])
    }

    private var eventCounts: [String: Int] {
        Dictionary(
            names.kinds.texts.enumerated().map { index, name in
                let code = index + Int(CodedColumn.firstCode)
                return (name, code < kindCounts.count ? kindCounts[code] : 0)
            }, uniquingKeysWith: +)
    }

    private func undeclaredActors(_ log: inout ReadLog) -> [Actor] {
        var seen = Set(actors.map(\.id))
        var found: [Actor] = []
        var warnings: [ReadWarning] = []
        for id in names.actors.texts + terms.map(\.holder) + actors.flatMap(\.memberOf) where seen.insert(id).inserted {
            let actor = ImpliedActor.actor(id)
            if !ImpliedActor.isCode(id) { warnings.append(.undeclaredActor(id: id)) }
            found.append(actor)
        }
        log.warn(warnings)
        // Their order must not depend on that of the rows, which changes when records are written anew.
        return found.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    /// What the records of coverage say, with open ends closed by the data; else the span of the data.
    private var coverage: Coverage? {
        guard let first = covered.first else {
            return days.map { Coverage(Period($0.earliest, $0.latest), isGuess: true) }
        }
        var hull = covered.dropFirst().reduce(first) { $0.union($1) }
        if hull.earliest == DateSpan.distantPast { hull.earliest = days?.earliest ?? hull.latest }
        if hull.latest == DateSpan.distantFuture { hull.latest = days?.latest ?? hull.earliest }
        guard hull.isBounded, hull.earliest <= hull.latest else { return nil }
        return Coverage(Period(hull.earliest, hull.latest), isGuess: false)
    }
}

extension KnownDates {
    /// Puts into the column `known` of a piece what is not in its records.
    func change(_ integrity: Integrity) -> PieceTables.Change {
        { column, field, piece in
            do throws(StoreError) {
                let spans = try self.spans(piece)
                if spans.isEmpty { return column }
                var values = (0..<column.count).map { column.value(at: $0, type: field.type) }
                for (row, span) in spans where values.indices.contains(row) {
                    values[row] = .date(EventDate(at: span))
                }
                return Column(values, type: field.type)
            } catch {
                integrity.fail(error.text)
                return column
            }
        }
    }
}

extension DateSpan {
    var isBounded: Bool { earliest != Self.distantPast && latest != Self.distantFuture }

    /// The least span that holds both.
    func union(_ other: DateSpan) -> DateSpan {
        DateSpan(min(earliest, other.earliest), max(latest, other.latest))
    }
}

extension Value {
    /// The members of a list, or the value itself.
    var members: [Value] { if case .list(let values) = self { values } else { [self] } }

    /// Whether nothing is known.
    var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
