import Columnar
import EventModel
import Plan

/// Looks for events of a pattern for many matches at once.
///
/// Each match has a probe or several: a stretch of an index in which its events stand in order. Where days and keys
/// decide, a probe ends with the first event that certainly fits. Where a condition has to be asked, the next few
/// events of all probes make a batch, and those that found nothing take more the next time.
final class Search {
    /// What is looked for.
    enum Wanted {
        /// The event that a step takes.
        case next
        /// Every event that fits.
        case all
        /// The least days on which events end; `second`: also of the others, without the first.
        case ends(second: Bool)
    }

    /// What decides on the days of the event.
    struct Role {
        var window: Lag?
        var header: Lag?
        /// Whether what ends the anchor ends it for these events.
        var isEnded = false
        /// Whether the last event is taken and not the first.
        var isLast = false
    }

    /// When events that fit have ended.
    struct Ends {
        /// The earliest that one that certainly fits has certainly ended, and its row.
        var certain = DateSpan.distantFuture
        var certainRow: Int32 = -1
        /// The same of all others.
        var secondCertain = DateSpan.distantFuture
        var secondCertainRow: Int32 = -1
        /// The earliest that one that possibly fits may have ended, and its row.
        var possible = DateSpan.distantFuture
        var possibleRow: Int32 = -1
        /// The same of all others.
        var second = DateSpan.distantFuture
        var secondRow: Int32 = -1
    }

    struct Hit {
        var query: Int32
        var row: Int32
        var truth: Truth
    }

    private struct Probe {
        let query: Int32
        let entries: Range<Int>
        var rest: Range<Int>
        var certainOnly = false
    }

    private let matcher: Matcher
    private let pattern: Pattern
    private let table: MatchTable
    /// The matches that look for an event.
    private let matches: [Int32]
    private let wanted: Wanted
    private let role: Role
    private let state: RunState
    private let days: MatchBounds
    /// Of each match an event that does not count, whatever it matched, and the last day that matters.
    private let excluded: [RowPlace]?
    private let limits: [DayNumber]?

    /// The rows found, or -1.
    private(set) var certain: [Int32]
    private(set) var possible: [Int32]
    private(set) var ends: [Ends] = []
    private(set) var hits: [Hit] = []
    /// Events looked at since the run was asked whether it is to end, and hits that it was asked memory for.
    private var (stepsUnasked, hitsAskedFor) = (0, 0)

    init(
        _ matcher: Matcher, _ pattern: Pattern, _ matches: [Int32], _ wanted: Wanted, _ role: Role,
        excluded: [RowPlace]? = nil, limits: [DayNumber]? = nil
    ) {
        self.matcher = matcher
        self.pattern = pattern
        self.matches = matches
        self.wanted = wanted
        self.role = role
        self.excluded = excluded
        self.limits = limits
        table = matcher.table
        state = matcher.state
        days = MatchBounds(matcher, role)
        certain = [Int32](repeating: -1, count: matches.count)
        possible = certain
        if case .ends = wanted { ends = [Ends](repeating: Ends(), count: matches.count) }
    }

    // MARK: Running

    static let batchSize = 1 << 16

    func run() throws(RunError) {
        if pattern.events.count == 0 || matches.isEmpty { return }
        let (cells, isVague) = try pattern.keys(table, matches, matcher.outer, state)
        if isVague {
            try search(pattern.plain, nil, pattern.whole) { _ in true }
        } else {
            try search(pattern.keyed, cells, pattern.rest) { _ in true }
            try state.advance(by: 0)
            if let unknown = pattern.unknown {
                // An empty list equals nothing, not even what is unknown.
                try search(unknown, nil, pattern.conditionOfUnknown) { query in
                    cells?.unknown?[query] != true && cells?.range(query).isEmpty != true
                }
            }
            if let of = cells?.unknown {
                try search(pattern.all, nil, pattern.conditionOfUnknown) { of[$0] }
            }
        }
        try searchExceptions()
    }

