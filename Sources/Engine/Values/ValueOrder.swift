import Columnar
import EventModel
import Glibc

/// The order in which rows are sorted by a column: known values, then none, then unknown, whichever the direction.
///
/// Where the run is to end, ranks are in no order and some may be missing: who asked for them asks the run before using
/// any.
struct ValueOrder: Sendable {
    let catalog: Catalog

    static let none = UInt64.max - 1
    static let unknown = UInt64.max

    /// A number for each cell, in the order of the cells; equal numbers are ties.
    func ranks(_ column: Column, type: ValueType, isDescending: Bool) -> [UInt64] {
        ranks(.column(column, start: 0), count: column.count, type: type, isDescending: isDescending)
    }

    func ranks(_ vector: Vector, count: Int, type: ValueType, isDescending: Bool) -> [UInt64] {
        guard case .column(let column, let start) = vector else { return [UInt64](repeating: 0, count: count) }
        if Stop.isWanted(before: count) { return [] }
        let rows = start..<(start + count)
        var ranks: [UInt64]
        switch column {
        case .number(let numbers): ranks = Self.ranks(numbers, rows)
        case .money(let money): ranks = Self.ranks(money.amount, rows)
        case .coded(let coded): ranks = self.ranks(coded, type, rows)
        case .date(let dates): ranks = [UInt64](untilStopped: rows) { Self.rank(of: dates, row: $0) }
        case .truth(let mask): ranks = [UInt64](untilStopped: rows) { UInt64(mask[$0].rawValue) }
        case .period(let periods):
            ranks = [UInt64](untilStopped: rows) {
                Self.special(periods.states?[$0]) ?? Self.rank(periods.first[$0], periods.last[$0])
            }
        case .list: ranks = listRanks(column, type, rows)
        }
        if isDescending {
            _ = Stop.pieces(ranks.indices) { piece in
                for row in piece where ranks[row] < Self.none { ranks[row] = Self.none - 1 - ranks[row] }
            }
        }
        return ranks
    }

    private static func special(_ state: CellState?) -> UInt64? {
        switch state {
        case .known, nil: nil
        case .unknown: unknown
        case .some(.none): none
        }
    }

    private static func ranks(_ column: NumberColumn, _ rows: Range<Int>) -> [UInt64] {
        if column.states == nil, column.high == nil { return [UInt64](untilStopped: rows) { rank(column.low[$0]) } }
        return [UInt64](untilStopped: rows) { row in
            special(column.states?[row])
                ?? rank(NumberSpan(column.low[row], column.high?[row] ?? column.low[row]).middle)
        }
    }

    /// The bits of numbers in the order of the numbers.
    static func rank(_ number: Double) -> UInt64 {
        // Adding 0 makes one of the two zeros.
        let bits = (number + 0).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }

    /// By the first day, then by the last. The very last day of all would reach the ranks of what is not known.
    private static func rank(_ first: DayNumber, _ last: DayNumber) -> UInt64 {
        let (one, two) = (UInt32(bitPattern: first) ^ 1 << 31, UInt32(bitPattern: last) ^ 1 << 31)
        return min(UInt64(one) << 32 | UInt64(two), none - 1)
    }

    /// By the earliest start, then by the latest end.
    static func rank(of column: DateColumn, row: Int) -> UInt64 {
        guard let spans = column.spans else { return rank(column.first[row], column.first[row]) }
        return special(spans.states[row])
            ?? rank(column.first[row], spans.lasted[row] ? spans.endLatest[row] : spans.startLatest[row])
    }

    private func ranks(_ column: CodedColumn, _ type: ValueType, _ rows: Range<Int>) -> [UInt64] {
        var ofCodes = ranks(of: column.dictionary, type).map { UInt64($0) }
        ofCodes[Int(CodedColumn.unknown)] = Self.unknown
        ofCodes[Int(CodedColumn.none)] = Self.none
        return [UInt64](untilStopped: rows) { ofCodes[Int(column.codes[$0])] }
    }

    /// The place of each code of a dictionary in the order of its texts: kinds by their tree, all else by bytes.
    func ranks(of dictionary: CodeDictionary, _ type: ValueType) -> [UInt32] {
        let first = Int(CodedColumn.firstCode)
        // A sorted dictionary of kinds may be in the order of the tree or of bytes: nothing tells.
        if dictionary.isSorted, type.element != .kind { return (0..<UInt32(dictionary.codeCount)).map { $0 } }
        if case .numbers(let numbers) = dictionary.source, let ranks = Self.ranks(of: numbers) { return ranks }
        let order: [Int32]
        if type.element == .kind {
            let texts = dictionary.texts
            let positions = texts.map { catalog.kinds.position(named: $0) ?? .max }
            order = texts.indices.map { Int32($0) }.sorted { one, other in
                let (left, right) = (Int(one), Int(other))
                return positions[left] != positions[right]
                    ? positions[left] < positions[right] : texts[left].precedes(texts[right])
            }
        } else {
            order = TextOrder.sorted(dictionary)
        }
        var ranks = [UInt32](repeating: 0, count: dictionary.codeCount)
        for (rank, entry) in order.enumerated() {
            if rank & (Stop.piece - 1) == 0, Stop.isWanted { break }
            ranks[Int(entry) + first] = UInt32(rank) + CodedColumn.firstCode
        }
        return ranks
    }

