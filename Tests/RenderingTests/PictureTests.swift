import Columnar
import EventModel
import TestSupport
import Testing

@testable import Rendering

/// What a picture must not lose in a narrow window, or where much of it is alike.
@Suite("Pictures")
struct PictureTests {
    private func grid(_ rows: Int, _ columns: [Value], _ value: (Int, Int) -> Double) -> Answer {
        let pairs = (0..<rows).flatMap { row in columns.indices.map { (row, $0) } }
        return Answers.make([
            ("kind", .kind, pairs.map { .kind("kind-\($0.0)") }), ("key", .actor, pairs.map { columns[$0.1] }),
            ("count", .number, pairs.map { Answers.number(value($0.0, $0.1)) }),
        ])
    }

    @Test("bars whose labels would be cut to one text are told apart", arguments: [true, false])
    func labels(unicode: Bool) throws {
        let names = ["lloyd-austin meets general-wei", "lloyd-austin meets general-dong", "lloyd-austin meets nobody"]
        let same = Array(repeating: String(repeating: "x", count: 30), count: 2)
        let answer = Answers.make([
            ("who", .text, (names + [same[0] + "abc" + same[1], same[0] + "abd" + same[1]]).map(Value.text)),
            ("count", .number, (1...5).map { Answers.number(Double($0)) }),
        ])
        let text = try chart(answer, kind: .bar, columns: nil, Answers.window(40, unicode: unicode)).get()
        let labels = text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: "|").first }
            .compactMap { $0.split(separator: unicode ? "│" : "|").first.map { $0.dropLast(2) } }
        #expect(Set(labels).count == 5, "\(text)")
        #expect(text.contains("wei ") && text.contains("dong ") && text.contains("#2"))
    }

    @Test("an axis of days has at least two places with a date, however few are asked for", arguments: 2...9)
    func ticks(most: Int) {
        for years in 1...40 {
            let (low, high) = (17_600.0, 17_600.0 + Double(years) * 365.25)
            #expect(Ticks.days(from: low, to: high, unit: .day, most: most).count >= 2, "\(years) years")
        }
    }

    @Test("the legend of a timeline without colours names each mark that is drawn")
    func marks() throws {
        let answer = Answers.make([
            ("date", .date, ["2020-01-01", "2021", "2022-05", "2023-06-06"].map(Answers.date)),
            ("actor", .actor, ["A", "A", "B", "B"].map(Value.actor)),
            ("kind", .kind, ["reject", "reject", "aid", "consult"].map(Value.kind)),
        ])
        let text = try chart(answer, kind: .timeline, columns: nil, Answers.window(60, unicode: false)).get()
        let lines = text.split(separator: "\n")
        let drawn = Set(lines.filter { $0.contains("|") }.joined().filter { "*x#@%&$!ochdvuse".contains($0) })
        let legend = lines.filter { !$0.contains("|") }.joined(separator: " ").split(separator: " ").map(String.init)
        #expect(drawn.count > 2, "\(text)")
        #expect(drawn.allSatisfy { legend.contains(String($0)) }, "\(text)")
    }

    @Test("names beside one another stand in their order, unknown last")
    func columnOrder() throws {
        let answer = grid(1, [.actor("NOR"), .unknown, .actor("AFG"), .actor("IND")]) { Double($1) }
        let text = try chart(answer, kind: .heatmap, columns: nil, Answers.window(60)).get()
        let heading = text.split(separator: "\n")[1]
        let places = ["AFG", "IND", "NOR", "?"].compactMap { heading.firstRange(of: $0)?.lowerBound }
        #expect(places.count == 4 && places == places.sorted(), "\(text)")
    }

    @Test("of very many rows a hundred are drawn, and how many are left out is told")
    func rowCap() throws {
        let answer = grid(130, [.actor("A")]) { row, _ in Double(row) }
        #expect(
            try chart(answer, kind: .heatmap, columns: nil, Answers.file).get().contains(
                "30 values of `kind` not drawn"))
        let svg = try svgChart(answer)
        #expect(svg.contains("30 values of `kind` not drawn") && svg.components(of: "<title>kind-").count == 101)
    }

    private func svgChart(_ answer: Answer, _ kind: Chart = .heatmap) throws -> String {
        try chartSVG(answer, kind: kind, columns: nil).get()
    }

    @Test("every box of a grid but 0 is seen beside one great number, and a scale tells what shades mean")
    func shades() throws {
        let answer = grid(3, [.actor("A"), .actor("B")]) { $0 == 0 && $1 == 0 ? 0 : $0 == 2 && $1 == 1 ? 100_000 : 1 }
        let svg = try svgChart(answer)
        let opacities = svg.matches(of: /fill-opacity="([0-9.]+)"/).compactMap { Double($0.1) }
        #expect(opacities.count == 6 + 3)
        #expect(opacities.count { $0 == 0 } == 2 && opacities.allSatisfy { $0 == 0 || $0 >= 0.16 })
        #expect(svg.contains(">100000</text>"))
    }

    @Test("slanted names leave room for one another")
    func slanted() throws {
        let answer = grid(1, (0..<37).map { .actor("a-long-name-\($0)") }) { Double($1) }
        let svg = try svgChart(answer)
        let places = svg.matches(of: /translate\(([0-9.]+)\s/).compactMap { Double($0.1) }
        #expect(places.count > 10 && places.count < 37)
        #expect(zip(places, places.dropFirst()).allSatisfy { ($1 - $0) * 0.7071 >= 13.9 })
        #expect(svg.contains("column has its name above it"))
    }

    @Test("a line along another one is dashed, one on its own is not")
    func coinciding() throws {
        let years = (2016...2019).map { Answers.period("\($0)") }
        let values: [[Double]] = [[1, 2, 3, 4], [1, 2, 3, 9], [5, 6, 7, 8], [1, 2, 5, 4]]
        let answer = Answers.make([
            ("actor", .actor, ["A", "B", "C", "D"].flatMap { Array(repeating: Value.actor($0), count: 4) }),
            ("year", .period, Array(repeating: years, count: 4).flatMap { $0 }),
            ("count", .number, values.flatMap { $0 }.map { Answers.number($0) }),
        ])
        let svg = try svgChart(answer, .line)
        let dashes = svg.matches(of: /class="s(\d)" stroke-dasharray="([^"]+)"/).map { "\($0.1): \($0.2)" }
        #expect(dashes == ["1: 6 10", "3: 4 14"])
    }

    @Test("a narrow table has one more column rather than an empty edge, and tells how to see what is cut")
    func narrow() {
        let long = String(repeating: "word ", count: 12)
        let answer = Answers.make([
            ("id", .text, [.text("requests-since-2021")]), ("date", .date, [Answers.date("2021-05-01/2023-05-29")]),
            ("kind", .kind, [.kind("reject.meeting")]), ("summary", .text, [.text(long)]),
        ])
        let text = render(answer, as: .table, Answers.window(40))
        #expect(text.contains("│ kind") || text.contains("│ date"), "\(text)")
        // Both in one line, with one way to see them.
        let both = render(answer, as: .table, Answers.window(56))
        #expect(both.contains(/hidden: [a-z, ]+; cut: [a-z, ]+\(`as line` shows all\)/), "\(both)")
        let wide = render(answer, as: .table, Answers.window(90))
        #expect(wide.contains("cut at …: summary (`as line` shows whole texts)"), "\(wide)")
        #expect(!render(answer, as: .table, Answers.window(200)).contains("cut at"))
    }

    @Test("a heatmap has the shades of the terminal as a picture too, so that one great number hides no other")
    func sameShades() throws {
        let answer = Answers.make([
            ("actor", .actor, [.actor("A"), .actor("A"), .actor("B"), .actor("B")]),
            (
                "year", .number,
                [
                    .number(NumberSpan(2020)), .number(NumberSpan(2021)), .number(NumberSpan(2020)),
                    .number(NumberSpan(2021)),
                ]
            ),
            (
                "count", .number,
                [
                    .number(NumberSpan(1_000_000)), .number(NumberSpan(1)), .number(NumberSpan(600_000)),
                    .number(NumberSpan(0)),
                ]
            ),
        ])
        let svg = try svgChart(answer)
        let opacities = svg.matches(of: /fill-opacity="([0-9.]+)"/).map { String($0.1) }
        // The cells, and below them the shades that occur with their numbers.
        #expect(opacities == ["0.62", "0.16", "0.46", "0", "0", "0.16", "0.46", "0.62"])
        #expect(svg.contains(">600000</text>") && svg.contains(">1000000</text>"))
        let text = try chart(answer, kind: .heatmap, columns: nil, Answers.window(60)).get()
        #expect(text.contains("blank 0  ░ 1  ▓ 600000  █ 1000000"), "\(text)")
    }

    @Test("names that are cut stay different in every picture", arguments: [Chart.heatmap, .bar, .timeline])
    func namesApart(kind: Chart) throws {
        let names = ["north", "south"].map { "The Ministry of Foreign Affairs and Trade of the \($0)" }
        let answer = Answers.make([
            ("date", .date, [Answers.date("2023-05-01"), Answers.date("2023-05-02")]),
            ("actor", .actor, names.map { .actor($0) }), ("year", .text, [.text("x"), .text("x")]),
            ("count", .number, [.number(NumberSpan(1)), .number(NumberSpan(2))]),
        ])
        let columns = kind == .timeline ? [1] : kind == .bar ? [1, 3] : [1, 2, 3]
        let svg = try chartSVG(answer, kind: kind, columns: columns).get()
        let drawn = svg.matches(of: /text-anchor="end">([^<]*)<\/text>/).map { String($0.1) }.filter {
            $0.contains("…")
        }
        #expect(drawn.count == 2 && Set(drawn).count == 2, "\(drawn)")
        let text = try chart(answer, kind: kind, columns: columns, Answers.window(50)).get()
        #expect(text.contains("orth ") && text.contains("outh "), "\(text)")
    }
}

extension String {
    fileprivate func components(of text: String) -> [Substring] {
        split(separator: text, omittingEmptySubsequences: false)
    }
}
