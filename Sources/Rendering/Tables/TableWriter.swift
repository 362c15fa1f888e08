import Colours
import Columnar
import EventModel

/// A table for people:
///
///       date       │ forum
///     ─────────────┼──────
///       2023-05-26 │ ?
///     ? 2023-05    │ none
struct TableWriter: RowWriter {
    private let drawing: Drawing
    private let cells: CellText
    private let layout: TableLayout
    private let marksRows: Bool
    private let signs: TableSigns
    /// The same as they are written between, before and behind cells.
    private let between, left, right: String

    init(_ answer: Answer, _ drawing: Drawing, _ cut: RowCut) {
        self.drawing = drawing
        signs = drawing.tableSigns
        between = Self.lined(signs.between, drawing)
        left = Self.lined(signs.left, drawing)
        right = Self.lined(signs.right, drawing)
        cells = CellText(answer, drawing.precision, drawing.notation)
        marksRows = answer.hasPossibleRows
        layout = TableLayout(
            answer, cells, rows: [cut.head, cut.tail], room: drawing.roomForCells(marksRows: marksRows),
            gap: signs.gap, whole: drawing.wholeColumn, hasHeading: drawing.notation.hasHeading)
    }

    func begin(_ bytes: inout [UInt8]) {
        guard !layout.columns.isEmpty else { return }
        append(signs.top, &bytes)
        guard drawing.notation.hasHeading else { return }
        var line = left + (marksRows ? "  " : "")
        for (position, column) in layout.columns.enumerated() {
            if position > 0 { line += between }
            let name = column.name.clipped(to: column.width, drawing.ellipsis)
            let blank = String(repeating: " ", count: column.width - name.width)
            let painted = drawing.painted(name.text, .heading)
            let isOpen = position == layout.columns.count - 1 && !signs.hasFrame
            line += column.tail != nil ? blank + painted : isOpen ? painted : painted + blank
        }
        bytes.append(line + right + "\n")
        append(signs.middle, &bytes)
    }

    private func append(_ rule: TableSigns.Rule?, _ bytes: inout [UInt8]) {
        guard let rule, !layout.columns.isEmpty else { return }
        let line = rule.text(layout.columns.map(\.width), margin: marksRows ? 2 : 0)
        bytes.append(Self.lined(line, drawing) + "\n")
    }

    /// A part of the table's lines; spaces need no paint.
    private static func lined(_ signs: String, _ drawing: Drawing) -> String {
        signs.utf8.allSatisfy { $0 == 0x20 } ? signs : drawing.painted(signs, .line)
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        guard !layout.columns.isEmpty else { return }
        let isPossible = self.cells.answer.isPossible(row: row)
        let cells = layout.columns.map { self.cells.cell(row, $0.index) }
        guard drawing.wraps else {
            let lines = zip(cells, layout.columns).map { $0.shown.clipped(to: $1.width, drawing.ellipsis) }
            return append(lines, of: cells, isMarked: isPossible, &bytes)
        }
        let lines = zip(cells, layout.columns).map(lines)
        for index in 0..<(lines.map(\.count).max() ?? 1) {
            let line = lines.map { index < $0.count ? $0[index] : ShownText(text: "", width: 0) }
            append(line, of: cells, isMarked: index == 0 && isPossible, &bytes)
        }
    }

    /// One line of a row.
    private func append(_ line: [ShownText], of cells: [CellText.Cell], isMarked: Bool, _ bytes: inout [UInt8]) {
        bytes.append(left)
        if marksRows { bytes.append(isMarked ? drawing.painted("?", .possible) + " " : "  ") }
        for (position, column) in layout.columns.enumerated() {
            if position > 0 { bytes.append(between) }
            let isOpen = position == layout.columns.count - 1 && !signs.hasFrame
            append(line[position], of: cells[position], column, isOpen: isOpen, &bytes)
        }
        bytes.append(right)
        bytes.append(0x0A)
    }

