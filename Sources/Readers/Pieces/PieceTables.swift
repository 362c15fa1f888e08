import Columnar
import EventModel
import Store

/// What the codes of a reading come to: by the code while reading, the code at the end, and what that stands for.
struct FinalCodes: Sendable {
    let codes: View<UInt32>
    let dictionary: CodeDictionary

    init(_ ordered: OrderedCodes) {
        codes = View(ordered.codes)
        dictionary = ordered.dictionary
    }

    /// - Parameter table: texts in the order of their bytes.
    init(_ codes: View<UInt32>, _ table: TextTable) {
        self.codes = codes
        dictionary = CodeDictionary(.table(table), isSorted: true)
    }

    func coded(_ old: [UInt32]) -> CodedColumn {
        let count = codes.count
        // A damaged file may hold any code.
        return CodedColumn(
            codes: old.map { $0 < count ? codes.base[Int($0)] : CodedColumn.unknown }, dictionary: dictionary)
    }
}

/// Makes tables of pieces, when it is known what all codes stand for. Columns that are aside come in when they are asked
/// for, and go again.
struct PieceTables: Sendable {
    private let content: ScratchContent?
    private let owners: [CodeOwner: FinalCodes]
    private let texts: [Lazy<FinalCodes>?]
    /// The words of each set.
    private let sets: SetCodes?
    private let stances = CodeDictionary(["affirms"], isSorted: true)

    var integrity: Integrity { content?.integrity ?? Integrity() }

    init(_ pieces: Pieces, _ owners: [CodeOwner: OrderedCodes], sets: SetCodes? = nil) throws(StoreError) {
        let content = try pieces.scratch?.content()
        self.content = content
        self.owners = owners.mapValues { FinalCodes($0) }
        self.sets = sets
        texts = pieces.texts.map { closed in
            switch closed {
            case nil: nil
            case .held(let ordered)?: Lazy { FinalCodes(ordered) }
            case .kept(let codes, let table)?:
                content.map { content in Lazy { FinalCodes(content.view(codes), content.texts(table)) } }
            }
        }
    }

    // MARK: Tables

    /// - Parameter areDistinct: whether every event has an id of its own; else they stay in the order in which they were
    ///   read, by which it goes which of two counts.
    func events(_ pieces: Pieces, _ fields: [Field], areDistinct: Bool) -> Table {
        let schema = TableSchema("events", fields)
        return Table(
            schema: schema,
            segments: (pieces.exact + pieces.wide).map { segment($0, schema, isOrdered: areDistinct) })
    }

    /// - Parameter added: fields beyond those of all reports.
    func reports(_ pieces: Pieces, added: [Field] = []) -> Table {
        let schema = TableSchema("reports", EventFields.reports() + added)
        return Table(schema: schema, segments: pieces.reports.map { segment($0, schema, isOrdered: false) })
    }

    func documents(_ pieces: Pieces) throws(StoreError) -> Table {
        let schema = TableSchema("documents", EventFields.documents)
        let changes = try pieces.documentSpill?.changes(segments: pieces.documents.count)
        var segments: [Segment] = []
        for (number, piece) in pieces.documents.enumerated() {
            guard let changes else {
                segments.append(segment(piece, schema, isOrdered: false))
                continue
            }
            let dropped = try RowChanges.outcome(changes, number).dropped
            if dropped == piece.rowCount { continue }
            let changed = ChangedDocuments(self, pieces.documents, number, changes)
            segments.append(
                Segment(
                    sources: schema.fields.map { field in { .plain(changed.column(field)) } },
                    rowCount: piece.rowCount - dropped))
        }
        return Table(schema: schema, segments: segments)
    }

    /// What becomes of a column of a piece, by its number, in the end.
    typealias Change = @Sendable (Column, Field, _ piece: Int) -> Column

    /// Rows of any table.
    ///
    /// - Parameters:
    ///   - isOrdered: whether rows lie in runs.
    ///   - changes: what becomes of some columns, by their names.
    func table(
        _ pieces: [Piece], _ schema: TableSchema, isOrdered: Bool = false, changes: [String: Change] = [:]
    ) -> Table {
        Table(
            schema: schema,
            segments: pieces.enumerated().map { segment($1, schema, isOrdered: isOrdered, $0, changes) })
    }

