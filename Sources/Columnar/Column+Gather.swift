package import EventModel

/// Where a row stands: a segment and a row of it, in one word, so that millions are one array. -1 is no row.
package struct RowPlace: Hashable, Sendable {
    private let bits: Int

    package static let nowhere = RowPlace(bits: -1)

    private init(bits: Int) { self.bits = bits }
    package init(segment: Int, row: Int) { bits = segment << 40 | row }

    package var segment: Int { bits >> 40 }
    package var row: Int { bits & (1 << 40 - 1) }
    package var isNowhere: Bool { bits < 0 }
}

extension Column {
    /// The cells at given places of columns of one field, a column a segment; no place gives unknown.
    ///
    /// Segments that share a dictionary keep it; otherwise the texts that occur make a new one, not in order.
    package static func gathering(_ columns: [Column], _ places: [RowPlace], type: ValueType) -> Column {
        if Stop.isWanted(before: places.count) { return .hollow(places.count, type) }
        guard let first = columns.first else {
            return Column([Value](repeating: .unknown, count: places.count), type: type)
        }
        switch first {
        case .number:
            let parts = columns.compactMap(\.asNumber)
            if parts.count == columns.count { return .number(NumberColumn(gathering: parts, places)) }
        case .coded:
            let parts = columns.compactMap(\.asCoded)
            if parts.count == columns.count { return .coded(CodedColumn(gathering: parts, places)) }
        case .date:
            let parts = columns.compactMap(\.asDate)
            if parts.count == columns.count { return .date(DateColumn(gathering: parts, places)) }
        case .money:
            let parts = columns.compactMap(\.asMoney)
            if parts.count == columns.count {
                return .money(
                    MoneyColumn(
                        amount: NumberColumn(gathering: parts.map(\.amount), places),
                        currency: CodedColumn(gathering: parts.map(\.currency), places)))
            }
        case .list:
            let parts = columns.compactMap(\.asList)
            if parts.count == columns.count {
                return .list(ListColumn(gathering: parts, places, element: type.element))
            }
        case .truth, .period: break
        }
        let values = [Value](places.indices, rest: .unknown) { index in
            let place = places[index]
            return place.isNowhere ? .unknown : columns[place.segment].value(at: place.row, type: type)
        }
        return Column(values, type: type)
    }

    /// The cells of given rows, in their order.
    package func gathering(_ rows: [Int], type: ValueType) -> Column {
        Column.gathering([self], rows.map { $0 < 0 ? .nowhere : RowPlace(segment: 0, row: $0) }, type: type)
    }

    /// The same value in every row.
    package static func repeating(_ value: Value, count: Int, type: ValueType) -> Column {
        if case .truth(let truth) = value { return .truth(TruthMask(count: count, repeating: truth)) }
        return Column([value], type: type).gathering([Int](repeating: 0, count: count), type: type)
    }

    package var asNumber: NumberColumn? { if case .number(let column) = self { column } else { nil } }
    package var asCoded: CodedColumn? { if case .coded(let column) = self { column } else { nil } }
    package var asDate: DateColumn? { if case .date(let column) = self { column } else { nil } }
    package var asMoney: MoneyColumn? { if case .money(let column) = self { column } else { nil } }
    package var asList: ListColumn? { if case .list(let column) = self { column } else { nil } }
    package var asTruth: TruthMask? { if case .truth(let mask) = self { mask } else { nil } }
    package var asPeriod: PeriodColumn? { if case .period(let column) = self { column } else { nil } }
}

extension NumberColumn {
    fileprivate init(gathering parts: [NumberColumn], _ places: [RowPlace]) {
        self.init(
            low: [Double](places.indices, rest: 0) { index in
                let place = places[index]
                return place.isNowhere ? 0 : parts[place.segment].low[place.row]
            })
        if parts.contains(where: { $0.high != nil }) {
            high = [Double](places.indices, rest: 0) { index in
                let place = places[index]
                if place.isNowhere { return 0 }
                let part = parts[place.segment]
                return part.high?[place.row] ?? part.low[place.row]
            }
        }
        if parts.contains(where: { $0.states != nil }) || places.contains(where: \.isNowhere) {
            states = [CellState](places.indices, rest: .unknown) { index in
                let place = places[index]
                return place.isNowhere ? .unknown : parts[place.segment].states?[place.row] ?? .known
            }
        }
    }
}

extension CodedColumn {
    fileprivate init(gathering parts: [CodedColumn], _ places: [RowPlace]) {
        let dictionary = parts[0].dictionary
        if parts.allSatisfy({ $0.dictionary === dictionary }) {
            self.init(
                codes: [UInt32](places.indices, rest: Self.unknown) { index in
                    let place = places[index]
                    return place.isNowhere ? Self.unknown : parts[place.segment].codes[place.row]
                },
                dictionary: dictionary)
            return
        }
        self.init(merging: parts.map(\.dictionary), places) { parts[$0.segment].codes[$0.row] }
    }

