import Columnar
import EventModel
import Plan

/// The events as they were known on a day.
final class KnownEvents: Sendable {
    /// Events that were certainly or possibly known.
    let table: Table
    /// By segment, the rows that were only possibly known.
    let possible: [Bits]
    /// Places of events by their ids.
    let places: [String: RowPlace]

    init(_ events: Table, _ reports: ReportIndex, on day: DayNumber, _ state: RunState?) throws(RunError) {
        let resolver = Resolver(events, reports, day)
        var segments: [Segment] = []
        var possible: [Bits] = []
        for segment in events.segments {
            var rows: [Int] = []
            var maybe: [Bool] = []
            for row in 0..<segment.rowCount {
                if row % RunState.piece == 0 { try state?.advance(by: 0) }
                let truth = resolver.isKnown(segment, row)
                if truth == .no { continue }
                rows.append(row)
                maybe.append(truth == .maybe)
            }
            if rows.isEmpty { continue }
            var columns: [Column] = []
            for (index, field) in events.schema.fields.enumerated() {
                try state?.advance(by: 0)
                let own = segment.columns[index].gathering(rows, type: field.type)
                columns.append(resolver.resolved(field, own, segment, rows, maybe))
            }
            segments.append(Segment(columns: columns, rowCount: rows.count))
            possible.append(Bits(count: rows.count) { maybe[$0] })
        }
        table = Table(schema: events.schema, segments: segments)
        self.possible = possible
        places = Context.places(of: table)
    }
}

/// Finds out what was known of each event.
private struct Resolver {
    private let events: Table
    private let reports: ReportIndex
    private let day: DayNumber
    /// Whether each report was out by the day.
    private let admitted: [Truth]
    private let id: Int?
    private let known: Int?
    /// Fields that some report gives.
    private let given: Set<String>

    init(_ events: Table, _ reports: ReportIndex, _ day: DayNumber) {
        (self.events, self.reports, self.day) = (events, reports, day)
        admitted = reports.published.map { $0.map { Self.isBy($0, day) } ?? .maybe }
        id = events.index(of: "id")
        known = events.index(of: "known")
        given = Set(reports.columns.keys).subtracting(ReportIndex.ownFields).subtracting(["known"])
    }

    private static func isBy(_ date: EventDate, _ day: DayNumber) -> Truth {
        let hull = date.hull
        return hull.latest <= day ? .yes : hull.earliest > day ? .no : .maybe
    }

    private func reports(_ segment: Segment, _ row: Int) -> [Int32] {
        guard let id, let ids = segment.columns[id].asCoded, let name = ids.dictionary.text(ids.codes[row]) else {
            return []
        }
        return reports.reports(of: name)
    }

    /// Of an event without reports its own `known` tells.
    func isKnown(_ segment: Segment, _ row: Int) -> Truth {
        let its = reports(segment, row)
        if !its.isEmpty { return its.map { admitted[Int($0)] }.max() ?? .no }
        guard let known, let date = segment.columns[known].asDate?.date(at: row) else { return .maybe }
        return Self.isBy(date, day)
    }

    /// A field as it was known; the column itself where no report says anything of it.
    func resolved(_ field: Field, _ own: Column, _ segment: Segment, _ rows: [Int], _ isMaybe: [Bool]) -> Column {
        guard given.contains(field.name), let type = reports.types[field.name], type.element == field.type.element
        else { return own }
        var values: [Value]?
        for (place, row) in rows.enumerated() {
            let its = reports(segment, row)
            guard !its.isEmpty, let value = latest(field.name, its, isMaybe: isMaybe[place]) else { continue }
            if values == nil { values = (0..<rows.count).map { own.value(at: $0, type: field.type) } }
            values?[place] = Self.fitted(value, to: field.type)
        }
        return values.map { Column($0, type: field.type) } ?? own
    }

    /// The latest value of those that affirm; nil where none ever gives the field, unknown where only later ones do.
    private func latest(_ field: String, _ its: [Int32], isMaybe: Bool) -> Value? {
        var isGiven = false
        var best: (row: Int32, value: Value)?
        for wanted in isMaybe ? [Truth.yes, .maybe] : [.yes] where best == nil {
            for row in its where reports.affirms[Int(row)] {
                let value = reports.value(field, row)
                if value == .unknown { continue }
                isGiven = true
                guard admitted[Int(row)] == wanted else { continue }
                if best.map({ isLater(row, $0.row) }) ?? true { best = (row, value) }
            }
        }
        return isGiven ? best?.value ?? .unknown : nil
    }

    /// By the last, then by the first day on which a report may have come out; of two alike the later record.
    private func isLater(_ one: Int32, _ other: Int32) -> Bool {
        func days(_ row: Int32) -> (DayNumber, DayNumber) {
            let hull = reports.published[Int(row)]?.hull
            return (hull?.latest ?? DateSpan.distantFuture, hull?.earliest ?? DateSpan.distantPast)
        }
        return days(one) >= days(other)
    }

    /// One value where a field has one, a list where it has several.
    private static func fitted(_ value: Value, to type: ValueType) -> Value {
        guard case .list(let members) = value, !type.isList else { return value }
        return members.count == 1 ? members[0] : .unknown
    }
}

extension Engine {
    /// The events as they were known on a day; those only possibly known are unseen.
    func known(_ schema: TableSchema, on day: DayNumber, _ state: RunState) throws(RunError) -> Rows {
        let known = try state.context.events(knownOn: day, state)
        var rows = try Pipeline(known.table, schema).collected(state)
        let unseen = Bits(count: rows.count) { row in
            let place = rows.places[row]
            return known.possible[place.segment][place.row]
        }
        rows.unseen = unseen.isEmpty ? nil : unseen
        return rows
    }
}
