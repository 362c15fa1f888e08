/// The lengths of time that a calendar knows.
package enum TimeUnit: String, Hashable, Sendable, CaseIterable, Comparable {
    case day, week, month, quarter, year

    package static func < (left: TimeUnit, right: TimeUnit) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A stretch of whole days that a question names: `2023`, `2023-05`, `2023-Q2`, `2023-05-29`, `2021..2024`.
package struct Period: Hashable, Sendable {
    package var first: DayNumber
    package var last: DayNumber
    /// The calendar unit that the period is, if it is one; weeks begin on Monday (ISO 8601).
    package var unit: TimeUnit?

    package init(_ first: DayNumber, _ last: DayNumber, unit: TimeUnit? = nil) {
        self.first = first
        self.last = last
        self.unit = unit
    }

    package var span: DateSpan { DateSpan(first, last) }
}
