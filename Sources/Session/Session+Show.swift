import Columnar
import Diagnostics
import Engine
import EventModel
import Plan
import Readers
import Rendering
import Semantics
import Syntax

extension Session {
    /// Draws an answer on standard output; its footer goes with it where people read it, else to standard error.
    /// - Parameter isChosen: whether the form was asked for: otherwise one event is a card, a chain a tree, and a row that
    ///   is too wide for the window stands in lines.
    func show(
        _ answer: Answer, form: Form, isChosen: Bool = false, chart: (ChartKind, [Int])?, _ span: Span,
        _ source: SourceText
    ) -> RunStatus {
        if settings.drawing.isForSheet, form != .csv || chart != nil {
            return fail(
                "a spreadsheet opens rows as csv, in no other form and as no chart: `.last` opens these so, and `.output` gives it up"
            )
        }
        do throws(RunError) {
            return try draw(answer, form: form, isChosen: isChosen, chart: chart, span, source) ? .answered : .failed
        } catch {
            return tell(error, span, source)
        }
    }

    /// False if it cannot be drawn so, which has been told.
    private func draw(
        _ answer: Answer, form: Form, isChosen: Bool, chart: (ChartKind, [Int])?, _ span: Span, _ source: SourceText
    ) throws(RunError) -> Bool {
        if hasShown, isForPeople(form) { host.out("\n") }
        hasShown = true
        if form.isReport {
            guard var report = try report(answer, chart, settings.drawing, span, source) else { return false }
            if chart == nil { putCard(answer, in: &report) }
            try write(answer, form, report, settings.drawing)
            hasBegunPage = hasBegunPage || form == .html
            return true
        }
        var (below, gap, roots, counting) = ("", "", "", "row")
        if let (kind, columns) = chart {
            guard let drawn = try draw(answer, kind, columns, settings.drawing, span, source) else { return false }
            host.out(drawn)
        } else if form == .table, !isChosen, let card = card(answer) {
            host.out(render(card, settings.drawing))
            (gap, counting) = (card.gap, "event")
        } else {
            var (form, drawn, drawing) = (form, answer, settings.drawing)
            if form == .table, !isChosen {
                if let relation = lastAsked?.relation, let tree = tree(answer, relation) {
                    drawn = tree.answer
                    // Lines that go on below themselves would tear its branches.
                    (drawing.wholeColumn, drawing.wraps) = ("id", false)
                    let (stands, isNone) = tree.rootCount == 1 ? ("stands", "is no row") : ("stand", "are no rows")
                    roots =
                        "At the roots \(stands) \(grouped(tree.rootCount)) \(tree.rootCount == 1 ? "event" : "events") "
                        + "that led to these and \(isNone) of the answer.\n"
                } else if answer.rowCount == 1 || settings.linesWhereWide, hidesColumns(answer, settings.drawing) {
                    form = .line
                }
            }
            if isForPeople(form), drawing.isTerminal {
                let most = drawing.maximumRows ?? .max
                let parts = try aside(rows: min(most, drawn.rowCount)) { [form, drawn, drawing] in
                    renderInParts(drawn, as: form, drawing)
                }
                host.out(parts.rows)
                // By itself, so that it is still seen when a pager has shown the rows.
                below = parts.below
            } else {
                try write(drawn, form, nil, drawing)
            }
        }
        let text = footerText(answer, counting: counting)
        if isForPeople(form) {
            let footer = wrapped(text + roots, to: settings.drawing.width)
            host.out(below + (footer.isEmpty ? "" : gap) + footer)
        } else {
            if !below.isEmpty { host.out(below) }
            if answer.footer != Footer() { say(text) }
        }
        return true
    }

