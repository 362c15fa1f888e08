/// What a text looks like: a colour, another behind it, and what is done to its letters.
package struct Ink: Hashable, Sendable {
    /// Parameters of the escape sequence SGR (ECMA-48); empty where nothing is done.
    package let codes: String
    /// As it is named.
    package let words: String

    /// `bold blue`, `underline #ff8700`, `black on 214`, `none`; nil where a word is none of them, or names a second colour.
    package init?(_ words: [String]) {
        let words = words.map { $0.lowercased() }
        self.words = words.joined(separator: " ")
        if words == ["none"] {
            codes = ""
            return
        }
        var codes: [String] = []
        var rest = words[...]
        var hasColour = false
        var hasGround = false
        while let word = rest.popFirst() {
            if let letters = Self.letters[word] {
                codes.append(letters)
            } else if word == "on" {
                guard !hasGround, let ground = rest.popFirst(), let code = Self.colour(ground, isBehind: true) else {
                    return nil
                }
                (hasGround, codes) = (true, codes + [code])
            } else {
                guard !hasColour, let code = Self.colour(word, isBehind: false) else { return nil }
                (hasColour, codes) = (true, codes + [code])
            }
        }
        if codes.isEmpty { return nil }
        self.codes = codes.joined(separator: ";")
    }

    /// What is done to letters.
    package static let styles = ["bold", "faint", "italic", "underline", "reverse"]
    /// Colours of the terminal's own palette, which it may show as it likes.
    package static let colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    private static let letters = ["bold": "1", "faint": "2", "italic": "3", "underline": "4", "reverse": "7"]

    /// A colour by its name, its number among 256, or its parts (`#rrggbb`).
    private static func colour(_ word: String, isBehind: Bool) -> String? {
        let base = isBehind ? 40 : 30
        if word == "default" { return String(base + 9) }
        if word == "grey" || word == "gray" { return String(base + 60) }
        if let place = colours.firstIndex(of: word) { return String(base + place) }
        if word.hasPrefix("bright-"), let place = colours.firstIndex(of: String(word.dropFirst(7))) {
            return String(base + 60 + place)
        }
        let digits = Array(word.utf8)
        if digits.first == UInt8(ascii: "#") {
            guard digits.count == 7, word.dropFirst().allSatisfy(\.isHexDigit),
                let value = UInt32(word.dropFirst(), radix: 16)
            else { return nil }
            return "\(base + 8);2;\(value >> 16);\(value >> 8 & 255);\(value & 255)"
        }
        guard digits.allSatisfy({ 48...57 ~= $0 }), let number = UInt8(word) else { return nil }
        return "\(base + 8);5;\(number)"
    }
}
