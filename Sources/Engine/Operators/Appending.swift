import Columnar
import EventModel
import Plan

extension Rows {
    /// These rows and then others; columns by their names, unknown where one has none of that name.
    func appending(_ other: Rows, _ fields: [Field], _ state: RunState) throws(RunError) -> Rows {
        var (first, second) = (self, other)
        try first.settleOrder(state)
        try second.settleOrder(state)
        guard second.count <= RunState.mostRows - first.count else {
            throw .tooLarge(what: "rows", limit: RunState.mostRows)
        }
        let count = first.count + second.count
        // Rows of one stored table stay where they are; only what differs is fetched.
        let shared = first.isOfSameTable(as: second) ? first.table : nil
        var sources: [Source] = []
        for field in fields {
            let indices = [first, second].map { rows in rows.fields.firstIndex { $0.name == field.name } }
            if shared != nil, let one = indices[0], let two = indices[1],
                let source = first.sources[one].shared(with: second.sources[two])
            {
                sources.append(source)
                continue
            }
            try state.reserve(count, bytesEach: 16)
            sources.append(.made(try Self.column(field, indices, [first, second], state)))
        }
        var result = Rows(fields: fields, columns: [], count: count)
        if let shared {
            result = Rows(fields: fields, sources: sources, table: shared, places: first.places + second.places)
        } else {
            result.sources = sources
        }
        result.unseen = Self.bits(first, second, \.unseen)
        result.marked = Self.bits(first, second, \.marked)
        return result
    }

    private static func column(
        _ field: Field, _ indices: [Int?], _ parts: [Rows], _ state: RunState
    ) throws(RunError) -> Column {
        var columns: [Column] = []
        var places: [RowPlace] = []
        for (number, (index, part)) in zip(indices, parts).enumerated() {
            if let index {
                columns.append(try part.column(index, state))
            } else {
                columns.append(.repeating(.unknown, count: part.count, type: field.type))
            }
            places += (0..<part.count).map { RowPlace(segment: number, row: $0) }
            try state.advance(by: 0)
        }
        return Column.gathering(columns, places, type: field.type)
    }

    private static func bits(_ first: Rows, _ second: Rows, _ bits: KeyPath<Rows, Bits?>) -> Bits? {
        if first[keyPath: bits] == nil, second[keyPath: bits] == nil { return nil }
        let (one, other) = (first[keyPath: bits], second[keyPath: bits])
        return Bits(count: first.count + second.count) { row in
            row < first.count ? one?[row] ?? false : other?[row - first.count] ?? false
        }
    }

    /// Whether places of both are places of one table. Columns that share their storage are equal at a glance.
    private func isOfSameTable(as other: Rows) -> Bool {
        guard let table, let others = other.table, places.count == count, other.places.count == other.count,
            table.schema == others.schema, table.segments.count == others.segments.count
        else { return false }
        return zip(table.segments, others.segments).allSatisfy { $0.isSame(as: $1) }
    }
}

extension Rows.Source {
    /// What gives the cells of both, if that is the same for rows of one table.
    fileprivate func shared(with other: Rows.Source) -> Rows.Source? {
        switch (self, other) {
        case (.stored(let one), .stored(let two)): one == two ? self : nil
        case (.derived(let one), .derived(let two)): one == two ? self : nil
        case (.made, _), (_, .made), (.beside, _), (_, .beside), (.stored, .derived), (.derived, .stored): nil
        }
    }
}
