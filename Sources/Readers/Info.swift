import Columnar
package import EventModel

/// What is in a data set, in figures: what `casus info` shows.
package struct DataSetInfo: Hashable, Sendable {
    /// A name and how often it comes up.
    package struct Tally: Hashable, Sendable {
        package var name: String
        package var count: Int
    }

    /// A column of a table, and how many of its cells nobody coded.
    package struct ColumnInfo: Hashable, Sendable {
        package var name: String
        package var type: ValueType
        package var summary: String
        package var unknownCount: Int
        package var rowCount: Int
        /// From 0 to 1; 0 where there are no rows.
        package var unknownShare: Double { rowCount == 0 ? 0 : Double(unknownCount) / Double(rowCount) }
    }

    package struct TableInfo: Hashable, Sendable {
        package var name: String
        package var rowCount: Int
        package var columns: [ColumnInfo]
    }

    package var name: String
    package var report: ReadReport
    /// The tables that have rows, `events` first.
    package var tables: [TableInfo]
    /// The bounded dates of events, from the first to the last.
    package var dates: DateSpan?
    /// Events whose date is wider than a day, and those of which none is known.
    package var wideDateCount: Int
    package var unknownDateCount: Int
    package var coverage: Coverage?
    /// The most frequent first, ties by name.
    package var kinds: [Tally]
    package var actors: [Tally]
}

/// Sums a data set up.
///
/// - Parameter limit: how many kinds and actors are listed.
package func info(_ loaded: Loaded, limit: Int = 10) -> DataSetInfo {
    let data = loaded.data
    let events = data.tables["events"]
    let dates = DateFigures(events)
    return DataSetInfo(
        name: data.catalog.name, report: loaded.report,
        tables: data.catalog.tables.compactMap { schema in
            data.tables[schema.name].flatMap { $0.rowCount > 0 ? DataSetInfo.TableInfo($0) : nil }
        },
        dates: dates.hull, wideDateCount: dates.wideCount, unknownDateCount: dates.unknownCount,
        coverage: data.catalog.coverage, kinds: tallies(events, ["kind"], limit),
        actors: tallies(events, ["actor", "target"], limit))
}

extension DataSetInfo.TableInfo {
    fileprivate init(_ table: Table) {
        self.init(
            name: table.schema.name, rowCount: table.rowCount,
            columns: table.schema.fields.enumerated().map { index, field in
                DataSetInfo.ColumnInfo(
                    name: field.name, type: field.type, summary: field.summary,
                    unknownCount: table.segments.reduce(0) { $0 + $1.column(index).unknownCount },
                    rowCount: table.rowCount)
            })
    }
}

/// The names in some fields of events, counted.
private func tallies(_ table: Table?, _ fields: [String], _ limit: Int) -> [DataSetInfo.Tally] {
    var counts: [String: Int] = [:]
    for segment in table?.segments ?? [] {
        for field in fields {
            guard let index = table?.index(of: field) else { continue }
            segment.column(index).count(into: &counts)
        }
    }
    return counts.map { DataSetInfo.Tally(name: $0.key, count: $0.value) }
        .sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
        .prefix(limit).map(\.self)
}

/// What the dates of events come to.
private struct DateFigures {
    var hull: DateSpan?
    var wideCount = 0
    var unknownCount = 0

    init(_ table: Table?) {
        guard let table, let index = table.index(of: "date") else { return }
        for segment in table.segments {
            guard case .date(let column) = segment.column(index) else { continue }
            if column.spans == nil {
                guard let first = column.first.min(), let last = column.first.max() else { continue }
                add(DateSpan(first, last))
                continue
            }
            for row in 0..<segment.rowCount {
                guard let date = column.date(at: row) else {
                    unknownCount += 1
                    continue
                }
                if date.lasted || !date.start.isDay { wideCount += 1 }
                add(date.hull)
            }
        }
    }

    private mutating func add(_ span: DateSpan) {
        guard span.isBounded else { return }
        hull = hull?.union(span) ?? span
    }
}

extension Column {
    /// Cells that nobody coded; what is known to be none is not among them.
    fileprivate var unknownCount: Int {
        switch self {
        case .number(let column): Self.unknownCount(column.states)
        case .coded(let column): column.codes.count { $0 == CodedColumn.unknown }
        case .date(let column): Self.unknownCount(column.spans?.states)
        case .truth(let mask): (mask.possible - mask.certain).population
        case .money(let column): Self.unknownCount(column.amount.states)
        case .period(let column): Self.unknownCount(column.states)
        case .list(let column): Self.unknownCount(column.states)
        }
    }

    private static func unknownCount(_ states: [CellState]?) -> Int { states?.count { $0 == .unknown } ?? 0 }

    /// Counts the names of a coded column, or of the members of a list of such.
    fileprivate func count(into counts: inout [String: Int]) {
        switch self {
        case .coded(let column):
            var byCode = [Int](repeating: 0, count: column.dictionary.codeCount)
            for code in column.codes { byCode[Int(code)] += 1 }
            for (code, count) in byCode.enumerated() where count > 0 {
                if let text = column.dictionary.text(UInt32(code)) { counts[text, default: 0] += count }
            }
        case .list(let column): column.values.column.count(into: &counts)
        case .number, .date, .truth, .money, .period: break
        }
    }
}
