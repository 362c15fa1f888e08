import Columnar
import EventModel
import Store

/// Events in columns, as a reader of rows makes them: fields that every data set has, and those of its own.
///
/// A reader checks a whole row before it appends to the columns: each of them gets one value for each row. Where memory is
/// bounded, rows go aside as pieces; names, kinds and places stay.
struct EventDraft {
    let seed: UInt64
    /// Rows of the piece at hand, and those of all before it.
    private(set) var count = 0
    private var countBefore = 0
    private(set) var pieces: Pieces
    /// The days on which any row of the pieces may have been.
    private(set) var bounds: Period?
    private(set) var kindCounts: [Int] = []
    /// Whether every row has an id.
    private(set) var hasAllIDs = true
    private var idRows = 0
    let severalActors: Bool
    /// The order of kinds in which rows lie.
    private let kindOrder: KindCatalog
    var ids: TextCells
    private(set) var kinds: [UInt32] = []
    var dates = DateCells()
    /// `DateSpan.distantPast` where unknown.
    var known: [DayNumber] = []
    /// The names of actors as they are written, which the columns of actors are codes of.
    var names: ByteDictionary
    var actors = ListCells()
    var targets = ListCells()
    var places: NamedPlaces
    var placeCodes: [UInt32] = []
    var summaries: TextCells
    var reports: ReportDraft

    /// Columns of the data set's own, in the order in which they are shown.
    private(set) var added: [(field: Field, sort: Sort)] = []
    var texts: [TextCells] = []
    var lists: [ListCells] = []
    var words: [TextCells] = []
    var actorLists: [ListCells] = []
    var numbers: [NumberCells] = []
    var days: [[DayNumber]] = []
    var truths: [TruthCells] = []
    var dateColumns: [DateCells] = []
    /// Sums of money, each column in one currency.
    var amounts: [(numbers: NumberCells, currencies: CodeDictionary)] = []

    /// Which of the arrays holds a column of its own, and where.
    enum Sort: Hashable {
        case text(Int), list(Int), actors(Int), number(Int), day(Int), truth(Int), date(Int), amount(Int)
    }

    private var kindNames: [String] = []
    private var kindCodes: [String: UInt32] = [:]

    /// - Parameters:
    ///   - pieces: where rows go.
    ///   - kinds: those that the format has beside CAMEO's.
    ///   - severalActors: whether an event may have several actors or targets.
    init(_ pieces: Pieces = Pieces(), kinds: [DeclaredKind] = [], severalActors: Bool = true) {
        seed = pieces.seed
        self.severalActors = severalActors
        var pieces = pieces
        ids = TextCells(seed: seed, number: pieces.open())
        names = ByteDictionary(seed: seed)
        places = NamedPlaces(seed: seed)
        summaries = TextCells(seed: seed, number: pieces.open())
        reports = ReportDraft(seed: seed, &pieces)
        self.pieces = pieces
        kindOrder = KindCatalog(declared: kinds)
    }

    // MARK: Columns

