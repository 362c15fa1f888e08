import Columnar
import EventModel

/// Makes events of the rows of UCDP's Georeferenced Event Dataset.
struct UCDPRows: RowReader {
    var draft: EventDraft
    private var columns = ColumnPlaces<UCDPColumn>()
    private let added: [(column: UCDPColumn, sort: EventDraft.Sort)]
    private let kinds: [UInt32]
    private let fatalities: Int
    private var file = File()
    private var rowsWithLateEvents = 0
    private var rowsWithStrayBest = 0
    /// The numbers of the row at hand.
    private var numbers: [Double] = []

    private struct File {
        var fractions = 0
        var others: [String] = []
    }

    init(_ pieces: Pieces = Pieces()) {
        var draft = EventDraft(pieces, kinds: Self.kindNames)
        fatalities = draft.addNumber("fatalities", "deaths, from the lowest to the highest estimate")
        var added: [(column: UCDPColumn, sort: EventDraft.Sort)] = []
        for (column, name, summary, _) in Self.numbers {
            added.append((column, .number(draft.addNumber(name, summary))))
        }
        for (column, name, summary) in Self.texts { added.append((column, .text(draft.addText(name, summary)))) }
        added.append(
            (.activeYear, .truth(draft.addTruth("active_year", "whether the dyad had 25 deaths or more that year"))))
        self.added = added
        var kinds: [UInt32] = []
        for kind in Self.kindNames { kinds.append(draft.kind(kind.name)) }
        self.kinds = kinds
        self.draft = draft
    }

    /// Columns of numbers, with what they may be; of how many sources is left open where nobody counted them (-1).
    private static let numbers: [(UCDPColumn, String, String, ClosedRange<Double>?)] = [
        (.best, "fatalities_best", "deaths, by the best estimate", deaths),
        (.deathsA, "deaths_a", "deaths of the actor's side", deaths),
        (.deathsB, "deaths_b", "deaths of the target's side", deaths),
        (.deathsCivilians, "deaths_civilians", "deaths of civilians", deaths),
        (.deathsUnknown, "deaths_unknown", "deaths of people of unknown status", deaths),
        (.datePrecision, "date_precision", "1 the day, 2 a few days, 3 a week, 4 a month, 5 a year", 1...5),
        (.wherePrecision, "place_precision", "1 the exact place to 7 international waters or airspace", 1...7),
        (.clarity, "clarity", "1 an event of its own in the sources, 2 one of several that they sum up", 1...2),
        (.sourceCount, "sources", "number of sources", nil),
    ]

    private static let deaths = 0...Double.infinity

    private static let texts: [(UCDPColumn, String, String)] = [
        (.conflict, "conflict", "the conflict"), (.conflictID, "conflict_id", "its number in UCDP's lists"),
        (.dyad, "dyad_name", "the two sides as a pair"), (.dyadID, "dyad_id", "its number in UCDP's lists"),
        (.sideAID, "actor_id", "number of the actor's side in UCDP's lists"),
        (.sideBID, "target_id", "number of the target's side in UCDP's lists"),
        (.gwnoA, "actor_gw", "Gleditsch and Ward's number of the actor, if it is a state"),
        (.gwnoB, "target_gw", "Gleditsch and Ward's number of the target, if it is a state"),
        (.region, "region", "the region of the world"), (.grid, "priogrid", "the cell of the PRIO grid"),
        (.description, "place_description", "the place in words"), (.relid, "relid", "id in older versions"),
        (.codeStatus, "code_status", "whether UCDP has cleared the event"),
    ]

    /// Kinds by the type of violence, from 1.
    private static let kindNames: [DeclaredKind] = [
        DeclaredKind(name: "fight.state_based", parent: "19", label: "Fight in a conflict with a state on one side"),
        DeclaredKind(name: "fight.non_state", parent: "19", label: "Fight between groups, none of them a state"),
        DeclaredKind(
            name: "mass_violence.one_sided", parent: "20", label: "Kill civilians, by a state or an organized group"),
    ]

    // MARK: Files

    static let shape = GridShape(fixedHeader: UCDPColumn.fixedHeader)

    /// Whether a first row is one of GED: it names its columns, or has days and a type of violence in their places.
    static func isFirst(_ csv: CSVReader, _ bytes: Span<UInt8>) -> Bool {
        let names = Set((0..<csv.fieldCount).map { (csv.text($0, in: bytes) ?? "").lowercased() })
        if names.isSuperset(of: ["type_of_violence", "side_a", "side_b", "date_start", "date_prec"]) { return true }
        guard csv.fieldCount == UCDPColumn.fixedHeader.count else { return false }
        func day(_ column: Int) -> Bool {
            csv.withField(column, in: bytes) { GridDay.iso($0, 0..<$0.count) != nil }
        }
        return csv.withField(5, in: bytes) { (1...3).contains(GridField.whole($0, 0..<$0.count) ?? 0) }
            && day(38) && day(39)
    }

