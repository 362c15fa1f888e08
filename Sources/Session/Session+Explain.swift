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
    /// Says what a question asks, or what it does; the latter runs it.
    func explain(_ form: Explanation.Form, _ question: CheckedQuestion, in source: SourceText) -> RunStatus {
        switch form {
        case .english:
            let names = Names(catalog)
            let text =
                [question.relation.english { names.words($0) }] + actorLines(question.relation)
                + kindLines(question.relation)
            host.out(wrapped(safe(text.joined(separator: "\n") + "\n"), to: settings.drawing.width))
            return .answered
        case .plan: return explainPlan(question, in: source)
        case .sql: return .answered
        }
    }

    /// What each kind of the question was taken to include.
    private func kindLines(_ relation: Relation) -> [String] {
        var names: [String] = []
        relation.forEachExpression { expression in
            if case .within(_, let whole, let isOnly) = expression.node, !isOnly,
                case .constant(.kind(let name)) = whole.node, !names.contains(name)
            {
                names.append(name)
            }
        }
        return names.compactMap { name in
            guard let position = catalog.kinds.position(named: name) else { return nil }
            let below = catalog.kinds.subtree(position).dropFirst()
            if below.isEmpty { return nil }
            let shown = below.prefix(12).map { catalog.kinds.kinds[$0].name }.joined(separator: ", ")
            let more = below.count > 12 ? " and \(below.count - 12) more" : ""
            return
                "\(name) includes the \(below.count == 1 ? "kind" : "\(below.count) kinds") below it: \(shown)\(more)."
        }
    }

    /// Runs the question and prints its operations, the last one first, with the rows guessed before and those that
    /// came, and the time that each took.
    private func explainPlan(_ question: CheckedQuestion, in source: SourceText) -> RunStatus {
        let began = host.now()
        let trace = PlanTrace()
        var control = control(began)
        control.trace = trace
        do throws(RunError) {
            _ = try answer(question.relation, control)
        } catch {
            return tell(error, question.span, source)
        }
        let estimate = RowEstimate(
            rowCounts: loaded.data.tables.mapValues(\.rowCount), coverage: catalog.coverage?.period.span)
        var lines = ["estimated         rows        ms  operation"]
        // As it runs, and not as it was asked.
        for (relation, depth) in question.relation.conditionsFirst().operations {
            let outcome = trace.outcome(of: relation)
            let rows = outcome.map { outcome in
                outcome.possible == 0
                    ? grouped(outcome.certain)
                    : "\(grouped(outcome.certain))..\(grouped(outcome.certain + outcome.possible))"
            }
            let cells = [
                grouped(estimate.rows(of: relation)).leading(9), (rows ?? "-").leading(11),
                (outcome.map { milliseconds($0.seconds) } ?? "-").leading(8),
            ]
            lines.append(cells.joined(separator: "  ") + "  " + String(repeating: "  ", count: depth) + relation.line)
        }
        host.out(wrapped(safe(lines.joined(separator: "\n") + "\n"), to: settings.drawing.width))
        return .answered
    }

    /// A tenth of a millisecond is as fine as a run repeats.
    private func milliseconds(_ seconds: Double) -> String {
        let tenths = Int(min(1e12, max(0, seconds * 10_000)).rounded())
        return "\(grouped(tenths / 10)).\(tenths % 10)"
    }
}
