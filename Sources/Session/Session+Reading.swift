import Diagnostics
import Rendering
import Semantics
import Syntax

/// `.read`: a script at the prompt, where somebody can be asked.
extension Session {
    func read(_ paths: [String], at place: InputPlace) -> RunStatus {
        guard let path = paths.first, paths.count == 1 else { return fail("`.read` takes one file") }
        switch host.readFile(path) {
        case .failure(let problem): return fail("cannot read \(path): \(problem.reason)")
        case .success(let bytes):
            guard place == .prompt, let ask = host.askUser else {
                return run(bytes: bytes, name: path, folder: Self.folder(of: path))
            }
            guard let values = askForValues(SourceText(bytes: bytes, name: path), ask) else { return .interrupted }
            // They are for this run alone: a script that has a value of its own is asked with that.
            let before = (asksUser, environment.settings)
            asksUser = settings.stepsThrough ? ask : nil
            environment.settings.merge(values) { _, asked in asked }
            defer { (asksUser, environment.settings) = before }
            return run(bytes: bytes, name: path, folder: Self.folder(of: path))
        }
    }

    /// Asks for the values of parameters of the text itself that have none, which is what it could only say of them. A text
    /// that cannot be read is not asked for: it is told what is wrong with it.
    /// - Returns: nil where the user gave up.
    private func askForValues(_ source: SourceText, _ ask: (String) -> String?) -> [String: String]? {
        let parsed = parse(source, isKind: environment.isKind)
        var values: [String: String] = [:]
        if parsed.hasErrors { return values }
        for statement in parsed.script.statements {
            guard case .parameter(let declaration) = statement.kind, declaration.defaultValue == nil else { continue }
            let name = declaration.name.text
            if name.isEmpty || parameters[name] != nil || values[name] != nil { continue }
            guard let value = ask("\(shown(name)) (\(shown(declaration.type.text))): ") else { return nil }
            values[name] = value
        }
        return values
    }

    /// What the user wants done with a question of a script.
    enum ScriptStep { case ask, leaveOut, end }

    /// Shows a question of a script and asks, where that is set.
    func step(_ span: Span, of source: SourceText, behind words: String = "") -> ScriptStep {
        guard let asksUser else { return .ask }
        host.err(asTyped(words + String(source.text(span)).trimmed))
        let said = asksUser("Enter asks it, s leaves it out, q ends the script: ")
        switch said?.trimmed.lowercased() {
        case "s"?: return .leaveOut
        case "q"?, nil: return .end
        case _?: return .ask
        }
    }
}
