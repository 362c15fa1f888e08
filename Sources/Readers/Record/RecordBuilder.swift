import Columnar
import EventModel

/// Makes values, tables and a catalogue of records.
struct RecordBuilder {
    private let records: [RecordType: [Record]]
    private var columns: [RecordType: RecordColumns] = [:]
    private var kinds = RecordKinds(declared: [], used: [])
    private var places: [String: Place] = [:]
    /// Where the record of an id stands.
    private var taken: [RecordType: [String: Record]] = [:]

    private var actors: [Actor] = []
    private var documents: [String: EventDate] = [:]
    private var terms: [OfficeTerm] = []
    private var covered: [DateSpan] = []
    private var rows: [RecordType: [[String: Value]]] = [:]

    init(_ records: [Record]) {
        self.records = Dictionary(grouping: records, by: \.type)
        // Events and what is reported of them share their columns, so that the two can be compared.
        for record in records {
            for member in record.members where !record.type.members.contains(member.key) {
                columns[record.type == .report ? .event : record.type, default: RecordColumns()].add(member)
            }
        }
    }

    mutating func build(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        try readKinds(&log)
        for type in [RecordType.actor, .document, .office, .coverage, .event, .report] {
            for record in records[type] ?? [] {
                do throws(RecordFault) {
                    let row = try row(record, log)
                    rows[type, default: []].append(row)
                    log.accept(file: record.file)
                } catch {
                    try log.refuse(error.refusal(of: record), file: record.file)
                }
            }
        }
        for type in RecordType.allCases {
            for column in columns[type]?.names ?? [] where columns[type]?.isMixed(column) == true {
                log.warn(.mixedColumn(table: "\(type.rawValue)s", column: column))
            }
            for column in columns[type]?.names ?? [] where columns[type]?.hasLongNumbers(column) == true {
                log.warn(.longNumbers(table: "\(type.rawValue)s", column: column))
            }
        }
        setKnownDates()
        let content = RecordContent(
            name: name, kinds: kinds.catalog, actors: actors, places: places, terms: terms, covered: covered,
            rows: rows, columns: columns.mapValues(\.fields))
        return content.dataSet(&log)
    }

    // MARK: Kinds

    private mutating func readKinds(_ log: inout ReadLog) throws(ReadError) {
        var declared: [DeclaredKind] = []
        let values = RecordValues(kind: { $0 }, place: { _ in nil })
        for record in records[.kind] ?? [] {
            do throws(RecordFault) {
                var row = try addedValues(record, values)
                let name = try required("name", record, values)
                guard CAMEO.entry(name: name) == nil else {
                    throw RecordFault(
                        .duplicateID, "found the kind `\(FieldText.shown(name))`, which CAMEO has already",
                        record["name"])
                }
                try take(name, record, log)
                let parent = try optional("parent", .kind, record, values)
                let label = try optional("label", .text, record, values)
                row["name"] = .kind(name)
                declared.append(DeclaredKind(name: name, parent: parent?.name, label: label?.name))
                rows[.kind, default: []].append(row)
                log.accept(file: record.file)
            } catch {
                try log.refuse(error.refusal(of: record), file: record.file)
            }
        }
        let used = (records.values.joined()).lazy.compactMap { record -> String? in
            guard case .string(let text)? = record[record.type == .kind ? "parent" : "kind"]?.value else { return nil }
            return text
        }
        kinds = RecordKinds(declared: declared, used: used)
        let catalog = kinds.catalog
        log.warn(
            catalog.declared.compactMap { kind in
                guard let parent = kind.parent, let position = catalog.position(named: kind.name),
                    catalog.kinds[position].parent == nil
                else { return nil }
                return .orphanKind(name: kind.name, parent: parent)
            })
    }

    // MARK: Rows

    /// The values of a record by column.
    private mutating func row(_ record: Record, _ log: ReadLog) throws(RecordFault) -> [String: Value] {
        let kinds = kinds
        var found: [String: Place] = [:]
        let known = places
        let values = RecordValues(
            kind: { kinds.name(of: $0) },
            place: { members in
                guard let place = RecordPlaces.place(members, taken: known) else { return nil }
                found[place.id] = place
                return place.id
            })
        var row = try addedValues(record, values)
        for field in Self.fields(of: record.type) {
            guard let member = record[field.member] else { continue }
            row[field.column.name] = try values.value(member, field.column.type)
        }
        try check(record, &row, values, log)
        places.merge(found) { _, new in new }
        note(record.type, row)
        return row
    }

    private func addedValues(_ record: Record, _ values: RecordValues) throws(RecordFault) -> [String: Value] {
        var row: [String: Value] = [:]
        let columns = columns[record.type == .report ? .event : record.type]
        for member in record.members where !record.type.members.contains(member.key) {
            guard let type = columns?.type(of: member.key) else { continue }
            row[member.key] = try values.value(member, type, isAdded: true)
        }
        return row
    }

