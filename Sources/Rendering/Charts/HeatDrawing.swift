import Colours
import EventModel

/// Rows by columns in shades, with the numbers beside them where the window has room:
///
///     count by root and year
///              2022  2023  2024
///     consult  ░░ 1  ▒▒ 4  ██ 9
///     reject      0  ░░ 2  ░░ 1
///     ░ 1..2  ▒ 4  █ 9
///
/// In a narrow window the shades stand alone, and then as many columns as there is room for.
struct HeatDrawing {
    private let data: HeatData
    private let drawing: Drawing
    private let labelWidth: Int
    /// Columns that one cell takes, the space before it included.
    private let cellWidth: Int
    private let hasNumbers: Bool
    private let columnCount: Int
    /// Between the labels and the first cell where cells have no space of their own.
    private static let gutter = 1

    init(_ data: HeatData, _ drawing: Drawing) {
        self.data = data
        self.drawing = drawing
        let width = drawing.width ?? .max
        let widestLabel = data.rows.reduce(0) { max($0, $1.width) }
        labelWidth = drawing.width.map { min(widestLabel, max(1, $0 / 3)) } ?? widestLabel
        let room = max(1, width - labelWidth - Self.gutter)
        let widestNumber = data.cells.reduce(0) { $1.reduce($0) { max($0, $1?.text.width ?? 0) } }
        let full = max(2 + 2 + 1 + widestNumber, 2 + data.columns.reduce(0) { max($0, $1.width) })
        let count = max(1, data.columns.count)
        hasNumbers = room / full >= count
        let narrow = room / count
        cellWidth = hasNumbers ? full : max(1, min(4, narrow))
        columnCount = min(data.columns.count, max(1, room / cellWidth))
    }

    var text: String {
        var lines = fitted(data.title).map { drawing.painted($0.text, .heading) }
        if !data.columns.isEmpty { lines.append(heading) }
        let labels = apart(data.rows, in: labelWidth, drawing.ellipsis)
        for (name, cells) in zip(labels, data.cells) {
            let gap = String(repeating: " ", count: start - name.width)
            lines.append(trimmed(name.text + gap + cells.prefix(columnCount).map(cell).joined()))
        }
        if !data.rows.isEmpty { lines += fitted(legend).map(\.text) }
        var notes = data.notes
        let hidden = data.columns.count - columnCount
        if hidden > 0 { notes.append("\(drawing.ellipsis) \(counted(hidden, "column")) not drawn") }
        for note in notes { lines += fitted(note).map { drawing.painted($0.text, .quiet) } }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Where the first cell begins.
    private var start: Int { labelWidth + (hasNumbers ? 0 : Self.gutter) }

    private func fitted(_ text: String) -> [ShownText] {
        text.isEmpty ? [] : ShownText(text).wrapped(to: max(1, drawing.width ?? .max))
    }

    /// Names of the columns, each where its column begins; those for which there is no room are left out.
    private var heading: String {
        var line = String(repeating: " ", count: start)
        var used = start
        let space = cellWidth > 2 ? 2 : cellWidth - 1
        for (index, label) in data.columns.prefix(columnCount).enumerated() {
            let place = start + index * cellWidth + (hasNumbers ? 2 : space)
            let end = drawing.width ?? .max
            guard place >= used + (index == 0 ? 0 : 1), label.width <= end - place else { continue }
            line += String(repeating: " ", count: place - used) + label.text
            used = place + label.width
        }
        return trimmed(line)
    }

    private func cell(_ cell: HeatData.Cell?) -> String {
        let mark: Character? = cell == nil ? (drawing.unicode ? "·" : "-") : cell?.span == nil ? "?" : nil
        let glyph = mark ?? cell?.span.map { self.glyph(data.shade($0)) } ?? " "
        if !hasNumbers {
            let space = min(cellWidth - 1, cellWidth > 2 ? 2 : cellWidth - 1)
            return String(repeating: " ", count: space)
                + painted(String(repeating: glyph, count: cellWidth - space))
        }
        let number = cell?.span == nil ? ShownText("") : cell?.text ?? ShownText("")
        let shades = mark.map { "\($0) " } ?? String(repeating: glyph, count: 2)
        let gap = String(repeating: " ", count: max(0, cellWidth - 5 - number.width))
        return "  " + painted(shades) + " " + number.text + gap
    }

    /// Blanks are not painted, so that a line ends with its last mark with colours and without.
    private func painted(_ shades: String) -> String {
        let ink = shades.prefix { $0 != " " }
        return ink.isEmpty ? shades : drawing.painted(String(ink), .series(0)) + shades.dropFirst(ink.count)
    }

    private func glyph(_ shade: Int) -> Character {
        let glyphs: [Character] = drawing.unicode ? [" ", "░", "▒", "▓", "█"] : [" ", ".", ":", "+", "#"]
        return glyphs[max(0, min(glyphs.count - 1, shade))]
    }

    /// What the shades that occur stand for.
    private var legend: String {
        let parts = data.ranges.enumerated().compactMap { shade, range -> String? in
            guard let range else { return nil }
            let sign = shade == 0 ? "blank" : String(glyph(shade))
            return "\(sign) \(NumberText.text(range, .readable))"
        }
        let isPartial = data.cells.contains { $0.contains { $0 == nil } }
        let missing = isPartial ? ["\(drawing.unicode ? "·" : "-") no row"] : []
        return (parts + missing).joined(separator: "  ")
    }

    private func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
