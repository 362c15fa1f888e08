extension Period {
    /// The period that a literal of the language names: `2023`, `2023-05`, `2023-Q2`, `2023-W05`, `2023-05-29`.
    ///
    /// nil for every other text and for days, weeks and months that do not exist. Years have four digits.
    package static func parse(_ text: String) -> Period? {
        let bytes = Array(text.utf8.prefix(11))
        guard let year = number(bytes.prefix(4), digits: 4) else { return nil }
        let rest = bytes.dropFirst(4)
        guard let separator = rest.first else {
            return CivilCalendar.months(12, from: 1, of: year, unit: .year)
        }
        guard separator == UInt8(ascii: "-") else { return nil }
        let tail = rest.dropFirst()
        switch tail.first {
        case UInt8(ascii: "Q"):
            guard let quarter = number(tail.dropFirst(), digits: 1), 1 <= quarter, quarter <= 4 else { return nil }
            return CivilCalendar.months(3, from: 3 * quarter - 2, of: year, unit: .quarter)
        case UInt8(ascii: "W"):
            return number(tail.dropFirst(), digits: 2).flatMap { week($0, of: year) }
        case .some, nil: return monthOrDay(tail, of: year)
        }
    }

    private static func monthOrDay(_ bytes: ArraySlice<UInt8>, of year: Int) -> Period? {
        guard let month = number(bytes.prefix(2), digits: 2), 1 <= month, month <= 12 else { return nil }
        let rest = bytes.dropFirst(2)
        guard let separator = rest.first else {
            return CivilCalendar.months(1, from: month, of: year, unit: .month)
        }
        guard separator == UInt8(ascii: "-"), let day = number(rest.dropFirst(), digits: 2) else { return nil }
        return CivilCalendar.day(year: year, month: month, day: day).map { Period($0, $0, unit: .day) }
    }

    /// Weeks of ISO 8601: the first is the one with 4 January.
    private static func week(_ number: Int, of year: Int) -> Period? {
        guard 1 <= number, number <= 53, let anchor = CivilCalendar.day(year: year, month: 1, day: 4) else {
            return nil
        }
        let week = CivilCalendar.period(containing: anchor + DayNumber(7 * (number - 1)), unit: .week)
        // A week belongs to the year of its Thursday.
        return CivilCalendar.civil(week.first + 3).year == year ? week : nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>, digits: Int) -> Int? {
        guard bytes.count == digits, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    /// The literal of the period: `2023`, `2023-Q2`, `2023-05`, `2023-W05`, `2023-05-29`, else `first..last`.
    package var text: String {
        switch unit {
        case .year, .month, .day:
            return EDTF.unit(of: span).map { EDTF.text(first, to: $0) } ?? rangeText
        case .quarter:
            let date = CivilCalendar.civil(first)
            return "\(EDTF.yearText(date.year))-Q\((date.month + 2) / 3)"
        case .week:
            let thursday = first > .max - 3 ? first : first + 3
            let year = CivilCalendar.civil(thursday).year
            let newYear = CivilCalendar.span(year: year).earliest
            return "\(EDTF.yearText(year))-W\(EDTF.padded((Int(thursday) - Int(newYear)) / 7 + 1, 2))"
        case nil:
            return EDTF.unit(of: span).map { EDTF.text(first, to: $0) } ?? rangeText
        }
    }

    /// A side without a bound is left empty.
    private var rangeText: String {
        let (hasStart, hasEnd) = (first != DateSpan.distantPast, last != DateSpan.distantFuture)
        if hasStart && hasEnd { return EDTF.range(span) }
        let left = hasStart ? EDTF.text(first, to: EDTF.unit(beginningAt: first)) : ""
        let right = hasEnd ? EDTF.text(last, to: EDTF.unit(endingAt: last)) : ""
        return "\(left)..\(right)"
    }
}
