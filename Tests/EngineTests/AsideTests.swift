import Engine
import Glibc
import Synchronization
import Testing

@Suite("Work that is waited for no longer than somebody wants to wait")
struct AsideTests {
    @Test func `what the work comes to is handed back`() {
        #expect(Aside.run(isOver: { _ in false }, { (1...100).reduce(0, +) }) == 5_050)
    }

    @Test func `work that goes on is left to itself, and may still end`() {
        let mayEnd = Mutex(false)
        let hasEnded = Mutex(false)
        let outcome = Aside.run(isOver: { _ in true }) {
            while !mayEnd.withLock({ $0 }) { sched_yield() }
            hasEnded.withLock { $0 = true }
            return 1
        }
        #expect(outcome == nil && !hasEnded.withLock { $0 })
        mayEnd.withLock { $0 = true }
        while !hasEnded.withLock({ $0 }) { sched_yield() }
    }

    @Test func `deep calls have the room that they have on the first thread`() {
        @Sendable func depth(_ left: Int) -> Int { left == 0 ? 0 : 1 + depth(left - 1) }
        #expect(Aside.run(isOver: { _ in false }, { depth(20_000) }) == 20_000)
    }
}
