import Columnar
import EventModel
import Store

/// The dictionaries that all segments share, by their numbers in the store; those of single segments come behind.
enum GDELTSharedDictionary: Int, CaseIterable {
    case kinds, actors, names, places, added, placeTypes, stances
}

/// Writes drafts as segments of a store. Codes of shared dictionaries are those of the order of arrival until the end.
final class GDELTSegmentWriter {
    /// A segment as it was written, and what is needed to end it.
    struct Written {
        var isExact: Bool
        var events: SegmentPlan
        var reports: SegmentPlan?
        var urlDictionary: Int
        var urlCount: Int
        /// Where the days lie on which the addresses came up, four bytes each.
        var publishedPlace: Int
        var ids: BlockReference
        /// 8 bytes each, or 4 from the first on.
        var idWidth: Int
        var firstID: Int64
        var idCount: Int
    }

    let store: StoreDraft
    /// Who helps; set before the first segment is written.
    weak var crew: ImportCrew?
    private(set) var segments: [Written] = []
    private(set) var dictionaries: [DictionaryPlan] = []
    /// Rows that repeat the id of another row of their segment.
    private(set) var repeatedIDs = 0
    /// The days of the rows with exact and of those with wide dates.
    private(set) var exactDays: ClosedRange<DayNumber>?
    private(set) var wideDays: ClosedRange<DayNumber>?
    private var sorter: GDELTSorter
    private let documents: DocumentSpill
    private let scratch: [GDELTScratch]
    private let catalog = KindCatalog()
    private var flushed = 0

    init(_ store: StoreDraft, _ limits: ImportLimits, threads: Int, _ documents: DocumentSpill) {
        self.store = store
        self.documents = documents
        sorter = GDELTSorter(capacity: max(limits.exactRows, limits.wideRows))
        scratch = (0...threads).map { _ in GDELTScratch() }
    }

    private func run(_ pieces: [any GDELTPiece]) throws(StoreError) {
        guard let crew else { return }
        let scratch = scratch
        try crew.each(pieces.count) { (piece: Int, worker: Int) throws(StoreError) -> Void in
            try pieces[piece].run(scratch[worker])
        }
    }

    /// The end: no segment is written any more.
    func giveMemoryBack() { sorter = GDELTSorter(capacity: 1) }

    // MARK: One segment

    func write(_ draft: GDELTDraft, kinds: [KindEntry]) throws(StoreError) {
        let extremes = try self.extremes(draft)
        note(extremes, draft)
        let number = UInt32(truncatingIfNeeded: segments.count)
        let ordering = OrderingPiece(
            draft: draft, days: extremes.days[0].low...extremes.days[0].high,
            ranks: kinds.map { UInt16(catalog.position(named: $0.name) ?? 4_095) }, sorter: sorter)
        let texts = GDELTTextBlocks(store, draft)
        // What asks for no order is done while one thread finds it.
        try run([ordering, DocumentsPiece(documents: documents, draft: draft, segment: number)] + texts.pieces)
        let (ids, order) = (ordering.ids, ordering.order)
        repeatedIDs += draft.count - ids.count
        let base = GDELTSharedDictionary.allCases.count + dictionaries.count
        let (idDictionary, urlDictionary) = (base, base + 1)
        let segment = GDELTSegmentColumns(
            store, draft, extremes, order, ids, idDictionary: idDictionary, urlDictionary: urlDictionary)
        try segment.layOut()
        try run(segment.pieces)
        dictionaries.append(
            DictionaryPlan(
                count: ids.count, isSorted: ids.isSorted && order == nil,
                form: .numbers(width: ids.width, from: ids.low, segment.idBlock())))
        dictionaries.append(texts.plan)
        segments.append(
            Written(
                isExact: draft.isExact, events: try segment.eventsPlan(order),
                reports: segment.reportsPlan(), urlDictionary: urlDictionary, urlCount: draft.urlCount,
                publishedPlace: texts.publishedPlace, ids: segment.idBlock(), idWidth: ids.width, firstID: ids.low,
                idCount: ids.count))
        flushed = store.beginFlushing(from: flushed)
    }

    private func note(_ extremes: GDELTExtremes, _ draft: GDELTDraft) {
        func joined(_ known: ClosedRange<DayNumber>?) -> ClosedRange<DayNumber> {
            let (low, high) = (extremes.days[0].low, extremes.days[1].high)
            return min(known?.lowerBound ?? low, low)...max(known?.upperBound ?? high, high)
        }
        if draft.isExact { exactDays = joined(exactDays) } else { wideDays = joined(wideDays) }
    }

