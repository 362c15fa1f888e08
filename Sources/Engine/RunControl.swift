/// How a run may be watched and stopped.
package struct RunControl: Sendable {
    /// Asked once a batch; a run that finds it true ends with `RunError.cancelled`.
    package var isCancelled: @Sendable () -> Bool
    /// Told once a batch how many rows of the stored tables have been looked at, of how many.
    package var progress: (@Sendable (_ rowsDone: Int, _ rowsTotal: Int) -> Void)?
    /// Told now and then how far work is that is done when rows have been looked at, of 1, and with 1 when it has ended.
    package var late: (@Sendable (LateWork, _ share: Double) -> Void)?
    /// Bytes that what a run gathers may take, roughly; nil: no limit.
    package var memoryLimit: Int?
    /// Seconds that a run may take; nil: no limit.
    package var timeLimit: Double?
    /// Threads that may work at a time; nil: as many as there are cores. The answer does not hang on it.
    package var threads: Int?
    /// Told what each operation came to; nil, as most often, at no cost.
    package var trace: PlanTrace?
    /// Rows that make it worth to go through a table in two lanes.
    var laneSize = 1 << 15
    /// Rows that are looked at together.
    var batchSize = Pipeline.batchSize
    /// What may be done to come to an answer sooner. The answer does not hang on it.
    package var shortcuts = Shortcuts.all

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

/// What takes long although no row of a stored table is looked at for it any more.
package enum LateWork: Hashable, Sendable {
    /// Finding the order of the values that rows or groups go by.
    case comparing(values: Int)
    /// Putting rows, or groups, in that order.
    case sorting(rows: Int)
    /// Putting the groups together that several threads have found.
    case grouping(groups: Int)

    package var count: Int {
        switch self {
        case .comparing(let count), .sorting(let count), .grouping(let count): count
        }
    }
}

/// Ways to come to an answer sooner, each of which can be left out.
package struct Shortcuts: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Conditions on kinds and dates are asked of runs of rows, where rows lie in runs.
    package static let runs = Shortcuts(rawValue: 1 << 0)
    /// Groups by few values are places of an array.
    package static let denseGroups = Shortcuts(rawValue: 1 << 1)
    /// Of groups of which only those with the most rows are wanted, the others are not put in order.
    package static let largestGroups = Shortcuts(rawValue: 1 << 2)
    /// Of rows of which only the first few are wanted, others are forgotten on the way.
    package static let firstRows = Shortcuts(rawValue: 1 << 3)
    /// Matches of sequences that days and keys alone decide are found in bits, one for each key and day, and are
    /// grouped and counted without becoming rows.
    package static let dayBits = Shortcuts(rawValue: 1 << 4)
    /// Of such sequences all pairs of events are counted without being made.
    package static let pairCounts = Shortcuts(rawValue: 1 << 5)

    /// Where accounts of few events are compared, only their reports are put together.
    package static let fewReports = Shortcuts(rawValue: 1 << 6)

    /// Conditions are asked before rows are put in order (`Relation.conditionsFirst`).
    package static let conditionsFirst = Shortcuts(rawValue: 1 << 7)

    package static let all: Shortcuts = [
        .runs, .denseGroups, .largestGroups, .firstRows, .dayBits, .pairCounts, .fewReports, .conditionsFirst,
    ]
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
        case .timeLimit(let seconds): "it would take longer than the \(Self.plain(seconds)) s that it may"
        case .memoryLimit(let bytes): "it would need more than the \(Self.size(bytes)) of memory that it may"
        case .tooLarge(let what, let limit): "it would make more than \(limit) \(what)"
        case .damaged(let problem): problem
        }
    }

    /// `10`, `0.5`.
    private static func plain(_ seconds: Double) -> String {
        Int(exactly: seconds).map(String.init) ?? "\(seconds)"
    }

    /// In the largest unit of which it is a whole number, which is most likely how it was written: `500 MB`.
    private static func size(_ bytes: Int) -> String {
        for (unit, shift) in [("TB", 40), ("GB", 30), ("MB", 20), ("KB", 10)]
        where bytes > 0 && bytes % (1 << shift) == 0 {
            return "\(bytes >> shift) \(unit)"
        }
        return "\(bytes) bytes"
    }
}
