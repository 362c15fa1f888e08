import Columnar
import Engine
import EventModel
import Plan
import Testing
import TestSupport

/// One way in which all that is not known may have been: the days of every event, which of two on one day came first,
/// and which of the possible events there were.
private struct World {
    var starts: [Int] = []
    var ends: [Int] = []
    var ranks: [Int] = []
    var isThere: [Bool] = []
}

/// A few events with narrow dates, and every world that they allow.
private struct Case {
    static let fields = [
        Field("id", .text), Field("date", .date), Field("what", .text), Field("there", .bool),
        Field("who", .list(.actor)), Field("responds_to", .list(.event)),
    ]
    var dates: [EventDate] = []
    var letters: [String] = []
    var there: [Truth] = []
    var who: [[String]] = []
    var links: [Int?] = []
    var coverage = Coverage(Period(0, 0), isGuess: false)
    var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for index in 0..<random.number(3...5) {
            dates.append(date())
            letters.append(index == 0 ? "a" : random.pick(["a", "b", "b", "c", "u"]))
            there.append(random.oneIn(5) ? .maybe : .yes)
            who.append(random.pick([["x"], ["x"], ["x", "y"], ["y"], []]))
            links.append(index > 0 && random.oneIn(5) ? random.number(0...(index - 1)) : nil)
        }
        let first = Self.first + random.number(-2...3)
        coverage.period = Period(DayNumber(first), DayNumber(first + random.number(2...60)))
    }

    /// 2023-01-29: windows of a month end on days that February has not.
    private static let first = 19_386

    private mutating func span() -> DateSpan {
        let day = DayNumber(Self.first + random.number(0...5))
        return DateSpan(day, day + DayNumber(random.pick([0, 0, 1, 2])))
    }

    private mutating func date() -> EventDate {
        let start = span()
        if !random.oneIn(4) { return EventDate(at: start) }
        let later = DayNumber(random.number(0...2))
        return EventDate(from: start, to: DateSpan(start.earliest + later, start.latest + later))
    }

    var data: DataSet {
        let rows: [[Value]] = dates.indices.map { index in
            [
                .text("\(index)"), .date(dates[index]), .text(letters[index]), .truth(there[index]),
                who[index].isEmpty ? .unknown : .list(who[index].map { .actor($0) }),
                links[index].map { .list([.event("\($0)")]) } ?? .none,
            ]
        }
        return Fixture.data(Self.fields, rows, coverage: coverage)
    }

    func of(_ letter: String) -> Relation {
        .filter(
            .rows(of: data),
            Expression.column("there", .bool).and(
                .compare(.column("what", .text), .equal, .constant(.text(letter), .text))))
    }

    mutating func lag() -> Lag {
        random.oneIn(5) ? Lag(1, .month) : random.oneIn(6) ? Lag(1, .week) : Lag(random.number(0...5), .day)
    }

    /// Days from every span, orders within a day both ways, and with and without every possible event.
    func worlds() -> [World] {
        var worlds = [World()]
        for (index, date) in dates.enumerated() {
            var days: [(Int, Int)] = []
            for start in date.start.earliest...date.start.latest {
                if !date.lasted { days.append((Int(start), Int(start))) }
                for end in date.end.earliest...date.end.latest where date.lasted && start <= end {
                    days.append((Int(start), Int(end)))
                }
            }
            let presences = there[index] == .maybe ? [true, false] : [true]
            worlds = worlds.flatMap { world in
                days.flatMap { start, end in
                    presences.map { isThere in
                        var next = world
                        next.starts.append(start)
                        next.ends.append(end)
                        next.isThere.append(isThere)
                        return next
                    }
                }
            }
        }
        let orders = [Array(dates.indices), dates.indices.reversed()]
        return worlds.flatMap { world in
            orders.map { order in
                var next = world
                next.ranks = order
                return next
            }
        }.filter { world in
            links.indices.allSatisfy { index in links[index].map { world.ends[$0] <= world.starts[index] } ?? true }
        }
    }

    func after(_ one: Int, _ two: Int, _ world: World) -> Bool {
        if links[two] == one { return true }
        if links[one] == two { return false }
        return (world.ends[one], world.ranks[one]) < (world.starts[two], world.ranks[two])
    }

    func within(_ lag: Lag?, _ one: Int, _ two: Int, _ world: World) -> Bool {
        guard let lag else { return true }
        let day = world.ends[one]
        let last =
            switch lag.unit {
            case .day: day + lag.count
            case .week: day + 7 * lag.count
            default: Int(CivilCalendar.adding(months: lag.count, to: DayNumber(day)))
            }
        return day <= world.starts[two] && world.starts[two] <= last
    }

    func share(_ one: Int, _ two: Int) -> Bool { !Set(who[one]).isDisjoint(with: who[two]) }
}

