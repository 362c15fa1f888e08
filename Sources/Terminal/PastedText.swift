/// A paste as it may stand in a question: line feeds for every kind of line end, no other control characters but tabs,
/// U+FFFD for bytes that are not UTF-8, and no line end at its very end, so that the cursor stands behind the text.
func pastedText(_ bytes: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        defer { wasReturn = scalar == "\r" }
        switch scalar {
        case "\r": result.append("\n")
        case "\n": if !wasReturn { result.append("\n") }
        case "\t": result.append("\t")
        case _ where isPlain(scalar): result.append(scalar)
        default: break
        }
    }
    return withoutLineEnds(String(result))
}

/// The text without the control characters that an editor command may have let in (Ctrl-V and a private key).
func withoutControls(_ text: some Sequence<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text.filter { $0 == "\n" || $0 == "\t" || isPlain($0) })
    return String(result)
}

/// The text without the line feeds, and returns before them, at its end.
func withoutLineEnds(_ text: String) -> String {
    var result = text.unicodeScalars[...]
    while result.last == "\n" || result.last == "\r" { result.removeLast() }
    return String(result)
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
}
