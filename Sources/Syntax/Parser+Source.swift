import Diagnostics

extension Parser {
    /// A source and its steps, up to the end of the statement or a bracket that closes.
    mutating func parseQuestion(isInner: Bool = false) -> Question {
        let start = token.span
        let wasBarOr = isBarOr
        let outerWanted = wanted
        (isBarOr, wanted) = (false, nil)
        defer { (isBarOr, wanted) = (wasBarOr, outerWanted) }
        var steps: [Step] = []
        let source = parseSourceOrNone(&steps)
        let end = isInner ? "`)`" : "the end of the question"
        endPart(behind: source, expected: Self.behind(source) + "`|` or \(end)")
        while token.kind == .pipe {
            let bar = advance()
            stepCount += 1
            let isTooMany = stepCount > Self.longestChain
            if stepCount == Self.longestChain + 1 {
                bag.report(.tooLong(what: "steps in one question", limit: Self.longestChain), at: bar.span)
            }
            isBehindCondition =
                switch steps.last?.kind {
                case nil, .where: true
                case _: false
                }
            let step = parseStep(behind: bar.span)
            if !isTooMany { steps.append(step) }
            endPart(behind: source, expected: "`|` or \(end)")
        }
        return Question(source: source, steps: steps, span: source.span.joined(span(from: start)))
    }

    /// The source; where a question begins with a `|`, what was asked last, and with a mistyped step, all events.
    private mutating func parseSourceOrNone(_ steps: inout [Step]) -> Source {
        let here = Span(Int(token.span.start), Int(token.span.start))
        if token.kind == .pipe { return Source(kind: .last(1), clauses: [], condition: nil, span: here) }
        guard let step = parseMistypedFirstStep() else { return parseSource() }
        steps.append(step)
        let events = SourceName(form: .plain, name: Name("events", here))
        return Source(kind: .named([events], nil), clauses: [], condition: nil, span: here)
    }

    /// What may stand behind a source besides steps.
    private static func behind(_ source: Source) -> String {
        if source.condition != nil { return "" }
        if case .named(_, nil) = source.kind, source.clauses.isEmpty { return "`(`, a time clause, `where`, " }
        return "a time clause, `where`, "
    }

    /// Tells of what stands between the source or a step and the next `|`, and goes on there.
    private mutating func endPart(behind source: Source, expected: String) {
        if isRecovering { return recover(stopsAtThen: false) }
        reportLateClauses(behind: source)
        if isAtEnd || [.pipe, .closeParenthesis, .closeBracket].contains(token.kind) { return }
        if accept(word: "until") != nil {
            fail(expected: "a date, a `$name` or an expression in parentheses")
        } else if !reportStepWithoutBar(), !reportPhrase(behind: source) {
            fail(expected: expected)
        }
        recover(stopsAtThen: false)
    }

    /// What stands before a `|`, or a pattern of a sequence: a source with its clauses.
    mutating func parseSource() -> Source {
        let start = token.span
        note(.source)
        for word in Keywords.sources { note(.word(word)) }
        let kind = parseSourceKind()
        var clauses: [Clause] = []
        var condition: ExpressionTree?
        if case .sequence = kind { return Source(kind: kind, clauses: [], condition: nil, span: span(from: start)) }
        while !isRecovering {
            if let clause = parseClause() {
                clauses.append(clause)
            } else if at(word: "where") {
                let whereSpan = advance().span
                condition = parseCondition()
                reportClausesBehindWhere(whereSpan)
                break
            } else {
                break
            }
        }
        return Source(kind: kind, clauses: clauses, condition: condition, span: span(from: start))
    }

