import CTerminal

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
    if scalars.contains(where: { isControl($0) || (columns(of: $0) < 0 && !isEmoji($0)) }) {
        let parts = scalars.map(shown)
        return ShownText(text: parts.map(\.text).joined(), width: parts.reduce(0) { $0 + $1.width })
    }
    if isEmojiCluster(scalars) { return ShownText(text: String(character), width: 2) }
    let width = scalars.reduce(0) { $0 + max(0, columns(of: $1)) }
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
    let width = columns(of: scalar)
    if isControl(scalar) || (width < 0 && !isEmoji(scalar)) {
        let digits = String(value, radix: 16, uppercase: true)
        let name = "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
        return ShownText(text: name, width: name.utf8.count)
    }
    if width == 0 { return overCircle(Character(scalar)) }
    return ShownText(text: String(Character(scalar)), width: width < 0 ? 2 : width)
}

/// A mark with nothing to stand on gets a circle.
private func overCircle(_ mark: Character) -> ShownText {
    ShownText(text: "\u{25CC}" + String(mark), width: 1)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 0x20 || (0x7F...0x9F).contains(value) || (0x200E...0x200F).contains(value)
        || (0x2028...0x202E).contains(value) || (0x2066...0x2069).contains(value) || value == 0x061C
        || value == 0xFEFF
}

/// wcwidth knows nothing beyond ASCII before the locale is set.
private let hasUTF8 = ct_use_utf8() != 0

private func columns(of scalar: Unicode.Scalar) -> Int {
    hasUTF8 ? Int(ct_width(scalar.value)) : 1
}

private func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmojiPresentation
}

private func isEmojiCluster(_ scalars: Character.UnicodeScalarView) -> Bool {
    guard let first = scalars.first, first.properties.isEmoji else { return false }
    return scalars.contains { $0 == "\u{FE0F}" || $0 == "\u{200D}" || $0.properties.isEmojiModifier }
        || (0x1F1E6...0x1F1FF).contains(first.value)
}
