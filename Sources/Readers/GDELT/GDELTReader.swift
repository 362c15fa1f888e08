import Columnar
import EventModel

/// Reads GDELT's event exports of 57, 58 or 61 columns and its mentions into columns, field by field as ranges of bytes.
struct GDELTReader {
    private let exactDates: Bool
    private var lines = DelimitedLines()
    private var damage = Damage()

    private(set) var exact = GDELTRows(isExact: true)
    private(set) var wide = GDELTRows(isExact: false)
    var codes: GDELTCodes
    var actors: GDELTActors
    var places: GDELTPlaces
    var names: ByteDictionary
    private(set) var urls: ByteDictionary
    var added: ByteDictionary
    private(set) var mentions = GDELTMentions()
    private(set) var sources: ByteDictionary
    /// The first day on which each address came up.
    private(set) var published: [DayNumber] = []
    var differences = Differences()
    /// What the hashes of all dictionaries begin with.
    let seed: UInt64

    /// What a spreadsheet has done to the file at hand.
    private struct Damage {
        var path = ""
        var hasBegun = false
        var hasSemicolons = false
        var hasHeader = false
        var hasMentions = false
        var hasQuotes = false
        var shortened = 0
        var lostZeros = 0
    }

    /// Rows whose own values are not those of their kind or actor.
    struct Differences {
        var goldstein = 0
        var quadClass = 0
        var actorParts = 0
    }

    init(exactDates: Bool) {
        self.exactDates = exactDates
        seed = UInt64.random(in: .min ... .max)
        codes = GDELTCodes(seed: seed)
        actors = GDELTActors(seed: seed)
        places = GDELTPlaces(seed: seed)
        names = ByteDictionary(seed: seed)
        urls = ByteDictionary(seed: seed)
        added = ByteDictionary(seed: seed)
        sources = ByteDictionary(seed: seed)
    }

    // MARK: Files

    mutating func beginFile(_ path: String) {
        damage = Damage()
        damage.path = path
        lines = DelimitedLines()
    }

    mutating func endFile(_ log: inout ReadLog) {
        var damages: [SpreadsheetDamage] = []
        if damage.hasSemicolons { damages.append(.semicolons) }
        if damage.shortened > 0 { damages.append(.shortenedNumbers(rows: damage.shortened)) }
        if damage.lostZeros > 0 { damages.append(.lostZeros(rows: damage.lostZeros)) }
        if damages.isEmpty { return }
        // A header alone is no damage; beside other signs it is one more.
        if damage.hasHeader { damages.append(.header) }
        log.warn(.spreadsheetDamage(path: damage.path, damages: damages))
    }

    /// Reads a block of whole lines.
    mutating func read(_ bytes: Span<UInt8>, _ log: inout ReadLog) throws(ReadError) {
        lines.rewind()
        if !damage.hasBegun { begin(bytes) }
        var accepted = 0
        while lines.next(in: bytes) {
            if lines.line.isEmpty { continue }
            do throws(GDELTFault) {
                if damage.hasMentions {
                    try readMention(bytes)
                } else {
                    var row = try row(bytes)
                    if let url = GDELTLayout(columnCount: lines.fieldCount)?.url { try setURL(&row, url, bytes) }
                    if row.date.isDay { exact.append(row) } else { wide.append(row) }
                }
                accepted += 1
            } catch {
                try log.refuse(refusal(error, bytes), file: log.fileIndex)
            }
        }
        log.accept(accepted, file: log.fileIndex)
    }

    /// Finds the separator, passes over a byte order mark and a header.
    private mutating func begin(_ bytes: Span<UInt8>) { begin(GDELTStart(bytes)) }

    /// Takes note of how a file begins.
    mutating func begin(_ start: GDELTStart) {
        damage.hasBegun = true
        damage.hasSemicolons = start.hasSemicolons
        damage.hasMentions = start.hasMentions
        damage.hasQuotes = start.hasMentions && start.separator == UInt8(ascii: ",")
        damage.hasHeader = start.hasHeader && !start.hasMentions
        lines = start.lines
    }

    /// A refusal of the line that was read last.
    func refusal(_ fault: GDELTFault, _ bytes: Span<UInt8>) -> Refusal {
        if damage.hasMentions { return mentionRefusal(fault, bytes) }
        let layout = GDELTLayout(columnCount: lines.fieldCount)
        let place = fault.column.map(lines.field) ?? lines.line
        return Refusal(
            line: lines.lineNumber, column: place.lowerBound - lines.line.lowerBound + 1,
            field: fault.column.flatMap { layout?.name(of: $0) }, excerpt: FieldText.excerpt(bytes, place),
            reason: fault.reason, detail: fault.detail(FieldText.excerpt(bytes, place), lines.fieldCount))
    }

