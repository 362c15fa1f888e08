import Columnar
import Diagnostics
import Engine
import EventModel
import Plan
import Readers
import Rendering
import Semantics
import Syntax

/// A checked statement, with the text it stands in.
private struct Ready {
    var statement: CheckedStatement
    var source: SourceText
}

extension Session {
    /// Checks a whole text, then runs it. Nothing runs if anything is wrong; running stops at the first failure, unless the
    /// user has set that it goes on.
    /// - Parameters:
    ///   - folder: where `include` looks; nil where there is none.
    ///   - isLast: whether no text follows that could declare what `--set` gives a value to.
    package func run(_ text: String, name: String, folder: String? = nil, isLast: Bool = false) -> RunStatus {
        run(bytes: Array(text.utf8), name: name, folder: folder, isLast: isLast)
    }

    package func run(bytes: [UInt8], name: String, folder: String? = nil, isLast: Bool = false) -> RunStatus {
        if let damage { return fail(damage) }
        let saved = environment
        environment.declared = [:]
        hasShown = false
        var ready: [Ready] = []
        let source = SourceText(bytes: bytes, name: name)
        let file = folder == nil ? nil : host.realPath(name)
        let place = Place(root: folder, folder: folder, files: [file ?? name])
        var isFine = check(source, place, into: &ready)
        if isLast, tellUnusedSettings() { isFine = false }
        guard isFine else {
            environment = saved
            return .failed
        }
        environment.failed = []
        var (outcome, unanswered) = (RunStatus.answered, Set<Int>())
        for (index, item) in ready.enumerated() {
            let step = self.step(item)
            if step == .leaveOut {
                unanswered.insert(index)
                continue
            }
            if step == .end {
                outcome = .interrupted
                unanswered.formUnion(index..<ready.count)
                break
            }
            let answersBefore = answerCount
            let status = run(item)
            if status == .answered { continue }
            outcome = status
            if answerCount == answersBefore { unanswered.insert(index) }
            if status == .failed, !settings.stopsAtFailures { continue }
            unanswered.formUnion(index + 1..<ready.count)
            break
        }
        forget(unanswered, of: ready.count)
        keep(source, place, unanswered)
        return outcome
    }

    /// `_` is the last question that was answered, not one that was stopped or never came to run.
    /// - Parameter count: of the questions that were checked last.
    func forget(_ unanswered: Set<Int>, of count: Int) {
        for index in unanswered.sorted() where count - 1 - index < environment.answers.count {
            environment.answers.remove(at: count - 1 - index)
        }
    }

    /// Checks a text and keeps the names that it declares; nothing runs.
    func declare(bytes: [UInt8], name: String, folder: String) {
        let saved = environment
        environment.declared = [:]
        var ready: [Ready] = []
        let place = Place(root: folder, folder: folder, files: [host.realPath(name) ?? name])
        let source = SourceText(bytes: bytes, name: name)
        guard check(source, place, into: &ready) else {
            environment = saved
            return
        }
        keep(source, place, Set(ready.indices))
        environment.failed = []
        environment.answers = saved.answers
    }

    private func keep(_ source: SourceText, _ place: Place, _ unanswered: Set<Int>) {
        keptTexts.append(KeptText(source: source, place: place, unanswered: unanswered))
    }

    /// Tells of values from outside that no `param` so far asks for; true if there are any.
    package func tellUnusedSettings() -> Bool {
        let known = Array(environment.parameters.keys)
        let unused = parameters.keys.sorted().filter {
            environment.parameters[$0] == nil && !environment.failed.contains("$\($0)")
        }
        for name in unused {
            let source = SourceText("--set \(name)=\(parameters[name] ?? "")", name: "command line")
            let span = Span(6, 6 + name.utf8.count)
            let near = nearest(to: name, among: known)
            tell(
                [Diagnostic(.unusedSetting(name: name, nearest: near.isEmpty ? known.sorted() : near), at: span)],
                in: source)
        }
        return !unused.isEmpty
    }

    /// Where a text stands: what it may include, and the files that it is included from, itself last.
    struct Place {
        var root: String?
        var folder: String?
        var files: [String]
    }

    /// One text with all that was found in it.
    struct CheckedText {
        var source: SourceText
        /// In the order of the text.
        var diagnostics: [Diagnostic]
        /// Whether nothing is wrong, in it or in what it includes.
        var isFine: Bool
    }

    /// True if nothing was wrong; findings have been told.
    private func check(_ source: SourceText, _ place: Place, into ready: inout [Ready]) -> Bool {
        var texts: [CheckedText] = []
        let isFine = gather(source, place, into: &texts) { ready.append(Ready(statement: $0, source: $1)) }
        // Where a list of names is damaged, names are not found: what was said of them would be wrong.
        if let damage {
            _ = fail(damage)
            return false
        }
        for text in texts {
            // Notes are told once the whole is right; what is wrong comes first and alone.
            tell(text.diagnostics.filter { text.isFine || $0.isError }, in: text.source)
        }
        return isFine
    }

