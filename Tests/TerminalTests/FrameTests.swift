import Colours
import Testing

@testable import Terminal

@Suite("What the prompt draws")
struct FrameTests {
    private func frame(_ text: String, cursor: Int? = nil, width: Int, hint: String = "") -> Frame {
        Frame(
            FrameContent(
                prompt: "ask> ", continuation: "> ", text: text, cursor: cursor ?? text.unicodeScalars.count,
                hint: hint, paints: Paints(hasColour: !hint.isEmpty)),
            width: width)
    }

    @Test func `lines are wrapped at the edge and further lines begin below the first`() {
        let frame = frame("one\ntwo three\nf", cursor: 4, width: 10)
        #expect(frame.rows.map(\.text) == ["ask> one", "   > two t", "hree", "   > f"])
        #expect(frame.rows.map(\.isWrapped) == [false, true, false, false])
        #expect(frame.cursorRow == 1 && frame.cursorColumn == 5)
    }

    @Test func `behind a full row the cursor stands on the next`() {
        let frame = frame("12345", width: 10)
        #expect(frame.rows.map(\.text) == ["ask> 12345", ""])
        #expect(frame.cursorRow == 1 && frame.cursorColumn == 0)
    }

    @Test func `wide characters are not cut and marks take no room`() {
        let frame = frame("東京e\u{301}京都", width: 10)
        #expect(frame.rows.map(\.text) == ["ask> 東京e\u{301}", "京都"])
        #expect(frame.rows.map(\.width) == [10, 4])
        #expect(self.frame("e\u{301}x", cursor: 1, width: 20).cursorColumn == 5)
        #expect(self.frame("e\u{301}x", cursor: 2, width: 20).cursorColumn == 6)
        #expect(self.frame("👩\u{200D}👩\u{200D}👧x", cursor: 5, width: 20).cursorColumn == 7)
    }

    @Test func `control and direction characters are written out`() {
        #expect(cellWidth("\u{1B}\u{9B}\u{202E}") == 2 + 8 + 8)
        #expect(frame("\u{1B}[2J\u{202E}", width: 40).rows.map(\.text) == ["ask> ^[[2J<U+202E>"])
    }

    @Test func `styles are given by bytes and end with the row`() {
        let content = FrameContent(
            prompt: "", continuation: "", text: "é count", cursor: 0, styles: [(3..<8, .keyword)])
        let row = Frame(content, width: 5).rows
        let on = Palette().begin(.keyword)
        #expect(row.map(\.text) == ["é \(on)cou\(Palette.end)", "\(on)nt\(Palette.end)"])
    }

    @Test func `without colour what is unknown is still underlined, and a found place set off`() {
        let styles: [(Range<Int>, Paint)] = [(0..<1, .keyword), (2..<3, .unknown), (4..<5, .found)]
        let content = FrameContent(
            prompt: "", continuation: "", text: "a b c", cursor: 0, styles: styles, hint: "more",
            paints: Paints(hasColour: false))
        #expect(Frame(content, width: 20).rows.map(\.text) == ["a \u{1B}[4mb\(Palette.end) \u{1B}[7mc\(Palette.end)"])
        let styled: [Paint] = [
            .keyword, .kind, .actor, .column, .function, .number, .date, .text, .comment, .unknown, .bracket, .found,
        ]
        let codes = styled.map { Paints(hasColour: false).begin($0) }.joined().matches(of: /[0-9]+/).compactMap {
            Int($0.0)
        }
        #expect(!codes.contains { $0 >= 30 }, "30 and above are colours")
    }

    @Test func `a hint stays on the last row`() {
        let frame = frame("ev", width: 14, hint: "ents and so on\nmore")
        #expect(frame.rows.count == 1)
        #expect(frame.rows[0].text.hasSuffix("ents a\(Palette.end)"))
        #expect(frame.cursorColumn == 7)
    }

    @Test(arguments: 0..<60) func `no row is wider than the screen and the cursor is on it`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let text = hostilePieces.random(pieces: Int.random(in: 0...60, using: &numbers), using: &numbers)
        let width = Int.random(in: 2...40, using: &numbers)
        let cursor = Int.random(in: 0...text.unicodeScalars.count, using: &numbers)
        let frame = frame(text, cursor: cursor, width: width)
        for row in frame.rows { #expect(row.width <= width) }
        #expect(frame.rows.indices.contains(frame.cursorRow))
        #expect((0..<width).contains(frame.cursorColumn))
        var top = Int.random(in: 0...100, using: &numbers)
        let height = Int.random(in: 1...8, using: &numbers)
        let below = Array(repeating: Frame.Row(text: "-", width: 1), count: Int.random(in: 0...9, using: &numbers))
        let window = frame.window(below: below, width: width, height: height, top: &top)
        #expect(window.rows.count <= height)
        #expect(window.rows.indices.contains(window.cursorRow))
        #expect(window.rows[window.cursorRow].text == frame.rows[frame.cursorRow].text)
    }

    @Test(arguments: 0..<40) func `the screen shows the last frame, whatever was there before`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let width = Int.random(in: 12...40, using: &numbers)
        let height = Int.random(in: 3...9, using: &numbers)
        var screen = VirtualScreen(width: width, height: height)
        var painter = Painter()
        var top = 0
        screen.write("something before\r\n")
        let pieces = ["a", "bcd ", "\n", "東京", "e\u{301}", "12345678"]
        for _ in 0..<30 {
            let text = pieces.random(pieces: Int.random(in: 0...25, using: &numbers), using: &numbers)
            let cursor = Int.random(in: 0...text.unicodeScalars.count, using: &numbers)
            let frame = frame(text, cursor: cursor, width: width).window(
                below: [], width: width, height: height, top: &top)
            screen.write(painter.paint(frame, width: width))
            let first = screen.row - frame.cursorRow
            #expect(first >= 0)
            let shown = screen.rows[first..<first + frame.rows.count]
            #expect(shown.map { $0 } == frame.rows.map { trimmed($0.text) })
            #expect(screen.rows[(first + frame.rows.count)...].allSatisfy { $0.isEmpty })
            #expect(screen.column == frame.cursorColumn)
        }
        let last = frame("done", width: width)
        screen.write(painter.finish(last))
        #expect(screen.rows[screen.row - 1] == "ask> done")
        #expect(screen.column == 0)
    }

    private func trimmed(_ text: String) -> String {
        var result = text[...]
        while result.last == " " { result.removeLast() }
        return String(result)
    }
}