    private func segment(
        _ piece: Piece, _ schema: TableSchema, isOrdered: Bool, _ number: Int = 0, _ changes: [String: Change] = [:]
    ) -> Segment {
        @Sendable func column(_ field: Field) -> Column {
            let column = self.column(piece, field)
            return changes[field.name]?(column, field, number) ?? column
        }
        guard content != nil else {
            return Segment(columns: schema.fields.map { column($0) }, rowCount: piece.rowCount)
        }
        let order = isOrdered ? piece.order : nil
        return Segment(
            sources: schema.fields.map { field in
                // Such a column is kept by whoever asks what its codes stand for.
                if changes[field.name] == nil, isUnknown(piece, field) {
                    return { .unknown(field.type, count: piece.rowCount) }
                }
                return {
                    let whole = column(field)
                    guard let order, let rows = rows(order, of: piece) else { return .plain(whole) }
                    return .plain(whole.gathering(rows, type: field.type))
                }
            }, rowCount: piece.rowCount, runs: order.flatMap { runs($0, schema, piece.rowCount) },
            dictionaries: { index in dictionary(piece, schema.fields[index]) })
    }

    /// Whether nothing is known of a column in any row.
    private func isUnknown(_ piece: Piece, _ field: Field) -> Bool {
        piece.columns[field.name] == nil && field.name != "stance"
    }

    /// What the codes of a column stand for; nil of columns of anything else.
    private func dictionary(_ piece: Piece, _ field: Field) -> CodeDictionary? {
        switch piece.columns[field.name] {
        case nil: field.name == "stance" ? stances : nil
        case .codes(_, let owner)?: final(owner)?.dictionary
        case .held?, .lists?, .plain?: nil
        }
    }

    private func rows(_ order: Piece.Order, of piece: Piece) -> [Int]? {
        guard let view = content?.view(order.rows), view.count == piece.rowCount else { return nil }
        return (0..<view.count).map { min(Int(view.base[$0]), piece.rowCount - 1) }
    }

    private func runs(_ order: Piece.Order, _ schema: TableSchema, _ rowCount: Int) -> RowRuns? {
        guard let content, let kinds = owners[.kinds],
            let kind = schema.fields.firstIndex(where: { $0.name == "kind" }),
            let date = schema.fields.firstIndex(where: { $0.name == "date" })
        else { return nil }
        let old = content.view(order.kinds)
        return RowRuns(
            kindColumn: kind, dateColumn: date, starts: content.view(order.starts),
            kinds: View(kinds.coded((0..<old.count).map { old.base[$0] }).codes),
            firstDays: content.view(order.firstDays), lastDays: content.view(order.lastDays), rowCount: rowCount)
    }

    // MARK: Columns

    func column(_ piece: Piece, _ field: Field) -> Column {
        let unknown = UnknownColumns(count: piece.rowCount)
        switch piece.column(field.name, content) {
        case .plain(let column, _)?: return column
        case .codes(let codes, .sets)?: return sets?.column(codes) ?? unknown.column(field.type)
        case .codes(let codes, let owner)?:
            return final(owner).map { .coded($0.coded(codes)) } ?? unknown.column(field.type)
        case .lists(let offsets, let codes, let owner)?:
            guard let final = final(owner) else { return unknown.column(field.type) }
            return .list(PieceColumn.list(offsets, codes, final))
        case nil:
            guard field.name == "stance" else { return unknown.column(field.type) }
            // What a report is of, it affirms.
            return .coded(
                CodedColumn(
                    codes: [UInt32](repeating: CodedColumn.firstCode, count: piece.rowCount), dictionary: stances))
        }
    }

    private func final(_ owner: CodeOwner) -> FinalCodes? {
        guard case .texts(let number) = owner else { return owners[owner] }
        let known = texts[number]?.value
        if let known { content?.willRead(known.codes.count * MemoryLayout<UInt32>.stride) }
        return known
    }
}

/// The documents of one piece, some of which an earlier piece has, or a later one knows more of.
private struct ChangedDocuments: Sendable {
    private let tables: PieceTables
    private let pieces: [Piece]
    private let number: Int
    private let changes: SpillFile<DocumentSpill.Record>

    init(_ tables: PieceTables, _ pieces: [Piece], _ number: Int, _ changes: SpillFile<DocumentSpill.Record>) {
        self.tables = tables
        self.pieces = pieces
        self.number = number
        self.changes = changes
    }

    func column(_ field: Field) -> Column {
        let changes = RowChanges(changes, number, rowCount: pieces[number].rowCount, tables.integrity)
        return changes.applied(to: tables.column(pieces[number], field), field) { segment in
            (tables.column(pieces[segment], field), field.type)
        }
    }
}
