package import EventModel

/// What a question comes to: a table, which of its rows are only possible, and what the reader must know besides.
package struct Answer: Sendable {
    package var fields: [Field]
    package var columns: [Column]
    package var rowCount: Int
    /// Rows that were asked for with `possibly` and are not certain; nil where all are.
    package var possibleRows: Bits?
    package var footer: Footer

    package init(
        fields: [Field], columns: [Column], rowCount: Int, possibleRows: Bits? = nil, footer: Footer = Footer()
    ) {
        self.fields = fields
        self.columns = columns
        self.rowCount = rowCount
        self.possibleRows = possibleRows
        self.footer = footer
    }

    package func value(row: Int, column: Int) -> Value {
        columns[column].value(at: row, type: fields[column].type)
    }

    /// Whether a row is shown as merely possible.
    package func isPossible(row: Int) -> Bool { possibleRows?[row] ?? false }
}

/// What an answer says below its rows.
package struct Footer: Hashable, Sendable {
    /// Rows that stayed out because a condition answered maybe.
    package var possibleCount: Int
    package var notes: [Note]

    package init(possibleCount: Int = 0, notes: [Note] = []) {
        self.possibleCount = possibleCount
        self.notes = notes
    }

    /// A fact that changes how an answer is to be read.
    package enum Note: Hashable, Sendable {
        /// Grouping by a field of several values counted `rows` rows more than once.
        case countedSeveralTimes(field: String, rows: Int)
        /// An aggregate left out `count` cells of a column that nobody coded.
        case unknownSkipped(column: String, count: Int)
        /// The periods with 0 rest on the span of the data, since no coverage is recorded.
        case coverageIsGuess(Period)
        /// Rows that lie in no single period.
        case unplaced(count: Int)
        /// A sum was too large to be exact.
        case inexactSum(column: String)
        /// Columns of `by` whose value was unknown for so many rows.
        case other(String)
    }
}
