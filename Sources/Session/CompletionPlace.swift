import Diagnostics
import EventModel
import Plan
import Readers
import Semantics
import Syntax

/// Where the cursor stands: at the end of a text, in a word or in a text in quotes.
struct CompletionPlace {
    private let bytes: [UInt8]
    /// Where the word under the cursor begins, with its quote if it has one.
    let start: Int
    /// Where the words begin that may be one name with it: `New Yo`.
    let startOfWords: Int
    let isInText: Bool

    init(_ typed: String) {
        bytes = Array(typed.utf8)
        let all = tokens(of: SourceText(typed, name: ""))
        let open = all.last { $0.kind != .endOfStatement && $0.kind != .endOfText }
        if let open, open.kind == .text, Self.isUnclosed(bytes[open.span.range]),
            open.span.range.upperBound == bytes.count
        {
            (start, startOfWords, isInText) = (open.span.range.lowerBound, open.span.range.lowerBound, true)
            return
        }
        isInText = false
        var place = bytes.count
        while place > 0, isWordByte(bytes[place - 1]) { place -= 1 }
        start = place
        var words = place
        for token in all.reversed() where token.kind != .endOfStatement && token.kind != .endOfText {
            if token.span.range.lowerBound >= place { continue }
            let word = String(decoding: bytes[token.span.range], as: UTF8.self)
            guard token.kind == .word, !Self.joints.contains(word) else { break }
            // Only words of one line.
            if bytes[token.span.range.lowerBound..<words].contains(0x0A) { break }
            words = token.span.range.lowerBound
        }
        startOfWords = words
    }

    /// Words that no name of several words has before its last.
    private static let joints: Set<String> = [
        "or", "and", "not", "is", "in", "only", "where", "since", "after", "before", "until", "by", "with", "on",
        "like",
        "contains", "mentions", "starts_with", "ends_with", "show", "add", "drop", "sort", "if", "then", "else",
        "certainly", "possibly", "event", "include", "let", "explain",
    ]

    var isInWords: Bool { startOfWords < start }
    var prefix: String { text(from: start) }

    func text(from offset: Int) -> String { String(decoding: bytes[offset...], as: UTF8.self) }
    func text(upTo offset: Int) -> String { String(decoding: bytes[..<offset], as: UTF8.self) }

    /// A text that begins with a quote and has no other, but for escaped ones.
    private static func isUnclosed(_ token: ArraySlice<UInt8>) -> Bool {
        var isEscaped = false
        for byte in token.dropFirst() {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                return false
            }
        }
        return true
    }
}

/// A place in a statement: what is typed of a word there, and what the statement before it comes to.
final class Spot {
    let before: String
    let prefix: String
    /// The statement that the place is in, as far as it goes before it.
    let statement: (text: String, environment: Environment)
    private var knownFields: [Field]?
    private var knownTypes: [Span: ValueType] = [:]

    init(before: String, prefix: String, statement: (text: String, environment: Environment)) {
        self.before = before
        self.prefix = prefix
        self.statement = statement
    }

    private var statementTokens: [Token] {
        tokens(of: SourceText(statement.text, name: "")).filter {
            $0.kind != .endOfStatement && $0.kind != .endOfText
        }
    }

    /// Whether an arrow stands between the last open bracket and the place: then the target is asked for.
    var isBehindArrow: Bool {
        for token in statementTokens.reversed() {
            if token.kind == .openParenthesis { return false }
            if token.kind == .arrow { return true }
        }
        return false
    }

    /// The things that what is typed may be the beginning of; if there are none, those with a word that begins so.
    func fitting(_ things: [NamedThing], areTexts: Bool, areBare: Bool = false) -> [Candidate] {
        let isQuoted = prefix.hasPrefix("\"")
        let lower = (isQuoted ? String(prefix.dropFirst()) : prefix).lowercased()
        func candidates(_ fits: (String) -> Bool) -> [Candidate] {
            var result: [Candidate] = []
            for thing in things {
                guard let name = lower.isEmpty ? thing.names.first : thing.names.first(where: fits) else { continue }
                let other = name == thing.names[0] ? thing.note : thing.names[0]
                let count = thing.count > 0 ? grouped(thing.count) : ""
                result.append(
                    Candidate(
                        text: areTexts || isQuoted || !(areBare || isBareWord(name)) ? inQuotes(name) : name,
                        note: count + (count.isEmpty || other.isEmpty ? "" : "  ") + other))
                if result.count >= 2_000 { break }
            }
            return result
        }
        let begun = candidates { $0.lowercased().hasPrefix(lower) }
        if !begun.isEmpty || lower.utf8.count < 2 { return begun }
        return candidates { name in name.lowercased().split(separator: " ").contains { $0.hasPrefix(lower) } }
    }

