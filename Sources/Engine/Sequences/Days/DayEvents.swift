import Columnar
import EventModel
import Plan

/// The events of a step as they pass by, each as a key, a day and a row; days are mirrored where a sequence looks back.
struct DayEntries {
    private(set) var keys: [UInt32] = []
    private(set) var days: [Int32] = []
    /// Numbers of the rows in the table, where somebody asks whether an event is the anchor itself.
    private(set) var rows: [UInt32] = []

    @inline(__always)
    mutating func append(_ key: UInt32, _ day: Int32, _ row: UInt32?) {
        keys.append(key)
        days.append(day)
        if let row { rows.append(row) }
    }

    /// Appends so many that stand in memory.
    mutating func append(
        _ count: Int, _ newKeys: UnsafePointer<UInt32>, _ newDays: UnsafePointer<Int32>,
        _ newRows: UnsafePointer<UInt32>?
    ) {
        keys.append(contentsOf: UnsafeBufferPointer(start: newKeys, count: count))
        days.append(contentsOf: UnsafeBufferPointer(start: newDays, count: count))
        if let newRows { rows.append(contentsOf: UnsafeBufferPointer(start: newRows, count: count)) }
    }

    mutating func renumber(_ numbers: [UInt32]) {
        for place in keys.indices { keys[place] = numbers[Int(keys[place])] }
    }

    mutating func append(_ other: DayEntries) {
        keys += other.keys
        days += other.days
        rows += other.rows
    }

    var count: Int { keys.count }
}

/// Gathers the events of a step. Of one thread.
struct DayCollector {
    /// Certain ones and merely possible ones, of known keys.
    private(set) var certain = DayEntries()
    private(set) var unseen = DayEntries()
    /// Those of unknown keys; and those that share a key with no anchor.
    private(set) var unknown = DayEntries()
    private(set) var rest = DayEntries()
    /// Set where the rows are not what days and keys alone decide about.
    private(set) var isBeyond = false
    let reader: DayKeyReader
    private let step: DayPlan.Step
    private let place: DayPlace
    private let keepsRows: Bool
    private let keepsRest: Bool
    private let newKeys = Slab<UInt32>()
    private let newDays = Slab<Int32>()
    private let newRows = Slab<UInt32>()

    init(
        _ step: DayPlan.Step, _ reader: DayKeyReader, _ place: DayPlace, keepsRows: Bool, keepsRest: Bool
    ) {
        self.step = step
        self.reader = reader
        self.place = place
        self.keepsRows = keepsRows
        self.keepsRest = keepsRest
    }

    mutating func add(_ batch: Batch, _ presence: Presence, _ segment: Int, _ state: RunState) throws(RunError) {
        if isBeyond { return }
        guard presence.marked == nil, let (days, start) = place.days(batch) else {
            isBeyond = true
            return
        }
        let present = presence.present
        let keys = reader.read(batch, present)
        if reader.isBeyond {
            isBeyond = true
            return
        }
        let (visible, mirror, first) = (presence.visible, place.mirror, place.firstRows[segment] &+ batch.start)
        let before = count
        if presence.unseen == nil, !keepsRest, addPlain(keys, days, start, present, first) {
            return try state.reserve(count - before, bytesEach: 12)
        }
        let isExact = presence.unseen == nil
        let keepsRows = keepsRows
        present.each { row in
            let key = keys[row]
            let day = days[start &+ row] ^ mirror
            let number = keepsRows ? UInt32(truncatingIfNeeded: first &+ row) : nil
            if key < DayKeyReader.unknown {
                if isExact || visible[row] { certain.append(key, day, number) } else { unseen.append(key, day, number) }
            } else if key == DayKeyReader.unknown {
                unknown.append(key, day, number)
            } else if keepsRest {
                rest.append(key, day, number)
            }
        }
        if unknown.count > 0, !step.canBeUnknown { isBeyond = true }
        try state.reserve(count - before, bytesEach: 12)
    }

