import Diagnostics

/// Words that mean something in other languages: told of, and read as what they mean here.
extension Parser {
    /// For a step.
    private static let stepHabits = [
        "select": "show", "filter": "where", "mutate": "add", "arrange": "sort", "order": "sort",
        "summarise": "summarize", "limit": "take", "head": "take", "group": "count by", "having": "where",
        "offset": "skip", "unique": "distinct", "tail": "take", "n": "count", "tally": "count", "pull": "show",
        "rename": "add", "plot": "chart",
        "slice": "take", "write": "save", "export": "save", "group_by": "count by", "order_by": "sort",
        "sort_by": "sort", "groupby": "count by", "orderby": "sort", "sortby": "sort", "derive": "add", "extend": "add",
        "project": "show", "aggregate": "summarize",
    ]

    /// Takes the word of a step from elsewhere; the word that it is here, or nil if it is none.
    mutating func acceptStepHabit() -> String? {
        let word = text(token)
        let written = writtenHabit(at: position)
        guard let meant = Self.stepHabits[word.lowercased()] ?? wordHabit(word, written) else { return nil }
        while token.span.end <= written.end, !isAtEnd { advance() }
        // `n()` is told of as `count()` is.
        if meant == "count", token.kind == .openParenthesis { return meant }
        habit(source.text(written), meant: word == "tail" ? "sort date desc | take" : meant, at: written)
        return meant
    }

    /// Words of steps that are habits only with what stands behind them: `sort by date`, `first 5`.
    private func wordHabit(_ word: String, _ written: Span) -> String? {
        switch word {
        case "sort" where written != token.span: "sort"
        case "first" where peek(1).kind == .number: "take"
        case _: nil
        }
    }

    /// The word of a step from elsewhere, with the `by` of `group by`, `order by` and `sort by`.
    private func writtenHabit(at position: Int) -> Span {
        let (word, next) = (tokens[position], tokens[min(position + 1, tokens.count - 1)])
        let takesBy = ["group", "order", "sort"].contains(text(word).lowercased())
        return takesBy && next.kind == .word && text(next).lowercased() == "by"
            ? word.span.joined(next.span) : word.span
    }

    /// A step that lacks its `|`, by its own word or one from elsewhere; false if there is none here.
    mutating func reportStepWithoutBar() -> Bool {
        guard token.kind == .word, !isRecovering else { return false }
        let word = text(token)
        let written = writtenHabit(at: position)
        let meant = Self.stepHabits[word.lowercased()] ?? (Keywords.steps.contains(word) ? word : nil)
        guard let meant, !["n", "as", "not", "group", "order"].contains(word) || written != token.span else {
            return false
        }
        let step = word == "tail" ? "sort date desc | take" : meant
        fail(expected: "`| \(step)`", fix: Fix(written, "| \(step)"))
        return true
    }

