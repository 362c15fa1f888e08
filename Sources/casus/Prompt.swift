import Columnar
import EventModel
import Readers
import Rendering
import Session
import Terminal

/// Who asks the user for a line while a question is at work: the prompt, once there is one.
final class Asker {
    weak var editor: LineEditor?
}

/// The prompt on a terminal: reads a question, has it answered, and again.
struct Prompt {
    let session: Session
    let facts: TerminalFacts
    let pager: Pager
    let progress: ProgressLine
    let asker: Asker

    static func services(_ session: Session) -> PromptServices {
        PromptServices(
            isComplete: { Session.isComplete($0) },
            continues: { Session.continues($0, $1) },
            complete: { text, cursor in
                let (range, candidates) = session.complete(text, at: cursor)
                return (range, candidates.map { Completion(text: $0.text, note: $0.note) })
            },
            highlight: { text in session.highlight(text).map { ($0.range, $0.style.paint) } },
            hint: { session.hint($0) },
            isRight: { session.isRight($0) },
            usage: { session.usage($0, at: $1) })
    }

    func run() {
        let greeting = "Casus \(Casus.version). `.help` teaches the language; Ctrl-D leaves.\n"
        if session.settings.greets {
            SystemHost.write(wrapped(greeting, to: facts.outputIsTerminal ? facts.width : nil), to: 1)
        }
        let services = Self.services(session)
        if facts.canEdit, let editor = LineEditor(services: services, settings: settings) {
            asker.editor = editor
            converse(editor, editor)
        } else {
            converse(
                PlainLines(
                    descriptor: 0, services: services, prompt: { promptText }, continuation: { continuation }), nil)
        }
    }

    private var continuation: String { "\(session.settings.continuation)> " }

    private var settings: PromptSettings {
        var settings = PromptSettings(
            prompt: promptText, continuation: continuation, historyPath: historyPath,
            dataSet: session.loaded.data.catalog.name,
            hasColour: facts.outputMayBeColoured,
            hasHints: session.settings.hints,
            emptyLineTip:
                "ask something, such as: events | count     help shows more, Ctrl-D leaves",
            mayRunPrograms: session.settings.mayTouchTheWorld)
        settings.palette = session.settings.drawing.palette
        settings.closesPairs = session.settings.closesPairs
        settings.keepsHistory = session.settings.keepsHistory
        settings.leavesAtOnce = session.settings.leavesAtOnce
        return settings
    }

    /// Where answers do not come to the screen, or are kept in a file, it says so: nobody is to forget it.
    private var promptText: String {
        let output = session.outputName.map { " to \(clipped($0, to: 24))" } ?? ""
        let log = session.logName.map { " (log \(clipped($0, to: 24)))" } ?? ""
        return "\(session.settings.prompt)\(output)\(log)> "
    }

    private func converse(_ first: some QuestionSource, _ editor: LineEditor?) {
        var source = first
        var hasToldHistory = false
        while true {
            // The last answer may have opened other data or changed a setting.
            progress.use(session.settings)
            editor?.settings = settings
            if session.settings.drawing.colour != facts.outputMayBeColoured {
                editor?.settings.hasColour = session.settings.drawing.colour
            }
            let outcome = source.next()
            if let problem = editor?.historyProblem, !hasToldHistory {
                SystemHost.write("note: \(shown(problem))\n", to: 2)
                hasToldHistory = true
            }
            switch outcome {
            case .end:
                _ = session.tellUnusedSettings()
                return
            case .cancelled: continue
            case .tooLong(let limit): SystemHost.write("error: a question of more than \(limit) bytes\n", to: 2)
            case .question(let text):
                if let size = TerminalFacts.currentSize() { fit(size.width) }
                if answer(text, editor) == .quit { return }
                // Not before: a Ctrl-C in between belongs to this question.
                Interrupt.clear()
            }
        }
    }

    /// What only the prompt can do it does itself; the session answers the rest.
    private func answer(_ text: String, _ editor: LineEditor?) -> RunStatus {
        guard let editor else { return session.handle(text, at: .plainPrompt) }
        switch Session.promptCommand(text) {
        case .edit?: edit(editor)
        case .history(let word)?: showHistory(of: editor, word)
        case nil: return session.handle(text, at: .prompt)
        }
        return .answered
    }

    /// The window may have changed its size; what goes to a file or a pipe keeps its lines.
    private func fit(_ width: Int) {
        if facts.outputIsTerminal { session.settings.fit(toWindow: width) }
        if facts.errorIsTerminal { session.settings.errorWidth = width }
    }

    /// Opens the last question, which is what one wants to write anew; it is asked only by Enter.
    private func edit(_ editor: LineEditor) {
        guard session.settings.mayTouchTheWorld else {
            SystemHost.write("error: `.edit` is switched off by --safe\n", to: 2)
            return
        }
        let last = editor.questionsBefore().last { Session.isQuestion($0.question) }
        switch runEditor(last?.question ?? "") {
        case .success(let text): editor.prepare(text)
        case .failure(let problem): SystemHost.write("error: \(shown(problem.description))\n", to: 2)
        }
    }

    private func showHistory(of editor: LineEditor, _ word: String) {
        let entries = editor.questionsBefore().filter {
            Session.promptCommand($0.question) == nil
                && (word.isEmpty || $0.question.lowercased().contains(word.lowercased()))
        }
        let text = entries.suffix(1_000).map(\.shownText).joined()
        if text.isEmpty {
            SystemHost.write("no question\(word.isEmpty ? "" : " with `\(shown(word))`") is remembered\n", to: 2)
        }
        // What is looked for was mostly asked a short while ago.
        pager.show(text, isOn: session.settings.isPaged, beginsAtEnd: true)
    }

    private var historyPath: String? { SystemHost.stateFolder.map { "\($0)/history" } }
}

extension HistoryEntry {
    /// When and of what, then the question, its lines below one another.
    fileprivate var shownText: String {
        let lines = question.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }
        let head = "\(timeText)  \(shown(dataSet))  "
        return lines.enumerated().map { index, line in
            (index == 0 ? head : String(repeating: " ", count: 4)) + line + "\n"
        }.joined()
    }
}
