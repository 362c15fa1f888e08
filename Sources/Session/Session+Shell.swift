import Rendering

extension Session {
    /// Where a line comes from, which decides what it may do.
    package enum InputPlace: Sendable {
        /// A script, an init file, a pipe.
        case text
        /// A terminal without editing: there what is pasted looks like what is typed, and runs by itself.
        case plainPrompt
        /// A prompt at which every line has been seen by somebody before Enter asked it.
        case prompt
    }

    /// `.shell COMMAND`: a line for the shell, the rest of the line as it was typed.
    ///
    /// Data, scripts and init files come from others, and none of them can start a program: only a line at a prompt that
    /// somebody has seen and sent with Enter can.
    func shell(_ line: String, at place: InputPlace) -> RunStatus {
        let command = line.trimmed.drop { !$0.isWhitespace }
        let text = String(command).trimmed
        guard settings.mayTouchTheWorld else { return fail("`.shell` is switched off by --safe") }
        switch place {
        case .text:
            return fail(
                "`.shell` starts a program, and that only a line can which is typed at the prompt: no script, no init "
                    + "file, no pipe")
        case .plainPrompt:
            return fail(
                "`.shell` needs a prompt that can edit: here a text that is pasted would start programs by itself")
        case .prompt: break
        }
        if text.contains("\n") { return fail("`.shell` takes one line; a text of several could be a paste unread") }
        if text.utf8.contains(0) { return fail("`.shell` takes no zero byte") }
        switch host.runShell(text) {
        case .failure(let problem): return fail("the shell could not be started: \(problem.reason)")
        case .success(0): return .answered
        case .success(let status):
            let signal = status > 128 && status < 160 ? ", of signal \(status - 128)" : ""
            // Behind what the terminal shows of Ctrl-C.
            if status == 130 { host.err("\n") }
            say("\(text.isEmpty ? "the shell" : "`\(shown(text))`") ended with status \(status)\(signal)\n")
            return .failed
        }
    }
}
