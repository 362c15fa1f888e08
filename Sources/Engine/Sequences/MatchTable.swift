import Columnar
import EventModel

/// The matches so far, all of them a step further at a time.
struct MatchTable {
    /// What a step matched.
    enum Step {
        /// Nothing yet, or for good.
        case absent
        /// The row of the event, or `noEvent` or `unknownEvent`.
        case single([Int32])
        case several([[Int32]])
    }

    static let noEvent: Int32 = -1
    static let unknownEvent: Int32 = -2

    /// The row of the anchor of each match.
    var anchors: [Int32]
    /// Whether it is one, without regard to whether its anchor is.
    var truths: [Truth]
    /// The step of the event matched last, and its row; -1 and the anchor's row where none was.
    var lastSteps: [Int32]
    var lastRows: [Int32]
    /// The days on which the event matched last may have ended.
    var lastEarliest: [DayNumber]
    var lastLatest: [DayNumber]
    var steps: [Step]
    /// Whether an earlier event possibly fits where a later one was taken.
    var hasEarlier: [Bool]

    init(anchors: [Int32], stepCount: Int, _ timeline: Timeline) {
        self.anchors = anchors
        truths = [Truth](repeating: .yes, count: anchors.count)
        lastSteps = [Int32](repeating: -1, count: anchors.count)
        lastRows = anchors
        lastEarliest = anchors.map { timeline.endEarliest[Int($0)] }
        lastLatest = anchors.map { timeline.endLatest[Int($0)] }
        steps = [Step](repeating: .absent, count: stepCount)
        hasEarlier = [Bool](repeating: false, count: anchors.count)
    }

    var count: Int { anchors.count }

    /// Whether some step has matched something.
    var hasSteps: Bool { steps.contains { if case .absent = $0 { false } else { true } } }

    /// The matches of given numbers, in their order; a number may come several times.
    func selecting(_ chosen: [Int32]) -> MatchTable {
        func each<Member>(_ members: [Member]) -> [Member] { chosen.map { members[Int($0)] } }
        var result = self
        result.anchors = each(anchors)
        result.truths = each(truths)
        result.lastSteps = each(lastSteps)
        result.lastRows = each(lastRows)
        result.lastEarliest = each(lastEarliest)
        result.lastLatest = each(lastLatest)
        result.hasEarlier = each(hasEarlier)
        result.steps = steps.map { $0.selecting(chosen) }
        return result
    }

    /// Drops what is no match; where the run is to end, nothing.
    mutating func drop() {
        if Stop.isWanted(before: truths.count) { return }
        let kept = (0..<Int32(truths.count)).filter { if case .no = truths[Int($0)] { false } else { true } }
        if kept.count < truths.count, !Stop.isWanted(before: kept.count) { self = selecting(kept) }
    }
}

extension MatchTable.Step {
    func selecting(_ chosen: [Int32]) -> Self {
        switch self {
        case .absent: return .absent
        case .single(let rows): return .single(chosen.map { rows[Int($0)] })
        case .several(let rows): return .several(chosen.map { rows[Int($0)] })
        }
    }

    /// Whether a claim holds of the row of some event of a match.
    @inline(__always)
    func contains(_ match: Int, where claim: (Int32) -> Bool) -> Bool {
        switch self {
        case .absent: false
        case .single(let rows): rows[match] >= 0 && claim(rows[match])
        case .several(let rows): rows[match].contains(where: claim)
        }
    }
}
