/// Codes of a dictionary as they are stored: in as few bytes as the dictionary needs.
package enum StoredCodes: Sendable {
    case bytes(View<UInt8>)
    case shorts(View<UInt16>)
    case words(View<UInt32>)
    /// The same code in every row.
    case repeated(UInt32, count: Int)
    /// Row i has the code `first + i`, as in a column of ids.
    case counting(first: UInt32, count: Int)

    /// The narrowest storage of given codes.
    package init(_ codes: [UInt32]) {
        if let first = codes.first {
            if codes.allSatisfy({ $0 == first }) {
                self = .repeated(first, count: codes.count)
                return
            }
            if codes.indices.allSatisfy({ codes[$0] &- first == UInt32(truncatingIfNeeded: $0) }),
                codes.count <= Int(UInt32.max - first)
            {
                self = .counting(first: first, count: codes.count)
                return
            }
        }
        switch codes.max() ?? 0 {
        case ...0xFF: self = .bytes(View(codes.map { UInt8(truncatingIfNeeded: $0) }))
        case ...0xFFFF: self = .shorts(View(codes.map { UInt16(truncatingIfNeeded: $0) }))
        case _: self = .words(View(codes))
        }
    }

    package var count: Int {
        switch self {
        case .bytes(let view): view.count
        case .shorts(let view): view.count
        case .words(let view): view.count
        case .repeated(_, let count), .counting(_, let count): count
        }
    }

    package subscript(row: Int) -> UInt32 {
        switch self {
        case .bytes(let view): UInt32(view[row])
        case .shorts(let view): UInt32(view[row])
        case .words(let view): view[row]
        case .repeated(let code, _): code
        case .counting(let first, _): first &+ UInt32(truncatingIfNeeded: row)
        }
    }

    /// The largest of the codes; 0 of none.
    package var largest: UInt32 { largest(0..<count) }

    /// The largest of the codes of some rows; 0 of none.
    package func largest(_ rows: Range<Int>) -> UInt32 {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows lie within the column")
        return switch self {
        case .bytes(let view): UInt32(Self.largest(view.base + rows.lowerBound, rows.count))
        case .shorts(let view): UInt32(Self.largest(view.base + rows.lowerBound, rows.count))
        case .words(let view): Self.largest(view.base + rows.lowerBound, rows.count)
        case .repeated(let code, _): rows.isEmpty ? 0 : code
        case .counting(let first, _):
            rows.isEmpty ? 0 : first &+ UInt32(truncatingIfNeeded: rows.upperBound &- 1)
        }
    }

    @inline(__always)
    private static func largest<Code: FixedWidthInteger>(_ codes: UnsafePointer<Code>, _ count: Int) -> Code {
        var largest: Code = 0
        for row in 0..<count { largest = max(largest, codes[row]) }
        return largest
    }

    /// The codes of a stretch of rows, four bytes each.
    package func widened(_ rows: Range<Int>) -> [UInt32] {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows lie within the column")
        let start = rows.lowerBound
        return [UInt32](unsafeUninitializedCapacity: rows.count) { buffer, filled in
            guard let to = buffer.baseAddress else { return }
            switch self {
            case .bytes(let view): for row in 0..<rows.count { to[row] = UInt32(view.base[start &+ row]) }
            case .shorts(let view): for row in 0..<rows.count { to[row] = UInt32(view.base[start &+ row]) }
            case .words(let view): for row in 0..<rows.count { to[row] = view.base[start &+ row] }
            case .repeated(let code, _): for row in 0..<rows.count { to[row] = code }
            case .counting(let first, _):
                for row in 0..<rows.count { to[row] = first &+ UInt32(truncatingIfNeeded: start &+ row) }
            }
            filled = rows.count
        }
    }
}

extension CodeSet {
    /// The rows of a stretch whose code is a member: tested in the width in which the codes are stored.
    package func rows(of codes: StoredCodes, start: Int, count: Int) -> Bits {
        precondition(start >= 0 && count >= 0 && count <= codes.count - start, "rows lie within the column")
        switch (self, codes) {
        case (.nothing, _): return Bits(count: count)
        case (.everything, _): return Bits(count: count, repeating: true)
        case (_, .repeated(let code, _)): return Bits(count: count, repeating: contains(code))
        case (_, .counting): return rows(of: codes.widened(start..<start + count), start: 0, count: count)
        case (.stretches(let stretches), .bytes(let view)): return Bits(stretches, view.base + start, count)
        case (.stretches(let stretches), .shorts(let view)): return Bits(stretches, view.base + start, count)
        case (.stretches(let stretches), .words(let view)): return Bits(stretches, view.base + start, count)
        case (.table(let table), .bytes(let view)): return Bits(table, view.base + start, count)
        case (.table(let table), .shorts(let view)): return Bits(table, view.base + start, count)
        case (.table(let table), .words(let view)): return Bits(table, view.base + start, count)
        }
    }

    package func contains(_ code: UInt32) -> Bool {
        switch self {
        case .nothing: false
        case .everything: true
        case .stretches(let stretches): stretches.contains { $0.contains(code) }
        case .table(let table): Int(code) < table.count && table[Int(code)] != 0
        }
    }
}