    /// Codes of several dictionaries, those of a place in that of its segment: the texts that occur make a new one, not in
    /// order.
    @inline(__always)
    init(merging dictionaries: [CodeDictionary], _ places: [RowPlace], _ code: (RowPlace) -> UInt32) {
        var merger = DictionaryMerger(dictionaries, rowCount: places.count)
        let codes = [UInt32](places.indices, rest: Self.unknown) { index in
            let place = places[index]
            return place.isNowhere ? Self.unknown : merger.code(code(place), in: place.segment)
        }
        self.init(codes: codes, dictionary: merger.dictionary)
    }
}

/// Gives the codes of several dictionaries codes in a common one, text by text as they occur.
private struct DictionaryMerger {
    private var texts = TextCoder()
    private let dictionaries: [CodeDictionary]
    /// Codes met before, by segment: a table where rows are many, else a dictionary, so that few rows touch little.
    private var tables: [[UInt32]?]
    private var known: [[UInt32: UInt32]]
    private let rowCount: Int

    init(_ dictionaries: [CodeDictionary], rowCount: Int) {
        self.dictionaries = dictionaries
        self.rowCount = rowCount
        tables = Array(repeating: nil, count: dictionaries.count)
        known = Array(repeating: [:], count: dictionaries.count)
    }

    /// What codes stand for.
    var dictionary: CodeDictionary { texts.dictionary }

    mutating func code(_ code: UInt32, in segment: Int) -> UInt32 {
        guard code >= CodedColumn.firstCode else { return code }
        if rowCount < dictionaries[segment].count / 8 {
            if let met = known[segment][code] { return met }
            let common = common(code, in: segment)
            known[segment][code] = common
            return common
        }
        if tables[segment] == nil {
            tables[segment] = [UInt32](repeating: 0, count: dictionaries[segment].codeCount)
        }
        if let met = tables[segment]?[Int(code)], met != 0 { return met }
        let common = common(code, in: segment)
        tables[segment]?[Int(code)] = common
        return common
    }

    private mutating func common(_ code: UInt32, in segment: Int) -> UInt32 {
        let number = dictionaries[segment].withBytes(Int(code - CodedColumn.firstCode)) { texts.number(of: $0) }
        return UInt32(number) + CodedColumn.firstCode
    }
}

extension DateColumn {
    fileprivate init(gathering parts: [DateColumn], _ places: [RowPlace]) {
        let first = [DayNumber](places.indices, rest: DateSpan.distantPast) { index in
            let place = places[index]
            return place.isNowhere ? DateSpan.distantPast : parts[place.segment].first[place.row]
        }
        self.init(first: first)
        guard parts.contains(where: { $0.spans != nil }) || places.contains(where: \.isNowhere) else { return }
        func each<Member>(_ nowhere: Member, _ exact: (DayNumber) -> Member, _ member: (Spans, Int) -> Member)
            -> [Member]
        {
            [Member](places.indices, rest: nowhere) { index in
                let place = places[index]
                if place.isNowhere { return nowhere }
                guard let spans = parts[place.segment].spans else {
                    return exact(parts[place.segment].first[place.row])
                }
                return member(spans, place.row)
            }
        }
        var written: [String] = []
        let writtenIndex: [Int32] = each(-1, { _ in -1 }) { spans, row in
            guard spans.writtenIndex[row] >= 0 else { return -1 }
            written.append(spans.written[Int(spans.writtenIndex[row])])
            return Int32(clamping: written.count - 1)
        }
        spans = Spans(
            startLatest: each(DateSpan.distantFuture, { $0 }) { $0.startLatest[$1] },
            endEarliest: each(DateSpan.distantPast, { $0 }) { $0.endEarliest[$1] },
            endLatest: each(DateSpan.distantFuture, { $0 }) { $0.endLatest[$1] },
            lasted: each(false, { _ in false }) { $0.lasted[$1] },
            states: each(.unknown, { _ in .known }) { $0.states[$1] },
            writtenIndex: writtenIndex, written: written)
    }
}

extension ListColumn {
    fileprivate init(gathering parts: [ListColumn], _ places: [RowPlace], element: ValueType) {
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(places.count + 1)
        var members: [RowPlace] = []
        for (index, place) in places.enumerated() {
            // The rest of the rows have no members then.
            let isLeftOut = index & (Stop.piece - 1) == Stop.piece - 1 && Stop.isWanted
            if isLeftOut { offsets += repeatElement(offsets[offsets.count - 1], count: places.count - index) }
            if isLeftOut { break }
            if !place.isNowhere {
                let part = parts[place.segment]
                for member in part.offsets[place.row]..<part.offsets[place.row + 1] {
                    members.append(RowPlace(segment: place.segment, row: Int(member)))
                }
            }
            offsets.append(Int32(clamping: members.count))
        }
        let hasStates = parts.contains { $0.states != nil } || places.contains(where: \.isNowhere)
        self.init(
            offsets: offsets,
            values: Column.gathering(parts.map(\.values.column), members, type: element),
            states: hasStates
                ? places.map { $0.isNowhere ? .unknown : parts[$0.segment].states?[$0.row] ?? .known } : nil)
        guard parts.contains(where: { $0.alternatives != nil }) else { return }
        alternatives = Bits(count: places.count) { row in
            !places[row].isNowhere && parts[places[row].segment].alternatives?[places[row].row] ?? false
        }
    }
}
