import CTerminal

/// The last word of a question before, put in by a key; the same key again puts that of an earlier one in its place.
struct LastWord {
    /// Where the question that it is taken from stands in the history.
    private var place = 0
    private var word: [Unicode.Scalar] = []
    /// The question under edit as it was left; where it is another, the next word is that of the newest question.
    private var left: EditedText?

    /// The next word, and where it goes; nil where there is no other.
    mutating func next(in history: History, _ text: EditedText) -> (word: [Unicode.Scalar], range: Range<Int>)? {
        let isAgain = left == text
        if !isAgain { (place, word) = (history.entries.count, []) }
        for candidate in history.entries.indices.prefix(place).reversed() {
            let found = Self.last(of: withoutControls(history.entries[candidate].question.unicodeScalars))
            if found.isEmpty || found == word { continue }
            let range = text.cursor - word.count..<text.cursor
            (place, word) = (candidate, found)
            var scalars = text.scalars
            scalars.replaceSubrange(range, with: found)
            left = EditedText(scalars: scalars, cursor: range.lowerBound + found.count)
            return (found, range)
        }
        return nil
    }

    /// A text in quotes is one word, with them.
    static func last(of question: String) -> [Unicode.Scalar] {
        var isInQuotes = false
        var word: [Unicode.Scalar] = []
        var isBehind = false
        for scalar in question.unicodeScalars {
            if !isInQuotes, scalar == " " || scalar == "\t" || scalar == "\n" {
                isBehind = true
                continue
            }
            if isBehind { (word, isBehind) = ([], false) }
            word.append(scalar)
            if scalar == "\"" { isInQuotes.toggle() }
        }
        return word
    }
}

extension LineEditor {
    func putInLastWord(_ text: EditedText) {
        guard let (word, range) = lastWord.next(in: history, text) else {
            ring()
            return
        }
        replace(range, with: word)
    }
}