    private func extremes(_ draft: GDELTDraft) throws(StoreError) -> GDELTExtremes {
        let pieceRows = 1 << 16
        let count = draft.count
        let pieceCount = (count + pieceRows - 1) / pieceRows
        let found = UnsafeMutablePointer<GDELTExtremes>.allocate(capacity: pieceCount)
        found.initialize(repeating: GDELTExtremes(), count: pieceCount)
        defer {
            found.deinitialize(count: pieceCount)
            found.deallocate()
        }
        let rows = UnsafePointer(draft.rows)
        var pieces: [any GDELTPiece] = []
        for piece in 0..<pieceCount {
            let first = piece * pieceRows
            pieces.append(
                ExtremesPiece(rows: rows + first, count: min(pieceRows, count - first), found: found + piece))
        }
        try run(pieces)
        return (0..<pieceCount).reduce(into: GDELTExtremes()) { $0.join(found[$1]) }
    }
}

/// A part of the writing of a segment that any thread may do.
protocol GDELTPiece {
    func run(_ scratch: GDELTScratch) throws(StoreError)
}

/// Tells repeated ids, and puts the rows in order.
private final class OrderingPiece: GDELTPiece {
    private let draft: GDELTDraft
    private let days: ClosedRange<DayNumber>
    private let ranks: [UInt16]
    private let sorter: GDELTSorter
    private(set) var ids = GDELTSegmentIDs()
    /// nil of rows that stay as they are.
    private(set) var order: GDELTOrder?

    init(draft: GDELTDraft, days: ClosedRange<DayNumber>, ranks: [UInt16], sorter: GDELTSorter) {
        self.draft = draft
        self.days = days
        self.ranks = ranks
        self.sorter = sorter
    }

    func run(_ scratch: GDELTScratch) throws(StoreError) {
        let rows = UnsafePointer(draft.rows)
        ids = GDELTSegmentIDs(rows, draft.count)
        // Of two events of one id the first counts: rows of such a segment stay as they are.
        guard draft.isExact, ids.count == draft.count else { return }
        order = sorter.order(rows, draft.count, days: days, ranks: ranks)
    }
}

/// Notes the addresses of a segment, among which those of other segments are looked for in the end.
private struct DocumentsPiece: GDELTPiece {
    let documents: DocumentSpill
    let draft: GDELTDraft
    let segment: UInt32

    func run(_ scratch: GDELTScratch) throws(StoreError) { try documents.add(draft, segment: segment) }
}

private struct ExtremesPiece: GDELTPiece {
    let rows: UnsafePointer<GDELTStoredRow>
    let count: Int
    let found: UnsafeMutablePointer<GDELTExtremes>

    func run(_ scratch: GDELTScratch) throws(StoreError) { found.pointee = GDELTExtremes(rows, count) }
}

/// The ids of a segment as a dictionary: in the order in which the rows are stored where each comes once.
struct GDELTSegmentIDs {
    /// Distinct ids.
    let count: Int
    /// Whether they stand in the order of their bytes as they were read.
    let isSorted: Bool
    /// The least of them, and the bytes that each needs from there.
    let low: Int64
    let width: Int
    /// By the number of a row the code of its id, where ids repeat.
    let codes: [UInt32]?
    /// The distinct ids, where ids repeat.
    let distinct: [Int64]?

    /// Those of no rows.
    init() { (count, isSorted, low, width, codes, distinct) = (0, true, 0, 8, nil, nil) }

    init(_ rows: UnsafePointer<GDELTStoredRow>, _ count: Int) {
        var bounds = GDELTExtremes.Bounds<Int64>()
        for row in 0..<count {
            bounds.low = min(bounds.low, rows[row].id)
            bounds.high = max(bounds.high, rows[row].id)
        }
        let (span, isTooWide) = bounds.high.subtractingReportingOverflow(bounds.low)
        let isNear =
            count > 0 && !isTooWide && span <= Int64(UInt32.max) && bounds.low <= Int64.max - Int64(UInt32.max)
        (low, width) = isNear ? (bounds.low, 4) : (0, 8)
        var isRising = true
        for row in 1..<max(1, count) where rows[row - 1].id >= rows[row].id {
            isRising = false
            break
        }
        if !isRising, let (codes, distinct) = Self.repeated(rows, count) {
            (self.codes, self.distinct) = (codes, distinct)
            self.count = distinct.count
            isSorted = distinct.count < 2
            return
        }
        (codes, distinct) = (nil, nil)
        self.count = count
        // Rising numbers are in the order of their bytes only if all have the same number of digits.
        isSorted = count < 2 || isRising && String(rows[0].id).utf8.count == String(rows[count - 1].id).utf8.count
    }

