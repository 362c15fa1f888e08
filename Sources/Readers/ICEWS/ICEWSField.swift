import EventModel

/// What stands in a field of ICEWS: quotes mean nothing there, and yet some files have them around or inside texts.
enum ICEWSField {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let space = UInt8(ascii: " ")

    /// The bytes of a value without spaces and quotes around it; nil where there is none: empty, `NA` or `NULL`.
    static func value(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Range<Int>? {
        let range = trimmed(bytes, field)
        return isMissing(bytes, range) ? nil : range
    }

    /// A field without spaces around it and without quotes that stand around the whole of it, as often as they do:
    /// `"" "Fight" ""` is `Fight`.
    static func trimmed(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Range<Int> {
        var range = withoutSpaces(bytes, field)
        while let inner = insideQuotes(bytes, range) { range = withoutSpaces(bytes, inner) }
        return range
    }

    /// A text with its escaped quotes, `\"` and `""`, as single ones.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(quote) else { return text }
        var result: [UInt8] = []
        for byte in text.utf8 {
            if byte == quote, let last = result.last, last == backslash || last == quote { result.removeLast() }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isMissing(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        switch range.count {
        case 0: return true
        case 2: return matches("NA", bytes, range)
        case 4: return matches("NULL", bytes, range)
        default: return false
        }
    }

    private static func matches(_ text: StaticString, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { wanted[$0] == bytes[range.lowerBound + $0] }
        }
    }

    private static func withoutSpaces(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Range<Int> {
        var (start, end) = (field.lowerBound, field.upperBound)
        while start < end, bytes[start] == space { start += 1 }
        while end > start, bytes[end - 1] == space { end -= 1 }
        return start..<end
    }

    /// What the quotes at both ends hold; nil where they are none or belong to words: `"Abu" and "Bakr"`.
    private static func insideQuotes(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard range.count >= 2, bytes[range.upperBound - 1] == quote else { return nil }
        let isEscaped = range.count >= 4 && bytes[range.lowerBound] == backslash
        let width = isEscaped ? 2 : 1
        guard bytes[range.lowerBound + width - 1] == quote,
            !isEscaped || bytes[range.upperBound - 2] == backslash
        else { return nil }
        let inner = range.lowerBound + width..<range.upperBound - width
        let kept = withoutSpaces(bytes, inner)
        let isQuotedAgain =
            kept.count >= 2 && bytes[kept.lowerBound] == quote && bytes[kept.upperBound - 1] == quote
        return isQuotedAgain || !hasLoneQuote(bytes, inner) ? inner : nil
    }

    /// Whether a quote stands there that is neither escaped nor doubled.
    private static func hasLoneQuote(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == backslash {
                index += 2
            } else if bytes[index] == quote {
                guard index + 1 < range.upperBound, bytes[index + 1] == quote else { return true }
                index += 2
            } else {
                index += 1
            }
        }
        return false
    }

    /// A day as `yyyy-mm-dd`, or as `m/d/yyyy`, which the file of 2017 has.
    static func day(_ bytes: Span<UInt8>, _ range: Range<Int>) -> DayNumber? {
        if let day = FieldText.isoDay(bytes, range) { return day }
        guard range.count <= 10 else { return nil }
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where bytes[index] == UInt8(ascii: "/") {
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<range.upperBound)
        guard parts.count == 3, parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2,
            parts.allSatisfy({ part in part.allSatisfy { bytes[$0].isDigit } }),
            let month = FieldText.integer(bytes, parts[0]), let day = FieldText.integer(bytes, parts[1]),
            let year = FieldText.integer(bytes, parts[2])
        else { return nil }
        return CivilCalendar.day(year: Int(year), month: Int(month), day: Int(day))
    }
}
