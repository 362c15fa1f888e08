import Diagnostics

/// Cuts a text into tokens. Total: every text gives tokens and findings, in one pass over its bytes.
struct Lexer {
    let source: SourceText
    let bytes: [UInt8]
    var offset = 0
    private var lineStart = 0
    private var isAtLineStart = true
    private(set) var tokens: [Token] = []
    private(set) var comments: [Comment] = []
    /// Where texts that are never closed begin, in order.
    private(set) var unclosedTexts: [UInt32] = []
    var bag = DiagnosticBag()
    /// A run of characters of no meaning that is not told of yet: one finding tells of them all.
    private var strayRun: Span?

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
        lineStart = offset
        if bytes[offset...].starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]) { skipComment() }
        while offset < bytes.count {
            let before = offset
            next()
            precondition(offset > before, "the lexer moves on at every step")
        }
        isAtLineStart = true
        emit(.endOfText, length: 0)
        tellStrays()
    }

    func byte(_ ahead: Int = 0) -> UInt8 { offset + ahead < bytes.count ? bytes[offset + ahead] : 0 }

    mutating func emit(_ kind: TokenKind, length: Int) {
        let indent = isAtLineStart ? offset - lineStart : 0
        tokens.append(
            Token(
                kind: kind, span: Span(offset, offset + length), startsLine: isAtLineStart, indent: indent,
                followsStray: strayRun != nil))
        tellStrays()
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
        case _ where isWordStart(first): emit(.word, length: wordLength(from: offset))
        case _ where first >= 0x80: lexOther()
        case _: lexMark(first)
        }
    }

    mutating func skipComment() {
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
        let end = offset > start && bytes[offset - 1] == UInt8(ascii: "\r") ? offset - 1 : offset
        comments.append(Comment(span: Span(start, end), isAlone: isAtLineStart))
    }

    /// Skips characters of no meaning; those that stand together are told of together.
    mutating func skipStray(length: Int) {
        let span = Span(offset, offset + length)
        if let run = strayRun, run.end == span.start {
            strayRun = run.joined(span)
        } else {
            tellStrays()
            strayRun = span
        }
        offset += length
    }

    private mutating func tellStrays() {
        guard let run = strayRun else { return }
        bag.report(.strayCharacter(String(source.text(run).prefix(12))), at: run)
        strayRun = nil
    }

    // MARK: Words

    func isWordStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// Length of the letter at an offset: ASCII letters, digits and `_`, and letters of other scripts; 0 if none.
    func wordPart(at offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        if isWordStart(bytes[offset]) || isDigit(bytes[offset]) { return 1 }
        guard bytes[offset] >= 0x80, let (scalar, length) = scalar(at: offset) else { return 0 }
        let properties = scalar.properties
        return properties.isAlphabetic || properties.generalCategory == .nonspacingMark ? length : 0
    }

    func wordLength(from start: Int) -> Int {
        var end = start
        while true {
            let part = wordPart(at: end)
            if part == 0 { return end - start }
            end += part
        }
    }

    private mutating func lexParameter() {
        if isDigit(byte(1)) { return lexPrice(sign: 1, currency: "USD") }
        let length = wordLength(from: offset + 1)
        if length == 0 { skipStray(length: 1) } else { emit(.parameter, length: length + 1) }
    }

    // MARK: Texts

    private mutating func lexText() {
        var end = offset + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\n") {
            let isEscape =
                bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count && bytes[end + 1] != UInt8(ascii: "\n")
            end += isEscape ? 2 : 1
        }
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") { return emit(.text, length: end + 1 - offset) }
        while end > offset + 1, [UInt8(ascii: "\r"), UInt8(ascii: " ")].contains(bytes[end - 1]) { end -= 1 }
        bag.report(.unclosedText, at: Span(offset, offset + 1))
        unclosedTexts.append(UInt32(offset))
        emit(.text, length: end - offset)
    }

    // MARK: UTF-8

    func scalar(at offset: Int) -> (UnicodeScalar, Int)? {
        var decoder = UTF8()
        var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
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
