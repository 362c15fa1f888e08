import Columnar
import EventModel
import Store

/// Reads ICEWS's coded events and files of triples into columns, field by field as ranges of bytes.
struct ICEWSReader {
    private var lines = DelimitedLines()
    private var file = File()
    /// The values of the current line by the number of their column; nil where there is none.
    private var values = [Range<Int>?](repeating: nil, count: ICEWSColumn.allCases.count)

    private var rows = ICEWSRows()
    private(set) var pieces: Pieces
    private(set) var kinds: ICEWSKinds
    private(set) var actors: ICEWSActors
    private(set) var places: NamedPlaces
    private var ids: TextCells
    private var stories: DocumentDraft
    private(set) var publishers: ByteDictionary
    /// Rows of all pieces, and how many of them are of each kind.
    private var rowCount = 0
    private(set) var kindCounts: [Int] = []
    /// The span of the days of events.
    private(set) var days: Period?
    /// Whether some file has more than who, what, whom and when.
    private(set) var hasFullRows = false
    private var differences = Differences()
    private let firstNumber: Int

    /// The file at hand.
    private struct File {
        var path = ""
        var layout: ICEWSLayout?
        /// The line of the header; 0 where there is none.
        var headerLine = 0
        var lostZeros = 0
    }

    /// Rows whose own values are not those of their kind, and rows whose kind the text told.
    private struct Differences {
        var intensity = 0
        var text = 0
        var byText = 0
    }

    /// - Parameter firstNumber: that of the first row, by which rows without an id go.
    init(firstNumber: Int = 1, _ pieces: Pieces = Pieces()) {
        self.firstNumber = firstNumber
        var pieces = pieces
        let seed = pieces.seed
        kinds = ICEWSKinds(seed: seed)
        actors = ICEWSActors(seed: seed)
        places = NamedPlaces(seed: seed, hasEscapes: true)
        ids = TextCells(seed: seed, number: pieces.open())
        stories = DocumentDraft(seed: seed, &pieces)
        publishers = ByteDictionary(seed: seed)
        self.pieces = pieces
    }

    // MARK: Files

    mutating func beginFile(_ path: String) {
        file = File()
        file.path = path
        lines = DelimitedLines()
    }

    func endFile(_ log: inout ReadLog) {
        guard file.lostZeros > 0 else { return }
        log.warn(.spreadsheetDamage(path: file.path, damages: [.lostZeros(rows: file.lostZeros)]))
    }

    /// Reads a block of whole lines.
    mutating func read(_ bytes: Span<UInt8>, _ log: inout ReadLog) throws(ReadError) {
        lines.rewind()
        let layout = file.layout ?? begin(bytes)
        if !layout.isTriples { hasFullRows = true }
        var accepted = 0
        while lines.next(in: bytes) {
            if lines.line.isEmpty || lines.lineNumber == file.headerLine { continue }
            do throws(ICEWSFault) {
                rows.append(try row(layout, bytes))
                accepted += 1
            } catch {
                try log.refuse(refusal(error, layout, bytes), file: log.fileIndex)
            }
            if let limits = pieces.limits, rows.count >= limits.rows { try cut() }
        }
        log.accept(accepted, file: log.fileIndex)
    }

    /// Finds the header, or a line that tells the order of triples, and passes over a byte order mark.
    private mutating func begin(_ bytes: Span<UInt8>) -> ICEWSLayout {
        let start = bytes.hasByteOrderMark ? 3 : 0
        lines.rewind(to: start)
        var first: Int?
        var ahead = lines
        while ahead.lineNumber < FormatGuess.lineLimit, ahead.next(in: bytes) {
            if first == nil, !ahead.line.isEmpty { first = ahead.fieldCount }
            if let header = ICEWSLayout(header: ahead, bytes) {
                file.layout = header
                file.headerLine = ahead.lineNumber
                return header
            }
            if let triples = ICEWSLayout(triple: ahead, bytes) {
                file.layout = triples
                return triples
            }
        }
        let layout = ICEWSLayout(columnCount: first ?? 0)
        file.layout = layout
        return layout
    }

    private func refusal(_ fault: ICEWSFault, _ layout: ICEWSLayout, _ bytes: Span<UInt8>) -> Refusal {
        let position = fault.column.flatMap(layout.position)
        let place = position.map(lines.field) ?? lines.line
        let excerpt = FieldText.excerpt(bytes, place)
        return Refusal(
            line: lines.lineNumber, column: place.lowerBound - lines.line.lowerBound + 1,
            field: fault.column?.title, excerpt: excerpt, reason: fault.reason,
            detail: fault.detail(excerpt, found: lines.fieldCount, expected: layout.columnCount))
    }

    // MARK: Values

    /// Finds the values of the current line, without what stands around them.
    private mutating func setValues(_ layout: ICEWSLayout, _ bytes: Span<UInt8>) {
        for column in ICEWSColumn.allCases {
            values[column.rawValue] = layout.position(column).flatMap { ICEWSField.value(bytes, lines.field($0)) }
        }
    }

