import Columnar
import EventModel
import Plan

/// The rows of one group, some perhaps in part.
private struct NaiveGroup {
    var keys: [Value]
    /// nil where the date is not cut, and for rows that could not be placed.
    var period: Period?
    var members: [(row: NaiveRow, weight: Double)] = []
}

extension NaiveInterpreter {
    mutating func aggregated(_ table: NaiveTable, _ aggregation: Aggregation, _ fields: [Field]) -> NaiveTable {
        var groups: [NaiveGroup] = []
        var places: [[Value?]: Int] = [:]
        tellOfSkipped(table, aggregation)
        func add(_ keys: [Value], _ period: Period?, _ row: NaiveRow, _ weight: Double) {
            let name = keys + [period.map { Value.period($0) }]
            if let place = places[name] {
                groups[place].members.append((row, weight))
            } else {
                places[name] = groups.count
                groups.append(NaiveGroup(keys: keys, period: period, members: [(row, weight)]))
            }
        }
        var several: [String: Int] = [:]
        var unplaced = 0
        for (index, row) in table.rows.enumerated() where row.isVisible || aggregation.isRange {
            let scope = NaiveScope(table, row: index)
            let values = aggregation.keys.map { value($0.expression, scope) }
            for (place, key) in aggregation.keys.enumerated() {
                // A row that an earlier key puts nowhere (an empty list) is not counted at all.
                guard !combinations(Array(values[..<place])).isEmpty else { break }
                if case .list(let members) = values[place], Set(members).count > 1 {
                    several[key.name, default: 0] += 1
                }
            }
            var isUnplaced = false
            for keys in combinations(values) {
                guard let cut = aggregation.periods else {
                    add(keys, nil, row, 1)
                    continue
                }
                for (period, weight) in placements(value(cut.date, scope), cut, isRange: aggregation.isRange) {
                    add(keys, period, row, weight)
                    if period == nil { isUnplaced = true }
                }
            }
            if isUnplaced { unplaced += 1 }
        }
        for (field, rows) in several { notes.insert(.countedSeveralTimes(field: field, rows: rows)) }
        if unplaced > 0 { notes.insert(.unplaced(count: unplaced)) }
        if aggregation.keys.isEmpty, groups.isEmpty, aggregation.periods == nil { groups = [NaiveGroup(keys: [])] }
        if let cut = aggregation.periods { fill(&groups, cut, hasKeys: !aggregation.keys.isEmpty) }
        let isEmptyAndCovered = groups.contains { group in
            group.members.isEmpty && group.period.map { coverage.overlaps($0.span) } == true
        }
        if isEmptyAndCovered, let coverage = data.catalog.coverage, coverage.isGuess {
            notes.insert(.coverageIsGuess(coverage.period))
        }
        tellOfMixtures(groups, aggregation, table.fields)
        groups = NaiveOrder.sorted(groups, order)
        let rows = groups.map { NaiveRow(cells: cells(of: $0, aggregation, table.fields)) }
        return NaiveTable(fields: fields, rows: rows)
    }

    /// Notes how many cells each aggregate leaves out because nobody coded them.
    private mutating func tellOfSkipped(_ table: NaiveTable, _ aggregation: Aggregation) {
        for output in aggregation.isRange ? [] : aggregation.outputs {
            guard case .aggregate(let aggregate) = output.expression.node, let argument = aggregate.argument else {
                continue
            }
            if aggregate.function == .share || aggregate.function == .count && !aggregate.isDistinct { continue }
            let unknown = table.rows.indices.filter { row in
                guard table.rows[row].isVisible else { return false }
                let cell = value(argument, NaiveScope(table, row: row))
                if case .oneOf = cell { return Self.takesMembers(aggregate) }
                return cell == .unknown || aggregate.function == .count && cell == .truth(.maybe)
            }
            if !unknown.isEmpty { notes.insert(.unknownSkipped(column: output.name, count: unknown.count)) }
        }
    }

    /// Notes aggregates of money some group of which holds several currencies.
    private mutating func tellOfMixtures(_ groups: [NaiveGroup], _ aggregation: Aggregation, _ fields: [Field]) {
        for output in aggregation.isRange ? [] : aggregation.outputs {
            guard case .aggregate(let aggregate) = output.expression.node, let argument = aggregate.argument,
                argument.type == .money, aggregate.function.isOfMeasures
            else { continue }
            let isMixed = groups.contains { group in
                let scope = NaiveScope(fields, group: group.members.map(\.row), weights: [])
                let currencies = group.members.indices.compactMap { row -> String? in
                    if case .money(let money) = value(argument, scope.at(row)) { return money.currency }
                    return nil
                }
                return Set(currencies).count > 1
            }
            if isMixed { notes.insert(.mixedCurrencies(column: output.name)) }
        }
    }

    /// A key of several values puts a row into the group of each.
    private func combinations(_ keys: [Value]) -> [[Value]] {
        keys.reduce([[]]) { begun, key in
            var members = [key]
            if case .list(let list) = key { members = Array(Set(list)) }
            if case .oneOf = key { members = [.unknown] }
            return begun.flatMap { start in members.map { start + [$0] } }
        }
    }

