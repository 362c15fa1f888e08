/// Makes rows of JSON Lines for a mapping: a member of the record is a column, `a.b` a member of a member.
struct MappedJSON {
    /// Between the members of a list, which become one field.
    static let separator = UInt8(ascii: "\n")

    var rows: MappedRows
    private let names: [String]
    private var lines = DelimitedLines(separator: UInt8(ascii: "\n"))
    private var path = ""
    private var isFirst = true

    init(_ mapping: Mapping, firstNumber: Int = 1, _ pieces: Pieces = Pieces()) {
        rows = MappedRows(mapping, firstNumber: firstNumber, pieces)
        names = mapping.columnNames
    }

    mutating func beginFile(_ path: String) {
        self.path = path
        lines = DelimitedLines(separator: UInt8(ascii: "\n"))
        isFirst = true
    }

    mutating func endFile(_ log: inout ReadLog) { rows.endFile(path, &log) }

    mutating func read(_ bytes: Span<UInt8>, _ log: inout ReadLog) throws(ReadError) {
        if isFirst { try rows.begin(GridHeader(path: path, names: names, line: 0, separator: 0)) }
        lines.rewind(to: isFirst && bytes.hasByteOrderMark ? 3 : 0)
        isFirst = false
        while lines.skipLine(in: bytes) {
            let line = lines.line
            guard line.contains(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 }) else { continue }
            do throws(RowFault) {
                try row(bytes.extracting(line))
                log.accept(file: log.fileIndex)
            } catch {
                try log.refuse(
                    Refusal(
                        line: lines.lineNumber, column: 1, field: error.field.map { names[$0] },
                        excerpt: FieldText.excerpt(bytes, line), reason: error.reason, detail: error.detail),
                    file: log.fileIndex)
            }
            if rows.draft.isFull { try rows.cut() }
        }
    }

    private mutating func row(_ line: Span<UInt8>) throws(RowFault) {
        let value: JSONValue
        do throws(JSONError) { value = try JSON.parse(line) } catch {
            throw RowFault(.notJSON, nil, error.reason)
        }
        guard case .object = value else {
            throw RowFault(.notARecord, nil, "found \(value.sort), expected an object")
        }
        var bytes: [UInt8] = []
        var fields = FieldRanges()
        for (index, name) in names.enumerated() {
            let start = bytes.count
            if let member = value.member(name) {
                if member.hasTooLongText { throw RowFault(.tooLong, index, FieldText.tooLong) }
                bytes += Self.text(member).utf8
            }
            fields.append(start..<bytes.count)
        }
        try rows.row(bytes.span, fields)
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        case .array(let members): members.map(text).joined(separator: "\n")
        case .bool, .number, .object: value.text
        }
    }
}

extension JSONValue {
    /// A member by its name, or by the names on the way to it with points between.
    fileprivate func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        if let value = members[name] { return value }
        guard let point = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        return members[String(name[..<point])]?.member(String(name[name.utf8.index(after: point)...]))
    }
}

extension Mapping {
    /// The names of all columns that are read, each once.
    var columnNames: [String] {
        var names: [String] = []
        let sources = Field.allCases.compactMap { fields[$0] } + columns.map(\.source)
        for source in sources {
            switch source.origin {
            case .constant: break
            case .columns(let columns): names += columns.map(\.text)
            case .span(let first, let last, _): names += [first.text, last.text]
            }
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
