import Columnar
import EventModel
import Synchronization

/// What expressions may look at beside their row: the catalogue, and the events that links point to.
final class Context: Sendable {
    let data: DataSet
    let scalars: Scalars
    let tables = SharedTables()
    let lanes = Lanes()
    /// Memory that one question hands on to the next.
    let memory = SpareMemory()

    init(_ data: DataSet) {
        self.data = data
        scalars = Scalars(catalog: data.catalog)
    }

    var catalog: Catalog { data.catalog }

    /// Gives back what was kept for the question at hand.
    func forgetLarge() {
        tables.forgetLarge()
        memory.forget()
        // As large as the reports themselves: where a question that asked for it was stopped, it is not kept for another.
        reportIndex.withLock { index in
            if index.map({ $0.affirms.count > Self.mostKeptReports }) ?? false { index = nil }
        }
    }

    /// Places of events by their ids, made when the first link is followed.
    private let eventPlaces = Mutex<[String: RowPlace]?>(nil)

    func place(ofEvent id: String) -> RowPlace? {
        eventPlaces.withLock { places in
            if let places { return places[id] }
            let made = Self.places(of: data.tables["events"])
            if !Stop.isWanted { places = made }
            return made[id]
        }
    }

    private static let mostKeptReports = 1 << 20
    private let reportIndex = Mutex<ReportIndex?>(nil)

    /// The reports by their events, made when they are first asked for.
    var reports: ReportIndex {
        reportIndex.withLock { index in
            if let index { return index }
            let made = ReportIndex(data)
            if !Stop.isWanted { index = made }
            return made
        }
    }

    private let knownEvents = Mutex<[DayNumber: KnownEvents]>([:])
    /// Days of which the events are kept from question to question.
    private static let mostKnownDays = 4

    /// The events as they were known on a day, made once for each of a few days.
    func events(knownOn day: DayNumber, _ state: RunState? = nil) throws(RunError) -> KnownEvents {
        if let known = knownEvents.withLock({ $0[day] }) { return known }
        let events = data.tables["events"] ?? Table(schema: TableSchema("events", []), segments: [])
        let known = try KnownEvents(events, reports, on: day, state)
        if Stop.isWanted { return known }
        knownEvents.withLock { kept in
            if kept.count >= Self.mostKnownDays { kept = [:] }
            kept[day] = known
        }
        return known
    }

    static func places(of table: Table?) -> [String: RowPlace] {
        var places: [String: RowPlace] = [:]
        guard let table, let id = table.index(of: "id") else { return places }
        for (number, segment) in table.segments.enumerated() {
            guard let column = segment.column(id).asCoded else { continue }
            for row in 0..<segment.rowCount {
                if row & (Stop.piece - 1) == 0, Stop.isWanted { break }
                guard let text = column.dictionary.text(column.codes[row]), places[text] == nil else { continue }
                places[text] = RowPlace(segment: number, row: row)
            }
        }
        return places
    }

    /// A field of the event, or of each of the events, that a link names.
    func linked(_ link: Value, field: String, knownOn day: DayNumber?) -> Value {
        switch link {
        case .event(let id), .text(let id):
            var table = data.tables["events"]
            var place = day == nil ? place(ofEvent: id) : nil
            if let day, let known = try? events(knownOn: day) { (table, place) = (known.table, known.places[id]) }
            guard let table, let column = table.index(of: field), let place else { return .unknown }
            return table.segments[place.segment].column(column).value(
                at: place.row, type: table.schema.fields[column].type)
        case .list(let members):
            return .list(
                members.flatMap { member in
                    let value = linked(member, field: field, knownOn: day)
                    if case .list(let inner) = value { return inner }
                    return [value]
                })
        case .oneOf(let members): return .oneOf(members.map { linked($0, field: field, knownOn: day) })
        case .none: return .none
        case .unknown, .number, .truth, .date, .period, .duration, .money, .kind, .actor, .place: return .unknown
        }
    }
}
