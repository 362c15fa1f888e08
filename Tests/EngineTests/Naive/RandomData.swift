import Columnar
import EventModel
import TestSupport

/// Small data sets with everything that makes events hard: wide, lasting and missing dates, several actors, ties.
struct RandomData {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static let declaredKinds = ["alpha", "alpha.one", "alpha.one.deep", "alpha.two", "beta", "beta.one"]
    static let kinds = declaredKinds + ["consult", "reject", "reject.meeting", "reject.civil", "gamma"]
    static let actors = ["AA", "AAMIL", "li", "BB", "BBGOV", "ring1", "ring2", "stray"]
    static let places = ["harbour", "island", "TWN"]
    static let texts = ["talks fail", "Talks begin", "no talks", "Ärger im Hafen", "", "a*b?", "zz", "Zz"]
    /// 2022-12-01 to 2023-03-10: three months, two years, two quarters.
    static let days: ClosedRange<Int> = 19_327...19_426
    /// Some data sets crowd into a few days.
    private var crowded = days

    static let fields: [Field] = [
        Field("id", .text), Field("kind", .kind), Field("date", .date), Field("known", .date),
        Field("actor", .list(.actor)), Field("target", .list(.actor)), Field("place", .place), Field("summary", .text),
        Field("amount", .money), Field("times", .number), Field("deaths", .number), Field("wait", .duration),
        Field("urgent", .bool), Field("because_of", .list(.event)), Field("part_of", .event), Field("agent", .actor),
        Field("responds_to", .list(.event)), Field("follows_up", .event),
    ]
    static let reportFields: [Field] = [
        Field("event", .event), Field("document", .text), Field("via", .actor), Field("stance", .text),
        Field("date", .date), Field("attributed_to", .actor), Field("place", .place), Field("amount", .money),
        Field("times", .number), Field("kind", .kind), Field("target", .list(.actor)),
        Field("responds_to", .list(.event)), Field("published", .date),
    ]
    static let documentFields: [Field] = [Field("id", .text), Field("published", .date)]
    static let offices = ["minister", "envoy", "chair", "throne"]
    static let documents = (0..<6).map { "d\($0)" }
    static let stances = ["affirms", "denies", "withholds", "expects"]

    /// - Parameter rowCount: of events; nil: 0 to 24.
    mutating func dataSet(rowCount: Int? = nil) -> DataSet {
        if random.oneIn(3) { crowded = 19_370...19_382 }
        let rows = rows(rowCount ?? random.number(0...23))
        let events = table(TableSchema("events", Self.fields), rows: rows)
        let reports = table(TableSchema("reports", Self.reportFields), rows: reportRows(rows.compactMap(\.first?.name)))
        let documents = table(TableSchema("documents", Self.documentFields), rows: documentRows())
        let catalog = Catalog(
            name: "random",
            kinds: Self.kindCatalog,
            actors: ActorCatalog([
                Actor(id: "AA", name: "Aland", type: "country", isDeclared: true),
                Actor(id: "AAMIL", memberOf: ["AA"], roles: ["MIL", "GOV"]),
                Actor(id: "li", name: "Li", type: "person", memberOf: ["AAMIL"]),
                Actor(id: "BB", name: "Bland", type: "country"), Actor(id: "BBGOV", country: "BB", roles: ["GOV"]),
                Actor(id: "ring1", memberOf: ["ring2"]), Actor(id: "ring2", memberOf: ["ring1"]), Actor(id: "stray"),
            ]),
            places: [
                "harbour": Place(id: "harbour", name: "Harbour", country: "TWN"),
                "island": Place(id: "island", name: "Island", country: nil),
                "TWN": Place(id: "TWN", name: "Taiwan", country: "TWN"),
            ],
            offices: terms(),
            coverage: coverage(),
            tables: [
                TableSchema("events", Self.fields), TableSchema("reports", Self.reportFields),
                TableSchema("documents", Self.documentFields),
            ])
        return DataSet(catalog: catalog, tables: ["events": events, "reports": reports, "documents": documents])
    }

    /// `gamma` is in no tree.
    private static let kindCatalog = KindCatalog(
        declared: declaredKinds.map { name in
            let above = name.split(separator: ".").dropLast().joined(separator: ".")
            return DeclaredKind(name: name, parent: above.isEmpty ? nil : above, label: "The \(name)")
        })

