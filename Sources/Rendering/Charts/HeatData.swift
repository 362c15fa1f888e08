import Columnar
import EventModel

/// What a heatmap shows: a number for each pair of two keys.
struct HeatData {
    var title: String
    var rows: [ShownText]
    var columns: [ShownText]
    /// By row and column; nil where the answer has no row for the pair.
    let cells: [[Cell?]]
    var notes: [String]
    /// The least and the greatest number, 0 among them where none is below it.
    let bounds: (low: Double, high: Double)

    init(title: String, rows: [ShownText], columns: [ShownText], cells: [[Cell?]], notes: [String]) {
        self.title = title
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.notes = notes
        bounds = Self.bounds(cells)
    }

    struct Cell {
        var text: ShownText
        /// nil where the number is unknown.
        var span: NumberSpan?
    }

    /// More keys than these would be no picture.
    static let mostRows = 100
    static let mostColumns = 500

    static func make(_ answer: Answer, _ chosen: [Int]?, most: Int?) -> Result<HeatData, ChartProblem> {
        let (keys, measure): ([Int], Measure)
        switch choose(answer, chosen) {
        case .failure(let problem): return .failure(problem)
        case .success(let choice): (keys, measure) = choice
        }
        if case .failure(let problem) = measure.currency() { return .failure(problem) }
        var gathering = Gathering(answer, row: keys[0], column: keys[1], measure)
        for row in 0..<answer.rowCount { if let problem = gathering.add(row) { return .failure(problem) } }
        return .success(gathering.finished(mostRows: min(mostRows, max(1, most ?? .max))))
    }

    /// The two keys and the number: of three named columns the last is the number; of two, both are keys.
    private static func choose(_ answer: Answer, _ chosen: [Int]?) -> Result<([Int], Measure), ChartProblem> {
        let all = Array(answer.fields.indices)
        let named = chosen ?? all
        let pool = named.count == 2 ? all.filter { !named.contains($0) } : named
        let measures = Measure.choose(answer, pool).measures
        guard let measure = measures.first(where: { $0.high != nil }) ?? measures.last,
            answer.fields[measure.low].type.isNumeric
        else { return .failure(.noNumbers) }
        let rest = named.filter { $0 != measure.low && $0 != measure.high }
        let texts = rest.filter { !answer.fields[$0].type.isNumeric }
        let keys = chosen == nil && texts.count >= 2 ? texts : rest
        guard keys.count >= 2 else { return .failure(.noPairOfKeys) }
        guard keys.count == 2 else {
            return .failure(.tooManyKeys(keys.map { ShownText(answer.fields[$0].name).text }))
        }
        return .success((keys, measure))
    }

    private static func bounds(_ cells: [[Cell?]]) -> (low: Double, high: Double) {
        let middles = cells.flatMap { $0 }.compactMap { $0?.span?.middle }.filter(\.isFinite).map(LineData.clamped)
        guard let low = middles.min(), let high = middles.max() else { return (0, 0) }
        return (min(0, low), max(high, low < 0 ? low : 0))
    }

    /// Shades from 0 (nothing) to 4 (the most). 0 is nothing where no number lies below it.
    static let shadeCount = 5

    func shade(_ span: NumberSpan) -> Int {
        let share = share(of: span)
        if bounds.low == 0 { return Int((share * 4).rounded(.up)) }
        return min(4, Int(share * 5))
    }

    /// Where a number stands between the least and the greatest, in [0, 1]; 1 for all but 0 where these are one.
    private func share(of span: NumberSpan) -> Double {
        let (low, high) = bounds
        let value = span.middle.isFinite ? LineData.clamped(span.middle) : span.high.isFinite ? low : high
        // Halves, so that the widest range does not overflow; numbers too small for halves are all of one shade.
        let width = high / 2 - low / 2
        guard width > 0 else { return value == 0 ? 0 : 1 }
        return min(1, max(0, (value / 2 - low / 2) / width))
    }

    /// The numbers that each shade stands for, ends included; nil for a shade that does not occur.
    var ranges: [NumberSpan?] {
        var ranges: [NumberSpan?] = Array(repeating: nil, count: Self.shadeCount)
        for span in cells.flatMap({ $0 }).compactMap({ $0?.span }) {
            let (shade, middle) = (shade(span), span.middle)
            guard middle.isFinite else { continue }
            let known = ranges[shade] ?? NumberSpan(middle, middle)
            ranges[shade] = NumberSpan(min(known.low, middle), max(known.high, middle))
        }
        return ranges
    }
}

