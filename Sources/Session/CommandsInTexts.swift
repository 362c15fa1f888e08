import Diagnostics

extension Session {
    /// What was found in a text, with the lines that begin as a command of the prompt told of as such: the parser can only
    /// say that they are no questions.
    static func tellingCommands(_ diagnostics: [Diagnostic], in source: SourceText) -> [Diagnostic] {
        var told: Set<Int> = []
        return diagnostics.compactMap { diagnostic in
            guard diagnostic.isError, let span = command(at: diagnostic.span, in: source) else { return diagnostic }
            guard told.insert(span.range.lowerBound).inserted else { return nil }
            return Diagnostic(
                .unexpected(
                    found: "`\(source.text(span))`",
                    expected: "a question; commands are for the prompt alone"), at: span)
        }
    }

    /// The first word of the line that a place is in, if it is that of a command.
    private static func command(at place: Span, in source: SourceText) -> Span? {
        let bytes = source.bytes
        let offset = min(place.range.lowerBound, bytes.count)
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        let line = String(decoding: bytes[start..<end], as: UTF8.self)
        let first = line.prefix { !$0.isWhitespace }
        let isCommand =
            first.hasPrefix("!") && !first.hasPrefix("!=") || first.hasPrefix("\\")
            || first.hasPrefix(".") && first.dropFirst().first?.isLetter ?? false
        return isCommand ? Span(start, start + first.utf8.count) : nil
    }
}
