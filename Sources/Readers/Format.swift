/// The formats that can be read.
package enum Format: String, Hashable, Sendable, CaseIterable {
    /// The record format: JSON Lines that hold all six things of the model.
    case record
    /// GDELT event exports of 57, 58 or 61 columns, and mentions of 16.
    case gdelt
    /// ICEWS's coded events of 20 columns by their header, and triples of source, event text and target with a date.
    case icews
    /// UCDP's Georeferenced Event Dataset, by its header.
    case ucdp
    /// ACLED's events, by their header.
    case acled
    /// POLECAT's events, by their header.
    case polecat
    /// Any table or JSON Lines that a mapping file explains.
    case mapped

    /// The format in a word or two, for reports.
    package var name: String {
        switch self {
        case .record: "records"
        case .gdelt: "GDELT events"
        case .icews: "ICEWS events"
        case .ucdp: "UCDP events"
        case .acled: "ACLED events"
        case .polecat: "POLECAT events"
        case .mapped: "events by a mapping"
        }
    }

    /// What a file of the format looks like.
    package var description: String {
        switch self {
        case .record: "JSON Lines with a `type` of \(RecordType.allCases.map(\.rawValue).joined(separator: ", "))"
        case .gdelt: "GDELT events of 57, 58 or 61 columns, or mentions of 16, between tabs"
        case .icews: "ICEWS events with their header, or source, event text, target and date, between tabs"
        case .ucdp: "UCDP GED events with their header"
        case .acled: "ACLED events with their header"
        case .polecat: "POLECAT events with their header"
        case .mapped: "any other table or JSON Lines with a mapping (--map FILE; --guess writes a first one)"
        }
    }
}

/// Tells a format from the first lines of a file.
enum FormatGuess {
    case format(Format)
    /// Nothing to tell it from.
    case empty
    /// What it looks like instead, in plain words.
    case unknown(String)

    /// Lines looked at: a damaged first line should not hide what the file is.
    static let lineLimit = 20

    init(_ bytes: Span<UInt8>) {
        if let packed = Self.compression(bytes) ?? Self.encoding(bytes) {
            self = .unknown(packed)
            return
        }
        if let format = Self.table(bytes) {
            self = .format(format)
            return
        }
        var lines = DelimitedLines()
        lines.rewind(to: bytes.hasByteOrderMark ? 3 : 0)
        var firstLine: Range<Int>?
        var notes: [String] = []
        while lines.lineNumber < Self.lineLimit, lines.next(in: bytes) {
            guard Self.firstByte(of: lines, bytes) != nil else { continue }
            if firstLine == nil { firstLine = lines.line }
            if let format = Self.format(of: lines, bytes) {
                self = .format(format)
                return
            }
            if let note = Self.note(on: lines, bytes), !notes.contains(note) { notes.append(note) }
        }
        guard let firstLine else {
            self = .empty
            return
        }
        // Lines of a table begin with whatever stands behind a line end in quotes.
        let isTable = firstLine.first { bytes[$0] != UInt8(ascii: " ") }.map { !"{[<".utf8.contains(bytes[$0]) }
        let table = Self.tableNote(bytes)
        let found = (isTable ?? false ? table : nil) ?? notes.first ?? table
        self = .unknown(found ?? "`\(FieldText.excerpt(bytes, firstLine))`")
    }

    /// A format that the header of a table tells.
    private static func table(_ bytes: Span<UInt8>) -> Format? {
        if UCDPRows.separator(bytes) != nil { return .ucdp }
        if ACLEDRows.separator(bytes) != nil { return .acled }
        return POLECATRows.separator(bytes) != nil ? .polecat : nil
    }

