/// A text that is safe to stand on one line: nothing in it moves the cursor, turns the direction of writing or hides.
struct ShownText: Hashable {
    var text: String
    /// In columns of a window.
    var width: Int

    init(text: String, width: Int) {
        self.text = text
        self.width = width
    }

    /// Escapes what would act instead of being seen: line ends and tabs as `\n`, `\r`, `\t`, all else as `\u{202E}`.
    init(_ raw: String) {
        if let width = Self.plainWidth(raw) {
            self.init(text: raw, width: width)
            return
        }
        self.init(text: "", width: 0)
        for character in raw {
            let next = Self.shown(character)
            text += next.text
            width += next.width
        }
    }

    /// The width of a text of printable ASCII; nil for any other.
    private static func plainWidth(_ text: String) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            for byte in bytes where byte < 0x20 || 0x7E < byte { return nil }
            return bytes.count
        }
    }

    /// The whole text if it fits, else its beginning and an ellipsis.
    func clipped(to room: Int, _ ellipsis: String) -> ShownText {
        if width <= room { return self }
        let mark = ellipsis.count <= room ? ellipsis : String(ellipsis.prefix(max(0, room)))
        var result = ShownText(text: "", width: 0)
        for character in text {
            let next = Self.shown(character)
            if result.width + next.width > room - mark.count { break }
            result.text += next.text
            result.width += next.width
        }
        return ShownText(text: result.text + mark, width: result.width + mark.count)
    }

    /// The text in lines no wider than `room`, broken at spaces where there are any.
    func wrapped(to room: Int) -> [ShownText] {
        if width <= room { return [self] }
        var lines: [ShownText] = []
        var line = ShownText(text: "", width: 0)
        var word = ShownText(text: "", width: 0)
        func close(_ line: inout ShownText) {
            while line.text.last == " " {
                line.text.removeLast()
                line.width -= 1
            }
            if line.width > 0 { lines.append(line) }
            line = ShownText(text: "", width: 0)
        }
        for character in text {
            let next = Self.shown(character)
            while character != " ", line.width + word.width > 0, line.width + word.width + next.width > room {
                if line.width == 0 { swap(&line, &word) }
                close(&line)
            }
            word.append(next)
            if character == " " {
                line.append(word)
                word = ShownText(text: "", width: 0)
            }
        }
        line.append(word)
        close(&line)
        return lines.isEmpty ? [ShownText(text: "", width: 0)] : lines
    }

    mutating func append(_ other: ShownText) {
        text += other.text
        width += other.width
    }

    /// No script writes wider clusters; without a bound one of them could fill a line that cannot be broken.
    private static let widestCluster = 8

    /// What to write for one character as a reader sees it (a grapheme cluster), and its width.
    static func shown(_ character: Character) -> ShownText {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return ShownText(text: "", width: 0) }
        if first.isASCII, scalars.count == 1, 0x20 <= first.value, first.value < 0x7F {
            return ShownText(text: String(character), width: 1)
        }
        if scalars.contains(where: { isHidden($0, after: first, isFirst: false) })
            || isHidden(first, after: first, isFirst: true)
        {
            let text = scalars.map { isHidden($0, after: first, isFirst: true) ? escaped($0) : visible($0) }.joined()
            return ShownText(text: text, width: text.reduce(0) { $0 + clusterWidth($1.unicodeScalars) })
        }
        let width = clusterWidth(scalars)
        if width > widestCluster {
            let text = scalars.map(escaped).joined()
            return ShownText(text: text, width: text.utf8.count)
        }
        // A mark with nothing to stand on gets a circle, lest it stand on what is before it.
        if width == 0 { return ShownText(text: "\u{25CC}" + String(character), width: 1) }
        return ShownText(text: String(character), width: width)
    }

    /// A scalar beside escaped ones: a mark would stand on the brace before it.
    private static func visible(_ scalar: Unicode.Scalar) -> String {
        columns(of: scalar) == 0 ? escaped(scalar) : String(Character(scalar))
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }
}

/// Whether a scalar acts without being seen. Joiners and tags belong to a visible character before them, and are
/// hidden only on their own.
private func isHidden(_ scalar: Unicode.Scalar, after base: Unicode.Scalar, isFirst: Bool) -> Bool {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD }
    switch value {
    // Ideographs and Hangul syllables need no look-up.
    case 0x3400...0x9FFF, 0xAC00...0xD7A3: return false
    case 0x200C, 0x200D: return isFirst
    // Tags spell the flags of Scotland and others behind a black flag.
    case 0xE0020...0xE007F: return isFirst || base.value != 0x1F3F4
    // Hangul and Khmer letters that are drawn as nothing.
    case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5: return isFirst || value != 0x1160
    // Marks around Arabic and Syriac numbers are format characters that are seen.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return false
    case _: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    case _: return scalar.properties.isNoncharacterCodePoint
    }
}

/// Columns of a grapheme cluster: 2 for emoji made of several scalars, else those of its scalars.
private func clusterWidth(_ scalars: Character.UnicodeScalarView) -> Int {
    guard let first = scalars.first else { return 0 }
    if (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
    if scalars.count > 1, first.properties.isEmoji,
        scalars.contains(where: { $0.value == 0xFE0F || $0.value == 0x200D || $0.properties.isEmojiModifier })
    {
        return 2
    }
    return scalars.reduce(0) { $0 + columns(of: $1) }
}

/// Marks 0, wide East Asian characters and emoji 2, all else 1.
private func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    // Vowels and final consonants of Hangul syllables written in parts stand in the place of the first.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    if (0x3400...0x4DBF).contains(value) || (0x4E00...0x9FFF).contains(value) { return 2 }
    if WideRanges.contains(value) { return isMark(scalar) ? 0 : 2 }
    return isMark(scalar) ? 0 : 1
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    case .format: scalar.value == 0x200C || scalar.value == 0x200D || scalar.value >= 0xE0000
    case _: false
    }
}
