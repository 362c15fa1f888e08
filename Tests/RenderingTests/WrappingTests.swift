import Rendering
import Testing

@Suite("Lines for people")
struct WrappingTests {
    private static let note =
        "1,204 rows have several values of `actor` and are counted once for each; 漢字漢字 take two columns apiece.\n"

    @Test("no line is wider than the window, and nothing is lost", arguments: [20, 50, 80, 200])
    func width(window: Int) {
        let text = wrapped(Self.note, to: window)
        #expect(text.split(separator: "\n").allSatisfy { displayWidth(of: String($0)) <= window })
        #expect(text.split(whereSeparator: \.isWhitespace) == Self.note.split(whereSeparator: \.isWhitespace))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test("without a window nothing is broken")
    func file() { #expect(wrapped(Self.note, to: nil) == Self.note) }

    @Test("what stands in a second column goes on in it")
    func hanging() {
        #expect(
            wrapped("  show      one two three\n", to: 24) == """
                  show      one two
                            three

                """)
    }

    @Test("a column far to the right goes below as a whole")
    func column() {
        #expect(
            wrapped("  id       text        name of it\n", to: 30) == """
                  id       text
                           name of it

                """)
    }

    @Test("a word wider than the window stays whole")
    func long() { #expect(wrapped("a https://example.org/x b\n", to: 10) == "a\nhttps://example.org/x\nb\n") }

    @Test("a paragraph is filled anew, a question broken in front of a step")
    func prose() {
        let page = "one two three four five six\nseven\n\n    reject(China) | count per year | sort\n"
        #expect(
            wrapped(page, to: 24, isProse: true) == """
                one two three four five
                six seven

                    reject(China)
                      | count per year
                      | sort

                """)
    }
}
