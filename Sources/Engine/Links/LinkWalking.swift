import Columnar
import EventModel
import Plan

/// The links of one field between the events of a table, both ways.
private struct LinkMap {
    let table: Table
    private var next: [RowPlace: [RowPlace]] = [:]

    init(_ walk: LinkWalk, _ table: Table, _ state: RunState) throws(RunError) {
        self.table = table
        guard let link = table.index(of: walk.link), let id = table.index(of: "id") else { return }
        let places = Context.places(of: table)
        for (number, segment) in table.segments.enumerated() {
            for row in 0..<segment.rowCount {
                if row % RunState.piece == 0 { try state.advance(by: 0) }
                let here = RowPlace(segment: number, row: row)
                let value = segment.columns[link].value(at: row, type: table.schema.fields[link].type)
                for name in value.names {
                    guard let there = places[name] else { continue }
                    if !walk.isBack {
                        next[here, default: []].append(there)
                    } else if segment.columns[id].value(at: row, type: .text).name != nil {
                        next[there, default: []].append(here)
                    }
                }
            }
        }
        if walk.isBack { sortByDefault() }
    }

    /// Events that point here come as events do: by date and then by id.
    private mutating func sortByDefault() {
        guard let date = table.index(of: "date"), let id = table.index(of: "id") else { return }
        func rank(_ place: RowPlace) -> UInt64 {
            table.segments[place.segment].columns[date].asDate.map { ValueOrder.rank(of: $0, row: place.row) } ?? 0
        }
        func name(_ place: RowPlace) -> String {
            table.segments[place.segment].columns[id].value(at: place.row, type: .text).name ?? ""
        }
        for (place, list) in next where list.count > 1 {
            next[place] = list.sorted { left, right in
                let ranks = (rank(left), rank(right))
                return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : ValueOrder.ids(name(left), name(right)) < 0
            }
        }
    }

    func links(of place: RowPlace) -> [RowPlace] { next[place] ?? [] }
}

extension Value {
    /// The ids of a link, or of several.
    fileprivate var names: [String] {
        if case .list(let members) = self { return members.compactMap(\.name) }
        return name.map { [$0] } ?? []
    }
}

extension Rows {
    /// The events that a link leads to, one step or as far as it goes.
    func following(_ walk: LinkWalk, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settleOrder(state)
        guard let table = state.context.data.tables["events"],
            let id = rows.fields.firstIndex(where: { $0.name == "id" })
        else { return .empty(walk.fields) }
        let map = try LinkMap(walk, table, state)
        let starts = Context.places(of: table)
        let ids = try rows.column(id, state)
        var found: [RowPlace] = []
        var depths: [Double] = []
        var origins: [Int] = []
        for row in 0..<rows.count {
            guard let name = ids.value(at: row, type: rows.fields[id].type).name, let start = starts[name] else {
                continue
            }
            // Depth first, with a list instead of calls: a chain may be as long as the data.
            var met: Set<RowPlace> = [start]
            var pending = map.links(of: start).reversed().map { (place: $0, depth: 1) }
            while let (place, depth) = pending.popLast() {
                guard met.insert(place).inserted else { continue }
                found.append(place)
                depths.append(Double(depth))
                origins.append(row)
                if found.count % RunState.piece == 0 { try state.advance(by: 0) }
                if found.count > RunState.mostRows { throw .tooLarge(what: "rows", limit: RunState.mostRows) }
                if walk.isAll { pending += map.links(of: place).reversed().map { (place: $0, depth: depth + 1) } }
            }
        }
        try state.reserve(found.count, bytesEach: 32)
        var sources = walk.schema.fields.map { Source(Expression(.column($0.name), $0.type), table) }
        if walk.isAll { sources.insert(.made(.number(NumberColumn(low: depths))), at: 0) }
        var result = Rows(fields: walk.fields, sources: sources, table: table, places: found)
        result.unseen = rows.unseen?.gathering(origins)
        result.marked = rows.marked?.gathering(origins)
        return result
    }
}
