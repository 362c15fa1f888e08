import Columnar
import EventModel

/// The ids of the rows of a table where they are stored, compared without making texts of them where they are numbers.
struct StoredIDs {
    private let columns: [StoredColumn]

    /// nil of a table without ids that are codes.
    init?(_ table: Table) {
        guard let id = table.index(of: "id") else { return nil }
        columns = table.segments.map { $0.stored(id) }
        guard columns.allSatisfy({ $0.dictionary != nil }) else { return nil }
    }

    /// Less than 0 where the id of one row stands before that of another, 0 where they are the same.
    func order(_ left: RowPlace, _ right: RowPlace) -> Int {
        if let one = number(left), let two = number(right) { return one < two ? -1 : one == two ? 0 : 1 }
        return ValueOrder.ids(text(left) ?? "", text(right) ?? "")
    }

    func text(_ place: RowPlace) -> String? {
        if place.isNowhere { return nil }
        return columns[place.segment].dictionary?.text(code(place))
    }

    private func number(_ place: RowPlace) -> Int64? {
        guard !place.isNowhere, case .numbers(let texts) = columns[place.segment].dictionary?.source else { return nil }
        let code = code(place)
        return code < CodedColumn.firstCode ? nil : texts[Int(code - CodedColumn.firstCode)]
    }

    private func code(_ place: RowPlace) -> UInt32 {
        switch columns[place.segment] {
        case .coded(let codes, _): codes[place.row]
        case .plain(.coded(let column)): column.codes[place.row]
        case .plain, .days, .numbers, .unknown: CodedColumn.unknown
        }
    }
}
