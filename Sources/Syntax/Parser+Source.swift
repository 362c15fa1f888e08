import Diagnostics

extension Parser {
    /// A source and its steps, up to the end of the statement or a bracket that closes.
    mutating func parseQuestion() -> Question {
        let start = token.span
        let source =
            token.kind == .pipe
            ? Source(kind: .last(1), clauses: [], condition: nil, span: Span(Int(start.start), Int(start.start)))
            : parseSource()
        var steps: [Step] = []
        if isRecovering { recover() }
        while token.kind == .pipe {
            if steps.count == Self.longestChain {
                bag.report(.tooLong(what: "steps in one question", limit: Self.longestChain), at: token.span)
            }
            let bar = advance()
            let step = parseStep(behind: bar.span)
            if steps.count < Self.longestChain { steps.append(step) }
            if isRecovering { recover() }
        }
        return Question(source: source, steps: steps, span: span(from: start))
    }

    /// What stands before a `|`, or a pattern of a sequence: a source with its clauses.
    mutating func parseSource() -> Source {
        let start = token.span
        note(.source)
        for word in Keywords.sources { note(.word(word)) }
        let kind = parseSourceKind()
        var clauses: [Clause] = []
        var condition: ExpressionTree?
        while !isRecovering {
            if let clause = parseClause() {
                clauses.append(clause)
            } else if condition == nil, accept(word: "where") != nil {
                condition = parseExpression()
                reportClausesBehindWhere(whereStart: condition?.span ?? start)
                break
            } else {
                break
            }
        }
        return Source(kind: kind, clauses: clauses, condition: condition, span: span(from: start))
    }

    private mutating func parseSourceKind() -> Source.Kind {
        if accept(.openParenthesis) != nil {
            let question = deeper { $0.parseQuestion() }
            expectClosing(.closeParenthesis)
            return question.map { .parenthesized($0) } ?? .missing
        }
        if token.kind == .word {
            let word = text(token)
            if word == "event", peek(1).kind == .text {
                advance()
                return .event(parseText("the id of an event in quotes"))
            }
            if word == "sequence", beginsSequence() { return deeper { $0.parseSequence() } ?? .missing }
            if word == "_" || word.hasPrefix("_") && Int(word.dropFirst()) != nil {
                advance()
                return .last(Int(word.dropFirst()) ?? 1)
            }
            if let meant = Self.sourceHabits[word.lowercased()], peek(1).kind != .openParenthesis {
                bag.report(.habit(written: word, meant: "events | \(meant) …"), at: token.span)
                isRecovering = true
                return .missing
            }
        }
        guard token.kind == .word || token.kind == .text else {
            fail(expected: "a kind of event, a table or `events`")
            return .missing
        }
        var names = [parseSourceName()]
        while !isRecovering, at(word: "or") {
            advance()
            names.append(parseSourceName())
        }
        return .named(names, token.kind == .openParenthesis && !isRecovering ? parseSides() : nil)
    }

    /// Words of other languages that begin a question there.
    private static let sourceHabits = [
        "select": "show", "from": "show", "filter": "where", "group": "count by", "summarise": "summarize",
    ]

    private func beginsSequence() -> Bool {
        let next = peek(1)
        return next.kind == .word || next.kind == .text || next.kind == .endOfStatement
    }

    private mutating func parseSourceName() -> SourceName {
        note(.source)
        if let text = accept(.text) { return SourceName(form: .plain, name: Name(contents(of: text), text.span)) }
        guard token.kind == .word else {
            fail(expected: "the name of a kind")
            return SourceName(form: .plain, name: Name("", token.span))
        }
        if let form = codeForm() {
            advance()
            let code = advance()
            return SourceName(form: form, name: Name(source.text(code.span), code.span))
        }
        var name = parseName("the name of a kind")
        while token.kind == .dot, peek(1).kind == .word, token.span.start == name.span.end {
            advance()
            let part = advance()
            name = Name(source.text(name.span.joined(part.span)), name.span.joined(part.span))
        }
        return SourceName(form: .plain, name: name)
    }

    /// `cameo 125` or `plover REJECT`, where such a code follows the word.
    func codeForm() -> SourceName.Form? {
        guard token.kind == .word else { return nil }
        let next = peek(1)
        switch text(token) {
        case "cameo" where next.kind == .number: return .cameo
        case "plover" where next.kind == .word: return .plover
        case _: return nil
        }
    }

    // MARK: Dyads and arguments

