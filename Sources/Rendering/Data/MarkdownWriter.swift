import Columnar
import EventModel

/// A table of GitHub Flavored Markdown, in full precision; what would format or act is escaped.
struct MarkdownWriter: RowWriter {
    private let cells: CellText
    private let marksRows: Bool

    init(_ answer: Answer) {
        cells = CellText(answer, .full)
        marksRows = answer.hasPossibleRows
    }

    private var fields: [Field] { cells.answer.fields }

    func begin(_ bytes: inout [UInt8]) {
        guard !fields.isEmpty else { return }
        let names = fields.map { Self.escaped(ShownText($0.name).text) }
        bytes.append("|\(marksRows ? "   |" : "") \(names.joined(separator: " | ")) |\n")
        let rules = fields.map { $0.type.isNumeric ? "---:" : "---" }
        bytes.append("|\(marksRows ? " --- |" : "") \(rules.joined(separator: " | ")) |\n")
    }

    func write(_ row: Int, _ bytes: inout [UInt8]) {
        guard !fields.isEmpty else { return }
        bytes.append("|")
        if marksRows { bytes.append(cells.answer.isPossible(row: row) ? " ? |" : "   |") }
        for column in fields.indices {
            bytes.append(" \(Self.escaped(cells.cell(row, column).shown.text)) |")
        }
        bytes.append(0x0A)
    }

    func end(_ bytes: inout [UInt8]) {
        if marksRows { bytes.append("\n\(possibleLegend)\n") }
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
