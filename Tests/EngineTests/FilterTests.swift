import Columnar
import Engine
import EventModel
import Plan
import Testing

@Suite("Filters")
struct FilterTests {
    private let x = Expression.column("x", .number)

    private func ask(_ values: [Value], _ condition: Expression, cuts: [Int] = []) throws -> Answer {
        let data = Fixture.column(values, .number, cuts: cuts)
        return try Engine(data).answer(.filter(.rows(of: data), condition))
    }

    @Test("yes stays, maybe is counted below, no is gone")
    func keeps() throws {
        let answer = try ask(
            [.number(1), .number(5), .number(2, 7), .unknown, .none], .compare(x, .greater, .number(3)))
        #expect(answer.cells() == [.number(5)])
        #expect(answer.footer.possibleCount == 2)
        #expect(answer.possible == [])
    }

    @Test("possibly at the top, or among ands, lets possible rows stay, marked")
    func marks() throws {
        let values: [Value] = [.number(1), .number(5), .number(2, 7), .unknown]
        let isLarge = Expression.compare(x, .greater, .number(3))
        for condition in [isLarge.possibly, isLarge.possibly.and(.compare(.number(1), .equal, .number(1)))] {
            let answer = try ask(values, condition)
            #expect(answer.cells() == [.number(5), .number(2, 7), .unknown])
            #expect(answer.possible == [1, 2])
            #expect(answer.footer.possibleCount == 0)
        }
        // Deeper down the condition is simply yes.
        #expect(try ask(values, isLarge.possibly.negation.negation).possible == [])
    }

    @Test("the step possibly shows what filters before it left unseen, and nothing that they dropped")
    func possiblyStep() throws {
        let data = Fixture.column([.number(1), .number(5), .number(2, 7), .unknown], .number)
        let filtered = Relation.filter(.rows(of: data), .compare(x, .greater, .number(3)))
        let answer = try Engine(data).answer(.possibly(.filter(filtered, .compare(x, .less, .number(6)))))
        #expect(answer.cells() == [.number(5), .number(2, 7), .unknown])
        #expect(answer.possible == [1, 2])
    }

    @Test("certainly and possibly make two values of three; not exchanges yes and no only")
    func connectives() throws {
        let values: [Value] = [.number(1), .unknown, .number(9)]
        let isLarge = Expression.compare(x, .greater, .number(3))
        #expect(try ask(values, isLarge.certainly.negation).cells() == [.number(1), .unknown])
        #expect(try ask(values, isLarge.negation).cells() == [.number(1)])
        #expect(try ask(values, isLarge.or(isLarge.negation)).cells() == [.number(1), .number(9)])
        #expect(try ask(values, isLarge.or(Expression(.isUnknown(x), .bool))).cells() == [.unknown, .number(9)])
    }

    @Test("comparisons with unknown are maybe, with none no, but none differs from what is known")
    func unknownAndNone() throws {
        let data = Fixture.column([.none, .unknown, .number(2)], .number)
        func truths(_ comparison: Comparison, _ right: Expression) throws -> [Truth?] {
            let condition = Expression.compare(x, comparison, right)
            let answer = try Engine(data).answer(.project(.rows(of: data), [NamedExpression("t", condition)]))
            return answer.cells().map { if case .truth(let truth) = $0 { truth } else { nil } }
        }
        #expect(try truths(.equal, .number(2)) == [.no, .maybe, .yes])
        #expect(try truths(.notEqual, .number(2)) == [.yes, .maybe, .no])
        #expect(try truths(.less, .number(3)) == [.no, .maybe, .yes])
        #expect(try truths(.equal, x) == [.yes, .maybe, .yes])
        #expect(try truths(.equal, .constant(.none, .number)) == [.yes, .maybe, .no])
    }

