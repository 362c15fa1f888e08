import Columnar
import EventModel

/// A table of GitHub Flavored Markdown, in full precision; what would format or act is escaped. With a report around it,
/// it says what was asked of which data, and shows the chart as text.
struct MarkdownWriter: ReportWriter {
    private let table: ReportTable

    init(_ table: ReportTable) { self.table = table }

    func begin(_ bytes: inout [UInt8]) {
        if let report = table.report { bytes.append(opening(of: report)) }
        guard !table.columns.isEmpty else { return }
        if table.isUpright { return bytes.append("| field | value |\n| --- | --- |\n") }
        let names = table.columns.map { Self.escaped(table.name($0)) }
        bytes.append("|\(table.marksRows ? "   |" : "") \(names.joined(separator: " | ")) |\n")
        let rules = table.columns.map { table.answer.fields[$0].type.isNumeric ? "---:" : "---" }
        bytes.append("|\(table.marksRows ? " --- |" : "") \(rules.joined(separator: " | ")) |\n")
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        guard !table.columns.isEmpty else { return }
        if table.isUpright {
            for line in table.lines(row) {
                bytes.append("| \(Self.escaped(line.name)) | \(Self.escaped(line.text)) |\n")
            }
            return
        }
        bytes.append("|")
        if table.marksRows { bytes.append(table.answer.isPossible(row: row) ? " ? |" : "   |") }
        for column in table.columns {
            bytes.append(" \(Self.escaped(table.cells.cell(row, column).shown.text)) |")
        }
        bytes.append(0x0A)
    }

    func end(_ bytes: inout [UInt8]) {
        for remark in table.remarks { bytes.append("\n\(Self.escaped(remark))\n") }
        guard let report = table.report else { return }
        for inner in table.inner {
            bytes.append("\n**\(Self.escaped(inner.title))**\n\n")
            var writer = MarkdownWriter(inner.table)
            writer.writeAll(of: inner.table, &bytes)
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
