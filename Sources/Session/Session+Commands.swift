import Columnar
import Diagnostics
import Engine
import EventModel
import Readers
import Rendering
import Semantics
import Syntax

extension Session {
    /// What was typed at the prompt: a command, a word that a newcomer tries, or a question.
    package func handle(_ input: String, at place: InputPlace = .text) -> RunStatus {
        let trimmed = input.trimmed
        if trimmed.isEmpty { return .answered }
        return logging(trimmed) { understand(input, trimmed, place) }
    }

    private func understand(_ input: String, _ trimmed: String, _ place: InputPlace) -> RunStatus {
        // Names are looked up where they lie, which may be in a file that has been written over.
        let isBound =
            damage == nil
            && (environment.bindings[trimmed] != nil || !catalog.kinds.positions(matching: trimmed).isEmpty)
        switch isBound ? nil : Self.firstWords(trimmed) {
        case .command(let line)?: return command(line, place)
        case .commands(let lines)?:
            for line in lines {
                let status = command(line, place)
                if status != .answered { return status }
            }
            return .answered
        case .advice(let text)?:
            say(text)
            return .failed
        case nil: break
        }
        if trimmed.hasPrefix(".") { return command(trimmed, place) }
        isTyped = place == .prompt || place == .plainPrompt
        defer { isTyped = false }
        // Later the user may be in another folder: the path of this one stays what it is.
        return run(input, name: "question", folder: damage == nil ? host.realPath("") : nil)
    }

    /// A command that needs the editor and the history of the prompt.
    package enum PromptCommand: Equatable {
        case edit
        case history(word: String)
    }

    /// Whether a line asks the data, and is neither a command nor a word that means one.
    package static func isQuestion(_ line: String) -> Bool {
        !line.trimmed.hasPrefix(".") && firstWords(line.trimmed) == nil
    }

    /// The command of a line that only a prompt can obey.
    package static func promptCommand(_ line: String) -> PromptCommand? {
        var line = line.trimmed
        if case .command(let meant)? = firstWords(line) { line = meant }
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        switch words.first.map(commandName) {
        case ".edit": return .edit
        case ".history": return .history(word: words.count > 1 ? words[1].trimmed : "")
        case _: return nil
        }
    }

    /// Names of the commands of the prompt, with what they do.
    package static let commands: [(name: String, use: String, does: String)] = [
        (".help", "[WORD]", "the language, or one word of it"),
        (".open", "FILE …", "ask other data"),
        (".tables", "", "the tables, with their rows, and the names that you gave"),
        (".schema", "[TABLE]", "the columns of a table"),
        (".kinds", "[WORD]", "kinds of events, with how often each occurs"),
        (".actors", "[WORD]", "actors, with how often each acts"),
        (".read", "FILE", "run a script"),
        (".edit", "", "write the last question anew in your editor"),
        (".history", "[WORD]", "the questions asked before, those with a word"),
        (
            ".last", "[FORM | chart KIND | all | question]",
            "the last answer again, in another form, without asking again"
        ),
        (".error", "", "the last error again, with all that is known of it"),
        (".watch", "[SECONDS]", "ask the last question again, every 2 seconds, until Ctrl-C"),
        (".output", "[FILE or | COMMAND]", "answers go to a file or a program from now on; alone: to the screen"),
        (
            ".once", "FILE or | COMMAND or edit or sheet",
            "the next answer goes to a file, a program, your editor, a spreadsheet"
        ),
        (".log", "FILE | off", "keep what is asked and answered in a file"),
        (".print", "[TEXT]", "write a text where answers go"),
        (".warn", "[TEXT]", "write a text where errors go"),
        (".set", "[NAME VALUE]", "settings: the form of answers, how unknown is written, and more"),
        (".timer", "on|off|N", "how long each answer took; N: the last question asked N times"),
        (".save", "FILE", "the whole data set (FILE.jsonl), or the questions asked of it (FILE.casus)"),
        (".shell", "[COMMAND]", "a command of the shell, also !COMMAND; only where it is typed"),
        (".alias", "[NAME COMMAND | NAME off]", "a name for a command of the shell, for !NAME"),
        (".env", "NAME [VALUE | off]", "a variable of the programs that are started"),
        (".cd", "[FOLDER | -N | @NAME]", "go to another folder, or back; alone: where this is"),
        (".folders", "[keep NAME | drop NAME]", "folders before this one, and those that have a name"),
        (".quit", "", "leave (or Ctrl-D)"),
    ]

    /// Commands that look at no data, or open others: they are obeyed also where the data are damaged.
    private static let commandsWithoutData: Set<String> = [
        ".quit", ".open", ".watch", ".cd", ".shell", ".set", ".timer", ".output", ".once", ".log", ".print",
        ".edit", ".history", ".warn", ".error", ".alias", ".env", ".folders",
    ]

    func command(_ line: String, _ place: InputPlace = .text) -> RunStatus {
        let name = Self.commandName(line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "")
        if let damage, !Self.commandsWithoutData.contains(name) { return fail(damage) }
        let status = obey(line, place)
        guard status == .answered, let damage else { return status }
        return fail(damage)
    }