    /// The tables that a column may be of: those named in the statement, the last first, then the others.
    func tables(_ session: Session) -> [TableSchema] {
        let source = SourceText(statement.text, name: "")
        let words = statementTokens.reversed().filter { $0.kind == .word }.map { source.text($0.span) }
        let tables = session.catalog.tables
        return words.compactMap { word in tables.first { $0.name == word } } + tables
    }

    // MARK: Columns

    /// The type of the operand in a span of the text, of a list that of its members; nil where nothing is known of it.
    func type(of span: Span, _ session: Session) -> ValueType? {
        if let known = knownTypes[span] { return known }
        let found = session.compared(span, self)?.type ?? checkedType(of: SourceText(before, name: "").text(span))
        knownTypes[span] = found?.element
        return found?.element
    }

    /// That of a call or a sum: a column that is made of it says.
    private func checkedType(of operand: String) -> ValueType? {
        let source = SourceText(statement.text, name: "")
        let all = statementTokens
        let piped = all.last { $0.kind == .pipe }.map { source.text(Span(0, Int($0.span.start))) }
        let table = all.first { $0.kind == .word && statement.environment.catalog.table(source.text($0.span)) != nil }
        for head in [piped, table.map { source.text($0.span) }, "events"].compactMap(\.self) {
            let question = SourceText("\(head) | show \(operand) as operand", name: "")
            let parsed = parse(question, isKind: statement.environment.isKind)
            guard !parsed.hasErrors, let last = parsed.script.statements.last,
                case .question(let checked) = check(last, of: question, in: statement.environment).statement
            else { continue }
            return checked.relation.fields.last?.type
        }
        return nil
    }

    /// The columns at the place: those behind the last whole step.
    func fields(_ session: Session) -> [Field] {
        if let knownFields { return knownFields }
        let found = findFields() ?? session.catalog.table("events")?.fields ?? []
        knownFields = found
        return found
    }

    private func findFields() -> [Field]? {
        var all = statementTokens[...]
        let source = SourceText(statement.text, name: "")
        switch all.first.map({ source.text($0.span) }) {
        case "let": all = all.drop { $0.kind != .equal }.dropFirst()
        case "explain": all = all.dropFirst()
        case _: break
        }
        // The innermost bracket that is open and has steps in it is a question of its own.
        var depth = 0
        var hasPipe = false
        for index in all.indices.reversed() {
            switch all[index].kind {
            case .closeParenthesis: depth += 1
            case .openParenthesis where depth > 0: depth -= 1
            case .openParenthesis:
                if hasPipe {
                    return fields(of: all[(index + 1)...], source)
                }
            case .pipe where depth == 0: hasPipe = true
            case _: break
            }
        }
        return fields(of: all, source)
    }

    private func fields(of all: ArraySlice<Token>, _ source: SourceText) -> [Field]? {
        guard let first = all.first else { return nil }
        let pipes = all.indices.filter { all[$0].kind == .pipe }
        for pipe in pipes.reversed() {
            // Nothing stands before it: the line goes on with the last answer.
            if pipe == all.startIndex { return statement.environment.answers.first?.fields }
            if let found = fields(from: first, upTo: all[pipe], source) { return found }
        }
        // A source alone: as much of it as can be checked.
        for index in all.indices.reversed().prefix(40) {
            if let found = fields(from: first, upTo: all[index], through: true, source) { return found }
        }
        return nil
    }

    private func fields(from first: Token, upTo last: Token, through: Bool = false, _ source: SourceText) -> [Field]? {
        let end = through ? last.span.range.upperBound : last.span.range.lowerBound
        let start = first.span.range.lowerBound
        guard start <= end else { return nil }
        let part = SourceText(source.text(Span(start, end)), name: "")
        let parsed = parse(part, isKind: statement.environment.isKind)
        guard !parsed.hasErrors, let last = parsed.script.statements.last else { return nil }
        switch check(last, of: part, in: statement.environment).statement {
        case .question(let question), .explain(_, let question): return question.relation.fields
        case .bound, .include, .malformed: return nil
        }
    }
}

extension Session {
    /// The last statement of a text, and what those before it have bound.
    func statement(atEndOf text: String) -> (text: String, environment: Environment) {
        let source = SourceText(text, name: "")
        let parsed = parse(source, isKind: environment.isKind)
        guard let last = parsed.script.statements.last else { return (text, environment) }
        var environment = environment
        for statement in parsed.script.statements.dropLast() {
            environment = Semantics.check(statement, of: source, in: environment).environment
        }
        let bytes = Array(text.utf8)
        return (String(decoding: bytes[Int(last.span.start)...], as: UTF8.self), environment)
    }

    /// What the data call things.
    var names: DataNames {
        if let dataNames { return dataNames }
        let made = DataNames(loaded.data)
        dataNames = made
        return made
    }
}
