import Columnar
import EventModel

/// The circular-shift test: whether events follow the anchors more often than they would follow them on other days.
///
/// All anchors are moved together by the same number of days, those that fall off the end of the coverage coming back at
/// its beginning. That keeps how anchors crowd together and how events do, and breaks only what ties the ones to the
/// others.
struct CircularShift {
    /// Anchors of which the same events may follow.
    struct Group {
        /// How many days each anchor lies behind the beginning of the coverage; with the number of anchors.
        var anchors: [(offset: Int, count: Int)]
        /// The days, as many behind the beginning, whose window holds an event.
        var hits: DaySet
    }

    /// Days of the coverage.
    let length: Int

    /// More shifts are drawn instead of all being tried.
    static let mostShifts = 999
    private static let seed: UInt64 = 1
    /// Days that are gone through one after the other, 12 MiB.
    private static let mostDays = 1 << 20
    /// Days of which a set of bits is kept, 2 MiB.
    private static let mostBits = 1 << 24

    /// By how many days the anchors are moved.
    var shifts: [Int] {
        if length <= 1 { return [] }
        if length - 1 <= Self.mostShifts { return Array(1..<length) }
        var random = SplitMix(seed: Self.seed)
        return (0..<Self.mostShifts).map { _ in 1 + Int(random.next(below: UInt64(length - 1))) }
    }

    /// The part of the shifts, the one of no days among them, that do as well as no shift.
    /// - Parameter isBackward: whether offsets are counted from the end, so that shifts go the other way.
    func p(_ groups: [Group], isBackward: Bool, _ state: RunState) throws(RunError) -> Double {
        let shifts = [0] + self.shifts.map { isBackward ? length - $0 : $0 }
        var found = [Int](repeating: 0, count: shifts.count)
        var work = 0
        for group in groups where !group.hits.isEmpty {
            // A step over all days costs an eighth of one over an anchor: it needs no look-up.
            if length <= Self.mostDays, group.anchors.count > length / 8 {
                let (counts, hits) = days(group)
                for (place, shift) in shifts.enumerated() { found[place] &+= Self.hit(counts, hits, from: shift) }
                work += shifts.count * length / 8
            } else {
                let bits = bits(group.hits)
                for (place, shift) in shifts.enumerated() {
                    for (offset, count) in group.anchors {
                        let moved = offset &+ shift < length ? offset &+ shift : offset &+ shift &- length
                        if bits?[moved] ?? group.hits.contains(DayNumber(clamping: moved)) { found[place] &+= count }
                    }
                }
                work += shifts.count * group.anchors.count
            }
            if work >= RunState.piece {
                try state.advance(by: 0)
                work = 0
            }
        }
        let asGood = found.dropFirst().count { $0 >= found[0] }
        return Double(1 + asGood) / Double(shifts.count)
    }

    /// How many anchors lie on each day, and twice over, so that no shift runs past the end, whether a day is hit: all
    /// bits set or none.
    private func days(_ group: Group) -> (counts: [Int32], hits: [Int32]) {
        var counts = [Int32](repeating: 0, count: length)
        for (offset, count) in group.anchors where offset < length { counts[offset] &+= Int32(clamping: count) }
        var hits = [Int32](repeating: 0, count: 2 * length)
        for span in group.hits.spans {
            let first = max(0, Int(span.earliest))
            let last = min(length - 1, Int(span.latest))
            if first > last { continue }
            for day in first...last {
                hits[day] = -1
                hits[day + length] = -1
            }
        }
        return (counts, hits)
    }

    /// The anchors that fall on days that are hit when all are moved. A sum of 32 bits holds them: a table has fewer rows.
    private static func hit(_ counts: [Int32], _ hits: [Int32], from shift: Int) -> Int {
        precondition(shift >= 0 && shift + counts.count <= hits.count, "a shift is less than a whole turn")
        return counts.withUnsafeBufferPointer { counts in
            hits.withUnsafeBufferPointer { hits in
                var sum: Int32 = 0
                for day in 0..<counts.count { sum &+= counts[day] & hits[day &+ shift] }
                return Int(sum)
            }
        }
    }

    private func bits(_ days: DaySet) -> Bits? {
        guard length <= Self.mostBits else { return nil }
        var bits = Bits(count: length)
        for span in days.spans {
            for day in span.earliest...span.latest where Int(day) < length && day >= 0 { bits[Int(day)] = true }
        }
        return bits
    }
}