    /// nil where every id comes once.
    private static func repeated(_ rows: UnsafePointer<GDELTStoredRow>, _ count: Int) -> ([UInt32], [Int64])? {
        let order = (0..<count).sorted { left, right in
            rows[left].id != rows[right].id ? rows[left].id < rows[right].id : left < right
        }
        guard order.indices.dropFirst().contains(where: { rows[order[$0 - 1]].id == rows[order[$0]].id }) else {
            return nil
        }
        // The row that has an id first.
        var first = [UInt32](repeating: 0, count: count)
        for (place, row) in order.enumerated() {
            let isSame = place > 0 && rows[order[place - 1]].id == rows[row].id
            first[row] = isSame ? first[order[place - 1]] : UInt32(row)
        }
        var codes = [UInt32](repeating: 0, count: count)
        var distinct: [Int64] = []
        for row in 0..<count {
            if Int(first[row]) == row {
                codes[row] = UInt32(distinct.count) + CodedColumn.firstCode
                distinct.append(rows[row].id)
            } else {
                codes[row] = codes[Int(first[row])]
            }
        }
        return (codes, distinct)
    }
}

/// The addresses of a segment on their way into blocks.
final class GDELTTextBlocks {
    private let store: StoreDraft
    private let draft: GDELTDraft
    private let bytes: BlockInPieces
    private let ends: BlockInPieces
    private static let pieceSize = 1 << 20
    private static let pieceEntries = GDELTOutTable.pieceRows

    /// Where the days lie on which the addresses came up.
    let publishedPlace: Int

    init(_ store: StoreDraft, _ draft: GDELTDraft) {
        self.store = store
        self.draft = draft
        bytes = BlockInPieces(store, byteCount: draft.textCount, pieceSize: Self.pieceSize)
        ends = BlockInPieces(store, byteCount: draft.urlCount * 4, pieceSize: Self.pieceEntries * 4)
        publishedPlace = store.reserve(draft.urlCount * 4)
    }

    var plan: DictionaryPlan {
        DictionaryPlan(
            count: draft.urlCount, isSorted: draft.urlCount < 2,
            form: .texts(ends: ends.reference, bytes: bytes.reference, byteCount: draft.textCount))
    }

    var pieces: [any GDELTPiece] {
        var pieces: [any GDELTPiece] = []
        for (piece, first) in stride(from: 0, to: draft.textCount, by: Self.pieceSize).enumerated() {
            let source = UnsafeRawBufferPointer(
                start: draft.texts + first, count: min(Self.pieceSize, draft.textCount - first))
            pieces.append(BytesPiece(store: store, block: bytes, piece: piece, source: source))
        }
        for (piece, first) in stride(from: 0, to: draft.urlCount, by: Self.pieceEntries).enumerated() {
            let count = min(Self.pieceEntries, draft.urlCount - first)
            pieces.append(EndsPiece(store: store, block: ends, piece: piece, ends: draft.ends + first, count: count))
        }
        let days = UnsafeRawBufferPointer(start: draft.published, count: draft.urlCount * 4)
        pieces.append(DaysPiece(store: store, place: publishedPlace, source: days))
        return pieces
    }

    private struct BytesPiece: GDELTPiece {
        let store: StoreDraft
        let block: BlockInPieces
        let piece: Int
        let source: UnsafeRawBufferPointer

        func run(_ scratch: GDELTScratch) throws(StoreError) {
            try block.write(source, piece: piece, isFinal: true, store)
        }
    }

    private struct EndsPiece: GDELTPiece {
        let store: StoreDraft
        let block: BlockInPieces
        let piece: Int
        let ends: UnsafeMutablePointer<UInt32>
        let count: Int

        func run(_ scratch: GDELTScratch) throws(StoreError) {
            let source = UnsafeRawBufferPointer(start: ends, count: count * 4)
            try block.write(source, piece: piece, isFinal: true, store)
        }
    }

    private struct DaysPiece: GDELTPiece {
        let store: StoreDraft
        let place: Int
        let source: UnsafeRawBufferPointer

        func run(_ scratch: GDELTScratch) throws(StoreError) { try store.write(source, at: place) }
    }
}
