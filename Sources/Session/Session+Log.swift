import Columnar
import Diagnostics
import EventModel
import Plan
import Rendering
import Semantics
import Syntax

/// Questions beside their answers: in the log of a session, and above the answers of a script.
extension Session {
    /// The file in which the session is kept, for the prompt to show; nil where it is not.
    package var logName: String? {
        (log?.split(separator: "/").last).map { shown(String($0)) }
    }

    /// `.log FILE`, `.log off`, and `.log` alone, which tells.
    func setLog(_ words: [String]) -> RunStatus {
        guard let path = words.first else {
            say(
                log.map { "what is asked and answered is kept in \(shown($0)), until `.log off`\n" }
                    ?? "nothing is kept; `.log FILE` keeps what is asked and answered in a file\n")
            return .answered
        }
        if words == ["off"] {
            say(log.map { "no longer kept in \(shown($0))\n" } ?? "nothing was kept\n")
            log = nil
            return .answered
        }
        guard settings.mayTouchTheWorld else { return fail("`.log` is switched off by --safe") }
        guard words.count == 1 else { return fail("`.log` takes one file; a name with spaces stands in quotes") }
        if path.hasPrefix("|") { return fail("`.log` writes files and starts no program; name a file") }
        switch host.writable(path) {
        case .failure(let problem): return fail("cannot write \(path): \(problem.reason)")
        case .success(let size):
            log = wholePath(path)
            say("what is asked and answered is kept in \(shown(path)), until `.log off`\n")
            if let size { say("it is there already, with \(grouped(size)) bytes: what comes stands below them\n") }
            return kept { $0.write("-- \(host.clock()), \(shown(catalog.name))\n") }
        }
    }

    /// Does what was typed. With a log it is kept there, and below it all that is said to it, as it stood on the screen.
    func logging(_ typed: String, _ body: () -> RunStatus) -> RunStatus {
        guard log != nil else { return body() }
        let (out, err) = (host.out, host.err)
        var status = RunStatus.answered
        let written = kept { file in
            file.write("\n" + asTyped(typed))
            host.out = {
                out($0)
                file.write(unpainted($0))
            }
            host.err = {
                err($0)
                file.write(unpainted($0))
            }
            status = body()
            (host.out, host.err) = (out, err)
        }
        return status == .answered ? written : status
    }

    /// Adds to the log what `write` writes; where that fails there is no log any longer, which is told.
    private func kept(_ write: (AnswerInFile) -> Void) -> RunStatus {
        guard let path = log else { return .answered }
        let openFile = host.openFile
        let file = AnswerInFile { openFile(path, .addingInPrivate) }
        write(file)
        guard case .failure(let problem) = file.keep() else { return .answered }
        log = nil
        return fail("cannot write \(path): \(problem.reason); what follows is kept nowhere")
    }

    // MARK: Echo

    /// Shows a question above its answer, if it is one of a script and the user has set that: with the answer where people
    /// read that, beside it where it is for a program. Reports have their questions anyway.
    func echo(_ span: Span, of source: SourceText, behind words: String = "", above form: Form) {
        guard settings.echoes, !isTyped || output != nil, watched == nil else { return }
        let text = asTyped(words + String(source.text(span)).trimmed)
        switch form {
        case .table, .line:
            if hasShown { host.out("\n") }
            hasShown = false
            host.out(text)
        case .csv, .tsv, .json, .jsonl: host.err(text)
        case .markdown, .html, .latex: break
        }
    }

    /// The form that a question asks for itself.
    static func form(of question: CheckedQuestion) -> Form? {
        for case .form(let name) in question.outputs { return Form(rawValue: name) }
        return nil
    }

    /// A text as it stands at the prompt.
    func asTyped(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }
        let go = "\(settings.continuation)> ".leading(settings.prompt.count + 2)
        return lines.enumerated().map { ($0 == 0 ? "\(settings.prompt)> " : go) + $1 + "\n" }.joined()
    }
}

extension Explanation.Form {
    /// What stands in front of the question.
    var words: String {
        switch self {
        case .english: "explain "
        case .plan: "explain plan "
        case .sql: "explain sql "
        }
    }
}
