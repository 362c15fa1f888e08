import Columnar
import Engine
import EventModel
import Plan
import Testing

/// Events of one letter each: id, date, letter, key, link.
private struct Events {
    static let fields = [
        Field("id", .text), Field("date", .date), Field("what", .text), Field("who", .actor),
        Field("parties", .list(.actor)), Field("responds_to", .list(.event)), Field("size", .number),
    ]

    var rows: [[Value]] = []
    var coverage: Coverage?

    /// Events on days one after another from 1 January 2020, named as in `A1 B1 C1 B2`: the letter is what they are.
    init(_ names: String) throws {
        let first = try day("2020-01-01")
        for (index, name) in names.split(separator: " ").enumerated() {
            add(String(name), .date(EventDate(at: DateSpan(day: first + DayNumber(index)))))
        }
    }

    /// Events as in `A1 2020-01-05, B1 2020-02/2020-03`.
    init(dated text: String, coverage: String? = nil) throws {
        for part in text.split(separator: ",") {
            let words = part.split(separator: " ").map(String.init)
            add(words[0], words.count < 2 ? .unknown : words[1] == "none" ? .none : try .day(words[1]))
        }
        self.coverage = try coverage.map { Coverage(try #require(Period.parse($0)), isGuess: false) }
    }

    mutating func add(_ id: String, _ date: Value) {
        rows.append([
            .text(id), date, .text(String(id.prefix(1))), .actor("x"), .list([.actor("x")]), .none, .number(1),
        ])
    }

    mutating func set(_ id: String, _ field: String, _ value: Value) {
        guard let column = Self.fields.firstIndex(where: { $0.name == field }) else { return }
        for row in rows.indices where rows[row][0] == .text(id) { rows[row][column] = value }
    }

    func with(_ id: String, _ field: String, _ value: Value) -> Events {
        var copy = self
        copy.set(id, field, value)
        return copy
    }

    var data: DataSet { Fixture.data(Self.fields, rows, cuts: rows.count > 3 ? [2] : [], coverage: coverage) }

    func of(_ what: String) -> Relation {
        .filter(.rows(of: data), .compare(.column("what", .text), .equal, .constant(.text(what), .text)))
    }

    func step(
        _ what: String, name: String? = nil, within window: Lag? = nil, _ form: SequenceStep.Form = .once,
        where condition: Expression? = nil
    ) -> SequenceStep {
        SequenceStep(
            SequencePattern(of(what), condition: condition), name: form == .absent ? nil : name ?? what.lowercased(),
            window: window, form: form)
    }

    /// The rows of an answer as texts: the ids of the anchor and of what it matched, `?` behind those only possible.
    func ask(_ sequence: EventSequence) throws -> [String] {
        let answer = try Engine(data).answer(.possibly(.sequence(sequence)))
        return (0..<answer.rowCount).map { row in
            var words: [String] = []
            for (column, field) in answer.fields.enumerated()
            where field.name == "id" || field.type.element == .event && field.name != "responds_to" {
                words.append(Self.text(answer.value(row: row, column: column)))
            }
            return words.joined(separator: " ") + (answer.isPossible(row: row) ? "?" : "")
        }
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .none: "-"
        case .unknown: "unknown"
        case .list(let members): "[" + members.map { text($0) }.joined(separator: " ") + "]"
        case _: value.name ?? "…"
        }
    }

    /// `A | followed by B`, and what becomes of it by other choices.
    func followed(
        by what: String = "B", within window: Lag? = nil, keys: [NamedExpression] = [], backward: Bool = false,
        take: EventSequence.Take = .first, keep: EventSequence.Keep = .matched, where condition: Expression? = nil
    ) throws -> [String] {
        try ask(
            EventSequence(
                anchors: of("A"), keys: keys, steps: [step(what, name: "next", within: window, where: condition)],
                isBackward: backward, take: take, keep: keep))
    }

    /// A sequence that begins with A.
    func sequence(
        _ steps: [SequenceStep], within window: Lag? = nil, until: String? = nil, keys: [NamedExpression] = []
    ) throws -> [String] {
        try ask(
            EventSequence(
                anchors: of("A"), anchorName: "a", keys: keys, window: window, steps: steps,
                until: until.map { SequencePattern(of($0)) }))
    }
}

private let who = NamedExpression("who", .column("who", .actor))

@Suite("Sequences: what follows")
struct FollowingTests {
    /// The classic of composite events: of the readings of `each A, then B` ours is each A with its next B.
    @Test("each anchor takes its next event, and none is lost because of another")
    func next() throws {
        let events = try Events("A1 B1 C1 B2 A2 D1 A3 B3 E1 A4 F1 B4")
        #expect(try events.followed() == ["A1 B1", "A2 B3", "A3 B3", "A4 B4"])
        #expect(
            try events.followed(take: .all) == [
                "A1 B1", "A1 B2", "A1 B3", "A1 B4", "A2 B3", "A2 B4", "A3 B3", "A3 B4", "A4 B4",
            ])
        #expect(try events.followed(take: .last) == ["A1 B4", "A2 B4", "A3 B4", "A4 B4"])
        #expect(try events.followed(backward: true) == ["A2 B2", "A3 B2", "A4 B3"])
        #expect(try events.followed(backward: true, take: .last) == ["A2 B1", "A3 B1", "A4 B1"])
        #expect(
            try events.followed(backward: true, take: .all) == [
                "A2 B2", "A2 B1", "A3 B2", "A3 B1", "A4 B3", "A4 B2", "A4 B1",
            ])
    }

    @Test("without window an anchor without next event has no match")
    func noMatch() throws {
        #expect(try Events("B1 A1").followed() == [])
        #expect(try Events("C1").followed() == [])
        #expect(try Events("A1").followed(by: "A") == [])
    }

    @Test("a window takes in both of its ends, and days before it not at all")
    func window() throws {
        let events = try Events(dated: "A1 2020-01-01,B1 2020-03-01")
        #expect(try events.followed(within: Lag(60, .day)) == ["A1 B1"])
        #expect(try events.followed(within: Lag(59, .day)) == [])
        #expect(try events.followed(within: Lag(2, .month)) == ["A1 B1"])
        #expect(try events.followed(within: Lag(9, .week)) == ["A1 B1"])
        #expect(try events.followed(within: Lag(8, .week)) == [])
    }

    @Test(
        "months go by the calendar, forward and backward alike",
        arguments: [
            ("2020-01-31", "2020-02-29", true), ("2020-01-31", "2020-03-01", false),
            ("2021-01-29", "2021-02-28", true), ("2020-02-29", "2020-03-29", true),
            ("2020-02-29", "2020-03-30", false), ("2020-03-31", "2020-04-30", true),
        ])
    func months(first: String, second: String, fits: Bool) throws {
        let forward = try Events(dated: "A1 \(first),B1 \(second)").followed(within: Lag(1, .month))
        let backward = try Events(dated: "B1 \(first),A1 \(second)").followed(within: Lag(1, .month), backward: true)
        #expect(forward == (fits ? ["A1 B1"] : []))
        #expect(backward == (fits ? ["A1 B1"] : []))
    }

    @Test("on one day nobody knows which came first; a later event that certainly follows is taken")
    func sameDay() throws {
        let same = try Events(dated: "A1 2020-01-05,B1 2020-01-05")
        #expect(try same.followed() == ["A1 B1?"])
        #expect(try same.followed(backward: true) == ["A1 B1?"])
        let later = try Events(dated: "A1 2020-01-05,B1 2020-01-05,B2 2020-01-09")
        #expect(try later.followed() == ["A1 B2"])
        #expect(try later.followed(take: .all) == ["A1 B1?", "A1 B2"])
        #expect(try later.followed(within: Lag(1, .day)) == ["A1 B1?"])
    }

    @Test("of events of one day the least id is taken, numbers before texts; looking back the greatest")
    func ties() throws {
        let events = try Events(dated: "A1 2020-01-01,B10 2020-01-05,B9 2020-01-05,B2 2020-01-05")
        #expect(try events.followed() == ["A1 B10"])
        var numbered = try Events(dated: "A1 2020-01-01")
        for id in ["10", "9", "x", "11"] {
            numbered.add(id, try .day("2020-01-05"))
            numbered.set(id, "what", .text("B"))
        }
        #expect(try numbered.followed() == ["A1 9"])
        var back = numbered
        back.set("A1", "date", try .day("2020-02-01"))
        #expect(try back.followed(backward: true) == ["A1 x"])
        #expect(try back.followed(backward: true, take: .last) == ["A1 9"])
    }

    @Test("an event never follows itself")
    func itself() throws {
        let events = try Events(dated: "A1 2020-01-05,A2 2020-01-05,A3 2020-02")
        #expect(try events.followed(by: "A") == ["A1 A3", "A2 A3"])
        #expect(try Events(dated: "A1 2020,A2 2021").followed(by: "A") == ["A1 A2"])
    }

    @Test("wide dates: certainly after only if all days are, and within only if all lags are")
    func wide() throws {
        let events = try Events(dated: "A1 2020-01,B1 2020-02,B2 2020-01-20,B3 2020-01")
        #expect(try events.followed() == ["A1 B1"])
        #expect(try events.followed(take: .all) == ["A1 B3?", "A1 B2?", "A1 B1"])
        // From 1 January to 29 February are 59 days.
        #expect(try events.followed(within: Lag(59, .day)) == ["A1 B1"])
        #expect(try events.followed(within: Lag(58, .day)) == ["A1 B3?"])
        #expect(try Events(dated: "A1 2020-03,B1 2020-02").followed() == [])
    }

    @Test("lasting events follow from their end to the next start")
    func lasting() throws {
        let events = try Events(dated: "A1 2020-01-01/2020-01-20,B1 2020-01-10,B2 2020-01-25/2020-03-01")
        #expect(try events.followed() == ["A1 B2"])
        #expect(try events.followed(within: Lag(5, .day)) == ["A1 B2"])
        #expect(try events.followed(within: Lag(4, .day)) == [])
        let back = try Events(dated: "B1 2020-01-01/2020-01-20,B2 2020-01-05/2020-01-08,A1 2020-01-25")
        #expect(try back.followed(backward: true) == ["A1 B2"])
        #expect(try back.followed(within: Lag(5, .day), backward: true) == ["A1 B1"])
    }

    @Test("of an unknown date everything is possible; without a date there is nothing")
    func unknownDates() throws {
        #expect(try Events(dated: "A1 2020-01-01,B1").followed() == ["A1 B1?"])
        #expect(try Events(dated: "A1,B1 2020-01-01").followed(within: Lag(5, .day)) == ["A1 B1?"])
        #expect(try Events(dated: "A1 none,B1 2020-01-01").followed() == [])
        #expect(try Events(dated: "A1 2020-01-01,B1 none").followed() == [])
        #expect(
            try Events(dated: "A1 none,B1 2020-01-01", coverage: "2020").followed(within: Lag(1, .day), keep: .all)
                == [])
    }

    @Test("a link puts an event behind another whatever their dates")
    func links() throws {
        let link = Value.list([.event("A1")])
        let same = try Events(dated: "A1 2020-01-05,B1 2020-01-05").with("B1", "responds_to", link)
        #expect(try same.followed() == ["A1 B1"])
        let wide = try Events(dated: "A1 2020-01,B1 2020-01").with("B1", "responds_to", link)
        #expect(try wide.followed(within: Lag(30, .day)) == ["A1 B1"])
        #expect(try wide.followed(within: Lag(29, .day)) == ["A1 B1?"])
        let contradicting = try Events(dated: "A1 2020-02-01,B1 2020-01-01").with("B1", "responds_to", link)
        #expect(try contradicting.followed() == ["A1 B1"])
        #expect(try contradicting.followed(within: Lag(10, .day)) == ["A1 B1?"])
        let back = try Events(dated: "B1 2020-01-05,A1 2020-01-05").with("A1", "responds_to", .list([.event("B1")]))
        #expect(try back.followed(backward: true) == ["A1 B1"])
        #expect(try back.with("A1", "responds_to", .none).followed(backward: true) == ["A1 B1?"])
    }

    @Test("an anchor that is only possible makes its matches possible, as an event does")
    func possible() throws {
        let events = try Events("A1 B1 A2 B2").with("A1", "what", .unknown).with("B2", "what", .unknown)
        // What A1 is, nobody knows: it may be an anchor, and it may be a B.
        #expect(try events.followed() == ["A1 B1?", "A2 B2?"])
        let answer = try Engine(events.data).answer(
            .sequence(EventSequence(anchors: events.of("A"), steps: [events.step("B")])))
        #expect(answer.rowCount == 0)
        #expect(answer.footer.possibleCount == 2)
    }

    @Test("columns of the anchor stay, and the match is an event whose fields can be asked for")
    func columns() throws {
        let events = try Events("A1 B1 A2 B2").with("B2", "size", .number(7))
        let sequence = Relation.sequence(
            EventSequence(anchors: events.of("A"), steps: [events.step("B", name: "next")]))
        let size = Expression(
            .linked(event: .column("next", .event), field: "size", knownOn: nil), .number)
        let answer = try Engine(events.data).answer(
            .project(
                sequence,
                [NamedExpression("id", .column("id", .text)), NamedExpression("size", size)]))
        #expect(answer.rows == [[.text("A1"), .number(1)], [.text("A2"), .number(7)]])
    }

    @Test("fields of no match are none, of an unknown one unknown")
    func fieldsOfNone() throws {
        let events = try Events(dated: "A1 2020-01-01,B1 2020-01-03,A2 2020-02-01,A3 2020-12-30", coverage: "2020")
        let sequence = Relation.sequence(
            EventSequence(
                anchors: events.of("A"), steps: [events.step("B", name: "next", within: Lag(5, .day))], keep: .all))
        for (field, type, value) in [
            ("what", ValueType.text, Value.text("B")), ("size", .number, .number(1)),
            ("date", .date, try Value.day("2020-01-03")), ("parties", .list(.actor), .list([.actor("x")])),
        ] {
            let linked = Expression(.linked(event: .column("next", .event), field: field, knownOn: nil), type)
            let answer = try Engine(events.data).answer(.project(sequence, [NamedExpression("x", linked)]))
            #expect(answer.cells() == [value, .none, .unknown])
        }
    }

    @Test("sequences of a sequence: the next step goes on from the same anchor")
    func chained() throws {
        let events = try Events("A1 B1 C1 A2 B2")
        let first = Relation.sequence(
            EventSequence(anchors: events.of("A"), steps: [events.step("B", name: "b")]))
        let second = EventSequence(anchors: first, steps: [events.step("C", name: "c")])
        #expect(try events.ask(second) == ["A1 B1 C1"])
    }
}

