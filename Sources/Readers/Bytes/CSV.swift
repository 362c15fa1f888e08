/// A place where a text is not CSV.
package struct CSVError: Error, Hashable {
    package enum Reason: Hashable, Sendable {
        /// The quote that opens a field at this line and column is never closed.
        case unclosedQuote
        /// Behind a closing quote something other than a separator or the end of the line was found.
        case textBehindQuote(found: String)
        /// A field is longer than so many bytes.
        case fieldTooLong(limit: Int)
    }
    /// From 1.
    package var line: Int
    /// In bytes, from 1.
    package var column: Int
    package var reason: Reason

    package init(line: Int, column: Int, reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }
}

/// Reads CSV as RFC 4180 has it: fields in quotes may hold separators, line ends and doubled quotes.
///
/// Lines end with LF or CR LF. A byte order mark in front is passed over, lines with nothing on them as well. A quote
/// within a field that does not begin with one stands for itself. After the longest record nothing is allocated.
package struct CSVReader {
    /// Bytes of one field beyond which a file is refused: a quote left open would otherwise swallow it whole.
    package static let fieldLimit = 16 << 20

    /// The line on which the current record begins, from 1.
    package private(set) var lineNumber = 1
    /// Where the current record begins and ends.
    package private(set) var record = 0..<0
    private let separator: UInt8
    private var offset = 0
    private var nextLine = 1
    private var lineStart = 0
    /// The fields of the current record, one behind the other without quotes, and where each ends.
    private var content: [UInt8] = []
    private var ends: [Int] = []

    package init(separator: UInt8 = UInt8(ascii: ",")) { self.separator = separator }

    package var fieldCount: Int { ends.count }

    /// Reads the next record. False at the end of the text.
    ///
    /// After an error the reader stands behind the line where the error was found.
    package mutating func next(in bytes: Span<UInt8>) throws(CSVError) -> Bool {
        if offset == 0 { skipByteOrderMark(bytes) }
        skipEmptyLines(bytes)
        guard offset < bytes.count else { return false }
        content.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        lineNumber = nextLine
        let start = offset
        while true {
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
                try quotedField(bytes)
            } else {
                try plainField(bytes)
            }
            ends.append(content.count)
            if offset < bytes.count, bytes[offset] == separator {
                offset += 1
                continue
            }
            record = start..<offset
            skipLineEnd(bytes)
            return true
        }
    }

    /// The bytes of a field, without quotes.
    package func withField<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(content.span.extracting(range(index)))
    }

    /// The text of a field; nil where it is not UTF-8.
    package func text(_ index: Int) -> String? { FieldText.string(content.span, range(index)) }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    private mutating func plainField(_ bytes: Span<UInt8>) throws(CSVError) {
        let start = offset
        while offset < bytes.count, bytes[offset] != separator, !isLineEnd(bytes, offset) {
            content.append(bytes[offset])
            offset += 1
        }
        try checkLength(offset - start, at: start, line: nextLine, bytes)
    }

    private mutating func quotedField(_ bytes: Span<UInt8>) throws(CSVError) {
        let (start, line, column) = (offset, nextLine, offset - lineStart + 1)
        offset += 1
        while true {
            guard offset < bytes.count else {
                throw CSVError(line: line, column: column, reason: .unclosedQuote)
            }
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\"") {
                guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { break }
                offset += 1
            } else if byte == UInt8(ascii: "\n") {
                nextLine += 1
                lineStart = offset
            }
            content.append(byte)
            try checkLength(offset - start, at: start, line: line, bytes)
        }
        guard offset == bytes.count || bytes[offset] == separator || isLineEnd(bytes, offset) else {
            let error = CSVError(
                line: nextLine, column: offset - lineStart + 1,
                reason: .textBehindQuote(found: FieldText.describe(bytes, at: offset)))
            skipRestOfLine(bytes)
            throw error
        }
    }

    private mutating func checkLength(
        _ length: Int, at start: Int, line: Int, _ bytes: Span<UInt8>
    ) throws(CSVError) {
        guard length > Self.fieldLimit else { return }
        skipRestOfLine(bytes)
        throw CSVError(
            line: line, column: max(1, start - lineStart + 1), reason: .fieldTooLong(limit: Self.fieldLimit))
    }

    private func isLineEnd(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        if bytes[index] == UInt8(ascii: "\n") { return true }
        guard bytes[index] == UInt8(ascii: "\r") else { return false }
        return index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "\n")
    }

    private mutating func skipLineEnd(_ bytes: Span<UInt8>) {
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\r") { offset += 1 }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") {
            offset += 1
            nextLine += 1
            lineStart = offset
        }
    }

    private mutating func skipRestOfLine(_ bytes: Span<UInt8>) {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
        skipLineEnd(bytes)
    }

    private mutating func skipEmptyLines(_ bytes: Span<UInt8>) {
        while offset < bytes.count, isLineEnd(bytes, offset) { skipLineEnd(bytes) }
    }

    private mutating func skipByteOrderMark(_ bytes: Span<UInt8>) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            offset = 3
            lineStart = 3
        }
    }
}
