import Columnar
import EventModel
import Plan

/// What comes of an anchor.
struct DayVerdict {
    /// Whether it is matched, or what should not come did not.
    var truth = Truth.yes
    /// The day of the event taken; the anchor's where there is none.
    var day: Int
    /// Whether the event taken certainly fits, and whether an earlier one possibly does.
    var isCertain = false
    var hasEarlier = false
    /// Whether the data end too early to tell.
    var isCensored = false
    /// Whether only ids tell if an earlier event possibly fits.
    var isAmbiguous = false
}

/// Looks for the events of anchors in the bits of the steps. Of one thread.
final class DayJudge {
    let plan: DayPlan
    let events: [DayEvents]
    /// Reads, of anchors that are events of a step themselves, their keys as such.
    private let ownReaders: [DayKeyReader]
    /// Of the batch at hand: by step the keys of its rows, and their keys as events where they were asked for.
    private var keys: [UnsafePointer<UInt32>] = []
    private var ownKeys: [UnsafePointer<UInt32>?] = []
    private var batch: (batch: Batch, present: Bits)?

    init(_ plan: DayPlan, _ events: [DayEvents], ownReaders: [DayKeyReader]) {
        self.plan = plan
        self.events = events
        self.ownReaders = ownReaders
    }

    /// Makes ready for the anchors of a batch.
    func begin(_ batch: Batch, _ present: Bits, _ keys: [UnsafePointer<UInt32>]) {
        self.batch = (batch, present)
        self.keys = keys
        ownKeys = Array(repeating: nil, count: keys.count)
    }

    /// An anchor: its day, its number in the table, and its row in the batch.
    struct Anchor {
        let day: Int
        let row: Int
        let batchRow: Int
    }

    func judge(_ anchor: Anchor) -> DayVerdict {
        var verdict = DayVerdict(day: anchor.day)
        if let taken = plan.taken {
            take(taken, anchor, &verdict)
            if verdict.truth == .no { return verdict }
            for step in 0..<taken where verdict.truth != .no {
                verdict.truth = verdict.truth && !came(step, anchor, before: verdict.day)
            }
        }
        for step in ((plan.taken ?? -1) + 1)..<plan.steps.count where verdict.truth != .no {
            let last = plan.lastDay(step, from: verdict.day, anchor: anchor.day)
            let holds: Truth
            if certain(step, anchor, from: verdict.day + 1, through: last ?? DayPlan.far) != nil {
                holds = .no
            } else if possible(step, anchor, from: verdict.day, through: last ?? DayPlan.far) != nil {
                holds = .maybe
            } else if plan.isCovered(last) {
                holds = .yes
            } else {
                holds = .maybe
                verdict.isCensored = true
            }
            verdict.truth = verdict.truth && holds
        }
        return verdict
    }

    @inline(__always)
    func key(_ step: Int, _ anchor: Anchor) -> UInt32 { keys[step][anchor.batchRow] }

    /// Takes the next event that certainly fits, else the next that possibly does.
    @inline(__always)
    private func take(_ step: Int, _ anchor: Anchor, _ verdict: inout DayVerdict) {
        let last = plan.lastDay(step, from: anchor.day, anchor: anchor.day) ?? DayPlan.far
        if plan.take == .last {
            if let day = certain(step, anchor, from: anchor.day + 1, through: last, isLast: true) {
                (verdict.day, verdict.isCertain) = (day, true)
            } else if let day = lastPossible(step, anchor, through: last) {
                (verdict.day, verdict.truth) = (day, .maybe)
            } else {
                verdict.truth = .no
            }
            return
        }
        guard let day = certain(step, anchor, from: anchor.day + 1, through: last) else {
            if let day = possible(step, anchor, from: anchor.day, through: last) {
                (verdict.day, verdict.truth) = (day, .maybe)
            } else {
                verdict.truth = .no
            }
            return
        }
        (verdict.day, verdict.isCertain) = (day, true)
        let events = events[step]
        if events.unseen == nil, events.unknown == nil {
            verdict.hasEarlier = isThereOther(step, anchor, on: anchor.day)
            return
        }
        verdict.hasEarlier = possible(step, anchor, from: anchor.day, through: day - 1) != nil
        if !verdict.hasEarlier {
            verdict.isAmbiguous =
                events.unseen?.bits.has(Int(key(step, anchor)), day) == true || events.unknown?.bits.has(0, day) == true
        }
    }

