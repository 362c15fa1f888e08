import Columnar
import EventModel

/// Makes events of the rows of POLECAT, which are coded with PLOVER.
struct POLECATRows: RowReader {
    var draft: EventDraft
    private var columns = ColumnPlaces<POLECATColumn>()
    private var otherColumns: [String] = []
    private var kinds: [String: UInt32] = [:]
    private var actors = POLECATActors()

    private let intensity: Int
    private let texts: [(column: POLECATColumn, index: Int)]
    private let lists: [(column: POLECATColumn, index: Int)]

    init(_ pieces: Pieces = Pieces()) {
        var draft = EventDraft(pieces)
        let mode = draft.addText("mode", "how it was done, in PLOVER's words")
        let contexts = draft.addList("contexts", "what it was about, in PLOVER's words")
        intensity = draft.addNumber("intensity", "POLECAT's intensity of the event")
        let quad = draft.addText("quad_code", "POLECAT's class of the event")
        var texts: [(column: POLECATColumn, index: Int)] = [(.mode, mode), (.quad, quad)]
        var lists: [(column: POLECATColumn, index: Int)] = [(.contexts, contexts)]
        for (column, name, summary) in Self.textColumns { texts.append((column, draft.addText(name, summary))) }
        for (column, name, summary) in Self.listColumns { lists.append((column, draft.addList(name, summary))) }
        self.texts = texts
        self.lists = lists
        self.draft = draft
    }

    private static let textColumns: [(POLECATColumn, String, String)] = [
        (.actorSector, "actor_sector", "the actor's first sector"),
        (.targetSector, "target_sector", "the target's first sector"),
        (.actorTitle, "actor_title", "the actor's office or title"),
        (.targetTitle, "target_title", "the target's office or title"),
        (.actorRaw, "actor_name", "the actor's name as the story has it"),
        (.targetRaw, "target_name", "the target's name as the story has it"),
        (.actorCOW, "actor_cow", "the actor's country in the numbers of the Correlates of War"),
        (.targetCOW, "target_cow", "the target's country in the numbers of the Correlates of War"),
        (.actorWikipedia, "actor_wikipedia", "the actor's page of Wikipedia"),
        (.targetWikipedia, "target_wikipedia", "the target's page of Wikipedia"),
        (.placename, "place_name", "the place as GeoNames has it"),
        (.rawPlacename, "place_raw", "the place as the story has it"),
        (.geonames, "geonames", "the place's number in GeoNames"),
        (.featureType, "feature_type", "what sort of place it is to GeoNames"),
        (.language, "language", "the language of the story"), (.version, "version", "the version of the coder"),
    ]

    private static let listColumns: [(POLECATColumn, String, String)] = [
        (.actorSectors, "actor_sectors", "all sectors of the actor"),
        (.targetSectors, "target_sectors", "all sectors of the target"),
        (.people, "story_people", "people that the story names"),
        (.organizations, "story_organizations", "organizations that the story names"),
        (.locations, "story_locations", "places that the story names"),
    ]

    // MARK: Files

    /// Apostrophes and quotes mean nothing; rows end with tabs too many now and then.
    static let shape = GridShape(
        separators: [UInt8(ascii: "\t"), UInt8(ascii: ",")], hasQuotes: false, allowsExcess: true, mayBeLatin: true)

    static func isFirst(_ csv: CSVReader, _ bytes: Span<UInt8>) -> Bool {
        let names = Set((0..<csv.fieldCount).map { GridShape.trimmed(csv.text($0, in: bytes) ?? "").lowercased() })
        return names.isSuperset(of: ["event id", "event type", "event mode", "actor name", "recipient name"])
    }

    mutating func begin(_ header: GridHeader) throws(ReadError) {
        columns = ColumnPlaces(header, missing: ["none"])
        otherColumns = columns.others
        let missing = columns.titlesMissing(of: [.id, .date, .type, .actor, .target])
        guard missing.isEmpty else {
            throw .badHeader(
                path: header.path, detail: "found no column \(missing.joined(separator: ", ")), which POLECAT has")
        }
    }

    /// Some files name columns in the header, `Headline`, that their rows do not have.
    func header(_ header: GridHeader, fitting csv: CSVReader) -> GridHeader? {
        var count = csv.fieldCount
        while count > 0, csv.written[count - 1].isEmpty { count -= 1 }
        guard count < header.names.count else { return nil }
        let known = Set(POLECATColumn.allCases.flatMap(\.titles))
        let names = header.names.filter { known.contains($0.lowercased()) }
        // The last column, the version, is never empty: rows that fit without the others are of these columns.
        guard names.count < header.names.count, names.count == count else { return nil }
        var fitting = header
        fitting.names = names
        return fitting
    }

    func endFile(_ path: String, _ log: inout ReadLog) {
        if !otherColumns.isEmpty { log.warn(.columnsLeftOut(path: path, names: otherColumns)) }
    }

