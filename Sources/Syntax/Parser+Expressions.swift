import Diagnostics

extension Parser {
    /// `or` binds least, then `and`, then `not`, `certainly`, `possibly`, then comparisons, `+ -`, `* / %`, `-`, `.`
    mutating func parseExpression() -> ExpressionTree {
        deeper { $0.parseAny() } ?? ExpressionTree(.missing, token.span)
    }

    private mutating func parseAny() -> ExpressionTree {
        let start = token.span
        var operands = [parseAll()]
        while !isRecovering, at(word: "or") {
            advance()
            operands.append(parseAll())
        }
        return operands.count == 1 ? operands[0] : ExpressionTree(.any(operands), span(from: start))
    }

    private mutating func parseAll() -> ExpressionTree {
        let start = token.span
        var operands = [parsePrefixed()]
        while !isRecovering, at(word: "and") {
            advance()
            operands.append(parsePrefixed())
        }
        return operands.count == 1 ? operands[0] : ExpressionTree(.all(operands), span(from: start))
    }

    private mutating func parsePrefixed() -> ExpressionTree {
        var prefixes: [(word: String, span: Span)] = []
        while token.kind == .word, ["not", "certainly", "possibly"].contains(text(token)), beginsOperand(peek(1)) {
            prefixes.append((text(token), token.span))
            advance()
        }
        if prefixes.count > Self.deepest {
            bag.report(.nestedTooDeep(limit: Self.deepest), at: prefixes[0].span)
            prefixes = []
        }
        var tree = parseComparison()
        for prefix in prefixes.reversed() {
            let span = prefix.span.joined(tree.span)
            switch prefix.word {
            case "not": tree = ExpressionTree(.not(tree), span)
            case "certainly": tree = ExpressionTree(.certainly(tree), span)
            case _: tree = ExpressionTree(.possibly(tree), span)
            }
        }
        return tree
    }

    /// Words that join or end, and so never begin an operand.
    static let joining: Set<String> = ["and", "or", "is", "then", "else", "as", "by", "per", "where", "desc", "within"]