/// Sorts the rows of an answer into a grid.
private struct Gathering {
    let answer: Answer
    let measure: Measure
    let rowColumn: Int
    let columnColumn: Int
    private var rows = Axis()
    private var columns = Axis()
    private var cells: [Pair: HeatData.Cell] = [:]
    private var possibleCount = 0
    private var unknownCount = 0

    private struct Pair: Hashable {
        var row: Int
        var column: Int
    }

    /// The values of a key, in the order in which they are met.
    private struct Axis {
        var labels: [ShownText] = []
        var places: [Place] = []
        private var positions: [Value: Int] = [:]

        /// Where a value stands among others of a measurable key; unknown last.
        struct Place {
            var number: Double?
        }

        mutating func position(_ value: Value, _ label: () -> ShownText) -> Int {
            if let known = positions[value] { return known }
            positions[value] = labels.count
            labels.append(label())
            places.append(Place(number: Axis.number(value)))
            return labels.count - 1
        }

        private static func number(_ value: Value) -> Double? {
            switch value {
            case .period(let period): Double(period.first)
            case .date(let date): Double(date.hull.earliest)
            case .number(let span), .duration(let span): span.middle
            case .money(let money): money.amount.middle
            case .unknown, .none, .text, .truth, .kind, .actor, .place, .event, .list, .oneOf: nil
            }
        }

        /// The same for what stands beside one another, where the order in which names were met is that of no key:
        /// names in their order, unknown last.
        var orderOfColumns: [Int] {
            if places.contains(where: { $0.number != nil }) { return order }
            let isUnknown = positions.reduce(into: Array(repeating: false, count: labels.count)) { result, entry in
                if entry.key == .unknown || entry.key == .none { result[entry.value] = true }
            }
            return labels.indices.sorted {
                (isUnknown[$0] ? 1 : 0, labels[$0].text, $0) < (isUnknown[$1] ? 1 : 0, labels[$1].text, $1)
            }
        }

        /// Positions in the order in which they are drawn: times and numbers rise, all else as it was met.
        var order: [Int] {
            guard places.contains(where: { $0.number != nil }) else { return Array(labels.indices) }
            return labels.indices.sorted {
                (places[$0].number ?? .infinity, $0) < (places[$1].number ?? .infinity, $1)
            }
        }
    }

    init(_ answer: Answer, row: Int, column: Int, _ measure: Measure) {
        self.answer = answer
        self.measure = measure
        rowColumn = row
        columnColumn = column
    }

    mutating func add(_ row: Int) -> ChartProblem? {
        let pair = Pair(
            row: rows.position(answer.value(row: row, column: rowColumn)) { label(answer, row, [rowColumn]) },
            column: columns.position(answer.value(row: row, column: columnColumn)) {
                label(answer, row, [columnColumn])
            })
        let value = measure.value(row)
        let text = ShownText(ValueText(precision: .readable, unknown: ValueText.mark).text(value))
        let cell = HeatData.Cell(text: text, span: scaleSpan(value))
        if cell.span == nil { unknownCount += 1 }
        if answer.isPossible(row: row) { possibleCount += 1 }
        guard cells.updateValue(cell, forKey: pair) == nil else {
            return .pairTwice("\(rows.labels[pair.row].text), \(columns.labels[pair.column].text)")
        }
        return nil
    }

    func finished(mostRows: Int) -> HeatData {
        let drawnRows = rows.order.prefix(mostRows)
        let drawnColumns = columns.orderOfColumns.prefix(HeatData.mostColumns)
        var notes: [String] = []
        if rows.labels.isEmpty { notes.append("nothing to draw: no rows") }
        for (axis, drawn, name) in [
            (rows, drawnRows.count, answer.fields[rowColumn].name),
            (columns, drawnColumns.count, answer.fields[columnColumn].name),
        ] where axis.labels.count > drawn {
            notes.append("\(counted(axis.labels.count - drawn, "value")) of `\(ShownText(name).text)` not drawn")
        }
        if unknownCount > 0 {
            notes.append(
                "\(ValueText.mark) in \(counted(unknownCount, "cell")): `\(ShownText(measure.name).text)` unknown")
        }
        if possibleCount > 0 { notes.append("\(counted(possibleCount, "row")) only possible") }
        let names = [rowColumn, columnColumn].map { ShownText(answer.fields[$0].name).text }
        return HeatData(
            title: "\(ShownText(measure.name).text) by \(names[0]) and \(names[1])",
            rows: drawnRows.map { rows.labels[$0] }, columns: drawnColumns.map { columns.labels[$0] },
            cells: drawnRows.map { row in drawnColumns.map { cells[Pair(row: row, column: $0)] } }, notes: notes)
    }
}
