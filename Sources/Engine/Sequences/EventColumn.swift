import Columnar
import EventModel

/// Makes columns of matched events.
struct EventColumn {
    private let dictionary: CodeDictionary
    /// The code of each row; nil: the row itself.
    private let codes: [UInt32]?

    init(_ events: EventRows) {
        if let places = events.places {
            dictionary = CodeDictionary(places)
            codes = nil
        } else {
            let ids = (0..<events.count).map { events.id($0).map { Value.event($0) } ?? .unknown }
            let column = Column(ids, type: .event)
            dictionary = column.asCoded?.dictionary ?? CodeDictionary([], isSorted: true)
            codes = column.asCoded?.codes
        }
    }

    @inline(__always)
    private func code(_ row: Int32) -> UInt32 {
        if row < 0 { return row == MatchTable.noEvent ? CodedColumn.none : CodedColumn.unknown }
        return codes?[Int(row)] ?? UInt32(row) + CodedColumn.firstCode
    }

    /// A cell a row: rows that are below 0 stand for none and unknown.
    func column(_ rows: [Int32]) -> Column {
        .coded(CodedColumn(codes: rows.map { code($0) }, dictionary: dictionary))
    }

    /// What a step matched in given matches; `noEvent` and `unknownEvent` are matches that are none.
    func column(_ step: MatchTable.Step, _ matches: [Int32]) -> Column {
        switch step {
        case .absent: return column([Int32](repeating: MatchTable.unknownEvent, count: matches.count))
        case .single(let rows): return column(matches.map { $0 < 0 ? $0 : rows[Int($0)] })
        case .several(let rows):
            var newOffsets: [Int32] = [0]
            var members: [Int32] = []
            var states = [CellState](repeating: .known, count: matches.count)
            for (index, match) in matches.enumerated() {
                if match >= 0 {
                    members += rows[Int(match)]
                } else {
                    states[index] = match == MatchTable.noEvent ? .none : .unknown
                }
                newOffsets.append(Int32(clamping: members.count))
            }
            return .list(
                ListColumn(
                    offsets: newOffsets, values: column(members),
                    states: states.contains { $0 != .known } ? states : nil))
        }
    }
}
