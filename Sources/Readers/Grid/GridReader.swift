import EventModel
import Store

/// What makes events of the rows of a table with a header.
protocol RowReader {
    static var shape: GridShape { get }
    /// The shape of the files at hand, where it is not the same for all.
    var shape: GridShape { get }
    /// What stands between the columns of a text that begins as the format does; nil where it does not.
    func separator(of bytes: Span<UInt8>) -> UInt8?
    /// Whether the first row of a file is one of the format.
    static func isFirst(_ csv: CSVReader, _ bytes: Span<UInt8>) -> Bool
    /// Takes note of the names of a file's columns.
    mutating func begin(_ header: GridHeader) throws(ReadError)
    /// Reads a row that has a field for every column and is UTF-8.
    mutating func row(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault)
    /// The header that rows of so many fields go with, where the one of the file is known not to fit them.
    func header(_ header: GridHeader, fitting csv: CSVReader) -> GridHeader?
    var draft: EventDraft { get set }
    /// Called when the rows so far have become a piece.
    mutating func afterCut() throws(ReadError)
    /// Tells what the reading of the file has shown of it.
    func endFile(_ path: String, _ log: inout ReadLog)
}

extension RowReader {
    var shape: GridShape { Self.shape }

    func separator(of bytes: Span<UInt8>) -> UInt8? { Self.separator(bytes) }

    func header(_ header: GridHeader, fitting csv: CSVReader) -> GridHeader? { nil }

    mutating func afterCut() throws(ReadError) {}

    /// Makes a piece of the rows so far.
    mutating func cut() throws(ReadError) {
        do throws(StoreError) { try draft.cut(isLast: false) } catch { throw .store(error) }
        try afterCut()
    }
}

/// The names of a file's columns.
struct GridHeader {
    var path: String
    /// Without spaces around them.
    var names: [String]
    /// The line on which they stand; 0 where the file has none.
    var line: Int
    var separator: UInt8
}

/// Why a row is refused.
struct RowFault: Error {
    var reason: RefusalReason
    /// The number of the field.
    var field: Int?
    var detail: String

    init(_ reason: RefusalReason, _ field: Int?, _ detail: String) {
        self.reason = reason
        self.field = field
        self.detail = detail
    }
}

/// Reads tables of text, row by row.
struct GridReader<Rows: RowReader> {
    var rows: Rows
    private var csv = CSVReader()
    private var header: GridHeader?
    private var path = ""
    /// nil before the first block of a file is seen.
    private var separator: UInt8?
    private var latinRows = 0
    private var latin = LatinRow()

    init(_ rows: Rows) { self.rows = rows }

    mutating func beginFile(_ path: String) {
        self.path = path
        header = nil
        separator = nil
        latinRows = 0
    }

    mutating func endFile(_ log: inout ReadLog) {
        rows.endFile(path, &log)
        if let separator, rows.shape.damagedSeparators.contains(separator) {
            log.warn(.spreadsheetDamage(path: path, damages: [.semicolons]))
        }
        if latinRows > 0 { log.warn(.readAsLatin(path: path, rows: latinRows)) }
    }

    /// Reads a block of whole lines; gives how many bytes of it are done with.
    mutating func read(_ bytes: Span<UInt8>, isLast: Bool, _ log: inout ReadLog) throws(ReadError) -> Int {
        if separator == nil {
            let found = rows.separator(of: bytes) ?? rows.shape.separators[0]
            separator = found
            csv = CSVReader(separator: found, hasQuotes: rows.shape.hasQuotes)
        }
        csv.rewind()
        var accepted = 0
        while true {
            do throws(CSVError) {
                guard try csv.next(in: bytes, isLast: isLast) else { break }
            } catch {
                try log.refuse(refusal(error, bytes), file: log.fileIndex)
                continue
            }
            if header == nil, try begin(bytes) { continue }
            do throws(RowFault) {
                try row(bytes)
                accepted += 1
            } catch {
                try log.refuse(refusal(error, bytes), file: log.fileIndex)
            }
            if rows.draft.isFull { try rows.cut() }
        }
        log.accept(accepted, file: log.fileIndex)
        return csv.offset
    }

    /// Takes the first row for the header, where the file has one. False where the row is one of data.
    private mutating func begin(_ bytes: Span<UInt8>) throws(ReadError) -> Bool {
        guard csv.fieldCount <= GridShape.columnLimit else {
            throw .badHeader(
                path: path, detail: "found \(csv.fieldCount) columns, expected no more than \(GridShape.columnLimit)")
        }
        let names = (0..<csv.fieldCount).map { GridShape.trimmed(csv.text($0, in: bytes) ?? "") }
        if let fixed = rows.shape.fixedHeader, fixed.count == names.count, !rows.shape.isHeader(names) {
            let header = GridHeader(path: path, names: fixed, line: 0, separator: separator ?? 0)
            self.header = header
            try rows.begin(header)
            return false
        }
        let header = GridHeader(path: path, names: names, line: csv.lineNumber, separator: separator ?? 0)
        self.header = header
        try rows.begin(header)
        return true
    }

