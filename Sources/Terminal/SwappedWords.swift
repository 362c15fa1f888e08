extension EditedText {
    /// The question with the word before the cursor and the one at it or behind it in each other's place, and the cursor
    /// behind both; behind the last word the last two. Nil where there are no two.
    func withWordsSwapped() -> EditedText? {
        let words = words
        guard let second = words.firstIndex(where: { $0.upperBound > cursor }) ?? words.indices.last, second > 0 else {
            return nil
        }
        let (left, right) = (words[second - 1], words[second])
        let swapped = scalars[right] + scalars[left.upperBound..<right.lowerBound] + scalars[left]
        let whole = scalars[..<left.lowerBound] + swapped + scalars[right.upperBound...]
        return EditedText(scalars: Array(whole), cursor: right.upperBound)
    }

    /// Runs of letters with their marks, digits and `_`, and of the points within names of kinds.
    private var words: [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (place, scalar) in scalars.enumerated() {
            let isInWord =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.isGraphemeExtend || scalar == "_" || scalar == "."
            if !isInWord, let begun = start { words.append(begun..<place) }
            start = isInWord ? start ?? place : nil
        }
        return words + (start.map { [$0..<scalars.count] } ?? [])
    }
}

extension LineEditor {
    func swapWords(_ text: EditedText) {
        guard let swapped = text.withWordsSwapped() else {
            ring()
            return
        }
        replace(0..<text.scalars.count, with: swapped.scalars)
        move(to: swapped.cursor)
    }
}
