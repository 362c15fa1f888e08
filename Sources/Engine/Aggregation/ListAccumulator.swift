import Columnar
import EventModel

/// `list(x)`: the known values of each group, in the order of the rows. Kept as codes, so that a million texts are a
/// million numbers.
final class ListAccumulator: Accumulator {
    private let coder: KeyCoder
    private var groups: [Int32] = []
    private var codes: [UInt32] = []

    var keptBytes: Int { groups.count * 8 }

    /// - Parameter element: the type of one value.
    init(_ element: ValueType) { coder = KeyCoder(element) }

    func add(_ column: Column, start: Int, _ grouped: GroupedRows) {
        let new = coder.codes(.column(column, start: start), rows: grouped.rows)
        for (index, code) in new.enumerated() where code >= CodedColumn.firstCode {
            groups.append(grouped.groups[index])
            codes.append(code)
        }
    }

    func merge(_ other: any Accumulator, _ groups: [Int32], groupCount: Int) {
        guard let other = other as? ListAccumulator else { return }
        let table = coder.merge(other.coder)
        self.groups += other.groups.map { groups[Int($0)] }
        codes += other.codes.map { table[Int($0)] }
    }

    func finish(_ groups: [Int]) -> Column {
        // Counted, then put in place: one pass each, whatever the number of groups.
        let highest = max(groups.max() ?? -1, Int(self.groups.max() ?? -1))
        var place = [Int](repeating: -1, count: highest + 1)
        for (index, group) in groups.enumerated() where group >= 0 { place[group] = index }
        var counts = [Int](repeating: 0, count: groups.count)
        for group in self.groups where place[Int(group)] >= 0 { counts[place[Int(group)]] += 1 }
        var offsets: [Int32] = [0]
        for count in counts { offsets.append(Int32(clamping: Int(offsets[offsets.count - 1]) + count)) }
        var next = offsets.map { Int($0) }
        var sorted = [UInt32](repeating: CodedColumn.unknown, count: Int(offsets[offsets.count - 1]))
        for (index, group) in self.groups.enumerated() where place[Int(group)] >= 0 {
            if index & (Stop.piece - 1) == 0, Stop.isWanted { break }
            sorted[next[place[Int(group)]]] = codes[index]
            next[place[Int(group)]] += 1
        }
        return .list(ListColumn(offsets: offsets, values: coder.column(sorted)))
    }
}
