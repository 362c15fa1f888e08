package import EventModel

/// Builds a column value by value; used by readers of small data, by aggregation and by tests.
///
/// A value of another type than the column's is stored as unknown: readers check types before they append.
package struct ColumnBuilder {
    package let type: ValueType
    private var values: [Value] = []

    package init(_ type: ValueType) { self.type = type }

    package mutating func append(_ value: Value) { values.append(value) }

    package func finish() -> Column { Column(values, type: type) }
}

extension Column {
    /// A column of given values. Dictionaries come out sorted by bytes.
    package init(_ values: [Value], type: ValueType) {
        if Stop.isWanted(before: values.count) {
            self = .hollow(values.count, type)
            return
        }
        switch type {
        case .number, .duration: self = .number(NumberColumn(values))
        case .text, .kind, .actor, .place, .event: self = .coded(CodedColumn(values))
        case .date: self = .date(DateColumn(values))
        case .bool:
            let truths = values.map { if case .truth(let truth) = $0 { truth } else { Truth.maybe } }
            self = .truth(
                TruthMask(
                    certain: Bits(count: truths.count) { truths[$0] == .yes },
                    possible: Bits(count: truths.count) { truths[$0] != .no }))
        case .money: self = .money(MoneyColumn(values))
        case .period: self = .period(PeriodColumn(values))
        case .list(let element): self = .list(ListColumn(values, element: element))
        }
    }
}

extension NumberColumn {
    init(_ values: [Value]) {
        let spans: [NumberSpan?] = values.map {
            switch $0 {
            case .number(let span), .duration(let span): span
            case .unknown, .none, .text, .truth, .date, .period, .money, .kind, .actor, .place, .event, .list,
                .oneOf:
                nil
            }
        }
        let isExact = spans.allSatisfy { $0?.isExact ?? true }
        self.init(
            low: spans.map { $0?.low ?? 0 }, high: isExact ? nil : spans.map { $0?.high ?? 0 },
            states: zip(spans, values).allSatisfy { $0.0 != nil }
                ? nil : zip(spans, values).map { $0 != nil ? .known : $1 == .none ? .none : .unknown })
    }
}

extension CodedColumn {
    init(_ values: [Value]) {
        var met: Set<String> = []
        _ = Stop.pieces(values.indices) { piece in
            for row in piece { if let name = values[row].name { met.insert(name) } }
        }
        let texts = Stop.sorted(met) { $0.precedes($1) }
        var codes: [String: UInt32] = [:]
        _ = Stop.pieces(texts.indices) { piece in
            for entry in piece { codes[texts[entry]] = UInt32(entry) + Self.firstCode }
        }
        self.init(
            codes: [UInt32](values.indices, rest: Self.unknown) { row in
                values[row].name.flatMap { codes[$0] } ?? (values[row] == .none ? Self.none : Self.unknown)
            },
            dictionary: CodeDictionary(texts, isSorted: true))
    }
}

extension DateColumn {
    init(_ values: [Value]) {
        let dates: [EventDate?] = values.map { if case .date(let date) = $0 { date } else { nil } }
        let isExact = dates.allSatisfy { date in
            guard let date else { return false }
            return !date.lasted && date.start.isDay && date.written == nil
        }
        let first = dates.map { $0?.start.earliest ?? DateSpan.distantPast }
        if isExact {
            self.init(first: first)
            return
        }
        var written: [String] = []
        let writtenIndex: [Int32] = dates.map { date in
            guard let text = date?.written else { return -1 }
            written.append(text)
            return Int32(written.count - 1)
        }
        self.init(
            first: first,
            spans: Spans(
                startLatest: dates.map { $0?.start.latest ?? DateSpan.distantFuture },
                endEarliest: dates.map { $0?.end.earliest ?? DateSpan.distantPast },
                endLatest: dates.map { $0?.end.latest ?? DateSpan.distantFuture },
                lasted: dates.map { $0?.lasted ?? false },
                states: zip(dates, values).map { $0 != nil ? .known : $1 == .none ? .none : .unknown },
                writtenIndex: writtenIndex, written: written))
    }
}

extension MoneyColumn {
    init(_ values: [Value]) {
        self.init(
            amount: NumberColumn(
                values.map {
                    if case .money(let money) = $0 { .number(money.amount) } else { $0 == .none ? .none : .unknown }
                }),
            currency: CodedColumn(
                values.map { if case .money(let money) = $0 { .text(money.currency) } else { .unknown } }))
    }
}

extension PeriodColumn {
    init(_ values: [Value]) {
        let periods: [Period?] = values.map { if case .period(let period) = $0 { period } else { nil } }
        self.init(
            first: periods.map { $0?.first ?? 0 }, last: periods.map { $0?.last ?? 0 }, units: periods.map { $0?.unit },
            states: zip(periods, values).allSatisfy { $0.0 != nil }
                ? nil : zip(periods, values).map { $0 != nil ? .known : $1 == .none ? .none : .unknown })
    }
}

extension ListColumn {
    init(_ values: [Value], element: ValueType) {
        var offsets: [Int32] = [0]
        var members: [Value] = []
        var cells: [CellState] = []
        for value in values {
            switch value {
            case .list(let list), .oneOf(let list):
                members.append(contentsOf: list)
                cells.append(.known)
            case .none: cells.append(.none)
            case .unknown: cells.append(.unknown)
            case .text, .number, .truth, .date, .period, .duration, .money, .kind, .actor, .place, .event:
                members.append(value)
                cells.append(.known)
            }
            offsets.append(Int32(clamping: members.count))
        }
        let alternatives = Bits(count: values.count) { if case .oneOf = values[$0] { true } else { false } }
        self.init(
            offsets: offsets, values: Column(members, type: element),
            states: cells.allSatisfy { $0 == .known } ? nil : cells,
            alternatives: alternatives.isEmpty ? nil : alternatives)
    }
}
