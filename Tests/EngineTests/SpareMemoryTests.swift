import EventModel
import TestSupport
import Testing

@testable import Engine

/// Memory that one question hands on to the next holds nothing of it.
@Suite("Spare memory")
struct SpareMemoryTests {
    private static let many = 700_000

    @Test("an array that grows is all zeros, though its memory was used before")
    func slab() {
        let memory = SpareMemory()
        for turn in 1...3 {
            let slab = Slab<UInt64>(memory)
            for count in [10, Self.many, 2 * Self.many, 5 * Self.many] {
                let before = slab.count
                slab.grow(to: count, zero: 0)
                #expect((before..<count).allSatisfy { slab.start[$0] == 0 })
                #expect((0..<before).allSatisfy { slab.start[$0] == UInt64(turn) })
                slab.start.update(repeating: UInt64(turn), count: count)
            }
        }
    }

    @Test("words are what they say: used ones first, zeros behind, all zeros once they are cleared")
    func words() {
        let (memory, lanes) = (SpareMemory(), Lanes())
        for count in [Self.many, 3 * Self.many, 2 * Self.many, 100, 3 * Self.many] {
            let words = SpareWords(count, memory)
            #expect((words.usedCount..<count).allSatisfy { words.start[$0] == 0 })
            words.clear(lanes, threads: 2)
            #expect((0..<count).allSatisfy { words.start[$0] == 0 })
            words.start.update(repeating: .max, count: count)
        }
    }

    @Test("a grid and what is taken of it know nothing of those before them", arguments: UInt64(0)..<3)
    func grids(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (keyCount, days) = (6_000, 0...6_500)
        let state = RunState(Context(Fixture.data([], [])), RunControl(threads: 2))
        for _ in 0..<3 {
            let grid = DayGrid(days: days, keyCount: keyCount, state)
            let tallies = [DayTally(like: grid, state.context.memory), DayTally(like: grid, state.context.memory)]
            var set: Set<Int> = []
            var taken: [Int: Int] = [:]
            var takenOfEach: [[Int: Int]] = [[:], [:]]
            for turn in 0..<20_000 {
                let (key, day) = (
                    Int.random(in: 0..<keyCount, using: &random), Int.random(in: days, using: &random) / 9
                )
                #expect(grid.bits.set(key, day) == !set.insert(key << 16 | day).inserted)
                tallies[turn % 2].bits.add(key, day)
                taken[key << 16 | day, default: 0] += 1
                takenOfEach[turn % 2][key << 16 | day, default: 0] += 1
            }
            for _ in 0..<20_000 {
                let (key, day) = (Int.random(in: 0..<keyCount, using: &random), Int.random(in: days, using: &random))
                #expect(grid.bits.has(key, day) == set.contains(key << 16 | day))
            }
            // Days of which nothing was taken yet are among them, and keys beyond the grid.
            for turn in 0..<200 {
                let keys = (0..<64).map { _ in UInt32.random(in: 0...UInt32(keyCount), using: &random) }
                let days = (0..<64).map { _ in Int32.random(in: 0...6_500, using: &random) / Int32(turn % 9 + 1) }
                let bits = tallies[turn % 2].bits
                bits.prepare(Int(days.min() ?? 0)...Int(days.max() ?? 0))
                let repeated = bits.isRepeated(keys, days, count: 64)
                for place in 0..<64 {
                    let count = takenOfEach[turn % 2][Int(keys[place]) << 16 | Int(days[place])] ?? 0
                    #expect((repeated >> place & 1 == 1) == (count > 1))
                }
            }
            #expect(DayTally.repeated(tallies) == taken.values.count { $0 > 1 })
        }
    }
}
