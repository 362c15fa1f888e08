import Columnar

/// Gives tuples of key codes group numbers, as they occur.
///
/// The codes are packed into a word, each with as many bits as its key needs by now. While the words are small they
/// are indices of an array, then keys of a hash table, and beyond 64 bits the tuples themselves are.
final class Grouping {
    /// Codes of the groups, a list for each key.
    private(set) var codes: [[UInt32]]
    private(set) var count = 0
    private var widths: [Int] = []
    private var map: GroupMap = .dense([])

    private enum GroupMap {
        /// One more than the number of the group; 0 where there is none.
        case dense([Int32])
        case hashed(CodeMap)
        case wide([[UInt32]: Int32])
    }

    /// 4 MiB of group numbers.
    private static let widestDense = 20

    init(keyCount: Int) { codes = Array(repeating: [], count: keyCount) }

    /// Group numbers of rows by the codes of their keys.
    /// - Parameter cardinalities: one more than the largest code of each key so far.
    func groups(_ keys: [[UInt32]], cardinalities: [Int], count rowCount: Int, into groups: inout [Int32]) {
        groups.removeAll(keepingCapacity: true)
        if keys.isEmpty {
            count = 1
            groups = [Int32](repeating: 0, count: rowCount)
            return
        }
        adapt(cardinalities)
        groups.reserveCapacity(rowCount)
        if case .wide = map {
            for row in 0..<rowCount {
                if stops(row, rowCount, &groups) { break }
                groups.append(wideGroup(keys.map { $0[row] }))
            }
            return
        }
        let words = pack(keys, rowCount)
        switch map {
        case .dense(var table):
            map = .dense([])
            for (row, word) in words.enumerated() {
                if stops(row, rowCount, &groups) { break }
                let group = table[Int(word)]
                if group != 0 {
                    groups.append(group &- 1)
                } else {
                    groups.append(add(keys, row))
                    table[Int(word)] = Int32(count)
                }
            }
            map = .dense(table)
        case .hashed(var table):
            map = .dense([])
            for (row, word) in words.enumerated() {
                if stops(row, rowCount, &groups) { break }
                let group = table.code(of: word, orNew: UInt32(count))
                groups.append(Int32(group))
                if Int(group) == count { _ = add(keys, row) }
            }
            map = .hashed(table)
        case .wide: break
        }
    }

    /// Where the run is to end, the rest of the rows are all of the first group.
    @inline(__always)
    private func stops(_ row: Int, _ rowCount: Int, _ groups: inout [Int32]) -> Bool {
        guard row & (Stop.piece - 1) == Stop.piece - 1, Stop.isWanted else { return false }
        groups += repeatElement(0, count: rowCount - row)
        return true
    }

    private func add(_ keys: [[UInt32]], _ row: Int) -> Int32 {
        for (key, values) in keys.enumerated() { codes[key].append(values[row]) }
        count += 1
        return Int32(count - 1)
    }

    private func wideGroup(_ tuple: [UInt32]) -> Int32 {
        guard case .wide(var table) = map else { return 0 }
        if let group = table[tuple] { return group }
        map = .dense([])
        for (key, code) in tuple.enumerated() { codes[key].append(code) }
        table[tuple] = Int32(count)
        count += 1
        map = .wide(table)
        return Int32(count - 1)
    }

    private func pack(_ keys: [[UInt32]], _ rowCount: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: rowCount)
        var shift: UInt64 = 0
        for (key, codes) in keys.enumerated() {
            codes.withUnsafeBufferPointer { codes in
                for row in 0..<rowCount { words[row] |= UInt64(codes[row]) &<< shift }
            }
            shift += UInt64(widths[key])
        }
        return words
    }

    /// Gives keys whose codes have outgrown their bits more, and packs the groups anew.
    private func adapt(_ cardinalities: [Int]) {
        let needed = cardinalities.map { Int.bitWidth - max(1, $0 - 1).leadingZeroBitCount }
        if widths.count == needed.count, zip(widths, needed).allSatisfy({ $0 >= $1 }) { return }
        // A bit to spare, so that keys that grow slowly are not packed anew for each doubling of each.
        widths = needed.map { $0 + 1 }
        if widths.reduce(0, +) > Self.widestDense { widths = needed }
        let width = widths.reduce(0, +)
        if width > 64 {
            var table: [[UInt32]: Int32] = [:]
            for group in 0..<count { table[codes.map { $0[group] }] = Int32(group) }
            map = .wide(table)
            return
        }
        let words = pack(codes, count)
        if width <= Self.widestDense {
            var table = [Int32](repeating: 0, count: 1 << width)
            for (group, word) in words.enumerated() { table[Int(word)] = Int32(group + 1) }
            map = .dense(table)
        } else {
            var table = CodeMap()
            for (group, word) in words.enumerated() {
                if group & (Stop.piece - 1) == 0, Stop.isWanted { break }
                _ = table.code(of: word, orNew: UInt32(group))
            }
            map = .hashed(table)
        }
    }
}
