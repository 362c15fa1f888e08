import EventModel
import Plan

/// Between which days events fit, in the direction of the sequence.
struct Bounds {
    /// An event certainly fits if its start is not before `certainFrom` and not after `certainTo`, whichever of its
    /// days it was.
    var certainFrom: DayNumber
    var certainTo = DateSpan.distantFuture
    /// It possibly fits if its start may be no earlier than `possibleFrom` and no later than `possibleTo`.
    var possibleFrom: DayNumber
    var possibleTo = DateSpan.distantFuture
    /// False where nothing fits for certain.
    var canBeCertain = true

    @inline(__always)
    func truth(_ earliest: DayNumber, _ latest: DayNumber) -> Truth {
        if latest < possibleFrom || earliest > possibleTo { return .no }
        return canBeCertain && earliest >= certainFrom && latest <= certainTo ? .yes : .maybe
    }
}

/// Reckons the bounds of matches: by order, by windows, and by what ends the anchor.
struct MatchBounds {
    private let table: MatchTable
    private let anchors: Timeline
    private let direction: Direction
    private let role: Search.Role
    /// Of each anchor; empty: nothing ends any.
    private let endings: [Search.Ends]

    init(_ matcher: Matcher, _ role: Search.Role) {
        table = matcher.table
        anchors = matcher.anchors.timeline
        direction = matcher.direction
        self.role = role
        endings = role.isEnded ? matcher.endings : []
    }

    @inline(__always)
    func bounds(_ match: Int) -> Bounds {
        let (earliest, latest) = (table.lastEarliest[match], table.lastLatest[match])
        var bounds = Bounds(certainFrom: latest, possibleFrom: earliest)
        if latest < DateSpan.distantFuture { bounds.certainFrom &+= 1 } else { bounds.canBeCertain = false }
        if let window = role.window {
            bounds.certainTo = direction.shifted(earliest, by: window)
            bounds.possibleTo = earliest == latest ? bounds.certainTo : direction.shifted(latest, by: window)
        }
        if let window = role.header { narrow(&bounds, Int(table.anchors[match]), window) }
        if !endings.isEmpty { end(&bounds, endings[Int(table.anchors[match])]) }
        return bounds
    }

    private func narrow(_ bounds: inout Bounds, _ anchor: Int, _ window: Lag) {
        let (earliest, latest) = (anchors.endEarliest[anchor], anchors.endLatest[anchor])
        bounds.certainFrom = max(bounds.certainFrom, latest)
        bounds.possibleFrom = max(bounds.possibleFrom, earliest)
        bounds.certainTo = min(bounds.certainTo, direction.shifted(earliest, by: window))
        bounds.possibleTo = min(bounds.possibleTo, direction.shifted(latest, by: window))
    }

    private func end(_ bounds: inout Bounds, _ ends: Search.Ends) {
        if ends.possibleRow >= 0 {
            if ends.possible > DateSpan.distantPast {
                bounds.certainTo = min(bounds.certainTo, ends.possible - 1)
            } else {
                bounds.canBeCertain = false
            }
        }
        bounds.possibleTo = min(bounds.possibleTo, ends.certain)
    }
}
