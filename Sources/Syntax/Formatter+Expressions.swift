import Diagnostics

/// Expressions, with the brackets that they need.
extension Formatter {
    /// How tightly a form binds; what binds less than its place asks for stands in brackets.
    private enum Level: Int, Comparable {
        case range, any, all, prefixed, comparison, sum, product, negated, only, primary

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    func text(_ tree: ExpressionTree) -> String { text(tree, .any) }

    /// A time clause's bound, or a window.
    func bound(_ tree: ExpressionTree) -> String {
        guard case .range(let first, let last) = tree.node else { return operand(tree) }
        return operand(first) + ".." + operand(last)
    }

    /// A bound behind `until`: a name there would end a sequence, so it stands in brackets.
    func fixedBound(_ tree: ExpressionTree) -> String {
        guard case .range(let first, let last) = tree.node else { return fixedOperand(tree) }
        return fixedOperand(first) + ".." + operand(last)
    }

    private func fixedOperand(_ tree: ExpressionTree) -> String {
        switch tree.node {
        case .number, .date, .parameter, .missing: return operand(tree)
        case .range, .name, .text, .money, .duration, .list, .member, .call, .code, .only, .not, .negate, .certainly,
            .possibly,
            .all, .any, .chain, .compare, .isUnknown, .isNone, .choose:
            let text = operand(tree)
            return text.hasPrefix("(") ? text : "(\(text))"
        }
    }

    func operand(_ tree: ExpressionTree) -> String { text(tree, .only) }

    /// The number behind `top`: what it is ordered by follows, which must not be read as its unit or its argument.
    func topCount(_ tree: ExpressionTree, before key: String) -> String {
        let text = operand(tree)
        switch tree.node {
        case .number, .money, .duration: return Double(text) == nil ? "(\(text))" : text
        case .name, .only: return key.hasPrefix("(") ? "(\(text))" : text
        case .parameter, .text, .date, .range, .list, .member, .call, .code, .not, .negate, .certainly,
            .possibly, .all, .any, .chain, .compare, .isUnknown, .isNone, .choose, .missing:
            return text
        }
    }

    private func text(_ tree: ExpressionTree, _ level: Level) -> String {
        let (own, text) = write(tree)
        return own < level ? "(\(text))" : text
    }

    /// Words that begin a form of their own where a name would stand.
    private static let prefixes: Set<String> = ["not", "certainly", "possibly", "if", "only", "cameo", "plover"]

    private func write(_ tree: ExpressionTree) -> (Level, String) {
        switch tree.node {
        case .name(let name): (Self.prefixes.contains(name) ? .range : .primary, name)
        case .parameter(let name): (.primary, "$" + name)
        case .text(let text): (.primary, quoted(text))
        case .number, .money, .duration: (.primary, number(tree.span))
        case .date(let date): (.primary, date)
        case .range(let first, let last): (.range, text(first, .sum) + ".." + text(last, .sum))
        case .list(let members): (.primary, "[" + members.map { range($0) }.joined(separator: ", ") + "]")
        case .member(let base, let name): (.primary, text(base, .primary) + "." + name.text)
        case .call(let name, let arguments, let isDistinct): write(name.text, arguments, isDistinct)
        case .code(let form, let name): (.primary, (form == .cameo ? "cameo " : "plover ") + name.text)
        case .only(let inner): (.only, "only " + text(inner, .only))
        case .not(let inner): (.prefixed, "not " + prefixed(inner))
        case .certainly(let inner): (.prefixed, "certainly " + prefixed(inner))
        case .possibly(let inner): (.prefixed, "possibly " + prefixed(inner))
        case .negate(let inner): (.negated, "-" + negated(inner))
        case .all(let parts): (.all, parts.map { text($0, .prefixed) }.joined(separator: " and "))
        case .any(let parts): (.any, parts.map { text($0, .all) }.joined(separator: " or "))
        case .chain(let first, let links): write(first, links)
        case .compare(let word, let left, let right): (.comparison, text(left, .sum) + comparison(word, right))
        case .isUnknown(let inner, let isNegated):
            (.comparison, text(inner, .sum) + (isNegated ? " is not unknown" : " is unknown"))
        case .isNone(let inner, let isNegated):
            (.comparison, text(inner, .sum) + (isNegated ? " is not none" : " is none"))
        case .choose(let condition, let then, let otherwise):
            (.any, "if \(text(condition)) then \(text(then)) else \(text(otherwise))")
        case .missing: (.primary, "")
        }
    }

