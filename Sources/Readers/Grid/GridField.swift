import EventModel

/// Values out of fields of tables.
enum GridField {
    /// A field without spaces around it; nil where nothing is left.
    static func value(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Range<Int>? {
        var (start, end) = (field.lowerBound, field.upperBound)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return start < end ? start..<end : nil
    }

    /// The number of a code without the `.0` that programs put behind it which take codes for numbers.
    static func code(_ bytes: Span<UInt8>, _ field: Range<Int>) -> (range: Range<Int>, hadFraction: Bool) {
        guard field.count > 2, bytes[field.upperBound - 1] == UInt8(ascii: "0"),
            bytes[field.upperBound - 2] == UInt8(ascii: "."),
            (field.lowerBound..<field.upperBound - 2).allSatisfy({ bytes[$0].isDigit })
        else { return (field, false) }
        return (field.lowerBound..<field.upperBound - 2, true)
    }

    /// A whole number, `.0` behind it or not.
    static func whole(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Int? {
        guard let number = FieldText.decimal(bytes, field), let whole = Int(exactly: number) else { return nil }
        return whole
    }

    /// The members of a list, without spaces around them and without empty ones.
    static func members(_ bytes: Span<UInt8>, _ field: Range<Int>, separator: UInt8) -> [Range<Int>] {
        var members: [Range<Int>] = []
        var start = field.lowerBound
        for index in field where bytes[index] == separator {
            if let member = value(bytes, start..<index) { members.append(member) }
            start = index + 1
        }
        if let member = value(bytes, start..<field.upperBound) { members.append(member) }
        return members
    }

    /// Whether a field is a word, in any case; `word` is in small letters.
    static func isWord(_ word: StaticString, _ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool {
        guard field.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { index in
                let byte = bytes[field.lowerBound + index]
                let isCapital = byte &- UInt8(ascii: "A") < 26
                return (isCapital ? byte | 0x20 : byte) == wanted[index]
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// Days as tables have them.
enum GridDay {
    /// `2016-01-31`, also with midnight behind it, `2016-01-31 00:00:00.000`, which databases add.
    static func iso(_ bytes: Span<UInt8>, _ field: Range<Int>) -> DayNumber? {
        guard field.count >= 10 else { return nil }
        let end = field.lowerBound + 10
        guard let day = FieldText.isoDay(bytes, field.lowerBound..<end) else { return nil }
        if end == field.upperBound { return day }
        guard bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "T") else { return nil }
        let allowed = (end + 1..<field.upperBound).allSatisfy { index in
            bytes[index].isDigit || ":.+-Z".utf8.contains(bytes[index])
        }
        return allowed && field.count <= 40 ? day : nil
    }

    /// `04 January 2019`, `4 Jan 2019`, `04-January-2019`.
    static func named(_ bytes: Span<UInt8>, _ field: Range<Int>) -> DayNumber? {
        let parts = field.split { bytes[$0] == UInt8(ascii: " ") || bytes[$0] == UInt8(ascii: "-") }
        guard parts.count == 3, parts[0].count <= 2, parts[2].count == 4,
            let day = FieldText.integer(bytes, parts[0]), let year = FieldText.integer(bytes, parts[2]),
            day > 0, year > 0, parts[1].count > 2, let month = month(bytes, parts[1])
        else { return nil }
        return CivilCalendar.day(year: Int(year), month: month, day: Int(day))
    }

    /// `16-02-2023`: day, month, year between dashes.
    static func dayFirst(_ bytes: Span<UInt8>, _ field: Range<Int>) -> DayNumber? {
        let parts = field.split { bytes[$0] == UInt8(ascii: "-") }
        guard field.count == 10, parts.count == 3, parts[0].count == 2, parts[1].count == 2, parts[2].count == 4,
            let day = FieldText.integer(bytes, parts[0]), let month = FieldText.integer(bytes, parts[1]),
            let year = FieldText.integer(bytes, parts[2])
        else { return nil }
        return CivilCalendar.day(year: Int(year), month: Int(month), day: Int(day))
    }

    /// Whether a field is a day between strokes, as spreadsheets write it: which part is the month cannot be told.
    static func hasStrokes(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool {
        field.count <= 10 && field.count { bytes[$0] == UInt8(ascii: "/") } == 2
            && field.allSatisfy { bytes[$0] == UInt8(ascii: "/") || bytes[$0].isDigit }
    }

    /// What was found and what is expected in the place of a day.
    static func fault(_ bytes: Span<UInt8>, _ field: Range<Int>, _ index: Int?, expected: String) -> RowFault {
        let strokes = hasStrokes(bytes, field) ? ", which is how spreadsheets rewrite days" : ""
        return RowFault(
            .badDate, index, "found `\(FieldText.excerpt(bytes, field))`\(strokes), expected \(expected)")
    }

    /// A month by its number or its name, whole or cut to three letters.
    static func month(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Int? {
        if field.count <= 2 { return FieldText.integer(bytes, field).map { Int($0) } }
        guard field.count <= 9, let text = FieldText.string(bytes, field)?.lowercased() else { return nil }
        return months.firstIndex { $0 == text || (text.utf8.count == 3 && $0.hasPrefix(text)) }.map { $0 + 1 }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}
