package import Diagnostics
import EventModel
import Plan
import Semantics
import Syntax

/// What is found in one text of a script and of those that it includes.
package struct Finding: Sendable {
    package var source: SourceText
    package var diagnostic: Diagnostic
}

/// Why a text was not formatted.
package enum FormatProblem: Error, Sendable {
    /// It is wrong: as `casus check` says.
    case malformed([Diagnostic])
    /// What came out would ask something else: the formatter is at fault, and the text stays as it is.
    case meaningChanged
}

extension Session {
    /// All findings of a script and of what it includes, in the order of the texts; nothing runs and nothing is kept.
    ///
    /// A value that a parameter lacks is no finding here: it is given when the script runs.
    package func findings(in bytes: [UInt8], name: String, folder: String?) -> [Finding] {
        let gathered = gather(SourceText(bytes: bytes, name: name), folder: folder)
        return gathered.flatMap { text in
            let isWrong = text.diagnostics.contains(where: \.isError)
            // Notes are told of what is right: they speak of what a question means.
            return text.diagnostics.filter { !isWrong || $0.isError }.map {
                Finding(source: text.source, diagnostic: $0)
            }
        }
    }

    /// The canonical form of a script.
    ///
    /// Each statement of it means what it meant: where a text can be checked over the data, the plans are equal;
    /// where it cannot (data of another shape), the trees are those of the formatter's own laws.
    package func formatted(_ bytes: [UInt8], name: String, folder: String?) -> Result<String, FormatProblem> {
        let source = SourceText(bytes: bytes, name: name)
        let parsed = parse(source, isKind: environment.isKind)
        guard let text = format(parsed) else { return .failure(.malformed(parsed.diagnostics.filter(\.isError))) }
        let after = SourceText(text, name: name)
        guard meanings(of: source, folder: folder) == meanings(of: after, folder: folder) else {
            return .failure(.meaningChanged)
        }
        return .success(text)
    }

    /// What each statement of a text comes to, one line or more each.
    private func meanings(of source: SourceText, folder: String?) -> [String] {
        let session = Session(loaded, settings: settings, parameters: parameters, host: host)
        let place = Place(root: folder, folder: folder, files: [source.name])
        return parse(source, isKind: environment.isKind).script.statements.flatMap { statement in
            session.meaning(of: statement, in: source, place)
        }
    }

    private func meaning(of statement: Statement, in source: SourceText, _ place: Place) -> [String] {
        let checked = Semantics.check(statement, of: source, in: environment)
        environment = checked.environment
        switch checked.statement {
        case .question(let question): return meaning(of: question)
        case .explain(let form, let question): return ["explain \(form)"] + meaning(of: question)
        case .bound(let name): return ["bound \(name)"]
        case .include(let path, _):
            var texts: [CheckedText] = []
            if case .success(let inner) = include(path, place) { _ = gather(inner.source, inner.place, into: &texts) }
            return ["include \(path)"]
        case .malformed: return ["wrong: "] + checked.diagnostics.filter(\.isError).map { $0.problem.words.title }
        }
    }

    private func meaning(of question: CheckedQuestion) -> [String] {
        environment.answers.insert(question.relation, at: 0)
        let outputs = question.outputs.map { output in
            switch output {
            case .chart(let kind, let columns): "chart \(kind.rawValue) \(columns)"
            case .form(let name): "as \(name)"
            case .save(let file, _): "save \(file)"
            case .expect(let claim): "expect \(claim.condition.text) else \(claim.message ?? "")"
            }
        }
        return [question.relation.planText] + outputs
    }

    /// Checks a text in an environment of its own.
    private func gather(_ source: SourceText, folder: String?) -> [CheckedText] {
        let session = Session(loaded, settings: settings, parameters: parameters, host: host)
        let file = folder == nil ? nil : host.realPath(source.name)
        let place = Place(root: folder, folder: folder, files: [file ?? source.name])
        var texts: [CheckedText] = []
        _ = session.gather(source, place, into: &texts)
        return texts
    }
}

extension Finding {
    /// One line of JSON for editors, with the same fields always:
    /// `file line column endLine endColumn severity code message label notes fix`. Lines and columns count from 1,
    /// columns in characters; the end is behind the last character. `fix` is null or has the place that it replaces
    /// and the `replacement`.
    package var json: String {
        let words = diagnostic.problem.words
        let fix = diagnostic.fix.map { "{\(place($0.span)),\"replacement\":\(JSONText.string($0.replacement))}" }
        let notes = words.helps.map { JSONText.string($0) }.joined(separator: ",")
        return "{\"file\":\(JSONText.string(source.name)),\(place(diagnostic.span)),"
            + "\"severity\":\"\(diagnostic.problem.severity.rawValue)\",\"code\":\"\(diagnostic.problem.code)\","
            + "\"message\":\(JSONText.string(words.title)),\"label\":\(JSONText.string(words.label)),"
            + "\"notes\":[\(notes)],\"fix\":\(fix ?? "null")}"
    }

    private func place(_ span: Span) -> String {
        let (start, end) = (source.position(at: Int(span.start)), source.position(at: Int(span.end)))
        return "\"line\":\(start.line),\"column\":\(start.column),\"endLine\":\(end.line),\"endColumn\":\(end.column)"
    }
}

extension Session {
    /// Findings as people read them.
    package func drawn(_ findings: [Finding], colour: Bool) -> String {
        var text = ""
        var rest = findings[...]
        // Findings of one text are drawn together: its fixes belong to one another.
        while let first = rest.first {
            let same = rest.prefix { $0.source.name == first.source.name }
            if !text.isEmpty { text += "\n" }
            text += drawn(
                same.map(\.diagnostic), in: first.source.bytes, name: first.source.name, colour: colour)
            rest = rest.dropFirst(same.count)
        }
        return text
    }

    /// Findings of one text as people read them.
    package func drawn(_ diagnostics: [Diagnostic], in bytes: [UInt8], name: String, colour: Bool) -> String {
        var drawing = diagnosticText
        drawing.colour = colour
        return drawing.render(diagnostics, in: SourceText(bytes: bytes, name: name))
    }
}
