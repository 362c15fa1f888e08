import Diagnostics

/// Sources, clauses and steps.
extension Formatter {
    /// A question on one line, as it stands inside another.
    private func text(_ question: Question) -> String {
        pieces(of: question).map(\.text).joined(separator: " ")
    }

    func pieces(of question: Question) -> [Piece] {
        var pieces: [Piece] = []
        if !question.source.span.isEmpty { pieces = self.pieces(of: question.source) }
        for step in question.steps { pieces.append(Piece("| " + text(step), step.span)) }
        return pieces.isEmpty ? [Piece("", question.span)] : pieces
    }

    // MARK: Sources

    private func pieces(of tree: Source) -> [Piece] {
        guard case .sequence(let sequence) = tree.kind else { return [Piece(text(tree), tree.span)] }
        return self.pieces(of: sequence, from: tree.span)
    }

    private func text(_ tree: Source) -> String {
        switch tree.kind {
        case .named(let names, let sides):
            return names.map(text).joined(separator: " or ") + (sides.map(text) ?? "") + clauses(of: tree)
        case .event(let id): return "event \(quoted(id.text))" + clauses(of: tree)
        case .parenthesized(let question): return "(\(text(question)))" + clauses(of: tree)
        case .last(let number): return (number == 1 ? "_" : "_\(number)") + clauses(of: tree)
        case .sequence: return pieces(of: tree).map(\.text).joined(separator: " ")
        case .missing: return ""
        }
    }

    private func clauses(of tree: Source) -> String {
        let clauses = tree.clauses.map { clause in
            " \(clause.word.rawValue) \(clause.word == .until ? fixedBound(clause.bound) : bound(clause.bound))"
        }.joined()
        return clauses + (tree.condition.map { " where " + text($0) } ?? "")
    }

    private func text(_ name: SourceName) -> String {
        switch name.form {
        case .plain: isQuoted(name.name) ? quoted(name.name.text) : name.name.text
        case .cameo: "cameo \(name.name.text)"
        case .plover: "plover \(name.name.text)"
        }
    }

    private func text(_ sides: Sides) -> String {
        let left = sides.left.map { text($0) }
        let right = sides.right.map { text($0) }
        switch sides.arrow {
        case .none: return "(" + ([left].compactMap { $0 } + sides.more.map { text($0) }).joined(separator: ", ") + ")"
        case .to: return "(" + [left, "->", right].compactMap { $0 }.joined(separator: " ") + ")"
        case .bothWays: return "(" + [left, "<->", right].compactMap { $0 }.joined(separator: " ") + ")"
        }
    }

    // MARK: Sequences

    private func pieces(of sequence: SequenceTree, from start: Span) -> [Piece] {
        var head = "sequence"
        var end = Int(start.start) + head.utf8.count
        if !sequence.keys.isEmpty { head += " by " + items(sequence.keys) }
        if let last = sequence.keys.last { end = Int((last.name?.span ?? last.expression.span).end) }
        if let window = sequence.window {
            head += " within " + bound(window)
            end = Int(window.span.end)
        }
        var pieces = [Piece(head, Span(Int(start.start), end))]
        for (index, element) in sequence.elements.enumerated() {
            pieces.append(Piece((index == 0 ? "" : "then ") + text(element), element.span))
        }
        if let until = sequence.until { pieces.append(Piece("until " + text(until), sequence.untilSpan ?? until.span)) }
        return pieces
    }

    private func text(_ element: SequenceElement) -> String {
        var text = element.isAbsent ? "no " : ""
        if element.isOptional { text += "optionally " }
        if let times = element.times {
            text +=
                times.lowerBound == times.upperBound
                ? "\(times.lowerBound) of " : "\(times.lowerBound) to \(times.upperBound) of "
        }
        text += self.text(element.pattern)
        if let window = element.window { text += " within " + bound(window) }
        if let name = element.name { text += " as " + name.text }
        return text
    }

    // MARK: Steps

