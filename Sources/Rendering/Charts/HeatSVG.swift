import EventModel

/// A heatmap in SVG: a box for each pair, the fuller the more, with its number inside where there is room.
struct HeatSVG {
    private let data: HeatData

    private static let rowHeight = 24.0
    private static let width = 760.0
    private static let widestHeading = 20
    /// Columns narrower than this have no room for a slanted name.
    private static let narrowest = 13.0
    /// How far a text that is slanted by half a right angle goes up, or to the right.
    private static let slant = 0.7072
    /// Of the shades, in steps as on a terminal, so that one great number does not hide the others. The least is told from
    /// the ground, be it light or dark, and a text on the fullest is still read on both.
    private static let opacities = [0, 0.16, 0.31, 0.46, 0.62]
    /// Where numbers lie below 0 the lowest has a shade as well.
    private static let opacitiesFromLowest = [0.16, 0.275, 0.39, 0.505, 0.62]
    /// Pixels between the lines of slanted names, so that they do not overlap.
    private static let slantedLine = 14.0
    private static let scaleHeight = 26.0

    init(_ data: HeatData) { self.data = data }

    var text: String {
        let headings = apart(data.columns, in: Self.widestHeading, "…").map(\.text)
        let labelWidth = min(30, data.rows.reduce(0) { max($0, $1.width) })
        let labels = apart(data.rows, in: labelWidth, "…")
        let left = 20 + labels.reduce(0) { max($0, SVG.pixels($1.text)) }
        var step = (Self.width - 12 - left) / Double(max(1, data.columns.count))
        let widest = headings.reduce(0) { max($0, SVG.pixels($1)) }
        // Names that do not fit above their columns stand slanted, all of them.
        let isSlanted = widest + 4 > step && step >= Self.narrowest
        if isSlanted {
            let beyond = SVG.pixels(headings.last ?? "") * Self.slant
            step = (Self.width - 12 - max(0, beyond - step / 2) - left) / Double(max(1, data.columns.count))
        }
        let top = isSlanted ? 50 + widest * Self.slant : 58.0
        let bottom = top + Double(data.rows.count) * Self.rowHeight
        let scale = scale
        let below = bottom + Double((scale.last?.line ?? -1) + 1) * Self.scaleHeight
        let everyColumn = isSlanted ? max(1, Int((Self.slantedLine / Self.slant / step).rounded(.up))) : 1
        let skipped = everyColumn == 1 ? [] : ["every \(ordinal(everyColumn)) column has its name above it"]
        let notes = data.notes + skipped
        var svg = SVG(
            width: Self.width, height: below + 20 + SVG.height(ofNotes: notes, width: Self.width))
        svg.text(data.title, 12, 22, "title")
        var free = left
        for (index, name) in headings.enumerated() {
            let x = left + Double(index) * step
            if isSlanted {
                if index % everyColumn == 0 { svg.slanted(name, x + step / 2 + 3, top - 6, "note") }
                continue
            }
            if widest + 4 <= step {
                svg.text(name, x + step / 2, top - 8, anchor: "middle", "note")
                continue
            }
            // Where columns are narrow, every so many has its whole name rather than each a piece of one.
            let end = x + 2 + SVG.pixels(name)
            guard x >= free, end <= Self.width else { continue }
            svg.text(name, x + 2, top - 8, "note")
            free = end + 4
        }
        for (index, label) in data.rows.enumerated() {
            let y = top + Double(index) * Self.rowHeight
            svg.text(labels[index].text, left - 8, y + 16, anchor: "end")
            for (column, cell) in data.cells[index].enumerated() {
                guard let cell else { continue }
                svg.group("\(label.text), \(data.columns[column].text): \(cell.text.text)") { svg in
                    draw(cell, left + Double(column) * step, y, step, on: &svg)
                }
            }
        }
        draw(scale: scale, top: bottom + 10, on: &svg)
        svg.notes(notes, top: below + 22)
        return svg.document(title: data.title, words: words)
    }

    private func draw(_ cell: HeatData.Cell, _ x: Double, _ y: Double, _ step: Double, on svg: inout SVG) {
        if let span = cell.span {
            svg.shade(x + 1, y + 1, max(0.5, step - 2), Self.rowHeight - 2, opacity(data.shade(span)))
        }
        // All numbers or none: some alone would be read as a choice.
        if Double(widestNumber) * SVG.textColumn <= step - 6 {
            svg.text(cell.text.text, x + step / 2, y + 16, anchor: "middle")
        }
    }

    private func opacity(_ shade: Int) -> Double {
        (data.bounds.low == 0 ? Self.opacities : Self.opacitiesFromLowest)[shade]
    }

    /// The shades that occur, with the numbers that they stand for; below one another where the picture ends.
    private var scale: [(x: Double, line: Int, shade: Int, numbers: String)] {
        var (x, line) = (12.0, 0)
        return data.ranges.enumerated().compactMap { shade, range in
            guard let range else { return nil }
            let numbers = NumberText.text(range, .readable)
            let room = 28 + SVG.pixels(numbers) + 16
            if x > 12, x + room > Self.width { (x, line) = (12, line + 1) }
            defer { x += room }
            return (x, line, shade, numbers)
        }
    }

    private func draw(scale: [(x: Double, line: Int, shade: Int, numbers: String)], top: Double, on svg: inout SVG) {
        for (x, line, shade, numbers) in scale {
            let y = top + Double(line) * Self.scaleHeight
            svg.shade(x, y, 22, 14, opacity(shade), isFramed: true)
            svg.text(numbers, x + 28, y + 11, "note")
        }
    }

    private func ordinal(_ number: Int) -> String {
        number == 2 ? "second" : number == 3 ? "third" : "\(number)th"
    }

    private var widestNumber: Int {
        data.cells.reduce(0) { $1.reduce($0) { max($0, $1?.text.width ?? 0) } }
    }

    /// The picture in a sentence, for those who cannot see it.
    private var words: String {
        "A grid of \(counted(data.rows.count, "row")) and \(counted(data.columns.count, "column")), "
            + "\(data.title)\(data.rows.isEmpty ? "" : ", \(legend)")."
    }

    private var legend: String {
        let (low, high) = data.bounds
        return "from \(NumberText.text(low, .readable)) (faint) to \(NumberText.text(high, .readable)) (full)"
    }
}