@Suite("Sequences: keys and conditions")
struct SequenceKeyTests {
    @Test("events share the keys; what is unknown or none equals nothing")
    func keys() throws {
        let events = try Events("A1 B1 B2 A2 B3").with("B1", "who", .actor("y")).with("A2", "who", .unknown)
            .with("B3", "who", .unknown)
        #expect(try events.followed(keys: [who]) == ["A1 B2"])
        #expect(try events.with("A2", "who", .none).with("B3", "who", .none).followed(keys: [who]) == ["A1 B2"])
        let two = [who, NamedExpression("size", .column("size", .number))]
        #expect(try events.followed(keys: two) == ["A1 B2"])
        #expect(try events.with("B2", "size", .number(2)).followed(keys: two) == [])
    }

    @Test("lists share a key if they share a member")
    func lists() throws {
        let parties = NamedExpression("parties", .column("parties", .list(.actor)))
        func list(_ names: String...) -> Value { .list(names.map { .actor($0) }) }
        let events = try Events("A1 B1 B2 A2 B3").with("A1", "parties", list("p", "q", "q"))
            .with("B1", "parties", list("r")).with("B2", "parties", list("s", "q", "p"))
            .with("A2", "parties", list("r", "s")).with("B3", "parties", list("s", "r", "s"))
        #expect(try events.followed(keys: [parties]) == ["A1 B2", "A2 B3"])
        #expect(try events.followed(keys: [parties], take: .all) == ["A1 B2", "A2 B3"])
        #expect(try events.followed(keys: [parties, who]) == ["A1 B2", "A2 B3"])
        #expect(try events.with("B2", "parties", .unknown).followed(keys: [parties]) == ["A2 B3"])
    }

