package import Columnar
import EventModel

/// The charts that an answer can be drawn as.
package enum Chart: String, CaseIterable, Sendable { case bar, line, timeline, heatmap }

/// Why an answer cannot be drawn; its description goes on after "this chart needs".
package enum ChartProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// No column holds numbers, durations or money.
    case noNumbers
    /// More columns of numbers were named than the chart has a place for.
    case tooManyNumbers([String])
    /// A timeline has no column of dates.
    case noDates
    /// A line has nothing to run along.
    case noAxis
    /// Sums in several currencies cannot stand on one scale.
    case severalCurrencies([String])
    /// A heatmap has not two columns that could be keys.
    case noPairOfKeys
    /// More columns than two could be keys.
    case tooManyKeys([String])
    /// A pair of keys has more rows than one.
    case pairTwice(String)

    package var description: String {
        switch self {
        case .noNumbers: "a column of numbers, such as `count`"
        case .tooManyNumbers(let names):
            "one column of numbers, and \(names.map { "`\($0)`" }.joined(separator: ", ")) are \(names.count): name the one"
        case .noDates: "a column of dates, such as `date`, and a column to tell lanes by, such as `actor`"
        case .noAxis: "a column of periods, dates or numbers to run along, and a column of numbers"
        case .severalCurrencies(let names):
            "sums in one currency, and these are in \(names.joined(separator: ", ")): keep one with `where`"
        case .noPairOfKeys: "two columns as keys and a column of numbers, as `count by root(kind) per year` gives"
        case .tooManyKeys(let names):
            "two columns as keys, and \(names.map { "`\($0)`" }.joined(separator: ", ")) are \(names.count): "
                + "name two and the number"
        case .pairTwice(let pair):
            "one row for each pair of keys, and there are several for `\(pair)`: group them by both"
        }
    }
}

/// An answer as a chart of text, in blocks or braille, or in ASCII. Unknown values are gaps, never zeros.
/// - Parameter columns: positions of the columns to draw, in the order asked for; nil for those that fit.
package func chart(
    _ answer: Answer, kind: Chart, columns: [Int]?, _ drawing: Drawing
) -> Result<String, ChartProblem> {
    switch kind {
    case .bar: BarData.make(answer, columns, most: drawing.maximumRows).map { BarDrawing($0, drawing).text }
    case .line: LineData.make(answer, columns).map { LineDrawing($0, drawing).text }
    case .timeline:
        TimelineData.make(answer, columns, most: drawing.maximumRows).map { TimelineDrawing($0, drawing).text }
    case .heatmap: HeatData.make(answer, columns, most: drawing.maximumRows).map { HeatDrawing($0, drawing).text }
    }
}

/// The same chart as an SVG file of its own, readable on light and on dark.
package func chartSVG(_ answer: Answer, kind: Chart, columns: [Int]?) -> Result<String, ChartProblem> {
    switch kind {
    case .bar: BarData.make(answer, columns, most: 500).map { BarSVG($0).text }
    case .line: LineData.make(answer, columns).map { LineSVG($0).text }
    case .timeline: TimelineData.make(answer, columns, most: nil, hasWords: true).map { TimelineSVG($0).text }
    case .heatmap: HeatData.make(answer, columns, most: nil).map { HeatSVG($0).text }
    }
}

/// The column of numbers that a chart draws: one of the answer, or `low` and `high` of `count range` as one of spans.
struct Measure {
    let name: String
    private let answer: Answer
    let low: Int
    let high: Int?

    init(_ answer: Answer, low: Int, high: Int?) {
        self.answer = answer
        self.low = low
        self.high = high
        name = high.map { "\(answer.fields[low].name)..\(answer.fields[$0].name)" } ?? answer.fields[low].name
    }

