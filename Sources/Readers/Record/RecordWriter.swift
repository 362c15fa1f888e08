package import Columnar
import EventModel
import Store

/// Writes a data set as records, a line each, so that reading them gives the data set again.
///
/// Order: coverage, kinds, actors, offices, documents, events, reports; rows in the order of their tables. What the
/// reader works out by itself (kinds of CAMEO, codes of countries, the date on which an event became known) is left
/// out.
package struct RecordWriter {
    private static let chunkSize = 1 << 16

    private let catalog: Catalog
    private let tables: [String: TableRows]
    private let choice: Choice?
    /// Rows of the kinds that the data set declares, in the order in which it does.
    private let kindRows: [Int]
    /// nil where no event is reported.
    private let known: KnownByReports?
    private let places = WrittenPlaces()

    /// - Parameter events: rows of the table `events` to write, with what belongs to them; nil for all of the data set.
    package init(_ data: DataSet, events: [Int]? = nil) {
        catalog = data.catalog
        tables = data.tables.mapValues(TableRows.init)
        let tables = tables
        choice = events.map { Choice($0, data.catalog, tables) }
        // What is held in memory cannot fail.
        known = (try? KnownByReports(tables, of: choice)) ?? nil
        kindRows = Self.kindRows(data.catalog, tables)
    }

    /// A writer of a data set that may not fit in memory.
    ///
    /// - Parameter store: what is being made of it.
    init(_ data: DataSet, for store: StoreDraft) throws(StoreError) {
        catalog = data.catalog
        tables = data.tables.mapValues(TableRows.init)
        choice = nil
        known = try KnownByReports(tables, of: nil, store)
        kindRows = Self.kindRows(data.catalog, tables)
    }

    /// Why not all could be written as it is.
    var failure: StoreError? { known?.failure }

    // MARK: Text

    /// How much is written.
    struct Position {
        fileprivate var type = 0
        fileprivate var row = 0
    }

    /// The next whole lines; none at the end.
    func next(_ position: inout Position) -> [UInt8] {
        var bytes: [UInt8] = []
        while position.type < Self.order.count {
            let type = Self.order[position.type]
            guard position.row < rowCount(type) else {
                position = Position(type: position.type + 1)
                continue
            }
            // Rows that are not chosen come to no piece.
            if position.row % Stop.piece == 0, Stop.isWanted { return [] }
            defer { position.row += 1 }
            guard let members = members(type, row(type, position.row)) else { continue }
            JSONValue.object([JSONMember("type", .string(type.rawValue))] + members).write(to: &bytes, isSpaced: true)
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count >= Self.chunkSize { break }
        }
        return bytes
    }

    /// Hands the text on in pieces of whole lines; where the run of this thread is to end, the first of them.
    package func write<Failure: Error>(to sink: (ArraySlice<UInt8>) throws(Failure) -> Void) throws(Failure) {
        var position = Position()
        while true {
            let bytes = next(&position)
            if bytes.isEmpty { return }
            try sink(bytes[...])
        }
    }

    /// The whole text.
    package func text() -> [UInt8] {
        var text: [UInt8] = []
        write { text.append(contentsOf: $0) }
        return text
    }

    private static let order: [RecordType] = [.coverage, .kind, .actor, .office, .document, .event, .report]

    private func rowCount(_ type: RecordType) -> Int {
        if let choice, type == .event { return choice.events.count }
        return type == .kind ? kindRows.count : tables[type.table]?.count ?? 0
    }

    private func row(_ type: RecordType, _ place: Int) -> Int {
        if let choice, type == .event { return choice.events[place] }
        return type == .kind ? kindRows[place] : place
    }

    // MARK: Records

    /// The members of a row's record; nil where the row needs none or is not chosen.
    private func members(_ type: RecordType, _ row: Int) -> [JSONMember]? {
        guard let table = tables[type.table] else { return nil }
        guard choice?.contains(type, row, table) ?? true else { return nil }
        switch type {
        case .kind: return kind(row, table)
        case .actor:
            guard let id = table.value(row, "id").name, let actor = catalog.actors.actor(id),
                actor.isDeclared || actor != ImpliedActor.actor(id)
            else { return nil }
            return members(row, table, renamed: ["type": "kind"], omitting: ["country", "roles"])
                + parts(of: actor, row, table)
        case .office: return members(row, table, renamed: ["office": "id"])
        case .event: return members(row, table, omitting: omitted(row, table))
        case .document, .report, .coverage: return members(row, table)
        }
    }

    private func members(
        _ row: Int, _ table: TableRows, renamed: [String: String] = [:], omitting omitted: Set<String> = []
    ) -> [JSONMember] {
        table.writingOrder.compactMap { index in
            let field = table.table.schema.fields[index]
            guard !omitted.contains(field.name), let value = json(table.value(row, index), field) else { return nil }
            return JSONMember(renamed[field.name] ?? field.name, value)
        }
    }

    private func json(_ value: Value, _ field: Field) -> JSONValue? {
        switch value {
        case .kind(let name): return .string(RecordKinds.written(name, catalog.kinds))
        case .place(let id): return places.json(id, catalog)
        // Actors of an event are written as a list, whether or not the data set's other events have several.
        case .actor where field.name == "actor" || field.name == "target":
            return RecordValues.json(.list([value]))
        case .unknown, .none, .text, .number, .truth, .date, .period, .duration, .money, .actor, .event, .list, .oneOf:
            return RecordValues.json(value)
        }
    }

    /// Country and roles of an actor where they are not what the reader makes of its code.
    private func parts(of actor: Actor, _ row: Int, _ table: TableRows) -> [JSONMember] {
        let implied = ImpliedActor.actor(actor.id)
        var members: [JSONMember] = []
        if table.value(row, "country") == .none
            || actor.country != (actor.memberOf.isEmpty ? implied.country : nil)
        {
            members.append(JSONMember("country", actor.country.map { .string($0) } ?? .array([])))
        }
        if table.value(row, "roles") == .none || actor.roles != implied.roles {
            members.append(JSONMember("roles", .array(actor.roles.map { .string($0) })))
        }
        return members
    }

    private static func kindRows(_ catalog: Catalog, _ tables: [String: TableRows]) -> [Int] {
        guard let table = tables["kinds"] else { return [] }
        let rows = Dictionary(
            (0..<table.count).compactMap { row in table.value(row, "name").name.map { ($0, row) } },
            uniquingKeysWith: { first, _ in first })
        return catalog.kinds.declared.compactMap { rows[$0.name] }
    }

    /// A kind that the data set declares. Of the columns of the table only the added ones are its own.
    private func kind(_ row: Int, _ table: TableRows) -> [JSONMember]? {
        guard let name = table.value(row, "name").name,
            let kind = catalog.kinds.declared.first(where: { $0.name == name }), !RecordKinds.isImplied(kind)
        else { return nil }
        var members = [JSONMember("name", .string(name))]
        if let parent = kind.parent {
            let parentName = CAMEO.entry(code: parent)?.name ?? parent
            members.append(JSONMember("parent", .string(RecordKinds.written(parentName, catalog.kinds))))
        }
        if let label = kind.label { members.append(JSONMember("label", .string(label))) }
        return members + self.members(row, table, omitting: Set(EventFields.kinds.map(\.name)))
    }

    /// `known` is left out where the reader finds the same.
    private func omitted(_ row: Int, _ table: TableRows) -> Set<String> {
        guard let span = known?.span(row) else { return [] }
        return table.value(row, "known") == .date(EventDate(at: span)) ? ["known"] : []
    }
}

/// How places are written. What an id says by itself takes long to find out, and most places have many events.
private final class WrittenPlaces {
    private var known: [String: JSONValue] = [:]
    private static let most = 1 << 16

    func json(_ id: String, _ catalog: Catalog) -> JSONValue {
        if let json = known[id] { return json }
        let json = catalog.places[id].map(RecordPlaces.json) ?? .string(id)
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        known[id] = json
        return json
    }
}

/// What a writer writes, read as a file is.
final class RecordText: ByteSource {
    let path: String
    private let writer: RecordWriter
    private var position = RecordWriter.Position()
    private var bytes: ArraySlice<UInt8> = []

    init(_ writer: RecordWriter, path: String) {
        self.writer = writer
        self.path = path
    }

    var size: Int? { nil }
    /// It is no file.
    var bytesTaken: Int { 0 }
    var failure: StoreError? { writer.failure }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < buffer.count {
            if bytes.isEmpty { bytes = writer.next(&position)[...] }
            if bytes.isEmpty { break }
            let part = bytes.prefix(buffer.count - filled)
            UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyBytes(from: part)
            filled += part.count
            bytes = bytes.dropFirst(part.count)
        }
        return filled
    }
}
