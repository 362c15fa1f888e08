import Diagnostics

extension Parser {
    private static let magnitudes: [String: Double] = [
        "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
        "tn": 1e12,
    ]
    /// `60d` and its like: written with a space and a whole word here.
    private static let shortUnits: [String: String] = [
        "d": "days", "w": "weeks", "wk": "weeks", "mo": "months", "q": "quarters", "y": "years", "yr": "years",
    ]
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static func month(_ word: String) -> Int? {
        let lower = word.lowercased()
        guard lower.utf8.count >= 3 else { return nil }
        return months.firstIndex { $0 == lower || $0.prefix(3) == lower }.map { $0 + 1 }
    }

    /// A number with what belongs to it: magnitude, currency, unit of time.
    mutating func parseNumber() -> ExpressionTree {
        let start = advance()
        let written = source.text(start.span)
        let digits = String(written.prefix { $0.isASCII && ($0.isNumber || $0 == ".") })
        var suffix = String(written.dropFirst(digits.count))
        var value = Double(digits) ?? 0
        if let exponent = Double(written) {
            value = exponent
            suffix = ""
        }
        guard value.isFinite else { return badNumber(start, "too large; the largest is about 1.8e308") }
        if let unit = Self.shortUnits[suffix.lowercased()] {
            habit(written, meant: "\(digits) \(unit)", at: start.span)
            return DurationUnit(word: unit).map { ExpressionTree(.duration(value, $0), start.span) }
                ?? ExpressionTree(.missing, start.span)
        }
        if let unit = DurationUnit(word: suffix) {
            habit(written, meant: "\(digits) \(suffix)", at: start.span)
            return ExpressionTree(.duration(value, unit), start.span)
        }
        if !suffix.isEmpty {
            guard let magnitude = Self.magnitudes[suffix.lowercased()] else {
                return badNumber(start, "`\(suffix)` is not known behind a number: k, m, bn, tn are")
            }
            value *= magnitude
        } else if let date = dateHabit(start, day: Int(digits)) {
            return date
        } else if token.kind == .word, let unit = DurationUnit(word: text(token)) {
            advance()
            return ExpressionTree(.duration(value, unit), span(from: start.span))
        } else if token.kind == .word, let magnitude = Self.magnitudes[text(token)] {
            advance()
            value *= magnitude
        }
        guard value.isFinite else { return badNumber(start, "too large; the largest is about 1.8e308") }
        if token.kind == .word, isCurrency(token.span) {
            let currency = advance()
            return ExpressionTree(.money(value, currency: source.text(currency.span)), span(from: start.span))
        }
        return ExpressionTree(.number(value), span(from: start.span))
    }

    private mutating func badNumber(_ token: Token, _ reason: String) -> ExpressionTree {
        bag.report(.badNumber(source.text(token.span), reason: reason), at: token.span)
        return ExpressionTree(.missing, token.span)
    }

    private func isCurrency(_ span: Span) -> Bool {
        span.range.count == 3
            && source.bytes[span.range].allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    }

    /// `30 May 2023`.
    private mutating func dateHabit(_ start: Token, day: Int?) -> ExpressionTree? {
        guard let day, (1...31).contains(day), token.kind == .word, let month = Self.month(text(token)),
            peek(1).kind == .number, let year = Int(source.text(peek(1).span)), (1000...9999).contains(year)
        else { return nil }
        advance()
        advance()
        let span = span(from: start.span)
        let date = iso(year, month, day)
        habit(source.text(span), meant: date, at: span)
        return ExpressionTree(.date(date), span)
    }

    private func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// A date token; `05/30/2023` and `2023-5-3` are told of with the likeliest correction.
    mutating func dateTree(_ token: Token) -> ExpressionTree {
        let written = source.text(token.span)
        if written.contains("/") {
            let parts = written.split(separator: "/").compactMap { Int($0) }
            guard parts.count == 3 else { return ExpressionTree(.missing, token.span) }
            let year = parts[2] < 100 ? 2000 + parts[2] : parts[2]
            let isDayFirst = parts[0] > 12
            let meant = iso(year, isDayFirst ? parts[1] : parts[0], isDayFirst ? parts[0] : parts[1])
            habit(written, meant: meant, at: token.span)
            return ExpressionTree(.date(meant), token.span)
        }
        let parts = written.split(separator: "-", omittingEmptySubsequences: false)
        if parts.dropFirst().contains(where: { $0.count == 1 && $0.allSatisfy(\.isNumber) }) {
            let mended = parts.map { $0.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
            bag.append(
                Diagnostic(
                    .badDate(written, reason: "months and days have two digits; numbers are subtracted with spaces"),
                    at: token.span, fix: Fix(token.span, mended)))
            return ExpressionTree(.missing, token.span)
        }
        return ExpressionTree(.date(written), token.span)
    }

    /// The text between quotes, escapes resolved; unknown escapes are told of and kept.
    mutating func contents(of token: Token) -> String {
        let raw = source.text(token.span)
        guard raw.hasPrefix("\"") else { return String(raw.dropFirst().dropLast()) }
        var body = raw.dropFirst()
        if body.hasSuffix("\""), raw.unicodeScalars.count > 1, isClosed(token.span) { body = body.dropLast() }
        guard body.contains("\\") else { return String(body) }
        return unescape(body, at: token.span)
    }

    /// Whether the last quote of a text token closes it (an odd number of backslashes would escape it).
    private func isClosed(_ span: Span) -> Bool {
        var backslashes = 0
        var index = Int(span.end) - 2
        while index > Int(span.start), source.bytes[index] == UInt8(ascii: "\\") {
            backslashes += 1
            index -= 1
        }
        return backslashes % 2 == 0
    }

    private mutating func unescape(_ body: Substring, at span: Span) -> String {
        var result = String.UnicodeScalarView()
        var scalars = body.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            switch scalars.next() {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "r": result.append("\r")
            case "\"": result.append("\"")
            case "\\": result.append("\\")
            case "u":
                var digits = ""
                if scalars.next() == "{" {
                    while let next = scalars.next(), next != "}", digits.count < 9 {
                        digits.unicodeScalars.append(next)
                    }
                }
                if let value = UInt32(digits, radix: 16), let unicode = UnicodeScalar(value) {
                    result.append(unicode)
                } else {
                    bag.report(.badEscape("\\u{\(digits)}"), at: span)
                }
            case let other:
                let written = "\\" + (other.map { String(Character($0)) } ?? "")
                bag.report(.badEscape(written), at: span)
                result.append(contentsOf: written.unicodeScalars)
            }
        }
        return String(result)
    }
}
