import Columnar
import EventModel
import Store

/// Takes rows in, in the order of the files: numbers their texts, and hands full segments over to be written.
final class GDELTAbsorber {
    private(set) var reader: GDELTReader
    private(set) var log: ReadLog
    private let writer: GDELTSegmentWriter
    /// Mentions, which are put aside until all events are known.
    var mentions: MentionDraft
    private var isOfMentions = false
    private let exact: GDELTDraft
    private let wide: GDELTDraft
    /// By code, name and parts of an actor, its place in `actors`.
    private let actorTable = FingerTable()
    private var actors: [Actor] = []
    private let placeTable = FingerTable()
    private let addedTable = FingerTable()
    private let kinds = UnsafeMutablePointer<KnownKind>.allocate(capacity: GDELTAbsorber.kindSlots)
    private static let kindSlots = 1 << 12
    /// Lines of the file before the stripe at hand.
    private var lineCount = 0
    private var digest: UInt32 = 0
    /// Events so far.
    private(set) var rowCount = 0
    /// Rows so far, of events and of mentions.
    private(set) var readCount = 0
    private(set) var eventCounts: [Int] = []
    private var lastID = Int64.min
    /// Every id is larger than the one before: none repeats.
    private(set) var isRising = true

    /// An actor and its name as codes of the reader's dictionaries.
    private struct Actor {
        var code: UInt32
        var name: UInt32
        var partsDiffer: Bool
    }

    /// What a code of an event came to, by its bytes and those of its root.
    private struct KnownKind {
        /// 0 where the slot is free.
        var key: UInt64 = 0
        var goldstein = Double.nan
        var kind: UInt16 = 0
        var quadClass: UInt8 = 0
    }

    init(
        _ reader: GDELTReader, _ log: ReadLog, _ limits: ImportLimits, _ writer: GDELTSegmentWriter,
        _ mentions: MentionDraft
    ) {
        self.mentions = mentions
        self.reader = reader
        self.log = log
        self.writer = writer
        exact = GDELTDraft(isExact: true, limits)
        wide = GDELTDraft(isExact: false, limits)
        kinds.initialize(repeating: KnownKind(), count: Self.kindSlots)
    }

    deinit { kinds.deallocate() }

    // MARK: Stripes

    func absorb(_ stripe: ImportStripe) throws(ImportFailure) {
        if let (path, start) = stripe.beginning {
            log.begin(path, .gdelt)
            isOfMentions = start.hasMentions
            if isOfMentions { mentions.beginFile(path) } else { reader.beginFile(path) }
            if !isOfMentions { reader.begin(start) }
            lineCount = start.lines.lineNumber
            digest = 0
        }
        digest = StoreDraft.checksum(digest, then: stripe.digest, ofBytes: stripe.fresh.count)
        let before = rowCount
        let readBefore = log.report.files[log.fileIndex].rowCount
        let outcome = Result { () throws(ImportFailure) in
            try isOfMentions ? mentions.read(stripe.lines.span, &log) : absorbLines(stripe)
        }
        log.accept(rowCount - before, file: log.fileIndex)
        readCount += log.report.files[log.fileIndex].rowCount - readBefore
        try outcome.get()
        if let ending = stripe.ending {
            if isOfMentions { mentions.endFile(&log) } else { reader.endFile(&log) }
            log.end(byteCount: ending, digest: digest)
        }
    }

    private func absorbLines(_ stripe: ImportStripe) throws(ImportFailure) {
        let bytes = UnsafePointer(stripe.bytes)
        let rows = UnsafePointer(stripe.rows)
        let ahead = 12
        for index in 0..<stripe.rowCount {
            if index &+ ahead < stripe.rowCount { prefetch(rows + (index &+ ahead)) }
            let row = rows + index
            var isTaken = false
            if !row.pointee.isOdd { isTaken = try take(row, bytes) }
            if !isTaken {
                try takeOdd(stripe, Int(row.pointee.start), line: Int(row.pointee.line))
            }
        }
        var (place, line) = (stripe.rest, stripe.restLine)
        while place < stripe.lineEnd {
            try takeOdd(stripe, place, line: line)
            line += 1
            place = reader.nextLine.place
        }
        lineCount += line
    }

    @inline(__always)
    private func prefetch(_ row: UnsafePointer<GDELTParsedRow>) {
        if row.pointee.isOdd { return }
        placeTable.prefetch(row.pointee.place)
        placeTable.prefetch(row.pointee.actorPlace)
        actorTable.prefetch(row.pointee.actor)
        (row.pointee.first == row.pointee.last ? exact : wide).urls.prefetch(row.pointee.url)
    }

