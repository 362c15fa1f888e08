/// How a run may be watched and stopped.
package struct RunControl: Sendable {
    /// Asked once a batch; a run that finds it true ends with `RunError.cancelled`.
    package var isCancelled: @Sendable () -> Bool
    /// Told once a batch how many rows of the stored tables have been looked at, of how many.
    package var progress: (@Sendable (_ rowsDone: Int, _ rowsTotal: Int) -> Void)?
    /// Bytes that what a run gathers may take, roughly; nil: no limit.
    package var memoryLimit: Int?
    /// Seconds that a run may take; nil: no limit.
    package var timeLimit: Double?
    /// Threads that may work at a time; nil: as many as there are cores. The answer does not hang on it.
    package var threads: Int?
    /// Told what each operation came to; nil, as most often, at no cost.
    package var trace: PlanTrace?
    /// Rows that make it worth to go through a table in two lanes.
    var laneSize = 1 << 18

    package init(
        isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: (@Sendable (_ rowsDone: Int, _ rowsTotal: Int) -> Void)? = nil, memoryLimit: Int? = nil,
        timeLimit: Double? = nil, threads: Int? = nil
    ) {
        self.isCancelled = isCancelled
        self.progress = progress
        self.memoryLimit = memoryLimit
        self.timeLimit = timeLimit
        self.threads = threads
    }
}

/// Why a run ended without an answer.
package enum RunError: Error, Hashable, Sendable, CustomStringConvertible {
    case cancelled(afterRows: Int)
    /// The seconds that were allowed.
    case timeLimit(Double)
    /// The bytes that were allowed.
    case memoryLimit(Int)
    /// What would have been made, and of what there may be how many.
    case tooLarge(what: String, limit: Int)
    /// The stored data are not what was written: what is wrong, in words.
    case damaged(String)

    package var description: String {
        switch self {
        case .cancelled(let rows): "cancelled after \(rows) rows"
        case .timeLimit(let seconds): "it would take longer than the \(seconds) s that it may"
        case .memoryLimit(let bytes): "it would need more than the \(bytes) bytes of memory that it may"
        case .tooLarge(let what, let limit): "it would make more than \(limit) \(what)"
        case .damaged(let problem): problem
        }
    }
}
