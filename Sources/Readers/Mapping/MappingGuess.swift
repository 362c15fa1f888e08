import EventModel

/// Writes a first mapping for a file that no reader knows: a guess from the names of its columns and its first rows.
///
/// It is a text to be read and mended by people, so it says in comments what it could not know.
package func guessMapping(_ path: String) throws(ReadError) -> String {
    do throws(InputError) {
        let file = try InputFile(path: path)
        var source: any ByteSource = file
        if let packing = Packing(try file.peek(Packing.markLength)) {
            let packed = try PackedFile(file, packing)
            guard try packed.nextMember() else { throw .damaged(path: path, detail: "nothing is in it") }
            source = packed
        }
        var blocks = LineBlocks(source)
        guard try blocks.next() else { return MappingGuess([], shape: "csv", path: path).text }
        return MappingGuess(blocks.block.span, path: path).text
    } catch { throw .input(error) }
}

/// A column of a file, and what its first values look like.
struct GuessedColumn {
    var name: String
    /// Values that are not empty.
    var values: [String] = []

    /// In small letters, with `_` for all that is no letter and no digit.
    var key: String {
        var key = ""
        for scalar in name.lowercased().unicodeScalars {
            let isKept = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if isKept { key.unicodeScalars.append(scalar) } else if key.last != "_", !key.isEmpty { key += "_" }
        }
        while key.last == "_" { key.removeLast() }
        guard let first = key.unicodeScalars.first, first.properties.isAlphabetic else { return "column_\(key)" }
        return key
    }

    /// The name as a mapping writes it.
    var written: String {
        let isPlain =
            !name.isEmpty
            && name.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }
            && !name.hasPrefix("#")
        return isPlain
            ? name : "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }

    func all(_ test: (Span<UInt8>, Range<Int>) -> Bool) -> Bool {
        !values.isEmpty
            && values.allSatisfy { value in
                let bytes = Array(value.utf8)
                return test(bytes.span, 0..<bytes.count)
            }
    }

    var areNumbers: Bool { all { MappedValues.number($0, $1) != nil } }
    var areTruths: Bool {
        Set(values.map { $0.lowercased() }).isSubset(of: ["true", "false", "yes", "no", "t", "f", "y", "n"])
            && !values.isEmpty
    }

    /// Whether it is called a year and holds nothing else.
    var areYears: Bool {
        key.split(separator: "_").contains("year")
            && all { bytes, field in
                field.count == 4 && (1000...2999).contains(FieldText.integer(bytes, field) ?? 0)
            }
    }

    /// How days are written: "" for yyyy-mm-dd, or an order of day, month and year; several where the values do not
    /// tell; empty for what is no date.
    var datePatterns: [String] {
        if all({ GridDay.iso($0, $1) != nil }) { return [""] }
        return ["d/m/y", "m/d/y", "y/m/d", "d.m.y", "d-m-y", "m-d-y", "d m y", "yyyymmdd"].filter { text in
            guard let pattern = DatePattern(text) else { return false }
            return all { pattern.day($0, $1) != nil }
        }
    }
}

struct MappingGuess {
    private static let rowLimit = 100_000

    private var columns: [GuessedColumn]
    private let shape: String
    private let path: String
    private var lines: [String] = []
    /// Numbers of columns that a line speaks of.
    private var used: Set<Int> = []

    init(_ columns: [GuessedColumn], shape: String, path: String) {
        self.columns = columns
        self.shape = shape
        self.path = path
    }

    init(_ bytes: Span<UInt8>, path: String) {
        if let (columns, shape) = Self.jsonLines(bytes) ?? Self.table(bytes) {
            self.init(columns, shape: shape, path: path)
        } else {
            self.init([], shape: "csv", path: path)
        }
    }

    // MARK: Columns