    /// Adds a column of the data set's own; what it gives is the place in the array of its sort.
    @discardableResult
    mutating func addText(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .text, summary), .text(texts.count)))
        texts.append(TextCells(seed: seed, number: pieces.open()))
        return texts.count - 1
    }

    @discardableResult
    mutating func addNumber(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .number, summary), .number(numbers.count)))
        numbers.append(NumberCells())
        return numbers.count - 1
    }

    @discardableResult
    mutating func addList(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .list(.text), summary), .list(lists.count)))
        lists.append(ListCells())
        words.append(TextCells(seed: seed, number: pieces.open()))
        return lists.count - 1
    }

    @discardableResult
    mutating func addActors(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .list(.actor), summary), .actors(actorLists.count)))
        actorLists.append(ListCells())
        return actorLists.count - 1
    }

    @discardableResult
    mutating func addDay(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .date, summary), .day(days.count)))
        days.append([])
        return days.count - 1
    }

    @discardableResult
    mutating func addTruth(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .bool, summary), .truth(truths.count)))
        truths.append(TruthCells())
        return truths.count - 1
    }

    @discardableResult
    mutating func addDate(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .date, summary), .date(dateColumns.count)))
        dateColumns.append(DateCells())
        return dateColumns.count - 1
    }

    /// The standard field `amount`, in one currency.
    mutating func addAmount(in currency: String) -> Int {
        added.append((Field("amount", .money), .amount(amounts.count)))
        amounts.append((NumberCells(), CodeDictionary([currency], isSorted: true)))
        return amounts.count - 1
    }

    // MARK: Rows

    /// The code of a kind by its name, for `endRow`.
    mutating func kind(_ name: String) -> UInt32 {
        if let code = kindCodes[name] { return code }
        let code = UInt32(kindNames.count) + CodedColumn.firstCode
        kindNames.append(name)
        kindCodes[name] = code
        return code
    }

    /// Ends a row, to which every other column has got its value.
    mutating func endRow(kind: UInt32) {
        kinds.append(kind)
        count += 1
        assert(
            ids.codes.count == count && dates.start.count == count && known.count == count
                && actors.offsets.count == count + 1 && targets.offsets.count == count + 1
                && placeCodes.count == count && summaries.codes.count == count
                && texts.allSatisfy { $0.codes.count == count } && numbers.allSatisfy { $0.low.count == count }
                && lists.allSatisfy { $0.offsets.count == count + 1 }
                && actorLists.allSatisfy { $0.offsets.count == count + 1 } && days.allSatisfy { $0.count == count },
            "every column has a value for every row")
    }

    /// The names of kinds, in the order of their codes.
    var kindsUsed: [String] { kindNames }

    /// The number of the row at hand, from 0.
    var number: Int { countBefore + count }

    // MARK: Pieces

    /// Whether as many rows are in memory as may be.
    var isFull: Bool { pieces.limits.map { count >= $0.rows } ?? false }

    /// Makes a piece of the rows at hand.
    ///
    /// - Parameter isLast: whether no more rows come.
    mutating func cut(isLast: Bool) throws(StoreError) {
        if count > 0 {
            try cutReports()
            try cutEvents()
        }
        try pieces.closeIDs(&ids, isLast: isLast)
        try pieces.close(&summaries, isLast: isLast)
        for index in texts.indices { try pieces.close(&texts[index], isLast: isLast) }
        for index in words.indices { try pieces.close(&words[index], isLast: isLast) }
        try pieces.closeDocuments(&reports.documents, isLast: isLast)
    }

    /// Rows that have the id of another one, when all are cut.
    func repeatedIDCount() throws(StoreError) -> Int { try idRows - pieces.distinctIDCount() }

    private mutating func cutReports() throws(StoreError) {
        let (columns, rowCount) = reports.taken(ids.codes, ids.number)
        try pieces.addReports(columns, rowCount: rowCount)
    }

    private mutating func cutEvents() throws(StoreError) {
        let rowCount = count
        let known = ids.codes.count { $0 >= CodedColumn.firstCode }
        idRows += known
        hasAllIDs = hasAllIDs && known == rowCount
        while kindCounts.count < kindNames.count { kindCounts.append(0) }
        for kind in kinds where kind >= CodedColumn.firstCode { kindCounts[Int(kind - CodedColumn.firstCode)] += 1 }
        if let own = dates.bounds {
            bounds = Period(min(bounds?.first ?? own.first, own.first), max(bounds?.last ?? own.last, own.last))
        }
        let exact = (0..<rowCount).filter(self.dates.isExact)
        let wide = exact.count == rowCount ? [] : (0..<rowCount).filter { !self.dates.isExact($0) }
        let (dates, rowKinds) = (dates, kinds)
        let columns = taken()
        let order = pieces.limits == nil ? nil : kindOrder
        let names = kindNames
        for (rows, isExact) in [(exact, true), (wide, false)] {
            var part = rows.count == rowCount ? columns : columns.mapValues { $0.gathering(rows) }
            let column = dates.column(rows)
            part["date"] = .plain(column, .date)
            try pieces.addEvents(part, rowCount: rows.count, isExact: isExact) {
                guard let order, case .date(let dates) = column, dates.spans == nil else { return nil }
                return Clustering(
                    0..<rows.count, kinds: rows.map { rowKinds[$0] }, days: dates.first,
                    ranks: ClusterColumns.ranks([nil, nil] + names, order))
            }
        }
        self.dates = DateCells()
        kinds.removeAll(keepingCapacity: true)
        countBefore += rowCount
        count = 0
    }

    /// All columns but dates, which begin anew.
    private mutating func taken() -> [String: PieceColumn] {
        var columns: [String: PieceColumn] = [
            "id": ids.taken(), "kind": .codes(kinds, .kinds), "known": .plain(.days(known), .date),
            "actor": severalActors ? actors.taken(.actors) : actors.takenSingly(.actors),
            "target": severalActors ? targets.taken(.actors) : targets.takenSingly(.actors),
            "place": .codes(placeCodes, .places), "summary": summaries.taken(),
        ]
        known.removeAll(keepingCapacity: true)
        placeCodes.removeAll(keepingCapacity: true)
        for (field, sort) in added { columns[field.name] = taken(sort, field.type) }
        return columns
    }

    private mutating func taken(_ sort: Sort, _ type: ValueType) -> PieceColumn {
        switch sort {
        case .text(let index): return texts[index].taken()
        case .list(let index): return lists[index].taken(.texts(words[index].number))
        case .actors(let index): return actorLists[index].taken(.actors)
        case .number(let index):
            defer { numbers[index] = NumberCells() }
            return .plain(numbers[index].column, type)
        case .day(let index):
            defer { days[index].removeAll(keepingCapacity: true) }
            return .plain(.days(days[index]), type)
        case .truth(let index):
            defer { truths[index] = TruthCells() }
            return .plain(truths[index].column, type)
        case .date(let index):
            defer { dateColumns[index] = DateCells() }
            return .plain(dateColumns[index].column(Array(0..<count)), type)
        case .amount(let index):
            defer { amounts[index].numbers = NumberCells() }
            return .plain(amounts[index].numbers.amounts(in: amounts[index].currencies), type)
        }
    }
}

