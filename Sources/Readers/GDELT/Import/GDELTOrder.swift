import EventModel

/// The order of the rows of a segment: by month, then kind, then day, as `Clustering` has it.
struct GDELTOrder {
    /// Rows, in the order in which they are stored. The memory belongs to `GDELTSorter`.
    let rows: UnsafePointer<UInt32>
    var starts: [UInt32] = []
    var kinds: [UInt32] = []
    var firstDays: [DayNumber] = []
    var lastDays: [DayNumber] = []
}

/// Puts rows in order; its memory is used again for the next segment.
final class GDELTSorter {
    private let keys: UnsafeMutablePointer<UInt64>
    private let others: UnsafeMutablePointer<UInt64>
    private let rows: UnsafeMutablePointer<UInt32>
    private let counts = UnsafeMutablePointer<Int>.allocate(capacity: 1 << 11)

    init(capacity: Int) {
        keys = .allocate(capacity: capacity)
        others = .allocate(capacity: capacity)
        rows = .allocate(capacity: capacity)
    }

    deinit {
        keys.deallocate()
        others.deallocate()
        rows.deallocate()
        counts.deallocate()
    }

    private static let rowBits: UInt64 = 21
    private static let dayBits: UInt64 = 5
    private static let rankBits: UInt64 = 12

    /// - Parameters:
    ///   - days: the first and the last day of all rows.
    ///   - ranks: by the number of a kind, its place in the tree.
    func order(
        _ stored: UnsafePointer<GDELTStoredRow>, _ count: Int, days: ClosedRange<DayNumber>, ranks: [UInt16]
    ) -> GDELTOrder {
        let calendar = DayTable(days)
        var largest: UInt64 = 0
        ranks.withUnsafeBufferPointer { ranks in
            for row in 0..<count {
                let (month, day) = calendar[stored[row].first]
                let rank = UInt64(ranks[Int(stored[row].kind)])
                let order = (UInt64(month) &<< Self.rankBits | rank) &<< Self.dayBits | UInt64(day)
                largest = max(largest, order)
                keys[row] = order &<< Self.rowBits | UInt64(truncatingIfNeeded: row)
            }
        }
        let sorted = sort(count, bits: 64 - largest.leadingZeroBitCount)
        var order = GDELTOrder(rows: UnsafePointer(rows))
        var last = UInt64.max
        for place in 0..<count {
            let row = Int(truncatingIfNeeded: sorted[place] & (1 &<< Self.rowBits &- 1))
            rows[place] = UInt32(truncatingIfNeeded: row)
            let run = sorted[place] &>> (Self.rowBits &+ Self.dayBits)
            if run != last {
                last = run
                if place > 0 { order.lastDays.append(stored[Int(rows[place - 1])].first) }
                order.starts.append(UInt32(truncatingIfNeeded: place))
                order.kinds.append(UInt32(stored[row].kind))
                order.firstDays.append(stored[row].first)
            }
        }
        if count > 0 { order.lastDays.append(stored[Int(rows[count - 1])].first) }
        return order
    }

    /// Sorts the keys by so many bits above the row, eleven at a time, equal ones staying as they are.
    private func sort(_ count: Int, bits: Int) -> UnsafeMutablePointer<UInt64> {
        var (from, to) = (keys, others)
        var shift = Self.rowBits
        while shift < Self.rowBits + UInt64(bits) {
            counts.initialize(repeating: 0, count: 1 << 11)
            for place in 0..<count { counts[Int(from[place] &>> shift & 0x7FF)] &+= 1 }
            var next = 0
            for digit in 0..<1 << 11 {
                let number = counts[digit]
                counts[digit] = next
                next += number
            }
            for place in 0..<count {
                let digit = Int(from[place] &>> shift & 0x7FF)
                to[counts[digit]] = from[place]
                counts[digit] &+= 1
            }
            (from, to) = (to, from)
            shift += 11
        }
        return from
    }
}

/// Month and day of the month for the days of a stretch.
private struct DayTable {
    private let first: DayNumber
    private let entries: [UInt32]
    private let firstMonth: Int

    init(_ days: ClosedRange<DayNumber>) {
        first = days.lowerBound
        let start = CivilCalendar.civil(days.lowerBound)
        firstMonth = start.year * 12 + start.month - 1
        let length = Int(days.upperBound) - Int(days.lowerBound) + 1
        // Dates of many centuries are reckoned one by one.
        guard length <= 1 << 18 else {
            entries = []
            return
        }
        var entries: [UInt32] = []
        entries.reserveCapacity(length)
        for day in days {
            let civil = CivilCalendar.civil(day)
            entries.append(UInt32(civil.year * 12 + civil.month - 1 - firstMonth) << 8 | UInt32(civil.day - 1))
        }
        self.entries = entries
    }

    @inline(__always)
    subscript(day: DayNumber) -> (month: UInt32, day: UInt32) {
        if entries.isEmpty {
            let civil = CivilCalendar.civil(day)
            return (UInt32(clamping: civil.year * 12 + civil.month - 1 - firstMonth), UInt32(civil.day - 1))
        }
        let entry = entries[Int(day &- first)]
        return (entry &>> 8, entry & 0xFF)
    }
}
