/// The proleptic Gregorian calendar: years, months and days of day numbers, and back. Year 0 is 1 BC.
///
/// Years are shifted to begin in March, so that the leap day is the last of its year and needs no case of its own.
package enum CivilCalendar {
    /// Years beyond this cannot hold a day number; arithmetic on years within it cannot overflow.
    private static let furthestYear = 6_000_000
    private static let daysOfFourCenturies = 146_097
    private static let daysOfCentury = 36_524
    private static let daysOfFourYears = 1_461
    /// Days from 1 March of year 0 to 1 January 1970.
    private static let daysToEpoch = 719_468

    /// The number of a day; nil if there is no such day or no number for it.
    package static func day(year: Int, month: Int, day: Int) -> DayNumber? {
        guard let length = daysInMonth(year: year, month: month), 1 <= day, day <= length else { return nil }
        return DayNumber(exactly: count(year: year, month: month, day: day))
    }

    package static func civil(_ day: DayNumber) -> (year: Int, month: Int, day: Int) {
        let sinceMarch = Int(day) + daysToEpoch
        let cycle = floorDivide(sinceMarch, daysOfFourCenturies)
        var rest = sinceMarch - cycle * daysOfFourCenturies
        // The last century of four and the last year of four have a day more than the others: `min` keeps it in them.
        let century = min(rest / daysOfCentury, 3)
        rest -= century * daysOfCentury
        let fourth = rest / daysOfFourYears
        rest -= fourth * daysOfFourYears
        let single = min(rest / 365, 3)
        rest -= single * 365
        let shiftedMonth = (5 * rest + 2) / 153
        let dayOfMonth = rest - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = 400 * cycle + 100 * century + 4 * fourth + single + (month <= 2 ? 1 : 0)
        return (year, month, dayOfMonth)
    }

    /// 1 for Monday to 7 for Sunday.
    package static func weekday(_ day: DayNumber) -> Int {
        // 1970-01-01 was a Thursday.
        let offset = (Int(day) + 3) % 7
        return (offset < 0 ? offset + 7 : offset) + 1
    }

    /// nil if there is no such month, or the year is beyond all day numbers.
    package static func daysInMonth(year: Int, month: Int) -> Int? {
        guard -furthestYear <= year, year <= furthestYear, 1 <= month, month <= 12 else { return nil }
        switch month {
        case 2: return isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// The calendar unit around a day, cut where day numbers end.
    package static func period(containing day: DayNumber, unit: TimeUnit) -> Period {
        let (year, month, _) = civil(day)
        switch unit {
        case .day: return Period(day, day, unit: .day)
        case .week:
            let monday = Int(day) - (weekday(day) - 1)
            return Period(DayNumber(clamping: monday), DayNumber(clamping: monday + 6), unit: .week)
        case .month: return months(1, from: month, of: year, unit: .month)
        case .quarter: return months(3, from: month - (month - 1) % 3, of: year, unit: .quarter)
        case .year: return months(12, from: 1, of: year, unit: .year)
        }
    }

    /// The next period of the same unit (without a unit: of the same length); nil where day numbers end.
    package static func period(after period: Period) -> Period? {
        guard period.last < .max else { return nil }
        let first = period.last + 1
        if let unit = period.unit { return CivilCalendar.period(containing: first, unit: unit) }
        let length = Int(period.last) - Int(period.first)
        return DayNumber(exactly: Int(first) + length).map { Period(first, $0) }
    }

    /// The same day so many months later, or the last of a month that has no such day. The bounds of spans without
    /// a beginning or an end stay what they are.
    package static func adding(months: Int, to day: DayNumber) -> DayNumber {
        guard day != DateSpan.distantPast, day != DateSpan.distantFuture else { return day }
        let date = civil(day)
        let limit = furthestYear * 24
        let total = date.year * 12 + (date.month - 1) + max(-limit, min(limit, months))
        let year = floorDivide(total, 12)
        let month = total - year * 12 + 1
        guard let length = daysInMonth(year: year, month: month) else {
            return months < 0 ? DateSpan.distantPast : DateSpan.distantFuture
        }
        return DayNumber(clamping: count(year: year, month: month, day: min(date.day, length)))
    }

    /// The days of a year, of a month of it, or of one day; cut where day numbers end.
    static func span(year: Int, month: Int? = nil) -> DateSpan {
        guard -furthestYear <= year, year <= furthestYear else {
            return DateSpan(day: year < 0 ? DateSpan.distantPast : DateSpan.distantFuture)
        }
        return months(month == nil ? 12 : 1, from: month ?? 1, of: year, unit: .month).span
    }

    /// So many months from the first of one.
    static func months(_ length: Int, from month: Int, of year: Int, unit: TimeUnit?) -> Period {
        let behind = month + length
        let end =
            behind > 12 ? count(year: year + 1, month: behind - 12, day: 1) : count(year: year, month: behind, day: 1)
        return Period(
            DayNumber(clamping: count(year: year, month: month, day: 1)), DayNumber(clamping: end - 1), unit: unit)
    }

    /// Days since 1970-01-01 of a day that exists in a year that is not beyond `furthestYear` (or one more).
    private static func count(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let shiftedMonth = month <= 2 ? month + 9 : month - 3
        let leapDays =
            floorDivide(shiftedYear, 4) - floorDivide(shiftedYear, 100) + floorDivide(shiftedYear, 400)
        return 365 * shiftedYear + leapDays + (153 * shiftedMonth + 2) / 5 + day - 1 - daysToEpoch
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
