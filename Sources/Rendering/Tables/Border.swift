/// Which lines a table has.
package enum Border: String, CaseIterable, Sendable {
    /// None: spaces stand between columns.
    case none
    /// Between columns, and below the heading.
    case inner
    /// A frame around it as well.
    case full
    /// The same with round corners.
    case rounded
    /// The same of double lines.
    case double
}

/// The signs that the lines of a table are made of.
struct TableSigns {
    /// A line across the table.
    struct Rule {
        var left, dash, cross, right: String
    }

    /// Between two cells, before the first and behind the last.
    var between, left, right: String
    /// Above the table, below its heading, and below its last row; nil for no line.
    var top, middle, bottom: Rule?

    /// Columns of the window between two cells.
    var gap: Int { between.unicodeScalars.count }
    /// Columns of the window that a frame takes.
    var frame: Int { left.unicodeScalars.count + right.unicodeScalars.count }
    var hasFrame: Bool { !right.isEmpty }

    init(_ border: Border, unicode: Bool) {
        switch border {
        case .none: (between, left, right) = ("  ", "", "")
        case .inner:
            (between, left, right) = (unicode ? " │ " : " | ", "", "")
            middle = unicode ? Rule("", "─", "─┼─", "") : Rule("", "-", "-+-", "")
        case .full, .rounded, .double:
            let bar = unicode ? border == .double ? "║" : "│" : "|"
            (between, left, right) = (" \(bar) ", "\(bar) ", " \(bar)")
            switch (border, unicode) {
            case (.rounded, true):
                top = Rule("╭─", "─", "─┬─", "─╮")
                middle = Rule("├─", "─", "─┼─", "─┤")
                bottom = Rule("╰─", "─", "─┴─", "─╯")
            case (.rounded, false):
                top = Rule(".-", "-", "-+-", "-.")
                middle = Rule("+-", "-", "-+-", "-+")
                bottom = Rule("'-", "-", "-+-", "-'")
            case (.double, true):
                top = Rule("╔═", "═", "═╦═", "═╗")
                middle = Rule("╠═", "═", "═╬═", "═╣")
                bottom = Rule("╚═", "═", "═╩═", "═╝")
            case (.double, false):
                top = Rule("+=", "=", "=+=", "=+")
                (middle, bottom) = (top, top)
            case (_, true):
                top = Rule("┌─", "─", "─┬─", "─┐")
                middle = Rule("├─", "─", "─┼─", "─┤")
                bottom = Rule("└─", "─", "─┴─", "─┘")
            case (_, false):
                top = Rule("+-", "-", "-+-", "-+")
                (middle, bottom) = (top, top)
            }
        }
    }
}

extension TableSigns.Rule {
    fileprivate init(_ left: String, _ dash: String, _ cross: String, _ right: String) {
        (self.left, self.dash, self.cross, self.right) = (left, dash, cross, right)
    }

    /// Over columns of these widths, behind a margin.
    func text(_ widths: [Int], margin: Int) -> String {
        func dashes(_ count: Int) -> String { String(repeating: dash, count: count) }
        return left + dashes(margin) + widths.map(dashes).joined(separator: cross) + right
    }
}

extension Drawing {
    var tableSigns: TableSigns { TableSigns(border, unicode: unicode) }

    /// Columns of the window for the cells of a table, behind the marks of its rows and within its frame; nil for any.
    func roomForCells(marksRows: Bool) -> Int? {
        width.map { max(1, $0 - tableSigns.frame - (marksRows ? 2 : 0)) }
    }
}
