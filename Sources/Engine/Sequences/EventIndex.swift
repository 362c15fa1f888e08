import Columnar
import EventModel

/// The events of a pattern by their keys, those of a key in the order in which they are taken.
///
/// Where all starts are known days the next event is found by bisection. Otherwise blocks of entries are passed over
/// whose bounds say that none of them fits, so that wide dates do not make searching slow.
final class EventIndex {
    let events: EventRows
    /// The row of each entry; a row of several keys has several entries.
    private(set) var rows: [Int32]
    /// Where the entries of each key begin, one more than there are keys.
    private let starts: [Int32]
    private let earliest: [DayNumber]
    /// Bounds of the entries; nil where each start is one day that is certain.
    private let blocks: BlockBounds?
    /// Whether no entry can be more than possible.
    let isPossibleOnly: Bool
    /// Entries known to stand in their place among those of the same days.
    private var settled: Bits

    /// - Parameter cells: nil: all rows have one key, 0.
    init(_ events: EventRows, _ cells: KeyCells?, among chosen: Bits? = nil, isPossibleOnly: Bool = false) {
        self.events = events
        self.isPossibleOnly = isPossibleOnly
        let order = events.order
        var starts: [Int32]
        if let cells {
            (rows, starts) = Self.distributed(order, cells, chosen)
        } else {
            rows = chosen.map { chosen in order.filter { chosen[Int($0)] } } ?? order
            starts = [0, Int32(rows.count)]
        }
        self.starts = starts
        let timeline = events.timeline
        let isExact = timeline.isPoint || (timeline.hasExactStarts && !events.direction.isBackward)
        let isPlain = isExact && events.unseen == nil
        settled = Bits(count: isPlain ? rows.count : 0)
        if !isPlain { Self.settle(&rows, starts, events) }
        let found = rows
        earliest = [DayNumber](found.indices, rest: 0) { timeline.startEarliest[Int(found[$0])] }
        blocks = isPlain ? nil : BlockBounds(rows, events)
    }

    private static func distributed(_ order: [Int32], _ cells: KeyCells, _ chosen: Bits?) -> ([Int32], [Int32]) {
        var counts: [Int32] = [0, 0]
        // A run that is to end stays so: the second time no more is gone through than the first.
        func each(_ visit: (Int32, Int) -> Void) {
            for (place, row) in order.enumerated() where chosen?[Int(row)] ?? true {
                if place & (Stop.piece - 1) == 0, Stop.isWanted { return }
                for index in cells.range(Int(row)) where cells.codes[index] != KeyCells.nothing {
                    visit(row, Int(cells.codes[index]))
                }
            }
        }
        let most = cells.codes.reduce(0) { $1 == KeyCells.nothing ? $0 : max($0, Int($1)) }
        counts = [Int32](repeating: 0, count: most + 2)
        each { counts[$1 + 1] += 1 }
        for key in counts.indices.dropFirst() { counts[key] += counts[key - 1] }
        var rows = [Int32](repeating: 0, count: Int(counts[most + 1]))
        var next = counts
        each { row, key in
            // A row that names a key twice stands there once.
            if next[key] > counts[key], rows[Int(next[key]) - 1] == row { return }
            rows[Int(next[key])] = row
            next[key] += 1
        }
        if zip(next, counts.dropFirst()).allSatisfy({ $0 == $1 }) { return (rows, counts) }
        return compacted(rows, starts: counts, ends: next)
    }

    private static func compacted(_ rows: [Int32], starts: [Int32], ends: [Int32]) -> ([Int32], [Int32]) {
        var kept: [Int32] = []
        var newStarts: [Int32] = []
        for key in 0..<(starts.count - 1) {
            if key & (Stop.piece - 1) == 0, Stop.isWanted { break }
            newStarts.append(Int32(kept.count))
            kept += rows[Int(starts[key])..<Int(ends[key])]
        }
        return (kept, newStarts + [Int32(kept.count)])
    }

    /// The entries of a key.
    func entries(_ key: UInt32) -> Range<Int> {
        let key = Int(key)
        return key < starts.count - 1 ? Int(starts[key])..<Int(starts[key + 1]) : 0..<0
    }

    func truth(_ entry: Int, _ bounds: Bounds) -> Truth {
        let row = Int(rows[entry])
        let truth = bounds.truth(earliest[entry], blocks == nil ? earliest[entry] : events.timeline.startLatest[row])
        return isPossibleOnly || events.unseen?[row] == true ? min(truth, .maybe) : truth
    }

    // MARK: Searching

    /// Whether days and keys alone decide, of days that are known and events that are certain.
    var isPlain: Bool { blocks == nil && !isPossibleOnly }

