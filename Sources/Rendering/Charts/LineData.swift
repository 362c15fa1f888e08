import Columnar
import EventModel

/// What a line chart shows: series of points along an axis of days or of numbers.
struct LineData {
    var title: String
    var axis: Axis
    var series: [Series]
    /// What a number of the y axis is followed by, a currency or "days".
    var unit: String
    var notes: [String]
    /// Whether the numbers are ranges of one column to another (`count range`), drawn as a band.
    var isRange = false

    enum Axis: Hashable {
        /// Day numbers; ticks are no finer than the unit.
        case days(TimeUnit)
        case numbers
    }

    struct Series {
        var name: ShownText
        /// By x; a point without a y is a gap.
        var points: [Point]
    }

    struct Point {
        var x: Double
        var y: NumberSpan?
    }

    static let mostSeries = 8
    /// Numbers are drawn within these bounds, so that differences stay finite.
    static let furthest = 1e300

    /// Of each series, how many of those before it run along it between two points: these would be hidden by it.
    var coinciding: [Int] {
        let stretches = series.map { series in
            Set(
                zip(series.points, series.points.dropFirst()).compactMap { from, to -> Stretch? in
                    guard let start = from.y?.middle, let end = to.y?.middle else { return nil }
                    return Stretch(x: from.x, y: start, toX: to.x, toY: end)
                })
        }
        return stretches.indices.map { index in
            stretches[..<index].count { !$0.isDisjoint(with: stretches[index]) }
        }
    }

    private struct Stretch: Hashable {
        var x, y, toX, toY: Double
    }

    static func make(_ answer: Answer, _ chosen: [Int]?) -> Result<LineData, ChartProblem> {
        let hasPeriod = answer.fields.contains { $0.type == .period }
        var (measures, others) = Measure.choose(answer, chosen, keysApart: hasPeriod)
        guard !measures.isEmpty else { return .failure(.noNumbers) }
        let x: PointPlace
        let isTime = { (column: Int) in [.period, .date].contains(answer.fields[column].type) }
        let time = others.first(where: isTime)
        if let time = time ?? (measures.count == 1 ? answer.fields.indices.first(where: isTime) : nil) {
            others.removeAll { $0 == time }
            x = .column(time)
        } else if measures.count > 1 {
            x = .measure(measures.removeFirst())
        } else {
            return .failure(.noAxis)
        }
        guard let measure = measures.first else { return .failure(.noAxis) }
        if let chosen, chosen.contains(where: { answer.fields[$0].type.isNumeric }), measures.count > 1 {
            return .failure(.tooManyNumbers(measures.map(\.name)))
        }
        let unit: String
        switch measure.currency() {
        case .success(let currency): unit = currency ?? (Self.isDuration(answer, measure) ? "days" : "")
        case .failure(let problem): return .failure(problem)
        }
        var gathering = Gathering(answer, x, measure, series: others)
        for row in 0..<answer.rowCount { gathering.add(row) }
        let left = measures.dropFirst().map { "`\(ShownText($0.name).text)`" }
        let notes = (left.isEmpty ? [] : ["not drawn: \(left.joined(separator: ", "))"]) + gathering.notes
        return .success(
            LineData(
                title: ShownText(measure.name).text + (unit.isEmpty ? "" : " (\(unit))")
                    + Self.along(answer, x, others),
                axis: gathering.axis,
                series: gathering.finished, unit: unit, notes: notes, isRange: measure.high != nil))
    }

    /// What the lines run along, and what tells them apart: ` per month, by kind`.
    private static func along(_ answer: Answer, _ x: PointPlace, _ series: [Int]) -> String {
        let names = series.map { ShownText(answer.fields[$0].name).text }
        let apart = names.isEmpty ? "" : ", by \(names.joined(separator: ", "))"
        switch x {
        case .column(let column):
            let name = answer.fields[column].name
            return (TimeUnit(rawValue: name) == nil ? " over \(ShownText(name).text)" : " per \(name)") + apart
        case .measure(let measure): return " over \(ShownText(measure.name).text)" + apart
        }
    }

