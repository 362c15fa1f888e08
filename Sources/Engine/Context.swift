import Columnar
import EventModel
import Synchronization

/// What expressions may look at beside their row: the catalogue, and the events that links point to.
final class Context: Sendable {
    let data: DataSet
    let scalars: Scalars
    let tables = SharedTables()

    init(_ data: DataSet) {
        self.data = data
        scalars = Scalars(catalog: data.catalog)
    }

    var catalog: Catalog { data.catalog }

    /// Places of events by their ids, made when the first link is followed.
    private let eventPlaces = Mutex<[String: RowPlace]?>(nil)

    private func place(ofEvent id: String) -> RowPlace? {
        eventPlaces.withLock { places in
            if let places { return places[id] }
            let made = Self.places(of: data.tables["events"])
            places = made
            return made[id]
        }
    }

    private static func places(of table: Table?) -> [String: RowPlace] {
        var places: [String: RowPlace] = [:]
        guard let table, let id = table.index(of: "id") else { return places }
        for (number, segment) in table.segments.enumerated() {
            guard let column = segment.columns[id].asCoded else { continue }
            for row in 0..<segment.rowCount {
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
            guard let table = data.tables["events"], let column = table.index(of: field), let place = place(ofEvent: id)
            else { return .unknown }
            return table.segments[place.segment].columns[column].value(
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
