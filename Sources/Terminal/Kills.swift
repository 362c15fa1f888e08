import CTerminal

/// What was taken away, the newest last: Ctrl-Y puts that back, Alt-Y in its place what was taken away before, and so on
/// around.
///
/// Libedit takes away, in its own way; what that was is seen from the question. It keeps the last text alone, and takes
/// ours for it where we put one question in place of another.
struct Kills {
    private var texts: [[Unicode.Scalar]] = []
    /// Which of them was put in last, and the question as it was left by that.
    private var place = 0
    private var left: EditedText?
    /// The question as a key found it that takes something away.
    private var before: EditedText?
    /// Whether the last was a copy of a region, which libedit alone has.
    private(set) var hasCopy = false
    private static let most = 60
    private static let killing: [Key] = [
        .scalar("\u{0B}"), .scalar("\u{15}"), .scalar("\u{17}"), .alt("d"), .alt("D"), .alt("\u{08}"), .alt("\u{7F}"),
    ]

    mutating func willTake(_ key: Key, _ text: EditedText) {
        before = Self.killing.contains(key) ? text : nil
        if key == .alt("w") || key == .alt("W") { hasCopy = true }
    }

    /// Looks at what has become of the question by the key.
    mutating func hasTaken(_ text: EditedText) {
        guard let before else { return }
        self.before = nil
        let (start, count) = (text.cursor, before.scalars.count - text.scalars.count)
        guard count > 0, before.scalars[..<start] == text.scalars[..<start],
            before.scalars[(start + count)...] == text.scalars[start...]
        else { return }
        texts.append(Array(before.scalars[start..<start + count]))
        if texts.count > Self.most { texts.removeFirst() }
        hasCopy = false
    }

    /// What was taken away last, to be put in at the cursor; nil where nothing was.
    mutating func last(_ text: EditedText) -> [Unicode.Scalar]? {
        texts.isEmpty ? nil : put(texts.count - 1, in: text.cursor..<text.cursor, of: text)
    }

    /// What was taken away before what has just been put in, and the range in which that stands; nil behind any other key.
    mutating func earlier(_ text: EditedText) -> (text: [Unicode.Scalar], range: Range<Int>)? {
        guard left == text else { return nil }
        let range = text.cursor - texts[place].count..<text.cursor
        return (put((place + texts.count - 1) % texts.count, in: range, of: text), range)
    }

    private mutating func put(_ next: Int, in range: Range<Int>, of text: EditedText) -> [Unicode.Scalar] {
        place = next
        var scalars = text.scalars
        scalars.replaceSubrange(range, with: texts[next])
        left = EditedText(scalars: scalars, cursor: range.lowerBound + texts[next].count)
        return texts[next]
    }
}

extension LineEditor {
    func putBackKill(_ text: EditedText) {
        if kills.hasCopy {
            queue(PromptCommand.yankOfLibedit)
        } else if let last = kills.last(text) {
            replace(text.cursor..<text.cursor, with: last)
        } else {
            ring()
        }
    }

    func putInEarlierKill(_ text: EditedText) {
        guard let (earlier, range) = kills.earlier(text) else {
            ring()
            return
        }
        replace(range, with: earlier)
    }
}
