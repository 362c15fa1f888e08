import Columnar
import Diagnostics
import Engine
import Readers
import Rendering
import Semantics
import Syntax

/// `.save`: the data, or what was asked of them.
extension Session {
    func save(_ paths: [String]) -> RunStatus {
        guard settings.mayTouchTheWorld else { return fail("`.save` is switched off by --safe") }
        guard let path = paths.first, paths.count == 1 else {
            return fail("`.save` takes one file: NAME.jsonl for the data set, NAME.casus for the questions asked of it")
        }
        switch Self.ending(of: path) {
        case "jsonl": return save(loaded.data, to: path)
        case "casus": return saveQuestions(to: path)
        case _:
            return fail(
                "`.save` writes the data set in the record format, \(path).jsonl, or the questions of this session as a "
                    + "script, \(path).casus: name the file so")
        }
    }

    private func save(_ data: DataSet, to path: String) -> RunStatus {
        save(TextPieces(data), rows: loaded.eventCount, "the data set", to: path)
    }

    private func save(_ text: TextPieces, rows: Int, _ what: String, to path: String) -> RunStatus {
        do throws(RunError) {
            if let problem = try write(text, to: path, rows: rows) {
                return fail("cannot write \(path): \(problem.reason)")
            }
        } catch {
            return tell(error, Span(0, 0), SourceText("", name: "question"))
        }
        say("wrote \(what) to \(shown(path))\n")
        return .answered
    }

    // MARK: Questions

    /// All that was declared and answered over these data, as one script.
    private func saveQuestions(to path: String) -> RunStatus {
        var parts: [String] = []
        for text in keptTexts {
            var count = 0
            parts += statements(of: text.source, text.place) {
                defer { count += 1 }
                return !text.unanswered.contains(count)
            }
        }
        if parts.isEmpty { return fail("nothing has been asked yet of these data that could be saved") }
        let script = parts.joined(separator: "\n\n") + "\n"
        if findings(in: Array(script.utf8), name: path, folder: nil).contains(where: \.diagnostic.isError) {
            say("note: as one script these are not right; `casus check \(shown(path))` says where\n")
        }
        return save(TextPieces(script), rows: 0, "what was asked and named, \(Self.statements(parts.count)),", to: path)
    }

    private static func statements(_ count: Int) -> String {
        "\(grouped(count)) \(count == 1 ? "statement" : "statements")"
    }

    /// What a text and the files that it includes state, each as it was written.
    /// - Parameter isAnswered: told of every question, in order; those that were not answered are left out.
    private func statements(of source: SourceText, _ place: Place, where isAnswered: () -> Bool) -> [String] {
        parse(source, isKind: environment.isKind).script.statements.flatMap { statement -> [String] in
            switch statement.kind {
            case .question, .explain: if !isAnswered() { return [] }
            case .include(let path):
                guard case .success(let inner) = include(path.text, place) else { break }
                return statements(of: inner.source, inner.place, where: isAnswered)
            case .binding, .definition, .parameter, .malformed: break
            }
            let text = String(source.text(statement.span)).trimmed
            // Behind another question it would go on with that.
            return [text.hasPrefix("|") ? "_ \(text)" : text]
        }
    }
}