/// What sequences answer, against every way in which it may have been.
@Suite("Sequences in every completion")
struct SequenceMeaningTests {
    /// A row of an answer: the events of its columns; nil of a column that is none, empty of an unknown one.
    private struct Row: Equatable {
        var columns: [[Int]?]
        var isUnknown: [Bool]
        var isCertain: Bool
    }

    /// The rows of the engine, which are those of the naive interpreter.
    private func rows(_ relation: Relation, _ data: DataSet, _ names: [String]) throws -> [Row] {
        let answer = try Engine(data).answer(.possibly(relation))
        var interpreter = NaiveInterpreter(data)
        let naive = interpreter.answer(.possibly(relation)).rows
        #expect(naive.map(\.cells) == answer.rows)
        #expect(naive.map(\.isMarked) == naive.indices.map { answer.isPossible(row: $0) })
        return naive.indices.map { index in
            var row = Row(columns: [], isUnknown: [], isCertain: !naive[index].isMarked)
            for name in names {
                let value = answer.fields.firstIndex { $0.name == name }.map { naive[index].cells[$0] } ?? .none
                row.isUnknown.append(value == .unknown)
                switch value {
                case .none: row.columns.append(nil)
                case .list(let members): row.columns.append(members.compactMap { $0.name.flatMap { Int($0) } })
                default: row.columns.append(value.name.flatMap { Int($0) }.map { [$0] } ?? [])
                }
            }
            return row
        }
    }

    @Test("a pair is certain if it holds in every completion, and gone if in none", arguments: UInt64(0)..<20)
    func pairs(part: UInt64) throws {
        for seed in stride(from: part, to: AgreementTests.seedCount / 10, by: 20) {
            var one = Case(seed: seed)
            let isBackward = one.random.oneIn(3)
            // A link that runs the other way tells more than the order of the two dates.
            for index in one.links.indices where (one.letters[index] == "a") != isBackward { one.links[index] = nil }
            let hasKeys = one.random.oneIn(3)
            let window = one.lag()
            let data = one.data
            func followed(_ take: EventSequence.Take, _ keep: EventSequence.Keep) throws -> [Row] {
                let step = SequenceStep(
                    SequencePattern(one.of("b")), name: keep == .unmatched ? nil : "next", window: window)
                let sequence = EventSequence(
                    anchors: one.of("a"), keys: hasKeys ? [Self.key] : [], steps: [step], isBackward: isBackward,
                    take: take, keep: keep)
                return try rows(.sequence(sequence), data, ["id", "next"])
            }
            let all = one.worlds()
            if all.isEmpty { continue }
            func holds(_ anchor: Int, _ event: Int, _ world: World) -> Bool {
                let (first, second) = isBackward ? (event, anchor) : (anchor, event)
                return anchor != event && world.isThere[event] && (!hasKeys || one.share(anchor, event))
                    && one.after(first, second, world) && one.within(window, first, second, world)
            }
            let anchors = one.letters.indices.filter { one.letters[$0] == "a" }
            let events = one.letters.indices.filter { one.letters[$0] == "b" }
            let pairs = try followed(.all, .matched)
            let next = try followed(.first, .matched)
            let last = try followed(.last, .matched)
            let alone = try followed(.first, .unmatched)
            let kept = try followed(.first, .all)
            for anchor in anchors {
                let truths = events.map { event in
                    // A later event that points back narrows the days of both; pairs are judged by their own link.
                    (event: event, truth: pairTruth(one, anchor, event, holds))
                }
                let found = pairs.filter { $0.columns[0] == [anchor] }
                let there = one.there[anchor]
                for (event, truth) in truths {
                    let row = found.first { $0.columns[1] == [event] }
                    let expected = truth == .no ? nil : truth == .yes && there == .yes
                    #expect(row?.isCertain == expected, "seed \(seed): \(anchor) and \(event)")
                }
                let best = truths.map(\.truth).max() ?? .no
                for rows in [next, last] {
                    let row = rows.first { $0.columns[0] == [anchor] }
                    #expect(row.map(\.isCertain) == (best == .no ? nil : best == .yes && there == .yes))
                    let taken = truths.first { [$0.event] == row?.columns[1] }
                    #expect(taken?.truth ?? .no == best)
                }
                let row = alone.first { $0.columns[0] == [anchor] }
                let certainlyNone = all.allSatisfy { world in !events.contains { holds(anchor, $0, world) } }
                if row?.isCertain == true {
                    #expect(certainlyNone && isCovered(one, anchor, window, isBackward), "seed \(seed)")
                } else if row == nil {
                    #expect(all.allSatisfy { world in events.contains { holds(anchor, $0, world) } }, "seed \(seed)")
                }
                for row in kept where row.columns[0] == [anchor] && row.columns[1] == nil {
                    #expect(!row.isCertain || certainlyNone, "seed \(seed)")
                }
                #expect(kept.contains { $0.columns[0] == [anchor] })
            }
        }
    }