    mutating func dataSet(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        let declared = kinds.keys.sorted().map { type in
            DeclaredKind(name: "plover.\(type.lowercased())", parent: nil, label: "\(type) (PLOVER)")
        }
        let countries = actors.countries(of: draft.names)
        let meaning = DraftMeaning(
            declaredKinds: declared, actor: { POLECATActors.actor($0, country: countries[$0]) })
        return try draft.dataSet(name: name, meaning, &log)
    }

    // MARK: Rows

    mutating func row(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) {
        guard let id = columns.value(.id, bytes, fields) else {
            throw RowFault(.badID, columns[.id], "found nothing, expected an id")
        }
        guard let date = columns.value(.date, bytes, fields).flatMap({ ICEWSField.day(bytes, $0) }) else {
            let field = columns.value(.date, bytes, fields) ?? 0..<0
            throw GridDay.fault(bytes, field, columns[.date], expected: "a day of the calendar as yyyy-mm-dd")
        }
        let published = try published(bytes, fields)
        let intensity = try columns.number(.intensity, bytes, fields)
        var place = NamedPlaces.Key()
        place.latitude = try columns.number(.latitude, bytes, fields, limit: 90).bitPattern
        place.longitude = try columns.number(.longitude, bytes, fields, limit: 180).bitPattern
        let kind = try kind(bytes, fields)

        draft.ids.append(bytes, id)
        draft.dates.append(EventDate(at: DateSpan(day: date)))
        draft.known.append(published)
        draft.actors.append(people(.actor, .actorCountry, bytes, fields))
        draft.targets.append(people(.target, .targetCountry, bytes, fields))
        appendPlace(place, bytes, fields)
        draft.summaries.append(code: CodedColumn.unknown)
        draft.numbers[self.intensity].append(intensity)
        for (column, index) in texts { draft.texts[index].append(bytes, columns.value(column, bytes, fields)) }
        for (column, index) in lists { appendList(column, index, bytes, fields) }
        if let source = columns.value(.source, bytes, fields) {
            let outlet = draft.reports.outlets.code(bytes, source)
            draft.reports.append(row: draft.count, document: CodedColumn.unknown, outlet: outlet)
        }
        draft.endRow(kind: kind)
    }

    private func published(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> DayNumber {
        guard let field = columns.value(.published, bytes, fields) else { return DateSpan.distantPast }
        guard let day = GridDay.iso(bytes, field) ?? ICEWSField.day(bytes, field) else {
            throw GridDay.fault(bytes, field, columns[.published], expected: "a day of the calendar as yyyy-mm-dd")
        }
        return day
    }

    private mutating func kind(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> UInt32 {
        guard let field = columns.value(.type, bytes, fields),
            let type = FieldText.string(bytes, field).flatMap({ PLOVER.type(named: $0) })
        else { throw columns.fault(.unknownKind, .type, bytes, fields, expected: "one of PLOVER's sixteen types") }
        if let code = kinds[type.name] { return code }
        let code = draft.kind("plover.\(type.name.lowercased())")
        kinds[type.name] = code
        return code
    }

    /// The codes of the names in a field.
    ///
    /// Names hold commas themselves, so a comma parts them only where there are as many countries beside them.
    private mutating func people(
        _ column: POLECATColumn, _ countryColumn: POLECATColumn, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) -> [UInt32] {
        guard let field = columns.value(column, bytes, fields) else { return [] }
        let countries = columns.value(countryColumn, bytes, fields).map { Self.members(bytes, $0) } ?? []
        var names = GridField.members(bytes, field, separator: UInt8(ascii: ";"))
        if names.count == 1, countries.count > 1 {
            let parts = GridField.members(bytes, field, separator: UInt8(ascii: ","))
            if parts.count == countries.count { names = parts }
        }
        let codes = names.map { draft.names.code(bytes, $0) }
        if countries.count == names.count || countries.count == 1 {
            for (index, code) in codes.enumerated() {
                actors.note(code, country: bytes, countries[countries.count == 1 ? 0 : index])
            }
        }
        return codes
    }

    /// The members of a list between semicolons, or between commas where there are none.
    private static func members(_ bytes: Span<UInt8>, _ field: Range<Int>) -> [Range<Int>] {
        let parts = GridField.members(bytes, field, separator: UInt8(ascii: ";"))
        return parts.count > 1 ? parts : GridField.members(bytes, field, separator: UInt8(ascii: ","))
    }

    private mutating func appendPlace(_ key: NamedPlaces.Key, _ bytes: Span<UInt8>, _ fields: FieldRanges) {
        let named = draft.places.named(
            key, bytes, city: columns.value(.city, bytes, fields), district: columns.value(.district, bytes, fields),
            province: columns.value(.province, bytes, fields), country: columns.value(.country, bytes, fields))
        draft.placeCodes.append(draft.places.code(named))
    }

    private mutating func appendList(
        _ column: POLECATColumn, _ index: Int, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) {
        guard let field = columns.value(column, bytes, fields) else {
            draft.lists[index].append([])
            return
        }
        let codes = Self.members(bytes, field).map { draft.words[index].code(bytes, $0) }
        draft.lists[index].append(codes)
    }
}
