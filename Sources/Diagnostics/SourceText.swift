/// A stretch of source text: UTF-8 byte offsets, half open.
package struct Span: Hashable, Sendable, Comparable {
    package var start: UInt32
    package var end: UInt32

    package init(_ start: Int, _ end: Int) {
        self.start = UInt32(clamping: start)
        self.end = UInt32(clamping: max(start, end))
    }

    package var range: Range<Int> { Int(start)..<Int(end) }
    package var isEmpty: Bool { start == end }

    /// Whether they share a byte, or stand at one place.
    package func overlaps(_ other: Span) -> Bool {
        self == other || start < other.end && other.start < end
    }

    /// The least span that holds both.
    package func joined(_ other: Span) -> Span {
        Span(Int(min(start, other.start)), Int(max(end, other.end)))
    }

    package static func < (left: Span, right: Span) -> Bool { (left.start, left.end) < (right.start, right.end) }
}

/// The text of a question or a script, with what is needed to say where a span lies.
package struct SourceText: Sendable {
    /// File name, or a word such as `question` for what was typed.
    package let name: String
    package let bytes: [UInt8]
    private let lineStarts: [Int]

    /// Longer texts are refused by the lexer with a message; offsets have 32 bits.
    package static let longest = 16 << 20

    package init(_ text: String, name: String) { self.init(bytes: Array(text.utf8), name: name) }

    package init(bytes: [UInt8], name: String) {
        self.name = name
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
    }

    /// The text of a span; bytes that are no UTF-8 come out as replacement characters.
    package func text(_ span: Span) -> String {
        String(decoding: bytes[span.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The line of an offset, from 0.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The bytes of a line, without its end.
    package func lineSpan(_ line: Int) -> Span {
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return Span(start, end)
    }

    /// Line and column of an offset as people count them, from 1; the column counts characters.
    package func position(at offset: Int) -> (line: Int, column: Int) {
        let line = line(at: offset)
        let before = bytes[min(lineStarts[line], offset)..<min(offset, bytes.count)]
        let isASCII = before.allSatisfy { $0 < 0x80 }
        return (line + 1, (isASCII ? before.count : String(decoding: before, as: UTF8.self).count) + 1)
    }

    /// The first offset from here on that does not lie inside a character's bytes.
    func boundary(atOrBehind offset: Int) -> Int {
        var offset = max(0, offset)
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        return min(offset, bytes.count)
    }
}
