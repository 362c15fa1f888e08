extension EDTF {
    /// The shortest canonical text of a date: what the source wrote where it says more, else a text of the spans.
    ///
    /// Reading it gives the date again, if `written` (where there is one) came from reading.
    package static func text(of date: EventDate) -> String {
        if let written = date.written { return written }
        guard date.lasted else { return text(of: date.start) }
        let (start, end) = (date.start, date.end)
        let left = start == DateSpan(DateSpan.distantPast, end.latest) ? ".." : self.end(start, notBefore: nil)
        let right =
            end == DateSpan(start.earliest, DateSpan.distantFuture) ? ".." : self.end(end, notBefore: start.earliest)
        return "\(left)/\(right)"
    }

    /// A span as an end of an interval, in which long years need brackets and a year or month that began before the
    /// start needs its unknown digits written out.
    private static func end(_ span: DateSpan, notBefore start: DayNumber?) -> String {
        let text = text(of: span)
        if text.hasPrefix("Y") { return "[\(text)]" }
        guard let start, span.earliest < start, let unit = unit(of: span) else { return text }
        switch unit {
        case .year: return "\(text)-XX-XX"
        case .month: return "\(text)-XX"
        case .day, .week, .quarter: return text
        }
    }

    /// The text of a span of days: `2023`, `2023-05`, `2023-05-29`, `201X`, `[2023-05-01..2023-05-28]`, `[..2023]`.
    package static func text(of span: DateSpan) -> String {
        let (hasStart, hasEnd) = (span.earliest != DateSpan.distantPast, span.latest != DateSpan.distantFuture)
        if !hasStart || !hasEnd {
            let first = hasStart ? text(span.earliest, to: unit(beginningAt: span.earliest)) : ""
            let last = hasEnd ? text(span.latest, to: unit(endingAt: span.latest)) : ""
            return "[\(first)..\(last)]"
        }
        if let unit = unit(of: span) { return text(span.earliest, to: unit) }
        return unknownDigits(span) ?? "[\(range(span))]"
    }

    /// `first..last` of a bounded span, both to the unit that fits both.
    static func range(_ span: DateSpan) -> String {
        let unit = min(unit(beginningAt: span.earliest), unit(endingAt: span.latest))
        return "\(text(span.earliest, to: unit))..\(text(span.latest, to: unit))"
    }

    /// A year, month or day by one of its days.
    static func text(_ day: DayNumber, to unit: TimeUnit) -> String {
        let date = CivilCalendar.civil(day)
        let year = yearText(date.year)
        switch unit {
        case .year: return year
        case .month, .quarter: return "\(year)-\(padded(date.month, 2))"
        case .day, .week: return "\(year)-\(padded(date.month, 2))-\(padded(date.day, 2))"
        }
    }

    /// The year as EDTF writes it: `2023`, `-0044`, `Y17000`.
    static func yearText(_ year: Int) -> String {
        guard -9_999 <= year, year <= 9_999 else { return "Y\(year)" }
        return year < 0 ? "-\(padded(-year, 4))" : padded(year, 4)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Year, month or day, if the span is just one.
    static func unit(of span: DateSpan) -> TimeUnit? {
        if span.isDay { return .day }
        for unit in [TimeUnit.month, .year]
        where CivilCalendar.period(containing: span.earliest, unit: unit).span == span {
            return unit
        }
        return nil
    }

    /// The largest of year, month and day that begins on a day.
    static func unit(beginningAt day: DayNumber) -> TimeUnit {
        let date = CivilCalendar.civil(day)
        return date.day > 1 ? .day : date.month > 1 ? .month : .year
    }

    /// The largest of year, month and day that ends on a day.
    static func unit(endingAt day: DayNumber) -> TimeUnit {
        day == .max ? .day : unit(beginningAt: day + 1)
    }

    /// A decade, century or more of years with four digits: `201X`, `20XX`.
    private static func unknownDigits(_ span: DateSpan) -> String? {
        guard unit(beginningAt: span.earliest) == .year, unit(endingAt: span.latest) == .year else { return nil }
        let (first, last) = (CivilCalendar.civil(span.earliest).year, CivilCalendar.civil(span.latest).year)
        guard 0 <= first, last <= 9_999 else { return nil }
        for (length, digits) in [(10, 3), (100, 2), (1_000, 1), (10_000, 0)]
        where first % length == 0 && last == first + length - 1 {
            return padded(first, 4).prefix(digits) + String(repeating: "X", count: 4 - digits)
        }
        return nil
    }
}
