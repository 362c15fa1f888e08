import Columnar
import EventModel
import Plan

/// The equalities of a condition between the two sides of a join, by which its pairs are found.
///
/// Most values are equal to others if they are the same; of such a value and of those that may equal several (a number
/// known between bounds, a date wider than a day, one of several actors) nothing but a look at the pair tells: rows that
/// have one are looked at together with all.
struct JoinKeys {
    /// An equality that is asked of every pair, with the values of both sides.
    struct Equality {
        let left: KeyColumn
        let right: KeyColumn
    }

    /// Equalities that keys do not decide for all rows.
    private(set) var equalities: [Equality] = []
    /// What else the condition asks.
    private(set) var rest: [Expression] = []
    /// nil: no equality narrows the pairs.
    private var cells: KeyCells?
    /// The rows of the right side by their keys, in order; those of key k begin at `starts[k]`.
    private var rows: [Int32] = []
    private var starts: [Int32] = []
    /// Rows whose values nothing but a look at the pair compares.
    private var vagueLeft: Bits?
    private var vagueRight: [Int32] = []

    /// Keys of which more than one row in so many is vague narrow nothing.
    private static let mostVague = 8

    init(_ claims: [Expression], _ left: Rows, _ right: Rows, _ state: RunState) throws(RunError) {
        let names = (Set(left.fields.map(\.name)), Set(right.fields.map(\.name)))
        var keys: [(left: KeyCells, right: KeyCells)] = []
        var vague = (left: Bits(count: left.count), right: Bits(count: right.count))
        var decided: [Equality] = []
        for claim in claims {
            guard let sides = claim.sides(names) else {
                rest.append(claim)
                continue
            }
            let equality = Equality(
                left: KeyColumn(try left.evaluate(sides.left, state), sides.left.type),
                right: KeyColumn(try right.evaluate(sides.right, state), sides.right.type))
            guard let one = equality.left.joinKey, let other = equality.right.joinKey, one.form == other.form else {
                equalities.append(equality)
                continue
            }
            let isVague = one.vague != nil || other.vague != nil
            if isVague { equalities.append(equality) }
            if (one.vague?.population ?? 0) > left.count / Self.mostVague
                || (other.vague?.population ?? 0) > right.count / Self.mostVague
            {
                continue
            }
            if let bits = one.vague { vague.left = vague.left | bits }
            if let bits = other.vague { vague.right = vague.right | bits }
            if !isVague { decided.append(equality) }
            let codes = ValueCodes()
            let ofLeft = codes.cells(one.column, one.type, equalsNone: false)
            try state.advance(by: 0)
            keys.append((ofLeft, codes.cells(other.column, other.type, equalsNone: false)))
            try state.advance(by: 0)
        }
        if keys.isEmpty { return }
        // Rows that are looked at together with all are so whatever their other keys say.
        if !vague.left.isEmpty || !vague.right.isEmpty { equalities += decided }
        try state.reserve(left.count + right.count, bytesEach: 8)
        let joint = JointCodes()
        let ofRight = joint.cells(keys.map(\.right), count: right.count)
        cells = joint.cells(keys.map(\.left), count: left.count)
        try state.advance(by: 0)
        vagueLeft = vague.left.isEmpty ? nil : vague.left
        vagueRight = vague.right.rows.map { Int32($0) }
        if let ofRight { index(ofRight, right.count) }
        try state.advance(by: 0)
    }

    /// Counting sort of the rows by their keys.
    private mutating func index(_ cells: KeyCells, _ count: Int) {
        let most = cells.codes.reduce(0) { $1 == KeyCells.nothing ? $0 : max($0, Int($1)) }
        starts = [Int32](repeating: 0, count: most + 2)
        for code in cells.codes where code != KeyCells.nothing { starts[Int(code) + 1] += 1 }
        for key in starts.indices.dropFirst() { starts[key] += starts[key - 1] }
        rows = [Int32](repeating: 0, count: Int(starts[most + 1]))
        var next = starts
        for row in 0..<count {
            for place in cells.range(row) where cells.codes[place] != KeyCells.nothing {
                let code = Int(cells.codes[place])
                rows[Int(next[code])] = Int32(truncatingIfNeeded: row)
                next[code] += 1
            }
        }
    }

