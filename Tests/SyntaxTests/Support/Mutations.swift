import Diagnostics
import Syntax
import TestSupport

/// Texts that are one slip away from another.
struct Mutations {
    /// The pieces of a text: its tokens, each with the spaces before it; the last one holds what is left.
    let pieces: [String]

    init(_ text: String) {
        let source = SourceText(text, name: "question")
        var pieces: [String] = []
        var end = 0
        for token in tokens(of: source) where token.kind != .endOfStatement {
            pieces.append(source.text(Span(end, Int(token.span.end))))
            end = Int(token.span.end)
        }
        self.pieces = pieces
    }

    /// Each text that a token-long beginning of this one is.
    var prefixes: [String] { pieces.indices.dropLast().map { pieces[...$0].joined() } }

    var deletions: [String] { pieces.indices.dropLast().map { replacing($0, "") } }
    var duplications: [String] { pieces.indices.dropLast().map { replacing($0, pieces[$0] + " " + pieces[$0]) } }
    var swaps: [String] {
        pieces.indices.dropLast(2).map { index in
            (pieces[..<index] + [" " + pieces[index + 1], " " + pieces[index]] + pieces[(index + 2)...]).joined()
        }
    }

    /// Each token exchanged for one of a pool.
    func substitutions(_ random: inout SeededGenerator) -> [String] {
        pieces.indices.dropLast().map { replacing($0, " " + (Self.pool.randomElement(using: &random) ?? "")) }
    }

    func replacing(_ index: Int, _ text: String) -> String {
        (pieces[..<index] + [text] + pieces[(index + 1)...]).joined()
    }

    /// A token of every kind, every word of the language, and what is written elsewhere.
    static let pool =
        Keywords.all + [
            "|", "(", ")", "[", "]", ",", ".", "..", ":", "->", "<->", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*",
            "/",
            "%", "$who", "12", "2023", "0.5", "1.988bn", "2023-05", "2023-Q2", "\"text\"", "\"", "events", "date",
            "China", "_",
            "_2", "\n", "\nlet ", "# note\n", ";", "==", "&&", "||", "=>", "<-", "60d", "05/30/2023", "30 May 2023",
            "null",
            "is.na(", "c(", "select", "from", "group by", "between", "%>%", "|>", "“", "’", "'a'", "`b`", "$5m", "€2",
            "→",
            "，", "（", "２", "é", "中国", "\\", "!", "~", "1e999", "2023-1", "1,000", "\u{0}", "\u{200B}", "//", "-- ",
        ]
}