    /// Checks a text and what it includes, those first, in the environment of the session; true if nothing is wrong.
    /// - Parameter visit: is given each question, with the text it stands in.
    func gather(
        _ source: SourceText, _ place: Place, into texts: inout [CheckedText],
        _ visit: (CheckedStatement, SourceText) -> Void = { _, _ in }
    ) -> Bool {
        let parsed = parse(source, isKind: environment.isKind)
        var diagnostics = parsed.diagnostics
        var isFine = !parsed.hasErrors
        // What a file that cannot be read would have given names to is not told of as well.
        var lacksNames = false
        for statement in parsed.script.statements {
            let checked = Semantics.check(statement, of: source, in: environment)
            diagnostics += checked.diagnostics.filter { !lacksNames || !$0.problem.isMissingName }
            environment = checked.environment
            switch checked.statement {
            case .question(let question), .explain(_, let question):
                environment.answers.insert(question.relation, at: 0)
                environment.answers = Array(environment.answers.prefix(Self.mostAnswers))
                visit(checked.statement, source)
            case .bound: break
            case .include(let path, let span):
                switch include(path, place) {
                case .failure(let problem):
                    diagnostics.append(Diagnostic(.includeNotHere(path, reason: problem.reason), at: span))
                    (lacksNames, isFine) = (true, false)
                case .success(let inner):
                    // What is wrong within is told there.
                    if !gather(inner.source, inner.place, into: &texts, visit) { isFine = false }
                }
            case .malformed: isFine = false
            }
        }
        isFine = isFine && !diagnostics.contains(where: \.isError)
        diagnostics = Self.takingInParts(diagnostics).map { namingCurrency($0, in: source) }
        let found = Self.tellingCommands(diagnostics.sorted { $0.span < $1.span }, in: source)
        texts.append(CheckedText(source: source, diagnostics: found, isFine: isFine))
        return isFine
    }

    /// `actor == China` is mended to what takes in the parts, not to `=`, which would ask for China alone.
    private static func takingInParts(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var meant: [Span: Fix] = [:]
        for diagnostic in diagnostics {
            if case .identityOnly = diagnostic.problem, let fix = diagnostic.fix { meant[diagnostic.span] = fix }
        }
        if meant.isEmpty { return diagnostics }
        return diagnostics.map { diagnostic in
            guard case .habit(let written, _) = diagnostic.problem, let fix = meant[diagnostic.span] else {
                return diagnostic
            }
            return Diagnostic(.habit(written: written, meant: fix.replacement), at: diagnostic.span, fix: fix)
        }
    }

    /// `amount > 5 million` is mended where all sums in the data are of one currency.
    private func namingCurrency(_ diagnostic: Diagnostic, in source: SourceText) -> Diagnostic {
        guard case .typesDiffer(_, ValueType.money.name, ValueType.number.name) = diagnostic.problem,
            diagnostic.fix == nil, damage == nil
        else { return diagnostic }
        var behind = tokens(of: SourceText(source.text(diagnostic.span), name: "")).reversed().drop {
            $0.kind == .endOfStatement || $0.kind == .endOfText
        }
        if behind.first?.kind == .word { behind = behind.dropFirst() }
        let signs: [TokenKind] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
        guard behind.first?.kind == .number, let sign = behind.dropFirst().first, signs.contains(sign.kind),
            names.currencies().count == 1, let currency = names.currencies()[0].names.first, currency.utf8.count == 3
        else { return diagnostic }
        let end = diagnostic.span.range.upperBound
        return Diagnostic(diagnostic.problem, at: diagnostic.span, fix: Fix(Span(end, end), " \(currency)"))
    }

    /// The folder that a file lies in, as its path names it; empty where that is the current one.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A folder and a path below it as one path.
    private static func path(_ folder: String, _ rest: String) -> String {
        folder.isEmpty || rest.isEmpty ? folder + rest : folder.hasSuffix("/") ? folder + rest : "\(folder)/\(rest)"
    }

    /// The text of an included file. It lies below the folder of the first script, wherever links may lead.
    func include(_ path: String, _ place: Place) -> Result<(source: SourceText, place: Place), HostProblem> {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let root = place.root, let folder = place.folder else {
            return .failure(HostProblem("only a script has a folder to include from"))
        }
        let outside = HostProblem("it lies outside of the script's folder")
        guard !path.hasPrefix("/"), !parts.contains("..") else { return .failure(outside) }
        let file = Self.path(folder, path)
        guard let real = host.realPath(file) else { return .failure(HostProblem("there is no such file")) }
        if let top = host.realPath(root), !top.isEmpty, real != file,
            !real.hasPrefix(top.hasSuffix("/") ? top : top + "/")
        {
            return .failure(outside)
        }
        if place.files.contains(real) { return .failure(HostProblem("a ring: this file includes itself")) }
        guard place.files.count < 16 else { return .failure(HostProblem("more than 16 files include one another")) }
        switch host.readFile(file) {
        case .failure(let problem): return .failure(problem)
        case .success(let bytes):
            let innerFolder = Self.path(folder, parts.dropLast().joined(separator: "/"))
            return .success(
                (
                    SourceText(bytes: bytes, name: file),
                    Place(root: root, folder: innerFolder, files: place.files + [real])
                ))
        }
    }

