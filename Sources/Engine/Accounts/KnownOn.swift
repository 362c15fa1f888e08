import Columnar
import EventModel
import Plan

/// The events as they were known on a day.
final class KnownEvents: Sendable {
    /// Events that were certainly or possibly known.
    let table: Table
    /// By segment, the rows that were only possibly known; nil where there are none.
    let possible: [Bits?]
    /// Places of events by their ids.
    let places: [String: RowPlace]

    init(_ events: Table, _ reports: ReportIndex, on day: DayNumber, _ state: RunState?) throws(RunError) {
        let resolver = EventResolver(events, reports, day)
        var parts: [(segment: Segment, possible: Bits)] = []
        var places: [String: RowPlace] = [:]
        for segment in events.segments {
            guard let whole = try resolver.known(segment, state) else { continue }
            let split = resolver.splitByDate(whole)
            // Of events that share an id the first that is stored counts, wherever it has come to stand.
            let ids = events.index(of: "id").flatMap { whole.segment.column($0).asCoded }
            var placeOf = [RowPlace](repeating: .nowhere, count: whole.segment.rowCount)
            for (number, part) in split.enumerated() {
                for (row, old) in part.rows.enumerated() {
                    placeOf[old] = RowPlace(segment: parts.count + number, row: row)
                }
            }
            for (row, place) in placeOf.enumerated() {
                if row % RunState.piece == 0 { try state?.advance(by: 0) }
                guard let ids, let name = ids.dictionary.text(ids.codes[row]), places[name] == nil else { continue }
                places[name] = place
            }
            parts += split.map { ($0.segment, $0.possible) }
        }
        table = Table(schema: events.schema, segments: parts.map(\.segment))
        possible = parts.map { $0.possible.isEmpty ? nil : $0.possible }
        self.places = places
    }
}

/// Finds out what was known of each event.
private struct EventResolver {
    private let events: Table
    private let reports: ReportIndex
    private let day: DayNumber
    /// Whether each report was out by the day.
    private let admitted: [Truth]
    /// Reports in the order in which they count: the later, the higher.
    private let lateness: [Int64]
    private let id: Int?
    private let known: Int?
    /// Reports that give a field, of the fields that some report gives.
    private let given: [String: Bits]

    init(_ events: Table, _ reports: ReportIndex, _ day: DayNumber) {
        (self.events, self.reports, self.day) = (events, reports, day)
        admitted = reports.published.map { $0.map { Self.isBy($0, day) } ?? .maybe }
        lateness = reports.published.map { date in
            let hull = date?.hull ?? .unbounded
            return Int64(hull.latest) << 32 + (Int64(hull.earliest) - Int64(DateSpan.distantPast))
        }
        id = events.index(of: "id")
        known = events.index(of: "known")
        var given: [String: Bits] = [:]
        for field in events.schema.fields where !ReportIndex.ownFields.contains(field.name) && field.name != "known" {
            given[field.name] = reports.given(field.name)
        }
        self.given = given
    }

    private static func isBy(_ date: EventDate, _ day: DayNumber) -> Truth {
        let hull = date.hull
        return hull.latest <= day ? .yes : hull.earliest > day ? .no : .maybe
    }

    // MARK: Events

    /// The rows of a segment that were known, their fields resolved; nil where there are none.
    func known(_ segment: Segment, _ state: RunState?) throws(RunError) -> (segment: Segment, possible: Bits)? {
        let ids = id.flatMap { segment.column($0).asCoded }
        let codes = ids.map { reports.codes(of: $0.dictionary) } ?? []
        let own = known.flatMap { segment.column($0).asDate }
        var rows: [Int] = []
        var its: [ArraySlice<Int32>] = []
        var isMaybe: [Bool] = []
        for row in 0..<segment.rowCount {
            if row % RunState.piece == 0 { try state?.advance(by: 0) }
            let accounts = ids.map { reports.reports(ofCode: codes[Int($0.codes[row])]) } ?? []
            var truth = Truth.no
            // Of an event without reports its own `known` tells.
            if accounts.isEmpty { truth = own?.date(at: row).map { Self.isBy($0, day) } ?? .maybe }
            for report in accounts { truth = truth || admitted[Int(report)] }
            if truth == .no { continue }
            rows.append(row)
            its.append(accounts)
            isMaybe.append(truth == .maybe)
        }
        if rows.isEmpty { return nil }
        try state?.reserve(rows.count, bytesEach: 48)
        var columns: [Column] = []
        for (index, field) in events.schema.fields.enumerated() {
            try state?.advance(by: 0)
            let own = segment.column(index)
            columns.append(
                resolved(field, own, rows, its, isMaybe)
                    ?? (rows.count == segment.rowCount ? own : own.gathering(rows, type: field.type)))
        }
        return (Segment(columns: columns, rowCount: rows.count), Bits(count: rows.count) { isMaybe[$0] })
    }

