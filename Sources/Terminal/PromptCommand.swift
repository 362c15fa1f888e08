import CTerminal

/// What the prompt does itself, as the private codes that libedit hands back (0x80…0x9F).
///
/// All other editing (words, killing, yanking, undo, the whole of vi) is libedit's own.
enum PromptCommand: UInt32, CaseIterable {
    /// The first code of each question: puts prepared text into the empty line.
    case begin = 0x80
    case enter
    case newLine
    case cancel
    case endOfInput
    case complete
    case up
    case down
    case left
    case right
    case lineStart
    case lineEnd
    case historyOlder
    case historyNewer
    case search
    case paste
    case clearScreen
    case suspend
    case deleteBefore
    case deleteAfter
    case killToLineEnd
    case killToLineStart
    /// The list under Tab takes a key.
    case menu
    case undo
    /// Takes over a word of the grey text.
    case hintWord
    /// Takes over a letter of it.
    case hintLetter
    /// Puts in the last word of the question before.
    case lastWord
    // The rest is beyond Unicode: no key is these codes.
    case openEditor = 0x11_0000
    /// Bound to their keys only.
    case swapWords
    case deleteSpaces
    case historyFirst
    case historyLast
    case undoAll
    /// Puts back what was taken away last; in its place what was before that.
    case lastKill
    case earlierKill
    // Of vi's command mode, bound to their letters only.
    case viLineStart
    case viLineEnd
    case viInsertAtStart
    case viAppendAtEnd
    case viDeleteToEnd
    case viChangeToEnd
    case viOpenBelow
    case viOpenAbove
    case viRepeat

    /// Codes that are bound to functions of libedit instead.
    enum Builtin: UInt32, CaseIterable {
        case setMark = 0x9B
        case killRegion
        case wordLeft
        case wordRight
        case viRepeat

        var function: String {
            switch self {
            case .setMark: "em-set-mark"
            case .killRegion: "em-kill-region"
            case .wordLeft: "ed-prev-word"
            case .wordRight: "em-next-word"
            case .viRepeat: "vi-redo"
            }
        }
    }

    /// The command behind a code that libedit calls us with: a private one, or a key bound directly.
    init?(code: UInt32, inCommandMode: Bool) {
        if let command = PromptCommand(rawValue: code) {
            self = command
            return
        }
        guard let key = Unicode.Scalar(code) else { return nil }
        let keys = PromptCommand.lineEnds + (inCommandMode ? PromptCommand.viCommandKeys : PromptCommand.emacsKeys)
        let found = keys.first { $0.scalar == key }
        guard let found else { return nil }
        self = found.command
    }

    typealias DirectKey = (name: String, scalar: Unicode.Scalar, command: PromptCommand)

    /// Only a macro of the user's file can bring these; Enter itself is a private code.
    static let lineEnds: [DirectKey] = [("^J", "\n", .enter), ("^M", "\r", .enter)]

    /// Keys that libedit would let act on the whole text rather than on one of its lines.
    static let emacsKeys: [DirectKey] = [
        ("^A", "\u{01}", .lineStart), ("^B", "\u{02}", .left), ("^E", "\u{05}", .lineEnd), ("^F", "\u{06}", .right),
        ("^K", "\u{0B}", .killToLineEnd), ("^N", "\u{0E}", .historyNewer), ("^P", "\u{10}", .historyOlder),
        ("^U", "\u{15}", .killToLineStart), ("^_", "\u{1F}", .undo),
        // Of two keys libedit hands over the second.
        ("^[t", "t", .swapWords), ("^[T", "T", .swapWords), ("^[\\134", "\\", .deleteSpaces),
        ("^[<", "<", .historyFirst), ("^[>", ">", .historyLast), ("^[r", "r", .undoAll), ("^[R", "R", .undoAll),
        ("^Y", "\u{19}", .lastKill), ("^[y", "y", .earlierKill),
        ("^[Y", "Y", .earlierKill),
    ]

    /// Keys of vi's command mode that need the history or more than one line.
    static let viCommandKeys: [DirectKey] = [
        ("0", "0", .viLineStart), ("$", "$", .viLineEnd), ("I", "I", .viInsertAtStart), ("A", "A", .viAppendAtEnd),
        ("D", "D", .viDeleteToEnd), ("C", "C", .viChangeToEnd), ("o", "o", .viOpenBelow), ("O", "O", .viOpenAbove),
        ("j", "j", .down), ("k", "k", .up), ("u", "u", .undo), ("/", "/", .search), ("?", "?", .search),
        ("^N", "\u{0E}", .historyNewer), ("^P", "\u{10}", .historyOlder),
        (".", ".", .viRepeat), ("+", "+", .historyNewer), ("\\055", "-", .historyOlder),
    ]

    /// The keys by which libedit puts in what it keeps itself.
    static let yankOfLibedit: [UInt32] = [0x18, 0x19]

    /// Binds all keys but the private codes of commands, after the user's file has been read.
    static func bindKeys(of editor: OpaquePointer) {
        for builtin in Builtin.allCases {
            let key = "\\" + String(builtin.rawValue, radix: 8)
            ct_editor_bind(editor, key, builtin.function)
            ct_editor_bind_command(editor, key, builtin.function)
        }
        for key in lineEnds {
            ct_editor_bind(editor, key.name, "casus-command")
            ct_editor_bind_command(editor, key.name, "casus-command-mode")
        }
        if ct_editor_is_vi(editor) != 0 {
            for key in viCommandKeys { ct_editor_bind_command(editor, key.name, "casus-command-mode") }
            ct_editor_bind_command(editor, "v", "casus-open-editor")
            // There Esc begins the sequences of the arrow keys, which never reach libedit; it would eat the next key.
            ct_editor_bind_command(editor, "^[", "vi-command-mode")
            // It would comment the question out and run it, past us.
            ct_editor_bind_command(editor, "#", "ed-unassigned")
            // It reads a command of libedit's own up to an Enter of its own, which never comes.
            ct_editor_bind_command(editor, ":", "ed-unassigned")
        } else {
            for key in emacsKeys { ct_editor_bind(editor, key.name, "casus-command") }
            ct_editor_bind(editor, "^W", "ed-delete-prev-word")
            ct_editor_bind(editor, "^X^E", "casus-open-editor")
            ct_editor_bind(editor, "^X^Y", "em-yank")
            // As `:` of vi.
            for key in ["^[x", "^[X"] { ct_editor_bind(editor, key, "ed-unassigned") }
        }
    }
}