    private func beginsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .word: !Self.joining.contains(text(token))
        case .parameter, .number, .date, .text, .openParenthesis, .openBracket, .minus: true
        case .pipe, .comma, .dot, .dotDot, .closeParenthesis, .closeBracket, .arrow, .bothWays, .equal, .notEqual,
            .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .star, .slash, .percent, .colon, .endOfStatement,
            .endOfText:
            false
        }
    }

    // MARK: Comparisons

    static let textWords: Set<String> = ["contains", "starts_with", "ends_with", "like", "mentions"]
    private static let nullWords: Set<String> = ["null", "NULL", "NA", "na", "nil", "None", "NaN"]

    private mutating func parseComparison() -> ExpressionTree {
        let start = token.span
        let left = parseSum()
        for word in Keywords.operators { note(.word(word)) }
        guard let tree = parseComparisonTail(left, start) else { return left }
        if !isRecovering, comparisonMark() != nil || isWord(token, "is") {
            fail(expected: "`and` between two comparisons")
        }
        return tree
    }

    private func comparisonMark() -> ComparisonWord? {
        switch token.kind {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .word, .parameter, .number, .date, .text, .pipe, .comma, .dot, .dotDot, .openParenthesis,
            .closeParenthesis, .openBracket, .closeBracket, .arrow, .bothWays, .plus, .minus, .star, .slash, .percent,
            .colon, .endOfStatement, .endOfText:
            nil
        }
    }

    private mutating func parseComparisonTail(_ left: ExpressionTree, _ start: Span) -> ExpressionTree? {
        if isRecovering { return nil }
        if let mark = comparisonMark() {
            let markSpan = advance().span
            let right = parseRange()
            if case .name(let word) = right.node, Self.nullWords.contains(word) {
                let isNegated = mark == .notEqual
                let meant = isNegated ? "is not unknown" : "is unknown"
                habit(source.text(markSpan.joined(right.span)), meant: meant, at: markSpan.joined(right.span))
                return ExpressionTree(.isUnknown(left, isNegated: isNegated), span(from: start))
            }
            return ExpressionTree(.compare(mark, left, right), span(from: start))
        }
        if accept(word: "is") != nil { return parseIs(left, start) }
        if at(word: "in") || isWord(token, "not") && isWord(peek(1), "in") {
            let isNegated = accept(word: "not") != nil
            advance()
            return ExpressionTree(.compare(.isIn(isNegated: isNegated), left, parseRange()), span(from: start))
        }
        if token.kind == .word, Self.textWords.contains(text(token)) {
            let word = text(advance())
            return ExpressionTree(.compare(.text(word), left, parseSum()), span(from: start))
        }
        return nil
    }

    private mutating func parseIs(_ left: ExpressionTree, _ start: Span) -> ExpressionTree {
        let isNegated = accept(word: "not") != nil
        note(.actor)
        if at(word: "unknown"), peek(1).kind != .dot {
            advance()
            return ExpressionTree(.isUnknown(left, isNegated: isNegated), span(from: start))
        }
        if token.kind == .word, Self.nullWords.contains(text(token)) {
            let span = advance().span
            habit(source.text(span), meant: "unknown", at: span)
            return ExpressionTree(.isUnknown(left, isNegated: isNegated), self.span(from: start))
        }
        if at(word: "none"), peek(1).kind != .dot {
            advance()
            return ExpressionTree(.isNone(left, isNegated: isNegated), span(from: start))
        }
        if accept(word: "in") != nil {
            return ExpressionTree(.compare(.isIn(isNegated: isNegated), left, parseRange()), span(from: start))
        }
        return ExpressionTree(.compare(.is(isNegated: isNegated), left, parseRange()), span(from: start))
    }

    /// An operand, or two around `..`.
    private mutating func parseRange() -> ExpressionTree {
        let start = token.span
        let first = parseSum()
        guard !isRecovering, accept(.dotDot) != nil else { return first }
        let second = parseSum()
        return ExpressionTree(.range(first, second), span(from: start))
    }

    // MARK: Arithmetic

    private mutating func parseSum() -> ExpressionTree {
        parseChain([.plus: .plus, .minus: .minus]) { parser in
            parser.parseChain([.star: .times, .slash: .divided, .percent: .remainder]) { $0.parseNegated() }
        }
    }

    private mutating func parseChain(
        _ operations: [TokenKind: ChainLink.Operator], _ parse: (inout Parser) -> ExpressionTree
    ) -> ExpressionTree {
        let start = token.span
        let first = parse(&self)
        var links: [ChainLink] = []
        while !isRecovering, let operation = operations[token.kind] {
            if links.count == Self.longestChain {
                bag.report(.tooLong(what: "operands in one sum", limit: Self.longestChain), at: token.span)
                isRecovering = true
                break
            }
            advance()
            links.append(ChainLink(operation: operation, operand: parse(&self)))
        }
        return links.isEmpty ? first : ExpressionTree(.chain(first, links), span(from: start))
    }

    private mutating func parseNegated() -> ExpressionTree {
        guard token.kind == .minus else { return parsePrimary() }
        let start = advance().span
        if token.kind == .minus {
            return deeper { parser in
                let inner = parser.parseNegated()
                return ExpressionTree(.negate(inner), parser.span(from: start))
            } ?? ExpressionTree(.missing, start)
        }
        let inner = parsePrimary()
        return ExpressionTree(.negate(inner), span(from: start))
    }

    // MARK: Operands

    mutating func parsePrimary() -> ExpressionTree {
        let start = token.span
        var tree = parseAtom()
        var memberCount = 0
        while !isRecovering, token.kind == .dot {
            guard peek(1).kind == .word else {
                advance()
                fail(expected: "the name of a field")
                break
            }
            memberCount += 1
            if memberCount > Self.deepest {
                bag.report(.nestedTooDeep(limit: Self.deepest), at: token.span)
                isRecovering = true
                break
            }
            advance()
            let name = advance()
            tree = ExpressionTree(.member(tree, Name(source.text(name.span), name.span)), span(from: start))
        }
        return tree
    }

    private mutating func parseAtom() -> ExpressionTree {
        note(.column)
        note(.parameter)
        let start = token
        switch start.kind {
        case .number: return parseNumber()
        case .date:
            advance()
            return dateTree(start)
        case .text:
            advance()
            return ExpressionTree(.text(contents(of: start)), start.span)
        case .parameter:
            advance()
            return ExpressionTree(.parameter(String(source.text(start.span).dropFirst())), start.span)
        case .openParenthesis:
            advance()
            let inner = deeper { $0.parseAnyOrRange() } ?? ExpressionTree(.missing, start.span)
            expectClosing(.closeParenthesis)
            return ExpressionTree(inner.node, span(from: start.span))
        case .openBracket:
            advance()
            let items = token.kind == .closeBracket ? [] : commaSeparated { $0.parseListMember() }
            expectClosing(.closeBracket)
            return ExpressionTree(.list(items), span(from: start.span))
        case .word: return parseWord()
        case .pipe, .comma, .dot, .dotDot, .closeParenthesis, .closeBracket, .arrow, .bothWays, .equal, .notEqual,
            .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent, .colon,
            .endOfStatement, .endOfText:
            fail(expected: "a value, a column or a function")
            return ExpressionTree(.missing, Span(Int(start.span.start), Int(start.span.start)))
        }
    }

    private mutating func parseListMember() -> ExpressionTree {
        deeper { $0.parseRange() } ?? ExpressionTree(.missing, token.span)
    }

    private mutating func parseAnyOrRange() -> ExpressionTree {
        let start = token.span
        let first = parseAny()
        guard !isRecovering, accept(.dotDot) != nil else { return first }
        return ExpressionTree(.range(first, parseSum()), span(from: start))
    }

    private mutating func parseWord() -> ExpressionTree {
        let start = token
        let word = text(start)
        if let form = codeForm() {
            advance()
            let code = advance()
            return ExpressionTree(.code(form, Name(source.text(code.span), code.span)), span(from: start.span))
        }
        if word == "if", beginsOperand(peek(1)) { return parseChoice() }
        if word == "only", beginsOperand(peek(1)) {
            advance()
            let inner = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, start.span)
            return ExpressionTree(.only(inner), span(from: start.span))
        }
        if word == "is", peek(1).kind == .dot, isWord(peek(2), "na") || isWord(peek(2), "null") {
            return parseIsNA()
        }
        if Self.joining.contains(word) {
            fail(expected: "a value, a column or a function")
            return ExpressionTree(.missing, Span(Int(start.span.start), Int(start.span.start)))
        }
        advance()
        if token.kind == .openParenthesis { return parseCall(Name(word, start.span)) }
        return ExpressionTree(.name(word), start.span)
    }

    /// `is.na(x)`
    private mutating func parseIsNA() -> ExpressionTree {
        let start = advance().span
        advance()
        let call = parseCall(Name("is.na", start.joined(advance().span)))
        guard case .call(_, let arguments, _) = call.node, let argument = arguments.first else {
            return ExpressionTree(.missing, call.span)
        }
        habit(source.text(call.span), meant: "\(source.text(argument.span)) is unknown", at: call.span)
        return ExpressionTree(.isUnknown(argument, isNegated: false), call.span)
    }

    private mutating func parseChoice() -> ExpressionTree {
        let start = advance().span
        let condition = parseExpression()
        expect(word: "then")
        let then = parseExpression()
        expect(word: "else")
        let otherwise = parseExpression()
        return ExpressionTree(.choose(condition, then: then, otherwise: otherwise), span(from: start))
    }

    private mutating func parseCall(_ name: Name) -> ExpressionTree {
        if accept(.openParenthesis) == nil {
            fail(expected: "`(`")
            return ExpressionTree(.missing, name.span)
        }
        var arguments: [ExpressionTree] = []
        let isDistinct = token.kind == .word && text(token) == "distinct" && beginsOperand(peek(1))
        if isDistinct { advance() }
        if token.kind != .closeParenthesis { arguments = commaSeparated { $0.parseArgument() } }
        if isRecovering, !isAtEnd { recover() }
        expectClosing(.closeParenthesis)
        let span = span(from: name.span)
        // c(…), the habit of R for a list.
        if name.text == "c" {
            let inner = source.text(Span(Int(name.span.end) + 1, Int(span.end) - 1))
            habit("c(…)", meant: "[…]", at: span, fix: "[\(inner)]")
            return ExpressionTree(.list(arguments), span)
        }
        return ExpressionTree(.call(name, arguments, isDistinct: isDistinct), span)
    }

    private mutating func parseArgument() -> ExpressionTree {
        deeper { $0.parseAnyOrRange() } ?? ExpressionTree(.missing, token.span)
    }
}
