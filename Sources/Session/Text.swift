extension String {
    var trimmed: String {
        var view = Substring(self)
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }

    var trimmedEnd: String {
        var view = Substring(self)
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }

    /// Without the commas at its end, with which lists are typed.
    var trimmedOfCommas: String {
        var view = Substring(self)
        while view.last == "," { view.removeLast() }
        return String(view)
    }

    /// Filled up with spaces to so many characters.
    func padded(_ width: Int) -> String { count >= width ? self : self + String(repeating: " ", count: width - count) }

    /// Filled up with spaces in front.
    func leading(_ width: Int) -> String { count >= width ? self : String(repeating: " ", count: width - count) + self }

    /// Words as a shell splits them: by spaces, but for those in double or single quotes.
    var shellWords: [String] {
        var words: [String] = []
        var current = ""
        var quote: Character?
        var isOpen = false
        for character in self {
            if let open = quote {
                if character == open { quote = nil } else { current.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isOpen = true
            } else if character.isWhitespace {
                if isOpen || !current.isEmpty { words.append(current) }
                (current, isOpen) = ("", false)
            } else {
                current.append(character)
            }
        }
        if isOpen || !current.isEmpty { words.append(current) }
        return words
    }
}

/// A whole number with its thousands apart: `1,629`.
package func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return number < 0 ? "-" + text : text
}

extension Session {
    /// `1 row`, `1,629 rows`.
    static func files(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "file" : "files")" }
    package static func rows(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "row" : "rows")" }
}
