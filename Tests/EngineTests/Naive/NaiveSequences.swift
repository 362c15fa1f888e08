import Columnar
import EventModel
import Plan

/// A row as an event of a match.
struct NaiveEvent {
    let fields: [Field]
    let row: NaiveRow

    /// nil of a table that has no such column, or a cell that is unknown or none.
    func known(_ name: String) -> Value? {
        guard let column = fields.firstIndex(where: { $0.name == name }), row.cells[column].isKnown else { return nil }
        return row.cells[column]
    }

    var date: EventDate? { if case .date(let date) = known("date") { date } else { nil } }
    var id: String { known("id")?.name ?? "" }

    /// A source says that it never was.
    var isNever: Bool {
        guard let column = fields.firstIndex(where: { $0.name == "date" }) else { return true }
        return row.cells[column] == .none
    }

    func isSame(as other: NaiveEvent) -> Bool { row.origin != nil && row.origin?.row == other.row.origin?.row }

    /// Whether a link orders the other before this one.
    func pointsBack(to other: NaiveEvent) -> Bool {
        guard let id = other.known("id")?.name else { return false }
        return ["responds_to", "because_of", "follows_up"].contains { link in
            switch known(link) {
            case .event(let one): one == id
            case .list(let several): several.contains { $0.name == id }
            default: false
            }
        }
    }
}

/// Order and windows of two events.
enum NaiveOrdering {
    /// Whether `second` is after `first`.
    static func after(_ first: NaiveEvent, _ second: NaiveEvent) -> Truth {
        if second.pointsBack(to: first) { return .yes }
        guard let one = first.date, let two = second.date else { return .maybe }
        if one.end.latest < two.start.earliest { return .yes }
        return two.start.latest < one.end.earliest ? .no : .maybe
    }

    /// Whether `second` starts 0 to `lag` behind the end of `first`.
    static func within(_ lag: Lag, _ first: NaiveEvent, _ second: NaiveEvent) -> Truth {
        guard let end = first.date?.end, let start = second.date?.start else { return .maybe }
        let isLinked = second.pointsBack(to: first)
        if isLinked && start.latest < end.earliest { return .maybe }
        if start.latest < end.earliest || start.earliest > shifted(end.latest, lag) { return .no }
        let isShortEnough = start.latest <= shifted(end.earliest, lag)
        return isShortEnough && (isLinked || end.latest <= start.earliest) ? .yes : .maybe
    }

    /// So much later by the calendar.
    static func shifted(_ day: DayNumber, _ lag: Lag) -> DayNumber {
        if day == DateSpan.distantPast || day == DateSpan.distantFuture { return day }
        switch lag.unit {
        case .day: return DayNumber(clamping: Int(day) + lag.count)
        case .week: return DayNumber(clamping: Int(day) + 7 * lag.count)
        case .month: return CivilCalendar.adding(months: lag.count, to: day)
        case .quarter: return CivilCalendar.adding(months: 3 * lag.count, to: day)
        case .year: return CivilCalendar.adding(months: 12 * lag.count, to: day)
        }
    }

    /// The first day of which the window reaches a day.
    static func firstReaching(_ day: DayNumber, _ lag: Lag) -> DayNumber {
        if day == DateSpan.distantPast || day == DateSpan.distantFuture { return day }
        var first = day
        while shifted(first - 1, lag) >= day { first -= 1 }
        return first
    }

    /// Whether the whole window lies in the coverage, wherever in its span the event lies.
    static func isCovered(_ lag: Lag?, _ event: NaiveEvent, _ coverage: Coverage?, isBackward: Bool) -> Bool {
        guard let lag, let coverage, let date = event.date else { return false }
        if isBackward {
            if date.start.earliest == DateSpan.distantPast { return false }
            return firstReaching(date.start.earliest, lag) >= coverage.period.first
        }
        return shifted(date.end.latest, lag) <= coverage.period.last
    }

