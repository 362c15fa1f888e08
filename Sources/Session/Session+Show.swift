import Columnar
import Diagnostics
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
    ) -> Bool {
        if hasShown, isForPeople(form) { host.out("\n") }
        hasShown = true
        if form == .html || form == .markdown {
            guard let report = report(answer, chart, settings.drawing, span, source) else { return false }
            render(answer, as: form, settings.drawing, report: report) { host.out($0) }
            hasBegunPage = hasBegunPage || form == .html
            return true
        }
        var (below, roots) = ("", "")
        if let (kind, columns) = chart {
            guard let drawn = draw(answer, kind, columns, settings.drawing, span, source) else { return false }
            host.out(drawn)
        } else if form == .table, !isChosen, let relation = lastAsked?.relation, let card = card(answer, relation) {
            host.out(render(card, settings.drawing))
        } else {
            var (form, drawn) = (form, answer)
            if form == .table, !isChosen {
                if let relation = lastAsked?.relation, let tree = tree(answer, relation) {
                    drawn = tree.answer
                    let (stands, isNone) = tree.rootCount == 1 ? ("stands", "is no row") : ("stand", "are no rows")
                    roots =
                        "At the roots \(stands) \(grouped(tree.rootCount)) \(tree.rootCount == 1 ? "event" : "events") "
                        + "that led to these and \(isNone) of the answer.\n"
                } else if answer.rowCount == 1, hidesColumns(answer, settings.drawing) {
                    form = .line
                }
            }
            let parts = renderInParts(drawn, as: form, settings.drawing)
            host.out(parts.rows)
            // By itself, so that it is still seen when a pager has shown the rows.
            below = parts.below
        }
        let text = footerText(answer)
        if isForPeople(form) {
            host.out(below + wrapped(text + roots, to: settings.drawing.width))
        } else {
            if !below.isEmpty { host.out(below) }
            if answer.footer != Footer() { say(text) }
        }
        return true
    }

    func footerText(_ answer: Answer) -> String {
        footer(answer.footer, rows: answer.rowCount, possible: answer.possibleRows?.population ?? 0, way: wayToPossible)
    }

    /// Forms that are read as they stand, so that the footer belongs to them.
    private func isForPeople(_ form: Form) -> Bool {
        switch form {
        case .table, .line, .markdown: true
        case .html, .csv, .tsv, .json, .jsonl: false
        }
    }

    func draw(
        _ answer: Answer, _ kind: ChartKind, _ columns: [Int], _ drawing: Drawing, _ span: Span, _ source: SourceText
    ) -> String? {
        guard let form = Chart(rawValue: kind.rawValue) else { return nil }
        switch chart(answer, kind: form, columns: columns.isEmpty ? nil : columns, drawing) {
        case .success(let text): return text
        case .failure(let problem):
            tell([Diagnostic(.chartNeeds("\(problem)"), at: span)], in: source)
            return nil
        }
    }

    /// Writes an answer to a file, in the form of the file's name.
    func save(_ answer: Answer, _ file: String, _ chart: (ChartKind, [Int])?, _ span: Span, _ source: SourceText)
        -> Bool
    {
        func fail(_ problem: Problem) -> Bool {
            tell([Diagnostic(problem, at: span)], in: source)
            return false
        }
        guard settings.mayTouchTheWorld else { return fail(.notAllowed("`save`")) }
        let text: String
        switch contents(answer, file, chart, span, source) {
        case .success(let contents): text = contents
        case .failure(let problem):
            if problem.reason.isEmpty { return false }
            return fail(.notWritten(file: file, reason: problem.reason))
        }
        if case .failure(let problem) = host.writeFile(file, text) {
            return fail(.notWritten(file: file, reason: problem.reason))
        }
        say("wrote \(Session.rows(answer.rowCount)) to \(shown(file))\n")
        return true
    }

    private func contents(
        _ answer: Answer, _ file: String, _ chart: (ChartKind, [Int])?, _ span: Span, _ source: SourceText
    ) -> Result<String, HostProblem> {
        let ending =
            file.split(separator: "/").last?.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
        var plain = settings.drawing
        plain.width = nil
        plain.maximumRows = nil
        plain.colour = false
        plain.isTerminal = false
        if ending == "svg" {
            guard let (kind, columns) = chart, let form = Chart(rawValue: kind.rawValue) else {
                return .failure(HostProblem("an SVG file needs `chart` before `save`"))
            }
            switch chartSVG(answer, kind: form, columns: columns.isEmpty ? nil : columns) {
            case .success(let text): return .success(text)
            case .failure(let problem): return .failure(HostProblem("\(problem)"))
            }
        }
        let forms: [String: Form] = [
            "csv": .csv, "tsv": .tsv, "json": .json, "jsonl": .jsonl, "md": .markdown, "markdown": .markdown,
            "html": .html, "htm": .html, "txt": .table,
        ]
        guard let form = forms[ending] else {
            return .failure(
                HostProblem("no form is known for that ending: csv, tsv, json, jsonl, md, html, svg, txt are"))
        }
        if form == .jsonl, isWholeEvents(answer) {
            // All events stand for the whole data set, some for themselves and what belongs to them.
            let isAll = answer.rowCount == loaded.data.tables["events"]?.rowCount
            let rows = isAll ? nil : loaded.data.rows(ofEvents: eventIDs(answer))
            let records = RecordWriter(loaded.data, events: rows).text()
            if let damage { return .failure(HostProblem(damage)) }
            return .success(String(decoding: records, as: UTF8.self))
        }
        if form == .html || form == .markdown {
            guard var report = report(answer, chart, plain, span, source) else { return .failure(HostProblem("")) }
            report.isFirst = true
            return .success(render(answer, as: form, plain, report: report))
        }
        if form == .table, let (kind, columns) = chart {
            guard let drawn = draw(answer, kind, columns, plain, span, source) else {
                return .failure(HostProblem(""))
            }
            return .success(drawn + footerText(answer))
        }
        return .success(
            render(answer, as: form, plain)
                + (form == .table ? footerText(answer) : ""))
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
