extension JSONWriter {
    /// JSON with `\u202e` for every character that would act on a terminal or hide there; it means the same.
    static func shown(_ json: String) -> String {
        if json.utf8.allSatisfy({ $0 == 0x0A || (0x20..<0x7F).contains($0) }) { return json }
        var result = ""
        for character in json {
            // Raw line ends stand between values only; in a string they are escaped already.
            if character == "\n" || ShownText.shown(character).text == String(character) {
                result.append(character)
            } else {
                for scalar in character.unicodeScalars { result += escaped(scalar) }
            }
        }
        return result
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        if scalar == "\n" || (0x20..<0x7F).contains(scalar.value) { return String(scalar) }
        return UTF16.encode(scalar).map { units in
            units.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }.joined()
        } ?? ""
    }
}
