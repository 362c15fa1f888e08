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

    /// The next key. Draws only when no input is waiting, so that a flood of keys is not slowed down by pictures.
    func nextEvent(draw: () -> Void) -> PromptEvent {
        while true {
            if !heldKeys.isEmpty { return .key(heldKeys.removeFirst()) }
            if let key = decoder.next(isIdle: false) { return .key(key) }
            var event = ct_wait(0, 0)
            if event == ct_event_timeout && decoder.isWaiting && !decoder.isInPaste {
                event = ct_wait(0, LineEditor.escapeTimeout)
                if event == ct_event_timeout, let key = decoder.next(isIdle: true) { return .key(key) }
            } else if event == ct_event_timeout {
                if !decoder.isInPaste { draw() }
                event = ct_wait(0, -1)
            }
            if let result = take(event) { return result }
        }
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
        // A paste whose end got lost must not take the keyboard with it.
        if decoder.isInPaste && bytes[count - 1] == 0x03 && ct_wait(0, 100) == ct_event_timeout {
            decoder.abandonPaste()
            return .interrupted
        }
        return nil
    }
}

/// The time now, for the history.
package func secondsSince1970() -> Int {
    time(nil)
}
