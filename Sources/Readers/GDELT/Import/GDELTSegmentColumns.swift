import Columnar
import EventModel
import Store

/// The columns of a segment: how each is stored, and the blocks that have to be written for that.
final class GDELTSegmentColumns {
    /// A column of the store, before its block is written.
    private enum Laid {
        case plan(ColumnPlan)
        case codes(GDELTOutColumn, dictionary: Int)
        case days(GDELTOutColumn, from: DayNumber)
        case spans(first: GDELTOutColumn, last: GDELTOutColumn, index: BlockReference, zeros: BlockReference)
        case numbers(GDELTOutColumn)
        case truths(GDELTOutColumn)
        /// By the codes of the addresses.
        case byAddress(NumbersByCodePlan)

        var plan: ColumnPlan {
            switch self {
            case .plan(let plan): return plan
            case .codes(let column, let dictionary):
                return .codes(width: column.width, column.block.reference, dictionary: dictionary)
            case .days(let column, let from):
                let block = column.block.reference
                return column.width == 2 ? .shortDays(from: from, block) : .days(block)
            case .spans(let first, let last, let index, let zeros):
                let (one, other) = (first.block.reference, last.block.reference)
                return .dateSpans(
                    ColumnPlan.DateBlocks(
                        days: [one, other, one, other, index], lasted: zeros, states: zeros, written: []))
            case .numbers(let column):
                return .numbers(width: column.width, divisor: 1, column.block.reference, states: nil)
            case .truths(let column): return .truths(column.block.reference)
            // What it takes is put in at the end.
            case .byAddress: return .unknown
            }
        }
    }

    private let store: StoreDraft
    private let draft: GDELTDraft
    private let extremes: GDELTExtremes
    private let ids: GDELTSegmentIDs
    private let idDictionary: Int
    private let urlDictionary: Int
    private let idTable: UnsafeMutablePointer<UInt32>?
    private var events: GDELTOutTable
    private var reports: GDELTOutTable?
    /// The rows that have an address, if not all have.
    private let reported: UnsafeMutablePointer<UInt32>?
    private let reportCount: Int
    private var laid: [Laid] = []
    private var laidReports: [Laid] = []
    private var idColumn: GDELTOutColumn?
    private var repeatedIDs: BlockReference?

    private static let urlIndex = 7
    private static let idField = GDELTContent.fields.firstIndex { $0.name == "id" } ?? 0
    private static let urlField = GDELTContent.fields.firstIndex { $0.name == "url" } ?? 0

    init(
        _ store: StoreDraft, _ draft: GDELTDraft, _ extremes: GDELTExtremes, _ order: GDELTOrder?,
        _ ids: GDELTSegmentIDs, idDictionary: Int, urlDictionary: Int
    ) {
        self.store = store
        self.draft = draft
        self.extremes = extremes
        self.ids = ids
        self.idDictionary = idDictionary
        self.urlDictionary = urlDictionary
        let rows = UnsafePointer(draft.rows)
        events = GDELTOutTable(rows: rows, order: order?.rows, count: draft.count)
        let isReported = extremes.codes[Self.urlIndex].low != CodedColumn.unknown
        let codes = ids.codes ?? (isReported ? nil : Self.codes(order?.rows, count: draft.count))
        idTable = codes.map { codes in
            let table = UnsafeMutablePointer<UInt32>.allocate(capacity: codes.count)
            codes.withUnsafeBufferPointer { if let from = $0.baseAddress { table.update(from: from, count: $0.count) } }
            return table
        }
        guard !isReported else {
            (reported, reportCount) = (nil, draft.count)
            return
        }
        let list = UnsafeMutablePointer<UInt32>.allocate(capacity: draft.count)
        var count = 0
        for place in 0..<draft.count {
            let row = events.order.map { Int($0[place]) } ?? place
            if rows[row].url == CodedColumn.unknown { continue }
            list[count] = UInt32(truncatingIfNeeded: row)
            count += 1
        }
        (reported, reportCount) = (list, count)
    }

