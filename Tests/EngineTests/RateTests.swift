import Columnar
import EventModel
import Plan
import Testing

@testable import Engine

@Suite("Rates")
struct RateTests {
    private static let fields = [
        Field("id", .text), Field("date", .date), Field("act", .text), Field("who", .actor), Field("whom", .actor),
        Field("n", .number),
    ]

    /// An event: what, when, by whom, against whom.
    private struct Event {
        var act: String
        var date: Value
        var who = Value.actor("AA")
        var whom = Value.actor("BB")
        var n = Value.number(1)

        init(_ act: String, _ day: Int, who: Value = .actor("AA"), whom: Value = .actor("BB"), n: Value = .number(1)) {
            self.init(act, day...day, who: who, whom: whom, n: n)
        }

        init(
            _ act: String, _ days: ClosedRange<Int>, who: Value = .actor("AA"), whom: Value = .actor("BB"),
            n: Value = .number(1)
        ) {
            self.act = act
            date = .date(EventDate(at: DateSpan(DayNumber(days.lowerBound), DayNumber(days.upperBound))))
            (self.who, self.whom, self.n) = (who, whom, n)
        }
    }

    /// Days are numbered from 1 to `last`, and all of them are covered.
    private func data(_ events: [Event], last: Int = 31, isGuess: Bool = false, isCovered: Bool = true) -> DataSet {
        let rows = events.enumerated().map { number, event -> [Value] in
            [.text("\(number)"), event.date, .text(event.act), event.who, event.whom, event.n]
        }
        let coverage = Coverage(Period(1, DayNumber(last)), isGuess: isGuess)
        return Fixture.data(Self.fields, rows, coverage: isCovered ? coverage : nil)
    }

    private func of(_ act: String, _ data: DataSet) -> Relation {
        .filter(
            .rows(of: data), .compare(.column("act", .text), .equal, .constant(.text(act), .text)))
    }

