import EventModel

/// Bars from left to right in SVG: solid to what is certain, light to what is possible, a line from end to end of a span.
struct BarSVG {
    private let data: BarData

    private static let barHeight = 22.0
    private static let width = 760.0

    init(_ data: BarData) { self.data = data }

    var text: String {
        let notes = data.notes(ellipsis: "…")
        let top = 36.0
        let bottom = top + Double(data.bars.count) * Self.barHeight
        var svg = SVG(
            width: Self.width, height: bottom + 34 + SVG.height(ofNotes: notes, width: Self.width))
        svg.text(data.title, 12, 22, "title")
        let labelWidth = min(30, data.bars.reduce(0) { max($0, $1.label().width) })
        let valueWidth = min(24, data.bars.reduce(0) { max($0, $1.text.width) })
        let labels = data.labels(in: labelWidth)
        let widest = labels.reduce(0) { max($0, SVG.pixels($1.text)) }
        let left = 20 + widest + (data.hasPossible ? 2 * SVG.textColumn : 0)
        let right = Self.width - 20 - Double(valueWidth) * SVG.textColumn
        let (low, high) = data.bounds
        let ticks = Ticks.numbers(
            from: LineData.clamped(low), to: LineData.clamped(high), count: 5, isWhole: data.isWhole)
        let (first, last) = (ticks.first?.value ?? 0, ticks.last?.value ?? 1)
        func x(_ value: Double) -> Double {
            guard last > first else { return left }
            let place = (LineData.clamped(value) - first) / (last - first)
            return left + max(0, min(1, place)) * (right - left)
        }
        for tick in data.bars.isEmpty ? [] : ticks {
            svg.line(x(tick.value), top, x(tick.value), bottom, "grid")
            svg.text(tick.text, x(tick.value), bottom + 16, anchor: "middle", "note")
        }
        for (index, bar) in data.bars.enumerated() {
            draw(bar, labels[index], top + Double(index) * Self.barHeight, left: left, x, on: &svg)
        }
        if !data.bars.isEmpty { svg.line(x(0), top, x(0), bottom, "axis") }
        svg.notes(notes, top: bottom + 40)
        return svg.document(title: data.title, words: data.words)
    }

    private func draw(
        _ bar: BarData.Bar, _ label: ShownText, _ top: Double, left: Double, _ x: (Double) -> Double, on svg: inout SVG
    ) {
        let middle = top + Self.barHeight / 2
        svg.text((bar.isPossible ? "? " : "") + label.text, left - 8, middle + 4, anchor: "end")
        var end = x(0)
        if let span = bar.span {
            let solid = span.low > 0 ? span.low : span.high < 0 ? span.high : 0
            let (from, to) = (min(x(0), x(solid)), max(x(0), x(solid)))
            svg.box(from, top + 4, to - from, Self.barHeight - 8, "f0", round: 2)
            if !span.isExact {
                svg.box(x(span.low), top + 4, x(span.high) - x(span.low), Self.barHeight - 8, "f0 span", round: 2)
                svg.line(x(span.low), middle, x(span.high), middle, "s0 bound")
                for bound in [span.low, span.high] where bound.isFinite {
                    svg.line(x(bound), middle - 5, x(bound), middle + 5, "s0 bound")
                }
            }
            end = max(x(0), x(span.high))
        }
        svg.text(bar.text.text, end + 6, middle + 4)
    }
}