    /// The name of a command that was typed in short, or as other shells call it.
    static func commandName(_ typed: String) -> String {
        if commands.contains(where: { $0.name == typed }) { return typed }
        let others = [
            ".exit": ".quit", ".describe": ".schema", ".desc": ".schema", ".load": ".open", ".show": ".set",
            ".?": ".help",
            ".h": ".help", ".q": ".quit", ".system": ".shell", ".sh": ".shell", ".o": ".output",
        ]
        if let meant = others[typed] { return meant }
        let begun = commands.filter { $0.name.hasPrefix(typed) }
        return typed.utf8.count > 2 && begun.count == 1 ? begun[0].name : typed
    }

    private func obey(_ line: String, _ place: InputPlace) -> RunStatus {
        let words = line.shellWords
        let typed = words.first ?? ""
        let rest = Array(words.dropFirst())
        let name = Self.commandName(typed)
        switch name {
        case ".quit", ".exit": return .quit
        case ".help": return help(rest.joined(separator: " "))
        case ".tables": return answering { show(tables: ()) }
        case ".schema": return answering { schema(rest.first ?? "events") }
        case ".kinds": return answering { listKinds(rest.joined(separator: " ")) }
        case ".actors": return answering { listActors(rest.joined(separator: " ")) }
        case ".read": return read(rest, at: place)
        case ".open": return reopen(rest)
        case ".last": return answering(isAnswer: rest != ["question"]) { last(rest) }
        case ".watch": return watch(rest, at: place)
        case ".output": return setOutput(rest, line, isOnce: false, at: place)
        case ".once": return setOutput(rest, line, isOnce: true, at: place)
        case ".log": return setLog(rest)
        case ".shell": return shell(line, at: place)
        case ".cd": return changeFolder(rest)
        case ".folders": return folders(rest, at: place)
        case ".alias": return alias(line, at: place)
        case ".env": return variable(line, at: place)
        case ".print":
            return answering {
                host.out(safe(Self.words(behindNameOf: line) + "\n"))
                return .answered
            }
        case ".warn":
            host.err(safe(Self.words(behindNameOf: line) + "\n"))
            return .answered
        case ".error": return tellAgain()
        case ".set": return set(rest)
        case ".timer": return timer(rest)
        case ".save": return save(rest)
        case ".edit", ".history": return fail("`\(name)` needs a prompt that can edit, which this is not")
        case _:
            let near = nearest(to: name, among: Self.commands.map(\.name))
            return fail(
                "there is no command `\(name)`"
                    + (near.first.map { "; did you mean `\($0)`?" } ?? "; `.help` lists them"))
        }
    }

    // MARK: Doing

    /// What stands behind the name of a command.
    static func words(behindNameOf line: String) -> String { String(line.trimmed.drop { !$0.isWhitespace }).trimmed }

    /// The last findings, long, however they were told.
    private func tellAgain() -> RunStatus {
        guard let lastTold else { return fail("nothing was wrong yet") }
        var text = diagnosticText
        text.isShort = false
        host.err(text.render(lastTold.diagnostics, in: lastTold.source))
        return .answered
    }

    private func reopen(_ paths: [String]) -> RunStatus {
        guard !paths.isEmpty else { return fail("`.open` takes at least one file") }
        do throws(ReadError) {
            host.willRun()
            defer { host.hasRun() }
            let loaded = try openAside(paths, options: settings.readOptions, isCancelled: host.isCancelled)
            host.hasRun()
            use(loaded)
            say(loaded.summary)
            return .answered
        } catch .cancelled(let rows) {
            let after = rows > 0 ? " after \(Session.rows(rows))" : ""
            say("cancelled\(after); the data are those of before\n")
            return .interrupted
        } catch {
            return fail(error.text)
        }
    }

    private func last(_ words: [String]) -> RunStatus {
        guard let answer = answers.first else { return fail("nothing has been answered yet") }
        let source = SourceText("", name: "question")
        hasShown = output?.hasAnswers ?? false
        if words.first == "chart" { return lastChart(answer, words.dropFirst().map { $0.trimmedOfCommas }, source) }
        if words == ["all"] {
            let rows = settings.drawing.maximumRows
            settings.drawing.maximumRows = nil
            defer { settings.drawing.maximumRows = rows }
            return show(answer, form: settings.form, chart: nil, Span(0, 0), source)
        }
        if words == ["question"] {
            guard let lastAsked else { return fail("nothing has been answered yet") }
            host.out(asTyped(lastAsked.text))
            return .answered
        }
        guard words.count < 2, let form = words.first.map({ Form(rawValue: $0) }) ?? settings.form else {
            return fail(
                "there is no such form; forms are \(Form.allCases.map(\.rawValue).joined(separator: ", ")), "
                    + "`chart` with its kind, `all` for every row, and `question` for what was asked")
        }
        return show(answer, form: form, isChosen: !words.isEmpty, chart: nil, Span(0, 0), source)
    }

    private func lastChart(_ answer: Answer, _ words: [String], _ source: SourceText) -> RunStatus {
        guard let kind = words.first.flatMap({ ChartKind(rawValue: $0) }) else {
            return fail("`.last chart` takes \(ChartKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        var columns: [Int] = []
        for word in words.dropFirst() {
            guard let index = answer.fields.firstIndex(where: { $0.name == word }) else {
                return fail("the last answer has no column `\(word)`")
            }
            columns.append(index)
        }
        return show(answer, form: settings.form, chart: (kind, columns), Span(0, 0), source)
    }
}
