import Columnar
import EventModel
import Testing

@testable import Rendering

@Suite("Tables")
struct TableTests {
    private func widths(_ text: String) -> [Int] {
        text.split(separator: "\n").map { ShownText(String($0)).width }
    }

    @Test("no line is wider than the window", arguments: Array(stride(from: 20, through: 200, by: 1)))
    func width(of window: Int) {
        let naughty = Answers.make([
            ("a", .text, NaughtyStrings.own.map(Value.text)),
            ("漢字漢字漢字漢字", .text, NaughtyStrings.own.reversed().map(Value.text)),
            ("n", .number, NaughtyStrings.own.indices.map { Answers.number(Double($0) / 7) }),
        ])
        for form in [Form.table, .line] {
            for unicode in [true, false] {
                var drawing = Answers.window(window, unicode: unicode, rows: 10)
                drawing.isTerminal = false
                for answer in [Answers.everything, naughty] {
                    let text = render(answer, as: form, drawing)
                    #expect(widths(text).allSatisfy { $0 <= window }, "\(form) at \(window)")
                    #expect(!Parsing.actsOnTerminal(text))
                }
            }
        }
    }

    @Test("the widest column shrinks first, and numbers are never cut")
    func shrinking() {
        let answer = Answers.make([
            ("word", .text, [.text("short"), .text("word")]),
            ("long", .text, [.text(String(repeating: "x", count: 60)), .text("y")]),
            ("number", .number, [Answers.number(123_456_789_012), Answers.number(1)]),
        ])
        let lines = render(answer, as: .table, Answers.window(40)).split(separator: "\n")
        #expect(
            lines == [
                "word  │ long              │       number",
                "──────┼───────────────────┼─────────────",
                "short │ xxxxxxxxxxxxxxxx… │ 123456789012",
                "word  │ y                 │            1",
            ])
    }

    @Test("columns without room are left out and named")
    func hiding() {
        let answer = Answers.make(
            (0..<8).map { ("column\($0)", .number, [Answers.number(Double($0) * 1_000_000_007)]) })
        let text = render(answer, as: .table, Answers.window(40))
        #expect(text.contains("column0") && text.contains("columns hidden: "))
        for index in 0..<8 { #expect(text.contains("column\(index)")) }
        #expect(text.contains("`as line`"))
    }

    @Test("rows beyond the most are counted in their place")
    func cutting() {
        let answer = Answers.texts((1...1_209).map { "row \($0)" })
        let text = render(answer, as: .table, Answers.window(40, rows: 5))
        #expect(
            text == """
                text
                ────────
                row 1
                row 2
                row 3
                … 1,204 rows not shown
                row 1208
                row 1209

                """)
        let csv = render(answer, as: .csv, Answers.window(40, rows: 5))
        #expect(csv.split(separator: "\n").count == 1_210)
    }

    @Test("decimal points stand under one another, units behind them")
    func points() {
        let answer = Answers.make([
            (
                "n", .number,
                [Answers.number(1), Answers.number(10.25), Answers.number(-0.5), Answers.number(2, 3), .unknown]
            ),
            ("lag", .duration, [1, 10, 100, 2.5].map { .duration(NumberSpan($0)) } + [.none]),
        ])
        let text = render(answer, as: .table, Answers.window(60))
        #expect(
            text.split(separator: "\n").map { $0.trimmingSuffix(" ") } == [
                "      n │         lag",
                "────────┼────────────",
                "   1    │    1 day",
                "  10.25 │   10 days",
                "  -0.5  │  100 days",
                "2..3    │    2.5 days",
                "   ?    │ none",
            ])
    }

    @Test("a row that is only possible is marked, and the mark explained")
    func possible() {
        let answer = Answers.make([("a", .text, [.text("x"), .text("y")])], possible: [1])
        #expect(
            render(answer, as: .table, Answers.window(60))
                == "  a\n───\n  x\n? y\n? before a row: it is only possible\n")
    }

    @Test("a web address can be followed on a terminal only, and only if it is one")
    func links() {
        let addresses = [
            "https://example.org/a?b=c", "https://example.org/\u{1B}]8;;x", "javascript:x", "http://é.org",
        ]
        let text = render(Answers.texts(addresses), as: .table, Answers.window(22))
        #expect(text.contains("\u{1B}]8;;https://example.org/a?b=c\u{1B}\\https://example.org/a…\u{1B}]8;;\u{1B}\\"))
        #expect(text.unicodeScalars.count { $0 == "\u{1B}" } == 4)
        #expect(!render(Answers.texts(addresses), as: .table, Answers.file).contains("\u{1B}"))
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = String(self)
        while text.last == character { text.removeLast() }
        return text
    }
}
