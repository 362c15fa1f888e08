import EventModel

/// Elements of a drawing in SVG 1.1, in pixels.
struct SVG {
    let width: Double
    let height: Double
    private var body = ""

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// About the width of a column of text at 12 pixels.
    static let textColumn = 7.0

    mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ name: String) {
        body += "<line class=\"\(name)\" x1=\"\(n(x0))\" y1=\"\(n(y0))\" x2=\"\(n(x1))\" y2=\"\(n(y1))\"/>\n"
    }

    mutating func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ name: String) {
        body += "<rect class=\"\(name)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\"/>\n"
    }

    /// A box in the colour of the first series, the fuller the nearer `opacity` is to 1.
    mutating func shade(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ opacity: Double) {
        body +=
            "<rect class=\"f0\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" "
            + "fill-opacity=\"\(n(opacity))\"/>\n"
    }

    mutating func point(_ x: Double, _ y: Double, _ name: String) {
        body += "<circle class=\"\(name)\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"2.5\"/>\n"
    }

    mutating func path(_ points: [(x: Double, y: Double)], _ name: String) {
        let places = points.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
        body += "<polyline class=\"\(name)\" points=\"\(places)\"/>\n"
    }

    /// - Parameter anchor: `start`, `middle` or `end`.
    mutating func text(_ text: String, _ x: Double, _ y: Double, anchor: String = "start", _ name: String = "") {
        let attribute = name.isEmpty ? "" : " class=\"\(name)\""
        body +=
            "<text\(attribute) x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\">\(HTMLWriter.escaped(text))</text>\n"
    }

    /// Two decimals are finer than any screen.
    private func n(_ value: Double) -> String { NumberText.exact((value * 100).rounded() / 100) }

    func document(title: String) -> String {
        let title = HTMLWriter.escaped(title)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(n(width)) \(n(height))" width="\(n(width))" \
            height="\(n(height))" role="img" aria-label="\(title)">
            <title>\(title)</title>
            <style>
            \(Self.style)
            </style>
            <rect class="page" width="100%" height="100%"/>
            \(body)</svg>

            """
    }

    /// Colours of Okabe and Ito (2008), which people with colour blindness tell apart.
    private static let seriesColours = [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#8c6bb1", "#777777",
    ]

    private static var style: String {
        let series = seriesColours.enumerated().map { index, colour in
            ".s\(index) { stroke: \(colour); fill: none; stroke-width: 1.8; } .f\(index) { fill: \(colour); }"
        }
        return """
            \(series.joined(separator: "\n"))
            .page { fill: #ffffff; }
            text { font: 12px system-ui, sans-serif; fill: #222222; }
            .title { font-weight: 600; font-size: 14px; }
            .note { fill: #666666; }
            .axis { stroke: #888888; }
            .grid { stroke: #e4e4e4; }
            .span { fill-opacity: 0.35; }
            .bound { stroke-width: 1.2; }
            @media (prefers-color-scheme: dark) {
            .page { fill: #16181b; } text { fill: #e6e6e6; } .note { fill: #a0a0a0; } .grid { stroke: #34383d; }
            }
            """
    }
}