    /// Writes rows piece by piece; where somebody looks at them, when all are there, so that a pager gets the whole.
    private func write(_ answer: Answer, _ form: Form, _ report: Report?, _ drawing: Drawing) throws(RunError) {
        var whole = ""
        let isCancelled = host.isCancelled
        let cancelled = RunError.cancelled(afterRows: answer.rowCount)
        let outcome: Result<Void, RunError> = Stop.asking(isCancelled) {
            do throws(RunError) {
                try render(answer, as: form, drawing, report: report) { piece throws(RunError) in
                    if isCancelled() { throw cancelled }
                    if drawing.isTerminal { whole += piece } else { host.out(piece) }
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try outcome.get()
        // It may have left out the rest by itself.
        if isCancelled() { throw cancelled }
        if !whole.isEmpty { host.out(whole) }
    }

    func footerText(_ answer: Answer, counting name: String = "row") -> String {
        footer(
            answer.footer, rows: answer.rowCount, possible: answer.possibleRows?.population ?? 0, way: wayToPossible,
            counting: name, countsRows: settings.countsRows)
    }

    /// One event is a card, and what stands below it counts no rows of its tables.
    private func putCard(_ answer: Answer, in report: inout Report) {
        guard let card = card(answer) else { return }
        report.card = card
        report.footer = lines(footerText(answer, counting: "event"))
    }

    /// Forms that are read as they stand, so that the footer belongs to them.
    private func isForPeople(_ form: Form) -> Bool {
        switch form {
        case .table, .line, .markdown, .latex: true
        case .html, .csv, .tsv, .json, .jsonl: false
        }
    }

    func draw(
        _ answer: Answer, _ kind: ChartKind, _ columns: [Int], _ drawing: Drawing, _ span: Span, _ source: SourceText
    ) throws(RunError) -> String? {
        guard let form = Chart(rawValue: kind.rawValue) else { return nil }
        let drawn = try aside(rows: answer.rowCount) {
            chart(answer, kind: form, columns: columns.isEmpty ? nil : columns, drawing)
        }
        switch drawn {
        case .success(let text): return text
        case .failure(let problem):
            tell([Diagnostic(.chartNeeds("\(problem)"), at: span)], in: source)
            return nil
        }
    }

    /// Writes an answer to a file, in the form of the file's name.
    func save(_ answer: Answer, _ file: String, _ chart: (ChartKind, [Int])?, _ span: Span, _ source: SourceText)
        -> RunStatus
    {
        func fail(_ problem: Problem) -> RunStatus {
            tell([Diagnostic(problem, at: span)], in: source)
            return .failed
        }
        guard settings.mayTouchTheWorld else { return fail(.notAllowed("`save`")) }
        do throws(RunError) {
            switch try contents(answer, file, chart, span, source) {
            case .success(let pieces):
                if let problem = try write(pieces, to: file, rows: answer.rowCount) {
                    return fail(.notWritten(file: file, reason: problem.reason))
                }
            case .failure(let problem):
                if problem.reason.isEmpty { return .failed }
                return fail(.notWritten(file: file, reason: problem.reason))
            }
        } catch {
            return tell(error, span, source)
        }
        say("wrote \(Session.rows(answer.rowCount)) to \(shown(file))\n")
        return .answered
    }

    private func contents(
        _ answer: Answer, _ file: String, _ chart: (ChartKind, [Int])?, _ span: Span, _ source: SourceText
    ) throws(RunError) -> Result<TextPieces, HostProblem> {
        let ending = Self.ending(of: file)
        var plain = settings.drawing.forFile
        plain.beginsWithMark = settings.marksFiles
        if ending == "svg" {
            guard let (kind, columns) = chart, let form = Chart(rawValue: kind.rawValue) else {
                return .failure(HostProblem("an SVG file needs `chart` before `save`"))
            }
            let drawn = try aside(rows: answer.rowCount) {
                chartSVG(answer, kind: form, columns: columns.isEmpty ? nil : columns)
            }
            switch drawn {
            case .success(let text): return .success(TextPieces(text))
            case .failure(let problem): return .failure(HostProblem("\(problem)"))
            }
        }
        guard let form = Self.forms[ending] else {
            return .failure(
                HostProblem("no form is known for that ending: csv, tsv, json, jsonl, md, html, tex, svg, txt are"))
        }
        if form == .jsonl, isWholeEvents(answer) {
            // All events stand for the whole data set, some for themselves and what belongs to them.
            let isAll = answer.rowCount == loaded.data.tables["events"]?.rowCount
            let rows = isAll ? nil : loaded.data.rows(ofEvents: eventIDs(answer))
            return .success(TextPieces(loaded.data, events: rows))
        }
        if form.isReport {
            guard var report = try report(answer, chart, plain, span, source) else { return .failure(HostProblem("")) }
            report.isFirst = true
            if chart == nil { putCard(answer, in: &report) }
            return .success(TextPieces(answer, as: form, plain, report: report))
        }
        if form == .table, let (kind, columns) = chart {
            guard let drawn = try draw(answer, kind, columns, plain, span, source) else {
                return .failure(HostProblem(""))
            }
            return .success(TextPieces(drawn + footerText(answer)))
        }
        if form == .table, let card = card(answer) {
            let footer = footerText(answer, counting: "event")
            return .success(TextPieces(render(card, plain) + (footer.isEmpty ? "" : card.gap) + footer))
        }
        let below = form == .table ? footerText(answer) : ""
        return .success(TextPieces(answer, as: form, plain, below: below))
    }

    /// Whether the rows are the events with all their columns, so that they can be written as records.
    func isWholeEvents(_ answer: Answer) -> Bool {
        catalog.table("events").map { $0.fields.map(\.name) == answer.fields.map(\.name) } ?? false
    }

    private func eventIDs(_ answer: Answer) -> Set<String> {
        guard let column = answer.fields.firstIndex(where: { $0.name == "id" }) else { return [] }
        return Set((0..<answer.rowCount).compactMap { answer.value(row: $0, column: column).name })
    }

    /// For `explain`: what each actor of the question was taken to include.
    func actorLines(_ relation: Relation) -> [String] {
        var ids: [String] = []
        relation.forEachExpression { expression in
            if case .within(_, let whole, let isOnly) = expression.node, !isOnly,
                case .constant(.actor(let id)) = whole.node,
                !ids.contains(id)
            {
                ids.append(id)
            }
        }
        return ids.compactMap { id in
            let members = catalog.actors.members(of: id).filter { $0 != id }
            if members.isEmpty { return nil }
            let shown = members.prefix(20).joined(separator: ", ")
            return "\(id) includes \(shown)\(members.count > 20 ? " and \(members.count - 20) more" : "")."
        }
    }
}

extension Card {
    /// What stands between it and its footer.
    fileprivate var gap: String { tables.isEmpty ? "" : "\n" }
}

/// Words for values, for `explain`.
struct Names {
    let catalog: Catalog

    init(_ catalog: Catalog) { self.catalog = catalog }

    func words(_ value: Value) -> String {
        switch value {
        case .actor(let id):
            guard let name = catalog.actors.actor(id)?.name ?? Countries.country(code: id)?.name, name != id else {
                return id
            }
            return "\(name) (\(id))"
        case .kind(let name):
            guard let position = catalog.kinds.position(named: name) else { return name }
            let kind = catalog.kinds.kinds[position]
            return kind.code.map { "\(name) (CAMEO \($0), \(kind.label))" } ?? "\(name) (\(kind.label))"
        case .text(let text): return "\"\(text)\""
        case .list(let members): return members.map { words($0) }.joined(separator: ", ")
        case .oneOf(let members): return members.map { words($0) }.joined(separator: " or ")
        case .place(let id):
            guard let name = catalog.places[id]?.name ?? Countries.country(code: id)?.name, name != id else {
                return id
            }
            return "\(name) (\(id))"
        case .number, .money: return readableText(of: value)
        case .unknown, .none, .truth, .date, .period, .duration, .event: return text(of: value)
        }
    }
}