    /// Members of a record that have a meaning, and the columns they go to.
    private static func fields(of type: RecordType) -> [(member: String, column: Field)] {
        let fields: [Field] =
            switch type {
            case .kind: []
            case .actor: EventFields.actors
            case .office: EventFields.offices
            case .document: EventFields.documents
            case .event: EventFields.standard(severalActors: true)
            case .report: EventFields.reports()
            case .coverage: EventFields.coverage
            }
        return fields.map { field in
            switch (type, field.name) {
            // `type` says what sort of record it is, so an actor's own type goes by another name.
            case (.actor, "type"): ("kind", field)
            case (.office, "office"): ("id", field)
            case (.actor, "id"): ("id", Field("id", .actor))
            default: (field.name, field)
            }
        }
    }

    /// Checks what no single member shows.
    private mutating func check(
        _ record: Record, _ row: inout [String: Value], _ values: RecordValues, _ log: ReadLog
    ) throws(RecordFault) {
        switch record.type {
        case .kind: break
        case .actor, .document, .event: try take(try required("id", record, values), record, log)
        case .office:
            _ = try required("id", record, values)
            _ = try required("holder", record, values)
            try checkOrder(row, record)
        case .coverage: try checkOrder(row, record)
        case .report:
            _ = try required("event", record, values)
            if let stance = row["stance"]?.name, !["affirms", "denies", "withholds", "expects"].contains(stance) {
                throw RecordFault(
                    .wrongSort,
                    "found the stance \(JSONText.string(FieldText.shown(stance))), "
                        + "expected affirms, denies, withholds or expects",
                    record["stance"])
            }
        }
    }

    private func checkOrder(_ row: [String: Value], _ record: Record) throws(RecordFault) {
        guard case .date(let from)? = row["from"], case .date(let to)? = row["to"],
            to.end.latest < from.start.earliest
        else { return }
        throw RecordFault(.badOrder, "found an end before the start", record["to"])
    }

    private mutating func take(_ id: String, _ record: Record, _ log: ReadLog) throws(RecordFault) {
        if let first = taken[record.type]?[id] {
            throw RecordFault(
                .duplicateID,
                "found the \(record.type.rawValue) \(JSONText.string(FieldText.shown(id))) again, first at "
                    + log.place(file: first.file, line: first.line),
                record["id"] ?? record["name"])
        }
        taken[record.type, default: [:]][id] = record
    }

    private func required(_ name: String, _ record: Record, _ values: RecordValues) throws(RecordFault) -> String {
        guard let member = record[name] else {
            throw RecordFault(.missingMember, "found no `\(name)` in a record of type \(record.type.rawValue)")
        }
        return try values.id(member.value, "a text", member)
    }

    private func optional(
        _ name: String, _ type: ValueType, _ record: Record, _ values: RecordValues
    ) throws(RecordFault) -> Value? {
        guard let member = record[name] else { return nil }
        return try values.value(member, type)
    }

    // MARK: Beyond the tables

    /// Keeps what the catalogue needs of a row.
    private mutating func note(_ type: RecordType, _ row: [String: Value]) {
        switch type {
        case .kind, .event, .report: break
        case .actor:
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
        case .document:
            guard let id = row["id"]?.name, case .date(let date)? = row["published"] else { return }
            documents[id] = date
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

    /// An event is known from the earliest day on which a document that reports it came out.
    private mutating func setKnownDates() {
        var known: [String: DateSpan] = [:]
        for report in rows[.report] ?? [] {
            guard let event = report["event"]?.name, let document = report["document"]?.name,
                let published = documents[document]
            else { continue }
            known[event] = KnownDate.earlier(known[event], published)
        }
        guard var events = rows[.event] else { return }
        for index in events.indices where events[index]["known"] == nil {
            guard let id = events[index]["id"]?.name, let span = known[id] else { continue }
            events[index]["known"] = .date(EventDate(at: span))
        }
        rows[.event] = events
    }
}

/// The day on which an event became known.
enum KnownDate {
    /// The earlier of a span and a date of publication: the least of the earliest and the least of the latest days.
    static func earlier(_ span: DateSpan?, _ published: EventDate) -> DateSpan {
        guard let span else { return published.start }
        return DateSpan(min(span.earliest, published.start.earliest), min(span.latest, published.start.latest))
    }
}

extension Value {
    /// The names of a list, or of a single value.
    var names: [String] {
        if case .list(let values) = self { return values.compactMap(\.name) }
        return name.map { [$0] } ?? []
    }

    var hull: DateSpan? { if case .date(let date) = self { date.hull } else { nil } }
}
