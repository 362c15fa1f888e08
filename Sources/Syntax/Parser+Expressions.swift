import Diagnostics

extension Parser {
    /// `or` binds least, then `and`, then `not`, `certainly`, `possibly`, then comparisons, `+ -`, `* / %`, `-`, `.`
    mutating func parseExpression() -> ExpressionTree {
        deeper { $0.parseAny() } ?? ExpressionTree(.missing, hole)
    }

    /// An expression that is yes, no or maybe.
    mutating func parseCondition() -> ExpressionTree {
        let wasCondition = isCondition
        isCondition = true
        defer { isCondition = wasCondition }
        return parseExpression()
    }

    private mutating func parseAny() -> ExpressionTree {
        let start = token.span
        var operands = [parseAll()]
        while !isRecovering, at(word: "or") || isBarOr && token.kind == .pipe {
            let joint = advance()
            if joint.kind == .pipe { habit("|", meant: "or", at: joint.span) }
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

    private static let prefixes: Set<String> = ["not", "certainly", "possibly"]

    private mutating func parsePrefixed() -> ExpressionTree {
        var prefixes: [(word: String, span: Span)] = []
        if source.text(token.span) == "NOT", beginsOperand(peek(1)) { acceptCapitals() }
        while token.kind == .word, Self.prefixes.contains(text(token)), beginsOperand(peek(1)) {
            prefixes.append((text(token), token.span))
            advance()
        }
        if prefixes.isEmpty { return parseComparison() }
        guard var tree = deeper(by: prefixes.count, { $0.parseComparison() }) else {
            return ExpressionTree(.missing, hole)
        }
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

    func beginsOperand(_ token: Token) -> Bool {
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

    /// The words that may stand behind an operand.
    private static let comparing = ["is", "in", "not"] + textWords.sorted()

    private mutating func parseComparison() -> ExpressionTree {
        let start = token.span
        let left = parseSum()
        if !isRecovering { acceptCapitals() }
        // Where an operand is still to come, nothing may stand that joins two.
        if isRecovering { return left }
        for word in Self.comparing { note(.word(word)) }
        note(.comparison(left.span, isCondition: isCondition))
        guard let tree = parseComparisonTail(left, start) else { return left }
        if !isRecovering { acceptCapitals() }
        if !isRecovering, comparisonMark() != nil || isWord(token, "is") {
            var fix: Fix?
            if case .compare(_, _, let right) = tree.node {
                let place = Int(token.span.start)
                fix = Fix(Span(place, place), "and \(source.text(right.span)) ")
            }
            fail(expected: "`and` between two comparisons", fix: fix)
        }
        return tree
    }

    func comparisonMark() -> ComparisonWord? {
        switch token.kind {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .arrow: isInSides || source.text(token.span) != "=>" ? nil : .greaterOrEqual
        case .word, .parameter, .number, .date, .text, .pipe, .comma, .dot, .dotDot, .openParenthesis,
            .closeParenthesis, .openBracket, .closeBracket, .bothWays, .plus, .minus, .star, .slash, .percent, .colon,
            .endOfStatement, .endOfText:
            nil
        }
    }

    private mutating func parseComparisonTail(_ left: ExpressionTree, _ start: Span) -> ExpressionTree? {
        if isRecovering { return nil }
        let outerWanted = wanted
        wanted = .value(left.span)
        defer { wanted = outerWanted }
        if let mark = comparisonMark() {
            let markSpan = advance().span
            if source.text(markSpan) == "=>" { habit("=>", meant: ">=", at: markSpan) }
            let right = parseRange()
            if case .name(let word) = right.node, Self.nullWords.contains(word) {
                let isNegated = mark == .notEqual
                let meant = isNegated ? "is not unknown" : "is unknown"
                habit(source.text(markSpan.joined(right.span)), meant: meant, at: markSpan.joined(right.span))
                return ExpressionTree(.isUnknown(left, isNegated: isNegated), span(from: start))
            }
            return ExpressionTree(.compare(mark, left, right), span(from: start))
        }
        if accept(word: "is") != nil {
            acceptCapitals()
            return parseIs(left, start)
        }
        if at(word: "in") || isWord(token, "not") {
            let isNegated = accept(word: "not") != nil
            acceptCapitals()
            expect(word: "in")
            if isRecovering { return left }
            return ExpressionTree(.compare(.isIn(isNegated: isNegated), left, parseRange()), span(from: start))
        }
        if token.kind == .word, Self.textWords.contains(text(token)) {
            let word = text(advance())
            return ExpressionTree(.compare(.text(word), left, parseSum()), span(from: start))
        }
        return parseBetween(left, start) ?? parseDateClause(left, start)
    }

    private mutating func parseIs(_ left: ExpressionTree, _ start: Span) -> ExpressionTree {
        let isNegated = accept(word: "not") != nil
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
        note(.word("only"))
        let wasNaming = isNaming
        isNaming = true
        let right = parseRange()
        isNaming = wasNaming
        return ExpressionTree(.compare(.is(isNegated: isNegated), left, right), span(from: start))
    }

    /// An operand, or two around `..`.
    mutating func parseRange() -> ExpressionTree {
        let start = token.span
        let first = parseSum()
        guard !isRecovering, accept(.dotDot) != nil else { return first }
        let second = parseSum()
        return ExpressionTree(.range(first, second), span(from: start))
    }

    // MARK: Arithmetic

    mutating func parseSum() -> ExpressionTree {
        parseChain([.plus: .plus, .minus: .minus]) { parser in
            parser.parseChain([.star: .times, .slash: .divided, .percent: .remainder]) { $0.parseNegated() }
        }
    }

    private mutating func parseChain(
        _ operations: [TokenKind: ChainLink.Operator], _ parse: (inout Parser) -> ExpressionTree
    ) -> ExpressionTree {
        let start = token.span
        let outerHeight = height
        defer { height = max(outerHeight, height) }
        height = 0
        let first = parse(&self)
        var links: [ChainLink] = []
        while !isRecovering, let operation = operations[token.kind] {
            if height >= Self.longestChain {
                bag.report(.tooLong(what: "operands in one sum", limit: Self.longestChain), at: token.span)
                isRecovering = true
                break
            }
            advance()
            links.append(ChainLink(operation: operation, operand: parse(&self)))
            height += 1
        }
        return links.isEmpty ? first : ExpressionTree(.chain(first, links), span(from: start))
    }

    mutating func parseNegated() -> ExpressionTree {
        guard token.kind == .minus else { return parsePrimary() }
        let start = advance().span
        let inner = deeper { $0.parseNegated() } ?? ExpressionTree(.missing, start)
        return ExpressionTree(.negate(inner), span(from: start))
    }

    // MARK: Operands

    mutating func parsePrimary() -> ExpressionTree {
        let start = token.span
        let outerHeight = height
        defer { height = max(outerHeight, height) }
        height = 0
        var tree = parseAtom()
        while !isRecovering, token.kind == .dot {
            guard peek(1).kind == .word else {
                advance()
                fail(expected: "the name of a field")
                break
            }
            if height >= Self.longestChain {
                failTooDeep(at: token.span)
                break
            }
            height += 1
            advance()
            let name = advance()
            tree = ExpressionTree(.member(tree, Name(source.text(name.span), name.span)), span(from: start))
        }
        return tree
    }

    private mutating func parseAtom() -> ExpressionTree {
        if let wanted { note(wanted) }
        if wanted != .actor { note(.column) }
        if wanted == nil { for word in Self.prefixes.sorted() + ["if"] { note(.word(word)) } }
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
            let wasBarOr = isBarOr
            isBarOr = true
            let inner = deeper { $0.parseAnyOrRange() } ?? ExpressionTree(.missing, start.span)
            isBarOr = wasBarOr
            if !isRecovering, token.kind == .comma { return parseParenthesizedList(start, first: inner) }
            close(start)
            return ExpressionTree(inner.node, span(from: start.span))
        case .openBracket:
            advance()
            let items = token.kind == .closeBracket ? [] : commaSeparated { $0.parseListMember() }
            close(start, expected: "`,` or `]`")
            return ExpressionTree(.list(items), span(from: start.span))
        case .word: return parseWord()
        case .pipe, .comma, .dot, .dotDot, .closeParenthesis, .closeBracket, .arrow, .bothWays, .equal, .notEqual,
            .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent, .colon,
            .endOfStatement, .endOfText:
            fail(expected: "a value, a column or a function")
            return ExpressionTree(.missing, hole)
        }
    }

    private mutating func parseListMember() -> ExpressionTree {
        deeper { $0.parseRange() } ?? ExpressionTree(.missing, hole)
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
        if let (form, code) = acceptCode() { return ExpressionTree(.code(form, code), span(from: start.span)) }
        if isNaming, let name = acceptSeveralWords() { return name }
        if word == "if", beginsOperand(peek(1)) { return parseChoice() }
        if word == "only" || Self.prefixes.contains(word), isEndOfText(ahead: 1) {
            // What may stand behind it, though the word alone may also be a name.
            if word == "only" { expectations.insert(.actor) } else { expectations.insert(.column) }
        }
        if word == "only", peek(1).kind != .minus, beginsOperand(peek(1)) {
            advance()
            let inner = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, start.span)
            return ExpressionTree(.only(inner), span(from: start.span))
        }
        if let prefixed = parsePrefixBeforeBracket() { return prefixed }
        if let test = parseIsNA() { return test }
        if let date = dateBehindMonth() { return date }
        if Self.joining.contains(word) {
            fail(expected: "a value, a column or a function")
            return ExpressionTree(.missing, hole)
        }
        advance()
        if token.kind == .openParenthesis, !isInSequenceHeader || token.span.start == start.span.end {
            return parseCall(Name(word, start.span))
        }
        return ExpressionTree(.name(word), start.span)
    }

    /// `not (…)` where an operand is wanted: no function is called so.
    private mutating func parsePrefixBeforeBracket() -> ExpressionTree? {
        let start = token
        let word = text(start)
        guard ["not", "certainly", "possibly"].contains(word), peek(1).kind == .openParenthesis else { return nil }
        advance()
        let inner = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, start.span)
        let span = span(from: start.span)
        switch word {
        case "not": return ExpressionTree(.not(inner), span)
        case "certainly": return ExpressionTree(.certainly(inner), span)
        case _: return ExpressionTree(.possibly(inner), span)
        }
    }

    private mutating func parseChoice() -> ExpressionTree {
        let start = advance().span
        let condition = parseCondition()
        expect(word: "then")
        let then = parseExpression()
        expect(word: "else")
        let otherwise = parseExpression()
        return ExpressionTree(.choose(condition, then: then, otherwise: otherwise), span(from: start))
    }

    mutating func parseCall(_ name: Name) -> ExpressionTree {
        guard let open = accept(.openParenthesis) else {
            fail(expected: "`(`")
            return ExpressionTree(.missing, name.span)
        }
        let (outerWanted, wasCondition) = (wanted, isCondition)
        (wanted, isCondition) = (nil, false)
        defer { (wanted, isCondition) = (outerWanted, wasCondition) }
        var arguments: [ExpressionTree] = []
        if Self.aggregates.contains(name.text) { note(.word("distinct")) }
        let isDistinct = token.kind == .word && text(token) == "distinct" && beginsOperand(peek(1))
        if isDistinct { advance() }
        if token.kind != .closeParenthesis, !(isAtEnd && !isClosed(open) && !isAtEndOfText) {
            arguments = commaSeparated { $0.parseArgument() }
        }
        let wasRecovering = isRecovering
        close(open, expected: "`,` or `)`")
        let span = span(from: name.span)
        // c(…), the habit of R for a list.
        if name.text == "c", !wasRecovering, isClosed(open) {
            let inner = source.text(Span(Int(name.span.end) + 1, Int(span.end) - 1))
            habit("c(…)", meant: "[…]", at: span, fix: "[\(inner)]")
            return ExpressionTree(.list(arguments), span)
        }
        return ExpressionTree(.call(name, arguments, isDistinct: isDistinct), span)
    }

    private mutating func parseArgument() -> ExpressionTree {
        deeper { $0.parseAnyOrRange() } ?? ExpressionTree(.missing, hole)
    }
}