    /// - Parameter cells: of each match its keys in the index; nil: those of its anchor.
    private func search(
        _ index: EventIndex, _ cells: KeyCells?, _ condition: PairCondition?, _ concerns: (Int) -> Bool
    ) throws(RunError) {
        let asks = condition != nil || pattern.hasVagueKeys || asksOfEndings
        let keys = cells ?? pattern.shared?.anchors
        if !asks, index.isPlain, !role.isLast, keys?.offsets == nil, case .next = wanted {
            return try searchPlain(index, keys?.codes, isOfAnchors: cells == nil)
        }
        var waiting: [Probe] = []
        for query in matches.indices where concerns(query) {
            if query & (Self.batchSize - 1) == 0 { try state.advance(by: 0) }
            let match = Int(matches[query])
            let bounds = days.bounds(match)
            let row = cells == nil ? Int(table.anchors[match]) : query
            for place in keys?.range(row) ?? 0..<1 {
                let entries = index.entries(keys?.codes[place] ?? 0)
                if entries.isEmpty { continue }
                var probe = Probe(query: Int32(query), entries: entries, rest: entries)
                if asks { waiting.append(probe) } else { try follow(&probe, index, bounds) }
            }
        }
        try ask(waiting, index, condition)
    }

    /// The commonest case, for which the index has a loop of its own.
    private func searchPlain(_ index: EventIndex, _ keys: [UInt32]?, isOfAnchors: Bool) throws(RunError) {
        let (events, anchors) = (pattern.events.identities, matcher.anchors.identities)
        let (table, matches, hasSteps) = (table, matches, table.hasSteps || excluded != nil)
        var (certain, possible) = (self.certain, self.possible)
        var first = 0
        while first < matches.count {
            let count = min(Self.batchSize, matches.count - first)
            try state.advance(by: 0)
            index.searchPlain(
                count, { days.bounds(Int(matches[first &+ $0])) },
                key: { query in
                    guard let keys else { return 0 }
                    return keys[isOfAnchors ? Int(table.anchors[Int(matches[first &+ query])]) : first &+ query]
                },
                isExcluded: { query, row in
                    if hasSteps { return isExcluded(first &+ query, row) }
                    return events[Int(row)] == anchors[Int(table.anchors[Int(matches[first &+ query])])]
                }
            ) { query, one, other in
                possible[first &+ query] = one
                certain[first &+ query] = other
            }
            first += count
        }
        (self.certain, self.possible) = (certain, possible)
    }

    /// The next entry of a probe.
    @inline(__always)
    private func pull(_ probe: inout Probe, _ index: EventIndex, _ bounds: Bounds) -> Int? {
        guard let entry = index.next(in: probe.rest, bounds, certain: probe.certainOnly, isLast: role.isLast) else {
            return nil
        }
        probe.rest = role.isLast ? probe.rest.lowerBound..<entry : (entry + 1)..<probe.rest.upperBound
        switch wanted {
        case .next: index.settle(entry, in: probe.entries)
        case .all: break
        case .ends: if let limits, index.endBounds(from: entry).possible > limits[Int(probe.query)] { return nil }
        }
        return entry
    }

    /// Goes along a probe whose events are asked nothing.
    private func follow(_ probe: inout Probe, _ index: EventIndex, _ bounds: Bounds) throws(RunError) {
        while let entry = pull(&probe, index, bounds) {
            stepsUnasked &+= 1
            if stepsUnasked >= Self.batchSize { try askRun() }
            let row = index.rows[entry]
            if isExcluded(Int(probe.query), row) { continue }
            if take(row, index.truth(entry, bounds), &probe, index, entry, bounds) { return }
        }
    }