    // MARK: Mentions

    /// The mentions so far and the addresses in them, which begin anew; their sources stay.
    mutating func takeMentions() -> (mentions: GDELTMentions, urls: ByteDictionary, published: [DayNumber]) {
        defer {
            mentions = GDELTMentions()
            urls = ByteDictionary(seed: seed)
            published = []
        }
        return (mentions, urls, published)
    }

    private mutating func readMention(_ bytes: Span<UInt8>) throws(GDELTFault) {
        let fields = GDELTMentions.fields(of: lines, bytes, hasQuotes: damage.hasQuotes)
        guard fields.count == GDELTMentions.columnCount else { throw GDELTFault(.columnCount) }
        if let column = fields.firstIndex(where: { $0.count > FieldText.limit }) { throw GDELTFault(.tooLong, column) }
        guard let id = Self.id(bytes, fields[GDELTMentions.id]) else { throw GDELTFault(.badID, GDELTMentions.id) }
        guard let day = GDELTMentions.day(bytes, fields[GDELTMentions.time]) else {
            throw GDELTFault(.badDate, GDELTMentions.time)
        }
        var confidence = Double.nan
        let sureness = fields[GDELTMentions.confidenceColumn]
        if !sureness.isEmpty {
            guard let value = FieldText.decimal(bytes, sureness) else {
                throw GDELTFault(.badNumber, GDELTMentions.confidenceColumn)
            }
            confidence = value
        }
        let source = try Self.code(&sources, fields[GDELTMentions.sourceName], GDELTMentions.sourceName, bytes)
        let url = try Self.code(&urls, fields[GDELTMentions.identifier], GDELTMentions.identifier, bytes)
        notePublication(url, day)
        mentions.append(event: id, url: url, source: source, day: day, confidence: confidence)
    }

    private func mentionRefusal(_ fault: GDELTFault, _ bytes: Span<UInt8>) -> Refusal {
        let fields = GDELTMentions.fields(of: lines, bytes, hasQuotes: damage.hasQuotes)
        let place = fault.column.map { fields[$0] } ?? lines.line
        let excerpt = FieldText.excerpt(bytes, place)
        return Refusal(
            line: lines.lineNumber, column: place.lowerBound - lines.line.lowerBound + 1,
            field: fault.column.map { GDELTMentions.names[$0] }, excerpt: excerpt, reason: fault.reason,
            detail: fault.detail(excerpt, fields.count, expected: "16"))
    }

    /// The day on which a document came out is the first of those on which it came up.
    private mutating func notePublication(_ url: UInt32, _ day: DayNumber) {
        guard url >= CodedColumn.firstCode else { return }
        let index = Int(url - CodedColumn.firstCode)
        if index == published.count {
            published.append(day)
        } else if day != DateSpan.distantPast {
            let first = published[index]
            published[index] = first == DateSpan.distantPast ? day : min(first, day)
        }
    }

    // MARK: Rows