    /// By date and id, an unknown date last.
    static func inOrder(_ table: NaiveTable) -> [NaiveEvent] {
        let events = table.rows.map { NaiveEvent(fields: table.fields, row: $0) }.filter { !$0.isNever }
        return NaiveOrder.sorted(events) { one, two in
            switch (one.date, two.date) {
            case (let left?, let right?):
                let first = NaiveOrder.three(left.start.earliest, right.start.earliest)
                if first != 0 { return first }
                let last = NaiveOrder.three(left.end.latest, right.end.latest)
                return last != 0 ? last : NaiveOrder.compareIDs(one.id, two.id)
            case (.some, nil): return -1
            case (nil, .some): return 1
            case (nil, nil): return NaiveOrder.compareIDs(one.id, two.id)
            }
        }
    }
}

/// A match so far.
struct NaiveMatch {
    let anchor: NaiveEvent
    /// What was taken, in order.
    var taken: [NaiveEvent] = []
    /// What conditions and the answer know of it, by name.
    var columns: [(field: Field, value: Value, origins: [NaiveOrigin])] = []
    var truth = Truth.yes
    var hasEarlierPossible = false

    var last: NaiveEvent { taken.last ?? anchor }
    var isMarked: Bool { anchor.row.isMarked || taken.contains { $0.row.isMarked } }

    func contains(_ event: NaiveEvent) -> Bool { ([anchor] + taken).contains { $0.isSame(as: event) } }

    mutating func set(_ step: SequenceStep, _ value: Value, _ events: [NaiveEvent]) {
        guard let name = step.name else { return }
        columns.append((Field(name, step.type), value, events.compactMap(\.row.origin)))
    }
}

/// Sequences anchor by anchor and event by event.
extension NaiveInterpreter {
    mutating func matches(_ sequence: EventSequence) -> NaiveTable {
        let anchors = rows(sequence.anchors)
        let steps = sequence.steps.map { NaiveOrdering.inOrder(rows($0.pattern.events)) }
        let until = sequence.until.map { NaiveOrdering.inOrder(rows($0.events)) } ?? []
        let matcher = NaiveMatcher(interpreter: self, sequence: sequence, events: steps, endings: until)
        var result = NaiveTable(fields: sequence.fields, rows: [])
        for row in anchors.rows {
            let anchor = NaiveEvent(fields: anchors.fields, row: row)
            if !anchor.isNever { result.rows += matcher.rows(of: anchor) }
        }
        return result
    }

    /// Whether the keys of two rows share a known value.
    func share(_ keys: [NamedExpression], _ one: NaiveEvent, _ two: NaiveEvent) -> Truth {
        keys.reduce(.yes) { truth, key in
            truth && share(value(key.expression, scope(one)), value(key.expression, scope(two)))
        }
    }

    private func share(_ one: Value, _ two: Value) -> Truth {
        anyPair(one, two) { Truth($0.isKnown && $1.isKnown && $0 == $1) }
    }

    func scope(_ event: NaiveEvent) -> NaiveScope {
        NaiveScope(NaiveTable(fields: event.fields, rows: [event.row]), row: 0)
    }

    /// A condition on an event beside the anchor's row and the match so far.
    func claim(_ condition: Expression?, _ event: NaiveEvent, _ match: NaiveMatch) -> Truth {
        guard let condition else { return .yes }
        var fields = event.fields
        var row = event.row
        for (field, cell) in zip(match.anchor.fields, match.anchor.row.cells) {
            let name = SequencePattern.outer(field.name)
            fields.append(Field(name, field.type))
            row.cells.append(cell)
            row.matched[name] = match.anchor.row.matched[field.name]
        }
        for column in match.columns {
            let name = SequencePattern.outer(column.field.name)
            fields.append(Field(name, column.field.type))
            row.cells.append(column.value)
            if column.value.isKnown { row.matched[name] = column.origins }
        }
        return truth(condition, NaiveScope(NaiveTable(fields: fields, rows: [row]), row: 0))
    }
}

struct NaiveMatcher {
    let interpreter: NaiveInterpreter
    let sequence: EventSequence
    /// The events of each step, in order.
    let events: [[NaiveEvent]]
    let endings: [NaiveEvent]

    private var coverage: Coverage? { interpreter.data.catalog.coverage }

    // MARK: Pairs

    private func after(_ one: NaiveEvent, _ two: NaiveEvent) -> Truth {
        sequence.isBackward ? NaiveOrdering.after(two, one) : NaiveOrdering.after(one, two)
    }

    private func within(_ lag: Lag?, _ one: NaiveEvent, _ two: NaiveEvent) -> Truth {
        guard let lag else { return .yes }
        return sequence.isBackward ? NaiveOrdering.within(lag, two, one) : NaiveOrdering.within(lag, one, two)
    }

