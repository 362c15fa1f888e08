import Columnar
import Glibc
import Synchronization

/// A thread for work of which somebody may lose patience: then the work is left to itself, and what it comes to is thrown
/// away.
///
/// The thread stays for the work to come, asleep: it has its stack and its memory at hand. One whose work was left to
/// itself ends behind it.
package final class Aside: Sendable {
    /// The thread, while it has no work.
    private let idle = Mutex<AsideThread?>(nil)

    package init() {}

    deinit { idle.withLock { $0?.leave() } }

    /// What the work comes to; nil if it was left to itself.
    /// - Parameters:
    ///   - isOver: asked a hundred times a second, on the thread of the caller, whether to wait no longer; it is given
    ///     the seconds since the work began.
    package func run<Outcome: Sendable>(
        isOver: (_ seconds: Double) -> Bool, _ work: @escaping @Sendable () -> Outcome
    ) -> Outcome? {
        let began = RunState.now()
        let kept = idle.withLock { idle in
            defer { idle = nil }
            return idle
        }
        guard let thread = kept ?? AsideThread.start() else { return work() }
        let handOver = HandOver<Outcome>()
        thread.begin { handOver.finish(work()) }
        while true {
            // A signal ends the wait at once.
            if !thread.waits(milliseconds: 10) {
                if !isOver(RunState.now() - began) { continue }
                guard handOver.outcome(giveUp: true) != nil else {
                    thread.leave()
                    return nil
                }
                // It was done at the last moment, and is about to tell.
                while !thread.waits(milliseconds: 10) {}
            }
            keep(thread)
            return handOver.outcome(giveUp: false)
        }
    }

    private func keep(_ thread: AsideThread) {
        let other = idle.withLock { idle in
            defer { idle = thread }
            return idle
        }
        other?.leave()
    }
}

/// What one piece of work comes to, between the thread that works and the one that waits.
private final class HandOver<Outcome: Sendable>: Sendable {
    private enum State {
        case working
        case done(Outcome)
        case abandoned
    }

    private let state = Mutex(State.working)

    /// Whether somebody still waited for it.
    func finish(_ outcome: Outcome) -> Bool {
        state.withLock { state in
            if case .working = state {
                state = .done(outcome)
                return true
            }
            return false
        }
    }

    /// nil while it is not done.
    func outcome(giveUp: Bool) -> Outcome? {
        state.withLock { state in
            if case .done(let outcome) = state { return outcome }
            if giveUp { state = .abandoned }
            return nil
        }
    }
}

/// A thread that does one piece of work after another.
private final class AsideThread: @unchecked Sendable {
    // Unchecked: what changes is behind the mutex.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private let wakeUp: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    /// Does the work, and tells whether somebody still waited for it.
    private var work: (@Sendable () -> Bool)?
    private var isLeaving = false
    /// A pipe: a byte is written to its far end when work is done.
    private let (done, tell): (Int32, Int32)

    private init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (done, tell) = (ends[0], ends[1])
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wakeUp, nil)
    }

    deinit {
        close(done)
        close(tell)
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(wakeUp)
        mutex.deallocate()
        wakeUp.deallocate()
    }

    /// nil if there is no thread to be had.
    static func start() -> AsideThread? {
        guard let made = AsideThread() else { return nil }
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        return startThread(&thread, &attributes) { made.live() } ? made : nil
    }

    /// The room for calls is that of the first thread: what could be checked there can be run here.
    private static var stackSize: Int { 16 << 20 }

    func begin(_ work: @escaping @Sendable () -> Bool) { change { self.work = work } }

    /// Has the thread end, behind its work if it has any.
    func leave() { change { isLeaving = true } }

    /// Whether the work was done within some time; a signal ends the wait, too.
    func waits(milliseconds: Int32) -> Bool {
        var end = pollfd(fd: done, events: Int16(POLLIN), revents: 0)
        guard poll(&end, 1, milliseconds) > 0 else { return false }
        var byte: UInt8 = 0
        return read(done, &byte, 1) == 1
    }

    private func change(_ body: () -> Void) {
        pthread_mutex_lock(mutex)
        body()
        pthread_mutex_unlock(mutex)
        pthread_cond_signal(wakeUp)
    }

    private func next() -> (@Sendable () -> Bool)? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while work == nil, !isLeaving { pthread_cond_wait(wakeUp, mutex) }
        defer { work = nil }
        return work
    }

    private func live() {
        while doNext() {
            var byte: UInt8 = 1
            _ = write(tell, &byte, 1)
        }
    }

    /// False when there is nothing left to do. What the work held is let go of before anybody hears that it is done.
    private func doNext() -> Bool {
        guard let work = next() else { return false }
        if work() { return true }
        // Nobody waited: what it took is of no use to this program any more.
        Stop.giveMemoryBack()
        return false
    }
}
