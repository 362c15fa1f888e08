import Columnar
import EventModel
import Plan

/// A claim that a name of an event and one of the anchor are equal; of dyads and pairs, that those of both sides are.
struct DayKey: Sendable {
    let event: [Expression]
    let anchor: [Expression]
    /// Whether the two sides may change places.
    let isTurnable: Bool
    /// Whether it is a key of the sequence: unknown then equals nothing, as none does. In a condition unknown may equal
    /// anything, and none equals none.
    let isShared: Bool
    /// Made anew for each run.
    let alphabet = DayAlphabet()

    /// nil where the claim is about anything but single names.
    init?(event: Expression, anchor: Expression, isShared: Bool) {
        self.isShared = isShared
        let (one, other) = (KeyNumbers.sides(event), KeyNumbers.sides(anchor))
        if let one, let other {
            guard one.isDirected == other.isDirected, one.isOfCountries == other.isOfCountries else { return nil }
            (self.event, self.anchor, isTurnable) = (one.sides, other.sides, !one.isDirected)
        } else {
            guard one == nil, other == nil else { return nil }
            (self.event, self.anchor, isTurnable) = ([event], [anchor], false)
        }
        guard (self.event + self.anchor).allSatisfy({ $0.type.isName && !$0.type.isList }) else { return nil }
    }
}

/// Numbers of keys that are joined of several.
struct DayNumbering: Sendable {
    /// By the number in its alphabet the number of a key that stands alone; nil: they are the same.
    var chosen: [UInt32]?
    /// Numbers of what was joined so far and of what comes to it, together.
    var maps: [CodeMap] = []
    /// By part the numbers in its alphabet that were met, where keys that were not have no number.
    var met: [[Bool]] = []
    /// Whether keys that were not met before have no number.
    private(set) var isFixed = false
    /// By map bits of what was joined: most of what was not is told by one of them.
    fileprivate var filters: [KeyFilter] = []
    /// More than any number.
    var count = 1

    /// New numbers for keys, the less the more often they were met, roughly: what is often looked at then lies together.
    /// Those that were not met have none.
    static func ranks(_ counts: [UInt32]) -> (numbers: [UInt32], count: Int) {
        var numbers = [UInt32](repeating: DayKeyReader.nothing, count: counts.count)
        var sizes = [UInt32](repeating: 0, count: 34)
        for count in counts where count > 0 { sizes[count.leadingZeroBitCount + 1] += 1 }
        for size in 1..<34 { sizes[size] += sizes[size - 1] }
        let all = sizes[33]
        for (key, count) in counts.enumerated() where count > 0 {
            numbers[key] = sizes[count.leadingZeroBitCount]
            sizes[count.leadingZeroBitCount] += 1
        }
        return (numbers, Int(all))
    }

    mutating func fix() {
        isFixed = true
        filters = maps.map { KeyFilter($0) }
    }
}

/// Some bits for each of many keys.
private struct KeyFilter {
    private let words: [UInt64]
    private let mask: Int

