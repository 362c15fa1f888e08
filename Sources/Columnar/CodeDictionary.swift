package import EventModel
import Synchronization

/// The distinct texts behind a coded column. A class, since many columns and batches share one.
///
/// Of a column that points to rows of a table it may hold the places of these rows instead: entries are then not
/// distinct where ids repeat, and texts are only made when somebody asks for all of them.
package final class CodeDictionary: Hashable, Sendable {
    private let known: [String]
    package let isSorted: Bool
    /// The rows that the entries are the ids of, where that is known.
    package let events: EventPlaces?
    private let made = Mutex<[String]?>(nil)

    package init(_ texts: [String], isSorted: Bool) {
        known = texts
        self.isSorted = isSorted
        events = nil
    }

    /// The ids of rows of a table, an entry for each place.
    package init(_ events: EventPlaces) {
        known = []
        isSorted = false
        self.events = events
    }

    package var texts: [String] {
        guard let events else { return known }
        return made.withLock { made in
            if let made { return made }
            let texts = events.places.map { events.id(at: $0) ?? "" }
            made = texts
            return texts
        }
    }

    package var codeCount: Int { (events?.places.count ?? known.count) + Int(CodedColumn.firstCode) }

    /// The text of a code; nil for unknown and none.
    package func text(_ code: UInt32) -> String? {
        if code < CodedColumn.firstCode { return nil }
        let entry = Int(code - CodedColumn.firstCode)
        return events.map { $0.id(at: $0.places[entry]) } ?? known[entry]
    }

    package static func == (left: CodeDictionary, right: CodeDictionary) -> Bool {
        left === right || left.texts == right.texts
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
