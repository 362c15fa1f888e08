import Columnar
import EventModel
import Store

/// What is another in the rows of a segment than it was where they come from: rows that go, days that are earlier, and
/// titles that are known elsewhere.
struct RowChanges {
    private var kept: [Bool]
    private var droppedCount = 0
    /// By row, `DateSpan.distantPast` where nothing changes; none where no day does.
    private var days: [DayNumber] = []
    private var titles: [Int: RowPlace] = [:]

    init(
        _ changes: SpillFile<DocumentSpill.Record>, _ heap: Int, rowCount: Int, _ integrity: Integrity
    ) {
        kept = Array(repeating: true, count: rowCount)
        do throws(StoreError) {
            for record in try changes.records(heap) {
                switch DocumentSpill.change(record) {
                case .dropped(let row):
                    kept[row] = false
                    droppedCount += 1
                case .published(let row, let day):
                    if days.isEmpty { days = Array(repeating: DateSpan.distantPast, count: rowCount) }
                    days[row] = DocumentSpill.earlier(day, days[row])
                case .title(let row, let place): titles[row] = place
                }
            }
        } catch {
            integrity.fail(error.text)
        }
    }

    /// How many rows go, and whether anything changes at all.
    static func outcome(
        _ changes: SpillFile<DocumentSpill.Record>, _ heap: Int
    ) throws(StoreError) -> (dropped: Int, isChanged: Bool) {
        let records = try changes.records(heap)
        let dropped = records.count { record in
            if case .dropped = DocumentSpill.change(record) { true } else { false }
        }
        return (dropped, !records.isEmpty)
    }

    /// A column as it is now.
    ///
    /// - Parameter documents: gives the column of the documents of a segment; made once for each that is asked for, and
    ///   no two at a time.
    func applied(
        to column: Column, _ field: Field, documents: (_ segment: Int) -> (column: Column, type: ValueType)?
    ) -> Column {
        var column = column
        switch field.name {
        case "published", "known": column = dated(column, field.type)
        case "about": column = titled(column, field.type, documents)
        case _: break
        }
        if droppedCount == 0 { return column }
        return column.gathering(kept.indices.filter { kept[$0] }, type: field.type)
    }

    private func dated(_ column: Column, _ type: ValueType) -> Column {
        if days.isEmpty { return column }
        guard case .date(let dates) = column else { return column }
        if dates.spans == nil { return .days(zip(dates.first, days).map(DocumentSpill.earlier)) }
        var firstDays: [DayNumber] = []
        for (row, day) in days.enumerated() {
            switch column.value(at: row, type: type) {
            case .unknown: firstDays.append(day)
            case let value where value.isExactDay: firstDays.append(DocumentSpill.earlier(dates.first[row], day))
            case _: return wideDated(column, type)
            }
        }
        return .days(firstDays)
    }

    /// Where some of the dates are more than days: they stay.
    private func wideDated(_ column: Column, _ type: ValueType) -> Column {
        var values = (0..<column.count).map { column.value(at: $0, type: type) }
        for (row, day) in days.enumerated()
        where day != DateSpan.distantPast && (values[row].isExactDay || values[row] == .unknown) {
            var first = day
            if case .date(let date) = values[row] { first = min(first, date.start.earliest) }
            values[row] = .date(EventDate(at: DateSpan(day: first)))
        }
        return Column(values, type: type)
    }

    private func titled(
        _ column: Column, _ type: ValueType, _ documents: (_ segment: Int) -> (column: Column, type: ValueType)?
    ) -> Column {
        if titles.isEmpty { return column }
        var values = (0..<column.count).map { column.value(at: $0, type: type) }
        for (segment, titles) in Dictionary(grouping: titles, by: \.value.segment) {
            let known = documents(segment)
            for (row, place) in titles {
                values[row] = known.map { $0.column.value(at: place.row, type: $0.type) } ?? .unknown
            }
        }
        return Column(values, type: type)
    }
}
