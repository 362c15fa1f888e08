import Colours
import EventModel

/// Lines in braille, or in ASCII, with a scale at the left and dates or numbers below.
struct LineDrawing {
    private let data: LineData
    private let drawing: Drawing
    private let width: Int
    private let rows: Int

    init(_ data: LineData, _ drawing: Drawing) {
        self.data = data
        self.drawing = drawing
        width = max(16, drawing.width ?? 80)
        rows = (drawing.width ?? 80) < 60 ? 10 : 16
    }

    var text: String {
        var lines = fitted(data.title).map { drawing.painted($0.text, .heading) }
        if let y = data.yBounds, let x = data.xBounds { lines += plot(x, y) }
        lines += data.allNotes.flatMap(fitted).map { drawing.painted($0.text, .quiet) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func fitted(_ text: String) -> [ShownText] { ShownText(text).wrapped(to: max(1, drawing.width ?? 80)) }

    private func plot(_ x: (low: Double, high: Double), _ y: (low: Double, high: Double)) -> [String] {
        let ticks = Ticks.numbers(from: y.low, to: y.high, count: rows / 3, isWhole: data.isWhole)
        let labels = ticks.map { ShownText($0.text).clipped(to: width / 3, drawing.ellipsis) }
        let margin = labels.reduce(0) { max($0, $1.width) }
        let scale = PlotScale(
            x: x, y: (ticks.first?.value ?? y.low, ticks.last?.value ?? y.high), columns: width - margin - 2,
            rows: rows,
            isBraille: drawing.unicode)
        var canvas = Canvas(columns: scale.columns, rows: rows, isBraille: drawing.unicode)
        for index in data.series.indices { draw(data.series[index], index, scale, on: &canvas) }
        var rowLabels: [Int: ShownText] = [:]
        for (tick, label) in zip(ticks, labels) { rowLabels[scale.row(tick.value)] = label }
        let (plain, ticked) = drawing.unicode ? ("│", "┤") : ("|", "+")
        var lines = (0..<rows).map { row in
            let label = rowLabels[row]
            let blank = String(repeating: " ", count: margin - (label?.width ?? 0))
            let axis = drawing.painted("\(blank)\(label?.text ?? "") \(label == nil ? plain : ticked)", .quiet)
            return axis + painted(canvas.row(row))
        }
        // The axis stands under the blank behind the labels.
        lines += AxisText(columns: scale.columns, margin: margin + 1, width: width, drawing)
            .lines(scale.xTicks(data.axis, room: scale.columns).map { (scale.column($0.value), $0.text) })
        if data.series.count > 1 { lines += legend }
        return lines
    }

    private func draw(_ series: LineData.Series, _ index: Int, _ scale: PlotScale, on canvas: inout Canvas) {
        var previous: (x: Int, low: Int, middle: Int, high: Int)?
        // Lines of one colour are told apart by the marks of their points.
        let needsMark = !drawing.unicode || (data.series.count > 1 && !drawing.colour)
        for (position, point) in series.points.enumerated() {
            guard let span = point.y else {
                previous = nil
                continue
            }
            let next = (
                x: scale.x(point.x), low: scale.y(span.low), middle: scale.y(span.middle), high: scale.y(span.high)
            )
            let isLast = position + 1 == series.points.count || series.points[position + 1].y == nil
            let isAlone = previous == nil && isLast
            if data.isRange {
                band(from: previous ?? next, to: next, index, on: &canvas)
            } else {
                if !span.isExact { canvas.line(next.x, next.low, next.x, next.high, series: index) }
                if let previous { canvas.line(previous.x, previous.middle, next.x, next.middle, series: index) }
                canvas.dot(next.x, next.middle, series: index)
            }
            if needsMark || isAlone {
                for y in data.isRange ? [next.low, next.high] : [next.middle] {
                    canvas.mark(next.x, y, mark(index), series: index)
                }
            }
            previous = next
        }
    }

    /// What lies between the least and the greatest number: both edges, and a light shade between them.
    private func band(
        from: (x: Int, low: Int, middle: Int, high: Int), to: (x: Int, low: Int, middle: Int, high: Int), _ series: Int,
        on canvas: inout Canvas
    ) {
        canvas.line(from.x, from.low, to.x, to.low, series: series)
        canvas.line(from.x, from.high, to.x, to.high, series: series)
        for x in from.x...max(from.x, to.x) where canvas.isBraille && x % 2 == 0 {
            let share = to.x > from.x ? Double(x - from.x) / Double(to.x - from.x) : 0
            let low = Int((Double(from.low) + share * Double(to.low - from.low)).rounded())
            let high = Int((Double(from.high) + share * Double(to.high - from.high)).rounded())
            for y in min(low, high)...max(low, high) where (y + x / 2) % 2 == 0 { canvas.dot(x, y, series: series) }
        }
    }

    private func mark(_ index: Int) -> Character {
        let marks: [Character] = drawing.unicode ? Array("●▲■◆○△□◇") : Array("ox*#ABCD")
        return marks[index % marks.count]
    }

    private func painted(_ cells: [(character: Character, series: Int?)]) -> String {
        let count = (cells.lastIndex { $0.series != nil } ?? -1) + 1
        var text = ""
        var run = ""
        var owner: Int?
        func flush() { text += owner.map { drawing.painted(run, .series($0)) } ?? run }
        for cell in cells.prefix(count) {
            if cell.series != owner {
                flush()
                (run, owner) = ("", cell.series)
            }
            run.append(cell.character)
        }
        flush()
        return text
    }

    private var legend: [String] {
        let entries = data.series.enumerated().map { index, series in
            LegendText.Entry(
                sign: drawing.unicode && drawing.colour ? "━" : String(mark(index)), name: series.name, series: index)
        }
        return LegendText(name: "", entries: entries).lines(width: width, drawing)
    }
}

/// From numbers to dots and characters of a plot.
struct PlotScale {
    let xBounds: (low: Double, high: Double)
    let yBounds: (low: Double, high: Double)
    let columns: Int
    let rows: Int
    let isBraille: Bool

    init(x: (low: Double, high: Double), y: (low: Double, high: Double), columns: Int, rows: Int, isBraille: Bool) {
        xBounds = x
        yBounds = y
        self.columns = max(1, columns)
        self.rows = rows
        self.isBraille = isBraille
    }

    func x(_ value: Double) -> Int { Self.place(value, xBounds, columns * (isBraille ? 2 : 1)) }

    func y(_ value: Double) -> Int {
        let count = rows * (isBraille ? 4 : 1)
        return count - 1 - Self.place(LineData.clamped(value), yBounds, count)
    }

    func column(_ value: Double) -> Int { isBraille ? x(value) / 2 : x(value) }
    func row(_ value: Double) -> Int { isBraille ? y(value) / 4 : y(value) }

    private static func place(_ value: Double, _ bounds: (low: Double, high: Double), _ count: Int) -> Int {
        let length = bounds.high - bounds.low
        guard length > 0 else { return 0 }
        let share = max(0, min(1, (value - bounds.low) / length))
        return Int((share * Double(count - 1)).rounded())
    }

    /// Ticks inside the bounds, as many as have room.
    func xTicks(_ axis: LineData.Axis, room: Int) -> [Tick] {
        switch axis {
        case .days(let unit):
            return Ticks.days(from: xBounds.low, to: xBounds.high, unit: unit, most: max(2, room / 10))
        case .numbers:
            return Ticks.numbers(from: xBounds.low, to: xBounds.high, count: max(2, room / 16))
                .filter { xBounds.low <= $0.value && $0.value <= xBounds.high }
        }
    }
}
