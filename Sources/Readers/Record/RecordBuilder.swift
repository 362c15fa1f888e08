import Columnar
import EventModel
import Store

/// Makes values, tables and a catalogue of records.
///
/// Records are gone through type by type: kinds before what is of a kind, and last events and reports, of which there are
/// most. Rows become pieces; what stays is what the catalogue names.
struct RecordBuilder {
    private let notes: RecordNotes
    private let mayGoOn: (@Sendable (ReadProgress) -> Bool)?
    private var values: RecordValues
    private var links: RecordLinks
    private var content: RecordContent
    /// Where the record of the id of an actor or a kind stands.
    private var taken: [RecordType: [String: (file: Int, line: Int)]] = [:]

    init(
        _ notes: RecordNotes, _ pieces: Pieces, _ mayGoOn: (@Sendable (ReadProgress) -> Bool)?
    ) throws(ReadError) {
        self.notes = notes
        self.mayGoOn = mayGoOn
        values = RecordValues()
        content = RecordContent(pieces, notes)
        links = try Self.store { () throws(StoreError) in try RecordLinks(pieces.store, seed: pieces.seed) }
    }

    mutating func build(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        try readKinds(&log)
        for type in [RecordType.actor, .document, .office, .coverage, .event, .report] {
            try read(type, &log)
            try Self.store { () throws(StoreError) in try content.cut(type, isLast: true) }
        }
        for type in RecordType.allCases {
            let columns = notes.columns[type]
            for column in columns?.names ?? [] where columns?.isMixed(column) == true {
                log.warn(.mixedColumn(table: "\(type.rawValue)s", column: column))
            }
            for column in columns?.names ?? [] where columns?.hasLongNumbers(column) == true {
                log.warn(.longNumbers(table: "\(type.rawValue)s", column: column))
            }
        }
        let known = try Self.store { () throws(StoreError) in try settle(&log) }
        return try Self.store { () throws(StoreError) in
            try content.dataSet(name: name, known, places: values.places, &log)
        }
    }

    private static func store<Result>(_ body: () throws(StoreError) -> Result) throws(ReadError) -> Result {
        do throws(StoreError) { return try body() } catch { throw .store(error) }
    }

    private func askWhetherToGoOn(_ log: ReadLog) throws(ReadError) {
        guard let mayGoOn, let file = log.report.files.last else { return }
        let rows = log.report.rowCount
        let progress = ReadProgress(
            path: file.path, rowCount: rows, bytesRead: file.byteCount, byteCount: file.byteCount)
        if !mayGoOn(progress) { throw .cancelled(afterRows: rows) }
    }

    // MARK: Kinds

    private mutating func readKinds(_ log: inout ReadLog) throws(ReadError) {
        var declared: [DeclaredKind] = []
        let fields = notes.fields(.kind)
        var cursor = try records(.kind)
        while let (record, _) = try Self.store({ () throws(StoreError) in try cursor.next() }) {
            do throws(RecordFault) {
                var row = RecordRow(fields)
                try addValues(record, &row)
                let name = try values.required("name", record)
                guard CAMEO.entry(name: name) == nil else {
                    throw RecordFault(
                        .duplicateID, "found the kind `\(FieldText.shown(name))`, which CAMEO has already",
                        record["name"])
                }
                try take(name, record, log)
                let parent = try optional("parent", .kind, record)
                let label = try optional("label", .text, record)
                declared.append(DeclaredKind(name: name, parent: parent?.name, label: label?.name))
                content.addKind(name, row)
                log.accept(file: record.file)
            } catch {
                try log.refuse(error.refusal(of: record), file: record.file)
            }
        }
        let kinds = RecordKinds(declared: declared, used: notes.ploverKinds)
        values = RecordValues(kinds)
        content.kinds = kinds.catalog
        log.warn(
            kinds.catalog.declared.compactMap { kind in
                guard let parent = kind.parent, let position = kinds.catalog.position(named: kind.name),
                    kinds.catalog.kinds[position].parent == nil
                else { return nil }
                return .orphanKind(name: kind.name, parent: parent)
            })
    }

    private func optional(
        _ name: String, _ type: ValueType, _ record: Record
    ) throws(RecordFault) -> Value? {
        guard let member = record[name] else { return nil }
        var values = values
        return try values.value(member, type)
    }

    // MARK: Records

    private func records(_ type: RecordType) throws(ReadError) -> KeptRecords.Cursor {
        try Self.store { () throws(StoreError) in try notes.kept.records(type) }
    }

