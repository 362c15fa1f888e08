import Diagnostics

/// Brackets and lines: which bracket closes which, and where statements end. A statement ends with its line unless the
/// next one begins with `|`, `then` or `until`, or is indented deeper than the statement's first line, or a bracket is
/// open, or the line ends in `|`, `,`, `and` or `or`. A bracket that is never closed holds no lines together, so that one slip does not swallow a script.
struct Layout {
    /// The tokens, with an `endOfStatement` behind each statement, without brackets that close nothing.
    private(set) var tokens: [Token] = []
    /// Where the bracket that opens at an offset is closed.
    private(set) var closers: [UInt32: UInt32] = [:]
    /// True if a bracket of the last statements is open: more text may close it.
    private(set) var isOpenAtEnd = false
    private(set) var bag: DiagnosticBag

    private static let continuing: Set<String> = ["then", "until"]
    private static let joining: Set<String> = ["and", "or"]
    /// A line that begins with one of these and is not indented ends whatever bracket was left open.
    private static let opening: Set<String> = ["let", "define", "param", "include", "explain"]

    init(_ lexer: Lexer) {
        bag = lexer.bag
        divide(matchBrackets(of: lexer), in: lexer.source)
    }

    // MARK: Brackets

    /// The tokens without closing brackets that close nothing; those of the wrong shape take the right one.
    private mutating func matchBrackets(of lexer: Lexer) -> [Token] {
        var kept: [Token] = []
        kept.reserveCapacity(lexer.tokens.count)
        var open: [Token] = []
        for (index, token) in lexer.tokens.enumerated() {
            var token = token
            switch token.kind {
            case .openParenthesis, .openBracket: open.append(token)
            case .closeParenthesis, .closeBracket:
                guard let kind = close(&open, with: token, lexer) else { continue }
                token.kind = kind
            case .endOfStatement: _ = leave(&open, before: token, lexer)
            case .word where !open.isEmpty && beginsStatement(token, before: lexer.tokens[index + 1], lexer.source):
                _ = leave(&open, before: token, lexer)
            case .word, .parameter, .number, .date, .text, .pipe, .comma, .dot, .dotDot, .arrow, .bothWays, .equal,
                .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent,
                .colon, .endOfText:
                break
            }
            kept.append(token)
        }
        if let end = kept.last { isOpenAtEnd = leave(&open, before: end, lexer) }
        return kept
    }

    private func beginsStatement(_ token: Token, before next: Token, _ source: SourceText) -> Bool {
        token.startsLine && token.indent == 0 && (next.kind == .word || next.kind == .text)
            && Self.opening.contains(source.text(token.span))
    }

    private static func isPair(_ open: Token, _ close: Token) -> Bool {
        (open.kind == .openParenthesis) == (close.kind == .closeParenthesis)
    }

    /// The kind of the bracket that closes here; nil if nothing is open.
    private mutating func close(_ open: inout [Token], with token: Token, _ lexer: Lexer) -> TokenKind? {
        guard let last = open.last else {
            bag.report(.unmatchedBracket(lexer.source.text(token.span)), at: token.span, fix: Fix(token.span, ""))
            return nil
        }
        var kind = token.kind
        if !Self.isPair(last, token) {
            if open.dropLast().last.map({ Self.isPair($0, token) }) ?? false {
                open.removeLast()
                _ = report(last, before: token, lexer)
            } else {
                kind = last.kind == .openParenthesis ? .closeParenthesis : .closeBracket
                let meant = Lexer.spelling(kind)
                bag.report(
                    .unexpected(found: "`\(lexer.source.text(token.span))`", expected: "`\(meant)`"), at: token.span,
                    fix: Fix(token.span, meant))
            }
        }
        closers[open.removeLast().span.start] = token.span.start
        return kind
    }

    /// Tells of the brackets that are open here; false if none is.
    private mutating func leave(_ open: inout [Token], before token: Token, _ lexer: Lexer) -> Bool {
        var isOpen = false
        for bracket in open where report(bracket, before: token, lexer) { isOpen = true }
        open = []
        return isOpen
    }

    /// A bracket swallowed by a text that is never closed is not told of as well.
    private mutating func report(_ bracket: Token, before end: Token, _ lexer: Lexer) -> Bool {
        var low = 0
        var high = lexer.unclosedTexts.count
        while low < high {
            let middle = (low + high) / 2
            if lexer.unclosedTexts[middle] > bracket.span.start { high = middle } else { low = middle + 1 }
        }
        let swallows = low < lexer.unclosedTexts.count && lexer.unclosedTexts[low] < end.span.start
        if !swallows { bag.report(.unclosedBracket(lexer.source.text(bracket.span)), at: bracket.span) }
        return !swallows
    }

    // MARK: Lines

    private mutating func divide(_ kept: [Token], in source: SourceText) {
        tokens.reserveCapacity(kept.count + 16)
        var firstIndent = 0
        var openBrackets = 0
        for token in kept {
            if token.kind == .endOfText || token.startsLine && !tokens.isEmpty {
                let ends = token.kind == .endOfText || openBrackets == 0 && endsBefore(token, source, firstIndent)
                if ends, let last = tokens.last, last.kind != .endOfStatement {
                    let end = Int(last.span.end)
                    tokens.append(
                        Token(
                            kind: .endOfStatement, span: Span(end, end), startsLine: false, indent: 0,
                            followsStray: token.followsStray))
                }
            }
            if tokens.last.map({ $0.kind == .endOfStatement }) ?? true { firstIndent = token.indent }
            switch token.kind {
            case .openParenthesis, .openBracket: openBrackets += closers[token.span.start] == nil ? 0 : 1
            case .closeParenthesis, .closeBracket: openBrackets -= 1
            case .word, .parameter, .number, .date, .text, .pipe, .comma, .dot, .dotDot, .arrow, .bothWays, .equal,
                .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent,
                .colon, .endOfStatement, .endOfText:
                break
            }
            if token.kind != .endOfStatement || tokens.last.map({ $0.kind != .endOfStatement }) ?? false {
                tokens.append(token)
            }
        }
    }

    private func endsBefore(_ token: Token, _ source: SourceText, _ firstIndent: Int) -> Bool {
        if token.kind == .pipe || token.indent > firstIndent { return false }
        let word = token.kind == .word ? source.text(token.span) : ""
        if Self.continuing.contains(word) { return false }
        return !isUnfinished(in: source) || Self.opening.contains(word)
    }

    /// Whether the line so far asks for more.
    private func isUnfinished(in source: SourceText) -> Bool {
        guard let last = tokens.last else { return false }
        switch last.kind {
        case .pipe, .comma: return true
        case .word: return Self.joining.contains(source.text(last.span))
        case .parameter, .number, .date, .text, .dot, .dotDot, .openParenthesis, .closeParenthesis, .openBracket,
            .closeBracket, .arrow, .bothWays, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus,
            .minus, .star, .slash, .percent, .colon, .endOfStatement, .endOfText:
            return false
        }
    }
}