    private func text(_ step: Step) -> String {
        switch step.kind {
        case .where(let condition): "where " + text(condition)
        case .show(let items): "show " + self.items(items)
        case .add(let items): "add " + self.items(items)
        case .drop(let names): "drop " + names.map(column).joined(separator: ", ")
        case .count(let isRange, let grouping): (isRange ? "count range" : "count") + text(grouping)
        case .summarize(let items, let grouping): "summarize " + self.items(items) + text(grouping)
        case .sort(let keys):
            "sort "
                + keys.map { key, isDescending in text(key) + (isDescending ? " desc" : "") }.joined(separator: ", ")
        case .take(let count): "take " + operand(count)
        case .skip(let count): "skip " + operand(count)
        case .top(let count, let key, let within): "top \(topCount(count, before: text(key))) \(text(key))" + by(within)
        case .distinct(let items): items.isEmpty ? "distinct" : "distinct " + self.items(items)
        case .sample(let count, let seed): "sample \(operand(count)) seed \(operand(seed))"
        case .reports: "reports"
        case .possibly: "possibly"
        case .chart(let name, let items): "chart \(name.text)" + (items.isEmpty ? "" : " " + self.items(items))
        case .form(let name): "as " + name.text
        case .save(let file): "save " + quoted(file.text)
        case .expect(let condition, let message):
            "expect " + text(condition) + (message.map { " else " + quoted($0.text) } ?? "")
        case .join(let isLeft, let question, let name, let condition):
            "join \(isLeft ? "left " : "")\(text(question)) as \(name.text) on \(text(condition))"
        case .append(let question): "append " + text(question)
        case .compare(let question, let keys): "compare with \(text(question))" + on(keys)
        case .follow(let follow): text(follow)
        case .rate(let follow, let windows, let against):
            "rate \(follow.isPreceded ? "preceded" : "followed") by \(text(follow.pattern))"
                + (windows.isEmpty ? "" : " within " + windows.map(bound).joined(separator: ", "))
                + (against.map { " against " + text($0) } ?? "")
        case .link(let name, let isBack, let isAll):
            "follow \(name.text)\(isBack ? " back" : "")\(isAll ? " all" : "")"
        case .disagree(let isExact, let fields): (isExact ? "disagree exactly" : "disagree") + on(fields)
        case .oneADay(let keys): "one_a_day" + by(keys)
        case .malformed: source.text(step.span)
        }
    }

    private func text(_ follow: FollowTree) -> String {
        var text = follow.isNegated ? "not " : ""
        text += (follow.isPreceded ? "preceded by " : "followed by ") + self.text(follow.pattern)
        if let window = follow.window { text += " within " + bound(window) }
        if let name = follow.name { text += " as " + name.text }
        if let take = follow.take { text += " take " + take.text }
        return text + (follow.keepsUnmatched ? " keep unmatched" : "")
    }

    private func text(_ grouping: Grouping) -> String {
        by(grouping.keys) + (grouping.per.map { " per " + $0.text } ?? "")
            + (grouping.placement.map { " place " + $0.text } ?? "")
    }

    private func by(_ keys: [Item]) -> String { keys.isEmpty ? "" : " by " + items(keys) }

    private func on(_ keys: [Item]) -> String { keys.isEmpty ? "" : " on " + items(keys) }

    private func items(_ items: [Item]) -> String {
        items.map { text($0.expression) + ($0.name.map { " as " + column($0) } ?? "") }.joined(separator: ", ")
    }

    /// A column's name, in quotes if it needs them.
    private func column(_ name: Name) -> String {
        let parts = name.text.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            part.utf8.allSatisfy(isPlainByte) && part.utf8.first.map { $0 > UInt8(ascii: "9") } ?? false
        }
        return isQuoted(name) && !isPlain ? quoted(name.text) : name.text
    }

    private func isPlainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        case _: false
        }
    }

    private func isQuoted(_ name: Name) -> Bool {
        !name.span.isEmpty && source.bytes[Int(name.span.start)] == UInt8(ascii: "\"")
    }
}
