import Diagnostics

/// A question of SQL, in the order and the words of the language: good enough to be pasted and gone on from.
extension Parser {
    /// `select … from … where … group by … having … order by … limit …`, and where it ends.
    func translateSelect() -> (Fix, UInt32) {
        var sections: [String: [Token]] = [:]
        var section = "select"
        var index = position + 1
        while ![.pipe, .endOfStatement, .endOfText].contains(tokens[index].kind) {
            let word = tokens[index].kind == .word ? text(tokens[index]).lowercased() : ""
            if ["from", "where", "group", "having", "order", "limit"].contains(word) {
                section = word
            } else if word != "by" {
                sections[section, default: []].append(tokens[index])
            }
            index += 1
        }
        let parts = sections.mapValues { translated($0) }
        let items = Self.items(parts["select"] ?? "")
        var line = parts["from"] ?? "events"
        if let condition = parts["where"] { line += " where \(condition)" }
        let aggregates = items.filter(Self.isAggregate)
        let keys = parts["group"]
        if keys != nil || !aggregates.isEmpty {
            let isCount = aggregates.allSatisfy(Self.isCount)
            line += isCount ? " | count" : " | summarize \(aggregates.map(Self.aggregate).joined(separator: ", "))"
            line += keys.map { " by \($0)" } ?? ""
        }
        if let condition = parts["having"] { line += " | where \(Self.column(condition, items))" }
        if let order = parts["order"] { line += " | sort \(Self.order(order, items))" }
        if let count = parts["limit"] { line += " | take \(count)" }
        if let all = parts["select"], all != "*", keys == nil, aggregates.isEmpty { line += " | show \(all)" }
        let end = tokens[index - 1].span.end
        return (Fix(Span(Int(token.span.start), Int(end)), line), end)
    }

    /// Words of SQL and what is written here.
    private static let words = capitalWords.merging(
        ["DESC": "desc", "ASC": "asc", "AS": "as", "NULL": "unknown", "null": "unknown", "DISTINCT": "distinct"],
        uniquingKeysWith: { meant, _ in meant })

    /// Columns of what has parts, which `is` takes in and `=` does not.
    private static let columnsWithParts: Set<String> = ["actor", "target", "kind", "place"]

    /// Tokens with the spaces between them, each in the words of the language.
    private func translated(_ tokens: [Token]) -> String {
        var line = ""
        for (index, token) in tokens.enumerated() {
            let before = index > 0 ? tokens[index - 1] : nil
            if let before, before.span.end < token.span.start { line += " " }
            let written = source.text(token.span)
            switch token.kind {
            case .word: line += Self.words[written] ?? written
            case .text:
                let isPattern = before.map { ["like", "ilike"].contains(text($0).lowercased()) } ?? false
                let inner = String(written.dropFirst().dropLast())
                line += "\"\(isPattern ? inner.replacing("%", with: "*") : inner)\""
            case .equal, .notEqual:
                let hasParts = before.map { Self.columnsWithParts.contains(source.text($0.span)) } ?? false
                let isEqual = token.kind == .equal
                line += hasParts ? isEqual ? "is" : "is not" : isEqual ? "=" : "!="
            case .parameter, .number, .date, .pipe, .comma, .dot, .dotDot, .openParenthesis, .closeParenthesis,
                .openBracket, .closeBracket, .arrow, .bothWays, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus,
                .minus, .star, .slash, .percent, .colon, .endOfStatement, .endOfText:
                line += written
            }
        }
        return line
    }

    /// What stands between the commas that are in no brackets.
    private static func items(_ text: String) -> [String] {
        var items = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                items.append("")
            } else {
                items[items.count - 1].append(character)
            }
        }
        return items.map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    }

    private static func isAggregate(_ item: String) -> Bool {
        guard let open = item.firstIndex(of: "(") else { return false }
        let word = item[..<open].lowercased()
        return aggregates.contains(word) || aggregateHabits[word] != nil
    }

    private static func isCount(_ item: String) -> Bool {
        ["count(*)", "count(1)", "count()"].contains { item.lowercased().hasPrefix($0) }
    }

    private static func aggregate(_ item: String) -> String {
        let open = item.firstIndex(of: "(") ?? item.endIndex
        let word = item[..<open].lowercased()
        if isCount(item) { return "count()" + item.drop { $0 != ")" }.dropFirst() }
        return (aggregateHabits[word] ?? word) + item[open...]
    }

    /// What an item is called in the answer: its own name, or that of the count.
    private static func name(_ item: String) -> String {
        if isCount(item) { return "count" }
        return item.components(behind: " as ") ?? (isAggregate(item) ? aggregate(item) : item)
    }

    /// `2 desc`: the second item by its name; so for the name that was given to the count.
    private static func order(_ text: String, _ items: [String]) -> String {
        self.items(text).map { column($0, items) }.joined(separator: ", ")
    }

    private static func column(_ text: String, _ items: [String]) -> String {
        var words = text.split(separator: " ").map(String.init)
        guard let first = words.first else { return text }
        if let place = Int(first), place > 0, place <= items.count {
            words[0] = name(items[place - 1])
        } else if let item = items.first(where: { $0 == first || $0.components(behind: " as ") == first }) {
            words[0] = name(item)
        } else if isAggregate(first) {
            words[0] = name(first)
        }
        return words.joined(separator: " ")
    }
}

extension String {
    /// What stands behind the last of some words; nil without them.
    fileprivate func components(behind words: String) -> String? {
        guard let found = ranges(of: words).last else { return nil }
        return String(self[found.upperBound...])
    }
}
