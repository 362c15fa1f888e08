import Columnar
import EventModel

/// Which columns of an answer a table shows and how wide they are.
struct TableLayout {
    var columns: [Column]
    /// Names of the columns that the window has no room for.
    var hidden: [String]
    /// Names of the columns of which no row has a value, where these would take room from others.
    var unknown: [String] = []

    struct Column {
        /// Position in the answer.
        var index: Int
        var width: Int
        var name: ShownText
        /// Columns behind the last digit before the decimal point, of the cell that has most; nil where cells stand left.
        var tail: Int?
        /// Least width at which the column is still of use.
        var least: Int
        /// The columns that its widest cell takes.
        var widest: Int
        var isCut: Bool { width < widest }
        /// Whether a piece of a cell says something.
        var isText: Bool
        /// The lower, the sooner it is shown; of equal ones the first in the answer.
        var rank: Int
    }

    /// Columns of the window between two cells.
    let gap: Int
    /// Texts are not cut shorter than this, since many differ in their ends only, nor dates cut at all unless they are sets
    /// longer than `widestDate`.
    private static let leastText = 12
    /// What events are about is rather cut to this than hidden.
    private static let leastCore = 8
    private static let widestDate = 24
    private static let widestID = 32

    /// - Parameters:
    ///   - room: columns of the window behind the mark of possible rows and within the frame; nil for any number.
    ///   - gap: columns of the window between two cells.
    ///   - whole: a column that is not cut for others, as far as it takes no more than half of the window.
    ///   - hasHeading: whether names stand above the columns, and take room.
    init(
        _ answer: Answer, _ cells: CellText, rows: [Range<Int>], room: Int?, gap: Int,
        whole: String? = nil, hasHeading: Bool = true
    ) {
        self.gap = gap
        columns = answer.fields.indices.map { Self.measure(answer, $0, cells, rows, hasHeading: hasHeading) }
        hidden = []
        guard let room else { return }
        for position in columns.indices { columns[position].width = min(columns[position].width, max(1, room)) }
        if excess(over: room) > 0 {
            leaveOutUnknown(answer)
            favourWhatEventsAreAbout(answer, room)
            if let place = columns.firstIndex(where: { $0.name.text == whole }) {
                columns[place].least = min(columns[place].width, max(Self.leastCore, room / 2))
            }
            hideWhatDoesNotFit(room)
        }
        shrink(to: room)
    }

