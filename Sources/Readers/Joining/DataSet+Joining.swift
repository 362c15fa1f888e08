import Columnar
import EventModel
import Store

/// Data sets cannot become one: a column is of another type in a later one.
struct JoinError: Error, Hashable {
    let table: String
    let column: String
    let type: ValueType
    let otherType: ValueType
    /// The number of the later data set.
    let part: Int
}

/// Why data sets did not become one.
enum JoinFailure: Error {
    case columns(JoinError)
    case store(StoreError)
}

extension DataSet {
    /// Data sets of one format as one: the rows of the first, then those of the others, each in its own segments.
    ///
    /// Columns are recoded each time they are asked for, so that all may be written without being in memory at once.
    /// Documents that an earlier part has are not repeated, and what the parts know of kinds, actors and places is put
    /// together.
    ///
    /// - Parameters:
    ///   - store: what is being made of the whole; nil where it is only asked.
    ///   - adding: notes what else changes.
    static func joined(
        _ parts: [DataSet], _ store: StoreDraft? = nil,
        adding: (JoinChanges) throws(StoreError) -> Void = { _ throws(StoreError) in }
    ) throws(JoinFailure) -> DataSet {
        guard parts.count > 1 else {
            return parts.first ?? DataSet(catalog: Catalog(name: ""), tables: [:])
        }
        let schemas: [String: TableSchema]
        do throws(JoinError) { schemas = try joinedSchemas(parts) } catch { throw .columns(error) }
        let places = JoinedPlaces(parts)
        let catalog = Catalog.joined(
            parts.map(\.catalog), places: places.places, tables: CatalogTables.order.compactMap { schemas[$0] })
        var groups = DictionaryGroups()
        for schema in schemas.values.sorted(by: { $0.name < $1.name }) where !named.contains(schema.name) {
            groups.add(schema, parts)
        }
        let union = DictionaryUnion(groups, kinds: catalog.kinds, renamed: renamed(parts, places))
        var tables: [String: Table] = [:]
        do throws(StoreError) {
            let changes = try JoinChanges(parts, store)
            try adding(changes)
            for (name, schema) in schemas where !named.contains(name) {
                tables[name] = Table(schema: schema, segments: try segments(schema, parts, union, changes))
            }
        } catch {
            throw .store(error)
        }
        let shared = CatalogTables(kinds: catalog.kinds, actors: catalog.actors, places: places.places)
        tables["kinds"] = joinedKinds(schemas["kinds"], catalog.kinds, parts)
        tables["actors"] = joinedActors(schemas["actors"], shared, parts)
        tables["places"] = schemas["places"].map { schema in
            shared.places(added: added(schema, EventFields.places)) { places.rows[$0.id] ?? [:] }
        }
        let integrity = Integrity()
        for part in parts { integrity.watch { part.integrity.problem } }
        return DataSet(catalog: catalog, tables: tables, integrity: integrity)
    }

    private static func segments(
        _ schema: TableSchema, _ parts: [DataSet], _ union: DictionaryUnion, _ changes: JoinChanges
    ) throws(StoreError) -> [Segment] {
        let name = schema.name
        var segments: [Segment] = []
        for (number, part) in parts.enumerated() {
            guard let table = part.tables[name] else { continue }
            for (index, segment) in table.segments.enumerated() {
                let (dropped, isChanged) = try changes.outcome(name, number, index)
                if dropped == segment.rowCount { continue }
                let change = JoinedSegment.Change(rowCount: segment.rowCount - dropped) { column, field in
                    changes.applied(column, field, name, number, index)
                }
                segments.append(
                    JoinedSegment(segment, table.schema, schema, union, isChanged ? change : nil).segment)
            }
        }
        return segments
    }

    /// Tables that say what the catalogue knows: they are made anew.
    private static let named: Set<String> = ["kinds", "actors", "places"]

