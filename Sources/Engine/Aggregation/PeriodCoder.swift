import Columnar
import EventModel

/// Numbers the periods of one unit, and finds those of days and dates.
final class PeriodCoder {
    let unit: TimeUnit
    /// The ordinals of periods met, by their codes; code 0 stands for what is in no single period.
    private(set) var ordinals: [Int] = []
    private var codes: [Int: UInt32] = [:]
    /// Codes of days from `base` on, 0 where none was asked for: the days of events lie close together.
    private var days: [UInt32] = []
    private var base = 0

    private static let firstCode = CodedColumn.firstCode
    /// Days further apart are looked up one by one; 4 million are 11,000 years.
    private static let mostDays = 1 << 22

    init(_ unit: TimeUnit) { self.unit = unit }

    var codeCount: Int { ordinals.count + Int(Self.firstCode) }

    /// nil of what lies in no single period.
    func ordinal(of code: UInt32) -> Int? { code < Self.firstCode ? nil : ordinals[Int(code - Self.firstCode)] }

    /// The codes that the periods of another coder have here, by their codes there.
    func merge(_ other: PeriodCoder) -> [UInt32] {
        (0..<UInt32(other.codeCount)).map { other.ordinal(of: $0).map { code(ordinal: $0) } ?? 0 }
    }

    // MARK: Ordinals

    /// Periods counted from some day on; of neighbours, neighbouring numbers.
    func ordinal(containing day: DayNumber) -> Int {
        switch unit {
        case .day: return Int(day)
        // Day -3 was a Monday.
        case .week: return Self.floorDivide(Int(day) + 3, 7)
        case .month:
            let date = CivilCalendar.civil(day)
            return date.year * 12 + date.month - 1
        case .quarter:
            let date = CivilCalendar.civil(day)
            return date.year * 4 + (date.month - 1) / 3
        case .year: return CivilCalendar.civil(day).year
        }
    }

    func period(_ ordinal: Int) -> Period {
        let day: DayNumber?
        switch unit {
        case .day: day = DayNumber(exactly: ordinal)
        case .week: day = DayNumber(exactly: ordinal * 7)
        case .month:
            day = Self.firstDay(
                year: Self.floorDivide(ordinal, 12), month: ordinal - Self.floorDivide(ordinal, 12) * 12 + 1)
        case .quarter:
            day = Self.firstDay(
                year: Self.floorDivide(ordinal, 4), month: (ordinal - Self.floorDivide(ordinal, 4) * 4) * 3 + 1)
        case .year: day = Self.firstDay(year: ordinal, month: 1)
        }
        // The first period of all begins before day numbers do.
        return CivilCalendar.period(
            containing: day ?? (ordinal < 0 ? DateSpan.distantPast : DateSpan.distantFuture), unit: unit)
    }

    private static func firstDay(year: Int, month: Int) -> DayNumber? {
        CivilCalendar.day(year: year, month: month, day: 1)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    // MARK: Codes

    func code(ordinal: Int) -> UInt32 {
        if let code = codes[ordinal] { return code }
        let code = UInt32(ordinals.count) + Self.firstCode
        codes[ordinal] = code
        ordinals.append(ordinal)
        return code
    }

    @inline(__always)
    func code(day: DayNumber) -> UInt32 {
        let place = Int(day) &- base
        if place >= 0, place < days.count, days[place] != 0 { return days[place] }
        return newCode(day: day)
    }

    private func newCode(day: DayNumber) -> UInt32 {
        let code = code(ordinal: ordinal(containing: day))
        let number = Int(day)
        if days.isEmpty { base = number }
        let first = min(base, number)
        let end = max(base + days.count, number + 1)
        // Room is made by half as much again, so that days that come in order are not copied each time.
        let room = min(Self.mostDays, max(end - first, days.count + days.count / 2 + 1_024))
        guard end - first <= Self.mostDays else { return code }
        if first < base || end > base + days.count {
            let start = number < base ? end - room : first
            var table = [UInt32](repeating: 0, count: room)
            for (index, code) in days.enumerated() { table[base - start + index] = code }
            (days, base) = (table, start)
        }
        days[number - base] = code
        return code
    }
}
