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
/// within a field that does not begin with one stands for itself; where a format knows no quotes, they all do. Fields
/// are ranges of the buffer; only rows with doubled quotes are copied. After the longest record nothing is allocated.
package struct CSVReader {
    /// Bytes of one field beyond which a row is refused: a quote left open would otherwise swallow the file whole.
    package static let fieldLimit = FieldText.limit

    /// The line on which the current record begins, from 1.
    package private(set) var lineNumber = 1
    /// Where the current record begins and ends.
    package private(set) var record = 0..<0
    /// The fields of the record as they stand in the buffer, without the quotes around them.
    package private(set) var written = FieldRanges()
    /// The fields of a record with doubled quotes, in `copy`.
    private var copied = FieldRanges()
    package private(set) var isCopied = false
    package private(set) var copy: [UInt8] = []
    /// Where the next record begins.
    package private(set) var offset = 0

    private let separator: UInt8
    private let hasQuotes: Bool
    private var hasBegun = false
    private var nextLine = 1
    private var lineStart = 0
    /// Fields of the record in which quotes are doubled.
    private var doubled: [Int] = []

    package init(separator: UInt8 = UInt8(ascii: ","), hasQuotes: Bool = true) {
        self.separator = separator
        self.hasQuotes = hasQuotes
    }

    package var fieldCount: Int { written.count }

    /// The fields with single quotes for doubled ones: of the buffer, or of `copy` where the record has such.
    package var fields: FieldRanges { isCopied ? copied : written }

    /// Begins again at the front of another buffer, with the line that follows; line numbers go on.
    package mutating func rewind() {
        offset = 0
        lineStart = 0
    }

    /// Reads the next record. False at the end of the text.
    ///
    /// Also false, where the text goes on in another buffer, before a record that may not be whole: it begins at
    /// `offset`. After an error the reader stands behind the first line of the record: where a quote was opened by
    /// mistake, the lines that follow are records.
    package mutating func next(in bytes: Span<UInt8>, isLast: Bool = true) throws(CSVError) -> Bool {
        if !hasBegun { skipByteOrderMark(bytes) }
        skipEmptyLines(bytes)
        guard offset < bytes.count else { return false }
        written.removeAll()
        doubled.removeAll(keepingCapacity: true)
        lineNumber = nextLine
        let start = (offset: offset, lineStart: lineStart)
        while true {
            if hasQuotes, offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
                guard try quotedField(bytes, isLast: isLast, start) else { return false }
            } else {
                try plainField(bytes)
            }
            if offset < bytes.count, bytes[offset] == separator {
                offset += 1
                continue
            }
            record = start.offset..<offset
            skipLineEnd(bytes)
            copyDoubled(bytes)
            return true
        }
    }

    /// The bytes of a field, with single quotes for doubled ones.
    package func withField<Result>(_ index: Int, in bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
        isCopied ? body(copy.span.extracting(fields[index])) : body(bytes.extracting(fields[index]))
    }

    /// The text of a field; nil where it is not UTF-8.
    package func text(_ index: Int, in bytes: Span<UInt8>) -> String? {
        isCopied ? FieldText.string(copy.span, fields[index]) : FieldText.string(bytes, fields[index])
    }

    /// The line and the column, both from 1, of a place in the current record.
    package func position(of place: Int, in bytes: Span<UInt8>) -> (line: Int, column: Int) {
        var (line, start) = (lineNumber, record.lowerBound)
        for index in record.lowerBound..<Swift.max(record.lowerBound, place) where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            start = index + 1
        }
        return (line, place - start + 1)
    }

    // MARK: Fields

    private mutating func plainField(_ bytes: Span<UInt8>) throws(CSVError) {
        let start = offset
        let wanted = separator
        let end = bytes.withUnsafeBytes { ByteSearch.first(wanted, or: UInt8(ascii: "\n"), in: $0, from: start) }
        let hasReturn =
            end > start && bytes[end - 1] == UInt8(ascii: "\r")
            && (end == bytes.count || bytes[end] == UInt8(ascii: "\n"))
        offset = hasReturn ? end - 1 : end
        written.append(start..<offset)
        try checkLength(offset - start, at: start, line: nextLine, bytes)
    }

    /// False where the field may go on in another buffer.
    private mutating func quotedField(
        _ bytes: Span<UInt8>, isLast: Bool, _ record: (offset: Int, lineStart: Int)
    ) throws(CSVError) -> Bool {
        let (start, line, column) = (offset, nextLine, offset - lineStart + 1)
        let quote = UInt8(ascii: "\"")
        var isDoubled = false
        offset += 1
        while true {
            let from = offset
            offset = bytes.withUnsafeBytes { ByteSearch.first(quote, or: quote, in: $0, from: from) }
            guard offset < bytes.count else {
                let isTooLong = offset - start > Self.fieldLimit
                returnToStart(record)
                if !isLast, !isTooLong { return false }
                skipRestOfLine(bytes)
                throw CSVError(
                    line: line, column: column,
                    reason: isTooLong ? .fieldTooLong(limit: Self.fieldLimit) : .unclosedQuote)
            }
            offset += 1
            guard offset < bytes.count, bytes[offset] == quote else { break }
            isDoubled = true
            offset += 1
        }
        if isDoubled { doubled.append(written.count) }
        written.append(start + 1..<offset - 1)
        noteLineEnds(bytes, start..<offset)
        try checkLength(offset - start, at: start, line: line, bytes)
        guard offset == bytes.count || bytes[offset] == separator || isLineEnd(bytes, offset) else {
            let error = CSVError(
                line: nextLine, column: offset - lineStart + 1,
                reason: .textBehindQuote(found: FieldText.describe(bytes, at: offset)))
            // A quote that was opened by mistake ends at the next one, lines away: those between are rows.
            if nextLine > lineNumber { returnToStart(record) }
            skipRestOfLine(bytes)
            throw error
        }
        return true
    }

    /// Line ends within quotes count as lines.
    private mutating func noteLineEnds(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while true {
            let from = index
            let newline = UInt8(ascii: "\n")
            // Within the field: a search to the end of a long line for each of its fields would take for ever.
            index = bytes.withUnsafeBytes { buffer in
                ByteSearch.first(
                    newline, or: newline, in: UnsafeRawBufferPointer(rebasing: buffer[..<range.upperBound]), from: from)
            }
            guard index < range.upperBound else { return }
            index += 1
            nextLine += 1
            lineStart = index
        }
    }

    private mutating func returnToStart(_ record: (offset: Int, lineStart: Int)) {
        (offset, lineStart) = record
        nextLine = lineNumber
    }

    /// Copies the fields of a record with doubled quotes, with single ones for them.
    private mutating func copyDoubled(_ bytes: Span<UInt8>) {
        isCopied = !doubled.isEmpty
        guard isCopied else { return }
        copied.removeAll()
        copy.removeAll(keepingCapacity: true)
        var nextDoubled = 0
        for index in 0..<written.count {
            let start = copy.count
            if nextDoubled < doubled.count, doubled[nextDoubled] == index {
                nextDoubled += 1
                copyUndoubled(bytes, written[index])
            } else {
                bytes.extracting(written[index]).withUnsafeBufferPointer { copy.append(contentsOf: $0) }
            }
            copied.append(start..<copy.count)
        }
    }

    /// Copies a field piece by piece up to the first quote of each two.
    private mutating func copyUndoubled(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let quote = UInt8(ascii: "\"")
        var start = range.lowerBound
        while start < range.upperBound {
            let from = start
            let found = bytes.withUnsafeBytes { ByteSearch.first(quote, or: quote, in: $0, from: from) }
            let end = min(found + 1, range.upperBound)
            bytes.extracting(start..<end).withUnsafeBufferPointer { copy.append(contentsOf: $0) }
            start = end + 1
        }
    }

    private mutating func checkLength(
        _ length: Int, at start: Int, line: Int, _ bytes: Span<UInt8>
    ) throws(CSVError) {
        guard length > Self.fieldLimit else { return }
        let column = max(1, start - lineStart + 1)
        skipRestOfLine(bytes)
        throw CSVError(line: line, column: column, reason: .fieldTooLong(limit: Self.fieldLimit))
    }

    // MARK: Lines

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
        let from = offset
        let newline = UInt8(ascii: "\n")
        offset = bytes.withUnsafeBytes { ByteSearch.first(newline, or: newline, in: $0, from: from) }
        skipLineEnd(bytes)
    }

    private mutating func skipEmptyLines(_ bytes: Span<UInt8>) {
        while offset < bytes.count, isLineEnd(bytes, offset) { skipLineEnd(bytes) }
    }

    private mutating func skipByteOrderMark(_ bytes: Span<UInt8>) {
        hasBegun = true
        guard bytes.hasByteOrderMark else { return }
        offset = 3
        lineStart = 3
    }
}
