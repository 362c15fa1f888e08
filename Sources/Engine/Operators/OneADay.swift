import Columnar
import EventModel
import Plan

extension Rows {
    /// The first of the rows that agree in all keys and happened on one known day; all others stay.
    func oneADay(_ keys: [Expression], _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settle(state)
        try rows.settleOrder(state)
        guard let date = rows.fields.firstIndex(where: { $0.name == "date" }),
            case .date(let dates) = try rows.column(date, state)
        else { return rows }
        var columns: [KeyColumn] = []
        for key in keys { columns.append(KeyColumn(try rows.evaluate(key, state), key.type)) }
        let numbers = try KeyColumn.groupNumbers(columns, count: rows.count, state)
        let unknown = columns.reduce(into: Bits(count: rows.count)) { $0 = $0 | $1.notKnown }

        try state.reserve(rows.count, bytesEach: 24)
        var met = CodeMap()
        var chosen: [Int] = []
        for row in 0..<rows.count {
            if row % RunState.piece == 0 { try state.advance(by: 0) }
            guard !unknown[row], let day = dates.knownDay(row) else {
                chosen.append(row)
                continue
            }
            let key = UInt64(UInt32(bitPattern: numbers[row])) << 32 | UInt64(UInt32(bitPattern: day))
            let before = met.count
            _ = met.code(of: key, orNew: UInt32(truncatingIfNeeded: before))
            if met.count > before { chosen.append(row) }
        }
        if chosen.count == rows.count { return rows }
        state.note(.sameDayLeftOut(rows: rows.count - chosen.count))
        return try rows.selecting(chosen, state)
    }
}

extension DateColumn {
    /// The day of a row that happened on one known day.
    func knownDay(_ row: Int) -> DayNumber? {
        guard let spans else { return first[row] }
        guard spans.states[row] == .known, first[row] == spans.startLatest[row] else { return nil }
        if spans.lasted[row], spans.endEarliest[row] != first[row] || spans.endLatest[row] != first[row] { return nil }
        return first[row]
    }
}
