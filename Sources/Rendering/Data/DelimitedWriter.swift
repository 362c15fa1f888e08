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
/// or no. In an answer of one column an unknown cell is `""` in CSV, since many readers pass over empty lines. A text
/// that begins with `=`, `+`, `-` or `@` stays as it is: programs that take it for a formula must import it as text.
/// On a terminal nobody reads the bytes back, and what would act there is escaped; files and pipes get every byte.
struct DelimitedWriter: RowWriter {
    private let answer: Answer
    private let possibleName: String?
    private let text: DelimitedText
    private let words: [String?]
    private var cells: [FormedCells]

    init(_ answer: Answer, _ dialect: DelimitedText.Dialect, isTerminal: Bool) {
        self.answer = answer
        possibleName = answer.possibleName
        text = DelimitedText(dialect, isTerminal: isTerminal)
        let isAlone = answer.fields.count == 1 && possibleName == nil
        words = answer.fields.map { $0.wordForUnknown ?? (isAlone && dialect == .csv ? "\"\"" : nil) }
        cells = answer.formedCells
    }

    func begin(_ bytes: inout [UInt8]) {
        let names = answer.fields.map(\.name) + (possibleName.map { [$0] } ?? [])
        for (position, name) in names.enumerated() {
            if position > 0 { bytes.append(text.separator) }
            text.append(name, isData: false, &bytes)
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

    private let dialect: Dialect
    private let isTerminal: Bool
    private let values = ValueText(precision: .full, unknown: "")

    init(_ dialect: Dialect, isTerminal: Bool) {
        self.dialect = dialect
        self.isTerminal = isTerminal
    }

    var separator: UInt8 { dialect == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t") }

    /// - Parameter unknown: what stands for an unknown value, as it is.
    func append(_ value: Value, unknown: String?, _ bytes: inout [UInt8]) {
        switch value {
        case .unknown: bytes.append(unknown ?? "")
        case .none: bytes.append("none")
        case .number, .truth, .duration, .period: bytes.append(values.text(value))
        case .text, .kind, .actor, .place, .event, .date, .money, .list, .oneOf:
            append(values.text(value), isData: true, &bytes)
        }
    }

    func append(_ text: String, isData: Bool, _ bytes: inout [UInt8]) {
        switch dialect {
        case .csv: Self.appendQuoted(isTerminal ? ShownText(text).text : text, isData: isData, &bytes)
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

    private static func appendQuoted(_ text: String, isData: Bool, _ bytes: inout [UInt8]) {
        let isAmbiguous = isData && (text.isEmpty || text == "none")
        let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard isAmbiguous || needsQuotes else { return bytes.append(text) }
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