    deinit {
        idTable?.deallocate()
        reported?.deallocate()
    }

    /// Settles how all columns are stored, and makes place for their blocks.
    func layOut() throws(StoreError) {
        for field in GDELTContent.fields { laid.append(try layOut(field.name)) }
        if let distinct = ids.distinct {
            repeatedIDs =
                ids.width == 4
                ? try store.block(distinct.map { UInt32(truncatingIfNeeded: $0 &- ids.low) })
                : try store.block(distinct)
        } else {
            let offset = GDELTExtremes.idOffset
            let column = column(
                ids.width == 4 ? .near(offset, from: ids.low) : .eight(offset), width: ids.width, count: draft.count)
            events.columns.append(column)
            idColumn = column
        }
        guard reportCount > 0 else { return }
        // Where all events have one, reports lie as they do, and their documents are the events' addresses.
        reports = reported.map {
            GDELTOutTable(rows: UnsafePointer(draft.rows), order: UnsafePointer($0), count: reportCount)
        }
        laidReports = [layOutReportedEvents(), layOutDocuments()]
    }

    private func layOut(_ name: String) throws(StoreError) -> Laid {
        switch name {
        case "id":
            if ids.codes == nil {
                return .plan(.countingCodes(first: CodedColumn.firstCode, dictionary: idDictionary))
            }
            return added(idCodes(count: draft.count), idDictionary)
        case "kind":
            if extremes.kind.low == extremes.kind.high {
                let code = UInt32(extremes.kind.low) + CodedColumn.firstCode
                return .plan(.repeatedCode(code, dictionary: GDELTSharedDictionary.kinds.rawValue))
            }
            let width = Self.width(UInt32(extremes.kind.high) + CodedColumn.firstCode)
            let column = column(
                .kind(GDELTExtremes.kindOffset), width: width, count: draft.count, isFinal: false)
            return added(column, GDELTSharedDictionary.kinds.rawValue)
        case "date": return draft.isExact ? try days(0) : try spans()
        case "known": return try days(2)
        case "actor": return codes(0, .actors)
        case "actor_name": return codes(1, .names)
        case "target": return codes(2, .actors)
        case "target_name": return codes(3, .names)
        case "place": return codes(4, .places)
        case "actor_place": return codes(5, .places)
        case "target_place": return codes(6, .places)
        case "url": return codes(Self.urlIndex, dictionary: urlDictionary, isFinal: true)
        case "added": return codes(8, .added)
        case "root_event":
            let column = column(.truth(GDELTExtremes.rootOffset), width: 1, count: draft.count)
            events.columns.append(column)
            return .truths(column)
        case "mentions": return try numbers(0) { $0.mentions }
        case "sources": return try numbers(1) { $0.sources }
        case "articles": return try numbers(2) { $0.articles }
        case "tone": return try tone()
        // What nobody codes, and the types of places, which come of the places at the end.
        default: return .plan(.unknown)
        }
    }

    // MARK: Columns

    private static func width(_ largest: UInt32) -> Int { largest <= 0xFF ? 1 : largest <= 0xFFFF ? 2 : 4 }

    private func column(
        _ source: GDELTOutColumn.Source, width: Int, count: Int, isFinal: Bool = true
    ) -> GDELTOutColumn {
        GDELTOutColumn(
            source: source, width: width, isFinal: isFinal,
            block: BlockInPieces(store, byteCount: count * width, pieceSize: GDELTOutTable.pieceRows * width))
    }

    private func added(_ column: GDELTOutColumn, _ dictionary: Int) -> Laid {
        events.columns.append(column)
        return .codes(column, dictionary: dictionary)
    }

    private func codes(_ index: Int, _ dictionary: GDELTSharedDictionary) -> Laid {
        codes(index, dictionary: dictionary.rawValue, isFinal: false)
    }

