import CKernels
package import EventModel

/// A set of codes of one dictionary, as the cheapest test that tells its members.
package enum CodeSet: Hashable, Sendable {
    case nothing
    case everything
    /// A few stretches of codes (both ends included): one subtraction and one comparison each.
    case stretches([ClosedRange<UInt32>])
    /// 1 for each code that is a member; a look-up is dearer than some comparisons.
    case table([UInt8])

    /// Above so many stretches a look-up is cheaper: the wider the processor, the more are compared at once.
    private static let mostStretches = max(4, Kernels.width / 4)

    /// The codes whose byte is 1.
    package init(members: [UInt8]) {
        var stretches: [ClosedRange<UInt32>] = []
        var first: Int?
        for code in members.indices {
            if members[code] != 0 {
                first = first ?? code
            } else if let begun = first {
                stretches.append(UInt32(begun)...UInt32(code - 1))
                first = nil
                if stretches.count > Self.mostStretches { break }
            }
        }
        if let begun = first, let last = members.indices.last { stretches.append(UInt32(begun)...UInt32(last)) }
        if stretches.isEmpty {
            self = .nothing
        } else if stretches.count == 1, stretches[0].lowerBound == 0, Int(stretches[0].upperBound) == members.count - 1
        {
            self = .everything
        } else if stretches.count > Self.mostStretches {
            self = .table(members)
        } else {
            self = .stretches(stretches)
        }
    }

    fileprivate func heldApart() -> CodeSet {
        switch self {
        case .nothing, .everything: self
        case .stretches(let stretches): .stretches(stretches.map(\.self))
        // To copy many more would take longer than the waiting.
        case .table(let table) where table.count > 1 << 16: self
        case .table(let table):
            .table(
                [UInt8](unsafeUninitializedCapacity: table.count) { copy, filled in
                    filled = copy.initialize(fromContentsOf: table)
                })
        }
    }

    /// The rows of `codes[start ..< start + count]` whose code is a member.
    package func rows(of codes: [UInt32], start: Int, count: Int) -> Bits {
        precondition(start >= 0 && count >= 0 && count <= codes.count - start, "rows lie within the column")
        return codes.withUnsafeBufferPointer { codes in
            guard let base = codes.baseAddress else { return Bits(count: count) }
            switch self {
            case .nothing: return Bits(count: count)
            case .everything: return Bits(count: count, repeating: true)
            case .stretches(let stretches): return Bits(stretches, base + start, count)
            case .table(let table): return Bits(table, base + start, count)
            }
        }
    }
}

/// What a condition on one coded column answers for each code of its dictionary.
package struct CodeTest: Hashable, Sendable {
    package let certain: CodeSet
    /// Codes of which it is maybe, mostly that for unknown alone; nil where there are none.
    package let maybe: CodeSet?

    /// - Parameter mask: the answer for every code, codes in order.
    package init(_ mask: TruthMask) {
        certain = CodeSet(members: Self.bytes(mask.certain))
        maybe = mask.isExact ? nil : CodeSet(members: Self.bytes(mask.possible - mask.certain))
    }

    private init(certain: CodeSet, maybe: CodeSet?) {
        self.certain = certain
        self.maybe = maybe
    }

    /// The same for one thread alone: see `View.heldApart`.
    package func heldApart() -> CodeTest { CodeTest(certain: certain.heldApart(), maybe: maybe?.heldApart()) }

    private static func bytes(_ bits: Bits) -> [UInt8] {
        let room = (bits.count + 63) / 64 * 64
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            if let base = buffer.baseAddress { bits.expand(into: base) }
            filled = bits.count
        }
    }

    package func truth(of code: UInt32) -> Truth {
        if certain.contains(code) { return .yes }
        return maybe?.contains(code) == true ? .maybe : .no
    }

    package func mask(of codes: [UInt32], start: Int, count: Int) -> TruthMask {
        let rows = certain.rows(of: codes, start: start, count: count)
        guard let maybe else { return TruthMask(certain: rows) }
        return TruthMask(certain: rows, possible: rows | maybe.rows(of: codes, start: start, count: count))
    }

    package func mask(of codes: StoredCodes, start: Int, count: Int) -> TruthMask {
        let rows = certain.rows(of: codes, start: start, count: count)
        guard let maybe else { return TruthMask(certain: rows) }
        return TruthMask(certain: rows, possible: rows | maybe.rows(of: codes, start: start, count: count))
    }
}

