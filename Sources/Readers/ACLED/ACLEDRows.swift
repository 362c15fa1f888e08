import Columnar
import EventModel

/// Makes events of the rows of ACLED, the Armed Conflict Location and Event Data.
struct ACLEDRows: RowReader {
    var draft: EventDraft
    private var columns = ColumnPlaces<ACLEDColumn>()
    private var kinds: ACLEDKinds
    private var otherColumns: [String] = []
    /// The sort of actor that the first row with a name gives it, by the code of the name less the reserved ones.
    private var actorSorts: [String?] = []

    private let fatalities: Int
    private let timePrecision: Int
    private let geoPrecision: Int
    private let allies: Int
    private let targetAllies: Int
    private let inter: Int
    private let targetInter: Int
    private let texts: [(column: ACLEDColumn, index: Int)]
    private let civilians: Int
    private let tags: Int
    private let edited: Int

    init(_ pieces: Pieces = Pieces()) {
        var draft = EventDraft(pieces, kinds: ACLEDKinds.declared, severalActors: false)
        kinds = ACLEDKinds(seed: draft.seed)
        fatalities = draft.addNumber("fatalities", "deaths that are reported; 0 also where none are known of")
        allies = draft.addActors("actor_allies", "who was with the actor, or whom it stands for")
        targetAllies = draft.addActors("target_allies", "who was with the target, or whom it stands for")
        inter = draft.addText("actor_type", "what sort of actor, in ACLED's words")
        targetInter = draft.addText("target_type", "what sort of target, in ACLED's words")
        texts = [
            (.disorder, draft.addText("disorder", "political violence, demonstrations, strategic developments")),
            (.region, draft.addText("region", "the region of the world")),
            (.admin3, draft.addText("admin3", "the third administrative division")),
            (.sourceScale, draft.addText("source_scale", "how far the sources reach")),
        ]
        civilians = draft.addTruth("civilians_targeted", "whether civilians were the main or only target")
        timePrecision = draft.addNumber("date_precision", "1 the day, 2 the week, 3 the month")
        geoPrecision = draft.addNumber("place_precision", "1 the place, 2 near it, 3 the region")
        tags = draft.addList("tags", "ACLED's tags")
        edited = draft.addDay("edited", "the day on which ACLED last changed the row")
        self.draft = draft
    }

    // MARK: Files

    static let shape = GridShape(damagedSeparators: [])

    static func isFirst(_ csv: CSVReader, _ bytes: Span<UInt8>) -> Bool {
        let names = Set((0..<csv.fieldCount).map { GridShape.trimmed(csv.text($0, in: bytes) ?? "").lowercased() })
        return names.isSuperset(of: ["event_date", "event_type", "actor1", "actor2", "fatalities"])
    }

    mutating func begin(_ header: GridHeader) throws(ReadError) {
        columns = ColumnPlaces(header)
        otherColumns = columns.others.filter { !ACLEDColumn.repeating.contains($0.lowercased()) }
        let missing = columns.titlesMissing(of: [.id, .date, .type, .actor])
        guard missing.isEmpty else {
            throw .badHeader(
                path: header.path, detail: "found no column \(missing.joined(separator: ", ")), which ACLED has")
        }
    }

    func endFile(_ path: String, _ log: inout ReadLog) {
        if !otherColumns.isEmpty { log.warn(.columnsLeftOut(path: path, names: otherColumns)) }
    }

    mutating func dataSet(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        if !kinds.unknownSubtypes.isEmpty { log.warn(.unknownSubtypes(kinds.unknownSubtypes.sorted())) }
        let sorts = Dictionary(
            zip(draft.names.texts, actorSorts + [String?](repeating: nil, count: draft.names.count)),
            uniquingKeysWith: { first, _ in first })
        let meaning = DraftMeaning(
            declaredKinds: ACLEDKinds.declared, actor: { ACLEDActors.actor($0, sort: sorts[$0] ?? nil) })
        return try draft.dataSet(name: name, meaning, &log)
    }

    // MARK: Rows

    mutating func row(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) {
        guard let id = columns.value(.id, bytes, fields) else {
            throw RowFault(.badID, columns[.id], "found nothing, expected an id")
        }
        let date = try date(bytes, fields)
        let deaths = try columns.number(.fatalities, bytes, fields)
        let geo = try columns.number(.geoPrecision, bytes, fields)
        let time = try columns.number(.timePrecision, bytes, fields)
        let timestamp = try columns.number(.timestamp, bytes, fields)
        var place = NamedPlaces.Key()
        place.latitude = try columns.number(.latitude, bytes, fields, limit: 90).bitPattern
        place.longitude = try columns.number(.longitude, bytes, fields, limit: 180).bitPattern
        let type = columns.value(.type, bytes, fields)
        let subtype = columns.value(.subtype, bytes, fields)
        guard let kind = kinds.code(bytes, type: type, subtype: subtype, in: &draft) else {
            throw columns.fault(.unknownKind, .type, bytes, fields, expected: "one of ACLED's types of events")
        }

        draft.ids.append(bytes, id)
        draft.dates.append(EventDate(at: date))
        draft.known.append(DateSpan.distantPast)
        appendActors(bytes, fields)
        appendPlace(place, bytes, fields)
        draft.summaries.append(bytes, columns.value(.notes, bytes, fields))
        draft.numbers[fatalities].append(deaths)
        draft.numbers[timePrecision].append(time)
        draft.numbers[geoPrecision].append(geo)
        for (column, index) in texts { draft.texts[index].append(bytes, columns.value(column, bytes, fields)) }
        // An empty field says no; a file without the column says nothing.
        let isTargeted = columns[.civilians].map { _ in columns.value(.civilians, bytes, fields) != nil }
        draft.truths[civilians].append(isTargeted)
        appendTags(bytes, fields)
        draft.days[edited].append(Self.day(timestamp))
        appendSources(bytes, fields)
        draft.endRow(kind: kind)
    }