    private static func isDuration(_ answer: Answer, _ measure: Measure) -> Bool {
        answer.fields.contains { $0.name == measure.name && $0.type == .duration }
    }

    static func clamped(_ value: Double) -> Double { max(-furthest, min(furthest, value)) }

    /// All that can be drawn.
    var drawn: [Point] { series.flatMap { $0.points.filter { $0.y != nil } } }

    /// Whether all numbers are whole, as counts are.
    var isWhole: Bool {
        drawn.compactMap(\.y).flatMap { [$0.low, $0.high] }.allSatisfy { $0 == $0.rounded() || !$0.isFinite }
    }

    /// The scale of the y axis: 0 is on it unless all numbers are far from 0 and near one another.
    var yBounds: (low: Double, high: Double)? {
        let ends = drawn.compactMap(\.y).flatMap { [$0.low, $0.high] }.filter(\.isFinite).map(Self.clamped)
        guard var low = ends.min(), var high = ends.max() else { return nil }
        if low > 0, low <= high / 2 || low == high { low = 0 }
        if high < 0, high >= low / 2 || low == high { high = 0 }
        // Of nothing but 0 there is no need to go below it.
        if low == high { (low, high) = (low == 0 ? 0 : low - 1, high + 1) }
        return (low, high)
    }

    var xBounds: (low: Double, high: Double)? {
        // Gaps at either end are part of the picture.
        let all = series.flatMap(\.points).map(\.x)
        guard let low = all.min(), let high = all.max() else { return nil }
        return low == high ? (low - 0.5, high + 0.5) : (low, high)
    }

    /// The picture in a sentence, for those who cannot see it.
    var words: String {
        let lines = series.count == 1 ? "A line" : "\(grouped(series.count)) lines"
        guard let x = xBounds, let y = yBounds else { return "An empty chart of \(title)." }
        let ends = [x.low, x.high].map { value in
            switch axis {
            case .days(let unit):
                CivilCalendar.period(containing: DayNumber(clamping: Int(value.rounded())), unit: unit).text
            case .numbers: Ticks.text(value)
            }
        }
        let known = drawn.compactMap(\.y).flatMap { [$0.low, $0.high] }.filter(\.isFinite)
        let (low, high) = (known.min() ?? y.low, known.max() ?? y.high)
        return "\(lines) of \(title) from \(ends[0]) to \(ends[1]); the least is \(NumberText.text(low, .readable)), "
            + "the greatest \(NumberText.text(high, .readable))."
    }

    /// What must be told below the lines.
    var allNotes: [String] {
        if series.isEmpty { return ["nothing to draw: no rows"] + notes }
        return (yBounds == nil ? ["nothing to draw: no value is known"] : []) + notes
    }
}

/// Where the x of a point comes from.
enum PointPlace {
    case column(Int)
    case measure(Measure)
}

/// Sorts the rows of an answer into series and counts what cannot be drawn.
private struct Gathering {
    let answer: Answer
    let place: PointPlace
    let measure: Measure
    let seriesColumns: [Int]
    private var series: [LineData.Series] = []
    private var positions: [String: Int] = [:]
    private var unit: TimeUnit?
    private var withoutPlace: [String] = []
    private var withoutPlaceCount = 0
    private var (gapCount, spanCount, possibleCount, beyondCount) = (0, 0, 0, 0)

    init(_ answer: Answer, _ place: PointPlace, _ measure: Measure, series: [Int]) {
        self.answer = answer
        self.place = place
        self.measure = measure
        seriesColumns = series
    }

    mutating func add(_ row: Int) {
        let value = measure.value(row)
        let name = seriesColumns.isEmpty ? ShownText("") : label(answer, row, seriesColumns)
        guard let x = x(row) else {
            withoutPlaceCount += 1
            if withoutPlace.count < 3 {
                let text = ShownText(ValueText(precision: .readable, unknown: ValueText.mark).text(value)).text
                withoutPlace.append(name.text.isEmpty ? text : "\(name.text) \(text)")
            }
            return
        }
        let position: Int
        if let known = positions[name.text] {
            position = known
        } else {
            position = series.count
            positions[name.text] = position
            series.append(LineData.Series(name: name, points: []))
        }
        let y = scaleSpan(value)
        if y == nil { gapCount += 1 }
        if let y, y.low < -LineData.furthest || y.high > LineData.furthest { beyondCount += 1 }
        if answer.isPossible(row: row) { possibleCount += 1 }
        series[position].points.append(LineData.Point(x: x, y: y))
    }