    private func order(_ left: NaiveGroup, _ right: NaiveGroup) -> Int {
        for (one, two) in zip(left.keys, right.keys) {
            let order = NaiveOrder.total(one, two, data.catalog.kinds)
            if order != 0 { return order }
        }
        switch (left.period, right.period) {
        case (let one?, let two?): return NaiveOrder.three(one.first, two.first)
        case (nil, nil): return 0
        case (nil, .some): return 1
        case (.some, nil): return -1
        }
    }

    // MARK: Periods

    /// Of `count range` a row is possible in every period that its days within the window touch: with a weight of 0,
    /// unless it is but one.
    private func placements(_ value: Value, _ cut: PeriodCut, isRange: Bool) -> [(Period?, Double)] {
        guard case .date(let date) = value else { return [(nil, 1)] }
        let hull = date.hull
        if isRange, cut.placement == .unplaced, hull.earliest != DateSpan.distantPast,
            hull.latest != DateSpan.distantFuture
        {
            var days = (hull.earliest...hull.latest).filter { cut.window.earliest <= $0 && $0 <= cut.window.latest }
            if days.isEmpty { days = Array(hull.earliest...hull.latest) }
            let periods = Set(days.map { CivilCalendar.period(containing: $0, unit: cut.unit) })
            return periods.map { ($0, periods.count == 1 ? 1 : 0) }
        }
        let hasStart = hull.earliest != DateSpan.distantPast
        let hasEnd = hull.latest != DateSpan.distantFuture
        switch cut.placement {
        case .unplaced:
            let period = CivilCalendar.period(containing: hull.earliest, unit: cut.unit)
            return [(hasStart && hasEnd && hull.latest <= period.last ? period : nil, 1)]
        case .earliest: return [(hasStart ? CivilCalendar.period(containing: hull.earliest, unit: cut.unit) : nil, 1)]
        case .latest: return [(hasEnd ? CivilCalendar.period(containing: hull.latest, unit: cut.unit) : nil, 1)]
        case .spread:
            guard hasStart, hasEnd else { return [(nil, 1)] }
            var counts: [Period: Int] = [:]
            for day in hull.earliest...hull.latest {
                counts[CivilCalendar.period(containing: day, unit: cut.unit), default: 0] += 1
            }
            let all = Double(hull.latest - hull.earliest + 1)
            return counts.map { ($0.key, Double($0.value) / all) }
        }
    }

    /// The periods for which the data claim to know everything, whole or in part.
    private var coverage: DateSpan {
        data.catalog.coverage?.period.span ?? DateSpan(DateSpan.distantFuture, DateSpan.distantPast)
    }

    /// Adds a group without rows for every period between the first and the last that is spoken of.
    private func fill(_ groups: inout [NaiveGroup], _ cut: PeriodCut, hasKeys: Bool) {
        let covered = DateSpan(
            max(coverage.earliest, cut.window.earliest), min(coverage.latest, cut.window.latest))
        var days = groups.compactMap(\.period).flatMap { [$0.first, $0.last] }
        if covered.earliest <= covered.latest { days += [covered.earliest, covered.latest] }
        if cut.window.earliest != DateSpan.distantPast { days.append(cut.window.earliest) }
        if cut.window.latest != DateSpan.distantFuture { days.append(cut.window.latest) }
        guard let first = days.min(), let last = days.max() else { return }
        var keys: [[Value]] = hasKeys ? [] : [[]]
        var present: [[Value]: Set<Period>] = [:]
        for group in groups {
            if present[group.keys] == nil, hasKeys { keys.append(group.keys) }
            present[group.keys, default: []].formUnion(group.period.map { [$0] } ?? [])
        }
        var period = CivilCalendar.period(containing: first, unit: cut.unit)
        while period.first <= last {
            for key in keys where present[key]?.contains(period) != true {
                groups.append(NaiveGroup(keys: key, period: period))
            }
            guard let next = CivilCalendar.period(after: period) else { return }
            period = next
        }
    }

    // MARK: Cells

    private func cells(of group: NaiveGroup, _ aggregation: Aggregation, _ fields: [Field]) -> [Value] {
        var cells = group.keys
        if aggregation.periods != nil { cells.append(group.period.map { .period($0) } ?? .unknown) }
        let isOutside = group.period.map { $0.last < coverage.earliest || coverage.latest < $0.first } ?? false
        if group.members.isEmpty && isOutside {
            let count = aggregation.isRange ? 2 : aggregation.outputs.count
            return cells + Array(repeating: .unknown, count: count)
        }
        func total(_ members: [(row: NaiveRow, weight: Double)]) -> Value {
            .number(NumberSpan(members.reduce(0) { $0 + $1.weight }))
        }
        if aggregation.isRange {
            let certain = group.members.filter { $0.row.isVisible && !$0.row.isMarked }
            let isPlaced = aggregation.periods?.placement != .unplaced
            let all = isPlaced ? total(group.members) : .number(NumberSpan(Double(group.members.count)))
            return cells + [total(certain), all]
        }
        let scope = NaiveScope(fields, group: group.members.map(\.row), weights: group.members.map(\.weight))
        return cells + aggregation.outputs.map { value($0.expression, scope) }
    }
}

extension Aggregate.Function {
    fileprivate var isOfMeasures: Bool {
        switch self {
        case .sum, .mean, .median, .quantile, .stdev, .min, .max: true
        case .count, .first, .last, .list, .share: false
        }
    }
}
