import Diagnostics

/// The canonical form of a text: the same tree, one way to write it. Comments stay; a short statement stands on one line,
/// a longer one has a step a line; single empty lines between statements stay. Nil if the text has errors.
/// Formatting what is formatted changes nothing.
package func format(_ parsed: Parsed) -> String? {
    guard !parsed.hasErrors else { return nil }
    var formatter = Formatter(parsed)
    let text = formatter.format()
    // A text at the edge of a limit may lie beyond it without the brackets that it had.
    return parse(SourceText(text, name: parsed.source.name)).hasErrors ? nil : text
}

/// Writes a tree. Brackets are those that the tree needs, however the text had them.
struct Formatter {
    let source: SourceText
    private let script: Script
    private let comments: [Comment]
    let tokens: [Token]
    private var nextComment = 0
    private var lines: [String] = []
    /// The line of the source at which what was written last ended.
    private var lastLine = -1

    /// Columns that a statement may take on one line.
    private static let width = 100
    private static let indent = "    "

    /// What stands on a line of its own where a statement takes several: a source, a step, a line of a sequence.
    struct Piece {
        var text: String
        var span: Span
        /// Comments on lines of their own above it, and one behind it.
        var above: [String] = []
        var behind: String?

        init(_ text: String, _ span: Span) {
            self.text = text
            self.span = span
        }
    }

    init(_ parsed: Parsed) {
        source = parsed.source
        script = parsed.script
        comments = parsed.comments
        tokens = parsed.tokens
    }

    mutating func format() -> String {
        for statement in script.statements {
            writeComments(before: statement.span.start)
            write(statement)
        }
        writeComments(before: .max)
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: Comments

    private func text(_ comment: Comment) -> String {
        var text = Substring(source.text(comment.span))
        while text.last?.isWhitespace ?? false { text = text.dropLast() }
        return String(text)
    }

    /// The comments up to an offset, each on a line of its own.
    private mutating func writeComments(before offset: UInt32) {
        while nextComment < comments.count, comments[nextComment].span.start < offset {
            let comment = comments[nextComment]
            nextComment += 1
            separate(at: comment.span)
            lines.append(text(comment))
        }
    }

    /// Keeps one empty line where the source had some.
    private mutating func separate(at span: Span) {
        let line = source.line(at: Int(span.start))
        if lastLine >= 0, line > lastLine + 1, source.bytes[source.lineSpan(line - 1).range].allSatisfy({ $0 <= 0x20 })
        {
            lines.append("")
        }
        lastLine = max(lastLine, source.line(at: Int(span.end)))
    }

    /// Gives the comments of a statement to its pieces; those above or inside its first piece come before it.
    private mutating func place(in pieces: inout [Piece]) -> [String] {
        var before: [String] = []
        let endLine = source.line(at: Int(pieces[pieces.count - 1].span.end))
        var index = 0
        while nextComment < comments.count, source.line(at: Int(comments[nextComment].span.start)) <= endLine {
            let comment = comments[nextComment]
            nextComment += 1
            while index + 1 < pieces.count, comment.span.start > pieces[index].span.end { index += 1 }
            if comment.span.start > pieces[index].span.end {
                pieces[index].behind = text(comment)
            } else if index > 0, comment.span.start < pieces[index].span.start,
                source.line(at: Int(comment.span.start)) == source.line(at: Int(pieces[index - 1].span.end))
            {
                pieces[index - 1].behind = text(comment)
            } else if index > 0 {
                pieces[index].above.append(text(comment))
            } else {
                before.append(text(comment))
            }
        }
        return before
    }

    // MARK: Statements

    private mutating func write(_ statement: Statement) {
        var pieces = pieces(of: statement)
        let before = place(in: &pieces)
        separate(at: statement.span)
        lines += before
        let last = pieces.count - 1
        let isCommented = pieces.indices.contains { !pieces[$0].above.isEmpty || $0 < last && pieces[$0].behind != nil }
        let line = pieces.map(\.text).joined(separator: " ")
        if !isCommented, line.count <= Self.width {
            pieces = [Piece(line, statement.span)].map { piece in
                var piece = piece
                piece.behind = pieces[last].behind
                return piece
            }
        }
        for (index, piece) in pieces.enumerated() {
            let indent = index == 0 ? "" : Self.indent
            for comment in piece.above { lines.append(indent + comment) }
            lines.append(indent + piece.text + (piece.behind.map { "  " + $0 } ?? ""))
        }
    }

    private func pieces(of statement: Statement) -> [Piece] {
        func begin(_ head: String, _ question: Question) -> [Piece] {
            var pieces = pieces(of: question)
            pieces[0].text = head + pieces[0].text
            pieces[0].span = Span(Int(statement.span.start), Int(pieces[0].span.end))
            return pieces
        }
        func whole(_ text: String) -> [Piece] { [Piece(text, statement.span)] }
        switch statement.kind {
        case .question(let question): return begin("", question)
        case .binding(let binding):
            return begin("let \(binding.name.text)\(parameters(binding.parameters.map(\.text))) = ", binding.question)
        case .definition(let definition):
            let names = definition.parameters.map { name, type in name.text + (type.map { ": \($0.text)" } ?? "") }
            return whole("define \(definition.name.text)\(parameters(names)) = \(text(definition.body))")
        case .parameter(let parameter):
            let value = parameter.defaultValue.map { " = " + range($0) } ?? ""
            return whole("param \(parameter.name.text): \(parameter.type.text)\(value)")
        case .include(let file): return whole("include \(quoted(file.text))")
        case .explain(let explanation):
            switch explanation.form {
            case .english: return begin("explain ", explanation.question)
            case .plan: return begin("explain plan ", explanation.question)
            case .sql(nil): return begin("explain sql ", explanation.question)
            case .sql(let dialect?): return begin("explain sql as \(dialect.text) ", explanation.question)
            }
        case .malformed: return whole(source.text(statement.span))
        }
    }

    private func parameters(_ names: [String]) -> String {
        names.isEmpty ? "" : "(\(names.joined(separator: ", ")))"
    }
}
