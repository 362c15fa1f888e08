import EventModel
import Testing

@testable import Rendering

/// What users set about how answers are written.
@Suite("Notation") struct NotationTests {
    private func drawing(_ base: Drawing = Answers.file, _ change: (inout Notation) -> Void) -> Drawing {
        var drawing = base
        change(&drawing.notation)
        return drawing
    }

    private static let answer = Answers.make([
        ("forum", .text, [.unknown, .none, .text("n/a"), .text("x")]),
        ("n", .number, [Answers.number(1_234_567.5), .unknown, Answers.number(2, 3.25), Answers.number(-1_000)]),
    ])

    @Test(
        "numbers have their decimals and thousands as they are set",
        arguments: [
            ("1234567.5", "1.234.567,5"), ("24..26", "24..26"), ("-1000..", "-1.000.."), ("..0.25", "..0,25"),
            ("999", "999"), ("1.5e16", "1,5e16"), ("3e+300", "3e+300"), ("1988000000 USD", "1.988.000.000 USD"),
            ("0.0000001", "0,0000001"), ("1000.2000..3000.4000 days", "1.000,2000..3.000,4000 days"), ("", ""),
        ])
    func localized(text: String, expected: String) {
        var notation = Notation()
        #expect(notation.localized(text) == text)
        notation.hasDecimalComma = true
        notation.thousands = .on
        #expect(notation.localized(text) == expected)
        notation.hasDecimalComma = false
        let swapped = expected.replacing("..", with: "\u{1}").map { $0 == "." ? "," : $0 == "," ? "." : $0 }
        #expect(notation.localized(text) == String(swapped).replacing("\u{1}", with: ".."))
    }

    @Test(
        "large numbers have words where they are looked at and that is set, and digits in files",
        arguments: [
            (1_234_567.5, "1.23457 million", "1234567.5"), (-2e9, "-2bn", "-2000000000"), (999_999, "999999", "999999"),
        ])
    func words(number: Double, shown: String, whole: String) {
        var notation = Notation()
        notation.thousands = .words
        let value = Value.number(NumberSpan(number))
        #expect(ValueText(precision: .readable, unknown: "?", notation: notation).text(value) == shown)
        #expect(ValueText(precision: .full, unknown: "?", notation: notation).text(value) == whole)
        #expect(ValueText(precision: .readable, unknown: "?").text(value) != shown || number == 999_999)
    }