    private mutating func coverage() -> Coverage? {
        if random.oneIn(12) { return nil }
        // Most of the events, so that windows end inside; seldom so long that not all shifts are tried.
        if random.oneIn(40) { return Coverage(Period(18_500, 19_800), isGuess: false) }
        let first = DayNumber(random.number(19_300...19_400))
        return Coverage(Period(first, first + DayNumber(random.number(0...160))), isGuess: random.oneIn(2))
    }

    /// Rows in segments; their dictionaries are sorted or not, of their own or the table's, just large enough or far
    /// too large, as readers and stores make them.
    private mutating func table(_ schema: TableSchema, rows: [[Value]]) -> Table {
        var segments: [Segment] = []
        var rest = rows[...]
        let shared = CodeDictionary(Self.dictionary.shuffled(using: &random), isSorted: false)
        let sharesDictionary = random.oneIn(3)
        while !rest.isEmpty {
            let part = Array(rest.prefix(random.number(1...max(1, rest.count))))
            rest = rest.dropFirst(part.count)
            let columns = schema.fields.indices.map { column in
                let made = Column(part.map { $0[column] }, type: schema.fields[column].type)
                return sharesDictionary ? made.recoded(shared) : made
            }
            segments.append(Segment(columns: columns, rowCount: part.count))
        }
        return Table(schema: schema, segments: segments)
    }

    /// All texts that cells have, and many that none has.
    private static let dictionary: [String] = {
        let ids = (0..<24).flatMap { ["\($0)", "e\($0)"] } + ["lost"]
        return Array(Set(kinds + actors + places + texts + ids + ["USD", "CNY"] + documents + stances)).sorted()
            + (0..<400).map { "unused \($0)" }
    }()

    private mutating func rows(_ count: Int) -> [[Value]] {
        // Some tables know every day exactly, which the engine stores otherwise.
        let isExact = random.oneIn(5)
        let ids = (0..<count).map { random.oneIn(6) ? "e\($0 % 24)" : "\($0 * 7 % 23)" }
        return ids.map { id in
            Self.fields.map { field in
                if field.name == "id" { return .text(id) }
                if field.name == "date" && isExact {
                    return .date(EventDate(at: DateSpan(day: DayNumber(random.number(Self.days)))))
                }
                return cell(field.type, ids)
            }
        }
    }

    /// Accounts of a few events, often of one and the same.
    private mutating func reportRows(_ events: [String]) -> [[Value]] {
        let some = events.isEmpty ? ["lost"] : (0..<4).map { _ in random.pick(events) }
        return (0..<random.number(0...14)).map { _ in
            Self.reportFields.map { field in
                switch field.name {
                case "event": random.oneIn(8) ? cell(.event, events) : .event(random.pick(some))
                case "document": random.oneIn(8) ? .unknown : .text(random.pick(Self.documents + ["d9"]))
                case "published": random.oneIn(4) ? known(.date) : .unknown
                case "stance": random.oneIn(4) ? .unknown : .text(random.pick(["affirms", "affirms"] + Self.stances))
                default: random.oneIn(3) ? .unknown : known(field.type, events)
                }
            }
        }
    }

    private mutating func documentRows() -> [[Value]] {
        Self.documents.map { id in [.text(id), random.oneIn(6) ? .unknown : .date(EventDate(at: dateSpan()))] }
    }

    /// Terms with gaps, overlaps and bounds that are not known to the day; of the throne there is none.
    private mutating func terms() -> [OfficeTerm] {
        (0..<random.number(0...8)).map { _ in
            let from = random.oneIn(2) ? DateSpan(day: DayNumber(random.number(Self.days))) : dateSpan()
            let begin = max(from.latest == .max ? from.earliest : from.latest, DayNumber(Self.days.lowerBound))
            let end = begin + DayNumber(random.number(0...40))
            let to =
                random.oneIn(4)
                ? DateSpan(day: DateSpan.distantFuture)
                : DateSpan(end, random.oneIn(2) ? end : random.oneIn(4) ? DateSpan.distantFuture : end + 9)
            return OfficeTerm(
                office: random.pick(Array(Self.offices.dropLast())),
                holder: random.pick(["li", "li", "AAMIL", "BBGOV"]),
                from: from, to: to, source: nil)
        }
    }