    private static let key = NamedExpression("who", .column("who", .list(.actor)))

    /// Of a pair alone, whether or not a possible event is there that points to one of the two.
    private func pairTruth(
        _ one: Case, _ anchor: Int, _ event: Int, _ holds: (Int, Int, World) -> Bool
    ) -> Truth {
        var pair = one
        for index in pair.links.indices where Set([index, pair.links[index] ?? index]) != [anchor, event] {
            pair.links[index] = nil
        }
        for index in pair.dates.indices where index != anchor && index != event {
            pair.dates[index] = EventDate(at: DateSpan(day: pair.dates[index].start.earliest))
            pair.there[index] = .yes
        }
        let worlds = pair.worlds()
        let count = worlds.filter { holds(anchor, event, $0) }.count
        return count == worlds.count ? .yes : count == 0 ? .no : .maybe
    }

    /// The window of every day that the anchor may have had.
    private func isCovered(_ one: Case, _ anchor: Int, _ window: Lag, _ isBackward: Bool) -> Bool {
        let period = one.coverage.period
        let date = one.dates[anchor]
        if !isBackward {
            return NaiveOrdering.shifted(date.end.latest, window) <= period.last
        }
        return !(Int(period.first) - 400..<Int(period.first)).contains {
            NaiveOrdering.shifted(DayNumber($0), window) >= date.start.earliest
        }
    }

    // MARK: Many steps

    @Test("a certain match holds in every completion, part by part", arguments: UInt64(0)..<20)
    func sequences(part: UInt64) throws {
        for seed in stride(from: part, to: AgreementTests.seedCount / 3, by: 20) {
            var one = Case(seed: seed &+ 77_000)
            let worlds = one.worlds()
            if worlds.isEmpty { continue }
            let sequence = sequence(&one)
            let names = ["anchor"] + sequence.steps.compactMap(\.name)
            let found = try rows(.sequence(sequence), one.data, names)
            for row in found where row.isCertain {
                #expect(!row.isUnknown.contains(true) || sequence.steps.contains { $0.form == .optional })
                let broken = worlds.first { !holds(sequence, row, one, $0) }
                #expect(broken == nil, "seed \(seed): \(row.columns)")
            }
            // What a `no` drops has such an event between its neighbours in every completion.
            var without = sequence
            without.steps.removeAll { $0.form == .absent }
            for row in try rows(.sequence(without), one.data, names)
            where !found.contains(where: { $0.columns == row.columns }) {
                let there = worlds.filter { $0.isThere[row.columns[0]?.first ?? 0] && holds(without, row, one, $0) }
                #expect(there.allSatisfy { !holds(sequence, row, one, $0) }, "seed \(seed): \(row.columns) is gone")
            }
        }
    }

