import CTerminal

/// A bracket, a quote or Backspace, which libedit takes by itself, in the way of emacs or of vi; what its fellow has to do
/// with it is done behind that. Where the key was no text, such as a command of vi, nothing comes of it.
struct PairKey {
    /// What is to be done at the cursor, which stays where it is.
    enum Change: Equatable {
        case put(Unicode.Scalar)
        case takeAwayNext
    }

    private static let fellows: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "\"": "\""]
    private static let closing: Set<Unicode.Scalar> = [")", "]", "\""]
    private static let backspaces: Set<Unicode.Scalar> = ["\u{08}", "\u{7F}"]

    private let key: Unicode.Scalar
    /// The question as the key found it.
    private let before: EditedText

    /// Nil for a key that has nothing to do with pairs.
    init?(_ key: Key, _ before: EditedText) {
        guard case .scalar(let scalar) = key,
            Self.fellows[scalar] != nil || Self.closing.contains(scalar) || Self.backspaces.contains(scalar)
        else { return nil }
        (self.key, self.before) = (scalar, before)
    }

    /// - Parameter after: the question as libedit has left it.
    func change(of after: EditedText) -> Change? {
        let (place, scalars) = (before.cursor, before.scalars)
        let next = place < scalars.count ? scalars[place] : nil
        if Self.backspaces.contains(key) {
            guard place > 0, after.cursor == place - 1, after.scalars.count == scalars.count - 1, let next,
                Self.fellows[scalars[place - 1]] == next, !Self.isTextOrComment(behind: scalars[..<(place - 1)])
            else { return nil }
            return .takeAwayNext
        }
        guard after.cursor == place + 1, after.scalars.count == scalars.count + 1, after.scalars[place] == key else {
            return nil
        }
        let isInText = Self.isTextOrComment(behind: scalars[..<place])
        if next == key, Self.closing.contains(key), isInText == (key == "\"") { return .takeAwayNext }
        guard let fellow = Self.fellows[key], !isInText, next.map(Self.mayStandBehind) ?? true else { return nil }
        return .put(fellow)
    }

    /// Before a word a bracket is put around what stands there already.
    private static func mayStandBehind(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ")" || scalar == "]" || scalar == "," || scalar.properties.isWhitespace
    }

    /// Whether a text or a comment has begun in these and not ended.
    private static func isTextOrComment(behind scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        var open: Unicode.Scalar?
        var isEscaped = false
        for scalar in scalars {
            if isEscaped {
                isEscaped = false
            } else if open == "\"" {
                isEscaped = scalar == "\\"
                if scalar == "\"" { open = nil }
            } else if open == "#" {
                if scalar == "\n" { open = nil }
            } else if scalar == "\"" || scalar == "#" {
                open = scalar
            }
        }
        return open != nil
    }
}

extension LineEditor {
    /// Does what the fellow of a bracket or quote has to do with the key that libedit has taken.
    func mendPair(_ key: PairKey) {
        let text = edited
        switch key.change(of: text) {
        case .put(let fellow)?:
            replace(text.cursor..<text.cursor, with: [fellow])
            move(to: text.cursor)
        case .takeAwayNext?: ct_editor_delete_next(editor)
        case nil: break
        }
    }
}
