import Diagnostics

/// Phrases of plain English behind a source: told of with what is written here.
extension Parser {
    /// `reject by China to US`, `events per month`, `reject then assault` behind a source without steps; false if there
    /// is nothing of the kind.
    mutating func reportPhrase(behind: Source) -> Bool {
        if reportBareDyad(behind: behind) { return true }
        guard token.kind == .word, !isRecovering, case .named(_, let sides) = behind.kind,
            tokens[position - 1].span.end == behind.span.end
        else { return false }
        let next = peek(1)
        switch text(token) {
        case "per":
            fail(expected: "`| count per`", fix: Fix(token.span, "| count per"))
        case "by" where next.kind == .word && !isCapital(next):
            fail(expected: "`| count by`", fix: Fix(token.span, "| count by"))
        case "by" where next.kind == .word || next.kind == .text:
            let hasTarget = isWord(peek(2), "to") || isWord(peek(2), "against")
            let target = hasTarget && [.word, .text].contains(peek(3).kind) ? peek(3) : nil
            let meant = "(\(source.text(next.span)) ->\(target.map { " " + source.text($0.span) } ?? ""))"
            let isBare = sides == nil && behind.clauses.isEmpty && behind.condition == nil
            let place = Span(Int(behind.span.end), Int((target ?? next).span.end))
            fail(expected: "who did it in parentheses: `\(meant)`", fix: isBare ? Fix(place, meant) : nil)
        case "then":
            let start = Int(behind.span.start)
            fail(
                expected: "`sequence` in front of the first event",
                fix: Fix(Span(start, Int(token.span.end)), "sequence \(source.text(Span(start, Int(token.span.end))))"))
        case _: return false
        }
        return true
    }

    /// `reject China -> US` and `China -> US`, a dyad without its brackets; false if it does not stand here.
    private mutating func reportBareDyad(behind: Source) -> Bool {
        guard !isRecovering, case .named(let names, nil) = behind.kind, behind.clauses.isEmpty, names.count == 1,
            behind.condition == nil, tokens[position - 1].span.end == behind.span.end
        else { return false }
        let left = nameAhead(0)
        let arrow = peek(left.count)
        guard arrow.kind == .arrow || arrow.kind == .bothWays else { return false }
        let right = nameAhead(left.count + 1)
        guard left.count + right.count > 0 else { return false }
        let mark = arrow.kind == .arrow ? "->" : "<->"
        // `China -> US`: what stands there is no kind, so all kinds are meant.
        let isActor = left.count == 0 && !isKind(names[0].name.text)
        let first = isActor ? source.text(behind.span) : left.text
        let dyad = "(\([first, mark, right.text].filter { !$0.isEmpty }.joined(separator: " ")))"
        let place = isActor ? Int(behind.span.start) : Int(behind.span.end)
        let end = Int(peek(left.count + right.count).span.end)
        fail(
            expected: "a dyad in parentheses: `\(dyad)`",
            fix: Fix(Span(place, end), isActor ? "events\(dyad)" : dyad))
        return true
    }

    /// The words of a name some tokens ahead, in quotes if they are several.
    private func nameAhead(_ ahead: Int) -> (count: Int, text: String) {
        if peek(ahead).kind == .text { return (1, source.text(peek(ahead).span)) }
        var count = 0
        while count < 6, peek(ahead + count).kind == .word, !isBehindSource(peek(ahead + count)) { count += 1 }
        guard count > 0 else { return (0, "") }
        let words = source.text(peek(ahead).span.joined(peek(ahead + count - 1).span))
        return (count, count > 1 ? "\"\(words)\"" : words)
    }

    private func isCapital(_ token: Token) -> Bool { text(token).first?.isUppercase ?? false }
}
