package import EventModel

/// Rows in columns, in segments: the rows of one segment stand together in every column.
///
/// Rows whose dates are wider than a day stand in segments of their own, so that all others need one day a row.
package struct Table: Sendable {
    package let schema: TableSchema
    package let segments: [Segment]
    package let rowCount: Int

    package init(schema: TableSchema, segments: [Segment]) {
        for segment in segments {
            precondition(segment.columnCount == schema.fields.count, "a segment has a column a field")
        }
        self.schema = schema
        self.segments = segments
        rowCount = segments.reduce(0) { $0 + $1.rowCount }
    }

    package func index(of field: String) -> Int? { schema.fields.firstIndex { $0.name == field } }
}

/// A stretch of rows.
package struct Segment: Sendable {
    package let rowCount: Int
    /// Where rows of a kind and of some days lie together; nil of rows that lie as they were read.
    package let runs: RowRuns?
    private let cells: SegmentColumns
    /// All columns, where they are in full width anyway: no lock stands before them.
    private let plain: [Column]?

    package var columnCount: Int { cells.count }

    package init(columns: [Column], rowCount: Int) {
        for column in columns { precondition(column.count == rowCount, "columns of a segment have one length") }
        cells = SegmentColumns(columns.map { .plain($0) })
        plain = columns
        runs = nil
        self.rowCount = rowCount
    }

    package init(stored: [StoredColumn], rowCount: Int, runs: RowRuns? = nil) {
        for column in stored { precondition(column.count == rowCount, "columns of a segment have one length") }
        cells = SegmentColumns(stored)
        plain = nil
        self.runs = runs
        self.rowCount = rowCount
    }

    /// Columns that are brought in when somebody first asks for them; each of them has `rowCount` rows.
    /// - Parameters:
    ///   - unchecked: brings in a column whose rows are to be checked before they are read; nil of one that has to be
    ///     checked as a whole.
    ///   - dictionaries: brings in the dictionary of a column alone; nil of one that has none.
    package init(
        sources: [@Sendable () -> StoredColumn], rowCount: Int, runs: RowRuns? = nil,
        unchecked: (@Sendable (Int) -> (column: StoredColumn, check: RowCheck)?)? = nil,
        dictionaries: (@Sendable (Int) -> CodeDictionary?)? = nil
    ) {
        cells = SegmentColumns(sources, unchecked: unchecked, dictionaries: dictionaries)
        self.runs = runs
        plain = nil
        self.rowCount = rowCount
    }

    /// A column as it is stored.
    package func stored(_ index: Int) -> StoredColumn { plain.map { .plain($0[index]) } ?? cells.stored(index) }

    /// A column as it is stored, for a reader that sees to it that the rows which it reads are sound; no check where all
    /// are.
    package func unchecked(_ index: Int) -> (column: StoredColumn, check: RowCheck?) {
        plain.map { (.plain($0[index]), nil) } ?? cells.unchecked(index)
    }

    /// A column as it is stored, not kept where it is not known yet: for those who go through all columns once.
    package func fresh(_ index: Int) -> StoredColumn { plain.map { .plain($0[index]) } ?? cells.fresh(index) }

    /// What the codes of a column stand for; nil of columns of anything else. The codes themselves are not brought in.
    package func dictionary(_ index: Int) -> CodeDictionary? {
        if let plain { StoredColumn.plain(plain[index]).dictionary } else { cells.dictionary(index) }
    }

    /// A whole column in full width, kept from then on: for the few who go from row to row.
    package func column(_ index: Int) -> Column { plain?[index] ?? cells.whole(index) }

    /// Whether two segments hold equal columns. Those that share their storage are equal at a glance.
    package func isSame(as other: Segment) -> Bool {
        if cells === other.cells { return true }
        return rowCount == other.rowCount && columnCount == other.columnCount
            && (0..<columnCount).allSatisfy { column($0) == other.column($0) }
    }
}

/// Everything that one or several files hold: names and trees, and a table for each sort of record.
package struct DataSet: Sendable {
    package var catalog: Catalog
    package var tables: [String: Table]
    /// Whether what was read of it is what was written; asked before an answer is given out.
    package let integrity: Integrity

    package init(catalog: Catalog, tables: [String: Table], integrity: Integrity = Integrity()) {
        self.catalog = catalog
        self.tables = tables
        self.integrity = integrity
    }
}
