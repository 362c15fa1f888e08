import Columnar

/// Sorts rows by words, byte by byte from the last, leaving out the bytes in which no two differ: of days that is most.
///
/// Where the run is to end, the rows come in no order, some perhaps several times.
enum RadixSort {
    static func sorted(_ rows: [Int32], by key: (Int32) -> UInt64) -> [Int32] {
        sorted(rows, keys: [UInt64](rows.indices, rest: 0) { key(rows[$0]) }).rows
    }

    /// - Parameter keys: the words that the rows go by, one each.
    /// - Returns: both in the order of the words.
    static func sorted(_ rows: [Int32], keys: [UInt64]) -> (rows: [Int32], keys: [UInt64]) {
        var differing: UInt64 = 0
        var isSorted = true
        for index in keys.indices.dropFirst() {
            differing |= keys[index] ^ keys[index - 1]
            if keys[index] < keys[index - 1] { isSorted = false }
        }
        if isSorted { return (rows, keys) }
        if keys.count < 256 {
            let order = keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
            return (order.map { rows[$0] }, order.map { keys[$0] })
        }
        var (sorted, sortedKeys) = (rows, keys)
        var (other, otherKeys) = (rows, keys)
        for byte in 0..<8 where differing >> (8 * UInt64(byte)) & 0xFF != 0 {
            if Stop.isWanted(before: rows.count) { break }
            pass(sorted, sortedKeys, &other, &otherKeys, shift: 8 * UInt64(byte))
            swap(&sorted, &other)
            swap(&sortedKeys, &otherKeys)
        }
        return (sorted, sortedKeys)
    }

    private static func pass(
        _ rows: [Int32], _ keys: [UInt64], _ toRows: inout [Int32], _ toKeys: inout [UInt64], shift: UInt64
    ) {
        var places = [Int](repeating: 0, count: 257)
        for key in keys { places[Int(key >> shift & 0xFF) + 1] += 1 }
        for digit in 0..<256 { places[digit + 1] += places[digit] }
        _ = Stop.pieces(keys.indices) { piece in
            for index in piece {
                let digit = Int(keys[index] >> shift & 0xFF)
                let place = places[digit]
                toRows[place] = rows[index]
                toKeys[place] = keys[index]
                places[digit] = place &+ 1
            }
        }
    }
}