    private mutating func parseSourceKind() -> Source.Kind {
        if let open = accept(.openParenthesis) {
            let question = deeper { $0.parseQuestion(isInner: true) }
            close(open)
            return question.map { .parenthesized($0) } ?? .missing
        }
        if token.kind == .word {
            let word = text(token)
            if word == "event", isEndOfText(ahead: 1) { expectations.insert(.event) }
            if word == "event", peek(1).kind == .text {
                advance()
                return .event(parseText("the id of an event in quotes"))
            }
            if word == "sequence", beginsSequence() { return deeper { $0.parseSequence() } ?? .missing }
            if word == "_" || word.hasPrefix("_") && Int(word.dropFirst()) != nil {
                advance()
                return .last(Int(word.dropFirst()) ?? 1)
            }
            if let kind = parseSourceHabit(word) { return kind }
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

    /// Words that never name a source, so that a name left out is told of where it is missing.
    private static let noSources: Set<String> = ["then", "where", "or", "and", "within", "as", "by"]

    /// `sequence` begins one unless it is the name of something; `sequence(…)` is, `sequence (events)` is not.
    private func beginsSequence() -> Bool {
        let next = peek(1)
        switch next.kind {
        case .word, .text, .number, .endOfStatement: return true
        case .openParenthesis: return next.span.start > token.span.end
        case .parameter, .date, .pipe, .comma, .dot, .dotDot, .closeParenthesis, .openBracket, .closeBracket, .arrow,
            .bothWays, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star,
            .slash, .percent, .colon, .endOfText:
            return false
        }
    }

    private mutating func parseSourceName() -> SourceName {
        note(.source)
        if let text = accept(.text) { return SourceName(form: .plain, name: Name(contents(of: text), text.span)) }
        guard token.kind == .word, !Self.noSources.contains(text(token)) else {
            fail(expected: "the name of a kind")
            return SourceName(form: .plain, name: Name("", hole))
        }
        if let (form, code) = acceptCode() { return SourceName(form: form, name: code) }
        var name = parseName("the name of a kind")
        while !isRecovering, token.kind == .dot, token.span.start == name.span.end {
            advance()
            let part = parseName("the rest of the kind's name")
            name = Name(name.text + "." + part.text, name.span.joined(part.span))
        }
        return SourceName(form: .plain, name: name)
    }

    /// `cameo 125` or `plover REJECT`, where such a code follows the word.
    func codeForm() -> SourceName.Form? {
        guard token.kind == .word else { return nil }
        let next = peek(peek(1).kind == .colon ? 2 : 1)
        switch text(token) {
        case "cameo" where next.kind == .number: return .cameo
        case "plover" where next.kind == .word: return .plover
        case _: return nil
        }
    }

    /// Takes `cameo 125`; `cameo:125` is told of.
    mutating func acceptCode() -> (form: SourceName.Form, code: Name)? {
        guard let form = codeForm() else { return nil }
        let word = advance().span
        let hasColon = accept(.colon) != nil
        let code = advance().span
        let written = word.joined(code)
        if hasColon { habit(source.text(written), meant: "\(source.text(word)) \(source.text(code))", at: written) }
        return (form, Name(source.text(code), code))
    }

    // MARK: Dyads and arguments

    private mutating func parseSides() -> Sides {
        let open = advance()
        let expected = "`->`, `<->` or `)`"
        var sides = Sides(left: nil, arrow: .none, right: nil, more: [], span: open.span)
        note(.actor)
        if token.kind != .arrow, token.kind != .bothWays, token.kind != .closeParenthesis, !isAtEnd {
            let wasInSides = isInSides
            isInSides = true
            sides.left = parseSide()
            isInSides = wasInSides
            if let (left, right) = dyadOfDifference(sides.left) {
                sides = Sides(left: left, arrow: .to, right: right, more: [], span: open.span)
            }
        }
        acceptArrowWord(open, &sides)
        if sides.arrow == .none, let arrow = accept(.arrow) ?? accept(.bothWays) {
            sides.arrow = arrow.kind == .arrow ? .to : .bothWays
            if source.text(arrow.span) == "=>" { habit("=>", meant: "->", at: arrow.span) }
            note(.actor)
            if token.kind != .closeParenthesis, !isAtEnd { sides.right = parseSide() }
        } else {
            while !isRecovering, accept(.comma) != nil { sides.more.append(parseExpression()) }
        }
        close(open, expected: sides.arrow == .none ? expected : nil)
        sides.span = span(from: open.span)
        return sides
    }

    mutating func parseSide() -> ExpressionTree {
        let (wasNaming, wasBarOr, outerWanted) = (isNaming, isBarOr, wanted)
        (isNaming, isBarOr, wanted) = (true, true, .actor)
        defer { (isNaming, isBarOr, wanted) = (wasNaming, wasBarOr, outerWanted) }
        return parseExpression()
    }

    // MARK: Clauses

    func clauseWord() -> Clause.Word? {
        guard token.kind == .word else { return nil }
        switch text(token) {
        case "since": return .since
        case "after": return .after
        case "before": return .before
        case "in": return .in
        case "until": return beginsBound(peek(1)) ? .until : nil
        case "known": return .knownOn
        case _: return nil
        }
    }

    /// `until` with a bound is a time clause; with anything else it ends a sequence.
    private func beginsBound(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .date, .parameter, .openParenthesis, .endOfStatement, .endOfText: true
        case .word: isMonth(token)
        case .text, .pipe, .comma, .dot, .dotDot, .closeParenthesis, .openBracket, .closeBracket, .arrow,
            .bothWays, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star,
            .slash, .percent, .colon:
            false
        }
    }

    mutating func parseClause() -> Clause? {
        for word in Clause.Word.allCases { note(.word(word.rawValue)) }
        if let between = parseBetweenClause() { return between }
        guard let word = clauseWord() ?? clauseHabit() else { return nil }
        let start = advance().span
        if word == .knownOn {
            expect(word: "on")
            if isRecovering {
                return Clause(word: word, bound: ExpressionTree(.missing, hole), span: span(from: start))
            }
        }
        if reportRelativeDate() {
            return Clause(word: word, bound: ExpressionTree(.missing, hole), span: span(from: start))
        }
        let bound = parseBound("a date, such as `2023-05`")
        return Clause(word: word, bound: bound, span: span(from: start))
    }

    /// The length of time behind `within`, with the same parts.
    mutating func parseWindow() -> ExpressionTree {
        if isAtEndOfText {
            note(.duration)
            note(.parameter)
            fail(expected: "a length of time, such as `60 days`")
            return ExpressionTree(.missing, hole)
        }
        let isNumber = token.kind == .number
        let window = parseBound("a length of time, such as `60 days`")
        if isNumber, position > 0, tokens[position - 1].kind == .number {
            for unit in Self.windowUnits { note(.word(unit)) }
            // A number alone is no length of time: nothing else may stand behind it.
            isNoted = isNoted || isAtEndOfText
        }
        return window
    }

    private static let windowUnits = ["days", "weeks", "months", "quarters", "years"]

    /// A date, a `$name`, a name, or an expression in parentheses; two of them around `..`.
    mutating func parseBound(_ what: String) -> ExpressionTree {
        note(.date)
        note(.parameter)
        let start = token.span
        if !beginsOperand(token) {
            fail(expected: what)
            return ExpressionTree(.missing, hole)
        }
        let first = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, start)
        guard !isRecovering, accept(.dotDot) != nil else { return first }
        note(.date)
        let second = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, hole)
        return ExpressionTree(.range(first, second), span(from: start))
    }

    /// A clause behind `where` is told of with the line in order.
    private mutating func reportClausesBehindWhere(_ whereSpan: Span) {
        reportClauses(behind: Int(whereSpan.start)) { clauses, between in "\(clauses) \(between)" }
    }

    /// So is one behind a step.
    private mutating func reportLateClauses(behind source: Source) {
        let hasPlace = source.condition == nil && !source.span.isEmpty
        reportClauses(behind: hasPlace ? Int(source.span.end) : nil) { clauses, between in " \(clauses)\(between)" }
    }

    /// Reads clauses that come too late and tells of them; `place` is where they belong.
    private mutating func reportClauses(behind place: Int?, _ order: (String, String) -> String) {
        guard !isRecovering, let word = clauseWord() else { return }
        let start = token.span
        var end = start
        while !isRecovering, let clause = parseClause() { end = clause.span }
        let late = Span(Int(start.start), Int(end.end))
        var fix: Fix?
        if let place, !isFull {
            var between = source.text(Span(place, Int(start.start)))[...]
            while between.last?.isWhitespace ?? false { between = between.dropLast() }
            fix = Fix(Span(place, Int(end.end)), order(source.text(late), String(between)))
        }
        let wasRecovering = isRecovering
        if !wasRecovering { bag.report(.clauseAfterWhere(clause: word.rawValue), at: late, fix: fix) }
    }
}
