import Columnar
import EventModel

/// What a bar chart shows: a labelled number a row.
struct BarData {
    var title: String
    var bars: [Bar]
    /// Rows left out behind the last bar.
    var hiddenCount: Int
    var hasPossible: Bool
    var notes: [String]

    struct Bar {
        /// What tells it from the others, a text for each key.
        var keys: [ShownText]
        var text: ShownText
        /// Columns of the text from its decimal point on.
        var tail = 0
        /// nil for a gap.
        var span: NumberSpan?
        var isPossible: Bool

        /// The keys beside one another, in so many columns.
        func label(in room: Int = .max, _ ellipsis: String = "…") -> ShownText { fitted(keys, to: room, ellipsis) }
    }

    /// What is written beside the bars in so many columns, each other than the rest.
    func labels(in room: Int, _ ellipsis: String = "…") -> [ShownText] {
        apart(bars.map { $0.label() }, in: room, ellipsis) { bars[$0].label(in: room, ellipsis) }
    }

    static func make(_ answer: Answer, _ chosen: [Int]?, most: Int?) -> Result<BarData, ChartProblem> {
        var (measures, labels) = Measure.choose(answer, chosen, keysApart: true)
        // Of numbers alone the first is the key: `count by quad(kind)`.
        if chosen == nil, labels.isEmpty, measures.count > 1, measures[0].high == nil {
            labels = [measures.removeFirst().low]
        }
        guard let measure = measures.first else { return .failure(.noNumbers) }
        if let chosen, chosen.contains(where: { answer.fields[$0].type.isNumeric }), measures.count > 1 {
            return .failure(.tooManyNumbers(measures.map(\.name)))
        }
        if case .failure(let problem) = measure.currency() { return .failure(problem) }
        let values = ValueText(precision: .readable, unknown: ValueText.mark)
        let shownCount = min(answer.rowCount, max(1, most ?? .max))
        let bars = (0..<shownCount).map { row in
            let value = measure.value(row)
            let text = values.text(value)
            return Bar(
                keys: labels.isEmpty ? [ShownText(grouped(row + 1))] : labelParts(answer, row, labels),
                text: ShownText(text), tail: tail(value, text), span: scaleSpan(value),
                isPossible: answer.isPossible(row: row))
        }
        let left = measures.dropFirst().map { "`\(ShownText($0.name).text)`" }
        return .success(
            BarData(
                title: ShownText(measure.name).text + by(answer, labels), bars: bars,
                hiddenCount: answer.rowCount - shownCount,
                hasPossible: answer.hasPossibleRows,
                notes: left.isEmpty ? [] : ["not drawn: \(left.joined(separator: ", "))"]))
    }

    /// Sums in millions and in billions have points that do not belong under one another.
    private static func tail(_ value: Value, _ text: String) -> Int {
        switch value {
        case .number, .duration: CellText.number(text).tail
        case .money, .unknown, .none, .text, .truth, .date, .period, .kind, .actor, .place, .event, .list, .oneOf: 0
        }
    }

    /// What tells the bars apart: ` by kind per year`.
    private static func by(_ answer: Answer, _ labels: [Int]) -> String {
        let names = labels.map { answer.fields[$0].name }
        let periods = names.filter { TimeUnit(rawValue: $0) != nil }
        let others = names.filter { TimeUnit(rawValue: $0) == nil }.map { ShownText($0).text }
        return (others.isEmpty ? "" : " by \(others.joined(separator: ", "))") + periods.map { " per \($0)" }.joined()
    }

    /// The least and the greatest number, 0 always among them; ends without a bound do not count.
    var bounds: (low: Double, high: Double) {
        var (low, high) = (0.0, 0.0)
        for case let span? in bars.map(\.span) {
            for end in [span.low, span.high] where end.isFinite {
                low = min(low, end)
                high = max(high, end)
            }
        }
        return (low, high)
    }

    /// Whether all numbers are whole, as counts are.
    var isWhole: Bool {
        bars.compactMap(\.span).flatMap { [$0.low, $0.high] }.allSatisfy { $0 == $0.rounded() || !$0.isFinite }
    }

    /// The picture in a sentence or two, for those who cannot see it.
    var words: String {
        let known = bars.filter { $0.span != nil }
        guard let most = known.max(by: { ($0.span?.high ?? 0) < ($1.span?.high ?? 0) }) else {
            return "An empty chart of \(title)."
        }
        return "\(counted(bars.count, "bar")) of \(title); the longest is \(most.label().text) with \(most.text.text)."
    }

    /// What must be told below the bars.
    func notes(ellipsis: String) -> [String] {
        var lines = hiddenCount > 0 ? ["\(ellipsis) \(counted(hiddenCount, "row")) not shown"] : []
        if bars.isEmpty { lines.append("nothing to draw: no rows") }
        lines += notes
        if hasPossible { lines.append(possibleLegend) }
        return lines
    }
}