    mutating func begin(_ header: GridHeader) throws(ReadError) {
        columns = ColumnPlaces(header)
        file = File()
        file.others = columns.others.filter { !UCDPColumn.repeating.contains($0.lowercased()) }
        let needed: [UCDPColumn] = [.id, .violence, .sideA, .sideB, .start, .end]
        let missing = columns.titlesMissing(of: needed)
        guard missing.isEmpty else {
            throw .badHeader(
                path: header.path, detail: "found no column \(missing.joined(separator: ", ")), which UCDP GED has")
        }
    }

    func endFile(_ path: String, _ log: inout ReadLog) {
        if !file.others.isEmpty { log.warn(.columnsLeftOut(path: path, names: file.others)) }
        if file.fractions > 0 { log.warn(.spreadsheetDamage(path: path, damages: [.fractions(rows: file.fractions)])) }
    }

    mutating func dataSet(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        if rowsWithLateEvents > 0 { log.warn(.sourcesBeforeEvents(rows: rowsWithLateEvents)) }
        if rowsWithStrayBest > 0 { log.warn(.bestOutsideBounds(rows: rowsWithStrayBest)) }
        let meaning = DraftMeaning(declaredKinds: Self.kindNames, actor: Self.actor)
        return try draft.dataSet(name: name, meaning, &log)
    }

    /// Governments are told by their names: `Government of Syria`.
    private static func actor(_ name: String) -> Actor {
        let prefix = "Government of "
        guard name.hasPrefix(prefix) else { return Actor(id: name, name: name, type: "group") }
        let parts = name.dropFirst(prefix.count).utf8.split(separator: UInt8(ascii: "("))
        // `Russia (Soviet Union)`: today's name stands in front.
        let country = parts.lazy.compactMap { part -> Country? in
            Countries.country(named: GridShape.trimmed(String(Substring(part.prefix { $0 != UInt8(ascii: ")") }))))
        }.first
        return Actor(id: name, name: name, type: "government", country: country?.code, roles: ["GOV"])
    }

    // MARK: Rows