extension Bits {
    init<Code: RangeTested>(_ stretches: [ClosedRange<UInt32>], _ codes: UnsafePointer<Code>, _ count: Int) {
        let ranges = stretches.lazy.compactMap { stretch -> (low: Code, span: Code)? in
            // Codes of the dictionary that need more bytes than the column has do not occur in it.
            guard let low = Code(exactly: stretch.lowerBound) else { return nil }
            return (low, Code(clamping: stretch.upperBound) - low)
        }
        self.init(ranges: ranges, codes, count)
    }

    /// The rows whose value is at most a span above the low end of one of some ranges.
    init<Code: RangeTested>(
        ranges: some Sequence<(low: Code, span: Code)>, _ values: UnsafePointer<Code>, _ count: Int
    ) {
        self.init(count: count)
        words.withUnsafeMutableBufferPointer { words in
            guard let words = words.baseAddress else { return }
            for range in ranges { Code.test(values, count, range.low, range.span, words) }
        }
    }

    /// Codes behind the end of the table are no members.
    @inline(__always)
    init<Code: FixedWidthInteger & UnsignedInteger>(
        _ table: [UInt8], _ codes: UnsafePointer<Code>, _ count: Int
    ) {
        self = table.withUnsafeBufferPointer { table in
            Bits(count: count) { bytes in
                for row in 0..<count {
                    let code = Int(codes[row])
                    bytes[row] = code < table.count ? table[code] : 0
                }
            }
        }
    }

    /// The rows of `days[start ..< start + count]` that lie in a set of days.
    package init(in set: DaySet, days: [DayNumber], start: Int, count: Int) {
        precondition(start >= 0 && count >= 0 && count <= days.count - start, "rows lie within the column")
        self = days.withUnsafeBufferPointer { days in
            days.baseAddress.map { Bits(in: set, $0 + start, count) } ?? Bits(count: count)
        }
    }

    init(in set: DaySet, _ days: UnsafePointer<DayNumber>, _ count: Int) {
        let ranges = set.spans.map {
            (low: UInt32(bitPattern: $0.earliest), span: UInt32(bitPattern: $0.latest &- $0.earliest))
        }
        self = days.withMemoryRebound(to: UInt32.self, capacity: count) { Bits(ranges: ranges, $0, count) }
    }
}

/// Numbers without a sign whose ranges are tested many at a time.
protocol RangeTested: FixedWidthInteger & UnsignedInteger {
    /// Sets the bits of the values that are at most a span above a low end.
    static func test(
        _ values: UnsafePointer<Self>, _ count: Int, _ low: Self, _ span: Self, _ words: UnsafeMutablePointer<UInt64>)
}

extension UInt8: RangeTested {
    static func test(
        _ values: UnsafePointer<UInt8>, _ count: Int, _ low: UInt8, _ span: UInt8,
        _ words: UnsafeMutablePointer<UInt64>
    ) { ck_range_8(Kernels.width, values, count, low, span, words) }
}

extension UInt16: RangeTested {
    static func test(
        _ values: UnsafePointer<UInt16>, _ count: Int, _ low: UInt16, _ span: UInt16,
        _ words: UnsafeMutablePointer<UInt64>
    ) { ck_range_16(Kernels.width, values, count, low, span, words) }
}

extension UInt32: RangeTested {
    static func test(
        _ values: UnsafePointer<UInt32>, _ count: Int, _ low: UInt32, _ span: UInt32,
        _ words: UnsafeMutablePointer<UInt64>
    ) { ck_range_32(Kernels.width, values, count, low, span, words) }
}
