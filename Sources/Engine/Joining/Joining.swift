import Columnar
import EventModel
import Plan

extension Engine {
    /// Rows of two relations side by side, wherever a condition holds.
    func joined(_ join: Join, _ state: RunState) throws(RunError) -> Rows {
        var left = try rows(of: join.left, state)
        var right = try rows(of: join.right, state)
        try left.settleOrder(state)
        try right.settleOrder(state)
        right.fields = right.fields.map { Field(join.rightName($0.name), $0.type, $0.summary) }
        let joiner = try Joiner(join, left, right, state)
        try joiner.run()
        return try joiner.rows()
    }
}

/// One join while it runs.
///
/// Equalities between the two sides are keys: only rows that share them are looked at together. What else is asked is
/// asked of batches of pairs, so that there are never more pairs in memory than a batch and those that stay.
private final class Joiner {
    private let join: Join
    private let left: Rows
    private let right: Rows
    private let state: RunState
    private let keys: JoinKeys
    private let filter: PairFilter?
    /// Rows of the pairs that stay; -1 where a row of the left side stands alone.
    private var lefts: [Int32] = []
    private var rights: [Int32] = []
    private var unseen: [Bool] = []
    private var marked: [Bool] = []

    /// What a row of the left side has met so far.
    private struct Partners {
        var hasCertain = false
        var hasPossible = false
    }
    private var partners = Partners()

    private static let batchSize = RunState.piece

    init(_ join: Join, _ left: Rows, _ right: Rows, _ state: RunState) throws(RunError) {
        self.join = join
        self.left = left
        self.right = right
        self.state = state
        keys = try JoinKeys(join.condition.claims, left, right, state)
        filter = try PairFilter(keys, left, right, state)
        guard left.count <= RunState.mostRows, right.count <= RunState.mostRows else {
            throw .tooLarge(what: "rows", limit: RunState.mostRows)
        }
    }

    // MARK: Running

    func run() throws(RunError) {
        var batch = (lefts: [Int32](), rights: [Int32]())
        var met: [Int32] = []
        var open = 0
        for row in 0..<left.count {
            met.removeAll(keepingCapacity: true)
            let all = keys.candidates(row, &met)
            let count = all ? right.count : met.count
            var first = 0
            while first < count {
                let end = min(count, first + Self.batchSize - batch.lefts.count)
                for place in first..<end {
                    batch.lefts.append(Int32(truncatingIfNeeded: row))
                    batch.rights.append(all ? Int32(truncatingIfNeeded: place) : met[place])
                }
                first = end
                if batch.lefts.count == Self.batchSize {
                    // The row is still open: there may be more of it in the next batch.
                    try take(batch.lefts, batch.rights, from: &open, closing: row)
                    batch.lefts.removeAll(keepingCapacity: true)
                    batch.rights.removeAll(keepingCapacity: true)
                }
            }
            if row % RunState.piece == 0 { try state.advance(by: 0) }
        }
        try take(batch.lefts, batch.rights, from: &open, closing: left.count)
    }

    /// Takes over the pairs of a batch that hold, and closes the rows of the left side before one.
    private func take(
        _ batchLefts: [Int32], _ batchRights: [Int32], from open: inout Int, closing end: Int
    ) throws(RunError) {
        var presence = presence(batchLefts, batchRights)
        if let filter { filter.apply(batchLefts, batchRights, &presence) }
        let present = presence.present
        let before = lefts.count
        for place in batchLefts.indices {
            let row = Int(batchLefts[place])
            while open < row { close(&open) }
            guard present[place] else { continue }
            lefts.append(batchLefts[place])
            rights.append(batchRights[place])
            // Whether the partner is one is asked as if the row of the left side were there.
            let isPossible = presence.unseen?[place] ?? false
            unseen.append(isPossible || left.unseen?[row] == true)
            marked.append(presence.marked?[place] ?? false)
            partners.hasPossible = partners.hasPossible || isPossible
            partners.hasCertain = partners.hasCertain || !isPossible
        }
        while open < end { close(&open) }
        guard lefts.count <= RunState.mostRows else { throw .tooLarge(what: "rows", limit: RunState.mostRows) }
        try state.reserve(lefts.count - before, bytesEach: 10)
        try state.advance(by: 0)
    }

    /// All pairs of a row of the left side have been met.
    private func close(_ open: inout Int) {
        if join.keepsLeft, !partners.hasCertain {
            lefts.append(Int32(truncatingIfNeeded: open))
            rights.append(-1)
            unseen.append(partners.hasPossible || left.unseen?[open] == true)
            marked.append(left.marked?[open] ?? false)
        }
        partners = Partners()
        open += 1
    }

    /// Pairs are there as far as their rows of the right side are.
    private func presence(_ lefts: [Int32], _ rights: [Int32]) -> Presence {
        var presence = Presence(count: lefts.count)
        if let unseen = right.unseen {
            let ofPairs = Bits(count: rights.count) { unseen[Int(rights[$0])] }
            if !ofPairs.isEmpty {
                presence.unseen = ofPairs
                presence.visible = presence.visible - ofPairs
            }
        }
        if left.marked != nil || right.marked != nil {
            presence.marked = Bits(count: lefts.count) { place in
                left.marked?[Int(lefts[place])] == true || right.marked?[Int(rights[place])] == true
            }
        }
        return presence
    }

    // MARK: The answer

    func rows() throws(RunError) -> Rows {
        try state.reserve(lefts.count, bytesEach: 16)
        let lefts = self.lefts.map { Int($0) }
        let rights = self.rights.map { Int($0) }
        var rows = try left.selecting(lefts, state)
        rows.fields += right.fields
        let neighbours = Neighbours(right, rights)
        rows.sources += right.fields.indices.map { .beside(neighbours, $0) }
        rows.unseen = unseen.contains(true) ? Bits(count: unseen.count) { unseen[$0] } : nil
        rows.marked = marked.contains(true) ? Bits(count: marked.count) { marked[$0] } : nil
        return rows
    }
}