    @Test("decimal commas stand below one another")
    func points() {
        let lines = render(Self.answer, as: .table, drawing { ($0.hasDecimalComma, $0.thousands) = (true, .on) })
            .split(separator: "\n")
        #expect(
            lines.dropFirst(2) == [
                "?     │ 1.234.567,5", "none  │         ?", "n/a   │      2..3,25", "x     │    -1.000",
            ])
    }

    @Test("the word for unknown stands in its forms, and a text that is the same word is told apart in CSV")
    func unknown() {
        let drawing = drawing { $0.unknown = "n/a" }
        #expect(
            render(Self.answer, as: .csv, drawing) == "forum,n\nn/a,1234567.5\nnone,n/a\n\"n/a\",2..3.25\nx,-1000\n")
        #expect(render(Self.answer, as: .tsv, drawing).hasPrefix("forum\tn\nn/a\t1234567.5\nnone\tn/a\n"))
        #expect(render(Self.answer, as: .table, drawing).contains("n/a   │ 1234567.5"))
        #expect(render(Self.answer, as: .markdown, drawing).contains("| n/a | 1234567.5 |"))
        #expect(render(Self.answer, as: .line, drawing).contains("forum  n/a\n"))
        #expect(render(Self.answer, as: .html, drawing).contains("<td class=\"u\">n/a</td>"))
        #expect(render(Self.answer, as: .latex, drawing).contains("n/a & 1234567.5"))
        #expect(render(Self.answer, as: .json, drawing) == render(Self.answer, as: .json, Answers.file))
        let blank = self.drawing { $0.unknown = "" }
        #expect(render(Self.answer, as: .csv, blank) == render(Self.answer, as: .csv, Answers.file))
        #expect(render(Self.answer, as: .table, blank).contains("\n      │ 1234567.5"))
    }

    @Test("JSON has one way, whatever is set", arguments: [Form.json, .jsonl])
    func json(form: Form) {
        let all = drawing {
            ($0.unknown, $0.hasHeading, $0.separator) = ("-", false, 0x3B)
            ($0.hasDecimalComma, $0.thousands) = (true, .on)
        }
        #expect(render(Answers.everything, as: form, all) == render(Answers.everything, as: form, Answers.file))
    }

    @Test("naughty strings come back from CSV with any separator", arguments: Array(",;|:^~\t".utf8))
    func separators(separator: UInt8) {
        let texts = NotationTests.naughty
        let answer = Answers.make([
            ("a", .text, texts.map(Value.text)), ("n", .number, texts.indices.map { Answers.number(Double($0) / 2) }),
        ])
        let text = render(answer, as: .csv, drawing { ($0.separator, $0.hasDecimalComma) = (separator, true) })
        let rows = Parsing.csv(text, separator: separator)
        #expect(rows.dropFirst().map { Array($0[0].text.utf8) } == texts.map { Array($0.utf8) })
        #expect(rows[2][1].text == "0,5" && rows.allSatisfy { $0.count == 2 })
    }

    private static let naughty = NaughtyStrings.own + ["a;b", "a|b", "a:b", "^", "~"]

    @Test("without a heading there are rows and nothing else")
    func heading() {
        let bare = drawing { $0.hasHeading = false }
        #expect(render(Self.answer, as: .csv, bare) == ",1234567.5\nnone,\nn/a,2..3.25\nx,-1000\n")
        #expect(render(Self.answer, as: .tsv, bare).hasPrefix("\t1234567.5\n"))
        // The name of a column takes no room then.
        #expect(render(Self.answer, as: .table, bare).hasPrefix("?    │ 1234567.5\nnone │"))
        #expect(render(Self.answer, as: .markdown, bare) == render(Self.answer, as: .markdown, Answers.file))
    }

    @Test("a window shows as many digits as are set, a file all")
    func digits() {
        let answer = Answers.make([
            ("n", .number, [Answers.number(1.0 / 3), Answers.number(12345.678), Answers.number(123_456)]),
            ("m", .money, [Answers.usd(1_988_765_432), .unknown, .unknown]),
        ])
        let window = drawing(Answers.window(60)) { $0.digits = 3 }
        #expect(
            render(answer, as: .table, window).contains(
                "     0.333 │ 1.99bn USD\n 12346     │          ?\n123456     │          ?"))
        let file = drawing { $0.digits = 3 }
        #expect(render(answer, as: .table, file) == render(answer, as: .table, Answers.file))
    }

    @Test("a file for a spreadsheet begins with its mark, and only there")
    func mark() {
        var drawing = Answers.file
        drawing.beginsWithMark = true
        for form in Form.allCases {
            let isMarked = render(Self.answer, as: form, drawing).hasPrefix("\u{FEFF}")
            #expect(isMarked == (form == .csv || form == .tsv), "\(form)")
        }
    }

    @Test(
        "a spreadsheet finds no formula in a text, however it parts the cells",
        arguments: [
            ("a=b", "a=b"), ("=1", "'=1"), (" \u{A0}+1", " \u{A0}'+1"), ("\n=1", "\n'=1"), ("\"@a", "\"\"'@a"),
            ("\u{200B}\u{FEFF}=1", "\u{200B}\u{FEFF}'=1"), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"),
            ("＠a", "'＠a"), ("x;=A1", "x;'=A1"), ("x,  =A1", "x,  '=A1"), ("x\t-1|@b", "x\t'-1|'@b"),
            ("x\r\n=A1", "x\r\n'=A1"), ("x;\"=A1", "x;\"\"'=A1"), ("x;;--1", "x;;'--1"), ("x;y=1", "x;y=1"),
            ("x^=1", "x^'=1"), ("", ""), ("none", "none"), ("'=1", "'=1"),
        ])
    func formulas(text: String, expected: String) {
        var drawing = drawing { $0.separator = UInt8(ascii: "^") }
        let answer = Answers.make([
            (text, .text, [.text(text), .unknown]), ("n", .number, [Answers.number(-1), .none]),
        ])
        let isPlain = !render(answer, as: .csv, drawing).contains("'") || text.hasPrefix("'")
        drawing.isForSheet = true
        #expect(isPlain && render(answer, as: .csv, drawing) == "\"\(expected)\"^\"n\"\n\"\(expected)\"^-1\n^none\n")
    }

    @Test("what was painted is as it was without colours and links")
    func plain() {
        let answer = Answers.make([("url", .text, [.text("https://example.org/\(String(repeating: "a", count: 90))")])])
        for answer in [answer, Answers.everything] {
            var drawing = Answers.window(60)
            drawing.colour = true
            let painted = render(answer, as: .table, drawing)
            (drawing.colour, drawing.isTerminal) = (false, false)
            #expect(painted.contains("\u{1B}"))
            #expect(unpainted(painted) == render(answer, as: .table, drawing))
        }
        #expect(unpainted("a\u{1B}") == "a\u{1B}" && unpainted("\u{1B}[3") == "" && unpainted("a") == "a")
    }
}

@Suite("Tables whose texts go on below themselves") struct WrappedTableTests {
    private func window(_ width: Int, wraps: Bool = true) -> Drawing {
        var drawing = Answers.window(width)
        (drawing.wraps, drawing.isTerminal) = (wraps, false)
        return drawing
    }

    @Test("no line is wider than the window", arguments: Array(stride(from: 20, through: 160, by: 7)))
    func width(of window: Int) {
        let naughty = Answers.make([
            ("a", .text, NaughtyStrings.all.map(Value.text)),
            ("n", .number, NaughtyStrings.all.indices.map { Answers.number(Double($0) / 7) }),
            ("b", .text, NaughtyStrings.all.reversed().map(Value.text)),
        ])
        for answer in [Answers.everything, naughty] {
            let text = render(answer, as: .table, self.window(window))
            #expect(text.split(separator: "\n").allSatisfy { ShownText(String($0)).width <= window })
            #expect(!Parsing.actsOnTerminal(text))
        }
    }

    @Test("a text is there whole, numbers stand beside its first line, and nothing is said to be cut")
    func whole() {
        let sentence = "A dozen and more requests for talks, declined or left unanswered"
        let answer = Answers.make(
            [
                ("id", .text, [.text("first"), .text("second")]),
                ("summary", .text, [.text(sentence), .text("short")]),
                ("n", .number, [Answers.number(1.5), Answers.number(12)]),
            ], possible: [1])
        #expect(
            render(answer, as: .table, window(44))
                == """
                  id     │ summary                    │    n
                ─────────┼────────────────────────────┼─────
                  first  │ A dozen and more requests  │  1.5
                         │   for talks, declined or   │
                         │   left unanswered          │
                ? second │ short                      │ 12
                ? before a row: it is only possible

                """.replacing("│\n", with: "│ \n"))
        #expect(render(answer, as: .table, window(44, wraps: false)).contains("cut at …: summary"))
    }

    @Test("a window without an edge, as of a file, breaks nothing")
    func file() {
        var drawing = Answers.file
        drawing.wraps = true
        #expect(render(Answers.everything, as: .table, drawing) == render(Answers.everything, as: .table, Answers.file))
    }
}
