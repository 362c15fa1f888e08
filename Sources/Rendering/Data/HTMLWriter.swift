import Columnar
import EventModel

/// A page of its own with one table, in full precision; nothing in the data can become markup, and the page loads
/// nothing. With a report around it, the page says what was asked of which data, and shows the chart.
struct HTMLWriter: ReportWriter {
    private let table: ReportTable
    /// What stands above the table, on a page that others have begun.
    private var innerTitle: String?

    init(_ table: ReportTable) { self.table = table }

    /// Longer texts go on below themselves.
    private static let widestLine = 40
    /// A long table stands folded behind its chart.
    private static let mostOpenRows = 40

    func begin(_ bytes: inout [UInt8]) {
        if let innerTitle {
            bytes.append("<h3>\(Self.escaped(innerTitle))</h3>\n")
        } else if table.report?.isFirst ?? true {
            bytes.append(HTMLPage.head(title: table.report?.question))
        }
        if let report = table.report { bytes.append(HTMLPage.opening(of: report)) }
        if table.report?.chart != nil {
            let isOpen = table.answer.rowCount <= Self.mostOpenRows
            bytes.append("<details\(isOpen ? " open" : "")>\n<summary>What is drawn, in numbers</summary>\n")
        }
        bytes.append("<div class=\"wide\">\n<table>\n")
        if table.isUpright { return bytes.append("<tbody>\n") }
        let blank = table.marksRows ? "<th></th>" : ""
        let names = table.columns.map { column in
            let attribute = isNumeric(column) ? " class=\"n\"" : ""
            return "<th scope=\"col\"\(attribute)>\(Self.escaped(table.name(column)))</th>"
        }
        bytes.append("<thead><tr>\(blank)\(names.joined())</tr></thead>\n<tbody>\n")
    }

    private func isNumeric(_ column: Int) -> Bool { table.answer.fields[column].type.isNumeric }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        if table.isUpright {
            for line in table.lines(row) {
                let name = "<th scope=\"row\">\(Self.escaped(line.name))</th>"
                bytes.append("<tr>\(name)\(cell(line.cell, meaning: line.meaning))</tr>\n")
            }
            return
        }
        let isPossible = table.answer.isPossible(row: row)
        bytes.append(isPossible ? "<tr class=\"p\">" : "<tr>")
        if table.marksRows { bytes.append(isPossible ? "<td>?</td>" : "<td></td>") }
        for column in table.columns { bytes.append(cell(table.cells.cell(row, column), isNumber: isNumeric(column))) }
        bytes.append("</tr>\n")
    }

    private func cell(_ cell: CellText.Cell, isNumber: Bool = false, meaning: String = "") -> String {
        let isLong = !isNumber && cell.shown.width + ShownText(meaning).width > Self.widestLine
        let names = (isNumber ? ["n"] : []) + (cell.isAbsent ? ["u"] : []) + (isLong ? ["long"] : [])
        let attribute = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
        let behind = meaning.isEmpty ? "" : " <span class=\"u\">(\(Self.escaped(meaning)))</span>"
        return "<td\(attribute)>\(linked(cell.shown.text))\(behind)</td>"
    }

    func end(_ bytes: inout [UInt8]) {
        bytes.append("</tbody>\n</table>\n</div>\n")
        for remark in table.remarks { bytes.append("<p class=\"aside\">\(Self.escaped(remark))</p>\n") }
        guard let report = table.report else { return }
        if report.chart != nil { bytes.append("</details>\n") }
        for inner in table.inner {
            var writer = HTMLWriter(inner.table)
            writer.innerTitle = inner.title
            writer.writeAll(of: inner.table, &bytes)
        }
        bytes.append(HTMLPage.closing(of: report))
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
