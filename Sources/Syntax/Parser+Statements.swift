import Diagnostics

extension Parser {
    mutating func parseScript() -> Script {
        var statements: [Statement] = []
        while token.kind != .endOfText {
            if accept(.endOfStatement) != nil { continue }
            let before = position
            statements.append(parseStatement())
            precondition(position > before, "the parser moves on at every statement")
        }
        return Script(statements: statements)
    }

    private mutating func parseStatement() -> Statement {
        let start = token.span
        stepCount = 0
        let kind = parseStatementKind()
        if !isAtEnd {
            fail(expected: "the end of the statement")
            while !isAtEnd { advance() }
        }
        isRecovering = false
        lacksBracket = false
        let span = span(from: start)
        _ = accept(.endOfStatement)
        return Statement(kind: kind, span: span)
    }

    private mutating func parseStatementKind() -> Statement.Kind {
        for word in Keywords.statements { note(.word(word)) }
        let next = peek(1)
        guard token.kind == .word else { return .question(parseQuestion()) }
        switch text(token) {
        case "let" where begins(naming: next, .equal): return parseBinding()
        case "define" where begins(naming: next, .equal): return parseDefinition()
        case "param" where begins(naming: next, .colon): return parseParameter()
        case "include"
        where next.kind == .text || next.kind == .endOfStatement || next.kind == .word && !isBehindSource(next):
            advance()
            note(.file)
            return .include(parseText("a file name in quotes"))
        case "explain"
        where next.kind == .word || next.kind == .openParenthesis || next.kind == .pipe
            || next.kind == .text || next.kind == .endOfStatement:
            return parseExplanation()
        case _:
            if next.kind == .less, peek(2).kind == .minus, next.span.end == peek(2).span.start {
                return parseArrowBinding()
            }
            if next.kind == .equal, source.text(next.span) == "=", peek(2).kind == .word, isKind(text(peek(2))),
                !Self.noKinds.contains(text(token)), text(token) != "events"
            {
                return parseBareBinding()
            }
            return .question(parseQuestion())
        }
    }

    /// `x = events`, as most languages give a name.
    private mutating func parseBareBinding() -> Statement.Kind {
        let name = Name(source.text(token.span), token.span)
        let written = Span(Int(token.span.start), Int(peek(1).span.end))
        habit("\(name.text) =", meant: "let \(name.text) =", at: written)
        advance()
        advance()
        return .binding(Binding(name: name, parameters: [], question: parseQuestion()))
    }

    /// Whether behind `let`, `define` or `param` stands the name that it gives: `let or reject` is a question.
    private func begins(naming next: Token, _ mark: TokenKind) -> Bool {
        guard next.kind == .word else { return next.kind == mark || next.kind == .endOfStatement }
        let behind = peek(2)
        if !isBehindSource(next) || behind.kind == mark { return true }
        // `let since(a) = …` gives a name; `let since (a)` asks of a kind that somebody called so.
        guard mark == .equal, behind.kind == .openParenthesis else { return false }
        var place = 3
        while ![.closeParenthesis, .openParenthesis, .endOfStatement, .endOfText].contains(peek(place).kind) {
            place += 1
        }
        return peek(place).kind == .closeParenthesis && peek(place + 1).kind == mark
    }

    /// `x <- events`, the habit of R.
    private mutating func parseArrowBinding() -> Statement.Kind {
        let name = Name(source.text(token.span), token.span)
        let written = Span(Int(token.span.start), Int(peek(2).span.end))
        habit("\(name.text) <-", meant: "let \(name.text) =", at: written)
        advance()
        advance()
        advance()
        return .binding(Binding(name: name, parameters: [], question: parseQuestion()))
    }

    private mutating func parseBinding() -> Statement.Kind {
        advance()
        let name = parseName("a name")
        let parameters = parseParameters { $0.parseName("the name of a parameter") }
        if accept(.equal) == nil { fail(expected: "`=`") }
        return .binding(Binding(name: name, parameters: parameters, question: parseQuestion()))
    }

    private mutating func parseDefinition() -> Statement.Kind {
        advance()
        let name = parseName("a name")
        let parameters: [(Name, Name?)] = parseParameters { parser in
            let name = parser.parseName("the name of a parameter")
            return (name, parser.accept(.colon) == nil ? nil : parser.parseName("a type"))
        }
        if accept(.equal) == nil { fail(expected: "`=`") }
        return .definition(Definition(name: name, parameters: parameters, body: parseExpression()))
    }

    private mutating func parseParameter() -> Statement.Kind {
        advance()
        let name = parseName("a name")
        if token.kind == .equal, !name.text.isEmpty { return parseUntypedParameter(name) }
        if accept(.colon) == nil { fail(expected: "`:` and a type") }
        let type = parseName("a type")
        let value = accept(.equal) == nil ? nil : parseRange()
        return .parameter(ParameterDeclaration(name: name, type: type, defaultValue: value))
    }

    /// `param who = China`, which lacks its type: the value tells which one is meant.
    private mutating func parseUntypedParameter(_ name: Name) -> Statement.Kind {
        let equal = advance()
        let value = parseRange()
        let type = typeMeant(by: value)
        if !isRecovering {
            let end = Int(name.span.end)
            bag.report(
                .unexpected(found: "`=`", expected: "`:` and a type"), at: equal.span,
                fix: type.map { Fix(Span(end, end), ": \($0)") })
        }
        return .parameter(ParameterDeclaration(name: name, type: Name(type ?? "", name.span), defaultValue: value))
    }

    /// The type of a value as it is written; nil where it may have several.
    private func typeMeant(by value: ExpressionTree) -> String? {
        switch value.node {
        case .text: "text"
        case .number: "number"
        case .money: "money"
        case .duration: "duration"
        case .date(let text): text.utf8.count { $0 == UInt8(ascii: "-") } == 2 ? "date" : "period"
        case .name(let word) where ["yes", "no", "maybe"].contains(word): "bool"
        // Kinds are written small.
        case .name(let word): word.first?.isLowercase ?? false && isKind(word) ? "kind" : "actor"
        case .member, .code: "kind"
        case .only(let inner), .negate(let inner): typeMeant(by: inner)
        // Years rather than other numbers.
        case .range(let low, _): if case .number(1_000..<3_000) = low.node { "period" } else { typeMeant(by: low) }
        case .parameter, .list, .call, .not, .certainly, .possibly, .all, .any, .chain, .compare, .isUnknown, .isNone,
            .choose, .missing:
            nil
        }
    }

    private mutating func parseExplanation() -> Statement.Kind {
        advance()
        if accept(word: "plan") != nil { return .explain(Explanation(form: .plan, question: parseQuestion())) }
        if accept(word: "sql") != nil {
            let dialect = accept(word: "as") == nil ? nil : parseName("a dialect")
            return .explain(Explanation(form: .sql(dialect: dialect), question: parseQuestion()))
        }
        return .explain(Explanation(form: .english, question: parseQuestion()))
    }

    /// `(a, b)` behind a name that is bound, if it stands there.
    private mutating func parseParameters<Item>(_ parse: (inout Parser) -> Item) -> [Item] {
        guard let open = accept(.openParenthesis) else { return [] }
        let items = token.kind == .closeParenthesis || isAtEnd ? [] : commaSeparated(parse)
        close(open)
        return items
    }
}
