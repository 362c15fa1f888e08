import Columnar
import Engine
import EventModel
import Plan
import TestSupport
import Testing

@Suite("Order of rows")
struct OrderTests {
    private static let fields = [Field("id", .text), Field("date", .date), Field("n", .number)]

    private func events(_ rows: [(String, String, Value)], cuts: [Int] = []) throws -> DataSet {
        Fixture.data(
            Self.fields, try rows.map { [.text($0), $1.isEmpty ? .unknown : try .day($1), $2] }, cuts: cuts)
    }

    private func ids(_ relation: Relation, _ data: DataSet) throws -> [String] {
        try Engine(data).answer(relation).cells().map { $0.name ?? "?" }
    }

    @Test("rows come by date, then by id, whole numbers by number and before other ids; unknown dates last")
    func defaultOrder() throws {
        let rows: [(String, String, Value)] = [
            ("b", "2023-02-03", .unknown), ("10", "2023-02-03", .unknown), ("9", "2023-02-03", .unknown),
            ("1", "", .unknown), ("z", "2023-02", .unknown), ("y", "2023-02-01", .unknown),
            ("a", "2023-02-03", .unknown),
        ]
        for cuts in [[], [3], [1, 2, 5]] {
            let data = try events(rows, cuts: cuts)
            #expect(try ids(.rows(of: data), data) == ["y", "z", "9", "10", "a", "b", "1"])
            #expect(try ids(.cut(.rows(of: data), skip: 2, take: 3), data) == ["9", "10", "a"])
        }
    }

