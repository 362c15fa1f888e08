package import Colours

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
    /// What is set off looks so, where there is colour.
    package var palette = Palette()
    /// False where lines, blocks and braille cannot be drawn: then ASCII stands in. Texts of the data stay as they are.
    package var unicode: Bool
    /// Allows links (OSC 8). Control characters of the data are escaped in every form that people read, terminal or not.
    package var isTerminal: Bool
    /// The name of a column that others make room for, such as the ids of a tree; nil where none is before the others.
    package var wholeColumn: String?
    /// Whether the texts of a table that have no room go on below themselves instead of being cut.
    package var wraps = false
    /// The lines of tables.
    package var border = Border.inner
    package var notation = Notation()
    /// Whether what is written is the beginning of a file that says that it is UTF-8.
    package var beginsWithMark = false
    /// Whether a spreadsheet opens it at once: there no text of the data may be taken for a formula.
    package var isForSheet = false
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

    /// A text in one of the ways in which anything is set off.
    func painted(_ text: String, _ paint: Paint) -> String {
        colour ? palette.painted(text, paint) : text
    }
}
