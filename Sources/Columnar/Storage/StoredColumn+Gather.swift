package import EventModel

extension Column {
    /// The cells at given places of columns of one field as they are stored, a column a segment; no place gives unknown.
    /// Nothing but these cells is brought into full width.
    package static func gathering(stored columns: [StoredColumn], _ places: [RowPlace], type: ValueType) -> Column {
        if Stop.isWanted(before: places.count) { return .hollow(places.count, type) }
        return gatheringCodes(columns, places) ?? gatheringNumberTexts(columns, places)
            ?? gatheringDays(columns, places) ?? gatheringNumbers(columns, places)
            ?? gatheringUnknown(columns, places, type) ?? gatheringTexts(columns, places)
            ?? gathering(columns.map { $0.column(0..<$0.count).column }, places, type: type)
    }

    private static func gatheringCodes(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        guard let dictionary = columns.first?.dictionary else { return nil }
        var parts: [StoredCodes] = []
        for column in columns {
            guard case .coded(let codes, let own) = column, own === dictionary else { return nil }
            parts.append(codes)
        }
        let codes = gathered(places, empty: CodedColumn.unknown) { segment, places, to in
            copy(parts[segment], places, to) { $0 }
        }
        return .coded(CodedColumn(codes: codes, dictionary: dictionary))
    }

    /// Codes of several dictionaries of numbers, such as ids, no number twice: each cell is an entry of a new one.
    private static func gatheringNumberTexts(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        guard let numbers = NumberTexts.gathered(columns, places), let texts = NumberTexts(distinct: numbers) else {
            return nil
        }
        return .coded(
            CodedColumn(
                codes: [UInt32](numbers.indices, rest: CodedColumn.unknown) {
                    UInt32(truncatingIfNeeded: $0) + CodedColumn.firstCode
                },
                dictionary: CodeDictionary(.numbers(texts), isSorted: false)))
    }

    /// Codes of several dictionaries: the texts that occur make a new one, not in order.
    private static func gatheringTexts(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        var parts: [StoredCodes] = []
        var dictionaries: [CodeDictionary] = []
        for column in columns {
            guard case .coded(let codes, let dictionary) = column else { return nil }
            parts.append(codes)
            dictionaries.append(dictionary)
        }
        guard !parts.isEmpty else { return nil }
        return .coded(CodedColumn(merging: dictionaries, places) { parts[$0.segment][$0.row] })
    }

    private static func gatheringDays(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        var parts: [StoredDays] = []
        for column in columns {
            guard case .days(let days) = column else { return nil }
            parts.append(days)
        }
        guard !parts.isEmpty, !places.contains(where: \.isNowhere) else { return nil }
        let days = gathered(places, empty: DayNumber(0)) { segment, places, to in
            switch parts[segment] {
            case .shorts(let view, let from): copy(view, places, to) { from &+ DayNumber($0) }
            case .words(let view): copy(view, places, to) { $0 }
            case .repeated(let day, _): for index in places.indices { to[index] = day }
            }
        }
        return .date(DateColumn(first: days))
    }

    private static func gatheringNumbers(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        var parts: [StoredNumbers] = []
        for column in columns {
            guard case .numbers(let numbers) = column else { return nil }
            parts.append(numbers)
        }
        guard !parts.isEmpty, !places.contains(where: \.isNowhere) else { return nil }
        let numbers = gathered(places, empty: 0.0) { segment, places, to in
            let divisor = parts[segment].divisor
            switch parts[segment].values {
            case .bytes(let view): copy(view, places, to) { Double($0) / divisor }
            case .shorts(let view): copy(view, places, to) { Double($0) / divisor }
            case .words(let view): copy(view, places, to) { Double($0) / divisor }
            case .doubles(let view): copy(view, places, to) { $0 }
            case .repeated(let number, _): for index in places.indices { to[index] = number }
            }
        }
        var column = NumberColumn(low: numbers)
        if parts.contains(where: { $0.states != nil }) {
            column.states = gathered(places, empty: CellState.unknown) { segment, places, to in
                guard let states = parts[segment].states else {
                    for index in places.indices { to[index] = .known }
                    return
                }
                copy(states, places, to) { CellState(rawValue: $0) ?? .unknown }
            }
        }
        return .number(column)
    }

