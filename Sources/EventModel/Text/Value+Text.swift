extension Value {
    /// The one text of a value, in full precision: what a question would write, as far as it can write it.
    ///
    /// Texts and names as coded, numbers `24`, `24..26` or `12..`, dates in EDTF, `26 days`, `1988000000 USD`, lists
    /// `a, b`, alternatives `a or b ?`, and the words `unknown` and `none`.
    package var shown: String {
        switch self {
        case .unknown: return "unknown"
        case .none: return "none"
        case .text(let text), .kind(let text), .actor(let text), .place(let text), .event(let text): return text
        case .number(let span): return span.shown
        case .truth(let truth):
            switch truth {
            case .yes: return "yes"
            case .no: return "no"
            case .maybe: return "maybe"
            }
        case .date(let date): return EDTF.text(of: date)
        case .period(let period): return period.text
        case .duration(let days):
            return days.shown + (days.isExact && abs(days.low) == 1 ? " day" : " days")
        case .money(let money):
            return money.currency.isEmpty ? money.amount.shown : "\(money.amount.shown) \(money.currency)"
        case .list(let members): return members.map(\.shown).joined(separator: ", ")
        case .oneOf(let members): return members.map(\.shown).joined(separator: " or ") + " ?"
        }
    }
}

extension NumberSpan {
    /// A number or `low..high` in full precision; an end that nobody knows is left out: `12..`.
    package var shown: String {
        if isExact { return Self.shown(low) }
        return "\(low == -.infinity ? "" : Self.shown(low))..\(high == .infinity ? "" : Self.shown(high))"
    }

    /// The shortest text that reads back as the same number: whole numbers without a fraction, no exponent between
    /// 1e-7 and 1e21.
    package static func shown(_ value: Double) -> String {
        if abs(value) < 1e15, value == value.rounded(.towardZero) { return String(Int64(value)) }
        guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "-infinity" : "infinity" }
        return withoutExponent(value.description)
    }

    /// Writes `1.5e+16` out as `15000000000000000`; beyond reason the exponent stays, `1e300`.
    private static func withoutExponent(_ text: String) -> String {
        let parts = text.split(separator: "e", maxSplits: 1)
        guard parts.count == 2, let exponent = Int(parts[1]) else {
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        let sign = text.hasPrefix("-") ? "-" : ""
        let number = parts[0].drop { $0 == "-" }
        let pieces = number.split(separator: ".", maxSplits: 1)
        let fraction = pieces.count == 2 && pieces[1] != "0" ? pieces[1] : ""
        guard -7 <= exponent, exponent <= 21, let whole = pieces.first else {
            return "\(sign)\(pieces.first ?? "")\(fraction.isEmpty ? "" : ".\(fraction)")e\(exponent)"
        }
        if exponent < 0 {
            return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(whole)\(fraction)"
        }
        if fraction.count <= exponent {
            return "\(sign)\(whole)\(fraction)\(String(repeating: "0", count: exponent - fraction.count))"
        }
        return "\(sign)\(whole)\(fraction.prefix(exponent)).\(fraction.dropFirst(exponent))"
    }
}