    private func codes(_ index: Int, dictionary: Int, isFinal: Bool) -> Laid {
        let bounds = extremes.codes[index]
        if bounds.high == CodedColumn.unknown { return .plan(.unknown) }
        if bounds.low == bounds.high { return .plan(.repeatedCode(bounds.low, dictionary: dictionary)) }
        return added(
            column(
                .unsigned32(GDELTExtremes.codeOffsets[index]), width: Self.width(bounds.high), count: draft.count,
                isFinal: isFinal), dictionary)
    }

    private func idCodes(count: Int) -> GDELTOutColumn {
        let largest = UInt32(truncatingIfNeeded: ids.count) + CodedColumn.firstCode
        return column(.idCode(idTable.map { UnsafePointer($0) }), width: Self.width(largest), count: count)
    }

    private func days(_ index: Int) throws(StoreError) -> Laid {
        let bounds = extremes.days[index]
        if bounds.low == DateSpan.distantPast { return .plan(try unknownDays(index)) }
        if bounds.low == bounds.high { return .plan(.repeatedDay(bounds.low)) }
        let isShort = Int(bounds.high) - Int(bounds.low) <= Int(UInt16.max)
        let from = isShort ? bounds.low : 0
        let column = column(
            .day(GDELTExtremes.dayOffsets[index], from: from), width: isShort ? 2 : 4, count: draft.count)
        events.columns.append(column)
        return .days(column, from: from)
    }

    private func spans() throws(StoreError) -> Laid {
        let first = column(.day(GDELTExtremes.dayOffsets[0], from: 0), width: 4, count: draft.count)
        let last = column(.day(GDELTExtremes.dayOffsets[1], from: 0), width: 4, count: draft.count)
        events.columns += [first, last]
        return .spans(
            first: first, last: last, index: try store.block([Int32](repeating: -1, count: draft.count)),
            zeros: try store.block([UInt8](repeating: 0, count: draft.count)))
    }

    /// Days of which some are not known.
    private func unknownDays(_ index: Int) throws(StoreError) -> ColumnPlan {
        try store.plan(days: eachRow { index == 2 ? $0.known : $0.first })
    }

    private func numbers(
        _ index: Int, _ value: (GDELTStoredRow) -> Int32
    ) throws(StoreError) -> Laid {
        let bounds = extremes.numbers[index]
        if bounds.low == GDELTStoredRow.oddNumber {
            let numbers = eachPlace { place in
                let whole = value(draft.rows[place])
                return whole == GDELTStoredRow.oddNumber ? draft.odd[place * 3 + index] ?? .nan : Double(whole)
            }
            return .plan(try store.plan(numbers: numbers))
        }
        if bounds.low == bounds.high { return .plan(.repeatedNumber(Double(bounds.low), states: nil)) }
        let width =
            Int8(exactly: bounds.low) != nil && Int8(exactly: bounds.high) != nil
            ? 1 : Int16(exactly: bounds.low) != nil && Int16(exactly: bounds.high) != nil ? 2 : 4
        let column = column(.signed32(GDELTExtremes.numberOffsets[index]), width: width, count: draft.count)
        events.columns.append(column)
        return .numbers(column)
    }

    private func tone() throws(StoreError) -> Laid {
        guard extremes.toneIsPlain, !extremes.toneIsUnknown else {
            return .plan(try store.plan(numbers: eachRow { $0.tone }))
        }
        let rows = draft.rows
        let order = events.order
        let byAddress = NumbersByCode(
            rowCount: draft.count, codeCount: draft.urlCount + Int(CodedColumn.firstCode)
        ) { place in
            let row = order.map { Int($0[place]) } ?? place
            return (rows[row].url, rows[row].tone)
        }
        let addresses = extremes.codes[Self.urlIndex]
        if let byAddress, addresses.low < addresses.high { return .byAddress(try store.plan(byAddress)) }
        let column = column(.eight(GDELTExtremes.toneOffset), width: 8, count: draft.count)
        events.columns.append(column)
        return .numbers(column)
    }

