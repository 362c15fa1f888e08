/// The question under edit with its cursor, in Unicode scalars, and where its lines and characters begin.
struct EditedText: Equatable {
    var scalars: [Unicode.Scalar]
    /// 0…scalars.count
    var cursor: Int

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    var isBlank: Bool { scalars.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\n" } }

    /// The line that the cursor is on, without its line feed.
    var line: Range<Int> {
        let start = scalars[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        return start..<(scalars[cursor...].firstIndex(of: "\n") ?? scalars.count)
    }

    /// The spaces and tabs that the line of the cursor begins with, up to the cursor.
    var indentation: [Unicode.Scalar] {
        Array(scalars[line.lowerBound..<cursor].prefix { $0 == " " || $0 == "\t" })
    }

    /// True on a last line with nothing but spaces, which is not the only line.
    var isOnBlankLastLine: Bool {
        line.lowerBound > 0 && line.upperBound == scalars.count && scalars[line].allSatisfy { $0 == " " || $0 == "\t" }
    }

    /// The cursor's column, counted on the screen from the start of its line.
    var column: Int { cellWidth(string(line.lowerBound..<cursor)) }

    /// The start of the character before the cursor, or nil at the start of the text.
    var characterBefore: Int? {
        guard cursor > 0 else { return nil }
        if cursor == line.lowerBound { return cursor - 1 }
        return line.lowerBound + boundaries(line).last { line.lowerBound + $0 < cursor }.unwrapped
    }

    /// The end of the character behind the cursor, or nil at the end of the text.
    var characterAfter: Int? {
        guard cursor < scalars.count else { return nil }
        if cursor == line.upperBound { return cursor + 1 }
        return boundaries(line).map { line.lowerBound + $0 }.first { $0 > cursor } ?? line.upperBound
    }

    /// Where the cursor goes one line up or down, nearest to a column; nil if there is no such line.
    func moved(down: Bool, toColumn goal: Int) -> Int? {
        let now = line
        if down ? now.upperBound == scalars.count : now.lowerBound == 0 { return nil }
        let other = EditedText(scalars: scalars, cursor: down ? now.upperBound + 1 : now.lowerBound - 1).line
        var column = 0
        var offset = other.lowerBound
        for character in string(other) {
            let width = shown(character).width
            if column + width > goal { break }
            column += width
            offset += character.unicodeScalars.count
        }
        return offset
    }

    /// The UTF-8 bytes before a scalar.
    func byteOffset(of scalarOffset: Int) -> Int {
        scalars[..<scalarOffset].reduce(0) { $0 + UTF8.width($1) }
    }

    /// The scalar that begins at, or is cut by, a UTF-8 offset; the end for one too far.
    func scalarOffset(ofByte byteOffset: Int) -> Int {
        var bytes = 0
        for (index, scalar) in scalars.enumerated() {
            if bytes + UTF8.width(scalar) > byteOffset { return index }
            bytes += UTF8.width(scalar)
        }
        return scalars.count
    }

    private func string(_ range: Range<Int>) -> String {
        EditedText(scalars: Array(scalars[range]), cursor: 0).text
    }

    /// The starts of the characters of a line, counted from it.
    private func boundaries(_ line: Range<Int>) -> [Int] {
        var offset = 0
        return string(line).map { character in
            defer { offset += character.unicodeScalars.count }
            return offset
        }
    }
}

/// The first word of a text with what stands before it; the whole text if it has none.
///
/// Words are runs of letters, digits and `_`, and of the points within names of kinds.
func firstWord(of text: String) -> String {
    func isInWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "."
    }
    let start = text.firstIndex(where: isInWord) ?? text.endIndex
    return String(text[..<(text[start...].firstIndex { !isInWord($0) } ?? text.endIndex)])
}

extension Int? {
    fileprivate var unwrapped: Int { self ?? 0 }
}
