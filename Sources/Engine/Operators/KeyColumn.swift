import Columnar
import EventModel

/// The values of a key of rows, which are the same where they are equal as values.
struct KeyColumn {
    let column: Column
    let type: ValueType

    init(_ column: Column, _ type: ValueType) {
        self.column = column
        self.type = type
    }

    /// Rows whose value is unknown or none. Maybe is neither: it is equal to anything that it may be.
    var notKnown: Bits {
        let nothing = Bits(count: column.count)
        if case .truth = column { return nothing }
        return (column.rows(.unknown, start: 0, count: column.count) ?? nothing)
            | (column.rows(.none, start: 0, count: column.count) ?? nothing)
    }

    /// The values as numbers, 0 for unknown and 1 for none.
    func codes(_ coder: KeyCoder, _ state: RunState) throws(RunError) -> [UInt32] {
        var codes: [UInt32] = []
        codes.reserveCapacity(column.count)
        // Piece by piece, so that a run that is stopped stops here too.
        for start in stride(from: 0, to: column.count, by: RunState.piece) {
            try state.advance(by: 0)
            let end = min(column.count, start + RunState.piece)
            let rows = (Int32(clamping: start)..<Int32(clamping: end)).map { $0 }
            codes += coder.codes(.column(column, start: 0), rows: rows)
        }
        return codes
    }

    /// The number of the group of each row, groups being numbered as they occur. Lists are keys as they are.
    static func groupNumbers(_ keys: [KeyColumn], count: Int, _ state: RunState) throws(RunError) -> [Int32] {
        try state.reserve(count, bytesEach: 4 * (keys.count + 1))
        var codes: [[UInt32]] = []
        var cardinalities: [Int] = []
        for key in keys {
            let coder = KeyCoder(key.type)
            codes.append(try key.codes(coder, state))
            cardinalities.append(coder.codeCount)
        }
        var numbers: [Int32] = []
        Grouping(keyCount: keys.count).groups(codes, cardinalities: cardinalities, count: count, into: &numbers)
        return numbers
    }
}
