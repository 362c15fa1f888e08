import Colours
import Testing

/// What things look like, and what they are called.
@Suite struct ColoursTests {
    @Test(
        arguments: [
            ("bold blue", "1;34"), ("underline bright-red", "4;91"), ("Grey", "90"), ("gray on white", "90;47"),
            ("black on 214", "30;48;5;214"), ("#ff8700 italic", "38;2;255;135;0;3"), ("on #000102", "48;2;0;1;2"),
            ("255", "38;5;255"), ("0", "38;5;0"), ("none", ""), ("reverse", "7"), ("default", "39"),
        ])
    func `a look is what its words say`(words: String, codes: String) throws {
        let ink = try #require(Ink(words.split(separator: " ").map(String.init)))
        #expect(ink.codes == codes && ink.words == words.lowercased())
    }

    @Test(
        arguments: [
            "", "bleu", "red blue", "on", "on bold", "red on blue on green", "256", "-1", "+1", "#ff87", "#gggggg",
            "#+12345", "#-00000", "none bold", "bold none", "bright-grey", "1;31m\u{1B}]0;x\u{7}", "red;2", "\u{661}",
        ])
    func `a word that is no colour is none`(words: String) {
        #expect(Ink(words.split(separator: " ").map(String.init)) == nil)
    }

    @Test func `all that is set off has a look in every ready palette, and no two series have one`() {
        for ready in Palette.Ready.allCases {
            let palette = Palette(ready)
            for paint in Paint.allCases { #expect(palette[paint]?.codes.isEmpty == false, "\(paint)") }
            #expect(Set((0..<8).map { palette[.series($0)]?.codes }).count == 8)
            #expect(Paint.series(9) == .series2)
        }
    }

    @Test func `one look is changed and given back`() {
        var palette = Palette(.dark)
        palette.set(.actor, to: Ink(["red"]))
        #expect(palette.painted("China", .actor) == "\u{1B}[31mChina\u{1B}[0m")
        palette.set(.actor, to: Ink(["none"]))
        #expect(palette.painted("China", .actor) == "China")
        palette.set(.actor, to: nil)
        #expect(palette == Palette(.dark) && palette != Palette())
    }

    @Test func `without colour there are none, but for what tells more`() {
        let codes = Paint.allCases.map { Palette.beginWithoutColour($0) }.joined()
        #expect(codes == "\u{1B}[4m\u{1B}[1;4m\u{1B}[7m\u{1B}[7m")
    }
}