    /// Asks the run whether to go on, and for the memory of what was found.
    private func askRun() throws(RunError) {
        stepsUnasked = 0
        try state.advance(by: 0)
        guard hits.count <= RunState.mostRows else { throw .tooLarge(what: "matches", limit: RunState.mostRows) }
        try state.reserve(hits.count - hitsAskedFor, bytesEach: MemoryLayout<Hit>.stride)
        hitsAskedFor = hits.count
    }

    /// Asks the condition of the next few events of all probes, until each has found what it looks for.
    private func ask(_ waiting: [Probe], _ index: EventIndex, _ condition: PairCondition?) throws(RunError) {
        var active = waiting
        var width = 1
        if case .all = wanted { width = 64 }
        while !active.isEmpty {
            var left: [Probe] = []
            var first = 0
            while first < active.count {
                var pairs = Pairs()
                var end = first
                while end < active.count, pairs.count < Self.batchSize {
                    gather(width, &active[end], index, &pairs)
                    end += 1
                }
                let truths = try judge(pairs, condition)
                var place = 0
                for number in first..<end {
                    let stop = pairs.ends[number - first]
                    var isDone = stop - place < width
                    let bounds = days.bounds(Int(matches[Int(active[number].query)]))
                    while place < stop {
                        let truth = truths[place]
                        if truth != .no,
                            take(pairs.rows[place], truth, &active[number], index, pairs.entries[place], bounds)
                        {
                            isDone = true
                            break
                        }
                        place += 1
                    }
                    place = stop
                    if !isDone { left.append(active[number]) }
                }
                first = end
            }
            active = left
            width = min(width * 4, 1 << 12)
        }
    }

    /// Events to be asked about, those of a probe together.
    private struct Pairs {
        var queries: [Int32] = []
        var rows: [Int32] = []
        var entries: [Int] = []
        var truths: [Truth] = []
        /// Behind the last pair of each probe.
        var ends: [Int] = []
        var count: Int { rows.count }
    }

    private func gather(_ width: Int, _ probe: inout Probe, _ index: EventIndex, _ pairs: inout Pairs) {
        let bounds = days.bounds(Int(matches[Int(probe.query)]))
        for _ in 0..<width {
            guard let entry = pull(&probe, index, bounds) else { break }
            let row = index.rows[entry]
            pairs.queries.append(probe.query)
            pairs.rows.append(row)
            pairs.entries.append(entry)
            pairs.truths.append(isExcluded(Int(probe.query), row) ? .no : index.truth(entry, bounds))
        }
        pairs.ends.append(pairs.count)
    }

    /// Whether the events of pairs fit.
    private func judge(_ pairs: Pairs, _ condition: PairCondition?) throws(RunError) -> [Truth] {
        try askRun()
        if pairs.count == 0 { return [] }
        var truths = pairs.truths
        let matches = pairs.queries.map { self.matches[Int($0)] }
        if let condition {
            let mask = try condition.truths(matches, pairs.rows, table, state)
            for place in truths.indices { truths[place] = truths[place] && mask[place] }
        }
        for place in truths.indices where truths[place] != .no {
            let anchor = table.anchors[Int(matches[place])]
            if pattern.hasVagueKeys {
                truths[place] =
                    truths[place] && pattern.vagueTruth(pairs.rows[place], anchor: anchor, state.context.scalars)
            }
            if asksOfEndings {
                truths[place] = try truths[place] && !matcher.isEnded(pairs.rows[place], pattern, matches[place])
            }
        }
        return truths
    }

    private var asksOfEndings: Bool {
        guard role.isEnded, let until = matcher.until else { return false }
        return until.events.hasLinks || pattern.events.hasLinks
    }

    // MARK: Taking

