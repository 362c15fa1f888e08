import Columnar
import EventModel
import Plan

/// Rows of a batch beside the groups they count in; a row may stand there several times.
struct GroupedRows {
    /// Numbers of rows in the batch.
    var rows: [Int32]
    var groups: [Int32] = []
    /// The part of each row that counts; nil: the whole.
    var weights: [Double]?
    /// Codes of the keys so far.
    var codes: [[UInt32]] = []
    var groupCount = 0

    init(rows: [Int32]) { self.rows = rows }

    /// Each row as often as `times` says, for a key of several values.
    mutating func repeatRows(_ times: [Int32]) {
        func repeated<Member>(_ members: [Member]) -> [Member] {
            var result: [Member] = []
            result.reserveCapacity(members.count)
            for (index, member) in members.enumerated() {
                for _ in 0..<times[index] { result.append(member) }
            }
            return result
        }
        rows = repeated(rows)
        weights = weights.map(repeated)
        for key in codes.indices { codes[key] = repeated(codes[key]) }
    }

    /// Each row as often as its list has members, and each time the number of a member in the list's values.
    /// - Parameter start: where the batch begins in the column. Alternatives are no members: it is not known which is.
    func members(of list: ListColumn, start: Int) -> GroupedRows {
        var result = GroupedRows(rows: [])
        result.groupCount = groupCount
        if weights != nil { result.weights = [] }
        for (index, row) in rows.enumerated() {
            let place = start + Int(row)
            if list.alternatives?[place] ?? false { continue }
            for member in list.offsets[place]..<list.offsets[place + 1] {
                result.rows.append(member)
                result.groups.append(groups[index])
                if let weights { result.weights?.append(weights[index]) }
            }
        }
        return result
    }

    /// Only the rows for which a claim holds (given their place in the list).
    func filtered(_ claim: (Int) -> Bool) -> GroupedRows {
        var result = GroupedRows(rows: [])
        result.groupCount = groupCount
        if weights != nil { result.weights = [] }
        for index in rows.indices where claim(index) {
            result.rows.append(rows[index])
            result.groups.append(groups[index])
            if let weights { result.weights?.append(weights[index]) }
        }
        return result
    }
}

/// A key of groups and the numbers of its values.
final class GroupKey {
    let name: String
    let expression: Compiled
    let coder: KeyCoder
    /// Both sides of a dyad, where the key is one: pairs of codes are met again and again, their texts made once.
    private let sides: PairCoder?
    /// Rows that stood in more than one group by this key.
    private(set) var repeatedRows = 0

    init(_ key: NamedExpression, _ layout: Layout, _ context: Context) {
        name = key.name
        expression = Compiled(key.expression, layout, context)
        coder = KeyCoder(key.expression.type.element)
        sides = PairCoder(key.expression, layout, context)
    }

    /// The sides that tell the key where groups are places of an array; nil of keys of another sort.
    func denseSides(_ batch: Batch) -> DenseKey? {
        if let sides { return sides.denseSides(batch) }
        return DenseSide(expression, batch).map { DenseKey(sides: [$0]) }
    }

    /// The code of a dyad or pair.
    func code(of one: Value, _ two: Value) -> UInt32 { sides?.code(of: one, two, coder) ?? CodedColumn.unknown }

    func merge(_ other: GroupKey) -> [UInt32] {
        repeatedRows += other.repeatedRows
        return coder.merge(other.coder)
    }

    /// Adds the key's codes; a row goes into the group of each member of a list, and into none of an empty one.
    func add(_ batch: Batch, to grouped: inout GroupedRows) {
        if let codes = sides?.codes(batch, rows: grouped.rows, coder) {
            grouped.codes.append(codes)
            return
        }
        let vector = expression.vector(batch)
        guard expression.type.isList else {
            grouped.codes.append(coder.codes(vector, rows: grouped.rows))
            return
        }
        var times: [Int32] = []
        var codes: [UInt32] = []
        times.reserveCapacity(grouped.rows.count)
        for (index, row) in grouped.rows.enumerated() {
            let before = codes.count
            for code in members(vector, Int(row)) where !codes[before...].contains(code) { codes.append(code) }
            times.append(Int32(clamping: codes.count - before))
            // A row that an earlier key repeated is told of once.
            let isFirst = index == 0 || grouped.rows[index - 1] != row
            if isFirst, codes.count - before > 1 { repeatedRows += 1 }
        }
        grouped.repeatRows(times)
        grouped.codes.append(codes)
    }

    private func members(_ vector: Vector, _ row: Int) -> [UInt32] {
        if case .column(.list(let list), let start) = vector, list.states?[start + row] ?? .known == .known {
            if list.alternatives?[start + row] ?? false { return [CodedColumn.unknown] }
            let members = Int32(list.offsets[start + row])..<Int32(list.offsets[start + row + 1])
            return coder.codes(.column(list.values.column, start: 0), rows: Array(members))
        }
        switch vector.value(at: row, type: expression.type) {
        case .list(let members): return members.map { coder.code(of: $0) }
        // Nobody knows into which group it goes.
        case .oneOf: return [CodedColumn.unknown]
        case let value: return [coder.code(of: value)]
        }
    }
}