    private static func format(of lines: DelimitedLines, _ bytes: Span<UInt8>) -> Format? {
        if GDELTLayout(line: lines, bytes) != nil || GDELTMentions.separator(of: lines.line, bytes) != nil {
            return .gdelt
        }
        if isICEWS(lines, bytes) { return .icews }
        var semicolons = DelimitedLines(separator: UInt8(ascii: ";"))
        semicolons.rewind(to: lines.line.lowerBound)
        if semicolons.next(in: bytes), GDELTLayout(line: semicolons, bytes) != nil { return .gdelt }
        if firstByte(of: lines, bytes) == UInt8(ascii: "{"),
            case .object(let members)? = try? JSON.parse(bytes.extracting(lines.line)),
            case .string(let type)? = members["type"], RecordType(rawValue: type) != nil
        {
            return .record
        }
        return nil
    }

    /// Several rows of one number of columns, where tabs are not what stands between them.
    private static func tableNote(_ bytes: Span<UInt8>) -> String? {
        let names: [(UInt8, String)] = [
            (UInt8(ascii: ","), "commas"), (UInt8(ascii: ";"), "semicolons"), (UInt8(ascii: "|"), "upright strokes"),
        ]
        for (separator, name) in names {
            var csv = CSVReader(separator: separator)
            var counts: [Int] = []
            while counts.count < 3, (try? csv.next(in: bytes)) == true { counts.append(csv.fieldCount) }
            if counts.count > 1, counts[0] > 1, Set(counts).count == 1 {
                return "a table of \(counts[0]) columns between \(name)"
            }
        }
        return nil
    }

    /// What a line that is of no format that can be read looks like all the same.
    private static func note(on lines: DelimitedLines, _ bytes: Span<UInt8>) -> String? {
        switch firstByte(of: lines, bytes) {
        case UInt8(ascii: "{"):
            do {
                guard case .object(let members) = try JSON.parse(bytes.extracting(lines.line)) else { return nil }
                if let type = members["type"] { return "JSON with the type \(type.text)" }
                return "JSON without a `type`"
            } catch {
                return "a line that begins as JSON and is not (\(error.reason))"
            }
        case UInt8(ascii: "["), UInt8(ascii: "\""): return "JSON that is not one record a line"
        case UInt8(ascii: "<"): return "a page or document in XML or HTML"
        default: return lines.fieldCount > 1 ? "a table of \(lines.fieldCount) columns between tabs" : nil
        }
    }

    /// The first byte of a line that is no space.
    private static func firstByte(of lines: DelimitedLines, _ bytes: Span<UInt8>) -> UInt8? {
        lines.line.first { bytes[$0] != UInt8(ascii: " ") }.map { bytes[$0] }
    }

    /// Encodings in which no line could be read, by their marks, or by the zeros that stand beside each letter.
    static func encoding(_ bytes: Span<UInt8>) -> String? {
        let marks: [(mark: [UInt8], name: String)] = [
            ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"), ([0xFF, 0xFE], "UTF-16"),
            ([0xFE, 0xFF], "UTF-16"),
        ]
        let marked = marks.first { mark in
            bytes.count >= mark.mark.count && mark.mark.indices.allSatisfy { bytes[$0] == mark.mark[$0] }
        }
        let name = marked?.name ?? (hasZerosBesideLetters(bytes) ? "UTF-16" : nil)
        return name.map { "text in the encoding \($0), to be saved as UTF-8 first," }
    }

    private static func hasZerosBesideLetters(_ bytes: Span<UInt8>) -> Bool {
        let count = min(bytes.count, 64) / 2 * 2
        guard count >= 8 else { return false }
        return [0, 1].contains { parity in
            (0..<count).allSatisfy { (bytes[$0] == 0) == ($0 % 2 == parity) }
        }
    }

    /// What is packed twice, or in a way that is not unpacked.
    private static func compression(_ bytes: Span<UInt8>) -> String? {
        let head = (0..<min(bytes.count, 512)).map { bytes[$0] }
        if Packing(head) != nil { return "packed data within packed data, to be unpacked first," }
        let magic = Array("ustar".utf8)
        return head.count > 262 && head[257..<262].elementsEqual(magic) ? "a tar archive, to be unpacked first," : nil
    }
}

extension Span<UInt8> {
    /// Whether the text begins with the UTF-8 byte order mark.
    var hasByteOrderMark: Bool { count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF }
}
