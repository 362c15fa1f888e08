import Columnar
import EventModel
import Plan

/// The links of one field between the events of a table.
private struct LinkMap {
    private let context: Context
    private let table: Table
    private let link: Int
    private let isBack: Bool
    /// The events that point to an event, in default order.
    private var back: [RowPlace: [RowPlace]] = [:]

    init?(_ walk: LinkWalk, _ table: Table, _ state: RunState) throws(RunError) {
        guard let link = table.index(of: walk.link), table.schema.fields[link].type.element == .event else {
            return nil
        }
        (context, self.table, self.link, isBack) = (state.context, table, link, walk.isBack)
        guard isBack else { return }
        for (number, segment) in table.segments.enumerated() {
            // What is known of nobody is no link.
            let known = segment.column(link).rows(.known, start: 0, count: segment.rowCount)
            for (done, row) in (known?.rows ?? Array(0..<segment.rowCount)).enumerated() {
                if done % RunState.piece == 0 { try state.advance(by: 0) }
                let here = RowPlace(segment: number, row: row)
                for there in named(from: here) { back[there, default: []].append(here) }
            }
        }
        try sortByDefault(state)
    }

    /// Events that point here come as events do: by date and then by id.
    private mutating func sortByDefault(_ state: RunState) throws(RunError) {
        guard let date = table.index(of: "date"), let id = table.index(of: "id") else { return }
        func rank(_ place: RowPlace) -> UInt64 {
            table.segments[place.segment].column(date).asDate.map { ValueOrder.rank(of: $0, row: place.row) } ?? 0
        }
        func name(_ place: RowPlace) -> String {
            table.segments[place.segment].column(id).value(at: place.row, type: .text).name ?? ""
        }
        for (place, list) in back where list.count > 1 {
            try state.advance(by: 0)
            back[place] = list.sorted { left, right in
                let ranks = (rank(left), rank(right))
                return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : ValueOrder.ids(name(left), name(right)) < 0
            }
        }
    }

    /// The events that an event's own link names.
    private func named(from place: RowPlace) -> [RowPlace] {
        places(
            table.segments[place.segment].column(link).value(
                at: place.row, type: table.schema.fields[link].type))
    }

    /// The events that a link means, in its order; ids that are no events are left out.
    private func places(_ value: Value) -> [RowPlace] {
        switch value {
        case .event(let id), .text(let id): return context.place(ofEvent: id).map { [$0] } ?? []
        case .list(let members), .oneOf(let members):
            return members.compactMap { $0.name.flatMap(context.place) }
        case .unknown, .none, .number, .truth, .date, .period, .duration, .money, .kind, .actor, .place: return []
        }
    }

    func links(of place: RowPlace) -> [RowPlace] { isBack ? back[place] ?? [] : named(from: place) }

    /// From where a walk begins: the row's own link, which may not be the one that is stored.
    func links(of place: RowPlace, own: Value?) -> [RowPlace] {
        if let own, !isBack { return places(own) }
        return links(of: place)
    }
}

extension Rows {
    /// The events that a link leads to, one step or as far as it goes.
    func following(_ walk: LinkWalk, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settleOrder(state)
        guard let table = state.context.data.tables["events"],
            let id = rows.fields.firstIndex(where: { $0.name == "id" }),
            let map = try LinkMap(walk, table, state)
        else { return .empty(walk.fields) }
        let ids = try rows.column(id, state)
        let link = rows.fields.firstIndex { $0.name == walk.link && $0.type.element == .event }
        let links = try link.map { index throws(RunError) in try rows.column(index, state) }
        var found = Followed()
        for row in 0..<rows.count {
            if row % RunState.piece == 0 { try state.advance(by: 0) }
            guard let name = ids.value(at: row, type: rows.fields[id].type).name,
                let start = state.context.place(ofEvent: name)
            else { continue }
            let own = links.flatMap { links in link.map { links.value(at: row, type: rows.fields[$0].type) } }
            let first = map.links(of: start, own: own)
            try found.walk(from: start, first, row, map, isAll: walk.isAll, state)
        }
        var sources = walk.schema.fields.map { Source(Expression(.column($0.name), $0.type), table) }
        if walk.isAll { sources.insert(.made(.number(NumberColumn(low: found.depths))), at: 0) }
        var result = Rows(fields: walk.fields, sources: sources, table: table, places: found.places)
        result.unseen = rows.unseen?.gathering(found.origins)
        result.marked = rows.marked?.gathering(found.origins)
        return result
    }
}

/// Events that links led to.
private struct Followed {
    var places: [RowPlace] = []
    var depths: [Double] = []
    /// The rows from which they were reached.
    var origins: [Int] = []

    /// Depth first, with a list instead of calls: a chain may be as long as the data.
    mutating func walk(
        from start: RowPlace, _ first: [RowPlace], _ row: Int, _ map: LinkMap, isAll: Bool, _ state: RunState
    ) throws(RunError) {
        if first.isEmpty { return }
        var met: Set<RowPlace> = isAll ? [start] : []
        var pending = first.reversed().map { (place: $0, depth: 1) }
        while let (place, depth) = pending.popLast() {
            guard met.insert(place).inserted else { continue }
            places.append(place)
            depths.append(Double(depth))
            origins.append(row)
            if places.count % RunState.piece == 0 {
                try state.advance(by: 0)
                try state.reserve(RunState.piece, bytesEach: 32)
            }
            if places.count > RunState.mostRows { throw .tooLarge(what: "rows", limit: RunState.mostRows) }
            if isAll { pending += map.links(of: place).reversed().map { (place: $0, depth: depth + 1) } }
        }
    }
}
