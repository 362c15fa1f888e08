/// How a file of GDELT begins: what stands between its columns, and where its first row is.
struct GDELTStart {
    var separator = UInt8(ascii: "\t")
    var hasHeader = false
    var hasMentions = false
    /// Behind a byte order mark and a header.
    private(set) var lines: DelimitedLines

    /// A spreadsheet has been at the file.
    var hasSemicolons: Bool { separator == UInt8(ascii: ";") }

    init(_ bytes: Span<UInt8>) {
        let start = bytes.hasByteOrderMark ? 3 : 0
        if let separator = Self.separatorOfMentions(bytes, from: start) {
            self.separator = separator
            hasMentions = true
        } else {
            var tabs = DelimitedLines()
            tabs.rewind(to: start)
            var semicolons = DelimitedLines(separator: UInt8(ascii: ";"))
            semicolons.rewind(to: start)
            if tabs.next(in: bytes), GDELTLayout(columnCount: tabs.fieldCount) == nil, semicolons.next(in: bytes),
                GDELTLayout(columnCount: semicolons.fieldCount) != nil
            {
                separator = UInt8(ascii: ";")
            }
        }
        lines = DelimitedLines(separator: separator)
        lines.rewind(to: start)
        var first = lines
        if first.next(in: bytes), GDELTLayout.isHeader(first, bytes) {
            hasHeader = true
            lines = first
        }
    }

    /// The separator of a file whose first readable line is a mention; nil for events.
    private static func separatorOfMentions(_ bytes: Span<UInt8>, from start: Int) -> UInt8? {
        var lines = DelimitedLines()
        lines.rewind(to: start)
        while lines.lineNumber < FormatGuess.lineLimit, lines.next(in: bytes) {
            if GDELTLayout(line: lines, bytes) != nil { return nil }
            if let separator = GDELTMentions.separator(of: lines.line, bytes) { return separator }
        }
        return nil
    }
}