    /// The rows of the right side that may be partners of a row of the left side, in order; true: all may.
    func candidates(_ row: Int, _ found: inout [Int32]) -> Bool {
        guard let cells else { return true }
        if vagueLeft?[row] == true { return true }
        var parts = 0
        for place in cells.range(row) {
            let code = Int(cells.codes[place])
            guard cells.codes[place] != KeyCells.nothing, code < starts.count - 1 else { continue }
            found += rows[Int(starts[code])..<Int(starts[code + 1])]
            parts += 1
        }
        // A row of which a key is not known has no partner at all, but lists may hold both.
        if !vagueRight.isEmpty {
            found += vagueRight
            parts += 1
        }
        if parts > 1 || cells.offsets != nil {
            found.sort()
            found = found.deduplicated()
        }
        return false
    }
}

extension [Int32] {
    /// Neighbours that are the same become one.
    fileprivate func deduplicated() -> [Int32] {
        var kept: [Int32] = []
        for member in self where member != kept.last { kept.append(member) }
        return kept
    }
}

extension KeyColumn {
    /// How the values of a key are told apart: two columns of different forms share no keys.
    fileprivate enum Form { case name, number, duration, day }

    fileprivate struct JoinKey {
        var column: Column
        var type: ValueType
        var form: Form
        /// Rows whose values may equal others than the same.
        var vague: Bits?
    }

    /// The values in the form in which equal ones are the same; nil where there is none.
    fileprivate var joinKey: JoinKey? {
        let alternatives = column.asList?.alternatives
        switch type.element {
        case .text, .kind, .actor, .place, .event:
            return JoinKey(column: column, type: type, form: .name, vague: alternatives)
        case .number, .duration:
            guard case .number(let numbers) = column else { return nil }
            var key = JoinKey(column: column, type: type, form: type == .number ? .number : .duration)
            if let high = numbers.high {
                let spans = Bits(count: high.count) { high[$0] != numbers.low[$0] }
                // The bounds of what is not known mean nothing.
                key.vague = spans - notKnown
                key.column = .number(NumberColumn(low: numbers.low, states: numbers.states))
            }
            return key
        case .date:
            guard case .date(let dates) = column else { return nil }
            return dates.joinKey
        // What may be yes or no may equal either.
        case .bool, .period, .money, .list: return nil
        }
    }
}

extension DateColumn {
    /// Days as numbers.
    fileprivate var joinKey: KeyColumn.JoinKey {
        let days = first.map { Double($0) }
        guard let spans else {
            return KeyColumn.JoinKey(column: .number(NumberColumn(low: days)), type: .number, form: .day)
        }
        let wide = Bits(count: first.count) { spans.states[$0] == .known && knownDay($0) == nil }
        return KeyColumn.JoinKey(
            column: .number(NumberColumn(low: days, states: spans.states)), type: .number, form: .day,
            vague: wide.isEmpty ? nil : wide)
    }
}

extension Expression {
    /// The sides of an equality between the columns of two tables.
    fileprivate func sides(_ names: (left: Set<String>, right: Set<String>)) -> (left: Expression, right: Expression)? {
        guard case .compare(.equal, let one, let other) = node else { return nil }
        let (ofOne, ofOther) = (one.columnNames, other.columnNames)
        if ofOne.isEmpty || ofOther.isEmpty { return nil }
        if ofOne.isSubset(of: names.left), ofOther.isSubset(of: names.right) { return (one, other) }
        if ofOne.isSubset(of: names.right), ofOther.isSubset(of: names.left) { return (other, one) }
        return nil
    }
}
