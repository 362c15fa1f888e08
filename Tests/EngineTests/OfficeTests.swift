import Columnar
import Engine
import EventModel
import Plan
import Testing

@Suite("Offices")
struct OfficeTests {
    /// `minister`: wei until 12 March 2023, li from then until he is dismissed at some day of October, then nobody
    /// until dong on 29 December. `chair` has one holder without an end; `pair` has two at once.
    private func data(_ dates: [Value]) throws -> DataSet {
        var data = Fixture.column(dates, .date)
        func span(_ text: String) throws -> DateSpan {
            let period = try #require(Period.parse(text))
            return DateSpan(period.first, period.last)
        }
        let open = DateSpan(day: DateSpan.distantFuture)
        data.catalog.offices = [
            OfficeTerm(
                office: "minister", holder: "wei", from: try span("2018-03-19"), to: try span("2023-03-12"), source: nil
            ),
            OfficeTerm(
                office: "minister", holder: "li", from: try span("2023-03-12"), to: try span("2023-10"), source: nil),
            OfficeTerm(office: "minister", holder: "dong", from: try span("2023-12-29"), to: open, source: nil),
            OfficeTerm(office: "chair", holder: "xi", from: try span("2013-03-14"), to: open, source: nil),
            OfficeTerm(
                office: "twin", holder: "one", from: try span("2020-01-01"), to: try span("2021-01-01"), source: nil),
            OfficeTerm(
                office: "twin", holder: "one", from: try span("2021-01-01"), to: try span("2022-01-01"), source: nil),
        ]
        return data
    }

    private func holders(_ office: String, _ dates: [Value]) throws -> [Value] {
        let data = try data(dates)
        let holder = Expression.call(.holder, [.constant(.text(office), .text), .column("x", .date)], .list(.actor))
        return try Engine(data).answer(.project(.rows(of: data), [NamedExpression("who", holder)])).cells()
    }

    private func one(_ id: String) -> Value { .list([.actor(id)]) }

    @Test("A term begins on its first day and ends before its last")
    func bounds() throws {
        #expect(
            try holders(
                "minister", ["2018-03-18", "2018-03-19", "2023-03-11", "2023-03-12", "2023-09-30"].map { try .day($0) })
                == [.none, one("wei"), one("wei"), one("li"), one("li")])
        #expect(
            try holders("chair", ["2013-03-13", "2013-03-14", "2030-01-01"].map { try .day($0) }) == [
                .none, one("xi"), one("xi"),
            ])
    }

    private func holder(_ office: String, _ date: Expression = .column("x", .date)) -> Expression {
        .call(.holder, [.constant(.text(office), .text), date], .list(.actor))
    }

    @Test("One of several is counted as known, is no member, and groups as unknown")
    func aggregates() throws {
        let data = try data([.day("2023-01-01"), .day("2023-10-15")])
        let who = holder("minister")
        let counts = try Engine(data).answer(
            Relation.rows(of: data).summarized([
                ("count", .aggregate(.count, who)), ("different", .aggregate(.count, who, isDistinct: true)),
            ]))
        #expect(counts.rows == [[.number(2), .number(1)]])
        #expect(counts.footer.notes == [.unknownSkipped(column: "different", count: 1)])
        let groups = try Engine(data).answer(Relation.rows(of: data).counted(by: [("who", who)]))
        #expect(groups.rows == [[.actor("wei"), .number(1)], [.unknown, .number(1)]])
    }

    @Test("A list that has every alternative surely has the right one; what is unknown may be none")
    func listsAndAlternatives() throws {
        let type = ValueType.list(.actor)
        var data = Fixture.column([.list([.actor("wei"), .actor("li")]), .list([.actor("wei")]), .none], type)
        data.catalog.offices = try self.data([]).catalog.offices
        let march = Expression.constant(try .day("2023-03"), .date)
        func rows(_ office: String) throws -> [Value] {
            let test = Expression(.within(.column("x", type), holder(office, march), isOnly: false), .bool)
            return try Engine(data).answer(.project(.rows(of: data), [NamedExpression("in", test)])).cells()
        }
        #expect(try rows("minister") == [.truth(.yes), .truth(.maybe), .truth(.no)])
        #expect(try rows("nobody's") == [.truth(.maybe), .truth(.maybe), .truth(.maybe)])
    }

    @Test("Of days on which there were several, or perhaps nobody, all come as alternatives")
    func alternatives() throws {
        #expect(
            try holders(
                "minister", ["2023-10-15", "2023-11-15", "2023-03", "2023-12", "2018/2024"].map { try .day($0) }) == [
                    .oneOf([.actor("li"), .none]), .none, .oneOf([.actor("wei"), .actor("li")]),
                    .oneOf([.actor("dong"), .none]),
                    .oneOf([.actor("wei"), .actor("li"), .actor("dong"), .none]),
                ])
    }

    @Test("Terms of one holder that follow upon each other are one")
    func terms() throws {
        #expect(
            try holders("twin", ["2020-12/2021-02", "2021-12-31/2022-01-01", "2020-01-01/.."].map { try .day($0) })
                == [one("one"), .oneOf([.actor("one"), .none]), .oneOf([.actor("one"), .none])])
        // A term without an end holds on all days to come.
        #expect(try holders("chair", [try .day("2020-01-01/..")]) == [one("xi")])
    }

    @Test("Of an unknown date it may be anybody; of an office that nobody recorded nothing is known")
    func unknown() throws {
        #expect(
            try holders("minister", [.unknown])
                == [.oneOf([.actor("wei"), .actor("li"), .actor("dong"), .none])])
        #expect(try holders("secretary", [try .day("2023-01-01"), .unknown]) == [.unknown, .unknown])
    }

    @Test("A test of the holder is yes or no where all alternatives agree, else maybe")
    func tests() throws {
        let dates: [Value] = try ["2023-03-11", "2023-03-12", "2023-03", "2023-11-15", "2023-10-15"].map {
            try .day($0)
        }
        let data = try data(dates)
        let holder = Expression.call(
            .holder, [.constant(.text("minister"), .text), .column("x", .date)], .list(.actor))
        let isLi = Expression(.within(holder, .constant(.actor("li"), .actor), isOnly: false), .bool)
        let answer = try Engine(data).answer(
            .project(
                .rows(of: data),
                [NamedExpression("li", isLi), NamedExpression("free", Expression(.isNone(holder), .bool))]))
        #expect(answer.cells(0) == [.truth(.no), .truth(.yes), .truth(.maybe), .truth(.no), .truth(.maybe)])
        #expect(answer.cells(1)[..<4] == [.truth(.no), .truth(.no), .truth(.no), .truth(.yes)])
    }
}