    /// Takes a row in the short way; false where it asks for a closer look.
    private func take(_ row: UnsafePointer<GDELTParsedRow>, _ bytes: UnsafePointer<UInt8>) throws(ImportFailure) -> Bool
    {
        guard let kind = self.kind(row, bytes), let actor = self.actor(row.pointee.actor, bytes),
            let target = self.actor(row.pointee.target, bytes),
            let actorPlace = self.place(row.pointee.actorPlace, bytes),
            let targetPlace = self.place(row.pointee.targetPlace, bytes),
            let place = self.place(row.pointee.place, bytes), let added = self.added(row.pointee.added, bytes)
        else { return false }
        let draft = row.pointee.first == row.pointee.last ? exact : wide
        guard let url = draft.code(row.pointee.url, bytes, known: row.pointee.known) else { return false }
        if !kind.goldstein.isNaN, kind.goldstein != row.pointee.goldstein { reader.differences.goldstein += 1 }
        if kind.quadClass != row.pointee.quadClass { reader.differences.quadClass += 1 }
        if actor.partsDiffer { reader.differences.actorParts += 1 }
        if target.partsDiffer { reader.differences.actorParts += 1 }
        let stored = draft.append()
        stored.initialize(
            to: GDELTStoredRow(
                id: row.pointee.id, tone: row.pointee.tone, first: row.pointee.first, last: row.pointee.last,
                known: row.pointee.known, mentions: row.pointee.mentions, sources: row.pointee.sources,
                articles: row.pointee.articles, actor: actor.code, actorName: actor.name, target: target.code,
                targetName: target.name, place: place, actorPlace: actorPlace, targetPlace: targetPlace, url: url,
                added: added, kind: kind.kind, isRoot: row.pointee.root))
        try count(row.pointee.id, kind.kind, draft)
        return true
    }

    @inline(__always)
    private func count(_ id: Int64, _ kind: UInt16, _ draft: GDELTDraft) throws(ImportFailure) {
        if id <= lastID { isRising = false }
        lastID = id
        rowCount &+= 1
        while eventCounts.count <= Int(kind) { eventCounts.append(0) }
        eventCounts[Int(kind)] &+= 1
        if draft.isFull { try close(draft) }
    }

    /// Reads a line by the reader that knows every oddity.
    private func takeOdd(_ stripe: ImportStripe, _ place: Int, line: Int) throws(ImportFailure) {
        let lines = stripe.lines
        let span = lines.span
        let found: (draft: GDELTDraft, row: GDELTRow)?
        do throws(GDELTFault) {
            found = try odd(span, UnsafePointer(stripe.bytes), place, line: lineCount + line + 1)
        } catch {
            do throws(ReadError) {
                try log.refuse(reader.refusal(error, span), file: log.fileIndex)
            } catch {
                throw .read(error)
            }
            return
        }
        guard let (draft, row) = found else { return }
        draft.append(row)
        try count(row.id, UInt16(truncatingIfNeeded: row.kind), draft)
    }

    private func odd(
        _ span: Span<UInt8>, _ bytes: UnsafePointer<UInt8>, _ place: Int, line: Int
    ) throws(GDELTFault) -> (GDELTDraft, GDELTRow)? {
        guard let found = try reader.line(span, at: place, number: line) else { return nil }
        var row = found.row
        let draft = row.date.isDay ? exact : wide
        if !found.url.isEmpty {
            let key = GDELTKey(bytes, found.url.lowerBound, found.url.upperBound, seed: reader.seed)
            guard let url = draft.code(key, bytes, known: row.known) else {
                throw GDELTFault(.notUTF8, found.urlColumn)
            }
            row.url = url
        }
        return (draft, row)
    }

    // MARK: Texts

