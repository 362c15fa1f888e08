import Diagnostics

extension Parser {
    mutating func parseStep(behind bar: Span) -> Step {
        note(.step)
        for word in Keywords.steps { note(.word(word)) }
        let start = token.span
        guard token.kind == .word else {
            fail(expected: "a step, such as `where`, `show` or `count`")
            return Step(kind: .malformed, span: hole, word: hole)
        }
        let word = acceptStepHabit()
        if word == "count by" {
            let grouping = Grouping(keys: commaSeparated { $0.parseItem() }, per: nil, placement: nil)
            return Step(kind: .count(isRange: false, grouping), span: span(from: start), word: start)
        }
        let kind = parseStepKind(word ?? text(advance()), tokens[position - 1], behind: bar)
        return Step(kind: kind, span: span(from: start), word: start)
    }

    /// `cout per year` in the place of a source: a step whose word is mistyped, and nothing before it; nil of all else.
    mutating func parseMistypedFirstStep() -> Step? {
        let (wordToken, next) = (token, peek(1))
        guard token.kind == .word, [.word, .number, .star].contains(next.kind), !isBehindSource(next), !isFull,
            codeForm() == nil
        else { return nil }
        let word = text(token)
        guard !Keywords.steps.contains(word), !isSourceHabit(word), !isKind(word) else { return nil }
        let near = nearestSteps(to: word)
        guard let meant = near.first else { return nil }
        let place = Int(wordToken.span.start)
        advance()
        bag.report(
            .unknownStep(word, nearest: near), at: wordToken.span, fix: Fix(wordToken.span, "events | \(meant)"))
        let kind = parseAsIf(meant, wordToken, behind: Span(place, place))
        return Step(kind: kind, span: span(from: wordToken.span), word: wordToken.span)
    }

    private mutating func parseStepKind(_ word: String, _ wordToken: Token, behind bar: Span) -> Step.Kind {
        if source.text(wordToken.span) == word, let loose = parseLooseAggregate(wordToken) { return loose }
        switch word {
        case "where": return .where(parseCondition())
        case "show":
            if reportStar(behind: bar) { return .distinct([]) }
            return .show(commaSeparated { $0.parseItem() })
        case "add": return .add(commaSeparated { $0.parseItem() })
        case "drop": return .drop(commaSeparated { $0.parseColumnName() })
        case "count": return parseCount(wordToken)
        case "summarize":
            let items = commaSeparated { parser in
                parser.note(.aggregate)
                return parser.parseItem()
            }
            return .summarize(items, parseGrouping())
        case "sort": return .sort(commaSeparated { $0.parseSortKey() })
        case "take": return .take(parsePrimaryOr("a number of rows"))
        case "skip": return .skip(parsePrimaryOr("a number of rows"))
        case "top": return parseTop()
        case "distinct": return .distinct(isAtStepEnd ? [] : commaSeparated { $0.parseItem() })
        case "sample":
            let count = parsePrimaryOr("a number of rows")
            expect(word: "seed")
            return .sample(count, seed: parsePrimaryOr("a whole number"))
        case "reports": return .reports
        case "possibly": return .possibly
        case "chart":
            for word in Keywords.charts { note(.word(word)) }
            let name = parseName("`bar`, `line`, `timeline` or `heatmap`")
            return .chart(name, isAtStepEnd ? [] : commaSeparated { $0.parseItem() })
        case "as":
            for word in Keywords.forms { note(.word(word)) }
            return .form(parseName("a form, such as `csv`"))
        case "save":
            note(.file)
            return .save(parseText("a file name in quotes"))
        case "expect":
            let condition = parseCondition()
            return .expect(condition, message: accept(word: "else") == nil ? nil : parseText("a text in quotes"))
        case _: return parseLaterStep(word, wordToken, behind: bar)
        }
    }

