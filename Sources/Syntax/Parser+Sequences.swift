import Diagnostics

extension Parser {
    /// `sequence by K within D`, its steps, and `until` a source.
    mutating func parseSequence() -> Source.Kind {
        advance()
        var sequence = SequenceTree(keys: [], window: nil, elements: [], until: nil)
        isInSequenceHeader = true
        if accept(word: "by") != nil { sequence.keys = commaSeparated { $0.parseItem() } }
        if accept(word: "within") != nil { sequence.window = parseWindow() }
        isInSequenceHeader = false
        if !isRecovering { sequence.elements.append(parseSequenceElement(from: token.span)) }
        recoverInSequence()
        while token.kind == .word, at(word: "then") {
            let start = advance().span
            if sequence.elements.count == Self.longestChain {
                bag.report(.tooLong(what: "steps in one sequence", limit: Self.longestChain), at: start)
                isRecovering = true
                recover(stopsAtThen: false)
                break
            }
            sequence.elements.append(parseSequenceElement(from: start))
            recoverInSequence()
        }
        if accept(word: "until") != nil {
            let start = tokens[position - 1].span
            sequence.until = parseSource()
            sequence.untilSpan = span(from: start)
        }
        return .sequence(sequence)
    }

    private mutating func recoverInSequence() {
        let isEnd = isAtEnd || [.pipe, .closeParenthesis, .closeBracket].contains(token.kind)
        if !isRecovering, !at(word: "then"), !at(word: "until"), !isEnd {
            fail(expected: "`then`, `until` or `|`")
        }
        if isRecovering { recover(stopsAtThen: true) }
    }

    private mutating func parseSequenceElement(from start: Span) -> SequenceElement {
        var element = SequenceElement(
            isAbsent: false, isOptional: false, times: nil,
            pattern: Source(kind: .missing, clauses: [], condition: nil, span: hole), window: nil, name: nil,
            span: start)
        if accept(word: "no") != nil { element.isAbsent = true }
        if accept(word: "optionally") != nil { element.isOptional = true }
        if token.kind == .number { element.times = parseTimes() }
        element.pattern = parseSource()
        while !isRecovering {
            if element.window == nil, accept(word: "within") != nil {
                element.window = parseWindow()
            } else if element.name == nil, accept(word: "as") != nil {
                element.name = parseName("a name")
            } else {
                break
            }
        }
        element.span = span(from: start)
        return element
    }

    /// More occurrences than this in one step of a sequence would be no pattern.
    private static let mostTimes = 1000

    /// `2 to 5 of`, `3 of`.
    private mutating func parseTimes() -> ClosedRange<Int>? {
        let start = token.span
        let low = parseTime()
        let high = accept(word: "to") == nil ? low : parseTime()
        if let low, let high, low > high {
            let span = span(from: start)
            bag.report(
                .unexpected(found: "`\(source.text(span))`", expected: "the smaller number first"), at: span,
                fix: Fix(span, "\(high) to \(low)"))
        }
        expect(word: "of")
        guard let low, let high else { return nil }
        return low...max(low, high)
    }

    private mutating func parseTime() -> Int? {
        guard let number = accept(.number) else {
            fail(expected: "a number, as in `2 to 5 of`")
            return nil
        }
        let written = source.text(number.span)
        if let value = Int(written), value <= Self.mostTimes { return value }
        bag.report(.badNumber(written, reason: "a whole number up to \(Self.mostTimes) is needed"), at: number.span)
        return nil
    }
}