    private func sequence(_ one: inout Case) -> EventSequence {
        var steps: [SequenceStep] = []
        let window = one.random.oneIn(2) ? one.lag() : nil
        let letters = Dictionary(uniqueKeysWithValues: ["a", "b", "c", "u"].map { ($0, SequencePattern(one.of($0))) })
        func pattern(_ letter: String) -> SequencePattern { letters[letter] ?? SequencePattern(.rows(of: one.data)) }
        for index in 0..<one.random.number(1...3) {
            var step = SequenceStep(pattern(one.random.pick(["b", "b", "c", "a"])))
            if one.random.oneIn(3) { step.window = one.lag() }
            switch one.random.number(1...7) {
            case 1...2: step.form = .once
            case 3...5: step.form = .absent
            case 6: step.form = .optional
            default:
                let least = one.random.number(0...2)
                step.form = .times(least...(least + 1))
            }
            if step.form != .absent {
                step.name = "step\(index)"
            } else if window == nil && step.window == nil {
                step.window = one.lag()
            }
            steps.append(step)
        }
        return EventSequence(
            anchors: one.of("a"), anchorName: "anchor", keys: one.random.oneIn(3) ? [Self.key] : [], window: window,
            steps: steps, until: one.random.oneIn(3) ? pattern("u") : nil)
    }

    /// Whether a match is one in a world: all that it took in order, and nothing where nothing may be.
    private func holds(_ sequence: EventSequence, _ row: Row, _ one: Case, _ world: World) -> Bool {
        guard let anchor = row.columns[0]?.first, world.isThere[anchor] else { return false }
        var taken = [anchor]
        var waiting: [(step: SequenceStep, before: Int)] = []
        var columns = row.columns.dropFirst()
        func such(_ pattern: SequencePattern) -> [Int] {
            one.letters.indices.filter { index in
                pattern == SequencePattern(one.of(one.letters[index])) && world.isThere[index]
                    && (sequence.keys.isEmpty || one.share(anchor, index))
            }
        }
        func isEnded(_ event: Int) -> Bool {
            guard let until = sequence.until else { return false }
            return such(until).contains {
                $0 != anchor && $0 != event && one.after(anchor, $0, world) && one.after($0, event, world)
            }
        }
        func fits(_ event: Int, _ step: SequenceStep) -> Bool {
            guard let last = taken.last, !taken.contains(event), such(step.pattern).contains(event) else {
                return false
            }
            return one.after(last, event, world) && one.within(step.window, last, event, world)
                && one.within(sequence.window, anchor, event, world) && !isEnded(event)
        }
        for step in sequence.steps {
            guard step.form != .absent else {
                waiting.append((step, taken.last ?? anchor))
                continue
            }
            let events = columns.popFirst() ?? nil
            if events == nil, step.form == .optional, such(step.pattern).contains(where: { fits($0, step) }) {
                return false
            }
            for event in events ?? [] {
                if !fits(event, step) { return false }
                for (absent, before) in waiting {
                    let between = such(absent.pattern).contains {
                        !taken.contains($0) && $0 != event && one.after(before, $0, world)
                            && one.after($0, event, world) && one.within(absent.window, before, $0, world)
                    }
                    if between { return false }
                }
                waiting = []
                taken.append(event)
            }
        }
        for (absent, before) in waiting {
            let start = absent.window == nil ? anchor : before
            let comes = such(absent.pattern).contains {
                !taken.contains($0) && one.after(before, $0, world)
                    && one.within(absent.window ?? sequence.window, start, $0, world) && !isEnded($0)
            }
            if comes { return false }
        }
        return true
    }
}
