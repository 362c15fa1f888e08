import Columnar
import Rendering

/// What answers go to instead of the screen.
struct OutputTarget {
    enum Place {
        case file(path: String)
        /// A line of the shell, which is run for each answer.
        case program(String)
        /// A temporary file that is opened in it.
        case viewer(Viewer)
    }

    var place: Place
    /// That of the file's ending; nil where it says none: then it is the one that is set.
    var form: Form?
    /// Whether it is for the next answer alone.
    var isOnce: Bool
    /// Whether an answer stands there already: the next ones stand below it.
    var hasAnswers = false
    var hasBegunPage = false

    var isProgram: Bool {
        switch place {
        case .file, .viewer: false
        case .program: true
        }
    }

    var name: String {
        switch place {
        case .file(let path): shown(path)
        case .program(let line): "| \(shown(line))"
        case .viewer(let viewer): viewer.rawValue
        }
    }

    /// A spreadsheet takes no text for a formula, and knows the file for UTF-8: it gets nothing but rows of csv.
    var isSheet: Bool {
        if case .viewer(.sheet) = place { true } else { false }
    }
}

extension Session {
    /// The file or the program that answers go to, for the prompt to show; nil where they come to the screen.
    package var outputName: String? {
        switch output?.place {
        case .file(let path)?: path.split(separator: "/").last.map { shown(String($0)) }
        case .program?, .viewer?: output?.name
        case nil: nil
        }
    }

    // MARK: Commands

    /// `.output FILE`, `.once FILE`, both with `| COMMAND`, and `.output` alone, which turns back to the screen.
    func setOutput(_ words: [String], _ line: String, isOnce: Bool, at inputPlace: InputPlace) -> RunStatus {
        let name = isOnce ? ".once" : ".output"
        guard let path = words.first else {
            if isOnce {
                return fail(
                    "`.once` takes the file of the next answer, such as answer.csv, or `| COMMAND`, or edit, or sheet")
            }
            say(output.map { "answers come to the screen again, no longer to \($0.name)\n" } ?? Self.onScreen)
            output = nil
            return .answered
        }
        if path.hasPrefix("|") {
            // As it was typed, with its quotes.
            let command = withAlias(String(line.drop { $0 != "|" }.dropFirst()).trimmed)
            if let reason = whyNot(start: command, by: name, at: inputPlace) { return fail(reason) }
            if command.isEmpty { return fail("behind the `|` stands a command of the shell, such as `\(name) | less`") }
            let target = OutputTarget(place: .program(command), isOnce: isOnce)
            output = target
            tellTarget(target.name)
            return .answered
        }
        if isOnce, words.count == 1, let viewer = Self.viewers[path] { return setViewer(viewer, at: inputPlace) }
        guard settings.mayTouchTheWorld else { return fail("`\(name)` is switched off by --safe") }
        if path.hasPrefix("-") {
            return fail(
                "`\(name)` takes a file and no options: `.once edit` and `.once sheet` open an answer, and `.set bom on` "
                    + "marks files as UTF-8")
        }
        guard words.count == 1 else { return fail("`\(name)` takes one file; a name with spaces stands in quotes") }
        if Self.ending(of: path) == "svg" {
            return fail("an SVG file holds one chart: ask with `| chart bar | save \"\(path)\"`")
        }
        switch host.writable(path) {
        case .failure(let problem): return fail("cannot write \(path): \(problem.reason)")
        case .success(let size):
            output = OutputTarget(
                place: .file(path: wholePath(path)), form: Self.forms[Self.ending(of: path)], isOnce: isOnce)
            tellTarget(shown(path))
            if let size {
                say("it is there already, with \(grouped(size)) bytes: the first answer takes their place\n")
            }
            return .answered
        }
    }

    /// As others call them too; a file of such a name is `./edit`.
    private static let viewers: [String: Viewer] = ["edit": .edit, "-e": .edit, "sheet": .sheet, "-x": .sheet]

    private func setViewer(_ viewer: Viewer, at place: InputPlace) -> RunStatus {
        if let reason = whyNot(start: "", by: ".once \(viewer.rawValue)", at: place) { return fail(reason) }
        switch host.viewerName(viewer) {
        case .failure(let problem): return fail(problem.reason)
        case .success(let program):
            output = OutputTarget(place: .viewer(viewer), form: viewer == .sheet ? .csv : nil, isOnce: true)
            tellTarget("`\(shown(program))`")
            return .answered
        }
    }

    private func tellTarget(_ name: String) {
        let isOnce = output?.isOnce ?? false
        let whose = isOnce ? "the next answer goes" : "answers go"
        say("\(whose) to \(name)\(isOnce ? "" : ", until `.output` alone turns back to the screen")\n")
    }

    /// The folder may be left for another before an answer is there.
    func wholePath(_ path: String) -> String {
        path.hasPrefix("/") ? path : host.realPath("").map { "\($0)/\(path)" } ?? path
    }

    private static let onScreen =
        "answers come to the screen; `.output FILE` sends them to a file, `.output | COMMAND` to a program\n"

    /// Forms by the endings of files.
    static let forms: [String: Form] = [
        "csv": .csv, "tsv": .tsv, "json": .json, "jsonl": .jsonl, "md": .markdown, "markdown": .markdown,
        "html": .html, "htm": .html, "tex": .latex, "txt": .table,
    ]

    /// `csv` of `folder/answer.CSV`; empty where a name has none.
    static func ending(of file: String) -> String {
        file.split(separator: "/").last?.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    }

    // MARK: Answering

