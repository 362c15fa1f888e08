import Columnar

/// Numbers the distinct texts of a column in the order in which they come, without a `String` for each row.
///
/// Open addressing over the bytes of all texts in one array. The hash is seeded, so that no file can be made to
/// collide.
struct ByteDictionary {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Number of an entry plus one, 0 where free; the length is a power of two, at most half full.
    private var slots = [UInt32](repeating: 0, count: 256)
    private var hashes: [UInt64] = []
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed | 1 }

    var count: Int { ends.count }
    /// Bytes of all texts.
    var byteCount: Int { bytes.count }

    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// The text of an entry; texts are checked before they are added.
    func text(_ index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

    /// The number of a text, and whether it is new; nil for new bytes that are not UTF-8.
    mutating func index(_ source: Span<UInt8>, _ range: Range<Int>) -> (index: Int, isNew: Bool)? {
        let hash = source.withUnsafeBytes {
            TextHash.of(UnsafeRawBufferPointer(rebasing: $0[range]), seed: seed).hash
        }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash, isEqual(index, source, range) { return (index, false) }
            slot = (slot + 1) & mask
        }
        // Beyond four thousand million distinct texts the numbers run out.
        guard ends.count < Int(UInt32.max) - 8, (try? UTF8Span(validating: source.extracting(range))) != nil else {
            return nil
        }
        source.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = UInt32(ends.count)
        if ends.count * 2 > slots.count { grow() }
        return (ends.count - 1, true)
    }

    /// The entries in the order of their bytes.
    func sortedIndices() -> [Int] {
        bytes.withUnsafeBytes { buffer in
            // The first eight bytes as a number decide between most texts without a look at the others.
            let keys = (0..<count).map { Self.key(buffer, range($0)) }
            return (0..<count).sorted { left, right in
                keys[left] != keys[right] ? keys[left] < keys[right] : precedes(left, right, buffer)
            }
        }
    }

    /// Eight bytes as a number of their order, zeros behind the end of a shorter text.
    private static func key(_ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
        if range.count >= 8 {
            return buffer.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self).bigEndian
        }
        var key: UInt64 = 0
        for index in range { key = key << 8 | UInt64(buffer[index]) }
        return range.isEmpty ? 0 : key << UInt64(8 * (8 - range.count))
    }

    private func precedes(_ left: Int, _ right: Int, _ buffer: UnsafeRawBufferPointer) -> Bool {
        let (first, second) = (range(left), range(right))
        let length = Swift.min(first.count, second.count)
        var offset = 0
        while offset &+ 8 <= length {
            let one = buffer.loadUnaligned(fromByteOffset: first.lowerBound &+ offset, as: UInt64.self)
            let other = buffer.loadUnaligned(fromByteOffset: second.lowerBound &+ offset, as: UInt64.self)
            if one != other { return one.bigEndian < other.bigEndian }
            offset &+= 8
        }
        while offset < length {
            let (byte, other) = (buffer[first.lowerBound + offset], buffer[second.lowerBound + offset])
            if byte != other { return byte < other }
            offset += 1
        }
        return first.count < second.count
    }

    /// The texts of some entries as a table, in the order of these.
    func table(_ order: [Int]) -> TextTable {
        var ends: [UInt64] = []
        ends.reserveCapacity(order.count)
        var end = 0
        for index in order {
            end += range(index).count
            ends.append(UInt64(end))
        }
        let texts = [UInt8](unsafeUninitializedCapacity: end) { buffer, filled in
            bytes.withUnsafeBufferPointer { bytes in
                for index in order {
                    let range = range(index)
                    guard let from = bytes.baseAddress, let to = buffer.baseAddress else { break }
                    (to + filled).update(from: from + range.lowerBound, count: range.count)
                    filled += range.count
                }
            }
        }
        return TextTable(ends: View(ends), bytes: View(texts)) ?? TextTable([])
    }

    /// The bytes of an entry.
    func withBytes<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(range(index)))
    }

    private func isEqual(_ index: Int, _ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let own = self.range(index)
        guard own.count == range.count else { return false }
        return bytes.withUnsafeBytes { mine in
            source.withUnsafeBytes { theirs in
                var offset = 0
                while offset &+ 8 <= range.count {
                    let left = mine.loadUnaligned(fromByteOffset: own.lowerBound &+ offset, as: UInt64.self)
                    let right = theirs.loadUnaligned(fromByteOffset: range.lowerBound &+ offset, as: UInt64.self)
                    if left != right { return false }
                    offset &+= 8
                }
                while offset < range.count {
                    if mine[own.lowerBound &+ offset] != theirs[range.lowerBound &+ offset] { return false }
                    offset &+= 1
                }
                return true
            }
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for index in 0..<count {
            var slot = Int(truncatingIfNeeded: hashes[index]) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}
