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
    private var kept: [Kept] = []
    /// No row behind this rank is among the first `limit`.
    private var bound = UInt64.max
    /// The number of the bound, where the key is a column of numbers.
    private var boundNumber: Double?
    private var pruneAt: Int

    init(limit: Int, _ key: Compiled) {
        self.limit = limit
        self.key = key
        pruneAt = Self.prunePoint(limit)
    }

    private struct Kept {
        var rank: UInt64
        var place: RowPlace
        var isMarked: Bool
        /// What was ranked, where that is known.
        var number: Double?
    }

    /// Early, so that there soon is a bound, but not so often that putting in order costs more than it saves.
    private static func prunePoint(_ count: Int) -> Int { 4 * count + 1_024 }

    mutating func offer(_ ranks: [UInt64], _ presence: Presence, segment: Int, start: Int) {
        list.removeAll(keepingCapacity: true)
        presence.visible.appendRows(to: &list)
        for row in list where ranks[Int(row)] <= bound {
            let isMarked = presence.marked?[Int(row)] ?? false
            kept.append(
                Kept(
                    rank: ranks[Int(row)], place: RowPlace(segment: segment, row: start + Int(row)),
                    isMarked: isMarked))
            if kept.count >= pruneAt { prune() }
        }
    }

    /// The same of rows whose key is a column of numbers that all are known: they are held against the bound in the width
    /// in which they are stored.
    mutating func offer(
        _ numbers: StoredNumbers, isDescending: Bool, _ order: ValueOrder, _ presence: Presence, segment: Int,
        start: Int
    ) {
        var visible = presence.visible
        if let boundNumber {
            let test: NumberTest = isDescending ? .greaterOrEqual : .lessOrEqual
            visible = visible & numbers.rows(test, boundNumber, start: start, count: visible.count)
            if visible.isEmpty { return }
        }
        list.removeAll(keepingCapacity: true)
        visible.appendRows(to: &list)
        let column = NumberColumn(low: list.map { numbers[start + Int($0)] })
        let ranks = order.ranks(.number(column), type: .number, isDescending: isDescending)
        for (index, row) in list.enumerated() where ranks[index] <= bound {
            let isMarked = presence.marked?[Int(row)] ?? false
            kept.append(
                Kept(
                    rank: ranks[index], place: RowPlace(segment: segment, row: start + Int(row)), isMarked: isMarked,
                    number: column.low[index]))
            if kept.count >= pruneAt { prune() }
        }
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
        let sorted = kept.indices.sorted { kept[$0].rank < kept[$1].rank }
        if sorted.count > limit, kept[sorted[limit - 1]].rank <= bound {
            bound = kept[sorted[limit - 1]].rank
            boundNumber = kept[sorted[limit - 1]].number
        }
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
                if let place = first.key.place, case .numbers(let numbers) = batch.stored(place), numbers.states == nil,
                    expression.type == .number || expression.type == .duration
                {
                    first.offer(
                        numbers, isDescending: isDescending, order, presence, segment: segment, start: batch.start)
                    return
                }
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
