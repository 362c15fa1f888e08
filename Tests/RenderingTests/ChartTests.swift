import Columnar
import EventModel
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Rendering

@Suite("Charts")
struct ChartTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var name: String
        var kind: Chart
        var answer: Answer
        var columns: [Int]?
        var testDescription: String { name }
    }

    private static func months(_ count: Int) -> [Value] {
        (0..<count).map { index in
            let month = index % 12 + 1
            return Answers.period("\(2022 + index / 12)-\(month < 10 ? "0" : "")\(month)")
        }
    }

    private static func numbers(_ values: [Double?]) -> [Value] {
        values.map { $0.map { Answers.number($0) } ?? .unknown }
    }

    static let examples: [Example] = [
        Example(
            name: "bar", kind: .bar,
            answer: Answers.make([
                ("actor", .actor, [.actor("CHN"), .actor("USA"), .actor("TWN"), .unknown]),
                ("count", .number, numbers([12, 7.5, 0, 1])),
            ])),
        Example(
            name: "bar-spans", kind: .bar,
            answer: Answers.make(
                [
                    ("month", .period, months(4) + [.unknown]), ("low", .number, numbers([2, 0, 5, nil, 1])),
                    ("high", .number, numbers([6, 3, 5, nil, 1])),
                ], possible: [1])),
        Example(
            name: "bar-negative", kind: .bar,
            answer: Answers.make([
                ("kind", .kind, ["reject", "consult", "assault", "aid", "yield"].map(Value.kind)),
                ("goldstein", .number, [-4, 1, -10, 7.4, -0.01].map { Answers.number($0) }),
            ])),
        Example(
            name: "bar-huge", kind: .bar,
            answer: Answers.make([
                ("n", .text, ["a", "b", "c", "d"].map(Value.text)),
                (
                    "x", .number,
                    [
                        Answers.number(1.7e308), Answers.number(-1.7e308), Answers.number(1, .infinity),
                        Answers.number(5),
                    ]
                ),
            ])),
        Example(
            name: "bar-unknown", kind: .bar,
            answer: Answers.make([("n", .text, [.text("a"), .text("b")]), ("x", .money, [.unknown, .none])])),
        Example(name: "bar-empty", kind: .bar, answer: Answers.make([("n", .text, []), ("x", .number, [])])),
        Example(
            name: "line", kind: .line,
            answer: Answers.make([
                ("month", .period, months(30) + [.unknown]),
                ("count", .number, numbers((0..<30).map { [3, 5, 4, 8, 12, 7][$0 % 6] + Double($0) } + [4])),
            ])),
        Example(
            name: "line-gap", kind: .line,
            answer: Answers.make([
                ("month", .period, months(12)),
                ("count", .number, numbers([1, 2, 3, nil, nil, 6, nil, 8, 9, 8, 7, 6])),
            ])),
        Example(
            name: "line-series", kind: .line,
            answer: Answers.make([
                (
                    "actor", .actor,
                    Array(repeating: .actor("CHN"), count: 8) + Array(repeating: .actor("USA"), count: 8)
                ),
                ("year", .period, (0..<16).map { Answers.period("\(2016 + $0 % 8)") }),
                ("count", .number, numbers([1, 4, 9, 16, 25, 36, 49, 64, 60, 50, 40, nil, 20, 10, 5, 0])),
            ])),
        Example(
            name: "line-spans", kind: .line,
            answer: Answers.make([
                ("date", .date, ["2023-05-01", "2023-05-20", "2023-06", "2023-07-09", "2023-08-30"].map(Answers.date)),
                (
                    "amount", .money,
                    [
                        Answers.usd(1e9), Answers.usd(1.2e9, 2e9), Answers.usd(1.5e9), Answers.usd(3e9),
                        Answers.usd(2.1e9, 2.2e9),
                    ]
                ),
            ])),
        Example(
            name: "line-numbers", kind: .line,
            answer: Answers.make([("x", .number, numbers([1, 2, 4, 8])), ("y", .number, numbers([-1, 1, -2, 0.5]))])),
        Example(
            name: "line-one", kind: .line,
            answer: Answers.make([("day", .period, [Answers.period("2023-05-29")]), ("count", .number, numbers([3]))])),
        Example(
            name: "line-huge", kind: .line,
            answer: Answers.make([
                ("year", .period, ["1990", "2000", "2010"].map(Answers.period)),
                ("x", .number, numbers([-1.7e308, 0, 1.7e308])),
            ])),
        Example(
            name: "line-unknown", kind: .line,
            answer: Answers.make([("month", .period, months(3)), ("count", .number, numbers([nil, nil, nil]))])),
        Example(
            name: "line-empty", kind: .line, answer: Answers.make([("month", .period, []), ("count", .number, [])])),
        Example(
            name: "heatmap", kind: .heatmap,
            answer: Answers.make([
                ("root", .kind, (0..<12).map { .kind(["consult", "reject", "threaten"][$0 / 4]) }),
                ("year", .period, (0..<12).map { Answers.period("\(2021 + $0 % 4)") }),
                ("count", .number, numbers([1, 4, 9, 16, 0, 2, nil, 1, 12, 8, 5, 3])),
            ])),
        Example(
            name: "heatmap-sparse", kind: .heatmap,
            answer: Answers.make(
                [
                    ("actor", .actor, ["CHN", "CHN", "USA"].map(Value.actor)),
                    ("target", .actor, [.actor("USA"), .unknown, .actor("CHN")]),
                    ("count", .number, [Answers.number(3), Answers.number(1, 5), Answers.number(-2)]),
                ], possible: [1])),
        Example(
            name: "heatmap-months", kind: .heatmap,
            answer: Answers.make([
                ("actor", .actor, (0..<72).map { .actor(["CHN", "USA"][$0 / 36]) }),
                ("month", .period, months(36) + months(36)),
                ("count", .number, numbers((0..<72).map { Double($0 * 7 % 23) })),
            ])),
        Example(
            name: "heatmap-empty", kind: .heatmap,
            answer: Answers.make([("a", .text, []), ("b", .text, []), ("n", .number, [])])),
        Example(
            name: "bar-groups", kind: .bar,
            answer: Answers.make([
                ("root(kind)", .kind, [.kind("reject"), .kind("consult")]), ("quad(kind)", .number, numbers([3, 1])),
                ("count", .number, numbers([4, 9])),
            ])),
        Example(
            name: "line-band", kind: .line,
            answer: Answers.make([
                ("month", .period, months(12)),
                ("low", .number, numbers([0, 0, 1, 2, 2, nil, 3, 8, 4, 4, 1, 0])),
                ("high", .number, numbers([2, 3, 3, 4, 2, nil, 9, 12, 8, 4, 1, 2])),
            ])),
        Example(
            name: "line-many", kind: .line,
            answer: Answers.make([
                ("actor", .actor, (0..<33).map { .actor("A\($0 / 3)") }),
                ("year", .period, (0..<33).map { Answers.period("\(2020 + $0 % 3)") }),
                ("count", .number, numbers((0..<33).map { Double($0 * 5 % 17) })),
            ])),
        Example(name: "timeline", kind: .timeline, answer: timeline()),
        Example(name: "timeline-possible", kind: .timeline, answer: timeline(possible: [0, 3])),
        Example(
            name: "timeline-named", kind: .timeline,
            answer: Answers.make([
                ("id", .text, ["talk", "refusal", "sale"].map(Value.text)),
                ("date", .date, ["2023-05-01", "2023-05-20", "2023-06"].map(Answers.date)),
                ("answer.date", .date, [Answers.date("2023-08-09"), .unknown, Answers.date("2024")]),
            ])),
        Example(
            name: "timeline-open", kind: .timeline,
            answer: Answers.make([
                ("who", .text, ["since ever", "until today", "a long name of somebody", "never"].map(Value.text)),
                (
                    "date", .date,
                    [
                        Answers.date("../2021-05-01"), Answers.date("2022-01/.."), Answers.date("[..2022-06-01]"),
                        .unknown,
                    ]
                ),
            ])),
        Example(
            name: "timeline-dense", kind: .timeline,
            answer: Answers.make([
                ("actor", .actor, (0..<200).map { .actor(["CHN", "USA", "TWN"][$0 % 3]) }),
                ("kind", .kind, (0..<200).map { .kind(["reject", "consult", "aid", "fight"][$0 * 7 % 4]) }),
                ("date", .date, (0..<200).map { Answers.date("202\($0 % 4)-0\(1 + $0 % 9)-1\($0 % 10)") }),
            ])),
        Example(
            name: "timeline-periods", kind: .timeline,
            answer: Answers.make([("month", .period, months(3)), ("count", .number, numbers([1, 2, 3]))])),
        Example(
            name: "timeline-empty", kind: .timeline, answer: Answers.make([("a", .text, []), ("date", .date, [])])),
    ]

    /// Events of every sort of date.
    private static func timeline(possible: [Int] = []) -> Answer {
        let dates = [
            "2021/2023-05", "2023-05-29", "[2024-11-18..2024-11-20]", "2022", "2022-06", "2024-01-01/2024-12-31",
            "2022-02/2022-03", "2023-05-29",
        ]
        let kinds = [
            "reject.meeting", "reject.meeting", "reject", "fight.air", "consult.visit", "posture", "posture.exercise",
            "consult",
        ]
        return Answers.make(
            [
                ("id", .event, dates.indices.map { .event("e\($0)") }), ("kind", .kind, kinds.map(Value.kind)),
                ("date", .date, dates.map(Answers.date)),
                ("known", .date, dates.map { _ in Answers.date("2025") }),
                (
                    "actor", .list(.actor),
                    dates.indices.map {
                        $0 == 4
                            ? .list([.actor("USA"), .actor("CHN")])
                            : $0 == 7 ? .unknown : .list([.actor(["CHN", "USA"][$0 % 2])])
                    }
                ),
                ("target", .list(.actor), dates.map { _ in .list([.actor("TWN")]) }),
            ], possible: possible)
    }

    @Test("are drawn as ever", arguments: examples)
    func golden(example: Example) throws {
        var text = ""
        for unicode in [true, false] {
            text += try chart(
                example.answer, kind: example.kind, columns: example.columns, Answers.window(72, unicode: unicode)
            ).get()
        }
        #expect(differenceFromGolden(text, "charts/\(example.name).txt", beside: #filePath) == nil)
        let svg = try chartSVG(example.answer, kind: example.kind, columns: example.columns).get()
        #expect(differenceFromGolden(svg, "charts/\(example.name).svg", beside: #filePath) == nil)
        #expect(XMLParser(data: Data(svg.utf8)).parse())
    }

    @Test("are no wider than the window", arguments: examples)
    func width(example: Example) throws {
        for width in [20, 27, 40, 59, 60, 80, 133, 200] {
            for unicode in [true, false] {
                let text = try chart(
                    example.answer, kind: example.kind, columns: nil, Answers.window(width, unicode: unicode)
                ).get()
                #expect(text.split(separator: "\n").allSatisfy { ShownText(String($0)).width <= width })
                if !unicode { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
            }
        }
    }

    @Test("what they need is told")
    func problems() {
        func problem(_ answer: Answer, _ kind: Chart, _ columns: [Int]? = nil) -> ChartProblem? {
            guard case .failure(let problem) = chart(answer, kind: kind, columns: columns, Answers.file) else {
                return nil
            }
            return problem
        }
        #expect(problem(Answers.texts(["a"]), .bar) == .noNumbers)
        #expect(problem(Answers.make([("count", .number, [Answers.number(1)])]), .line) == .noAxis)
        #expect(problem(Answers.texts(["a"]), .timeline) == .noDates)
        let two = Answers.make([
            ("n", .text, [.text("a")]), ("a", .number, [Answers.number(1)]), ("b", .number, [Answers.number(1)]),
        ])
        #expect(problem(two, .bar, [0, 1, 2]) == .tooManyNumbers(["a", "b"]))
        #expect(problem(two, .bar) == nil)
        let money = Answers.make([
            ("n", .text, [.text("a"), .text("b")]),
            ("m", .money, [Answers.usd(1), .money(Money(NumberSpan(1), "EUR"))]),
        ])
        #expect(problem(money, .bar) == .severalCurrencies(["EUR", "USD"]))
    }

    @Test("naming a column leaves the others to their places")
    func named() throws {
        let answer = Answers.make([
            ("actor", .actor, [.actor("CHN"), .actor("USA")]),
            ("month", .period, [Answers.period("2023-05"), Answers.period("2023-06")]),
            ("a", .number, Self.numbers([1, 2])), ("b", .number, Self.numbers([3, 4])),
        ])
        func text(_ kind: Chart, _ columns: [Int]?) throws -> String {
            try chart(answer, kind: kind, columns: columns, Answers.window(40)).get()
        }
        #expect(try text(.bar, [0]) == text(.bar, [0, 2]) + "not drawn: `b`\n")
        #expect(try text(.bar, [3]).contains("CHN, 2023-05 3 │"))
        #expect(try text(.line, [0, 3]) == text(.line, [0, 1, 3]))
        #expect(try text(.line, [3]) == text(.line, [0, 1, 3]))
    }

    @Test("a gap is no zero, and an unplaced row is told")
    func gaps() throws {
        let answer = Answers.make([
            ("month", .period, Self.months(3) + [.unknown]), ("count", .number, Self.numbers([5, nil, 5, 2])),
        ])
        let text = try chart(answer, kind: .line, columns: nil, Answers.window(60)).get()
        #expect(text.contains("1 gap: `count` is unknown there") && text.contains("1 row not drawn, unplaced: 2"))
        let bars = try chart(answer, kind: .bar, columns: nil, Answers.window(60)).get()
        #expect(bars.contains("2022-02  ? │\n") && bars.contains("unplaced 2 │█"))
    }

    @Test("colours only wrap what is there without them, where marks are not needed")
    func colours() throws {
        let needMarks = [
            "line-series", "line-many", "heatmap-empty", "timeline", "timeline-possible", "timeline-dense",
        ]
        for example in Self.examples where !needMarks.contains(example.name) {
            var drawing = Answers.window(72)
            let plain = try chart(example.answer, kind: example.kind, columns: nil, drawing).get()
            drawing.colour = true
            let coloured = try chart(example.answer, kind: example.kind, columns: nil, drawing).get()
            #expect(coloured != plain)
            #expect(coloured.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain)
        }
    }

    @Test(
        "ticks are round numbers that take the bounds in",
        arguments: [
            (0.0, 64.0, ["0", "20", "40", "60", "80"]), (-1.0, 1.0, ["-1", "-0.5", "0", "0.5", "1"]),
            (0.0, 0.3, ["0", "0.1", "0.2", "0.3"]), (0.0, 3e9, ["0", "1bn", "2bn", "3bn"]),
        ])
    func ticks(_ low: Double, _ high: Double, _ texts: [String]) {
        #expect(Ticks.numbers(from: low, to: high, count: 4).map(\.text) == texts)
    }

    @Test("ticks of dates stand on beginnings, none finer than the unit and no more than asked for")
    func dateTicks() {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<2_000 {
            let low = Double(random(4_000_000) - 2_000_000)
            let high = low + Double(random([10, 400, 10_000, 2_000_000][random(4)]))
            let unit = TimeUnit.allCases[random(5)]
            let most = 2 + random(12)
            let ticks = Ticks.days(from: low, to: high, unit: unit, most: most)
            #expect(!ticks.isEmpty && ticks.count <= most + 1)
            #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value || low == high })
        }
    }

    @Test("of several keys with long names something is left of each")
    func longNames() throws {
        let (long, kinds) = ("The Provisional Council for the Restoration of Order", ["reject", "consult"])
        let answer = Answers.make([
            ("who", .text, kinds.map { _ in .text(long) }), ("kind", .text, kinds.map(Value.text)),
            ("n", .number, [Answers.number(1), Answers.number(2)]),
        ])
        let drawn = try chart(answer, kind: .bar, columns: nil, Answers.window(60)).get()
        let svg = try chartSVG(answer, kind: .bar, columns: nil).get()
        for kind in kinds {
            #expect(drawn.contains("…, \(kind)") && svg.contains("…, \(kind)<"), "\(drawn)")
        }
        let parts = [ShownText(long), ShownText("two"), ShownText(long)]
        for room in 0..<120 {
            let label = fitted(parts, to: room, "…")
            #expect(label.width <= room || label.text.isEmpty)
            if room >= 22 { #expect(label.text.contains(", two, ") && label.width >= min(room, 111) - 1) }
        }
        #expect(fitted(parts, to: 200, "…").text == "\(long), two, \(long)")
    }

    @Test("texts along the axis of a timeline stay within the picture")
    func axisTexts() throws {
        for (first, last) in [("2022-03-04", "2022-03-31"), ("2024-01-10", "2024-01-10"), ("2001-01-01", "2021-01-01")]
        {
            let answer = Answers.make([
                ("who", .text, [.text("a"), .text("b")]), ("date", .date, [Answers.date(first), Answers.date(last)]),
            ])
            let svg = try chartSVG(answer, kind: .timeline, columns: nil).get()
            let texts = svg.matches(of: /x="([0-9.]+)" y="[0-9.]+" text-anchor="middle">([^<]*)</)
            #expect(!texts.isEmpty)
            for text in texts {
                let (middle, half) = (try #require(Double(text.1)), SVG.pixels(String(text.2)) / 2)
                #expect(middle - half >= 0 && middle + half <= 760, "\(text.2)")
            }
        }
    }

    @Test("a line of nothing but 0 lies at the bottom, and an empty grid has no shades to explain")
    func nothing() throws {
        let zero = Answers.make([
            ("year", .number, [Answers.number(1), Answers.number(2)]),
            ("n", .number, [Answers.number(0), Answers.number(0)]),
        ])
        #expect(try !chartSVG(zero, kind: .line, columns: [0, 1]).get().contains(">-1<"))
        let empty = Answers.make([("a", .text, []), ("b", .text, []), ("n", .number, [])])
        #expect(try !chartSVG(empty, kind: .heatmap, columns: nil).get().contains("faint"))
        let lines = try chart(empty, kind: .heatmap, columns: nil, Answers.window(60)).get()
        #expect(!lines.contains("\n\n"), "\(lines)")
    }

    @Test("data cannot become markup of the drawing")
    func injection() throws {
        let answer = Answers.make([
            ("<n>", .text, [.text("\"><script>\u{1}\u{202E}")]), ("a&b", .number, [Answers.number(1)]),
        ])
        let svg = try chartSVG(answer, kind: .bar, columns: nil).get()
        #expect(!svg.contains("<script") && XMLParser(data: Data(svg.utf8)).parse())
    }

    @Test("a hair of a value is drawn as a hair, on both sides of 0", arguments: [true, false])
    func hair(unicode: Bool) throws {
        let answer = Answers.make([
            ("k", .text, ["a", "b", "c"].map(Value.text)), ("n", .number, [1_000, -1, 1].map { Answers.number($0) }),
        ])
        let text = try chart(answer, kind: .bar, columns: nil, Answers.window(60, unicode: unicode)).get()
        let lines = text.split(separator: "\n").dropFirst()
        let bars = lines.map { line in line.filter { "█▏▕▐#.".contains($0) } }
        #expect(bars[1...] == (unicode ? ["▕", "▏"] : [".", "."]))
        #expect(bars[0].count > 30)
    }

    @Test("bars of numbers below 0 have the scale of those above")
    func scale() throws {
        let answer = Answers.make([
            ("k", .text, ["a", "b", "c"].map(Value.text)), ("n", .number, [10, -10, -5].map { Answers.number($0) }),
        ])
        for width in 30...60 {
            let text = try chart(answer, kind: .bar, columns: nil, Answers.window(width)).get()
            let lengths = text.split(separator: "\n").dropFirst().map { line in line.count { $0 == "█" } }
            #expect(
                abs(lengths[0] - lengths[1]) <= 1 && abs(lengths[1] - 2 * lengths[2]) <= 2, "\(lengths) at \(width)")
        }
    }

    @Test("a heatmap asks for two keys, a number, and one row for each pair")
    func heatmapNeeds() throws {
        func problem(_ answer: Answer, _ columns: [Int]? = nil) -> ChartProblem? {
            if case .failure(let problem) = chart(answer, kind: .heatmap, columns: columns, Answers.file) {
                return problem
            }
            return nil
        }
        let texts: [Value] = [.text("a"), .text("a")]
        let numbers = [Answers.number(1), Answers.number(2)]
        #expect(problem(Answers.make([("a", .text, texts)])) == .noNumbers)
        #expect(problem(Answers.make([("a", .text, texts), ("n", .number, numbers)])) == .noPairOfKeys)
        let twice = Answers.make([("a", .text, texts), ("b", .text, texts), ("n", .number, numbers)])
        #expect(problem(twice) == .pairTwice("a, a"))
        let wide = Answers.make([
            ("a", .text, texts), ("b", .text, texts), ("c", .number, numbers), ("n", .number, numbers),
        ])
        #expect(problem(wide, [0, 2, 3]) == nil)
        #expect(problem(wide, [0, 2]) == nil)
    }

    @Test("more is never drawn in a lighter shade")
    func shadesRise() throws {
        let data = HeatData(
            title: "", rows: [ShownText("r")], columns: (0..<40).map { ShownText("\($0)") },
            cells: [(0..<40).map { HeatData.Cell(text: ShownText(""), span: NumberSpan(Double($0))) }], notes: [])
        let shades = (0..<40).map { data.shade(NumberSpan(Double($0))) }
        #expect(shades == shades.sorted() && shades.first == 0 && shades[1] == 1 && shades.last == 4)
        #expect(Set(shades) == [0, 1, 2, 3, 4])
    }
}
