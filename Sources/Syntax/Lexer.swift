import Diagnostics

/// Cuts a text into tokens. Total: every text gives tokens and findings, in one pass over its bytes.
struct Lexer {
    private let source: SourceText
    private let bytes: [UInt8]
    private var offset = 0
    private var lineStart = 0
    private var isAtLineStart = true
    private(set) var tokens: [Token] = []
    private(set) var bag = DiagnosticBag()

    init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes.count > SourceText.longest ? [] : source.bytes
        if source.bytes.count > SourceText.longest {
            bag.report(.tooLong(what: "bytes in one text", limit: SourceText.longest), at: Span(0, 0))
        }
    }

    mutating func run() {
        checkUTF8()
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        if bytes.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]) { skipComment() }
        while offset < bytes.count {
            let before = offset
            next()
            precondition(offset > before, "the lexer moves on at every step")
        }
        tokens.append(Token(kind: .endOfText, span: Span(bytes.count, bytes.count), startsLine: true, indent: 0))
    }

    private func byte(_ ahead: Int = 0) -> UInt8 { offset + ahead < bytes.count ? bytes[offset + ahead] : 0 }

    private mutating func emit(_ kind: TokenKind, length: Int) {
        let indent = isAtLineStart ? offset - lineStart : 0
        tokens.append(
            Token(kind: kind, span: Span(offset, offset + length), startsLine: isAtLineStart, indent: indent))
        isAtLineStart = false
        offset += length
    }

    private mutating func next() {
        let first = byte()
        switch first {
        case UInt8(ascii: "\n"):
            offset += 1
            lineStart = offset
            isAtLineStart = true
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            offset += 1
        case UInt8(ascii: "#"): skipComment()
        case UInt8(ascii: "\""): lexText()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
        case UInt8(ascii: "$"): lexParameter()
        case _ where isWordStart(first): lexWord()
        case _ where first >= 0x80: lexOther()
        case _: lexMark(first)
        }
    }

    private mutating func skipComment() {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    }

    // MARK: Words

    private func isWordStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// Length of the letter at an offset: ASCII letters, digits and `_`, and letters of other scripts; 0 if none.
    private func wordPart(at offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        if isWordStart(bytes[offset]) || isDigit(bytes[offset]) { return 1 }
        guard bytes[offset] >= 0x80, let (scalar, length) = scalar(at: offset) else { return 0 }
        let properties = scalar.properties
        return properties.isAlphabetic || properties.generalCategory == .nonspacingMark ? length : 0
    }

    private func wordLength(from start: Int) -> Int {
        var end = start
        while true {
            let part = wordPart(at: end)
            if part == 0 { return end - start }
            end += part
        }
    }

    private mutating func lexWord() { emit(.word, length: wordLength(from: offset)) }

    private mutating func lexParameter() {
        let length = wordLength(from: offset + 1)
        if length == 0 {
            bag.report(.strayCharacter("$"), at: Span(offset, offset + 1))
            offset += 1
        } else {
            emit(.parameter, length: length + 1)
        }
    }

    // MARK: Numbers and dates

    private func digits(at start: Int) -> Int {
        var end = start
        while end < bytes.count, isDigit(bytes[end]) { end += 1 }
        return end - start
    }

    /// A number takes letters that follow without a space with it (`60d`, `1.988bn`), a date its `-` parts.
    private mutating func lexNumber() {
        let whole = digits(at: offset)
        if whole == 4, byte(4) == UInt8(ascii: "-"), wordPart(at: offset + 5) == 1, byte(5) != UInt8(ascii: "_") {
            var length = 4
            while byte(length) == UInt8(ascii: "-"), wordPart(at: offset + length + 1) > 0 {
                length += 1 + wordLength(from: offset + length + 1)
            }
            emit(.date, length: length)
            return
        }
        if whole <= 2, byte(whole) == UInt8(ascii: "/"), let length = slashedDate(whole) {
            emit(.date, length: length)
            return
        }
        var length = whole
        if byte(length) == UInt8(ascii: "."), isDigit(byte(length + 1)) { length += 1 + digits(at: offset + length + 1) }
        if byte(length) | 0x20 == UInt8(ascii: "e") {
            let sign = byte(length + 1) == UInt8(ascii: "-") || byte(length + 1) == UInt8(ascii: "+") ? 1 : 0
            let exponent = digits(at: offset + length + 1 + sign)
            if exponent > 0 { length += 1 + sign + exponent }
        }
        length += wordLength(from: offset + length)
        emit(.number, length: length)
    }

    /// `05/30/2023`: a habit, read as one token so that it can be mended as one.
    private func slashedDate(_ first: Int) -> Int? {
        let second = digits(at: offset + first + 1)
        guard first > 0, (1...2).contains(second), byte(first + 1 + second) == UInt8(ascii: "/") else { return nil }
        let third = digits(at: offset + first + second + 2)
        return third == 4 || third == 2 ? first + second + third + 2 : nil
    }

    // MARK: Texts

    private mutating func lexText() {
        var end = offset + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            if bytes[end] == UInt8(ascii: "\n") { break }
            end += bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count && bytes[end + 1] != UInt8(ascii: "\n") ? 2 : 1
        }
        end = min(end, bytes.count)
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
            emit(.text, length: end + 1 - offset)
        } else {
            bag.report(.unclosedText, at: Span(offset, offset + 1))
            emit(.text, length: end - offset)
        }
    }

    // MARK: Marks

    private mutating func lexMark(_ first: UInt8) {
        if let (written, kind) = habit(first) {
            // Habits from elsewhere are read as what they mean and told of.
            let meant = Self.wordHabits[written] ?? kind.map(Self.spelling) ?? ""
            let span = Span(offset, offset + written.utf8.count)
            bag.append(Diagnostic(.habit(written: written, meant: meant), at: span, fix: Fix(span, meant)))
            if let kind { emit(kind, length: written.utf8.count) } else { offset += written.utf8.count }
            return
        }
        for (text, kind) in Self.marks where starts(with: text) {
            emit(kind, length: text.utf8CodeUnitCount)
            return
        }
        if first == UInt8(ascii: "'"), lexSingleQuoted() { return }
        bag.report(.strayCharacter(first < 0x20 ? "control character" : String(UnicodeScalar(first))), at: Span(offset, offset + 1))
        offset += 1
    }

    private func starts(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset + length <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<offset + length]) }
    }

    /// Longest first.
    private static let marks: [(StaticString, TokenKind)] = [
        ("<->", .bothWays), ("->", .arrow), ("..", .dotDot), ("!=", .notEqual), ("<=", .lessOrEqual),
        (">=", .greaterOrEqual), ("|", .pipe), (",", .comma), (".", .dot), ("(", .openParenthesis),
        (")", .closeParenthesis), ("[", .openBracket), ("]", .closeBracket), ("=", .equal), ("<", .less),
        (">", .greater), ("+", .plus), ("-", .minus), ("*", .star), ("/", .slash), ("%", .percent), (":", .colon),
    ]

    static func spelling(_ kind: TokenKind) -> String {
        marks.first { $0.1 == kind }.map { "\($0.0)" } ?? ""
    }

    private static let habits: [(StaticString, TokenKind?)] = [
        ("%>%", .pipe), ("|>", .pipe), ("==", .equal), ("<>", .notEqual), ("=>", .arrow), ("<=>", .bothWays),
        (";", nil), ("&&", .word), ("||", .word), ("%in%", .word), ("&", .word),
    ]

    /// What the marks of other languages that are read as words mean here.
    static let wordHabits = ["&&": "and", "||": "or", "%in%": "in", "&": "and", "!": "not"]

    private func habit(_ first: UInt8) -> (String, TokenKind?)? {
        for (text, kind) in Self.habits where starts(with: text) { return ("\(text)", kind) }
        return first == UInt8(ascii: "!") && byte(1) != UInt8(ascii: "=") ? ("!", .word) : nil
    }

    private mutating func lexSingleQuoted() -> Bool {
        guard let end = bytes[(offset + 1)...].firstIndex(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\n") }),
            bytes[end] == UInt8(ascii: "'")
        else { return false }
        reportQuoted(from: offset, contents: offset + 1..<end, end: end + 1)
        return true
    }

    private mutating func reportQuoted(from start: Int, contents: Range<Int>, end: Int) {
        let text = source.text(Span(contents.lowerBound, contents.upperBound))
        let span = Span(start, end)
        let meant = "\"\(text)\""
        bag.append(Diagnostic(.habit(written: source.text(span), meant: meant), at: span, fix: Fix(span, meant)))
        emit(.text, length: end - start)
    }

    // MARK: Other scripts

    private func scalar(at offset: Int) -> (UnicodeScalar, Int)? {
        var decoder = UTF8()
        var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
    }

    /// A character beyond ASCII: a letter, smart quotes, full-width punctuation, an arrow, odd spaces, or a stray.
    private mutating func lexOther() {
        guard let (scalar, length) = scalar(at: offset) else {
            offset += 1  // told of by checkUTF8
            return
        }
        switch scalar {
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}", "\u{2018}", "\u{2019}": lexSmartQuoted(length)
        case "\u{00A0}", "\u{2007}", "\u{202F}", "\u{3000}", "\u{200B}", "\u{FEFF}", "\u{2009}": offset += length
        case "→", "–", "—", "−", "≤", "≥", "≠", "↔", "…", "\u{FF01}"..."\u{FF5E}": lexLookalike(scalar, length)
        case _ where scalar.properties.isAlphabetic: lexWord()
        case _:
            bag.report(.strayCharacter(String(Character(scalar))), at: Span(offset, offset + length))
            offset += length
        }
    }

    private static let closers: Set<UnicodeScalar> = ["\u{201C}", "\u{201D}", "\u{00BB}", "\u{00AB}", "\u{2019}", "\""]

    private mutating func lexSmartQuoted(_ length: Int) {
        var end = offset + length
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            guard let (scalar, width) = scalar(at: end) else {
                end += 1
                continue
            }
            if Self.closers.contains(scalar) {
                reportQuoted(from: offset, contents: offset + length..<end, end: end + width)
                return
            }
            end += width
        }
        bag.report(.strayCharacter(source.text(Span(offset, offset + length))), at: Span(offset, offset + length))
        offset += length
    }

    private static let lookalikes: [UnicodeScalar: TokenKind] = [
        "→": .arrow, "–": .minus, "—": .minus, "−": .minus, "≤": .lessOrEqual, "≥": .greaterOrEqual, "≠": .notEqual,
        "↔": .bothWays, "…": .dotDot,
    ]

    private mutating func lexLookalike(_ scalar: UnicodeScalar, _ length: Int) {
        let span = Span(offset, offset + length)
        var kind = Self.lookalikes[scalar]
        var meant = kind.map(Self.spelling) ?? ""
        if kind == nil, let ascii = UnicodeScalar(scalar.value - 0xFEE0) {
            if isWordStart(UInt8(ascii: ascii)) || isDigit(UInt8(ascii: ascii)) {
                lexWord()
                return
            }
            meant = String(Character(ascii))
            kind = Self.marks.first { "\($0.0)" == meant }?.1
        }
        guard let kind else {
            bag.report(.strayCharacter(String(Character(scalar))), at: span)
            offset += length
            return
        }
        bag.append(
            Diagnostic(.habit(written: String(Character(scalar)), meant: meant), at: span, fix: Fix(span, meant)))
        emit(kind, length: length)
    }

    /// One finding for the first stretch of bytes that is no UTF-8.
    private mutating func checkUTF8() {
        var position = 0
        while position < bytes.count {
            if bytes[position] < 0x80 {
                position += 1
            } else if let (_, length) = scalar(at: position) {
                position += length
            } else {
                bag.report(.notUTF8, at: Span(position, position + 1))
                return
            }
        }
    }
}
