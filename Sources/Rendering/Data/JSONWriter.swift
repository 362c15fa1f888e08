import Columnar
import EventModel

/// JSON (RFC 8259), an array of objects or an object a line; texts exactly as they are, never cut.
///
/// | value | JSON |
/// |---|---|
/// | unknown | `null` |
/// | none | `"none"` |
/// | text, kind, actor, place, event | a string |
/// | number | a number; a span `{"low": 24, "high": 26}`, with `null` for an open end |
/// | duration | its days, as a number |
/// | truth | `true`, `false`, `"maybe"` |
/// | date, period | a string, as everywhere; a row that lies in no single period is `"unplaced"` |
/// | money | `{"value": 1988000000, "currency": "USD"}`, the value as a number |
/// | list | an array, also of one member |
///
/// An answer with possible rows has a last member `possible`, `true` or `false`. On a terminal characters that would act
/// there are escaped as `\u202e`, which reads back as the same.
struct JSONWriter: RowWriter {
    private let answer: Answer
    private let isArray: Bool
    private let possibleName: String?
    /// `"name":` of every column.
    private let keys: [[UInt8]]
    private let words: [String?]
    private var cells: [FormedCells]
    private var isFirst = true

    init(_ answer: Answer, isArray: Bool) {
        self.answer = answer
        self.isArray = isArray
        possibleName = answer.possibleName
        keys = answer.fields.map { Array((JSONText.string($0.name) + ":").utf8) }
        words = answer.fields.map(\.wordForUnknown)
        cells = answer.formedCells
    }

    func begin(_ bytes: inout [UInt8]) {
        if isArray { bytes.append("[") }
    }

    mutating func write(_ row: Int, _ bytes: inout [UInt8]) {
        if isArray { bytes.append(isFirst ? "\n" : ",\n") }
        isFirst = false
        bytes.append(UInt8(ascii: "{"))
        let words = words
        for column in keys.indices {
            if column > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: keys[column])
            let wordForUnknown = words[column]
            cells[column].append(row, to: &bytes) { value, bytes in
                if value == .unknown, let wordForUnknown {
                    JSONText.append(wordForUnknown, to: &bytes)
                } else {
                    Self.append(value, &bytes)
                }
            }
        }
        if let possibleName {
            bytes.append("\(keys.isEmpty ? "" : ",")\(JSONText.string(possibleName)):\(answer.isPossible(row: row))")
        }
        bytes.append(isArray ? "}" : "}\n")
    }

    func end(_ bytes: inout [UInt8]) {
        if isArray { bytes.append(isFirst ? "]\n" : "\n]\n") }
    }

    private static func append(_ value: Value, _ bytes: inout [UInt8]) {
        switch value {
        case .unknown: bytes.append("null")
        case .none: bytes.append("\"none\"")
        case .text(let text), .kind(let text), .actor(let text), .place(let text), .event(let text):
            JSONText.append(text, to: &bytes)
        case .number(let span), .duration(let span): append(span, &bytes)
        case .truth(let truth): bytes.append(truth == .maybe ? "\"maybe\"" : truth == .yes ? "true" : "false")
        case .date(let date): JSONText.append(EDTF.text(of: date), to: &bytes)
        case .period(let period): JSONText.append(period.text, to: &bytes)
        case .money(let money):
            bytes.append("{\"value\":")
            append(money.amount, &bytes)
            bytes.append(",\"currency\":\(money.currency.isEmpty ? "null" : JSONText.string(money.currency))}")
        case .list(let members): append(members, &bytes)
        case .oneOf(let members):
            bytes.append("{\"one_of\":")
            append(members, &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func append(_ members: [Value], _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (position, member) in members.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            append(member, &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func append(_ span: NumberSpan, _ bytes: inout [UInt8]) {
        func number(_ value: Double) -> String {
            value.isFinite ? NumberText.exact(value) : "null"
        }
        bytes.append(
            span.isExact ? number(span.low) : "{\"low\":\(number(span.low)),\"high\":\(number(span.high))}")
    }
}