    /// Takes in events that are certain; false, and nothing is taken in, where the key of some is unknown.
    private mutating func addPlain(
        _ keys: UnsafePointer<UInt32>, _ days: [DayNumber], _ start: Int, _ present: Bits, _ first: Int
    ) -> Bool {
        let count = present.population
        newKeys.grow(to: count + 1, zero: 0)
        newDays.grow(to: count + 1, zero: 0)
        newRows.grow(to: count + 1, zero: 0)
        let (toKeys, toDays, toRows, mirror) = (newKeys.start, newDays.start, newRows.start, place.mirror)
        // What shares its key with no anchor is written as well, and the next is written over it.
        var (next, unknown) = (0, 0)
        days.withUnsafeBufferPointer { days in
            present.each { row in
                let key = keys[row]
                toKeys[next] = key
                toDays[next] = days[start &+ row] ^ mirror
                toRows[next] = UInt32(truncatingIfNeeded: first &+ row)
                next &+= key < DayKeyReader.unknown ? 1 : 0
                unknown &+= key == DayKeyReader.unknown ? 1 : 0
            }
        }
        if unknown > 0 { return false }
        certain.append(next, toKeys, toDays, keepsRows ? toRows : nil)
        return true
    }

    var count: Int { certain.count + unseen.count + unknown.count + rest.count }

    /// Gives those keys the least numbers that have most events, and no other any: what is often looked at then lies
    /// together.
    /// - Returns: by number so far the new one, and how many there are.
    mutating func renumber(count: Int) -> (numbers: [UInt32], count: Int) {
        var counts = [UInt32](repeating: 0, count: count)
        for list in [certain, unseen] { for key in list.keys { counts[Int(key)] &+= 1 } }
        let ranks = DayNumbering.ranks(counts)
        certain.renumber(ranks.numbers)
        unseen.renumber(ranks.numbers)
        return ranks
    }

    mutating func append(_ other: DayCollector) {
        certain.append(other.certain)
        unseen.append(other.unseen)
        unknown.append(other.unknown)
        rest.append(other.rest)
        isBeyond = isBeyond || other.isBeyond
    }
}

/// Where the days of rows are found.
struct DayPlace: Sendable {
    let dateColumn: Int
    /// What mirrors a day: all bits where the sequence looks back.
    let mirror: Int32
    /// The number that the first row of each segment has in the table.
    let firstRows: [Int]

    init?(_ table: Table, _ direction: Direction) {
        guard let date = table.index(of: "date"), table.rowCount < Int(UInt32.max) else { return nil }
        dateColumn = date
        mirror = direction.isBackward ? -1 : 0
        var firstRows: [Int] = []
        var next = 0
        for segment in table.segments {
            firstRows.append(next)
            next += segment.rowCount
        }
        self.firstRows = firstRows
    }

    /// The days of a batch, and where they begin; nil where some are not known to the day.
    func days(_ batch: Batch) -> (days: [DayNumber], start: Int)? {
        guard case (.date(let dates), let start) = batch.column(dateColumn), dates.spans == nil else { return nil }
        return (dates.first, start)
    }
}

/// The events of a step by day and key.
final class DayEvents: Sendable {
    /// Of known keys: the certain events, and all of them.
    let certain: DayGrid
    let possible: DayGrid
    /// Those that are merely possible; nil: none.
    let unseen: DayGrid?
    /// Those of unknown keys; nil: none. All of them, for anchors of unknown keys. Both have one key.
    let unknown: DayGrid?
    let all: DayGrid?
    /// Where the same grid has several events on one day.
    let severalPossible: DayGrid?
    let severalUnknown: DayGrid?
    let severalAll: DayGrid?
    /// The rows that are events of the step; nil where no anchor can be one.
    let rows: DayGrid?
    let keyCount: Int

    /// Bits of more bytes than that would take longer than what they save.
    private static let mostBytes = 1 << 26

