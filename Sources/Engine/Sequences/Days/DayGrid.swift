import Columnar

/// One bit for each key and day: whether something of that key happened on that day.
///
/// The bits of 64 days of a key are a word, and the words of all keys for the same days lie together: events come in the
/// order of their months, so that a stretch of them touches few of the words.
final class DayGrid: @unchecked Sendable {
    // Unchecked: written by one thread, and only read once others know of it.
    let bits: DayBits

    /// Bytes that a grid takes.
    static func byteCount(days: ClosedRange<Int>, keyCount: Int) -> Int {
        let words = (days.count + 63) / 64 + 1
        let (bytes, overflow) = words.multipliedReportingOverflow(by: max(1, keyCount) * 8)
        return overflow ? .max : bytes
    }

    private let words: SpareWords

    init(days: ClosedRange<Int>, keyCount: Int, _ state: RunState) {
        // A row of words more, so that what begins within the last has something behind it.
        words = SpareWords(((days.count + 63) / 64 + 1) * max(1, keyCount), state.context.memory)
        words.clear(state.context.lanes, threads: state.threadCount)
        bits = DayBits(days: days, keyCount: keyCount, words)
    }

    var byteCount: Int { bits.wordCount * 8 }

    /// Whether some bit is set in both; of grids of the same days and keys.
    func overlaps(_ other: DayGrid) -> Bool {
        (0..<min(bits.wordCount, other.bits.wordCount)).contains { bits.words[$0] & other.bits.words[$0] != 0 }
    }
}

/// The bits of a grid, for as long as somebody holds that.
struct DayBits {
    let firstDay: Int
    let dayCount: Int
    let keyCount: Int
    fileprivate let wordCount: Int
    fileprivate let words: UnsafeMutablePointer<UInt64>

    fileprivate init(days: ClosedRange<Int>, keyCount: Int, _ words: SpareWords) {
        firstDay = days.lowerBound
        dayCount = days.count
        self.keyCount = keyCount
        wordCount = words.count
        self.words = words.start
    }

    /// The same for the loops over plain values.
    var words64: DayWords { DayWords(words, keyCount: keyCount, firstDay: Int32(truncatingIfNeeded: firstDay)) }

    @inline(__always)
    fileprivate func place(_ key: Int, _ offset: Int) -> Int { (offset &>> 6) &* keyCount &+ key }

    /// Sets the bit of a day of the grid; true if it was set before.
    @inline(__always)
    func set(_ key: Int, _ day: Int) -> Bool {
        let offset = day &- firstDay
        let place = place(key, offset)
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: offset & 63)
        let old = words[place]
        words[place] = old | bit
        return old & bit != 0
    }

    @inline(__always)
    func has(_ key: Int, _ day: Int) -> Bool {
        let offset = day &- firstDay
        if offset < 0 || offset >= dayCount { return false }
        return words[place(key, offset)] &>> UInt64(truncatingIfNeeded: offset & 63) & 1 == 1
    }

    /// The bits of 64 days from one of the days of the grid on.
    @inline(__always)
    func days(_ key: Int, from day: Int) -> UInt64 { window(key, day &- firstDay) }

    @inline(__always)
    func contains(_ day: Int) -> Bool { day >= firstDay && day &- firstDay < dayCount }

    /// The bits of 64 days of a key from an offset on.
    @inline(__always)
    private func window(_ key: Int, _ offset: Int) -> UInt64 {
        let place = place(key, offset)
        let shift = UInt64(truncatingIfNeeded: offset & 63)
        return words[place] &>> shift | (words[place &+ keyCount] &<< 1) &<< (63 &- shift)
    }

    /// The first day of a key from one day through another; nil: none.
    @inline(__always)
    func first(_ key: Int, from: Int, through to: Int) -> Int? {
        var offset = max(from &- firstDay, 0)
        let last = min(to &- firstDay, dayCount &- 1)
        while offset <= last {
            let bits = window(key, offset)
            if bits != 0 {
                let found = offset &+ bits.trailingZeroBitCount
                return found <= last ? found &+ firstDay : nil
            }
            offset &+= 64
        }
        return nil
    }

    /// The last day of a key from one day through another; nil: none.
    @inline(__always)
    func last(_ key: Int, from: Int, through to: Int) -> Int? {
        let first = max(from &- firstDay, 0)
        var end = min(to &- firstDay, dayCount &- 1)
        while end >= first {
            let begin = max(first, end &- 63)
            let bits = window(key, begin) & (UInt64.max &>> UInt64(truncatingIfNeeded: 63 &- (end &- begin)))
            if bits != 0 { return begin &+ 63 &- bits.leadingZeroBitCount &+ firstDay }
            end = begin &- 1
        }
        return nil
    }
}