    /// What a cell shows in its column, line by line: one that is cut, or as many as its text needs.
    private func lines(_ cell: CellText.Cell, _ column: TableLayout.Column) -> [ShownText] {
        guard column.tail == nil else { return [cell.shown.clipped(to: column.width, drawing.ellipsis)] }
        // Lines that go on stand in a little, so that rows can be told apart.
        let hang = column.width >= 4 * Self.hang ? Self.hang : 0
        return cell.shown.wrapped(to: column.width, hanging: hang).map {
            $0.clipped(to: column.width, drawing.ellipsis)
        }
    }

    private static let hang = 2

    /// - Parameter isOpen: whether nothing stands behind the cell, so that it needs no blanks.
    private func append(
        _ shown: ShownText, of cell: CellText.Cell, _ column: TableLayout.Column, isOpen: Bool, _ bytes: inout [UInt8]
    ) {
        if isOpen, shown.width == 0 { return }
        var blanks = 0
        if let tail = column.tail { blanks = max(0, column.width - shown.width - (tail - cell.tail)) }
        bytes.append(contentsOf: repeatElement(0x20, count: blanks))
        let text = link(shown.text, to: cell.shown.text)
        bytes.append(cell.isAbsent ? drawing.painted(text, .absent) : text)
        if !isOpen { bytes.append(contentsOf: repeatElement(0x20, count: max(0, column.width - blanks - shown.width))) }
    }

    /// A web address can be followed, even where it is cut (OSC 8, which terminals that do not know it pass over).
    /// One with a backslash is none, or had something escaped in it.
    private func link(_ text: String, to address: String) -> String {
        guard drawing.isTerminal, drawing.unicode, !text.isEmpty,
            address.hasPrefix("https://") || address.hasPrefix("http://"),
            address.utf8.count <= 2_000, address.utf8.allSatisfy({ 0x21 <= $0 && $0 <= 0x7E && $0 != 0x5C })
        else { return text }
        return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    func skip(_ count: Int, _ bytes: inout [UInt8]) {
        let text = ShownText("\(drawing.ellipsis) \(counted(count, "row")) not shown")
        let widths = layout.columns.map(\.width)
        let room = widths.reduce(marksRows ? 2 : 0, +) + signs.gap * (widths.count - 1)
        // A frame goes on beside it, if it has room for that.
        guard signs.hasFrame, text.width <= room else { return note(text.text, &bytes) }
        let blank = String(repeating: " ", count: room - text.width)
        bytes.append(left + drawing.painted(text.text, .quiet) + blank + right + "\n")
    }

    func end(_ bytes: inout [UInt8]) { append(signs.bottom, &bytes) }

    func below(_ bytes: inout [UInt8]) {
        if !layout.unknown.isEmpty { note("unknown in every row: \(layout.unknown.joined(separator: ", "))", &bytes) }
        // Numbers are never in two lines.
        let cutColumns = layout.columns.filter { $0.isCut && (!drawing.wraps || $0.tail != nil) }
        let hidden = layout.hidden.joined(separator: ", ")
        let cut = cutColumns.map(\.name.text).joined(separator: ", ")
        let count = counted(layout.hidden.count, "column")
        switch (hidden.isEmpty, cut.isEmpty) {
        case (true, true): break
        case (false, true): note("\(count) hidden: \(hidden) (`\(drawing.wayToAll)` shows all)", &bytes)
        case (true, false): note("cut at \(drawing.ellipsis): \(cut) (`\(drawing.wayToAll)` shows whole texts)", &bytes)
        case (false, false): note("hidden: \(hidden); cut: \(cut) (`\(drawing.wayToAll)` shows all)", &bytes)
        }
        if marksRows { note(possibleLegend, &bytes) }
    }

    private func note(_ text: String, _ bytes: inout [UInt8]) {
        let lines = drawing.width.map { ShownText(text).wrapped(to: max(1, $0)) } ?? [ShownText(text)]
        for line in lines { bytes.append(drawing.painted(line.text, .quiet) + "\n") }
    }
}
