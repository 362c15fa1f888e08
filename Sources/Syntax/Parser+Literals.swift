import Diagnostics

extension Parser {
    private static let magnitudes: [String: Double] = [
        "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
        "tn": 1e12,
    ]
    /// `60d` and its like: written with a space and a whole word here.
    private static let shortUnits: [String: String] = [
        "d": "days", "w": "weeks", "wk": "weeks", "wks": "weeks", "mo": "months", "q": "quarters", "y": "years",
        "yr": "years", "yrs": "years",
    ]
    /// A number with what belongs to it: magnitude, currency, unit of time.
    mutating func parseNumber() -> ExpressionTree {
        let start = advance()
        let written = text(start)
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
            guard let magnitude = magnitude(of: suffix, start, digits) else { return badSuffix(start, digits, suffix) }
            value *= magnitude
            noteUnit(hasMagnitude: true)
        } else if let date = dateBehindDay(start, day: Int(digits)) {
            return date
        } else if token.kind == .word, let unit = DurationUnit(word: text(token)), !isCallWord {
            advance()
            return ExpressionTree(.duration(value, unit), span(from: start.span))
        } else if token.kind == .word, let magnitude = Self.magnitudes[text(token)], !isCallWord {
            advance()
            value *= magnitude
            noteUnit(hasMagnitude: true)
        } else if let meant = mistypedUnit(of: value) {
            let word = advance()
            let written = source.text(start.span.joined(word.span))
            bag.report(
                .badNumber(written, reason: "did you mean `\(meant)`?"), at: word.span, fix: Fix(word.span, meant))
            if let unit = DurationUnit(word: meant) {
                return ExpressionTree(.duration(value, unit), span(from: start.span))
            }
            value *= Self.magnitudes[meant] ?? 1
        } else {
            noteUnit(hasMagnitude: false)
        }
        guard value.isFinite else { return badNumber(start, "too large; the largest is about 1.8e308") }
        if token.kind == .word, isCurrency(token.span) {
            let currency = advance()
            return ExpressionTree(.money(value, currency: source.text(currency.span)), span(from: start.span))
        }
        return ExpressionTree(.number(value), span(from: start.span))
    }

    /// The word for a length of time or a magnitude that the word here comes nearest to; nil where another may stand there.
    private func mistypedUnit(of number: Double) -> String? {
        let word = text(token)
        guard token.kind == .word, !isCallWord, !isCurrency(token.span), !isRecovering, !Keywords.all.contains(word)
        else { return nil }
        return unit(like: word, of: number)
    }

    /// `days` behind 2, `day` behind 1.
    private func unit(like word: String, of number: Double) -> String? {
        if word.count < 3 { return nil }
        let units = Keywords.units.filter {
            $0.count > 2 && (DurationUnit(word: $0) == nil || $0.hasSuffix("s") == (number != 1))
        }
        return nearest(to: word, among: units, most: 1).first
    }

    private mutating func noteUnit(hasMagnitude: Bool) {
        if case .value(let operand) = wanted { note(.unit(operand, hasMagnitude: hasMagnitude)) }
    }

    /// A number without what else may follow one.
    mutating func parsePlainNumber() -> ExpressionTree {
        let token = advance()
        guard let value = Double(text(token)), value.isFinite else {
            position -= 1
            return parseNumber()
        }
        return ExpressionTree(.number(value), token.span)
    }

    /// Whether the word here is the name of a call, so that `days(a, b)` behind a number is no unit.
    private var isCallWord: Bool { peek(1).kind == .openParenthesis && peek(1).span.start == token.span.end }

    private mutating func badNumber(_ token: Token, _ reason: String, fix: String? = nil) -> ExpressionTree {
        bag.report(
            .badNumber(source.text(token.span), reason: reason), at: token.span, fix: fix.map { Fix(token.span, $0) })
        return ExpressionTree(.missing, token.span)
    }

    /// Magnitudes as they are written elsewhere.
    private static let foreignMagnitudes = [
        "mn": "m", "mio": "m", "mil": "m", "b": "bn", "bln": "bn", "bio": "bn", "mrd": "bn", "t": "tn",
    ]

    private mutating func magnitude(of suffix: String, _ token: Token, _ digits: String) -> Double? {
        if let magnitude = Self.magnitudes[suffix.lowercased()] { return magnitude }
        guard let meant = Self.foreignMagnitudes[suffix.lowercased()] else { return nil }
        habit(source.text(token.span), meant: digits + meant, at: token.span)
        return Self.magnitudes[meant]
    }

    private mutating func badSuffix(_ token: Token, _ digits: String, _ suffix: String) -> ExpressionTree {
        let year = digits.utf8.count == 4 && suffix.utf8.count == 2 && suffix.uppercased().hasPrefix("Q")
        if year, let quarter = suffix.last, "1234".contains(quarter) {
            habit(source.text(token.span), meant: "\(digits)-Q\(quarter)", at: token.span)
            return ExpressionTree(.date("\(digits)-Q\(quarter)"), token.span)
        }
        let isCurrency = suffix.utf8.count == 3 && suffix.allSatisfy { $0.isASCII && $0.isUppercase }
        if isCurrency {
            return badNumber(token, "a currency stands behind a space", fix: "\(digits) \(suffix)")
        }
        if self.token.kind == .word, self.isCurrency(self.token.span) { advance() }
        if let meant = unit(like: suffix, of: Double(digits) ?? 0) {
            return badNumber(token, "did you mean `\(digits) \(meant)`?", fix: "\(digits) \(meant)")
        }
        return badNumber(token, "`\(suffix)` is not known behind a number: k, m, bn, tn are")
    }

    private func isCurrency(_ span: Span) -> Bool {
        span.range.count == 3
            && source.bytes[span.range].allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    }

    /// A date token; `05/30/2023` and `2023-5-3` are told of with the likeliest correction.
    mutating func dateTree(_ token: Token) -> ExpressionTree {
        let written = source.text(token.span)
        if let foreign = ForeignDate(written) {
            habit(written, meant: foreign.iso, at: token.span)
            return ExpressionTree(.date(foreign.iso), token.span)
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
        if parts.count == 2, parts.allSatisfy({ $0.utf8.count == 4 && Int($0) != nil }) {
            habit(written, meant: "\(parts[0])..\(parts[1])", at: token.span)
            return ExpressionTree(.missing, token.span)
        }
        return ExpressionTree(.date(written), token.span)
    }

    /// The text between quotes, escapes resolved; unknown escapes are told of and kept.
    mutating func contents(of token: Token) -> String {
        let scalars = source.text(token.span).unicodeScalars
        guard scalars.first == "\"" else { return String(String.UnicodeScalarView(scalars.dropFirst().dropLast())) }
        let isClosed = token.span.range.count > 1 && endsInQuote(token.span)
        let body = isClosed ? scalars.dropFirst().dropLast() : scalars.dropFirst()
        guard body.contains("\\") else { return String(String.UnicodeScalarView(body)) }
        return unescape(body, at: token.span)
    }

    /// Whether the last byte of a text token is the quote that closes it: an odd number of backslashes would escape it.
    private func endsInQuote(_ span: Span) -> Bool {
        guard source.bytes[Int(span.end) - 1] == UInt8(ascii: "\"") else { return false }
        var backslashes = 0
        var index = Int(span.end) - 2
        while index > Int(span.start), source.bytes[index] == UInt8(ascii: "\\") {
            backslashes += 1
            index -= 1
        }
        return backslashes.isMultiple(of: 2)
    }

    private mutating func unescape(_ body: Substring.UnicodeScalarView, at span: Span) -> String {
        var result = String.UnicodeScalarView()
        var scalars = body.makeIterator()
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
