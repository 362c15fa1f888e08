import Colours
import Testing

@testable import Terminal

@Suite("Brackets while one types")
struct BracketTests {
    /// The text with its pair in braces and what closes nothing as `!`; the cursor is `|`.
    private func seen(_ marked: String, quoted: Range<Int> = 0..<0) -> String {
        let bytes = Array(marked.utf8)
        let cursor = bytes.firstIndex(of: UInt8(ascii: "|")) ?? bytes.count
        var text = bytes
        if cursor < text.count { text.remove(at: cursor) }
        for (range, style) in bracketStyles(text, cursor: cursor, isPassedOver: quoted.contains) {
            text[range.lowerBound] = style == .bracket ? UInt8(ascii: "*") : UInt8(ascii: "!")
        }
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `the fellow of the bracket at the cursor is shown, the one just typed first`() {
        #expect(seen("days(start, max(a, b)|)") == "days(start, max*a, b*)")
        #expect(seen("days|(start)") == "days*start*")
        #expect(seen("a [b, (c)]|") == "a *b, (c)*")
        #expect(seen("a (b|c)") == "a (bc)")
    }

    @Test func `what closes nothing is shown wherever the cursor is; what is open may yet be closed`() {
        #expect(seen("|count)") == "count!")
        #expect(seen("(a]|)") == "*a!*")
        #expect(seen("((|") == "((")
    }

    @Test func `what a search has found is set off, and the styles around it stay`() {
        let marked = marking(3..<6, in: [(0..<4, .keyword), (4..<5, .kind), (5..<9, .text)])
        #expect(marked.map(\.0) == [0..<3, 3..<6, 6..<9])
        #expect(marked.map(\.1) == [.keyword, .found, .text])
    }

    @Test func `brackets in texts and comments are none`() {
        #expect(seen("x(\")\"|)", quoted: 2..<5) == "x*\")\"*")
    }
}
