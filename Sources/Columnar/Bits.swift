import CKernels

/// A set of rows, one bit a row, 64 to a word; the bits behind `count` are 0.
package struct Bits: Hashable, Sendable {
    package let count: Int
    package var words: [UInt64]

    package init(count: Int, repeating value: Bool = false) {
        self.count = count
        words = [UInt64](repeating: value ? .max : 0, count: (count + 63) / 64)
        clearTail()
    }

    /// Bits from a claim about each row.
    package init(count: Int, where claim: (Int) -> Bool) {
        self.init(count: count)
        var row = 0
        for word in 0..<words.count {
            if word & 0x1FF == 0x1FF, Stop.isWanted { return }
            let end = Swift.min(64, count - row)
            var bits: UInt64 = 0
            for bit in 0..<end { bits |= (claim(row &+ bit) ? 1 : 0) << UInt64(truncatingIfNeeded: bit) }
            words[word] = bits
            row &+= 64
        }
    }

    package subscript(row: Int) -> Bool {
        get { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
        set {
            let bit: UInt64 = 1 << UInt64(row & 63)
            if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
        }
    }

    package var population: Int {
        words.withUnsafeBufferPointer { words in
            words.baseAddress.map { Int(ck_population(Kernels.width, $0, words.count)) } ?? 0
        }
    }
    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    package static func & (left: Bits, right: Bits) -> Bits { left.combined(right) { $0 & $1 } }
    package static func | (left: Bits, right: Bits) -> Bits { left.combined(right) { $0 | $1 } }
    /// The rows of `left` that are not in `right`.
    package static func - (left: Bits, right: Bits) -> Bits { left.combined(right) { $0 & ~$1 } }

    package mutating func formIntersection(_ other: Bits) { form(other) { $0 & $1 } }
    package mutating func formUnion(_ other: Bits) { form(other) { $0 | $1 } }

    package static prefix func ~ (bits: Bits) -> Bits {
        var result = bits
        for word in result.words.indices { result.words[word] = ~result.words[word] }
        result.clearTail()
        return result
    }

    /// The rows in the set, in order.
    package var rows: [Int] {
        var rows: [Int] = []
        rows.reserveCapacity(population)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                rows.append(index << 6 + rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
        return rows
    }

    @inline(__always)
    private func combined(_ other: Bits, _ operation: (UInt64, UInt64) -> UInt64) -> Bits {
        var result = self
        result.form(other, operation)
        return result
    }

    @inline(__always)
    private mutating func form(_ other: Bits, _ operation: (UInt64, UInt64) -> UInt64) {
        precondition(count == other.count, "two sets of rows of one batch have one length")
        // Through pointers: a batch pays for every pass.
        words.withUnsafeMutableBufferPointer { words in
            other.words.withUnsafeBufferPointer { others in
                guard let to = words.baseAddress, let from = others.baseAddress else { return }
                for word in 0..<others.count { to[word] = operation(to[word], from[word]) }
            }
        }
    }

    private mutating func clearTail() {
        if count & 63 != 0, let last = words.indices.last { words[last] &= (1 << UInt64(count & 63)) - 1 }
    }
}
