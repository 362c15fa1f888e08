package import Diagnostics

/// What may stand at the end of a text, for completion.
package enum Expectation: Hashable, Sendable {
    case word(String)
    /// A kind, table, or name bound with `let`.
    case source
    case actor
    case column
    /// Something to compare the operand in the span with.
    case value(Span)
    /// A comparison of the operand in the span; where a condition is wanted, that alone makes one of it.
    case comparison(Span, isCondition: Bool)
    /// What may stand behind a number that the operand in the span is compared with.
    case unit(Span, hasMagnitude: Bool)
    /// The id of an event, in quotes.
    case event
    /// A link from event to event.
    case link
    /// The name of a file, in quotes.
    case file
    case step
    case date
    /// A length of time.
    case duration
    /// A function over many rows.
    case aggregate
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
    /// The comments, in order, for the formatter.
    let comments: [Comment]
    /// The tokens, divided into statements, for the formatter.
    let tokens: [Token]

    package var hasErrors: Bool { diagnostics.contains(where: \.isError) }
}

/// Parses a script or a question. Total: any bytes give a tree and findings, in time linear in their number.
///
/// - Parameter isKind: whether a word names a kind of event, so that a `|` before it may be meant as `or`.
package func parse(_ source: SourceText, isKind: @escaping (String) -> Bool = { _ in true }) -> Parsed {
    var lexer = Lexer(source)
    lexer.run()
    let layout = Layout(lexer)
    var parser = Parser(source, layout)
    parser.isKind = isKind
    let script = parser.parseScript()
    return Parsed(
        source: source, script: script, diagnostics: parser.bag.sorted,
        isUnfinished: parser.isUnfinished || layout.isOpenAtEnd, expectations: parser.expectations,
        comments: lexer.comments, tokens: layout.tokens)
}

/// Recursive descent over tokens: one token of look-ahead mostly, depth bounded, loops instead of recursion along chains.
struct Parser {
    let source: SourceText
    let tokens: [Token]
    private let closers: [UInt32: UInt32]
    var position = 0
    var bag: DiagnosticBag
    var isKind: (String) -> Bool = { _ in true }
    var depth = 0
    /// Fields and operands on the longest way down through what was read since an operand began: each is a level of
    /// its tree, though the parser reads them in loops.
    var height = 0
    /// Steps of the statement so far, those of inner questions with them.
    var stepCount = 0
    var isUnfinished = false
    var expectations: Set<Expectation> = []
    /// Set by a finding until the parser has picked up again, so that one mistake is told once.
    var isRecovering = false
    /// True in a statement with a bracket that is never closed, which is told of: its end is no news then.
    var lacksBracket = false
    /// True in a dyad left of its arrow, where `=>` is an arrow and no comparison.
    var isInSides = false
    /// True within brackets of an expression, where a `|` can only be meant as `or`.
    var isBarOr = false
    /// True once all is noted that may stand at the end.
    var isNoted = false
    /// True behind a source or `where`, where a `|` may be meant as `or`.
    var isBehindCondition = true
    /// Where words of the language stand in capitals.
    var capitals: Set<UInt32> = []
    /// True where a name is meant, so that several words are one that lacks its quotes.
    var isNaming = false
    /// True in a question inside a step, where `on` leads to what it is joined or compared on.
    var isInInnerQuestion = false
    /// What an operand is compared with, or that it is a side of a dyad: what completion may offer in its place.
    var wanted: Expectation?
    /// True where an expression must be yes, no or maybe.
    var isCondition = false
    /// True between `sequence` and its first step, where `pair (events …)` is a key and a step and no call.
    var isInSequenceHeader = false

    /// Levels of brackets and prefixes; a question of people has fewer than ten.
    static let deepest = 100
    /// Steps of one statement, and operands of one chain of `+`, inner ones with them: each becomes a level of the plan.
    static let longestChain = 200

    init(_ source: SourceText, _ layout: Layout) {
        self.source = source
        tokens = layout.tokens
        closers = layout.closers
        bag = layout.bag
    }