    @Test("spans compare as all numbers between their bounds do", arguments: Comparison.allCases)
    func spans(comparison: Comparison) throws {
        // Every pair of spans with bounds in 0...3, asked of each pair of whole numbers; bounds are numbers, so halves
        // stand for the rest.
        let spans = (0...3).flatMap { low in (low...3).map { NumberSpan(Double(low), Double($0)) } }
        let pairs = spans.flatMap { left in spans.map { (left, $0) } }
        let data = Fixture.data(
            [Field("a", .number), Field("b", .number)], pairs.map { [.number($0), .number($1)] })
        let condition = Expression.compare(.column("a", .number), comparison, .column("b", .number))
        let answer = try Engine(data).answer(.project(.rows(of: data), [NamedExpression("t", condition)]))
        for (index, (left, right)) in pairs.enumerated() {
            let points = { (span: NumberSpan) in stride(from: span.low, through: span.high, by: 0.5) }
            let answers = Set(points(left).flatMap { one in points(right).map { Self.holds(comparison, one, $0) } })
            let expected: Truth = answers.count == 2 ? .maybe : Truth(answers.contains(true))
            #expect(answer.value(row: index, column: 0) == .truth(expected), "\(left) \(comparison.rawValue) \(right)")
        }
    }

    private static func holds(_ comparison: Comparison, _ left: Double, _ right: Double) -> Bool {
        switch comparison {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }

    @Test(
        "tables of one batch, less and more are filtered alike, in one segment or several",
        arguments: [
            0, 1, 63, 64, 65, 4_095, 4_096, 4_097, 8_193,
        ])
    func sizes(count: Int) throws {
        let values = (0..<count).map { $0 % 5 == 0 ? Value.unknown : .number(Double($0 % 7)) }
        let isSmall = Expression.compare(x, .less, .number(3))
        let expected = values.filter { if case .number(let span) = $0 { span.low < 3 } else { false } }
        for cuts in [[], [0, count / 3, count / 2, count]] {
            let answer = try ask(values, isSmall, cuts: cuts)
            #expect(answer.cells() == expected)
            #expect(answer.footer.possibleCount == values.filter { $0 == .unknown }.count)
            let data = Fixture.column(values, .number, cuts: cuts)
            let counted = try Engine(data).answer(Relation.filter(.rows(of: data), isSmall).counted())
            #expect(counted.numbers() == [Double(expected.count)])
        }
    }

    @Test("a column that nobody coded passes no test")
    func allUnknown() throws {
        let answer = try ask(Array(repeating: .unknown, count: 5_000), .compare(x, .equal, .number(1)))
        #expect(answer.rowCount == 0)
        #expect(answer.footer.possibleCount == 5_000)
    }
}

@Suite("Conditions on names")
struct CodedConditionTests {
    private func kept(_ type: ValueType, _ values: [Value], _ condition: Expression, cuts: [Int] = []) throws -> [Value]
    {
        let data = Fixture.column(values, type, cuts: cuts)
        return try Engine(data).answer(.filter(.rows(of: data), condition)).cells()
    }

