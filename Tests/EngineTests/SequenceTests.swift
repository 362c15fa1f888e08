import Columnar
import Engine
import EventModel
import Plan
import Testing

@Suite("Sequences: what follows")
struct FollowingTests {
    /// The classic of composite events: of the readings of `each A, then B` ours is each A with its next B.
    @Test("each anchor takes its next event, and none is lost because of another")
    func next() throws {
        let events = try LetterEvents("A1 B1 C1 B2 A2 D1 A3 B3 E1 A4 F1 B4")
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
        #expect(try LetterEvents("B1 A1").followed() == [])
        #expect(try LetterEvents("C1").followed() == [])
        #expect(try LetterEvents("A1").followed(by: "A") == [])
    }

    @Test("a window takes in both of its ends, and days before it not at all")
    func window() throws {
        let events = try LetterEvents(dated: "A1 2020-01-01,B1 2020-03-01")
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
        let forward = try LetterEvents(dated: "A1 \(first),B1 \(second)").followed(within: Lag(1, .month))
        let backward = try LetterEvents(dated: "B1 \(first),A1 \(second)").followed(
            within: Lag(1, .month), backward: true)
        #expect(forward == (fits ? ["A1 B1"] : []))
        #expect(backward == (fits ? ["A1 B1"] : []))
    }

    @Test("on one day nobody knows which came first; a later event that certainly follows is taken")
    func sameDay() throws {
        let same = try LetterEvents(dated: "A1 2020-01-05,B1 2020-01-05")
        #expect(try same.followed() == ["A1 B1?"])
        #expect(try same.followed(backward: true) == ["A1 B1?"])
        let later = try LetterEvents(dated: "A1 2020-01-05,B1 2020-01-05,B2 2020-01-09")
        #expect(try later.followed() == ["A1 B2"])
        #expect(try later.followed(take: .all) == ["A1 B1?", "A1 B2"])
        #expect(try later.followed(within: Lag(1, .day)) == ["A1 B1?"])
    }

    @Test("of events of one day the least id is taken, numbers before texts; looking back the greatest")
    func ties() throws {
        let events = try LetterEvents(dated: "A1 2020-01-01,B10 2020-01-05,B9 2020-01-05,B2 2020-01-05")
        #expect(try events.followed() == ["A1 B10"])
        var numbered = try LetterEvents(dated: "A1 2020-01-01")
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
        let events = try LetterEvents(dated: "A1 2020-01-05,A2 2020-01-05,A3 2020-02")
        #expect(try events.followed(by: "A") == ["A1 A3", "A2 A3"])
        #expect(try LetterEvents(dated: "A1 2020,A2 2021").followed(by: "A") == ["A1 A2"])
    }

    @Test("wide dates: certainly after only if all days are, and within only if all lags are")
    func wide() throws {
        let events = try LetterEvents(dated: "A1 2020-01,B1 2020-02,B2 2020-01-20,B3 2020-01")
        #expect(try events.followed() == ["A1 B1"])
        #expect(try events.followed(take: .all) == ["A1 B3?", "A1 B2?", "A1 B1"])
        // From 1 January to 29 February are 59 days.
        #expect(try events.followed(within: Lag(59, .day)) == ["A1 B1"])
        #expect(try events.followed(within: Lag(58, .day)) == ["A1 B3?"])
        #expect(try LetterEvents(dated: "A1 2020-03,B1 2020-02").followed() == [])
    }

    @Test("lasting events follow from their end to the next start")
    func lasting() throws {
        let events = try LetterEvents(dated: "A1 2020-01-01/2020-01-20,B1 2020-01-10,B2 2020-01-25/2020-03-01")
        #expect(try events.followed() == ["A1 B2"])
        #expect(try events.followed(within: Lag(5, .day)) == ["A1 B2"])
        #expect(try events.followed(within: Lag(4, .day)) == [])
        let back = try LetterEvents(dated: "B1 2020-01-01/2020-01-20,B2 2020-01-05/2020-01-08,A1 2020-01-25")
        #expect(try back.followed(backward: true) == ["A1 B2"])
        #expect(try back.followed(within: Lag(5, .day), backward: true) == ["A1 B1"])
    }

    @Test("of an unknown date everything is possible; without a date there is nothing")
    func unknownDates() throws {
        #expect(try LetterEvents(dated: "A1 2020-01-01,B1").followed() == ["A1 B1?"])
        #expect(try LetterEvents(dated: "A1,B1 2020-01-01").followed(within: Lag(5, .day)) == ["A1 B1?"])
        #expect(try LetterEvents(dated: "A1 none,B1 2020-01-01").followed() == [])
        #expect(try LetterEvents(dated: "A1 2020-01-01,B1 none").followed() == [])
        #expect(
            try LetterEvents(dated: "A1 none,B1 2020-01-01", coverage: "2020").followed(
                within: Lag(1, .day), keep: .all)
                == [])
    }

    @Test("a link puts an event behind another whatever their dates")
    func links() throws {
        let link = Value.list([.event("A1")])
        let same = try LetterEvents(dated: "A1 2020-01-05,B1 2020-01-05").with("B1", "responds_to", link)
        #expect(try same.followed() == ["A1 B1"])
        let wide = try LetterEvents(dated: "A1 2020-01,B1 2020-01").with("B1", "responds_to", link)
        #expect(try wide.followed(within: Lag(30, .day)) == ["A1 B1"])
        #expect(try wide.followed(within: Lag(29, .day)) == ["A1 B1?"])
        let contradicting = try LetterEvents(dated: "A1 2020-02-01,B1 2020-01-01").with("B1", "responds_to", link)
        #expect(try contradicting.followed() == ["A1 B1"])
        #expect(try contradicting.followed(within: Lag(10, .day)) == ["A1 B1?"])
        let back = try LetterEvents(dated: "B1 2020-01-05,A1 2020-01-05").with(
            "A1", "responds_to", .list([.event("B1")]))
        #expect(try back.followed(backward: true) == ["A1 B1"])
        #expect(try back.with("A1", "responds_to", .none).followed(backward: true) == ["A1 B1?"])
    }

    @Test("an anchor that is only possible makes its matches possible, as an event does")
    func possible() throws {
        let events = try LetterEvents("A1 B1 A2 B2").with("A1", "what", .unknown).with("B2", "what", .unknown)
        // What A1 is, nobody knows: it may be an anchor, and it may be a B.
        #expect(try events.followed() == ["A1 B1?", "A2 B2?"])
        let answer = try Engine(events.data).answer(
            .sequence(EventSequence(anchors: events.of("A"), steps: [events.step("B")])))
        #expect(answer.rowCount == 0)
        #expect(answer.footer.possibleCount == 2)
    }

    @Test("columns of the anchor stay, and the match is an event whose fields can be asked for")
    func columns() throws {
        let events = try LetterEvents("A1 B1 A2 B2").with("B2", "size", .number(7))
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
        let events = try LetterEvents(
            dated: "A1 2020-01-01,B1 2020-01-03,A2 2020-02-01,A3 2020-12-30", coverage: "2020")
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
        let events = try LetterEvents("A1 B1 C1 A2 B2")
        let first = Relation.sequence(
            EventSequence(anchors: events.of("A"), steps: [events.step("B", name: "b")]))
        let second = EventSequence(anchors: first, steps: [events.step("C", name: "c")])
        #expect(try events.ask(second) == ["A1 B1 C1"])
    }
}