    @inline(__always)
    private func kind(_ row: UnsafePointer<GDELTParsedRow>, _ bytes: UnsafePointer<UInt8>) -> KnownKind? {
        let key = row.pointee.kind
        let slot = kinds + Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 52)
        if slot.pointee.key == key { return slot.pointee }
        return learnKind(row, bytes, slot)
    }

    private func learnKind(
        _ row: UnsafePointer<GDELTParsedRow>, _ bytes: UnsafePointer<UInt8>, _ slot: UnsafeMutablePointer<KnownKind>
    ) -> KnownKind? {
        let (code, root) = (Int(row.pointee.codeStart), Int(row.pointee.rootStart))
        let (codeCount, rootCount) = (Int(row.pointee.codeCount), Int(row.pointee.rootCount))
        let end = max(code + codeCount, root + rootCount)
        let span = UnsafeBufferPointer(start: bytes, count: end).span
        guard
            case .kind(let position, hasLostZero: false) = reader.codes.outcome(
                span, code..<code + codeCount, root: root..<root + rootCount)
        else { return nil }
        let entry = reader.codes.kinds[Int(position)]
        slot.pointee = KnownKind(
            key: row.pointee.kind, goldstein: entry.goldsteinGDELT ?? .nan, kind: UInt16(truncatingIfNeeded: position),
            quadClass: UInt8(truncatingIfNeeded: entry.quadClass))
        return slot.pointee
    }

    @inline(__always)
    private func actor(_ key: GDELTKey, _ bytes: UnsafePointer<UInt8>) -> Actor? {
        if key.count == 0 {
            return Actor(code: CodedColumn.unknown, name: CodedColumn.unknown, partsDiffer: false)
        }
        if let index = actorTable.find(key) { return actors[Int(index)] }
        return addActor(key, bytes)
    }

    private func addActor(_ key: GDELTKey, _ bytes: UnsafePointer<UInt8>) -> Actor? {
        let span = UnsafeBufferPointer(start: bytes, count: key.range.upperBound).span
        var lines = DelimitedLines()
        lines.rewind(to: key.range.lowerBound)
        guard lines.next(in: span), lines.fieldCount == GDELTLayout.actorPartCount + 2 else { return nil }
        var actor = Actor(code: CodedColumn.unknown, name: CodedColumn.unknown, partsDiffer: false)
        if !lines.field(0).isEmpty {
            let parts = lines.field(2).lowerBound..<lines.field(1 + GDELTLayout.actorPartCount).upperBound
            guard let found = reader.actors.index(span, lines.field(0), parts: parts, separator: UInt8(ascii: "\t"))
            else { return nil }
            actor.code = UInt32(found.index) + CodedColumn.firstCode
            actor.partsDiffer = found.partsDiffer
        }
        if !lines.field(1).isEmpty {
            guard let name = reader.names.index(span, lines.field(1)) else { return nil }
            actor.name = UInt32(name.index) + CodedColumn.firstCode
        }
        actorTable.add(key, UInt32(truncatingIfNeeded: actors.count))
        actors.append(actor)
        return actor
    }

    @inline(__always)
    private func place(_ key: GDELTKey, _ bytes: UnsafePointer<UInt8>) -> UInt32? {
        if key.count == 0 { return CodedColumn.unknown }
        if let code = placeTable.find(key) { return code }
        let span = UnsafeBufferPointer(start: bytes, count: key.range.upperBound).span
        guard let index = reader.places.index(span, key.range, separator: UInt8(ascii: "\t")) else { return nil }
        let code = UInt32(index) + CodedColumn.firstCode
        placeTable.add(key, code)
        return code
    }

    @inline(__always)
    private func added(_ key: GDELTKey, _ bytes: UnsafePointer<UInt8>) -> UInt32? {
        if let code = addedTable.find(key) { return code }
        let span = UnsafeBufferPointer(start: bytes, count: key.range.upperBound).span
        guard let found = reader.added.index(span, key.range) else { return nil }
        let code = UInt32(found.index) + CodedColumn.firstCode
        addedTable.add(key, code)
        return code
    }

    // MARK: Segments

    private func close(_ draft: GDELTDraft) throws(ImportFailure) {
        do throws(StoreError) {
            try writer.write(draft, kinds: reader.codes.kinds)
        } catch {
            throw .store(error)
        }
        draft.removeAll()
    }

    /// Writes what is left in memory.
    func end(emptyPaths: [String], _ warnings: [ReadWarning]) throws(ImportFailure) {
        for draft in [exact, wide] where draft.count > 0 { try close(draft) }
        for draft in [exact, wide] { draft.giveMemoryBack() }
        for table in [actorTable, placeTable, addedTable] { table.giveMemoryBack() }
        writer.giveMemoryBack()
        warnOfSameContent()
        for path in emptyPaths {
            log.begin(path, .gdelt)
            log.end(byteCount: 0)
        }
        log.warn(warnings)
    }

    private func warnOfSameContent() {
        struct Content: Hashable {
            var byteCount: Int
            var digest: UInt32?
        }
        var first: [Content: String] = [:]
        var found: [ReadWarning] = []
        for file in log.report.files {
            let content = Content(byteCount: file.byteCount, digest: file.digest)
            if let known = first[content] {
                found.append(.sameContent(first: known, second: file.path))
            } else {
                first[content] = file.path
            }
        }
        log.warn(found)
    }

    /// What all codes stand for.
    func content(repeatedIDs: Int) -> GDELTContent {
        let content = reader.content(&log)
        if repeatedIDs > 0 { log.warn(.repeatedIDs(rows: repeatedIDs)) }
        return content
    }
}
