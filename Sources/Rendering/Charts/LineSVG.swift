import EventModel

/// Lines in SVG: a gap where a value is unknown, a bar from end to end of a span.
struct LineSVG {
    private let data: LineData

    private static let (width, height) = (760.0, 340.0)
    private static let (top, bottom, right) = (36.0, 304.0, 740.0)

    init(_ data: LineData) { self.data = data }

    var text: String {
        let notes = data.allNotes
        let legendCount = data.series.count > 1 ? data.series.count : 0
        var svg = SVG(width: Self.width, height: Self.height + Double(legendCount + notes.count) * 18)
        svg.text(data.title, 12, 22, "title")
        if let x = data.xBounds, let y = data.yBounds { plot(x, y, on: &svg) }
        var line = Self.height - 4
        for (index, series) in data.series.enumerated().prefix(legendCount) {
            svg.line(12, line - 4, 36, line - 4, "s\(index % LineData.mostSeries)")
            svg.text(series.name.clipped(to: 96, "…").text, 42, line)
            line += 18
        }
        for note in notes {
            svg.text(note, 12, line, "note")
            line += 18
        }
        return svg.document(title: data.title)
    }

    private func plot(_ xBounds: (low: Double, high: Double), _ y: (low: Double, high: Double), on svg: inout SVG) {
        let ticks = Ticks.numbers(from: y.low, to: y.high, count: 5)
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
            return Self.bottom - place * (Self.bottom - Self.top)
        }
        for tick in ticks {
            svg.line(left, py(tick.value), Self.right, py(tick.value), "grid")
            svg.text(tick.text, left - 8, py(tick.value) + 4, anchor: "end", "note")
        }
        for tick in scale.xTicks(data.axis, room: scale.columns) {
            svg.line(px(tick.value), Self.bottom, px(tick.value), Self.bottom + 5, "axis")
            svg.text(tick.text, px(tick.value), Self.bottom + 19, anchor: "middle", "note")
        }
        svg.line(left, Self.bottom, Self.right, Self.bottom, "axis")
        svg.line(left, Self.top, left, Self.bottom, "axis")
        for (index, series) in data.series.enumerated() { draw(series, index, px, py, on: &svg) }
    }

    private func draw(
        _ series: LineData.Series, _ index: Int, _ px: (Double) -> Double, _ py: (Double) -> Double, on svg: inout SVG
    ) {
        let colour = index % LineData.mostSeries
        var run: [(x: Double, y: Double)] = []
        func close(_ run: inout [(x: Double, y: Double)]) {
            if run.count > 1 { svg.path(run, "s\(colour)") }
            run = []
        }
        for point in series.points {
            guard let span = point.y else {
                close(&run)
                continue
            }
            let x = px(point.x)
            if !span.isExact {
                svg.line(x, py(span.low), x, py(span.high), "s\(colour) bound")
                for bound in [span.low, span.high] where bound.isFinite {
                    svg.line(x - 4, py(bound), x + 4, py(bound), "s\(colour) bound")
                }
            }
            run.append((x, py(span.middle)))
            svg.point(x, py(span.middle), "f\(colour)")
        }
        close(&run)
    }
}
