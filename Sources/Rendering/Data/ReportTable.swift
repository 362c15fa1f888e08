import Columnar
import EventModel

/// An answer as the forms for people's papers show it (Markdown, HTML, LaTeX): in full precision, without the columns of
/// which no row has a value, and with what stands around it.
struct ReportTable {
    let cells: CellText
    /// What stands around the table; nil where it is shown for itself.
    let report: Report?
    /// The columns that are shown, by their places in the answer.
    let columns: [Int]
    /// Whether rows have a mark in front, since some are only possible.
    let marksRows: Bool
    /// Whether the one row stands upright, a field a line, since its columns would stand far beyond the edge.
    let isUpright: Bool
    /// The names of the columns that are not shown, or of what is not known of the one event.
    private let unknown: [String]
    private let notation: Notation

    /// More columns than these stand upright where there is one row.
    private static let mostAcross = 8

    init(_ answer: Answer, _ report: Report?, _ notation: Notation) {
        cells = CellText(answer, .full, notation)
        self.report = report
        self.notation = notation
        marksRows = answer.hasPossibleRows
        let all = Array(answer.fields.indices)
        let known = report == nil || answer.rowCount == 0 ? all : all.filter { !answer.isUnknownThroughout(column: $0) }
        columns = known.isEmpty ? all : known
        isUpright = report != nil && answer.rowCount == 1 && (columns.count > Self.mostAcross || report?.card != nil)
        let absent = known.isEmpty ? [] : all.filter { !known.contains($0) }.map { answer.fields[$0].name }
        unknown = (report?.card?.unknown ?? absent).map { ShownText($0).text }
    }

    var answer: Answer { cells.answer }

    /// The name of a column as it is shown.
    func name(_ column: Int) -> String { ShownText(answer.fields[column].name).text }

    /// A line of a row that stands upright: a field of it, or what is said of the one event.
    struct Line {
        var name: String
        var cell: CellText.Cell
        /// What the value means; empty where it says so itself.
        var meaning = ""

        /// The value with what it means behind it.
        var text: String { cell.shown.text + (meaning.isEmpty ? "" : " (\(meaning))") }
    }

    /// The lines of a row that stands upright.
    func lines(_ row: Int) -> [Line] {
        guard let card = report?.card else { return columns.map { Line(name: name($0), cell: cells.cell(row, $0)) } }
        return card.fieldsWithTitle.map {
            Line(
                name: ShownText($0.name).text, cell: CellText.Cell(shown: ShownText($0.text), isAbsent: false),
                meaning: ShownText($0.meaning).text)
        }
    }

    /// What stands below the rows: what the mark means, and what is not known.
    var remarks: [String] {
        var remarks = marksRows ? [isUpright ? "it is only possible" : possibleLegend] : []
        if !unknown.isEmpty {
            remarks.append("unknown\(isUpright ? "" : " in every row"): \(unknown.joined(separator: ", "))")
        }
        return remarks
    }

    /// The tables that belong to the one event, with what stands above each.
    var inner: [(title: String, table: ReportTable)] {
        (report?.card?.tables ?? []).map { (ShownText($0.title).text, ReportTable($0.answer, nil, notation)) }
    }
}

/// A form of such tables.
protocol ReportWriter: RowWriter {
    init(_ table: ReportTable)
}

extension ReportWriter {
    /// The whole of the table, as it stands within another.
    mutating func writeAll(of table: ReportTable, _ bytes: inout [UInt8]) {
        begin(&bytes)
        for row in 0..<table.answer.rowCount { write(row, &bytes) }
        end(&bytes)
    }
}
