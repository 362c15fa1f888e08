import Synchronization

/// Sees to it that rows of a stored column are what was written, before they are read: stretch by stretch, so that a
/// question which reads few rows of a column has few checked. Of a column that is made of others it makes them as well:
/// before that there is nothing to read.
package final class RowCheck: @unchecked Sendable {
    // Unchecked: the words are atomics, made once and freed with the last who holds them.
    private let rowCount: Int
    private let stretch: Int
    private let check: @Sendable (Range<Int>) -> Bool
    /// A bit for each stretch that was found sound.
    private let sound: UnsafeMutablePointer<Atomic<UInt64>>
    private let wordCount: Int
    /// Stretches that nobody has looked at yet.
    private let left: Atomic<Int>

    /// - Parameters:
    ///   - stretch: how many rows are checked together.
    ///   - check: whether the rows of some neighbouring stretches are what was written.
    package init(rowCount: Int, stretch: Int, _ check: @escaping @Sendable (Range<Int>) -> Bool) {
        self.rowCount = rowCount
        self.stretch = max(1, stretch)
        self.check = check
        let stretchCount = (rowCount + self.stretch - 1) / self.stretch
        wordCount = (stretchCount + 63) / 64
        left = Atomic(stretchCount)
        sound = .allocate(capacity: max(1, wordCount))
        for word in 0..<wordCount { (sound + word).initialize(to: Atomic(0)) }
    }

    deinit {
        sound.deinitialize(count: wordCount)
        sound.deallocate()
    }

    /// Whether every row was found sound.
    package var isDone: Bool { left.load(ordering: .acquiring) == 0 }

    /// Whether some rows are what was written.
    package func isSound(_ rows: Range<Int>) -> Bool {
        if rows.isEmpty { return true }
        guard rows.lowerBound >= 0, rows.upperBound <= rowCount else { return false }
        var place = rows.lowerBound / stretch
        let end = (rows.upperBound - 1) / stretch + 1
        while place < end {
            if isKnown(place) {
                place += 1
                continue
            }
            var next = place + 1
            while next < end, !isKnown(next) { next += 1 }
            guard check(place * stretch..<min(rowCount, next * stretch)) else { return false }
            for known in place..<next { note(known) }
            place = next
        }
        return true
    }

    /// Whether all rows are.
    package func isSound() -> Bool { isDone || isSound(0..<rowCount) }

    private func isKnown(_ place: Int) -> Bool {
        sound[place / 64].load(ordering: .acquiring) & 1 << UInt64(place % 64) != 0
    }

    private func note(_ place: Int) {
        let bit = 1 << UInt64(place % 64) as UInt64
        let before = sound[place / 64].bitwiseOr(bit, ordering: .acquiringAndReleasing).oldValue
        // Two who look at one stretch at a time count it once.
        if before & bit == 0 { left.subtract(1, ordering: .acquiringAndReleasing) }
    }
}
