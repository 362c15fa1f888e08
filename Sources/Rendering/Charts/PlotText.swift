import Colours
import EventModel

/// The axis below a plot, with its ticks and the texts of those that have room for them.
struct AxisText {
    private let columns: Int
    private let margin: Int
    private let width: Int
    private let drawing: Drawing

    /// - Parameters:
    ///   - columns: of the plot.
    ///   - margin: columns left of the corner of the axis.
    ///   - width: of the window.
    init(columns: Int, margin: Int, width: Int, _ drawing: Drawing) {
        self.columns = columns
        self.margin = margin
        self.width = width
        self.drawing = drawing
    }

    func lines(_ ticks: [(column: Int, text: String)]) -> [String] {
        let (corner, dash, notch) = drawing.unicode ? ("└", "─", "┬") : ("+", "-", "+")
        var axis = [String](repeating: dash, count: columns)
        var labels = ""
        var used = 0
        for tick in ticks where axis.indices.contains(tick.column) {
            let width = tick.text.count
            // A text stands under its tick, moved in at the right edge; the margin gives it room at the left.
            let start = max(-margin, min(tick.column - width / 2, columns - width)) + margin
            guard start >= (used == 0 ? 0 : used + 2) else { continue }
            axis[tick.column] = notch
            labels += String(repeating: " ", count: start - used) + tick.text
            used = start + width
        }
        let blank = String(repeating: " ", count: margin)
        let below = ShownText(" " + labels).clipped(to: max(1, width), drawing.ellipsis).text
        return [blank + corner + axis.joined(), below].map { drawing.painted($0, .quiet) }
    }
}

/// What the colours or the marks of a chart stand for, as many on a line as have room.
struct LegendText {
    struct Entry {
        var sign: String
        var name: ShownText
        var series: Int
    }

    /// What the entries are called together; empty for nothing.
    var name: String
    var entries: [Entry]

    func lines(width: Int, _ drawing: Drawing) -> [String] {
        var parts: [(text: String, width: Int)] = []
        if !name.isEmpty {
            let title = ShownText(name + ":").clipped(to: width, drawing.ellipsis)
            parts.append((drawing.painted(title.text, .quiet), title.width))
        }
        for entry in entries {
            let sign = ShownText(entry.sign).width + 1
            let name = entry.name.clipped(to: max(1, width - sign), drawing.ellipsis)
            parts.append(("\(drawing.painted(entry.sign, .series(entry.series))) \(name.text)", name.width + sign))
        }
        return Self.packed(parts, width: width)
    }

    /// Texts side by side, three blanks apart, as many on a line as have room.
    static func packed(_ parts: [(text: String, width: Int)], width: Int) -> [String] {
        let gap = 3
        var lines: [String] = []
        var used = 0
        for part in parts {
            if !lines.isEmpty, used + gap + part.width <= width {
                lines[lines.count - 1] += String(repeating: " ", count: gap) + part.text
                used += gap + part.width
            } else {
                lines.append(part.text)
                used = part.width
            }
        }
        return lines
    }
}
