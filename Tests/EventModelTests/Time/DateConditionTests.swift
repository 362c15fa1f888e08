import EventModel
import Testing
import TestSupport

@Suite("Conditions on dates")
struct DateConditionTests {
    /// All days that the random spans and sets of these tests speak of, and a few around them.
    static let days: ClosedRange<DayNumber> = -3...23

    @Test("the answer is that of asking every pair of days", arguments: UInt64(0)..<40)
    func truthIsEnumeration(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let date = Self.date(&random)
            let condition = Self.condition(depth: 3, &random)
            #expect(condition.truth(of: date) == Self.enumerated(condition, date), "\(condition) of \(date)")
        }
    }

    @Test("either half may be maybe, yet before or from a day on is yes of a point and no certainty of what lasted")
    func mergedHalves() {
        let before = DaySet([DateSpan(DateSpan.distantPast, 9)])
        let either = DateCondition.any([.end(before), .start(before.complement)])
        let point = EventDate(at: DateSpan(5, 15))
        #expect(DateCondition.end(before).truth(of: point) == .maybe)
        #expect(either.truth(of: point) == .yes)
        #expect(either.truth(of: EventDate(from: DateSpan(5, 15), to: DateSpan(5, 15))) == .maybe)
        #expect(either.truth(of: EventDate(from: DateSpan(5, 9), to: DateSpan(10, 15))) == .no)
    }

    @Test("unbounded dates are asked at the bounds as well")
    func unbounded() {
        let past = DaySet([DateSpan(DateSpan.distantPast, 0)])
        let anyDay = EventDate(at: .unbounded)
        #expect(DateCondition.start(past).truth(of: anyDay) == .maybe)
        #expect(DateCondition.start(.all).truth(of: anyDay) == .yes)
        #expect(DateCondition.start(.none).truth(of: anyDay) == .no)
        #expect(DateCondition.any([.start(past), .start(past.complement)]).truth(of: anyDay) == .yes)
        #expect(DateCondition.end(past).truth(of: EventDate(from: .unbounded, to: DateSpan(day: 0))) == .yes)
    }

    @Test("of a date that is none every atom is false")
    func none() {
        #expect(DateCondition.start(.all).truthOfNone == .no)
        #expect(DateCondition.not(.all([.start(.all), .end(.all)])).truthOfNone == .yes)
        #expect(DateCondition.all([]).truthOfNone == .yes)
        #expect(DateCondition.any([]).truthOfNone == .no)
    }

    @Test("sets of days obey the laws of sets", arguments: UInt64(0)..<40)
    func sets(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (one, two) = (Self.set(&random), Self.set(&random))
        for day in [DayNumber.min] + Array(Self.days) + [.max] {
            #expect(one.union(two).contains(day) == (one.contains(day) || two.contains(day)))
            #expect(one.intersection(two).contains(day) == (one.contains(day) && two.contains(day)))
            #expect(one.complement.contains(day) == !one.contains(day))
        }
        #expect(one.complement.complement == one)
        #expect(one.union(one.complement) == .all)
        #expect(one.intersection(one.complement).isEmpty)
    }

    // MARK: Random dates and conditions

    static func enumerated(_ condition: DateCondition, _ date: EventDate) -> Truth {
        var answers: Set<Bool> = []
        for start in date.start.earliest...date.start.latest {
            let ends = date.lasted ? date.end.earliest...date.end.latest : start...start
            for end in ends where start <= end { answers.insert(condition.evaluate(start: start, end: end)) }
        }
        return answers.count == 1 ? Truth(answers.contains(true)) : .maybe
    }

    static func span(_ random: inout SeededGenerator) -> DateSpan {
        let first = DayNumber.random(in: 0...20, using: &random)
        return DateSpan(first, min(20, first + DayNumber.random(in: 0...8, using: &random)))
    }

    static func date(_ random: inout SeededGenerator) -> EventDate {
        let start = span(&random)
        if Bool.random(using: &random) { return EventDate(at: start) }
        var end = span(&random)
        while end.latest < start.earliest { end = span(&random) }
        return EventDate(from: start, to: end)
    }

    static func set(_ random: inout SeededGenerator) -> DaySet {
        let spans = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            var span = span(&random)
            if Int.random(in: 0..<4, using: &random) == 0 { span.earliest = DateSpan.distantPast }
            if Int.random(in: 0..<4, using: &random) == 0 { span.latest = DateSpan.distantFuture }
            return span
        }
        return DaySet(spans)
    }

    static func condition(depth: Int, _ random: inout SeededGenerator) -> DateCondition {
        let members = { (random: inout SeededGenerator) in
            (0..<Int.random(in: 0...3, using: &random)).map { _ in condition(depth: depth - 1, &random) }
        }
        switch depth == 0 ? Int.random(in: 0..<2, using: &random) : Int.random(in: 0..<5, using: &random) {
        case 0: return .start(set(&random))
        case 1: return .end(set(&random))
        case 2: return .all(members(&random))
        case 3: return .any(members(&random))
        default: return .not(condition(depth: depth - 1, &random))
        }
    }
}
