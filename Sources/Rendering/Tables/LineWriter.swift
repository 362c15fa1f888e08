import Colours
import Columnar
import EventModel

/// The vertical form: a block of lines a row, nothing cut, long values going on below themselves.
struct LineWriter: RowWriter {
    private let drawing: Drawing
    private let cells: CellText
    private let names: [ShownText]
    /// Columns of the names, and of the values behind them; nil for any.
    private let nameWidth: Int
    private let valueWidth: Int?

    private static let gap = 2

    init(_ answer: Answer, _ drawing: Drawing) {
        self.drawing = drawing
        cells = CellText(answer, drawing.precision, drawing.notation)
        let names = answer.fields.map { ShownText($0.name) }
        let widest = names.reduce(0) { max($0, $1.width) }
        nameWidth = drawing.width.map { min(widest, max(1, ($0 - Self.gap) / 2)) } ?? widest
        valueWidth = drawing.width.map { [nameWidth] in max(1, $0 - nameWidth - Self.gap) }
        self.names = names.map { [nameWidth] in $0.clipped(to: nameWidth, drawing.ellipsis) }
    }

    func begin(_ bytes: inout [UInt8]) {}

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        let dash = drawing.unicode ? "──" : "--"
        let mark = cells.answer.isPossible(row: row) ? " ? possible" : ""
        note("\(dash) \(grouped(row + 1))\(mark) \(dash)", &bytes)
        for (column, name) in names.enumerated() {
            bytes.append(contentsOf: repeatElement(0x20, count: nameWidth - name.width))
            bytes.append(drawing.painted(name.text, .heading))
            let cell = cells.cell(row, column)
            let lines = valueWidth.map { cell.shown.wrapped(to: $0) } ?? [cell.shown]
            for (position, line) in lines.enumerated() {
                bytes.append(contentsOf: repeatElement(0x20, count: Self.gap + (position > 0 ? nameWidth : 0)))
                bytes.append(cell.isAbsent ? drawing.painted(line.text, .absent) : line.text)
                bytes.append(0x0A)
            }
        }
    }

    func skip(_ count: Int, _ bytes: inout [UInt8]) {
        note("\(drawing.ellipsis) \(counted(count, "row")) not shown", &bytes)
    }

    func end(_ bytes: inout [UInt8]) {}

    private func note(_ text: String, _ bytes: inout [UInt8]) {
        let shown = ShownText(text)
        let line = drawing.width.map { shown.clipped(to: max(1, $0), drawing.ellipsis) } ?? shown
        bytes.append(drawing.painted(line.text, .quiet) + "\n")
    }
}
