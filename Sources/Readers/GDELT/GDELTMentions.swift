import Columnar
import EventModel

/// The mentions of events, rows in columns as they are read; codes are those of the reader's dictionaries.
struct GDELTMentions {
    private(set) var event: [Int64] = []
    private(set) var url: [UInt32] = []
    private(set) var source: [UInt32] = []
    /// The day on which the mention was seen.
    private(set) var day: [DayNumber] = []
    /// How sure GDELT is that the article mentions the event, 10 to 100; not a number where unknown.
    private(set) var confidence: [Double] = []

    var count: Int { event.count }

    mutating func append(event: Int64, url: UInt32, source: UInt32, day: DayNumber, confidence: Double) {
        self.event.append(event)
        self.url.append(url)
        self.source.append(source)
        self.day.append(day)
        self.confidence.append(confidence)
    }

    // MARK: Layout

    static let columnCount = 16
    static let id = 0
    static let eventTime = 1
    static let time = 2
    static let sourceName = 4
    static let identifier = 5
    static let confidenceColumn = 11

    static let names = [
        "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
        "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
        "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
    ]

    /// Whether a line is one of GDELT's mentions: an id and two times in front, or the names of these.
    static func isMention(_ line: DelimitedLines, _ bytes: Span<UInt8>) -> Bool {
        guard line.fieldCount == columnCount else { return false }
        return GDELTLayout.isHeader(line, bytes)
            || FieldText.integer(bytes, line.field(id)) != nil && day(bytes, line.field(eventTime)) != nil
                && day(bytes, line.field(time)) != nil
    }

    /// The separator of a line that is a mention; nil for other lines. Copies with a header have commas.
    static func separator(of line: Range<Int>, _ bytes: Span<UInt8>) -> UInt8? {
        for separator in [UInt8(ascii: "\t"), UInt8(ascii: ",")] {
            var lines = DelimitedLines(separator: separator)
            lines.rewind(to: line.lowerBound)
            if lines.next(in: bytes), isMention(lines, bytes) { return separator }
        }
        return nil
    }

    /// The day of a time written `yyyymmddhhmmss`.
    static func day(_ bytes: Span<UInt8>, _ field: Range<Int>) -> DayNumber? {
        guard field.count == 14, FieldText.integer(bytes, field) != nil else { return nil }
        return FieldText.compactDay(bytes, field.lowerBound..<field.lowerBound + 8)
    }

    /// The fields of a line. Between commas a field in quotes may hold commas.
    static func fields(of lines: DelimitedLines, _ bytes: Span<UInt8>, hasQuotes: Bool) -> [Range<Int>] {
        let parts = (0..<lines.fieldCount).map(lines.field)
        guard hasQuotes else { return parts }
        let quote = UInt8(ascii: "\"")
        var fields: [Range<Int>] = []
        var opened: Int?
        for part in parts {
            let start = opened ?? part.lowerBound
            let isQuoted = opened != nil || part.count > 0 && bytes[part.lowerBound] == quote
            if !isQuoted {
                fields.append(part)
            } else if part.upperBound - start > 1, bytes[part.upperBound - 1] == quote, part.upperBound - 1 > start {
                fields.append(start + 1..<part.upperBound - 1)
                opened = nil
            } else {
                opened = start
            }
        }
        // A quote that is never closed is told by the number of columns.
        return fields
    }
}

/// The reports that mentions are, of the events of the rows that were read.
struct GDELTMentionReports {
    /// A report that came out of a mention.
    struct Report {
        /// The row of the event.
        var row: Int
        var mention: Int
    }

    /// For the rows with exact and for those with wide dates.
    let exact: [Report]
    let wide: [Report]
    /// Mentions of events that are in none of the files.
    let strayCount: Int

    /// Of an id that comes several times the first row with an exact date counts, else the first.
    init(_ mentions: GDELTMentions, exact exactIDs: [Int64], wide wideIDs: [Int64]) {
        guard mentions.count > 0 else {
            (exact, wide, strayCount) = ([], [], 0)
            return
        }
        var places: [Int64: (isExact: Bool, row: Int)] = [:]
        places.reserveCapacity(exactIDs.count + wideIDs.count)
        for (row, id) in exactIDs.enumerated() where places[id] == nil { places[id] = (true, row) }
        for (row, id) in wideIDs.enumerated() where places[id] == nil { places[id] = (false, row) }
        var (exact, wide, strays): ([Report], [Report], Int) = ([], [], 0)
        for (mention, id) in mentions.event.enumerated() {
            switch places[id] {
            case (true, let row)?: exact.append(Report(row: row, mention: mention))
            case (false, let row)?: wide.append(Report(row: row, mention: mention))
            case nil: strays += 1
            }
        }
        (self.exact, self.wide, strayCount) = (exact, wide, strays)
    }

    /// The days on which the rows became known, a mention that came before the event's own day counting as well.
    static func known(_ days: [DayNumber], _ reports: [Report], _ mentions: GDELTMentions) -> [DayNumber] {
        var days = days
        for report in reports {
            let day = mentions.day[report.mention]
            days[report.row] = days[report.row] == DateSpan.distantPast ? day : min(days[report.row], day)
        }
        return days
    }

    /// The rows whose first article is given by no mention: it is a report of its own.
    static func rowsOfTheirOwn(_ rows: GDELTRows, _ reports: [Report], _ mentions: GDELTMentions) -> [Int] {
        var isGiven = [Bool](repeating: false, count: rows.count)
        for report in reports where mentions.url[report.mention] == rows.url[report.row] { isGiven[report.row] = true }
        return rows.url.indices.filter { rows.url[$0] >= CodedColumn.firstCode && !isGiven[$0] }
    }
}
