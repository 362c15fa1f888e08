import Diagnostics

/// Phrases of plain English behind a source: told of with what is written here.
extension Parser {
    /// `reject by China to US`, `events per month`, `reject then assault` behind a source without steps; false if there
    /// is nothing of the kind.
    mutating func reportPhrase(behind: Source) -> Bool {
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

    private func isCapital(_ token: Token) -> Bool { text(token).first?.isUppercase ?? false }
}
