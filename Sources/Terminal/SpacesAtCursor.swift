extension EditedText {
    /// The question without the spaces and tabs before and behind the cursor; nil where there are none.
    func withoutSpacesAtCursor() -> EditedText? {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
        let start = scalars[..<cursor].lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0
        let end = scalars[cursor...].firstIndex { !isSpace($0) } ?? scalars.count
        if start == end { return nil }
        return EditedText(scalars: Array(scalars[..<start] + scalars[end...]), cursor: start)
    }
}

extension LineEditor {
    func deleteSpaces(_ text: EditedText) {
        guard let changed = text.withoutSpacesAtCursor() else {
            ring()
            return
        }
        replace(changed.cursor..<changed.cursor + text.scalars.count - changed.scalars.count, with: "".unicodeScalars)
        move(to: changed.cursor)
    }
}