    private static func jsonLines(_ bytes: Span<UInt8>) -> ([GuessedColumn], String)? {
        var lines = DelimitedLines(separator: UInt8(ascii: "\n"))
        lines.rewind(to: bytes.hasByteOrderMark ? 3 : 0)
        var columns: [GuessedColumn] = []
        var positions: [String: Int] = [:]
        while lines.lineNumber < rowLimit, lines.skipLine(in: bytes) {
            if lines.line.isEmpty { continue }
            guard case .object(let members)? = try? JSON.parse(bytes.extracting(lines.line)) else {
                if columns.isEmpty { return nil }
                continue
            }
            for member in members {
                let position = positions[member.key] ?? columns.count
                guard position < GridShape.columnLimit else { continue }
                if position == columns.count {
                    positions[member.key] = position
                    columns.append(GuessedColumn(name: member.key))
                }
                if case .string(let text) = member.value {
                    if !text.isEmpty { columns[position].values.append(text) }
                } else if member.value != .null {
                    columns[position].values.append(member.value.text)
                }
            }
        }
        return columns.isEmpty ? nil : (columns, "jsonl")
    }

    private static func table(_ bytes: Span<UInt8>) -> ([GuessedColumn], String)? {
        let separator = MappedRows.widest(bytes, hasQuotes: true)
        var csv = CSVReader(separator: separator)
        guard (try? csv.next(in: bytes)) == true else { return nil }
        var columns = (0..<min(csv.fieldCount, GridShape.columnLimit)).map {
            GuessedColumn(name: GridShape.trimmed(csv.text($0, in: bytes) ?? ""))
        }
        var rowCount = 0
        while rowCount < rowLimit {
            do throws(CSVError) {
                guard try csv.next(in: bytes) else { break }
            } catch { continue }
            rowCount += 1
            for index in 0..<min(csv.fieldCount, columns.count) {
                let text = GridShape.trimmed(csv.text(index, in: bytes) ?? "")
                if !text.isEmpty { columns[index].values.append(text) }
            }
        }
        let shape =
            switch separator {
            case UInt8(ascii: ","): "csv"
            case UInt8(ascii: "\t"): "tsv"
            default: "csv\nseparator \"\(Unicode.Scalar(separator))\""
            }
        return (columns, shape)
    }

    // MARK: Lines

