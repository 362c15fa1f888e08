import CKernels

/// Where texts end, one behind the other.
package enum TextEnds: Sendable {
    /// Of four bytes, as they lie in a store: most texts together are no more than that tells.
    case near(View<UInt32>)
    case far(View<UInt64>)

    package var count: Int {
        switch self {
        case .near(let ends): ends.count
        case .far(let ends): ends.count
        }
    }

    package subscript(entry: Int) -> Int {
        switch self {
        case .near(let ends): Int(ends[entry])
        // Those of a table lie within its bytes.
        case .far(let ends): Int(truncatingIfNeeded: ends[entry])
        }
    }

    /// Whether each lies at or behind the one before, and the last where all bytes end.
    fileprivate func rises(to byteCount: Int) -> Bool {
        switch self {
        case .near(let ends): Self.rises(ends, to: byteCount)
        case .far(let ends): Self.rises(ends, to: byteCount)
        }
    }

    private static func rises<End: FixedWidthInteger>(_ ends: View<End>, to byteCount: Int) -> Bool {
        var last: End = 0
        var isRising = true
        for entry in 0..<ends.count {
            let end = ends.base[entry]
            isRising = isRising && end >= last
            last = end
        }
        return isRising && last == byteCount
    }
}

/// Many texts in one memory: text i is the bytes from `ends[i - 1]` (0 before the first) up to `ends[i]`.
package struct TextTable: Sendable {
    package let ends: TextEnds
    package let bytes: View<UInt8>

    /// nil where an end lies before another, or beyond the bytes: nothing of such a table can be trusted.
    package init?(ends: TextEnds, bytes: View<UInt8>) {
        guard ends.rises(to: bytes.count) else { return nil }
        self.ends = ends
        self.bytes = bytes
    }

    package init?(ends: View<UInt64>, bytes: View<UInt8>) { self.init(ends: .far(ends), bytes: bytes) }

    package init(_ texts: [String]) {
        var ends: [UInt64] = []
        var bytes: [UInt8] = []
        ends.reserveCapacity(texts.count)
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            ends.append(UInt64(bytes.count))
        }
        self.ends = .far(View(ends))
        self.bytes = View(bytes)
    }

    package var count: Int { ends.count }

    /// Calls a function with each entry among some whose text has `part` (one byte or more) in it, in order.
    ///
    /// All bytes are looked through as one text: most of it without a look at where entries end.
    package func entries(_ entries: Range<Int>, containing part: [UInt8], _ found: (Int) -> Void) {
        guard !part.isEmpty, !entries.isEmpty, entries.lowerBound >= 0, entries.upperBound <= count else { return }
        part.withUnsafeBufferPointer { bytesOfPart in
            var prepared = ck_make_part(bytesOfPart.baseAddress, bytesOfPart.count)
            var entry = entries.lowerBound
            var place = range(entry).lowerBound
            let end = range(entries.upperBound - 1).upperBound
            while true {
                place = ck_find(Kernels.width, bytes.base, end, place, &prepared)
                if place >= end { return }
                entry = self.entry(of: place, from: entry, to: entries.upperBound)
                let stop = ends[entry]
                if place + part.count <= stop {
                    found(entry)
                    place = stop
                } else {
                    place += 1
                }
            }
        }
    }

    /// The entries whose texts are not of ASCII alone, in order. All bytes are looked through as one text, eight at a time.
    package var entriesBeyondASCII: [Int] {
        var found: [Int] = []
        let raw = UnsafeRawPointer(bytes.base)
        var (place, entry) = (0, 0)
        while place < bytes.count {
            if place + 8 <= bytes.count,
                raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                place += 8
                continue
            }
            guard bytes.base[place] >= 0x80 else {
                place += 1
                continue
            }
            entry = self.entry(of: place, from: entry, to: count)
            found.append(entry)
            place = ends[entry]
        }
        return found
    }

    /// The entry in which a byte lies: near the one before, mostly.
    private func entry(of place: Int, from first: Int, to end: Int) -> Int {
        var (low, step) = (first, 1)
        while low + step < end, ends[low + step - 1] <= place {
            low += step
            step *= 2
        }
        var high = min(low + step, end)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package func range(_ entry: Int) -> Range<Int> {
        (entry == 0 ? 0 : ends[entry - 1])..<ends[entry]
    }

    /// Bytes that are no UTF-8 are repaired, as everywhere.
    package subscript(entry: Int) -> String {
        let range = range(entry)
        return String(
            decoding: UnsafeBufferPointer(start: bytes.base + range.lowerBound, count: range.count), as: UTF8.self)
    }
}

