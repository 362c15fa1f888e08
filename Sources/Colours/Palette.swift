/// What everything that is set off looks like, wherever it is shown.
package struct Palette: Hashable, Sendable {
    /// Palettes that are ready.
    package enum Ready: String, CaseIterable, Sendable {
        /// Colours of the terminal's own palette, which fit light and dark.
        case auto
        /// For letters on a dark ground: the bright ones of them.
        case dark
        /// For letters on a light ground: none that is light itself.
        case light
    }

    package let ready: Ready
    private var chosen: [Paint: Ink] = [:]

    package init(_ ready: Ready = .auto) {
        self.ready = ready
    }

    package subscript(_ paint: Paint) -> Ink? {
        chosen[paint] ?? Self.inks(ready)[paint] ?? Self.usual[paint]
    }

    /// Gives something another look; nil gives it back that of the ready palette.
    package mutating func set(_ paint: Paint, to ink: Ink?) {
        chosen[paint] = ink
    }

    /// What the terminal is sent ahead of a text; empty where nothing is done to it.
    package func begin(_ paint: Paint) -> String {
        let codes = self[paint]?.codes ?? ""
        return codes.isEmpty ? "" : "\u{1B}[\(codes)m"
    }

    /// What it is sent behind it.
    package static let end = "\u{1B}[0m"

    /// A text set off.
    package func painted(_ text: String, _ paint: Paint) -> String {
        let begin = begin(paint)
        return begin.isEmpty || text.isEmpty ? text : begin + text + Self.end
    }

    /// Where there are no colours: what tells more than a colour stays, since underlines, bold and reverse are none.
    package static func beginWithoutColour(_ paint: Paint) -> String {
        switch paint {
        case .unknown: "\u{1B}[4m"
        case .bracket: "\u{1B}[1;4m"
        case .found, .chosen: "\u{1B}[7m"
        case .keyword, .kind, .actor, .column, .function, .number, .date, .text, .comment, .prompt, .grey, .heading,
            .line, .absent, .quiet, .possible, .series1, .series2, .series3, .series4, .series5, .series6, .series7,
            .series8, .error, .warning, .note:
            ""
        }
    }

    // MARK: Ready palettes

    private static func inks(_ ready: Ready) -> [Paint: Ink] {
        switch ready {
        case .auto: usual
        case .dark: dark
        case .light: light
        }
    }

    private static func inks(_ words: KeyValuePairs<Paint, String>) -> [Paint: Ink] {
        var inks: [Paint: Ink] = [:]
        for (paint, words) in words { inks[paint] = Ink(words.split(separator: " ").map(String.init)) }
        return inks
    }

    /// Those of the series people with the usual forms of colour blindness tell apart, and they read on dark and on light.
    private static let usual = inks([
        .keyword: "bold blue", .kind: "magenta", .actor: "cyan", .column: "default", .function: "blue",
        .number: "yellow", .date: "yellow", .text: "green", .comment: "grey", .unknown: "underline red",
        .bracket: "bold underline", .found: "reverse", .prompt: "bold", .grey: "grey", .chosen: "reverse",
        .heading: "bold", .line: "faint", .absent: "faint", .quiet: "faint", .possible: "yellow",
        .series1: "blue", .series2: "yellow", .series3: "green", .series4: "magenta", .series5: "cyan",
        .series6: "red", .series7: "bright-blue", .series8: "grey",
        .error: "bold red", .warning: "bold yellow", .note: "bold cyan",
    ])

    private static let dark = inks([
        .keyword: "bold bright-blue", .kind: "bright-magenta", .actor: "bright-cyan", .function: "bright-blue",
        .number: "bright-yellow", .date: "bright-yellow", .text: "bright-green", .comment: "245",
        .unknown: "underline bright-red", .grey: "245", .possible: "bright-yellow",
        .series1: "bright-blue", .series2: "bright-yellow", .series3: "bright-green", .series4: "bright-magenta",
        .series5: "bright-cyan", .series6: "bright-red", .series7: "white", .series8: "245",
        .error: "bold bright-red", .warning: "bold bright-yellow", .note: "bold bright-cyan",
    ])

    private static let light = inks([
        .keyword: "bold 19", .kind: "90", .actor: "24", .function: "19", .number: "94", .date: "94", .text: "22",
        .comment: "242", .unknown: "underline 124", .grey: "242", .possible: "94",
        .series1: "19", .series2: "130", .series3: "22", .series4: "90", .series5: "30", .series6: "124",
        .series7: "25", .series8: "242",
        .error: "bold 124", .warning: "bold 94", .note: "bold 24",
    ])
}
