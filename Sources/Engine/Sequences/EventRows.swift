import Columnar
import EventModel
import Plan

/// The rows of anchors, or of a pattern, with what matching asks of them.
final class EventRows {
    let rows: Rows
    let direction: Direction
    let timeline: Timeline
    /// What tells whether two rows are one and the same, of whichever rows of the sequence they are.
    var identities: [RowPlace]
    /// Places of the events that the rows are, where ids are those of a table.
    let places: EventPlaces?
    private let ids: (column: Column, type: ValueType)?
    /// The ids in the table, where those are the ids of the rows.
    private let storedIDs: StoredIDs?
    private let links: [(column: Column, type: ValueType)]

    var count: Int { rows.count }
    var unseen: Bits? { rows.unseen }

    /// Fields that put the event that they name before their own.
    static let linkNames = ["responds_to", "because_of", "follows_up"]

    /// nil of rows without a date.
    init?(_ rows: Rows, of relation: Relation, _ direction: Direction, _ state: RunState) throws(RunError) {
        self.rows = rows
        self.direction = direction
        guard let date = rows.fields.firstIndex(where: { $0.name == "date" }),
            case .date(let dates) = try rows.column(date, state)
        else { return nil }
        try state.reserve(rows.count, bytesEach: dates.spans == nil ? 4 : 16)
        timeline = Timeline(dates, direction)
        let id = rows.fields.firstIndex { $0.name == "id" }
        places = Self.places(rows, id, relation.knownOn)
        storedIDs = places.flatMap { StoredIDs($0.table) }
        ids =
            places == nil
            ? try id.map { id throws(RunError) in (try rows.column(id, state), rows.fields[id].type) } : nil
        identities = rows.places
        var links: [(column: Column, type: ValueType)] = []
        for (index, field) in rows.fields.enumerated() where Self.linkNames.contains(field.name) {
            if rows.isUnknown(index) { continue }
            let column = try rows.column(index, state)
            if column.namesSomething { links.append((column, field.type)) }
        }
        self.links = links
    }

    private static func places(_ rows: Rows, _ id: Int?, _ day: DayNumber?) -> EventPlaces? {
        guard let id, case .stored(let place) = rows.sources[id], let table = rows.table, table.index(of: "id") == place
        else { return nil }
        return EventPlaces(table, rows.places, knownOn: day)
    }

    // MARK: Ids and links

    func id(_ row: Int) -> String? {
        if let places { return places.id(at: places.places[row]) }
        return ids.flatMap { $0.column.value(at: row, type: $0.type).name }
    }

    var hasLinks: Bool { !links.isEmpty }

    /// The ids that the links of a row name.
    func linkedIDs(_ row: Int) -> [String] {
        links.flatMap { column, type -> [String] in
            let value = column.value(at: row, type: type)
            if case .list(let members) = value { return members.compactMap(\.name) }
            return value.name.map { [$0] } ?? []
        }
    }

    /// Rows by the ids that their links name.
    private lazy var linking: [String: [Int32]] = {
        var linking: [String: [Int32]] = [:]
        if !hasLinks { return linking }
        for row in 0..<count {
            if row & (Stop.piece - 1) == 0, Stop.isWanted { break }
            for id in Set(linkedIDs(row)) { linking[id, default: []].append(Int32(row)) }
        }
        return linking
    }()

    private lazy var byID: [String: [Int32]] = {
        var byID: [String: [Int32]] = [:]
        for row in 0..<count {
            if row & (Stop.piece - 1) == 0, Stop.isWanted { break }
            if let id = id(row) { byID[id, default: []].append(Int32(row)) }
        }
        return byID
    }()

    /// The rows that a link puts behind (or before) a row of others, in the direction of the sequence.
    func linked(with row: Int, of others: EventRows, areBehind: Bool) -> [Int32] {
        if areBehind != direction.isBackward {
            guard hasLinks, let id = others.id(row) else { return [] }
            return linking[id] ?? []
        }
        guard others.hasLinks else { return [] }
        return Set(others.linkedIDs(row)).flatMap { byID[$0] ?? [] }
    }

    private lazy var byIdentity: [RowPlace: Int32] = Dictionary(
        identities.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })

    /// The row that is one and the same with a row of others.
    func row(of identity: RowPlace) -> Int32? { byIdentity[identity] }

    // MARK: Order

    /// In the order in which events are taken: by the earliest start, then the latest end, then the id. Unknown dates
    /// are behind all others, as they are where rows are sorted.
    func precedes(_ left: Int32, _ right: Int32) -> Bool {
        let (one, other) = (rank(Int(left)), rank(Int(right)))
        return one != other ? one < other : tied(left, right)
    }

    /// The order of two rows of the same days.
    func tied(_ left: Int32, _ right: Int32) -> Bool {
        let order =
            storedIDs?.order(rows.places[Int(left)], rows.places[Int(right)])
            ?? ValueOrder.ids(id(Int(left)) ?? "", id(Int(right)) ?? "")
        if order == 0 { return (left < right) != direction.isBackward }
        return (order < 0) != direction.isBackward
    }

    @inline(__always)
    func rank(_ row: Int) -> UInt64 {
        if timeline.unknown?[row] == true { return direction.isBackward ? 0 : .max }
        // Mirrored, the start is where the event ends.
        let (first, second) =
            direction.isBackward
            ? (timeline.endLatest[row], timeline.startEarliest[row])
            : (timeline.startEarliest[row], timeline.endLatest[row])
        return UInt64(UInt32(bitPattern: first) ^ 1 << 31) << 32 | UInt64(UInt32(bitPattern: second) ^ 1 << 31)
    }

    /// The rows that have a date, by their days; those of the same days as they stand.
    lazy var order: [Int32] = {
        var order: [Int32] = []
        order.reserveCapacity(count)
        for row in 0..<count where timeline.none?[row] != true { order.append(Int32(row)) }
        return RadixSort.sorted(order) { self.rank(Int($0)) }
    }()
}

extension Column {
    /// Whether some cell names an event.
    var namesSomething: Bool {
        switch self {
        case .coded(let column): column.codes.contains { $0 >= CodedColumn.firstCode }
        case .list(let column): column.values.column.namesSomething
        case .number, .date, .truth, .money, .period: false
        }
    }
}

extension Relation {
    /// The day on which the events at the bottom were known; nil: as they are stored.
    fileprivate var knownOn: DayNumber? {
        switch self {
        case .knownOn(_, let day): day
        case .scan, .aggregate, .reports, .disagree, .rate, .join, .append, .compare: nil
        case .filter(let input, _), .possibly(let input), .project(let input, _), .sort(let input, _),
            .cut(let input, _, _), .top(let input, _, _, _), .distinct(let input, _), .oneADay(let input, _),
            .sample(let input, _, _):
            input.knownOn
        case .follow(let walk): walk.events.knownOn
        case .sequence(let sequence): sequence.anchors.knownOn
        }
    }
}
