import Columnar
import EventModel

/// All that the records of a data set came to, before columns are made of it.
struct RecordContent {
    var name: String
    var kinds: KindCatalog
    /// Those that records declare.
    var actors: [Actor]
    /// Those that records describe.
    var places: [String: Place]
    var terms: [OfficeTerm]
    var covered: [DateSpan]
    var rows: [RecordType: [[String: Value]]]
    /// Columns of the data set's own.
    var columns: [RecordType: [Field]]

    /// Columns and catalogue. Names that no record declares get entries of their own, and a warning each.
    func dataSet(_ log: inout ReadLog) -> DataSet {
        let events = rows[.event] ?? []
        let reports = rows[.report] ?? []
        warnOfMissing(events, reports, &log)
        let actors = ActorCatalog(self.actors + undeclaredActors(&log))
        let places = allPlaces(events + reports)
        let coverage = coverage(events)
        var tables: [String: Table] = [:]
        tables["events"] = eventsTable(events)
        tables["reports"] = draft("reports", EventFields.reports(), reports, added: columns[.event]).table()
        tables["documents"] = draft(
            "documents", EventFields.documents, rows[.document] ?? [], added: columns[.document]
        ).table()
        tables["offices"] = draft(
            "offices", EventFields.offices, rows[.office] ?? [], added: columns[.office]
        ).table()
        tables["coverage"] = draft(
            "coverage", EventFields.coverage, rows[.coverage] ?? [], added: columns[.coverage]
        ).table()
        let shared = CatalogTables(kinds: kinds, actors: actors, places: places)
        tables["actors"] = shared.actors(added: columns[.actor] ?? [], rows: rows[.actor] ?? [])
        tables["kinds"] = shared.kinds(
            added: columns[.kind] ?? [], rows: rows[.kind] ?? [],
            eventCounts: Dictionary(events.compactMap { $0["kind"]?.name }.map { ($0, 1) }, uniquingKeysWith: +))
        tables["places"] = shared.places()
        let catalog = Catalog(
            name: name, kinds: kinds, actors: actors, places: places, offices: terms, coverage: coverage,
            tables: CatalogTables.order.compactMap { tables[$0]?.schema })
        return DataSet(catalog: catalog, tables: tables)
    }

    private func eventsTable(_ events: [[String: Value]]) -> Table {
        draft("events", EventFields.standard(severalActors: true), events, added: columns[.event])
            .table(splitBy: "date")
    }

    /// A table of given rows; of the added columns only those that have a value in one of them.
    private func draft(
        _ name: String, _ fields: [Field], _ rows: [[String: Value]], added: [Field]?
    ) -> TableDraft {
        let present = Set(rows.lazy.flatMap(\.keys))
        var draft = TableDraft(name, fields + (added ?? []).filter { present.contains($0.name) })
        for row in rows { draft.append(row) }
        return draft
    }

    // MARK: Names that are used

    private func undeclaredActors(_ log: inout ReadLog) -> [Actor] {
        var seen = Set(actors.map(\.id))
        var found: [Actor] = []
        var pending: [String] = []
        for type in [RecordType.event, .report] {
            for row in rows[type] ?? [] {
                for field in ["actor", "target", "via", "attributed_to"] { pending += row[field]?.names ?? [] }
            }
        }
        pending += terms.map(\.holder) + actors.flatMap(\.memberOf)
        var warnings: [ReadWarning] = []
        for id in pending where seen.insert(id).inserted {
            let actor = ImpliedActor.actor(id)
            if !ImpliedActor.isCode(id) { warnings.append(.undeclaredActor(id: id)) }
            found.append(actor)
        }
        log.warn(warnings)
        // Their order must not depend on that of the rows, which changes when records are written anew.
        return found.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    private func allPlaces(_ rows: [[String: Value]]) -> [String: Place] {
        var places = places
        for row in rows {
            for value in row.values {
                for case .place(let id) in value.members where places[id] == nil {
                    places[id] = RecordPlaces.implied(id)
                }
            }
        }
        return places
    }

    private func warnOfMissing(_ events: [[String: Value]], _ reports: [[String: Value]], _ log: inout ReadLog) {
        var known = Set(events.compactMap { $0["id"]?.name })
        var missing: [ReadWarning] = []
        for row in events + reports {
            for (_, value) in row.sorted(by: { $0.key < $1.key }) {
                for case .event(let id) in value.members where known.insert(id).inserted {
                    missing.append(.undeclaredEvent(id: id))
                }
            }
        }
        log.warn(missing)
        var documents = Set((rows[.document] ?? []).compactMap { $0["id"]?.name })
        log.warn(
            reports.compactMap { $0["document"]?.name }.filter { documents.insert($0).inserted }
                .map { .undeclaredDocument(id: $0) })
    }

    // MARK: Coverage

    /// What the records of coverage say, with open ends closed by the data; else the span of the data.
    private func coverage(_ events: [[String: Value]]) -> Coverage? {
        let hulls = events.compactMap { $0["date"]?.hull }.filter(\.isBounded)
        let data = hulls.dropFirst().reduce(hulls.first) { $0?.union($1) }
        guard let first = covered.first else {
            return data.map { Coverage(Period($0.earliest, $0.latest), isGuess: true) }
        }
        var hull = covered.dropFirst().reduce(first) { $0.union($1) }
        if hull.earliest == DateSpan.distantPast { hull.earliest = data?.earliest ?? hull.latest }
        if hull.latest == DateSpan.distantFuture { hull.latest = data?.latest ?? hull.earliest }
        guard hull.isBounded, hull.earliest <= hull.latest else { return nil }
        return Coverage(Period(hull.earliest, hull.latest), isGuess: false)
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
}
