import Columnar
import EventModel
import Store

/// The rows that were read, piece by piece, and the texts that they speak of.
///
/// Without limits all rows are one piece in memory. With them a piece that is full goes into a file beside the store that
/// is being made, and so does a dictionary that has become large: the rows behind it begin another.
struct Pieces {
    let limits: PieceLimits?
    let store: StoreDraft?
    private(set) var scratch: StoreScratch?
    /// Of events with exact and with wide dates, of reports and of documents.
    private(set) var exact: [Piece] = []
    private(set) var wide: [Piece] = []
    private(set) var reports: [Piece] = []
    private(set) var documents: [Piece] = []
    /// Which documents, and which ids, come up in several dictionaries; nil while there is but one.
    private(set) var documentSpill: DocumentSpill?
    private var idSpill: DocumentSpill?
    private var idCount = 0
    private var idDictionaries = 0

    /// A dictionary that has all its texts, in the order of their bytes.
    enum Closed: Sendable {
        case held(OrderedCodes)
        case kept(codes: StoreScratch.Kept<UInt32>, StoreScratch.KeptTexts)
    }

    private(set) var texts: [Closed?] = []
    /// What the hashes of all texts begin with.
    let seed = UInt64.random(in: .min ... .max)

    /// - Parameter store: what is being made of the rows; nil where they stay in memory.
    init(store: StoreDraft? = nil, limits: ImportLimits = ImportLimits()) {
        self.store = store
        self.limits = store.map { _ in PieceLimits(limits) }
    }

    // MARK: Rows

    mutating func addEvents(
        _ columns: [String: PieceColumn], rowCount: Int, isExact: Bool, clustering: () -> Clustering?
    ) throws(StoreError) {
        if rowCount == 0 { return }
        let piece = try piece(columns, rowCount, clustering)
        if isExact { exact.append(piece) } else { wide.append(piece) }
    }

    mutating func addReports(_ columns: [String: PieceColumn], rowCount: Int) throws(StoreError) {
        if rowCount > 0 { reports.append(try piece(columns, rowCount) { nil }) }
    }

    /// Rows of any table.
    ///
    /// - Parameter clustering: the order in which rows are to lie, asked for where they are put aside.
    mutating func piece(
        _ columns: [String: PieceColumn], _ rowCount: Int, _ clustering: () -> Clustering?
    ) throws(StoreError) -> Piece {
        guard let scratch = try openScratch() else { return Piece(columns, rowCount: rowCount) }
        return try Piece(columns, rowCount: rowCount, clustering: clustering(), in: scratch)
    }

    private mutating func openScratch() throws(StoreError) -> StoreScratch? {
        if scratch == nil, let store { scratch = try StoreScratch(beside: store) }
        return scratch
    }

    // MARK: Texts

    /// The number of a new dictionary.
    mutating func open() -> Int {
        texts.append(nil)
        return texts.count - 1
    }

    /// Closes a dictionary that has become large, and begins another in its place.
    mutating func close(_ column: inout TextCells, isLast: Bool) throws(StoreError) {
        guard isLast || limits?.isLarge(column.dictionary) ?? false else { return }
        _ = try closed(&column)
    }

    /// Puts the texts of a dictionary aside; where each of them went in the order of their bytes.
    private mutating func closed(_ column: inout TextCells) throws(StoreError) -> OrderedCodes {
        let ordered = OrderedCodes(column.dictionary)
        if let scratch = try openScratch(), case .table(let table) = ordered.dictionary.source {
            texts[column.number] = .kept(codes: try scratch.keep(ordered.codes), try scratch.keep(table))
        } else {
            texts[column.number] = .held(ordered)
        }
        column = TextCells(seed: seed, number: open())
        return ordered
    }

    /// Closes the dictionary of the ids of events, as another does.
    mutating func closeIDs(_ ids: inout TextCells, isLast: Bool) throws(StoreError) {
        guard isLast || limits?.isLarge(ids.dictionary) ?? false else { return }
        let count = ids.dictionary.count
        let number = idDictionaries
        let ordered = try closed(&ids)
        idDictionaries += 1
        idCount += count
        // One alone has each id once.
        if isLast, idSpill == nil { return }
        if idSpill == nil, let store { idSpill = try DocumentSpill(store) }
        try idSpill?.add(ordered.dictionary, segment: UInt32(number), seed: seed) { _ in (DateSpan.distantPast, false) }
    }

    /// Distinct ids, when all their dictionaries are closed.
    func distinctIDCount() throws(StoreError) -> Int { try idCount - (idSpill?.repeatedCount() ?? 0) }

    /// Closes the dictionaries of documents and of their titles when one of them has become large.
    mutating func closeDocuments(_ draft: inout DocumentDraft, isLast: Bool) throws(StoreError) {
        let isLarge = limits.map { $0.isLarge(draft.ids.dictionary) || $0.isLarge(draft.titles.dictionary) } ?? false
        guard isLast || isLarge else { return }
        let count = draft.ids.dictionary.count
        let (owner, titles) = (CodeOwner.texts(draft.ids.number), CodeOwner.texts(draft.titles.number))
        let ordered = try closed(&draft.ids)
        _ = try closed(&draft.titles)
        // In the order of their ids.
        var order = [Int](repeating: 0, count: count)
        for index in 0..<count {
            order[Int(ordered.code(UInt32(index) + CodedColumn.firstCode) - CodedColumn.firstCode)] = index
        }
        let published = order.map { $0 < draft.published.count ? draft.published[$0] : DateSpan.distantPast }
        let subjects = order.map { $0 < draft.subjects.count ? draft.subjects[$0] : CodedColumn.unknown }
        if !isLast || documentSpill != nil {
            if documentSpill == nil, let store { documentSpill = try DocumentSpill(store) }
            try documentSpill?.add(ordered.dictionary, segment: UInt32(documents.count), seed: seed) { entry in
                (published[entry], subjects[entry] != CodedColumn.unknown)
            }
        }
        defer { draft.clear() }
        if count == 0 { return }
        documents.append(
            try piece(
                [
                    "id": .codes(order.map { UInt32($0) + CodedColumn.firstCode }, owner),
                    "published": .plain(.days(published), .date), "about": .codes(subjects, titles),
                ], count
            ) { nil })
    }
}
