import EventModel

/// A place where a mapping file cannot be read, or does not fit the data.
package struct MappingError: Error, Hashable {
    package var path: String
    /// Both from 1; the column in bytes.
    package var line: Int
    package var column: Int
    /// What was found and what was expected, without a full stop.
    package var detail: String

    package var text: String { "\(path):\(line):\(column): \(detail)" }
}

extension Mapping {
    /// Reads a mapping file.
    package init(_ bytes: [UInt8], path: String) throws(MappingError) {
        var parser = MappingParser(path: path)
        var line = 1
        for piece in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            try parser.read(line: piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece, number: line)
            line += 1
        }
        self = try parser.finish(line: line - 1)
    }
}

/// Reads the lines of a mapping file one after another.
private struct MappingParser {
    var mapping: Mapping
    private var words: [Word] = []
    private var next = 0
    private var line = 0
    private var lineEnd = 1
    /// What the file is said to be, and what else may be said once.
    private var said: Set<String> = []

    /// A word, a text in quotes, or a comma.
    private struct Word {
        var text: String
        var column: Int
        var isQuoted = false
        var isComma = false
    }

    init(path: String) { mapping = Mapping(path: path) }

    mutating func read(line bytes: ArraySlice<UInt8>, number: Int) throws(MappingError) {
        line = number
        lineEnd = bytes.count + 1
        words = try split(bytes)
        next = 0
        guard let first = words.first else { return }
        next = 1
        switch first.isQuoted || first.isComma ? "" : first.text {
        case "read": try readShape(first)
        case "separator": try readSeparator(first)
        case "quotes":
            try sayOnce(first)
            try expect("none")
            setTable { $0.hasQuotes = false }
        case "missing": mapping.missing += try names().map(\.text)
        case "drop": mapping.dropped += try names()
        case "declare": try readKind()
        case "column": try readColumn()
        default: try readField(first)
        }
        if next < words.count { throw error(words[next], "found \(shown(words[next])), expected the end of the line") }
    }

    /// Ends the file, whose last line has that number.
    mutating func finish(line: Int) throws(MappingError) -> Mapping {
        self.line = line
        guard !mapping.fields.isEmpty || !mapping.columns.isEmpty else {
            throw error(
                1,
                "found the end of the file and nothing mapped, expected a field, such as `date from COLUMN`, or a column"
            )
        }
        return mapping
    }

    /// What is said of the whole file is said once; of JSON Lines nothing is said but that they are such.
    private mutating func sayOnce(_ word: Word) throws(MappingError) {
        guard said.insert(word.text).inserted else { throw error(word, "found \(shown(word)) a second time") }
        if mapping.shape == .jsonLines {
            throw error(word, "found \(shown(word)), and JSON Lines have none")
        }
    }

    // MARK: Words