    private mutating func parseSides() -> Sides {
        let open = advance()
        var sides = Sides(left: nil, arrow: .none, right: nil, more: [], span: open.span)
        note(.actor)
        if token.kind != .arrow, token.kind != .bothWays, token.kind != .closeParenthesis {
            sides.left = parseExpression()
        }
        if let arrow = accept(.arrow) ?? accept(.bothWays) {
            sides.arrow = arrow.kind == .arrow ? .to : .bothWays
            note(.actor)
            if token.kind != .closeParenthesis { sides.right = parseExpression() }
        } else {
            while !isRecovering, accept(.comma) != nil { sides.more.append(parseExpression()) }
            if token.kind != .closeParenthesis, !isRecovering { fail(expected: "`->`, `<->` or `)`") }
        }
        if isRecovering, !isAtEnd { recover() }
        expectClosing(.closeParenthesis)
        sides.span = span(from: open.span)
        return sides
    }

    // MARK: Clauses

    private func clauseWord() -> Clause.Word? {
        guard token.kind == .word else { return nil }
        switch text(token) {
        case "since": return .since
        case "after": return .after
        case "before": return .before
        case "in": return .in
        case "until": return beginsBound(peek(1)) ? .until : nil
        case "known" where isWord(peek(1), "on"): return .knownOn
        case _: return nil
        }
    }

    /// `until` with a bound is a time clause; with anything else it ends a sequence.
    private func beginsBound(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .date, .parameter, .openParenthesis, .endOfStatement, .endOfText: true
        case .word, .text, .pipe, .comma, .dot, .dotDot, .closeParenthesis, .openBracket, .closeBracket, .arrow,
            .bothWays, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star,
            .slash, .percent, .colon:
            false
        }
    }

    private mutating func parseClause() -> Clause? {
        for word in Clause.Word.allCases { note(.word(word.rawValue)) }
        guard let word = clauseWord() else { return nil }
        let start = advance().span
        if word == .knownOn { advance() }
        let bound = parseBound()
        return Clause(word: word, bound: bound, span: span(from: start))
    }

    /// A date, a `$name`, a name, or an expression in parentheses; two of them around `..`.
    mutating func parseBound() -> ExpressionTree {
        note(.date)
        note(.parameter)
        let start = token.span
        let first = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, start)
        guard accept(.dotDot) != nil else { return first }
        note(.date)
        let second = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, token.span)
        return ExpressionTree(.range(first, second), span(from: start))
    }

    /// A clause behind `where` is told of with the line in order.
    private mutating func reportClausesBehindWhere(whereStart: Span) {
        guard !isRecovering, let word = clauseWord() else { return }
        let start = token.span
        var clauses: [Clause] = []
        while let clause = parseClause() { clauses.append(clause) }
        guard let last = clauses.last else { return }
        let moved = source.text(Span(Int(start.start), Int(last.span.end)))
        // `where` itself stands just before its condition.
        var index = position
        while index > 0, tokens[index].span.start >= whereStart.start { index -= 1 }
        let whereToken = tokens[index].span
        let condition = source.text(Span(Int(whereToken.start), Int(start.start)))
        let trimmed = String(condition.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
        bag.report(
            .clauseAfterWhere(clause: word.rawValue), at: Span(Int(start.start), Int(last.span.end)),
            fix: Fix(Span(Int(whereToken.start), Int(last.span.end)), "\(moved) \(trimmed)"))
    }

    // MARK: Sequences

    private mutating func parseSequence() -> Source.Kind {
        advance()
        var sequence = SequenceTree(keys: [], window: nil, elements: [], until: nil)
        if accept(word: "by") != nil { sequence.keys = commaSeparated { $0.parseItem() } }
        if accept(word: "within") != nil { sequence.window = parseBound() }
        sequence.elements.append(parseSequenceElement())
        while !isRecovering, accept(word: "then") != nil {
            if sequence.elements.count == Self.longestChain {
                bag.report(.tooLong(what: "steps in one sequence", limit: Self.longestChain), at: token.span)
                isRecovering = true
                break
            }
            sequence.elements.append(parseSequenceElement())
            if isRecovering { recover() }
        }
        if accept(word: "until") != nil { sequence.until = parseSource() }
        return .sequence(sequence)
    }

    private mutating func parseSequenceElement() -> SequenceElement {
        var element = SequenceElement(
            isAbsent: false, isOptional: false, times: nil,
            pattern: Source(kind: .missing, clauses: [], condition: nil, span: token.span), window: nil, name: nil)
        if accept(word: "no") != nil { element.isAbsent = true }
        if accept(word: "optionally") != nil { element.isOptional = true }
        if token.kind == .number, isWord(peek(1), "to") || isWord(peek(1), "of") {
            let low = Int(source.text(advance().span)) ?? 0
            let high = accept(word: "to") == nil ? low : Int(source.text(advance().span)) ?? 0
            if low > high || high > 1000 { fail(expected: "a range such as `2 to 5`") }
            element.times = low...max(low, high)
            expect(word: "of")
        }
        element.pattern = parseSource()
        if accept(word: "within") != nil { element.window = parseBound() }
        if accept(word: "as") != nil { element.name = parseName("a name") }
        return element
    }
}