    /// A value of each row, in the order in which rows are stored.
    private func eachRow<Value>(_ value: (GDELTStoredRow) -> Value) -> [Value] {
        eachPlace { value(draft.rows[$0]) }
    }

    private func eachPlace<Value>(_ value: (Int) -> Value) -> [Value] {
        (0..<draft.count).map { row in value(events.order.map { Int($0[row]) } ?? row) }
    }

    /// By the number of a row as it was read, the code of its id: its place among the rows as they are stored.
    private static func codes(_ order: UnsafePointer<UInt32>?, count: Int) -> [UInt32] {
        var codes = [UInt32](repeating: 0, count: count)
        for place in 0..<count {
            codes[order.map { Int($0[place]) } ?? place] = UInt32(truncatingIfNeeded: place) + CodedColumn.firstCode
        }
        return codes
    }

    // MARK: Reports

    private func layOutReportedEvents() -> Laid {
        if reported == nil { return laid[Self.idField] }
        let column = idCodes(count: reportCount)
        reports?.columns.append(column)
        return .codes(column, dictionary: idDictionary)
    }

    private func layOutDocuments() -> Laid {
        if reported == nil { return laid[Self.urlField] }
        let bounds = extremes.codes[Self.urlIndex]
        let column = column(
            .unsigned32(GDELTExtremes.codeOffsets[Self.urlIndex]), width: Self.width(bounds.high), count: reportCount)
        reports?.columns.append(column)
        return .codes(column, dictionary: urlDictionary)
    }

    // MARK: Writing

    /// All that has to be done before the plans are made.
    var pieces: [any GDELTPiece] {
        var pieces: [any GDELTPiece] = []
        for table in [events, reports].compactMap(\.self) where !table.columns.isEmpty {
            for piece in 0..<table.pieceCount { pieces.append(TablePiece(table: table, piece: piece, store: store)) }
        }
        return pieces
    }

    private struct TablePiece: GDELTPiece {
        let table: GDELTOutTable
        let piece: Int
        let store: StoreDraft

        func run(_ scratch: GDELTScratch) throws(StoreError) { try table.write(piece, store, scratch) }
    }

    func idBlock() -> BlockReference {
        repeatedIDs ?? idColumn?.block.reference ?? BlockReference(offset: 0, byteCount: 0, checksum: 0)
    }

    func eventsPlan(_ order: GDELTOrder?) throws(StoreError) -> SegmentPlan {
        var runs: RunsPlan?
        if let order, let kindColumn = GDELTContent.fields.firstIndex(where: { $0.name == "kind" }),
            let dateColumn = GDELTContent.fields.firstIndex(where: { $0.name == "date" })
        {
            runs = RunsPlan(
                count: order.starts.count, kindColumn: kindColumn, dateColumn: dateColumn,
                starts: try store.block(order.starts),
                kinds: try store.block(order.kinds.map { $0 + CodedColumn.firstCode }),
                firstDays: try store.block(order.firstDays), lastDays: try store.block(order.lastDays))
        }
        let addresses = laid[Self.urlField].plan
        let columns = laid.map { laid -> ColumnPlan in
            if case .byAddress(let plan) = laid { .numbersByCode(codes: addresses, plan) } else { laid.plan }
        }
        return SegmentPlan(rowCount: draft.count, columns: columns, runs: runs)
    }

    func reportsPlan() -> SegmentPlan? {
        if reportCount == 0 { return nil }
        let columns = EventFields.reports().map { field -> ColumnPlan in
            switch field.name {
            case "event": laidReports[0].plan
            case "document": laidReports[1].plan
            case "stance":
                .repeatedCode(CodedColumn.firstCode, dictionary: GDELTSharedDictionary.stances.rawValue)
            default: .unknown
            }
        }
        return SegmentPlan(rowCount: reportCount, columns: columns)
    }
}
