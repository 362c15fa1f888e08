import CKernels

/// Many texts in one memory: text i is the bytes from `ends[i - 1]` (0 before the first) up to `ends[i]`.
package struct TextTable: Sendable {
    package let ends: View<UInt64>
    package let bytes: View<UInt8>

    /// nil where an end lies before another, or beyond the bytes: nothing of such a table can be trusted.
    package init?(ends: View<UInt64>, bytes: View<UInt8>) {
        var last: UInt64 = 0
        var isRising = true
        for entry in 0..<ends.count {
            let end = ends.base[entry]
            isRising = isRising && end >= last
            last = end
        }
        guard isRising, last == UInt64(bytes.count) else { return nil }
        self.ends = ends
        self.bytes = bytes
    }

    package init(_ texts: [String]) {
        var ends: [UInt64] = []
        var bytes: [UInt8] = []
        ends.reserveCapacity(texts.count)
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            ends.append(UInt64(bytes.count))
        }
        self.ends = View(ends)
        self.bytes = View(bytes)
    }

    package var count: Int { ends.count }

    /// Calls a function with each entry among some whose text has `part` (one byte or more) in it, in order.
    ///
    /// All bytes are looked through as one text: most of it without a look at where entries end.
    package func entries(_ entries: Range<Int>, containing part: [UInt8], _ found: (Int) -> Void) {
        guard !part.isEmpty, !entries.isEmpty, entries.lowerBound >= 0, entries.upperBound <= count else { return }
        var entry = entries.lowerBound
        var place = range(entry).lowerBound
        let end = range(entries.upperBound - 1).upperBound
        while true {
            place = ck_find(bytes.base, end, place, part, part.count)
            if place >= end { return }
            entry = self.entry(of: UInt64(place), from: entry, to: entries.upperBound)
            let stop = Int(ends.base[entry])
            if place + part.count <= stop {
                found(entry)
                place = stop
            } else {
                place += 1
            }
        }
    }

    /// The entry in which a byte lies: near the one before, mostly.
    private func entry(of place: UInt64, from first: Int, to end: Int) -> Int {
        var (low, step) = (first, 1)
        while low + step < end, ends.base[low + step - 1] <= place {
            low += step
            step *= 2
        }
        var high = min(low + step, end)
        while low < high {
            let middle = (low + high) / 2
            if ends.base[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package func range(_ entry: Int) -> Range<Int> {
        (entry == 0 ? 0 : Int(ends[entry - 1]))..<Int(ends[entry])
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
    package let numbers: View<Int64>

    package init(_ numbers: View<Int64>) { self.numbers = numbers }

    /// nil where some text is not the decimal form of a number of 64 bits, without leading zeros.
    package init?(_ texts: [String]) {
        var numbers: [Int64] = []
        numbers.reserveCapacity(texts.count)
        for text in texts {
            guard let number = Int64(text), String(number) == text else { return nil }
            numbers.append(number)
        }
        self.numbers = View(numbers)
    }
}
