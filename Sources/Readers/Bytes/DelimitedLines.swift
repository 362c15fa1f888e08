/// Splits lines into fields at one separator byte, where quotes mean nothing (GDELT, ICEWS).
///
/// Fields are ranges of bytes of the buffer; after the widest line nothing is allocated. A line ends at LF, a CR in
/// front of it is not part of the line, and the last line needs no LF.
package struct DelimitedLines {
    /// From 1, counted over all buffers that were split.
    package private(set) var lineNumber = 0
    /// The line that was split last, without its end.
    package private(set) var line = 0..<0
    package private(set) var fieldCount = 0
    /// Where the next line begins.
    package private(set) var offset = 0
    private let separator: UInt8
    private var starts: [Int]

    package init(separator: UInt8 = UInt8(ascii: "\t")) {
        self.separator = separator
        starts = [Int](repeating: 0, count: 64)
    }

    /// Begins again at the front of another buffer; line numbers go on.
    package mutating func rewind(to offset: Int = 0) { self.offset = offset }

    /// Goes on at a place of another buffer, where the line of a given number begins.
    mutating func rewind(to offset: Int, lineNumber: Int) {
        self.offset = offset
        self.lineNumber = lineNumber - 1
    }

    /// Passes over a line without splitting it. False at the end.
    package mutating func skipLine(in bytes: Span<UInt8>) -> Bool {
        guard offset < bytes.count else { return false }
        var end = offset
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        finish(end, bytes)
        return true
    }

    /// Splits the next line. False at the end of the buffer.
    package mutating func next(in bytes: Span<UInt8>) -> Bool {
        guard offset < bytes.count else { return false }
        starts[0] = offset
        fieldCount = 1
        let end = bytes.withUnsafeBytes { split($0) }
        finish(end, bytes)
        return true
    }

    /// The bytes of a field of the current line.
    package func field(_ index: Int) -> Range<Int> {
        starts[index]..<(index + 1 < fieldCount ? starts[index + 1] - 1 : line.upperBound)
    }

    /// The first field of the current line that is longer than any field may be.
    var tooLongField: Int? {
        if line.count <= FieldText.limit { return nil }
        return (0..<fieldCount).first { field($0).count > FieldText.limit }
    }

    private mutating func finish(_ end: Int, _ bytes: Span<UInt8>) {
        let hasReturn = end > offset && bytes[end - 1] == UInt8(ascii: "\r")
        line = offset..<(hasReturn ? end - 1 : end)
        offset = min(end + 1, bytes.count)
        lineNumber += 1
    }

    /// Notes where the fields of the line at `offset` begin; gives where its LF, or the end of the buffer, stands.
    private mutating func split(_ bytes: UnsafeRawBufferPointer) -> Int {
        let separators = UInt64(separator) &* Self.ones
        let newlines = UInt64(UInt8(ascii: "\n")) &* Self.ones
        var position = offset
        while position &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            var marks = Self.zeroBytes(word ^ separators)
            let ends = Self.zeroBytes(word ^ newlines)
            // Separators behind the line's end belong to the next line.
            if ends != 0 { marks &= (ends & (0 &- ends)) &- 1 }
            while marks != 0 {
                addField(at: position &+ marks.trailingZeroBitCount >> 3 &+ 1)
                marks &= marks &- 1
            }
            if ends != 0 { return position &+ ends.trailingZeroBitCount >> 3 }
            position &+= 8
        }
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\n") { return position }
            if bytes[position] == separator { addField(at: position + 1) }
            position += 1
        }
        return position
    }

    private mutating func addField(at start: Int) {
        if fieldCount == starts.count { starts.append(0) }
        starts[fieldCount] = start
        fieldCount &+= 1
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// The top bit of every byte that is 0, exactly (no carry runs from one byte into the next).
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        ~((word & lowBits) &+ lowBits | word | lowBits)
    }
}
