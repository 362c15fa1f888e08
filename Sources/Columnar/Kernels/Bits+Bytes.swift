import CKernels

extension Bits {
    /// Rows where `fill` wrote 1 into its byte a row (it must write 0 or 1 for each).
    ///
    /// Bytes and not bits are what a loop over values makes: the compiler vectorizes it. Pointers, since indices into an array are checked a row.
    @inline(__always)
    init(count: Int, filling fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        self.init(count: count)
        guard count > 0 else { return }
        let wordCount = words.count
        withUnsafeTemporaryAllocation(byteCount: wordCount * 64, alignment: 64) { memory in
            guard let bytes = memory.bindMemory(to: UInt8.self).baseAddress else { return }
            fill(bytes)
            for byte in count..<(wordCount * 64) { bytes[byte] = 0 }
            Self.pack(UnsafePointer(bytes), into: &words)
        }
    }

    private static func pack(_ bytes: UnsafePointer<UInt8>, into words: inout [UInt64]) {
        words.withUnsafeMutableBufferPointer { words in
            if let start = words.baseAddress { ck_pack(Kernels.width, bytes, words.count, start) }
        }
    }
}

extension Bits {
    /// Whether every row is in the set.
    package var isFull: Bool { population == count }

    /// The rows `range` of the set, counted from its first.
    package func slice(_ range: Range<Int>) -> Bits {
        if range.lowerBound & 63 == 0 {
            var result = Bits(count: range.count)
            let first = range.lowerBound >> 6
            for word in result.words.indices { result.words[word] = words[first + word] }
            result.clearRest()
            return result
        }
        return Bits(count: range.count) { self[range.lowerBound + $0] }
    }

    /// The bits of given rows, in their order.
    package func gathering(_ rows: [Int]) -> Bits { Bits(count: rows.count) { self[rows[$0]] } }

    /// Appends the numbers of the rows in the set to a list.
    package func appendRows(to list: inout [Int32]) {
        let count = population
        if count == 0 { return }
        let before = list.count
        list.append(contentsOf: repeatElement(0, count: count + Self.roomBehindRows))
        list.withUnsafeMutableBufferPointer { list in
            if let start = list.baseAddress { writeRows(to: start + before) }
        }
        list.removeLast(Self.roomBehindRows)
    }

    /// So many more numbers than rows there has to be room for.
    package static let roomBehindRows = 16

    /// Writes the numbers of the rows in the set, in order; there is room for `roomBehindRows` more than they are.
    package func writeRows(to list: UnsafeMutablePointer<Int32>) {
        words.withUnsafeBufferPointer { words in
            if let start = words.baseAddress { _ = ck_rows(Kernels.width, start, words.count, list) }
        }
    }

    /// Writes 1 for each row in the set and 0 for each that is not, with up to 63 bytes more behind the last.
    package func expand(into bytes: UnsafeMutablePointer<UInt8>) {
        let raw = UnsafeMutableRawPointer(bytes)
        for (index, word) in words.enumerated() {
            for part in 0..<8 {
                // Each of eight bits is moved to a byte of its own: the copies of the byte keep one bit each.
                let eight = (word >> UInt64(part &* 8) & 0xFF) &* 0x0101_0101_0101_0101 & 0x8040_2010_0804_0201
                let ones = ((eight &+ 0x7F7F_7F7F_7F7F_7F7F) | eight) >> 7 & 0x0101_0101_0101_0101
                raw.storeBytes(of: ones.littleEndian, toByteOffset: index &* 64 &+ part &* 8, as: UInt64.self)
            }
        }
    }

    private mutating func clearRest() {
        if count & 63 != 0, let last = words.indices.last { words[last] &= (1 << UInt64(count & 63)) - 1 }
    }
}