    /// Cells of places, those of one segment that stand behind each other together: rows mostly come so.
    fileprivate static func gathered<Element>(
        _ places: [RowPlace], empty: Element,
        _ take: (_ segment: Int, UnsafeBufferPointer<RowPlace>, UnsafeMutablePointer<Element>) -> Void
    ) -> [Element] {
        [Element](unsafeUninitializedCapacity: places.count) { buffer, filled in
            buffer.initialize(repeating: empty)
            filled = places.count
            guard let to = buffer.baseAddress else { return }
            places.withUnsafeBufferPointer { places in
                var (first, asked) = (0, 0)
                while first < places.count {
                    if first - asked > 4 * Stop.piece {
                        if Stop.isWanted { return }
                        asked = first
                    }
                    var end = first + 1
                    let most = min(places.count, first + 4 * Stop.piece)
                    while end < most, places[end].segment == places[first].segment { end += 1 }
                    if !places[first].isNowhere {
                        take(places[first].segment, UnsafeBufferPointer(rebasing: places[first..<end]), to + first)
                    }
                    first = end
                }
            }
        }
    }

    @inline(__always)
    fileprivate static func copy<Stored, Element>(
        _ view: View<Stored>, _ places: UnsafeBufferPointer<RowPlace>, _ to: UnsafeMutablePointer<Element>,
        _ element: (Stored) -> Element
    ) {
        let (base, count) = (view.base, view.count)
        for index in places.indices {
            let row = places[index].row
            precondition(row < count, "a place lies within its column")
            to[index] = element(base[row])
        }
    }

    /// What `element` makes of the codes at given places, however they are stored.
    @inline(__always)
    fileprivate static func copy<Element>(
        _ codes: StoredCodes, _ places: UnsafeBufferPointer<RowPlace>, _ to: UnsafeMutablePointer<Element>,
        _ element: (UInt32) -> Element
    ) {
        switch codes {
        case .bytes(let view): copy(view, places, to) { element(UInt32($0)) }
        case .shorts(let view): copy(view, places, to) { element(UInt32($0)) }
        case .words(let view): copy(view, places, to, element)
        case .repeated(let code, _): for index in places.indices { to[index] = element(code) }
        case .counting(let first, _):
            for (index, place) in places.enumerated() {
                to[index] = element(first &+ UInt32(truncatingIfNeeded: place.row))
            }
        }
    }

    private static func gatheringUnknown(
        _ columns: [StoredColumn], _ places: [RowPlace], _ type: ValueType
    ) -> Column? {
        for column in columns { guard case .unknown = column else { return nil } }
        return Column.repeating(.unknown, count: places.count, type: type)
    }
}

extension NumberTexts {
    /// The numbers at given places of columns of one field, a column a segment; nil where some text is no number, or some
    /// place has none.
    package static func gathered(_ columns: [StoredColumn], _ places: [RowPlace]) -> [Int64]? {
        var parts: [(codes: StoredCodes, texts: NumberTexts)] = []
        for column in columns {
            guard case .coded(let codes, let dictionary) = column, case .numbers(let texts) = dictionary.source else {
                return nil
            }
            parts.append((codes, texts))
        }
        if parts.isEmpty || places.contains(where: \.isNowhere) { return nil }
        var hasAll = true
        let numbers = Column.gathered(places, empty: Int64(0)) { segment, places, to in
            let (codes, texts) = parts[segment]
            func number(_ code: UInt32) -> Int64 {
                if code < CodedColumn.firstCode { hasAll = false }
                return code < CodedColumn.firstCode ? 0 : texts[Int(code - CodedColumn.firstCode)]
            }
            Column.copy(codes, places, to, number)
        }
        return hasAll ? numbers : nil
    }

    /// Numbers of which none is there twice; nil where one is, or they lie too far apart to see it at once.
    fileprivate init?(distinct numbers: [Int64]) {
        guard let low = numbers.min(), let high = numbers.max(), numbers.count < Int(UInt32.max) - 2 else { return nil }
        let (span, isOver) = high.subtractingReportingOverflow(low)
        guard !isOver, span < 64 * Int64(numbers.count) + 65_536 else { return nil }
        var met = Bits(count: Int(span) + 1)
        for number in numbers {
            let place = Int(number &- low)
            if met[place] { return nil }
            met[place] = true
        }
        self.init(packing: numbers)
    }
}

extension StoredColumn {
    /// Whether no cell of it is coded, as far as that shows at a glance.
    package var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