    init(_ map: CodeMap) {
        var bits = 1 << 12
        while bits < map.count * 8, bits < 1 << 24 { bits <<= 1 }
        mask = bits - 1
        var words = [UInt64](repeating: 0, count: bits / 64)
        for key in map.all {
            let bit = CodeMap.hash(key) &>> 20 & (bits - 1)
            words[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        self.words = words
    }

    @inline(__always)
    func withBits(_ body: ((UInt64) -> Bool) -> Void) {
        words.withUnsafeBufferPointer { words in
            body { key in
                let bit = CodeMap.hash(key) &>> 20 & mask
                return words[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63) & 1 == 1
            }
        }
    }
}

/// Reads the keys of events, or of anchors, batch by batch, as numbers. Of one thread.
final class DayKeyReader {
    /// Of a key that equals nothing, and of one that may equal any.
    static let nothing = UInt32.max
    static let unknown = UInt32.max - 1
    /// Of a part of a key that no key has: with an unknown part beside it the key is unknown all the same.
    private static let unmet = UInt32.max - 2

    private struct Part {
        let compiled: Compiled
        let alphabet: DayAlphabet
        let isShared: Bool
        /// Whether it is the second side of a pair.
        let isOther: Bool
        let isTurnable: Bool
        let isOfPair: Bool
        var dictionary: CodeDictionary?
        var table: [UInt32] = []
        let numbers = Slab<UInt32>()
    }

    private var parts: [Part] = []
    private(set) var numbering: DayNumbering
    /// Of the batch read last, the number of each row; of joined keys only of the rows that were asked for.
    private let numbers = Slab<UInt32>()
    /// Set where keys are read that are no single names.
    private(set) var isBeyond = false

    init(_ keys: [DayKey], ofAnchors: Bool, _ numbering: DayNumbering, _ layout: Layout, _ context: Context) {
        self.numbering = numbering
        for key in keys {
            for (index, side) in (ofAnchors ? key.anchor : key.event).enumerated() {
                parts.append(
                    Part(
                        compiled: Compiled(side, layout, context), alphabet: key.alphabet, isShared: key.isShared,
                        isOther: index == 1, isTurnable: key.isTurnable, isOfPair: key.event.count == 2))
            }
        }
    }

    /// The numbers of the rows of a batch.
    func read(_ batch: Batch, _ present: Bits) -> UnsafePointer<UInt32> {
        numbers.grow(to: batch.rowCount, zero: 0)
        for part in parts.indices where !isBeyond { read(part, batch) }
        if isBeyond { return UnsafePointer(numbers.start) }
        if parts.count == 1 { return UnsafePointer(parts[0].numbers.start) }
        if parts.count > 1 { join(present) }
        return UnsafePointer(numbers.start)
    }

    private func read(_ index: Int, _ batch: Batch) {
        guard case .column(.coded(let column), let start) = parts[index].compiled.vector(batch) else {
            isBeyond = true
            return
        }
        if parts[index].dictionary !== column.dictionary {
            guard let table = table(index, column.dictionary) else {
                isBeyond = true
                return
            }
            parts[index].dictionary = column.dictionary
            parts[index].table = table
        }
        let out = parts[index].numbers
        out.grow(to: batch.rowCount, zero: 0)
        let to = out.start
        column.codes.withUnsafeBufferPointer { codes in
            parts[index].table.withUnsafeBufferPointer { table in
                for row in 0..<batch.rowCount { to[row] = table[Int(codes[start &+ row])] }
            }
        }
    }

    /// For each code of a dictionary its number: of a key that stands alone at once that of the key.
    private func table(_ index: Int, _ dictionary: CodeDictionary) -> [UInt32]? {
        let part = parts[index]
        guard var table = part.alphabet.numbers(of: dictionary) else { return nil }
        if parts.count == 1, let chosen = numbering.chosen {
            for code in table.indices {
                let number = Int(table[code])
                table[code] = number < chosen.count ? chosen[number] : Self.nothing
            }
        }
        if parts.count > 1, numbering.isFixed { leaveOut(index, &table) }
        let unknown = part.isShared ? Self.nothing : Self.unknown
        table[Int(CodedColumn.unknown)] = unknown
        if part.isShared {
            table[Int(CodedColumn.none)] = Self.nothing
        } else if part.isOfPair {
            table[Int(CodedColumn.none)] = unknown
        }
        return table
    }

    /// Names that no key has make no key: most rows need not be looked for.
    private func leaveOut(_ index: Int, _ table: inout [UInt32]) {
        let isTurnable = parts[index].isTurnable
        let sides = isTurnable ? (parts[index].isOther ? [index - 1, index] : [index, index + 1]) : [index]
        for code in table.indices {
            let number = Int(table[code])
            let isMet = sides.contains { side in
                side < numbering.met.count && number < numbering.met[side].count && numbering.met[side][number]
            }
            if !isMet { table[code] = Self.unmet }
        }
    }

    /// Joins the numbers of all parts, two at a time.
    private func join(_ present: Bits) {
        while numbering.maps.count < parts.count - 1 {
            numbering.maps.append(CodeMap())
            if numbering.isFixed { numbering.fix() }
        }
        for place in parts.indices where parts[place].isOther && parts[place].isTurnable { turn(place, present) }
        if !numbering.isFixed { meet(present) }
        var joint = UnsafePointer(parts[0].numbers.start)
        for place in 1..<parts.count {
            let next = UnsafePointer(parts[place].numbers.start)
            let unmet = place == parts.count - 1 ? Self.nothing : Self.unmet
            if numbering.isFixed {
                let filter = numbering.filters[place - 1]
                numbering.maps[place - 1].withTable { table in
                    filter.withBits { mayBe in
                        Self.join(joint, next, numbers.start, present, unmet) { key in
                            mayBe(key) ? table.known(key) ?? unmet : unmet
                        }
                    }
                }
            } else {
                // Taken out while it changes.
                var map = CodeMap()
                swap(&map, &numbering.maps[place - 1])
                Self.join(joint, next, numbers.start, present, unmet) {
                    map.code(of: $0, orNew: UInt32(truncatingIfNeeded: map.count))
                }
                swap(&map, &numbering.maps[place - 1])
            }
            joint = UnsafePointer(numbers.start)
        }
        numbering.count = max(1, numbering.maps.last?.count ?? 1)
    }

    @inline(__always)
    private static func join(
        _ one: UnsafePointer<UInt32>, _ other: UnsafePointer<UInt32>, _ to: UnsafeMutablePointer<UInt32>,
        _ present: Bits, _ ofUnmet: UInt32, _ number: (UInt64) -> UInt32
    ) {
        present.each { row in
            let (first, second) = (one[row], other[row])
            if first < unmet, second < unmet {
                to[row] = number(UInt64(first) &<< 32 | UInt64(second))
            } else {
                // What equals nothing goes before what is unknown, and that before what no key has.
                let most = max(first, second)
                to[row] = most == unmet ? ofUnmet : most
            }
        }
    }

    /// Puts the lesser side of pairs first.
    private func turn(_ place: Int, _ present: Bits) {
        let (one, other) = (parts[place - 1].numbers.start, parts[place].numbers.start)
        present.each { row in
            let (first, second) = (one[row], other[row])
            one[row] = min(first, second)
            other[row] = max(first, second)
        }
    }

    /// Notes which numbers of the parts there are.
    private func meet(_ present: Bits) {
        while numbering.met.count < parts.count { numbering.met.append([]) }
        for place in parts.indices {
            var met: [Bool] = []
            swap(&met, &numbering.met[place])
            let numbers = parts[place].numbers.start
            present.each { row in
                let number = numbers[row]
                if number >= Self.unknown { return }
                met.grow(to: Int(number) + 1, with: false)
                met[Int(number)] = true
            }
            swap(&met, &numbering.met[place])
        }
    }

    /// How many parts there are.
    var partCount: Int { parts.count }
}
