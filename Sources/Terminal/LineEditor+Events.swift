import CTerminal
import Glibc

/// What the prompt waits for.
enum PromptEvent {
    case key(Key)
    /// SIGINT from outside, or Ctrl-C in a paste that does not end.
    case interrupted
    case ended
}

extension LineEditor {
    /// After Esc this long, in milliseconds, nothing more belongs to it.
    private static let escapeTimeout: Int32 = 40
    /// So long no more of a paste comes where it was the user who pressed Ctrl-C in it.
    private static let interruptTimeout: Int32 = 250
    /// So long, and the user is told that a paste has not ended.
    private static let pasteTimeout: Int32 = 500

    /// The next key. Draws only when no input is waiting, so that a flood of keys is not slowed down by pictures.
    func nextEvent(draw: () -> Void) -> PromptEvent {
        while true {
            if !heldKeys.isEmpty { return .key(heldKeys.removeFirst()) }
            if let key = decoder.next(isIdle: false) { return .key(key) }
            var event = ct_wait(0, 0)
            if event == ct_event_timeout, let patience {
                event = ct_wait(0, patience)
                if event == ct_event_timeout {
                    if let key = decoder.next(isIdle: true) { return .key(key) }
                    // A paste whose end got lost must not take the keyboard with it.
                    if decoder.isInterruptedPaste { event = ct_event_interrupted }
                }
            }
            if event == ct_event_timeout {
                draw()
                event = ct_wait(0, -1)
            }
            if let result = take(event) { return result }
        }
    }

    /// How long what has been begun may take to go on, in milliseconds; nil: as long as it likes.
    private var patience: Int32? {
        if decoder.isInPaste {
            return decoder.isInterruptedPaste ? LineEditor.interruptTimeout : LineEditor.pasteTimeout
        }
        // In emacs mode Esc alone does nothing before the next key. On a slow line that may well be the rest of an arrow
        // key: libedit would take it for one of its own, of which one empties the question.
        let needsNextKey = decoder.isBehindEscape && ct_editor_is_vi(editor) == 0 && menu == nil && !isSearching
        return decoder.isWaiting && !needsNextKey ? LineEditor.escapeTimeout : nil
    }

    private func take(_ event: ct_event) -> PromptEvent? {
        switch event {
        case ct_event_input:
            return readInput()
        case ct_event_interrupted:
            decoder.abandonPaste()
            return .interrupted
        case ct_event_resized:
            writeToTerminal(painter.clear(afterResizeTo: screenSize.width))
        case ct_event_continued:
            resumeTerminal()
        case ct_event_failed:
            return .ended
        default:
            break  // no input yet
        }
        return nil
    }

    private func readInput() -> PromptEvent? {
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(0, &bytes, bytes.count)
        if count < 0 && (errno == EINTR || errno == EAGAIN) { return nil }
        guard count > 0 else { return .ended }
        decoder.feed(bytes[0..<count])
        return nil
    }

    // MARK: Leaving the terminal to others

    /// Takes the prompt off the screen, lets `body` have the terminal, and draws again.
    func leavingTerminal<Result>(_ body: () -> Result) -> Result {
        writeToTerminal(painter.clear(afterResizeTo: screenSize.width))
        ct_editor_prepare(editor, 0)
        ct_hold_lend()
        let result = body()
        ct_hold_take_back()
        ct_editor_prepare(editor, 1)
        painter.forget()
        return result
    }

    /// Someone else has set the terminal while the program was stopped.
    func resumeTerminal() {
        ct_editor_prepare(editor, 0)
        ct_editor_prepare(editor, 1)
        writeToTerminal(bracketedPasteOn)
        painter.forget()
    }
}

/// The time now, for the history.
package func secondsSince1970() -> Int {
    time(nil)
}