/// Reports of events, and the documents they are in, as a reader of rows makes them.
struct ReportDraft {
    /// The row of the event in its piece.
    private var rows: [Int] = []
    private var documentCodes: [UInt32] = []
    private var outletCodes: [UInt32] = []
    private var speakerCodes: [UInt32] = []

    var documents: DocumentDraft
    var outlets: ByteDictionary
    var speakers: ByteDictionary

    init(seed: UInt64, _ pieces: inout Pieces) {
        documents = DocumentDraft(seed: seed, &pieces)
        outlets = ByteDictionary(seed: seed)
        speakers = ByteDictionary(seed: seed)
    }

    /// A report that affirms the event of a row.
    mutating func append(row: Int, document: UInt32, outlet: UInt32, speaker: UInt32 = CodedColumn.unknown) {
        rows.append(row)
        documentCodes.append(document)
        outletCodes.append(outlet)
        speakerCodes.append(speaker)
    }

    /// The reports so far, which begin anew.
    ///
    /// - Parameter ids: the codes of the ids of the events, and the number of their dictionary.
    fileprivate mutating func taken(_ ids: [UInt32], _ number: Int) -> (columns: [String: PieceColumn], rowCount: Int) {
        defer {
            rows.removeAll(keepingCapacity: true)
            documentCodes.removeAll(keepingCapacity: true)
            outletCodes.removeAll(keepingCapacity: true)
            speakerCodes.removeAll(keepingCapacity: true)
        }
        return (
            [
                "event": .codes(rows.map { ids[$0] }, .texts(number)),
                "document": .codes(documentCodes, .texts(documents.ids.number)),
                "via": .codes(outletCodes, .outlets), "attributed_to": .codes(speakerCodes, .speakers),
            ], rows.count
        )
    }
}
