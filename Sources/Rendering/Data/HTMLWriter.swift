import Columnar
import EventModel

/// A page of its own with one table, in full precision; nothing in the data can become markup, and the page loads
/// nothing. With a report around it, the page says what was asked of which data, and shows the chart.
struct HTMLWriter: RowWriter {
    private let cells: CellText
    private let marksRows: Bool
    private let report: Report?
    private let columns: ReportColumns
    private let notation: Notation
    /// What stands above the table, on a page that others have begun.
    private var innerTitle: String?

    init(_ answer: Answer, _ report: Report? = nil, _ notation: Notation) {
        self.notation = notation
        cells = CellText(answer, .full, notation)
        marksRows = answer.hasPossibleRows
        self.report = report
        columns = ReportColumns(answer, report)
    }

    /// Longer texts go on below themselves.
    private static let widestLine = 40
    /// A long table stands folded behind its chart.
    private static let mostOpenRows = 40

    func begin(_ bytes: inout [UInt8]) {
        if let innerTitle {
            bytes.append("<h3>\(Self.escaped(ShownText(innerTitle).text))</h3>\n")
        } else if report?.isFirst ?? true {
            bytes.append(HTMLPage.head(title: report?.question))
        }
        if let report { bytes.append(HTMLPage.opening(of: report)) }
        if report?.chart != nil {
            let isOpen = cells.answer.rowCount <= Self.mostOpenRows
            bytes.append("<details\(isOpen ? " open" : "")>\n<summary>What is drawn, in numbers</summary>\n")
        }
        bytes.append("<div class=\"wide\">\n<table>\n")
        if columns.isUpright { return bytes.append("<tbody>\n") }
        let blank = marksRows ? "<th></th>" : ""
        let names = columns.shown.map { heading($0, scope: "col") }
        bytes.append("<thead><tr>\(blank)\(names.joined())</tr></thead>\n<tbody>\n")
    }

    private func heading(_ column: Int, scope: String) -> String {
        let field = cells.answer.fields[column]
        let attribute = field.type.isNumeric && scope == "col" ? " class=\"n\"" : ""
        return "<th scope=\"\(scope)\"\(attribute)>\(Self.escaped(ShownText(field.name).text))</th>"
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        let isPossible = cells.answer.isPossible(row: row)
        if let card = report?.card { return write(card, &bytes) }
        if columns.isUpright {
            for column in columns.shown {
                bytes.append("<tr>\(heading(column, scope: "row"))\(cell(row, column))</tr>\n")
            }
            return
        }
        bytes.append(isPossible ? "<tr class=\"p\">" : "<tr>")
        if marksRows { bytes.append(isPossible ? "<td>?</td>" : "<td></td>") }
        for column in columns.shown { bytes.append(cell(row, column)) }
        bytes.append("</tr>\n")
    }

    private func cell(_ row: Int, _ column: Int) -> String {
        let isNumeric = cells.answer.fields[column].type.isNumeric && !columns.isUpright
        let cell = cells.cell(row, column)
        let isLong = !isNumeric && cell.shown.width > Self.widestLine
        let names = (isNumeric ? ["n"] : []) + (cell.isAbsent ? ["u"] : []) + (isLong ? ["long"] : [])
        let attribute = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
        return "<td\(attribute)>\(linked(cell.shown.text))</td>"
    }

    func end(_ bytes: inout [UInt8]) {
        bytes.append("</tbody>\n</table>\n</div>\n")
        if marksRows { bytes.append("<p class=\"aside\">\(Self.escaped(columns.legend))</p>\n") }
        if let note = columns.note { bytes.append("<p class=\"aside\">\(Self.escaped(note))</p>\n") }
        guard let report else { return }
        if report.chart != nil { bytes.append("</details>\n") }
        for table in report.card?.tables ?? [] {
            var inner = HTMLWriter(table.answer, nil, notation)
            inner.innerTitle = table.title
            inner.begin(&bytes)
            for row in 0..<table.answer.rowCount { inner.write(row, &bytes) }
            inner.end(&bytes)
        }
        bytes.append(HTMLPage.closing(of: report))
    }

    /// A field a line, with what its value means.
    private func write(_ card: Card, _ bytes: inout [UInt8]) {
        for field in card.fieldsWithTitle {
            let name = Self.escaped(ShownText(field.name).text)
            let meaning = ShownText(field.meaning).text
            let behind = meaning.isEmpty ? "" : " <span class=\"u\">(\(Self.escaped(meaning)))</span>"
            bytes.append(
                "<tr><th scope=\"row\">\(name)</th>"
                    + "<td class=\"long\">\(linked(ShownText(field.text).text))\(behind)</td></tr>\n")
        }
    }

    /// A web address can be followed. One with a backslash is none, or had something escaped in it.
    private func linked(_ text: String) -> String {
        let escaped = Self.escaped(text)
        guard text.hasPrefix("https://") || text.hasPrefix("http://"),
            text.utf8.allSatisfy({ 0x21 <= $0 && $0 <= 0x7E && $0 != 0x5C })
        else { return escaped }
        return "<a href=\"\(escaped)\" rel=\"noreferrer\">\(escaped)</a>"
    }

    /// For text between tags and in quoted attributes, of HTML and of SVG.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case _: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
