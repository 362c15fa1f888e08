import CTerminal
import Glibc

/// Writes a text to the terminal and waits for a line of it, between two questions; nil for Ctrl-C and the end of input.
///
/// The terminal is as the user has set it meanwhile, so that the line can be mended as any other; what is typed ahead of the
/// text is for the next prompt.
package func askUser(_ text: String) -> String? {
    ct_flush_standard_output()
    ct_hold_lend()
    defer { ct_hold_take_back() }
    writeToTerminal(text)
    var bytes: [UInt8] = []
    while true {
        // A Ctrl-C that comes just before the wait is seen by it, which it would not be by `read`.
        let event = ct_wait(0, -1)
        if event == ct_event_resized || event == ct_event_continued { continue }
        var byte: UInt8 = 0
        guard event == ct_event_input, read(0, &byte, 1) == 1 else {
            writeToTerminal("\n")
            return nil
        }
        if byte == 0x0A { break }
        bytes.append(byte)
    }
    return withoutControls(String(decoding: bytes, as: UTF8.self).unicodeScalars)
}
