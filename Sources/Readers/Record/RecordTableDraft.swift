import Columnar
import EventModel
import Store

/// A table of records, row by row: what is full becomes a piece.
struct RecordTableDraft {
    let fields: RecordFields
    /// Which columns have a value in any row.
    private var isPresent: [Bool]
    /// Columns in the order in which their names are told, where nobody declares them.
    private let order: [Int]
    /// The texts of columns that share theirs with no other.
    private var texts: [TextCells?]
    private var exact: Rows
    private var wide: Rows
    private var byteCount = 0

    /// Rows of one sort of dates, and the pieces before them.
    private struct Rows {
        var cells: [RecordCells]
        var count = 0
        var pieces: [Piece] = []
    }

    /// - Parameter sharesNames: whether kinds, actors and places are those of other tables as well.
    init(_ fields: RecordFields, sharesNames: Bool, _ pieces: inout Pieces) {
        self.fields = fields
        isPresent = Array(repeating: false, count: fields.fields.count)
        let first = ["actor", "target", "via", "attributed_to"].compactMap { sharesNames ? fields.index(of: $0) : nil }
        order = first + fields.fields.indices.filter { !first.contains($0) }
        texts = []
        var cells: [RecordCells] = []
        for field in fields.fields {
            var own: TextCells?
            let owner: CodeOwner?
            switch field.type.element {
            case .kind where sharesNames: owner = .kinds
            case .actor where sharesNames: owner = .actors
            case .place where sharesNames: owner = .places
            case .text, .kind, .actor, .place, .event:
                let cells = TextCells(seed: pieces.seed, number: pieces.open())
                owner = .texts(cells.number)
                own = cells
            case .number, .bool, .date, .period, .duration, .money, .list: owner = nil
            }
            texts.append(own)
            cells.append(RecordCells(field.type, owner))
        }
        exact = Rows(cells: cells)
        wide = exact
    }

    /// Where the next row will stand.
    func place(isWide: Bool) -> RecordRowPlace {
        let rows = isWide ? wide : exact
        return RecordRowPlace(piece: rows.pieces.count, row: rows.count, isWide: isWide)
    }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - isWide: whether it stands behind all others, for its date.
    ///   - byteCount: of the line.
    mutating func append(_ row: RecordRow, isWide: Bool, byteCount: Int, _ names: inout RecordNames) {
        for index in order where !row.values[index].isUnknown { isPresent[index] = true }
        if isWide {
            Self.append(row, order, &wide.cells, &texts, &names)
            wide.count += 1
        } else {
            Self.append(row, order, &exact.cells, &texts, &names)
            exact.count += 1
        }
        self.byteCount += byteCount
    }

    private static func append(
        _ row: RecordRow, _ order: [Int], _ cells: inout [RecordCells], _ texts: inout [TextCells?],
        _ names: inout RecordNames
    ) {
        for index in order {
            let value = row.values[index]
            switch cells[index].owner {
            case .kinds: cells[index].append(value) { names.kinds.knownCode($0) }
            case .actors: cells[index].append(value) { names.actors.knownCode($0) }
            case .places: cells[index].append(value) { names.places.knownCode($0) }
            case .texts:
                cells[index].append(value) { texts[index]?.dictionary.knownCode($0) ?? CodedColumn.unknown }
            case nil, .outlets, .speakers, .sets: cells[index].append(value) { _ in CodedColumn.unknown }
            }
        }
    }

    // MARK: Pieces

    /// Whether as many rows are in memory as may be.
    func isFull(_ limits: PieceLimits?) -> Bool {
        limits.map { exact.count + wide.count >= $0.rows || byteCount >= $0.bytes } ?? false
    }

    /// Makes pieces of the rows at hand.
    ///
    /// - Parameters:
    ///   - isLast: whether no more rows come.
    ///   - clustering: of rows of exact dates, the order in which they are to lie, by their kinds and days.
    mutating func cut(
        isLast: Bool, _ pieces: inout Pieces,
        clustering: (_ kinds: [UInt32], _ days: [DayNumber]) -> Clustering? = { _, _ in nil }
    ) throws(StoreError) {
        try cut(\.exact, &pieces, clustering)
        try cut(\.wide, &pieces) { _, _ in nil }
        byteCount = 0
        for index in texts.indices {
            guard var own = texts[index] else { continue }
            texts[index] = nil
            let number = own.number
            try pieces.close(&own, isLast: isLast)
            texts[index] = own
            guard own.number != number else { continue }
            let cells = RecordCells(fields.fields[index].type, .texts(own.number))
            exact.cells[index] = cells
            wide.cells[index] = cells
        }
    }

    private mutating func cut(
        _ path: WritableKeyPath<RecordTableDraft, Rows>, _ pieces: inout Pieces,
        _ clustering: (_ kinds: [UInt32], _ days: [DayNumber]) -> Clustering?
    ) throws(StoreError) {
        let rowCount = self[keyPath: path].count
        guard rowCount > 0 else { return }
        var columns: [String: PieceColumn] = [:]
        for (index, field) in fields.fields.enumerated() where columns[field.name] == nil {
            columns[field.name] = self[keyPath: path].cells[index].taken()
        }
        let piece = try pieces.piece(columns, rowCount) {
            guard case .codes(let kinds, _)? = columns["kind"], case .plain(.date(let dates), _)? = columns["date"],
                dates.spans == nil
            else { return nil }
            return clustering(kinds, dates.first)
        }
        self[keyPath: path].pieces.append(piece)
        self[keyPath: path].count = 0
    }

    /// How many pieces there are of rows with exact dates, and with wide ones.
    var pieceCounts: (exact: Int, wide: Int) { (exact.pieces.count, wide.pieces.count) }

    /// All pieces, those with wide dates behind the others.
    var pieces: [Piece] { exact.pieces + wide.pieces }

    /// The table's own columns, and of those that the data set adds the ones that have a value in a row.
    func schema(_ name: String) -> TableSchema {
        TableSchema(
            name,
            fields.fields.indices.filter { $0 < fields.standard.count || isPresent[$0] }.map { fields.fields[$0] })
    }
}
