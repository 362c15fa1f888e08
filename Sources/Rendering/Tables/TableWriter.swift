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

    init(_ answer: Answer, _ drawing: Drawing, _ cut: RowCut) {
        self.drawing = drawing
        cells = CellText(answer, drawing.precision, drawing.notation)
        marksRows = answer.hasPossibleRows
        let room = drawing.width.map { max(1, $0 - (answer.hasPossibleRows ? 2 : 0)) }
        layout = TableLayout(
            answer, cells, rows: [cut.head, cut.tail], room: room, whole: drawing.wholeColumn,
            hasHeading: drawing.notation.hasHeading)
    }

    private var bar: String { drawing.unicode ? " │ " : " | " }

    func begin(_ bytes: inout [UInt8]) {
        guard !layout.columns.isEmpty, drawing.notation.hasHeading else { return }
        var line = marksRows ? "  " : ""
        for (position, column) in layout.columns.enumerated() {
            if position > 0 { line += drawing.painted(bar, .quiet) }
            let name = column.name.clipped(to: column.width, drawing.ellipsis)
            let blank = String(repeating: " ", count: column.width - name.width)
            let painted = drawing.painted(name.text, .heading)
            let isLast = position == layout.columns.count - 1
            line += column.tail != nil ? blank + painted : isLast ? painted : painted + blank
        }
        bytes.append(line + "\n")
        let (dash, cross) = drawing.unicode ? ("─", "─┼─") : ("-", "-+-")
        let rule = layout.columns.map { String(repeating: dash, count: $0.width) }.joined(separator: cross)
        bytes.append(drawing.painted((marksRows ? dash + dash : "") + rule, .quiet) + "\n")
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
        if marksRows { bytes.append(isMarked ? drawing.painted("?", .warning) + " " : "  ") }
        for (position, column) in layout.columns.enumerated() {
            if position > 0 { bytes.append(drawing.painted(bar, .quiet)) }
            let isLast = position == layout.columns.count - 1
            append(line[position], of: cells[position], column, isLast: isLast, &bytes)
        }
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

    private func append(
        _ shown: ShownText, of cell: CellText.Cell, _ column: TableLayout.Column, isLast: Bool, _ bytes: inout [UInt8]
    ) {
        if isLast, shown.width == 0 { return }
        var left = 0
        if let tail = column.tail { left = max(0, column.width - shown.width - (tail - cell.tail)) }
        bytes.append(contentsOf: repeatElement(0x20, count: left))
        let text = link(shown.text, to: cell.shown.text)
        bytes.append(cell.isAbsent ? drawing.painted(text, .quiet) : text)
        if !isLast { bytes.append(contentsOf: repeatElement(0x20, count: max(0, column.width - left - shown.width))) }
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
        note("\(drawing.ellipsis) \(counted(count, "row")) not shown", &bytes)
    }

    func end(_ bytes: inout [UInt8]) {}

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
