import Columnar
import EventModel
import Store

/// Mentions as they are read, put aside piece by piece: of which events they are shows only when all events are known.
struct MentionDraft {
    /// Mentions are short, and events are in memory beside them: pieces of them are so many times smaller.
    private static let share = 4

    private let store: StoreDraft
    private let limits: ImportLimits
    private var reader: GDELTReader
    private var pieces: Pieces
    private var spill: SpillFile<MentionedEvents.Record>?
    private var hasMentions = false
    private let seed: UInt64

    init(_ store: StoreDraft, _ limits: ImportLimits, exactDates: Bool) {
        self.store = store
        self.limits = limits
        reader = GDELTReader(exactDates: exactDates)
        pieces = Pieces(store: store, limits: limits)
        seed = pieces.seed
    }

    // MARK: Files

    mutating func beginFile(_ path: String) {
        hasMentions = true
        reader.beginFile(path)
    }

    mutating func endFile(_ log: inout ReadLog) { reader.endFile(&log) }

    /// Reads whole lines of a file of mentions.
    mutating func read(_ bytes: Span<UInt8>, _ log: inout ReadLog) throws(ImportFailure) {
        do throws(ReadError) { try reader.read(bytes, &log) } catch { throw .read(error) }
        guard
            reader.mentions.count >= max(1, limits.pieceRows / Self.share)
                || reader.urls.byteCount >= limits.pieceBytes / Self.share
        else {
            return
        }
        do throws(StoreError) { try cut() } catch { throw .store(error) }
    }

    // MARK: Pieces

    private mutating func cut() throws(StoreError) {
        let (mentions, urls, published) = reader.takeMentions()
        if mentions.count == 0 { return }
        let keys = self.keys(urls)
        var documents = DocumentDraft(seed: seed, &pieces)
        documents.ids.dictionary = urls
        for (index, day) in published.enumerated() {
            documents.note(UInt32(index) + CodedColumn.firstCode, published: day)
        }
        let number = UInt32(pieces.reports.count)
        var events = TextCells(seed: seed, number: pieces.open())
        let spill = try openSpill()
        for row in 0..<mentions.count {
            let (event, url) = (mentions.event[row], mentions.url[row])
            events.append(code: events.code("\(event)"))
            let record = MentionedEvents.Record(
                event: event, url: url >= CodedColumn.firstCode ? keys[Int(url - CodedColumn.firstCode)] : 0,
                place: number, row: UInt32(row), day: mentions.day[row], sort: .mention)
            try spill.add(record, heap: record.heap)
        }
        try pieces.addReports(
            [
                "event": events.taken(), "document": .codes(mentions.url, .texts(documents.ids.number)),
                "via": .codes(mentions.source, .outlets),
                GDELTContent.confidence.name: .plain(.numbers(mentions.confidence), .number),
            ], rowCount: mentions.count)
        try pieces.close(&events, isLast: true)
        try pieces.closeDocuments(&documents, isLast: true)
    }

    private mutating func openSpill() throws(StoreError) -> SpillFile<MentionedEvents.Record> {
        if let spill { return spill }
        let made = try SpillFile<MentionedEvents.Record>(store, heaps: MentionedEvents.heapCount)
        spill = made
        return made
    }

    private func keys(_ urls: ByteDictionary) -> [UInt64] {
        let table = CodeDictionary(.table(urls.table(Array(0..<urls.count))), isSorted: false)
        var hasher = TextHasher(seed: seed)
        return (0..<table.count).map { hasher.key(table, $0).hash }
    }

    /// All mentions; nil where there was no file of any.
    mutating func finish() throws(StoreError) -> MentionedEvents? {
        guard hasMentions else { return nil }
        try cut()
        let outlets = OrderedCodes(reader.sources)
        let tables = try PieceTables(pieces, [.outlets: outlets])
        let added = spill == nil ? [] : [GDELTContent.confidence]
        let (reports, documents) = (tables.reports(pieces, added: added), try tables.documents(pieces))
        let catalog = Catalog(
            name: "", actors: ActorCatalog(outlets.dictionary.texts.map { Actor(id: $0, type: "outlet") }),
            tables: [reports.schema, documents.schema])
        let data = DataSet(
            catalog: catalog, tables: ["reports": reports, "documents": documents], integrity: tables.integrity)
        return MentionedEvents(data: data, spill: spill, seed: seed)
    }
}