    @Test("keys of which one of several is known are maybe, unless all agree")
    func alternatives() throws {
        let parties = NamedExpression("parties", .column("parties", .list(.actor)))
        func either(_ names: String...) -> Value { .oneOf(names.map { .actor($0) }) }
        let events = try Events("A1 B1").with("A1", "parties", either("p", "q"))
        #expect(try events.with("B1", "parties", either("p", "r")).followed(keys: [parties]) == ["A1 B1?"])
        #expect(try events.with("B1", "parties", either("s")).followed(keys: [parties]) == [])
        #expect(
            try events.with("A1", "parties", either("p", "p")).with("B1", "parties", either("p"))
                .followed(keys: [parties]) == ["A1 B1"])
    }

    private let sameAsAnchor = Expression.compare(.column("who", .actor), .equal, .column("anchor.who", .actor))

    @Test("an equality with the anchor is exact: unknown may equal all, none equals none")
    func equality() throws {
        let events = try Events("A1 B1 B2 B3").with("B1", "who", .actor("y")).with("B2", "who", .unknown)
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
        let events = try Events("A1 B1 B2").with("B1", "parties", .list([]))
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
        var events = try Events("A1 B1 B2 B3 B4 B5 B6 B7")
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
        let events = try Events("A1 B1 C1 C2").with("B1", "who", .actor("y")).with("C2", "who", .actor("y"))
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
        let events = try Events(
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
        let events = try Events(dated: "A1 2020-01-01,B1 2020-01-01,A2 2020-02-01", coverage: "2020")
        #expect(try events.followed(within: window, keep: .unmatched) == ["A1?", "A2"])
        #expect(try events.followed(within: window, keep: .all) == ["A1 B1?", "A1 -?", "A2 -"])
    }

    @Test("no event between two others")
    func between() throws {
        let events = try Events("A1 C1 B1 A2 B2 A3 B3 C2")
        #expect(try events.sequence([events.step("C", .absent), events.step("B")]) == ["A2 B2", "A3 B3"])
        let same = try Events(dated: "A1 2020-01-01,C1 2020-01-01,B1 2020-01-05")
        #expect(try same.sequence([same.step("C", .absent), same.step("B")]) == ["A1 B1?"])
        let touching = try Events(dated: "A1 2020-01-01,C1 2020-01-05,B1 2020-01-05")
        #expect(try touching.sequence([touching.step("C", .absent), touching.step("B")]) == ["A1 B1?"])
        // What is forbidden only for a while does not matter later.
        let late = try Events(dated: "A1 2020-01-01,C1 2020-01-20,B1 2020-02-01")
        #expect(try late.sequence([late.step("C", within: window, .absent), late.step("B")]) == ["A1 B1"])
        #expect(
            try late.sequence([late.step("C", within: Lag(30, .day), .absent), late.step("B")]) == [])
    }

    @Test("what comes next may be the very kind that must not come before it")
    func sameKind() throws {
        let events = try Events("A1 B1 B2")
        #expect(try events.sequence([events.step("B", .absent), events.step("B")]) == ["A1 B1"])
    }

    @Test("a wide event between is possibly there")
    func wideBetween() throws {
        let events = try Events(dated: "A1 2020-01-10,C1 2020-01,B1 2020-01-20")
        #expect(try events.sequence([events.step("C", .absent), events.step("B")]) == ["A1 B1?"])
        let inside = try Events(dated: "A1 2020-01-10,C1 2020-01-12/2020-01-14,B1 2020-01-20")
        #expect(try inside.sequence([inside.step("C", .absent), inside.step("B")]) == [])
        let beyond = try Events(dated: "A1 2020-01-10,C1 2020-01-12/2020-01-24,B1 2020-01-20")
        #expect(try beyond.sequence([beyond.step("C", .absent), beyond.step("B")]) == ["A1 B1"])
    }

    @Test("a no that stands last holds until the window closes, if the data reach so far")
    func last() throws {
        let events = try Events(
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
        let events = try Events("A1 B1 C1 A2 C2 B2 C3")
        let steps = [events.step("B"), events.step("C")]
        #expect(try events.sequence(steps) == ["A1 B1 C1", "A2 B2 C3"])
        #expect(try events.sequence(steps, within: Lag(2, .day)) == ["A1 B1 C1"])
        #expect(
            try events.sequence([events.step("B", within: Lag(1, .day)), events.step("C")]) == ["A1 B1 C1"])
        #expect(try events.sequence(steps, keys: [who]) == ["A1 B1 C1", "A2 B2 C3"])
    }

    @Test("the columns are the keys, the anchor and the steps")
    func columns() throws {
        let events = try Events("A1 B1")
        let answer = try Engine(events.data).answer(
            .sequence(
                EventSequence(
                    anchors: events.of("A"), anchorName: "a", keys: [who],
                    steps: [events.step("B"), events.step("C", name: "c", .optional)])))
        #expect(answer.fields.map(\.name) == ["who", "a", "b", "c"])
        #expect(answer.rows == [[.actor("x"), .event("A1"), .event("B1"), .none]])
    }

    @Test("no event is matched twice in one match")
    func once() throws {
        let events = try Events(dated: "A1 2020-01-01,B1 2020-02,B2 2020-02")
        #expect(try events.sequence([events.step("B"), events.step("B", name: "again")]) == ["A1 B1 B2?"])
        let one = try Events(dated: "A1 2020-01-01,B1 2020-02")
        #expect(try one.sequence([one.step("B"), one.step("B", name: "again")]) == [])
    }

    @Test("an optional step takes what certainly fits, and is unknown where something possibly does")
    func optional() throws {
        let steps = { (events: Events) in [events.step("B", .optional), events.step("C")] }
        let events = try Events("A1 B1 C1 A2 C2")
        #expect(try events.sequence(steps(events), within: Lag(3, .day)) == ["A1 B1 C1", "A2 - C2"])
        let same = try Events(dated: "A1 2020-01-01,B1 2020-01-01,C1 2020-01-05")
        #expect(try same.sequence(steps(same)) == ["A1 unknown C1"])
    }

    @Test("a number of events is a list of as many as certainly come; possible ones only make up the least")
    func times() throws {
        let events = try Events("A1 B1 B2 B3 B4 C1")
        func times(_ range: ClosedRange<Int>) -> [SequenceStep] { [events.step("B", .times(range)), events.step("C")] }
        #expect(try events.sequence(times(1...3)) == ["A1 [B1 B2 B3] C1"])
        #expect(try events.sequence(times(2...Int.max)) == ["A1 [B1 B2 B3 B4] C1"])
        #expect(try events.sequence(times(5...6)) == [])
        #expect(try events.sequence([events.step("D", .times(0...2)), events.step("C")]) == ["A1 [] C1"])
        let wide = try Events(dated: "A1 2020-01-01,B1 2020-01-05,B2 2020-01-05,C1 2020-02-01")
        #expect(try wide.sequence([wide.step("B", .times(1...2)), wide.step("C")]) == ["A1 [B1] C1"])
        #expect(try wide.sequence([wide.step("B", .times(2...2)), wide.step("C")]) == ["A1 [B1 B2] C1?"])
    }

    @Test("until ends the anchor: what comes behind it does not count")
    func until() throws {
        let events = try Events("A1 B1 U1 A2 U2 B2")
        #expect(try events.sequence([events.step("B")], until: "U") == ["A1 B1"])
        let same = try Events(dated: "A1 2020-01-01,U1 2020-01-05,B1 2020-01-05")
        #expect(try same.sequence([same.step("B")], until: "U") == ["A1 B1?"])
        let before = try Events(dated: "U1 2019-12-01,A1 2020-01-01,B1 2020-01-05")
        #expect(try before.sequence([before.step("B")], until: "U") == ["A1 B1"])
    }

    @Test("what ends the anchor may itself be the event looked for: it does not come before itself")
    func untilItself() throws {
        let events = try Events("A1 B1 B2 A2 B3")
        #expect(try events.sequence([events.step("B")], until: "B") == ["A1 B1", "A2 B3"])
    }

    @Test("a no that stands last looks only up to what ends the anchor")
    func untilAndNo() throws {
        let events = try Events(
            dated: "A1 2020-01-01,U1 2020-01-05,C1 2020-01-08,A2 2020-02-01,C2 2020-02-03,U2 2020-02-05",
            coverage: "2020")
        let steps = [events.step("C", .absent)]
        #expect(try events.sequence(steps, within: Lag(20, .day), until: "U") == ["A1"])
        #expect(try events.sequence(steps, within: Lag(20, .day)) == [])
    }

    @Test("events that serve several anchors are told, and earlier ones that possibly fit")
    func notes() throws {
        let events = try Events("A1 A2 B1")
        let answer = try Engine(events.data).answer(
            .sequence(EventSequence(anchors: events.of("A"), steps: [events.step("B")])))
        #expect(answer.footer.notes == [.matchedSeveralTimes(events: 1)])
        let same = try Events(dated: "A1 2020-01-01,B1 2020-01-01,B2 2020-01-03")
        let other = try Engine(same.data).answer(
            .sequence(EventSequence(anchors: same.of("A"), steps: [same.step("B")])))
        #expect(other.footer.notes == [.earlierPossible(matches: 1)])
    }

    @Test("a long run can be stopped")
    func cancelled() throws {
        let events = try Events("A1 B1")
        let relation = Relation.sequence(EventSequence(anchors: events.of("A"), steps: [events.step("B")]))
        #expect(throws: RunError.self) {
            try Engine(events.data).answer(relation, control: RunControl(isCancelled: { true }))
        }
    }
}
