import Diagnostics

extension Lexer {
    private func digits(at start: Int) -> Int {
        var end = start
        while end < bytes.count, isDigit(bytes[end]) { end += 1 }
        return end - start
    }

    /// A number takes letters that follow without a space with it (`60d`, `1.988bn`), a date its `-` parts.
    mutating func lexNumber() {
        let whole = digits(at: offset)
        if whole == 4, byte(4) == UInt8(ascii: "-"), wordPart(at: offset + 5) == 1, byte(5) != UInt8(ascii: "_") {
            var length = 4
            while byte(length) == UInt8(ascii: "-"), wordPart(at: offset + length + 1) > 0 {
                length += 1 + wordLength(from: offset + length + 1)
            }
            emit(.date, length: length)
        } else if let length = foreignDate(whole) {
            emit(.date, length: length)
        } else {
            emit(.number, length: numberLength(whole))
        }
    }

    private func numberLength(_ whole: Int) -> Int {
        var length = whole
        if byte(length) == UInt8(ascii: "."), isDigit(byte(length + 1)) {
            length += 1 + digits(at: offset + length + 1)
        }
        if byte(length) | 0x20 == UInt8(ascii: "e") {
            let sign = byte(length + 1) == UInt8(ascii: "-") || byte(length + 1) == UInt8(ascii: "+") ? 1 : 0
            let exponent = digits(at: offset + length + 1 + sign)
            if exponent > 0 { length += 1 + sign + exponent }
        }
        return length + wordLength(from: offset + length)
    }

    /// `05/30/2023`, `30.05.2023`, `2023/05/30`: habits, read as one token so that each can be mended as one. Nil for
    /// what cannot be a date: `100/10/2` is a division.
    private func foreignDate(_ first: Int) -> Int? {
        let separator = byte(first)
        guard separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".") else { return nil }
        let second = digits(at: offset + first + 1)
        guard (1...2).contains(second), byte(first + 1 + second) == separator else { return nil }
        let third = digits(at: offset + first + second + 2)
        let length = first + second + third + 2
        guard wordPart(at: offset + length) == 0,
            ForeignDate(source.text(Span(offset, offset + length))) != nil
        else { return nil }
        return length
    }

    /// `$5m`, `€200`: a sum of money as it is written elsewhere, read as its number.
    mutating func lexPrice(sign: Int, currency: String) {
        let start = offset
        offset += sign
        let length = numberLength(digits(at: offset))
        let span = Span(start, offset + length)
        let meant = source.text(Span(offset, offset + length)) + " " + currency
        bag.report(.habit(written: source.text(span), meant: meant), at: span, fix: Fix(span, meant))
        emit(.number, length: length)
    }
}

/// A date in digits as it is written elsewhere, in the order of the language.
struct ForeignDate {
    let iso: String

    /// Nil if the parts cannot be a day, a month and a year. A first part above 12 is a day; so is it between dots.
    init?(_ written: String) {
        let isDotted = written.contains(".")
        let parts = written.split(whereSeparator: { $0 == "/" || $0 == "." })
        let values = parts.compactMap { Int($0) }
        guard parts.count == 3, values.count == 3 else { return nil }
        var (year, month, day) = (values[2], values[0], values[1])
        if parts[0].count == 4 {
            (year, month, day) = (values[0], values[1], values[2])
            guard (1..<3).contains(parts[2].count), year < 2200 else { return nil }
        } else {
            guard parts[0].count <= 2, parts[2].count == 4 || parts[2].count == 2 && !isDotted else { return nil }
            if values[0] > 12 || isDotted { (month, day) = (values[1], values[0]) }
            if parts[2].count == 2 { year += 2000 }
        }
        guard year >= 1000, (1...12).contains(month), (1...31).contains(day) else { return nil }
        iso = Self.iso(year, month, day)
    }

    static func iso(_ year: Int, _ month: Int, _ day: Int?) -> String {
        let monthText = "\(year)-\(month < 10 ? "0" : "")\(month)"
        return day.map { "\(monthText)-\($0 < 10 ? "0" : "")\($0)" } ?? monthText
    }
}