    // MARK: Tokens

    var token: Token { tokens[position] }

    func peek(_ ahead: Int) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

    func text(_ token: Token) -> String {
        let text = source.text(token.span)
        if !capitals.isEmpty, capitals.contains(token.span.start) { return Self.capitalWords[text] ?? text }
        if text.utf8.first.map({ $0 < 0x80 }) ?? true { return Lexer.wordHabits[text] ?? text }
        return Lexer.halfWidth(text)
    }

    @discardableResult
    mutating func advance() -> Token {
        let current = token
        if position + 1 < tokens.count { position += 1 }
        return current
    }

    var isAtEnd: Bool { token.kind == .endOfStatement || token.kind == .endOfText }

    /// True at the very end of the text, where completion asks what may stand.
    var isAtEndOfText: Bool { isEndOfText(ahead: 0) }

    func isEndOfText(ahead: Int) -> Bool {
        switch peek(ahead).kind {
        case .endOfText: true
        case .endOfStatement: peek(ahead + 1).kind == .endOfText
        case .word, .parameter, .number, .date, .text, .pipe, .comma, .dot, .dotDot, .openParenthesis,
            .closeParenthesis, .openBracket, .closeBracket, .arrow, .bothWays, .equal, .notEqual, .less, .lessOrEqual,
            .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent, .colon:
            false
        }
    }

    mutating func note(_ expectation: Expectation) {
        // What a bracket that is still open lacks stands in front of it, not behind.
        if isAtEndOfText, !lacksBracket, !isNoted { expectations.insert(expectation) }
    }

    mutating func accept(_ kind: TokenKind) -> Token? { token.kind == kind ? advance() : nil }

    /// Whether the current token is this word (of the language, so in lower case).
    mutating func at(word: String) -> Bool {
        note(.word(word))
        return isWord(token, word)
    }

    mutating func accept(word: String) -> Token? { at(word: word) ? advance() : nil }

    func isWord(_ token: Token, _ word: String) -> Bool { token.kind == .word && text(token) == word }

    mutating func expect(word: String) {
        if accept(word: word) == nil { fail(expected: "`\(word)`") }
    }

    /// From where a part began to the last token taken; a hole if none was.
    func span(from start: Span) -> Span {
        hole.start > start.start ? Span(Int(start.start), Int(hole.start)) : hole
    }

    /// The place of a part that is missing: behind the last token taken of this statement, within whatever holds it.
    var hole: Span {
        let isFirst = position == 0 || tokens[position - 1].kind == .endOfStatement
        let place = Int(isFirst ? token.span.start : tokens[position - 1].span.end)
        return Span(place, place)
    }

    // MARK: Brackets

    /// Whether a bracket is closed somewhere.
    func isClosed(_ open: Token) -> Bool { closers[open.span.start] != nil }

    /// Takes the bracket that closes one that was opened; where something else stands, that is told of, and parsing
    /// goes on behind the bracket.
    mutating func close(_ open: Token, expected: String? = nil) {
        let mark = open.kind == .openParenthesis ? ")" : "]"
        guard let closer = closers[open.span.start] else {
            lacksBracket = true
            return
        }
        if token.span.start != closer { fail(expected: expected ?? "`\(mark)`") }
        while token.span.start < closer { advance() }
        advance()
        isRecovering = false
    }

    // MARK: Findings

    /// Tells what was expected here, once until the parser has picked up again.
    mutating func fail(expected: String, fix: Fix? = nil) {
        if isAtEndOfText { isUnfinished = true }
        guard !isRecovering else { return }
        isRecovering = true
        if token.followsStray || isAtEnd && lacksBracket { return }
        if reportGroupedDigits() { return }
        let end = "the end of the \(isAtEndOfText ? "question" : "statement")"
        let found = isAtEnd ? end : "`\(source.text(token.span).prefix(40))`"
        bag.report(.unexpected(found: found, expected: expected), at: token.span, fix: fix)
    }