    @Test("sorting is stable over the default order, with unknown last both ways")
    func sorting() throws {
        let data = try events([
            ("1", "2023-01-04", .number(2)), ("2", "2023-01-03", .unknown), ("3", "2023-01-02", .number(1)),
            ("4", "2023-01-01", .number(2)), ("5", "2023-01-05", .number(0, 4)), ("6", "2023-01-06", .none),
        ])
        let n = Expression.column("n", .number)
        #expect(try ids(.sort(.rows(of: data), [SortKey(n)]), data) == ["3", "4", "1", "5", "6", "2"])
        #expect(
            try ids(.sort(.rows(of: data), [SortKey(n, isDescending: true)]), data) == ["4", "1", "5", "3", "6", "2"])
        let id = Expression.column("id", .text)
        #expect(
            try ids(.sort(.sort(.rows(of: data), [SortKey(id, isDescending: true)]), [SortKey(n)]), data)
                == ["3", "5", "4", "1", "6", "2"])
    }

    @Test("texts are put in order by their bytes, however long and however much alike", arguments: [false, true])
    func texts(isPacked: Bool) throws {
        var random = SeededGenerator(seed: 20)
        var texts: Set<String> = ["", "\u{0}", "é", "e\u{301}", "ｚ", "𝔷"]
        // Alike in 8, 16 and very many bytes; ended where others go on, in zeros too.
        let beginnings = ["", "12345678", "https://www.example.org/", String(repeating: "long", count: 5_000)]
        for count in 0..<300 {
            texts.insert("x" + String(repeating: "\u{0}", count: count))
            for beginning in beginnings { texts.insert(beginning + String(random.next() % 1_000)) }
        }
        let shuffled = texts.sorted().shuffled(using: &random)
        let data = Fixture.column(shuffled.map { .text($0) }, .text, cuts: [100, 400])
        let sorted = Relation.sort(.rows(of: data), [SortKey(.column("x", .text))])
        let found = try Engine(isPacked ? data.packed : data).answer(sorted).cells().compactMap(\.name)
        let expected = shuffled.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    @Test("the first of many rows are those that a sort of all puts first", arguments: [0, 1, 7, 100, 4_000])
    func firstRows(limit: Int) throws {
        let values = (0..<5_000).map { Value.number(Double($0 * 7919 % 613)) }
        let data = Fixture.column(values, .number, cuts: [700])
        let sorted = Relation.sort(.rows(of: data), [SortKey(.column("x", .number))])
        let all = try Engine(data).answer(sorted).cells()
        #expect(
            try Engine(data).answer(.cut(sorted, skip: 3, take: limit)).cells() == Array(all.dropFirst(3).prefix(limit))
        )
    }

    @Test(
        "the first of stored numbers are those that a sort of all puts first", arguments: [1, 20, 600], [false, true])
    func firstStored(limit: Int, isDescending: Bool) throws {
        // Segments in one, two, four and eight bytes, over 1 and 100, with cells that are not known, and with equal ones.
        func value(_ row: Int) -> Value {
            let mix = row * 7_919 % 10_007
            switch row {
            case ..<20_000: return .number(Double(mix % 200 - 90))
            case ..<40_000: return .number(Double(mix - 5_000) / 100)
            case ..<60_000: return mix % 9 == 0 ? .unknown : .number(Double(mix % 300) - 120)
            case ..<80_000: return .number(Double(mix * 400 - 90))
            case _: return .number(Double(mix) / 7 - 95)
            }
        }
        let cuts = [20_000, 40_000, 60_000, 80_000]
        let data = Fixture.column((0..<100_000).map(value), .number, cuts: cuts).packed
        let sorted = Relation.sort(
            .rows(of: data), [SortKey(.column("x", .number), isDescending: isDescending)])
        var slow = RunControl()
        slow.shortcuts = []
        for skip in [0, 2] {
            let first = Relation.cut(sorted, skip: skip, take: limit)
            let one = try Engine(data).answer(first).cells()
            #expect(one == (try Engine(data).answer(first, control: slow).cells()))
            #expect(one.count == limit)
        }
    }

    @Test(
        "of thousands of rows those of one day come by their ids, be these numbers, texts or both",
        arguments: [[0], [0, 1], [1]])
    func manyTies(kinds: [Int]) throws {
        // Two segments whose ids have dictionaries of their own; no id twice, in no order.
        func id(_ row: Int) -> String {
            let number = row * 7_919 % 10_007
            return kinds[row % kinds.count] == 0 ? "\(number)" : "e\(number)"
        }
        let first = try day("2020-01-01")
        let days = (0..<6_000).map { first + DayNumber($0 * 31 % 5) }
        func segment(_ rows: Range<Int>) -> Segment {
            let texts = rows.map(id)
            let dictionary = NumberTexts(texts).map { CodeDictionary(.numbers($0), isSorted: false) }
            let codes = rows.indices.map { UInt32($0 - rows.lowerBound) + CodedColumn.firstCode }
            return Segment(
                stored: [
                    .coded(StoredCodes(codes), dictionary ?? CodeDictionary(texts, isSorted: false)),
                    .days(StoredDays(Array(days[rows]))),
                ], rowCount: rows.count)
        }
        let table = Table(
            schema: TableSchema("events", Array(Self.fields.prefix(2))),
            segments: [segment(0..<2_500), segment(2_500..<6_000)])
        let data = DataSet(catalog: Catalog(name: "test", tables: [table.schema]), tables: ["events": table])
        let wanted = (0..<6_000).sorted { left, right in
            if days[left] != days[right] { return days[left] < days[right] }
            switch (Int(id(left)), Int(id(right))) {
            case (let one?, let two?): return one < two
            case (let one, let two): return one != nil || two == nil && id(left) < id(right)
            }
        }
        #expect(try ids(.rows(of: data), data) == wanted.map(id))
        // In the other order of days those of one day still come by their ids.
        let back = Relation.sort(.rows(of: data), [SortKey(.column("date", .date), isDescending: true)])
        let later = Dictionary(grouping: wanted) { days[$0] }.sorted { $0.key > $1.key }.flatMap(\.value)
        #expect(try ids(back, data) == later.map(id))
    }

    @Test("kinds sort by their tree, texts by bytes, lists member by member")
    func names() throws {
        func sorted(_ type: ValueType, _ values: [Value], isDescending: Bool = false) throws -> [Value] {
            let data = Fixture.column(values, type)
            let key = SortKey(.column("x", type), isDescending: isDescending)
            return try Engine(data).answer(.sort(.rows(of: data), [key])).cells()
        }
        #expect(
            try sorted(.kind, [.kind("eta"), .kind("zeta.one"), .kind("zeta")]) == [
                .kind("zeta"), .kind("zeta.one"), .kind("eta"),
            ])
        #expect(try sorted(.text, [.text("ä"), .text("b"), .text("B")]) == [.text("B"), .text("b"), .text("ä")])
        let truths = [Truth.maybe, .no, .yes, .maybe].map { Value.truth($0) }
        #expect(try sorted(.bool, truths) == [truths[1], truths[0], truths[3], truths[2]])
        #expect(try sorted(.bool, truths, isDescending: true) == [truths[2], truths[0], truths[3], truths[1]])
        let lists: [Value] = [.list([.actor("BB")]), .list([.actor("AA"), .actor("BB")]), .list([.actor("AA")])]
        #expect(try sorted(.list(.actor), lists) == [lists[2], lists[1], lists[0]])
    }

    @Test("top takes the largest known keys, of each group in the order of the groups, ties by the rows")
    func top() throws {
        let data = Fixture.data(
            [Field("g", .text), Field("n", .number)],
            [("b", 1.0), ("a", 5), ("b", 3), ("a", 5), ("b", 3), ("c", -1)].map {
                [.text($0), $1 < 0 ? .unknown : .number($1)]
            })
        let n = Expression.column("n", .number)
        let all = try Engine(data).answer(.top(.rows(of: data), count: 3, key: n, by: []))
        #expect(all.rows == [[.text("a"), .number(5)], [.text("a"), .number(5)], [.text("b"), .number(3)]])
        let each = try Engine(data).answer(.top(.rows(of: data), count: 1, key: n, by: [.column("g", .text)]))
        #expect(each.rows == [[.text("b"), .number(3)], [.text("a"), .number(5)]])
    }

    @Test("distinct keeps the first row of each value, unknown being one and none another")
    func distinct() throws {
        let values: [Value] = [.number(1), .unknown, .number(1), .none, .unknown, .number(1, 2), .number(1, 2), .none]
        let data = Fixture.column(values, .number, cuts: [3])
        #expect(
            try Engine(data).answer(.distinct(.rows(of: data), keys: nil)).cells() == [
                .number(1), .unknown, .none, .number(1, 2),
            ])
        #expect(
            try Engine(data).answer(
                .distinct(.rows(of: data), keys: [Expression(.isUnknown(.column("x", .number)), .bool)])
            ).cells() == [.number(1), .unknown])
    }

    @Test("a cut beyond the end is empty, and settles what was merely possible")
    func cuts() throws {
        let data = Fixture.column([.number(1), .unknown, .number(3)], .number)
        let filtered = Relation.filter(.rows(of: data), .compare(.column("x", .number), .greater, .number(2)))
        let answer = try Engine(data).answer(.possibly(.cut(filtered, skip: 0, take: nil)))
        #expect(answer.cells() == [.number(3)])
        #expect(answer.footer.possibleCount == 1)
        #expect(try Engine(data).answer(.cut(.rows(of: data), skip: 9, take: 1)).rowCount == 0)
        #expect(try Engine(data).answer(.cut(.rows(of: data), skip: Int.max, take: Int.max)).rowCount == 0)
    }
}

