package import Colours

/// Draws diagnostics for people: place, line, caret, then what helps.
package struct DiagnosticText: Sendable {
    package var colour: Bool
    /// What findings look like where there is colour.
    package var palette: Palette
    /// One line a finding, for those who know.
    package var isShort: Bool
    /// Columns of the window; nil for any: then lines stay whole.
    package var width: Int?
    /// False where lines cannot be drawn: then ASCII stands in.
    package var unicode: Bool
    /// Columns that a text takes on the screen.
    package var displayWidth: @Sendable (String) -> Int

    package init(
        colour: Bool, palette: Palette = Palette(), isShort: Bool = false, width: Int? = nil, unicode: Bool = true,
        displayWidth: @escaping @Sendable (String) -> Int = { $0.count }
    ) {
        self.colour = colour
        self.palette = palette
        self.isShort = isShort
        self.width = width
        self.unicode = unicode
        self.displayWidth = displayWidth
    }

    /// The findings, in the order of the text, with a line feed behind each line.
    package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
        let fixes = diagnostics.compactMap(\.fix)
        // What mends several findings at once stands once, below the last of them.
        var seen: Set<String> = []
        let corrections = diagnostics.reversed().map { diagnostic in
            diagnostic.fix.map { mended($0, among: fixes, in: source) }.flatMap { seen.insert($0).inserted ? $0 : nil }
        }
        var text = ""
        for (index, diagnostic) in diagnostics.enumerated() {
            // A blank line keeps drawings apart; notes are lines and need none between them.
            let isNote = diagnostic.problem.severity == .note && index > 0
            if index > 0, !isShort, !isNote || diagnostics[index - 1].problem.severity != .note { text += "\n" }
            text += render(diagnostic, in: source, correction: corrections[diagnostics.count - 1 - index])
        }
        return text
    }

    private func render(_ diagnostic: Diagnostic, in source: SourceText, correction: String?) -> String {
        let words = diagnostic.problem.words
        let place = source.position(at: Int(diagnostic.span.start))
        let severity = diagnostic.problem.severity
        let mark = severity.rawValue + "[\(diagnostic.problem.code)]"
        let title = ": " + printable(words.title)
        let more = "more: help \(diagnostic.problem.code)"
        // What is only worth knowing takes one line.
        if severity == .note {
            let rest = ([title] + words.helps.map(printable)).joined(separator: "; ")
            let note = broken(rest, behind: displayWidth(mark), hang: 2, first: paint(mark, severity))
            return isShort ? note : note + (correction.map { "  write: \(printable($0))\n" } ?? "")
        }
        if isShort { return "\(source.name):\(place.line):\(place.column): \(paint(mark, severity))\(title)\n" }

        let lineIndex = place.line - 1
        let lineSpan = source.lineSpan(lineIndex)
        let number = String(place.line)
        let gutter = String(repeating: " ", count: number.count)
        let heading = broken(title, behind: displayWidth(mark), hang: 2, first: paint(mark, severity))
        var lines = ["\(gutter) \(faint(corner)) \(source.name):\(place.line):\(place.column)"]
        let room = width.map { max(Self.leastRoom, $0 - number.count - 3) }
        let (shown, before, marked) = excerpt(diagnostic.span, line: lineSpan, source: source, room: room)
        lines.append("\(faint("\(number) \(edge)")) \(shown)")
        let carets = String(repeating: "^", count: max(1, displayWidth(marked)))
        let blank = String(repeating: " ", count: displayWidth(before))
        let marks = "\(gutter) \(faint(edge)) \(blank)\(paint(carets, severity))"
        let label = printable(words.label)
        let bar = "\(gutter) \(faint(edge)) "
        if displayWidth(blank + carets) + 1 + displayWidth(label) <= room ?? .max {
            lines.append("\(marks) \(label)")
        } else {
            lines += [marks] + self.lines(label, room: room ?? .max).map { bar + $0 }
        }
        // A correction stays on one line, so that it can be copied.
        let fix = correction.map { "write: \(printable($0))" }
        var helps = words.helps.map(printable).map { self.lines($0, room: room ?? .max) } + (fix.map { [[$0]] } ?? [])
        let last = helps.last?.last.map { displayWidth($0) + 3 + displayWidth(more) } ?? .max
        if helps.isEmpty || last > room ?? .max {
            helps.append([faint(more)])
        } else {
            helps[helps.count - 1][helps[helps.count - 1].count - 1] += "   \(faint(more))"
        }
        for help in helps {
            lines += help.enumerated().map { "\(gutter) \(faint($0 == 0 ? "=" : " ")) \($1)" }
        }
        return heading + lines.map { $0 + "\n" }.joined()
    }

    private var corner: String { unicode ? "┌" : "+" }
    private var edge: String { unicode ? "│" : "|" }
    private var ellipsis: String { unicode ? "…" : "..." }

    /// However narrow the window, so much of a line is shown.
    private static let leastRoom = 16

    /// A text at words in lines of at most so many columns; a longer word stays whole.
    private func lines(_ text: String, room: Int) -> [String] {
        guard displayWidth(text) > room else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, displayWidth(line) + 1 + displayWidth(String(word)) > room {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + (line.isEmpty ? [] : [line])
    }

    /// A text behind `first`, which takes `used` columns, going on below with some spaces in front.
    private func broken(_ text: String, behind used: Int, hang: Int, first: String) -> String {
        guard let width, used + displayWidth(text) > width else { return first + text + "\n" }
        // What stands in for the mark while the text is broken, as wide and without a space in it.
        let stand = String(repeating: "_", count: used)
        let lines = lines(stand + text, room: max(Self.leastRoom, width - hang))
        let head = (lines.first ?? "").dropFirst(used)
        let rest = lines.dropFirst().map { String(repeating: " ", count: hang) + $0 + "\n" }
        return first + head + "\n" + rest.joined()
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
    private func excerpt(_ span: Span, line: Span, source: SourceText, room: Int?) -> (
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
        if before.count > Self.context { before = ellipsis + before.suffix(Self.context) }
        if after.count > Self.context { after = after.prefix(Self.context) + ellipsis }
        var shownMark = marked.count > 2 * Self.context ? marked.prefix(2 * Self.context) + ellipsis : marked
        guard let room, displayWidth(before + shownMark + after) > room else {
            return (before + shownMark + after, before, shownMark)
        }
        // The place comes first, then what stands before it, which says more of it than what follows.
        let least = min(displayWidth(before), room / 4) + min(displayWidth(after), 2)
        shownMark = cut(shownMark, to: room - least, keepsEnd: false)
        let rest = room - displayWidth(shownMark)
        before = cut(before, to: max(rest - displayWidth(after), rest * 2 / 3), keepsEnd: true)
        after = cut(after, to: rest - displayWidth(before), keepsEnd: false)
        return (before + shownMark + after, before, shownMark)
    }

    /// The beginning or the end of a text in at most so many columns, with an ellipsis for what is left out.
    private func cut(_ text: String, to room: Int, keepsEnd: Bool) -> String {
        guard displayWidth(text) > room else { return text }
        guard room > 0 else { return "" }
        var kept = text
        while !kept.isEmpty, displayWidth(kept) > room - displayWidth(ellipsis) {
            if keepsEnd { kept.removeFirst() } else { kept.removeLast() }
        }
        return keepsEnd ? ellipsis + kept : kept + ellipsis
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
        switch severity {
        case .error: return palette.painted(text, .error)
        case .warning: return palette.painted(text, .warning)
        case .note: return palette.painted(text, .note)
        }
    }

    private func faint(_ text: String) -> String { colour ? palette.painted(text, .quiet) : text }
}