    private mutating func parseCount(_ word: Token) -> Step.Kind {
        let isRange = accept(word: "range") != nil
        if isWord(token, "distinct"), peek(1).kind == .word { return parseCountDistinct(word) }
        if let open = accept(.openParenthesis) {
            // `count(kind)`, the habit of R.
            let keys = token.kind == .closeParenthesis || isAtEnd ? [] : commaSeparated { $0.parseItem() }
            let inner = source.text(Span(Int(open.span.end), Int(token.span.start)))
            let wasRecovering = isRecovering
            close(open)
            let span = span(from: word.span)
            let meant = keys.isEmpty ? "count" : "count by \(inner)"
            if !wasRecovering, isClosed(open) { habit(source.text(span), meant: meant, at: span) }
            return .count(isRange: isRange, Grouping(keys: keys, per: nil, placement: nil))
        }
        return .count(isRange: isRange, parseGrouping())
    }

    /// `count distinct actor`, the habit of SQL.
    private mutating func parseCountDistinct(_ word: Token) -> Step.Kind {
        let distinct = advance()
        let start = token.span
        let keys = commaSeparated { $0.parseItem() }
        let inner = source.text(span(from: start))
        let written = span(from: word.span)
        guard keys.count == 1, let key = keys.first else {
            if !isRecovering { habit(source.text(written), meant: "distinct \(inner) | count", at: written) }
            return .distinct(keys)
        }
        if !isRecovering { habit(source.text(written), meant: "summarize count(distinct \(inner))", at: written) }
        let name = Name("count", word.span.joined(distinct.span))
        let call = ExpressionTree(.call(name, [key.expression], isDistinct: true), written)
        return .summarize([Item(expression: call, name: key.name)], parseGrouping())
    }

    /// Behind a plain number stands a column, whatever its name: `top 5 days` has no duration.
    private mutating func parseTop() -> Step.Kind {
        let isPlain = token.kind == .number && peek(1).kind == .word
        let count = isPlain ? parsePlainNumber() : parsePrimaryOr("a number of rows")
        reportNeedlessBy()
        if isAtStepEnd { fail(expected: "what to order by, as in `top 10 amount`") }
        let key = parseExpression()
        return .top(count, by: key, within: accept(word: "by") == nil ? [] : commaSeparated { $0.parseItem() })
    }

    /// `top 10 by amount`, `sort by date`.
    private mutating func reportNeedlessBy() {
        guard isWord(token, "by"), beginsOperand(peek(1)) else { return }
        let by = advance().span
        let fix = Fix(Span(Int(by.start), Int(token.span.start)), "")
        bag.report(.habit(written: "by", meant: ""), at: by, fix: fix)
    }

    /// `show *`, as SQL asks for all columns; they are there without it.
    private mutating func reportStar(behind bar: Span) -> Bool {
        let next = peek(1).kind
        guard token.kind == .star, next == .pipe || next == .endOfStatement || next == .endOfText else { return false }
        let star = advance().span
        let before = tokens.prefix(position).last { $0.span.end <= bar.start }?.span.end ?? bar.start
        bag.report(
            .habit(written: source.text(bar.joined(star)), meant: ""), at: bar.joined(star),
            fix: Fix(Span(Int(before), Int(star.end)), ""))
        return true
    }

    private var isAtStepEnd: Bool {
        isAtEnd || token.kind == .pipe || token.kind == .closeParenthesis
    }

    /// Steps whose meaning comes with later versions, and words that are no step.
    private mutating func parseLaterStep(_ word: String, _ wordToken: Token, behind bar: Span) -> Step.Kind {
        switch word {
        case "join":
            let isLeft = accept(word: "left") != nil
            let question = parseInnerQuestion()
            expect(word: "as")
            let name = parseName("a name")
            expect(word: "on")
            return .join(isLeft: isLeft, question, name: name, on: parseCondition())
        case "append": return .append(parseInnerQuestion())
        case "compare":
            expect(word: "with")
            let question = parseInnerQuestion()
            return .compare(question, on: accept(word: "on") == nil ? [] : commaSeparated { $0.parseItem() })
        case "followed", "preceded": return .follow(parseFollow(isNegated: false, word))
        case "not": return parseDirection().map { .follow(parseFollow(isNegated: true, $0)) } ?? .malformed
        case "rate": return parseDirection().map { parseRate($0) } ?? .malformed
        case "follow":
            note(.link)
            let link = parseName("a link, such as `because_of`")
            let isBack = accept(word: "back") != nil
            return .link(link, isBack: isBack, isAll: accept(word: "all") != nil)
        case "disagree":
            let isExact = accept(word: "exactly") != nil
            return .disagree(isExact: isExact, on: accept(word: "on") == nil ? [] : commaSeparated { $0.parseItem() })
        case "one_a_day": return .oneADay(accept(word: "by") == nil ? [] : commaSeparated { $0.parseItem() })
        case _:
            return reportUnknownStep(word, wordToken, behind: bar)
        }
    }

