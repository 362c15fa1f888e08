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
        #expect(lines.dropFirst(4) == ["cut at …: long (`as line` shows whole", "texts)"])
        #expect(
            lines.prefix(4) == [
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
        #expect(text.contains("column0") && text.contains("hidden: "))
        for index in 0..<8 { #expect(text.contains("column\(index)")) }
        #expect(text.contains("`as line`"))
    }

    /// Events as they are asked for most, with much besides.
    private func events(id: String, place: Value = .unknown) -> Answer {
        Answers.make([
            ("id", .text, [.text(id)]), ("kind", .kind, [.kind("reject.meeting")]),
            ("date", .date, [Answers.date("2023-05-26")]), ("known", .date, [Answers.date("2023-05-29")]),
            ("forum", .text, [.text("Shangri-La Dialogue")]), ("place", .place, [place]),
            ("actor", .list(.actor), [.list([.actor("CHN")])]), ("summary", .text, [.text("China declined to meet")]),
            ("target", .list(.actor), [.list([.actor("USA")])]),
        ])
    }

    @Test("a narrow table of events shows what they are about, with their ids whole", arguments: [70, 80, 100])
    func core(window: Int) {
        let text = render(events(id: "little-chance-of-2023"), as: .table, Answers.window(window))
        for word in ["little-chance-of-2023", "reject.meeting", "2023-05-26", "CHN", "USA"] {
            #expect(text.contains(word), "\(word) at \(window)")
        }
    }

    @Test("an id too long for a narrow table is cut rather than the target left out")
    func longID() {
        let id = String(repeating: "x", count: 70)
        let text = render(events(id: id), as: .table, Answers.window(60))
        for word in ["xxxxxxxx…", "2023-05-26", "CHN", "USA"] { #expect(text.contains(word), "\(word)") }
    }

    @Test("`known` gives way to what else is said of events")
    func known() {
        let text = render(events(id: "decline-2023"), as: .table, Answers.window(90))
        #expect(text.contains("hidden: ") && text.contains("known") && !text.contains("2023-05-29"))
        #expect(text.contains("forum"))
    }

    @Test("a column unknown in every row takes no room from others, but is named")
    func unknown() {
        let text = render(events(id: "a"), as: .table, Answers.window(80))
        #expect(text.contains("\nunknown in every row: place\n"))
        #expect(!render(events(id: "a", place: .none), as: .table, Answers.window(80)).contains("unknown in every"))
        #expect(!render(events(id: "a"), as: .table, Answers.file).contains("unknown in every"))
        // Where all fit there is nothing to gain.
        #expect(!render(events(id: "a"), as: .table, Answers.window(200)).contains("unknown in every"))
    }

    @Test("what stands below a table is apart from its rows")
    func parts() {
        let (rows, below) = renderInParts(events(id: "a"), as: .table, Answers.window(60))
        #expect(rows.split(separator: "\n").count == 3)
        #expect(below.contains("hidden: ") && below.contains("unknown in every row"))
        #expect(rows + below == render(events(id: "a"), as: .table, Answers.window(60)))
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
