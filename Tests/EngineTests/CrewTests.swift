import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// Threads that stay do all the work, once, whoever asks for it and from where.
@Suite("Lanes and their threads")
struct CrewTests {
    @Test("all pieces are done, and come back in order", arguments: [0, 1, 2, 3, 100], [1, 2, 3, 8])
    func order(count: Int, threads: Int) {
        let lanes = Lanes()
        for _ in 0..<50 {
            lanes.rouse()
            let done = Atomic(0)
            let outcomes = lanes.run(count, threads: threads) { piece in
                done.wrappingAdd(1, ordering: .relaxed)
                return piece * 3
            }
            #expect(outcomes == (0..<count).map { $0 * 3 })
            #expect(done.load(ordering: .relaxed) == count)
        }
    }

    @Test("work within work is done, though all threads are at work")
    func nested() {
        let lanes = Lanes()
        let sums = lanes.run(4, threads: 2) { outer in
            lanes.run(5, threads: 2) { outer * 10 + $0 }.reduce(0, +)
        }
        #expect(sums == (0..<4).map { $0 * 50 + 10 })
    }

    @Test("signals are left to the thread that talks with the user")
    func signals() throws {
        var thread = pthread_t()
        let blocked = Mutex<[Int32]>([])
        try #require(
            startThread(&thread, nil) {
                var now = sigset_t()
                pthread_sigmask(SIG_BLOCK, nil, &now)
                blocked.withLock { $0 = [SIGINT, SIGWINCH, SIGCONT, SIGSEGV].filter { sigismember(&now, $0) == 1 } }
            })
        pthread_join(thread, nil)
        #expect(blocked.withLock { $0 } == [SIGINT, SIGWINCH, SIGCONT])
    }

    @Test("several may ask at once")
    func atOnce() async {
        let lanes = Lanes()
        let sums = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<40).reduce(0) { sum, turn in
                        sum + lanes.run(3, threads: 2) { task * turn + $0 }.reduce(0, +)
                    }
                }
            }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(sums == Set((0..<8).map { task in (0..<40).reduce(0) { $0 + 3 * task * $1 + 3 } }))
    }
}

@Suite("Groups with rows")
struct FilledGroupTests {
    @Test("the most, how many and which, as a look at each tells", arguments: UInt64(0)..<100)
    func survey(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (width, periods) = (Int.random(in: 1...3_000, using: &random), Int.random(in: 0...4, using: &random))
        let most: UInt32 = seed % 3 == 0 ? .max : 5
        let counts = (0..<(width * periods)).map { _ in
            Int.random(in: 0..<4, using: &random) == 0 ? UInt32.random(in: 0...most, using: &random) : 0
        }
        counts.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var filled = FilledGroups(width: width)
            for period in 0..<periods {
                // Those that have rows, and others, some of them twice.
                let few = (0..<width).filter { counts[period * width + $0] > 0 || $0 % 7 == 0 }.map(UInt32.init)
                filled.lookAtNext(
                    base + period * width,
                    fewGroups: period % 2 == 0 ? nil : (few + few.prefix(5)).shuffled(using: &random))
            }
            let totals = GroupTotals([filled], periods: [Array(0..<UInt32(periods))])
            #expect(
                totals.groupCounts
                    == (0..<periods).map { period in (0..<width).count { counts[period * width + $0] > 0 } })
            #expect(
                totals.keyCount
                    == (0..<width).count { group in (0..<periods).contains { counts[$0 * width + group] > 0 } })
            #expect(filled.groups(ofRows: 1, base) == counts.indices.filter { counts[$0] > 0 })
            let ranked = counts.filter { $0 > 0 }.sorted(by: >)
            for rank in [1, 2, 7, ranked.count] where rank > 0 && rank <= ranked.count {
                #expect(FilledGroups.least(of: rank, [(filled, base)]) == ranked[rank - 1])
            }
            #expect(FilledGroups.least(of: ranked.count + 1, [(filled, base)]) == 1)
        }
    }
}
