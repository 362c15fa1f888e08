extension LineEditor {
    /// Tab: one candidate is inserted; of several what they share, and they are listed, to be moved in.
    func complete(_ text: EditedText) {
        let bytes = text.byteOffset(of: text.cursor)
        let answer = services.complete(text.text, bytes)
        guard let first = answer.candidates.first else {
            // At the start of a line Tab indents.
            if text.scalars[text.line.lowerBound..<text.cursor].allSatisfy({ $0 == " " }) && text.cursor > 0 {
                replace(text.cursor..<text.cursor, with: "    ".unicodeScalars)
            } else {
                ring()
            }
            return
        }
        let start = text.scalarOffset(ofByte: max(0, answer.replacing.lowerBound))
        let end = max(start, text.scalarOffset(ofByte: max(0, answer.replacing.upperBound)))
        if answer.candidates.count == 1 {
            replace(start..<end, with: withoutControls(first.text.unicodeScalars).unicodeScalars)
            return
        }
        let typed = EditedText(scalars: Array(text.scalars[start..<end]), cursor: 0).text
        // Names in quotes and names without share their letters: the quote comes when one of them is chosen.
        let isQuoted = typed.hasPrefix("\"")
        let shared = longestCommonPrefix(
            answer.candidates.map { !isQuoted && $0.text.hasPrefix("\"") ? String($0.text.dropFirst()) : $0.text })
        // Candidates that are not continuations of what stands there must not shorten it.
        if shared != typed && shared.lowercased().hasPrefix(typed.lowercased()) {
            replace(start..<end, with: withoutControls(shared.unicodeScalars).unicodeScalars)
        }
        // Where it now ends: what was shared may have been put in.
        let now = edited
        menu = CandidateMenu(
            candidates: answer.candidates, range: start..<now.cursor, typed: Array(now.scalars[start..<now.cursor]))
        showMenu()
    }
}