@Suite("Windows")
struct WindowTests {
    private let x = Expression.column("x", .number)

    private func column(_ expression: Expression, _ values: [Value]) throws -> [Value] {
        let data = Fixture.column(values, .number)
        return try Engine(data).answer(.project(.rows(of: data), [NamedExpression("w", expression)])).cells()
    }

    @Test("neighbours of the first and the last row are unknown")
    func neighbours() throws {
        let values: [Value] = [.number(1), .none, .number(3)]
        #expect(try column(.window(.previous, [x]), values) == [.unknown, .number(1), .none])
        #expect(try column(.window(.next, [x]), values) == [.none, .number(3), .unknown])
        #expect(try column(.window(.previous, [x, .number(2)]), values) == [.unknown, .unknown, .number(1)])
        #expect(try column(.window(.next, [x, .number(9)]), values) == [.unknown, .unknown, .unknown])
        #expect(try column(.window(.previous, [x]), []) == [])
    }

    @Test("sums so far and means pass over what is not known; a window that is not full has no mean")
    func sums() throws {
        let values: [Value] = [.number(1), .unknown, .number(2, 4), .number(6)]
        #expect(
            try column(.window(.cumulative, [x]), values) == [.number(1), .number(1), .number(3, 5), .number(9, 11)])
        #expect(
            try column(.window(.movingMean, [x, .number(2)]), values) == [
                .unknown, .number(1), .number(2, 4), .number(4, 5),
            ])
    }

    @Test("ranks count from the largest, ties share one")
    func ranks() throws {
        let values: [Value] = [.number(5), .unknown, .number(7), .number(5), .number(1)]
        #expect(try column(.window(.rank, [x]), values) == [.number(2), .unknown, .number(1), .number(2), .number(4)])
    }

    @Test("rows that are merely possible are passed over by their neighbours")
    func unseen() throws {
        let data = Fixture.column([.number(4), .unknown, .number(6)], .number)
        let filtered = Relation.filter(.rows(of: data), .compare(x, .greater, .number(3)))
        let shown = Relation.project(
            filtered, [NamedExpression("x", x), NamedExpression("p", .window(.previous, [x]))])
        #expect(
            try Engine(data).answer(.possibly(shown)).rows == [
                [.number(4), .unknown], [.unknown, .unknown], [.number(6), .number(4)],
            ])
    }

    @Test("a window looks at the rows in the order that a sort gave them")
    func sorted() throws {
        let data = Fixture.column([.number(3), .number(1), .number(2)], .number)
        let sorted = Relation.sort(.rows(of: data), [SortKey(x)])
        let gaps = Expression(.arithmetic(.subtract, x, .window(.previous, [x])), .number)
        #expect(
            try Engine(data).answer(.project(sorted, [NamedExpression("gap", gaps)])).cells() == [
                .unknown, .number(1), .number(1),
            ])
    }
}