    /// Presence, keys and condition.
    private func isSuch(_ event: NaiveEvent, _ pattern: SequencePattern, _ match: NaiveMatch) -> Truth {
        event.row.presence && interpreter.share(sequence.keys, match.anchor, event)
            && interpreter.claim(pattern.condition, event, match)
    }

    private func fits(_ event: NaiveEvent, _ step: SequenceStep, _ match: NaiveMatch) -> Truth {
        if match.contains(event) { return .no }
        return after(match.last, event) && within(step.window, match.last, event)
            && within(sequence.window, match.anchor, event) && isSuch(event, step.pattern, match)
            && !isEnded(before: event, match.anchor)
    }

    /// Whether `until` came behind the anchor and before an event.
    private func isEnded(before event: NaiveEvent, _ anchor: NaiveEvent) -> Truth {
        guard let until = sequence.until else { return .no }
        var bare = NaiveMatch(anchor: anchor)
        if let name = sequence.anchorName { bare.columns = [anchorColumn(anchor, name)] }
        return endings.reduce(.no) { ended, ending in
            if ending.isSame(as: anchor) || ending.isSame(as: event) { return ended }
            return ended || (after(anchor, ending) && after(ending, event) && isSuch(ending, until, bare))
        }
    }

    private func anchorColumn(_ anchor: NaiveEvent, _ name: String) -> (Field, Value, [NaiveOrigin]) {
        (
            Field(name, .event), anchor.known("id").map { .event($0.name ?? "") } ?? .unknown,
            [anchor.row.origin].compactMap { $0 }
        )
    }

    // MARK: Steps

    /// Those that fit, the nearest first.
    private func fitting(_ index: Int, _ match: NaiveMatch) -> [(event: NaiveEvent, truth: Truth)] {
        let all = events[index].map { (event: $0, truth: fits($0, sequence.steps[index], match)) }
        let some = all.filter { $0.truth != .no }
        return sequence.isBackward ? some.reversed() : some
    }

    /// The next of those that fit.
    private func next(_ fitting: [(event: NaiveEvent, truth: Truth)], _ match: inout NaiveMatch)
        -> (event: NaiveEvent, truth: Truth)?
    {
        let ordered = sequence.take == .last ? fitting.reversed() : fitting
        guard let certain = ordered.firstIndex(where: { $0.truth == .yes }) else { return ordered.first }
        if certain > 0 { match.hasEarlierPossible = true }
        return ordered[certain]
    }

    private func event(_ event: NaiveEvent) -> Value { .event(event.id) }

    /// The match of an anchor; nil if there is none.
    private func match(_ anchor: NaiveEvent) -> NaiveMatch? {
        var match = NaiveMatch(anchor: anchor)
        if let name = sequence.anchorName { match.columns = [anchorColumn(anchor, name)] }
        match.truth = anchor.row.presence
        var absent: [(index: Int, match: NaiveMatch)] = []
        for (index, step) in sequence.steps.enumerated() {
            let before = match
            switch step.form {
            case .absent:
                absent.append((index, match))
                continue
            case .once:
                guard let found = next(fitting(index, match), &match) else { return nil }
                take(found, &match)
                match.set(step, event(found.event), [found.event])
            case .optional:
                let all = fitting(index, match)
                if let found = next(all, &match), found.truth == .yes {
                    take(found, &match)
                    match.set(step, event(found.event), [found.event])
                } else {
                    match.set(step, all.isEmpty ? .none : .unknown, [])
                }
            case .times(let range):
                while match.taken.count - before.taken.count < range.upperBound {
                    let all = fitting(index, match)
                    guard let found = next(all, &match) else { break }
                    if found.truth != .yes && match.taken.count - before.taken.count >= range.lowerBound { break }
                    take(found, &match)
                }
                let taken = Array(match.taken.dropFirst(before.taken.count))
                if taken.count < range.lowerBound { return nil }
                match.set(step, .list(taken.map(event)), taken)
            }
            if match.taken.count > before.taken.count {
                let following = match.taken[before.taken.count]
                for (index, there) in absent {
                    match.truth = match.truth && !isThere(index, there, before, following)
                }
                absent = []
            }
            if match.truth == .no { return nil }
        }
        for (index, there) in absent { match.truth = match.truth && isAbsent(index, there, match) }
        return match.truth == .no ? nil : match
    }

