import CTerminal
import Glibc

/// Shows text that is taller than the screen a page at a time; on a terminal only.
package struct Pager: Sendable {
    private let facts: TerminalFacts
    private let mayRunPrograms: Bool

    /// - Parameter mayRunPrograms: false (`--safe`) never starts a pager.
    package init(facts: TerminalFacts, mayRunPrograms: Bool) {
        self.facts = facts
        self.mayRunPrograms = mayRunPrograms
    }

    /// True if `show` would start a pager: the text has more lines than the terminal, which must be one to read from.
    package func isNeeded(for text: String, height: Int) -> Bool {
        guard facts.canEdit, mayRunPrograms else { return false }
        return text.utf8.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 } >= height
    }

    /// What stands below a page, for those who have never met the pager.
    private static let keys = "-PsSpace goes on, b goes back, / searches, q leaves "

    /// Writes the text to standard output, through `$PAGER` or `less -RSFX` if it is needed.
    /// - Parameters:
    ///   - isOn: false writes it at once, however tall it is.
    ///   - beginsAtEnd: whether `less`, ours or the user's, is to show the end first.
    package func show(_ text: String, isOn: Bool = true, beginsAtEnd: Bool = false) {
        let height = TerminalFacts.currentSize()?.height ?? facts.height
        let choice = environmentValue("PAGER") ?? ""
        let command = Self.command(
            choice, beginsAtEnd: beginsAtEnd, isSecured: environmentValue("LESSSECURE") != nil,
            options: environmentValue("LESS"))
        if !isOn || !isNeeded(for: text, height: height) || choice == "cat" || !page(text, command) {
            ct_flush_standard_output()
            write(text)
        }
    }

    /// With `less` kept from running programs and writing files: a question that is pasted while it is up goes to it,
    /// and `|`, `!` and `s` are its commands. Who has set `LESSSECURE` has decided.
    ///
    /// - Parameters:
    ///   - choice: the user's own pager; empty for `less`. If that is `less` too, `LESS` tells it where to begin, and others
    ///     pass over it.
    ///   - options: what `LESS` says already.
    static func command(_ choice: String, beginsAtEnd: Bool, isSecured: Bool, options: String?) -> [String] {
        let less = ["less", "-RSFX"] + (beginsAtEnd ? ["+G"] : []) + [Self.keys]
        var environment = isSecured ? [] : ["LESSSECURE=1"]
        if beginsAtEnd, !choice.isEmpty { environment.append("LESS=" + (options.map { "\($0) " } ?? "") + "+G") }
        return (environment.isEmpty ? [] : ["/usr/bin/env"] + environment)
            + (choice.isEmpty ? less : ["/bin/sh", "-c", choice])
    }

    /// In pieces, so that Ctrl-C ends an answer of a million lines.
    private func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var offset = 0
            while offset < bytes.count, let base = bytes.baseAddress {
                if Interrupt.isRaised && facts.outputIsTerminal {
                    writeToTerminal("\r\n")
                    return
                }
                let count = min(1 << 15, bytes.count - offset)
                guard ct_write_all(1, base + offset, count) == 0 else { return }
                offset += count
            }
        }
    }

    /// False if the pager could not be run and nothing was shown.
    private func page(_ text: String, _ command: [String]) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard ct_pipe(&ends) == 0 else { return false }
        ct_flush_standard_output()
        return leavingSignalsToChild {
            let child = spawn(command, input: ends[0])
            close(ends[0])
            guard let child else {
                close(ends[1])
                return false
            }
            var text = text
            // Leaving the pager early closes the pipe, which is no failure.
            _ = text.withUTF8 { ct_write_all(ends[1], $0.baseAddress, $0.count) }
            close(ends[1])
            // 126 and 127 are the shell's: there is no such command.
            return ![126, 127].contains(ct_wait_for_child(child))
        }
    }
}
