import Columnar
import EventModel
import Plan

extension ReportIndex {
    /// The reports that give a field, with what they give.
    func accounts(_ field: String, of event: String) -> [(row: Int32, value: Value)] {
        reports(of: event).compactMap { row in
            if field == "stance" {
                let stance = value(field, row)
                return (row, stance.isKnown ? stance : .text("affirms"))
            }
            let value = value(field, row)
            return affirms[Int(row)] && value.isKnown ? (row, value) : nil
        }
    }

    /// Whether accounts contradict each other on a field. Of stances only affirming and denying do.
    func areContrary(_ accounts: [(row: Int32, value: Value)], _ field: String, _ test: Contradiction) -> Bool {
        var seen: Set<Value> = []
        let distinct = accounts.map(\.value).filter { seen.insert($0).inserted }
        if field == "stance", !test.isExact {
            return distinct.contains(.text("affirms")) && distinct.contains(.text("denies"))
        }
        return test.isAmong(distinct)
    }

    /// Who says so: `li via Reuters (article-3)`, as far as it is known.
    func source(_ row: Int32) -> String {
        let who = value("attributed_to", row)
        let via = value("via", row)
        let document = value("document", row)
        var words: [String] = []
        if who.isKnown { words.append(who.shown) }
        if via.isKnown { words.append("via \(via.shown)") }
        if document.isKnown { words.append("(\(document.shown))") }
        return words.joined(separator: " ")
    }
}

extension Rows {
    /// A row for each value that is given of a field on which the accounts of an event differ.
    func disagreements(_ disagreement: Disagreement, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settleOrder(state)
        guard let id = rows.fields.firstIndex(where: { $0.name == "id" }) else { return .empty(Disagreement.fields) }
        let ids = try rows.column(id, state)
        let index = try rows.ownReports(ids, rows.fields[id].type, state) ?? state.context.reports
        let test = Contradiction(catalog: state.context.catalog, isExact: disagreement.isExact)
        var cells: [[Value]] = Disagreement.fields.map { _ in [] }
        var origins: [Int] = []
        for row in 0..<rows.count {
            // A row has many fields and accounts.
            if row % 1024 == 0 { try state.advance(by: 0) }
            guard let name = ids.value(at: row, type: rows.fields[id].type).name else { continue }
            for field in disagreement.compared {
                let accounts = index.accounts(field, of: name)
                guard accounts.count > 1, index.areContrary(accounts, field, test) else { continue }
                for (shown, sources) in Self.bySource(accounts, index) {
                    cells[0].append(.text(name))
                    cells[1].append(.text(field))
                    cells[2].append(.text(shown))
                    cells[3].append(.list(sources.map { .text($0) }))
                    origins.append(row)
                }
            }
        }
        try state.reserve(origins.count, bytesEach: 128)
        let columns = zip(cells, Disagreement.fields).map { Column($0, type: $1.type) }
        var result = Rows(fields: Disagreement.fields, columns: columns, count: origins.count)
        result.unseen = rows.unseen?.gathering(origins)
        result.marked = rows.marked?.gathering(origins)
        return result
    }

    /// Of so few events the reports are put together by themselves, and not those of all events.
    private static let fewEvents = 1_024

    /// The reports of the events that the rows are; nil of many rows, and where an event stands in several.
    private func ownReports(_ ids: Column, _ type: ValueType, _ state: RunState) throws(RunError) -> ReportIndex? {
        guard state.shortcuts.contains(.fewReports), count <= Self.fewEvents,
            let table = state.context.data.tables["reports"],
            let event = table.index(of: "event")
        else { return nil }
        var names: Set<String> = []
        for row in 0..<count {
            if let name = ids.value(at: row, type: type).name, !names.insert(name).inserted { return nil }
        }
        let own = try reports(table.schema, state)
        var columns: [Column] = []
        for index in own.fields.indices {
            let column = try own.column(index, state)
            let type = own.fields[index].type
            // Of the ids of all events only those that are there.
            columns.append(
                index == event ? Column((0..<own.count).map { column.value(at: $0, type: type) }, type: type) : column)
        }
        let few = Table(schema: table.schema, segments: [Segment(columns: columns, rowCount: own.count)])
        return ReportIndex(DataSet(catalog: state.context.catalog, tables: [table.schema.name: few]))
    }

    /// Each value as it is shown, in the order in which they are first given, with all who give it.
    private static func bySource(
        _ accounts: [(row: Int32, value: Value)], _ index: ReportIndex
    ) -> [(shown: String, sources: [String])] {
        var order: [String: Int] = [:]
        var groups: [(shown: String, sources: [String])] = []
        for account in accounts {
            let shown = account.value.shown
            if order[shown] == nil {
                order[shown] = groups.count
                groups.append((shown, []))
            }
            if let place = order[shown] { groups[place].sources.append(index.source(account.row)) }
        }
        return groups
    }
}

extension Compiled {
    /// Whether the accounts of each event of a batch, whose ids the only child gives, cannot all be true of a field.
    func disputed(_ field: String, _ batch: Batch) -> TruthMask {
        let index = context.reports
        let test = Contradiction(catalog: context.catalog)
        let ids = children[0].vector(batch)
        let type = children[0].type
        return TruthMask(count: batch.rowCount) { row in
            guard let id = ids.value(at: row, type: type).name else { return .no }
            let accounts = index.accounts(field, of: id)
            return Truth(accounts.count > 1 && index.areContrary(accounts, field, test))
        }
    }
}
