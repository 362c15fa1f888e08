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
        _ grouping: Grouping, coders: [KeyCoder], periods: PeriodKey?, catalog: Catalog, _ state: RunState
    ) throws(RunError) {
        let order = ValueOrder(catalog: catalog)
        let ranks = coders.map { order.ranks(of: $0) }
        guard let periods else {
            let count = coders.isEmpty ? 1 : grouping.count
            let keys = coders.indices.map { key in grouping.codes[key].map { ranks[key][Int($0)] } }
            groups = (0..<count).sorted { Self.precedes($0, $1, keys) }
            columns = coders.enumerated().map { key, coder in
                coder.column(groups.map { grouping.codes[key][$0] })
            }
            return
        }
        try placeInPeriods(grouping, coders, ranks, periods, catalog, state)
    }

    private static func precedes(_ left: Int, _ right: Int, _ keys: [[UInt64]]) -> Bool {
        for ranks in keys where ranks[left] != ranks[right] { return ranks[left] < ranks[right] }
        return left < right
    }

    private mutating func placeInPeriods(
        _ grouping: Grouping, _ coders: [KeyCoder], _ ranks: [[UInt64]], _ periods: PeriodKey, _ catalog: Catalog,
        _ state: RunState
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
        let keyOrder = (0..<keyGrouping.count).sorted { Self.precedes($0, $1, keys) }
        let range = Self.ordinals(periods, catalog)
        let (wanted, overflow) = keyOrder.count.multipliedReportingOverflow(by: (range?.count ?? 0) + 1)
        if overflow || wanted > Self.mostRows { throw .tooLarge(what: "groups of periods", limit: Self.mostRows) }
        try state.reserve(wanted, bytesEach: 40)

        var groupOf: [[Int: Int]] = Array(repeating: [:], count: keyGrouping.count)
        var unplaced: [Int: Int] = [:]
        for group in 0..<grouping.count {
            let key = Int(keyOfGroup[group])
            if let ordinal = periods.coder.ordinal(of: grouping.codes[keyCount][group]) {
                groupOf[key][ordinal] = group
            } else {
                unplaced[key] = group
            }
        }
        var keyRows: [Int] = []
        var dates: [Period?] = []
        let spans = range.map { range in range.map { periods.coder.period($0) } } ?? []
        let coverage = catalog.coverage?.period.span
        var hasGuess = false
        for key in keyOrder {
            for (period, ordinal) in zip(spans, range ?? 0...0) {
                let group = groupOf[key][ordinal]
                if group == nil {
                    let isCovered = coverage?.overlaps(period.span) ?? false
                    if isCovered { hasGuess = true } else { uncovered.append(groups.count) }
                }
                groups.append(group ?? -1)
                keyRows.append(key)
                dates.append(period)
            }
            if let group = unplaced[key] {
                groups.append(group)
                keyRows.append(key)
                dates.append(nil)
            }
        }
        columns = coders.enumerated().map { key, coder in coder.column(keyRows.map { keyGrouping.codes[key][$0] }) }
        columns.append(.period(PeriodColumn(dates)))
        if periods.unplacedCount > 0 { state.note(.unplaced(count: periods.unplacedCount)) }
        if hasGuess, let coverage = catalog.coverage, coverage.isGuess { state.note(.coverageIsGuess(coverage.period)) }
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

extension PeriodColumn {
    /// nil: unknown.
    fileprivate init(_ periods: [Period?]) {
        self.init(
            first: periods.map { $0?.first ?? 0 }, last: periods.map { $0?.last ?? 0 }, units: periods.map { $0?.unit },
            states: periods.contains(nil) ? periods.map { $0 == nil ? .unknown : .known } : nil)
    }
}
