import Columnar
import EventModel
import Store

/// A row of events in memory, codes being those of the order of arrival.
struct GDELTStoredRow {
    var id: Int64 = 0
    var tone = 0.0
    var first: DayNumber = 0
    var last: DayNumber = 0
    var known: DayNumber = 0
    /// `oddNumber` where the value is in the draft's list of odd ones.
    var mentions: Int32 = 0
    var sources: Int32 = 0
    var articles: Int32 = 0
    var actor: UInt32 = 0
    var actorName: UInt32 = 0
    var target: UInt32 = 0
    var targetName: UInt32 = 0
    var place: UInt32 = 0
    var actorPlace: UInt32 = 0
    var targetPlace: UInt32 = 0
    /// A code of the draft's own addresses.
    var url: UInt32 = 0
    var added: UInt32 = 0
    var kind: UInt16 = 0
    /// 0 no, 1 yes, 2 unknown.
    var isRoot: UInt8 = 2

    static let oddNumber = Int32.min
}

/// How large what is kept in memory may become.
package struct ImportLimits: Sendable {
    /// Rows of a segment of exact dates, and of one of wide ones.
    package var exactRows: Int
    package var wideRows: Int
    /// Bytes of the addresses of a segment.
    package var textBytes: Int
    /// Bytes of a file that are taken apart at a time; a longer line makes more room.
    package var stripeBytes: Int
    /// Rows of a piece of any other format, and the bytes of the files that it is made of.
    package var pieceRows: Int
    package var pieceBytes: Int
    /// Texts of a column, and bytes of these, up to which all pieces share one dictionary of them.
    package var sharedTexts: Int
    package var sharedTextBytes: Int

    package init(
        exactRows: Int = 3 << 18, wideRows: Int = 1 << 17, textBytes: Int = 48 << 20, stripeBytes: Int = 1 << 20,
        pieceRows: Int = 1 << 18, pieceBytes: Int = 32 << 20, sharedTexts: Int = 1 << 16,
        sharedTextBytes: Int = 4 << 20
    ) {
        self.pieceRows = max(1, min(pieceRows, Clustering.segmentSize))
        self.pieceBytes = max(1, pieceBytes)
        self.sharedTexts = max(0, sharedTexts)
        self.sharedTextBytes = max(0, sharedTextBytes)
        self.stripeBytes = max(1, stripeBytes)
        self.exactRows = max(1, exactRows)
        self.wideRows = max(1, wideRows)
        self.textBytes = max(1, textBytes)
    }
}

/// Rows that will be one segment, and the addresses that they name. Its memory is used again for the next segment.
final class GDELTDraft {
    let isExact: Bool
    let rowLimit: Int
    private let textLimit: Int
    let rows: UnsafeMutablePointer<GDELTStoredRow>
    private(set) var count = 0
    private(set) var texts: UnsafeMutablePointer<UInt8>
    private var textCapacity: Int
    private(set) var textCount = 0
    let ends: UnsafeMutablePointer<UInt32>
    /// The first day on which each address came up.
    let published: UnsafeMutablePointer<DayNumber>
    let urls = FingerTable()
    private(set) var urlCount = 0
    /// Numbers that are no whole ones of 32 bits, by row and place among the three.
    private(set) var odd: [Int: Double] = [:]
    private var isGone = false

    init(isExact: Bool, _ limits: ImportLimits) {
        self.isExact = isExact
        rowLimit = isExact ? limits.exactRows : limits.wideRows
        textLimit = limits.textBytes
        // Memory that nobody has written to yet costs nothing.
        rows = .allocate(capacity: rowLimit)
        ends = .allocate(capacity: rowLimit)
        published = .allocate(capacity: rowLimit)
        textCapacity = 1 << 20
        texts = .allocate(capacity: textCapacity)
    }

    deinit { giveMemoryBack() }

