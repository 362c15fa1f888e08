import EventModel

/// Lines in SVG: a gap where a value is unknown, a bar from end to end of a span, a band where all are ranges.
struct LineSVG {
    private let data: LineData

    private static let (width, plotHeight) = (760.0, 268.0)
    private static let right = 740.0
    /// Of more points than these only the line is drawn.
    private static let mostDots = 150

    init(_ data: LineData) { self.data = data }

    var text: String {
        let notes = data.allNotes
        var svg = SVG(width: Self.width, height: 0)
        svg.text(data.title, 12, 22, "title")
        var top = 36.0
        if data.series.count > 1 { top += svg.legend(data.series.map(\.name), called: "", top: top - 4) + 4 }
        let isEmpty = data.xBounds == nil || data.yBounds == nil
        let bottom = isEmpty ? top - 16 : top + Self.plotHeight
        if let x = data.xBounds, let y = data.yBounds { plot(x, y, top: top, bottom: bottom, on: &svg) }
        svg.notes(notes, top: bottom + 42)
        svg.grow(to: bottom + 34 + SVG.height(ofNotes: notes, width: Self.width))
        return svg.document(title: data.title, words: data.words)
    }

    private func plot(
        _ xBounds: (low: Double, high: Double), _ y: (low: Double, high: Double), top: Double, bottom: Double,
        on svg: inout SVG
    ) {
        let ticks = Ticks.numbers(from: y.low, to: y.high, count: 5, isWhole: data.isWhole)
        let left = 24 + SVG.textColumn * Double(ticks.reduce(0) { max($0, $1.text.count) })
        let scale = PlotScale(
            x: xBounds, y: (ticks.first?.value ?? y.low, ticks.last?.value ?? y.high),
            columns: Int((Self.right - left) / SVG.textColumn), rows: 1, isBraille: false)
        func px(_ value: Double) -> Double {
            let length = xBounds.high - xBounds.low
            // Numbers so large that half a step more is the same number have no length between them.
            return left + (length > 0 ? (value - xBounds.low) / length : 0.5) * (Self.right - left)
        }
        func py(_ value: Double) -> Double {
            let (low, high) = scale.yBounds
            let place = max(0, min(1, (LineData.clamped(value) - low) / (high - low)))
            return bottom - place * (bottom - top)
        }
        for tick in ticks {
            svg.line(left, py(tick.value), Self.right, py(tick.value), "grid")
            svg.text(tick.text, left - 8, py(tick.value) + 4, anchor: "end", "note")
        }
        var free = 0.0
        for tick in scale.xTicks(data.axis, room: scale.columns) {
            svg.line(px(tick.value), bottom, px(tick.value), bottom + 5, "axis")
            let half = SVG.pixels(tick.text) / 2
            let x = min(px(tick.value), Self.width - 4 - half)
            guard x - half >= free else { continue }
            svg.text(tick.text, x, bottom + 19, anchor: "middle", "note")
            free = x + half + 8
        }
        svg.line(left, bottom, Self.right, bottom, "axis")
        let below = data.coinciding
        for (index, series) in data.series.enumerated() { draw(series, index, below[index], px, py, on: &svg) }
    }

    private func draw(
        _ series: LineData.Series, _ index: Int, _ below: Int, _ px: (Double) -> Double, _ py: (Double) -> Double,
        on svg: inout SVG
    ) {
        let colour = index % SVG.seriesCount
        for run in series.points.split(whereSeparator: { $0.y == nil }) {
            let points = run.compactMap { point in point.y.map { (x: px(point.x), y: $0) } }
            if data.isRange {
                band(points.map { ($0.x, py($0.y.low), py($0.y.high)) }, colour, on: &svg)
            } else {
                // Dashes let the line below be seen where they coincide, the more of them the shorter.
                let dashes = below == 0 ? "" : "\(max(2, 8 - 2 * below)) \(6 + 4 * below)"
                if points.count > 1 { svg.path(points.map { ($0.x, py($0.y.middle)) }, "s\(colour)", dashes: dashes) }
                for point in points where !point.y.isExact { bound(point.x, point.y, py, colour, on: &svg) }
            }
        }
        let isDotted = series.points.count <= Self.mostDots
        for (position, point) in series.points.enumerated() {
            guard let span = point.y else { continue }
            let isAlone =
                (position == 0 || series.points[position - 1].y == nil)
                && (position + 1 == series.points.count || series.points[position + 1].y == nil)
            guard isDotted || isAlone else { continue }
            let words = words(series, point.x, span)
            svg.group(words) { svg in
                for value in data.isRange && !span.isExact ? [span.low, span.high] : [span.middle] {
                    svg.point(px(point.x), py(value), "f\(colour)")
                }
            }
        }
    }

    private func words(_ series: LineData.Series, _ x: Double, _ span: NumberSpan) -> String {
        let place =
            switch data.axis {
            case .days(let unit):
                CivilCalendar.period(containing: DayNumber(clamping: Int(x.rounded(.down))), unit: unit).text
            case .numbers: Ticks.text(x)
            }
        let name = series.name.text.isEmpty ? "" : "\(series.name.text), "
        return "\(name)\(place): \(NumberText.text(span, .readable))\(data.unit.isEmpty ? "" : " \(data.unit)")"
    }

    /// The stretch between the least and the greatest number of each place.
    private func band(_ points: [(x: Double, low: Double, high: Double)], _ colour: Int, on svg: inout SVG) {
        guard points.count > 1 else {
            for point in points { svg.line(point.x, point.low, point.x, point.high, "s\(colour) bound") }
            return
        }
        let (low, high) = (points.map { (x: $0.x, y: $0.low) }, points.map { (x: $0.x, y: $0.high) })
        svg.area(high + low.reversed(), "f\(colour) band")
        svg.path(high, "s\(colour) edge")
        svg.path(low, "s\(colour)")
    }

    private func bound(_ x: Double, _ span: NumberSpan, _ py: (Double) -> Double, _ colour: Int, on svg: inout SVG) {
        svg.line(x, py(span.low), x, py(span.high), "s\(colour) bound")
        for end in [span.low, span.high] where end.isFinite {
            svg.line(x - 4, py(end), x + 4, py(end), "s\(colour) bound")
        }
    }
}
