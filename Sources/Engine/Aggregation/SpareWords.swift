import Glibc

/// Words of memory, where they are many those that a question before has done with.
final class SpareWords {
    let start: UnsafeMutablePointer<UInt64>
    let count: Int
    /// So many of the first words may hold anything; all others are 0.
    let usedCount: Int
    private let memory: SpareMemory
    private let stretch: SpareMemory.Stretch?

    private static let leastOfStretch = 1 << 19

    init(_ count: Int, _ memory: SpareMemory) {
        self.count = count
        self.memory = memory
        stretch = count >= Self.leastOfStretch ? memory.take(count * 8, room: 1) : nil
        if let stretch {
            start = stretch.start.bindMemory(to: UInt64.self, capacity: count)
            usedCount = min(count, (stretch.used + 7) / 8)
        } else if let zeros = calloc(max(1, count), 8) {
            // Of memory that is asked for so, pages that are never touched cost nothing.
            start = zeros.bindMemory(to: UInt64.self, capacity: count)
            usedCount = 0
        } else {
            start = .allocate(capacity: count)
            usedCount = count
        }
    }

    deinit { if let stretch { memory.give(stretch, used: count * 8) } else { free(start) } }

    /// Makes all words 0.
    func clear(_ lanes: Lanes, threads: Int) {
        let pieces = usedCount < Self.leastOfStretch ? 1 : 2
        let (words, count) = (Place(start: start), usedCount)
        _ = lanes.run(pieces, threads: threads) { piece in
            let (from, to) = (count * piece / pieces, count * (piece + 1) / pieces)
            memset(words.start + from, 0, (to - from) * 8)
        }
    }

    private struct Place: @unchecked Sendable {
        // Unchecked: each thread has words of its own.
        let start: UnsafeMutablePointer<UInt64>
    }
}
