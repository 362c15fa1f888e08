import Columnar
import EventModel

/// Makes events of the rows of a table that a mapping file explains.
struct MappedRows: RowReader {
    var draft: EventDraft
    private let mapping: Mapping
    private let firstNumber: Int
    private var plan = MappedPlan()
    private var header: GridHeader?
    private var kinds: MappedKinds
    /// Kinds of texts met, nil for those that mean none.
    private var kindsOfTexts: [UInt32: UInt32?] = [:]
    private var kindTexts: ByteDictionary
    private var others: [String] = []
    private var hasColumns = false
    private var sorts: [EventDraft.Sort] = []
    private var amounts: Int?
    private var times: Int?
    private var forum: Int?

    /// - Parameter firstNumber: that of the first row, by which rows without an id go.
    init(_ mapping: Mapping, firstNumber: Int = 1, _ pieces: Pieces = Pieces()) {
        draft = EventDraft(pieces, kinds: mapping.kinds)
        self.mapping = mapping
        self.firstNumber = firstNumber
        kinds = MappedKinds(mapping.kinds)
        kindTexts = ByteDictionary(seed: draft.seed)
    }

    // MARK: Files

    static let shape = GridShape(
        separators: [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")], allowsExcess: true,
        damagedSeparators: [])

    static func isFirst(_ csv: CSVReader, _ bytes: Span<UInt8>) -> Bool { csv.fieldCount > 1 }

    var shape: GridShape {
        var shape = Self.shape
        if case .table(_, let hasQuotes) = mapping.shape { shape.hasQuotes = hasQuotes }
        return shape
    }

    func separator(of bytes: Span<UInt8>) -> UInt8? {
        if case .table(let separator?, _) = mapping.shape { return separator }
        return Self.widest(bytes, hasQuotes: shape.hasQuotes)
    }

    /// The separator that makes the most columns of a first row.
    static func widest(_ bytes: Span<UInt8>, hasQuotes: Bool) -> UInt8 {
        let counts = shape.separators.map { separator -> Int in
            var csv = CSVReader(separator: separator, hasQuotes: hasQuotes)
            return (try? csv.next(in: bytes)) == true ? csv.fieldCount : 0
        }
        let most = counts.max() ?? 0
        return shape.separators[counts.firstIndex(of: most) ?? 0]
    }

    mutating func begin(_ header: GridHeader) throws(ReadError) {
        do throws(MappingError) {
            self.header = header
            plan = try plan(header)
        } catch {
            throw .mapping(error)
        }
    }

    private mutating func plan(_ header: GridHeader) throws(MappingError) -> MappedPlan {
        addColumns()
        var planner = MappedPlanner(mapping, header)
        var plan = MappedPlan()
        plan.id = try planner.index(.id)
        plan.kind = try planner.lookup(.kind, expected: "a kind: a name, cameo:125 or plover:REJECT") { text in
            kinds.name(text).map { draft.kind($0) }
        }
        plan.date = try planner.dates(.date)
        plan.known = try planner.dates(.known)
        plan.published = try planner.dates(.published)
        plan.actor = try planner.lookup(.actor) { draft.names.code($0) }
        plan.target = try planner.lookup(.target) { draft.names.code($0) }
        if case .columns(let names)? = mapping.fields[.place]?.origin {
            for name in names { plan.place.append(try planner.index(name)) }
        } else if case .constant(let name)? = mapping.fields[.place]?.origin {
            throw planner.fault(name, "found a value, expected place from a column")
        }
        plan.country = try planner.lookup(.country) { draft.places.code(of: $0) }
        plan.latitude = try planner.index(.latitude)
        plan.longitude = try planner.index(.longitude)
        plan.summary = try planner.lookup(.summary) { draft.summaries.code($0) }
        plan.document = try planner.lookup(.document) { draft.reports.documents.ids.code($0) }
        plan.outlet = try planner.lookup(.via) { draft.reports.outlets.code($0) }
        plan.speaker = try planner.lookup(.attributedTo) { draft.reports.speakers.code($0) }
        plan.hasReports =
            [.document, .via, .attributedTo].contains { mapping.fields[$0] != nil }
        plan.columns = try columns(&planner)
        plan.missing = mapping.missing.map { Array($0.utf8) }
        try planner.drop()
        others = planner.others
        return plan
    }

    /// Columns beyond the standard fields, the same for all files.
    private mutating func addColumns() {
        if hasColumns { return }
        hasColumns = true
        if mapping.fields[.forum] != nil { forum = draft.addText("forum", "") }
        if mapping.fields[.times] != nil { times = draft.addNumber("times", "") }
        if let currency = mapping.fields[.amount]?.currency { amounts = draft.addAmount(in: currency) }
        sorts = mapping.columns.map { column in
            let summary = "column \(Self.title(column))"
            return switch column.type {
            case .text: .text(draft.addText(column.name.text, summary))
            case .number: .number(draft.addNumber(column.name.text, summary))
            case .bool: .truth(draft.addTruth(column.name.text, summary))
            case .date: .date(draft.addDate(column.name.text, summary))
            case .list: .list(draft.addList(column.name.text, summary))
            }
        }
    }

    private static func title(_ column: Mapping.Column) -> String {
        guard case .columns(let names) = column.source.origin else { return "" }
        return FieldText.shown(names[0].text)
    }

    private mutating func columns(_ planner: inout MappedPlanner) throws(MappingError) -> [MappedPlan.Column] {
        var columns: [MappedPlan.Column] = []
        for (column, sort) in zip(mapping.columns, sorts) {
            guard case .columns(let names) = column.source.origin else { continue }
            var planned = MappedPlan.Column(index: try planner.index(names[0]), sort: sort, source: column.source)
            for value in column.source.values {
                guard case .text(let index) = sort else {
                    throw planner.fault(value.meant, "found `where` on a column of type \(column.type.rawValue)")
                }
                planned.table.append((Array(value.found.utf8), draft.texts[index].code(value.meant.text)))
            }
            columns.append(planned)
        }
        for (field, sort) in [
            (Mapping.Field.forum, forum.map { EventDraft.Sort.text($0) }), (.times, times.map { .number($0) }),
            (.amount, amounts.map { .amount($0) }),
        ] {
            guard let sort, let index = try planner.index(field), let source = mapping.fields[field] else { continue }
            columns.append(MappedPlan.Column(index: index, sort: sort, source: source))
        }
        return columns
    }

    /// The plan holds codes of texts, whose dictionaries may be others now.
    mutating func afterCut() throws(ReadError) { if let header { try begin(header) } }

    func endFile(_ path: String, _ log: inout ReadLog) {
        if !others.isEmpty { log.warn(.columnsUnmapped(path: path, names: others)) }
    }

    mutating func dataSet(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        let meaning = DraftMeaning(declaredKinds: kinds.declared, actor: Self.actor)
        return try draft.dataSet(name: name, meaning, &log)
    }

    /// A country's name or code is the country; all others go by their names, which may be codes of CAMEO.
    private static func actor(_ name: String) -> Actor {
        if name.utf8.count > 3, let country = Countries.country(named: name) {
            var actor = ImpliedActor.actor(country.code)
            if actor.name != name { actor.aliases = [name] }
            return actor
        }
        return ImpliedActor.actor(name)
    }

    // MARK: Rows

    mutating func row(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) {
        let values = MappedValues(plan: plan)
        let kind = try kind(values, bytes, fields)
        let date = try values.date(plan.date, bytes, fields)
        let known = try values.date(plan.known, bytes, fields)
        let published = try values.date(plan.published, bytes, fields)
        var key = NamedPlaces.Key()
        key.latitude = try values.number(plan.latitude, bytes, fields, limit: 90).bitPattern
        key.longitude = try values.number(plan.longitude, bytes, fields, limit: 180).bitPattern
        let cells = try plan.columns.map { column throws(RowFault) in try values.cell(column, bytes, fields) }

        if let id = plan.id.flatMap({ values.value($0, bytes, fields) }) {
            draft.ids.append(bytes, id)
        } else {
            draft.ids.append(code: draft.ids.code("\(draft.number + firstNumber)"))
        }
        draft.dates.append(date)
        let documentDay = published?.start.earliest ?? DateSpan.distantPast
        draft.known.append(known?.start.earliest ?? documentDay)
        draft.actors.append(values.codes(plan.actor, &draft.names, bytes, fields))
        draft.targets.append(values.codes(plan.target, &draft.names, bytes, fields))
        appendPlace(key, values, bytes, fields)
        draft.summaries.append(code: values.code(plan.summary, &draft.summaries.dictionary, bytes, fields))
        for (column, cell) in zip(plan.columns, cells) { append(cell, column, bytes) }
        appendReports(documentDay, values, bytes, fields)
        draft.endRow(kind: kind)
    }

    private mutating func kind(_ values: MappedValues, _ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault)
        -> UInt32
    {
        if let constant = plan.kind.constant { return constant }
        guard let index = plan.kind.index, let field = values.value(index, bytes, fields) else {
            return CodedColumn.unknown
        }
        if let code = values.replacement(plan.kind, bytes, field) { return code }
        let text = kindTexts.code(bytes, field)
        if let known = kindsOfTexts[text] {
            if let known { return known }
        } else {
            let name = FieldText.string(bytes, field).flatMap { kinds.name($0) }
            let code = name.map { draft.kind($0) }
            kindsOfTexts[text] = .some(code)
            if let code { return code }
        }
        throw RowFault(
            .unknownKind, index,
            "found `\(FieldText.excerpt(bytes, field))`, expected a kind, or `where` in the mapping to say which it is")
    }

    private mutating func appendPlace(
        _ key: NamedPlaces.Key, _ values: MappedValues, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) {
        var key = key
        let parts = plan.place.map { index in
            draft.places.text(bytes, values.value(index, bytes, fields)) ?? CodedColumn.unknown
        }
        if parts.count > 0 { key.city = parts[0] }
        if parts.count == 2 { key.province = parts[1] }
        if parts.count == 3 { (key.district, key.province) = (parts[1], parts[2]) }
        key.country = values.code(plan.country, &draft.places.texts, bytes, fields)
        draft.placeCodes.append(draft.places.code(key))
    }

    private mutating func append(_ cell: MappedValues.Cell, _ column: MappedPlan.Column, _ bytes: Span<UInt8>) {
        switch (cell, column.sort) {
        case (.text(let range), .text(let index)):
            if let range, let code = MappedValues.replacement(column.table, bytes, range) {
                draft.texts[index].append(code: code)
            } else {
                draft.texts[index].append(bytes, range)
            }
        case (.number(let number), .number(let index)): draft.numbers[index].append(number)
        case (.number(let number), .amount(let index)): draft.amounts[index].numbers.append(number)
        case (.truth(let truth), .truth(let index)): draft.truths[index].append(truth)
        case (.date(let date), .date(let index)): draft.dateColumns[index].append(date)
        case (.list(let ranges), .list(let index)):
            let codes = ranges.map { draft.words[index].code(bytes, $0) }
            draft.lists[index].append(codes)
        case (.text, _), (.number, _), (.truth, _), (.date, _), (.list, _): break
        }
    }

    private mutating func appendReports(
        _ day: DayNumber, _ values: MappedValues, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) {
        guard plan.hasReports else { return }
        let document = values.code(plan.document, &draft.reports.documents.ids.dictionary, bytes, fields)
        draft.reports.documents.note(document, published: day)
        let speaker = values.code(plan.speaker, &draft.reports.speakers, bytes, fields)
        var outlets = values.codes(plan.outlet, &draft.reports.outlets, bytes, fields)
        if outlets.isEmpty {
            guard document >= CodedColumn.firstCode || speaker >= CodedColumn.firstCode else { return }
            outlets = [CodedColumn.unknown]
        }
        for outlet in outlets {
            draft.reports.append(row: draft.count, document: document, outlet: outlet, speaker: speaker)
        }
    }
}
