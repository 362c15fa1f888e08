import Columnar
import EventModel
import Store

/// What rows become when data sets are put together: a table of documents has each of them once, with the first of the
/// days on which it came out.
struct JoinChanges: Sendable {
    private let changes: SpillFile<DocumentSpill.Record>
    /// By table, the heap of the first segment of each part.
    private let heaps: [String: [Int]]
    private let parts: [DataSet]

    static let tables = ["documents", "events", "reports"]

    /// - Parameter store: what is being made of the whole; nil where it is only asked.
    init(_ parts: [DataSet], _ store: StoreDraft?) throws(StoreError) {
        var heaps: [String: [Int]] = [:]
        var count = 0
        for name in Self.tables {
            for part in parts {
                heaps[name, default: []].append(count)
                count += part.tables[name]?.segments.count ?? 0
            }
        }
        self.heaps = heaps
        self.parts = parts
        changes = try SpillFile(store, heaps: count)
        try findRepeatedDocuments(store)
    }

    func heap(_ table: String, _ part: Int, _ segment: Int) -> Int? { heaps[table].map { $0[part] + segment } }

    /// Notes that a row goes.
    func drop(heap: Int, row: Int) throws(StoreError) { try changes.add(DocumentSpill.dropping(row), heap: heap) }

    /// Notes that the day of a row is no later than another.
    func date(heap: Int, row: Int, _ day: DayNumber) throws(StoreError) {
        try changes.add(DocumentSpill.dating(row, day), heap: heap)
    }

    private func findRepeatedDocuments(_ store: StoreDraft?) throws(StoreError) {
        guard parts.dropFirst().contains(where: { $0.tables["documents"]?.rowCount ?? 0 > 0 }) else { return }
        try JoinedTexts.each("documents", parts, store) { spill, find throws(StoreError) in
            try find { (place: JoinedTexts.Place, key: GDELTKey) throws(StoreError) -> Void in
                guard let heap = heap("documents", place.part, place.segment) else { return }
                try spill.add(
                    hash: key.hash, check: key.check, segment: UInt32(heap), entry: UInt32(place.row),
                    day: place.published, hasTitle: place.hasTitle)
            }
            try spill.addChanges(to: changes)
        }
    }

    // MARK: What is changed

    /// The rows of a segment that go, and whether it changes at all.
    func outcome(_ table: String, _ part: Int, _ segment: Int) throws(StoreError) -> (dropped: Int, isChanged: Bool) {
        guard let heap = heap(table, part, segment) else { return (0, false) }
        return try RowChanges.outcome(changes, heap)
    }

    /// A column of a segment as it is in the whole.
    func applied(_ column: Column, _ field: Field, _ table: String, _ part: Int, _ segment: Int) -> Column {
        guard let heap = heap(table, part, segment) else { return column }
        // Events stay, whatever becomes of their days.
        if table == "events", field.name != "known" { return column }
        let changes = RowChanges(changes, heap, rowCount: column.count, parts[part].integrity)
        return changes.applied(to: column, field) { documents($0, field.name) }
    }

    /// A field of the documents of a segment, counted through all parts.
    private func documents(_ segment: Int, _ field: String) -> (column: Column, type: ValueType)? {
        guard let starts = heaps["documents"], let part = starts.lastIndex(where: { $0 <= segment }),
            let table = parts[part].tables["documents"], let index = table.index(of: field)
        else { return nil }
        let column = table.segments[segment - starts[part]].fresh(index)
        return (column.column(0..<column.count).column, table.schema.fields[index].type)
    }
}
