import Colours
import EventModel

/// Bars from left to right, an eighth of a column fine:
///
///     count
///     2023-01    2 │████
///     2023-02 4..6 │████████░░░░
///     2023-03    ? │
///
/// What is certain is solid, what lies between the ends of a span is light. Numbers below 0 stand left of the axis.
struct BarDrawing {
    private let data: BarData
    private let drawing: Drawing
    private let labelWidth: Int
    /// The labels as they are drawn, each other than the rest.
    private let labels: [ShownText]
    private let valueWidth: Int
    private let tail: Int
    /// Columns for bars, and how many of them lie left of 0.
    private let room: Int
    private let negativeRoom: Int
    private let bounds: (low: Double, high: Double)
    private let eighthsOfLongest: Double

    init(_ data: BarData, _ drawing: Drawing) {
        self.data = data
        self.drawing = drawing
        let width = max(12, drawing.width ?? 80) - (data.hasPossible ? 2 : 0)
        // Numbers stand with their points one below another.
        tail = data.bars.reduce(0) { max($0, $1.tail) }
        let widestValue = data.bars.reduce(0) { [tail] in max($0, $1.text.width + tail - $1.tail) }
        valueWidth = min(widestValue, max(1, width / 3))
        let widestLabel = data.bars.reduce(0) { max($0, $1.label().width) }
        labelWidth = min(widestLabel, max(1, (width - valueWidth) / 2 - 2))
        labels = data.labels(in: labelWidth, drawing.ellipsis)
        room = max(1, width - labelWidth - valueWidth - 3)
        bounds = data.bounds
        // Shares of the longer side, lest the sum of huge numbers overflow or that of tiny ones vanish.
        let longest = max(bounds.high, -bounds.low)
        let share = bounds.low < 0 ? (-bounds.low / longest) / (bounds.high / longest - bounds.low / longest) : 0
        let cells = Int((share * Double(room)).rounded())
        negativeRoom = bounds.low < 0 ? max(1, min(cells, bounds.high > 0 ? room - 1 : room)) : 0
        eighthsOfLongest = Self.eighthsOfLongest(bounds, negative: negativeRoom, positive: room - negativeRoom)
    }

    var text: String {
        let room = max(1, drawing.width ?? 80)
        func fitted(_ text: String) -> [ShownText] { ShownText(text).wrapped(to: room) }
        var lines = fitted(data.title).map { drawing.painted($0.text, .heading) }
        lines += zip(data.bars, labels).map(line)
        for note in data.notes(ellipsis: drawing.ellipsis) {
            lines += fitted(note).map { drawing.painted($0.text, .quiet) }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func line(_ bar: BarData.Bar, _ label: ShownText) -> String {
        let value = bar.text.clipped(to: valueWidth, drawing.ellipsis)
        let mark = data.hasPossible ? (bar.isPossible ? drawing.painted("?", .possible) + " " : "  ") : ""
        let behind = max(0, min(valueWidth - value.width, bar.span == nil ? 0 : tail - bar.tail))
        let gap = String(repeating: " ", count: labelWidth - label.width + 1 + valueWidth - value.width - behind)
        let cells = bar.span.map(cells) ?? Array(repeating: " ", count: room)
        let axis = drawing.painted(drawing.unicode ? "│" : "|", .quiet)
        let left = drawing.painted(String(cells[..<negativeRoom]), .series(0))
        var right = cells[negativeRoom...]
        while right.last == " " { right.removeLast() }
        return
            "\(mark)\(label.text)\(gap)\(value.text)\(String(repeating: " ", count: behind)) \(left)\(axis)\(drawing.painted(String(right), .series(0)))"
    }

    /// One character a column. Lengths are in eighths of a column from 0.
    private func cells(_ span: NumberSpan) -> [Character] {
        let solid = span.low > 0 ? span.low : span.high < 0 ? span.high : 0
        let isNegative = span.high < 0
        let right = isNegative ? 0 : length(solid)
        let left = isNegative ? length(solid) : 0
        let lightLeft = span.low < 0 ? max(left, length(span.low)) : 0
        let lightRight = span.high > 0 ? max(right, length(span.high)) : 0
        return (0..<room).map { column in
            if column >= negativeRoom {
                let begin = (column - negativeRoom) * 8
                return glyph(solid: right - begin, light: lightRight - begin, fromRight: false)
            }
            let begin = (negativeRoom - 1 - column) * 8
            return glyph(solid: left - begin, light: lightLeft - begin, fromRight: true)
        }
    }

    /// Eighths of a column from 0 to a number; at least one for anything but 0.
    private func length(_ value: Double) -> Int {
        let space = value < 0 ? negativeRoom : room - negativeRoom
        guard value.isFinite else { return space * 8 }
        let longest = max(bounds.high, -bounds.low)
        guard value != 0, longest > 0 else { return 0 }
        return max(1, min(space * 8, Int((abs(value) / longest * eighthsOfLongest).rounded())))
    }

    /// Eighths of a column from 0 to the number farthest from it. One scale holds for both sides, whose columns are only
    /// nearly in proportion: the side that is shorter for its numbers sets it.
    private static func eighthsOfLongest(_ bounds: (low: Double, high: Double), negative: Int, positive: Int) -> Double
    {
        let longest = max(bounds.high, -bounds.low)
        guard longest > 0 else { return 0 }
        // A side with a hair of the whole has a column for it, which must not stretch that hair.
        let sides = [(-bounds.low / longest, negative), (bounds.high / longest, positive)]
        return sides.filter { $0.0 > 0 }.map { share, columns in Double(columns * 8) / share }.min() ?? 0
    }

    private func glyph(solid: Int, light: Int, fromRight: Bool) -> Character {
        if !drawing.unicode { return solid >= 4 ? "#" : light > max(solid, 0) ? "-" : solid > 0 ? "." : " " }
        if solid >= 8 { return "█" }
        if solid > 0, light <= solid || solid >= 4 {
            // From the right only an eighth and a half of a column can be drawn.
            return fromRight ? (solid >= 6 ? "█" : solid >= 3 ? "▐" : "▕") : Self.eighths[solid]
        }
        return light > 0 ? "░" : " "
    }

    private static let eighths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
}