/// Puts rows into periods.
final class PeriodKey {
    let cut: PeriodCut
    let coder: PeriodCoder
    private let date: Compiled
    /// Of `count range`: what lies in no single period is possible in each of those it may lie in.
    private let isRange: Bool
    private(set) var unplacedCount = 0

    /// Pieces that one batch may be spread into.
    private static let mostPieces = 20_000_000

    init(_ cut: PeriodCut, isRange: Bool, _ layout: Layout, _ context: Context) {
        self.cut = cut
        self.isRange = isRange && cut.placement == .unplaced
        coder = PeriodCoder(cut.unit)
        date = Compiled(cut.date, layout, context)
    }

    /// What is needed of it where groups are places of an array.
    var dense: (date: Compiled, coder: PeriodCoder) { (date, coder) }

    func merge(_ other: PeriodKey) -> [UInt32] {
        unplacedCount += other.unplacedCount
        return coder.merge(other.coder)
    }

    func add(_ batch: Batch, to grouped: inout GroupedRows) throws(RunError) {
        let vector = date.vector(batch)
        var codes: [UInt32] = []
        if case .column(.date(let column), let start) = vector, column.spans == nil {
            codes = [UInt32](repeating: 0, count: grouped.rows.count)
            for (index, row) in grouped.rows.enumerated() {
                codes[index] = coder.code(day: column.first[start &+ Int(row)])
            }
        } else if cut.placement == .spread || isRange {
            try spread(vector, &grouped)
            return
        } else {
            codes = grouped.rows.map { row in
                guard case .date(let date) = vector.value(at: Int(row), type: .date) else { return 0 }
                return code(of: date.hull)
            }
        }
        countUnplaced(codes, grouped)
        grouped.codes.append(codes)
    }

    private func countUnplaced(_ codes: [UInt32], _ grouped: GroupedRows) {
        // A row that stands in several groups is unplaced once.
        for (index, code) in codes.enumerated()
        where code == 0 && (index == 0 || grouped.rows[index - 1] != grouped.rows[index]) { unplacedCount += 1 }
    }

    private func code(of hull: DateSpan) -> UInt32 {
        switch cut.placement {
        case .earliest: return hull.hasBeginning ? coder.code(day: hull.earliest) : 0
        case .latest: return hull.hasEnd ? coder.code(day: hull.latest) : 0
        case .unplaced, .spread:
            guard hull.isBounded else { return 0 }
            let ordinal = coder.ordinal(containing: hull.earliest)
            return ordinal == coder.ordinal(containing: hull.latest) ? coder.code(ordinal: ordinal) : 0
        }
    }

    /// Each row as often as it has periods, with the part of it that lies in each; of `count range` the whole of a row
    /// in one period, and nothing certain of a row in several.
    private func spread(_ vector: Vector, _ grouped: inout GroupedRows) throws(RunError) {
        var codes: [UInt32] = []
        var weights: [Double] = []
        var times: [Int32] = []
        for (index, row) in grouped.rows.enumerated() {
            let before = codes.count
            let weight = grouped.weights?[index] ?? 1
            if case .date(let date) = vector.value(at: Int(row), type: .date), date.hull.isBounded,
                date.hull.earliest <= date.hull.latest
            {
                let hull = isRange ? inWindow(date.hull) : date.hull
                let ordinals = coder.ordinal(containing: hull.earliest)...coder.ordinal(containing: hull.latest)
                if codes.count + ordinals.count > Self.mostPieces {
                    throw .tooLarge(what: "parts of rows spread over periods", limit: Self.mostPieces)
                }
                let length = Double(hull.latest) - Double(hull.earliest) + 1
                for ordinal in ordinals {
                    let period = coder.period(ordinal)
                    let days = Double(min(period.last, hull.latest)) - Double(max(period.first, hull.earliest)) + 1
                    codes.append(coder.code(ordinal: ordinal))
                    weights.append(isRange ? (ordinals.count == 1 ? 1 : 0) : weight * days / length)
                }
            } else {
                codes.append(0)
                weights.append(weight)
                if index == 0 || grouped.rows[index - 1] != row { unplacedCount += 1 }
            }
            times.append(Int32(clamping: codes.count - before))
        }
        grouped.repeatRows(times)
        grouped.weights = weights
        grouped.codes.append(codes)
    }

    /// The days that the question's own time clauses leave of a date, if they leave any.
    private func inWindow(_ hull: DateSpan) -> DateSpan {
        let cut = DateSpan(max(hull.earliest, cut.window.earliest), min(hull.latest, cut.window.latest))
        return cut.earliest <= cut.latest ? cut : hull
    }
}
