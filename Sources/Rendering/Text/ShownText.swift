import TextWidth

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

    /// Its beginning and its end, each in so many columns at most, around an ellipsis.
    func withoutMiddle(keeping first: Int, _ last: Int, _ ellipsis: String) -> ShownText {
        var (head, tail) = (ShownText(text: "", width: 0), ShownText(text: "", width: 0))
        for character in text {
            let next = Self.shown(character)
            if head.width + next.width > first { break }
            head = ShownText(text: head.text + next.text, width: head.width + next.width)
        }
        for character in text.reversed() {
            let next = Self.shown(character)
            if tail.width + next.width > last { break }
            tail = ShownText(text: next.text + tail.text, width: tail.width + next.width)
        }
        return ShownText(
            text: head.text + ellipsis + tail.text, width: head.width + ShownText(ellipsis).width + tail.width)
    }

    /// The text in lines no wider than `room`, broken at spaces where there are any; all but the first stand in.
    func wrapped(to whole: Int, hanging: Int = 0) -> [ShownText] {
        if width <= whole { return [self] }
        let lead = String(repeating: " ", count: hanging)
        var lines: [ShownText] = []
        var room: Int { lines.isEmpty ? whole : whole - hanging }
        var line = ShownText(text: "", width: 0)
        var word = ShownText(text: "", width: 0)
        func close(_ line: inout ShownText) {
            while line.text.last == " " {
                line.text.removeLast()
                line.width -= 1
            }
            if line.width > 0 {
                let isFirst = lines.isEmpty
                lines.append(isFirst ? line : ShownText(text: lead + line.text, width: hanging + line.width))
            }
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
