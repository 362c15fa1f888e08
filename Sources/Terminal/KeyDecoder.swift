/// What one press of a key, or one paste, came to.
enum Key: Equatable {
    /// A character, control characters among them.
    case scalar(Unicode.Scalar)
    /// The same with Alt held down.
    case alt(Unicode.Scalar)
    case up, down, left, right, home, end, insert, delete, pageUp, pageDown
    case wordLeft, wordRight, altRight, shiftTab
    /// Alt-Enter, or Shift- and Ctrl-Enter where the terminal tells them apart.
    case newLine
    /// A bracketed paste, as it came.
    case paste([UInt8])
    /// A paste longer than the decoder may hold.
    case longPaste
    /// A function key or answer of the terminal that means nothing here.
    case unknown([UInt8])
}

/// Bytes of a terminal into keys.
///
/// Bytes come in as they please; `next(isIdle:)` is told whether the terminal has fallen silent, which alone tells
/// the key Esc from the beginning of a sequence.
struct KeyDecoder {
    private var bytes: [UInt8] = []
    private var start = 0
    private var isPasting = false
    private var pasteIsTooLong = false
    private var pasted: [UInt8] = []
    private var keptInterrupt = false
    private let longestPaste: Int

    static let pasteBegin: [UInt8] = Array("\u{1B}[200~".utf8)
    static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    private static let longestSequence = 64

    init(longestPaste: Int) {
        self.longestPaste = longestPaste
    }

    /// Something has been begun that only more bytes, or silence, can end.
    var isWaiting: Bool { isPasting || start < bytes.count }

    /// In the middle of a paste.
    var isInPaste: Bool { isPasting }

    /// In the middle of a paste that has had a Ctrl-C in it: where no more comes, a person has pressed it.
    var isInterruptedPaste: Bool { isPasting && (keptInterrupt || bytes[start...].contains(0x03)) }

    /// Nothing has come but an Esc.
    var isBehindEscape: Bool { !isPasting && start + 1 == bytes.count && bytes[start] == 0x1B }

    /// What has come and is no key yet.
    var rest: ArraySlice<UInt8> { bytes[start...] }

    mutating func feed(_ more: some Sequence<UInt8>) {
        if start > 0 {
            bytes.removeFirst(start)
            start = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Gives up a paste whose end does not come.
    mutating func abandonPaste() {
        isPasting = false
        pasteIsTooLong = false
        pasted = []
        keptInterrupt = false
        start = bytes.count
    }

    /// The next whole key, or nil if more bytes are needed.
    mutating func next(isIdle: Bool) -> Key? {
        if isPasting { return continuePaste() }
        guard start < bytes.count else { return nil }
        if bytes[start] != 0x1B { return character(at: start, isIdle: isIdle).map { .scalar($0) } }
        guard start + 1 < bytes.count else { return isIdle ? single() : nil }
        switch bytes[start + 1] {
        case UInt8(ascii: "["): return controlSequence(isIdle: isIdle)
        case UInt8(ascii: "O"):
            guard start + 2 < bytes.count else { return isIdle ? single() : nil }
            defer { start += 3 }
            return named(parameters: [], final: bytes[start + 2]) ?? .unknown(Array(bytes[start..<start + 3]))
        case 0x1B: return single()
        case 0x0A, 0x0D:
            start += 2
            return .newLine
        default:
            start += 1
            guard let scalar = character(at: start, isIdle: isIdle) else {
                start -= 1
                return nil
            }
            return .alt(scalar)
        }
    }

    private mutating func single() -> Key {
        start += 1
        return .scalar("\u{1B}")
    }

    /// Decodes one scalar of UTF-8 and moves on; what is not UTF-8 is U+FFFD, byte by byte.
    private mutating func character(at offset: Int, isIdle: Bool) -> Unicode.Scalar? {
        let lead = bytes[offset]
        let length: Int
        switch lead {
        case 0..<0x80: length = 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: length = 0
        }
        guard length > 0 else {
            start = offset + 1
            return "\u{FFFD}"
        }
        let end = min(offset + length, bytes.count)
        let isCut = bytes[(offset + 1)..<end].contains { $0 & 0xC0 != 0x80 }
        if end - offset < length && !isCut && !isIdle { return nil }
        let decoded = Array(String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars)
        if isCut || end - offset < length || decoded.count != 1 {
            start = offset + 1
            return "\u{FFFD}"
        }
        start = end
        return decoded[0]
    }

    private mutating func controlSequence(isIdle: Bool) -> Key? {
        var offset = start + 2
        while offset < bytes.count, (0x20...0x3F).contains(bytes[offset]), offset - start < KeyDecoder.longestSequence {
            offset += 1
        }
        guard offset < bytes.count else { return isIdle ? single() : nil }
        let sequence = Array(bytes[start...offset])
        start = offset + 1
        if sequence == KeyDecoder.pasteBegin {
            isPasting = true
            return continuePaste()
        }
        guard (0x40...0x7E).contains(bytes[offset]) else { return .unknown(sequence) }
        let parameters = sequence[2..<(sequence.count - 1)].split(separator: UInt8(ascii: ";")).map {
            Int(String(decoding: $0, as: UTF8.self)) ?? -1
        }
        return named(parameters: parameters, final: bytes[offset]) ?? .unknown(sequence)
    }

    private func named(parameters: [Int], final: UInt8) -> Key? {
        let isModified = parameters.count == 2 && parameters[1] > 1
        switch Unicode.Scalar(final) {
        case "A": return .up
        case "B": return .down
        case "C": return !isModified ? .right : parameters[1] == 3 ? .altRight : .wordRight
        case "D": return isModified ? .wordLeft : .left
        case "H": return .home
        case "F": return .end
        case "M" where parameters.isEmpty: return .scalar("\r")
        case "Z": return .shiftTab
        case "u" where parameters.first == 13: return isModified ? .newLine : .scalar("\r")
        case "~": return numbered(parameters)
        default: return nil
        }
    }

    private func numbered(_ parameters: [Int]) -> Key? {
        switch parameters.first {
        case 1, 7: return .home
        case 2: return .insert
        case 3: return .delete
        case 4, 8: return .end
        case 5: return .pageUp
        case 6: return .pageDown
        case 27 where parameters.count == 3 && parameters[2] == 13: return .newLine
        default: return nil
        }
    }

    private mutating func continuePaste() -> Key? {
        let rest = bytes[start...]
        if let end = firstRange(of: KeyDecoder.pasteEnd, in: rest) {
            keep(rest[..<end])
            start = end + KeyDecoder.pasteEnd.count
            let result: Key = pasteIsTooLong ? .longPaste : .paste(pasted)
            isPasting = false
            pasteIsTooLong = false
            pasted = []
            keptInterrupt = false
            return result
        }
        // The end mark may be cut in two by a read: its longest possible beginning stays behind.
        let kept = max(start, bytes.count - (KeyDecoder.pasteEnd.count - 1))
        keep(bytes[start..<kept])
        start = kept
        return nil
    }

    private mutating func keep(_ more: ArraySlice<UInt8>) {
        keptInterrupt = keptInterrupt || more.contains(0x03)
        if pasteIsTooLong { return }
        pasted.append(contentsOf: more)
        if pasted.count > longestPaste {
            pasteIsTooLong = true
            pasted = []
        }
    }
}

private func firstRange(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var offset = bytes.startIndex
    while let candidate = bytes[offset...].firstIndex(of: mark[0]) {
        guard candidate + mark.count <= bytes.endIndex else { return nil }
        if bytes[candidate..<candidate + mark.count].elementsEqual(mark) { return candidate }
        offset = candidate + 1
    }
    return nil
}
