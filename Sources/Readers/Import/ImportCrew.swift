import Glibc
import Store

/// Why an import came to nothing.
enum ImportFailure: Error {
    case read(ReadError)
    case store(StoreError)
    /// What was found is not of GDELT; the file in which it was.
    case otherFormat(path: String, Format)
}

/// Threads that read a file together: one takes in what comes next, while others take apart what will come then.
///
/// Stripes are filled one after another and absorbed in the same order, so that what comes of them does not go by the
/// number of threads; between the two, each is parsed by whoever filled it.
final class ImportCrew: @unchecked Sendable {
    // Unchecked: everything that changes does so under `mutex`; a stripe belongs to the thread that took it up.
    struct Stages {
        /// Fills a stripe with the next lines; false where nothing is left.
        var fill: (ImportStripe) throws(ImportFailure) -> Bool
        var parse: (ImportStripe) -> Void
        var absorb: (ImportStripe) throws(ImportFailure) -> Void
    }

    private enum State {
        case filled
        case parsed
    }

    /// Pieces of work of a thread that all may help with.
    private struct Job {
        var next = 0
        var count: Int
        var running = 0
        let work: (_ piece: Int, _ worker: Int) throws(StoreError) -> Void
        var failure: StoreError?
    }

    let threads: Int
    private let stages: Stages
    private let stripes: [ImportStripe]
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let signal = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var states: [State]
    private var filledCount = 0
    private var absorbedCount = 0
    private var isFilling = false
    private var isAbsorbing = false
    private var hasEnded = false
    private var isDone = false
    private var fillFailure: ImportFailure?
    private var failure: ImportFailure?
    private var job: Job?

    init(threads: Int, stripeBytes: Int, _ stages: Stages) {
        self.threads = max(1, threads)
        self.stages = stages
        stripes = (0..<self.threads * 2 + 2).map { _ in ImportStripe(capacity: stripeBytes) }
        states = Array(repeating: .filled, count: stripes.count)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(signal, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(signal)
        mutex.deallocate()
        signal.deallocate()
    }

    /// Absorbs everything, then does what is left to do with all threads still at hand.
    func run(then finish: () throws(ImportFailure) -> Void) throws(ImportFailure) {
        let others = (1..<threads).compactMap { worker in start { self.work(worker, isLeader: false) } }
        defer {
            locked { isDone = true }
            // No thread outlives this call.
            for other in others { pthread_join(other, nil) }
        }
        work(0, isLeader: true)
        if let failure = failure ?? fillFailure { throw failure }
        try finish()
    }

    /// Does all pieces of work; whoever is free helps.
    func each(
        _ count: Int, _ work: @escaping (_ piece: Int, _ worker: Int) throws(StoreError) -> Void
    ) throws(StoreError) {
        pthread_mutex_lock(mutex)
        job = Job(count: count, work: work)
        pthread_cond_broadcast(signal)
        while let job, job.next < job.count || job.running > 0 {
            if !help(0) { pthread_cond_wait(signal, mutex) }
        }
        let failure = job?.failure
        job = nil
        pthread_mutex_unlock(mutex)
        if let failure { throw failure }
    }

    // MARK: Threads

    private func locked(_ body: () -> Void) {
        pthread_mutex_lock(mutex)
        body()
        pthread_cond_broadcast(signal)
        pthread_mutex_unlock(mutex)
    }

    /// Takes up a piece of the job, with the lock held, which is let go meanwhile. False where none is left.
    private func help(_ worker: Int) -> Bool {
        guard let current = job, current.next < current.count else { return false }
        job?.next += 1
        job?.running += 1
        pthread_mutex_unlock(mutex)
        var failure: StoreError?
        do throws(StoreError) { try current.work(current.next, worker) } catch { failure = error }
        pthread_mutex_lock(mutex)
        job?.running -= 1
        if let failure, job?.failure == nil {
            job?.failure = failure
            job?.next = current.count
        }
        pthread_cond_broadcast(signal)
        return true
    }

    /// The leader goes when all is absorbed, the others when all is done. Who absorbs is worker 0 to its job; since the
    /// leader never helps while another absorbs under that number, it has a number of its own then.
    private func work(_ worker: Int, isLeader: Bool) {
        pthread_mutex_lock(mutex)
        while !isDone {
            if help(worker + 1) { continue }
            let isOver = failure != nil || hasEnded && absorbedCount == filledCount
            if isOver, isLeader, !isFilling, !isAbsorbing { break }
            if !isOver, absorbNext() || fillNext() { continue }
            pthread_cond_wait(signal, mutex)
        }
        pthread_mutex_unlock(mutex)
    }

    private func absorbNext() -> Bool {
        guard !isAbsorbing, absorbedCount < filledCount, states[absorbedCount % stripes.count] == .parsed else {
            return false
        }
        isAbsorbing = true
        let stripe = stripes[absorbedCount % stripes.count]
        pthread_mutex_unlock(mutex)
        var failure: ImportFailure?
        do throws(ImportFailure) { try stages.absorb(stripe) } catch { failure = error }
        pthread_mutex_lock(mutex)
        if let failure, self.failure == nil { self.failure = failure }
        isAbsorbing = false
        absorbedCount += 1
        pthread_cond_broadcast(signal)
        return true
    }

    private func fillNext() -> Bool {
        guard !isFilling, !hasEnded, filledCount - absorbedCount < stripes.count else { return false }
        isFilling = true
        let place = filledCount % stripes.count
        let stripe = stripes[place]
        pthread_mutex_unlock(mutex)
        var isFilled = false
        var failure: ImportFailure?
        do throws(ImportFailure) { isFilled = try stages.fill(stripe) } catch { failure = error }
        pthread_mutex_lock(mutex)
        isFilling = false
        // What stands in front of what cannot be read is absorbed first: it may hold an earlier fault.
        if let failure { fillFailure = failure }
        if isFilled {
            states[place] = .filled
            filledCount += 1
        } else {
            hasEnded = true
        }
        pthread_cond_broadcast(signal)
        guard isFilled else { return true }
        pthread_mutex_unlock(mutex)
        stages.parse(stripe)
        pthread_mutex_lock(mutex)
        states[place] = .parsed
        pthread_cond_broadcast(signal)
        return true
    }

    private func start(_ run: @escaping () -> Void) -> pthread_t? {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(CrewEntry(run))
        if pthread_create(&thread, nil, enterCrew, context.toOpaque()) == 0 { return thread }
        context.release()
        return nil
    }
}

/// What a thread does, for the one function that may be given to the system.
private final class CrewEntry {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

private func enterCrew(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<CrewEntry>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}
