package import EventModel

/// A set of codes of one dictionary, as the cheapest test that tells its members.
package enum CodeSet: Hashable, Sendable {
    case nothing
    case everything
    /// A few stretches of codes (both ends included): one subtraction and one comparison each.
    case stretches([ClosedRange<UInt32>])
    /// 1 for each code that is a member; a look-up is dearer than some comparisons.
    case table([UInt8])

    /// Above so many stretches a look-up is cheaper.
    private static let mostStretches = 4

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
    /// nil where nothing is maybe.
    package let possible: CodeSet?

    /// - Parameter mask: the answer for every code, codes in order.
    package init(_ mask: TruthMask) {
        certain = CodeSet(members: Self.bytes(mask.certain))
        possible = mask.isExact ? nil : CodeSet(members: Self.bytes(mask.possible))
    }

    private static func bytes(_ bits: Bits) -> [UInt8] {
        let room = (bits.count + 63) / 64 * 64
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            if let base = buffer.baseAddress { bits.expand(into: base) }
            filled = bits.count
        }
    }

    package func mask(of codes: [UInt32], start: Int, count: Int) -> TruthMask {
        let rows = certain.rows(of: codes, start: start, count: count)
        guard let possible else { return TruthMask(certain: rows) }
        return TruthMask(certain: rows, possible: possible.rows(of: codes, start: start, count: count))
    }
}

extension CodeTest {
    package func mask(of codes: StoredCodes, start: Int, count: Int) -> TruthMask {
        if case .table(let certain) = certain, case .table(let possible)? = possible,
            let masks = codes.looking(up: certain, possible, start: start, count: count)
        {
            return TruthMask(certain: masks.0, possible: masks.1)
        }
        let rows = certain.rows(of: codes, start: start, count: count)
        guard let possible else { return TruthMask(certain: rows) }
        return TruthMask(certain: rows, possible: possible.rows(of: codes, start: start, count: count))
    }
}

extension Bits {
    @inline(__always)
    init<Code: FixedWidthInteger & UnsignedInteger>(
        _ stretches: [ClosedRange<UInt32>], _ codes: UnsafePointer<Code>, _ count: Int
    ) {
        self.init(count: count) { bytes in
            var isFirst = true
            for stretch in stretches {
                // Codes of the dictionary that need more bytes than the column has do not occur in it.
                guard let low = Code(exactly: stretch.lowerBound) else { continue }
                let span = Code(clamping: stretch.upperBound) - low
                if isFirst {
                    for row in 0..<count { bytes[row] = codes[row] &- low <= span ? 1 : 0 }
                } else {
                    for row in 0..<count { bytes[row] |= codes[row] &- low <= span ? 1 : 0 }
                }
                isFirst = false
            }
            if isFirst { for row in 0..<count { bytes[row] = 0 } }
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
        let ranges = set.spans.map { ($0.earliest, UInt32(bitPattern: $0.latest &- $0.earliest)) }
        self.init(count: count) { bytes in
            for row in 0..<count { bytes[row] = 0 }
            for (low, length) in ranges {
                for row in 0..<count { bytes[row] |= UInt32(bitPattern: days[row] &- low) <= length ? 1 : 0 }
            }
        }
    }
}
