import Diagnostics
import Syntax

/// What is true of every text, right or wrong.
enum Laws {
    /// The first law that a text breaks, in words; nil if it keeps them all.
    static func mistake(in text: String) -> String? { mistake(in: Array(text.utf8)) }

    static func mistake(in bytes: [UInt8]) -> String? {
        let source = SourceText(bytes: bytes, name: "question")
        let parsed = parse(source)
        let tokens = tokens(of: source)
        return mistakeInTokens(tokens, of: source) ?? mistakeInFindings(parsed) ?? mistakeInStatements(parsed, tokens)
            ?? mistakeInTree(parsed) ?? (parsed.hasErrors ? nil : mistakeInForm(parsed))
    }

    /// Tokens follow one another in the text.
    private static func mistakeInTokens(_ tokens: [Token], of source: SourceText) -> String? {
        var end: UInt32 = 0
        for token in tokens {
            if token.span.start < end || Int(token.span.end) > source.bytes.count {
                return "token \(token.kind) at \(token.span) overlaps the one before it or the end"
            }
            end = token.span.end
        }
        return tokens.last?.kind == .endOfText ? nil : "the last token is not the end"
    }

    /// Findings and what mends them lie in the text.
    private static func mistakeInFindings(_ parsed: Parsed) -> String? {
        for finding in parsed.diagnostics {
            for span in [finding.span, finding.fix?.span].compactMap({ $0 })
            where span.start > span.end || Int(span.end) > parsed.source.bytes.count {
                return "the finding \(finding.problem) lies outside: \(span)"
            }
        }
        return nil
    }

    /// Statements follow one another, and every token lies in one or is told of.
    private static func mistakeInStatements(_ parsed: Parsed, _ tokens: [Token]) -> String? {
        let statements = parsed.script.statements
        for (first, second) in zip(statements, statements.dropFirst()) where first.span.end > second.span.start {
            return "statements overlap: \(first.span) \(second.span)"
        }
        if parsed.diagnostics.count == DiagnosticBag.most { return nil }
        var index = 0
        for token in tokens where token.kind != .endOfStatement && token.kind != .endOfText {
            while index < statements.count, statements[index].span.end < token.span.end { index += 1 }
            let isInside = index < statements.count && statements[index].span.start <= token.span.start
            if isInside || parsed.diagnostics.contains(where: { $0.span.overlaps(token.span) }) { continue }
            return "no statement has `\(parsed.source.text(token.span))` at \(token.span)"
        }
        return nil
    }

    /// A tree with holes comes with an error; what a part holds lies within it.
    private static func mistakeInTree(_ parsed: Parsed) -> String? {
        var walk = TreeWalk()
        walk.visit(parsed.script.statements, within: Span(0, parsed.source.bytes.count))
        if let stray = walk.stray { return "a part lies outside its whole: \(stray)" }
        return walk.hasHole && !parsed.hasErrors ? "a hole in the tree that nothing tells of" : nil
    }

    /// What the formatter writes means the same, keeps the comments, and is written the same again.
    static func mistakeInForm(_ parsed: Parsed) -> String? {
        guard let once = format(parsed) else {
            return nests(parsed.source) >= 90 ? nil : "there is no canonical form"
        }
        let again = SyntaxTests.parsed(once)
        if again.hasErrors { return "the canonical form has errors:\n\(once)\n\(rendered(again))" }
        if treeDump(of: parsed) != treeDump(of: again) { return "the canonical form means something else:\n\(once)" }
        guard let twice = format(again), twice == once else { return "the canonical form has another:\n\(once)" }
        let comments = (comments(in: parsed.source), comments(in: again.source))
        return comments.0 == comments.1 ? nil : "comments are lost:\n\(comments.0)\n\(once)"
    }

    /// What opens a level in a text: near the limit one more pair of brackets may be one too many.
    private static func nests(_ source: SourceText) -> Int {
        let words: Set<String> = ["(", "[", "-", "if", "not", "certainly", "possibly", "only"]
        return tokens(of: source).count { words.contains(source.text($0.span)) }
    }

    /// The comments of a text in the order of their words: what stands between tokens from a `#` on.
    static func comments(in source: SourceText) -> [String] {
        var comments: [String] = []
        var end = 0
        for token in tokens(of: source) {
            let gap = source.text(Span(end, Int(token.span.start)))
            end = Int(token.span.end)
            for line in gap.unicodeScalars.split(separator: "\n") {
                guard let start = line.firstIndex(of: "#") else { continue }
                var comment = Substring(line[start...])
                while comment.last?.isWhitespace ?? false { comment.removeLast() }
                comments.append(String(comment))
            }
        }
        return comments.sorted()
    }
}

/// Goes through a tree by reflection, so that no part of it is forgotten.
private struct TreeWalk {
    var hasHole = false
    /// The first part that does not lie within what holds it.
    var stray: String?

    mutating func visit(_ value: Any, within outer: Span) {
        var outer = outer
        if let span = span(of: value) {
            if span.start < outer.start || span.end > outer.end { stray = stray ?? "\(value) in \(outer)" }
            outer = span
        }
        switch value {
        case ExpressionTree.Node.missing, Source.Kind.missing, Step.Kind.malformed, Statement.Kind.malformed:
            hasHole = true
        case _: break
        }
        if value is String || value is Span { return }
        for child in Mirror(reflecting: value).children { visit(child.value, within: outer) }
    }

    private func span(of value: Any) -> Span? {
        switch value {
        case let tree as ExpressionTree: tree.span
        case let name as Name: name.span
        case let step as Step: step.span
        case let source as Source: source.span
        case let clause as Clause: clause.span
        case let sides as Sides: sides.span
        case let question as Question: question.span
        case let statement as Statement: statement.span
        case let element as SequenceElement: element.span
        case let text as TextLiteral: text.span
        case _: nil
        }
    }
}
