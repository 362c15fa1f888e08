import Rendering

extension Session {
    /// Where a line comes from, which decides what it may do.
    package enum InputPlace: Sendable {
        /// A script, a pipe.
        case text
        /// The user's own init file, which runs before anything is typed.
        case initFile
        /// A terminal without editing: there what is pasted looks like what is typed, and runs by itself.
        case plainPrompt
        /// A prompt at which every line has been seen by somebody before Enter asked it.
        case prompt
    }

    /// `.shell COMMAND`: a line for the shell, the rest of the line as it was typed.
    ///
    /// Data and scripts come from others, an init file runs unseen, and none of them can start a program: only a line that
    /// somebody has seen at a prompt and sent with Enter can.
    func shell(_ line: String, at place: InputPlace) -> RunStatus {
        let command = line.trimmed.drop { !$0.isWhitespace }
        let text = String(command).trimmed
        if let reason = whyNot(start: text, by: ".shell", at: place) { return fail(reason) }
        let whole = withAlias(text)
        // What runs is seen, whatever name was typed for it.
        if whole != text { say("\(shown(whole))\n") }
        switch host.runShell(whole) {
        case .failure(let problem): return fail("the shell could not be started: \(problem.reason)")
        case .success(0): return .answered
        case .success(let status):
            // Behind what the terminal shows of Ctrl-C.
            if status == 130 { host.err("\n") }
            say("\(text.isEmpty ? "the shell" : "`\(shown(text))`") \(HostProblem.ended(withStatus: status).reason)\n")
            return .failed
        }
    }

    /// Why a command may start no program here; nil where it may.
    func whyNot(start line: String, by name: String, at place: InputPlace) -> String? {
        guard settings.mayTouchTheWorld else { return "`\(name)` is switched off by --safe" }
        switch place {
        case .text, .initFile:
            return
                "`\(name)` starts a program, and that only a line can which is typed at the prompt: no script, no init "
                + "file, no pipe"
        case .plainPrompt:
            return "`\(name)` needs a prompt that can edit: here a text that is pasted would start programs by itself"
        case .prompt: break
        }
        if line.contains("\n") { return "`\(name)` takes one line; a text of several could be a paste unread" }
        return line.utf8.contains(0) ? "`\(name)` takes no zero byte" : nil
    }
}
