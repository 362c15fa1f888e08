import Columnar
import EventModel
import Plan

extension Rows {
    /// The reports of the events that the rows are: in the order of the events, then as the reports stand.
    func reports(_ schema: TableSchema, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settleOrder(state)
        guard let table = state.context.data.tables[schema.name], let event = table.index(of: "event"),
            let id = rows.fields.firstIndex(where: { $0.name == "id" })
        else { return .empty(schema.fields) }
        let ids = try rows.column(id, state)
        state.willScan(table.rowCount)
        var reports = try ReportPlaces(of: rows, ids, rows.fields[id].type, table, event, state)
        var places: [RowPlace] = []
        var origins: [Int] = []
        for row in 0..<rows.count {
            if row % RunState.piece == 0 { try state.advance(by: 0) }
            guard let name = ids.value(at: row, type: rows.fields[id].type).name else { continue }
            let found = reports.places(of: name)
            places += found
            origins += repeatElement(row, count: found.count)
        }
        try state.reserve(places.count, bytesEach: 16)
        var result = Rows(
            fields: schema.fields,
            sources: schema.fields.map { Source(Expression(.column($0.name), $0.type), table) }, table: table,
            places: places)
        result.unseen = rows.unseen?.gathering(origins)
        result.marked = rows.marked?.gathering(origins)
        return result
    }
}

/// The places of reports, those of each event in one stretch.
private struct ReportPlaces {
    private var names = TextCoder()
    /// Of the event of number i they are `places[starts[i] ..< starts[i + 1]]`.
    private var starts: [Int] = []
    private var places: [RowPlace] = []

    /// Of so few events reports are looked for by the codes of their ids; of more, all are put together by their events.
    private static let fewEvents = 4_096
    private static let notWanted: Int32 = -1
    private static let notKnown: Int32 = -2

    init(
        of rows: Rows, _ ids: Column, _ type: ValueType, _ table: Table, _ event: Int, _ state: RunState
    ) throws(RunError) {
        let isFew = rows.count <= Self.fewEvents
        if isFew {
            for row in 0..<rows.count {
                if let name = ids.value(at: row, type: type).name { _ = names.number(of: name) }
            }
        }
        let wanted = names.count
        var found: [(number: Int32, place: RowPlace)] = []
        for (number, segment) in table.segments.enumerated() {
            guard let (dictionary, code) = Self.codes(segment.stored(event)) else { continue }
            try state.reserve(dictionary.codeCount, bytesEach: 4)
            let isQuick = isFew && dictionary.isQuick
            var numbers = [Int32](repeating: isQuick ? Self.notWanted : Self.notKnown, count: dictionary.codeCount)
            numbers[Int(CodedColumn.unknown)] = Self.notWanted
            numbers[Int(CodedColumn.none)] = Self.notWanted
            if isQuick {
                for name in 0..<wanted {
                    guard let entry = dictionary.entry(of: names[name]) else { continue }
                    numbers[entry + Int(CodedColumn.firstCode)] = Int32(name)
                }
            }
            for row in 0..<segment.rowCount {
                if row % RunState.piece == 0 { try state.advance(by: 0) }
                let code = Int(code(row))
                if numbers[code] == Self.notKnown {
                    let name = dictionary.withBytes(code - Int(CodedColumn.firstCode)) { names.number(of: $0) }
                    numbers[code] = isFew && name >= wanted ? Self.notWanted : Int32(truncatingIfNeeded: name)
                }
                if numbers[code] != Self.notWanted {
                    found.append((numbers[code], RowPlace(segment: number, row: row)))
                }
            }
            try state.advance(by: segment.rowCount)
        }
        try state.reserve(found.count, bytesEach: 24)
        // Counted, then put in place; each event's stay in the order of the records.
        starts = [Int](repeating: 0, count: names.count + 1)
        for one in found { starts[Int(one.number) + 1] += 1 }
        for name in starts.indices.dropFirst() { starts[name] += starts[name - 1] }
        var next = starts
        places = [RowPlace](repeating: .nowhere, count: found.count)
        for (index, one) in found.enumerated() {
            if index % RunState.piece == 0 { try state.advance(by: 0) }
            places[next[Int(one.number)]] = one.place
            next[Int(one.number)] += 1
        }
    }

    mutating func places(of name: String) -> ArraySlice<RowPlace> {
        let number = names.number(of: name)
        return number + 1 < starts.count ? places[starts[number]..<starts[number + 1]] : []
    }

    /// The codes of events where they are stored, and what they stand for.
    private static func codes(_ column: StoredColumn) -> (CodeDictionary, (Int) -> UInt32)? {
        switch column {
        case .coded(let codes, let dictionary): (dictionary, { codes[$0] })
        case .plain(.coded(let column)): (column.dictionary, { column.codes[$0] })
        case .plain, .days, .numbers, .unknown: nil
        }
    }
}

extension CodeDictionary {
    /// Whether the entry of a text is found without a look at all of them.
    fileprivate var isQuick: Bool {
        if case .numbers = source { return true }
        return isSorted
    }
}
