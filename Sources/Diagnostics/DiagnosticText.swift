/// Draws diagnostics for people: place, line, caret, then what helps.
package struct DiagnosticText: Sendable {
    package var colour: Bool
    /// One line a finding, for those who know.
    package var isShort: Bool
    /// Columns that a text takes on the screen.
    package var displayWidth: @Sendable (String) -> Int

    package init(colour: Bool, isShort: Bool = false, displayWidth: @escaping @Sendable (String) -> Int = { $0.count })
    {
        self.colour = colour
        self.isShort = isShort
        self.displayWidth = displayWidth
    }

    /// The findings, in the order of the text, with a line feed behind each line.
    package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
        let fixes = diagnostics.compactMap(\.fix)
        return diagnostics.map { render($0, in: source, fixes: fixes) }.joined(separator: isShort ? "" : "\n")
    }

    private func render(_ diagnostic: Diagnostic, in source: SourceText, fixes: [Fix]) -> String {
        let words = diagnostic.problem.words
        let place = source.position(at: Int(diagnostic.span.start))
        let severity = diagnostic.problem.severity
        let head = "\(paint(severity.rawValue + "[\(diagnostic.problem.code)]", severity)): \(printable(words.title))"
        let more = "more: help \(diagnostic.problem.code)"
        // What is only worth knowing takes one line.
        if severity == .note { return ([head] + words.helps).joined(separator: "; ") + "\n" }
        if isShort { return "\(source.name):\(place.line):\(place.column): \(head)\n" }

        let lineIndex = place.line - 1
        let lineSpan = source.lineSpan(lineIndex)
        let number = String(place.line)
        let gutter = String(repeating: " ", count: number.count)
        var lines = [head, "\(gutter) \(faint("┌")) \(source.name):\(place.line):\(place.column)"]
        let (shown, before, marked) = excerpt(diagnostic.span, line: lineSpan, source: source)
        lines.append("\(faint(number + " │")) \(shown)")
        let carets = String(repeating: "^", count: max(1, displayWidth(marked)))
        let blank = String(repeating: " ", count: displayWidth(before))
        lines.append("\(gutter) \(faint("│")) \(blank)\(paint(carets, severity)) \(printable(words.label))")
        var helps = words.helps.map(printable)
        if let fix = diagnostic.fix { helps.append("write: \(printable(mended(fix, among: fixes, in: source)))") }
        if helps.isEmpty { helps.append(more) } else { helps[helps.count - 1] += "   \(faint(more))" }
        for help in helps { lines.append("\(gutter) \(faint("=")) \(help)") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The line of a fix as it would read with it and with the other fixes of that line, ready to paste; of a long line,
    /// the replacement alone.
    private func mended(_ fix: Fix, among fixes: [Fix], in source: SourceText) -> String {
        let fix = whole(fix, among: fixes, in: source)
        let line = source.lineSpan(source.line(at: Int(fix.span.start)))
        guard fix.span.end <= line.end, line.range.count <= 3 * Self.context else { return fix.replacement }
        var text = ""
        var end = line.start
        let others = fixes.filter {
            $0.span.start >= line.start && $0.span.end <= line.end && !$0.span.overlaps(fix.span)
        }
        for next in (others + [fix]).sorted(by: { ($0.span.start, $1.span.end) < ($1.span.start, $0.span.end) })
        where next.span.start >= end {
            text += source.text(Span(Int(end), Int(next.span.start))) + next.replacement
            end = next.span.end
        }
        return text + source.text(Span(Int(end), Int(line.end)))
    }

    /// The fix that takes in this one, with what other fixes mend in its text; most often the fix itself.
    private func whole(_ fix: Fix, among fixes: [Fix], in source: SourceText) -> Fix {
        func holds(_ outer: Fix, _ inner: Fix) -> Bool {
            outer.span.start <= inner.span.start && inner.span.end <= outer.span.end && outer.span != inner.span
        }
        var outer = fixes.filter { holds($0, fix) }.max { $0.span.range.count < $1.span.range.count } ?? fix
        for inner in fixes where holds(outer, inner) {
            let written = source.text(inner.span)
            // A word may stand in others, a mark stands for itself.
            guard !written.isEmpty, !written.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
            outer.replacement = outer.replacement.replacing(written, with: inner.replacement)
        }
        return outer
    }

    /// At most this many characters of a line stand left and right of the place, so that long lines stay readable.
    private static let context = 60

    /// The line as shown, what stands before the place, and the marked text, control characters replaced.
    private func excerpt(_ span: Span, line: Span, source: SourceText) -> (
        shown: String, before: String, marked: String
    ) {
        let start = min(max(Int(span.start), Int(line.start)), Int(line.end))
        let end = min(max(Int(span.end), start), Int(line.end))
        // Of a very long line only the neighbourhood is read at all.
        let reach = 8 * Self.context
        var before = printable(
            source.text(Span(max(Int(line.start), source.boundary(atOrBehind: start - reach)), start)))
        let marked = printable(source.text(Span(start, min(end, source.boundary(atOrBehind: start + 2 * reach)))))
        var after = printable(source.text(Span(end, min(Int(line.end), source.boundary(atOrBehind: end + reach)))))
        if before.count > Self.context { before = "…" + before.suffix(Self.context) }
        if after.count > Self.context { after = after.prefix(Self.context) + "…" }
        let shownMark = marked.count > 2 * Self.context ? marked.prefix(2 * Self.context) + "…" : marked
        return (before + shownMark + after, before, shownMark)
    }

    private func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09: result += "    "
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C:
                result += "\u{FFFD}"
            case _: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private func paint(_ text: String, _ severity: Severity) -> String {
        guard colour else { return text }
        let code =
            switch severity {
            case .error: "31"
            case .warning: "33"
            case .note: "36"
            }
        return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
    }

    private func faint(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
