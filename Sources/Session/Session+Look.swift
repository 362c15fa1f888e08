import Columnar
import Diagnostics
import EventModel
import Readers
import Rendering
import Semantics
import Syntax

/// The commands of the prompt that say what is there.
extension Session {
    func fail(_ text: String) -> RunStatus {
        say("error: \(shown(text))\n")
        return .failed
    }

    // MARK: Looking

    func show(tables: Void) -> RunStatus {
        for schema in catalog.tables {
            let rows = loaded.data.tables[schema.name]?.rowCount ?? 0
            host.out(
                "\(schema.name.padded(12)) \(Session.rows(rows)), \(schema.fields.count) columns\n")
        }
        for (name, what) in givenNames {
            host.out(wrapped("\(shown(name).padded(12)) \(what)\n", to: settings.drawing.width))
        }
        return .answered
    }

    /// Names that `let`, `define` and `param` have given, with what they stand for, as it was written.
    private var givenNames: [(name: String, what: String)] {
        func line(_ text: String) -> String {
            shown(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
        let questions = environment.bindings.map { name, bound in
            (name, "let: \(line(bound.source.text(bound.question.span)))")
        }
        let definitions = environment.definitions.map { name, definition in
            (name, "define: \(environment.definitionSources[name].map { line($0.text(definition.body.span)) } ?? "")")
        }
        let parameters = environment.parameters.map { name, parameter in
            ("$\(name)", "param: \(line(parameter.source.text(parameter.value.span))), a \(parameter.type.name)")
        }
        return (questions + definitions + parameters).sorted { $0.0 < $1.0 }.map { (name: $0.0, what: $0.1) }
    }

    func schema(_ name: String) -> RunStatus {
        guard let schema = catalog.table(name) else {
            let near = nearest(to: name, among: catalog.tables.map(\.name))
            return fail("there is no table `\(name)`" + (near.first.map { "; did you mean `\($0)`?" } ?? ""))
        }
        let lines = schema.fields.map { field in
            "\(shown(field.name).padded(18))  \(field.type.name.padded(16))  \(field.summary)".trimmedEnd + "\n"
        }
        host.out(wrapped(lines.joined(), to: settings.drawing.width))
        return .answered
    }

    func listKinds(_ word: String) -> RunStatus {
        let text = Lookup.kinds(word, in: catalog.kinds, counts: names.counts(of: "kind"))
        host.out(wrapped(text, to: settings.drawing.width))
        return .answered
    }

    func listActors(_ word: String) -> RunStatus {
        let text = Lookup.actors(
            word, in: catalog.actors, counts: names.counts(of: "actor"), totals: names.actorTotals(in: "actor"))
        host.out(wrapped(text, to: settings.drawing.width))
        return .answered
    }
}
