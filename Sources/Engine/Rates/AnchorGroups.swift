import Columnar
import EventModel
import Plan

/// Anchors of which the same events may follow, whenever they were, and the days of these events.
///
/// Where the condition speaks of the anchor, those that give it the same values make a group; otherwise all are one.
struct AnchorGroups {
    /// The group of each visible anchor, in their order.
    let groups: [Int32]
    /// The days of the events of each group.
    private(set) var days: [EventDays]
    /// Days of events that possibly follow anchors of all groups, since what the condition asks of them is unknown.
    private(set) var common: [DateSpan] = []
    /// Groups to which these count.
    private(set) var sharesCommon: [Bool]

    private let pattern: Pattern
    private let outcomes: AnchorOutcomes
    private let state: RunState

    init(_ outcomes: AnchorOutcomes, _ condition: Expression?, _ state: RunState) throws(RunError) {
        self.outcomes = outcomes
        self.state = state
        let matcher = outcomes.matcher
        pattern = matcher.patterns[0]
        var columns: [KeyColumn] = []
        for name in (condition?.columnNames ?? []).sorted() where name.hasPrefix(OuterColumns.prefix) {
            guard let (column, field) = try matcher.outer.column(name, matcher.table, outcomes.matches, state) else {
                continue
            }
            columns.append(KeyColumn(column, field.type))
        }
        if columns.isEmpty {
            groups = [Int32](repeating: 0, count: outcomes.matches.count)
            days = [EventDays()]
        } else {
            groups = try KeyColumn.groupNumbers(columns, count: outcomes.matches.count, state)
            days = [EventDays](repeating: EventDays(), count: 1 + Int(groups.max() ?? -1))
        }
        sharesCommon = [Bool](repeating: false, count: days.count)
        if columns.isEmpty, condition == nil {
            addAll()
        } else if columns.isEmpty {
            try judge([(group: 0, match: 0)], pattern.plain)
        } else {
            try gather()
        }
        for group in days.indices { days[group].settle() }
    }

    // MARK: Events

    private mutating func add(_ row: Int32, _ truth: Truth, _ group: Int) {
        let span = pattern.events.timeline.start(Int(row))
        if pattern.events.unseen?[Int(row)] != true, truth == .yes, days[group].certain.last != span {
            days[group].certain.append(span)
        }
        if truth != .no, days[group].possible.last != span { days[group].possible.append(span) }
    }

    private mutating func addAll() {
        for row in pattern.events.order { add(row, .yes, 0) }
    }

    /// The events of each group by the keys of one of its anchors.
    private mutating func gather() throws(RunError) {
        var representatives = [Int32](repeating: -1, count: days.count)
        for (place, group) in groups.enumerated() where representatives[Int(group)] < 0 {
            representatives[Int(group)] = outcomes.matches[place]
        }
        let matcher = outcomes.matcher
        let (cells, isVague) = try pattern.keys(matcher.table, representatives, matcher.outer, state)
        guard let cells, !isVague else {
            try judge(representatives.enumerated().map { (group: $0, match: $1) }, pattern.plain)
            return
        }
        if let unknown = pattern.unknown, pattern.conditionOfUnknown == nil {
            common = EventDays.distinct(unknown.rows.map { pattern.events.timeline.start(Int($0)) })
        }
        var pairs = Pairs()
        for (group, match) in representatives.enumerated() {
            if cells.unknown?[group] == true {
                try judge([(group: group, match: match)], pattern.plain)
                continue
            }
            for place in cells.range(group) where cells.codes[place] != KeyCells.nothing {
                for entry in pattern.keyed.entries(cells.codes[place]) {
                    let row = pattern.keyed.rows[entry]
                    if pattern.rest == nil {
                        add(row, .yes, group)
                    } else {
                        try pairs.append(row, match, group) { pairs throws(RunError) in try judge(pairs) }
                    }
                }
            }
            // An empty list equals nothing, not even what is unknown.
            if let unknown = pattern.unknown, !cells.range(group).isEmpty {
                if pattern.conditionOfUnknown == nil {
                    sharesCommon[group] = true
                } else {
                    for row in unknown.rows {
                        try pairs.append(row, match, group) { pairs throws(RunError) in try judge(pairs) }
                    }
                }
            }
            if group % RunState.piece == 0 { try state.advance(by: 0) }
        }
        try judge(pairs)
    }

    /// Asks the whole condition of all events of an index for some groups.
    private mutating func judge(_ some: [(group: Int, match: Int32)], _ index: EventIndex) throws(RunError) {
        var pairs = Pairs()
        for (group, match) in some {
            for row in index.rows {
                try pairs.append(row, match, group) { pairs throws(RunError) in try judge(pairs) }
            }
        }
        try judge(pairs)
    }

    private mutating func judge(_ pairs: Pairs) throws(RunError) {
        if pairs.rows.isEmpty { return }
        try state.advance(by: 0)
        let truths = try pattern.whole?.truths(pairs.matches, pairs.rows, outcomes.matcher.table, state)
        for place in pairs.rows.indices { add(pairs.rows[place], truths?[place] ?? .yes, pairs.groups[place]) }
    }
}

/// Events to be asked about.
private struct Pairs {
    var rows: [Int32] = []
    var matches: [Int32] = []
    var groups: [Int] = []

    /// A full batch is judged and begun anew.
    mutating func append(
        _ row: Int32, _ match: Int32, _ group: Int, _ judge: (Pairs) throws(RunError) -> Void
    ) throws(RunError) {
        rows.append(row)
        matches.append(match)
        groups.append(group)
        if rows.count < RunState.piece { return }
        try judge(self)
        self = Pairs()
    }
}
