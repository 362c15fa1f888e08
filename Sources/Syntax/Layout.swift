import Diagnostics

/// Where statements end. A statement ends with its line unless the next one begins with `|`, `then` or `until`, or is
/// indented deeper than the statement's first line, or a bracket is open.
enum Layout {
    private static let continuing: Set<String> = ["then", "until"]
    /// A line that begins with one of these and is not indented ends whatever bracket was left open.
    private static let opening: Set<String> = ["let", "define", "param", "include", "explain"]

    /// Puts an `endOfStatement` behind each statement.
    static func divide(_ tokens: [Token], in source: SourceText) -> [Token] {
        var divided: [Token] = []
        divided.reserveCapacity(tokens.count + 16)
        var firstIndent = 0
        var openBrackets = 0
        for token in tokens {
            if token.kind == .endOfText || token.startsLine && !divided.isEmpty {
                let ends = token.kind == .endOfText || endsBefore(token, source, firstIndent, openBrackets)
                if ends, let last = divided.last, last.kind != .endOfStatement {
                    let end = Int(last.span.end)
                    divided.append(Token(kind: .endOfStatement, span: Span(end, end), startsLine: false, indent: 0))
                }
                if ends { openBrackets = 0 }
            }
            if divided.last.map({ $0.kind == .endOfStatement }) ?? true { firstIndent = token.indent }
            switch token.kind {
            case .openParenthesis, .openBracket: openBrackets += 1
            case .closeParenthesis, .closeBracket: openBrackets = max(0, openBrackets - 1)
            case .word, .parameter, .number, .date, .text, .pipe, .comma, .dot, .dotDot, .arrow, .bothWays, .equal,
                .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent,
                .colon, .endOfStatement, .endOfText:
                break
            }
            divided.append(token)
        }
        return divided
    }

    private static func endsBefore(_ token: Token, _ source: SourceText, _ firstIndent: Int, _ open: Int) -> Bool {
        if token.kind == .pipe { return false }
        if token.indent > firstIndent { return false }
        let word = token.kind == .word ? source.text(token.span) : ""
        if continuing.contains(word) { return false }
        if open > 0 { return opening.contains(word) }
        return true
    }
}
