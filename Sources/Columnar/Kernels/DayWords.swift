import CKernels
package import EventModel

/// A bit for each key and day: the words of all keys for the same 64 days stand together, behind those for the 64 days
/// before, and a row of words more behind the last day.
package struct DayWords {
    private let grid: ck_days

    /// The words are there for as long as this is used.
    package init(_ words: UnsafePointer<UInt64>, keyCount: Int, firstDay: DayNumber) {
        grid = ck_days(words: words, key_count: keyCount, first_day: firstDay)
    }

    /// Looks for the next day of each of at most 64 keys.
    /// - Parameters:
    ///   - days: where each begins, within the grid, with its bits turned by the mirror.
    ///   - mask: of the 64 days from that one on those that count, not the first of them.
    ///   - next: gets the day that was found for each, or the one that it began with.
    /// - Returns: a bit for each key: whether one was found, and whether the day that it began with is one of its days.
    package func next(
        of keys: UnsafePointer<UInt32>, from days: UnsafePointer<DayNumber>, count: Int, mirror: DayNumber,
        mask: UInt64, _ next: UnsafeMutablePointer<DayNumber>
    ) -> (found: UInt64, same: UInt64) {
        var (found, same): (UInt64, UInt64) = (0, 0)
        withUnsafePointer(to: grid) {
            ck_next_days(Kernels.width, $0, keys, days, count, mirror, mask, &found, &same, next)
        }
        return (found, same)
    }

    /// A bit for each of at most 64 keys, whether a day within the grid is one of its days.
    package func has(_ keys: UnsafePointer<UInt32>, _ days: UnsafePointer<DayNumber>, count: Int) -> UInt64 {
        withUnsafePointer(to: grid) { ck_days_set(Kernels.width, $0, keys, days, count) }
    }

    /// A bit for each of at most 64 keys, whether it is the one.
    package static func places(of key: UInt32, in keys: UnsafePointer<UInt32>, count: Int) -> UInt64 {
        var places: UInt64 = 0
        ck_range_32(Kernels.width, keys, count, key, 0, &places)
        return places
    }
}
