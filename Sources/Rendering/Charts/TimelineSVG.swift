import EventModel

/// A timeline in SVG: full where something certainly was, light where it may have been, a dot for a day.
struct TimelineSVG {
    private let data: TimelineData

    private static let width = 760.0
    private static let (lineHeight, padding, radius) = (15.0, 5.0, 4.5)
    /// Things above one another in a lane; what comes then is drawn over the last of them.
    private static let mostLines = 12
    /// More things than these would make a file that no browser shows in good time.
    private static let mostItems = 20_000

    init(_ data: TimelineData) { self.data = data }

    var text: String {
        let labelWidth = min(30, data.lanes.reduce(0) { max($0, $1.label.width) })
        let labels = apart(data.lanes.map(\.label), in: labelWidth, "…")
        let left = 20 + labels.reduce(0) { max($0, SVG.pixels($1.text)) }
        let scale = Scale(bounds: data.bounds, left: left, right: Self.width - 20)
        var notes = data.allNotes
        var room = Self.mostItems
        var (hiddenCount, overCount) = (0, 0)
        let lanes = zip(labels, data.lanes).map { label, lane in
            let items = Array(lane.items.prefix(room))
            room -= items.count
            hiddenCount += lane.items.count - items.count
            return (label: label, lines: Self.stacked(items, scale, over: &overCount))
        }
        if overCount > 0 { notes.append("\(counted(overCount, "mark")) in crowded places drawn over others") }
        if hiddenCount > 0 { notes.append("\(counted(hiddenCount, "row")) more than a picture can hold, not drawn") }
        var svg = SVG(width: Self.width, height: 0)
        svg.text(data.title, 12, 22, "title")
        var top = 36.0
        if data.series.count > 1 { top += svg.legend(data.series, called: data.seriesName, top: top - 4) + 4 }
        let heights = lanes.map { Double(max(1, $0.lines.count)) * Self.lineHeight + 2 * Self.padding }
        let bottom = top + heights.reduce(0, +)
        let ticks = Ticks.days(
            from: data.bounds.low, to: data.bounds.high, unit: data.unit, most: max(2, Int((scale.right - left) / 80)))
        var y = top
        for (index, height) in heights.enumerated() {
            if index % 2 == 0 { svg.box(8, y, Self.width - 16, height, "lane") }
            y += height
        }
        for tick in lanes.isEmpty ? [] : ticks {
            svg.line(scale.x(tick.value), top, scale.x(tick.value), bottom, "grid")
            // The first and the last stay within the picture.
            let half = SVG.pixels(tick.text) / 2 + 4
            let x = max(half, min(Self.width - half, scale.x(tick.value)))
            svg.text(tick.text, x, bottom + 17, anchor: "middle", "note")
        }
        y = top
        for (lane, height) in zip(lanes, heights) {
            svg.text(lane.label.text, left - 10, y + height / 2 + 4, anchor: "end")
            for (index, line) in lane.lines.enumerated() {
                let middle = y + Self.padding + (Double(index) + 0.5) * Self.lineHeight
                for item in line { draw(item, middle, scale, on: &svg) }
            }
            y += height
        }
        if !lanes.isEmpty { svg.line(left, bottom, scale.right, bottom, "axis") }
        svg.notes(notes, top: bottom + 40)
        svg.grow(to: bottom + 34 + SVG.height(ofNotes: notes, width: Self.width))
        return svg.document(title: data.title, words: words)
    }

    private var words: String {
        let count = data.lanes.reduce(0) { $0 + $1.items.count }
        let days = [data.bounds.low, data.bounds.high].map { day in
            CivilCalendar.period(containing: DayNumber(clamping: Int(day)), unit: .day).text
        }
        return "A timeline of \(counted(count, "mark")) in \(counted(data.lanes.count, "lane")), "
            + "from \(days[0]) to \(days[1]). Full is certain, light is possible."
    }

    /// From days to pixels.
    private struct Scale {
        var bounds: (low: Double, high: Double)
        var left, right: Double

        func x(_ day: Double) -> Double {
            let share = (day - bounds.low) / (bounds.high - bounds.low)
            return left + max(0, min(1, share)) * (right - left)
        }

        /// Where a thing is drawn; a day is as wide as its dot.
        func range(_ item: TimelineData.Item) -> (low: Double, high: Double) {
            let low = item.isOpenAtStart ? left : x(Double(item.hull.earliest))
            let high = item.isOpenAtEnd ? right : x(Double(item.hull.latest))
            return high - low < 2 * TimelineSVG.radius
                ? ((low + high) / 2 - TimelineSVG.radius, (low + high) / 2 + TimelineSVG.radius) : (low, high)
        }
    }

    /// Each thing in the first line in which its place is free.
    private static func stacked(
        _ items: [TimelineData.Item], _ scale: Scale, over: inout Int
    ) -> [[TimelineData.Item]] {
        var lines: [[TimelineData.Item]] = []
        var ends: [Double] = []
        let sorted = items.enumerated().sorted {
            ($0.element.hull.earliest, $0.offset) < ($1.element.hull.earliest, $1.offset)
        }
        for item in sorted.map(\.element) {
            let range = scale.range(item)
            if let line = ends.firstIndex(where: { $0 + 2 <= range.low }) {
                lines[line].append(item)
                ends[line] = range.high
            } else if lines.count < mostLines {
                lines.append([item])
                ends.append(range.high)
            } else {
                over += 1
                lines[mostLines - 1].append(item)
                ends[mostLines - 1] = max(ends[mostLines - 1], range.high)
            }
        }
        return lines
    }

    private func draw(_ item: TimelineData.Item, _ middle: Double, _ scale: Scale, on svg: inout SVG) {
        let (low, high) = scale.range(item)
        let colour = item.series % SVG.seriesCount
        let (top, height) = (middle - 5, 10.0)
        svg.group(item.words) { svg in
            if high - low <= 2 * Self.radius + 0.01 {
                svg.point(
                    (low + high) / 2, middle, item.core != nil ? "f\(colour)" : "s\(colour) hollow",
                    radius: Self.radius)
                return
            }
            svg.box(low, top, high - low, height, "f\(colour) span", round: 3)
            guard let core = item.core else {
                svg.box(low, top, high - low, height, "s\(colour) bound unsure", round: 3)
                return
            }
            let (from, to) = (scale.x(Double(core.earliest)), scale.x(Double(core.latest)))
            svg.box(from, top, max(2, to - from), height, "f\(colour)", round: 3)
        }
    }
}
