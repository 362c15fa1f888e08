/// A terminal's screen, as far as the prompt makes use of one: enough to see what a user would see.
struct VirtualScreen {
    private(set) var width: Int
    private(set) var height: Int
    private(set) var row = 0
    private(set) var column = 0
    /// One string a cell; the second half of a wide character is empty.
    private var cells: [[String]]
    private var pendingWrap = false
    private var escape: [Unicode.Scalar]?
    private var pendingBytes: [UInt8] = []
    private(set) var hasBracketedPaste = false
    /// Lines that have left the screen at its top.
    private(set) var scrolledOff: [String] = []

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        cells = Array(repeating: Array(repeating: " ", count: width), count: height)
    }

    /// The rows without the spaces at their ends.
    var rows: [String] {
        cells.map { VirtualScreen.trimmed($0.joined()) }
    }

    /// Everything written so far, line by line.
    var lines: [String] { scrolledOff + rows }

    var text: String { rows.joined(separator: "\n") }

    /// Bytes may be cut anywhere, even within a character.
    mutating func write(_ bytes: some Sequence<UInt8>) {
        pendingBytes.append(contentsOf: bytes)
        var end = pendingBytes.count
        // Hold back a character that is not whole yet.
        for back in 1...4 where back <= pendingBytes.count {
            let byte = pendingBytes[pendingBytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            if length > back { end = pendingBytes.count - back }
            break
        }
        let text = String(decoding: pendingBytes[..<end], as: UTF8.self)
        pendingBytes.removeFirst(end)
        for scalar in text.unicodeScalars { put(scalar) }
    }

    mutating func write(_ text: String) {
        write(Array(text.utf8))
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if var sequence = escape {
            sequence.append(scalar)
            escape = sequence
            if sequence.count > 1 && (0x40...0x7E).contains(scalar.value) {
                escape = nil
                obey(sequence)
            }
            return
        }
        switch scalar {
        case "\u{1B}": escape = []
        case "\r":
            column = 0
            pendingWrap = false
        case "\n": lineFeed()
        case "\u{07}": break
        default: print(scalar)
        }
    }

    private mutating func print(_ scalar: Unicode.Scalar) {
        let width = VirtualScreen.width(of: scalar)
        if width == 0 {
            let at = pendingWrap ? column : max(0, column - 1)
            let base = cells[row][at].isEmpty && at > 0 ? at - 1 : at
            cells[row][base].unicodeScalars.append(scalar)
            return
        }
        if pendingWrap || column + width > self.width {
            column = 0
            pendingWrap = false
            lineFeed()
        }
        cells[row][column] = String(Character(scalar))
        if width == 2 { cells[row][column + 1] = "" }
        if column + width >= self.width {
            column = self.width - 1
            pendingWrap = true
        } else {
            column += width
        }
    }

    private mutating func lineFeed() {
        pendingWrap = false
        if row + 1 < height {
            row += 1
            return
        }
        scrolledOff.append(VirtualScreen.trimmed(cells.removeFirst().joined()))
        cells.append(Array(repeating: " ", count: width))
    }

    private mutating func obey(_ sequence: [Unicode.Scalar]) {
        let body = String(String.UnicodeScalarView(sequence.dropFirst().dropLast()))
        let number = Int(body) ?? 1
        guard let final = sequence.last else { return }
        switch final {
        case "A": row = max(0, row - number)
        case "C": column = min(width - 1, column + number)
        case "H": (row, column) = (0, 0)
        // As on real terminals, a waiting wrap does not keep the last column from being wiped out.
        case "K": clear(row, from: column)
        case "J":
            clear(row, from: body == "2" ? 0 : column)
            for other in 0..<height where other > row || body == "2" { clear(other, from: 0) }
        case "h" where body == "?2004": hasBracketedPaste = true
        case "l" where body == "?2004": hasBracketedPaste = false
        default: break
        }
        if ["A", "C", "H", "K", "J"].contains(final) { pendingWrap = false }
    }

    private mutating func clear(_ row: Int, from start: Int) {
        for column in start..<width { cells[row][column] = " " }
    }

    private static func trimmed(_ text: String) -> String {
        var result = text[...]
        while result.last == " " { result.removeLast() }
        return String(result)
    }

    /// Enough of Unicode for the texts of these tests.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x0300...0x036F: 0
        case 0x3000...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF60, 0x1F300...0x1FAFF: 2
        default: 1
        }
    }
}

/// Random numbers that are the same in each run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Array where Element == String {
    /// A text put together from these pieces.
    func random(pieces: Int, using numbers: inout SeededNumbers) -> String {
        (0..<pieces).map { _ in randomElement(using: &numbers) ?? "" }.joined()
    }
}

/// Letters, wide, combining and hostile pieces of text.
let hostilePieces = [
    "a", "b c", "\n", "\n\n", "東京", "e\u{301}", "\u{301}", "|", "(", ")", "\t", "\u{202E}", "\"", "\\", "\\n", "{", "}",
    "\u{0}", "\u{1B}[2J", "\u{7F}", "\u{9B}", "\r", "\r\n", "🙂", "é", "\u{10FFFF}", "\u{FFFD}", "'", ",",
]
