import Columnar
import EventModel

/// A table of GitHub Flavored Markdown, in full precision; what would format or act is escaped. With a report around it,
/// it says what was asked of which data, and shows the chart as text.
struct MarkdownWriter: RowWriter {
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

    private var fields: [Field] { columns.shown.map { cells.answer.fields[$0] } }

    func begin(_ bytes: inout [UInt8]) {
        if let report { bytes.append(opening(of: report)) }
        guard !fields.isEmpty else { return }
        if columns.isUpright { return bytes.append("| field | value |\n| --- | --- |\n") }
        let names = fields.map { Self.escaped(ShownText($0.name).text) }
        bytes.append("|\(marksRows ? "   |" : "") \(names.joined(separator: " | ")) |\n")
        let rules = fields.map { $0.type.isNumeric ? "---:" : "---" }
        bytes.append("|\(marksRows ? " --- |" : "") \(rules.joined(separator: " | ")) |\n")
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        guard !fields.isEmpty else { return }
        if let card = report?.card {
            for field in card.fieldsWithTitle {
                let meaning = field.meaning.isEmpty ? "" : " (\(ShownText(field.meaning).text))"
                let value = Self.escaped(ShownText(field.text).text + meaning)
                bytes.append("| \(Self.escaped(ShownText(field.name).text)) | \(value) |\n")
            }
            return
        }
        if columns.isUpright {
            for (column, field) in zip(columns.shown, fields) {
                let value = Self.escaped(cells.cell(row, column).shown.text)
                bytes.append("| \(Self.escaped(ShownText(field.name).text)) | \(value) |\n")
            }
            return
        }
        bytes.append("|")
        if marksRows { bytes.append(cells.answer.isPossible(row: row) ? " ? |" : "   |") }
        for column in columns.shown {
            bytes.append(" \(Self.escaped(cells.cell(row, column).shown.text)) |")
        }
        bytes.append(0x0A)
    }

    func end(_ bytes: inout [UInt8]) {
        if marksRows { bytes.append("\n\(columns.legend)\n") }
        if let note = columns.note { bytes.append("\n\(Self.escaped(note))\n") }
        guard let report else { return }
        for table in report.card?.tables ?? [] {
            bytes.append("\n**\(Self.escaped(ShownText(table.title).text))**\n\n")
            let inner = MarkdownWriter(table.answer, nil, notation)
            inner.begin(&bytes)
            for row in 0..<table.answer.rowCount { inner.write(row, &bytes) }
            inner.end(&bytes)
        }
        // Two spaces at the end of a line keep it from running into the next.
        let lines = report.footer.map(Self.prose)
        if !lines.isEmpty { bytes.append("\n" + lines.joined(separator: "  \n") + "\n") }
        bytes.append("\n*\(Self.escaped(report.origin))*\n")
    }

    private func opening(of report: Report) -> String {
        var text = report.isFirst ? "" : "---\n\n"
        if !report.question.isEmpty { text += Self.fenced(report.question, "casus") + "\n" }
        if !report.english.isEmpty {
            text += report.english.map(Self.prose).joined(separator: " ") + "\n\n"
        }
        if let chart = report.chart { text += Self.fenced(chart.text, "text") + "\n" }
        return text
    }

    /// A sentence in which what stands between backticks is part of a question.
    private static func prose(_ text: String) -> String {
        let parts = ShownText(text).text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        guard parts.count % 2 == 1 else { return escaped(text) }
        return parts.enumerated().map { $0 % 2 == 1 ? "`\($1)`" : escaped($1) }.joined()
    }

    /// Lines exactly as they are, between fences longer than any in them.
    private static func fenced(_ text: String, _ language: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { ShownText(String($0)).text }
        let body = lines.joined(separator: "\n")
        var fence = "```"
        while body.contains(fence) { fence += "`" }
        return "\(fence)\(language)\n\(body)\(body.hasSuffix("\n") ? "" : "\n")\(fence)\n"
    }

    /// A backslash before what would mark up; `_` inside a word marks nothing.
    static func escaped(_ text: String) -> String {
        var result = ""
        var previous: Character = " "
        let characters = Array(text)
        for (position, character) in characters.enumerated() {
            switch character {
            case "<": result += "&lt;"
            case "&": result += "&amp;"
            case "\\", "|", "*", "`", "[", "]", "~", "$": result += "\\\(character)"
            case "_":
                let next = position + 1 < characters.count ? characters[position + 1] : " "
                let isInside = (previous.isLetter || previous.isNumber) && (next.isLetter || next.isNumber)
                result += isInside ? "_" : "\\_"
            case _: result.append(character)
            }
            previous = character
        }
        return result
    }
}