    /// `between 2021 and 2023` beside events.
    mutating func parseBetweenClause() -> Clause? {
        guard isWord(token, "between"), peek(1).kind == .number || peek(1).kind == .date else { return nil }
        let start = advance().span
        let first = deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, hole)
        expect(word: "and")
        let second = isRecovering ? first : deeper { $0.parsePrimary() } ?? ExpressionTree(.missing, hole)
        let written = span(from: start)
        if !isRecovering {
            let meant = "in \(source.text(first.span))..\(source.text(second.span))"
            habit(source.text(written), meant: meant, at: written)
        }
        return Clause(
            word: .in, bound: ExpressionTree(.range(first, second), first.span.joined(second.span)), span: written)
    }

    private static let relativeWords: Set<String> = ["last", "past", "next", "previous", "this", "recent"]

    /// `last 30 days`, `this year`: there is no clock to reckon from.
    mutating func reportRelativeDate() -> Bool {
        guard token.kind == .word, Self.relativeWords.contains(text(token)) else { return false }
        let isNumber = peek(1).kind == .number
        let unit = peek(isNumber ? 2 : 1)
        guard unit.kind == .word, DurationUnit(word: text(unit)) != nil || ["day", "days"].contains(text(unit)) else {
            return false
        }
        let written = token.span.joined(unit.span)
        bag.report(
            .badDate(source.text(written), reason: "no clock here: a question means the same on every day"), at: written
        )
        while token.span.end <= written.end, !isAtEnd { advance() }
        return true
    }

    /// `North Korea` where one name is meant: the words as one text.
    mutating func acceptSeveralWords() -> ExpressionTree? {
        var count = 0
        while count < 8, peek(count).kind == .word, count == 0 || !isArrowWord(count),
            !Self.joining.contains(text(peek(count))),
            !isBehindSource(peek(count)),
            !Keywords.operators.contains(text(peek(count)))
        {
            count += 1
        }
        let next = peek(count)
        guard count > 1, count < 8,
            [
                .word, .arrow, .bothWays, .closeParenthesis, .closeBracket, .comma, .pipe,
                .endOfStatement, .endOfText,
            ].contains(next.kind)
        else { return nil }
        let written = token.span.joined(peek(count - 1).span)
        for _ in 0..<count { advance() }
        let name = source.text(written)
        habit(name, meant: "\"\(name)\"", at: written)
        return ExpressionTree(.text(name), written)
    }

    private static let arrowWords = ["to": "->", "against": "->", "toward": "->", "towards": "->", "with": "<->"]

    /// Whether a word between the names of a dyad stands for its arrow.
    private func isArrowWord(_ ahead: Int) -> Bool {
        isInSides && Self.arrowWords[text(peek(ahead))] != nil && [.word, .text].contains(peek(ahead + 1).kind)
    }

    /// `China to US` between the brackets of a dyad, its left side taken already.
    mutating func acceptArrowWord(_ open: Token, _ sides: inout Sides) {
        guard !isRecovering, sides.arrow == .none, sides.left != nil, token.kind == .word,
            let arrow = Self.arrowWords[text(token)], [.word, .text].contains(peek(1).kind)
        else { return }
        let word = advance().span
        habit(source.text(word), meant: arrow, at: word)
        sides.arrow = arrow == "->" ? .to : .bothWays
        sides.right = parseSide()
    }

    /// Words of conditions as SQL writes them.
    static let capitalWords = [
        "AND": "and", "OR": "or", "NOT": "not", "IN": "in", "IS": "is", "LIKE": "like", "ILIKE": "like",
        "BETWEEN": "between", "ilike": "like",
    ]

    /// `LIKE`, `AND` behind an operand: told of, and read from here on as the words that they are.
    mutating func acceptCapitals() {
        guard token.kind == .word, let meant = Self.capitalWords[source.text(token.span)],
            capitals.insert(token.span.start).inserted
        else { return }
        habit(source.text(token.span), meant: meant, at: token.span)
    }

    /// `China - US` between the brackets of a dyad; nil if nothing of the kind was read.
    mutating func dyadOfDifference(_ tree: ExpressionTree?) -> (left: ExpressionTree, right: ExpressionTree)? {
        guard let tree, case .chain(let left, let links) = tree.node, links.count == 1, links[0].operation == .minus,
            Self.isName(left), Self.isName(links[0].operand),
            let mark = tokens[..<position].last(where: { $0.kind == .minus && $0.span.start >= left.span.end })
        else { return nil }
        habit(source.text(mark.span), meant: "->", at: mark.span)
        return (left, links[0].operand)
    }

    private static func isName(_ tree: ExpressionTree) -> Bool {
        switch tree.node {
        case .name, .text: true
        case _: false
        }
    }

    static let aggregates: Set<String> = [
        "count", "sum", "mean", "median", "quantile", "min", "max", "stdev", "first", "last", "list", "share",
    ]

    /// The same by other names.
    static let aggregateHabits = ["avg": "mean", "average": "mean", "percentile": "quantile"]

    /// `mean(amount)` or `count(distinct x)` as a step; the word is taken already. nil where it is no such thing.
    mutating func parseLooseAggregate(_ word: Token) -> Step.Kind? {
        let isCount = text(word) == "count"
        let meant = Self.aggregateHabits[text(word)]
        guard meant != nil || Self.aggregates.contains(text(word)), token.kind == .openParenthesis,
            !isCount || isWord(peek(1), "distinct") && beginsOperand(peek(2))
        else { return nil }
        position -= 1
        let items = commaSeparated { $0.parseItem() }
        let written = span(from: word.span)
        if !isRecovering {
            let inner = source.text(written)
            habit(
                inner, meant: "summarize \(meant ?? "")\(inner.dropFirst(meant == nil ? 0 : text(word).count))",
                at: written)
        }
        if meant != nil {
            isRecovering = true
            return .malformed
        }
        return .summarize(items, parseGrouping())
    }

    // MARK: Sources

    /// Words that may follow the name of a source, so that before them a word is a name.
    private static let behindSources: Set<String> = [
        "where", "or", "since", "after", "before", "until", "in", "known", "within", "as", "take", "keep", "then", "on",
        "against",
    ]

    func isBehindSource(_ token: Token) -> Bool { token.kind == .word && Self.behindSources.contains(text(token)) }

    /// What follows `count` or `show` and is surely no kind.
    static let noKinds: Set<String> = [
        "by", "per", "range", "date", "kind", "actor", "target", "place", "amount", "id", "summary",
    ]

    /// Whether a word is one with which a question begins elsewhere.
    func isSourceHabit(_ word: String) -> Bool {
        let lower = word.lowercased()
        return ["from", "select"].contains(lower) || Self.stepHabits[lower] != nil
    }

    /// A question that begins as it would elsewhere; nil if it does not.
    mutating func parseSourceHabit(_ word: String) -> Source.Kind? {
        let next = peek(1)
        guard next.kind == .word || next.kind == .text || next.kind == .number || next.kind == .star,
            !isBehindSource(next)
        else { return nil }
        let start = token.span
        let lower = word.lowercased()
        if lower == "from" {
            bag.report(
                .habit(written: word, meant: ""), at: start, fix: Fix(Span(Int(start.start), Int(next.span.start)), ""))
            advance()
            return deeper { $0.parseSource().kind } ?? .missing
        }
        if lower == "select" {
            let (fix, end) = translateSelect()
            bag.report(.habit(written: word, meant: "… | show …"), at: start, fix: fix)
            while !isAtEnd, token.span.start < end { advance() }
            isRecovering = true
            return .missing
        }
        if let meant = Self.stepHabits[lower] {
            habit(word, meant: "… | \(meant) …", at: start, fix: "events | \(meant)")
            isRecovering = true
            return .missing
        }
        guard Keywords.steps.contains(word), word != "not" else { return nil }
        if word == "rate", next.kind == .word, isWord(peek(2), "followed") || isWord(peek(2), "preceded") {
            fail(
                expected: "a kind of event, a table or `events`",
                fix: Fix(start.joined(next.span), "\(source.text(next.span)) | rate"))
            return .missing
        }
        var fix = Fix(Span(Int(start.start), Int(start.start)), "events | ")
        let isKind = next.kind == .word && !Self.noKinds.contains(text(next))
        if isKind, word == "count" || word == "show" {
            let isAll = word == "show" && ![.comma, .dot, .openParenthesis].contains(peek(2).kind)
            fix = Fix(start.joined(next.span), source.text(next.span) + (isAll ? "" : " | \(word)"))
        }
        fail(expected: "a kind of event, a table or `events`", fix: fix)
        return .missing
    }

    private static let clauseHabits: [String: Clause.Word] = [
        "during": .in, "from": .since, "on": .in, "to": .until, "till": .until, "through": .until,
    ]

    /// `during 2023`, `from 2021`, `on 2023-05-29`: a clause by another word, where a date follows.
    mutating func clauseHabit() -> Clause.Word? {
        guard token.kind == .word, let meant = Self.clauseHabits[text(token)],
            peek(1).kind == .number || peek(1).kind == .date
        else { return nil }
        if isInInnerQuestion, text(token) == "on" { return nil }
        habit(text(token), meant: meant.rawValue, at: token.span)
        return meant
    }

    // MARK: Conditions

    static let nullWords: Set<String> = ["null", "NULL", "NA", "na", "nil", "None", "NaN"]

    /// `x between a and b`; nil if it does not stand here.
    mutating func parseBetween(_ left: ExpressionTree, _ start: Span) -> ExpressionTree? {
        guard isWord(token, "between") else { return nil }
        let between = advance().span
        let first = parseSum()
        acceptCapitals()
        expect(word: "and")
        let second = parseSum()
        let written = span(from: between)
        let meant = "in \(source.text(first.span))..\(source.text(second.span))"
        if !isRecovering { habit(source.text(written), meant: meant, at: written) }
        let range = ExpressionTree(.range(first, second), first.span.joined(second.span))
        return ExpressionTree(.compare(.isIn(isNegated: false), left, range), span(from: start))
    }

    private static let comparisonsOfClauses: [String: (text: String, word: ComparisonWord)] = [
        "since": (">=", .greaterOrEqual), "after": (">", .greater), "before": ("<", .less),
        "until": ("<=", .lessOrEqual),
    ]

    /// `date before 2023`, the words of a time clause in the place of a comparison; nil if it does not stand here.
    mutating func parseDateClause(_ left: ExpressionTree, _ start: Span) -> ExpressionTree? {
        let name = source.text(left.span).split(separator: ".").last ?? ""
        guard token.kind == .word, let meant = Self.comparisonsOfClauses[text(token)],
            ["date", "known", "start", "end", "published"].contains(name),
            peek(1).kind == .number || peek(1).kind == .date
        else { return nil }
        let word = advance()
        habit(text(word), meant: meant.text, at: word.span)
        return ExpressionTree(.compare(meant.word, left, parseRange()), span(from: start))
    }

    /// `is.na(x)`, `is.null(x)`; nil if it does not stand here.
    mutating func parseIsNA() -> ExpressionTree? {
        guard isWord(token, "is"), peek(1).kind == .dot, isWord(peek(2), "na") || isWord(peek(2), "null") else {
            return nil
        }
        let start = advance().span
        advance()
        let call = parseCall(Name("is.na", start.joined(advance().span)))
        guard case .call(_, let arguments, _) = call.node, let argument = arguments.first, !isRecovering else {
            bag.report(.habit(written: source.text(call.span), meant: "… is unknown"), at: call.span)
            return ExpressionTree(.missing, call.span)
        }
        habit(source.text(call.span), meant: "\(source.text(argument.span)) is unknown", at: call.span)
        return ExpressionTree(.isUnknown(argument, isNegated: false), call.span)
    }

    /// `(a, b)`, the habit of SQL for a list, from its first comma on.
    mutating func parseParenthesizedList(_ open: Token, first: ExpressionTree) -> ExpressionTree {
        var items = [first]
        while !isRecovering, accept(.comma) != nil {
            items.append(deeper { $0.parseRange() } ?? ExpressionTree(.missing, hole))
        }
        let wasRecovering = isRecovering
        close(open)
        let span = span(from: open.span)
        if !wasRecovering, isClosed(open) {
            let inner = source.text(Span(Int(open.span.end), max(Int(open.span.end), Int(span.end) - 1)))
            habit("(\(inner))", meant: "[\(inner)]", at: span)
        }
        return ExpressionTree(.list(items), span)
    }

    // MARK: Dates

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private func month(_ word: String) -> Int? {
        let lower = word.lowercased()
        guard lower.utf8.count >= 3 else { return nil }
        return Self.months.firstIndex { $0 == lower || $0.prefix(3) == lower }.map { $0 + 1 }
    }

    /// `May`, with a capital letter and before a number.
    func isMonth(_ token: Token) -> Bool {
        let word = text(token)
        return word.first?.isUppercase ?? false && month(word) != nil
    }

    private func year(_ token: Token) -> Int? {
        guard token.kind == .number, let year = Int(source.text(token.span)), (1000...9999).contains(year) else {
            return nil
        }
        return year
    }

    /// `30 May 2023`, its day taken already.
    mutating func dateBehindDay(_ start: Token, day: Int?) -> ExpressionTree? {
        guard let day, (1...31).contains(day), token.kind == .word, let month = month(text(token)) else { return nil }
        let comma = peek(1).kind == .comma ? 1 : 0
        guard let year = year(peek(1 + comma)) else { return nil }
        for _ in 0..<2 + comma { advance() }
        return date(ForeignDate.iso(year, month, day), from: start.span)
    }

    /// `May 2023`, `May 30, 2023`, `Q2 2023`; nil if none stands here.
    mutating func dateBehindMonth() -> ExpressionTree? {
        let start = token.span
        guard peek(1).kind == .number else { return nil }
        let word = text(token)
        if let quarter = Int(word.dropFirst()), word.hasPrefix("Q"), (1...4).contains(quarter), let year = year(peek(1))
        {
            for _ in 0..<2 { advance() }
            return date("\(year)-Q\(quarter)", from: start)
        }
        guard isMonth(token), let month = month(word) else { return nil }
        if let year = year(peek(1)) {
            for _ in 0..<2 { advance() }
            return date(ForeignDate.iso(year, month, nil), from: start)
        }
        let comma = peek(2).kind == .comma ? 1 : 0
        guard let day = Int(source.text(peek(1).span)), (1...31).contains(day), let year = year(peek(2 + comma)) else {
            return nil
        }
        for _ in 0..<3 + comma { advance() }
        return date(ForeignDate.iso(year, month, day), from: start)
    }

    private mutating func date(_ iso: String, from start: Span) -> ExpressionTree {
        let span = span(from: start)
        habit(source.text(span), meant: iso, at: span)
        return ExpressionTree(.date(iso), span)
    }
}
