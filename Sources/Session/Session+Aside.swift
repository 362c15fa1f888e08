import Columnar
import Engine
import EventModel
import Plan
package import Readers
import Synchronization

/// What is known outside of a run that works aside.
private final class Watch: Sendable {
    private let rows = Mutex((done: 0, total: 0))
    private let over = Atomic(false)

    func note(_ done: Int, _ total: Int) { rows.withLock { $0 = (done, total) } }
    var rowsSoFar: (done: Int, total: Int) { rows.withLock { $0 } }

    var isOver: Bool { over.load(ordering: .relaxed) }
    func end() { over.store(true, ordering: .relaxed) }
}

extension Session {
    /// Seconds that a run has to end by itself once it is to end; then nobody waits for it any longer.
    private static let grace = 0.05
    /// Seconds after which it is told how far a run is, even if it looks at no rows.
    private static let tick = 0.1

    /// What a relation comes to; how far it is, is told.
    func answerTelling(_ relation: Relation, since began: Double) throws(RunError) -> Answer {
        var control = control(began)
        control.progress = host.progress
        if let tell = host.late { control.late = { work, share in tell(work.words, share) } }
        host.willRun()
        defer { host.hasRun() }
        return try answer(relation, control)
    }

    /// What a relation comes to, as the engine answers it; when it is to end, it ends at once.
    ///
    /// The run asks now and then itself whether it is to end. Where a single piece of work takes it longer, it goes on
    /// with that piece alone, and ends behind it.
    func answer(_ relation: Relation, _ control: RunControl) throws(RunError) -> Answer {
        let watch = Watch()
        let (isCancelled, tell, tellLate) = (control.isCancelled, control.progress, control.late)
        var inner = control
        inner.isCancelled = { watch.isOver || isCancelled() }
        inner.progress = { done, total in
            watch.note(done, total)
            if !watch.isOver { tell?(done, total) }
        }
        inner.late = { work, share in if !watch.isOver { tellLate?(work, share) } }
        let (engine, watched) = (engine, inner)
        let ended: Result<Answer, RunError>? = waiting(watch, control) {
            do throws(RunError) {
                return .success(try engine.answer(relation, control: watched))
            } catch {
                return .failure(error)
            }
        }
        if let ended { return try ended.get() }
        throw stopped(control, watch.rowsSoFar.done)
    }

    /// Work that nothing is known of until it is done, such as the drawing of very many rows.
    func aside<Outcome: Sendable>(
        rows: Int, _ work: @escaping @Sendable () -> Outcome
    ) throws(RunError) -> Outcome {
        try aside(rows: rows) { _ in work() }
    }

    /// The same for work that can ask whether anybody still waits for it.
    func aside<Outcome: Sendable>(
        rows: Int, _ work: @escaping @Sendable (_ isOver: () -> Bool) -> Outcome
    ) throws(RunError) -> Outcome {
        // So few are soon done.
        if rows < 5_000 { return work { false } }
        var control = RunControl(isCancelled: host.isCancelled)
        control.timeLimit = settings.timeLimit
        let watch = Watch()
        let isCancelled = host.isCancelled
        let isOver: @Sendable () -> Bool = { watch.isOver || isCancelled() }
        let outcome = waiting(watch, control) { Stop.asking(isOver) { work(isOver) } }
        // What came to its end by leaving out the rest is not what was asked for.
        if let outcome, !isCancelled() { return outcome }
        throw stopped(control, rows)
    }

    private func stopped(_ control: RunControl, _ rows: Int) -> RunError {
        if !host.isCancelled(), let limit = control.timeLimit { return .timeLimit(limit) }
        return .cancelled(afterRows: rows)
    }

    /// nil where nobody waited to the end.
    private func waiting<Outcome: Sendable>(
        _ watch: Watch, _ control: RunControl, _ work: @escaping @Sendable () -> Outcome
    ) -> Outcome? {
        var lastTold = 0.0
        var hadToEnd: Double?
        return sideThread.run(
            isOver: { seconds in
                if hadToEnd == nil, control.isCancelled() || control.timeLimit.map({ seconds > $0 }) == true {
                    hadToEnd = seconds
                }
                if let hadToEnd, seconds - hadToEnd >= Self.grace {
                    watch.end()
                    return true
                }
                if seconds - lastTold >= Self.tick {
                    lastTold = seconds
                    let rows = watch.rowsSoFar
                    if rows.total > 0 { control.progress?(rows.done, rows.total) }
                }
                return false
            }, work)
    }
}

/// Reads files as `Readers.open` does, and ends at once when it is to end, even while columns are put together.
/// - Parameter isCancelled: asked now and then, from any thread.
package func openAside(
    _ paths: [String], options: ReadOptions, isCancelled: @escaping @Sendable () -> Bool
) throws(ReadError) -> Loaded {
    let watch = Watch()
    var inner = options
    inner.mayGoOn = { progress in
        watch.note(progress.rowCount, 0)
        return !watch.isOver && options.mayGoOn?(progress) ?? true
    }
    let (files, watched) = (paths, inner)
    let isOver: @Sendable () -> Bool = { watch.isOver || isCancelled() }
    let ended: Result<Loaded, ReadError>? = Aside().run(isOver: { _ in isCancelled() }) {
        Stop.asking(isOver) {
            do throws(ReadError) {
                let loaded = try open(files, options: watched)
                // What has been left out on the way is no data.
                return isOver() ? .failure(.cancelled(afterRows: watch.rowsSoFar.done)) : .success(loaded)
            } catch {
                return .failure(error)
            }
        }
    }
    if let ended { return try ended.get() }
    watch.end()
    throw .cancelled(afterRows: watch.rowsSoFar.done)
}

extension LateWork {
    /// What is being done, of how many.
    fileprivate var words: String {
        switch self {
        case .comparing(let values): "comparing \(grouped(values)) values"
        case .sorting(let rows): "sorting \(grouped(rows)) rows"
        case .grouping(let groups): "putting together \(grouped(groups)) groups"
        }
    }
}