    private func split(_ bytes: ArraySlice<UInt8>) throws(MappingError) -> [Word] {
        var words: [Word] = []
        var rest = bytes
        // A byte order mark is no word.
        if line == 1, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        while let byte = rest.first {
            let column = rest.startIndex - bytes.startIndex + 1
            switch byte {
            case 0x20, 0x09: rest.removeFirst()
            case UInt8(ascii: "#"): return words
            case UInt8(ascii: ","):
                words.append(Word(text: ",", column: column, isComma: true))
                rest.removeFirst()
            case UInt8(ascii: "\""):
                let text = try quoted(&rest, column)
                words.append(Word(text: text, column: column, isQuoted: true))
            default:
                let word = rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: ",") }
                words.append(Word(text: try text(Array(word), column), column: column))
                rest = rest[word.endIndex...]
            }
        }
        return words
    }

    /// A text in quotes, in which `""` is one.
    private func quoted(_ rest: inout ArraySlice<UInt8>, _ column: Int) throws(MappingError) -> String {
        var text: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                guard rest.first == byte else { return try self.text(text, column) }
                rest.removeFirst()
            }
            text.append(byte)
        }
        throw error(column, "found a quote that is never closed")
    }

    private func text(_ bytes: [UInt8], _ column: Int) throws(MappingError) -> String {
        guard let text = FieldText.string(bytes.span, 0..<bytes.count) else {
            throw error(column, "found bytes that are not UTF-8")
        }
        return text
    }

    private func shown(_ word: Word) -> String { "`\(FieldText.shown(word.text))`" }

    private func error(_ column: Int, _ detail: String) -> MappingError {
        MappingError(path: mapping.path, line: line, column: column, detail: detail)
    }

    private func error(_ word: Word, _ detail: String) -> MappingError { error(word.column, detail) }

    /// The next word if it is this one.
    private mutating func take(_ text: String) -> Bool {
        guard next < words.count, !words[next].isQuoted, words[next].text == text else { return false }
        next += 1
        return true
    }

    private mutating func expect(_ text: String) throws(MappingError) {
        guard !take(text) else { return }
        throw unexpected("`\(text)`")
    }

    private func unexpected(_ expected: String) -> MappingError {
        guard next < words.count else { return error(lineEnd, "found the end of the line, expected \(expected)") }
        return error(words[next], "found \(shown(words[next])), expected \(expected)")
    }

    private mutating func name(_ expected: String) throws(MappingError) -> Mapping.Name {
        guard next < words.count, !words[next].isComma else { throw unexpected(expected) }
        defer { next += 1 }
        return Mapping.Name(text: words[next].text, line: line, column: words[next].column)
    }

    /// One name or several with commas between.
    private mutating func names(_ expected: String = "a name") throws(MappingError) -> [Mapping.Name] {
        var names = [try name(expected)]
        while take(",") { names.append(try name(expected)) }
        return names
    }

    // MARK: Lines

    private mutating func readShape(_ word: Word) throws(MappingError) {
        guard said.insert(word.text).inserted else { throw error(word, "found \(shown(word)) a second time") }
        if take("csv") {
            setTable { $0.separator = $0.separator ?? UInt8(ascii: ",") }
        } else if take("tsv") {
            if case .table(let separator?, _) = mapping.shape, separator != UInt8(ascii: "\t") {
                throw error(word, "found tabs as the separator, and another above")
            }
            setTable { $0.separator = UInt8(ascii: "\t") }
        } else if take("jsonl") {
            if said.contains("separator") || said.contains("quotes") {
                throw error(word, "found JSON Lines, which have no separator and no quotes, and one of them above")
            }
            mapping.shape = .jsonLines
        } else {
            throw unexpected("csv, tsv or jsonl")
        }
    }

    private mutating func setTable(_ change: (inout (separator: UInt8?, hasQuotes: Bool)) -> Void) {
        var table: (separator: UInt8?, hasQuotes: Bool) = (nil, true)
        if case .table(let separator, let hasQuotes) = mapping.shape { table = (separator, hasQuotes) }
        change(&table)
        mapping.shape = .table(separator: table.separator, hasQuotes: table.hasQuotes)
    }

    private mutating func readSeparator(_ word: Word) throws(MappingError) {
        try sayOnce(word)
        let separator = try separator()
        if case .table(UInt8(ascii: "\t"), _) = mapping.shape, separator != UInt8(ascii: "\t") {
            throw error(word, "found a separator, and tabs as another above")
        }
        setTable { $0.separator = separator }
    }

    /// One sign, or the word `tab`. A comma may stand without quotes.
    private mutating func separator() throws(MappingError) -> UInt8 {
        if take(",") { return UInt8(ascii: ",") }
        let place = next
        let name = try name("a sign")
        if name.text == "tab" { return UInt8(ascii: "\t") }
        guard let byte = name.text.utf8.first, name.text.utf8.count == 1, byte != UInt8(ascii: "\""), byte < 0x80
        else {
            next = place
            throw unexpected("one sign that is no quote, or tab")
        }
        return byte
    }

    private mutating func readKind() throws(MappingError) {
        try expect("kind")
        let name = try name("the name of a kind")
        guard CAMEO.entry(name: name.text) == nil else {
            throw error(name.column, "found the kind `\(FieldText.shown(name.text))`, which CAMEO has already")
        }
        guard !mapping.kinds.contains(where: { $0.name == name.text }) else {
            throw error(name.column, "found the kind `\(FieldText.shown(name.text))` twice")
        }
        var kind = DeclaredKind(name: name.text, parent: nil, label: nil)
        if take("below") {
            let parent = try self.name("the name of a kind")
            guard
                CAMEO.entry(name: parent.text) != nil || CAMEO.entry(code: parent.text) != nil
                    || mapping.kinds.contains(where: { $0.name == parent.text })
            else {
                throw error(
                    parent.column,
                    "found `\(FieldText.shown(parent.text))`, expected a kind of CAMEO or one declared above")
            }
            kind.parent = parent.text
        }
        if take("as") { kind.label = try self.name("a label").text }
        mapping.kinds.append(kind)
    }

    private mutating func readColumn() throws(MappingError) {
        let name = try name("a name for the column")
        guard isColumnName(name.text) else {
            throw error(
                name.column,
                "found `\(FieldText.shown(name.text))`, expected a name of letters, digits and _ that begins with a letter"
            )
        }
        let isTaken =
            mapping.columns.contains { $0.name.text == name.text }
            || EventFields.standard(severalActors: true).contains { $0.name == name.text }
        guard !isTaken else {
            throw error(name.column, "found the column `\(FieldText.shown(name.text))`, which is there already")
        }
        try expect("from")
        var column = Mapping.Column(
            name: name, source: Mapping.Source(origin: .columns([try self.name("the name of a column")])), type: .text)
        var typed: Mapping.ColumnType?
        while next < words.count {
            if take("as") {
                guard next < words.count, let type = Mapping.ColumnType(rawValue: words[next].text) else {
                    throw unexpected(Mapping.ColumnType.allCases.map(\.rawValue).joined(separator: ", "))
                }
                if column.source.separator != nil, type != .list, type != .text {
                    throw error(words[next], "found `as \(type.rawValue)` behind `split`: a list is one of texts")
                }
                next += 1
                typed = type
                column.type = column.source.separator == nil ? type : .list
                if type == .date, next < words.count, let pattern = DatePattern(words[next].text) {
                    column.source.pattern = pattern
                    next += 1
                }
            } else if take("split") {
                if let typed, typed != .list, typed != .text {
                    throw error(
                        words[next - 1], "found `split` behind `as \(typed.rawValue)`: a list is one of texts")
                }
                column.source.separator = try separator()
                column.type = .list
            } else if take("where") {
                column.source.values = try replacements()
            } else {
                throw unexpected("as, split, where or the end of the line")
            }
        }
        mapping.columns.append(column)
    }

    private func isColumnName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else { return false }
        return name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0) }
    }

    private mutating func readField(_ word: Word) throws(MappingError) {
        guard !word.isQuoted, let field = Mapping.Field(rawValue: word.text) else {
            throw error(
                word,
                "found \(shown(word)), expected read, separator, quotes, missing, drop, declare, column or a field: "
                    + Mapping.Field.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard mapping.fields[field] == nil else { throw error(word, "found \(shown(word)) a second time") }
        var source: Mapping.Source
        if take("is") {
            source = Mapping.Source(origin: .constant(try name("a value")))
        } else if field == .date, take("between") {
            let first = try name("the name of a column")
            try expect("and")
            source = Mapping.Source(origin: .span(first, try name("the name of a column"), lasted: false))
        } else if take("from") {
            let columns = try names("the name of a column")
            guard field == .place || columns.count == 1, columns.count <= 3 else {
                throw error(columns[columns.count - 1].column, "found more columns than the field can have")
            }
            source = Mapping.Source(origin: .columns(columns))
            if field == .date, take("to") {
                source.origin = .span(columns[0], try name("the name of a column"), lasted: true)
            }
        } else {
            throw unexpected(field == .date ? "is, from or between" : "is or from")
        }
        try readOptions(of: field, &source)
        mapping.fields[field] = source
    }

    private mutating func readOptions(of field: Mapping.Field, _ source: inout Mapping.Source) throws(MappingError) {
        while next < words.count {
            let isDate = [.date, .known, .published].contains(field)
            let isName = [.kind, .actor, .target, .country, .via].contains(field)
            if isDate, take("as") {
                guard next < words.count, let pattern = DatePattern(words[next].text) else {
                    throw unexpected("an order of day, month and year such as d/m/y, m/d/y, y-m-d or yyyymmdd")
                }
                next += 1
                source.pattern = pattern
            } else if [.actor, .target, .via].contains(field), take("split") {
                source.separator = try separator()
            } else if isName, take("where") {
                source.values = try replacements()
            } else if field == .amount, take("in") {
                let currency = try name("a currency such as USD")
                guard currency.text.utf8.count == 3, currency.text == currency.text.uppercased() else {
                    throw error(
                        currency.column, "found `\(FieldText.shown(currency.text))`, expected a currency such as USD")
                }
                source.currency = currency.text
            } else {
                throw unexpected("the end of the line")
            }
        }
        if field == .amount, source.currency == nil { throw unexpected("`in` and a currency such as USD") }
    }

    /// `CN is CHN, Tw is TWN`
    private mutating func replacements() throws(MappingError) -> [Mapping.Replacement] {
        var found: [Mapping.Replacement] = []
        repeat {
            let text = try name("what stands in the column").text
            try expect("is")
            found.append(Mapping.Replacement(found: text, meant: try name("what it means")))
        } while take(",")
        return found
    }
}
