import Diagnostics
import Semantics
import Syntax

extension Session {
    /// Whether a text may be asked of the data at hand: the checker finds nothing wrong. Commands are not checked.
    package func isRight(_ text: String) -> Bool {
        // Of damaged data nothing is known; the question itself is told so.
        if damage != nil || Self.isCommand(text) || Self.firstWords(text.trimmed) != nil { return true }
        let source = SourceText(text, name: "")
        let parsed = parse(source, isKind: environment.isKind)
        if parsed.hasErrors { return false }
        var environment = environment
        for statement in parsed.script.statements {
            let checked = Semantics.check(statement, of: source, in: environment)
            if checked.diagnostics.contains(where: \.isError) { return false }
            environment = checked.environment
        }
        return true
    }

    /// What a text, with the cursor at its end, most likely goes on with; nil if nothing is likely.
    ///
    /// The word under the cursor is gone on with, as the data and the language have it; a new one is not guessed.
    package func hint(_ text: String) -> String? {
        guard let last = text.utf8.last, isWordByte(last) || last == UInt8(ascii: "/") else { return nil }
        let (range, candidates) = complete(text, at: text.utf8.count)
        let typed = Array(text.utf8)[range]
        guard !typed.isEmpty else { return nil }
        // What is a whole name already is not gone on with.
        if candidates.contains(where: { $0.text.utf8.elementsEqual(typed) }) { return nil }
        let fitting = candidates.first { $0.text.utf8.starts(with: typed) && $0.text.utf8.count > typed.count }
        return fitting.map { String(decoding: $0.text.utf8.dropFirst(typed.count), as: UTF8.self) }
    }

    /// How the call or the step that the cursor (a byte offset) is in goes on: its arguments and what it does.
    ///
    /// Nil once it is whole, so that it is out of the way.
    package func usage(_ text: String, at cursor: Int) -> String? {
        let bytes = Array(text.utf8)
        let before = String(decoding: bytes[..<min(max(cursor, 0), bytes.count)], as: UTF8.self)
        if Self.isCommand(before) { return commandUsage(before.trimmed) }
        if damage != nil { return nil }
        let source = SourceText(before, name: "")
        let all = tokens(of: source).filter { $0.kind != .endOfStatement && $0.kind != .endOfText }
        var depth = 0
        for index in all.indices.reversed() {
            switch all[index].kind {
            case .closeParenthesis: depth += 1
            case .openParenthesis where depth > 0: depth -= 1
            case .openParenthesis:
                guard index > 0, all[index - 1].kind == .word else { continue }
                let isStep = index > 1 && all[index - 2].kind == .pipe
                let environment = statement(atEndOf: before).environment
                let name = source.text(all[index - 1].span)
                if !isStep, let usage = functionUsage(name, environment) { return usage }
                if isSource(source.text(all[index - 1].span)), index == 1 || all[index - 2].kind != .pipe {
                    return Self.dyadUsage
                }
            case .pipe where depth == 0:
                // The last word under the cursor may be a step yet to be. One that is whole may still go on.
                let isAtStep = index + 2 == all.count && before.last == " "
                guard index + 1 < all.count, isAtStep || parse(source).isUnfinished else { return nil }
                return Help.stepUsage[source.text(all[index + 1].span)]
            case _: break
            }
        }
        guard let first = all.first, source.text(first.span) == "sequence", parse(source).isUnfinished else {
            return nil
        }
        return Help.stepUsage["sequence"]
    }

    private static let dyadUsage = "(FROM -> TO), (FROM ->), (-> TO), (A <-> B) or (WHO): who acts, and upon whom"

    private func isSource(_ word: String) -> Bool { word == "events" || environment.isKind(word) }

    private func functionUsage(_ name: String, _ environment: Environment) -> String? {
        if let definition = environment.definitions[name] {
            let parameters = definition.parameters.map { name, type in name.text + (type.map { ": \($0.text)" } ?? "") }
            return "\(name)(\(parameters.joined(separator: ", ")))"
        }
        guard Functions.names.contains(name) else { return nil }
        let summary = Help.summary(of: name)
        // `days(a, b): the time from the end of a to the start of b`.
        let brackets = summary.split(separator: ")", maxSplits: 1).first?.split(separator: "(", maxSplits: 1).last
        let called = brackets?.split(separator: ",").map { String($0).trimmed } ?? []
        guard let typed = Functions.usage(of: name, called: called) else { return summary }
        let says = summary.split(separator: ":", maxSplits: 1).dropFirst().first.map { ":\($0)" } ?? ""
        return typed + says
    }

    private func commandUsage(_ line: String) -> String? {
        let (name, _) = Self.commandMeant(by: line)
        guard let command = Self.commands.first(where: { $0.name == name }), !command.use.isEmpty else { return nil }
        return "\(command.name) \(command.use): \(command.does)"
    }
}

extension Help {
    /// The first line of a page; empty where there is none.
    static func summary(of word: String) -> String { summaries[word] ?? "" }

    private static let summaries = Dictionary(
        pages.map { ($0.word, $0.summary) }, uniquingKeysWith: { first, _ in first })

    /// How each step is written.
    static let stepUsage: [String: String] = [
        "where": "where CONDITION", "show": "show COLUMN [as NAME], …", "add": "add EXPRESSION as NAME, …",
        "drop": "drop COLUMN, …",
        "count": "count [range] [by KEY, …] [per day|week|month|quarter|year] [place earliest|latest|spread]",
        "summarize": "summarize FUNCTION(x) as NAME, … [by KEY, …] [per UNIT]",
        "sort": "sort COLUMN [desc], …", "take": "take NUMBER", "skip": "skip NUMBER",
        "top": "top NUMBER COLUMN [by KEY, …]", "distinct": "distinct [COLUMN, …]",
        "sample": "sample NUMBER seed NUMBER",
        "join": "join [left] QUESTION as NAME on CONDITION", "append": "append QUESTION",
        "compare": "compare with QUESTION [on KEY, …]",
        "followed": "followed by PATTERN within DURATION [as NAME] [take first|last|all] [keep unmatched]",
        "preceded": "preceded by PATTERN within DURATION [as NAME] [take first|last|all] [keep unmatched]",
        "not": "not followed by PATTERN within DURATION",
        "rate": "rate followed by PATTERN within DURATION, … [against QUESTION]",
        "sequence": "sequence [by KEY, …] [within DURATION] PATTERN [as NAME] then [no] PATTERN …",
        "follow": "follow LINK [back] [all]", "disagree": "disagree [exactly] [on FIELD, …]",
        "one_a_day": "one_a_day [by KEY, …]", "chart": "chart bar|line|timeline|heatmap [COLUMN, …]",
        "as": "as table|line|csv|tsv|json|jsonl|markdown|html|latex",
        "save": "save \"FILE\": csv, tsv, json, jsonl, md, html, tex, svg, txt",
        "expect": "expect CONDITION [else \"MESSAGE\"]",
    ]
}
