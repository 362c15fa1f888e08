import Columnar
import Glibc

/// Puts the entries of a dictionary in the order of their bytes: by eight bytes at once, and by the next eight only those
/// that these leave together, as a radix sort does from the front.
///
/// Where the run is to end, the entries come in no order.
struct TextOrder {
    private let dictionary: CodeDictionary
    /// Empty where bytes lie in one memory and are looked at there.
    private let texts: [String]
    private var order: [Int32]

    /// The memory that an entry takes meanwhile: its number and eight of its bytes, in their old order, the new and between.
    static let bytesEach = 40

    /// So few are compared with one another.
    private static let few = 32

    private init(_ dictionary: CodeDictionary) {
        self.dictionary = dictionary
        // What is told is how many are in their place, and not how far the loops of getting ready are.
        (texts, order) = Stop.telling(nil) {
            (
                dictionary.isStored ? [] : dictionary.texts,
                [Int32](0..<dictionary.count, rest: 0) { Int32(truncatingIfNeeded: $0) }
            )
        }
    }

    /// The entries of a dictionary, no more than 32 bits number, in their order.
    static func sorted(_ dictionary: CodeDictionary) -> [Int32] {
        var sorting = TextOrder(dictionary)
        sorting.sort()
        return sorting.order
    }

    private mutating func sort() {
        // A list and no calls within calls: texts of a megabyte may differ in their last byte.
        var pending = [(range: order.indices, start: 0)]
        // Texts in their place, and texts looked at, of which those with long beginnings in common are looked at often.
        var (done, seen, asked) = (0, 0, 0)
        while let (range, start) = pending.popLast() {
            if seen - asked >= Stop.piece {
                if Stop.isWanted(at: Double(done) / Double(order.count)) { return }
                asked = seen
            }
            seen += range.count
            if range.count <= Self.few {
                compareAll(in: range, from: start)
                done += range.count
                continue
            }
            let entries = range.count == order.count ? order : Array(order[range])
            let (sorted, words) = Stop.telling(nil) {
                RadixSort.sorted(
                    entries, keys: [UInt64](entries.indices, rest: 0) { word(Int(entries[$0]), from: start) })
            }
            if Stop.isWanted(before: range.count) { return }
            if range.count == order.count {
                order = sorted
            } else {
                for (place, entry) in sorted.enumerated() { order[range.lowerBound + place] = entry }
            }
            var first = 0
            for place in 1...words.count where place == words.count || words[place] != words[first] {
                let together = range.lowerBound + first..<range.lowerBound + place
                if together.count == 1 {
                    done += 1
                } else if words[first] == 0 {
                    // Some may have ended, and go by their length alone.
                    compareAll(in: together, from: start)
                    done += together.count
                } else {
                    pending.append((together, start + 8))
                }
                first = place
            }
        }
    }

    private func withBytes<Outcome>(_ entry: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Outcome) -> Outcome {
        if texts.isEmpty { return dictionary.withBytes(entry, body) }
        var text = texts[entry]
        return text.withUTF8(body)
    }

    /// Eight bytes as a number that sorts as they do; none behind the end of a text are as zeros.
    private func word(_ entry: Int, from start: Int) -> UInt64 {
        withBytes(entry) { bytes in
            var word: UInt64 = 0
            for place in start..<max(start, min(start + 8, bytes.count)) {
                word |= UInt64(bytes[place]) << (56 - 8 * UInt64(place - start))
            }
            return word
        }
    }

    /// - Parameter start: up to there the bytes are the same, or a text has ended.
    private mutating func compareAll(in range: Range<Int>, from start: Int) {
        if range.count < 2 { return }
        // Looked up once each: most are told apart by the next eight bytes.
        let words = order[range].map { (word: word(Int($0), from: start), entry: $0) }
        let sorted = words.sorted { left, right in
            if left.word != right.word { return left.word < right.word }
            return withBytes(Int(left.entry)) { one in
                withBytes(Int(right.entry)) { other in Self.precedes(one, other, from: start) }
            }
        }
        for (place, pair) in sorted.enumerated() { order[range.lowerBound + place] = pair.entry }
    }

    private static func precedes(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        let common = min(left.count, right.count)
        guard common > start, let one = left.baseAddress, let other = right.baseAddress else {
            return left.count < right.count
        }
        let order = memcmp(one + start, other + start, common - start)
        return order != 0 ? order < 0 : left.count < right.count
    }
}
