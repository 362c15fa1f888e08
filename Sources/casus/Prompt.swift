import Rendering
import Session
import Terminal

/// The prompt on a terminal: reads a question, has it answered, and again.
struct Prompt {
    let session: Session
    let facts: TerminalFacts
    let dataName: String
    let mayRunPrograms: Bool

    static func services(_ session: Session) -> PromptServices {
        PromptServices(
            isComplete: { Session.isComplete($0) },
            continues: { Session.continues($0, $1) },
            complete: { text, cursor in
                let (range, candidates) = session.complete(text, at: cursor)
                return (range, candidates.map { Completion(text: $0.text, note: $0.note) })
            },
            highlight: { text in session.highlight(text).map { ($0.range, style($0.style)) } })
    }

    private static func style(_ style: Session.TokenStyle) -> Style {
        switch style {
        case .keyword: .keyword
        case .kind: .kind
        case .actor: .actor
        case .field: .field
        case .function: .function
        case .number: .number
        case .date: .date
        case .text: .text
        case .comment: .comment
        case .unknown: .unknown
        }
    }

    func run() {
        SystemHost.write("Casus \(Casus.version). `.help` teaches the language; Ctrl-D leaves.\n", to: 1)
        let services = Self.services(session)
        let settings = PromptSettings(
            historyPath: historyPath, dataSet: dataName, hasColour: facts.outputMayBeColoured,
            mayRunPrograms: mayRunPrograms)
        if facts.canEdit, let editor = LineEditor(services: services, settings: settings) {
            converse(editor) { editor.prepare($0) }
        } else {
            converse(PlainLines(descriptor: 0, services: services, prompt: "casus> ")) { _ in }
        }
    }

    private func converse(_ first: some QuestionSource, prepare: (String) -> Void) {
        var source = first
        while true {
            switch source.next() {
            case .end:
                _ = session.tellUnusedSettings()
                return
            case .cancelled: continue
            case .tooLong(let limit): SystemHost.write("error: a question of more than \(limit) bytes\n", to: 2)
            case .question(let text):
                if text.hasPrefix(".edit") {
                    edit(prepare)
                    continue
                }
                if let size = TerminalFacts.currentSize() { fit(size.width) }
                if session.handle(text) == .quit { return }
                // Not before: a Ctrl-C in between belongs to this question.
                Interrupt.clear()
            }
        }
    }

    /// The window may have changed its size; what goes to a file or a pipe keeps its lines.
    private func fit(_ width: Int) {
        if facts.outputIsTerminal { session.settings.drawing.width = width }
        if facts.errorIsTerminal { session.settings.errorWidth = width }
    }

    private func edit(_ prepare: (String) -> Void) {
        guard mayRunPrograms else {
            SystemHost.write("error: `.edit` is switched off by --safe\n", to: 2)
            return
        }
        switch runEditor("") {
        case .success(let text): prepare(text)
        case .failure(let problem): SystemHost.write("error: \(problem)\n", to: 2)
        }
    }

    private var historyPath: String? {
        let home =
            SystemHost.environment("XDG_STATE_HOME") ?? SystemHost.environment("HOME").map { "\($0)/.local/state" }
        return home.map { "\($0)/casus/history" }
    }
}
