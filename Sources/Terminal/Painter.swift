import CTerminal

/// Writes text to the terminal at once, past every buffer.
func writeToTerminal(_ text: String) {
    var text = text
    _ = text.withUTF8 { ct_write_all(1, $0.baseAddress, $0.count) }
}

/// Brings the screen from the frame that it shows to the next one, writing only the rows that differ.
///
/// Rows end in CR LF, never by running over the edge, so a terminal that reflows leaves them apart.
struct Painter {
    private var shown: Frame?

    /// What to write to show `frame`.
    mutating func paint(_ frame: Frame, width: Int) -> String {
        guard frame != shown else { return "" }
        var output = "\u{1B}[?25l" + toTop()
        let old = shown?.rows ?? []
        for (index, row) in frame.rows.enumerated() {
            if index > 0 { output += "\r\n" }
            if index < old.count && old[index] == row { continue }
            output += row.text
            // After a row that fills the screen this would wipe out its last column.
            if row.width < width { output += "\u{1B}[K" }
        }
        if old.count > frame.rows.count { output += "\r\n\u{1B}[J\u{1B}[1A" }
        output += moves(up: frame.rows.count - 1 - frame.cursorRow, right: frame.cursorColumn) + "\u{1B}[?25h"
        shown = frame
        return output
    }

    /// What to write to leave `frame` on the screen for good, with the cursor on a new line below it.
    ///
    /// Lines are left to the terminal to wrap, so that copying them gives them whole.
    mutating func finish(_ frame: Frame) -> String {
        var output = toTop() + "\u{1B}[J"
        for (index, row) in frame.rows.enumerated() {
            output += row.text
            if !row.isWrapped || index == frame.rows.count - 1 { output += "\r\n" }
        }
        shown = nil
        return output
    }

    /// What to write to take the frame off a screen that has become `width` columns wide, reflowing or not.
    mutating func clear(afterResizeTo width: Int) -> String {
        guard let frame = shown else { return "" }
        let width = max(1, width)
        let above = frame.rows[..<frame.cursorRow].reduce(0) { $0 + max(1, ($1.width + width - 1) / width) }
        shown = nil
        return moves(up: above + frame.cursorColumn / width, right: 0) + "\u{1B}[J"
    }

    /// Forgets the frame: the cursor stands at the start of a free line.
    mutating func forget() {
        shown = nil
    }

    private func toTop() -> String {
        moves(up: shown?.cursorRow ?? 0, right: 0)
    }

    private func moves(up: Int, right: Int) -> String {
        (up > 0 ? "\u{1B}[\(up)A" : "") + "\r" + (right > 0 ? "\u{1B}[\(right)C" : "")
    }
}
