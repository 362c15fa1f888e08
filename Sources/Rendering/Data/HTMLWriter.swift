import Columnar
import EventModel

/// A page of its own with one table, in full precision; nothing in the data can become markup.
struct HTMLWriter: RowWriter {
    private let cells: CellText
    private let marksRows: Bool

    init(_ answer: Answer) {
        cells = CellText(answer, .full)
        marksRows = answer.hasPossibleRows
    }

    func begin(_ bytes: inout [UInt8]) {
        bytes.append(Self.head)
        let blank = marksRows ? "<th></th>" : ""
        let names = cells.answer.fields.map { field in
            "<th\(field.type.isNumeric ? " class=\"n\"" : "")>\(Self.escaped(ShownText(field.name).text))</th>"
        }
        bytes.append("<table>\n<thead><tr>\(blank)\(names.joined())</tr></thead>\n<tbody>\n")
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        let isPossible = cells.answer.isPossible(row: row)
        bytes.append(isPossible ? "<tr class=\"p\">" : "<tr>")
        if marksRows { bytes.append(isPossible ? "<td>?</td>" : "<td></td>") }
        for (column, field) in cells.answer.fields.enumerated() {
            let cell = cells.cell(row, column)
            let names = (field.type.isNumeric ? ["n"] : []) + (cell.isAbsent ? ["u"] : [])
            let attribute = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
            bytes.append("<td\(attribute)>\(Self.escaped(cell.shown.text))</td>")
        }
        bytes.append("</tr>\n")
    }

    func end(_ bytes: inout [UInt8]) {
        bytes.append("</tbody>\n</table>\n")
        if marksRows { bytes.append("<p>\(Self.escaped(possibleLegend))</p>\n") }
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

    private static let head = """
        <!doctype html>
        <meta charset="utf-8">
        <title>Casus</title>
        <style>
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
        table { border-collapse: collapse; }
        th, td { border: 1px solid #8888; padding: 0.2em 0.6em; text-align: left; vertical-align: top; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .u { opacity: 0.6; }
        .p { font-style: italic; }
        </style>

        """
}
