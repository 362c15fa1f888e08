import Columnar
import EventModel

extension RecordType {
    /// The table that holds what records of the type say.
    var table: String {
        switch self {
        case .kind: "kinds"
        case .actor: "actors"
        case .office: "offices"
        case .document: "documents"
        case .event: "events"
        case .report: "reports"
        case .coverage: "coverage"
        }
    }
}

extension RecordWriter {
    /// Some events and all that belongs to them: their reports, the documents of these, the actors of both with what
    /// they are parts of, the terms these held, and the kinds with those above.
    struct Choice {
        let events: [Int]
        private var ids: Set<String> = []
        private var documents: Set<String> = []
        private var actors: Set<String> = []
        private var kinds: Set<String> = []

        init(_ events: [Int], _ catalog: Catalog, _ tables: [String: TableRows]) {
            self.events = events
            guard let table = tables["events"] else { return }
            // Of a run that is to end nobody reads what comes of these.
            _ = Stop.pieces(events.indices) { piece in
                for row in events[piece] {
                    if let id = table.value(row, "id").name { ids.insert(id) }
                    add(row, table)
                }
            }
            if let reports = tables["reports"] {
                _ = Stop.pieces(0..<reports.count) { piece in
                    for row in piece where contains(.report, row, reports) { add(row, reports) }
                }
            }
            var pending = Array(actors)
            while let id = pending.popLast() {
                for above in catalog.actors.actor(id)?.memberOf ?? [] where actors.insert(above).inserted {
                    pending.append(above)
                }
            }
            for name in kinds {
                var position = catalog.kinds.position(named: name)
                while let current = position {
                    kinds.insert(catalog.kinds.kinds[current].name)
                    position = catalog.kinds.kinds[current].parent
                }
            }
        }

        private mutating func add(_ row: Int, _ table: TableRows) {
            for index in table.table.schema.fields.indices {
                for value in table.value(row, index).members {
                    switch value {
                    case .actor(let id): actors.insert(id)
                    case .kind(let name): kinds.insert(name)
                    case .unknown, .none, .text, .number, .truth, .date, .period, .duration, .money, .place, .event,
                        .list, .oneOf:
                        break
                    }
                }
            }
            if let document = table.value(row, "document").name { documents.insert(document) }
        }

        func contains(_ type: RecordType, _ row: Int, _ table: TableRows) -> Bool {
            switch type {
            case .event, .coverage: true
            case .report: table.value(row, "event").name.map(ids.contains) ?? false
            case .document: table.value(row, "id").name.map(documents.contains) ?? false
            case .actor: table.value(row, "id").name.map(actors.contains) ?? false
            case .office: table.value(row, "holder").name.map(actors.contains) ?? false
            case .kind: table.value(row, "name").name.map(kinds.contains) ?? false
            }
        }
    }
}
