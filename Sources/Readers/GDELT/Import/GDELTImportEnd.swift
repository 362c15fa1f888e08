import Columnar
import EventModel
import Store

/// The end of an import: codes of the order of arrival become codes of the order of bytes, addresses become documents.
struct GDELTImportEnd {
    private let store: StoreDraft
    private let crew: ImportCrew
    private let content: GDELTContent
    private let writer: GDELTSegmentWriter
    /// By the number of a shared dictionary and the code of arrival, the code at the end.
    private let maps: [[UInt32]]
    private let typesByPlace: [UInt32]
    private let placeTypes: OrderedCodes

    init(_ store: StoreDraft, _ crew: ImportCrew, _ content: GDELTContent, _ writer: GDELTSegmentWriter) {
        self.store = store
        self.crew = crew
        self.content = content
        self.writer = writer
        let (types, byPlace) = content.placeTypes()
        placeTypes = types
        typesByPlace = [CodedColumn.unknown, CodedColumn.none] + byPlace.map { types.code($0) }
        maps = [
            content.kinds.codes, content.actorCodes.codes, content.names.codes, content.placeCodes.codes,
            content.added.codes,
        ]
    }

    /// The segments of the tables as they are at the end, and all dictionaries that they speak of.
    func write(
        _ changes: SpillFile<DocumentSpill.Record>
    ) throws(StoreError) -> (written: [String: [SegmentPlan]], dictionaries: [DictionaryPlan]) {
        var dictionaries: [DictionaryPlan] = []
        let stances = CodeDictionary(["affirms"], isSorted: true)
        let shared = [
            content.kinds.dictionary, content.actorCodes.dictionary, content.names.dictionary,
            content.placeCodes.dictionary, content.added.dictionary, placeTypes.dictionary, stances,
        ]
        for dictionary in shared { dictionaries.append(try store.plan(dictionary)) }
        let events = try recoded()
        let documents = try self.documents(changes)
        // Rows with exact dates come first, as they do where all are read into memory.
        let segments = writer.segments
        let order = segments.indices.filter { segments[$0].isExact } + segments.indices.filter { !segments[$0].isExact }
        return (
            [
                "events": order.map { events[$0] }, "reports": order.compactMap { segments[$0].reports },
                "documents": segments.indices.compactMap { documents[$0] },
            ], dictionaries + writer.dictionaries
        )
    }

    // MARK: Codes

    /// All columns of all segments, each with its codes at the end.
    private func recoded() throws(StoreError) -> [SegmentPlan] {
        let fields = GDELTContent.fields.map(\.name)
        let place = fields.firstIndex(of: "place") ?? 0
        let type = fields.firstIndex(of: "place_type") ?? 0
        let segments = writer.segments
        let plans = UnsafeMutablePointer<SegmentPlan>.allocate(capacity: segments.count)
        for (index, segment) in segments.enumerated() { (plans + index).initialize(to: segment.events) }
        let columnCount = fields.count
        let columns = UnsafeMutablePointer<ColumnPlan>.allocate(capacity: segments.count * columnCount)
        for (index, segment) in segments.enumerated() {
            for (column, plan) in segment.events.columns.enumerated() {
                (columns + index * columnCount + column).initialize(to: plan)
            }
        }
        defer {
            plans.deinitialize(count: segments.count)
            plans.deallocate()
            columns.deinitialize(count: segments.count * columnCount)
            columns.deallocate()
        }
        try crew.each(segments.count * columnCount) { (piece: Int, _: Int) throws(StoreError) -> Void in
            let (segment, column) = piece.quotientAndRemainder(dividingBy: columnCount)
            let rowCount = segments[segment].events.rowCount
            if column == type { return }
            if column == place {
                columns[segment * columnCount + type] = try recode(
                    columns[piece], typesByPlace, rowCount, as: GDELTSharedDictionary.placeTypes.rawValue,
                    inPlace: false)
            }
            if let dictionary = columns[piece].sharedDictionary {
                columns[piece] = try recode(columns[piece], maps[dictionary], rowCount, as: dictionary, inPlace: true)
            }
            if column == 0, let runs = segments[segment].events.runs {
                plans[segment].runs = try recode(runs)
            }
        }
        return segments.indices.map { segment in
            var plan = plans[segment]
            plan.columns = (0..<columnCount).map { columns[segment * columnCount + $0] }
            return plan
        }
    }

