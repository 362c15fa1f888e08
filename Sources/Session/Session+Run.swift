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
    /// Checks a whole text, then runs it. Nothing runs if anything is wrong; running stops at the first failure.
    /// - Parameter folder: where `include` looks; nil where there is none.
    package func run(_ text: String, name: String, folder: String? = nil) -> RunStatus {
        run(bytes: Array(text.utf8), name: name, folder: folder)
    }

    package func run(bytes: [UInt8], name: String, folder: String? = nil) -> RunStatus {
        let saved = environment
        hasShown = false
        var ready: [Ready] = []
        let source = SourceText(bytes: bytes, name: name)
        guard check(source, folder: folder, depth: 0, into: &ready) else {
            environment = saved
            return .failed
        }
        for item in ready {
            let status = run(item)
            if status != .answered { return status }
        }
        return .answered
    }

    /// True if nothing was wrong; findings have been told.
    private func check(_ source: SourceText, folder: String?, depth: Int, into ready: inout [Ready]) -> Bool {
        let parsed = parse(source)
        var diagnostics = parsed.diagnostics
        var isFine = !parsed.hasErrors
        for statement in parsed.script.statements {
            let checked = Semantics.check(statement, of: source, in: environment)
            diagnostics += checked.diagnostics
            environment = checked.environment
            switch checked.statement {
            case .question(let question), .explain(_, let question):
                environment.answers.insert(question.relation, at: 0)
                environment.answers = Array(environment.answers.prefix(Self.mostAnswers))
                ready.append(Ready(statement: checked.statement, source: source))
            case .bound: break
            case .include(let path, let span):
                if !include(path, folder: folder, depth: depth, into: &ready) {
                    diagnostics.append(Diagnostic(.includeNotHere(path), at: span))
                }
            case .malformed: isFine = false
            }
        }
        isFine = isFine && !diagnostics.contains(where: \.isError)
        // Notes are told once the whole is right; what is wrong comes first and alone.
        let told = diagnostics.filter { isFine || $0.isError }.sorted { $0.span < $1.span }
        tell(told, in: source)
        return isFine
    }

    private func include(_ path: String, folder: String?, depth: Int, into ready: inout [Ready]) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let folder, depth < 16, !path.hasPrefix("/"), !parts.contains("..") else { return false }
        let file = folder.isEmpty ? path : "\(folder)/\(path)"
        guard case .success(let bytes) = host.readFile(file) else { return false }
        let inner = parts.dropLast().joined(separator: "/")
        let innerFolder = inner.isEmpty ? folder : folder.isEmpty ? inner : "\(folder)/\(inner)"
        return check(SourceText(bytes: bytes, name: file), folder: innerFolder, depth: depth + 1, into: &ready)
    }

    private func run(_ ready: Ready) -> RunStatus {
        switch ready.statement {
        case .question(let question): return run(question, in: ready.source)
        case .explain(let form, let question):
            explain(form, question)
            return .answered
        case .bound, .include, .malformed: return .answered
        }
    }

    private func explain(_ form: Explanation.Form, _ question: CheckedQuestion) {
        switch form {
        case .english:
            let names = Names(catalog)
            let text = [question.relation.english { names.words($0) }] + actorLines(question.relation)
            host.out(wrapped(safe(text.joined(separator: "\n") + "\n"), to: settings.drawing.width))
        case .plan: host.out(safe(question.relation.planText + "\n"))
        case .sql: break
        }
    }

    // MARK: One question

    private func run(_ question: CheckedQuestion, in source: SourceText) -> RunStatus {
        let began = host.now()
        let answer: Answer
        do throws(RunError) {
            answer = try Engine(loaded.data).answer(question.relation, control: control(began))
        } catch {
            return tell(error, question.span, source)
        }
        answers.insert(answer, at: 0)
        answers = Array(answers.prefix(Self.mostAnswers))
        let status = deliver(answer, question, source)
        if settings.timer { say("\(time(host.now() - began))\n") }
        return status
    }

    /// `0.4 ms`, `12 ms`, `1.25 s`: as many digits as a clock is good for.
    private func time(_ seconds: Double) -> String {
        func rounded(_ value: Double, _ steps: Double) -> String {
            text(of: .number(NumberSpan((value * steps).rounded() / steps)))
        }
        if seconds >= 1 { return "\(rounded(seconds, 100)) s" }
        return seconds >= 0.01 ? "\(rounded(seconds * 1000, 1)) ms" : "\(rounded(seconds * 1000, 10)) ms"
    }

    /// Lines in which names of the data stand: none of these may act on a terminal.
    private func safe(_ lines: String) -> String {
        lines.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }.joined(separator: "\n")
    }

    private func control(_ began: Double) -> RunControl {
        var control = RunControl()
        control.isCancelled = host.isCancelled
        control.memoryLimit = settings.memoryLimit
        control.timeLimit = settings.timeLimit
        control.threads = settings.threads
        return control
    }

    private func tell(_ error: RunError, _ span: Span, _ source: SourceText) -> RunStatus {
        switch error {
        case .cancelled(let rows):
            say("cancelled after \(Session.rows(rows))\n")
            return .interrupted
        case .timeLimit, .memoryLimit, .tooLarge:
            tell([Diagnostic(.runStopped("\(error)"), at: span)], in: source)
            return .failed
        }
    }

    /// Does with the answer what the question says; shows it where nothing else is said.
    private func deliver(_ answer: Answer, _ question: CheckedQuestion, _ source: SourceText) -> RunStatus {
        var form = settings.form
        var chart: (ChartKind, [Int])?
        var isShown = true
        for output in question.outputs {
            switch output {
            case .form(let name): form = Form(rawValue: name) ?? form
            case .chart(let kind, let columns): chart = (kind, columns)
            case .save(let file, let span):
                isShown = false
                if !save(answer, file, chart, span, source) { return .failed }
            case .expect(let claim):
                if !check(claim, answer, source) { return .failed }
            }
        }
        if isShown { return show(answer, form: form, chart: chart, question.span, source) ? .answered : .failed }
        return .answered
    }

    private func check(_ claim: Claim, _ answer: Answer, _ source: SourceText) -> Bool {
        let outcome = Engine(loaded.data).outcome(of: claim.condition, over: answer)
        if outcome.truth == .yes { return true }
        let sides = outcome.sides.map { "\(text(of: $0.0)) against \(text(of: $0.1))" }
        let found = outcome.truth == .maybe ? "not certain" : "not so"
        let label = sides.map { "\(found): \($0)" } ?? found
        tell(
            [Diagnostic(.expectFailed(text: claim.message ?? "", found: label, rows: answer.rowCount), at: claim.span)],
            in: source)
        return false
    }
}
