import Columnar
import EventModel
import TestSupport
import Testing

/// What is asked of all runs at once is what is asked of the days and kinds of each.
@Suite("Runs and conditions")
struct RunMaskTests {
    private func runs(_ random: inout SeededGenerator) throws -> RowRuns {
        let count = Int.random(in: 0...150, using: &random)
        let first = (0..<count).map { _ in DayNumber.random(in: -9...9, using: &random) }
        let last = first.map { $0 + DayNumber.random(in: 0...4, using: &random) }
        return try #require(
            RowRuns(
                kindColumn: 0, dateColumn: 1, starts: View((0..<UInt32(count)).map { $0 * 2 }),
                kinds: View((0..<count).map { _ in UInt32.random(in: 0...6, using: &random) }),
                firstDays: View(first), lastDays: View(last), rowCount: count * 2))
    }

    @Test("days: yes where all of them are in the set, no where none is", arguments: UInt64(0)..<200)
    func days(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let runs = try runs(&random)
        var spans = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            let day = DayNumber.random(in: -10...10, using: &random)
            return DateSpan(day, day + DayNumber.random(in: 0...5, using: &random))
        }
        if seed % 5 == 0 { spans.append(DateSpan(DateSpan.distantPast, DayNumber.random(in: -9...9, using: &random))) }
        if seed % 7 == 0 {
            spans.append(DateSpan(DayNumber.random(in: -9...9, using: &random), DateSpan.distantFuture))
        }
        let set = DaySet(spans)
        let mask = runs.mask(of: set)
        for run in 0..<runs.count {
            let inside = (runs.firstDays[run]...runs.lastDays[run]).map(set.contains)
            let expected: Truth = inside.allSatisfy { $0 } ? .yes : inside.contains(true) ? .maybe : .no
            #expect(mask[run] == expected)
        }
    }

    @Test("kinds: what the test says of the kind", arguments: UInt64(0)..<50)
    func kinds(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let runs = try runs(&random)
        let truths = (0..<7).map { _ in Truth.allCases.randomElement(using: &random) ?? .no }
        var (certain, possible) = (Bits(count: 7), Bits(count: 7))
        for (code, truth) in truths.enumerated() {
            certain[code] = truth == .yes
            possible[code] = truth != .no
        }
        let mask = runs.mask(of: CodeTest(TruthMask(certain: certain, possible: possible)))
        for run in 0..<runs.count { #expect(mask[run] == truths[Int(runs.kinds[run])]) }
    }
}
