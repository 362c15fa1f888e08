package import Diagnostics

/// What a stretch of text is to the parser. A token has no text of its own: its span says where it stands.
package enum TokenKind: UInt8, Hashable, Sendable {
    /// A word: letters, digits and `_`, not beginning with a digit. All words of the language are contextual.
    case word
    /// `$name`
    case parameter
    /// `12`, `0.5`, `1.988bn` (the suffix is split off by the parser)
    case number
    /// `2023-05`, `2023-05-29`, `2023-Q2`, `2023-W05`: digits with a `-` and no space
    case date
    /// `"…"`, quotes included
    case text
    case pipe, comma, dot, dotDot
    case openParenthesis, closeParenthesis, openBracket, closeBracket
    /// `->`
    case arrow
    /// `<->`
    case bothWays
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case plus, minus, star, slash, percent, colon
    /// Behind the last token of each statement.
    case endOfStatement
    case endOfText
}

package struct Token: Hashable, Sendable {
    package var kind: TokenKind
    package var span: Span
    /// True of the first token on its line.
    package var startsLine: Bool
    /// Columns (bytes) from the beginning of the line, of a token that starts one.
    package var indent: Int
    /// True if characters of no meaning, told of already, stand before it.
    var followsStray = false
}

/// A comment, without the end of its line.
struct Comment: Hashable, Sendable {
    var span: Span
    /// True if nothing but spaces stands before it on its line.
    var isAlone: Bool
}
