extension EDTF {
    /// Two or four digits, some of which may be unknown.
    struct Pattern {
        /// nil for `X`.
        let digits: [Int?]

        init(_ bytes: ArraySlice<UInt8>) { digits = bytes.map { $0 == UInt8(ascii: "X") ? nil : Int($0) - 48 } }

        var isKnown: Bool { !digits.contains(nil) }
        var isUnknown: Bool { digits.allSatisfy { $0 == nil } }
        var isAllZero: Bool { digits.allSatisfy { $0 == 0 } }
        /// The number with 0 for every unknown digit.
        var least: Int { digits.reduce(0) { $0 * 10 + ($1 ?? 0) } }
        var greatest: Int { digits.reduce(0) { $0 * 10 + ($1 ?? 9) } }
        /// A number behind a year that stands for a season or another group of months.
        var isGroup: Bool { isKnown && least > 20 && digits.count == 2 }
        /// Whether the unknown digits are the last ones, so that the numbers meant follow one another.
        var isContiguous: Bool { digits.drop { $0 != nil }.allSatisfy { $0 == nil } }

        func matches(_ number: Int) -> Bool {
            var rest = number
            for digit in digits.reversed() {
                if let digit, digit != rest % 10 { return false }
                rest /= 10
            }
            return rest == 0
        }
    }

    /// A year: four digits with a sign, or a long one.
    struct Year {
        /// A number of a year beyond every day number.
        static let beyond = 1_000_000_000_000
        static let beyondDigits = 13

        /// The years meant, the earliest first.
        let values: [Int]
        let isContiguous: Bool
        let isKnown: Bool
        let long: Int?

        init(pattern: Pattern, isNegative: Bool) {
            let numbers =
                pattern.isKnown ? [pattern.least] : (pattern.least...pattern.greatest).filter(pattern.matches)
            values = isNegative ? numbers.filter { $0 > 0 }.reversed().map { -$0 } : numbers
            isContiguous = pattern.isContiguous
            isKnown = pattern.isKnown
            long = nil
        }

        init(long year: Int) {
            values = [year]
            isContiguous = true
            isKnown = true
            long = year
        }
    }

    /// The days that years, a month and a day with unknown digits may mean.
    struct Choice {
        let years: [Int]
        let months: [Int]
        let day: Pattern?
        private let month: Pattern?

        init(years: [Int], month: Pattern?, day: Pattern?) {
            self.years = years
            self.month = month
            self.day = day
            months = month.map { pattern in (1...12).filter(pattern.matches) } ?? []
        }

        var earliest: Found? { first(years, months) { $0.first } }
        var latest: Found? { first(years.reversed(), months.reversed()) { $0.last } }

        /// Whether the days meant follow one another, given that the years do.
        var isContiguous: Bool {
            let allMonths = month == nil || months.count == 12
            let allDays = day == nil || day?.isUnknown == true
            if years.count > 1 { return allMonths && allDays }
            if months.count > 1 {
                return allDays && zip(months, months.dropFirst()).allSatisfy { $0 + 1 == $1 }
            }
            guard let year = years.first, let month = months.first else { return true }
            let days = days(year, month)
            return day == nil || zip(days, days.dropFirst()).allSatisfy { $0 + 1 == $1 }
        }

        /// Days, and whether the calendar has more of them than there are day numbers.
        struct Found {
            let span: DateSpan
            let isCut: Bool
        }

        /// The first year and month, in the order given, that has such a day.
        private func first(_ years: [Int], _ months: [Int], pick: ([Int]) -> Int?) -> Found? {
            for year in years {
                if month == nil { return stretch(CivilCalendar.span(year: year)) }
                for month in months {
                    if day == nil { return stretch(CivilCalendar.span(year: year, month: month)) }
                    guard let day = pick(days(year, month)) else { continue }
                    if let number = CivilCalendar.day(year: year, month: month, day: day) {
                        return Found(span: DateSpan(day: number), isCut: false)
                    }
                    return Found(
                        span: DateSpan(day: year < 0 ? DateSpan.distantPast : DateSpan.distantFuture), isCut: true)
                }
            }
            return nil
        }

        private func stretch(_ span: DateSpan) -> Found {
            Found(span: span, isCut: span.earliest == DateSpan.distantPast || span.latest == DateSpan.distantFuture)
        }

        private func days(_ year: Int, _ month: Int) -> [Int] {
            // A year without day numbers has the days of its leap or common years all the same.
            let length =
                CivilCalendar.daysInMonth(year: year, month: month)
                ?? CivilCalendar.daysInMonth(year: year % 400, month: month) ?? 0
            guard let day else { return [] }
            return (1...max(length, 1)).filter { $0 <= length && day.matches($0) }
        }
    }

    /// Months behind a year in place of one month: seasons, quarters, thirds and halves.
    struct MonthGroup {
        let first: Int
        let length: Int

        init?(_ number: Int) {
            switch number {
            // Seasons in themselves and in the north: spring from March, winter into the next February.
            case 21...24: self.init(first: 3 * (number - 20), length: 3)
            case 25...28: self.init(first: 3 * (number - 24), length: 3)
            // In the south spring begins in September, autumn in March of the same year.
            case 29...32: self.init(first: [9, 12, 3, 6][number - 29], length: 3)
            case 33...36: self.init(first: 3 * (number - 33) + 1, length: 3)
            case 37...39: self.init(first: 4 * (number - 37) + 1, length: 4)
            case 40...41: self.init(first: 6 * (number - 40) + 1, length: 6)
            default: return nil
            }
        }

        private init(first: Int, length: Int) {
            self.first = first
            self.length = length
        }
    }

    /// The form of a time of day: `10:30:00`, with `Z` or a shift of hours and perhaps minutes.
    enum TimeOfDay {
        static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
            let bytes = Array(bytes)
            guard bytes.count >= 8, isClock(bytes[0..<8], limits: [24, 60, 60]) else { return false }
            let zone = bytes[8...]
            if zone.isEmpty || zone.elementsEqual([UInt8(ascii: "Z")]) { return true }
            guard zone.first == UInt8(ascii: "+") || zone.first == UInt8(ascii: "-") else { return false }
            return isClock(zone.dropFirst(), limits: zone.count > 3 ? [24, 60] : [24])
        }

        /// Two digits for each limit, all below it, with colons between.
        private static func isClock(_ bytes: ArraySlice<UInt8>, limits: [Int]) -> Bool {
            let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard parts.count == limits.count else { return false }
            return zip(parts, limits).allSatisfy { part, limit in
                part.count == 2 && part.allSatisfy { (48...57).contains($0) }
                    && part.reduce(0) { $0 * 10 + Int($1) - 48 } < limit
            }
        }
    }
}
