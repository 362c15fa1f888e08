import CTerminal

extension LineEditor {
    /// Has the user write one line behind a text, between two questions; nil for Ctrl-C and Ctrl-D.
    ///
    /// The line is edited as a question is, so that a paste stands there as a block and sends nothing by itself. One of
    /// several lines is not taken, and none of them is ever anything else.
    /// - Parameter text: without control characters.
    package func ask(_ text: String) -> String? {
        let before = (services, settings)
        defer {
            (services, settings) = before
            isAsking = false
        }
        services = PromptServices()
        settings.prompt = text
        (settings.keepsHistory, settings.hasHints, settings.emptyLineTip) = (false, false, "")
        isAsking = true
        while true {
            switch next() {
            case .question(let line):
                if !line.contains(where: \.isNewline) { return line }
                writeToTerminal("one line, please; nothing of this was taken\n")
            case .tooLong(let limit): writeToTerminal("no more than \(limit) bytes, please\n")
            case .cancelled, .end: return nil
            }
        }
    }
}
