extension EDTF {
    /// One date: a year, a month or group of months of it, a day of that, with qualifiers and unknown digits.
    struct Component {
        /// More months than there are day numbers for.
        private static let mostMonths = 200_000_000
        private let bytes: ArraySlice<UInt8>
        private let widening: Widening
        private var position: Int
        /// Months and days by which the widest `~` so far widens.
        private var widestMonths = 0
        private var widestDays = 0
        private var isQualified = false

        static func moment(_ bytes: ArraySlice<UInt8>, widening: Widening) throws(EDTFError) -> Moment {
            var component = Component(bytes: bytes, widening: widening)
            return try component.moment()
        }

        private init(bytes: ArraySlice<UInt8>, widening: Widening) {
            self.bytes = bytes
            self.widening = widening
            position = bytes.startIndex
        }

        private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }
        private var text: String { EDTF.string(bytes) }

        private mutating func moment() throws(EDTFError) -> Moment {
            let leading = qualifier()
            let year = try year()
            let yearQualifier = qualifier()
            widen(.year, leading, yearQualifier)
            guard next == UInt8(ascii: "-") else {
                return try finish(year, month: nil, day: nil)
            }
            position += 1
            let monthLeading = qualifier()
            let month = try pair { .noSuchMonth($0) }
            let monthQualifier = qualifier()
            if month.isUnknown, next == nil {
                widen(.year, monthLeading, monthQualifier)
            } else if month.isGroup {
                widen(.quarter, monthLeading, monthQualifier)
            } else {
                widen(.month, monthLeading, monthQualifier)
            }
            guard next == UInt8(ascii: "-") else { return try finish(year, month: month, day: nil) }
            guard !month.isGroup else { throw .notADate(text) }
            position += 1
            let dayLeading = qualifier()
            let day = try pair { .noSuchDay($0) }
            let dayQualifier = qualifier()
            widen(day.isUnknown ? (month.isUnknown ? .year : .month) : .day, dayLeading, dayQualifier)
            return try finish(year, month: month, day: day)
        }

        // MARK: Parts

        /// `?`, `~` or `%`; true if it widens, nil if there is none.
        private mutating func qualifier() -> Bool? {
            switch next {
            case UInt8(ascii: "?"):
                position += 1
                isQualified = true
                return false
            case UInt8(ascii: "~"), UInt8(ascii: "%"):
                position += 1
                isQualified = true
                return true
            default: return nil
            }
        }

        /// Notes by how much a part widens the date. A qualifier behind a part speaks of all parts before it as well,
        /// and so of a date known to that part.
        private mutating func widen(_ unit: TimeUnit, _ qualifiers: Bool?...) {
            guard qualifiers.contains(true) else { return }
            switch unit {
            case .day: widestDays = max(widestDays, widening.days)
            case .week, .month: widestMonths = max(widestMonths, widening.months)
            case .quarter: widestMonths = max(widestMonths, 3 * min(max(widening.months, 0), Self.mostMonths))
            case .year: widestMonths = max(widestMonths, 12 * min(max(widening.years, 0), Self.mostMonths))
            }
        }

        private mutating func year() throws(EDTFError) -> Year {
            if next == UInt8(ascii: "Y") { return try longYear() }
            let first = position
            let isNegative = next == UInt8(ascii: "-")
            if isNegative { position += 1 }
            let digits = self.digits()
            guard digits.count == 4 else { throw digits.isEmpty ? .notADate(text) : .badYear(string(from: first)) }
            let pattern = Pattern(digits)
            guard !isNegative || !pattern.isAllZero else { throw .badYear(string(from: first)) }
            return Year(pattern: pattern, isNegative: isNegative)
        }

        /// `Y`, a sign and more than four digits, perhaps with an exponent: `Y-17E7`.
        private mutating func longYear() throws(EDTFError) -> Year {
            let first = position
            position += 1
            let isNegative = next == UInt8(ascii: "-")
            if isNegative { position += 1 }
            let digits = self.digits()
            var value = Self.number(digits)
            var length = digits.count
            if next == UInt8(ascii: "E") {
                position += 1
                guard let exponent = Self.number(self.digits()), value != nil else {
                    throw .badYear(string(from: first))
                }
                length += min(exponent, Year.beyondDigits)
                for _ in 0..<min(exponent, Year.beyondDigits) { value = value.map { min($0 * 10, Year.beyond) } }
            }
            guard let value, length > 4, digits.first != UInt8(ascii: "0") else { throw .badYear(string(from: first)) }
            return Year(long: isNegative ? -value : value)
        }