    /// The day of a number of seconds from 1970 on.
    private static func day(_ seconds: Double) -> DayNumber {
        guard seconds >= 0, seconds < 4e10 else { return DateSpan.distantPast }
        return DayNumber(seconds / 86_400)
    }

    /// A day; a week around it where only the week is known, its month where only the month is.
    private func date(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> DateSpan {
        let expected = "a day of the calendar as yyyy-mm-dd or 16 February 2023"
        guard let field = columns.value(.date, bytes, fields) else {
            throw columns.fault(.badDate, .date, bytes, fields, expected: expected)
        }
        guard
            let day = GridDay.iso(bytes, field) ?? GridDay.named(bytes, field) ?? GridDay.dayFirst(bytes, field)
        else { throw GridDay.fault(bytes, field, columns[.date], expected: expected) }
        // For a time ACLED's own service gave the year 2025 as 0025.
        guard CivilCalendar.civil(day).year >= 1900 else {
            throw columns.fault(.badDate, .date, bytes, fields, expected: "a day after 1900")
        }
        guard let precision = columns.value(.timePrecision, bytes, fields) else { return DateSpan(day: day) }
        switch GridField.whole(bytes, precision) {
        case 1: return DateSpan(day: day)
        case 2: return DateSpan(day - 3, day + 3)
        case 3: return CivilCalendar.period(containing: day, unit: .month).span
        case nil, .some: throw columns.fault(.badDate, .timePrecision, bytes, fields, expected: "1, 2 or 3")
        }
    }

    private mutating func appendActors(_ bytes: Span<UInt8>, _ fields: FieldRanges) {
        let actor = draft.names.code(bytes, columns.value(.actor, bytes, fields))
        let target = draft.names.code(bytes, columns.value(.target, bytes, fields))
        draft.actors.append(CollectionOfOne(actor))
        draft.targets.append(CollectionOfOne(target))
        appendAllies(.allies, to: allies, bytes, fields)
        appendAllies(.targetAllies, to: targetAllies, bytes, fields)
        appendSort(.inter, of: actor, to: inter, bytes, fields)
        appendSort(.targetInter, of: target, to: targetInter, bytes, fields)
    }

    private mutating func appendAllies(
        _ column: ACLEDColumn, to index: Int, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) {
        let field = columns.value(column, bytes, fields) ?? 0..<0
        let codes = GridField.members(bytes, field, separator: UInt8(ascii: ";")).map { draft.names.code(bytes, $0) }
        draft.actorLists[index].append(codes)
    }

    /// Older files have a number for the sort of actor, newer ones a word.
    private mutating func appendSort(
        _ column: ACLEDColumn, of actor: UInt32, to index: Int, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) {
        guard let field = columns.value(column, bytes, fields) else {
            draft.texts[index].append(code: CodedColumn.unknown)
            return
        }
        if let number = GridField.whole(bytes, field) {
            let word = ACLEDActors.sort(number)
            let text = Array(word.utf8)
            draft.texts[index].append(text.span, 0..<text.count)
        } else {
            draft.texts[index].append(bytes, field)
        }
        guard actor >= CodedColumn.firstCode else { return }
        let place = Int(actor - CodedColumn.firstCode)
        while actorSorts.count <= place { actorSorts.append(nil) }
        guard actorSorts[place] == nil, let code = draft.texts[index].codes.last, code >= CodedColumn.firstCode else {
            return
        }
        actorSorts[place] = draft.texts[index].dictionary.text(Int(code - CodedColumn.firstCode))
    }

    private mutating func appendPlace(_ key: NamedPlaces.Key, _ bytes: Span<UInt8>, _ fields: FieldRanges) {
        let named = draft.places.named(
            key, bytes, city: columns.value(.location, bytes, fields), district: columns.value(.admin2, bytes, fields),
            province: columns.value(.admin1, bytes, fields), country: columns.value(.country, bytes, fields))
        draft.placeCodes.append(draft.places.code(named))
    }

    private mutating func appendTags(_ bytes: Span<UInt8>, _ fields: FieldRanges) {
        let field = columns.value(.tags, bytes, fields) ?? 0..<0
        let codes = GridField.members(bytes, field, separator: UInt8(ascii: ";")).map {
            draft.words[tags].code(bytes, $0)
        }
        draft.lists[tags].append(codes)
    }

    /// A report for each outlet; which article it was, ACLED does not say.
    private mutating func appendSources(_ bytes: Span<UInt8>, _ fields: FieldRanges) {
        guard let field = columns.value(.source, bytes, fields) else { return }
        for source in GridField.members(bytes, field, separator: UInt8(ascii: ";")) {
            let outlet = draft.reports.outlets.code(bytes, source)
            draft.reports.append(row: draft.count, document: CodedColumn.unknown, outlet: outlet)
        }
    }
}