    /// Does what answers, and sends what it says where answers go: to the screen as it comes, to a program as well, to a
    /// file once it is whole.
    /// - Parameter isAnswer: whether it shows rows by `show`, the only thing that goes into a spreadsheet.
    func answering(isAnswer: Bool = false, _ body: () -> RunStatus) -> RunStatus {
        if let output, output.isSheet, !isAnswer {
            return fail(
                "a spreadsheet opens the rows of a question, which these are not; it waits for them, and `.output` gives it up"
            )
        }
        guard let output, output.isProgram else { return answeringAtOnce(body) }
        // A program has the terminal meanwhile: what is said stands below what it has shown.
        var said = ""
        let err = host.err
        host.err = { said += $0 }
        defer {
            host.err = err
            if !said.isEmpty { err(said) }
        }
        return answeringAtOnce(body)
    }

    private func answeringAtOnce(_ body: () -> RunStatus) -> RunStatus {
        if watched == nil, output == nil { return body() }
        // What is watched is held against what it was before, and has to be whole for that.
        let file = watched == nil ? output.map(self.draft) : nil
        var text = ""
        let (out, drawing, form) = (host.out, settings.drawing, settings.form)
        let (linesWhereWide, begunPage, shownBefore) = (settings.linesWhereWide, hasBegunPage, hasShown)
        host.out = if let file { { file.write($0) } } else { { text += $0 } }
        if let output {
            settings.drawing = settings.drawing.forFile
            settings.drawing.beginsWithMark = (settings.marksFiles || output.isSheet) && !output.hasAnswers
            settings.drawing.isForSheet = output.isSheet
            settings.form = output.form ?? settings.form
            settings.linesWhereWide = false
            (hasBegunPage, hasShown) = (output.hasBegunPage, output.hasAnswers)
        }
        let counted = answerCount
        let status = body()
        let hasPage = hasBegunPage
        host.out = out
        if output != nil {
            (settings.drawing, settings.form) = (drawing, form)
            (settings.linesWhereWide, hasBegunPage, hasShown) = (linesWhereWide, begunPage, shownBefore)
        }
        if file?.isEmpty ?? text.isEmpty { return status }
        if let watched {
            self.watched = text
            if watched == text { return status }
        }
        guard let output else {
            out(text)
            return status
        }
        // A part of an answer would look like the whole of it.
        guard status == .answered else {
            file?.drop()
            return status
        }
        self.output?.hasBegunPage = hasPage
        let target = file ?? draft(output)
        if file == nil { target.write(text) }
        return keep(target, rows: answerCount > counted ? answers.first?.rowCount : nil)
    }

    /// The first answer takes the place of what the file held, those that follow go below it.
    private func draft(_ output: OutputTarget) -> AnswerInFile {
        let (openFile, openProgram, openViewer) = (host.openFile, host.openProgram, host.openViewer)
        let place = output.hasAnswers ? FilePlace.adding : .replacing
        return switch output.place {
        case .file(let path): AnswerInFile { openFile(path, place) }
        case .program(let line): AnswerInFile { openProgram(line) }
        case .viewer(let viewer):
            AnswerInFile { [ending = Self.ending(of: output.form ?? settings.form)] in
                openViewer(viewer, ending).map {
                    self.viewedPath = $0.path
                    return $0.draft
                }
            }
        }
    }

    private func keep(_ file: AnswerInFile, rows: Int?) -> RunStatus {
        guard let target = output else { return .answered }
        let what = rows.map { Session.rows($0) } ?? "the answer"
        let path: String
        switch target.place {
        case .file(let name): path = name
        case .program(let line):
            // What becomes of an answer in a program is no failure of the question.
            switch file.keep() {
            case .success: say("gave \(what) to `\(shown(line))`\n")
            case .failure(let problem): say("`\(shown(line))` \(shown(problem.reason))\n")
            }
            if target.isOnce { output = nil }
            return .answered
        case .viewer(let viewer): return view(file, viewer, what)
        }
        if case .failure(let problem) = file.keep() {
            output = nil
            return fail(
                "cannot write \(path): \(problem.reason); answers come to the screen again"
                    + (rows == nil ? "" : ", `.last` has this one"))
        }
        output?.hasAnswers = true
        say("\(target.hasAnswers ? "added" : "wrote") \(what) to \(shown(path))\n")
        if target.isOnce { output = nil }
        return .answered
    }
}

extension Session {
    /// `txt` for what people read as it stands.
    private static func ending(of form: Form) -> String {
        switch form {
        case .table, .line: "txt"
        case .csv, .tsv, .json, .jsonl, .html: form.rawValue
        case .markdown: "md"
        case .latex: "tex"
        }
    }

    /// What becomes of an answer in a viewer is no failure of the question.
    private func view(_ file: AnswerInFile, _ viewer: Viewer, _ what: String) -> RunStatus {
        output = nil
        let outcome = file.keep()
        guard let path = viewedPath else {
            if case .failure(let problem) = outcome {
                return fail("no temporary file can be written: \(problem.reason); `.last` has this answer")
            }
            return .answered
        }
        viewedPath = nil
        let program = (try? host.viewerName(viewer).get()) ?? viewer.rawValue
        switch outcome {
        case .success:
            say("opened \(what) in `\(shown(program))`: \(shown(path)), which goes when Casus is left\n")
        case .failure(let problem):
            say("`\(shown(program))` \(shown(problem.reason)); the answer is in \(shown(path)) until Casus is left\n")
        }
        return .answered
    }
}

extension Drawing {
    /// As for a file: nothing is shortened, left out, coloured or changed.
    var forFile: Drawing {
        var drawing = self
        drawing.width = nil
        drawing.maximumRows = nil
        drawing.colour = false
        drawing.isTerminal = false
        drawing.isForSheet = false
        return drawing
    }
}