    /// The place of each code of numbers that are in the order of their bytes as in their own; nil where some have more
    /// digits than others.
    private static func ranks(of numbers: NumberTexts) -> [UInt32]? {
        let entries = Stop.sorted((0..<numbers.count).map { (number: numbers[$0], entry: $0) }) {
            $0.number < $1.number
        }
        guard let first = entries.first, let last = entries.last, first.number >= 0,
            String(first.number).utf8.count == String(last.number).utf8.count
        else { return nil }
        var ranks = [UInt32](repeating: 0, count: numbers.count + Int(CodedColumn.firstCode))
        for (rank, entry) in entries.enumerated() {
            ranks[entry.entry + Int(CodedColumn.firstCode)] = UInt32(rank) + CodedColumn.firstCode
        }
        return ranks
    }

    // MARK: Any values

    private func listRanks(_ column: Column, _ type: ValueType, _ rows: Range<Int>) -> [UInt64] {
        // Of millions of rows the values are few: each is made, compared and given back once.
        let coder = KeyCoder(type)
        var codes: [UInt32] = []
        codes.reserveCapacity(rows.count)
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Stop.piece) {
            if Stop.isWanted { return [] }
            let piece = Int32(clamping: first)..<Int32(clamping: min(rows.upperBound, first + Stop.piece))
            codes += coder.codes(.column(column, start: 0), rows: Array(piece))
        }
        let values = [Value](0..<coder.codeCount, rest: .unknown) { coder.value(of: UInt32($0)) }
        let order = Stop.sorted(values.indices) { compare(values[$0], values[$1]) < 0 }
        var ofCodes = [UInt64](repeating: 0, count: values.count)
        var rank: UInt64 = 0
        for (place, code) in order.enumerated() {
            if place & (Stop.piece - 1) == 0, Stop.isWanted { return [] }
            if place > 0, compare(values[order[place - 1]], values[code]) != 0 { rank += 1 }
            let value = values[code]
            ofCodes[code] = value == .unknown ? Self.unknown : value == .none ? Self.none : rank
        }
        return [UInt64](untilStopped: codes.indices) { ofCodes[Int(codes[$0])] }
    }

    /// Below, equal to or above 0. Lists compare member by member, a shorter one first.
    func compare(_ left: Value, _ right: Value) -> Int {
        switch (left, right) {
        case (.unknown, .unknown), (.none, .none): return 0
        case (.unknown, _): return 1
        case (_, .unknown): return -1
        case (.none, _): return 1
        case (_, .none): return -1
        case (.date(let one), .date(let two)):
            return Self.three(
                Self.rank(one.hull.earliest, one.hull.latest), Self.rank(two.hull.earliest, two.hull.latest))
        case (.period(let one), .period(let two)):
            return Self.three(Self.rank(one.first, one.last), Self.rank(two.first, two.last))
        case (.truth(let one), .truth(let two)): return Self.three(one, two)
        case (.list(let one), .list(let two)):
            for (first, second) in zip(one, two) {
                let order = compare(first, second)
                if order != 0 { return order }
            }
            return Self.three(one.count, two.count)
        case (.kind(let one), .kind(let two)):
            let places = (catalog.kinds.position(named: one) ?? .max, catalog.kinds.position(named: two) ?? .max)
            return places.0 != places.1 ? Self.three(places.0, places.1) : Self.texts(one, two)
        case _:
            if let one = left.span, let two = right.span { return Self.three(one.middle, two.middle) }
            return Self.texts(left.name ?? "", right.name ?? "")
        }
    }

    /// Numbers of the codes of a key such that no two values share one: what sorts alike goes by its bounds and its
    /// text, so that the order of groups never depends on the order in which they were met.
    func ranks(of coder: KeyCoder) -> [UInt64] {
        let codes = (0..<UInt32(coder.codeCount)).map { $0 }
        let ranks = ranks(coder.column(codes), type: coder.type, isDescending: false)
        if coder.hasPlainOrder || ranks.count < codes.count { return ranks }
        let order = Stop.sorted(codes) { left, right in
            if ranks[Int(left)] != ranks[Int(right)] { return ranks[Int(left)] < ranks[Int(right)] }
            return Self.isLess(coder.value(of: left), coder.value(of: right))
        }
        var result = ranks
        for (rank, code) in order.enumerated() { result[Int(code)] = UInt64(rank) }
        return result
    }

    /// An order of different values that sort alike.
    private static func isLess(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.date(let one), .date(let two)):
            let bounds = { (date: EventDate) in [date.start.latest, date.end.earliest, date.lasted ? 1 : 0] }
            if bounds(one) != bounds(two) { return bounds(one).lexicographicallyPrecedes(bounds(two)) }
            return (one.written ?? "").precedes(two.written ?? "")
        case (.money(let one), .money(let two)):
            let spans = (one.amount, two.amount)
            if spans.0 != spans.1 { return (spans.0.low, spans.0.high) < (spans.1.low, spans.1.high) }
            return one.currency.precedes(two.currency)
        case _:
            guard let one = left.span, let two = right.span else { return false }
            return (one.low, one.high) < (two.low, two.high)
        }
    }

    static func three<Member: Comparable>(_ left: Member, _ right: Member) -> Int {
        left < right ? -1 : right < left ? 1 : 0
    }

    static func texts(_ left: String, _ right: String) -> Int {
        left.precedes(right) ? -1 : right.precedes(left) ? 1 : 0
    }

    /// Ids that are whole numbers by their number and before all others; these by bytes.
    static func ids(_ left: String, _ right: String) -> Int {
        switch (Int(left), Int(right)) {
        case (let one?, let two?): one == two ? texts(left, right) : three(one, two)
        case (.some, nil): -1
        case (nil, .some): 1
        case (nil, nil): texts(left, right)
        }
    }
}
