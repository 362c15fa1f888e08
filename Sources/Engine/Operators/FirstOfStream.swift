import Columnar
import EventModel
import Plan

/// The first rows of a stream, when only few are wanted: rows that so many others precede are forgotten on the way.
///
/// What is kept is a few rows too many; the caller sorts and cuts. Rows go by the first thing that decides their order:
/// the first sort key, or the date.
struct FirstOfStream {
    /// So many rows wanted are few; beyond that nothing is forgotten.
    static let most = 10_000

    let key: Compiled
    private let limit: Int
    private var list: [Int32] = []
    private var kept: [(rank: UInt64, place: RowPlace, isMarked: Bool)] = []
    /// No row behind this rank is among the first `limit`.
    private var bound = UInt64.max
    private var pruneAt: Int

    init(limit: Int, _ key: Compiled) {
        self.limit = limit
        self.key = key
        pruneAt = Self.prunePoint(limit)
    }

    private static func prunePoint(_ count: Int) -> Int { 2 * count + 4 * Pipeline.batchSize }

    mutating func offer(_ ranks: [UInt64], _ presence: Presence, segment: Int, start: Int) {
        list.removeAll(keepingCapacity: true)
        presence.visible.appendRows(to: &list)
        for row in list where ranks[Int(row)] <= bound {
            let isMarked = presence.marked?[Int(row)] ?? false
            kept.append((ranks[Int(row)], RowPlace(segment: segment, row: start + Int(row)), isMarked))
        }
        if kept.count >= pruneAt { prune() }
    }

    mutating func append(_ other: FirstOfStream) {
        kept += other.kept
        if kept.count >= pruneAt { prune() }
    }

    private mutating func prune() {
        guard limit > 0 else {
            kept = []
            bound = 0
            return
        }
        let sorted = kept.map(\.rank).sorted()
        if sorted.count > limit { bound = min(bound, sorted[limit - 1]) }
        let last = bound
        kept.removeAll { $0.rank > last }
        // Rows that share the last rank all stay; where they are many there is nothing to gain by looking often.
        pruneAt = Self.prunePoint(kept.count)
    }

    /// Places in the order in which they came, and which of them are marked.
    func finish() -> (places: [RowPlace], marked: Bits?) {
        let marked = Bits(count: kept.count) { kept[$0].isMarked }
        return (kept.map(\.place), marked.isEmpty ? nil : marked)
    }
}

extension Pipeline {
    /// Rows among which are the first `limit` by a key (nil: by the default order); unseen rows are settled.
    ///
    /// nil where the stream cannot be thinned out: many rows wanted, or a key whose ranks differ by segment.
    func collectedFirst(_ limit: Int, by key: SortKey?, _ state: RunState) throws(RunError) -> Rows? {
        guard state.shortcuts.contains(.firstRows), limit <= FirstOfStream.most, table.rowCount > 2 * Self.batchSize
        else { return nil }
        let expression: Expression
        if let key {
            guard !key.expression.hasWindow, key.expression.type.hasRanksOfItsOwn else { return nil }
            expression = resolved(key.expression)
        } else {
            guard let date = table.index(of: "date"), table.schema.fields[date].type == .date else { return nil }
            expression = Expression(.column("date"), .date)
        }
        let isDescending = key?.isDescending ?? false
        let order = ValueOrder(catalog: state.context.catalog)
        let layout = Layout(table.schema.fields)
        let parts = try run(
            state, { FirstOfStream(limit: limit, Compiled(expression, layout, state.context)) },
            { (first, batch, presence, segment) throws(RunError) in
                if let unseen = presence.unseen { state.addPossible(unseen.population) }
                let ranks = order.ranks(
                    first.key.vector(batch), count: batch.rowCount, type: expression.type, isDescending: isDescending)
                first.offer(ranks, presence, segment: segment, start: batch.start)
            })
        var all = FirstOfStream(limit: limit, parts[0].key)
        for part in parts { all.append(part) }
        let (places, marked) = all.finish()
        return try rows(at: places, (nil, marked), state)
    }
}

extension ValueType {
    /// Whether ranks of two segments compare: those of codes do not.
    fileprivate var hasRanksOfItsOwn: Bool {
        switch self {
        case .number, .duration, .money, .date, .period, .bool: true
        case .text, .kind, .actor, .place, .event, .list: false
        }
    }
}
