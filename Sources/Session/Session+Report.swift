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
    /// What stands around an answer in a form that is sent to somebody; nil where its chart cannot be drawn, which is told.
    /// - Parameter drawing: of the chart as text.
    func report(
        _ answer: Answer, _ chart: (ChartKind, [Int])?, _ drawing: Drawing, _ span: Span, _ source: SourceText
    ) throws(RunError) -> Report? {
        let question = lastAsked?.text.trimmed ?? ""
        var drawn: (svg: String, text: String)?
        if let (kind, columns) = chart {
            var plain = drawing
            plain.width = 96
            plain.colour = false
            guard let form = Chart(rawValue: kind.rawValue),
                let text = try draw(answer, kind, columns, plain, span, source),
                case .success(let svg) = try aside(
                    rows: answer.rowCount, { chartSVG(answer, kind: form, columns: columns.isEmpty ? nil : columns) })
            else { return nil }
            drawn = (svg, text)
        }
        let names = Names(catalog)
        let english = lastAsked.map { lines($0.relation.english { names.words($0) }) } ?? []
        return Report(
            question: question, marks: marks(question), english: english, footer: lines(footerText(answer)),
            data: dataWords, program: "Casus \(Self.version)", chart: drawn,
            isFirst: !hasBegunPage || settings.drawing.isTerminal)
    }

    func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }

    private func marks(_ question: String) -> [Report.Mark] {
        highlight(question).map { range, style in
            let sort: Report.Sort =
                switch style {
                case .keyword, .function: .word
                case .kind, .actor, .field, .unknown: .name
                case .number, .date, .text: .literal
                case .comment: .comment
                }
            return Report.Mark(range, sort)
        }
    }

    /// The data set in a few words: its name, its size, what it covers.
    private var dataWords: String {
        var words = "\(catalog.name), \(grouped(loaded.eventCount)) \(loaded.eventCount == 1 ? "event" : "events")"
        if let coverage = catalog.coverage {
            words += coverage.isGuess ? ", \(coverage.period.text)" : ", which cover \(coverage.period.text)"
        }
        let refused = loaded.report.refusedCount
        return refused > 0 ? words + " (\(Session.rows(refused)) refused)" : words
    }
}
