import EventModel
import Glibc

/// How far numbers are written out.
enum Precision: Hashable {
    /// The shortest text that reads back as the same number.
    case full
    /// So many significant digits of numbers with a fraction, sums of money in millions and billions.
    case digits(Int)

    /// What people read mostly.
    static let readable = Precision.digits(6)
}

/// How numbers are written, here and everywhere.
enum NumberText {
    /// A number: whole numbers without a fraction, no exponent between 1e-7 and 1e21.
    static func text(_ value: Double, _ precision: Precision) -> String {
        switch precision {
        case .full: exact(value)
        case .digits(let digits): exact(rounded(value, digits))
        }
    }

    /// A number or `low..high`; an end that nobody knows is left out: `12..`.
    static func text(_ span: NumberSpan, _ precision: Precision) -> String {
        self.span(span) { text($0, precision) }
    }

    static func span(_ span: NumberSpan, _ text: (Double) -> String) -> String {
        if span.isExact { return text(span.low) }
        let low = span.low == -.infinity ? "" : text(span.low)
        let high = span.high == .infinity ? "" : text(span.high)
        // Two ends that look alike after rounding are one number to a reader.
        return low == high && !low.isEmpty ? low : "\(low)..\(high)"
    }

    /// A sum of money, `1988000000 USD`; readable `1.988bn USD`.
    static func text(_ money: Money, _ precision: Precision) -> String {
        let amount = worded(money.amount, precision)
        return money.currency.isEmpty ? amount : "\(amount) \(money.currency)"
    }

    /// With words for millions and more, where it may be rounded.
    static func worded(_ span: NumberSpan, _ precision: Precision) -> String {
        self.span(span) { value in
            switch precision {
            case .full: exact(value)
            case .digits(let digits): scaled(value, digits)
            }
        }
    }

    static func exact(_ value: Double) -> String { NumberSpan.shown(value) }

    /// A number too large for words: `3e300`, `1.5e16`.
    static func exponential(_ value: Double) -> String {
        let text = value.description
        guard let place = text.firstIndex(of: "e") else { return exact(value) }
        let number = text[..<place]
        let exponent = text[text.index(after: place)...].drop { $0 == "+" }
        return "\(number.hasSuffix(".0") ? String(number.dropLast(2)) : String(number.prefix(7)))e\(exponent)"
    }

    /// So many significant digits of a number with a fraction; whole numbers stay whole and exact.
    static func rounded(_ value: Double, _ digits: Int = 6) -> Double {
        guard value.isFinite, value != value.rounded(.towardZero) else { return value }
        let decimals = digits - 1 - Int(log10(abs(value)).rounded(.down))
        guard decimals > 0 else { return value.rounded() }
        guard decimals <= 20 else { return value }
        let factor = pow(10, Double(decimals))
        return (value * factor).rounded() / factor
    }

    /// `1.988bn`, `500 million`, `250000`: words that a question takes as well.
    static func scaled(_ value: Double, _ digits: Int = 6) -> String {
        if abs(value) < 1e6 { return text(value, .digits(digits)) }
        for (unit, word) in [(1e6, " million"), (1e9, "bn")] {
            // A number that rounds to a thousand belongs to the next word.
            let number = rounded(value / unit, digits)
            if abs(number) < 1_000 { return exact(number) + word }
        }
        return exact(rounded(value / 1e12, digits)) + "tn"
    }
}