    /// nil where the bits would take too much.
    /// - Parameters:
    ///   - rowCount: of the table; nil where no anchor can be an event of the step.
    ///   - forUnknownAnchors: whether there may be anchors of unknown keys.
    init?(_ found: DayCollector, keyCount: Int, rowCount: Int?, forUnknownAnchors: Bool, _ state: RunState) {
        let lists = [found.certain, found.unseen, found.unknown, found.rest]
        let first = lists.compactMap { $0.days.min() }.min() ?? 0
        let last = lists.compactMap { $0.days.max() }.max() ?? 0
        let days = Int(first)...Int(last)
        guard DayGrid.byteCount(days: days, keyCount: keyCount) <= Self.mostBytes else { return nil }
        self.keyCount = keyCount
        func grid(_ keyCount: Int) -> DayGrid { DayGrid(days: days, keyCount: keyCount) }
        let hasUnseen = found.unseen.count > 0
        let hasSelf = rowCount != nil
        certain = grid(keyCount)
        severalPossible = hasSelf ? grid(keyCount) : nil
        possible = hasUnseen ? grid(keyCount) : certain
        unseen = hasUnseen ? grid(keyCount) : nil
        let hasUnknown = found.unknown.count > 0
        unknown = hasUnknown ? grid(1) : nil
        severalUnknown = hasUnknown && hasSelf ? grid(1) : nil
        all = forUnknownAnchors ? grid(1) : nil
        severalAll = forUnknownAnchors && hasSelf ? grid(1) : nil
        for list in [found.certain, found.unseen] {
            Self.fill(possible, severalPossible, list, state)
        }
        if hasUnseen {
            Self.fill(certain, nil, found.certain, state)
            if let unseen { Self.fill(unseen, nil, found.unseen, state) }
        }
        if let unknown { Self.fill(unknown, severalUnknown, found.unknown, isOneKey: true, state) }
        if let all { for list in lists { Self.fill(all, severalAll, list, isOneKey: true, state) } }
        if let rowCount {
            // Rows as days of one key.
            let rows = DayGrid(days: 0...max(0, rowCount - 1), keyCount: 1)
            for list in lists { for row in list.rows { _ = rows.bits.set(0, Int(row)) } }
            self.rows = rows
        } else {
            rows = nil
        }
    }

    /// Events that make it worth to fill the bits by two threads.
    private static let laneSize = 1 << 17

    private static func fill(
        _ grid: DayGrid, _ several: DayGrid?, _ list: DayEntries, isOneKey: Bool = false, _ state: RunState
    ) {
        // Each thread has words of its own: those of the days before the middle, or behind it.
        let lanes = list.count < min(laneSize, state.laneSize) || isOneKey ? 1 : 2
        let middle = grid.bits.firstDay + grid.bits.dayCount / 2 / 64 * 64
        _ = state.context.lanes.run(lanes, threads: state.threadCount) { lane in
            let (grid, several) = (grid.bits, several?.bits)
            list.keys.withUnsafeBufferPointer { keys in
                list.days.withUnsafeBufferPointer { days in
                    for index in keys.indices {
                        let day = Int(days[index])
                        if lanes > 1, (day < middle) != (lane == 0) { continue }
                        let key = isOneKey ? 0 : Int(keys[index])
                        if grid.set(key, day), let several { _ = several.set(key, day) }
                    }
                }
            }
        }
    }

    var byteCount: Int {
        [certain, unseen == nil ? nil : possible, unseen, severalPossible, unknown, all].reduce(0) {
            $0 + ($1?.byteCount ?? 0)
        }
    }
}

extension Bits {
    /// Goes through the rows in the set, in order.
    @inline(__always)
    func each(_ body: (Int) -> Void) {
        words.withUnsafeBufferPointer { words in
            for index in words.indices {
                var rest = words[index]
                while rest != 0 {
                    body(index &<< 6 &+ rest.trailingZeroBitCount)
                    rest &= rest &- 1
                }
            }
        }
    }
}