    /// Behind a comparison, in a list, and as the value of a parameter.
    func range(_ tree: ExpressionTree) -> String {
        if case .range = tree.node { return text(tree, .range) }
        return text(tree, .sum)
    }

    /// Prefixes stand in a row, but for those whose brackets keep the row short.
    private func prefixed(_ tree: ExpressionTree) -> String {
        let isBracketed = !tree.span.isEmpty && source.bytes[Int(tree.span.start)] == UInt8(ascii: "(")
        let text = text(tree, .prefixed)
        switch tree.node {
        case .not, .certainly, .possibly: return isBracketed ? "(\(text))" : text
        case .name, .parameter, .text, .number, .money, .duration, .date, .range, .list, .member, .call, .code, .only,
            .negate, .all, .any, .chain, .compare, .isUnknown, .isNone, .choose, .missing:
            return text
        }
    }

    private func negated(_ tree: ExpressionTree) -> String {
        let text = text(tree, .negated)
        return text.hasPrefix("-") ? " " + text : text
    }

    private func write(_ first: ExpressionTree, _ links: [ChainLink]) -> (Level, String) {
        let isSum = links.allSatisfy { $0.operation == .plus || $0.operation == .minus }
        let inner: Level = isSum ? .product : .negated
        let rest = links.map { " \($0.operation.rawValue) \(text($0.operand, inner))" }.joined()
        return (isSum ? .sum : .product, text(first, inner) + rest)
    }

    /// `mentions(summary, "visa")` is written as the comparison that it is.
    private func write(_ name: String, _ arguments: [ExpressionTree], _ isDistinct: Bool) -> (Level, String) {
        if Parser.textWords.contains(name), arguments.count == 2, !isDistinct {
            return (.comparison, text(arguments[0], .sum) + comparison(.text(name), arguments[1]))
        }
        var texts = arguments.map { argument in
            if case .range = argument.node { return text(argument, .range) }
            return text(argument)
        }
        if !isDistinct, let first = texts.first, begins(first, with: ["distinct"]) { texts[0] = "(\(first))" }
        return (.primary, "\(name)(\(isDistinct ? "distinct " : "")\(texts.joined(separator: ", ")))")
    }

    // MARK: Comparisons

    private func comparison(_ word: ComparisonWord, _ right: ExpressionTree) -> String {
        switch word {
        case .equal: " = " + range(right)
        case .notEqual: " != " + range(right)
        case .less: " < " + range(right)
        case .lessOrEqual: " <= " + range(right)
        case .greater: " > " + range(right)
        case .greaterOrEqual: " >= " + range(right)
        case .is(let isNegated): (isNegated ? " is not " : " is ") + behindIs(right)
        case .isIn(let isNegated): (isNegated ? " is not in " : " is in ") + range(right)
        case .text(let word): " \(word) " + text(right, .sum)
        }
    }

    /// What stands behind `is`, where some words have a meaning of their own.
    private func behindIs(_ tree: ExpressionTree) -> String {
        let text = range(tree)
        let isSpecial = begins(text, with: Parser.nullWords.union(["unknown", "none", "in", "not"]))
        return isSpecial ? "(\(text))" : text
    }

    private func begins(_ text: String, with words: Set<String>) -> Bool {
        words.contains(String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
    }

    // MARK: Literals

    /// A number with what belongs to it, as written but for spaces and letters' case.
    private func number(_ span: Span) -> String {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].span.start < span.start { low = middle + 1 } else { high = middle }
        }
        var text = ""
        while low < tokens.count, tokens[low].span.end <= span.end {
            let token = tokens[low]
            low += 1
            if token.kind == .number { text = source.text(token.span).lowercased() }
            guard token.kind == .word else { continue }
            let word = source.text(token.span)
            // Behind `1e6` a suffix would be read as a part of it.
            let isPlain = text.utf8.allSatisfy { $0 <= UInt8(ascii: "9") }
            let isSuffix = ["k", "m", "bn", "tn"].contains(word) && isPlain
            text += isSuffix ? word : " " + word
        }
        return text
    }

    /// A text between quotes, escaped.
    func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            case _: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
