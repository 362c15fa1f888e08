import Engine
import Glibc
import Synchronization
import Testing

@Suite("Work that is waited for no longer than somebody wants to wait")
struct AsideTests {
    @Test func `what the work comes to is handed back`() {
        #expect(Aside().run(isOver: { _ in false }, { (1...100).reduce(0, +) }) == 5_050)
    }

    @Test func `work that goes on is left to itself, and may still end`() {
        let mayEnd = Mutex(false)
        let hasEnded = Mutex(false)
        let outcome = Aside().run(isOver: { _ in true }) {
            while !mayEnd.withLock({ $0 }) { sched_yield() }
            hasEnded.withLock { $0 = true }
            return 1
        }
        #expect(outcome == nil && !hasEnded.withLock { $0 })
        mayEnd.withLock { $0 = true }
        while !hasEnded.withLock({ $0 }) { sched_yield() }
    }

    @Test func `the thread stays for the work to come, and is another once work was left to itself`() {
        let aside = Aside()
        @Sendable func thread() -> UInt { UInt(bitPattern: pthread_self().hashValue) }
        let first = aside.run(isOver: { _ in false }, { thread() })
        #expect(first != thread())
        for _ in 0..<100 { #expect(aside.run(isOver: { _ in false }, { thread() }) == first) }
        let mayEnd = Mutex(false)
        let left: Int? = aside.run(isOver: { _ in true }) {
            while !mayEnd.withLock({ $0 }) { sched_yield() }
            return 1
        }
        #expect(left == nil)
        // The one that is still at work cannot be the one that answers now.
        #expect(aside.run(isOver: { _ in false }, { thread() }) != first)
        mayEnd.withLock { $0 = true }
    }

    @Test func `work that ends while patience does is handed over or left, and the next finds its own outcome`() {
        let aside = Aside()
        for number in 0..<300 {
            let outcome = aside.run(isOver: { seconds in seconds > 0.009 }) {
                // About as long as somebody waits before asking.
                usleep(UInt32(9_000 + number * 7 % 2_000))
                return number
            }
            #expect(outcome == nil || outcome == number)
        }
    }

    @Test func `deep calls have the room that they have on the first thread`() {
        @Sendable func depth(_ left: Int) -> Int { left == 0 ? 0 : 1 + depth(left - 1) }
        #expect(Aside().run(isOver: { _ in false }, { depth(20_000) }) == 20_000)
    }
}