    /// What a chart draws: the measures and the other columns among those that were named. Where none of the one
    /// sort or of the other were named, those of the whole answer stand in.
    /// - Parameter keysApart: whether a number by which groups were made, as `quad(kind)` may be, is no measure.
    static func choose(
        _ answer: Answer, _ named: [Int]?, keysApart: Bool = false
    ) -> (measures: [Measure], others: [Int]) {
        let all = all(answer, in: Array(answer.fields.indices))
        guard let named else {
            // Keys stand before the period and before what was counted.
            guard keysApart, let first = firstOfGroups(answer) else { return all }
            let keys = all.measures.filter { $0.low < first }.map(\.low)
            let measures = all.measures.filter { $0.low >= first }
            return measures.isEmpty ? all : (measures, (all.others + keys).sorted())
        }
        let chosen = self.all(answer, in: named)
        return (
            chosen.measures.isEmpty ? all.measures : chosen.measures, chosen.others.isEmpty ? all.others : chosen.others
        )
    }

    /// The period of a grouped answer, or else its first count.
    private static func firstOfGroups(_ answer: Answer) -> Int? {
        answer.fields.firstIndex { $0.type == .period && TimeUnit(rawValue: $0.name) != nil }
            ?? answer.fields.firstIndex { $0.type == .number && ["count", "low"].contains($0.name) }
    }

    private static func all(_ answer: Answer, in columns: [Int]) -> (measures: [Measure], others: [Int]) {
        var numbers = columns.filter { answer.fields[$0].type.isNumeric }
        let others = columns.filter { !answer.fields[$0].type.isNumeric }
        var pair: Measure?
        if let low = numbers.first(where: { answer.fields[$0].name == "low" && answer.fields[$0].type == .number }),
            let high = numbers.first(where: { answer.fields[$0].name == "high" && answer.fields[$0].type == .number })
        {
            pair = Measure(answer, low: low, high: high)
            numbers.removeAll { $0 == low || $0 == high }
        }
        return ((pair.map { [$0] } ?? []) + numbers.map { Measure(answer, low: $0, high: nil) }, others)
    }

    func value(_ row: Int) -> Value {
        let value = answer.value(row: row, column: low)
        guard let high, case .number(let first) = value, case .number(let last) = answer.value(row: row, column: high)
        else { return value }
        return .number(NumberSpan(first.low, max(first.low, last.high)))
    }

    /// The currency, if all sums have one.
    func currency() -> Result<String?, ChartProblem> {
        guard answer.fields[low].type == .money else { return .success(nil) }
        var names: Set<String> = []
        for row in 0..<answer.rowCount { if case .money(let money) = value(row) { names.insert(money.currency) } }
        if names.count > 1 { return .failure(.severalCurrencies(names.sorted().map { $0.isEmpty ? "none" : $0 })) }
        return .success(names.first)
    }
}

/// The span of a value on the scale of a chart; nil for a gap.
func scaleSpan(_ value: Value) -> NumberSpan? {
    switch value {
    case .number(let span), .duration(let span): span.low.isNaN || span.high.isNaN ? nil : span
    case .money(let money): money.amount.low.isNaN || money.amount.high.isNaN ? nil : money.amount
    case .unknown, .none, .text, .truth, .date, .period, .kind, .actor, .place, .event, .list, .oneOf: nil
    }
}

/// Texts of some cells of a row as one label.
func label(_ answer: Answer, _ row: Int, _ columns: [Int]) -> ShownText {
    joined(labelParts(answer, row, columns))
}

/// The texts of the columns of a row.
func labelParts(_ answer: Answer, _ row: Int, _ columns: [Int]) -> [ShownText] {
    let cells = CellText(answer, .readable)
    return columns.map { cells.cell(row, $0).shown }
}

private func joined(_ parts: [ShownText]) -> ShownText {
    ShownText(parts.map(\.text).joined(separator: ", "))
}

/// The parts beside one another; where they have no room the widest are cut, so that something is left of each.
func fitted(_ parts: [ShownText], to room: Int, _ ellipsis: String) -> ShownText {
    let whole = joined(parts)
    let free = room - 2 * (parts.count - 1)
    // A part of fewer columns tells nothing.
    guard parts.count > 1, whole.width > room, free >= 6 * parts.count else { return whole.clipped(to: room, ellipsis) }
    var (most, left) = (free / parts.count, free)
    for (index, width) in parts.map(\.width).sorted().enumerated() {
        most = left / (parts.count - index)
        if width > most { break }
        left -= width
    }
    return joined(parts.map { $0.clipped(to: most, ellipsis) })
}