    private mutating func reportUnknownStep(_ word: String, _ wordToken: Token, behind bar: Span) -> Step.Kind {
        if isRecovering { return .malformed }
        isRecovering = true
        if isFull { return .malformed }
        let near = nearestSteps(to: word)
        // `| events`: a bar before the source, with nothing before it.
        let isFirst = position == 2 || position > 2 && tokens[position - 3].kind == .endOfStatement
        if near.isEmpty, isFirst, isKind(word) {
            bag.report(
                .unknownStep(word, nearest: []), at: wordToken.span, fix: Fix(bar.joined(wordToken.span), word))
            return .malformed
        }
        // `reject | threaten`: a bar meant as "or".
        let isComparison = comparisonMark() != nil || isWord(token, "is") || isWord(token, "in") || token.kind == .dot
        let isName = isKind(word) && (isAtStepEnd || token.kind == .openParenthesis || isWord(token, "or"))
        if near.isEmpty, isBehindCondition, isComparison || isName && word != "events" {
            habit("|", meant: "or", at: bar)
            return .malformed
        }
        let fix = near.first.map { Fix(wordToken.span, $0) }
        bag.report(.unknownStep(word, nearest: near), at: wordToken.span, fix: fix)
        return near.first.map { parseAsIf($0, wordToken, behind: bar) } ?? .malformed
    }

    /// The steps that a mistyped word may mean; `not` begins one only with what follows it.
    private func nearestSteps(to word: String) -> [String] {
        nearest(to: word, among: Keywords.steps.filter { $0 != "not" })
    }

    /// The rest of a step whose word is mistyped, as the one that is meant has it, so that what is wrong in it is told at
    /// once as well. It is wrong already, and not unfinished.
    private mutating func parseAsIf(_ meant: String, _ wordToken: Token, behind bar: Span) -> Step.Kind {
        let wasUnfinished = isUnfinished
        defer { isUnfinished = wasUnfinished }
        isRecovering = false
        if meant == "sort" { reportNeedlessBy() }
        return parseStepKind(meant, wordToken, behind: bar)
    }

    /// A question inside a step: one source with its clauses; pipes or a sequence there need parentheses.
    private mutating func parseInnerQuestion() -> Question {
        let start = token.span
        let wasInner = isInInnerQuestion
        isInInnerQuestion = true
        let source = parseSource()
        isInInnerQuestion = wasInner
        return Question(source: source, steps: [], span: span(from: start))
    }

    private mutating func parseFollow(isNegated: Bool, _ word: String) -> FollowTree {
        expect(word: "by")
        var follow = FollowTree(
            isNegated: isNegated, isPreceded: word == "preceded", pattern: parseSource(), window: nil, name: nil,
            take: nil, keepsUnmatched: false)
        while !isRecovering {
            if follow.window == nil, accept(word: "within") != nil {
                follow.window = parseWindow()
            } else if follow.name == nil, accept(word: "as") != nil {
                follow.name = parseName("a name")
            } else if follow.take == nil, accept(word: "take") != nil {
                follow.take = parseChoice(["first", "last", "all"])
            } else if !follow.keepsUnmatched, accept(word: "keep") != nil {
                expect(word: "unmatched")
                follow.keepsUnmatched = true
            } else if reportKeys(of: follow.pattern) {
                continue
            } else {
                break
            }
        }
        return follow
    }