    private func day(_ column: UCDPColumn, _ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> DayNumber {
        let field = columns.value(column, bytes, fields) ?? 0..<0
        guard let day = GridDay.iso(bytes, field), day >= Self.firstDay else {
            throw GridDay.fault(
                bytes, field, columns[column], expected: "a day of the calendar as yyyy-mm-dd")
        }
        return day
    }

    /// Before it there is no year.
    private static let firstDay = CivilCalendar.day(year: 1, month: 1, day: 1) ?? DateSpan.distantPast

    /// A number in a range, whole where the range ends; not a number where there is none.
    private func number(
        _ column: UCDPColumn, _ bytes: Span<UInt8>, _ fields: FieldRanges, in range: ClosedRange<Double>?
    ) throws(RowFault) -> Double {
        let number = try columns.number(column, bytes, fields)
        guard let range, !number.isNaN else { return number }
        let isFine = range.contains(number) && (range.upperBound.isInfinite || number == number.rounded())
        guard isFine else {
            let expected =
                range.upperBound.isInfinite
                ? "a number from 0" : "a whole number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
            throw columns.fault(.badNumber, column, bytes, fields, expected: expected)
        }
        return number
    }

    mutating func row(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) {
        // Whatever may be refused comes before anything is kept.
        guard let id = columns.value(.id, bytes, fields) else {
            throw RowFault(.badID, columns[.id], "found nothing, expected a number")
        }
        let kind = try kind(bytes, fields)
        let date = try date(bytes, fields)
        let deaths = try deaths(bytes, fields)
        var place = NamedPlaces.Key()
        place.latitude = try columns.number(.latitude, bytes, fields, limit: 90).bitPattern
        place.longitude = try columns.number(.longitude, bytes, fields, limit: 180).bitPattern
        numbers.removeAll(keepingCapacity: true)
        for (column, _, _, range) in Self.numbers { numbers.append(try number(column, bytes, fields, in: range)) }

        let code = GridField.code(bytes, id)
        if code.hadFraction { file.fractions += 1 }
        draft.ids.append(bytes, code.range)
        draft.dates.append(EventDate(at: date))
        appendSides(bytes, fields)
        appendPlace(place, bytes, fields)
        draft.summaries.append(code: CodedColumn.unknown)
        draft.numbers[fatalities].append(deaths.low, deaths.high)
        for (column, sort) in added { append(column, sort, bytes, fields) }
        appendSources(from: date.earliest, bytes, fields)
        draft.endRow(kind: kind)
    }

    private func kind(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> UInt32 {
        let field = columns.value(.violence, bytes, fields) ?? 0..<0
        guard let type = GridField.whole(bytes, field), (1...kinds.count).contains(type) else {
            throw RowFault(
                .unknownKind, columns[.violence],
                "found `\(FieldText.excerpt(bytes, field))`, expected 1 (state-based), 2 (non-state) or 3 (one-sided)")
        }
        return kinds[type - 1]
    }

    /// From the first to the last day on which it may have happened.
    private func date(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> DateSpan {
        let start = try day(.start, bytes, fields)
        let end = try day(.end, bytes, fields)
        guard start <= end else {
            throw RowFault(.badOrder, columns[.end], "found an end before the start")
        }
        return DateSpan(start, end)
    }

    /// The lowest and the highest of the three estimates, as far as they are given.
    private mutating func deaths(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> (
        low: Double, high: Double
    ) {
        let low = try number(.low, bytes, fields, in: Self.deaths)
        let high = try number(.high, bytes, fields, in: Self.deaths)
        let best = try number(.best, bytes, fields, in: Self.deaths)
        if best < low || best > high || low > high { rowsWithStrayBest += 1 }
        let given = [low, high, best].filter { !$0.isNaN }
        guard let first = given.min(), let last = given.max() else { return (.nan, .nan) }
        return (first, last)
    }

    private mutating func appendSides(_ bytes: Span<UInt8>, _ fields: FieldRanges) {
        draft.actors.append(names(.sideA, bytes, fields))
        draft.targets.append(names(.sideB, bytes, fields))
    }

    /// Groups that fight side by side stand as a list.
    private mutating func names(_ column: UCDPColumn, _ bytes: Span<UInt8>, _ fields: FieldRanges) -> [UInt32] {
        guard let field = columns.value(column, bytes, fields) else { return [] }
        return GridField.members(bytes, field, separator: UInt8(ascii: ",")).map { draft.names.code(bytes, $0) }
    }

    private mutating func appendPlace(_ key: NamedPlaces.Key, _ bytes: Span<UInt8>, _ fields: FieldRanges) {
        var key = draft.places.named(
            key, bytes, city: columns.value(.place, bytes, fields), district: columns.value(.district, bytes, fields),
            province: columns.value(.province, bytes, fields), country: columns.value(.country, bytes, fields))
        // Where only the country is known, it is named twice.
        if key.city == key.country { key.city = CodedColumn.unknown }
        draft.placeCodes.append(draft.places.code(key))
    }

    private mutating func append(
        _ column: UCDPColumn, _ sort: EventDraft.Sort, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) {
        let field = columns.value(column, bytes, fields)
        switch sort {
        // The numbers stand behind that of the fatalities.
        case .number(let index): draft.numbers[index].append(numbers[index - fatalities - 1])
        case .text(let index): draft.texts[index].append(bytes, field.map { GridField.code(bytes, $0).range })
        case .truth(let index):
            draft.truths[index].append(field.flatMap { GridField.whole(bytes, $0) }.map { $0 != 0 })
        case .list, .actors, .day, .date, .amount: break
        }
    }

    // MARK: Sources

    /// A report for each article; the event became known with the first that is not dated before it.
    private mutating func appendSources(from start: DayNumber, _ bytes: Span<UInt8>, _ fields: FieldRanges) {
        let sources = UCDPSources.sources(
            bytes, articles: columns.value(.articles, bytes, fields), offices: columns.value(.offices, bytes, fields),
            days: columns.value(.sourceDates, bytes, fields), headlines: columns.value(.headlines, bytes, fields))
        let speaker = draft.reports.speakers.code(bytes, columns.value(.original, bytes, fields))
        var known = DateSpan.distantPast
        var hasEarlier = false
        for source in sources {
            let document = draft.reports.documents.ids.code(bytes, source.document)
            let title = draft.reports.documents.titles.code(bytes, source.headline)
            let outlet = draft.reports.outlets.code(bytes, source.office)
            draft.reports.documents.note(document, published: source.day, title: title)
            draft.reports.append(row: draft.count, document: document, outlet: outlet, speaker: speaker)
            if source.day == DateSpan.distantPast { continue }
            if source.day < start {
                hasEarlier = true
            } else {
                known = known == DateSpan.distantPast ? source.day : min(known, source.day)
            }
        }
        if known == DateSpan.distantPast, hasEarlier { rowsWithLateEvents += 1 }
        draft.known.append(known)
    }
}
