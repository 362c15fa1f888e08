import Columnar
import EventModel
import Plan

/// The groups of an answer in their order, with those that no row made: the empty periods.
struct GroupOrder {
    /// Numbers of groups; -1 where there are no rows.
    private(set) var groups: [Int] = []
    /// The columns of the keys and of the period.
    private(set) var columns: [Column] = []
    /// Empty groups of periods outside the coverage: nobody knows what happened then.
    private var uncovered: [Int] = []

    /// Rows that an answer of groups may have.
    private static let mostRows = 20_000_000

    init(
        _ grouping: Grouping, coders: [KeyCoder], periods: PeriodKey?, catalog: Catalog, _ totals: GroupTotals?,
        _ state: RunState
    ) throws(RunError) {
        let order = ValueOrder(catalog: catalog)
        try state.reserve(grouping.count, bytesEach: TextOrder.bytesEach)
        defer { state.release(grouping.count, bytesEach: TextOrder.bytesEach) }
        let ranks = coders.enumerated().map { key, coder in
            state.telling(.comparing(values: grouping.count), RunState.part(key, of: coders.count)) {
                order.ranks(of: coder)
            }
        }
        try state.advance(by: 0)
        guard let periods else {
            let count = coders.isEmpty ? 1 : grouping.count
            let keys = coders.indices.map { key in grouping.codes[key].map { ranks[key][Int($0)] } }
            groups = try Self.sorted(count, by: keys, state)
            columns = coders.enumerated().map { key, coder in
                coder.column(groups.map { grouping.codes[key][$0] })
            }
            return
        }
        try placeInPeriods(grouping, coders, ranks, periods, catalog, totals, state)
    }

    /// The numbers of groups in the order of the ranks of their keys, the first key before the second.
    private static func sorted(_ count: Int, by keys: [[UInt64]], _ state: RunState) throws(RunError) -> [Int] {
        try RankedRows.sorted(count: count, by: keys.map { ranks in { ranks[Int($0)] } }, state).map { Int($0) }
    }

    /// - Parameter totals: where not all groups are there, and no empty ones are wanted, how many there were.
    private mutating func placeInPeriods(
        _ grouping: Grouping, _ coders: [KeyCoder], _ ranks: [[UInt64]], _ periods: PeriodKey, _ catalog: Catalog,
        _ totals: GroupTotals?, _ state: RunState
    ) throws(RunError) {
        // Rows of a key, of which each may be in many periods.
        let keyCount = coders.count
        let keyGrouping = Grouping(keyCount: keyCount)
        var keyOfGroup: [Int32] = []
        if grouping.count > 0 || keyCount == 0 {
            keyGrouping.groups(
                Array(grouping.codes.prefix(keyCount)), cardinalities: coders.map(\.codeCount), count: grouping.count,
                into: &keyOfGroup)
        }
        let keys = coders.indices.map { key in keyGrouping.codes[key].map { ranks[key][Int($0)] } }
        let keyOrder = try Self.sorted(keyGrouping.count, by: keys, state)
        let range = Self.ordinals(periods, catalog)
        // All periods of time would be more than there is room for.
        let (wanted, overflow) = max(1, keyOrder.count).multipliedReportingOverflow(by: (range?.count ?? 0) + 1)
        if overflow || wanted > Self.mostRows { throw .tooLarge(what: "groups of periods", limit: Self.mostRows) }
        let coverage = PeriodCoverage(range, periods.coder, catalog)
        let placed =
            totals == nil
            ? try withEmptyPeriods(grouping, keyOfGroup, keyOrder, periods, coverage, keyCount, state)
            : try alone(grouping, keyOfGroup, keyOrder, periods, keyCount, state)
        columns = coders.enumerated().map { key, coder in
            coder.column(placed.keys.map { keyGrouping.codes[key][Int($0)] })
        }
        columns.append(.period(PeriodColumn(placed.ordinals, coverage.first, coverage.periods)))
        if periods.unplacedCount > 0 { state.note(.unplaced(count: periods.unplacedCount)) }
        let hasGuess = totals.map { coverage.hasEmpty(of: $0, periods.coder) } ?? placed.hasGuess
        if hasGuess, let coverage = catalog.coverage, coverage.isGuess { state.note(.coverageIsGuess(coverage.period)) }
    }

    /// Where the rows of an answer of periods stand: the key of each, and its period, nil where that is not known.
    private struct Placed {
        var keys: [Int32] = []
        var ordinals: [Int?] = []
        /// Whether some empty group is said to be empty on the strength of a coverage.
        var hasGuess = false
    }

