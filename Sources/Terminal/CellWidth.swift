import TextWidth

/// How a piece of text stands on the screen.
struct ShownText: Equatable {
    var text: String
    /// In columns.
    var width: Int
}

/// The columns that a character takes and what to write for it.
///
/// Wide East Asian characters and emoji take two, marks none of their own. Control and direction characters, which
/// could rearrange the screen, are written as `^X` or `<U+202E>`; a tab is four spaces.
func shown(_ character: Character) -> ShownText {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return ShownText(text: "", width: 0) }
    if scalars.count == 1 { return shown(first) }
    if isHidden(first, after: first, isFirst: true)
        || scalars.contains(where: { isHidden($0, after: first, isFirst: false) })
    {
        let parts = scalars.map(shown)
        return ShownText(text: parts.map(\.text).joined(), width: parts.reduce(0) { $0 + $1.width })
    }
    let width = clusterWidth(scalars)
    return width == 0 ? overCircle(character) : ShownText(text: String(character), width: width)
}

/// The columns of a text on one line.
func cellWidth(_ text: String) -> Int {
    text.reduce(0) { $0 + shown($1).width }
}

/// The text cut to at most this many columns, with an ellipsis where something was cut.
func clipped(_ text: String, to width: Int) -> ShownText {
    var result = ShownText(text: "", width: 0)
    for character in text {
        let next = shown(character)
        if result.width + next.width > width {
            return cellWidth(text) > width ? withEllipsis(result, width: width) : result
        }
        result.text += next.text
        result.width += next.width
    }
    return result
}

private func withEllipsis(_ part: ShownText, width: Int) -> ShownText {
    guard width > 0 else { return ShownText(text: "", width: 0) }
    var result = part
    while result.width >= width, let last = result.text.popLast() {
        result.width -= shown(last).width
    }
    return ShownText(text: result.text + "…", width: result.width + 1)
}

private func shown(_ scalar: Unicode.Scalar) -> ShownText {
    let value = scalar.value
    if scalar == "\t" { return ShownText(text: "    ", width: 4) }
    if value < 0x20 { return ShownText(text: "^" + String(UnicodeScalar(UInt8(value + 0x40))), width: 2) }
    if value == 0x7F { return ShownText(text: "^?", width: 2) }
    if isHidden(scalar, after: scalar, isFirst: true) {
        let digits = String(value, radix: 16, uppercase: true)
        let name = "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
        return ShownText(text: name, width: name.utf8.count)
    }
    let width = clusterWidth(Character(scalar).unicodeScalars)
    return width == 0
        ? overCircle(Character(scalar)) : ShownText(text: String(Character(scalar)), width: width)
}

/// A mark with nothing to stand on gets a circle.
private func overCircle(_ mark: Character) -> ShownText {
    ShownText(text: "\u{25CC}" + String(mark), width: 1)
}
