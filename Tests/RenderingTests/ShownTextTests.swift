import Testing

@testable import Rendering

@Suite("Text on a line")
struct ShownTextTests {
    @Test(
        "widths are those of a terminal",
        arguments: [
            ("", 0), ("abc", 3), ("漢字", 4), ("ｶﾅ", 2), ("ＡＢ", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("e\u{301}", 1), ("ﬁ", 1), ("שָׁלוֹם", 4), ("नमस्ते", 4), ("😀", 2), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇸🇬", 2), ("☀️", 2),
            ("☀", 1), ("1️⃣", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("–—…", 3), ("می‌خواهم", 7),
        ])
    func widths(_ text: String, _ width: Int) {
        #expect(ShownText(text).width == width)
        #expect(ShownText(text).text == text)
    }

    @Test(
        "what acts without being seen is written out",
        arguments: [
            ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#), ("\t", #"\t"#), ("\u{1B}[1m", #"\u{1B}[1m"#),
            ("\u{0}", #"\u{0}"#),
            ("\u{7F}", #"\u{7F}"#), ("\u{9B}1m", #"\u{9B}1m"#), ("\u{202E}abc", #"\u{202E}abc"#),
            ("\u{2066}", #"\u{2066}"#),
            ("\u{61C}", #"\u{61C}"#), ("a\u{200B}b", #"a\u{200B}b"#), ("\u{200D}", #"\u{200D}"#),
            ("\u{FEFF}", #"\u{FEFF}"#),
            ("\u{AD}", #"\u{AD}"#), ("\u{E0041}", #"\u{E0041}"#), ("\u{FFFE}", #"\u{FFFE}"#),
            ("\u{301}", "\u{25CC}\u{301}"),
            (String(repeating: "\u{600}", count: 9), String(repeating: #"\u{600}"#, count: 9)),
        ])
    func escapes(_ raw: String, _ shown: String) {
        #expect(ShownText(raw).text == shown)
        #expect(ShownText(raw).width == ShownText(shown).width)
    }

    @Test("showing twice is showing once")
    func idempotent() {
        for text in NaughtyStrings.all {
            let once = ShownText(text)
            #expect(ShownText(once.text) == once)
        }
    }

    @Test("clipping and wrapping keep to the room, and wrapping loses nothing but spaces")
    func fitting() {
        for text in NaughtyStrings.all + ["one two three", "onetwothree four", "漢字漢字漢字 x 漢字", "   ", "a  b"] {
            let shown = ShownText(text)
            for room in 8...20 {
                #expect(shown.clipped(to: room, "…").width <= room)
                #expect(shown.clipped(to: room, "...").width <= room)
                let lines = shown.wrapped(to: room)
                #expect(lines.allSatisfy { $0.width <= room && $0.width == ShownText($0.text).width })
                let kept = lines.map(\.text).joined().unicodeScalars.filter { $0 != " " }
                #expect(kept.elementsEqual(shown.text.unicodeScalars.filter { $0 != " " }))
            }
        }
    }

    @Test("lines are broken at spaces, long words where they must be")
    func wrapping() {
        #expect(ShownText("one two three").wrapped(to: 7).map(\.text) == ["one two", "three"])
        #expect(ShownText("abcdefgh ij").wrapped(to: 3).map(\.text) == ["abc", "def", "gh", "ij"])
    }
}