    private func take(_ found: (event: NaiveEvent, truth: Truth), _ match: inout NaiveMatch) {
        match.taken.append(found.event)
        match.truth = match.truth && found.truth
    }

    /// Whether some such event lies between what was matched before and what comes next.
    private func isThere(_ index: Int, _ match: NaiveMatch, _ before: NaiveMatch, _ following: NaiveEvent) -> Truth {
        let step = sequence.steps[index]
        return events[index].reduce(.no) { there, event in
            if before.contains(event) || event.isSame(as: following) { return there }
            return there
                || (after(match.last, event) && after(event, following) && within(step.window, match.last, event)
                    && isSuch(event, step.pattern, match))
        }
    }

    /// Whether no such event comes until the window closes.
    private func isAbsent(_ index: Int, _ match: NaiveMatch, _ whole: NaiveMatch) -> Truth {
        let step = sequence.steps[index]
        let start = step.window == nil ? match.anchor : match.last
        let window = step.window ?? sequence.window
        let there: Truth = events[index].reduce(.no) { there, event in
            if whole.contains(event) { return there }
            return there
                || (after(match.last, event) && within(window, start, event) && isSuch(event, step.pattern, match)
                    && !isEnded(before: event, match.anchor))
        }
        let isCovered = NaiveOrdering.isCovered(window, start, coverage, isBackward: sequence.isBackward)
        return !there && (isCovered ? .yes : .maybe)
    }

    // MARK: Rows

    func rows(of anchor: NaiveEvent) -> [NaiveRow] {
        switch sequence.keep {
        case .unmatched: return unmatched(anchor)
        case .matched: return matched(anchor).map { row($0) }
        case .all:
            var found = matched(anchor)
            if found.contains(where: { $0.truth == .yes || ($0.truth == anchor.row.presence && isCertain($0)) }) {
                return found.map { row($0) }
            }
            let hasPossible = !found.isEmpty
            var alone = NaiveMatch(anchor: anchor)
            alone.truth = hasPossible ? .maybe : anchor.row.presence
            let value: Value = hasPossible || isCovered(anchor) ? .none : .unknown
            for step in sequence.steps { alone.set(step, value, []) }
            found.append(alone)
            return found.map { row($0) }
        }
    }

    private func isCovered(_ anchor: NaiveEvent) -> Bool {
        let window = sequence.steps.first?.window ?? sequence.window
        return NaiveOrdering.isCovered(window, anchor, coverage, isBackward: sequence.isBackward)
    }

    /// Whether a match would be certain were its anchor there.
    private func isCertain(_ match: NaiveMatch) -> Bool {
        let bare = NaiveMatch(anchor: match.anchor)
        return match.taken.allSatisfy { taken in fits(taken, sequence.steps[0], bare) == .yes }
    }

    private func matched(_ anchor: NaiveEvent) -> [NaiveMatch] {
        guard sequence.take == .all, let step = sequence.steps.first else { return match(anchor).map { [$0] } ?? [] }
        let bare = NaiveMatch(anchor: anchor)
        return fitting(0, bare).map { found in
            var match = bare
            match.truth = anchor.row.presence
            take(found, &match)
            match.set(step, event(found.event), [found.event])
            return match
        }
    }

    private func unmatched(_ anchor: NaiveEvent) -> [NaiveRow] {
        let followed = fitting(0, NaiveMatch(anchor: anchor)).map(\.truth).max() ?? .no
        if followed == .yes { return [] }
        var row = anchor.row
        if followed == .maybe || !isCovered(anchor) { row.isVisible = false }
        return [row]
    }

    private func row(_ match: NaiveMatch) -> NaiveRow {
        var row = match.anchor.row
        if sequence.anchorName != nil {
            row = NaiveRow(
                cells: sequence.keys.map { interpreter.value($0.expression, interpreter.scope(match.anchor)) })
        }
        for column in match.columns {
            row.cells.append(column.value)
            if column.value.isKnown { row.matched[column.field.name] = column.origins }
        }
        row.isVisible = match.truth == .yes
        row.isMarked = match.isMarked
        return row
    }
}