    private static func measure(
        _ answer: Answer, _ index: Int, _ cells: CellText, _ rows: [Range<Int>], hasHeading: Bool
    ) -> Column {
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
        // An id that is cut cannot be asked for.
        case .event: least = min(width, widestID)
        case .text where field.name == "id": least = min(width, widestID)
        case .text, .kind, .actor, .place, .list: least = min(width, leastText)
        }
        let nameWidth = hasHeading ? name.width : 0
        return Column(
            index: index, width: max(width, nameWidth), name: name, tail: isNumeric ? tail : nil,
            least: max(least, min(nameWidth, leastText)), widest: width,
            isText: field.type.isText && field.name != "id", rank: 0)
    }

    private func excess(over room: Int) -> Int { columns.reduce(-gap) { $0 + $1.width + gap } - room }

    private mutating func leaveOutUnknown(_ answer: Answer) {
        guard answer.rowCount > 0 else { return }
        let isUnknown = columns.map { answer.isUnknownThroughout(column: $0.index) }
        guard isUnknown.contains(false) else { return }
        unknown = zip(columns, isUnknown).filter(\.1).map(\.0.name.text)
        columns = zip(columns, isUnknown).filter { !$0.1 }.map(\.0)
    }

    /// What events are about comes before all else that is said of them, and is not cut for it.
    private mutating func favourWhatEventsAreAbout(_ answer: Answer, _ room: Int) {
        let core = ["id", "date", "kind", "actor", "target"]
        let positions = core.compactMap { name in columns.firstIndex { $0.name.text == name } }
        guard positions.count == core.count else { return }
        for position in columns.indices { columns[position].rank = core.count }
        if let known = columns.firstIndex(where: { $0.name.text == "known" }) { columns[known].rank += 1 }
        for (rank, position) in positions.enumerated() { columns[position].rank = rank }
        let wanted = positions.map { min(columns[$0].width, Self.widestCore) }
        if wanted.reduce(-gap, { $0 + $1 + gap }) <= room {
            for (position, width) in zip(positions, wanted) {
                columns[position].least = max(columns[position].least, width)
            }
            return
        }
        for position in positions {
            let isDate = answer.fields[columns[position].index].type == .date
            if !isDate { columns[position].least = min(columns[position].least, Self.leastCore) }
        }
        // An id that leaves no room for who did it to whom is cut after all.
        let others = positions.dropFirst().reduce(0) { $0 + columns[$1].least + gap }
        columns[positions[0]].least = min(columns[positions[0]].least, max(Self.leastCore, room - others))
    }

    private static let widestCore = 24

    /// Keeps columns by rank, then from left to right, as long as they fit at their least width; one is always kept.
    private mutating func hideWhatDoesNotFit(_ room: Int) {
        var used = -gap
        var kept: Set<Int> = []
        let leastRank = columns.map(\.rank).max() ?? 0
        for column in columns.sorted(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) {
            guard used + gap + column.least <= room else {
                // What is less than who did what to whom does not stand in their place because it is narrow.
                if column.rank < leastRank { break }
                continue
            }
            used += gap + column.least
            kept.insert(column.index)
        }
        // One more that can be cut is of more use than an empty edge of the window.
        if let next = columns.filter({ !kept.contains($0.index) }).min(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }
        ),
            next.isText, let place = columns.firstIndex(where: { $0.index == next.index }), !kept.isEmpty
        {
            // Those that are kept come first, if they have been cut to what is hardly of use.
            let wanted = columns.filter { kept.contains($0.index) }.reduce(0) {
                $0 + min($1.width, max($1.least, Self.leastText)) + gap
            }
            let room = room - wanted
            if room >= max(Self.leastCore, min(next.name.width, Self.leastText)) {
                columns[place].least = min(next.least, room)
                kept.insert(next.index)
            }
        }
        if kept.isEmpty, let first = columns.first { kept = [first.index] }
        hidden = columns.filter { !kept.contains($0.index) }.map(\.name.text)
        columns = columns.filter { kept.contains($0.index) }
    }

    /// Takes from the widest column first, until all fit.
    private mutating func shrink(to room: Int) {
        var excess = excess(over: room)
        while excess > 0 {
            let shrinkable = columns.indices.filter { columns[$0].width > columns[$0].least }
            guard let widest = shrinkable.max(by: { columns[$0].width < columns[$1].width }) else { break }
            columns[widest].width -= 1
            excess -= 1
        }
    }
}

extension ValueType {
    /// Whether cells of the type are names or words.
    fileprivate var isText: Bool {
        switch self {
        case .text, .kind, .actor, .place, .list: true
        case .number, .duration, .money, .bool, .date, .period, .event: false
        }
    }

    /// Whether cells of the type line up by their decimal points.
    var isNumeric: Bool {
        switch self {
        case .number, .duration, .money: true
        case .text, .bool, .date, .period, .kind, .actor, .place, .event, .list: false
        }
    }
}

extension Answer {
    /// Whether no row has a value in a column, nor says that there is none.
    func isUnknownThroughout(column: Int) -> Bool {
        guard fields[column].wordForUnknown == nil else { return false }
        func isUnknown(_ states: [CellState]?) -> Bool { states?.allSatisfy { $0 == .unknown } ?? false }
        switch columns[column] {
        case .number(let column): return isUnknown(column.states)
        case .coded(let column): return column.codes.allSatisfy { $0 == CodedColumn.unknown }
        case .date(let column): return isUnknown(column.spans?.states)
        case .truth, .money, .period, .list:
            return (0..<rowCount).allSatisfy { value(row: $0, column: column) == .unknown }
        }
    }
}
