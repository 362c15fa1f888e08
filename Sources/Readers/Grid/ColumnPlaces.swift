/// A column that a reader of tables knows.
protocol GridColumn: RawRepresentable<Int>, CaseIterable {
    /// What headers call it, in small letters; what comes first counts where a file has several.
    var titles: [String] { get }
}

/// Where the columns that a reader knows stand in a file.
struct ColumnPlaces<Column: GridColumn> {
    private var positions: [Int]
    /// Columns of the file that the reader does not know.
    private(set) var others: [String] = []
    /// Words that stand for no value, in small letters.
    private var missing: [StaticString]

    /// No column at all.
    init() {
        positions = []
        missing = []
    }

    init(_ header: GridHeader, missing: [StaticString] = []) {
        self.missing = missing
        let names = header.names.map { $0.lowercased() }
        var known: Set<Int> = []
        positions = Column.allCases.map { column in
            for title in column.titles {
                guard let position = names.firstIndex(of: title) else { continue }
                known.insert(position)
                return position
            }
            return -1
        }
        others = names.indices.filter { !known.contains($0) && !names[$0].isEmpty }.map { header.names[$0] }
    }

    subscript(column: Column) -> Int? {
        guard column.rawValue < positions.count, positions[column.rawValue] >= 0 else { return nil }
        return positions[column.rawValue]
    }

    /// The first titles of the columns that a file does not have.
    func titlesMissing(of columns: [Column]) -> [String] {
        columns.filter { self[$0] == nil }.map { $0.titles[0] }
    }

    // MARK: Values of a row

    /// A field without spaces around it; nil where there is no value.
    func value(_ column: Column, _ bytes: Span<UInt8>, _ fields: FieldRanges) -> Range<Int>? {
        guard let index = self[column], let field = GridField.value(bytes, fields[index]) else { return nil }
        for word in missing where GridField.isWord(word, bytes, field) { return nil }
        return field
    }

    /// A number no farther from zero than `limit`; not a number where there is none.
    func number(_ column: Column, _ bytes: Span<UInt8>, _ fields: FieldRanges, limit: Double = .infinity)
        throws(RowFault) -> Double
    {
        guard let field = value(column, bytes, fields) else { return .nan }
        guard let number = FieldText.decimal(bytes, field), abs(number) <= limit else {
            let range = limit.isFinite ? " from -\(Int(limit)) to \(Int(limit))" : ""
            throw RowFault(
                .badNumber, self[column], "found `\(FieldText.excerpt(bytes, field))`, expected a number\(range)")
        }
        return number
    }

    /// Why a value that has to be there cannot be taken.
    func fault(
        _ reason: RefusalReason, _ column: Column, _ bytes: Span<UInt8>, _ fields: FieldRanges, expected: String
    ) -> RowFault {
        let found = value(column, bytes, fields).map { "`\(FieldText.excerpt(bytes, $0))`" } ?? "nothing"
        return RowFault(reason, self[column], "found \(found), expected \(expected)")
    }
}
