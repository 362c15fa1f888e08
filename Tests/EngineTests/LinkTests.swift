import Columnar
import Engine
import EventModel
import Plan
import Testing

@Suite("Following links")
struct LinkWalkTests {
    private static let fields = [
        Field("id", .text), Field("date", .date), Field("responds_to", .list(.event)), Field("tone", .number),
    ]

    /// Events of the days of January 2024 in their order, and the ids that each answers.
    private func data(_ events: [(id: String, links: [String])], cuts: [Int] = []) throws -> DataSet {
        Fixture.data(
            Self.fields,
            try events.enumerated().map { number, event in
                let day = number + 1
                return [
                    .text(event.id), try .day("2024-01-\(day < 10 ? "0" : "")\(day)"),
                    event.links.isEmpty ? .unknown : .list(event.links.map { .event($0) }),
                    number == 0 ? .number(1) : .unknown,
                ]
            }, cuts: cuts)
    }

    private func follow(_ data: DataSet, from rows: Relation, isBack: Bool = false, isAll: Bool = false) throws
        -> Relation
    {
        .follow(
            LinkWalk(
                events: rows, link: "responds_to", isBack: isBack, isAll: isAll,
                schema: try #require(data.tables["events"]).schema))
    }

    private func event(_ id: String, _ data: DataSet) -> Relation {
        .filter(.rows(of: data), .compare(.column("id", .text), .equal, .constant(.text(id), .text)))
    }

    private func ids(_ answer: Answer) -> [String] {
        let column = answer.fields.firstIndex { $0.name == "id" } ?? 0
        return answer.cells(column).compactMap(\.name)
    }

    @Test("The events that a link names come in its order; what is no event is left out")
    func forward() throws {
        let data = try data([("a", ["c", "nobody", "b", "c"]), ("b", []), ("c", ["b"])], cuts: [1])
        #expect(ids(try Engine(data).answer(try follow(data, from: event("a", data)))) == ["c", "b"])
        // Each event once for each row that it is reached from.
        #expect(ids(try Engine(data).answer(try follow(data, from: .rows(of: data)))) == ["c", "b", "b"])
    }

    @Test("Back come the events that point here, by date and then by id")
    func back() throws {
        let data = try data([("a", []), ("z", ["a"]), ("y", ["b", "a"]), ("b", ["a", "a"])], cuts: [2])
        #expect(
            ids(try Engine(data).answer(try follow(data, from: event("a", data), isBack: true))) == ["z", "y", "b"])
    }

    @Test("A whole chain comes depth first, with the number of links behind each event")
    func chain() throws {
        let data = try data([("a", ["b", "d"]), ("b", ["c"]), ("c", ["d"]), ("d", []), ("e", ["a"])])
        let answer = try Engine(data).answer(try follow(data, from: event("a", data), isAll: true))
        #expect(answer.fields.map(\.name) == ["depth", "id", "date", "responds_to", "tone"])
        // d is reached through c first, and comes once.
        #expect(ids(answer) == ["b", "c", "d"] && answer.numbers() == [1, 2, 3])
        let back = try Engine(data).answer(try follow(data, from: event("d", data), isBack: true, isAll: true))
        #expect(ids(back) == ["a", "e", "c", "b"] && back.numbers() == [1, 2, 1, 2])
    }

    @Test("Rings end where they began")
    func rings() throws {
        let data = try data([("a", ["b"]), ("b", ["c"]), ("c", ["a", "b"])])
        let answer = try Engine(data).answer(try follow(data, from: .rows(of: data), isAll: true))
        #expect(ids(answer) == ["b", "c", "c", "a", "a", "b"] && answer.numbers() == [1, 2, 1, 2, 1, 2])
    }

    @Test("Whether the first event is there goes on to all that it leads to")
    func presence() throws {
        let data = try data([("a", ["c"]), ("b", ["c", "a"]), ("c", [])])
        let some = Relation.filter(.rows(of: data), .compare(.column("tone", .number), .equal, .number(1)))
        let followed = try follow(data, from: some)
        let certain = try Engine(data).answer(followed)
        #expect(ids(certain) == ["c"] && certain.footer.possibleCount == 2)
        let all = try Engine(data).answer(.possibly(followed))
        #expect(ids(all) == ["c", "c", "a"] && all.possible == [1, 2])
    }

    @Test("A chain as long as the data costs no more than its events")
    func longChain() throws {
        let count = 50_000
        let fields = [Field("id", .text), Field("responds_to", .list(.event))]
        let rows: [[Value]] = (0..<count).map { [.text("e\($0)"), .list([.event("e\($0 + 1)")])] }
        let data = Fixture.data(fields, rows)
        let answer = try Engine(data).answer(try follow(data, from: event("e0", data), isAll: true))
        #expect(answer.rowCount == count - 1 && answer.numbers().last == Double(count - 1))
    }
}
