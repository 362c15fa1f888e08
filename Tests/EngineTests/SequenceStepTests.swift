import Columnar
import Engine
import EventModel
import Plan
import Testing

@Suite("Sequences: keys and conditions")
struct SequenceKeyTests {
    @Test("events share the keys; what is unknown or none equals nothing")
    func keys() throws {
        let events = try LetterEvents("A1 B1 B2 A2 B3").with("B1", "who", .actor("y")).with("A2", "who", .unknown)
            .with("B3", "who", .unknown)
        #expect(try events.followed(keys: [whoKey]) == ["A1 B2"])
        #expect(try events.with("A2", "who", .none).with("B3", "who", .none).followed(keys: [whoKey]) == ["A1 B2"])
        let two = [whoKey, NamedExpression("size", .column("size", .number))]
        #expect(try events.followed(keys: two) == ["A1 B2"])
        #expect(try events.with("B2", "size", .number(2)).followed(keys: two) == [])
    }

    @Test("lists share a key if they share a member")
    func lists() throws {
        let parties = NamedExpression("parties", .column("parties", .list(.actor)))
        func list(_ names: String...) -> Value { .list(names.map { .actor($0) }) }
        let events = try LetterEvents("A1 B1 B2 A2 B3").with("A1", "parties", list("p", "q", "q"))
            .with("B1", "parties", list("r")).with("B2", "parties", list("s", "q", "p"))
            .with("A2", "parties", list("r", "s")).with("B3", "parties", list("s", "r", "s"))
        #expect(try events.followed(keys: [parties]) == ["A1 B2", "A2 B3"])
        #expect(try events.followed(keys: [parties], take: .all) == ["A1 B2", "A2 B3"])
        #expect(try events.followed(keys: [parties, whoKey]) == ["A1 B2", "A2 B3"])
        #expect(try events.with("B2", "parties", .unknown).followed(keys: [parties]) == ["A2 B3"])
    }

    @Test("keys of which one of several is known are maybe, unless all agree")
    func alternatives() throws {
        let parties = NamedExpression("parties", .column("parties", .list(.actor)))
        func either(_ names: String...) -> Value { .oneOf(names.map { .actor($0) }) }
        let events = try LetterEvents("A1 B1").with("A1", "parties", either("p", "q"))
        #expect(try events.with("B1", "parties", either("p", "r")).followed(keys: [parties]) == ["A1 B1?"])
        #expect(try events.with("B1", "parties", either("s")).followed(keys: [parties]) == [])
        #expect(
            try events.with("A1", "parties", either("p", "p")).with("B1", "parties", either("p"))
                .followed(keys: [parties]) == ["A1 B1"])
    }

    private let sameAsAnchor = Expression.compare(.column("who", .actor), .equal, .column("anchor.who", .actor))

    @Test("an equality with the anchor is exact: unknown may equal all, none equals none")
    func equality() throws {
        let events = try LetterEvents("A1 B1 B2 B3").with("B1", "who", .actor("y")).with("B2", "who", .unknown)
        #expect(try events.followed(where: sameAsAnchor) == ["A1 B3"])
        #expect(try events.with("B3", "who", .none).followed(where: sameAsAnchor) == ["A1 B2?"])
        let unknown = events.with("A1", "who", .unknown)
        #expect(try unknown.followed(take: .all, where: sameAsAnchor) == ["A1 B1?", "A1 B2?", "A1 B3?"])
        let none = events.with("A1", "who", .none).with("B1", "who", .none)
        #expect(try none.followed(take: .all, where: sameAsAnchor) == ["A1 B1", "A1 B2?"])
        #expect(try none.followed(where: sameAsAnchor) == ["A1 B1"])
    }

    @Test("equalities with lists ask of any member")
    func listEquality() throws {
        let shares = Expression.compare(
            .column("parties", .list(.actor)), .equal, .column("anchor.parties", .list(.actor)))
        let events = try LetterEvents("A1 B1 B2").with("B1", "parties", .list([]))
            .with("B2", "parties", .list([.unknown, .actor("z")]))
        #expect(try events.followed(take: .all, where: shares) == ["A1 B2?"])
        #expect(
            try events.with("A1", "parties", .list([.actor("z"), .unknown])).followed(take: .all, where: shares)
                == ["A1 B2"])
        #expect(try events.with("A1", "parties", .unknown).followed(take: .all, where: shares) == ["A1 B2?"])
        #expect(try events.with("A1", "parties", .list([])).followed(take: .all, where: shares) == [])
        #expect(
            try events.with("B1", "parties", .none).with("A1", "parties", .none).followed(where: shares) == ["A1 B1"])
    }

    @Test("any other condition is asked of candidates until one fits")
    func conditions() throws {
        var events = try LetterEvents("A1 B1 B2 B3 B4 B5 B6 B7")
        for number in 1...7 { events.set("B\(number)", "size", .number(Double(number))) }
        events.set("A1", "size", .number(6))
        let atLeast = Expression.compare(.column("size", .number), .greaterOrEqual, .column("anchor.size", .number))
        #expect(try events.followed(where: atLeast) == ["A1 B6"])
        #expect(try events.with("B3", "size", .unknown).followed(where: atLeast) == ["A1 B6"])
        #expect(
            try events.with("A1", "size", .number(9)).with("B3", "size", .unknown).followed(where: atLeast) == [
                "A1 B3?"
            ])
        #expect(try events.followed(take: .last, where: atLeast) == ["A1 B7"])
        #expect(try events.followed(where: atLeast.and(sameAsAnchor)) == ["A1 B6"])
        #expect(try events.followed(within: Lag(3, .day), where: atLeast) == [])
    }

    @Test("a step may speak of the events matched before")
    func matchSoFar() throws {
        let events = try LetterEvents("A1 B1 C1 C2").with("B1", "who", .actor("y")).with("C2", "who", .actor("y"))
        let sameAsB = Expression.compare(
            .column("who", .actor), .equal,
            Expression(.linked(event: .column("anchor.b", .event), field: "who", knownOn: nil), .actor))
        #expect(try events.sequence([events.step("B"), events.step("C", where: sameAsB)]) == ["A1 B1 C2"])
        let sameAsA = Expression.compare(
            .column("who", .actor), .equal,
            Expression(.linked(event: .column("anchor.a", .event), field: "who", knownOn: nil), .actor))
        #expect(try events.sequence([events.step("B"), events.step("C", where: sameAsA)]) == ["A1 B1 C1"])
    }
}