    /// Whether an event came between an anchor and a day.
    private func came(_ step: Int, _ anchor: Anchor, before day: Int) -> Truth {
        let own = plan.steps[step].window.map { plan.shifted(anchor.day, by: $0) } ?? DayPlan.far
        if certain(step, anchor, from: anchor.day + 1, through: min(day - 1, own)) != nil { return .yes }
        return possible(step, anchor, from: anchor.day, through: min(day, own)) == nil ? .no : .maybe
    }

    /// Whether an unknown key stands among others of which the event has to share the known ones: of that the bits do
    /// not tell.
    func hasUnknownAmongSeveral(_ anchor: Anchor) -> Bool {
        plan.steps.indices.contains { !plan.steps[$0].canBeUnknown && key($0, anchor) == DayKeyReader.unknown }
    }

    // MARK: Looking

    @inline(__always)
    private func certain(_ step: Int, _ anchor: Anchor, from: Int, through to: Int, isLast: Bool = false) -> Int? {
        let (events, key) = (events[step], Int(key(step, anchor)))
        if key >= events.keyCount { return nil }
        return isLast
            ? events.certain.bits.last(key, from: from, through: to)
            : events.certain.bits.first(key, from: from, through: to)
    }

    /// The first day on which something possibly fits that is not the anchor itself.
    private func possible(_ step: Int, _ anchor: Anchor, from: Int, through to: Int) -> Int? {
        if from > to { return nil }
        if from > anchor.day {
            if let day = grids(step, anchor, { $0.first($1, from: from, through: to) }, min) { return day }
            return nil
        }
        if isThereOther(step, anchor, on: from) { return from }
        return grids(step, anchor, { $0.first($1, from: from &+ 1, through: to) }, min)
    }

    private func lastPossible(_ step: Int, _ anchor: Anchor, through to: Int) -> Int? {
        if to < anchor.day { return nil }
        if let day = grids(step, anchor, { $0.last($1, from: anchor.day &+ 1, through: to) }, max) { return day }
        return isThereOther(step, anchor, on: anchor.day) ? anchor.day : nil
    }

    /// The better of what is found in all grids in which there may be events that possibly fit.
    @inline(__always)
    private func grids(
        _ step: Int, _ anchor: Anchor, _ find: (DayBits, Int) -> Int?, _ better: (Int, Int) -> Int
    ) -> Int? {
        let (events, key) = (events[step], key(step, anchor))
        if key == DayKeyReader.unknown { return events.all.flatMap { find($0.bits, 0) } }
        let known = Int(key) < events.keyCount ? find(events.possible.bits, Int(key)) : nil
        guard let unknown = events.unknown, let other = find(unknown.bits, 0) else { return known }
        return known.map { better($0, other) } ?? other
    }

    /// Whether something other than the anchor possibly fits on the day of the anchor.
    @inline(__always)
    func isThereOther(_ step: Int, _ anchor: Anchor, on day: Int) -> Bool {
        let (events, key) = (events[step], key(step, anchor))
        if key == DayKeyReader.unknown {
            guard let all = events.all, all.bits.has(0, day) else { return false }
            return events.severalAll?.bits.has(0, day) ?? true || !isOwn(step, anchor) { _ in true }
        }
        if Int(key) < events.keyCount, events.possible.bits.has(Int(key), day) {
            if events.severalPossible?.bits.has(Int(key), day) ?? true || !isOwn(step, anchor, { $0 == key }) {
                return true
            }
        }
        guard let unknown = events.unknown, unknown.bits.has(0, day) else { return false }
        return events.severalUnknown?.bits.has(0, day) ?? true || !isOwn(step, anchor) { $0 == DayKeyReader.unknown }
    }

    /// Whether the anchor is an event of the step, of such a key.
    private func isOwn(_ step: Int, _ anchor: Anchor, _ isSuch: (UInt32) -> Bool) -> Bool {
        guard let rows = events[step].rows, rows.bits.has(0, anchor.row) else { return false }
        guard let batch else { return false }
        let own = ownKeys[step] ?? ownReaders[step].read(batch.batch, batch.present)
        ownKeys[step] = own
        return isSuch(own[anchor.batchRow])
    }
}
