import EventModel
import Testing

@Suite("Civil calendar")
struct CivilCalendarTests {
    @Test(
        "known days have their known numbers",
        arguments: [
            (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (1900, 3, 1, -25_508),
            (2023, 5, 29, 19_506), (2038, 1, 19, 24_855), (1, 1, 1, -719_162), (0, 1, 1, -719_528),
            (0, 3, 1, -719_468),
        ])
    func knownDays(year: Int, month: Int, day: Int, number: Int32) throws {
        let found = try #require(CivilCalendar.day(year: year, month: month, day: day))
        #expect(found == number)
        let civil = CivilCalendar.civil(found)
        #expect(civil == (year, month, day))
    }

    @Test("Julian day 0 was the 24th of November -4713")
    func julianDayZero() {
        #expect(CivilCalendar.day(year: -4713, month: 11, day: 24) == -2_440_588)
    }

    @Test("every day from 1890 to 2110 goes there and back, day by day, week by week")
    func roundTrip() throws {
        let first = try #require(CivilCalendar.day(year: 1890, month: 1, day: 1))
        let last = try #require(CivilCalendar.day(year: 2110, month: 12, day: 31))
        // 1 January 1890 was a Wednesday.
        #expect(CivilCalendar.weekday(first) == 3)
        var expected = (year: 1890, month: 1, day: 1)
        var weekday = 3
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var mistakes = 0
        for number in first...last {
            if CivilCalendar.civil(number) != expected { mistakes += 1 }
            if CivilCalendar.day(year: expected.year, month: expected.month, day: expected.day) != number {
                mistakes += 1
            }
            if CivilCalendar.weekday(number) != weekday { mistakes += 1 }
            weekday = weekday % 7 + 1
            let isLeap = expected.year % 4 == 0 && expected.year != 1900 && expected.year != 2100
            let length = lengths[expected.month - 1] + (expected.month == 2 && isLeap ? 1 : 0)
            expected.day += 1
            if expected.day > length { expected = (expected.year, expected.month + 1, 1) }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
        #expect(mistakes == 0)
        #expect(expected == (2111, 1, 1))
    }

    @Test(
        "days that no calendar has are none",
        arguments: [
            (2023, 2, 29), (2100, 2, 29), (2023, 4, 31), (2023, 0, 1), (2023, 13, 1), (2023, 1, 0), (2023, 1, 32),
            (6_000_000, 1, 1), (-6_000_000, 1, 1), (.max, 12, 31), (.min, 1, 1), (2023, .max, .max),
        ])
    func noSuchDay(year: Int, month: Int, day: Int) {
        #expect(CivilCalendar.day(year: year, month: month, day: day) == nil)
    }

    @Test("the first and the last day number have a place in the calendar")
    func extremes() {
        for number in [DayNumber.min, .min + 1, .max - 1, .max] {
            let civil = CivilCalendar.civil(number)
            #expect(CivilCalendar.day(year: civil.year, month: civil.month, day: civil.day) == number)
            for unit in TimeUnit.allCases {
                let period = CivilCalendar.period(containing: number, unit: unit)
                #expect(period.first <= number && number <= period.last)
            }
        }
        #expect(CivilCalendar.period(after: Period(.max, .max, unit: .day)) == nil)
        #expect(CivilCalendar.period(after: Period(.min, .max)) == nil)
    }

    @Test("periods of a unit cover the days without gap or overlap")
    func periodsFollowOneAnother() throws {
        let first = try #require(CivilCalendar.day(year: 1999, month: 11, day: 15))
        for unit in TimeUnit.allCases {
            var period = CivilCalendar.period(containing: first, unit: unit)
            for _ in 0..<200 {
                let next = try #require(CivilCalendar.period(after: period))
                #expect(next.first == period.last + 1)
                #expect(next.unit == unit)
                #expect(CivilCalendar.period(containing: next.first, unit: unit) == next)
                #expect(CivilCalendar.period(containing: next.last, unit: unit) == next)
                if unit == .week { #expect(CivilCalendar.weekday(next.first) == 1) }
                period = next
            }
        }
    }

    @Test(
        "months are added by the calendar, to the last day where a month is shorter",
        arguments: [
            ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2023-03-31", -1, "2023-02-28"),
            ("2023-11-30", 3, "2024-02-29"), ("2023-05-29", 0, "2023-05-29"), ("2023-01-15", -13, "2021-12-15"),
            ("2024-02-29", 12, "2025-02-28"), ("0001-01-01", -12, "0000-01-01"),
        ])
    func addingMonths(text: String, months: Int, expected: String) throws {
        let day = try #require(Period.parse(text)).first
        #expect(CivilCalendar.adding(months: months, to: day) == Period.parse(expected)?.first)
    }

    @Test("adding more months than there are days ends at the bounds, which stay where they are")
    func addingTooMany() {
        #expect(CivilCalendar.adding(months: .max, to: 0) == DateSpan.distantFuture)
        #expect(CivilCalendar.adding(months: .min, to: 0) == DateSpan.distantPast)
        #expect(CivilCalendar.adding(months: -5, to: DateSpan.distantFuture) == DateSpan.distantFuture)
        #expect(CivilCalendar.adding(months: 5, to: DateSpan.distantPast) == DateSpan.distantPast)
    }

    @Test(
        "literals are read as periods and written as they were",
        arguments: [
            "2023", "2023-05", "2023-Q2", "2023-W05", "2020-W53", "2023-05-29", "2024-02-29", "0044", "9999-Q4",
        ])
    func periodText(text: String) throws {
        let period = try #require(Period.parse(text))
        #expect(period.text == text)
        if let unit = period.unit { #expect(CivilCalendar.period(containing: period.first, unit: unit) == period) }
    }

    @Test("weeks belong to the year of their Thursday")
    func weeks() {
        #expect(Period.parse("2021-W01")?.span == EDTF.span("[2021-01-04..2021-01-10]"))
        #expect(Period.parse("2020-W53")?.span == EDTF.span("[2020-12-28..2021-01-03]"))
        #expect(Period.parse("2021-W53") == nil)
    }

    @Test(
        "other texts are no literals",
        arguments: [
            "", "202", "20233", "2023-", "2023-5", "2023-13", "2023-00", "2023-05-", "2023-05-32", "2023-02-29",
            "2023-Q0", "2023-Q5", "2023-Q", "2023-W00", "2023-W54", "2023-W5", "2023-05-291", "2023-05-29x", "-2023",
            "2023/05", "２０２３", "2023-05-2９",
        ])
    func noLiteral(text: String) { #expect(Period.parse(text) == nil) }

    @Test("a period that is no unit is written by its first and last")
    func ranges() throws {
        let span = try #require(EDTF.span("[2021..2024]"))
        #expect(Period(span.earliest, span.latest).text == "2021..2024")
        let months = try #require(EDTF.span("[2021-01..2021-05]"))
        #expect(Period(months.earliest, months.latest).text == "2021-01..2021-05")
        #expect(Period(DateSpan.distantPast, months.latest).text == "..2021-05")
        #expect(Period(DateSpan.distantPast, DateSpan.distantFuture).text == "..")
    }
}

extension EDTF {
    /// The hull of a date, for tests.
    static func span(_ text: String) -> DateSpan? { try? EDTF.parse(text).get().hull }
}
