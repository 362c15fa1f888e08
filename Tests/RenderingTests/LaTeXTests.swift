import EventModel
import Testing

@testable import Rendering

@Suite("Tables of LaTeX") struct LaTeXTests {
    /// What LaTeX would print, read apart from the writer; nil where anything in it is a command of another kind.
    private func printed(_ text: Substring) -> String? {
        let commands = [
            "textbackslash{}": "\\", "textasciitilde{}": "~", "textasciicircum{}": "^", "textless{}": "<",
            "textgreater{}": ">", "textbar{}": "|", "textasciigrave{}": "`", "dots{}": "…", "{": "{", "}": "}",
            "$": "$", "&": "&", "#": "#", "_": "_", "%": "%",
        ]
        let groups = ["{\\char34}": "\"", "{[}": "[", "{]}": "]", "{*}": "*", "$\\leftarrow$": "←", "{}": ""]
        var (rest, result) = (text.unicodeScalars[...], "")
        while let first = rest.first {
            if let (group, sign) = groups.first(where: { String(rest).utf8.starts(with: $0.key.utf8) }) {
                rest = rest.dropFirst(group.unicodeScalars.count)
                result += sign
            } else if first == "\\" {
                let behind = String(rest.dropFirst())
                guard let (command, sign) = commands.first(where: { behind.utf8.starts(with: $0.key.utf8) }) else {
                    return nil
                }
                rest = rest.dropFirst(command.unicodeScalars.count + 1)
                result += sign
            } else {
                if "{}$&#_%~^<>|`\"[]*".unicodeScalars.contains(first) { return nil }
                result.unicodeScalars.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    @Test("whatever is in the data is printed, and nothing of it is a command")
    func escapes() {
        let own = [
            "\\input{/etc/passwd}", "50% of $5 & #1_2^3~", "[x]", "* y", "a -- b --- c", "``a''", "<<x>>", ",,a", "←…",
        ]
        for text in NaughtyStrings.all + own {
            let shown = ShownText(text).text
            let written = LaTeXWriter.escaped(shown)
            #expect(printed(written[...]).map { Array($0.utf8) } == Array(shown.utf8), "\(written)")
            // Signs that LaTeX makes of two.
            for pair in ["--", "''", "``", ",,", "<<", ">>"] { #expect(!written.contains(pair)) }
        }
    }

    @Test("a column of numbers stands right, one of long texts in lines, and rows that are only possible are marked")
    func columns() {
        let long = String(repeating: "word ", count: 20)
        let answer = Answers.make(
            [
                ("a_b", .text, [.text("x"), .unknown]), ("n", .number, [Answers.number(1), Answers.number(2.5)]),
                ("summary", .text, [.text(long), .text("[short]")]),
            ], possible: [1])
        let lines = render(answer, as: .latex, Answers.file).split(separator: "\n")
        #expect(lines[0] == "\\begin{tabular}{llrp{0.4\\linewidth}}")
        #expect(lines[1...3] == ["\\toprule", " & a\\_b & n & summary \\\\", "\\midrule"])
        #expect(lines[5] == "? & ? & 2.5 & {[}short{]} \\\\")
        #expect(lines[6...] == ["\\bottomrule", "\\end{tabular}", "% ? before a row: it is only possible"])
    }

    @Test("what stands around the table is a comment to its last letter")
    func comments() {
        let report = Report(
            question: "events\n| as latex", english: ["Take all events.\u{2028}\\input{x}"], footer: ["1 row"],
            data: "d\n\\x",
            program: "Casus")
        let text = render(Answers.texts(["x"]), as: .latex, Answers.file, report: report)
        let table = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("% ") }
        #expect(table.first == "\\begin{tabular}{l}" && table.count == 7 && !table.joined().contains("\\x"))
        #expect(text.hasPrefix("% events\n% | as latex\n") && text.contains("\n% 1 row\n"))
    }
}
