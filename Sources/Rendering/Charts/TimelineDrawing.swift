import Colours
import EventModel

/// Lanes of marks and bars over an axis of days:
///
///     date by actor
///     CHNMIL    ┣━━━━━╌╌┤   ●  2
///     USAMIL          ├╌╌╌╌┤  ●
///               └──┬────┬────┬──
///                2022 2023 2024
///
/// Heavy is what certainly was, light what may have been, a cap where it ends at the latest. A dot is one day, a circle a
/// day within a column, a number that many in one column.
struct TimelineDrawing {
    private let data: TimelineData
    private let drawing: Drawing
    private let labelWidth: Int
    private let columns: Int
    /// Columns left of the plot.
    private var margin: Int { labelWidth == 0 ? 0 : labelWidth + 1 }

    /// Bars above one another in a lane, the fewer the more lanes there are; what has no line then is told of.
    private var mostLines: Int { max(2, min(8, 48 / max(1, data.lanes.count))) }

    init(_ data: TimelineData, _ drawing: Drawing) {
        self.data = data
        self.drawing = drawing
        let width = max(16, drawing.width ?? 80)
        labelWidth = min(data.lanes.reduce(0) { max($0, $1.label.width) }, width / 3)
        columns = max(1, width - (labelWidth == 0 ? 0 : labelWidth + 1) - 1)
    }

