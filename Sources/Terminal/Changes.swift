/// What the question was before each change, so that one after the other can be undone; a word typed is one change.
struct Changes {
    private var before: [EditedText] = []
    private var isInWord = false
    private static let most = 500

    /// A key is about to be taken by a question that is still as given.
    mutating func willTake(_ key: Key, _ text: EditedText) {
        let wasInWord = isInWord
        if case .scalar(let scalar) = key {
            isInWord = scalar.value > 0x20 && scalar.value != 0x7F
        } else {
            isInWord = false
        }
        if wasInWord && isInWord || before.last?.scalars == text.scalars { return }
        before.append(text)
        if before.count > Self.most { before.removeFirst() }
    }

    /// The question before the last change; nil if nothing has been changed.
    mutating func undo(_ text: EditedText) -> EditedText? {
        isInWord = false
        while let last = before.popLast() {
            if last.scalars != text.scalars { return last }
        }
        return nil
    }

    /// The question before the first change; nil if it is still the same.
    mutating func undoAll(_ text: EditedText) -> EditedText? {
        guard let first = before.first, first.scalars != text.scalars else { return nil }
        // It can be undone as any other change.
        before = [first, text]
        isInWord = false
        return first
    }
}

extension LineEditor {
    func undo(_ text: EditedText) { show(changes.undo(text), instead: text) }

    func undoAll(_ text: EditedText) { show(changes.undoAll(text), instead: text) }

    private func show(_ earlier: EditedText?, instead text: EditedText) {
        guard let earlier else {
            ring()
            return
        }
        replace(0..<text.scalars.count, with: earlier.scalars)
        move(to: min(earlier.cursor, edited.scalars.count))
    }
}
