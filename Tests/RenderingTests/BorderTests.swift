import Columnar
import EventModel
import Testing

@testable import Rendering

@Suite("The lines of tables")
struct BorderTests {
    private var answer: Answer {
        Answers.make(
            [
                ("word", .text, [.text("one"), .text("東京"), .text("three")]),
                ("n", .number, [Answers.number(1), Answers.number(22.5), .unknown]),
            ], possible: [1])
    }

    private func drawn(_ border: Border, unicode: Bool, width: Int? = nil, rows: Int? = nil) -> [String] {
        var drawing = Answers.window(width ?? 60, unicode: unicode, rows: rows)
        drawing.border = border
        return render(answer, as: .table, drawing).split(separator: "\n").map(String.init)
    }

    @Test("each has its own, and one in ASCII")
    func all() {
        let text = Border.allCases.flatMap { border in
            [true, false].flatMap { drawn(border, unicode: $0).dropLast() }
        }
        #expect(
            text.joined(separator: "\n") == """
                  word      n
                  one     1
                ? 東京   22.5
                  three   ?
                  word      n
                  one     1
                ? 東京   22.5
                  three   ?
                  word  │    n
                ────────┼─────
                  one   │  1
                ? 東京  │ 22.5
                  three │  ?
                  word  |    n
                --------+-----
                  one   |  1
                ? 東京  | 22.5
                  three |  ?
                ┌─────────┬──────┐
                │   word  │    n │
                ├─────────┼──────┤
                │   one   │  1   │
                │ ? 東京  │ 22.5 │
                │   three │  ?   │
                └─────────┴──────┘
                +---------+------+
                |   word  |    n |
                +---------+------+
                |   one   |  1   |
                | ? 東京  | 22.5 |
                |   three |  ?   |
                +---------+------+
                ╭─────────┬──────╮
                │   word  │    n │
                ├─────────┼──────┤
                │   one   │  1   │
                │ ? 東京  │ 22.5 │
                │   three │  ?   │
                ╰─────────┴──────╯
                .---------+------.
                |   word  |    n |
                +---------+------+
                |   one   |  1   |
                | ? 東京  | 22.5 |
                |   three |  ?   |
                '---------+------'
                ╔═════════╦══════╗
                ║   word  ║    n ║
                ╠═════════╬══════╣
                ║   one   ║  1   ║
                ║ ? 東京  ║ 22.5 ║
                ║   three ║  ?   ║
                ╚═════════╩══════╝
                +=========+======+
                |   word  |    n |
                +=========+======+
                |   one   |  1   |
                | ? 東京  | 22.5 |
                |   three |  ?   |
                +=========+======+
                """)
    }

    @Test("no line is wider than the window, and those of a frame are as wide as each other", arguments: 20...120)
    func width(of window: Int) {
        for border in Border.allCases {
            for unicode in [true, false] {
                for wraps in [true, false] {
                    var drawing = Answers.window(window, unicode: unicode, rows: 10)
                    (drawing.isTerminal, drawing.border, drawing.wraps) = (false, border, wraps)
                    let (rows, _) = renderInParts(Answers.everything, as: .table, drawing)
                    let lines = rows.split(separator: "\n").map { ShownText(String($0)) }
                    #expect(lines.allSatisfy { $0.width <= window }, "\(border) at \(window)")
                    guard TableSigns(border, unicode: unicode).hasFrame else { continue }
                    // What counts rows that are not shown may stand by itself.
                    let framed = lines.filter { !$0.text.contains("not shown") }
                    #expect(Set(framed.map(\.width)).count == 1, "\(border) at \(window)")
                }
            }
        }
    }

    @Test("rows that are not shown are counted within the frame, where it has room")
    func skipped() {
        #expect(
            drawn(.full, unicode: true, rows: 2)[3...5] == ["│   one   │ 1 │", "… 1 row not shown", "│   three │ ? │"])
        var drawing = Answers.window(60, rows: 2)
        (drawing.border, drawing.notation.hasHeading) = (.double, false)
        let text = render(Answers.texts(["a sentence of some length", "b", "c"]), as: .table, drawing)
        #expect(
            text == """
                ╔═══════════════════════════╗
                ║ a sentence of some length ║
                ║ … 1 row not shown         ║
                ║ c                         ║
                ╚═══════════════════════════╝

                """)
    }
}
