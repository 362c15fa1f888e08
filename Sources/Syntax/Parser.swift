package import Diagnostics

/// What may stand at the end of a text, for completion.
package enum Expectation: Hashable, Sendable {
    case word(String)
    /// A kind, table, or name bound with `let`.
    case source
    case actor
    case column
    case step
    case date
    case parameter
}

/// The outcome of parsing: always a tree, with findings.
package struct Parsed: Sendable {
    package let source: SourceText
    package let script: Script
    package let diagnostics: [Diagnostic]
    /// True if the text breaks off: with more behind it, it may yet become right.
    package let isUnfinished: Bool
    /// What may stand at the end of the text.
    package let expectations: Set<Expectation>

    package var hasErrors: Bool { diagnostics.contains(where: \.isError) }
}

/// Parses a script or a question. Total: any bytes give a tree and findings, in time linear in their number.
package func parse(_ source: SourceText) -> Parsed {
    var lexer = Lexer(source)
    lexer.run()
    var parser = Parser(source, Layout.divide(lexer.tokens, in: source), lexer.bag)
    let script = parser.parseScript()
    return Parsed(
        source: source, script: script, diagnostics: parser.bag.sorted,
        isUnfinished: parser.isUnfinished,
        expectations: parser.expectations)
}

/// Recursive descent over tokens: one token of look-ahead mostly, depth bounded, loops instead of recursion along chains.
struct Parser {
    let source: SourceText
    let tokens: [Token]
    var position = 0
    var bag: DiagnosticBag
    var depth = 0
    var isUnfinished = false
    var expectations: Set<Expectation> = []
    /// Set by a finding until the parser has picked up again, so that one mistake is told once.
    var isRecovering = false

    /// Levels of brackets and prefixes; a question of people has fewer than ten.
    static let deepest = 100
    /// Steps of one question, and operands of one chain of `+`: each becomes a level of the plan.
    static let longestChain = 200

    init(_ source: SourceText, _ tokens: [Token], _ bag: DiagnosticBag) {
        self.source = source
        self.tokens = tokens
        self.bag = bag
    }

    // MARK: Tokens

    var token: Token { tokens[position] }

    func peek(_ ahead: Int) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

    func text(_ token: Token) -> String {
        let text = source.text(token.span)
        return Lexer.wordHabits[text] ?? text
    }

    @discardableResult
    mutating func advance() -> Token {
        let current = token
        if position + 1 < tokens.count { position += 1 }
        return current
    }

    var isAtEnd: Bool { token.kind == .endOfStatement || token.kind == .endOfText }

    /// True at the very end of the text, where completion asks what may stand.
    var isAtEndOfText: Bool {
        isAtEnd && (token.kind == .endOfText || peek(1).kind == .endOfText)
    }

    mutating func note(_ expectation: Expectation) {
        if isAtEndOfText { expectations.insert(expectation) }
    }

    mutating func at(_ kind: TokenKind) -> Bool { token.kind == kind }

    mutating func accept(_ kind: TokenKind) -> Token? { token.kind == kind ? advance() : nil }

    /// Whether the current token is this word (of the language, so in lower case).
    mutating func at(word: String) -> Bool {
        note(.word(word))
        return token.kind == .word && text(token) == word
    }

    mutating func accept(word: String) -> Token? { at(word: word) ? advance() : nil }

    func isWord(_ token: Token, _ word: String) -> Bool { token.kind == .word && text(token) == word }

    mutating func expect(word: String) {
        if accept(word: word) == nil { fail(expected: "`\(word)`") }
    }

    func span(from start: Span) -> Span {
        let last = position > 0 ? tokens[position - 1].span : start
        return Span(Int(start.start), max(Int(start.end), Int(last.end)))
    }

    // MARK: Findings

    /// Tells what was expected here, once until the parser has picked up again.
    mutating func fail(expected: String) {
        if isAtEndOfText { isUnfinished = true }
        guard !isRecovering else { return }
        isRecovering = true
        let found =
            isAtEnd
            ? "the end of the \(token.kind == .endOfText || isAtEndOfText ? "question" : "statement")"
            : "`\(source.text(token.span).prefix(40))`"
        bag.report(.unexpected(found: found, expected: expected), at: token.span)
    }

    mutating func habit(_ written: String, meant: String, at span: Span, fix: String? = nil) {
        bag.report(.habit(written: written, meant: meant), at: span, fix: Fix(span, fix ?? meant))
    }

    /// Skips to where parsing can go on: a pipe, `then`, a bracket that closes what is open here, the statement's end.
    mutating func recover() {
        var open = 0
        while !isAtEnd {
            switch token.kind {
            case .openParenthesis, .openBracket: open += 1
            case .closeParenthesis, .closeBracket:
                if open == 0 { isRecovering = false; return }
                open -= 1
            case .pipe where open == 0:
                isRecovering = false
                return
            case .word where open == 0 && text(token) == "then":
                isRecovering = false
                return
            case .word, .parameter, .number, .date, .text, .pipe, .comma, .dot, .dotDot, .arrow, .bothWays, .equal,
                .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent,
                .colon, .endOfStatement, .endOfText:
                break
            }
            advance()
        }
        isRecovering = false
    }

    /// Runs a parser one level deeper; nil with a finding where that is too deep.
    mutating func deeper<Result>(_ parse: (inout Parser) -> Result) -> Result? {
        guard depth < Self.deepest else {
            if !isRecovering { bag.report(.nestedTooDeep(limit: Self.deepest), at: token.span) }
            isRecovering = true
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        return parse(&self)
    }

    /// A name: a word, with its span.
    mutating func parseName(_ what: String) -> Name {
        if let word = accept(.word) { return Name(source.text(word.span), word.span) }
        fail(expected: what)
        return Name("", Span(Int(token.span.start), Int(token.span.start)))
    }

    mutating func parseText(_ what: String) -> TextLiteral {
        if let text = accept(.text) { return TextLiteral(text: contents(of: text), span: text.span) }
        fail(expected: what)
        return TextLiteral(text: "", span: token.span)
    }

    /// Items joined by commas.
    mutating func commaSeparated<Item>(_ parse: (inout Parser) -> Item) -> [Item] {
        var items = [parse(&self)]
        while !isRecovering, accept(.comma) != nil { items.append(parse(&self)) }
        return items
    }
}
