import Diagnostics

/// Marks, and what stands for them elsewhere: habits are read as what they mean, and told of.
extension Lexer {
    /// Longest first.
    private static let marks: [(StaticString, TokenKind)] = [
        ("<->", .bothWays), ("->", .arrow), ("=>", .arrow), ("..", .dotDot), ("!=", .notEqual), ("<=", .lessOrEqual),
        (">=", .greaterOrEqual), ("|", .pipe), (",", .comma), (".", .dot), ("(", .openParenthesis),
        (")", .closeParenthesis), ("[", .openBracket), ("]", .closeBracket), ("=", .equal), ("<", .less),
        (">", .greater), ("+", .plus), ("-", .minus), ("*", .star), ("/", .slash), ("%", .percent), (":", .colon),
    ]

    private static let habits: [(StaticString, TokenKind)] = [
        ("%>%", .pipe), ("|>", .pipe), ("===", .equal), ("==", .equal), (":=", .equal), ("<>", .notEqual),
        ("=<", .lessOrEqual), ("-->", .arrow), ("- >", .arrow), ("<=>", .bothWays), (";", .endOfStatement),
        ("&&", .word), ("||", .word), ("%in%", .word), ("&", .word),
    ]

    /// What the marks of other languages that are read as words mean here.
    static let wordHabits = ["&&": "and", "||": "or", "%in%": "in", "&": "and", "!": "not"]

    static func spelling(_ kind: TokenKind) -> String {
        marks.first { $0.1 == kind }.map { "\($0.0)" } ?? ""
    }

    mutating func lexMark(_ first: UInt8) {
        if lexForeignComment() { return }
        if let (written, kind) = habit(first) {
            let span = Span(offset, offset + written.utf8.count)
            let meant = Self.wordHabits[written] ?? Self.spelling(kind)
            let fix = written == ";" && !isLastOfLine ? nil : Fix(span, written == "!" ? "not " : meant)
            bag.report(.habit(written: written, meant: meant), at: span, fix: fix)
            return emit(kind, length: written.utf8.count)
        }
        for (text, kind) in Self.marks where starts(with: text) { return emit(kind, length: text.utf8CodeUnitCount) }
        if first == UInt8(ascii: "'"), lexSingleQuoted() { return }
        if first == UInt8(ascii: "`"), lexBackquoted() { return }
        skipStray(length: 1)
    }