    /// `1,000`: digits are not grouped here.
    private mutating func reportGroupedDigits() -> Bool {
        guard token.kind == .comma, position > 0, peek(1).kind == .number else { return false }
        let before = tokens[position - 1]
        var last = position
        while tokens[last].kind == .comma, tokens[last + 1].kind == .number,
            tokens[last].span.start == tokens[last - 1].span.end, tokens[last].span.end == tokens[last + 1].span.start
        {
            last += 2
            if last + 1 >= tokens.count { break }
        }
        guard before.kind == .number, last > position else { return false }
        let span = before.span.joined(tokens[last - 1].span)
        let written = source.text(span)
        let groups = written.split(separator: ",").dropFirst().map { $0.prefix { $0.isNumber }.count }
        if groups.count == 1, groups[0] != 3 {
            bag.report(
                .badNumber(written, reason: "a point stands before the decimals"), at: span,
                fix: Fix(span, written.replacing(",", with: ".")))
            return true
        }
        bag.report(
            .badNumber(written, reason: "digits are written without commas"), at: span,
            fix: Fix(span, written.filter { $0 != "," }))
        return true
    }

    /// True when nothing more will be told, so that finding corrections would be in vain.
    var isFull: Bool { bag.diagnostics.count >= DiagnosticBag.most }

    mutating func habit(_ written: String, meant: String, at span: Span, fix: String? = nil) {
        bag.report(.habit(written: written, meant: meant), at: span, fix: Fix(span, fix ?? meant))
    }

    /// Skips to where parsing can go on: a pipe, a bracket that closes what is open here, the statement's end, in
    /// sequences `then`.
    mutating func recover(stopsAtThen: Bool) {
        loop: while !isAtEnd {
            switch token.kind {
            case .openParenthesis, .openBracket:
                if let closer = closers[token.span.start] {
                    while token.span.start < closer { advance() }
                } else {
                    lacksBracket = true
                }
            case .closeParenthesis, .closeBracket, .pipe: break loop
            case .word where stopsAtThen && (isWord(token, "then") || isWord(token, "until")): break loop
            case .word, .parameter, .number, .date, .text, .comma, .dot, .dotDot, .arrow, .bothWays, .equal,
                .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent,
                .colon, .endOfStatement, .endOfText:
                break
            }
            advance()
        }
        isRecovering = false
    }

    /// Runs a parser some levels deeper; nil with a finding where that is too deep.
    mutating func deeper<Result>(by levels: Int = 1, _ parse: (inout Parser) -> Result) -> Result? {
        guard levels <= Self.deepest - depth else {
            failTooDeep(at: token.span)
            return nil
        }
        depth += levels
        defer { depth -= levels }
        return parse(&self)
    }

    mutating func failTooDeep(at span: Span) {
        if !isRecovering { bag.report(.nestedTooDeep(limit: Self.deepest), at: span) }
        isRecovering = true
    }

    // MARK: Names and lists

    /// A name: a word, with its span.
    /// A name that is one of a few words, which completion offers.
    mutating func parseChoice(_ words: [String]) -> Name {
        for word in words { note(.word(word)) }
        let quoted = words.map { "`\($0)`" }
        return parseName(quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? ""))
    }

    mutating func parseName(_ what: String) -> Name {
        if let word = accept(.word) { return Name(text(word), word.span) }
        fail(expected: what)
        return Name("", hole)
    }

    mutating func parseText(_ what: String) -> TextLiteral {
        if let text = accept(.text) { return TextLiteral(text: contents(of: text), span: text.span) }
        fail(expected: what)
        return TextLiteral(text: "", span: hole)
    }

    /// Items joined by commas.
    mutating func commaSeparated<Item>(_ parse: (inout Parser) -> Item) -> [Item] {
        var items = [parse(&self)]
        while !isRecovering, accept(.comma) != nil { items.append(parse(&self)) }
        return items
    }
}
