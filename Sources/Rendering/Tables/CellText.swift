import Columnar
import EventModel

/// The cells of an answer as they are shown to people: safe, on one line, unknowns marked.
struct CellText {
    let answer: Answer
    private let values: ValueText

    struct Cell {
        var shown: ShownText
        /// Columns from the decimal point (or the end of the last digit) on; 0 for all but numbers.
        var tail = 0
        /// Of an unknown cell, and of one that a source says is none.
        var isAbsent = false
    }

    init(_ answer: Answer, _ precision: Precision, _ notation: Notation = Notation()) {
        self.answer = answer
        values = ValueText(
            precision: precision, unknown: notation.unknown ?? ValueText.mark, notation: notation)
    }

    func cell(_ row: Int, _ column: Int) -> Cell {
        let field = answer.fields[column]
        let value = answer.value(row: row, column: column)
        switch value {
        case .unknown: return Cell(shown: ShownText(field.wordForUnknown ?? values.unknown), isAbsent: true)
        case .none: return Cell(shown: ShownText("none"), isAbsent: true)
        case .number, .duration, .money:
            let text = values.text(value)
            // What is in millions and what is in billions have points that do not belong under one another.
            return values.hasWords(value) ? Cell(shown: ShownText(text)) : Self.number(text, values.notation)
        case .text, .truth, .date, .period, .kind, .actor, .place, .event, .list, .oneOf:
            return Cell(shown: ShownText(values.text(value)))
        }
    }

    static func number(_ text: String, _ notation: Notation = Notation()) -> Cell {
        let shown = ShownText(text)
        let digits = text.utf8.reversed().drop { !(48...57).contains($0) }
        let unit = text.utf8.count - digits.count
        let fraction = digits.prefix { (48...57).contains($0) }.count
        let before = digits.dropFirst(fraction)
        // A point between digits is decimal; two are the dots of a span.
        let isFraction = before.first == notation.point && before.dropFirst().first != 0x2E && before.count > 1
        return Cell(shown: shown, tail: unit + (isFraction ? fraction + 1 : 0))
    }

    /// Calls `body` for the cells of a column; equal cells of a dictionary may be told once.
    func forEachDistinct(column: Int, _ rows: [Range<Int>], _ body: (Cell) -> Void) {
        guard case .coded(let coded) = answer.columns[column] else {
            for range in rows { for row in range { body(cell(row, column)) } }
            return
        }
        var seen = [Bool](repeating: false, count: coded.dictionary.codeCount)
        for range in rows {
            for row in range where !seen[Int(coded.codes[row])] {
                seen[Int(coded.codes[row])] = true
                body(cell(row, column))
            }
        }
    }
}
