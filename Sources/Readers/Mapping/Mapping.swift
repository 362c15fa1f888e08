import EventModel

/// Which column of a table, or which member of records, is which field of events: what a mapping file says.
package struct Mapping: Hashable, Sendable {
    package enum Shape: Hashable, Sendable {
        /// nil: the separator is told from the first row.
        case table(separator: UInt8?, hasQuotes: Bool)
        case jsonLines
    }

    /// A name of a column, and where the mapping says it.
    struct Name: Hashable, Sendable {
        var text: String
        /// Both from 1; the column in bytes.
        var line: Int
        var column: Int
    }

    /// Where the values of a field come from.
    struct Source: Hashable, Sendable {
        enum Origin: Hashable, Sendable {
            case constant(Name)
            /// One column, or for places several, from small to large.
            case columns([Name])
            /// From a start to an end, or at a point between them.
            case span(Name, Name, lasted: Bool)
        }
        var origin: Origin
        var pattern: DatePattern?
        var separator: UInt8?
        /// What stands in the column, and what it is to be taken for.
        var values: [Replacement] = []
        var currency: String?
    }

    struct Replacement: Hashable, Sendable {
        var found: String
        var meant: Name
    }

    enum Field: String, Hashable, Sendable, CaseIterable {
        case id, kind, date, known, actor, target, place, country, latitude, longitude, forum, summary, amount, times
        case document, published, via
        case attributedTo = "attributed_to"
    }

    enum ColumnType: String, Hashable, Sendable, CaseIterable { case text, number, bool, date, list }

    struct Column: Hashable, Sendable {
        var name: Name
        var source: Source
        var type: ColumnType
    }

    package internal(set) var path: String
    package internal(set) var shape = Shape.table(separator: nil, hasQuotes: true)
    /// Words that stand for no value.
    var missing: [String] = []
    var fields: [Field: Source] = [:]
    var columns: [Column] = []
    var dropped: [Name] = []
    var kinds: [DeclaredKind] = []

    init(path: String) { self.path = path }
}

/// The order of day, month and year in a column of dates, and what stands between them: `d/m/y`, `yyyymmdd`.
struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable { case day, month, year }
    private var parts: [Part] = []
    private var separators: [UInt8] = []
    private var isCompact = false

    /// nil for what is no order of day, month and year.
    init?(_ text: String) {
        if text == "yyyymmdd" {
            isCompact = true
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count == 5 else { return nil }
        for (index, byte) in bytes.enumerated() {
            if index % 2 == 1 {
                separators.append(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "d"): parts.append(.day)
            case UInt8(ascii: "m"): parts.append(.month)
            case UInt8(ascii: "y"): parts.append(.year)
            default: return nil
            }
        }
        guard Set(parts).count == 3, separators.allSatisfy({ !$0.isDigit && $0 > 0x1F && $0 < 0x7F }) else {
            return nil
        }
    }

    /// The day of a field; a time of day behind a space or a T is passed over. nil for what does not fit.
    func day(_ bytes: Span<UInt8>, _ field: Range<Int>) -> DayNumber? {
        if isCompact { return FieldText.compactDay(bytes, field) }
        var index = field.lowerBound
        var (day, month, year) = (0, 0, 0)
        for (place, part) in parts.enumerated() {
            let start = index
            while index < field.upperBound, bytes[index].isDigit || (part == .month && Self.isLetter(bytes[index])) {
                index += 1
            }
            let piece = start..<index
            switch part {
            case .day: day = piece.count <= 2 ? Int(FieldText.integer(bytes, piece) ?? 0) : 0
            case .month: month = GridDay.month(bytes, piece) ?? 0
            case .year: year = piece.count == 4 ? Int(FieldText.integer(bytes, piece) ?? 0) : 0
            }
            if place < separators.count {
                guard index < field.upperBound, bytes[index] == separators[place] else { return nil }
                index += 1
            }
        }
        guard index == field.upperBound || bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "T"),
            day > 0, month > 0, year > 0
        else { return nil }
        return CivilCalendar.day(year: year, month: month, day: day)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
