/// The forms in which an answer is written.
package enum Form: String, CaseIterable, Sendable {
    case table, line, csv, tsv, json, jsonl, markdown, html, latex
}

extension Form {
    /// Whether what was asked, of which data, and what must be read with the answer, stand around it.
    package var isReport: Bool {
        switch self {
        case .markdown, .html, .latex: true
        case .table, .line, .csv, .tsv, .json, .jsonl: false
        }
    }
}

/// What is known of the place where an answer will be read.
package struct Drawing: Sendable {
    /// Columns of the window; nil where it is no terminal: then nothing is shortened and numbers have full precision.
    package var width: Int?
    /// Most rows of a table or of the line form; nil for all. Forms for other programs are never cut.
    package var maximumRows: Int?
    package var colour: Bool
    /// False where lines, blocks and braille cannot be drawn: then ASCII stands in. Texts of the data stay as they are.
    package var unicode: Bool
    /// Allows links (OSC 8). Control characters of the data are escaped in every form that people read, terminal or not.
    package var isTerminal: Bool
    /// The name of a column that others make room for, such as the ids of a tree; nil where none is before the others.
    package var wholeColumn: String?
    /// Whether the texts of a table that have no room go on below themselves instead of being cut.
    package var wraps = false
    package var notation = Notation()
    /// Whether what is written is the beginning of a file that says that it is UTF-8.
    package var beginsWithMark = false
    /// What shows all that a table has no room for.
    package var wayToAll = "as line"

    package init(width: Int?, maximumRows: Int?, colour: Bool, unicode: Bool, isTerminal: Bool) {
        self.width = width
        self.maximumRows = maximumRows
        self.colour = colour
        self.unicode = unicode
        self.isTerminal = isTerminal
    }
}

extension Drawing {
    /// Numbers are rounded for reading only where a window is looked at.
    var precision: Precision { width == nil ? .full : .digits(notation.digits) }

    var ellipsis: String { unicode ? "…" : "..." }

    /// A text in one of the few ways in which anything is set off.
    func painted(_ text: String, _ paint: Paint) -> String {
        colour && !text.isEmpty ? "\u{1B}[\(paint.code)m\(text)\u{1B}[0m" : text
    }
}

/// The ways in which a text is set off on a terminal with colours.
enum Paint: Hashable {
    case heading, quiet, warning
    /// The colour of a line in a chart, from 0.
    case series(Int)

    /// Colours that people with the usual forms of colour blindness tell apart, and that read on dark and on light.
    private static let seriesCodes = ["34", "33", "32", "35", "36", "31", "94", "90"]

    /// Parameters of the escape sequence SGR (ECMA-48).
    var code: String {
        switch self {
        case .heading: "1"
        case .quiet: "2"
        case .warning: "33"
        case .series(let index): Self.seriesCodes[index % Self.seriesCodes.count]
        }
    }
}
