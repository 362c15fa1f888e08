import Columnar
import EventModel

/// A mapping fitted to the columns of a file.
struct MappedPlan {
    /// Where the text of a field is found, and what it is replaced with.
    struct Lookup {
        /// The code of a value that all rows have.
        var constant: UInt32?
        var index: Int?
        var separator: UInt8?
        var table: [(found: [UInt8], code: UInt32)] = []
    }

    enum Dates {
        case one(Int, DatePattern?)
        case span(Int, Int, lasted: Bool, DatePattern?)
        case constant(EventDate)
    }

    struct Column {
        var index: Int
        var sort: EventDraft.Sort
        var source: Mapping.Source
        var table: [(found: [UInt8], code: UInt32)] = []
    }

    var id: Int?
    var kind = Lookup()
    var date: Dates?
    var known: Dates?
    var published: Dates?
    var actor = Lookup()
    var target = Lookup()
    var place: [Int] = []
    var country = Lookup()
    var latitude: Int?
    var longitude: Int?
    var summary = Lookup()
    var document = Lookup()
    var outlet = Lookup()
    var speaker = Lookup()
    var columns: [Column] = []
    var missing: [[UInt8]] = []
    var hasReports = false
}

/// Finds the columns of a mapping in a file's header.
struct MappedPlanner {
    let mapping: Mapping
    let header: GridHeader
    private(set) var used: Set<Int> = []

    init(_ mapping: Mapping, _ header: GridHeader) {
        self.mapping = mapping
        self.header = header
    }

    /// Columns that the mapping does not speak of.
    var others: [String] {
        header.names.enumerated().filter { index, name in !used.contains(index) && !name.isEmpty }.map(\.element)
    }

    /// Takes note of the columns that are left out, which have to be there as all others; of JSON Lines only those are
    /// known that are read.
    mutating func drop() throws(MappingError) {
        if mapping.shape == .jsonLines { return }
        for name in mapping.dropped { _ = try index(name) }
    }

    /// The place of a column; JSON Lines have any, as records leave members out.
    mutating func index(_ name: Mapping.Name) throws(MappingError) -> Int {
        // As it is written, or else in other case.
        let index =
            header.names.firstIndex(of: name.text)
            ?? header.names.firstIndex { $0.lowercased() == name.text.lowercased() }
        guard let index else {
            let names = header.names.filter { !$0.isEmpty }.joined(separator: ", ")
            throw fault(
                name,
                "found no column `\(FieldText.shown(name.text))` in \(header.path), which has "
                    + FieldText.shown(names, limit: 300))
        }
        used.insert(index)
        return index
    }

    mutating func index(_ field: Mapping.Field) throws(MappingError) -> Int? {
        guard let source = mapping.fields[field] else { return nil }
        switch source.origin {
        case .columns(let names): return try index(names[0])
        case .constant(let name), .span(let name, _, _):
            throw fault(name, "found a value, expected \(field.rawValue) from a column")
        }
    }

    /// - Parameter code: the code of a text that the mapping itself gives; nil where it means nothing.
    mutating func lookup(
        _ field: Mapping.Field, expected: String = "a value", code: (String) -> UInt32?
    ) throws(MappingError) -> MappedPlan.Lookup {
        var lookup = MappedPlan.Lookup()
        guard let source = mapping.fields[field] else { return lookup }
        lookup.separator = source.separator ?? (mapping.shape == .jsonLines ? MappedJSON.separator : nil)
        switch source.origin {
        case .constant(let name): lookup.constant = try self.code(name, expected, code)
        case .columns(let names): lookup.index = try index(names[0])
        case .span(let name, _, _): throw fault(name, "found a span, expected one column")
        }
        for value in source.values {
            lookup.table.append((Array(value.found.utf8), try self.code(value.meant, expected, code)))
        }
        return lookup
    }

    private func code(_ name: Mapping.Name, _ expected: String, _ code: (String) -> UInt32?) throws(MappingError)
        -> UInt32
    {
        guard let code = code(name.text) else {
            throw fault(name, "found `\(FieldText.shown(name.text))`, expected \(expected)")
        }
        return code
    }

    mutating func dates(_ field: Mapping.Field) throws(MappingError) -> MappedPlan.Dates? {
        guard let source = mapping.fields[field] else { return nil }
        switch source.origin {
        case .columns(let names): return .one(try index(names[0]), source.pattern)
        case .span(let first, let last, let lasted):
            return .span(try index(first), try index(last), lasted: lasted, source.pattern)
        case .constant(let name):
            guard case .success(let date) = EDTF.parse(name.text) else {
                throw fault(name, "found `\(FieldText.shown(name.text))`, expected a date")
            }
            return .constant(date)
        }
    }

    func fault(_ name: Mapping.Name, _ detail: String) -> MappingError {
        MappingError(path: mapping.path, line: name.line, column: name.column, detail: detail)
    }
}
