import Columnar
import Diagnostics
import EventModel
import Readers
import Rendering
import Semantics
import Syntax

extension Session {
    /// What was typed at the prompt: a command, a word that a newcomer tries, or a question.
    package func handle(_ input: String) -> RunStatus {
        let trimmed = input.trimmed
        if trimmed.isEmpty { return .answered }
        switch trimmed.lowercased() {
        case "quit", "exit", "q", ":q", "bye", "quit()", "q()", "exit()", "\\q": return .quit
        case "help", "?", "help()", "\\h", "h": return command(".help")
        case _: break
        }
        if trimmed.hasPrefix(".") { return command(trimmed) }
        if trimmed.lowercased().hasPrefix("help "), !trimmed.contains("|") { return command("." + trimmed) }
        return run(input, name: "question")
    }

    /// Names of the commands of the prompt, with what they do.
    package static let commands: [(name: String, use: String, does: String)] = [
        (".help", "[WORD]", "the language, or one word of it"),
        (".open", "FILE …", "ask other data"),
        (".tables", "", "the tables, with their rows"),
        (".schema", "[TABLE]", "the columns of a table"),
        (".kinds", "[WORD]", "kinds of events, with how often each occurs"),
        (".actors", "[WORD]", "actors, with how often each acts"),
        (".read", "FILE", "run a script"),
        (".edit", "", "write the question in your editor"),
        (".last", "[FORM]", "the last answer again, in another form"),
        (".set", "[NAME VALUE]", "settings: errors short|long, rows N, form FORM"),
        (".timer", "on|off", "how long each answer took"),
        (".save", "FILE.jsonl", "write the whole data set in the record format"),
        (".quit", "", "leave (or Ctrl-D)"),
    ]

    func command(_ line: String) -> RunStatus {
        let status = obey(line)
        guard status == .answered, let damage else { return status }
        return fail(damage)
    }

    private func obey(_ line: String) -> RunStatus {
        let words = line.shellWords
        let name = words.first ?? ""
        let rest = Array(words.dropFirst())
        switch name {
        case ".quit", ".exit": return .quit
        case ".help": return help(rest.joined(separator: " "))
        case ".tables": return show(tables: ())
        case ".schema": return schema(rest.first ?? "events")
        case ".kinds": return listKinds(rest.joined(separator: " "))
        case ".actors": return listActors(rest.joined(separator: " "))
        case ".read": return read(rest)
        case ".open": return reopen(rest)
        case ".last": return last(rest.first)
        case ".set": return set(rest)
        case ".timer": return timer(rest.first)
        case ".save": return saveAll(rest)
        case ".edit": return fail("`.edit` needs a terminal")
        case _:
            let near = nearest(to: name, among: Self.commands.map(\.name))
            return fail(
                "there is no command `\(name)`"
                    + (near.first.map { "; did you mean `\($0)`?" } ?? "; `.help` lists them"))
        }
    }

    func fail(_ text: String) -> RunStatus {
        say("error: \(shown(text))\n")
        return .failed
    }

    // MARK: Looking

    private func show(tables: Void) -> RunStatus {
        for schema in catalog.tables {
            let rows = loaded.data.tables[schema.name]?.rowCount ?? 0
            host.out(
                "\(schema.name.padded(12)) \(Session.rows(rows)), \(schema.fields.count) columns\n")
        }
        return .answered
    }

    private func schema(_ name: String) -> RunStatus {
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

    private func listKinds(_ word: String) -> RunStatus {
        let text = Lookup.kinds(word, in: catalog.kinds, counts: loaded.data.counts(of: "kind"))
        host.out(wrapped(text, to: settings.drawing.width))
        return .answered
    }

    private func listActors(_ word: String) -> RunStatus {
        let text = Lookup.actors(word, in: catalog.actors, counts: loaded.data.counts(of: "actor"))
        host.out(wrapped(text, to: settings.drawing.width))
        return .answered
    }

    // MARK: Doing

    private func read(_ paths: [String]) -> RunStatus {
        guard let path = paths.first, paths.count == 1 else { return fail("`.read` takes one file") }
        switch host.readFile(path) {
        case .failure(let problem): return fail("cannot read \(path): \(problem.reason)")
        case .success(let bytes):
            return run(bytes: bytes, name: path, folder: path.split(separator: "/").dropLast().joined(separator: "/"))
        }
    }

    private func reopen(_ paths: [String]) -> RunStatus {
        guard !paths.isEmpty else { return fail("`.open` takes at least one file") }
        do throws(ReadError) {
            let loaded = try open(paths, options: settings.readOptions)
            use(loaded)
            say(loaded.summary)
            return .answered
        } catch {
            return fail(error.text)
        }
    }

    private func last(_ name: String?) -> RunStatus {
        guard let answer = answers.first else { return fail("nothing has been answered yet") }
        guard let form = name.map({ Form(rawValue: $0) }) ?? settings.form else {
            return fail("there is no such form; forms are \(Form.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let source = SourceText("", name: "question")
        return show(answer, form: form, isChosen: name != nil, chart: nil, Span(0, 0), source) ? .answered : .failed
    }

    private func set(_ words: [String]) -> RunStatus {
        switch (words.first, words.dropFirst().first) {
        case (nil, _):
            let rows = settings.drawing.maximumRows.map(String.init) ?? "all"
            host.out(
                "errors \(settings.shortErrors ? "short" : "long")\nrows   \(rows)\nform   \(settings.form.rawValue)\n")
        case ("errors", "short"): settings.shortErrors = true
        case ("errors", "long"): settings.shortErrors = false
        case ("rows", "all"): settings.drawing.maximumRows = nil
        case ("rows", let value?) where Int(value).map { $0 > 0 } ?? false: settings.drawing.maximumRows = Int(value)
        case ("form", let value?) where Form(rawValue: value) != nil: settings.form = Form(rawValue: value) ?? .table
        case _:
            return fail(
                "`.set` takes: errors short|long, rows N|all, form \(Form.allCases.map(\.rawValue).joined(separator: "|"))"
            )
        }
        return .answered
    }

    private func timer(_ word: String?) -> RunStatus {
        guard word == "on" || word == "off" || word == nil else { return fail("`.timer` takes on or off") }
        settings.timer = word.map { $0 == "on" } ?? !settings.timer
        return .answered
    }

    private func saveAll(_ paths: [String]) -> RunStatus {
        guard settings.mayTouchTheWorld else { return fail("`.save` is switched off by --safe") }
        guard let path = paths.first, paths.count == 1 else {
            return fail("`.save` takes one file, such as events.jsonl")
        }
        guard path.hasSuffix(".jsonl") else {
            return fail("`.save` writes the record format: name the file \(path).jsonl")
        }
        let text = String(decoding: RecordWriter(loaded.data).text(), as: UTF8.self)
        if let damage { return fail(damage) }
        if case .failure(let problem) = host.writeFile(path, text) {
            return fail("cannot write \(path): \(problem.reason)")
        }
        say("wrote the data set to \(shown(path))\n")
        return .answered
    }
}
