import Columnar
import EventModel

/// Entries of wide dates in blocks of blocks, each with the bounds of what is in it.
struct BlockBounds {
    private struct Bound {
        var earliestLeast = DayNumber.max
        var earliestMost = DayNumber.min
        var latestMost = DayNumber.min
        /// Of events that are there for certain.
        var certainLatestLeast = DayNumber.max
        var hasCertain = false

        mutating func add(_ other: Bound) {
            earliestLeast = min(earliestLeast, other.earliestLeast)
            earliestMost = max(earliestMost, other.earliestMost)
            latestMost = max(latestMost, other.latestMost)
            certainLatestLeast = min(certainLatestLeast, other.certainLatestLeast)
            hasCertain = hasCertain || other.hasCertain
        }

        /// Whether some entry of the block may fit; of a block of one entry, whether it does.
        @inline(__always)
        func admits(_ bounds: Bounds, certain: Bool) -> Bool {
            if latestMost < bounds.possibleFrom || earliestLeast > bounds.possibleTo { return false }
            if !certain { return true }
            return hasCertain && earliestMost >= bounds.certainFrom && certainLatestLeast <= bounds.certainTo
        }
    }

    /// The entries, then blocks of `width` of them, then blocks of blocks.
    private var levels: [[Bound]]
    private static let bits = 4

    init(_ rows: [Int32], _ events: EventRows) {
        let timeline = events.timeline
        levels = [
            rows.map { row in
                let row = Int(row)
                let isCertain = events.unseen?[row] != true
                return Bound(
                    earliestLeast: timeline.startEarliest[row], earliestMost: timeline.startEarliest[row],
                    latestMost: timeline.startLatest[row],
                    certainLatestLeast: isCertain ? timeline.startLatest[row] : .max, hasCertain: isCertain)
            }
        ]
        while let last = levels.last, last.count > 1 << Self.bits {
            var level = [Bound](repeating: Bound(), count: (last.count - 1) >> Self.bits + 1)
            for (index, bound) in last.enumerated() { level[index >> Self.bits].add(bound) }
            levels.append(level)
        }
    }

    func next(in entries: Range<Int>, _ bounds: Bounds, certain: Bool, isLast: Bool) -> Int? {
        isLast ? last(in: entries, bounds, certain) : first(in: entries, bounds, certain)
    }

    private func first(in entries: Range<Int>, _ bounds: Bounds, _ certain: Bool) -> Int? {
        var entry = entries.lowerBound
        while entry < entries.upperBound {
            // The largest block that begins here and admits nothing is passed over.
            var level = 0
            while level < levels.count, entry & (1 << (Self.bits * level) - 1) == 0,
                !levels[level][entry >> (Self.bits * level)].admits(bounds, certain: certain)
            { level += 1 }
            if level == 0 { return entry }
            entry += 1 << (Self.bits * (level - 1))
        }
        return nil
    }

    private func last(in entries: Range<Int>, _ bounds: Bounds, _ certain: Bool) -> Int? {
        var entry = entries.upperBound - 1
        while entry >= entries.lowerBound {
            var level = 0
            while level < levels.count, (entry + 1) & (1 << (Self.bits * level) - 1) == 0,
                !levels[level][entry >> (Self.bits * level)].admits(bounds, certain: certain)
            { level += 1 }
            if level == 0 { return entry }
            entry -= 1 << (Self.bits * (level - 1))
        }
        return nil
    }
}