@Suite("Sequences: what does not follow")
struct NotFollowingTests {
    private let window = Lag(10, .day)

    @Test("the end of the data is never proof that nothing came")
    func coverage() throws {
        let events = try LetterEvents(
            dated: "A1 2020-01-01,A2 2020-02-01,B1 2020-02-05,A3 2020-03-21,A4 2020-03-22", coverage: "2020-Q1")
        #expect(try events.followed(within: window, keep: .unmatched) == ["A1", "A3", "A4?"])
        #expect(
            try events.followed(within: window, keep: .all) == ["A1 -", "A2 B1", "A3 -", "A4 unknown"])
        #expect(try events.followed(within: window, backward: true, keep: .unmatched) == ["A1?", "A2", "A3", "A4"])
        var unknown = events
        unknown.coverage = nil
        #expect(try unknown.followed(within: window, keep: .unmatched) == ["A1?", "A3?", "A4?"])
        let answer = try Engine(events.data).answer(
            .sequence(
                EventSequence(anchors: events.of("A"), steps: [events.step("B", within: window)], keep: .unmatched)))
        #expect(answer.footer.notes == [.censored(anchors: 1)])
        #expect(answer.footer.possibleCount == 1)
    }

    @Test("where something possibly follows, it possibly does not")
    func possible() throws {
        let events = try LetterEvents(dated: "A1 2020-01-01,B1 2020-01-01,A2 2020-02-01", coverage: "2020")
        #expect(try events.followed(within: window, keep: .unmatched) == ["A1?", "A2"])
        #expect(try events.followed(within: window, keep: .all) == ["A1 B1?", "A1 -?", "A2 -"])
    }

    @Test("no event between two others")
    func between() throws {
        let events = try LetterEvents("A1 C1 B1 A2 B2 A3 B3 C2")
        #expect(try events.sequence([events.step("C", .absent), events.step("B")]) == ["A2 B2", "A3 B3"])
        let same = try LetterEvents(dated: "A1 2020-01-01,C1 2020-01-01,B1 2020-01-05")
        #expect(try same.sequence([same.step("C", .absent), same.step("B")]) == ["A1 B1?"])
        let touching = try LetterEvents(dated: "A1 2020-01-01,C1 2020-01-05,B1 2020-01-05")
        #expect(try touching.sequence([touching.step("C", .absent), touching.step("B")]) == ["A1 B1?"])
        // What is forbidden only for a while does not matter later.
        let late = try LetterEvents(dated: "A1 2020-01-01,C1 2020-01-20,B1 2020-02-01")
        #expect(try late.sequence([late.step("C", within: window, .absent), late.step("B")]) == ["A1 B1"])
        #expect(
            try late.sequence([late.step("C", within: Lag(30, .day), .absent), late.step("B")]) == [])
    }

    @Test("what comes next may be the very kind that must not come before it")
    func sameKind() throws {
        let events = try LetterEvents("A1 B1 B2")
        #expect(try events.sequence([events.step("B", .absent), events.step("B")]) == ["A1 B1"])
    }

    @Test("a wide event between is possibly there")
    func wideBetween() throws {
        let events = try LetterEvents(dated: "A1 2020-01-10,C1 2020-01,B1 2020-01-20")
        #expect(try events.sequence([events.step("C", .absent), events.step("B")]) == ["A1 B1?"])
        let inside = try LetterEvents(dated: "A1 2020-01-10,C1 2020-01-12/2020-01-14,B1 2020-01-20")
        #expect(try inside.sequence([inside.step("C", .absent), inside.step("B")]) == [])
        let beyond = try LetterEvents(dated: "A1 2020-01-10,C1 2020-01-12/2020-01-24,B1 2020-01-20")
        #expect(try beyond.sequence([beyond.step("C", .absent), beyond.step("B")]) == ["A1 B1"])
    }

    @Test("a no that stands last holds until the window closes, if the data reach so far")
    func last() throws {
        let events = try LetterEvents(
            dated: "A1 2020-01-01,B1 2020-01-03,C1 2020-01-20,A2 2020-02-01,B2 2020-02-03,C2 2020-02-04,A3 2020-03-25,"
                + "B3 2020-03-26", coverage: "2020-Q1")
        let steps = [events.step("B"), events.step("C", .absent)]
        #expect(try events.sequence(steps, within: window) == ["A1 B1", "A3 B3?"])
        let own = [events.step("B"), events.step("C", within: Lag(30, .day), .absent)]
        #expect(try events.sequence(own) == ["A3 B3?"])
        let two = [events.step("B"), events.step("C", .absent), events.step("D", .absent)]
        #expect(try events.sequence(two, within: window) == ["A1 B1", "A3 B3?"])
    }
}