    private mutating func x(_ row: Int) -> Double? {
        switch place {
        case .measure(let measure): return scaleSpan(measure.value(row)).map { LineData.clamped($0.middle) }
        case .column(let column):
            switch answer.value(row: row, column: column) {
            case .period(let period):
                guard period.first != DateSpan.distantPast else { return nil }
                unit = max(unit ?? .day, period.unit ?? .day)
                return Double(period.first)
            case .date(let date):
                let hull = date.hull
                guard hull.earliest != DateSpan.distantPast, hull.latest != DateSpan.distantFuture else { return nil }
                if !hull.isDay { spanCount += 1 }
                return (Double(hull.earliest) + Double(hull.latest)) / 2
            case .unknown, .none, .text, .number, .truth, .duration, .money, .kind, .actor, .place, .event, .list,
                .oneOf:
                return nil
            }
        }
    }

    var axis: LineData.Axis {
        switch place {
        case .column: .days(unit ?? .day)
        case .measure: .numbers
        }
    }

    /// The lines that are drawn, in the order in which they were met: of too many those that reach highest.
    private var drawnPositions: [Int] {
        guard series.count > LineData.mostSeries else { return Array(series.indices) }
        func height(_ series: LineData.Series) -> Double {
            series.points.compactMap(\.y).map { max(abs(LineData.clamped($0.low)), abs(LineData.clamped($0.high))) }
                .max()
                ?? -1
        }
        let heights = series.map(height)
        let highest = series.indices.sorted { (-heights[$0], $0) < (-heights[$1], $1) }
        return highest.prefix(LineData.mostSeries).sorted()
    }

    var finished: [LineData.Series] {
        drawnPositions.map { position in
            var line = series[position]
            line.points = line.points.enumerated().sorted {
                ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
            }.map(\.element)
            return line
        }
    }

    /// The lines for which there is no colour.
    private var hiddenNames: [String] {
        let drawn = Set(drawnPositions)
        return series.indices.filter { !drawn.contains($0) }.map { series[$0].name.text }
    }

    var notes: [String] {
        var lines: [String] = []
        if withoutPlaceCount > 0 {
            let more = withoutPlaceCount - withoutPlace.count
            let values = withoutPlace.joined(separator: "; ") + (more > 0 ? "; and \(grouped(more)) more" : "")
            lines.append("\(counted(withoutPlaceCount, "row")) not drawn, \(placeProblem): \(values)")
        }
        if beyondCount > 0 { lines.append("\(counted(beyondCount, "number")) beyond the scale, drawn at its edge") }
        if gapCount > 0 {
            lines.append("\(counted(gapCount, "gap")): `\(ShownText(measure.name).text)` is unknown there")
        }
        if spanCount > 0 { lines.append("\(counted(spanCount, "date")) wider than a day, drawn in the middle") }
        if possibleCount > 0 { lines.append("\(counted(possibleCount, "row")) only possible") }
        let hidden = hiddenNames
        if !hidden.isEmpty {
            let more = hidden.count > 6 ? "; …" : ""
            let verb = hidden.count == 1 ? "more line, lower than these, is" : "more lines, lower than these, are"
            lines.append(
                "\(grouped(hidden.count)) \(verb) not drawn (\(hidden.prefix(6).joined(separator: "; "))\(more)); "
                    + "`where` chooses")
        }
        return lines
    }

    private var placeProblem: String {
        switch place {
        case .column(let column): answer.fields[column].wordForUnknown ?? "no date known"
        case .measure(let measure): "`\(ShownText(measure.name).text)` unknown"
        }
    }
}
