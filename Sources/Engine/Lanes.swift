import Columnar
import Glibc
import Synchronization

/// Pieces of work that threads take up one by one. Threads are made for each run: that costs some 20 microseconds, and
/// runs that take no longer have one piece.
enum Lanes {
    /// The outcomes of all pieces, in the order of the pieces.
    static func run<Outcome>(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Outcome) -> [Outcome] {
        if count <= 1 || threads <= 1 { return (0..<count).map(work) }
        let stop = Stop.current
        return withoutActuallyEscaping(work) { work in
            let shift = Shift(count, work)
            let others = (1..<min(count, threads)).compactMap { _ in shift.start(stop) }
            shift.work()
            // No thread outlives this call: what it borrows is not gone before it is.
            for other in others { pthread_join(other, nil) }
            return shift.outcomes
        }
    }
}

/// The work of one run and what came of it.
private final class Shift<Outcome> {
    private let next = Atomic(0)
    private let count: Int
    private let piece: @Sendable (Int) -> Outcome
    /// One place for each piece. No two threads touch one place: it is written by the one that took the piece up, and
    /// read when all have been joined. `piece` itself is called by several threads, and captures only what may be.
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

    func work() {
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if index >= count { return }
            places[index] = piece(index)
        }
    }

    /// A thread that works too; nil if there is none to be had, and the others do its part.
    func start(_ stop: (@Sendable () -> Bool)?) -> pthread_t? {
        var thread = pthread_t()
        return startThread(&thread, nil) { Stop.asking(stop) { self.work() } } ? thread : nil
    }

    var outcomes: [Outcome] { places.compactMap { $0 } }
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
    if let context { Unmanaged<Entry>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}