    private func value(_ column: ICEWSColumn) -> Range<Int>? { values[column.rawValue] }

    /// A number no farther from zero than `limit`; not a number where there is none.
    private func number(_ column: ICEWSColumn, _ bytes: Span<UInt8>, limit: Double = .infinity) throws(ICEWSFault)
        -> Double
    {
        guard let field = value(column) else { return .nan }
        guard let value = FieldText.decimal(bytes, field), abs(value) <= limit else {
            throw ICEWSFault(.badNumber, column)
        }
        return value
    }

    // MARK: Rows

    private mutating func row(_ layout: ICEWSLayout, _ bytes: Span<UInt8>) throws(ICEWSFault) -> ICEWSRow {
        guard lines.fieldCount == layout.columnCount else { throw ICEWSFault(.columnCount) }
        if let field = lines.tooLongField {
            throw ICEWSFault(.tooLong, ICEWSColumn.allCases.first { layout.position($0) == field })
        }
        setValues(layout, bytes)
        // What may be refused comes before what is remembered, so that a refused row leaves nothing behind.
        try checkText(layout, bytes)
        var row = ICEWSRow()
        if let date = value(.date) {
            guard let day = ICEWSField.day(bytes, date) else { throw ICEWSFault(.badDate, .date) }
            row.day = day
        }
        row.intensity = try number(.intensity, bytes)
        row.sentence = try number(.sentence, bytes)
        var place = NamedPlaces.Key()
        place.latitude = try number(.latitude, bytes, limit: 90).bitPattern
        place.longitude = try number(.longitude, bytes, limit: 180).bitPattern
        if !layout.isTriples, value(.id).flatMap({ FieldText.integer(bytes, $0) }) == nil {
            throw ICEWSFault(.badID, .id)
        }
        try setKind(&row, layout, bytes)
        try setNames(&row, place, bytes)
        row.id = try id(layout, bytes)
        actors.note(name: row.source, country: row.sourceCountry, sectors: row.sourceSectors)
        actors.note(name: row.target, country: row.targetCountry, sectors: row.targetSectors)
        return row
    }

    private mutating func setNames(_ row: inout ICEWSRow, _ place: NamedPlaces.Key, _ bytes: Span<UInt8>)
        throws(ICEWSFault)
    {
        row.source = try Self.known(actors.name(bytes, value(.source)), .source)
        row.sourceCountry = try Self.known(actors.country(bytes, value(.sourceCountry)), .sourceCountry)
        row.sourceSectors = try Self.known(actors.sectors(bytes, value(.sourceSectors)), .sourceSectors)
        row.target = try Self.known(actors.name(bytes, value(.target)), .target)
        row.targetCountry = try Self.known(actors.country(bytes, value(.targetCountry)), .targetCountry)
        row.targetSectors = try Self.known(actors.sectors(bytes, value(.targetSectors)), .targetSectors)
        row.story = try Self.code(&stories.ids.dictionary, .story, value(.story), bytes)
        row.publisher = try Self.code(&publishers, .publisher, value(.publisher), bytes)
        var place = place
        place.city = try Self.known(places.text(bytes, value(.city)), .city)
        place.district = try Self.known(places.text(bytes, value(.district)), .district)
        place.province = try Self.known(places.text(bytes, value(.province)), .province)
        place.country = try Self.known(places.text(bytes, value(.country)), .country)
        row.place = places.code(place)
    }

    /// Refuses a line that is not UTF-8, by the column that is not.
    private func checkText(_ layout: ICEWSLayout, _ bytes: Span<UInt8>) throws(ICEWSFault) {
        if (try? UTF8Span(validating: bytes.extracting(lines.line))) != nil { return }
        let column = ICEWSColumn.allCases.first { column in
            layout.position(column).map { FieldText.string(bytes, lines.field($0)) == nil } ?? false
        }
        throw ICEWSFault(.notUTF8, column)
    }

    /// The code of the number of the event as it is written; triples have none and are numbered as they come.
    private mutating func id(_ layout: ICEWSLayout, _ bytes: Span<UInt8>) throws(ICEWSFault) -> UInt32 {
        if layout.isTriples {
            let number = Array(String(rowCount + rows.count + firstNumber).utf8)
            return try Self.known(
                ids.dictionary.index(number.span, 0..<number.count).map { UInt32($0.index) + CodedColumn.firstCode },
                .id)
        }
        return try Self.code(&ids.dictionary, .id, value(.id), bytes)
    }

