import CTerminal

/// Keys into the codes that libedit is given for them.
extension LineEditor {
    func translate(_ key: Key) -> [UInt32] {
        if isQuoting {
            isQuoting = false
            if case .scalar(let scalar) = key { return [scalar.value] }
        }
        let wasBehindEscape = isBehindEscape
        isBehindEscape = key == .scalar("\u{1B}") && ct_editor_is_vi(editor) == 0
        switch key {
        // Libedit would take it for a part of what Esc begins: that has to end first.
        case .scalar("\u{3}") where wasBehindEscape: return [0x07, PromptCommand.cancel.rawValue]
        case .alt("\u{3}"): return [PromptCommand.cancel.rawValue]
        case .scalar(let scalar): return translate(scalar)
        case .alt("f") where !hint.isEmpty: return [PromptCommand.hintWord.rawValue]
        case .alt(".") where ct_editor_is_vi(editor) == 0: return [PromptCommand.lastWord.rawValue]
        case .wordRight:
            return [hint.isEmpty ? PromptCommand.Builtin.wordRight.rawValue : PromptCommand.hintWord.rawValue]
        case .altRight:
            return [hint.isEmpty ? PromptCommand.Builtin.wordRight.rawValue : PromptCommand.hintLetter.rawValue]
        case .alt(let scalar): return scalar.value < 0x80 ? [0x1B, scalar.value] : []
        case .up: return [PromptCommand.up.rawValue]
        case .down: return [PromptCommand.down.rawValue]
        case .left: return [PromptCommand.left.rawValue]
        case .right: return [PromptCommand.right.rawValue]
        case .home: return [PromptCommand.lineStart.rawValue]
        case .end: return [PromptCommand.lineEnd.rawValue]
        case .delete: return [PromptCommand.deleteAfter.rawValue]
        case .pageUp: return [PromptCommand.historyOlder.rawValue]
        case .pageDown: return [PromptCommand.historyNewer.rawValue]
        case .wordLeft: return [PromptCommand.Builtin.wordLeft.rawValue]
        case .newLine: return [PromptCommand.newLine.rawValue]
        case .paste(let bytes):
            pastes.append(pastedText(bytes))
            return [PromptCommand.paste.rawValue]
        case .longPaste:
            showTooLong()
            return []
        case .insert, .shiftTab, .unknown: return []
        }
    }

    private func translate(_ scalar: Unicode.Scalar) -> [UInt32] {
        switch scalar.value {
        case 0x03: return [PromptCommand.cancel.rawValue]
        case 0x04: return [edited.scalars.isEmpty ? PromptCommand.endOfInput.rawValue : 0x04]
        case 0x09: return [PromptCommand.complete.rawValue]
        case 0x0A, 0x0D: return [PromptCommand.enter.rawValue]
        case 0x0C: return [PromptCommand.clearScreen.rawValue]
        case 0x12, 0x13: return [PromptCommand.search.rawValue]
        case 0x1A: return [PromptCommand.suspend.rawValue]
        case 0x1F: return [PromptCommand.undo.rawValue]
        case 0x08, 0x7F:
            let text = edited
            // libedit deletes scalar by scalar; a letter and its marks go together.
            let isWhole = (text.characterBefore ?? text.cursor) < text.cursor - 1
            return [isWhole ? PromptCommand.deleteBefore.rawValue : scalar.value]
        case 0x16:
            isQuoting = true
            return [0x16]
        case 0x80...0x9F: return []
        default: return [scalar.value]
        }
    }
}
