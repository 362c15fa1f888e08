import Columnar
import EventModel

/// The values of a key, or of several together, as numbers: of each row one, or so many as its list has.
struct KeyCells {
    /// `nothing` where a value equals no other.
    var codes: [UInt32]
    /// Where the codes of each row begin, one more than there are rows; nil: one code a row.
    var offsets: [Int32]?
    /// Rows that have an unknown value, among others or alone; nil: none.
    var unknown: Bits?

    static let nothing = UInt32.max

    @inline(__always)
    func range(_ row: Int) -> Range<Int> {
        guard let offsets else { return row..<(row &+ 1) }
        return Int(offsets[row])..<Int(offsets[row &+ 1])
    }

    /// Cells that equal nothing, for a run that is to end.
    static func nothing(_ count: Int) -> KeyCells {
        KeyCells(codes: [UInt32](repeating: nothing, count: count))
    }

    /// Whether a row of these and one of others share a value.
    func shares(_ row: Int, with other: Int, of others: KeyCells) -> Bool {
        range(row).contains { index in
            codes[index] != Self.nothing && others.range(other).contains { others.codes[$0] == codes[index] }
        }
    }
}

/// Gives the values of one key numbers, over all the columns in which they come.
///
/// Where the run is to end, values equal nothing: who asked for them asks the run before using any.
final class ValueCodes {
    private var texts = ExactTextCodes()
    private var values: KeyCoder?
    private static let none: UInt32 = 0

    /// - Parameter equalsNone: whether none equals none, and unknown values are noted; otherwise both equal nothing.
    func cells(_ column: Column, _ type: ValueType, equalsNone: Bool) -> KeyCells {
        switch column {
        case .list(let list): return cells(list, type, equalsNone)
        case .coded(let coded): return cells(coded, equalsNone)
        case .truth(let mask):
            let codes = [UInt32](0..<mask.count, rest: KeyCells.nothing) { row in
                switch mask[row] {
                case .no: 1
                case .yes: 2
                case .maybe: KeyCells.nothing
                }
            }
            return finish(codes, equalsNone)
        case .number, .date, .money, .period:
            let coder = values ?? KeyCoder(type.element)
            values = coder
            let found = coder.codes(.column(column, start: 0), rows: Array(0..<Int32(clamping: column.count)))
            return finish(
                found.map { code in
                    if code >= CodedColumn.firstCode { return code - 1 }
                    return code == CodedColumn.none && equalsNone ? Self.none : KeyCells.nothing
                }, equalsNone)
        }
    }

    private func cells(_ column: CodedColumn, _ equalsNone: Bool) -> KeyCells {
        let dictionary = column.dictionary
        let unmet = KeyCells.nothing - 1
        var known = [UInt32](repeating: unmet, count: dictionary.codeCount)
        known[Int(CodedColumn.unknown)] = KeyCells.nothing
        known[Int(CodedColumn.none)] = equalsNone ? Self.none : KeyCells.nothing
        let isStored = dictionary.isStored
        let result = [UInt32](column.codes.indices, rest: KeyCells.nothing) { row in
            let code = column.codes[row]
            let met = known[Int(code)]
            if met != unmet { return met }
            let new =
                isStored
                ? dictionary.withBytes(Int(code - CodedColumn.firstCode)) { self.code(of: $0) }
                : self.code(of: dictionary.text(code))
            known[Int(code)] = new
            return new
        }
        return finish(result, equalsNone)
    }

    private func code(of text: String?) -> UInt32 {
        guard var text else { return KeyCells.nothing }
        return text.withUTF8 { code(of: $0) }
    }

    private func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        texts.code(of: text, orNew: UInt32(texts.count) + 1)
    }

    private func cells(_ list: ListColumn, _ type: ValueType, _ equalsNone: Bool) -> KeyCells {
        var members = cells(list.values.column, type.element, equalsNone: equalsNone)
        var unknown = Bits(count: list.count)
        if let of = members.unknown {
            for row in 0..<list.count {
                if row & (Stop.piece - 1) == 0, Stop.isWanted { return .nothing(list.count) }
                let range = Int(list.offsets[row])..<Int(list.offsets[row + 1])
                if range.contains(where: { of[$0] }) { unknown[row] = true }
            }
        }
        if equalsNone, let states = list.states {
            // A list that is none has none for its member.
            var codes: [UInt32] = []
            var offsets: [Int32] = [0]
            for row in 0..<list.count {
                if row & (Stop.piece - 1) == 0, Stop.isWanted { return .nothing(list.count) }
                codes += members.codes[Int(list.offsets[row])..<Int(list.offsets[row + 1])]
                if states[row] == .none { codes.append(Self.none) }
                if states[row] == .unknown { unknown[row] = true }
                offsets.append(Int32(clamping: codes.count))
            }
            members = KeyCells(codes: codes, offsets: offsets)
        } else {
            members.offsets = list.offsets
        }
        members.unknown = unknown.isEmpty || !equalsNone ? nil : unknown
        return members
    }

    private func finish(_ codes: [UInt32], _ equalsNone: Bool) -> KeyCells {
        var cells = KeyCells(codes: codes)
        if equalsNone, codes.contains(KeyCells.nothing) {
            cells.unknown = Bits(count: codes.count) { codes[$0] == KeyCells.nothing }
        }
        return cells
    }
}

/// Gives the values of several keys together numbers.
final class JointCodes {
    private var maps: [CodeMap] = []

    /// A row of several values in some key has each combination of them.
    func cells(_ keys: [KeyCells], count: Int) -> KeyCells? {
        guard var joint = keys.first else { return nil }
        if maps.isEmpty { maps = keys.map { _ in CodeMap() } }
        for (number, key) in keys.enumerated().dropFirst() {
            let unknown = joint.unknown.map { one in key.unknown.map { one | $0 } ?? one } ?? key.unknown
            if joint.offsets == nil, key.offsets == nil {
                for row in 0..<count {
                    if row & (Stop.piece - 1) == 0, Stop.isWanted { return .nothing(count) }
                    joint.codes[row] = code(joint.codes[row], key.codes[row], number)
                }
            } else {
                joint = combinations(joint, key, number, count)
            }
            joint.unknown = unknown
        }
        return joint
    }

    private func combinations(_ joint: KeyCells, _ key: KeyCells, _ number: Int, _ count: Int) -> KeyCells {
        var codes: [UInt32] = []
        var offsets: [Int32] = [0]
        for row in 0..<count {
            if row & (Stop.piece - 1) == 0, Stop.isWanted { return .nothing(count) }
            for one in joint.range(row) {
                for other in key.range(row) {
                    let both = code(joint.codes[one], key.codes[other], number)
                    if both != KeyCells.nothing { codes.append(both) }
                }
            }
            offsets.append(Int32(clamping: codes.count))
        }
        return KeyCells(codes: codes, offsets: offsets)
    }

    private func code(_ first: UInt32, _ second: UInt32, _ number: Int) -> UInt32 {
        if first == KeyCells.nothing || second == KeyCells.nothing { return KeyCells.nothing }
        return maps[number].code(of: UInt64(first) << 32 | UInt64(second), orNew: UInt32(maps[number].count))
    }
}