    /// Notes an event that fits; true if the probe has nothing more to find.
    @inline(__always)
    private func take(
        _ row: Int32, _ truth: Truth, _ probe: inout Probe, _ index: EventIndex, _ entry: Int, _ bounds: Bounds
    ) -> Bool {
        let query = Int(probe.query)
        note(row, truth, query)
        switch wanted {
        case .all: return false
        case .next:
            if truth == .yes { return true }
            probe.certainOnly = true
            return index.isPossibleOnly || !bounds.canBeCertain
        case .ends(let second):
            if entry + 1 == probe.entries.upperBound { return true }
            let next = index.endBounds(from: entry + 1)
            let found = ends[query]
            let hasPossible = next.possible >= (second ? found.second : found.possible)
            let hasCertain =
                index.isPossibleOnly || !bounds.canBeCertain
                || next.certain >= (second ? found.secondCertain : found.certain)
            if hasPossible { probe.certainOnly = true }
            return hasPossible && hasCertain
        }
    }

    private func note(_ row: Int32, _ truth: Truth, _ query: Int) {
        switch wanted {
        case .all: hits.append(Hit(query: Int32(query), row: row, truth: truth))
        case .next:
            if truth == .yes, certain[query] < 0 || comesFirst(row, certain[query]) { certain[query] = row }
            if possible[query] < 0 || comesFirst(row, possible[query]) { possible[query] = row }
        case .ends:
            let span = pattern.events.timeline.end(Int(row))
            if truth == .yes { noteCertain(row, span.latest, query) }
            if row == ends[query].possibleRow || row == ends[query].secondRow { return }
            if ends[query].possibleRow < 0 || span.earliest < ends[query].possible {
                (ends[query].second, ends[query].secondRow) = (ends[query].possible, ends[query].possibleRow)
                (ends[query].possible, ends[query].possibleRow) = (span.earliest, row)
            } else if ends[query].secondRow < 0 || span.earliest < ends[query].second {
                (ends[query].second, ends[query].secondRow) = (span.earliest, row)
            }
        }
    }

    private func noteCertain(_ row: Int32, _ end: DayNumber, _ query: Int) {
        if row == ends[query].certainRow || row == ends[query].secondCertainRow { return }
        if ends[query].certainRow < 0 || end < ends[query].certain {
            (ends[query].secondCertain, ends[query].secondCertainRow) = (ends[query].certain, ends[query].certainRow)
            (ends[query].certain, ends[query].certainRow) = (end, row)
        } else if ends[query].secondCertainRow < 0 || end < ends[query].secondCertain {
            (ends[query].secondCertain, ends[query].secondCertainRow) = (end, row)
        }
    }

    private func comesFirst(_ row: Int32, _ other: Int32) -> Bool {
        role.isLast ? pattern.events.precedes(other, row) : pattern.events.precedes(row, other)
    }

    /// Whether an event is that of the anchor, or one that the match has already.
    private func isExcluded(_ query: Int, _ row: Int32) -> Bool {
        let identity = pattern.events.identities[Int(row)]
        return excluded?[query] == identity || matcher.has(identity, Int(matches[query]))
    }

    // MARK: Exceptions

    /// Events that links put behind the match, and the one that ends the anchor and so is not ended by itself: of
    /// these the indexes do not know the whole truth.
    private func searchExceptions() throws(RunError) {
        let events = pattern.events
        let hasLinks = events.direction.isBackward ? matcher.hasLinks : events.hasLinks
        let hasEnding = role.isEnded && matcher.until != nil
        if !hasLinks && !hasEnding { return }
        var pairs = Pairs()
        for query in matches.indices {
            let match = matches[query]
            for (row, truth) in matcher.exceptions(match, pattern, role, linked: hasLinks)
            where truth != .no && !isExcluded(query, row) && pattern.sharesKeys(row, anchor: table.anchors[Int(match)])
            {
                pairs.queries.append(Int32(query))
                pairs.rows.append(row)
                pairs.truths.append(truth)
            }
            if pairs.count >= Self.batchSize || query == matches.count - 1 {
                let truths = try judge(pairs, pattern.whole)
                for (place, truth) in truths.enumerated() where truth != .no {
                    note(pairs.rows[place], truth, Int(pairs.queries[place]))
                }
                pairs = Pairs()
            }
        }
    }
}
