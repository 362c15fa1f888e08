import Columnar
import EventModel

/// Which rows stay when data sets become one: a table of documents has each of them once.
struct JoinedRows {
    /// By part and segment the documents that go; nil where all stay.
    private let left: [[Bits?]]

    init(_ parts: [DataSet]) { left = Self.repeated("documents", parts) }

    /// The rows of a segment that stay; nil for all.
    func kept(_ table: String, _ part: Int, _ segment: Int, count: Int) -> [Int]? {
        guard table == "documents", let gone = left[part][segment] else { return nil }
        return (0..<count).filter { !gone[$0] }
    }

    /// Rows whose id stands in an earlier part.
    private static func repeated(_ name: String, _ parts: [DataSet]) -> [[Bits?]] {
        var result = parts.map { [Bits?](repeating: nil, count: $0.tables[name]?.segments.count ?? 0) }
        // The first part mostly is far larger than the others: these are kept in mind, and it is gone through.
        var names = KnownNames()
        /// The first row of each name: its part, segment and row.
        var owners: [(part: Int, place: RowPlace)] = []
        func mark(_ part: Int, _ segment: Int, _ row: Int) {
            if result[part][segment] == nil {
                result[part][segment] = Bits(count: parts[part].tables[name]?.segments[segment].rowCount ?? 0)
            }
            result[part][segment]?[row] = true
        }
        for part in parts.indices.dropFirst() {
            each(name, parts[part]) { segment, row, dictionary, entry in
                let (number, isNew) = names.add(dictionary, entry)
                if isNew {
                    owners.append((part, RowPlace(segment: segment, row: row)))
                } else if owners[number].part < part {
                    mark(part, segment, row)
                }
            }
        }
        guard let first = parts.first, names.count > 0 else { return result }
        each(name, first) { _, _, dictionary, entry in
            guard let number = names.number(of: dictionary, entry) else { return }
            mark(owners[number].part, owners[number].place.segment, owners[number].place.row)
        }
        return result
    }

    /// How many events have an id that another part has, or, in a later part, an earlier event of that part.
    static func repeatedEvents(_ parts: [DataSet]) -> Int {
        var names = KnownNames()
        var count = 0
        for part in parts.dropFirst() {
            each("events", part) { _, _, dictionary, entry in if !names.add(dictionary, entry).isNew { count += 1 } }
        }
        guard let first = parts.first, names.count > 0 else { return count }
        each("events", first) { _, _, dictionary, entry in
            if names.number(of: dictionary, entry) != nil { count += 1 }
        }
        return count
    }

    /// Goes through the ids of a table, in order.
    static func each(
        _ name: String, _ data: DataSet,
        _ body: (_ segment: Int, _ row: Int, _ dictionary: CodeDictionary, _ entry: Int) -> Void
    ) {
        guard let table = data.tables[name], let id = table.index(of: "id") else { return }
        for (number, segment) in table.segments.enumerated() {
            guard case .coded(let codes, let dictionary) = segment.fresh(id).narrow else { continue }
            for row in 0..<codes.count where codes[row] >= CodedColumn.firstCode {
                body(number, row, dictionary, Int(codes[row] - CodedColumn.firstCode))
            }
        }
    }
}

extension StoredColumn {
    /// Codes in full width as stored ones.
    fileprivate var narrow: StoredColumn {
        if case .plain(.coded(let column)) = self {
            .coded(.words(View(column.codes)), column.dictionary)
        } else {
            self
        }
    }
}