    private mutating func row(_ bytes: Span<UInt8>) throws(RowFault) {
        if let header, let fitting = rows.header(header, fitting: csv) {
            self.header = fitting
            do throws(ReadError) { try rows.begin(fitting) } catch { throw RowFault(.columnCount, nil, error.text) }
        }
        let expected = header?.names.count ?? 0
        if csv.fieldCount != expected {
            let isExcess =
                rows.shape.allowsExcess && csv.fieldCount > expected
                && (expected..<csv.fieldCount).allSatisfy { csv.written[$0].isEmpty }
            guard isExcess else {
                throw columnFault(expected, bytes)
            }
        }
        if (try? UTF8Span(validating: bytes.extracting(csv.record))) == nil {
            guard rows.shape.mayBeLatin else {
                let bad = (0..<csv.fieldCount).first { FieldText.string(bytes, csv.written[$0]) == nil }
                throw RowFault(.notUTF8, bad, "found bytes that are not UTF-8")
            }
            latinRows += 1
            latin.take(csv, bytes)
            return try Self.pass(latin, to: &rows)
        }
        try Self.pass(csv, bytes, to: &rows)
    }

    /// A quote too many makes one row of several lines: how many, is told.
    private func columnFault(_ expected: Int, _ bytes: Span<UInt8>) -> RowFault {
        let lineCount = csv.position(of: csv.record.upperBound, in: bytes).line - csv.lineNumber + 1
        let lines = lineCount == 1 ? "" : ", in a row that goes over \(lineCount) lines"
        return RowFault(.columnCount, nil, "found \(csv.fieldCount) columns, expected \(expected)\(lines)")
    }

    private static func pass(_ row: LatinRow, to rows: inout Rows) throws(RowFault) {
        try rows.row(row.bytes.span, row.fields)
    }

    private static func pass(_ csv: CSVReader, _ bytes: Span<UInt8>, to rows: inout Rows) throws(RowFault) {
        if csv.isCopied {
            try rows.row(csv.copy.span, csv.fields)
        } else {
            try rows.row(bytes, csv.fields)
        }
    }

    private func refusal(_ fault: RowFault, _ bytes: Span<UInt8>) -> Refusal {
        let place = fault.field.flatMap { $0 < csv.fieldCount ? csv.written[$0] : nil } ?? csv.record
        let position = csv.position(of: place.lowerBound, in: bytes)
        let name = fault.field.flatMap { field in
            header.flatMap { field < $0.names.count ? $0.names[field] : nil }
        }
        return Refusal(
            line: position.line, column: position.column, field: name.map { FieldText.shown($0) },
            excerpt: FieldText.excerpt(bytes, place), reason: fault.reason, detail: fault.detail)
    }

    private func refusal(_ error: CSVError, _ bytes: Span<UInt8>) -> Refusal {
        // Where the quote was opened by mistake is where the row begins.
        let isElsewhere = error.line > csv.lineNumber
        let detail =
            switch error.reason {
            case .unclosedQuote: "found a quote that is never closed"
            case .textBehindQuote(let found):
                "found \(found) behind a closing quote\(isElsewhere ? " on line \(error.line)" : ""), expected a separator"
            case .fieldTooLong: FieldText.tooLong
            }
        var reason = RefusalReason.badQuotes
        if case .fieldTooLong = error.reason { reason = .tooLong }
        return Refusal(
            line: csv.lineNumber, column: isElsewhere ? 1 : error.column, excerpt: "", reason: reason,
            detail: detail)
    }
}

extension RowReader {
    /// What stands between the columns of a text that begins as the format does; nil where it does not.
    static func separator(_ bytes: Span<UInt8>) -> UInt8? {
        shape.separators.first { separator in
            var csv = CSVReader(separator: separator, hasQuotes: shape.hasQuotes)
            guard (try? csv.next(in: bytes)) == true else { return false }
            return isFirst(csv, bytes)
        }
    }
}

/// A row in ISO 8859-1, written as UTF-8.
private struct LatinRow {
    private(set) var bytes: [UInt8] = []
    private(set) var fields = FieldRanges()

    mutating func take(_ csv: CSVReader, _ source: Span<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        fields.removeAll()
        for index in 0..<csv.fieldCount {
            let start = bytes.count
            csv.withField(index, in: source) { field in
                for offset in field.indices {
                    let byte = field[offset]
                    if byte < 0x80 {
                        bytes.append(byte)
                    } else {
                        bytes.append(0xC0 | byte >> 6)
                        bytes.append(0x80 | byte & 0x3F)
                    }
                }
            }
            fields.append(start..<bytes.count)
        }
    }
}

/// What stands between the columns of a table, and what its columns are if it has no header.
struct GridShape {
    /// Columns beyond which a file is refused: no table of events has so many, and every name is compared.
    static let columnLimit = 4_096

    /// The first is the format's own.
    var separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var hasQuotes = true
    /// Whether rows may have more fields than the header, as long as they are empty.
    var allowsExcess = false
    /// Separators that only a spreadsheet puts into such files.
    var damagedSeparators = [UInt8(ascii: ";")]
    /// Whether rows that are not UTF-8 are taken for ISO 8859-1.
    var mayBeLatin = false
    /// The columns of files that come without a header.
    var fixedHeader: [String]?

    /// Whether a first row names columns: one of them goes by its name.
    func isHeader(_ names: [String]) -> Bool {
        guard let fixedHeader else { return true }
        let known = Set(fixedHeader.map { $0.lowercased() })
        return names.contains { known.contains($0.lowercased()) }
    }

    static func trimmed(_ text: String) -> String {
        var view = text.utf8[...]
        while let first = view.first, first == 0x20 || first == 0x09 { view.removeFirst() }
        while let last = view.last, last == 0x20 || last == 0x09 { view.removeLast() }
        return String(Substring(view))
    }
}