    private mutating func setKind(_ row: inout ICEWSRow, _ layout: ICEWSLayout, _ bytes: Span<UInt8>) throws(ICEWSFault)
    {
        let code = value(.code)
        switch kinds.outcome(bytes, code: code, text: value(.text)) {
        case .unknown: throw ICEWSFault(.unknownKind, code == nil ? .text : .code)
        case .ambiguous: throw ICEWSFault(.ambiguousKind, .code)
        case .kind(let position, let reading):
            row.kind = position
            switch reading {
            case .byCode: break
            case .byRestoredCode: file.lostZeros += 1
            case .byText: differences.byText += layout.isTriples ? 0 : 1
            case .againstText: differences.text += 1
            }
            if let own = kinds.kinds[Int(position)].goldsteinICEWS, !row.intensity.isNaN, row.intensity != own {
                differences.intensity += 1
            }
        }
    }

    private static func code(
        _ dictionary: inout ByteDictionary, _ column: ICEWSColumn, _ field: Range<Int>?, _ bytes: Span<UInt8>
    ) throws(ICEWSFault) -> UInt32 {
        guard let field else { return CodedColumn.unknown }
        return try known(dictionary.index(bytes, field).map { UInt32($0.index) + CodedColumn.firstCode }, column)
    }

    private static func known(_ code: UInt32?, _ column: ICEWSColumn) throws(ICEWSFault) -> UInt32 {
        guard let code else { throw ICEWSFault(.notUTF8, column) }
        return code
    }

    // MARK: Pieces

    /// Makes a piece of the rows so far.
    mutating func cut(isLast: Bool = false) throws(ReadError) {
        do throws(StoreError) {
            try cutRows()
            try pieces.closeIDs(&ids, isLast: isLast)
            try pieces.closeDocuments(&stories, isLast: isLast)
        } catch {
            throw .store(error)
        }
    }

    private mutating func cutRows() throws(StoreError) {
        if rows.count == 0 { return }
        rowCount += rows.count
        while kindCounts.count < kinds.kinds.count { kindCounts.append(0) }
        for kind in rows.kind { kindCounts[Int(kind)] += 1 }
        let known = rows.day.lazy.filter { $0 != DateSpan.distantPast }
        if let first = known.min(), let last = known.max() {
            days = Period(min(days?.first ?? first, first), max(days?.last ?? last, last))
        }
        let (ids, stories) = (CodeOwner.texts(ids.number), CodeOwner.texts(stories.ids.number))
        let reports = rows.reports(ids: ids, stories: stories)
        try pieces.addReports(reports.columns, rowCount: reports.rowCount)
        let names = kinds.kinds.map(\.name)
        try pieces.addEvents(
            rows.events(ids: ids, stories: stories), rowCount: rows.count, isExact: true
        ) { [rows] in
            Clustering(
                0..<rows.count, kinds: rows.kind.map { $0 + CodedColumn.firstCode }, days: rows.day,
                ranks: ClusterColumns.ranks([nil, nil] + names, KindCatalog()))
        }
        rows = ICEWSRows()
    }

    // MARK: End

    /// Makes the data set of all rows read.
    mutating func finish(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        try cut(isLast: true)
        if differences.byText > 0 { log.warn(.kindsByText(rows: differences.byText)) }
        if differences.text > 0 { log.warn(.eventTextsDiffer(rows: differences.text)) }
        if differences.intensity > 0 { log.warn(.goldsteinDiffers(rows: differences.intensity)) }
        do throws(StoreError) {
            let repeated = try rowCount - pieces.distinctIDCount()
            if repeated > 0 { log.warn(.repeatedIDs(rows: repeated)) }
            return try ICEWSContent(self, areDistinct: repeated == 0, &log).dataSet(name: name)
        } catch {
            throw .store(error)
        }
    }
}

/// Why a row is refused; the field is looked at again for the message.
struct ICEWSFault: Error {
    var reason: RefusalReason
    var column: ICEWSColumn?

    init(_ reason: RefusalReason, _ column: ICEWSColumn? = nil) {
        self.reason = reason
        self.column = column
    }

    func detail(_ field: String, found: Int, expected: Int) -> String {
        switch reason {
        case .columnCount: "found \(found) columns, expected \(expected)"
        case .badID: "found `\(field)`, expected a whole number"
        case .badDate: "found `\(field)`, expected a day of the calendar as yyyy-mm-dd or m/d/yyyy"
        case .badNumber:
            "found `\(field)`, expected a number"
                + (column == .latitude ? " from -90 to 90" : column == .longitude ? " from -180 to 180" : "")
        case .unknownKind:
            column == .code
                ? "found the code `\(field)`, which CAMEO does not have"
                : "found the text `\(field)`, which is none of ICEWS's"
        case .ambiguousKind: "found the code `\(field)`, which may be \(field) or 0\(field)"
        case .notUTF8: "found bytes that are not UTF-8"
        case .tooLong: FieldText.tooLong
        case .notJSON, .notARecord, .duplicateMember, .missingMember, .wrongSort, .badMoney, .duplicateID, .badOrder,
            .badQuotes:
            reason.rawValue
        }
    }
}
