import Columnar
import EventModel
import Glibc

/// What one run has done so far: rows, memory, and what the footer will say.
final class RunState {
    let context: Context
    private let control: RunControl
    private let deadline: Double?
    private var rowsDone = 0
    private var rowsTotal = 0
    private var bytes = 0
    var footer = Footer()

    init(_ context: Context, _ control: RunControl) {
        self.context = context
        self.control = control
        deadline = control.timeLimit.map { Self.now() + $0 }
    }

    /// Rows of answers and of what is gathered for them; more is a question asked wrongly.
    static let mostRows = 200_000_000

    func willScan(_ rows: Int) { rowsTotal += rows }

    /// Reports rows as looked at, and ends the run if it is to end.
    func advance(by rows: Int) throws(RunError) {
        rowsDone += rows
        if control.isCancelled() { throw .cancelled(afterRows: rowsDone) }
        if let deadline, let limit = control.timeLimit, Self.now() > deadline { throw .timeLimit(limit) }
        control.progress?(rowsDone, rowsTotal)
    }

    /// Accounts for memory about to be used; it is given back by `release`.
    func reserve(_ count: Int, bytesEach: Int) throws(RunError) {
        let (wanted, overflow) = count.multipliedReportingOverflow(by: bytesEach)
        let (sum, overflow2) = bytes.addingReportingOverflow(wanted)
        if overflow || overflow2 { throw .tooLarge(what: "rows", limit: Self.mostRows) }
        if let limit = control.memoryLimit, sum > limit { throw .memoryLimit(limit) }
        bytes = sum
    }

    func release(_ count: Int, bytesEach: Int) { bytes = max(0, bytes - count * bytesEach) }

    func note(_ note: Footer.Note) { if !footer.notes.contains(note) { footer.notes.append(note) } }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
