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
            precondition(segment.columns.count == schema.fields.count, "a segment has a column a field")
        }
        self.schema = schema
        self.segments = segments
        rowCount = segments.reduce(0) { $0 + $1.rowCount }
    }

    package func index(of field: String) -> Int? { schema.fields.firstIndex { $0.name == field } }
}

/// A stretch of rows.
package struct Segment: Sendable {
    package let columns: [Column]
    package let rowCount: Int

    package init(columns: [Column], rowCount: Int) {
        for column in columns { precondition(column.count == rowCount, "columns of a segment have one length") }
        self.columns = columns
        self.rowCount = rowCount
    }
}

/// Everything that one or several files hold: names and trees, and a table for each sort of record.
package struct DataSet: Sendable {
    package var catalog: Catalog
    package var tables: [String: Table]

    package init(catalog: Catalog, tables: [String: Table]) {
        self.catalog = catalog
        self.tables = tables
    }
}