/// Whole numbers that stand for their decimal texts, as ids often are.
package struct NumberTexts: Sendable {
    private enum Storage: Sendable {
        case words(View<Int64>)
        /// Numbers from a first one on.
        case near(View<UInt32>, from: Int64)
    }

    private let storage: Storage

    package init(_ numbers: View<Int64>) { storage = .words(numbers) }

    /// - Parameter from: what is to be added to each number; with the largest of them no more than 64 bits hold.
    package init(_ numbers: View<UInt32>, from: Int64) { storage = .near(numbers, from: from) }

    /// nil where some text is not the decimal form of a number of 64 bits, without leading zeros.
    package init?(_ texts: [String]) {
        var numbers: [Int64] = []
        numbers.reserveCapacity(texts.count)
        for text in texts {
            guard let number = Int64(text), String(number) == text else { return nil }
            numbers.append(number)
        }
        self.init(packing: numbers)
    }

    /// nil where some text is not the decimal form of a number of 64 bits, without leading zeros.
    package init?(_ table: TextTable) {
        var numbers: [Int64] = []
        for entry in 0..<table.count {
            let range = table.range(entry)
            let bytes = UnsafeBufferPointer(start: table.bytes.base + range.lowerBound, count: range.count)
            guard let number = Self.number(bytes) else { return nil }
            if numbers.isEmpty { numbers.reserveCapacity(table.count) }
            numbers.append(number)
        }
        self.init(packing: numbers)
    }

    /// The number of which the bytes are the decimal form; nil of all other texts, such as those with leading zeros.
    package static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = bytes.dropFirst(isNegative ? 1 : 0)
        guard (1...19).contains(digits.count), digits.first != 0x30 || (digits.count == 1 && !isNegative) else {
            return nil
        }
        var value: Int64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            let (product, isOver) = value.multipliedReportingOverflow(by: 10)
            let (sum, isBeyond) = product.addingReportingOverflow(Int64(digit - 0x30))
            guard !isOver, !isBeyond else { return nil }
            value = sum
        }
        return isNegative ? -value : value
    }

    /// Numbers in as few bytes as they need.
    package init(packing numbers: [Int64]) {
        guard let low = numbers.min(), let high = numbers.max(),
            high.subtractingReportingOverflow(low).overflow == false,
            high - low <= Int64(UInt32.max)
        else {
            storage = .words(View(numbers))
            return
        }
        storage = .near(View(numbers.map { UInt32(truncatingIfNeeded: $0 &- low) }), from: low)
    }

    package var count: Int {
        switch storage {
        case .words(let view): view.count
        case .near(let view, _): view.count
        }
    }

    package subscript(entry: Int) -> Int64 {
        switch storage {
        case .words(let view): view[entry]
        case .near(let view, let from): from &+ Int64(view[entry])
        }
    }

    /// The first entry that is a number; nil where none is.
    package func entry(of number: Int64) -> Int? {
        switch storage {
        case .words(let view): (0..<view.count).first { view.base[$0] == number }
        case .near(let view, let from):
            UInt32(exactly: number.subtractingReportingOverflow(from).partialValue).flatMap { wanted in
                number < from ? nil : (0..<view.count).first { view.base[$0] == wanted }
            }
        }
    }

    /// How the numbers lie, for writing them.
    package var bytes: (width: Int, from: Int64, UnsafeRawBufferPointer) {
        switch storage {
        case .words(let view): (8, 0, UnsafeRawBufferPointer(start: view.base, count: view.count * 8))
        case .near(let view, let from): (4, from, UnsafeRawBufferPointer(start: view.base, count: view.count * 4))
        }
    }
}