    var text: String {
        var lines = fitted(data.title).map { drawing.painted($0.text, .heading) }
        var hiddenCount = 0
        if !data.lanes.isEmpty {
            let guides = Set(ticks.map(\.column))
            let labels = apart(data.lanes.map(\.label), in: labelWidth, drawing.ellipsis)
            for (label, lane) in zip(labels, data.lanes) {
                var rows = LaneRows(columns: columns, most: mostLines)
                place(lane, in: &rows)
                hiddenCount += rows.hiddenCount
                lines += drawn(label, rows, guides)
            }
            lines += AxisText(columns: columns, margin: margin, width: drawing.width ?? 80, drawing)
                .lines(ticks.map { ($0.column, $0.text) })
            lines += legend
            lines += LegendText.packed(signsTexts.flatMap(fitted).map { ($0.text, $0.width) }, width: width)
                .map { drawing.painted($0, .quiet) }
        }
        var notes = data.allNotes
        if hiddenCount > 0 { notes.append("\(counted(hiddenCount, "bar")) over others not drawn") }
        lines += notes.flatMap(fitted).map { drawing.painted($0.text, .quiet) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func fitted(_ text: String) -> [ShownText] {
        text.isEmpty ? [] : ShownText(text).wrapped(to: max(1, drawing.width ?? 80))
    }

    private var ticks: [(column: Int, text: String)] {
        Ticks.days(from: data.bounds.low, to: data.bounds.high, unit: data.unit, most: max(2, columns / 10))
            .map { (column($0.value), $0.text) }
    }

    private func column(_ day: Double) -> Int {
        let share = (day - data.bounds.low) / (data.bounds.high - data.bounds.low)
        return max(0, min(columns - 1, Int(share * Double(columns))))
    }

    private func columns(of span: DateSpan) -> ClosedRange<Int> {
        let (low, high) = data.shown(span)
        return column(low)...max(column(low), column(high))
    }

    // MARK: Lanes

    /// Marks of one column share the first line; bars take the first line that is free.
    private func place(_ lane: TimelineData.Lane, in rows: inout LaneRows) {
        var points: [Int: [TimelineData.Item]] = [:]
        var bars: [TimelineData.Item] = []
        for item in lane.items {
            let range = columns(of: item.hull)
            if range.count == 1, !item.isOpenAtStart, !item.isOpenAtEnd {
                points[range.lowerBound, default: []].append(item)
            } else {
                bars.append(item)
            }
        }
        for (column, items) in points { rows.put(point(items), at: column) }
        let ordered = bars.enumerated().sorted {
            ($0.element.hull.earliest, $0.offset) < ($1.element.hull.earliest, $1.offset)
        }
        for bar in ordered.map(\.element) { rows.put(cells(of: bar), at: columns(of: bar.hull).lowerBound) }
    }

    private func point(_ items: [TimelineData.Item]) -> LaneRows.Cell {
        let series = items.dropFirst().allSatisfy { $0.series == items[0].series } ? items[0].series : nil
        if items.count > 1 { return LaneRows.Cell(character: signs.number(items.count), series: series) }
        return LaneRows.Cell(character: mark(items[0].series, isSure: items[0].core != nil), series: series)
    }

    private func cells(of item: TimelineData.Item) -> [LaneRows.Cell] {
        let range = columns(of: item.hull)
        let core = item.core.map(columns)
        var cells = range.map { column in
            LaneRows.Cell(
                character: core?.contains(column) ?? false ? signs.heavy : signs.light, series: item.series)
        }
        let isSureAtStart = core?.lowerBound == range.lowerBound && item.start.isDay
        let isSureAtEnd = core?.upperBound == range.upperBound && item.end.isDay
        cells[0].character = item.isOpenAtStart ? signs.before : isSureAtStart ? signs.first : signs.unsureFirst
        cells[cells.count - 1].character =
            item.isOpenAtEnd ? signs.after : isSureAtEnd ? signs.last : signs.unsureLast
        // Without colours a bar says in its middle what it is, a short one where it begins.
        if needsMarks {
            let place = cells.count > 2 ? cells.count / 2 : 0
            cells[place].character = mark(item.series, isSure: core != nil)
        }
        return cells
    }

    private func drawn(_ name: ShownText, _ rows: LaneRows, _ guides: Set<Int>) -> [String] {
        return rows.lines.enumerated().map { index, cells in
            let text = index == 0 ? name.text : ""
            let blank = String(repeating: " ", count: margin - (index == 0 ? name.width : 0))
            let edge = drawing.painted(drawing.unicode ? "│" : "|", .quiet)
            return text + blank + edge + painted(cells, guides)
        }
    }

    private func painted(_ cells: [LaneRows.Cell?], _ guides: Set<Int>) -> String {
        var text = ""
        var run = ""
        var paint: Paint?
        func flush() {
            text += paint.map { drawing.painted(run, $0) } ?? run
            run = ""
        }
        let last = max(cells.lastIndex { $0 != nil } ?? -1, guides.max() ?? -1)
        for column in 0..<(last + 1) {
            let isGuide = cells[column] == nil && guides.contains(column)
            let next: Paint? =
                isGuide ? .quiet : cells[column].map { cell in cell.series.map { .series($0) } ?? .heading }
            if next != paint {
                flush()
                paint = next
            }
            run.append(cells[column]?.character ?? (isGuide ? (drawing.unicode ? "┊" : ":") : " "))
        }
        flush()
        return text
    }

    // MARK: Signs

    private struct Signs {
        var heavy, light, first, last, unsureFirst, unsureLast, before, after, tens, hundreds: Character

        /// So many things in one column.
        func number(_ count: Int) -> Character {
            count < 10 ? Character("\(count)") : count < 100 ? tens : hundreds
        }
    }

    private var signs: Signs {
        drawing.unicode
            ? Signs(
                heavy: "━", light: "╌", first: "┣", last: "┫", unsureFirst: "├", unsureLast: "┤", before: "◄",
                after: "►", tens: "▒", hundreds: "█")
            : Signs(
                heavy: "=", light: "-", first: "[", last: "]", unsureFirst: "(", unsureLast: ")", before: "<",
                after: ">", tens: "+", hundreds: "H")
    }

    /// Whether series are told apart by marks.
    private var needsMarks: Bool { data.series.count > 1 && !(drawing.unicode && drawing.colour) }

    private func mark(_ series: Int, isSure: Bool) -> Character {
        let (sure, unsure): ([Character], [Character]) =
            drawing.unicode ? (Array("●▲■◆▼◉◈▣"), Array("○△□◇▽◎◌▢")) : (Array("*x#@%&$!"), Array("ochdvuse"))
        let index = needsMarks ? series % sure.count : 0
        return isSure ? sure[index] : unsure[index]
    }

    /// What the signs that occur stand for.
    private var signsTexts: [String] {
        var (days, within, lasting, unsure) = (false, false, false, false)
        var most = 1
        for lane in data.lanes {
            var seen: [Int: Int] = [:]
            for item in lane.items {
                let range = columns(of: item.hull)
                if range.count == 1 {
                    seen[range.lowerBound, default: 0] += 1
                    if item.core == nil { within = true } else { days = true }
                } else {
                    if let core = item.core.map(columns), core.count > 1 { lasting = true }
                    if item.core.map(columns) != range { unsure = true }
                }
            }
            most = max(most, seen.values.max() ?? 0)
        }
        var parts: [String] = []
        if days { parts.append("\(mark(0, isSure: true)) a day") }
        if within { parts.append("\(mark(0, isSure: false)) a day, not known which") }
        if most > 1 { parts.append("2 so many in one place") }
        if most >= 10 { parts.append("\(signs.tens) ten or more") }
        if most >= 100 { parts.append("\(signs.hundreds) a hundred or more") }
        if lasting { parts.append("\(signs.heavy) lasted") }
        if unsure { parts.append("\(signs.unsureFirst)\(signs.light)\(signs.unsureLast) may have been") }
        return parts
    }

    /// The marks of a series that occur: a thing whose day is not known has another one.
    private func marks(_ series: Int) -> String {
        let items = data.lanes.flatMap(\.items).filter { $0.series == series }
        let sure = items.contains { $0.core != nil } || items.isEmpty ? [mark(series, isSure: true)] : []
        let unsure = items.contains { $0.core == nil } ? [mark(series, isSure: false)] : []
        return (sure + unsure).map(String.init).joined(separator: " ")
    }

    private var legend: [String] {
        guard data.series.count > 1 else { return [] }
        let entries = data.series.enumerated().map { index, name in
            LegendText.Entry(
                sign: needsMarks ? marks(index) : "━", name: name, series: index)
        }
        return LegendText(name: data.seriesName, entries: entries).lines(width: width, drawing)
    }

    private var width: Int { max(16, drawing.width ?? 80) }
}

/// The lines of one lane as they fill up.
struct LaneRows {
    struct Cell {
        var character: Character
        /// nil where things of several series meet.
        var series: Int?
    }

    private(set) var lines: [[Cell?]]
    /// Bars for which there was no line.
    private(set) var hiddenCount = 0
    private let columns: Int
    private let most: Int

    init(columns: Int, most: Int) {
        self.columns = columns
        self.most = most
        lines = [Array(repeating: nil, count: columns)]
    }

    mutating func put(_ cell: Cell, at column: Int) { lines[0][column] = cell }

    /// Puts a bar into the first line where nothing stands in its place or beside it.
    mutating func put(_ cells: [Cell], at column: Int) {
        let around = max(0, column - 1)..<min(columns, column + cells.count + 1)
        let free = lines.firstIndex { line in around.allSatisfy { line[$0] == nil } }
        if free == nil, lines.count == most {
            hiddenCount += 1
            return
        }
        if free == nil { lines.append(Array(repeating: nil, count: columns)) }
        let line = free ?? lines.count - 1
        for (offset, cell) in cells.enumerated() where column + offset < columns { lines[line][column + offset] = cell }
    }
}
