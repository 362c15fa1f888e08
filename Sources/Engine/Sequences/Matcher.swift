import Columnar
import EventModel
import Plan

/// One sequence while it runs: all its matches go through its steps together.
final class Matcher {
    let sequence: EventSequence
    let state: RunState
    let direction: Direction
    let anchors: EventRows
    let outer: OuterColumns
    let patterns: [Pattern]
    let until: Pattern?
    /// The last day of the coverage, in the direction of the sequence; nil: nothing says what is covered.
    let coverageEnd: DayNumber?
    /// What ends each anchor.
    private(set) var endings: [Search.Ends] = []
    var table: MatchTable
    /// Possible rows that the patterns left out and told of.
    let leftOutByPatterns: Int
    /// Rows of anchors of which the data end too early to tell.
    var censored: Set<Int32> = []

    /// nil where the rows have no date.
    init?(_ sequence: EventSequence, _ engine: Engine, _ state: RunState) throws(RunError) {
        self.sequence = sequence
        self.state = state
        direction = Direction(isBackward: sequence.isBackward)
        var rows = try engine.rows(of: sequence.anchors, state)
        if sequence.anchorName != nil { try rows.settleOrder(state) }
        guard let anchors = try EventRows(rows, of: sequence.anchors, direction, state) else { return nil }
        self.anchors = anchors
        outer = OuterColumns(anchors, sequence)
        let period = state.context.catalog.coverage?.period
        coverageEnd = period.map { sequence.isBackward ? ~$0.first : $0.last }

        let all = (sequence.steps.map(\.pattern) + (sequence.until.map { [$0] } ?? []))
        var events: [EventRows] = []
        let before = state.footer.possibleCount
        for pattern in all {
            let rows = try engine.rows(of: pattern.events, state)
            try state.advance(by: 0)
            guard let found = try EventRows(rows, of: pattern.events, direction, state) else { return nil }
            events.append(found)
        }
        leftOutByPatterns = state.footer.possibleCount - before
        EventRows.identify([anchors] + events)
        try state.advance(by: 0)
        var keys = Pattern.AnchorKeys(expressions: sequence.keys.map(\.expression), columns: [])
        for key in keys.expressions { keys.columns.append(try rows.evaluate(key, state)) }
        var patterns: [Pattern] = []
        for (index, (pattern, rows)) in zip(all, events).enumerated() {
            patterns.append(try Pattern(pattern, rows, keys, outer, state))
            if index < sequence.steps.count, sequence.steps[index].name != nil {
                outer.stepColumns[index] = EventColumn(rows)
            }
        }
        until = sequence.until == nil ? nil : patterns.removeLast()
        self.patterns = patterns
        let dated = (0..<Int32(clamping: anchors.count)).filter { anchors.timeline.none?[Int($0)] != true }
        try state.advance(by: 0)
        table = MatchTable(anchors: dated, stepCount: patterns.count, anchors.timeline)
    }

    /// Takes all steps; what is left in the table are the matches.
    func run() throws(RunError) {
        try state.reserve(anchors.count, bytesEach: 32 + 8 * patterns.count)
        if let until {
            let search = Search(
                self, until, Array(0..<Int32(table.count)), .ends(second: true), Search.Role(), limits: endingLimits)
            try search.run()
            endings = [Search.Ends](repeating: Search.Ends(), count: anchors.count)
            for (match, ends) in search.ends.enumerated() { endings[Int(table.anchors[match])] = ends }
        }
        for (index, step) in sequence.steps.enumerated() {
            switch step.form {
            case .absent: break
            case .once: try sequence.take == .all ? takeAll(index, step) : takeNext(index, step)
            case .optional: try takeOptionally(index, step)
            case .times(let times): try takeSeveral(index, step, times)
            }
        }
        try finishAbsences()
        table.drop()
    }

    /// What ends an anchor behind the header's window ends nothing, unless a `no` has a window of its own.
    private var endingLimits: [DayNumber]? {
        guard let window = sequence.window,
            !sequence.steps.contains(where: { $0.form == .absent && $0.window != nil })
        else { return nil }
        return (0..<table.count).map { direction.shifted(anchorEnd($0).latest, by: window) }
    }

    // MARK: Days

    func rows(ofStep step: Int32) -> EventRows { step < 0 ? anchors : patterns[Int(step)].events }

    /// The end of the event matched last.
    func lastEnd(_ match: Int) -> DateSpan {
        DateSpan(table.lastEarliest[match], table.lastLatest[match])
    }

    func anchorEnd(_ match: Int) -> DateSpan { anchors.timeline.end(Int(table.anchors[match])) }

    /// Whether the last day of a window, looking back the first, lies within what the data cover.
    func isCovered(_ day: DayNumber?) -> Bool {
        guard let day, let coverageEnd else { return false }
        return day <= coverageEnd
    }

    /// The last day that an event of the match of an anchor may have; nil: there is none.
    func lastDay(ofAnchor row: Int) -> DayNumber? {
        let end = anchors.timeline.endLatest[row]
        let header = sequence.window.map { direction.shifted(end, by: $0) }
        var chain: DayNumber? = end
        for step in sequence.steps where step.form != .absent {
            chain = chain.flatMap { day in step.window.map { direction.shifted(day, by: $0) } }
        }
        guard let chain else { return header }
        return header.map { min($0, chain) } ?? chain
    }
}

extension EventRows {
    /// Lets rows of several relations tell whether they are one and the same: by their places where they stand in one
    /// table, else by their ids.
    static func identify(_ all: [EventRows]) {
        guard let first = all.first else { return }
        if all.allSatisfy({ $0.isSameTable(as: first) }) { return }
        var codes: [String: Int] = [:]
        var next = 0
        for rows in all {
            rows.identities = [RowPlace](0..<rows.count, rest: RowPlace(segment: 0, row: 0)) { row in
                next += 1
                guard let id = rows.id(row) ?? rows.storedID(row) else { return RowPlace(segment: 0, row: next) }
                let code = codes[id] ?? next
                codes[id] = code
                return RowPlace(segment: 0, row: code)
            }
        }
    }

    /// The id that an event has in its table, whether it is shown or not.
    private func storedID(_ row: Int) -> String? {
        guard let table = rows.table, table.schema.name == "events", let id = table.index(of: "id"),
            rows.places.count == rows.count, !rows.places[row].isNowhere
        else { return nil }
        let place = rows.places[row]
        return table.segments[place.segment].column(id).value(at: place.row, type: .text).name
    }

    private func isSameTable(as other: EventRows) -> Bool {
        guard let table = rows.table, let otherTable = other.rows.table, rows.places.count == rows.count,
            !rows.places.contains(where: \.isNowhere),
            table.schema.name == otherTable.schema.name, table.segments.count == otherTable.segments.count,
            let id = table.index(of: "id"), let otherID = otherTable.index(of: "id")
        else { return false }
        return zip(table.segments, otherTable.segments).allSatisfy { one, two in
            guard let dictionary = one.stored(id).dictionary else { return false }
            return one.rowCount == two.rowCount && dictionary === two.stored(otherID).dictionary
        }
    }
}
