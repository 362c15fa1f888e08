import Columnar
import EventModel

/// Events in columns, as a reader of rows makes them: fields that every data set has, and those of its own.
///
/// A reader checks a whole row before it appends to the columns: each of them gets one value for each row.
struct EventDraft {
    let seed: UInt64
    private(set) var count = 0
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
    var words: [ByteDictionary] = []
    var actorLists: [ListCells] = []
    var numbers: [NumberCells] = []
    var days: [[DayNumber]] = []
    var truths: [TruthCells] = []
    var dateColumns: [DateCells] = []
    /// Sums of money, each column in one currency.
    var amounts: [(numbers: NumberCells, currency: String)] = []

    /// Which of the arrays holds a column of its own, and where.
    enum Sort: Hashable {
        case text(Int), list(Int), actors(Int), number(Int), day(Int), truth(Int), date(Int), amount(Int)
    }

    private var kindNames: [String] = []
    private var kindCodes: [String: UInt32] = [:]

    init(seed: UInt64 = UInt64.random(in: .min ... .max)) {
        self.seed = seed
        ids = TextCells(seed: seed)
        names = ByteDictionary(seed: seed)
        places = NamedPlaces(seed: seed)
        summaries = TextCells(seed: seed)
        reports = ReportDraft(seed: seed)
    }

    // MARK: Columns

    /// Adds a column of the data set's own; what it gives is the place in the array of its sort.
    @discardableResult
    mutating func addText(_ name: String, _ summary: String) -> Int {
        added.append((Field(name, .text, summary), .text(texts.count)))
        texts.append(TextCells(seed: seed))
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
        words.append(ByteDictionary(seed: seed))
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
        amounts.append((NumberCells(), currency))
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

    /// Rows that have the id of another one.
    var repeatedIDCount: Int { ids.codes.count { $0 >= CodedColumn.firstCode } - ids.dictionary.count }
}

/// Reports of events, and the documents they are in, as a reader of rows makes them.
struct ReportDraft {
    /// The row of the event.
    private(set) var rows: [Int] = []
    private(set) var documentCodes: [UInt32] = []
    private(set) var outletCodes: [UInt32] = []
    private(set) var speakerCodes: [UInt32] = []

    var documents: ByteDictionary
    private(set) var published: [DayNumber] = []
    private(set) var subjects: [UInt32] = []
    var titles: ByteDictionary
    var outlets: ByteDictionary
    var speakers: ByteDictionary

    init(seed: UInt64) {
        documents = ByteDictionary(seed: seed)
        titles = ByteDictionary(seed: seed)
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

    /// Notes of a document when it came out, the first day that is given, and its title.
    mutating func note(document: UInt32, published day: DayNumber, title: UInt32 = CodedColumn.unknown) {
        guard document >= CodedColumn.firstCode else { return }
        let index = Int(document - CodedColumn.firstCode)
        while published.count <= index {
            published.append(DateSpan.distantPast)
            subjects.append(CodedColumn.unknown)
        }
        let known = published[index]
        if day != DateSpan.distantPast { published[index] = known == DateSpan.distantPast ? day : min(known, day) }
        if subjects[index] == CodedColumn.unknown { subjects[index] = title }
    }
}
