package import Colours
import Diagnostics
import EventModel
import Semantics
import Syntax

extension Session {
    /// What a stretch of a question is, for colour.
    package enum TokenStyle: String, Sendable, Hashable {
        case keyword, kind, actor, field, function, number, date, text, comment, unknown

        package var paint: Paint {
            switch self {
            case .keyword: .keyword
            case .kind: .kind
            case .actor: .actor
            case .field: .column
            case .function: .function
            case .number: .number
            case .date: .date
            case .text: .text
            case .comment: .comment
            case .unknown: .unknown
            }
        }
    }

    /// The styles of stretches of a text (UTF-8 bytes), in order and apart.
    ///
    /// Unknown is what the checker does not know, but for a word at the very end that may become a name yet.
    package func highlight(_ text: String) -> [(range: Range<Int>, style: TokenStyle)] {
        if Self.isCommand(text) { return highlightCommand(text) }
        if damage != nil { return [] }
        let source = SourceText(text, name: "")
        let unknown = unknownNames(source)
        var styles: [(range: Range<Int>, style: TokenStyle)] = []
        var end = 0
        var before: Token?
        for token in tokens(of: source) {
            defer { before = token }
            styles += comments(in: end..<token.span.range.lowerBound, source)
            end = max(end, token.span.range.upperBound)
            if token.span.range.isEmpty { continue }
            if unknown.contains(where: { $0.overlaps(token.span.range) }) {
                styles.append((token.span.range, .unknown))
            } else if let style = style(token, behind: before, source) {
                styles.append((token.span.range, style))
            }
        }
        return styles + comments(in: min(end, source.bytes.count)..<source.bytes.count, source)
    }

    private func highlightCommand(_ text: String) -> [(range: Range<Int>, style: TokenStyle)] {
        let bytes = Array(text.utf8)
        let start = bytes.firstIndex { $0 > 0x20 } ?? 0
        // The line of the shell stands right behind the sign.
        if bytes[start...].first == UInt8(ascii: "!") { return [(start..<start + 1, .keyword)] }
        let end = bytes[start...].firstIndex { $0 <= 0x20 } ?? bytes.count
        if bytes[start...].first == UInt8(ascii: "\\") {
            return Self.firstWords(text.trimmed) == nil ? [] : [(start..<end, .keyword)]
        }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        let isKnown = Self.commands.contains { $0.name == name } || [".exit", ".mode"].contains(name)
        let isBeginning = end == bytes.count && Self.commands.contains { $0.name.hasPrefix(name) }
        return isKnown || isBeginning ? [(start..<end, .keyword)] : [(start..<end, .unknown)]
    }

    /// The lexer leaves comments out: what begins with `#` between two tokens is one.
    private func comments(in gap: Range<Int>, _ source: SourceText) -> [(range: Range<Int>, style: TokenStyle)] {
        var result: [(range: Range<Int>, style: TokenStyle)] = []
        guard gap.lowerBound < gap.upperBound else { return result }
        var offset = gap.lowerBound
        while let start = source.bytes[offset..<gap.upperBound].firstIndex(of: UInt8(ascii: "#")) {
            let end = source.bytes[start..<gap.upperBound].firstIndex(of: 0x0A) ?? gap.upperBound
            result.append((start..<end, .comment))
            offset = end
        }
        return result
    }

    /// Where the checker finds names that nothing is known by.
    private func unknownNames(_ source: SourceText) -> [Range<Int>] {
        let parsed = parse(source, isKind: environment.isKind)
        var environment = environment
        var diagnostics = parsed.diagnostics
        for statement in parsed.script.statements {
            let checked = Semantics.check(statement, of: source, in: environment)
            diagnostics += checked.diagnostics
            environment = checked.environment
        }
        let words = Set(tokens(of: source).filter { $0.kind == .word }.map(\.span))
        // A word where none may stand is mostly a mistyped one of the language, unless it is still being typed.
        func isAstray(_ diagnostic: Diagnostic) -> Bool {
            guard case .unexpected = diagnostic.problem, words.contains(diagnostic.span) else { return false }
            return diagnostic.span.range.upperBound < source.bytes.count
        }
        return diagnostics.filter { $0.problem.isUnknownName || isAstray($0) }.map(\.span.range).filter { range in
            guard range.upperBound == source.bytes.count else { return true }
            return !mayBecomeKnown(range, source)
        }
    }

    private func mayBecomeKnown(_ range: Range<Int>, _ source: SourceText) -> Bool {
        let text = String(decoding: source.bytes, as: UTF8.self)
        let (replaced, candidates) = complete(text, at: source.bytes.count)
        let typed = String(decoding: source.bytes[replaced], as: UTF8.self).lowercased()
        return !typed.isEmpty
            && candidates.contains {
                let bare = $0.text.hasPrefix("\"") && !typed.hasPrefix("\"") ? String($0.text.dropFirst()) : $0.text
                return bare.lowercased().hasPrefix(typed)
            }
    }

    private func style(_ token: Token, behind before: Token?, _ source: SourceText) -> TokenStyle? {
        switch token.kind {
        case .number: return .number
        case .date: return .date
        case .text: return .text
        case .parameter:
            return environment.parameters[String(source.text(token.span).dropFirst())] == nil ? nil : .field
        case .word:
            let word = source.text(token.span)
            // `place` and `known` are columns where an operand stands, and words of steps and clauses elsewhere.
            if fieldNames.contains(word), let before, beginsOperand(behind: before, source) { return .field }
            return style(word: word)
        case .pipe, .arrow, .bothWays: return .keyword
        case .comma, .dot, .dotDot, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .equal, .notEqual,
            .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent, .colon,
            .endOfStatement, .endOfText:
            return nil
        }
    }

    private func beginsOperand(behind before: Token, _ source: SourceText) -> Bool {
        switch before.kind {
        case .word:
            ["where", "show", "add", "drop", "sort", "by", "and", "or", "not", "on"].contains(source.text(before.span))
        case .comma, .openParenthesis, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus,
            .star, .slash, .percent:
            true
        case .parameter, .number, .date, .text, .pipe, .dot, .dotDot, .closeParenthesis, .openBracket, .closeBracket,
            .arrow, .bothWays, .colon, .endOfStatement, .endOfText:
            false
        }
    }

    /// By the word alone; nil for one that has a meaning only in its place, such as a name that the question gives.
    private func style(word: String) -> TokenStyle? {
        if Self.wordsOfTheLanguage.contains(word) { return .keyword }
        if word == "events" || environment.bindings[word] != nil || catalog.table(word) != nil { return .kind }
        if fieldNames.contains(word) { return .field }
        if Functions.names.contains(word) || environment.definitions[word] != nil { return .function }
        if !catalog.kinds.positions(matching: word).isEmpty { return .kind }
        return catalog.actors.ids(matching: word).isEmpty ? nil : .actor
    }

    private static let wordsOfTheLanguage = Set(Keywords.all)

    private var fieldNames: Set<String> { Set(catalog.tables.flatMap { $0.fields.map(\.name) }) }
}

extension Problem {
    /// Whether it says that a name is not known: that is shown while one types; all else only when asked.
    fileprivate var isUnknownName: Bool {
        switch self {
        case .unknownColumn, .unknownStep, .unknownSource, .unknownActor, .unknownPlace, .unknownFunction,
            .unknownParameter, .unknownEvent, .unknownCode, .unknownWord:
            true
        case _: false
        }
    }
}