/// Which keys and days of a grid were taken once, and which more often. Of one thread.
final class DayTally {
    let bits: Bits
    private let words: SpareWords

    /// The bits, for as long as somebody holds the tally: those that were taken more than once, and in as many words
    /// behind them those that were taken.
    struct Bits {
        fileprivate let grid: DayBits
        fileprivate let repeated: UnsafeMutablePointer<UInt64>
        fileprivate let once: UnsafeMutablePointer<UInt64>
        /// For the words of each 64 days, whether they mean anything yet: they are cleared before a batch that may use
        /// them, and where batches lie by their months, most are used while they are still near.
        fileprivate let isClear: UnsafeMutablePointer<Bool>

        @inline(__always)
        func add(_ key: Int, _ day: Int) {
            let offset = day &- grid.firstDay
            if !isClear[offset &>> 6] { clear(offset &>> 6) }
            let place = grid.place(key, offset)
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: offset & 63)
            // What is taken at all is mostly taken often: then nothing is written, and the other words stay away.
            if repeated[place] & bit != 0 { return }
            if once[place] & bit != 0 { repeated[place] |= bit } else { once[place] |= bit }
        }

        /// A bit for each of at most 64 keys and days that is noted as taken more than once: of what is most often taken
        /// that is nearly all, and there is nothing more to note. The days' words mean something already.
        @inline(__always)
        func isRepeated(_ keys: UnsafePointer<UInt32>, _ days: UnsafePointer<Int32>, count: Int) -> UInt64 {
            DayWords(repeated, keyCount: grid.keyCount, firstDay: Int32(truncatingIfNeeded: grid.firstDay))
                .has(keys, days, count: count)
        }

        /// Sees to it that the words of some days, of which the first lies in the grid, mean something.
        func prepare(_ days: ClosedRange<Int>) {
            let last = min(rowCount - 1, (days.upperBound - grid.firstDay) >> 6)
            for row in (days.lowerBound - grid.firstDay) >> 6...last where !isClear[row] { clear(row) }
        }

        @inline(never)
        private func clear(_ row: Int) {
            let count = grid.keyCount
            (repeated + row * count).update(repeating: 0, count: count)
            (once + row * count).update(repeating: 0, count: count)
            isClear[row] = true
        }

        fileprivate var rowCount: Int { grid.wordCount / max(1, grid.keyCount) }
    }

    init(like other: DayGrid, _ memory: SpareMemory) {
        words = SpareWords(2 * other.bits.wordCount, memory)
        let rowCount = other.bits.wordCount / max(1, other.bits.keyCount)
        let isClear = UnsafeMutablePointer<Bool>.allocate(capacity: rowCount)
        isClear.initialize(repeating: false, count: rowCount)
        bits = Bits(
            grid: other.bits, repeated: words.start, once: words.start + other.bits.wordCount, isClear: isClear)
    }

    deinit { bits.isClear.deallocate() }

    /// How many were taken more than once, by any of several.
    static func repeated(_ tallies: [DayTally]) -> Int {
        guard let first = tallies.first?.bits else { return 0 }
        var count = 0
        for row in 0..<first.rowCount {
            let used = tallies.filter { $0.bits.isClear[row] }.map(\.bits)
            if used.isEmpty { continue }
            for place in (row * first.grid.keyCount)..<((row + 1) * first.grid.keyCount) {
                var (once, repeated): (UInt64, UInt64) = (0, 0)
                for bits in used {
                    repeated |= once & bits.once[place] | bits.repeated[place]
                    once |= bits.once[place]
                }
                count &+= repeated.nonzeroBitCount
            }
        }
        return count
    }
}

/// The same of few: what was taken stands in a table.
struct DayCounts {
    private var places = CodeMap()
    private var taken: [(key: UInt64, isRepeated: Bool)] = []

    mutating func add(_ key: Int, _ day: Int, isRepeated: Bool = false) {
        add(UInt64(truncatingIfNeeded: key) &<< 32 | UInt64(UInt32(truncatingIfNeeded: day)), isRepeated)
    }

    private mutating func add(_ both: UInt64, _ isRepeated: Bool) {
        let place = Int(places.code(of: both, orNew: UInt32(truncatingIfNeeded: taken.count)))
        if place < taken.count { taken[place].isRepeated = true } else { taken.append((both, isRepeated)) }
    }

    mutating func add(_ other: DayCounts) { for item in other.taken { add(item.key, item.isRepeated) } }

    /// How many were taken more than once.
    var repeated: Int { taken.count { $0.isRepeated } }
}
