import Testing

@testable import Terminal

@Suite("Brackets and quotes that close themselves", .serialized)
struct PairTests {
    /// A question in which the cursor is `|`.
    private func edited(_ marked: String) -> EditedText {
        let scalars = Array(marked.unicodeScalars)
        let cursor = scalars.firstIndex(of: "|") ?? scalars.count
        return EditedText(scalars: scalars.filter { $0 != "|" }, cursor: cursor)
    }

    /// The question behind a key, which libedit takes as text, or as the key that takes away a letter.
    private func behind(_ key: Unicode.Scalar, _ marked: String) -> String {
        let before = edited(marked)
        var after = before
        if key == "\u{7F}" {
            after.cursor -= 1
            after.scalars.remove(at: after.cursor)
        } else {
            after.scalars.insert(key, at: after.cursor)
            after.cursor += 1
        }
        switch PairKey(.scalar(key), before)?.change(of: after) {
        case .put(let fellow)?: after.scalars.insert(fellow, at: after.cursor)
        case .takeAwayNext?: after.scalars.remove(at: after.cursor)
        case nil: break
        }
        after.scalars.insert("|", at: after.cursor)
        return after.text
    }

    @Test(
        arguments: [
            ("events|", "(", "events(|)"), ("a in |", "[", "a in [|]"), ("(|)", "[", "([|])"),
            ("(| , b)", "(", "((|) , b)"),
            ("(|, b)", "(", "((|), b)"), ("a = |", "\"", "a = \"|\""), ("(|)", "\"", "(\"|\")"),
            // What stands there already is what they go around.
            ("|events", "(", "(|events"), ("|events", "\"", "\"|events"), ("|(a)", "(", "(|(a)"),
            // A text and a comment are text.
            ("a = \"b|\"", "(", "a = \"b(|\""), ("a # b|", "(", "a # b(|"), ("a # b\n|", "(", "a # b\n(|)"),
        ])
    func `a bracket and a quote bring their fellows where nothing is behind them`(
        before: String, key: Unicode.Scalar, after: String
    ) {
        #expect(behind(key, before) == after)
    }

    @Test(
        arguments: [
            ("(a|)", ")", "(a)|"), ("[a|]", "]", "[a]|"), ("\"a|\"", "\"", "\"a\"|"), ("(a|]", ")", "(a)|]"),
            // An escaped quote is none.
            ("\"a\\|\"", "\"", "\"a\\\"|"), ("\"a |)\"", ")", "\"a )|)\""), ("a|", ")", "a)|"),
        ])
    func `the fellow that is typed is stepped over`(before: String, key: Unicode.Scalar, after: String) {
        #expect(behind(key, before) == after)
    }

    @Test(
        arguments: [
            ("a(|)b", "a|b"), ("[|]", "|"), ("\"|\"", "|"), ("(|]", "|]"), ("(a|)", "(|)"),
            ("\"a\"|\"b\"", "\"a|\"b\""),
            ("(|", "|"),
        ])
    func `Backspace between an empty pair takes both`(before: String, after: String) {
        #expect(behind("\u{7F}", before) == after)
    }

    @Test func `a key that was no text changes nothing`() {
        let key = PairKey(.scalar("("), edited("ab|c"))
        // vi's `r(`, and a bracket put in thrice.
        #expect(key?.change(of: edited("a|(c")) == nil && key?.change(of: edited("ab(((|c")) == nil)
        #expect(PairKey(.scalar("a"), edited("|")) == nil && PairKey(.alt("("), edited("|")) == nil)
    }

    @Test func `at the prompt they do so once they are set on, and undo takes back both`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject(")
        session.wait { $0.rows.contains("casus> reject(") }
        session.type("\u{3}")
        session.converse(".set pairs on\r")
        session.ask("reject(China -> US) | count by \"")
        session.wait { $0.rows.contains(#"casus> reject(China -> US) | count by """#) }
        session.type("\u{7F} (\u{1F}\u{1F}kind\r")
        session.wait { $0.lines.contains("3 rows") || $0.lines.contains("2 rows") || $0.lines.contains("1 row") }
        // A paste is as it is.
        session.ask("\u{1B}[200~events(\u{1B}[201~")
        session.wait { $0.rows.last { !$0.isEmpty } != "casus>" && $0.rows.contains("casus> events(") }
    }

    @Test func `vi's . does again what was typed, its fellows that were typed too`() throws {
        let session = try PromptSession(
            width: 80, height: 24, editrc: "bind -v\n", casus: ["--setting", "pairs=on", "--setting", "hints=off"])
        session.type("x (a)\u{1B}")
        session.wait(forLast: ["casus> x (a)"])
        session.wait { $0.column == 11 }
        session.type("a f[\"b\"](\u{7F}c\u{1B}")
        session.wait { $0.rows.contains("casus> x (a) f[\"b\"]c") && $0.column == 19 }
        session.type(".")
        session.wait(forLast: ["casus> x (a) f[\"b\"]c f[\"b\"]c"])
    }
}