    /// The first entry of a key that fits and the first that certainly does, or -1: a loop over plain arrays for each
    /// of many matches. Only of an index that is plain.
    func searchPlain(
        _ count: Int, _ bounds: (Int) -> Bounds, key: (Int) -> UInt32, isExcluded: (Int, Int32) -> Bool,
        _ found: (Int, _ possible: Int32, _ certain: Int32) -> Void
    ) {
        let (earliest, starts) = (earliest, starts)
        let keyCount = starts.count - 1
        for query in 0..<count {
            let key = Int(key(query))
            if key >= keyCount { continue }
            let (first, end) = (Int(starts[key]), Int(starts[key &+ 1]))
            let bounds = bounds(query)
            let last = min(bounds.possibleTo, DateSpan.distantFuture)
            var (low, high) = (first, end)
            while low < high {
                let middle = (low &+ high) >> 1
                if earliest[middle] < bounds.possibleFrom { low = middle &+ 1 } else { high = middle }
            }
            var possible: Int32 = -1
            while low < end, earliest[low] <= last {
                let day = earliest[low]
                if low &+ 1 < end && earliest[low &+ 1] == day || low > first && earliest[low &- 1] == day {
                    settle(low, in: first..<end)
                }
                let row = rows[low]
                if !isExcluded(query, row) {
                    let isCertain = bounds.canBeCertain && day >= bounds.certainFrom && day <= bounds.certainTo
                    if possible < 0 { possible = row }
                    if isCertain || !bounds.canBeCertain || day > bounds.certainTo {
                        found(query, possible, isCertain ? row : -1)
                        possible = -2
                        break
                    }
                    if day < bounds.certainFrom {
                        // Of those that are merely possible the first is enough.
                        (low, high) = (low &+ 1, end)
                        while low < high {
                            let middle = (low &+ high) >> 1
                            if earliest[middle] < bounds.certainFrom { low = middle &+ 1 } else { high = middle }
                        }
                        continue
                    }
                }
                low &+= 1
            }
            if possible >= 0 { found(query, possible, -1) }
        }
    }

    /// The first entry (looking back: the last) of a stretch that fits, or that certainly does.
    func next(in entries: Range<Int>, _ bounds: Bounds, certain: Bool, isLast: Bool) -> Int? {
        if certain, isPossibleOnly || !bounds.canBeCertain { return nil }
        if let blocks { return blocks.next(in: entries, bounds, certain: certain, isLast: isLast) }
        let low = certain ? max(bounds.certainFrom, bounds.possibleFrom) : bounds.possibleFrom
        let high = certain ? min(bounds.certainTo, bounds.possibleTo) : bounds.possibleTo
        if isLast {
            let end = bisected(entries) { $0 <= high }
            return end > entries.lowerBound && earliest[end - 1] >= low ? end - 1 : nil
        }
        let first = bisected(entries) { $0 < low }
        return first < entries.upperBound && earliest[first] <= high ? first : nil
    }

    /// The first entry of which a claim about its day no longer holds. Looks near the front first: entries asked for
    /// one after another are mostly near each other.
    @inline(__always)
    private func bisected(_ entries: Range<Int>, _ claim: (DayNumber) -> Bool) -> Int {
        var (low, high) = (entries.lowerBound, entries.upperBound)
        while low < high {
            let middle = (low &+ high) >> 1
            if claim(earliest[middle]) { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    // MARK: Ties

    /// Puts the entries of the same days as one into the order of their ids. Done when one is met: most never are.
    func settle(_ entry: Int, in entries: Range<Int>) {
        if blocks != nil || settled[entry] { return }
        let rank = events.rank(Int(rows[entry]))
        var (first, end) = (entry, entry + 1)
        while first > entries.lowerBound, earliest[first - 1] == earliest[entry],
            events.rank(Int(rows[first - 1])) == rank
        { first -= 1 }
        while end < entries.upperBound, earliest[end] == earliest[entry], events.rank(Int(rows[end])) == rank {
            end += 1
        }
        if end - first > 1 { rows[first..<end].sort { events.tied($0, $1) } }
        for place in first..<end { settled[place] = true }
    }

    private static func settle(_ rows: inout [Int32], _ starts: [Int32], _ events: EventRows) {
        for key in 0..<(starts.count - 1) {
            if key & (Stop.piece - 1) == 0, Stop.isWanted { return }
            var first = Int(starts[key])
            let stop = Int(starts[key + 1])
            while first < stop {
                var end = first + 1
                while end < stop, events.rank(Int(rows[end])) == events.rank(Int(rows[first])) { end += 1 }
                if end - first > 1 { rows[first..<end].sort { events.tied($0, $1) } }
                first = end
            }
        }
    }

    // MARK: Ends

    /// From each entry to the last of its key: the earliest that any ends, and that any certain one has ended.
    private(set) lazy var endBounds: (possible: [DayNumber], certain: [DayNumber]) = {
        let timeline = events.timeline
        var possible = rows.map { timeline.endEarliest[Int($0)] }
        var certain = rows.map { events.unseen?[Int($0)] == true ? .max : timeline.endLatest[Int($0)] }
        for key in 0..<(starts.count - 1) {
            let range = Int(starts[key])..<Int(starts[key + 1])
            for entry in range.dropLast().reversed() {
                possible[entry] = min(possible[entry], possible[entry + 1])
                certain[entry] = min(certain[entry], certain[entry + 1])
            }
        }
        return (possible, certain)
    }()

    /// The same, of one entry: no table is needed where events are points in order.
    @inline(__always)
    func endBounds(from entry: Int) -> (possible: DayNumber, certain: DayNumber) {
        if blocks == nil, events.timeline.isPoint { return (earliest[entry], earliest[entry]) }
        return (endBounds.possible[entry], endBounds.certain[entry])
    }
}
