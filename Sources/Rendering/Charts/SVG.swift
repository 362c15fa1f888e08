import EventModel

/// Elements of a drawing in SVG 1.1, in pixels.
struct SVG {
    let width: Double
    private(set) var height: Double
    private var body = ""

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// Makes the picture higher, once it is known how much has to stand in it.
    mutating func grow(to height: Double) { self.height = max(self.height, height) }

    /// About the width of a column of text at 12 pixels.
    static let textColumn = 7.0

    /// About the pixels that a text takes at 12 pixels, in the wider ones of the fonts that it may be set in.
    static func pixels(_ text: String) -> Double {
        text.reduce(0) { sum, character in
            let width: Double =
                switch character {
                case "M", "W", "m", "w", "@", "%": 10.8
                case "i", "l", "j", "t", "f", "r", "I", " ", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]": 4.8
                case "A"..."Z": 8.6
                case _: character.isASCII ? 7.6 : 7.6 * Double(max(1, ShownText(String(character)).width))
                }
            return sum + width
        }
    }

    mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ name: String) {
        body += "<line class=\"\(name)\" x1=\"\(n(x0))\" y1=\"\(n(y0))\" x2=\"\(n(x1))\" y2=\"\(n(y1))\"/>\n"
    }

    /// - Parameter round: the radius of the corners.
    mutating func box(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ name: String, round: Double = 0
    ) {
        let corners = round > 0 ? " rx=\"\(n(round))\"" : ""
        body +=
            "<rect class=\"\(name)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(max(0, width)))\" "
            + "height=\"\(n(height))\"\(corners)/>\n"
    }

    /// A box in the colour of the first series, the fuller the nearer `opacity` is to 1.
    /// - Parameter isFramed: with an edge, so that an empty one is seen.
    mutating func shade(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ opacity: Double, isFramed: Bool = false
    ) {
        body +=
            "<rect class=\"f0\(isFramed ? " grid" : "")\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" rx=\"2\" "
            + "fill-opacity=\"\(n(opacity))\"/>\n"
    }

    mutating func point(_ x: Double, _ y: Double, _ name: String, radius: Double = 2.5) {
        body += "<circle class=\"\(name)\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\"/>\n"
    }

    /// - Parameter dashes: the lengths of strokes and of the gaps between them; empty for a whole line.
    mutating func path(_ points: [(x: Double, y: Double)], _ name: String, dashes: String = "") {
        let attribute = dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
        body += "<polyline class=\"\(name)\"\(attribute) points=\"\(places(points))\"/>\n"
    }

    mutating func area(_ points: [(x: Double, y: Double)], _ name: String) {
        body += "<polygon class=\"\(name)\" points=\"\(places(points))\"/>\n"
    }

    private func places(_ points: [(x: Double, y: Double)]) -> String {
        points.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
    }

    /// - Parameter anchor: `start`, `middle` or `end`.
    mutating func text(_ text: String, _ x: Double, _ y: Double, anchor: String = "start", _ name: String = "") {
        let attribute = name.isEmpty ? "" : " class=\"\(name)\""
        body +=
            "<text\(attribute) x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\">\(HTMLWriter.escaped(text))</text>\n"
    }

    /// A text that rises to the right from a place.
    mutating func slanted(_ text: String, _ x: Double, _ y: Double, _ name: String) {
        body +=
            "<text class=\"\(name)\" transform=\"translate(\(n(x)) \(n(y))) rotate(-45)\">\(HTMLWriter.escaped(text))</text>\n"
    }

    /// What is drawn in `content` says `words` to those who point at it, and to those who hear it.
    mutating func group(_ words: String, _ content: (inout SVG) -> Void) {
        body += "<g><title>\(HTMLWriter.escaped(ShownText(words).text))</title>\n"
        content(&self)
        body += "</g>\n"
    }

    /// Names of colours in rows from `top` on.
    /// - Returns: the height that they take.
    mutating func legend(_ names: [ShownText], called name: String, top: Double) -> Double {
        var (x, y) = (12.0, top + 12)
        func advance(_ room: Double) {
            if x > 12, x + room > width - 12 { (x, y) = (12, y + 18) }
        }
        if !name.isEmpty {
            text(name, x, y, "note")
            x += Self.pixels(ShownText(name).text) + 14
        }
        for (index, name) in names.enumerated() {
            let shown = name.clipped(to: 60, "…")
            let room = 18 + Self.pixels(shown.text) + 14
            advance(room)
            box(x, y - 9, 12, 10, "f\(index % SVG.seriesCount)", round: 2)
            text(shown.text, x + 18, y)
            x += room
        }
        return y - top + 8
    }

    /// Lines of small text below what is drawn, broken where the picture ends.
    mutating func notes(_ notes: [String], top: Double) {
        var y = top
        for line in Self.broken(notes, width) {
            text(line, 12, y, "note")
            y += 18
        }
    }

    /// Pixels that notes take.
    static func height(ofNotes notes: [String], width: Double) -> Double { Double(broken(notes, width).count) * 18 }

    private static func broken(_ notes: [String], _ width: Double) -> [String] {
        let columns = max(20, Int((width - 24) / textColumn))
        return notes.flatMap { ShownText($0).wrapped(to: columns).map(\.text) }
    }

    /// Two decimals are finer than any screen.
    private func n(_ value: Double) -> String { NumberText.exact((value * 100).rounded() / 100) }

    /// - Parameter words: what the picture shows, in a sentence or two, for those who cannot see it.
    func document(title: String, words: String) -> String {
        let title = HTMLWriter.escaped(title)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(n(width)) \(n(height))" width="\(n(width))" \
            height="\(n(height))" role="img" aria-labelledby="chart-title chart-words">
            <title id="chart-title">\(title)</title>
            <desc id="chart-words">\(HTMLWriter.escaped(ShownText(words).text))</desc>
            <style>
            \(Self.style)
            </style>
            <rect class="page" width="100%" height="100%"/>
            \(body)</svg>

            """
    }

    static let seriesCount = 8

    /// Colours of Okabe and Ito (2008), which people with colour blindness tell apart; brighter ones on dark.
    private static let seriesColours = [
        ("#0072b2", "#5ab4f0"), ("#d55e00", "#f58b4c"), ("#009e73", "#3ccb9f"), ("#cc79a7", "#e8a0c8"),
        ("#56b4e9", "#a5dcff"), ("#e69f00", "#f7c552"), ("#8c6bb1", "#bba3e0"), ("#777777", "#b4b4b4"),
    ]

    private static var style: String {
        func series(_ colour: KeyPath<(String, String), String>) -> String {
            seriesColours.enumerated().map { index, pair in
                ".s\(index) { stroke: \(pair[keyPath: colour]); } .f\(index) { fill: \(pair[keyPath: colour]); }"
            }.joined(separator: "\n")
        }
        return """
            \(series(\.0))
            polyline { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
            .page { fill: #ffffff; }
            text { font: 12px system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif; fill: #222222; }
            .title { font-weight: 600; font-size: 14px; }
            .note { fill: #5c5c5c; }
            .axis { stroke: #888888; }
            .grid { stroke: #e4e4e4; }
            .lane { fill: #000000; fill-opacity: 0.035; }
            .span { fill-opacity: 0.35; }
            .band { fill-opacity: 0.22; }
            .edge { stroke-width: 1.2; stroke-opacity: 0.75; }
            .bound { stroke-width: 1.2; fill: none; }
            .hollow { stroke-width: 1.6; fill: #ffffff; }
            .unsure { stroke-width: 1; stroke-dasharray: 3 2; }
            @media (prefers-color-scheme: dark) {
            \(series(\.1))
            .page, .hollow { fill: #16181b; } text { fill: #e6e6e6; } .note { fill: #a8a8a8; }
            .grid { stroke: #34383d; } .lane { fill: #ffffff; fill-opacity: 0.045; }
            }
            """
    }
}