    @Test("a kind takes in the kinds below it, save with only")
    func kinds() throws {
        let values: [Value] = [.kind("zeta"), .kind("zeta.one"), .kind("eta"), .unknown, .none]
        let zeta = Expression.constant(.kind("zeta"), .kind)
        let kind = Expression.column("x", .kind)
        for cuts in [[], [1, 2]] {
            #expect(
                try kept(.kind, values, Expression(.within(kind, zeta, isOnly: false), .bool), cuts: cuts)
                    == [.kind("zeta"), .kind("zeta.one")])
            #expect(
                try kept(.kind, values, Expression(.within(kind, zeta, isOnly: true), .bool), cuts: cuts) == [
                    .kind("zeta")
                ])
            #expect(
                try kept(.kind, values, Expression(.within(kind, zeta, isOnly: false), .bool).negation, cuts: cuts)
                    == [.kind("eta"), .none])
        }
    }

    @Test("an actor takes in its parts, along chains; of several actors any will do")
    func actors() throws {
        let aland = Expression.constant(.actor("AA"), .actor)
        let values: [Value] = [
            .list([.actor("BB"), .actor("li")]), .list([.actor("BB")]), .list([.actor("BB"), .unknown]), .unknown,
            .none,
            .list([]),
        ]
        let isWithin = Expression(.within(.column("x", .list(.actor)), aland, isOnly: false), .bool)
        let data = Fixture.column(values, .list(.actor))
        let answer = try Engine(data).answer(.filter(.rows(of: data), isWithin))
        #expect(answer.cells() == [values[0]])
        #expect(answer.footer.possibleCount == 2)
    }

    @Test("many stretches of codes are found by table, few by comparison, with one answer")
    func stretches() throws {
        let texts = (0..<40).map { Value.text("t\($0)") }
        let values = (0..<5_000).map { texts[$0 * 7 % 40] }
        for wanted in [[3], [3, 4, 5, 20], Array(stride(from: 0, to: 40, by: 2)), Array(0..<40)] {
            let condition = Expression(
                .or(wanted.map { .compare(.column("x", .text), .equal, .constant(texts[$0], .text)) }), .bool)
            #expect(
                try kept(.text, values, condition) == values.filter { value in wanted.contains { texts[$0] == value } })
        }
    }

    @Test("texts compare by bytes", arguments: [Comparison.less, .lessOrEqual, .greater, .greaterOrEqual])
    func bytes(comparison: Comparison) throws {
        let texts = ["Z", "a", "ä", "z", "", "zz"]
        let condition = Expression.compare(.column("x", .text), comparison, .constant(.text("z"), .text))
        let expected = texts.filter { text in
            let (less, more) = (
                text.utf8.lexicographicallyPrecedes("z".utf8), "z".utf8.lexicographicallyPrecedes(text.utf8)
            )
            return switch comparison {
            case .less: less
            case .lessOrEqual: !more
            case .greater: more
            case _: !less
            }
        }
        #expect(try kept(.text, texts.map { .text($0) }, condition) == expected.map { .text($0) })
    }
}

@Suite("Tests of texts")
struct TextTests {
    private func matches(_ function: ScalarFunction, _ text: String, _ part: String) throws -> Bool {
        let data = Fixture.column([.text(text)], .text)
        let condition = Expression.call(function, [.column("x", .text), .constant(.text(part), .text)], .bool)
        return try Engine(data).answer(.filter(.rows(of: data), condition)).rowCount == 1
    }

    @Test("like matches the whole text, * any text and ? one character")
    func like() throws {
        #expect(try matches(.like, "talks fail", "talks*"))
        #expect(try matches(.like, "talks fail", "t?lks*f*l"))
        #expect(try !matches(.like, "talks fail", "talks"))
        #expect(try !matches(.like, "talks", "talks?"))
        #expect(try matches(.like, "é", "?"))
        #expect(try matches(.like, "", "*"))
        #expect(try !matches(.like, "", "?"))
        #expect(try matches(.like, String(repeating: "a", count: 3_000), String(repeating: "*a", count: 60) + "*"))
    }

    @Test("mentions finds whole words one after another, in any case, in any script")
    func mentions() throws {
        #expect(try matches(.mentions, "The Talks, failed", "talks failed"))
        #expect(try !matches(.mentions, "The talkshow", "talks"))
        #expect(try !matches(.mentions, "talks have failed", "talks failed"))
        #expect(try matches(.mentions, "Ärger im Hafen", "ärger"))
        #expect(try matches(.mentions, "Hafen: ärger", "HAFEN"))
        #expect(try !matches(.mentions, "anything", ""))
        #expect(try matches(.mentions, "http://a.b/us-china_talks", "china talks"))
        #expect(try matches(.mentions, "fail failed", "failed"))
    }

    @Test("contains, starts_with and ends_with go by bytes, and a text contains the empty one")
    func parts() throws {
        #expect(try matches(.contains, "abcabd", "abd"))
        #expect(try !matches(.contains, "ab", "abc"))
        #expect(try matches(.contains, "ab", ""))
        #expect(try matches(.startsWith, "Äb", "Ä"))
        #expect(try !matches(.endsWith, "b", "ab"))
        #expect(try matches(.endsWith, "ab", "b"))
    }
}
