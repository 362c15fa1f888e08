import Columnar
import EventModel
import Plan

/// Events taken on a day on which others possibly fit as well: which of them comes first, their ids tell.
struct DayTies {
    /// By key and day of the events taken, how many anchors took one.
    private(set) var groups: [UInt64: Int] = [:]

    static func group(_ key: UInt32, _ day: Int32) -> UInt64 { UInt64(key) << 32 | UInt64(UInt32(bitPattern: day)) }

    mutating func add(_ key: Int, _ day: Int) {
        groups[Self.group(UInt32(truncatingIfNeeded: key), Int32(truncatingIfNeeded: day)), default: 0] += 1
    }

    mutating func add(_ other: DayTies) { groups.merge(other.groups) { $0 + $1 } }
}

/// Events that stand in ties, by their places.
private struct TiedEvents {
    var certain: [UInt64: RowPlace] = [:]
    var possible: [UInt64: RowPlace] = [:]
    /// Of unknown keys, by their days.
    var unknown: [Int32: RowPlace] = [:]
}

extension DayMatching {
    /// How many matches took an event though one that comes before it on that day possibly fits; nil where ids do not
    /// tell.
    func earlier(_ ties: DayTies, _ numbering: DayNumbering, _ stretches: [Stretch]) throws(RunError) -> Int? {
        guard let taken = plan.taken, !ties.groups.isEmpty else { return 0 }
        guard let ids = StoredIDs(plan.table) else { return nil }
        let (step, place, context, isBackward) = (plan.steps[taken], place, state.context, plan.direction.isBackward)
        let layout = Layout(plan.table.schema.fields)
        let groups = ties.groups
        let days = Set(groups.keys.map { Int32(bitPattern: UInt32(truncatingIfNeeded: $0)) })
        @Sendable func first(_ one: RowPlace, _ other: RowPlace) -> RowPlace {
            let order = ids.order(one, other)
            let isFirst = order == 0 ? (one.segment, one.row) < (other.segment, other.row) : order < 0
            return isFirst != isBackward ? one : other
        }
        let parts = try step.events.run(
            state, laneSize: laneSize, among: stretches,
            { (DayKeyReader(step.keys, ofAnchors: false, numbering, layout, context), TiedEvents()) }
        ) { (worker, batch, presence, segment) throws(RunError) in
            guard let (all, start) = place.days(batch) else { return }
            let present = presence.present
            let keys = worker.0.read(batch, present)
            present.each { row in
                let day = all[start &+ row] ^ place.mirror
                guard days.contains(day) else { return }
                let here = RowPlace(segment: segment, row: batch.start + row)
                if keys[row] == DayKeyReader.unknown {
                    worker.1.unknown[day] = worker.1.unknown[day].map { first($0, here) } ?? here
                    return
                }
                let group = DayTies.group(keys[row], day)
                if groups[group] == nil { return }
                if presence.visible[row] {
                    worker.1.certain[group] = worker.1.certain[group].map { first($0, here) } ?? here
                } else {
                    worker.1.possible[group] = worker.1.possible[group].map { first($0, here) } ?? here
                }
            }
        }
        var all = TiedEvents()
        for part in parts {
            all.certain.merge(part.1.certain, uniquingKeysWith: first)
            all.possible.merge(part.1.possible, uniquingKeysWith: first)
            all.unknown.merge(part.1.unknown, uniquingKeysWith: first)
        }
        var count = 0
        for (group, anchors) in groups {
            guard let taken = all.certain[group] else { continue }
            let day = Int32(bitPattern: UInt32(truncatingIfNeeded: group))
            let others = [all.possible[group], all.unknown[day]].compactMap(\.self)
            if others.contains(where: { first($0, taken) == $0 }) { count += anchors }
        }
        return count
    }
}
