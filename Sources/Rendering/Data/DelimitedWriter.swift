import Columnar
import EventModel

/// CSV and TSV: a line of names, then a line a row, ended by LF; texts exactly as they are, never cut.
///
/// | cell | CSV (RFC 4180) | TSV |
/// |---|---|---|
/// | unknown | empty | empty |
/// | none | `none` | `none` |
/// | the text "none", a text of no characters | in quotes, `"none"`, `""` | `none`, empty |
/// | `"`, `,`, a line end in a text | in quotes, `"` doubled | tab, LF, CR, `\` as `\t`, `\n`, `\r`, `\\` |
/// | everything else | the text of `text(of:)` | the same |
///
/// A row that lies in no single period is `unplaced`. An answer with possible rows has a last column `possible` with yes
/// or no. `Notation` changes the word for unknown, the comma between cells of CSV and the decimal point; a text that looks
/// like the word for unknown is then in quotes in CSV. In an answer of one column an unknown cell without a word is `""` in
/// CSV, since many readers pass over empty lines. A text that begins with `=`, `+`, `-` or `@` stays as it is: programs
/// that take it for a formula must import it as text. Only what a spreadsheet opens at once has every text in quotes, names
/// of columns among them, and no formula in any (`SheetText`).
/// On a terminal nobody reads the bytes back, and what would act there is escaped; files and pipes get every byte.
struct DelimitedWriter: RowWriter {
    private let answer: Answer
    private let possibleName: String?
    private let hasHeading: Bool
    private let beginsWithMark: Bool
    private let text: DelimitedText
    /// What stands in each column for an unknown cell.
    private let words: [String]
    private var cells: [FormedCells]

    init(_ answer: Answer, _ dialect: DelimitedText.Dialect, _ drawing: Drawing) {
        self.answer = answer
        hasHeading = drawing.notation.forPrograms.hasHeading
        beginsWithMark = drawing.beginsWithMark
        possibleName = answer.possibleName
        let text = DelimitedText(dialect, drawing)
        self.text = text
        let isAlone = answer.fields.count == 1 && possibleName == nil
        let word = text.unknown.isEmpty && isAlone && dialect == .csv ? "\"\"" : text.unknown
        words = answer.fields.map { $0.wordForUnknown ?? word }
        cells = answer.formedCells
    }

    func begin(_ bytes: inout [UInt8]) {
        if beginsWithMark { bytes.append("\u{FEFF}") }
        guard hasHeading else { return }
        let names = answer.fields.map(\.name) + (possibleName.map { [$0] } ?? [])
        for (position, name) in names.enumerated() {
            if position > 0 { bytes.append(text.separator) }
            text.append(chosen: name, isData: false, &bytes)
        }
        bytes.append(0x0A)
    }

    mutating func write(_ row: Int, _ bytes: inout [UInt8]) {
        let (text, words) = (text, words)
        for column in cells.indices {
            if column > 0 { bytes.append(text.separator) }
            cells[column].append(row, to: &bytes) { text.append($0, unknown: words[column], &$1) }
        }
        if possibleName != nil {
            bytes.append(text.separator)
            bytes.append(answer.isPossible(row: row) ? "yes" : "no")
        }
        bytes.append(0x0A)
    }

    func end(_ bytes: inout [UInt8]) {}
}

/// Values as CSV and TSV write them.
struct DelimitedText {
    enum Dialect { case csv, tsv }

    let separator: UInt8
    private let dialect: Dialect
    private let isTerminal: Bool
    private let isForSheet: Bool
    private let values: ValueText

    init(_ dialect: Dialect, _ drawing: Drawing) {
        self.dialect = dialect
        isTerminal = drawing.isTerminal
        isForSheet = drawing.isForSheet
        let notation = drawing.notation.forPrograms
        values = ValueText(precision: .full, unknown: notation.unknown ?? "", notation: notation)
        separator = dialect == .csv ? notation.separator : UInt8(ascii: "\t")
    }

    /// What stands for an unknown value.
    var unknown: String { values.unknown }

    /// - Parameter unknown: what stands for an unknown value, as it is.
    func append(_ value: Value, unknown: String, _ bytes: inout [UInt8]) {
        switch value {
        case .unknown: bytes.append(unknown)
        case .none: bytes.append("none")
        case .number, .duration: append(values.text(value), isData: false, &bytes)
        case .truth, .period: bytes.append(values.text(value))
        case .date: append(values.text(value), isData: true, &bytes)
        case .money, .text, .kind, .actor, .place, .event, .list, .oneOf:
            append(chosen: values.text(value), isData: true, &bytes)
        }
    }

    /// A text that somebody else may have chosen, in the data or in a question.
    /// - Parameter isData: whether it is a value, which is to be told from a word for one.
    func append(chosen text: String, isData: Bool, _ bytes: inout [UInt8]) {
        append(isForSheet ? SheetText.defused(text, separator) : text, isData: isData, &bytes, isQuoted: isForSheet)
    }

    private func append(_ text: String, isData: Bool, _ bytes: inout [UInt8], isQuoted: Bool = false) {
        switch dialect {
        case .csv: appendQuoted(isTerminal ? ShownText(text).text : text, isData: isData, &bytes, always: isQuoted)
        case .tsv:
            var escaped: [UInt8] = []
            Self.appendEscaped(text, &escaped)
            if isTerminal {
                bytes.append(ShownText(String(decoding: escaped, as: UTF8.self)).text)
            } else {
                bytes.append(contentsOf: escaped)
            }
        }
    }

    private func appendQuoted(_ text: String, isData: Bool, _ bytes: inout [UInt8], always: Bool) {
        let isAmbiguous = isData && (text.isEmpty || text == "none" || text == values.unknown)
        let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == separator || $0 == 0x0A || $0 == 0x0D }
        guard always || isAmbiguous || needsQuotes else { return bytes.append(text) }
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    private static func appendEscaped(_ text: String, _ bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case 0x09: bytes.append("\\t")
            case 0x0A: bytes.append("\\n")
            case 0x0D: bytes.append("\\r")
            case 0x5C: bytes.append("\\\\")
            default: bytes.append(byte)
            }
        }
    }
}
