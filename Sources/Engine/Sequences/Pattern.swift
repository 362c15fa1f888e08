import Columnar
import EventModel
import Plan

/// The events of a pattern, ready to be searched by their keys and days.
///
/// Equalities of the condition between a name of the event and one outside of it (`target = anchor.actor`) are keys
/// like those of the sequence, save that an unknown name may equal any: such events are looked for among all.
final class Pattern {
    let events: EventRows
    /// The keys of the sequence, of events and of anchors; nil: there are none.
    let shared: (events: KeyCells, anchors: KeyCells)?
    /// Keys of which alternatives are known, compared pair by pair.
    private let vague: [(event: Column, anchor: Column, type: ValueType)]
    /// The whole condition, and what is left of it between events and matches of equal keys.
    let whole: PairCondition?
    let rest: PairCondition?
    let implicit: [ImplicitKey]
    private let joint = JointCodes()
    let keyed: EventIndex
    /// Events of which some implicit key is unknown.
    let unknown: EventIndex?

    struct ImplicitKey {
        let event: Expression
        let outer: Expression
        let numbers: KeyNumbers
        let cells: KeyCells
        let equality: Expression
    }

    /// Keys of anchors, reckoned once.
    struct AnchorKeys {
        var expressions: [Expression]
        var columns: [Column]
    }

    init(
        _ pattern: SequencePattern, _ events: EventRows, _ keys: AnchorKeys, _ outer: OuterColumns, _ state: RunState
    ) throws(RunError) {
        self.events = events
        var vague: [(event: Column, anchor: Column, type: ValueType)] = []
        var cells: [(KeyCells, KeyCells)] = []
        for (expression, anchor) in zip(keys.expressions, keys.columns) {
            let event = try events.rows.evaluate(expression, state)
            if event.hasAlternatives || anchor.hasAlternatives {
                vague.append((event, anchor, expression.type))
                continue
            }
            let codes = ValueCodes()
            let ofEvents = codes.cells(event, expression.type, equalsNone: false)
            try state.advance(by: 0)
            cells.append((ofEvents, codes.cells(anchor, expression.type, equalsNone: false)))
            try state.advance(by: 0)
        }
        self.vague = vague
        let codes = JointCodes()
        let ofEvents = codes.cells(cells.map(\.0), count: events.count)
        let ofAnchors = codes.cells(cells.map(\.1), count: keys.columns.first?.count ?? 0)
        try state.advance(by: 0)
        if let ofEvents, let ofAnchors { shared = (ofEvents, ofAnchors) } else { shared = nil }
        let sharedCells = ofAnchors == nil ? nil : ofEvents

        let claims = pattern.condition?.claims ?? []
        implicit = try Self.implicitKeys(claims, events, state)
        try state.advance(by: 0)
        let equalities = implicit.map(\.equality)
        whole = try pattern.condition.map { condition throws(RunError) in
            try PairCondition(condition, events, outer, state)
        }
        rest = try Expression.all(claims.filter { !equalities.contains($0) }).map { condition throws(RunError) in
            try PairCondition(condition, events, outer, state)
        }
        if implicit.isEmpty {
            keyed = EventIndex(events, sharedCells)
            unknown = nil
        } else {
            let all = (sharedCells.map { [$0] } ?? []) + implicit.map(\.cells)
            let joined = joint.cells(all, count: events.count)
            try state.advance(by: 0)
            keyed = EventIndex(events, joined)
            unknown = joined?.unknown.map { EventIndex(events, sharedCells, among: $0, isPossibleOnly: true) }
        }
        try state.advance(by: 0)
    }

    private static func implicitKeys(
        _ claims: [Expression], _ events: EventRows, _ state: RunState
    ) throws(RunError) -> [ImplicitKey] {
        var keys: [ImplicitKey] = []
        for claim in claims {
            guard let (event, outer) = claim.keyEquality, !keys.contains(where: { $0.equality == claim }) else {
                continue
            }
            let numbers = KeyNumbers(event, equals: outer)
            let found = try numbers.cells(event) { side throws(RunError) in try events.rows.evaluate(side, state) }
            guard let cells = found else { continue }
            try state.advance(by: 0)
            keys.append(ImplicitKey(event: event, outer: outer, numbers: numbers, cells: cells, equality: claim))
        }
        return keys
    }

    /// The events among which those of an unknown key are looked for.
    private(set) lazy var all: EventIndex = {
        var chosen: Bits?
        if implicit.count == 1, let key = implicit.first?.cells, key.offsets != nil {
            // An empty list equals nothing, not even what is unknown.
            chosen = Bits(count: events.count) { !key.range($0).isEmpty || key.unknown?[$0] == true }
        }
        return EventIndex(events, shared?.events, among: chosen, isPossibleOnly: true)
    }()

    /// What is asked of pairs of which one key is unknown: that key alone makes them possible.
    var conditionOfUnknown: PairCondition? { implicit.count == 1 ? rest : whole }

    /// The keys of given matches: those by which `keyed` is searched; nil where those of the anchors are it.
    ///
    /// Alternatives outside make the answer nil as well as `isVague` true: then all is looked for by the condition.
    func keys(
        _ table: MatchTable, _ matches: [Int32], _ outer: OuterColumns, _ state: RunState
    ) throws(RunError) -> (cells: KeyCells?, isVague: Bool) {
        if implicit.isEmpty { return (nil, false) }
        var all: [KeyCells] = []
        if let shared { all.append(shared.anchors.gathering(matches.map { Int(table.anchors[Int($0)]) })) }
        for key in implicit {
            let found = try key.numbers.cells(key.outer) { side throws(RunError) in
                try outer.evaluate(side, table, matches, state)
            }
            guard let cells = found else { return (nil, true) }
            try state.advance(by: 0)
            all.append(cells)
        }
        let cells = joint.cells(all, count: matches.count)
        try state.advance(by: 0)
        return (cells, false)
    }

    /// The events of all keys of the sequence, whatever the condition says.
    private(set) lazy var plain = EventIndex(events, shared?.events)

    func sharesKeys(_ row: Int32, anchor: Int32) -> Bool {
        shared.map { $0.events.shares(Int(row), with: Int(anchor), of: $0.anchors) } ?? true
    }

    // MARK: Alternatives

    var hasVagueKeys: Bool { !vague.isEmpty }

    func vagueTruth(_ row: Int32, anchor: Int32, _ scalars: Scalars) -> Truth {
        vague.reduce(.yes) { truth, key in
            let (one, other) = (
                key.event.value(at: Int(row), type: key.type), key.anchor.value(at: Int(anchor), type: key.type)
            )
            return truth && scalars.anyPair(one, other) { Truth($0.isKnown && $0 == $1) }
        }
    }
}

extension KeyCells {
    /// The cells of given rows.
    func gathering(_ rows: [Int]) -> KeyCells {
        guard offsets != nil else { return KeyCells(codes: rows.map { codes[$0] }) }
        var result = KeyCells(codes: [], offsets: [0])
        var newOffsets: [Int32] = [0]
        for row in rows {
            result.codes += codes[range(row)]
            newOffsets.append(Int32(clamping: result.codes.count))
        }
        result.offsets = newOffsets
        return result
    }
}
