import Columnar
import EventModel

/// A `tabular` of LaTeX with the rules of the package booktabs, in full precision, to be taken in with `\input`; nothing in
/// the data can become a command. A report around it stands in comments: what a paper says below a table is its author's.
struct LaTeXWriter: RowWriter {
    private let cells: CellText
    private let marksRows: Bool
    private let report: Report?
    private let columns: ReportColumns
    private let notation: Notation

    init(_ answer: Answer, _ report: Report? = nil, _ notation: Notation) {
        self.notation = notation
        cells = CellText(answer, .full, notation)
        marksRows = answer.hasPossibleRows
        self.report = report
        columns = ReportColumns(answer, report)
    }

    /// Texts wider than this go on below themselves.
    private static let widestLine = 40
    private static let longColumn = "p{0.4\\linewidth}"

    func begin(_ bytes: inout [UInt8]) {
        if let report { bytes.append(Self.comment(opening(of: report))) }
        guard !columns.shown.isEmpty else { return }
        if columns.isUpright {
            return bytes.append("\\begin{tabular}{l\(Self.longColumn)}\n\\toprule\nfield & value \\\\\n\\midrule\n")
        }
        let form = columns.shown.map(place(of:)).joined()
        let names = columns.shown.map { Self.escaped(ShownText(cells.answer.fields[$0].name).text) }
        bytes.append("\\begin{tabular}{\(marksRows ? "l" : "")\(form)}\n\\toprule\n")
        bytes.append("\(marksRows ? " & " : "")\(names.joined(separator: " & ")) \\\\\n\\midrule\n")
    }

    /// Where the cells of a column stand: right, left, or in lines of their own width.
    private func place(of column: Int) -> String {
        if cells.answer.fields[column].type.isNumeric { return "r" }
        var isLong = false
        cells.forEachDistinct(column: column, [0..<cells.answer.rowCount]) { cell in
            isLong = isLong || cell.shown.width > Self.widestLine
        }
        return isLong ? Self.longColumn : "l"
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        guard !columns.shown.isEmpty else { return }
        if let card = report?.card {
            for field in card.fieldsWithTitle {
                let meaning = field.meaning.isEmpty ? "" : " (\(field.meaning))"
                append([field.name, field.text + meaning], &bytes)
            }
        } else if columns.isUpright {
            for column in columns.shown {
                append([cells.answer.fields[column].name, cells.cell(row, column).shown.text], &bytes)
            }
        } else {
            let mark = marksRows ? [cells.answer.isPossible(row: row) ? "?" : ""] : []
            append(mark + columns.shown.map { cells.cell(row, $0).shown.text }, &bytes)
        }
    }

    private func append(_ texts: [String], _ bytes: inout [UInt8]) {
        bytes.append(texts.map { Self.escaped(ShownText($0).text) }.joined(separator: " & ") + " \\\\\n")
    }

    func end(_ bytes: inout [UInt8]) {
        if !columns.shown.isEmpty { bytes.append("\\bottomrule\n\\end{tabular}\n") }
        var below: [String] = []
        if marksRows { below.append(columns.legend) }
        if let note = columns.note { below.append(note) }
        bytes.append(Self.comment(below))
        guard let report else { return }
        for table in report.card?.tables ?? [] {
            bytes.append("\n\\bigskip\n" + Self.comment([table.title]))
            let inner = LaTeXWriter(table.answer, nil, notation)
            inner.begin(&bytes)
            for row in 0..<table.answer.rowCount { inner.write(row, &bytes) }
            inner.end(&bytes)
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