    private static func added(_ schema: TableSchema, _ standard: [Field]) -> [Field] {
        schema.fields.filter { field in !standard.contains { $0.name == field.name } }
    }

    /// Dictionaries of places with the ids that they have in the whole, in the place of those that they had.
    private static func renamed(
        _ parts: [DataSet], _ places: JoinedPlaces
    ) -> [ObjectIdentifier: CodeDictionary] {
        var renamed: [ObjectIdentifier: CodeDictionary] = [:]
        for (part, names) in zip(parts, places.renamed) where !names.isEmpty {
            for (name, table) in part.tables where !named.contains(name) {
                for (index, field) in table.schema.fields.enumerated() where field.type.element == .place {
                    for dictionary in table.dictionaries(index) where renamed[ObjectIdentifier(dictionary)] == nil {
                        let texts = dictionary.texts.map { names[$0] ?? $0 }
                        renamed[ObjectIdentifier(dictionary)] = CodeDictionary(texts, isSorted: false)
                    }
                }
            }
        }
        return renamed
    }

    /// The table of actors, with what the first part that has an actor's row says in columns of its own.
    private static func joinedActors(_ schema: TableSchema?, _ shared: CatalogTables, _ parts: [DataSet]) -> Table? {
        guard let schema else { return nil }
        var rows: [String: [String: Value]] = [:]
        for part in parts {
            for (id, row) in part.addedValues("actors", standard: EventFields.actors) {
                rows[id] = (rows[id] ?? [:]).merging(row) { first, second in first == .unknown ? second : first }
            }
        }
        for (id, _) in rows { rows[id]?["id"] = .actor(id) }
        return shared.actors(added: added(schema, EventFields.actors), rows: Array(rows.values))
    }

    /// The columns of each table: those of the first part, then what others have beside them.
    private static func joinedSchemas(_ parts: [DataSet]) throws(JoinError) -> [String: TableSchema] {
        var schemas: [String: TableSchema] = [:]
        for (number, part) in parts.enumerated() {
            for (name, table) in part.tables {
                guard var schema = schemas[name] else {
                    schemas[name] = table.schema
                    continue
                }
                for field in table.schema.fields {
                    guard let index = schema.fields.firstIndex(where: { $0.name == field.name }) else {
                        schema.fields.append(field)
                        continue
                    }
                    let known = schema.fields[index].type
                    guard known.element == field.type.element else {
                        throw JoinError(
                            table: name, column: field.name, type: known, otherType: field.type, part: number)
                    }
                    if field.type.isList { schema.fields[index].type = field.type }
                }
                schemas[name] = schema
            }
        }
        return schemas
    }

    /// The table of kinds, with the events of each counted over all parts.
    private static func joinedKinds(_ schema: TableSchema?, _ kinds: KindCatalog, _ parts: [DataSet]) -> Table? {
        guard let schema else { return nil }
        var rows: [String: [String: Value]] = [:]
        var counts: [String: Int] = [:]
        for part in parts {
            guard let table = part.tables["kinds"] else { continue }
            let known = TableRows(table)
            for row in 0..<known.count {
                guard let name = known.value(row, "name").name else { continue }
                if case .number(let count) = known.value(row, "events") {
                    counts[name, default: 0] += Int(exactly: count.low) ?? 0
                }
                if rows[name] != nil { continue }
                rows[name] = Dictionary(
                    table.schema.fields.enumerated().map { ($1.name, known.value(row, $0)) },
                    uniquingKeysWith: { first, _ in first })
            }
        }
        var draft = TableDraft("kinds", schema.fields)
        for kind in kinds.kinds {
            var row = rows[kind.name] ?? [:]
            row["events"] = .number(NumberSpan(Double(counts[kind.name] ?? 0)))
            draft.append(row)
        }
        return draft.table()
    }
}

