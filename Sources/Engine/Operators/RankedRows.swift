import Columnar

/// Puts rows in order by several ranks, the first deciding before the second; rows that no rank tells apart stay as they
/// stand.
///
/// All rows are sorted by the first rank, and by the next only those that it leaves together: of a day, say, where they are
/// so few that they stay near.
struct RankedRows {
    /// What a row goes by, the first before the second. Asked a few times for each row.
    private let ranks: [(Int32) -> UInt64]
    private let state: RunState
    private var rows: [Int32]
    /// The row at which the run is told, and asked, the next time.
    private var nextTold = 0

    /// - Parameter count: how many rows there are, no more than 32 bits number.
    private init(_ count: Int, by ranks: [(Int32) -> UInt64], _ state: RunState) {
        self.ranks = ranks
        self.state = state
        rows = [Int32](0..<count, rest: 0) { Int32(truncatingIfNeeded: $0) }
    }

    /// The numbers of rows in their order.
    static func sorted(count: Int, by ranks: [(Int32) -> UInt64], _ state: RunState) throws(RunError) -> [Int32] {
        guard count <= Int(Int32.max) else { throw .tooLarge(what: "rows", limit: Int(Int32.max)) }
        var sorting = RankedRows(count, by: ranks, state)
        try sorting.sort(0..<count, by: 0)
        if count >= RunState.piece { try state.sorting(count, 1) }
        return sorting.rows
    }

    private mutating func sort(_ range: Range<Int>, by level: Int) throws(RunError) {
        guard range.count > 1, level < ranks.count else { return }
        let mine = range.count == rows.count ? rows : Array(rows[range])
        let (sorted, keys) = RadixSort.sorted(mine, keys: [UInt64](mine.indices, rest: 0) { ranks[level](mine[$0]) })
        try told(range.lowerBound)
        if range.count == rows.count {
            rows = sorted
        } else {
            for (place, row) in sorted.enumerated() { rows[range.lowerBound + place] = row }
        }
        guard level + 1 < ranks.count else { return }
        var first = 0
        for place in 1...keys.count where place == keys.count || keys[place] != keys[first] {
            if place - first > 1 { try sort(range.lowerBound + first..<range.lowerBound + place, by: level + 1) }
            first = place
        }
    }

    /// Sorting by the first rank is about a third of the work, and what is done of the rest tells of the others.
    private mutating func told(_ done: Int) throws(RunError) {
        guard done >= nextTold, rows.count >= RunState.piece else { return }
        nextTold = done + RunState.piece
        let share = Double(done) / Double(max(1, rows.count))
        try state.sorting(rows.count, 0.3 + 0.7 * share)
    }
}