    private func step(_ ready: Ready) -> ScriptStep {
        switch ready.statement {
        case .question(let question): step(question.span, of: ready.source)
        case .explain(let form, let question): step(question.span, of: ready.source, behind: form.words)
        case .bound, .include, .malformed: .ask
        }
    }

    private func run(_ ready: Ready) -> RunStatus {
        switch ready.statement {
        case .question(let question):
            return answering(isAnswer: true) {
                echo(question.span, of: ready.source, above: Self.form(of: question) ?? settings.form)
                return run(question, in: ready.source)
            }
        case .explain(let form, let question):
            return answering {
                echo(question.span, of: ready.source, behind: form.words, above: .table)
                return explain(form, question, in: ready.source)
            }
        case .bound, .include, .malformed: return .answered
        }
    }

    // MARK: One question

    func run(_ question: CheckedQuestion, in source: SourceText) -> RunStatus {
        if let damage { return fail(damage) }
        let began = host.now()
        let answer: Answer
        do throws(RunError) {
            answer = try answerTelling(question.relation, since: began)
        } catch {
            return tell(error, question.span, source)
        }
        answers.insert(answer, at: 0)
        answerCount += 1
        answers = Array(answers.prefix(Self.mostAnswers))
        lastAsked = LastAsked(question: question, source: source)
        wayToPossible = Self.way(of: question.relation)
        let status = deliver(answer, question, source)
        if settings.timer { say("\(time(host.now() - began))\n") }
        // Names of what was answered are looked up only as it is shown.
        if status == .answered, let damage { return fail(damage) }
        return status
    }

    /// Behind groups the rows themselves are gone; what is sifted after that are rows again.
    private static func way(of relation: Relation) -> WayToPossible {
        var next: Relation? = relation
        while let current = next {
            switch current {
            case .filter: return .behind
            case .aggregate(_, let aggregation):
                if aggregation.isRange { return .counted }
                let isCount = aggregation.outputs.map(\.name) == ["count"]
                return .before(isCount ? "count" : "summarize")
            case _: next = current.inputs.first
            }
        }
        return .behind
    }

    /// Lines in which names of the data stand: none of these may act on a terminal.
    func safe(_ lines: String) -> String {
        lines.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }.joined(separator: "\n")
    }

    func control(_ began: Double) -> RunControl {
        var control = RunControl()
        control.isCancelled = host.isCancelled
        control.memoryLimit = settings.memoryLimit
        control.timeLimit = settings.timeLimit
        control.threads = settings.threads
        return control
    }

    func tell(_ error: RunError, _ span: Span, _ source: SourceText) -> RunStatus {
        switch error {
        case .cancelled(let rows):
            say("cancelled after \(Session.rows(rows))\n")
            return .interrupted
        case .timeLimit, .memoryLimit, .tooLarge, .damaged:
            tell([Diagnostic(.runStopped("\(error)"), at: span)], in: source)
            return .failed
        }
    }

    /// Does with the answer what the question says; shows it where nothing else is said.
    private func deliver(_ answer: Answer, _ question: CheckedQuestion, _ source: SourceText) -> RunStatus {
        var form = settings.form
        var isChosen = false
        var chart: (ChartKind, [Int])?
        var isShown = true
        for output in question.outputs {
            switch output {
            case .form(let name): (form, isChosen) = (Form(rawValue: name) ?? form, true)
            case .chart(let kind, let columns): chart = (kind, columns)
            case .save(let file, let span):
                isShown = false
                let status = save(answer, file, chart, span, source)
                if status != .answered { return status }
            case .expect(let claim):
                let status = check(claim, answer, source)
                if status != .answered { return status }
            }
        }
        guard isShown else { return .answered }
        return show(answer, form: form, isChosen: isChosen, chart: chart, question.span, source)
    }

    private func check(_ claim: Claim, _ answer: Answer, _ source: SourceText) -> RunStatus {
        let outcome: Outcome
        do throws(RunError) {
            let engine = engine
            outcome = try aside(rows: answer.rowCount) { engine.outcome(of: claim.condition, over: answer) }
        } catch {
            return tell(error, claim.span, source)
        }
        if outcome.truth == .yes { return .answered }
        let sides = outcome.sides.map { "\(text(of: $0.0)) against \(text(of: $0.1))" }
        let found = outcome.truth == .maybe ? "not certain" : "not so"
        let label = sides.map { "\(found): \($0)" } ?? found
        tell(
            [Diagnostic(.expectFailed(text: claim.message ?? "", found: label, rows: answer.rowCount), at: claim.span)],
            in: source)
        return .failed
    }
}