    private mutating func withEmptyPeriods(
        _ grouping: Grouping, _ keyOfGroup: [Int32], _ keyOrder: [Int], _ periods: PeriodKey,
        _ coverage: PeriodCoverage, _ keyCount: Int, _ state: RunState
    ) throws(RunError) -> Placed {
        let width = coverage.periods.count
        let wanted = keyOrder.count * (width + 1)
        try state.reserve(wanted, bytesEach: 40)
        // The last place of each key is for what is in no single period.
        var groupAt = [Int32](repeating: -1, count: wanted)
        for group in 0..<grouping.count {
            let ordinal = periods.coder.ordinal(of: grouping.codes[keyCount][group])
            groupAt[Int(keyOfGroup[group]) * (width + 1) + (ordinal.map { $0 - coverage.first } ?? width)] = Int32(
                group)
        }
        var placed = Placed()
        groups.reserveCapacity(wanted)
        placed.keys.reserveCapacity(wanted)
        placed.ordinals.reserveCapacity(wanted)
        for key in keyOrder {
            for place in 0...width {
                let group = groupAt[key * (width + 1) + place]
                if group < 0 {
                    if place == width { continue }
                    if coverage.isCovered[place] { placed.hasGuess = true } else { uncovered.append(groups.count) }
                }
                groups.append(Int(group))
                placed.keys.append(Int32(truncatingIfNeeded: key))
                placed.ordinals.append(place == width ? nil : coverage.first + place)
            }
        }
        return placed
    }

    private mutating func alone(
        _ grouping: Grouping, _ keyOfGroup: [Int32], _ keyOrder: [Int], _ periods: PeriodKey, _ keyCount: Int,
        _ state: RunState
    ) throws(RunError) -> Placed {
        var places = [Int](repeating: 0, count: keyOrder.count)
        for (place, key) in keyOrder.enumerated() { places[key] = place }
        let ordinals = (0..<grouping.count).map { periods.coder.ordinal(of: grouping.codes[keyCount][$0]) }
        groups = try state.sorted(0..<grouping.count) { left, right in
            let (one, two) = (places[Int(keyOfGroup[left])], places[Int(keyOfGroup[right])])
            return one != two ? one < two : ordinals[left] ?? .max < ordinals[right] ?? .max
        }
        return Placed(keys: groups.map { keyOfGroup[$0] }, ordinals: groups.map { ordinals[$0] })
    }

    /// From the first to the last period that the rows, the coverage or the question's window speak of.
    private static func ordinals(_ periods: PeriodKey, _ catalog: Catalog) -> ClosedRange<Int>? {
        let (coder, window) = (periods.coder, periods.cut.window)
        var ordinals = coder.ordinals
        if let coverage = catalog.coverage?.period.span {
            let covered = DateSpan(max(coverage.earliest, window.earliest), min(coverage.latest, window.latest))
            if covered.earliest <= covered.latest {
                ordinals += [coder.ordinal(containing: covered.earliest), coder.ordinal(containing: covered.latest)]
            }
        }
        if window.hasBeginning { ordinals.append(coder.ordinal(containing: window.earliest)) }
        if window.hasEnd { ordinals.append(coder.ordinal(containing: window.latest)) }
        guard let first = ordinals.min(), let last = ordinals.max() else { return nil }
        return first...last
    }

    /// The column with unknown cells for empty groups outside the coverage.
    func hidingUncovered(_ column: Column, _ type: ValueType) -> Column {
        if uncovered.isEmpty { return column }
        var rows = Array(0..<column.count)
        for row in uncovered { rows[row] = -1 }
        return column.gathering(rows, type: type)
    }
}

/// The periods of an answer, and what is known of those without rows.
private struct PeriodCoverage {
    /// The ordinal of the first.
    let first: Int
    let periods: [Period]
    let isCovered: [Bool]

    init(_ range: ClosedRange<Int>?, _ coder: PeriodCoder, _ catalog: Catalog) {
        first = range?.lowerBound ?? 0
        periods = range.map { $0.map { coder.period($0) } } ?? []
        let coverage = catalog.coverage?.period.span
        isCovered = periods.map { coverage?.overlaps($0.span) ?? false }
    }

    /// Whether some group of a period that is covered has no rows.
    func hasEmpty(of totals: GroupTotals, _ coder: PeriodCoder) -> Bool {
        var missing = isCovered.map { $0 ? totals.keyCount : 0 }
        for (code, count) in totals.groupCounts.enumerated() {
            guard let ordinal = coder.ordinal(of: UInt32(code)), missing.indices.contains(ordinal - first) else {
                continue
            }
            missing[ordinal - first] -= count
        }
        return missing.contains { $0 > 0 }
    }
}

extension PeriodColumn {
    /// - Parameter ordinals: places among the periods, counted from `first`; nil: unknown.
    fileprivate init(_ ordinals: [Int?], _ first: Int, _ periods: [Period]) {
        func each<Member>(_ empty: Member, _ member: (Period) -> Member) -> [Member] {
            let members = periods.map(member)
            return ordinals.map { $0.map { members[$0 - first] } ?? empty }
        }
        self.init(
            first: each(0, \.first), last: each(0, \.last), units: each(nil, \.unit),
            states: ordinals.contains(nil) ? ordinals.map { $0 == nil ? .unknown : .known } : nil)
    }
}
