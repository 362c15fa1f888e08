package import Diagnostics

/// The tokens of a text, for colour; findings are left to `parse`.
package func tokens(of source: SourceText) -> [Token] {
    var lexer = Lexer(source)
    lexer.run()
    return lexer.tokens
}
