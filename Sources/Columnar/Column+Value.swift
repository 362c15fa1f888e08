package import EventModel

extension Column {
    /// The value of one cell; `type` says what the column's storage means. For showing and writing, not for kernels.
    package func value(at row: Int, type: ValueType) -> Value {
        switch self {
        case .number(let column): return column.value(at: row, type: type)
        case .coded(let column): return column.value(at: row, type: type)
        case .date(let column): return column.value(at: row)
        case .truth(let mask): return .truth(mask[row])
        case .money(let column): return column.value(at: row)
        case .period(let column):
            switch column.states?[row] ?? .known {
            case .unknown: return .unknown
            case .none: return .none
            case .known: return .period(Period(column.first[row], column.last[row], unit: column.units[row]))
            }
        case .list(let column):
            switch column.states?[row] ?? .known {
            case .unknown: return .unknown
            case .none: return .none
            case .known:
                let range = Int(column.offsets[row])..<Int(column.offsets[row + 1])
                let members = range.map { column.values.column.value(at: $0, type: type.element) }
                return column.alternatives?[row] ?? false ? .oneOf(members) : .list(members)
            }
        }
    }
}

extension NumberColumn {
    package func span(at row: Int) -> NumberSpan? {
        guard states?[row] ?? .known == .known else { return nil }
        return NumberSpan(low[row], high?[row] ?? low[row])
    }

    func value(at row: Int, type: ValueType) -> Value {
        switch states?[row] ?? .known {
        case .unknown: return .unknown
        case .none: return .none
        case .known:
            let span = NumberSpan(low[row], high?[row] ?? low[row])
            return type == .duration ? .duration(span) : .number(span)
        }
    }
}

extension CodedColumn {
    func value(at row: Int, type: ValueType) -> Value {
        let code = codes[row]
        guard let text = dictionary.text(code) else { return code == Self.none ? .none : .unknown }
        switch type {
        case .kind: return .kind(text)
        case .actor: return .actor(text)
        case .place: return .place(text)
        case .event: return .event(text)
        case .text, .number, .bool, .date, .period, .duration, .money, .list: return .text(text)
        }
    }
}

extension DateColumn {
    /// The date of a row; nil where it is unknown or none.
    package func date(at row: Int) -> EventDate? {
        guard let spans else { return EventDate(at: DateSpan(day: first[row])) }
        guard spans.states[row] == .known else { return nil }
        let start = DateSpan(first[row], spans.startLatest[row])
        let text = spans.writtenIndex[row] < 0 ? nil : spans.written[Int(spans.writtenIndex[row])]
        if spans.lasted[row] {
            return EventDate(from: start, to: DateSpan(spans.endEarliest[row], spans.endLatest[row]), written: text)
        }
        return EventDate(at: start, written: text)
    }

    func value(at row: Int) -> Value {
        if let date = date(at: row) { return .date(date) }
        return spans?.states[row] == CellState.none ? .none : .unknown
    }
}

extension MoneyColumn {
    func value(at row: Int) -> Value {
        switch amount.value(at: row, type: .number) {
        case .number(let span): return .money(Money(span, currency.dictionary.text(currency.codes[row]) ?? ""))
        case .none: return .none
        case .unknown, .text, .truth, .date, .period, .duration, .money, .kind, .actor, .place, .event, .list, .oneOf:
            return .unknown
        }
    }
}