    /// A whole number without zeros in front.
    private static func id(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Int64? {
        guard let id = FieldText.integer(bytes, field), bytes[field.lowerBound].isDigit,
            id == 0 || bytes[field.lowerBound] != UInt8(ascii: "0")
        else { return nil }
        return id
    }

    /// The current line as a row, but for its address.
    private mutating func row(_ bytes: Span<UInt8>) throws(GDELTFault) -> GDELTRow {
        guard let layout = GDELTLayout(columnCount: lines.fieldCount) else { throw GDELTFault(.columnCount) }
        if let column = lines.tooLongField { throw GDELTFault(.tooLong, column) }
        var row = GDELTRow()
        guard let id = Self.id(bytes, lines.field(GDELTLayout.id)) else { throw GDELTFault(.badID, GDELTLayout.id) }
        row.id = id
        let hasTime = try setDates(&row, layout, bytes)
        try setNumbers(&row, bytes)
        try setKind(&row, bytes)
        row.actor = try actor(GDELTLayout.actor, bytes)
        row.target = try actor(GDELTLayout.target, bytes)
        row.actorName = try Self.code(&names, GDELTLayout.actor + 1, bytes, lines)
        row.targetName = try Self.code(&names, GDELTLayout.target + 1, bytes, lines)
        row.actorPlace = try place(layout.actorPlace, layout, bytes)
        row.targetPlace = try place(layout.targetPlace, layout, bytes)
        row.place = try place(layout.place, layout, bytes)
        if hasTime { row.added = try Self.code(&added, layout.added, bytes, lines) }
        return row
    }

    /// False where it is not known when GDELT took the row in.
    private mutating func setDates(_ row: inout GDELTRow, _ layout: GDELTLayout, _ bytes: Span<UInt8>)
        throws(GDELTFault) -> Bool
    {
        guard let day = FieldText.compactDay(bytes, lines.field(GDELTLayout.day)) else {
            throw GDELTFault(.badDate, GDELTLayout.day)
        }
        row.date = DateSpan(day: day)
        let field = lines.field(layout.added)
        guard !field.isEmpty else { return false }
        guard field.count == 8 || field.count == 14, FieldText.integer(bytes, field) != nil,
            let addedDay = FieldText.compactDay(bytes, field.lowerBound..<field.lowerBound + 8),
            field.count == 8 || FieldText.isClockTime(bytes, field.lowerBound + 8..<field.upperBound)
        else {
            // A spreadsheet's 2.02E+13 says no more than the decade.
            guard FieldText.integer(bytes, field) == nil, FieldText.decimal(bytes, field) != nil else {
                throw GDELTFault(.badDate, layout.added)
            }
            damage.shortened += 1
            return false
        }
        guard layout.addedIsKnown else { return true }
        row.known = addedDay
        if !exactDates { row.date = GDELTDates.span(day: day, added: addedDay) }
        return true
    }

    private func setNumbers(_ row: inout GDELTRow, _ bytes: Span<UInt8>) throws(GDELTFault) {
        let root = lines.field(GDELTLayout.isRoot)
        if !root.isEmpty {
            guard let value = FieldText.integer(bytes, root), value == 0 || value == 1 else {
                throw GDELTFault(.badNumber, GDELTLayout.isRoot)
            }
            row.isRoot = UInt8(value)
        }
        row.mentions = try number(GDELTLayout.mentions, bytes)
        row.sources = try number(GDELTLayout.sources, bytes)
        row.articles = try number(GDELTLayout.articles, bytes)
        row.tone = try number(GDELTLayout.tone, bytes)
    }

    /// A number; not a number where the field is empty.
    private func number(_ column: Int, _ bytes: Span<UInt8>) throws(GDELTFault) -> Double {
        let field = lines.field(column)
        if field.isEmpty { return .nan }
        guard let value = FieldText.decimal(bytes, field) else { throw GDELTFault(.badNumber, column) }
        return value
    }

    private mutating func setKind(_ row: inout GDELTRow, _ bytes: Span<UInt8>) throws(GDELTFault) {
        let goldstein = try number(GDELTLayout.goldstein, bytes)
        let quadClass = try number(GDELTLayout.quadClass, bytes)
        switch codes.outcome(bytes, lines.field(GDELTLayout.code), root: lines.field(GDELTLayout.rootCode)) {
        case .unknown: throw GDELTFault(.unknownKind, GDELTLayout.code)
        case .ambiguous: throw GDELTFault(.ambiguousKind, GDELTLayout.code)
        case .kind(let position, let hasLostZero):
            row.kind = position
            if hasLostZero { damage.lostZeros += 1 }
            let kind = codes.kinds[Int(position)]
            if let own = kind.goldsteinGDELT, !goldstein.isNaN, goldstein != own { differences.goldstein += 1 }
            if !quadClass.isNaN, quadClass != Double(kind.quadClass) { differences.quadClass += 1 }
        }
    }

    private mutating func actor(_ column: Int, _ bytes: Span<UInt8>) throws(GDELTFault) -> UInt32 {
        let field = lines.field(column)
        if field.isEmpty { return CodedColumn.unknown }
        let parts = lines.field(column + 2).lowerBound..<lines.field(column + 1 + GDELTLayout.actorPartCount).upperBound
        guard let found = actors.index(bytes, field, parts: parts, separator: separator) else {
            throw GDELTFault(.notUTF8, column)
        }
        if found.partsDiffer { differences.actorParts += 1 }
        return UInt32(found.index) + CodedColumn.firstCode
    }

    private mutating func place(_ column: Int, _ layout: GDELTLayout, _ bytes: Span<UInt8>) throws(GDELTFault) -> UInt32
    {
        if lines.field(column + 1).isEmpty { return CodedColumn.unknown }
        let block = lines.field(column).lowerBound..<lines.field(column + layout.placeWidth - 1).upperBound
        guard let index = places.index(bytes, block, separator: separator) else {
            throw GDELTFault(.notUTF8, column + 1)
        }
        return UInt32(index) + CodedColumn.firstCode
    }

    private mutating func setURL(_ row: inout GDELTRow, _ column: Int, _ bytes: Span<UInt8>) throws(GDELTFault) {
        row.url = try Self.code(&urls, column, bytes, lines)
        notePublication(row.url, row.known)
    }

    private var separator: UInt8 { damage.hasSemicolons ? UInt8(ascii: ";") : UInt8(ascii: "\t") }

    /// The code of a text in a dictionary that is not yet in order; unknown where the field is empty.
    private static func code(
        _ dictionary: inout ByteDictionary, _ column: Int, _ bytes: Span<UInt8>, _ lines: DelimitedLines
    ) throws(GDELTFault) -> UInt32 {
        try code(&dictionary, lines.field(column), column, bytes)
    }

    private static func code(
        _ dictionary: inout ByteDictionary, _ field: Range<Int>, _ column: Int, _ bytes: Span<UInt8>
    ) throws(GDELTFault) -> UInt32 {
        if field.isEmpty { return CodedColumn.unknown }
        guard let found = dictionary.index(bytes, field) else { throw GDELTFault(.notUTF8, column) }
        return UInt32(found.index) + CodedColumn.firstCode
    }

    // MARK: One line

    /// Reads the line that begins at a place, but for its address, whose column comes beside it.
    mutating func line(
        _ bytes: Span<UInt8>, at place: Int, number: Int
    ) throws(GDELTFault) -> (row: GDELTRow, url: Range<Int>, urlColumn: Int)? {
        lines.rewind(to: place, lineNumber: number)
        guard lines.next(in: bytes), !lines.line.isEmpty else { return nil }
        let row = try row(bytes)
        guard let url = GDELTLayout(columnCount: lines.fieldCount)?.url else { return (row, 0..<0, 0) }
        return (row, lines.field(url), url)
    }

    /// Where the line behind the one that was read last begins, and its number.
    var nextLine: (place: Int, number: Int) { (lines.offset, lines.lineNumber + 1) }

    // MARK: End

    /// Makes the data set of all rows read.
    ///
    /// Mentions become reports of the events with their ids; those of other events are counted and left out.
    func finish(name: String, _ log: inout ReadLog) -> DataSet { content(&log).dataSet(name: name) }

    /// What all codes stand for; tells how rows differ from what belongs to their codes.
    func content(_ log: inout ReadLog) -> GDELTContent {
        if differences.goldstein > 0 { log.warn(.goldsteinDiffers(rows: differences.goldstein)) }
        if differences.quadClass > 0 { log.warn(.quadClassDiffers(rows: differences.quadClass)) }
        if differences.actorParts > 0 { log.warn(.actorPartsDiffer(rows: differences.actorParts)) }
        return GDELTContent(self, &log)
    }
}

/// Why a row is refused; the field is looked at again for the message.
struct GDELTFault: Error {
    var reason: RefusalReason
    var column: Int?

