extension Column {
    /// The rows of a stretch whose cell is unknown or none; nil where there are none such. A yes or no that
    /// nobody coded is maybe: that is unknown.
    package func rows(_ state: CellState, start: Int, count: Int) -> Bits? {
        guard state != .known else { return rowsKnown(start: start, count: count) }
        switch self {
        case .number(let column): return Self.rows(state, column.states, start, count)
        case .coded(let column):
            let code = state == .unknown ? CodedColumn.unknown : CodedColumn.none
            return CodeSet.stretches([code...code]).rows(of: column.codes, start: start, count: count)
        case .date(let column): return Self.rows(state, column.spans?.states, start, count)
        case .truth(let mask):
            guard state == .unknown, !mask.isExact else { return nil }
            return (mask.possible - mask.certain).slice(start..<(start + count))
        case .money(let column): return Self.rows(state, column.amount.states, start, count)
        case .period(let column): return Self.rows(state, column.states, start, count)
        case .list(let column): return Self.rows(state, column.states, start, count)
        }
    }

    /// The rows of a stretch whose cell is known; nil where all are.
    private func rowsKnown(start: Int, count: Int) -> Bits? {
        let unknown = rows(.unknown, start: start, count: count)
        let none = rows(.none, start: start, count: count)
        switch (unknown, none) {
        case (nil, nil): return nil
        case (let bits?, nil), (nil, let bits?): return ~bits
        case (let one?, let two?): return ~(one | two)
        }
    }

    private static func rows(_ state: CellState, _ states: [CellState]?, _ start: Int, _ count: Int) -> Bits? {
        states.map { Bits(state, $0, start: start, count: count) }
    }
}
