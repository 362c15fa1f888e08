package import EventModel

extension Column {
    /// The cells at given places of columns of one field as they are stored, a column a segment; no place gives unknown.
    /// Nothing but these cells is brought into full width.
    package static func gathering(stored columns: [StoredColumn], _ places: [RowPlace], type: ValueType) -> Column {
        gatheringCodes(columns, places) ?? gatheringDays(columns, places) ?? gatheringNumbers(columns, places)
            ?? gatheringUnknown(columns, places, type)
            ?? gathering(columns.map { $0.column(0..<$0.count).column }, places, type: type)
    }

    private static func gatheringCodes(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        guard let dictionary = columns.first?.dictionary else { return nil }
        var parts: [StoredCodes] = []
        for column in columns {
            guard case .coded(let codes, let own) = column, own === dictionary else { return nil }
            parts.append(codes)
        }
        let codes = places.map { $0.isNowhere ? CodedColumn.unknown : parts[$0.segment][$0.row] }
        return .coded(CodedColumn(codes: codes, dictionary: dictionary))
    }

    private static func gatheringDays(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        var parts: [StoredDays] = []
        for column in columns {
            guard case .days(let days) = column else { return nil }
            parts.append(days)
        }
        guard !parts.isEmpty, !places.contains(where: \.isNowhere) else { return nil }
        return .date(DateColumn(first: places.map { parts[$0.segment][$0.row] }))
    }

    private static func gatheringNumbers(_ columns: [StoredColumn], _ places: [RowPlace]) -> Column? {
        var parts: [StoredNumbers] = []
        for column in columns {
            guard case .numbers(let numbers) = column else { return nil }
            parts.append(numbers)
        }
        guard !parts.isEmpty, !places.contains(where: \.isNowhere) else { return nil }
        var column = NumberColumn(low: places.map { parts[$0.segment][$0.row] })
        if parts.contains(where: { $0.states != nil }) {
            column.states = places.map { place in
                parts[place.segment].states.map { CellState(rawValue: $0[place.row]) ?? .unknown } ?? .known
            }
        }
        return .number(column)
    }

    private static func gatheringUnknown(
        _ columns: [StoredColumn], _ places: [RowPlace], _ type: ValueType
    ) -> Column? {
        for column in columns { guard case .unknown = column else { return nil } }
        return Column.repeating(.unknown, count: places.count, type: type)
    }
}

extension StoredColumn {
    /// Whether no cell of it is coded, as far as that shows at a glance.
    package var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
