import Columnar
import EventModel

/// The next event of anchors on a later day, and whether one may be on their own day: of a grid in which all events are
/// certain, for 64 anchors of a batch at a time.
struct NextDays {
    /// Of 64 anchors a bit each.
    struct Look {
        /// Those that are followed on a later day.
        var found: UInt64 = 0
        /// Those of whose key something is on their own day.
        var same: UInt64 = 0
        /// Those of unknown keys.
        var unknown: UInt64 = 0
        /// Those whose next event needs no note any more.
        var noted: UInt64 = 0
    }

    private let grid: DayBits
    private let windows: DayWindows
    private let keys: UnsafePointer<UInt32>
    private let days: UnsafePointer<DayNumber>
    private let count: Int
    private let mirror: DayNumber
    /// The days behind an anchor's that count, where all of them lie in one word of the grid's; nil: they do not.
    private let mask: UInt64?
    /// Where it is noted what is taken, if it is and `mask` is there.
    private let tally: DayTally.Bits?

    /// - Parameters:
    ///   - keys: of the rows of the batch.
    ///   - days: of the rows of the batch, as they are and not mirrored.
    init(
        _ grid: DayBits, _ windows: DayWindows, _ keys: UnsafePointer<UInt32>, _ days: UnsafePointer<DayNumber>,
        count: Int, _ mirror: DayNumber, _ tally: DayTally.Bits?
    ) {
        self.grid = grid
        self.windows = windows
        self.keys = keys
        self.days = days
        self.count = count
        self.mirror = mirror
        var (least, most) = (DayNumber.max, DayNumber.min)
        for row in 0..<count {
            least = min(least, days[row] ^ mirror)
            most = max(most, days[row] ^ mirror)
        }
        let isWithin = count > 0 && grid.contains(Int(least)) && grid.contains(Int(most))
        mask = isWithin ? windows.mask : nil
        self.tally = mask == nil ? nil : tally
        self.tally?.prepare(Int(least)...Int(most) + 63)
    }

    /// Looks at the rows of one word.
    /// - Parameters:
    ///   - present: those that are asked for.
    ///   - next: for all rows of the word, the day of the next event; of those without one, their own.
    @inline(__always)
    func look(at index: Int, _ present: UInt64, _ next: UnsafeMutablePointer<Int32>) -> Look {
        let first = index &<< 6
        if let mask {
            let (keys, count) = (keys + first, min(64, count &- first))
            let (found, same) = grid.words64.next(
                of: keys, from: days + first, count: count, mirror: mirror, mask: mask, next)
            let unknown = DayWords.places(of: DayKeyReader.unknown, in: keys, count: count)
            let noted = found == 0 ? 0 : tally?.isRepeated(keys, next, count: count) ?? 0
            return Look(found: found & present, same: same & present, unknown: unknown & present, noted: noted)
        }
        // Of rows that are not asked for, too: what groups days by periods looks at all of them.
        for place in 0..<min(64, count &- first) { next[place] = days[first &+ place] ^ mirror }
        var look = Look()
        var rest = present
        while rest != 0 {
            let bit = rest & (0 &- rest)
            let place = rest.trailingZeroBitCount
            rest &= rest &- 1
            let (key, day) = (Int(keys[first &+ place]), Int(days[first &+ place] ^ mirror))
            if key >= grid.keyCount {
                look.unknown |= key == Int(DayKeyReader.unknown) ? bit : 0
                continue
            }
            look.same |= grid.has(key, day) ? bit : 0
            if let later = grid.first(key, from: day &+ 1, through: windows.lastDay(from: day)) {
                look.found |= bit
                next[place] = Int32(truncatingIfNeeded: later)
            }
        }
        return look
    }
}
