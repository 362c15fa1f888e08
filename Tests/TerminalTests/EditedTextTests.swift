import Testing

@testable import Terminal

@Suite("The question under edit")
struct EditedTextTests {
    private func text(_ text: String, at cursor: Int) -> EditedText {
        EditedText(scalars: Array(text.unicodeScalars), cursor: cursor)
    }

    @Test func `the cursor goes from character to character and over line ends`() {
        let scalars = "ae\u{301}\n東".unicodeScalars.count
        var stops: [Int] = [0]
        while let next = text("ae\u{301}\n東", at: stops[stops.count - 1]).characterAfter { stops.append(next) }
        #expect(stops == [0, 1, 3, 4, 5] && scalars == 5)
        var back: [Int] = [5]
        while let next = text("ae\u{301}\n東", at: back[back.count - 1]).characterBefore { back.append(next) }
        #expect(back == stops.reversed())
    }

    @Test func `Up and Down keep to the column on the screen`() {
        let question = "東京都 x\nab\nabcdefg"
        let last = text(question, at: 14)
        #expect(last.column == 5)
        #expect(last.moved(down: false, toColumn: 5) == 8)
        #expect(text(question, at: 8).moved(down: false, toColumn: 5) == 2)
        #expect(text(question, at: 2).moved(down: false, toColumn: 5) == nil)
        #expect(text(question, at: 2).moved(down: true, toColumn: 5) == 8)
        #expect(last.moved(down: true, toColumn: 5) == nil)
    }

    @Test func `bytes and scalars are counted alike both ways`() {
        let edited = text("aé東🙂", at: 0)
        #expect((0...4).map(edited.byteOffset) == [0, 1, 3, 6, 10])
        #expect([0, 1, 2, 3, 6, 9, 10, 99].map(edited.scalarOffset) == [0, 1, 1, 2, 3, 3, 4, 4])
    }

    @Test func `a new line begins under the one before`() {
        #expect(text("  | a", at: 5).indentation == [" ", " "])
        #expect(text("  | a", at: 1).indentation == [" "])
        #expect(text("a\n  ", at: 4).isOnBlankLastLine)
        #expect(!text("  ", at: 2).isOnBlankLastLine)
    }

    @Test func `a word of the grey text is a run of letters, digits, _ and points with what stands before it`() {
        var left = " | count by reject.meeting, 東京 -> \"x\""
        var words: [String] = []
        while !left.isEmpty {
            words.append(firstWord(of: left))
            left.removeFirst(words[words.count - 1].count)
        }
        #expect(words == [" | count", " by", " reject.meeting", ", 東京", " -> \"x", "\""])
        #expect(firstWord(of: "") == "")
    }

    @Test(
        arguments: [
            ("one two| three", "one three two|"), ("one| two", "two one|"), ("one tw|o", "two one|"),
            ("reject.meeting, 東京|", "東京, reject.meeting|"), ("a(b |c)", "a(c b|)"), ("one two |", "two one| "),
            ("cafe\u{301}\nbar_1|", "bar_1\ncafe\u{301}|"), ("|one two", nil), ("one|", nil), ("|", nil), ("->|", nil),
        ] as [(String, String?)])
    func `two words are swapped with what is between them in its place`(before: String, after: String?) {
        let scalars = Array(before.unicodeScalars)
        let cursor = scalars.firstIndex(of: "|") ?? scalars.count
        let text = EditedText(scalars: scalars.filter { $0 != "|" }, cursor: cursor)
        let swapped = text.withWordsSwapped().map { swapped in
            EditedText(
                scalars: swapped.scalars[..<swapped.cursor] + ["|"] + swapped.scalars[swapped.cursor...], cursor: 0)
        }
        #expect(swapped?.text == after)
    }
}
