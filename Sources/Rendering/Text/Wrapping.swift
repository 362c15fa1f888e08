/// A text for people in lines no wider than a window, broken at spaces; a word wider than the window stays whole, so that
/// it can be copied. Lines go on below their text, behind what stands left of a gap of two spaces.
///
/// - Parameters:
///   - text: safe to show, without colours.
///   - width: columns of the window; nil breaks nothing.
///   - isProse: joins lines that stand at the left edge one below another before it breaks them, and breaks lines
///     that stand in by four, which are questions, in front of a `|` if they can be.
package func wrapped(_ text: String, to width: Int?, isProse: Bool = false) -> String {
    guard let width, width > 0 else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.allSatisfy({ displayWidth(of: $0) <= width }) { return text }
    if isProse { lines = joined(lines, width) }
    return lines.flatMap { line in
        displayWidth(of: line) <= width
            ? [line] : broken(line, to: width, isQuestion: isProse && line.hasPrefix("    "))
    }.joined(separator: "\n")
}

/// Paragraphs of which a line is too wide, as one line each.
private func joined(_ lines: [String], _ width: Int) -> [String] {
    var result: [String] = []
    var paragraph: [String] = []
    func close() {
        let isTooWide = paragraph.contains { displayWidth(of: $0) > width }
        result += isTooWide ? [paragraph.joined(separator: " ")] : paragraph
        paragraph = []
    }
    for line in lines {
        if line.isEmpty || line.hasPrefix(" ") || line.contains("  ") {
            close()
            result.append(line)
        } else {
            paragraph.append(line)
        }
    }
    close()
    return result
}

private func broken(_ line: String, to width: Int, isQuestion: Bool) -> [String] {
    let indent = line.prefix { $0 == " " }.count
    let hang = min(isQuestion ? indent + 2 : hanging(line, indent, width), width / 2)
    let words = line.dropFirst(indent).split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    var lines: [String] = []
    var current = String(repeating: " ", count: indent)
    var isBlank = true
    for (position, word) in words.enumerated() {
        // Of spaces where a line is broken none is kept.
        if isBlank, word.isEmpty, !lines.isEmpty { continue }
        let more = isQuestion && word == "|" ? step(words[position...]) : word
        // A last column that begins far to the right goes below as a whole, not a word of it.
        let isColumn = position > 0 && words[position - 1].isEmpty && displayWidth(of: current) > width / 2
        let rest = isColumn ? words[position...].joined(separator: " ") : ""
        if isColumn, !isBlank, !word.isEmpty, displayWidth(of: current) + 1 + displayWidth(of: rest) > width {
            lines.append(trimmedEnd(current))
            current = String(repeating: " ", count: hang) + word
        } else if !isBlank, !word.isEmpty, displayWidth(of: current) + 1 + displayWidth(of: more) > width,
            // A step wider than a line is broken like all else.
            word == more || hang + displayWidth(of: more) <= width || displayWidth(of: current) + 2 > width
        {
            lines.append(trimmedEnd(current))
            current = String(repeating: " ", count: hang) + word
        } else {
            current += (isBlank ? "" : " ") + word
        }
        isBlank = false
    }
    return lines + [trimmedEnd(current)]
}

/// The words of a step, from its `|` to the next.
private func step(_ words: ArraySlice<String>) -> String {
    let rest = words.dropFirst()
    return (words.prefix(1) + rest.prefix { $0 != "|" }).joined(separator: " ")
}

/// Where the lines of a line go on: behind the last gap in its left half, else where it begins.
private func hanging(_ line: String, _ indent: Int, _ width: Int) -> Int {
    var hang = indent
    var spaces = 0
    var column = 0
    for character in line {
        if character == " " {
            spaces += 1
        } else {
            if spaces >= 2, column > indent, column <= width / 2 { hang = column }
            spaces = 0
        }
        column += displayWidth(of: String(character))
        if column > width / 2 { break }
    }
    return hang
}

private func trimmedEnd(_ text: String) -> String {
    var view = Substring(text)
    while view.last == " " { view.removeLast() }
    return String(view)
}
