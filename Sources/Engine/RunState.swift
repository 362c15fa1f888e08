import Columnar
import EventModel
import Glibc
import Synchronization

/// What one run has done so far: rows, memory, and what the footer will say. Shared by the threads of the run.
final class RunState: Sendable {
    let context: Context
    private let control: RunControl
    private let deadline: Double?
    private let shared = Mutex(Shared())

    private struct Shared {
        var rowsDone = 0
        var rowsTotal = 0
        var bytes = 0
        var footer = Footer()
        /// Why some thread has stopped: the others stop as well.
        var failure: RunError?
    }

    init(_ context: Context, _ control: RunControl) {
        self.context = context
        self.control = control
        deadline = control.timeLimit.map { Self.now() + $0 }
    }

    /// Rows of answers and of what is gathered for them; more is a question asked wrongly.
    static let mostRows = 200_000_000

    /// Rows after which long work asks whether it is to end.
    static let piece = 1 << 16

    /// A run that is traced has one lane: its times are to add up.
    var laneSize: Int { control.trace == nil ? control.laneSize : .max }
    var trace: PlanTrace? { control.trace }
    var batchSize: Int { control.batchSize }
    var shortcuts: Shortcuts { control.shortcuts }
    var threadCount: Int { control.threads ?? Self.processorCount }

    /// Asked once: the system looks it up in a file.
    private static let processorCount = max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

    func willScan(_ rows: Int) { shared.withLock { $0.rowsTotal += rows } }

    /// Reports rows as looked at, and ends the run if it is to end.
    func advance(by rows: Int) throws(RunError) {
        let isCancelled = control.isCancelled()
        let isLate = deadline.map { Self.now() > $0 } ?? false
        let failure: RunError? = shared.withLock { shared in
            shared.rowsDone += rows
            if shared.failure == nil {
                if isCancelled { shared.failure = .cancelled(afterRows: shared.rowsDone) }
                if isLate, let limit = control.timeLimit { shared.failure = .timeLimit(limit) }
            }
            // Told while no other thread can tell, so that what is told only grows.
            if shared.failure == nil { control.progress?(shared.rowsDone, shared.rowsTotal) }
            return shared.failure
        }
        if let failure { throw failure }
    }

    /// Whether the run is to end, for what cannot throw: it gives up, and the next `advance` tells why.
    var isOver: Bool {
        control.isCancelled() || deadline.map { Self.now() > $0 } ?? false || shared.withLock { $0.failure != nil }
    }

    /// The elements in order; a long sort ends where the run is to end.
    func sorted<Elements: Swift.Sequence>(
        _ elements: Elements, by precedes: (Elements.Element, Elements.Element) -> Bool
    ) throws(RunError) -> [Elements.Element] {
        let sorted = telling(.sorting(rows: elements.underestimatedCount)) { Stop.sorted(elements, by: precedes) }
        // Of a sort that has ended early nothing is used.
        try advance(by: 0)
        return sorted
    }

    /// Tells how much of a long sort is done, and ends the run if it is to end.
    func sorting(_ count: Int, _ share: Double) throws(RunError) {
        try advance(by: 0)
        control.late?(.sorting(rows: count), share)
    }

    /// Does work that no row is looked at for, and tells how far its loops are.
    /// - Parameter part: the part of all such work that this is, of 1.
    func telling<Outcome>(_ late: LateWork, _ part: Range<Double> = 0..<1, _ work: () -> Outcome) -> Outcome {
        guard let tell = control.late, late.count >= Self.piece else { return work() }
        // One loop of the work may follow another: what is told only grows.
        var told = 0.0
        defer { tell(late, part.upperBound) }
        return Stop.telling(
            { share in
                guard share >= told + 0.01 else { return }
                told = share
                tell(late, min(0.99, part.lowerBound + share * (part.upperBound - part.lowerBound)))
                self.tellProgress()
            }, work)
    }

    /// One of several equal parts.
    static func part(_ index: Int, of count: Int) -> Range<Double> {
        Double(index) / Double(count)..<Double(index + 1) / Double(count)
    }

    /// Has what was told shown.
    private func tellProgress() {
        shared.withLock { shared in
            if shared.failure == nil { control.progress?(shared.rowsDone, shared.rowsTotal) }
        }
    }

    /// Accounts for memory about to be used; it is given back by `release`.
    func reserve(_ count: Int, bytesEach: Int) throws(RunError) {
        let failure: RunError? = shared.withLock { shared in
            let (wanted, overflow) = count.multipliedReportingOverflow(by: bytesEach)
            let (sum, overflow2) = shared.bytes.addingReportingOverflow(wanted)
            if overflow || overflow2 {
                shared.failure = shared.failure ?? .tooLarge(what: "rows", limit: Self.mostRows)
            } else if let limit = control.memoryLimit, sum > limit {
                shared.failure = shared.failure ?? .memoryLimit(limit)
            } else {
                shared.bytes = sum
            }
            return shared.failure
        }
        if let failure { throw failure }
    }

    func release(_ count: Int, bytesEach: Int) {
        shared.withLock { $0.bytes = max(0, $0.bytes - count * bytesEach) }
    }

    /// Lets the other threads know that there is nothing more to do.
    func fail(_ error: RunError) { shared.withLock { $0.failure = $0.failure ?? error } }

    // MARK: Footer

    var footer: Footer { shared.withLock { $0.footer } }

    /// Forgets what was noted since, of a way to the answer that was not gone to its end.
    func restore(_ footer: Footer) { shared.withLock { $0.footer = footer } }

    /// Counts rows that stay out because a condition answered maybe.
    func addPossible(_ rows: Int) { shared.withLock { $0.footer.possibleCount += rows } }

    func note(_ note: Footer.Note) {
        shared.withLock { shared in
            if !shared.footer.notes.contains(note) { shared.footer.notes.append(note) }
        }
    }

    /// Seconds of a clock that only runs forward.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