    /// `by pair`, which only `sequence` has, behind the pattern of a step; false if it does not stand here.
    private mutating func reportKeys(of pattern: Source) -> Bool {
        guard isWord(token, "by"), peek(1).kind == .word, !isRecovering, !isAtEnd else { return false }
        let start = advance().span
        let key = advance()
        let meant = "where \(text(key)) = anchor.\(text(key))"
        var between = source.text(Span(Int(pattern.span.end), Int(start.start)))[...]
        while between.last?.isWhitespace ?? false { between = between.dropLast() }
        let place = Span(Int(pattern.span.end), Int(key.span.end))
        let isPlain = pattern.condition == nil && ![.openParenthesis, .comma, .dot].contains(token.kind)
        bag.report(
            .habit(written: source.text(start.joined(key.span)), meant: meant), at: start.joined(key.span),
            fix: isPlain && !isFull ? Fix(place, " \(meant)\(between)") : nil)
        if !isPlain { isRecovering = true }
        return true
    }

    /// `followed` or `preceded`; nil where neither stands.
    private mutating func parseDirection() -> String? {
        if let word = accept(word: "followed") ?? accept(word: "preceded") { return text(word) }
        fail(expected: "`followed by` or `preceded by`")
        return nil
    }

    private mutating func parseRate(_ word: String) -> Step.Kind {
        expect(word: "by")
        let pattern = parseSource()
        var windows: [ExpressionTree] = []
        if accept(word: "within") != nil {
            windows = commaSeparated { $0.parseWindow() }
        }
        _ = reportKeys(of: pattern)
        let follow = FollowTree(
            isNegated: false, isPreceded: word == "preceded", pattern: pattern, window: windows.last, name: nil,
            take: nil, keepsUnmatched: false)
        let against = accept(word: "against") == nil ? nil : parseInnerQuestion()
        return .rate(follow, windows: windows, against: against)
    }

    // MARK: Parts of steps

    mutating func parseItem() -> Item {
        let expression = parseExpression()
        let isNamed = !isRecovering && accept(word: "as") != nil
        return Item(expression: expression, name: isNamed ? parseColumnName() : nil)
    }

    private mutating func parseColumnName() -> Name {
        if let text = accept(.text) { return Name(contents(of: text), text.span) }
        note(.column)
        var name = parseName("the name of a column")
        while !isRecovering, accept(.dot) != nil {
            let part = parseName("the name of a field")
            name = Name(name.text + "." + part.text, name.span.joined(part.span))
        }
        return name
    }

    private mutating func parseSortKey() -> (ExpressionTree, isDescending: Bool) {
        if isWord(token, "desc"), peek(1).kind == .openParenthesis {
            // `desc(date)`, the habit of R.
            let start = advance().span
            let expression = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, start)
            let span = span(from: start)
            let inner = source.text(expression.span).dropFirst().dropLast()
            if !isRecovering { habit(source.text(span), meant: "\(inner) desc", at: span) }
            return (expression, true)
        }
        let expression = parseExpression()
        if isRecovering { return (expression, false) }
        if accept(word: "desc") != nil { return (expression, true) }
        if accept(word: "asc") != nil { return (expression, false) }
        for (word, meant) in [("descending", "desc"), ("ascending", "asc"), ("DESC", "desc"), ("ASC", "asc")]
        where isWord(token, word) {
            habit(word, meant: meant, at: advance().span)
            return (expression, meant == "desc")
        }
        return (expression, false)
    }

    mutating func parseGrouping() -> Grouping {
        var grouping = Grouping(keys: [], per: nil, placement: nil)
        while !isRecovering {
            if grouping.keys.isEmpty, accept(word: "by") != nil {
                grouping.keys = commaSeparated { $0.parseItem() }
            } else if grouping.per == nil, accept(word: "per") != nil {
                grouping.per = parseChoice(["day", "week", "month", "quarter", "year"])
            } else if grouping.placement == nil, accept(word: "place") != nil {
                grouping.placement = parseChoice(Keywords.placements)
            } else {
                // `per year, kind`, as though the period were one of the keys.
                if grouping.keys.isEmpty, grouping.per != nil, token.kind == .comma {
                    fail(expected: "`by` before the keys", fix: Fix(token.span, " by"))
                }
                break
            }
        }
        return grouping
    }

    private mutating func parsePrimaryOr(_ what: String) -> ExpressionTree {
        if isAtStepEnd {
            fail(expected: what)
            return ExpressionTree(.missing, hole)
        }
        // That it is less than nothing is told of where it is checked.
        return deeper { $0.token.kind == .minus ? $0.parseNegated() : $0.parsePrimary() }
            ?? ExpressionTree(.missing, hole)
    }
}
