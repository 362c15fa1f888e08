import EventModel
import Syntax
import Diagnostics
import Semantics

extension Session {
    /// What a stretch of a question is, for colour.
    package enum TokenStyle: Sendable, Hashable {
        case keyword, kind, actor, field, function, number, date, text, comment, unknown
    }

    /// The styles of stretches of a text (UTF-8 bytes), in order and apart.
    package func highlight(_ text: String) -> [(range: Range<Int>, style: TokenStyle)] {
        let source = SourceText(text, name: "")
        return tokens(of: source).compactMap { token in style(token, source).map { (token.span.range, $0) } }
    }

    private func style(_ token: Token, _ source: SourceText) -> TokenStyle? {
        switch token.kind {
        case .number: return .number
        case .date: return .date
        case .text: return .text
        case .parameter:
            return environment.parameters[String(source.text(token.span).dropFirst())] == nil ? .unknown : .field
        case .word: return style(word: source.text(token.span))
        case .pipe, .arrow, .bothWays: return .keyword
        case .comma, .dot, .dotDot, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .equal, .notEqual,
            .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent, .colon,
            .endOfStatement, .endOfText:
            return nil
        }
    }

    private func style(word: String) -> TokenStyle? {
        if Keywords.all.contains(word) { return .keyword }
        if word == "events" || environment.bindings[word] != nil || catalog.table(word) != nil { return .kind }
        if catalog.tables.contains(where: { $0.fields.contains { $0.name == word } }) { return .field }
        if Functions.names.contains(word) || environment.definitions[word] != nil { return .function }
        if !catalog.kinds.positions(matching: word).isEmpty { return .kind }
        if !catalog.actors.ids(matching: word).isEmpty { return .actor }
        return .unknown
    }
}