    private mutating func read(_ type: RecordType, _ log: inout ReadLog) throws(ReadError) {
        let fields = content.fields(type)
        var firsts = try firsts(type, fields)
        var cursor = try records(type)
        while true {
            if cursor.isAtBlock { try askWhetherToGoOn(log) }
            let next = try Self.store { () throws(StoreError) in
                try cursor.next().map { record, number throws(StoreError) in
                    (record, number, try firsts?.first(for: number))
                }
            }
            guard let (record, number, first) = next else { return }
            let row: RecordRow
            do throws(RecordFault) {
                row = try self.row(record, fields)
                if type == .actor, let id = row["id"]?.name { try take(id, record, log) }
                if let first { throw repeated(row["id"]?.name ?? "", record, first, log) }
            } catch {
                try log.refuse(error.refusal(of: record), file: record.file)
                continue
            }
            values.keepPlaces()
            log.accept(file: record.file)
            try Self.store { () throws(StoreError) in
                try add(row, type, number)
                try content.add(row, type, byteCount: cursor.byteCount)
            }
        }
    }

    /// Which records repeat the id of one before them, of types that are too many to remember.
    private func firsts(_ type: RecordType, _ fields: RecordFields) throws(ReadError) -> RepeatedIDs.Firsts? {
        guard let ids = notes.ids[type] else { return nil }
        var checking = self
        return try Self.store { () throws(StoreError) in
            try ids.firsts { () throws(StoreError) in
                try notes.kept.records(type)
            } canBeRead: { record in
                (try? checking.row(record, fields)) != nil
            }
        }
    }

    /// The values of a record, which is not refused for anything but its id.
    private mutating func row(_ record: Record, _ fields: RecordFields) throws(RecordFault) -> RecordRow {
        values.begin()
        var row = RecordRow(fields)
        try addValues(record, &row)
        for (member, index, type) in fields.standard {
            guard let member = record[member] else { continue }
            row.values[index] = try values.value(member, type)
        }
        try values.check(record, row)
        return row
    }

    /// The values of the columns that are the data set's own.
    private mutating func addValues(_ record: Record, _ row: inout RecordRow) throws(RecordFault) {
        for member in record.members {
            guard let index = row.fields.index(ofAdded: member.key) else { continue }
            row.values[index] = try values.value(member, row.fields.fields[index].type, isAdded: true)
        }
    }

    private mutating func take(_ id: String, _ record: Record, _ log: ReadLog) throws(RecordFault) {
        if let first = taken[record.type]?[id] { throw repeated(id, record, first, log) }
        taken[record.type, default: [:]][id] = (record.file, record.line)
    }

    private func repeated(
        _ id: String, _ record: Record, _ first: (file: Int, line: Int), _ log: ReadLog
    ) -> RecordFault {
        RecordFault(
            .duplicateID,
            "found the \(record.type.rawValue) \(JSONText.string(FieldText.shown(id))) again, first at "
                + log.place(file: first.file, line: first.line),
            record["id"] ?? record["name"])
    }

    // MARK: Beyond the tables

    /// Notes what a row says of other records.
    private mutating func add(_ row: RecordRow, _ type: RecordType, _ number: Int) throws(StoreError) {
        switch type {
        case .kind, .actor, .office, .coverage: return
        case .document:
            guard let id = row["id"]?.name else { return }
            var published: EventDate?
            if case .date(let date)? = row["published"] { published = date }
            try links.add(document: id, published: published)
        case .event, .report:
            if type == .event, let id = row["id"]?.name {
                try links.add(event: id, row: content.place(ofEvent: row), isDated: row["known"] != nil)
            }
            for (index, name) in row.eventNames.enumerated() {
                try links.add(named: name, at: RecordLinks.Place(type, number, index))
            }
            guard type == .report, let event = row["event"]?.name, let document = row["document"]?.name else { return }
            try links.add(report: event, by: document, at: RecordLinks.Place(type, number, 0))
        }
    }

    /// Settles when events became known, and tells of what is named and not there.
    private mutating func settle(_ log: inout ReadLog) throws(StoreError) -> KnownDates {
        let known = try content.knownDates()
        let documents = try links.settleDocuments()
        let events = try links.settleEvents(known)
        var warnings: [ReadWarning] = []
        for place in events.first {
            guard let row = try row(at: place), row.eventNames.indices.contains(place.index) else { continue }
            warnings.append(.undeclaredEvent(id: row.eventNames[place.index]))
        }
        log.warn(warnings, of: events.count)
        warnings = []
        for place in documents.first {
            guard let name = try row(at: place)?["document"]?.name else { continue }
            warnings.append(.undeclaredDocument(id: name))
        }
        log.warn(warnings, of: documents.count)
        return known
    }

    private mutating func row(at place: RecordLinks.Place) throws(StoreError) -> RecordRow? {
        guard let record = try notes.kept.record(place.type, place.number) else { return nil }
        return try? row(record, content.fields(place.type))
    }
}

extension RecordRow {
    /// The events that it names, by the names of the columns that do.
    var eventNames: [String] {
        ["because_of", "event", "follows_up", "part_of", "responds_to"].flatMap { name in
            // A column of the data set's own may bear the name.
            (self[name]?.members ?? []).compactMap { if case .event(let id) = $0 { id } else { nil } }
        }
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