    /// The end: nothing is added any more.
    func giveMemoryBack() {
        guard !isGone else { return }
        isGone = true
        (count, textCount, urlCount, textCapacity) = (0, 0, 0, 0)
        rows.deallocate()
        ends.deallocate()
        published.deallocate()
        texts.deallocate()
        urls.giveMemoryBack()
    }

    var isFull: Bool { count == rowLimit || textCount >= textLimit }

    /// The code of an address; nil for one that is not UTF-8.
    @inline(__always)
    func code(_ key: GDELTKey, _ bytes: UnsafePointer<UInt8>, known: DayNumber) -> UInt32? {
        if key.count == 0 { return CodedColumn.unknown }
        guard let index = urls.find(key) else { return add(key, bytes, known) }
        if known != DateSpan.distantPast {
            let first = published[Int(index)]
            published[Int(index)] = first == DateSpan.distantPast ? known : min(first, known)
        }
        return index &+ CodedColumn.firstCode
    }

    private func add(_ key: GDELTKey, _ bytes: UnsafePointer<UInt8>, _ known: DayNumber) -> UInt32? {
        let text = UnsafeBufferPointer(start: bytes + Int(key.start), count: Int(key.count))
        guard (try? UTF8Span(validating: text.span)) != nil else { return nil }
        if textCount + text.count > textCapacity { growTexts(to: textCount + text.count) }
        (texts + textCount).update(from: bytes + Int(key.start), count: text.count)
        textCount += text.count
        ends[urlCount] = UInt32(truncatingIfNeeded: textCount)
        published[urlCount] = known
        urls.add(key, UInt32(truncatingIfNeeded: urlCount))
        urlCount += 1
        return UInt32(truncatingIfNeeded: urlCount - 1) &+ CodedColumn.firstCode
    }

    private func growTexts(to wanted: Int) {
        let capacity = max(wanted, textCapacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: texts, count: textCount)
        texts.deallocate()
        (texts, textCapacity) = (larger, capacity)
    }

    /// The place of a new row.
    @inline(__always)
    func append() -> UnsafeMutablePointer<GDELTStoredRow> {
        count &+= 1
        return rows + (count &- 1)
    }

    /// Adds a row that came by the long way; its address has a code of this draft.
    func append(_ row: GDELTRow) {
        let place = count
        var stored = GDELTStoredRow()
        stored.id = row.id
        stored.tone = row.tone
        (stored.first, stored.last, stored.known) = (row.date.earliest, row.date.latest, row.known)
        (stored.actor, stored.actorName) = (row.actor, row.actorName)
        (stored.target, stored.targetName) = (row.target, row.targetName)
        (stored.place, stored.actorPlace, stored.targetPlace) = (row.place, row.actorPlace, row.targetPlace)
        (stored.url, stored.added) = (row.url, row.added)
        stored.kind = UInt16(truncatingIfNeeded: row.kind)
        stored.isRoot = row.isRoot
        stored.mentions = whole(row.mentions, place * 3)
        stored.sources = whole(row.sources, place * 3 + 1)
        stored.articles = whole(row.articles, place * 3 + 2)
        append().initialize(to: stored)
    }

    private func whole(_ number: Double, _ place: Int) -> Int32 {
        if let whole = Int32(exactly: number), whole != GDELTStoredRow.oddNumber,
            number.sign == .plus || whole != 0
        {
            return whole
        }
        odd[place] = number
        return GDELTStoredRow.oddNumber
    }

    func removeAll() {
        count = 0
        textCount = 0
        urlCount = 0
        urls.removeAll()
        odd.removeAll(keepingCapacity: true)
    }
}

extension DocumentSpill {
    /// Adds the addresses of a draft.
    func add(_ draft: GDELTDraft, segment: UInt32) throws(StoreError) {
        var failure: StoreError?
        draft.urls.forEach { slot in
            guard failure == nil else { return }
            let entry = slot.value &- 1
            do throws(StoreError) {
                try add(
                    hash: slot.hash, check: slot.check, segment: segment, entry: entry,
                    day: draft.published[Int(entry)])
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}