    private func recode(
        _ plan: ColumnPlan, _ map: [UInt32], _ count: Int, as dictionary: Int, inPlace: Bool
    ) throws(StoreError) -> ColumnPlan {
        guard case .codes(let width, let block, _) = plan else {
            guard case .repeatedCode(let code, _) = plan else { return plan }
            let mapped = map[Int(code)]
            return mapped == CodedColumn.unknown ? .unknown : .repeatedCode(mapped, dictionary: dictionary)
        }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 4, alignment: 64)
        let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
        defer {
            bytes.deallocate()
            codes.deallocate()
        }
        try store.read(UnsafeMutableRawBufferPointer(rebasing: bytes[..<(count * width)]), at: Int(block.offset))
        let (low, high) = map.withUnsafeBufferPointer { map in
            switch width {
            case 1: Self.map(bytes.assumingMemoryBound(to: UInt8.self), codes, count, map)
            case 2: Self.map(bytes.assumingMemoryBound(to: UInt16.self), codes, count, map)
            case _: Self.map(bytes.assumingMemoryBound(to: UInt32.self), codes, count, map)
            }
        }
        if low == high { return low == CodedColumn.unknown ? .unknown : .repeatedCode(low, dictionary: dictionary) }
        let newWidth = high <= 0xFF ? 1 : high <= 0xFFFF ? 2 : 4
        switch newWidth {
        case 1:
            let target = bytes.assumingMemoryBound(to: UInt8.self)
            for row in 0..<count { target[row] = UInt8(truncatingIfNeeded: codes[row]) }
        case 2:
            let target = bytes.assumingMemoryBound(to: UInt16.self)
            for row in 0..<count { target[row] = UInt16(truncatingIfNeeded: codes[row]) }
        case _:
            let target = bytes.assumingMemoryBound(to: UInt32.self)
            for row in 0..<count { target[row] = codes[row] }
        }
        let result = UnsafeRawBufferPointer(rebasing: bytes[..<(count * newWidth)])
        let fits = inPlace && newWidth <= width
        return .codes(
            width: newWidth, try fits ? store.block(result, at: Int(block.offset)) : store.block(result),
            dictionary: dictionary)
    }

    @inline(__always)
    private static func map<Code: FixedWidthInteger>(
        _ from: UnsafeMutableBufferPointer<Code>, _ to: UnsafeMutablePointer<UInt32>, _ count: Int,
        _ map: UnsafeBufferPointer<UInt32>
    ) -> (low: UInt32, high: UInt32) {
        var (low, high) = (UInt32.max, UInt32.min)
        for row in 0..<count {
            let code = map[Int(truncatingIfNeeded: from[row])]
            to[row] = code
            low = min(low, code)
            high = max(high, code)
        }
        return (low, high)
    }

    private func recode(_ runs: RunsPlan) throws(StoreError) -> RunsPlan {
        var kinds = [UInt32](repeating: 0, count: runs.count)
        let outcome = kinds.withUnsafeMutableBytes { bytes in
            Result { () throws(StoreError) in try store.read(bytes, at: Int(runs.kinds.offset)) }
        }
        try outcome.get()
        let map = maps[GDELTSharedDictionary.kinds.rawValue]
        for index in kinds.indices { kinds[index] = map[Int(kinds[index])] }
        var recoded = runs
        let written = kinds.withUnsafeBytes { bytes in
            Result { () throws(StoreError) in try store.block(bytes, at: Int(runs.kinds.offset)) }
        }
        recoded.kinds = try written.get()
        return recoded
    }

    // MARK: Documents

    /// A segment of documents for each of events, nil where an earlier one names all its addresses.
    /// - Parameter changes: by segment, which of its addresses came up before, and on what day.
    private func documents(_ changes: SpillFile<DocumentSpill.Record>) throws(StoreError) -> [SegmentPlan?] {
        let segments = writer.segments
        let plans = UnsafeMutablePointer<SegmentPlan?>.allocate(capacity: segments.count)
        plans.initialize(repeating: nil, count: segments.count)
        defer {
            plans.deinitialize(count: segments.count)
            plans.deallocate()
        }
        try crew.each(segments.count) { (index: Int, _: Int) throws(StoreError) -> Void in
            plans[index] = try documents(segments[index], try changes.records(index))
        }
        return (0..<segments.count).map { plans[$0] }
    }

    private func documents(
        _ segment: GDELTSegmentWriter.Written, _ changes: [DocumentSpill.Record]
    ) throws(StoreError) -> SegmentPlan? {
        var days = [DayNumber](repeating: 0, count: segment.urlCount)
        let outcome = days.withUnsafeMutableBytes { bytes in
            Result { () throws(StoreError) in try store.read(bytes, at: segment.publishedPlace) }
        }
        try outcome.get()
        var isDropped: [Bool] = []
        for change in changes {
            switch DocumentSpill.change(change) {
            case .published(let entry, let day): days[entry] = day
            case .title: break
            case .dropped(let entry):
                if isDropped.isEmpty { isDropped = Array(repeating: false, count: days.count) }
                isDropped[entry] = true
            }
        }
        var ids = ColumnPlan.countingCodes(first: CodedColumn.firstCode, dictionary: segment.urlDictionary)
        if !isDropped.isEmpty {
            let kept = days.indices.filter { !isDropped[$0] }
            days = kept.map { days[$0] }
            let codes = kept.map { UInt32($0) + CodedColumn.firstCode }
            ids = .codes(width: 4, try store.block(codes), dictionary: segment.urlDictionary)
        }
        if days.isEmpty { return nil }
        let published = try published(days, at: segment.publishedPlace)
        let columns = EventFields.documents.map { field -> ColumnPlan in
            switch field.name {
            case "id": ids
            case "published": published
            default: .unknown
            }
        }
        return SegmentPlan(rowCount: days.count, columns: columns)
    }

    /// Days in the place that was kept for them, where two bytes each are enough.
    private func published(_ days: [DayNumber], at place: Int) throws(StoreError) -> ColumnPlan {
        guard let low = days.min(), let high = days.max(), low != DateSpan.distantPast, low < high,
            Int(high) - Int(low) <= Int(UInt16.max)
        else { return try store.plan(days: days) }
        let short = days.map { UInt16(truncatingIfNeeded: $0 &- low) }
        let outcome = short.withUnsafeBytes { bytes in
            Result { () throws(StoreError) in try store.block(bytes, at: place) }
        }
        return .shortDays(from: low, try outcome.get())
    }
}

extension ColumnPlan {
    /// The shared dictionary whose codes of arrival a column has.
    fileprivate var sharedDictionary: Int? {
        switch self {
        case .codes(_, _, let dictionary), .repeatedCode(_, let dictionary):
            dictionary <= GDELTSharedDictionary.added.rawValue ? dictionary : nil
        case .countingCodes, .shortDays, .days, .repeatedDay, .numbers, .repeatedNumber, .numberSpans, .dateSpans,
            .money, .list, .truths, .unknown, .periods, .numbersByCode:
            nil
        }
    }
}
