import Columnar
import Glibc
import Synchronization

/// Work on a thread of its own, for somebody who may lose patience: then it is left to itself, and what it comes to is
/// thrown away.
package final class Aside<Outcome: Sendable>: Sendable {
    private enum State {
        case working
        case done(Outcome)
        case abandoned
    }

    private let state = Mutex(State.working)
    private let work: @Sendable () -> Outcome
    /// A pipe: its far end is written to when the work is done. -1 where there is none.
    private let (done, tell): (Int32, Int32)

    private init(_ work: @escaping @Sendable () -> Outcome) {
        self.work = work
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) != 0 { ends = [-1, -1] }
        for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (done, tell) = (ends[0], ends[1])
    }

    deinit { for end in [done, tell] where end >= 0 { close(end) } }

    /// What the work comes to; nil if it was left to itself.
    /// - Parameters:
    ///   - isOver: asked a hundred times a second, on the thread of the caller, whether to wait no longer; it is given
    ///     the seconds since the work began.
    package static func run(
        isOver: (_ seconds: Double) -> Bool, _ work: @escaping @Sendable () -> Outcome
    ) -> Outcome? {
        let aside = Aside(work)
        let began = RunState.now()
        guard aside.done >= 0, aside.start() else { return work() }
        while true {
            var end = pollfd(fd: aside.done, events: Int16(POLLIN), revents: 0)
            // A signal ends the wait at once.
            if poll(&end, 1, 10) > 0 { return aside.outcome(giveUp: false) }
            if isOver(RunState.now() - began) { return aside.outcome(giveUp: true) }
        }
    }

    private func outcome(giveUp: Bool) -> Outcome? {
        state.withLock { state in
            if case .done(let outcome) = state { return outcome }
            if giveUp { state = .abandoned }
            return nil
        }
    }

    private func finish() {
        if !finished() {
            // Nobody waited: what it took is of no use to this program any more.
            Stop.giveMemoryBack()
        }
        var byte: UInt8 = 1
        _ = write(tell, &byte, 1)
    }

    /// Whether somebody still waited for it.
    private func finished() -> Bool {
        let outcome = work()
        return state.withLock { state in
            if case .working = state {
                state = .done(outcome)
                return true
            }
            return false
        }
    }

    /// The room for calls is that of the first thread: what could be checked there can be run here.
    private static var stackSize: Int { 16 << 20 }

    private func start() -> Bool {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, Self.stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        return startThread(&thread, &attributes) { self.finish() }
    }
}