    private func rate(
        _ data: DataSet, _ windows: [Lag], condition: Expression? = nil, isBackward: Bool = false,
        against: String? = nil, period: DateSpan = .unbounded, anchors: Relation? = nil, events: Relation? = nil
    ) throws -> (rows: [[String: Value]], footer: Footer) {
        let rate = Rate(
            anchors: anchors ?? of("A", data),
            pattern: SequencePattern(events ?? of("B", data), condition: condition), isBackward: isBackward,
            windows: windows, against: against.map { of($0, data) }, period: period)
        let answer = try Engine(data).answer(.rate(rate))
        let names = answer.fields.map(\.name)
        return (answer.rows.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }, answer.footer)
    }

    private func row(_ data: DataSet, _ window: Lag, condition: Expression? = nil, isBackward: Bool = false) throws
        -> [String: Value]
    {
        try #require(try rate(data, [window], condition: condition, isBackward: isBackward).rows.first)
    }

    private func isNear(_ value: Value?, _ low: Double, _ high: Double? = nil) -> Bool {
        guard case .number(let span) = value else { return false }
        return abs(span.low - low) < 1e-12 && abs(span.high - (high ?? low)) < 1e-12
    }

    // MARK: Known answers

    private let plain = [Event("A", 2), Event("A", 10), Event("A", 28), Event("B", 5), Event("B", 20)]

    @Test("a small rate, reckoned by hand")
    func byHand() throws {
        let row = try row(data(plain), Lag(5, .day))
        #expect(row["within"] == .text("5 days"))
        #expect(row["anchors"] == .number(3))
        #expect(row["followed"] == .number(1))
        #expect(row["possible"] == .number(0))
        #expect(row["not_followed"] == .number(1))
        // The window of day 28 reaches to day 33.
        #expect(row["censored"] == .number(1))
        #expect(row["share"] == .number(0.5))
        // Of days 1 to 26, days 1 to 4 and 15 to 19 have an event within 5 days.
        #expect(isNear(row["base"], 9.0 / 26))
        #expect(isNear(row["ratio"], 13.0 / 9))
        // statsmodels.stats.proportion.proportion_confint(1, 2, method="wilson")
        #expect(isNear(row["ratio_low"], 0.09453120573423074 * 26 / 9))
        #expect(isNear(row["ratio_high"], 0.9054687942657693 * 26 / 9))
        // Of the shifts by 1 to 30 days, 9 bring day 2 and 10 others day 10 before an event.
        #expect(isNear(row["p"], 20.0 / 31))
    }

    @Test("what precedes is what follows in a mirror")
    func backward() throws {
        let mirrored = plain.map { event -> Event in
            guard case .date(let date) = event.date else { return event }
            return Event(event.act, 32 - Int(date.start.earliest))
        }
        for window in [Lag(5, .day), Lag(2, .week), Lag(0, .day)] {
            #expect(try row(data(mirrored), window, isBackward: true) == (try row(data(plain), window)))
        }
    }

    @Test("an event wider than a day follows some anchors and some days for certain, others possibly")
    func wide() throws {
        let events = [Event("A", 8), Event("A", 11), Event("A", 20), Event("B", 10...12)]
        let row = try row(data(events), Lag(5, .day))
        #expect([row["followed"], row["possible"], row["not_followed"]] == [.number(1), .number(1), .number(1)])
        #expect(isNear(row["share"], 1.0 / 3, 2.0 / 3))
        // Certainly from days 7 to 9, possibly from days 5 to 11.
        #expect(isNear(row["base"], 3.0 / 26, 7.0 / 26))
        #expect(isNear(row["ratio"], 26.0 / 21, 52.0 / 9))
        // proportion_confint(1, 3, method="wilson")[0] and proportion_confint(2, 3, method="wilson")[1]
        #expect(isNear(row["ratio_low"], 0.06149194472039626 * 26 / 7))
        #expect(isNear(row["ratio_high"], (1 - 0.06149194472039626) * 26 / 3))
    }

    @Test("the same day never counts for the base, and an anchor is possibly followed on it")
    func sameDay() throws {
        let row = try row(data([Event("A", 5), Event("B", 5)]), Lag(3, .day))
        #expect(row["possible"] == .number(1))
        #expect(isNear(row["base"], 3.0 / 28))
        let none = try self.row(data([Event("A", 5), Event("B", 5)]), Lag(0, .day))
        #expect(none["base"] == .number(0))
        #expect([none["ratio"], none["ratio_low"], none["ratio_high"]] == [.unknown, .unknown, .unknown])
    }

    @Test("a condition that speaks of the anchor has a base for each anchor, and their mean is shown")
    func ofTheAnchor() throws {
        let events = [
            Event("A", 2), Event("A", 17, who: .actor("BB")), Event("B", 5, whom: .actor("AA")),
            Event("B", 20, whom: .unknown),
        ]
        let same = Expression.compare(.column("whom", .actor), .equal, .column("anchor.who", .actor))
        let row = try row(data(events), Lag(5, .day), condition: same)
        #expect([row["followed"], row["possible"]] == [.number(1), .number(1)])
        // Of AA days 1 to 4, and possibly 15 to 19; of BB only these.
        #expect(isNear(row["base"], 2.0 / 26, 7.0 / 26))
        // Shifts bring day 2 before day 5 by -2 to 2 days, 0 aside; the other anchor has no certain event anywhere.
        #expect(isNear(row["p"], 5.0 / 31))
    }

    @Test("the base may be the rate of other events")
    func against() throws {
        let events = plain + [Event("C", 1), Event("C", 4), Event("C", 12), Event("C", 22), Event("C", 30)]
        let row = try #require(try rate(data(events), [Lag(5, .day)], against: "C").rows.first)
        #expect(row["base"] == .number(0.5))
        #expect(row["ratio"] == .number(1))
    }

    @Test("the base is that of the days that the anchors' own time leaves")
    func period() throws {
        let row = try #require(try rate(data(plain), [Lag(5, .day)], period: DateSpan(10, 19)).rows.first)
        #expect(isNear(row["base"], 0.5))
        let nothing = try #require(try rate(data(plain), [Lag(5, .day)], period: DateSpan(29, 31)).rows.first)
        #expect(nothing["base"] == .unknown)
    }

    @Test("months go by the calendar")
    func months() throws {
        let coverage = Coverage(Period(try day("2023-01-01"), try day("2023-12-31")), isGuess: false)
        func row(_ day: String) throws -> [String: Value] {
            let rows: [[Value]] = [
                [.text("1"), try .day("2023-01-31"), .text("A"), .unknown, .unknown, .unknown],
                [.text("2"), try .day(day), .text("B"), .unknown, .unknown, .unknown],
            ]
            return try self.row(Fixture.data(Self.fields, rows, coverage: coverage), Lag(1, .month))
        }
        #expect(try row("2023-02-28")["followed"] == .number(1))
        #expect(try row("2023-03-01")["followed"] == .number(0))
        // From 28, 29, 30 and 31 January 28 February is within a month, and from every day of February before it.
        #expect(isNear(try row("2023-02-28")["base"], 31.0 / 334))
        #expect(isNear(try row("2023-03-01")["base"], 28.0 / 334))
    }

    // MARK: What is not known

    @Test("possible anchors raise only the upper bound of anchors")
    func possibleAnchors() throws {
        let data = data(plain + [Event("A", 15, n: .number(0, 9))])
        let many = Relation.filter(of("A", data), .compare(.column("n", .number), .less, .number(5)))
        let found = try rate(data, [Lag(5, .day)], anchors: many)
        #expect(found.rows[0]["anchors"] == .number(3, 4))
        #expect(found.rows[0]["share"] == .number(0.5))
        #expect(found.footer.notes.contains(.possibleAnchors(count: 1)))
    }

    @Test("possible events follow possibly")
    func possibleEvents() throws {
        let data = data(plain + [Event("B", 12, n: .number(0, 9))])
        let few = Relation.filter(of("B", data), .compare(.column("n", .number), .less, .number(5)))
        let row = try #require(try rate(data, [Lag(5, .day)], events: few).rows.first)
        #expect([row["followed"], row["possible"], row["not_followed"]] == [.number(1), .number(1), .number(0)])
        #expect(isNear(row["base"], 9.0 / 26, 14.0 / 26))
    }

    @Test("without a coverage there is no base, and what is not found is censored")
    func noCoverage() throws {
        let row = try row(data(plain, isCovered: false), Lag(5, .day))
        #expect([row["followed"], row["not_followed"], row["censored"]] == [.number(1), .number(0), .number(2)])
        #expect([row["base"], row["ratio"], row["p"]] == [.unknown, .unknown, .unknown])
        #expect(row["share"] == .number(1))
    }

    @Test("without anchors there is no share, but a base")
    func noAnchors() throws {
        let row = try row(data([Event("B", 5), Event("B", 20)]), Lag(5, .day))
        #expect(row["anchors"] == .number(0))
        #expect([row["share"], row["ratio"], row["p"]] == [.unknown, .unknown, .unknown])
        #expect(isNear(row["base"], 9.0 / 26))
        let nothing = try self.row(data([]), Lag(5, .day))
        #expect(nothing["base"] == .number(0))
    }

    @Test("an unknown date of an anchor or an event makes nothing certain")
    func unknownDates() throws {
        var (anchor, event) = (Event("A", 1), Event("B", 1))
        (anchor.date, event.date) = (.unknown, .unknown)
        let row = try row(data([anchor, Event("A", 3), event]), Lag(5, .day))
        #expect([row["followed"], row["possible"], row["censored"]] == [.number(0), .number(2), .number(0)])
        #expect(row["base"] == .number(0, 1))
        #expect(row["p"] == .unknown)
    }

    // MARK: Laws

    @Test("base and p are what plain loops over days come to", arguments: [1, 2, 3, 4, 5, 6])
    func plainLoops(seed: Int) throws {
        let last = [40, 90, 200][seed % 3]
        var random = SplitMix(seed: UInt64(seed))
        let days = (0..<30).map { _ in 1 + Int(random.next(below: UInt64(last))) }
        let events = days.enumerated().map { Event($0 < 12 ? "A" : "B", $1) }
        let lag = 3 + seed
        let row = try row(data(events, last: last), Lag(lag, .day))
        let found = Set(days.dropFirst(12))
        let seen = (1...(last - lag)).count { day in (day + 1...day + lag).contains { found.contains($0) } }
        #expect(isNear(row["base"], Double(seen) / Double(last - lag)))
        let anchors = days.prefix(12).filter { day in
            day + lag <= last || found.contains(day) || (day + 1...day + lag).contains { found.contains($0) }
        }
        let statistics = (0..<last).map { shift in
            anchors.count { day in
                let moved = (day - 1 + shift) % last + 1
                return found.contains { moved < $0 && $0 <= moved + lag || $0 + last <= moved + lag }
            }
        }
        let asGood = statistics.dropFirst().count { $0 >= statistics[0] }
        #expect(isNear(row["p"], Double(1 + asGood) / Double(last)))
    }

    @Test("of a long coverage shifts are drawn, and looking back they go the same way", arguments: [false, true])
    func drawnShifts(isBackward: Bool) throws {
        let last = 3_000
        var random = SplitMix(seed: 7)
        let days = (0..<40).map { _ in 101 + Int(random.next(below: UInt64(last - 200))) }
        let events = days.enumerated().map { Event($0 < 20 ? "A" : "B", $1) }
        let row = try row(data(events, last: last), Lag(60, .day), isBackward: isBackward)
        let statistics = ([0] + CircularShift(length: last).shifts).map { shift in
            days.prefix(20).count { day in
                let moved = (day - 1 + shift) % last + 1
                return days.dropFirst(20).contains { event in
                    let lag = isBackward ? moved - event : event - moved
                    return 1...60 ~= lag || 1...60 ~= lag + last
                }
            }
        }
        let asGood = statistics.dropFirst().count { $0 >= statistics[0] }
        #expect(isNear(row["p"], Double(1 + asGood) / 1_000))
    }

    @Test("an equality is a key and comes to what looking at all events comes to", arguments: [false, true])
    func keysAndAllEvents(isBackward: Bool) throws {
        let people: [Value] = [.actor("AA"), .actor("BB"), .actor("li"), .unknown, .none]
        let events = (0..<80).map { number in
            Event(
                number % 3 == 0 ? "A" : "B", (1 + number * 13 % 90)...(1 + number * 13 % 90 + (number % 7) / 5),
                who: people[number * 7 / 3 % 5], whom: people[number * 11 / 4 % 5], n: .number(Double(number % 4)))
        }
        let data = data(events, last: 100)
        let same = Expression.compare(.column("whom", .actor), .equal, .column("anchor.who", .actor))
        let more = Expression.compare(.column("n", .number), .greaterOrEqual, .column("anchor.n", .number))
        let no = Expression.constant(.truth(.no), .bool)
        for (keyed, looked) in [(same, same.or(no)), (same.and(more), same.or(no).and(more))] {
            let one = try row(data, Lag(6, .day), condition: keyed, isBackward: isBackward)
            #expect(one == (try row(data, Lag(6, .day), condition: looked, isBackward: isBackward)))
            #expect(one["base"] != .unknown)
        }
    }

    // MARK: Notes

    @Test("the footer says that there are few anchors, that windows overlap, what is shared and what is a guess")
    func notes() throws {
        let few = try rate(
            data([Event("A", 2), Event("A", 4), Event("B", 6)], isGuess: true), [Lag(1, .day), Lag(5, .day)])
        #expect(
            few.footer.notes == [
                .fewAnchors(count: 2), .overlappingWindows(anchors: 2, of: 2, within: "5 days"),
                .matchedSeveralTimes(events: 1), .baseIsGuess(Period(1, 31)),
            ])
        let apart = (0..<5).flatMap { [Event("A", 1 + 6 * $0), Event("B", 3 + 6 * $0)] }
        #expect(try rate(data(apart), [Lag(5, .day)]).footer.notes.isEmpty)
        // Side by side, the windows (1, 7] and (7, 13] have no day in common.
        #expect(try rate(data(apart), [Lag(6, .day)]).footer.notes.isEmpty)
        #expect(
            try rate(data(apart), [Lag(7, .day)]).footer.notes
                .contains(.overlappingWindows(anchors: 5, of: 5, within: "7 days")))
    }

    // MARK: Statistics

    /// statsmodels.stats.proportion.proportion_confint(count, nobs, method="wilson")
    @Test(
        "Wilson's interval",
        arguments: [
            (7, 20, 0.18119182410108203, 0.5671457233147638), (0, 10, 0, 0.27753279986288926),
            (10, 10, 0.7224672001371106, 1), (1, 3, 0.06149194472039626, 0.7923403991979523),
            (3, 4, 0.30064184258240184, 0.9544127391902995), (50, 1_000, 0.03813026239274881, 0.06531382024425081),
        ])
    func wilson(successes: Int, cases: Int, low: Double, high: Double) throws {
        let interval = try #require(Wilson.interval(successes, of: cases))
        #expect(abs(interval.low - low) < 1e-14)
        #expect(abs(interval.high - high) < 1e-14)
    }

    @Test("there is no interval of no cases")
    func noCases() { #expect(Wilson.interval(0, of: 0) == nil) }

    @Test("all shifts are tried while they are few, else some are drawn, always the same")
    func shifts() {
        #expect(CircularShift(length: 1).shifts.isEmpty)
        #expect(CircularShift(length: 1_000).shifts == Array(1...999))
        let drawn = CircularShift(length: 5_000).shifts
        #expect(drawn.count == 999)
        #expect(drawn.allSatisfy { (1..<5_000).contains($0) })
        // SplitMix64 of seed 1, each number times 4999 over 2^64, and 1.
        #expect(Array(drawn.prefix(5)) == [2833, 3729, 4855, 2222, 2221])
    }
}