        /// Two digits or `X`.
        private mutating func pair(orThrow problem: (String) -> EDTFError) throws(EDTFError) -> Pattern {
            let first = position
            let digits = self.digits()
            guard digits.count == 2 else {
                throw digits.isEmpty ? .notADate(text) : problem(string(from: first))
            }
            return Pattern(digits)
        }

        /// Digits and `X` from here on.
        private mutating func digits() -> ArraySlice<UInt8> {
            let first = position
            while let byte = next, (48...57).contains(byte) || byte == UInt8(ascii: "X") { position += 1 }
            return bytes[first..<position]
        }

        /// nil for no digits or an `X`; too large numbers stop at `Year.beyond`.
        private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
            guard !digits.isEmpty, !digits.contains(UInt8(ascii: "X")) else { return nil }
            return digits.reduce(0) { min($0 * 10 + Int($1 - 48), Year.beyond) }
        }

        private func string(from first: Int) -> String { EDTF.string(bytes[first..<position]) }

        // MARK: The whole

        private mutating func finish(_ year: Year, month: Pattern?, day: Pattern?) throws(EDTFError) -> Moment {
            var hasTime = false
            if next == UInt8(ascii: "T"), let day, !isQualified, day.isKnown, month?.isKnown == true, year.isKnown {
                let time = bytes[(position + 1)...]
                guard TimeOfDay.isValid(time) else { throw .badTime(EDTF.string(time)) }
                hasTime = true
            } else if next != nil {
                throw .notADate(text)
            }
            let found = try days(year, month, day)
            return Moment(
                span: widened(found.span), unwidened: found.span,
                saysMore: isQualified || hasTime || found.saysMore,
                isReduced: day == nil && year.isKnown && month?.isKnown ?? true,
                isLongYear: year.long != nil, hasTime: hasTime)
        }

        private func days(
            _ year: Year, _ month: Pattern?, _ day: Pattern?
        ) throws(EDTFError) -> (span: DateSpan, saysMore: Bool) {
            if let long = year.long, abs(long) >= Year.beyond { return (CivilCalendar.span(year: long), true) }
            if let month, month.isGroup {
                guard year.isKnown, let first = year.values.first, let group = MonthGroup(month.least) else {
                    throw .noSuchMonth(text)
                }
                return (CivilCalendar.months(group.length, from: group.first, of: first, unit: nil).span, true)
            }
            let choice = Choice(years: year.values, month: month, day: day)
            if month != nil, choice.months.isEmpty { throw .noSuchMonth(text) }
            guard let first = choice.earliest, let last = choice.latest else { throw .noSuchDay(text) }
            let hasGaps = !(year.isContiguous && choice.isContiguous)
            return (DateSpan(first.span.earliest, last.span.latest), hasGaps || first.isCut || last.isCut)
        }

        /// Widened by the months or by the days, whichever goes further.
        private func widened(_ span: DateSpan) -> DateSpan {
            guard widestMonths > 0 || widestDays > 0 else { return span }
            let days = min(widestDays, Int(UInt32.max))
            var result = span
            if span.earliest != DateSpan.distantPast {
                result.earliest = min(
                    CivilCalendar.adding(months: -widestMonths, to: span.earliest),
                    DayNumber(clamping: Int(span.earliest) - days))
            }
            if span.latest != DateSpan.distantFuture {
                // From the day behind, so that the last of a month stays the last of one.
                let behind = CivilCalendar.adding(months: widestMonths, to: span.latest + 1)
                result.latest = max(
                    behind == DateSpan.distantFuture ? behind : DayNumber(clamping: Int(behind) - 1),
                    DayNumber(clamping: Int(span.latest) + days))
            }
            return result
        }
    }
}
