import CKernels
import TestSupport
import Testing

/// Loops that take many values at once come to what the same loops come to one value after the other, for each number of
/// bytes that this processor takes at once.
@Suite("Kernels")
struct KernelTests {
    private static let widths = [ck_width(0), 16, 32, 64].filter { $0 <= ck_widest() }

    @Test("values in a range are found, at any length", arguments: widths)
    func ranges(width: ck_width) {
        var random = SeededGenerator(seed: UInt64(width) + 1)
        for count in 0...200 {
            let words = (count + 63) / 64
            func check<Value: FixedWidthInteger & UnsignedInteger>(
                _ type: Value.Type, _ test: ([Value], Value, Value, inout [UInt64]) -> Void
            ) {
                // Few values, so that the ends of ranges are met, around both ends of what there is.
                let values = (0..<count).map { _ in Value(truncatingIfNeeded: Int.random(in: -6...6, using: &random)) }
                let low = Value(truncatingIfNeeded: Int.random(in: -6...6, using: &random))
                let span = Bool.random(using: &random) ? .max - low : Value(Int.random(in: 0...7, using: &random))
                var bits = [UInt64](repeating: 0, count: words)
                test(values, low, span, &bits)
                for (place, value) in values.enumerated() {
                    #expect((bits[place / 64] >> (place % 64) & 1 == 1) == (value &- low <= span))
                }
                if count % 64 > 0, let last = bits.last { #expect(last >> (count % 64) == 0) }
            }
            check(UInt8.self) { ck_range_8(width, $0, count, $1, $2, &$3) }
            check(UInt16.self) { ck_range_16(width, $0, count, $1, $2, &$3) }
            check(UInt32.self) { ck_range_32(width, $0, count, $1, $2, &$3) }
        }
    }

    @Test("bits that are set stay so", arguments: widths)
    func set(width: ck_width) {
        var bits: [UInt64] = [1 << 63 | 1]
        ck_range_16(width, [UInt16](repeating: 9, count: 64), 64, 1, 2, &bits)
        #expect(bits == [1 << 63 | 1])
    }

    @Test("bytes become bits", arguments: widths)
    func pack(width: ck_width) {
        var random = SeededGenerator(seed: UInt64(width) + 2)
        let bytes = (0..<256).map { _ in UInt8.random(in: 0...1, using: &random) }
        var words = [UInt64](repeating: .max, count: 4)
        ck_pack(width, bytes, 4, &words)
        for (place, byte) in bytes.enumerated() { #expect(words[place / 64] >> (place % 64) & 1 == UInt64(byte)) }
    }

    @Test("bits are counted", arguments: widths)
    func population(width: ck_width) {
        var random = SeededGenerator(seed: UInt64(width) + 4)
        for count in 0...40 {
            let words = (0..<count).map { _ in UInt64.random(in: 0 ... .max, using: &random) }
            let bits = words.reduce(0) { sum, word in sum + (0..<64).count { word >> $0 & 1 == 1 } }
            #expect(ck_population(width, words, count) == bits)
        }
    }

    @Test("counts that are not 0 are found, with the greatest", arguments: widths)
    func filled(width: ck_width) {
        var random = SeededGenerator(seed: UInt64(width) + 5)
        for count in 0...200 {
            let counts = (0..<count).map { _ in
                Bool.random(using: &random) ? 0 : UInt32.random(in: 0...(count % 2 == 0 ? 3 : .max), using: &random)
            }
            var words = [UInt64](repeating: 0, count: (count + 63) / 64)
            if !words.isEmpty { words[0] = 1 }
            var most: UInt32 = count % 3 == 0 ? 2 : 0
            let before = most
            #expect(ck_filled(width, counts, count, &words, &most) == counts.count { $0 > 0 })
            #expect(most == max(before, counts.max() ?? 0))
            for (place, one) in counts.enumerated() {
                #expect((words[place / 64] >> (place % 64) & 1 == 1) == (one > 0 || place == 0))
            }
        }
    }

    @Test("bits that are 1 give their numbers, in order", arguments: widths)
    func rows(width: ck_width) {
        var random = SeededGenerator(seed: UInt64(width) + 6)
        for count in 0...20 {
            // Some words are empty, some full.
            let words = (0..<count).map { _ in
                [0, .max, UInt64.random(in: 0 ... .max, using: &random)].randomElement(using: &random) ?? 0
            }
            let wanted = (0..<(64 * count)).filter { words[$0 / 64] >> ($0 % 64) & 1 == 1 }.map(Int32.init)
            var rows = [Int32](repeating: -1, count: wanted.count + 16)
            #expect(ck_rows(width, words, count, &rows) == wanted.count)
            #expect(Array(rows.prefix(wanted.count)) == wanted)
        }
    }

    @Test("the next day of a key is the first bit behind a day that counts", arguments: widths)
    func nextDays(width: ck_width) {
        var random = SeededGenerator(seed: UInt64(width) + 7)
        for count in 0...64 {
            let (keyCount, dayCount) = (Int.random(in: 1...5, using: &random), Int.random(in: 1...300, using: &random))
            let rowCount = (dayCount + 63) / 64
            let set = (0..<keyCount).map { _ in
                Set((0..<dayCount).filter { _ in Int.random(in: 0..<9, using: &random) == 0 })
            }
            var words = [UInt64](repeating: 0, count: (rowCount + 1) * keyCount)
            for (key, days) in set.enumerated() {
                for day in days { words[day / 64 * keyCount + key] |= 1 << UInt64(day % 64) }
            }
            let (first, mirror, length) = (Int32(-40), count % 2 == 0 ? Int32(0) : -1, [1, 7, 60, 63][count % 4])
            let keys = (0..<count).map { _ in UInt32(Int.random(in: 0...keyCount, using: &random)) }
            let days = (0..<count).map { _ in Int.random(in: 0..<dayCount, using: &random) }
            var (later, same): (UInt64, UInt64) = (.max, .max)
            var next = [Int32](repeating: 0, count: 64)
            var isSet: UInt64 = .max
            words.withUnsafeBufferPointer { words in
                var grid = ck_days(words: words.baseAddress, key_count: keyCount, first_day: first)
                ck_next_days(
                    width, &grid, keys, days.map { (Int32($0) + first) ^ mirror }, count, mirror,
                    UInt64.max >> UInt64(63 - length) & ~1, &later, &same, &next)
                isSet = ck_days_set(width, &grid, keys, days.map { Int32($0) + first }, count)
            }
            for place in 0..<64 {
                let known = place < count && keys[place] < keyCount ? set[Int(keys[place])] : []
                let day = place < count ? days[place] : 0
                let found = (day + 1...day + length).first { known.contains($0) }
                #expect((later >> place & 1 == 1) == (found != nil))
                #expect((same >> place & 1 == 1) == known.contains(day))
                #expect((isSet >> place & 1 == 1) == known.contains(day))
                if place < count { #expect(next[place] == Int32(found ?? day) + first) }
            }
        }
    }

    @Test("a part is found where it first stands, and not behind the end", arguments: widths)
    func find(width: ck_width) {
        var random = SeededGenerator(seed: UInt64(width) + 3)
        for _ in 0..<2_000 {
            // Bytes that are met often, seldom and never in texts.
            let bytes: [UInt8] = Bool.random(using: &random) ? [97, 98] : [101, 122, 0, 255]
            let text = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                bytes.randomElement(using: &random) ?? 0
            }
            let part = (0..<Int.random(in: 1...9, using: &random)).map { _ in bytes.randomElement(using: &random) ?? 0 }
            let from = Int.random(in: 0...text.count, using: &random)
            let places = (from...max(from, text.count)).filter { $0 + part.count <= text.count }
            let expected = places.first { Array(text[$0..<($0 + part.count)]) == part } ?? text.count
            let place = part.withUnsafeBufferPointer { bytes in
                var prepared = ck_make_part(bytes.baseAddress, bytes.count)
                return ck_find(width, text, text.count, from, &prepared)
            }
            #expect(place == expected)
        }
    }
}
