package import EventModel
import Synchronization

/// The distinct texts behind a coded column. A class, since many columns and batches share one.
///
/// Of a column that points to rows of a table it may hold the places of these rows instead: entries are then not
/// distinct where ids repeat. Texts that are stored are only made when somebody asks for them.
package final class CodeDictionary: Hashable, Sendable {
    package enum Source: Sendable {
        case texts([String])
        case table(TextTable)
        case numbers(NumberTexts)
        /// The ids of rows of a table, an entry for each place.
        case events(EventPlaces)
    }

    package let source: Source
    /// Whether the entries stand in the order of their bytes.
    package let isSorted: Bool
    private let made = Mutex<[String]?>(nil)

    package init(_ source: Source, isSorted: Bool) {
        self.source = source
        self.isSorted = isSorted
    }

    package convenience init(_ texts: [String], isSorted: Bool) { self.init(.texts(texts), isSorted: isSorted) }

    package convenience init(_ events: EventPlaces) { self.init(.events(events), isSorted: false) }

    /// The rows that the entries are the ids of, where that is known.
    package var events: EventPlaces? { if case .events(let events) = source { events } else { nil } }

    package var count: Int {
        switch source {
        case .texts(let texts): texts.count
        case .table(let table): table.count
        case .numbers(let texts): texts.count
        case .events(let events): events.places.count
        }
    }

    package var codeCount: Int { count + Int(CodedColumn.firstCode) }

    /// All texts, the entries in order. Of a stored dictionary they are made, once: ask for single ones where few count.
    package var texts: [String] {
        if case .texts(let texts) = source { return texts }
        return made.withLock { made in
            if let made { return made }
            let texts = [String](0..<count, rest: "") { self[$0] }
            // What a run that is to end has left out is for nobody else.
            if !Stop.isWanted(before: count) { made = texts }
            return texts
        }
    }

    /// The text of an entry.
    package subscript(entry: Int) -> String {
        switch source {
        case .texts(let texts): texts[entry]
        case .table(let table): table[entry]
        case .numbers(let texts): String(texts[entry])
        case .events(let events): events.id(at: events.places[entry]) ?? ""
        }
    }

    /// Whether the bytes of the texts lie in one memory, so that reading them costs less than making texts.
    package var isStored: Bool { if case .table = source { true } else { false } }

    /// The bytes of the text of an entry, in UTF-8.
    package func withBytes<Result>(_ entry: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if case .table(let table) = source {
            let range = table.range(entry)
            return body(UnsafeBufferPointer(start: table.bytes.base + range.lowerBound, count: range.count))
        }
        var text = self[entry]
        return text.withUTF8(body)
    }

    /// The entries whose texts are not of ASCII alone, in order.
    package var entriesBeyondASCII: [Int] {
        if case .table(let table) = source { return table.entriesBeyondASCII }
        return (0..<count).filter { entry in withBytes(entry) { bytes in bytes.contains { $0 >= 0x80 } } }
    }

    /// The text of a code; nil for unknown and none, and for rows without an id.
    package func text(_ code: UInt32) -> String? {
        if code < CodedColumn.firstCode { return nil }
        let entry = Int(code - CodedColumn.firstCode)
        if case .events(let events) = source { return events.id(at: events.places[entry]) }
        return self[entry]
    }

    /// The entry of a text; nil where there is none.
    package func entry(of text: String) -> Int? {
        if case .numbers(let numbers) = source {
            return Int64(text).flatMap { String($0) == text ? numbers.entry(of: $0) : nil }
        }
        guard isSorted else { return (0..<count).first { self[$0] == text } }
        var text = text
        let low = text.withUTF8 { bytes in
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let isBefore = withBytes(middle) { $0.lexicographicallyPrecedes(bytes) }
                if isBefore { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return low < count && self[low] == text ? low : nil
    }

    package static func == (left: CodeDictionary, right: CodeDictionary) -> Bool {
        left === right || left.count == right.count && left.texts == right.texts
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(codeCount) }
}

/// Rows of a table that are meant by their ids.
package struct EventPlaces: Sendable {
    package let table: Table
    package let places: [RowPlace]
    /// The day on which the table was known, if it is not the one that is stored.
    package let knownOn: DayNumber?
    private let idColumn: Int

    /// nil of a table whose rows have no ids.
    package init?(_ table: Table, _ places: [RowPlace], knownOn: DayNumber? = nil) {
        guard let idColumn = table.index(of: "id") else { return nil }
        self.table = table
        self.places = places
        self.knownOn = knownOn
        self.idColumn = idColumn
    }

    /// The id of a row; nil where it is not known.
    package func id(at place: RowPlace) -> String? {
        guard !place.isNowhere else { return nil }
        if case .coded(let column) = table.segments[place.segment].column(idColumn) {
            return column.dictionary.text(column.codes[place.row])
        }
        let type = table.schema.fields[idColumn].type
        return table.segments[place.segment].column(idColumn).value(at: place.row, type: type).name
    }

    /// A field of the rows of codes; unknown where a code has none, or the table no such field.
    package func column(_ field: String, of codes: ArraySlice<UInt32>) -> (Column, ValueType)? {
        guard let column = table.index(of: field) else { return nil }
        let type = table.schema.fields[column].type
        let found = codes.map { code in
            code < CodedColumn.firstCode ? .nowhere : places[Int(code - CodedColumn.firstCode)]
        }
        return (Column.gathering(table.segments.map { $0.column(column) }, found, type: type), type)
    }
}