    /// A cell of a type: mostly known, sometimes unknown, seldom none.
    private mutating func cell(_ type: ValueType, _ ids: [String]) -> Value {
        if type != .bool {
            if random.oneIn(6) { return .unknown }
            if random.oneIn(12) { return .none }
        }
        switch type {
        case .list(let element):
            return .list(
                (0..<random.pick([1, 1, 1, 1, 2, 2, 3, 0])).map { _ in random.oneIn(25) ? .unknown : known(element, ids)
                })
        case .bool: return .truth(random.pick([.no, .yes, .yes, .maybe]))
        case .text, .number, .date, .period, .duration, .money, .kind, .actor, .place, .event: return known(type, ids)
        }
    }

    /// A known value of a type, as cells and constants have it.
    mutating func known(_ type: ValueType, _ ids: [String] = (0..<24).map { "\($0)" }) -> Value {
        switch type {
        case .text: return .text(random.pick(Self.texts))
        case .number: return .number(span())
        case .bool: return .truth(random.pick([.no, .yes]))
        case .date: return .date(date())
        case .period: return .period(period())
        case .duration: return .duration(span())
        case .money: return .money(Money(span(), random.oneIn(5) ? "CNY" : "USD"))
        case .kind: return .kind(random.pick(Self.kinds))
        case .actor: return .actor(random.pick(Self.actors))
        case .place: return .place(random.pick(Self.places))
        case .event: return .event(ids.isEmpty ? "0" : random.pick(ids + ["lost"]))
        case .list(let element): return .list([known(element, ids)])
        }
    }

    /// Whole numbers, so that sums are exact in any order.
    private mutating func span() -> NumberSpan {
        let low = Double(random.number(-3...9))
        if random.oneIn(15) { return NumberSpan(low, .infinity) }
        return random.oneIn(3) ? NumberSpan(low, low + Double(random.number(0...4))) : NumberSpan(low)
    }

    mutating func date() -> EventDate {
        var date = spans()
        if random.oneIn(12) { date.written = "as written" }
        return date
    }

    private mutating func spans() -> EventDate {
        if random.oneIn(4) {
            let start = dateSpan()
            if random.oneIn(6) { return EventDate(from: start, to: DateSpan(start.earliest, DateSpan.distantFuture)) }
            var end = dateSpan()
            if end.latest < start.earliest { end = DateSpan(start.earliest, start.latest) }
            return EventDate(from: start, to: end)
        }
        return EventDate(at: random.oneIn(2) ? DateSpan(day: DayNumber(random.number(crowded))) : dateSpan())
    }

    private mutating func dateSpan() -> DateSpan {
        let day = DayNumber(random.number(crowded))
        switch random.number(1...14) {
        case 1...5: return DateSpan(day: day)
        case 6...9: return DateSpan(day, day + DayNumber(random.number(1...12)))
        case 10: return CivilCalendar.period(containing: day, unit: .month).span
        case 11: return CivilCalendar.period(containing: day, unit: .year).span
        case 12: return CivilCalendar.period(containing: day, unit: .week).span
        case 13: return DateSpan(DateSpan.distantPast, day)
        default: return DateSpan(day, DateSpan.distantFuture)
        }
    }

    mutating func period() -> Period {
        let day = DayNumber(random.number(Self.days))
        if random.oneIn(4) { return Period(day, day + DayNumber(random.number(0...40))) }
        return CivilCalendar.period(containing: day, unit: random.pick(TimeUnit.allCases))
    }
}

extension Column {
    /// The same column with its codes in another dictionary, which holds all its texts.
    fileprivate func recoded(_ dictionary: CodeDictionary) -> Column {
        switch self {
        case .coded(let column): return .coded(column.recoded(dictionary))
        case .money(let column):
            return .money(MoneyColumn(amount: column.amount, currency: column.currency.recoded(dictionary)))
        case .list(let column):
            return .list(
                ListColumn(
                    offsets: column.offsets, values: column.values.column.recoded(dictionary), states: column.states))
        case .number, .date, .truth, .period: return self
        }
    }
}

extension CodedColumn {
    fileprivate func recoded(_ other: CodeDictionary) -> CodedColumn {
        let codes = codes.map { code -> UInt32 in
            guard let text = dictionary.text(code) else { return code }
            guard let place = other.texts.firstIndex(of: text) else { return Self.unknown }
            return UInt32(place) + Self.firstCode
        }
        return CodedColumn(codes: codes, dictionary: other)
    }
}