    /// The mapping.
    var text: String {
        var guess = self
        guess.write()
        return guess.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write() {
        lines = [
            "# A first mapping for \(FieldText.shown(path, limit: 200)), guessed from its columns. Mend it, then:",
            "#   casus \(FieldText.shown(path, limit: 200)) --map THIS_FILE",
            "# casus help mapping says what may stand here.",
            "read \(shape)",
        ]
        dropEmpty()
        field("id", named: ["id", "event_id", "eventid", "event_id_cnty"]) { column in
            Set(column.values).count == column.values.count
        }
        kind()
        dates()
        field(
            "actor",
            named: ["actor", "actor1", "source_actor", "initiator", "side_a", "country1", "actor_name", "from"])
        field("target", named: ["target", "actor2", "target_actor", "recipient", "side_b", "country2", "to"])
        field("place", named: ["place", "location", "city", "place_name", "facility_name", "site", "where"])
        field("country", named: ["country", "country_name", "nation", "state"])
        field("latitude", named: ["latitude", "lat", "facility_latitude", "y"]) { $0.areNumbers }
        field("longitude", named: ["longitude", "lon", "long", "lng", "facility_longitude", "x"]) { $0.areNumbers }
        field(
            "summary",
            named: ["summary", "title", "headline", "description", "notes", "event", "text", "additional_information"])
        field("document", named: ["url", "link", "document", "source_url", "sourceurl"])
        field("via", named: ["source", "publisher", "outlet", "newspaper", "channel", "media"])
        rest()
    }

    private mutating func dropEmpty() {
        let empty = columns.indices.filter { columns[$0].values.isEmpty || columns[$0].name.isEmpty }
        for index in empty { used.insert(index) }
        // Of columns of one name only the first can be asked for.
        for index in columns.indices where columns[..<index].contains(where: { $0.name == columns[index].name }) {
            used.insert(index)
        }
        let names = empty.filter { !columns[$0].name.isEmpty }.map { columns[$0].written }
        if !names.isEmpty {
            lines.append("drop \(names.joined(separator: ", "))    # nothing stands in them, as far as was looked")
        }
    }

    private mutating func field(
        _ field: String, named names: [String], where test: (GuessedColumn) -> Bool = { _ in true }
    ) {
        let keys = columns.map(\.key)
        for name in names {
            guard let index = keys.firstIndex(of: name), !used.contains(index), test(columns[index]) else { continue }
            used.insert(index)
            lines.append("\(field) from \(columns[index].written)")
            return
        }
    }

    /// Which kinds are meant, no guess can tell: the values are listed to be filled in.
    private mutating func kind() {
        let keys = columns.map(\.key)
        let names = ["kind", "event_type", "type", "category", "event_code", "cameo_code", "action"]
        let index = names.lazy.compactMap { keys.firstIndex(of: $0) }.first { !used.contains($0) }
        guard let index else {
            lines.append("# kind is KIND    # what sort of events these are: `casus kinds WORD` finds names")
            return
        }
        var kinds = MappedKinds([])
        let values = Set(columns[index].values).sorted()
        if values.allSatisfy({ kinds.name($0) != nil }) {
            used.insert(index)
            lines.append("kind from \(columns[index].written)")
            return
        }
        let shown = values.prefix(12).map { "\(GuessedColumn(name: $0).written) is KIND" }
        lines.append("# kind from \(columns[index].written) where \(shown.joined(separator: ", "))")
        if values.count > 12 { lines.append("#   and \(values.count - 12) more; `casus kinds WORD` finds names") }
    }

    private mutating func dates() {
        let found = columns.indices.filter { !used.contains($0) && !columns[$0].datePatterns.isEmpty }
        func first(_ words: [String]) -> Int? {
            found.first { index in words.contains { columns[index].key.split(separator: "_").contains(Substring($0)) } }
        }
        let published = first(["published", "publish", "publication", "reported"])
        let (start, end) = (first(["start", "from", "begin"]), first(["end", "to", "until"]))
        if let start, let end, start != end, columns[start].datePatterns == columns[end].datePatterns {
            date("date from \(columns[start].written) to \(columns[end].written)", [start, end])
        } else if let index = found.first(where: { $0 != published && columns[$0].key.contains("date") })
            ?? found.first(where: { $0 != published }) ?? published
        {
            date("date from \(columns[index].written)", [index])
        } else if let index = columns.indices.first(where: { !used.contains($0) && columns[$0].areYears }) {
            used.insert(index)
            lines.append("date from \(columns[index].written)")
        } else {
            lines.append("# date from COLUMN    # no column looks like a date")
        }
        if let published, !used.contains(published) {
            date("published from \(columns[published].written)", [published])
        }
    }

    private mutating func date(_ line: String, _ indices: [Int]) {
        let patterns = columns[indices[0]].datePatterns
        for index in indices { used.insert(index) }
        let pattern = patterns.first ?? ""
        let others = patterns.dropFirst().filter { Set($0) == Set(pattern) }
        lines.append(
            line + (pattern.isEmpty ? "" : " as \(pattern.contains(" ") ? "\"\(pattern)\"" : pattern)")
                + (others.isEmpty ? "" : "    # or \(others.joined(separator: ", or ")): the values do not tell"))
    }

    private mutating func rest() {
        var taken = Set(EventFields.standard(severalActors: true).map(\.name))
        var numbers: [String: Int] = [:]
        for index in columns.indices where !used.contains(index) {
            let column = columns[index]
            var name = column.key
            while taken.contains(name) {
                let number = numbers[column.key, default: 1] + 1
                numbers[column.key] = number
                name = "\(column.key)_\(number)"
            }
            taken.insert(name)
            let type =
                if column.areTruths {
                    " as bool"
                } else if !column.datePatterns.isEmpty, !column.areNumbers {
                    " as date" + (column.datePatterns[0].isEmpty ? "" : " \"\(column.datePatterns[0])\"")
                } else if column.areNumbers,
                    !column.values.contains(where: { $0.hasPrefix("0") && $0.utf8.count > 1 && !$0.hasPrefix("0.") })
                {
                    " as number"
                } else {
                    ""
                }
            lines.append("column \(name) from \(column.written)\(type)")
        }
    }
}