@Suite("The first of many rows")
struct FirstRowsTests {
    /// More rows than a stream keeps, in no order, with ties, spans, unknown days and merely possible rows.
    private static let data: DataSet = {
        let rows = (0..<18_000).map { row -> [Value] in
            let day = DayNumber(row * 7_919 % 4_001)
            let date = row % 1_000 == 0 ? Value.unknown : .date(EventDate(at: DateSpan(day, day + DayNumber(row % 2))))
            let number = Double(row * 31 % 601)
            return [
                .text("\(row)"), date,
                row % 13 == 0 ? .unknown : row % 17 == 0 ? .number(number, number + 9) : .number(number),
            ]
        }
        return Fixture.data(
            [Field("id", .text), Field("date", .date), Field("n", .number)], rows, cuts: [9_000, 9_001])
    }()

    @Test("rows forgotten on the way are none of those wanted", arguments: [(1, true), (20, false), (3_000, true)])
    func same(limit: Int, isDescending: Bool) throws {
        let data = Self.data
        let n = Expression.column("n", .number)
        let isWanted = Expression.compare(n, .greater, .number(100))
        let inputs: [Relation] = [
            .rows(of: data), .filter(.rows(of: data), isWanted), .possibly(.filter(.rows(of: data), isWanted)),
        ]
        for input in inputs {
            let sorted = Relation.sort(input, [SortKey(n, isDescending: isDescending)])
            for (whole, first) in [
                (input, Relation.cut(input, skip: 5, take: limit)), (sorted, .cut(sorted, skip: 5, take: limit)),
            ] {
                let all = try Engine(data).answer(whole)
                let some = try Engine(data).answer(first)
                #expect(some.cells() == Array(all.cells().dropFirst(5).prefix(limit)))
                #expect(some.possible == all.possible.filter { (5..<(5 + limit)).contains($0) }.map { $0 - 5 })
                #expect(some.footer == all.footer)
            }
            let top = try Engine(data).answer(.top(input, count: limit, key: n, by: []))
            let known = Relation.filter(
                .sort(input, [SortKey(n, isDescending: true)]), Expression(.isUnknown(n), .bool).negation)
            #expect(top.cells() == Array(try Engine(data).answer(known).cells().prefix(limit)))
        }
    }
}
