import Colours

/// What is to be seen of the brackets of a question: the two that belong together where the cursor stands behind or
/// before one of them, and those that close nothing.
///
/// - Parameters:
///   - cursor: in UTF-8 bytes.
///   - isPassedOver: whether a byte stands in a text or in a comment.
func bracketStyles(
    _ bytes: [UInt8], cursor: Int, isPassedOver: (Int) -> Bool
) -> [(range: Range<Int>, style: Paint)] {
    var open: [Int] = []
    var pairs: [Int: Int] = [:]
    var found: [(range: Range<Int>, style: Paint)] = []
    for (place, byte) in bytes.enumerated() {
        guard let sort = Bracket(byte), !isPassedOver(place) else { continue }
        if sort.opens {
            open.append(place)
        } else if let last = open.last, Bracket(bytes[last])?.shape == sort.shape {
            open.removeLast()
            (pairs[last], pairs[place]) = (place, last)
        } else {
            found.append((place..<place + 1, .unknown))
        }
    }
    // The one behind which the cursor stands comes first: it has just been typed.
    for place in [cursor - 1, cursor] {
        guard let other = pairs[place] else { continue }
        found += [place, other].map { ($0..<$0 + 1, .bracket) }
        break
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

private struct Bracket {
    let opens: Bool
    let shape: Character

    init?(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("): (opens, shape) = (true, "(")
        case UInt8(ascii: ")"): (opens, shape) = (false, "(")
        case UInt8(ascii: "["): (opens, shape) = (true, "[")
        case UInt8(ascii: "]"): (opens, shape) = (false, "[")
        case _: return nil
        }
    }
}

extension LineEditor {
    /// The styles of a question with those of its brackets among them.
    func withBrackets(_ styles: [(Range<Int>, Paint)], of edited: EditedText) -> [(Range<Int>, Paint)] {
        let text = edited.text
        guard text.utf8.count <= 1 << 14,
            text.utf8.contains(where: { $0 == 0x28 || $0 == 0x29 || $0 == 0x5B || $0 == 0x5D })
        else { return styles }
        let quoted = styles.filter { $0.1 == .text || $0.1 == .comment }.map(\.0)
        let brackets = bracketStyles(Array(text.utf8), cursor: edited.byteOffset(of: edited.cursor)) { place in
            quoted.contains { $0.contains(place) }
        }
        if brackets.isEmpty { return styles }
        let others = styles.filter { style in !brackets.contains { $0.range.overlaps(style.0) } }
        return (others + brackets.map { ($0.range, $0.style) }).sorted { $0.0.lowerBound < $1.0.lowerBound }
    }
}

/// The styles with one stretch set off; what they say of it gives way.
func marking(_ match: Range<Int>, in styles: [(Range<Int>, Paint)]) -> [(Range<Int>, Paint)] {
    if match.isEmpty { return styles }
    let others = styles.flatMap { range, style in
        [
            range.clamped(to: 0..<match.lowerBound),
            range.clamped(to: match.upperBound..<max(match.upperBound, range.upperBound)),
        ]
        .filter { !$0.isEmpty }.map { ($0, style) }
    }
    return (others + [(match, .found)]).sorted { $0.0.lowerBound < $1.0.lowerBound }
}
