import Columnar
import EventModel

/// The tables that say of a data set what its catalogue knows.
struct CatalogTables {
    /// The tables of a data set in the order in which they are shown.
    static let order = ["events", "reports", "documents", "actors", "offices", "kinds", "places", "coverage"]

    let kinds: KindCatalog
    let actors: ActorCatalog
    let places: [String: Place]

    /// - Parameter rows: values of the added columns, by `id`.
    func actors(added: [Field], rows: [[String: Value]]) -> Table {
        var draft = TableDraft("actors", EventFields.actors + added)
        let byID = Dictionary(
            rows.compactMap { row in row["id"]?.name.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
        for actor in actors.actors {
            var row = byID[actor.id] ?? [:]
            row["id"] = .actor(actor.id)
            row["name"] = .optional(actor.name) { .text($0) }
            row["type"] = .optional(actor.type) { .text($0) }
            row["country"] = .optional(actor.country) { .actor($0) }
            row["member_of"] = Self.list(actor.memberOf, declared: row["member_of"]) { .actor($0) }
            row["roles"] = Self.list(actor.roles, declared: row["roles"]) { .text($0) }
            row["aliases"] = Self.list(actor.aliases, declared: row["aliases"]) { .text($0) }
            draft.append(row)
        }
        return draft.table()
    }

    /// - Parameter rows: values of the added columns, by `name`.
    func kinds(added: [Field], rows: [[String: Value]], eventCounts: [String: Int]) -> Table {
        var draft = TableDraft("kinds", EventFields.kinds + added)
        let byName = Dictionary(
            rows.compactMap { row in row["name"]?.name.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
        for kind in kinds.kinds {
            var row = byName[kind.name] ?? [:]
            row["name"] = .kind(kind.name)
            row["code"] = .optional(kind.code) { .text($0) }
            row["label"] = .text(kind.label)
            row["parent"] = .optional(kind.parent) { .kind(kinds.kinds[$0].name) }
            row["quad"] = .optional(kind.quadClass) { .number(NumberSpan(Double($0))) }
            row["goldstein"] = .optional(kind.goldstein) { .number(NumberSpan($0)) }
            row["events"] = .number(NumberSpan(Double(eventCounts[kind.name] ?? 0)))
            draft.append(row)
        }
        return draft.table()
    }

    /// - Parameter added: further columns, and their values for a place.
    func places(added: [Field] = [], values: (Place) -> [String: Value] = { _ in [:] }) -> Table {
        var draft = TableDraft("places", EventFields.places + added)
        for place in places.values.sorted(by: { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }) {
            var row = values(place)
            row["id"] = .place(place.id)
            row["name"] = .text(place.name)
            row["country"] = .optional(place.country) { .actor($0) }
            row["latitude"] = .optional(place.latitude) { .number(NumberSpan($0)) }
            row["longitude"] = .optional(place.longitude) { .number(NumberSpan($0)) }
            draft.append(row)
        }
        return draft.table()
    }

    /// A list of names; one without members is what the record said of it, none or unknown.
    private static func list(_ names: [String], declared: Value?, _ make: (String) -> Value) -> Value {
        if !names.isEmpty { return .list(names.map(make)) }
        return declared == Value.none ? .none : .unknown
    }
}