@Suite("Sequences: many steps")
struct LongSequenceTests {
    @Test("each step goes on from the one before; the header's window runs from the anchor")
    func steps() throws {
        let events = try LetterEvents("A1 B1 C1 A2 C2 B2 C3")
        let steps = [events.step("B"), events.step("C")]
        #expect(try events.sequence(steps) == ["A1 B1 C1", "A2 B2 C3"])
        #expect(try events.sequence(steps, within: Lag(2, .day)) == ["A1 B1 C1"])
        #expect(
            try events.sequence([events.step("B", within: Lag(1, .day)), events.step("C")]) == ["A1 B1 C1"])
        #expect(try events.sequence(steps, keys: [whoKey]) == ["A1 B1 C1", "A2 B2 C3"])
    }

    @Test("the columns are the keys, the anchor and the steps")
    func columns() throws {
        let events = try LetterEvents("A1 B1")
        let answer = try Engine(events.data).answer(
            .sequence(
                EventSequence(
                    anchors: events.of("A"), anchorName: "a", keys: [whoKey],
                    steps: [events.step("B"), events.step("C", name: "c", .optional)])))
        #expect(answer.fields.map(\.name) == ["who", "a", "b", "c"])
        #expect(answer.rows == [[.actor("x"), .event("A1"), .event("B1"), .none]])
    }

    @Test("no event is matched twice in one match")
    func once() throws {
        let events = try LetterEvents(dated: "A1 2020-01-01,B1 2020-02,B2 2020-02")
        #expect(try events.sequence([events.step("B"), events.step("B", name: "again")]) == ["A1 B1 B2?"])
        let one = try LetterEvents(dated: "A1 2020-01-01,B1 2020-02")
        #expect(try one.sequence([one.step("B"), one.step("B", name: "again")]) == [])
    }

    @Test("an optional step takes what certainly fits, and is unknown where something possibly does")
    func optional() throws {
        let steps = { (events: LetterEvents) in [events.step("B", .optional), events.step("C")] }
        let events = try LetterEvents("A1 B1 C1 A2 C2")
        #expect(try events.sequence(steps(events), within: Lag(3, .day)) == ["A1 B1 C1", "A2 - C2"])
        let same = try LetterEvents(dated: "A1 2020-01-01,B1 2020-01-01,C1 2020-01-05")
        #expect(try same.sequence(steps(same)) == ["A1 unknown C1"])
    }

    @Test("a number of events is a list of as many as certainly come; possible ones only make up the least")
    func times() throws {
        let events = try LetterEvents("A1 B1 B2 B3 B4 C1")
        func times(_ range: ClosedRange<Int>) -> [SequenceStep] { [events.step("B", .times(range)), events.step("C")] }
        #expect(try events.sequence(times(1...3)) == ["A1 [B1 B2 B3] C1"])
        #expect(try events.sequence(times(2...Int.max)) == ["A1 [B1 B2 B3 B4] C1"])
        #expect(try events.sequence(times(5...6)) == [])
        #expect(try events.sequence([events.step("D", .times(0...2)), events.step("C")]) == ["A1 [] C1"])
        let wide = try LetterEvents(dated: "A1 2020-01-01,B1 2020-01-05,B2 2020-01-05,C1 2020-02-01")
        #expect(try wide.sequence([wide.step("B", .times(1...2)), wide.step("C")]) == ["A1 [B1] C1"])
        #expect(try wide.sequence([wide.step("B", .times(2...2)), wide.step("C")]) == ["A1 [B1 B2] C1?"])
    }

    @Test("until ends the anchor: what comes behind it does not count")
    func until() throws {
        let events = try LetterEvents("A1 B1 U1 A2 U2 B2")
        #expect(try events.sequence([events.step("B")], until: "U") == ["A1 B1"])
        let same = try LetterEvents(dated: "A1 2020-01-01,U1 2020-01-05,B1 2020-01-05")
        #expect(try same.sequence([same.step("B")], until: "U") == ["A1 B1?"])
        let before = try LetterEvents(dated: "U1 2019-12-01,A1 2020-01-01,B1 2020-01-05")
        #expect(try before.sequence([before.step("B")], until: "U") == ["A1 B1"])
    }

    @Test("what ends the anchor may itself be the event looked for: it does not come before itself")
    func untilItself() throws {
        let events = try LetterEvents("A1 B1 B2 A2 B3")
        #expect(try events.sequence([events.step("B")], until: "B") == ["A1 B1", "A2 B3"])
    }

    @Test("a no that stands last looks only up to what ends the anchor")
    func untilAndNo() throws {
        let events = try LetterEvents(
            dated: "A1 2020-01-01,U1 2020-01-05,C1 2020-01-08,A2 2020-02-01,C2 2020-02-03,U2 2020-02-05",
            coverage: "2020")
        let steps = [events.step("C", .absent)]
        #expect(try events.sequence(steps, within: Lag(20, .day), until: "U") == ["A1"])
        #expect(try events.sequence(steps, within: Lag(20, .day)) == [])
    }

    @Test("events that serve several anchors are told, and earlier ones that possibly fit")
    func notes() throws {
        let events = try LetterEvents("A1 A2 B1")
        let answer = try Engine(events.data).answer(
            .sequence(EventSequence(anchors: events.of("A"), steps: [events.step("B")])))
        #expect(answer.footer.notes == [.matchedSeveralTimes(events: 1)])
        let same = try LetterEvents(dated: "A1 2020-01-01,B1 2020-01-01,B2 2020-01-03")
        let other = try Engine(same.data).answer(
            .sequence(EventSequence(anchors: same.of("A"), steps: [same.step("B")])))
        #expect(other.footer.notes == [.earlierPossible(matches: 1)])
    }

    @Test("a name that is unknown and makes very many matches possible is told; few are left to be looked at")
    func unknownNames() throws {
        let who = Expression.column("who", .actor)
        let outer = Expression.column(SequencePattern.outer("who"), .actor)
        func notes(_ count: Int, unknown letter: String) throws -> [Footer.Note] {
            var events = try LetterEvents("A0")
            for number in 1...count { events.add("\(letter)\(number)", try .day("2020-02-01")) }
            for number in 1...count { events.set("\(letter)\(number)", "who", .unknown) }
            events.add(letter == "A" ? "B0" : "A00", try .day(letter == "A" ? "2020-03-01" : "2020-01-01"))
            let step = events.step("B", name: "next", where: .compare(who, .equal, outer))
            let sequence = EventSequence(anchors: events.of("A"), steps: [step], take: .all)
            return try Engine(events.data).answer(.sequence(sequence)).footer.notes.filter {
                if case .possibleByUnknown = $0 { true } else { false }
            }
        }
        #expect(try notes(600, unknown: "B") == [.possibleByUnknown(name: "who", matches: 1_200)])
        #expect(try notes(1_200, unknown: "A") == [.possibleByUnknown(name: "anchor.who", matches: 1_200)])
        #expect(try notes(20, unknown: "B") == [])
    }

    @Test("a long run can be stopped")
    func cancelled() throws {
        let events = try LetterEvents("A1 B1")
        let relation = Relation.sequence(EventSequence(anchors: events.of("A"), steps: [events.step("B")]))
        #expect(throws: RunError.self) {
            try Engine(events.data).answer(relation, control: RunControl(isCancelled: { true }))
        }
    }
}