    /// Whether nothing but spaces stands behind this byte on its line.
    private var isLastOfLine: Bool {
        var ahead = 1
        while [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains(byte(ahead)) { ahead += 1 }
        return offset + ahead >= bytes.count || byte(ahead) == UInt8(ascii: "\n")
    }

    private func starts(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset + length <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<offset + length]) }
    }

    private func habit(_ first: UInt8) -> (String, TokenKind)? {
        for (text, kind) in Self.habits where starts(with: text) { return ("\(text)", kind) }
        return first == UInt8(ascii: "!") && byte(1) != UInt8(ascii: "=") ? ("!", .word) : nil
    }

    /// `// …` and `-- …`.
    private mutating func lexForeignComment() -> Bool {
        guard starts(with: "//") || starts(with: "-- ") else { return false }
        let span = Span(offset, offset + 2)
        bag.report(.habit(written: source.text(span), meant: "#"), at: span, fix: Fix(span, "#"))
        skipComment()
        return true
    }

    // MARK: Quotes

    private mutating func lexSingleQuoted() -> Bool {
        let ends = [UInt8(ascii: "'"), UInt8(ascii: "\n")]
        guard let end = bytes[(offset + 1)...].firstIndex(where: ends.contains), bytes[end] == UInt8(ascii: "'") else {
            return false
        }
        emitQuoted(contents: offset + 1..<end, end: end + 1)
        return true
    }

    /// A name in back quotes.
    private mutating func lexBackquoted() -> Bool {
        let length = wordLength(from: offset + 1)
        guard length > 0, byte(length + 1) == UInt8(ascii: "`"), !isDigit(byte(1)) else { return false }
        let span = Span(offset, offset + length + 2)
        let meant = source.text(Span(offset + 1, offset + 1 + length))
        bag.report(.habit(written: source.text(span), meant: meant), at: span, fix: Fix(span, meant))
        offset += 1
        emit(.word, length: length)
        offset += 1
        return true
    }

    private mutating func emitQuoted(contents: Range<Int>, end: Int) {
        let span = Span(offset, end)
        let text = source.text(Span(contents.lowerBound, contents.upperBound))
        let isPattern = tokens.last.map { source.text($0.span).lowercased() == "like" } ?? false
        let meant = "\"\(isPattern ? text.replacing("%", with: "*") : text)\""
        bag.report(.habit(written: source.text(span), meant: meant), at: span, fix: Fix(span, meant))
        emit(.text, length: end - offset)
    }

    private static let quotes: Set<UnicodeScalar> = [
        "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}", "\u{2018}", "\u{2019}", "\"",
    ]

    /// A text between typographic quotes; whichever of them comes next closes it.
    private mutating func lexSmartQuoted(_ length: Int) {
        var end = offset + length
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            guard let (scalar, width) = scalar(at: end) else {
                end += 1
                continue
            }
            if Self.quotes.contains(scalar) { return emitQuoted(contents: offset + length..<end, end: end + width) }
            end += width
        }
        skipStray(length: length)
    }

    // MARK: Other scripts

    private static let lookalikes: [UnicodeScalar: TokenKind] = [
        "→": .arrow, "–": .minus, "—": .minus, "−": .minus, "≤": .lessOrEqual, "≥": .greaterOrEqual, "≠": .notEqual,
        "↔": .bothWays, "…": .dotDot, "、": .comma, "。": .dot, "×": .star, "÷": .slash, "⟶": .arrow, "⇒": .arrow,
    ]
    private static let currencies: [UnicodeScalar: String] = ["€": "EUR", "£": "GBP", "¥": "JPY", "\u{FFE5}": "JPY"]

    /// A character beyond ASCII: a letter, smart quotes, full-width punctuation, an arrow, odd spaces, or a stray.
    mutating func lexOther() {
        guard let (scalar, length) = scalar(at: offset) else {
            offset += 1  // told of by checkUTF8
            return
        }
        switch scalar {
        case _ where Self.quotes.contains(scalar): lexSmartQuoted(length)
        case "\u{00A0}", "\u{2000}"..."\u{200B}", "\u{202F}", "\u{3000}", "\u{FEFF}", "\u{205F}": offset += length
        case _ where Self.lookalikes[scalar] != nil: lexLookalike(scalar, length)
        case "\u{FF01}"..."\u{FF5E}": lexFullWidth(scalar, length)
        case _ where scalar.properties.isAlphabetic: emit(.word, length: wordLength(from: offset))
        case _:
            if let currency = Self.currencies[scalar], offset + length < bytes.count, isDigit(bytes[offset + length]) {
                lexPrice(sign: length, currency: currency)
            } else {
                skipStray(length: length)
            }
        }
    }

    private mutating func lexLookalike(_ scalar: UnicodeScalar, _ length: Int) {
        guard let kind = Self.lookalikes[scalar] else { return skipStray(length: length) }
        guard kind == .minus else { return emitLookalike(kind, length) }
        // `–>` is what a word processor makes of `->`, and `2022–2023` is how ranges are printed.
        let next = offset + length < bytes.count ? bytes[offset + length] : 0
        if next == UInt8(ascii: ">") { return emitLookalike(.arrow, length + 1) }
        if beginsDyad { return emitLookalike(.arrow, length) }
        let isTight = offset > 0 && isDigit(bytes[offset - 1]) && isDigit(next)
        emitLookalike(isTight && scalar != "−" ? .dotDot : .minus, length)
    }

    /// Whether `KIND(SIDE` stands before this place at the beginning of a line: a dash is an arrow there.
    private var beginsDyad: Bool {
        guard tokens.count >= 3 else { return false }
        let last = Array(tokens.suffix(3))
        return last[0].startsLine && last[0].kind == .word && last[1].kind == .openParenthesis
            && (last[2].kind == .word || last[2].kind == .text)
    }

    private mutating func emitLookalike(_ kind: TokenKind, _ length: Int) {
        let span = Span(offset, offset + length)
        let meant = Self.spelling(kind)
        bag.report(.habit(written: source.text(span), meant: meant), at: span, fix: Fix(span, meant))
        emit(kind, length: length)
    }

    /// The full-width forms of ASCII, as input methods of East Asia write them.
    private mutating func lexFullWidth(_ scalar: UnicodeScalar, _ length: Int) {
        let ascii = UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)
        if ascii == UInt8(ascii: "-"), beginsDyad { return emitLookalike(.arrow, length) }
        let mark = String(UnicodeScalar(ascii))
        if let kind = Self.marks.first(where: { "\($0.0)" == mark })?.1 { return emitLookalike(kind, length) }
        guard isWordStart(ascii) || isDigit(ascii) else { return skipStray(length: length) }
        let span = Span(offset, offset + fullWidthLength())
        let meant = Self.halfWidth(source.text(span))
        bag.report(.habit(written: source.text(span), meant: meant), at: span, fix: Fix(span, meant))
        emit(isDigit(ascii) ? .number : .word, length: span.range.count)
    }

    /// Full-width letters and digits as those of ASCII.
    static func halfWidth(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isWide = ("\u{FF01}"..."\u{FF5E}").contains(scalar)
            result.append(isWide ? UnicodeScalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)) : scalar)
        }
        return String(result)
    }

    /// Bytes of the full-width letters and digits from here on.
    private func fullWidthLength() -> Int {
        var end = offset
        while let (scalar, length) = end < bytes.count ? scalar(at: end) : nil,
            ("\u{FF10}"..."\u{FF19}").contains(scalar) || ("\u{FF21}"..."\u{FF3A}").contains(scalar)
                || ("\u{FF41}"..."\u{FF5A}").contains(scalar) || scalar == "\u{FF3F}"
        {
            end += length
        }
        return max(end - offset, 3)
    }
}