    /// Where the value of a field comes from.
    private enum Origin { case event, report(Int32), nobody }

    /// A field as it was known; nil where it is the event's own in all rows.
    private func resolved(
        _ field: Field, _ own: Column, _ rows: [Int], _ its: [ArraySlice<Int32>], _ isMaybe: [Bool]
    ) -> Column? {
        guard let given = given[field.name], let column = reports.columns[field.name],
            let type = reports.types[field.name], type.element == field.type.element
        else { return nil }
        let origins = [Origin](its.indices, rest: .nobody) {
            its[$0].isEmpty ? .event : origin(given, its[$0], isMaybe: isMaybe[$0])
        }
        if origins.allSatisfy({ if case .event = $0 { true } else { false } }) { return nil }
        if type == field.type, field.type != .bool, field.type != .period {
            let places = origins.indices.map { index in
                switch origins[index] {
                case .event: RowPlace(segment: 0, row: rows[index])
                case .report(let row): RowPlace(segment: 1, row: Int(row))
                case .nobody: RowPlace.nowhere
                }
            }
            return Column.gathering([own, column], places, type: field.type)
        }
        let values = [Value](origins.indices, rest: .unknown) { index in
            switch origins[index] {
            case .event: own.value(at: rows[index], type: field.type)
            case .report(let row): Self.fitted(column.value(at: Int(row), type: type), to: field.type)
            case .nobody: field.type == .bool ? .truth(.maybe) : .unknown
            }
        }
        return Column(values, type: field.type)
    }

    /// The latest of the reports that affirm and were out; the event itself where no report ever gives the field.
    private func origin(_ given: Bits, _ its: ArraySlice<Int32>, isMaybe: Bool) -> Origin {
        var isGiven = false
        var best: Int32?
        // An event that is only possibly known has no report that certainly was out.
        let wanted: Truth = isMaybe ? .maybe : .yes
        for row in its where given[Int(row)] && reports.affirms[Int(row)] {
            isGiven = true
            guard admitted[Int(row)] == wanted else { continue }
            if let known = best, lateness[Int(row)] < lateness[Int(known)] { continue }
            best = row
        }
        return isGiven ? best.map { .report($0) } ?? .nobody : .event
    }

    /// One value where a field has one, a list where it has several.
    private static func fitted(_ value: Value, to type: ValueType) -> Value {
        guard case .list(let members) = value, !type.isList else { return value }
        return members.count == 1 ? members[0] : .unknown
    }

    // MARK: Segments

    /// Rows with dates wider than a day apart from the others.
    /// - Returns: the parts, and which rows each has of the whole.
    func splitByDate(
        _ part: (segment: Segment, possible: Bits)
    ) -> [(segment: Segment, possible: Bits, rows: [Int])] {
        let whole = (part.segment, part.possible, Array(0..<part.segment.rowCount))
        guard let index = events.index(of: "date"), let dates = part.segment.column(index).asDate,
            let spans = dates.spans
        else { return [whole] }
        let exact = Bits(count: part.segment.rowCount) { row in
            let first = dates.first[row]
            return spans.states[row] == .known && !spans.lasted[row] && spans.writtenIndex[row] < 0
                && spans.startLatest[row] == first && spans.endLatest[row] == first
        }
        if exact.isEmpty { return [whole] }
        return [exact, ~exact].filter { !$0.isEmpty }.map { chosen in
            let rows = chosen.rows
            let columns = events.schema.fields.enumerated().map { place, field in
                if place == index, chosen == exact {
                    return Column.date(DateColumn(first: rows.map { dates.first[$0] }))
                }
                return part.segment.column(place).gathering(rows, type: field.type)
            }
            return (Segment(columns: columns, rowCount: rows.count), part.possible.gathering(rows), rows)
        }
    }
}
