package import EventModel

/// Numbers, days and texts out of ranges of bytes, without a `String` between.
package enum FieldText {
    /// Bytes of one field beyond which a row is refused: what is longer is no value, but a file that has lost its signs.
    static let limit = 16 << 20
    /// What is said of a longer one.
    static let tooLong = "found a field of more than \(limit) bytes"

    /// A whole number: an optional sign and digits, nothing else. nil for anything else and for what does not fit.
    package static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        var index = range.lowerBound
        guard index < range.upperBound else { return nil }
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
        guard index < range.upperBound else { return nil }
        var value: Int64 = 0
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte.isDigit else { return nil }
            let digit = Int64(byte &- UInt8(ascii: "0"))
            let (shifted, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            // Counting downwards reaches Int64.min, which has no positive counterpart.
            let (next, isTooLargeToo) = shifted.subtractingReportingOverflow(digit)
            if isTooLarge || isTooLargeToo { return nil }
            value = next
            index += 1
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// A decimal number, `-0.52`, `9.3e-05`, `.5`, `5.`, as the nearest double.
    ///
    /// nil for anything else and for what is beyond the range of a double; what is too near to zero for one is zero.
    package static func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        guard let scan = DecimalScan(bytes, range) else { return nil }
        if let exact = scan.exactValue { return exact }
        let text = bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// A day written `yyyymmdd`; nil for anything else and for days that the calendar does not have.
    package static func compactDay(_ bytes: Span<UInt8>, _ range: Range<Int>) -> DayNumber? {
        guard range.count == 8 else { return nil }
        let start = range.lowerBound
        guard let year = digits(bytes, start..<start + 4), let month = digits(bytes, start + 4..<start + 6),
            let day = digits(bytes, start + 6..<start + 8)
        else { return nil }
        return CivilCalendar.day(year: year, month: month, day: day)
    }

    /// Whether a range is a time of day written `hhmmss`.
    package static func isClockTime(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == 6 else { return false }
        let start = range.lowerBound
        guard let hour = digits(bytes, start..<start + 2), let minute = digits(bytes, start + 2..<start + 4),
            let second = digits(bytes, start + 4..<start + 6)
        else { return false }
        return hour < 24 && minute < 60 && second < 60
    }

    /// A day written `yyyy-mm-dd`.
    package static func isoDay(_ bytes: Span<UInt8>, _ range: Range<Int>) -> DayNumber? {
        guard range.count == 10 else { return nil }
        let start = range.lowerBound
        guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let year = digits(bytes, start..<start + 4), let month = digits(bytes, start + 5..<start + 7),
            let day = digits(bytes, start + 8..<start + 10)
        else { return nil }
        return CivilCalendar.day(year: year, month: month, day: day)
    }

    /// The text of a range; nil where it is not UTF-8.
    package static func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        guard let text = try? UTF8Span(validating: bytes.extracting(range)) else { return nil }
        return String(copying: text)
    }

    /// What stands at a place, for messages: `` `x` ``, `a control character (0x07)`, `the end of the text`.
    package static func describe(_ bytes: Span<UInt8>, at offset: Int) -> String {
        guard offset < bytes.count else { return "the end of the text" }
        let byte = bytes[offset]
        switch byte {
        case 0x0A, 0x0D: return "the end of the line"
        case 0x09: return "a tab"
        case 0x00..<0x20, 0x7F: return "a control character (0x\(hex(byte)))"
        case 0x20..<0x7F: return "`\(Unicode.Scalar(byte))`"
        default:
            for length in 2...4 where offset + length <= bytes.count {
                if let text = string(bytes, offset..<offset + length), text.unicodeScalars.count == 1 {
                    return "`\(text)`"
                }
            }
            return "a byte that is not UTF-8 (0x\(hex(byte)))"
        }
    }

    /// An excerpt of a field for a message: as `shown`, bad bytes as `�` too.
    package static func excerpt(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        // A scalar has at most four bytes, and one more than is shown tells that there is more.
        let kept = range.lowerBound..<min(range.upperBound, range.lowerBound + 4 * (shownLength + 1))
        return shown(bytes.extracting(kept).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
    }

    /// A text for a message, cut to so many characters: tabs and line ends as `\t`, `\n`, `\r`, and `�` for all else
    /// that would act on a terminal instead of showing (control characters, turns of the direction of writing).
    package static func shown(_ text: String, limit: Int = shownLength) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.value {
            case 0x09: shown.append(contentsOf: "\\t".unicodeScalars)
            case 0x0A: shown.append(contentsOf: "\\n".unicodeScalars)
            case 0x0D: shown.append(contentsOf: "\\r".unicodeScalars)
            case 0x00..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
                shown.append("\u{FFFD}")
            default: shown.append(scalar)
            }
        }
        return text.unicodeScalars.count <= limit ? String(shown) : String(shown) + "…"
    }

    /// Characters of an excerpt: enough to find the place, little enough for a line.
    package static let shownLength = 60

    private static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard bytes[index].isDigit else { return nil }
            value = value &* 10 &+ Int(bytes[index] &- UInt8(ascii: "0"))
        }
        return value
    }

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return text.count < 2 ? "0" + text : text
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    var hexValue: UInt8? {
        if isDigit { return self - UInt8(ascii: "0") }
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f") ? lower - UInt8(ascii: "a") + 10 : nil
    }
}
