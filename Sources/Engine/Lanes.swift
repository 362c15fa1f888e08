import Columnar
import Glibc
import Synchronization

/// Pieces of work that threads take up one by one.
///
/// The threads stay from one question to the next, asleep: to make one anew, with a stack and memory that nobody has
/// touched, takes as long as going through half a million rows.
final class Lanes: Sendable {
    private let crew = Crew()

    deinit { crew.end() }

    /// Lets the threads know that there will be work soon, so that they are awake when it comes.
    func rouse() { crew.rouse() }

    /// The outcomes of all pieces, in the order of the pieces.
    func run<Outcome>(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Outcome) -> [Outcome] {
        if count <= 1 || threads <= 1 { return (0..<count).map(work) }
        let stop = Stop.current
        return withoutActuallyEscaping(work) { work in
            // Who helps asks as this thread does whether the run is to end.
            let shift = Shift(count) { index in Stop.asking(stop) { work(index) } }
            // Nobody works on when this call is over: what is borrowed here is not gone before it is.
            if !crew.work(on: shift, helpers: min(count, threads) - 1) {
                let others = (1..<min(count, threads)).compactMap { _ in shift.start() }
                shift.work()
                for other in others { pthread_join(other, nil) }
            }
            return shift.outcomes
        }
    }
}

/// The work of one run.
private class Work: @unchecked Sendable {
    // Unchecked: what a subclass holds is used as it says.
    func work() {}
}

/// The work of one run and what came of it.
private final class Shift<Outcome>: Work, @unchecked Sendable {
    private let next = Atomic(0)
    private let count: Int
    private let piece: @Sendable (Int) -> Outcome
    /// One place for each piece. No two threads touch one place: it is written by the one that took the piece up, and
    /// read when all are done. `piece` itself is called by several threads, and captures only what may be.
    private let places: UnsafeMutableBufferPointer<Outcome?>

    init(_ count: Int, _ piece: @escaping @Sendable (Int) -> Outcome) {
        self.count = count
        self.piece = piece
        places = .allocate(capacity: count)
        places.initialize(repeating: nil)
    }

    deinit {
        places.deinitialize()
        places.deallocate()
    }

    override func work() {
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if index >= count { return }
            places[index] = piece(index)
        }
    }

    /// A thread that works too; nil if there is none to be had, and the others do its part.
    func start() -> pthread_t? {
        var thread = pthread_t()
        return startThread(&thread, nil) { self.work() } ? thread : nil
    }

    var outcomes: [Outcome] { places.compactMap { $0 } }
}

/// Threads that wait for work: a moment awake, then asleep.
private final class Crew: @unchecked Sendable {
    // Unchecked: what changes is behind the mutex.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private let wakeUp: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    private let done: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)

    private var work: Work?
    /// Threads that may still take the work up, and those that have.
    private var wanted = 0
    private var helping = 0
    private var threadCount = 0
    private var isOver = false
    /// Counts what there was to wake up for.
    private let calls = Atomic(0)

    /// Seconds that a thread stays awake without work.
    private static let patience = 0.000_3

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wakeUp, nil)
        pthread_cond_init(done, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(wakeUp)
        pthread_cond_destroy(done)
        mutex.deallocate()
        wakeUp.deallocate()
        done.deallocate()
    }

    /// Has the threads leave.
    func end() {
        locked { isOver = true }
        call()
    }

    func rouse() { if locked({ threadCount > 0 && work == nil }) { call() } }

    /// Does the work with the help of others; false, and nothing is done, where they are at work for somebody else.
    func work(on work: Work, helpers: Int) -> Bool {
        let isFree = locked {
            guard self.work == nil, !isOver else { return false }
            while threadCount < helpers, start() { threadCount += 1 }
            self.work = work
            wanted = min(helpers, threadCount)
            return true
        }
        guard isFree else { return false }
        call()
        work.work()
        locked {
            // Who comes now finds nothing.
            wanted = 0
            while helping > 0 { pthread_cond_wait(done, mutex) }
            self.work = nil
        }
        return true
    }

    private func call() {
        calls.wrappingAdd(1, ordering: .releasing)
        // Who looked before now sleeps; it is woken when the lock is free, or it would have to wait for that.
        locked {}
        pthread_cond_broadcast(wakeUp)
    }

    private func start() -> Bool {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        return startThread(&thread, &attributes) { self.wait() }
    }

    /// What a thread of the crew does all its life.
    private func wait() {
        var heard = 0
        while true {
            let isAwake = stayAwake(heard)
            pthread_mutex_lock(mutex)
            if !isAwake {
                while !isOver, calls.load(ordering: .relaxed) == heard { pthread_cond_wait(wakeUp, mutex) }
            }
            heard = calls.load(ordering: .relaxed)
            if isOver {
                pthread_mutex_unlock(mutex)
                return
            }
            if let work, wanted > 0 {
                wanted -= 1
                helping += 1
                pthread_mutex_unlock(mutex)
                work.work()
                pthread_mutex_lock(mutex)
                helping -= 1
                if helping == 0 { pthread_cond_signal(done) }
            }
            pthread_mutex_unlock(mutex)
        }
    }

    /// Whether somebody calls before patience is at its end. Others that want the processor have it meanwhile.
    private func stayAwake(_ heard: Int) -> Bool {
        let began = RunState.now()
        repeat {
            if calls.load(ordering: .acquiring) != heard { return true }
            sched_yield()
        } while RunState.now() - began < Self.patience
        return false
    }

    private func locked<Outcome>(_ body: () -> Outcome) -> Outcome {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}

/// False if there is no thread to be had.
func startThread(
    _ thread: inout pthread_t, _ attributes: UnsafePointer<pthread_attr_t>?, _ run: @escaping () -> Void
) -> Bool {
    let context = Unmanaged.passRetained(Entry(run))
    if pthread_create(&thread, attributes, enter, context.toOpaque()) == 0 { return true }
    context.release()
    return false
}

/// What a thread does, for the one function that may be given to the system.
private final class Entry {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

private func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    leaveSignalsToOthers()
    if let context { Unmanaged<Entry>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}

/// Signals are for the thread that talks with the user: one that another takes does not wake it where it waits for a key,
/// and what it would have looked at then (a new size of the window) stays as it is until the next key.
private func leaveSignalsToOthers() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGWINCH, SIGCONT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
}