    init(_ reason: RefusalReason, _ column: Int? = nil) {
        self.reason = reason
        self.column = column
    }

    func detail(_ found: String, _ columnCount: Int, expected: String = "57, 58 or 61") -> String {
        switch reason {
        case .columnCount: "found \(columnCount) columns, expected \(expected)"
        case .badID: "found `\(found)`, expected a whole number"
        case .badDate where column == GDELTLayout.day:
            "found `\(found)`, expected a day of the calendar as yyyymmdd"
        case .badDate: "found `\(found)`, expected a day and a time as yyyymmddhhmmss, or a day as yyyymmdd"
        case .badNumber: "found `\(found)`, expected a number"
        case .unknownKind: "found the code `\(found)`, which CAMEO does not have"
        case .ambiguousKind: "found the code `\(found)`, which may be \(found) or 0\(found)"
        case .notUTF8: "found bytes that are not UTF-8"
        case .tooLong: FieldText.tooLong
        case .notJSON, .notARecord, .duplicateMember, .missingMember, .wrongSort, .badMoney, .duplicateID, .badOrder,
            .badQuotes:
            reason.rawValue
        }
    }
}

/// GDELT's event dates, and what those of them mean that are reckoned from phrases.
enum GDELTDates {
    /// The days on which an event may have happened that GDELT dates to a day, by how long after it the article came.
    ///
    /// Exactly 7, 30, 365 and 3,650 days come from "last week", "a month ago", "a year ago" and "ten years ago": a week
    /// either side, that month, that year, that decade. Nothing of this is certain of one row, but days that are wrong
    /// by months are worse than spans that are too wide.
    static func span(day: DayNumber, added: DayNumber) -> DateSpan {
        switch Int(added) - Int(day) {
        case 7: return DateSpan(day - 7, day + 7)
        case 30: return CivilCalendar.period(containing: day, unit: .month).span
        case 365: return CivilCalendar.period(containing: day, unit: .year).span
        case 3_650:
            let year = CivilCalendar.civil(day).year
            let first = year - year % 10
            guard let start = CivilCalendar.day(year: first, month: 1, day: 1),
                let end = CivilCalendar.day(year: first + 9, month: 12, day: 31)
            else { return DateSpan(day: day) }
            return DateSpan(start, end)
        default: return DateSpan(day: day)
        }
    }
}
