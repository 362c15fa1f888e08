package import EventModel

/// The one text of a value, in full precision: what a question would write, as far as it can write it.
///
/// | value | text |
/// |---|---|
/// | unknown, none | `unknown`, `none` |
/// | text, kind, actor, place, event | as coded |
/// | number | `24`, `0.5`, `24..26`, `12..` (at least 12) |
/// | truth | `yes`, `no`, `maybe` |
/// | date | EDTF |
/// | period | `2023`, `2023-Q2`, `2023-05`, `2021..2024` |
/// | duration | `26 days`, `1 day`, `24..26 days` |
/// | money | `1988000000 USD` |
/// | list | its members, `a, b` |
/// | one of several | the alternatives, `a or b ?` |
package func text(of value: Value) -> String { value.shown }

/// The same as people read it in a sentence: `1bn USD`, 1,204.
package func readableText(of value: Value) -> String {
    ValueText(precision: .readable, unknown: ValueText.mark).text(value)
}

/// Values as text, to a precision, and with a mark for what nobody coded.
struct ValueText {
    var precision: Precision
    var unknown: String
    var notation = Notation()

    /// The mark of an unknown cell in forms that people read.
    static let mark = "?"

    func text(_ value: Value) -> String {
        switch value {
        case .unknown: return unknown
        case .none: return "none"
        case .text(let text), .kind(let text), .actor(let text), .place(let text), .event(let text): return text
        case .number(let span):
            return notation.localized(
                hasWords(value) ? NumberText.worded(span, precision) : NumberText.text(span, precision))
        case .truth(let truth): return Self.word(truth)
        case .date(let date): return EDTF.text(of: date)
        case .period(let period): return period.text
        case .duration(let days):
            let unit = days.isExact && abs(days.low) == 1 ? " day" : " days"
            return notation.localized(NumberText.text(days, precision)) + unit
        case .money(let money): return notation.localized(NumberText.text(money, precision))
        case .list(let members): return members.map(text).joined(separator: ", ")
        case .oneOf(let members): return members.map(text).joined(separator: " or ") + " " + Self.mark
        }
    }

    /// Whether it has words for millions and more, if it comes to so much.
    func hasWords(_ value: Value) -> Bool {
        if precision == .full { return false }
        return switch value {
        case .money: true
        case .number: notation.thousands == .words
        case .unknown, .none, .text, .truth, .date, .period, .duration, .kind, .actor, .place, .event, .list, .oneOf:
            false
        }
    }

    static func word(_ truth: Truth) -> String {
        switch truth {
        case .yes: "yes"
        case .no: "no"
        case .maybe: "maybe"
        }
    }
}

extension Field {
    /// The word for a cell of the field that has no value, other than the mark of the form: a row of `per month` that
    /// lies in no single month is `unplaced`.
    var wordForUnknown: String? {
        type == .period && TimeUnit(rawValue: name) != nil ? "unplaced" : nil
    }
}

/// A whole number with its thousands apart: `1,204`.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}

/// `1 row`, `2 rows`, `1,204 rows`.
func counted(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }
