import Columnar
import EventModel
import Plan

extension Engine {
    /// What was added, gone and changed between two tables.
    func differences(_ difference: Difference, _ state: RunState) throws(RunError) -> Rows {
        var before = try rows(of: difference.before, state)
        var after = try rows(of: difference.after, state)
        for side in 0..<2 {
            var rows = side == 0 ? before : after
            try rows.settle(state)
            try rows.settleOrder(state)
            if side == 0 { before = rows } else { after = rows }
        }
        let comparison = try Comparing(difference, before, after, state)
        return try comparison.rows()
    }
}

/// Two tables held against each other.
private struct Comparing {
    private let difference: Difference
    private let before: Rows
    private let after: Rows
    private let state: RunState
    private var lines: [Line] = []

    /// A row of the answer.
    private struct Line {
        var change: Change
        /// Rows of the two tables, or -1.
        var before: Int
        var after: Int
        /// The place of the field in `compared`.
        var field = -1
    }

    private enum Change: String { case added, gone, changed }

    init(_ difference: Difference, _ before: Rows, _ after: Rows, _ state: RunState) throws(RunError) {
        self.difference = difference
        self.before = before
        self.after = after
        self.state = state
        try state.reserve(before.count + after.count, bytesEach: 16)

        let keys = try keyNumbers()
        let firstAfter = Self.firstRows(keys.after, count: keys.count)
        let firstBefore = Self.firstRows(keys.before, count: keys.count)
        let repeated = [(keys.before, firstBefore), (keys.after, firstAfter)].reduce(0) { sum, side in
            sum + side.0.count - side.1.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) }
        }
        if repeated > 0 { state.note(.repeatedKeys(rows: repeated)) }

        let differing = try differingFields()
        for (row, key) in keys.before.enumerated() where firstBefore[Int(key)] == row {
            let partner = firstAfter[Int(key)]
            if partner < 0 {
                lines.append(Line(change: .gone, before: row, after: -1))
                continue
            }
            for (field, codes) in differing.enumerated() where codes.before[row] != codes.after[partner] {
                lines.append(Line(change: .changed, before: row, after: partner, field: field))
            }
            if row % RunState.piece == 0 { try state.advance(by: 0) }
        }
        for (row, key) in keys.after.enumerated() where firstAfter[Int(key)] == row && firstBefore[Int(key)] < 0 {
            lines.append(Line(change: .added, before: -1, after: row))
        }
        try state.reserve(lines.count, bytesEach: 128)
    }

    // MARK: Keys and values

    /// Numbers of the keys of all rows, the same in both tables.
    private func keyNumbers() throws(RunError) -> (before: [Int32], after: [Int32], count: Int) {
        var codes: [[UInt32]] = []
        var cardinalities: [Int] = []
        for key in difference.keys {
            let coder = KeyCoder(key.type)
            let (one, two) = try self.codes(key.name, coder)
            codes.append(one + two)
            cardinalities.append(coder.codeCount)
        }
        let grouping = Grouping(keyCount: codes.count)
        var numbers: [Int32] = []
        grouping.groups(
            codes, cardinalities: cardinalities, count: before.count + after.count, into: &numbers)
        return (Array(numbers.prefix(before.count)), Array(numbers.dropFirst(before.count)), grouping.count)
    }

    /// Numbers of the values of a column of both tables.
    private func codes(_ name: String, _ coder: KeyCoder) throws(RunError) -> (before: [UInt32], after: [UInt32]) {
        func codes(_ rows: Rows) throws(RunError) -> [UInt32] {
            guard let index = rows.fields.firstIndex(where: { $0.name == name }) else {
                return [UInt32](repeating: CodedColumn.unknown, count: rows.count)
            }
            return try KeyColumn(rows.column(index, state), rows.fields[index].type).codes(coder, state)
        }
        return (try codes(before), try codes(after))
    }

    private func differingFields() throws(RunError) -> [(before: [UInt32], after: [UInt32])] {
        var fields: [(before: [UInt32], after: [UInt32])] = []
        for name in difference.compared {
            let type = before.fields.first { $0.name == name }?.type ?? .text
            try state.reserve(before.count + after.count, bytesEach: 4)
            fields.append(try codes(name, KeyCoder(type)))
        }
        return fields
    }

    /// The first row of each key, or -1.
    private static func firstRows(_ keys: [Int32], count: Int) -> [Int] {
        var first = [Int](repeating: -1, count: count)
        for (row, key) in keys.enumerated() where first[Int(key)] < 0 { first[Int(key)] = row }
        return first
    }

    // MARK: The answer

    func rows() throws(RunError) -> Rows {
        var columns = [Column(lines.map { .text($0.change.rawValue) }, type: .text)]
        let places = lines.map { line in
            line.before >= 0 ? RowPlace(segment: 0, row: line.before) : RowPlace(segment: 1, row: line.after)
        }
        for key in difference.keys {
            var sides: [Column] = []
            for rows in [before, after] {
                let index = rows.fields.firstIndex { $0.name == key.name }
                sides.append(
                    try index.map { index throws(RunError) in try rows.column(index, state) }
                        ?? .repeating(.unknown, count: rows.count, type: key.type))
            }
            columns.append(.gathering(sides, places, type: key.type))
        }
        columns.append(
            Column(lines.map { $0.field < 0 ? .none : .text(difference.compared[$0.field]) }, type: .text))
        for isAfter in [false, true] { columns.append(try shown(isAfter: isAfter)) }

        var rows = Rows(fields: difference.fields, columns: columns, count: lines.count)
        if before.marked != nil || after.marked != nil {
            rows.marked = Bits(count: lines.count) { place in
                let line = lines[place]
                return line.before >= 0 && before.marked?[line.before] == true
                    || line.after >= 0 && after.marked?[line.after] == true
            }
        }
        return rows
    }

    /// The values that changed, as they are shown.
    private func shown(isAfter: Bool) throws(RunError) -> Column {
        let rows = isAfter ? after : before
        var texts = [Value](repeating: .none, count: lines.count)
        for (number, name) in difference.compared.enumerated() {
            guard let index = rows.fields.firstIndex(where: { $0.name == name }) else { continue }
            let column = try rows.column(index, state)
            for (place, line) in lines.enumerated() where line.field == number {
                let value = column.value(at: isAfter ? line.after : line.before, type: rows.fields[index].type)
                texts[place] = .text(value.shown)
            }
        }
        return Column(texts, type: .text)
    }
}
