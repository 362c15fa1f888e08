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
        /// A group held sums of money in several currencies, which do not add.
        case mixedCurrencies(column: String)
        /// So many events are matched by more than one anchor.
        case matchedSeveralTimes(events: Int)
        /// So many matches took an event that certainly fits though an earlier one possibly does.
        case earlierPossible(matches: Int)
        /// So many of very many possible matches are such in which a name that had to be the same is unknown.
        case possibleByUnknown(name: String, matches: Int)
        /// Of so many anchors the data end too early to tell.
        case censored(anchors: Int)
        /// `one_a_day` left out so many rows.
        case sameDayLeftOut(rows: Int)
        /// `compare` left out so many rows whose key an earlier row of the same table has.
        case repeatedKeys(rows: Int)
        /// A rate has so few anchors that it tells nothing.
        case fewAnchors(count: Int)
        /// Of so many anchors of a rate the window meets that of another.
        case overlappingWindows(anchors: Int, of: Int, within: String)
        /// Some anchors of a rate are possible only.
        case possibleAnchors(count: Int)
        /// The base of a rate rests on the span of the data, since no coverage is recorded.
        case baseIsGuess(Period)
        /// Columns of `by` whose value was unknown for so many rows.
        case other(String)
    }
}
