import Columnar
import EventModel

/// A `tabular` of LaTeX with the rules of the package booktabs, in full precision, to be taken in with `\input`; nothing in
/// the data can become a command. A report around it stands in comments: what a paper says below a table is its author's.
struct LaTeXWriter: ReportWriter {
    private let table: ReportTable

    init(_ table: ReportTable) { self.table = table }

    /// Texts wider than this go on below themselves.
    private static let widestLine = 40
    private static let longColumn = "p{0.4\\linewidth}"

    func begin(_ bytes: inout [UInt8]) {
        if let report = table.report { bytes.append(Self.comment(opening(of: report))) }
        guard !table.columns.isEmpty else { return }
        if table.isUpright {
            return bytes.append("\\begin{tabular}{l\(Self.longColumn)}\n\\toprule\nfield & value \\\\\n\\midrule\n")
        }
        let form = table.columns.map(place(of:)).joined()
        let names = table.columns.map { Self.escaped(table.name($0)) }
        bytes.append("\\begin{tabular}{\(table.marksRows ? "l" : "")\(form)}\n\\toprule\n")
        bytes.append("\(table.marksRows ? " & " : "")\(names.joined(separator: " & ")) \\\\\n\\midrule\n")
    }

    /// Where the cells of a column stand: right, left, or in lines of their own width.
    private func place(of column: Int) -> String {
        if table.answer.fields[column].type.isNumeric { return "r" }
        var isLong = false
        table.cells.forEachDistinct(column: column, [0..<table.answer.rowCount]) { cell in
            isLong = isLong || cell.shown.width > Self.widestLine
        }
        return isLong ? Self.longColumn : "l"
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        guard !table.columns.isEmpty else { return }
        if table.isUpright {
            for line in table.lines(row) { append([line.name, line.text], &bytes) }
            return
        }
        let mark = table.marksRows ? [table.answer.isPossible(row: row) ? "?" : ""] : []
        append(mark + table.columns.map { table.cells.cell(row, $0).shown.text }, &bytes)
    }

    private func append(_ texts: [String], _ bytes: inout [UInt8]) {
        bytes.append(texts.map(Self.escaped).joined(separator: " & ") + " \\\\\n")
    }

    func end(_ bytes: inout [UInt8]) {
        if !table.columns.isEmpty { bytes.append("\\bottomrule\n\\end{tabular}\n") }
        bytes.append(Self.comment(table.remarks))
        guard let report = table.report else { return }
        for inner in table.inner {
            bytes.append("\n\\bigskip\n" + Self.comment([inner.title]))
            var writer = LaTeXWriter(inner.table)
            writer.writeAll(of: inner.table, &bytes)
        }
        bytes.append(Self.comment(report.footer + [report.origin]))
    }

    private func opening(of report: Report) -> [String] {
        var lines = report.question.split(whereSeparator: \.isNewline).map(String.init)
        lines += report.english
        if report.chart != nil {
            lines.append("What the chart draws, in numbers; `save \"NAME.svg\"` writes the chart.")
        }
        return lines + ["The table needs \\usepackage{booktabs}."]
    }

    private static func comment(_ lines: [String]) -> String {
        lines.map { "% \(ShownText($0).text)\n" }.joined()
    }

    /// What LaTeX would take for a command, a mark or a part of a sign that it makes of two.
    static func escaped(_ text: String) -> String {
        var result = ""
        var previous: Unicode.Scalar?
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\textbackslash{}"
            case "~": result += "\\textasciitilde{}"
            case "^": result += "\\textasciicircum{}"
            case "<": result += "\\textless{}"
            case ">": result += "\\textgreater{}"
            case "|": result += "\\textbar{}"
            case "`": result += "\\textasciigrave{}"
            // In Babel's German and others it begins a command of its own.
            case "\"": result += "{\\char34}"
            // Signs of our own, which LaTeX has by other names.
            case "←": result += "$\\leftarrow$"
            case "…": result += "\\dots{}"
            case "{", "}", "$", "&", "#", "_", "%": result += "\\\(character)"
            // At the beginning of a row these would belong to the end of the one before it.
            case "[", "]", "*": result += "{\(character)}"
            // Two of them would be one sign.
            case "-", "'", ",": result += character == previous ? "{}\(character)" : "\(character)"
            case _: result.unicodeScalars.append(character)
            }
            previous = character
        }
        return result
    }
}
