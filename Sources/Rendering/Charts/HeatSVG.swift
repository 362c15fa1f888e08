import EventModel

/// A heatmap in SVG: a box for each pair, the fuller the more, with its number inside where there is room.
struct HeatSVG {
    private let data: HeatData

    private static let rowHeight = 24.0
    private static let width = 760.0
    private static let widestHeading = 10
    /// A text on the fullest box is still read on light and on dark.
    private static let mostOpacity = 0.6

    init(_ data: HeatData) { self.data = data }

    var text: String {
        let top = 58.0
        let bottom = top + Double(data.rows.count) * Self.rowHeight
        let notes = [legend] + data.notes
        var svg = SVG(
            width: Self.width, height: bottom + 20 + SVG.height(ofNotes: notes, width: Self.width))
        svg.text(data.title, 12, 22, "title")
        let labelWidth = min(30, data.rows.reduce(0) { max($0, $1.width) })
        let left = 20 + Double(labelWidth) * SVG.textColumn
        let step = (Self.width - 12 - left) / Double(max(1, data.columns.count))
        var free = left
        for (index, column) in data.columns.enumerated() {
            let x = left + Double(index) * step
            // Where columns are narrow, every so many has its whole name rather than each a piece of one.
            let name = column.clipped(to: max(Self.widestHeading, Int(step / SVG.textColumn) - 1), "…")
            let end = x + 2 + Double(name.width) * SVG.textColumn
            guard x >= free, end <= Self.width else { continue }
            svg.text(name.text, x + 2, top - 8, "note")
            free = end + 4
        }
        for (index, label) in data.rows.enumerated() {
            let y = top + Double(index) * Self.rowHeight
            svg.text(label.clipped(to: labelWidth, "…").text, left - 8, y + 16, anchor: "end")
            for (column, cell) in data.cells[index].enumerated() {
                guard let cell else { continue }
                svg.group("\(label.text), \(data.columns[column].text): \(cell.text.text)") { svg in
                    draw(cell, left + Double(column) * step, y, step, on: &svg)
                }
            }
        }
        svg.notes(notes, top: bottom + 22)
        return svg.document(title: data.title, words: words)
    }

    private func draw(_ cell: HeatData.Cell, _ x: Double, _ y: Double, _ step: Double, on svg: inout SVG) {
        if let span = cell.span {
            let opacity = data.share(of: span) * Self.mostOpacity
            svg.shade(x + 1, y + 1, max(0.5, step - 2), Self.rowHeight - 2, opacity)
        }
        // All numbers or none: some alone would be read as a choice.
        if Double(widestNumber) * SVG.textColumn <= step - 6 {
            svg.text(cell.text.text, x + step / 2, y + 16, anchor: "middle")
        }
    }

    private var widestNumber: Int {
        data.cells.reduce(0) { $1.reduce($0) { max($0, $1?.text.width ?? 0) } }
    }

    /// The picture in a sentence, for those who cannot see it.
    private var words: String {
        "A grid of \(counted(data.rows.count, "row")) and \(counted(data.columns.count, "column")), "
            + "\(data.title), \(legend)."
    }

    private var legend: String {
        let (low, high) = data.bounds
        return "from \(NumberText.text(low, .readable)) (faint) to \(NumberText.text(high, .readable)) (full)"
    }
}
