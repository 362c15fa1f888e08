import Columnar
import EventModel

/// Which columns of an answer a table shows and how wide they are.
struct TableLayout {
    var columns: [Column]
    /// Names of the columns that the window has no room for.
    var hidden: [String]

    struct Column {
        /// Position in the answer.
        var index: Int
        var width: Int
        var name: ShownText
        /// Columns behind the last digit before the decimal point, of the cell that has most; nil where cells stand left.
        var tail: Int?
        /// Least width at which the column is still of use.
        var least: Int
    }

    /// Columns between two cells: ` │ `.
    static let gap = 3
    /// Texts are not cut shorter than this, nor dates cut at all unless they are sets longer than `widestDate`.
    private static let leastText = 8
    private static let widestDate = 24

    /// - Parameter room: columns of the window behind the mark of possible rows; nil for any number.
    init(_ answer: Answer, _ cells: CellText, rows: [Range<Int>], room: Int?) {
        columns = answer.fields.indices.map { Self.measure(answer, $0, cells, rows) }
        hidden = []
        guard let room else { return }
        for position in columns.indices { columns[position].width = min(columns[position].width, max(1, room)) }
        hideWhatDoesNotFit(room)
        shrink(to: room)
    }

    private static func measure(_ answer: Answer, _ index: Int, _ cells: CellText, _ rows: [Range<Int>]) -> Column {
        let field = answer.fields[index]
        let name = ShownText(field.name)
        var (width, head, tail) = (0, 0, 0)
        cells.forEachDistinct(column: index, rows) { cell in
            width = max(width, cell.shown.width)
            head = max(head, cell.shown.width - cell.tail)
            tail = max(tail, cell.tail)
        }
        let isNumeric = field.type.isNumeric
        if isNumeric { width = head + tail }
        let least: Int
        switch field.type {
        case .number, .duration, .money, .bool, .period: least = width
        case .date: least = min(width, widestDate)
        case .text, .kind, .actor, .place, .event, .list: least = min(width, leastText)
        }
        return Column(
            index: index, width: max(width, name.width), name: name, tail: isNumeric ? tail : nil,
            least: max(least, min(name.width, leastText)))
    }

    /// Keeps columns from left to right as long as they fit at their least width; one is always kept.
    private mutating func hideWhatDoesNotFit(_ room: Int) {
        var used = 0
        var kept: [Column] = []
        for column in columns {
            let more = column.least + (kept.isEmpty ? 0 : Self.gap)
            if used + more <= room || (kept.isEmpty && columns.count == 1) {
                used += more
                kept.append(column)
            } else {
                hidden.append(column.name.text)
            }
        }
        if kept.isEmpty, let first = columns.first {
            kept = [first]
            hidden.removeFirst()
        }
        columns = kept
    }

    /// Takes from the widest column first, until all fit.
    private mutating func shrink(to room: Int) {
        var excess = columns.reduce(-Self.gap) { $0 + $1.width + Self.gap } - room
        while excess > 0 {
            let shrinkable = columns.indices.filter { columns[$0].width > columns[$0].least }
            guard let widest = shrinkable.max(by: { columns[$0].width < columns[$1].width }) else { break }
            columns[widest].width -= 1
            excess -= 1
        }
    }
}

extension ValueType {
    /// Whether cells of the type line up by their decimal points.
    var isNumeric: Bool {
        switch self {
        case .number, .duration, .money: true
        case .text, .bool, .date, .period, .kind, .actor, .place, .event, .list: false
        }
    }
}
