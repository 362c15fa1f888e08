import Columnar
import EventModel

/// A row of the naive interpreter: its values, and what is known of its presence.
struct NaiveRow {
    var cells: [Value]
    /// False of a row that is merely possible and was not asked for.
    var isVisible = true
    /// True of a row that is merely possible and was asked for.
    var isMarked = false
    /// The event that the row is, if it is one.
    var origin: NaiveOrigin?
    /// The events in columns of matches.
    var matched: [String: [NaiveOrigin]] = [:]

    /// How certain it is that the row is there.
    var presence: Truth { isVisible ? .yes : .maybe }
}

/// A row of the table `events`, as it stands or as it was known on a day.
struct NaiveOrigin: Hashable {
    var row: Int
    var day: DayNumber?
}

/// Rows under their columns.
struct NaiveTable {
    var fields: [Field]
    var rows: [NaiveRow]

    var visible: [NaiveRow] { rows.filter(\.isVisible) }

    func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

extension NaiveTable {
    /// The rows of a stored table, in the order in which they are stored.
    init(_ table: Table) {
        fields = table.schema.fields
        rows = []
        for segment in table.segments {
            for row in 0..<segment.rowCount {
                let cells = fields.indices.map { segment.column($0).value(at: row, type: fields[$0].type) }
                let origin = table.schema.name == "events" ? NaiveOrigin(row: rows.count) : nil
                rows.append(NaiveRow(cells: cells, origin: origin))
            }
        }
    }

    /// By date and then by id, as far as there are any.
    mutating func sortByDefault() {
        let (date, id) = (index(of: "date"), index(of: "id"))
        rows = NaiveOrder.sorted(rows) { left, right in
            let byDate = date.map { NaiveOrder.compare(left.cells[$0], right.cells[$0], nil) } ?? 0
            if byDate != 0 { return byDate }
            guard let id else { return 0 }
            return NaiveOrder.compareIDs(left.cells[id].name ?? "", right.cells[id].name ?? "")
        }
    }
}

/// Orders of values, written with numbers below, equal to and above 0.
enum NaiveOrder {
    /// A stable sort by a three-way comparison.
    static func sorted<Element>(_ elements: [Element], _ compare: (Element, Element) -> Int) -> [Element] {
        elements.enumerated().sorted { left, right in
            let order = compare(left.element, right.element)
            return order == 0 ? left.offset < right.offset : order < 0
        }.map(\.element)
    }

    /// Known before none before unknown; `isDescending` turns the known ones round.
    static func compare(_ left: Value, _ right: Value, _ kinds: KindCatalog?, isDescending: Bool = false) -> Int {
        let ranks = (rank(left), rank(right))
        if ranks != (0, 0) { return ranks.0 - ranks.1 }
        let order = known(left, right, kinds)
        return isDescending ? -order : order
    }

    private static func rank(_ value: Value) -> Int {
        switch value {
        case .none: 1
        case .unknown: 2
        default: 0
        }
    }

    private static func known(_ left: Value, _ right: Value, _ kinds: KindCatalog?) -> Int {
        switch (left, right) {
        case (.number(let one), .number(let two)), (.duration(let one), .duration(let two)):
            return three(one.middle, two.middle)
        case (.money(let one), .money(let two)):
            return three(one.amount.middle, two.amount.middle)
        case (.date(let one), .date(let two)):
            let first = three(one.start.earliest, two.start.earliest)
            return first == 0 ? three(one.end.latest, two.end.latest) : first
        case (.period(let one), .period(let two)):
            let first = three(one.first, two.first)
            return first == 0 ? three(one.last, two.last) : first
        case (.truth(let one), .truth(let two)): return three(one, two)
        case (.kind(let one), .kind(let two)):
            // Kinds that are in no tree come last.
            let order = three(kinds?.position(named: one) ?? .max, kinds?.position(named: two) ?? .max)
            return order == 0 ? bytes(one, two) : order
        default: return bytes(left.name ?? "", right.name ?? "")
        }
    }

    /// By value, and values of one place (spans with one middle, dates with one hull) by all that they are.
    static func total(_ left: Value, _ right: Value, _ kinds: KindCatalog?) -> Int {
        let order = compare(left, right, kinds)
        if order != 0 { return order }
        switch (left, right) {
        case (.number(let one), .number(let two)), (.duration(let one), .duration(let two)): return parts(one, two)
        case (.money(let one), .money(let two)):
            let amounts = parts(one.amount, two.amount)
            return amounts == 0 ? bytes(one.currency, two.currency) : amounts
        case (.date(let one), .date(let two)):
            for part in [\EventDate.start.latest, \.end.earliest] where one[keyPath: part] != two[keyPath: part] {
                return three(one[keyPath: part], two[keyPath: part])
            }
            if one.lasted != two.lasted { return one.lasted ? 1 : -1 }
            return bytes(one.written ?? "", two.written ?? "")
        default: return 0
        }
    }

    private static func parts(_ left: NumberSpan, _ right: NumberSpan) -> Int {
        left.low == right.low ? three(left.high, right.high) : three(left.low, right.low)
    }

    /// Ids that are whole numbers come first, by number, then all others by bytes.
    static func compareIDs(_ left: String, _ right: String) -> Int {
        switch (Int(left), Int(right)) {
        case (let one?, let two?): one == two ? bytes(left, right) : three(one, two)
        case (.some, nil): -1
        case (nil, .some): 1
        case (nil, nil): bytes(left, right)
        }
    }

    static func bytes(_ left: String, _ right: String) -> Int {
        if Array(left.utf8) == Array(right.utf8) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }

    static func three<Member: Comparable>(_ left: Member, _ right: Member) -> Int {
        left < right ? -1 : right < left ? 1 : 0
    }
}