extension DictionaryGroups {
    fileprivate mutating func add(_ schema: TableSchema, _ parts: [DataSet]) {
        for field in schema.fields where field.type.hasNames {
            var found: [CodeDictionary] = []
            var seen: Set<ObjectIdentifier> = []
            var rowCount = 0
            for part in parts {
                guard let table = part.tables[schema.name], let index = table.index(of: field.name) else { continue }
                rowCount += table.rowCount
                found += table.dictionaries(index).filter { seen.insert(ObjectIdentifier($0)).inserted }
            }
            add(found, of: field.type, rowCount: rowCount)
        }
    }
}

extension Table {
    /// What the codes of a column stand for, in each of its segments.
    fileprivate func dictionaries(_ index: Int) -> [CodeDictionary] {
        let type = schema.fields[index].type
        return segments.flatMap { segment in
            type.isList || type == .money
                ? segment.fresh(index).dictionaries : segment.dictionary(index).map { [$0] } ?? []
        }
    }
}

extension ValueType {
    /// Whether cells of the type are codes, or have some in them.
    fileprivate var hasNames: Bool {
        switch self {
        case .text, .kind, .actor, .place, .event, .money: true
        case .list(let element): element.hasNames
        case .number, .bool, .date, .period, .duration: false
        }
    }
}

/// A segment of a part as it stands in the whole.
private struct JoinedSegment {
    let segment: Segment

    /// What becomes of columns, and how many rows are left.
    struct Change: Sendable {
        let rowCount: Int
        let column: @Sendable (Column, Field) -> Column
    }

    /// - Parameter change: nil where rows stay what they are.
    init(
        _ part: Segment, _ own: TableSchema, _ schema: TableSchema, _ union: DictionaryUnion, _ change: Change?
    ) {
        let count = change?.rowCount ?? part.rowCount
        let places = schema.fields.map { own.fields.map(\.name).firstIndex(of: $0.name) }
        let sources: [@Sendable () -> StoredColumn] = zip(schema.fields, places).map { field, place in
            guard let place else { return { .unknown(field.type, count: count) } }
            let type = own.fields[place].type
            return {
                var column = union.recoded(part.fresh(place))
                if type != field.type { column = Self.asList(column, type, field.type) }
                guard let change else { return column }
                return StoredColumn(
                    packing: change.column(column.column(0..<column.count).column, field), type: field.type)
            }
        }
        let runs = part.runs.flatMap { runs in
            count != part.rowCount
                ? nil : union.recoded(runs, kinds: part.dictionary(runs.kindColumn), rowCount: part.rowCount)
        }
        let moved = runs.flatMap { runs in
            Self.moved(
                runs, kind: places.firstIndex(of: runs.kindColumn), date: places.firstIndex(of: runs.dateColumn),
                part.rowCount)
        }
        let dictionary: @Sendable (Int) -> CodeDictionary? = { index in
            guard let place = places[index], let old = part.dictionary(place) else { return nil }
            return union.successor(of: old)
        }
        segment = Segment(
            sources: sources, rowCount: count, runs: moved, dictionaries: change == nil ? dictionary : nil)
    }

    /// Values that stood alone as lists of one.
    private static func asList(_ column: StoredColumn, _ type: ValueType, _ listType: ValueType) -> StoredColumn {
        let whole = column.column(0..<column.count).column
        let values = (0..<whole.count).map { row -> Value in
            let value = whole.value(at: row, type: type)
            return value == .unknown || value == .none ? value : .list([value])
        }
        return .plain(Column(values, type: listType))
    }

    /// Runs that speak of columns which stand elsewhere now.
    private static func moved(_ runs: RowRuns, kind: Int?, date: Int?, _ rowCount: Int) -> RowRuns? {
        guard let kind, let date else { return nil }
        return RowRuns(
            kindColumn: kind, dateColumn: date, starts: runs.starts, kinds: runs.kinds, firstDays: runs.firstDays,
            lastDays: runs.lastDays, rowCount: rowCount)
    }
}
