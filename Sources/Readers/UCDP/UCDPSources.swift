import EventModel

/// The sources of an event of UCDP: articles as `"office,date,headline"` with semicolons between, or lists in step.
struct UCDPSources {
    struct Source {
        var document: Range<Int>?
        var office: Range<Int>?
        var headline: Range<Int>?
        /// `DateSpan.distantPast` where it is not known.
        var day = DateSpan.distantPast
    }

    /// The least day of the database that the data were kept in; it stands for none.
    private static let noDay = CivilCalendar.day(year: 1753, month: 1, day: 1)

    static func sources(
        _ bytes: Span<UInt8>, articles: Range<Int>?, offices: Range<Int>?, days: Range<Int>?, headlines: Range<Int>?
    ) -> [Source] {
        if let articles { return entries(bytes, articles).map { source(bytes, $0) } }
        guard let offices else { return [] }
        let names = GridField.members(bytes, offices, separator: UInt8(ascii: ";"))
        let dates = days.map { GridField.members(bytes, $0, separator: UInt8(ascii: ";")) } ?? []
        let titles = headlines.map { GridField.members(bytes, $0, separator: UInt8(ascii: ";")) } ?? []
        return names.enumerated().map { index, office in
            var source = Source(office: office)
            // Headlines hold semicolons of their own; lists out of step do not tell what belongs together.
            if dates.count == names.count { source.day = day(bytes, dates[index]) }
            if titles.count == names.count {
                source.headline = titles[index]
                source.document = titles[index]
            }
            return source
        }
    }

    /// The articles of a list, without the quotes around each.
    private static func entries(_ bytes: Span<UInt8>, _ field: Range<Int>) -> [Range<Int>] {
        let quote = UInt8(ascii: "\"")
        guard field.count >= 2, bytes[field.lowerBound] == quote, bytes[field.upperBound - 1] == quote else {
            return [field]
        }
        let inner = field.lowerBound + 1..<field.upperBound - 1
        var entries: [Range<Int>] = []
        var start = inner.lowerBound
        var index = inner.lowerBound
        while index + 2 < inner.upperBound {
            if bytes[index] == quote, bytes[index + 1] == UInt8(ascii: ";"), bytes[index + 2] == quote {
                entries.append(start..<index)
                start = index + 3
                index += 3
            } else {
                index += 1
            }
        }
        entries.append(start..<inner.upperBound)
        return entries.filter { !$0.isEmpty }
    }

    /// Office and headline are what stands before and behind the day; without a day all of it is the document.
    private static func source(_ bytes: Span<UInt8>, _ entry: Range<Int>) -> Source {
        var source = Source(document: entry)
        let comma = UInt8(ascii: ",")
        for index in entry where bytes[index] == comma && index + 11 <= entry.upperBound {
            let date = index + 1..<index + 11
            guard index + 11 == entry.upperBound || bytes[index + 11] == comma,
                FieldText.isoDay(bytes, date) != nil
            else { continue }
            source.day = day(bytes, date)
            source.office = GridField.value(bytes, entry.lowerBound..<index)
            source.headline = GridField.value(bytes, min(index + 12, entry.upperBound)..<entry.upperBound)
            return source
        }
        return source
    }

    private static func day(_ bytes: Span<UInt8>, _ field: Range<Int>) -> DayNumber {
        guard let day = GridDay.iso(bytes, field), day != noDay else { return DateSpan.distantPast }
        return day
    }
}
