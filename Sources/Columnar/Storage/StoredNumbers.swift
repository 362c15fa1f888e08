package import EventModel

/// Days as they are stored: their distance from the first of them where it fits two bytes.
package enum StoredDays: Sendable {
    case shorts(View<UInt16>, from: DayNumber)
    case words(View<DayNumber>)
    case repeated(DayNumber, count: Int)

    package init(_ days: [DayNumber]) {
        guard let first = days.min(), let last = days.max() else {
            self = .repeated(0, count: 0)
            return
        }
        if first == last {
            self = .repeated(first, count: days.count)
        } else if Int(last) - Int(first) <= Int(UInt16.max) {
            self = .shorts(View(days.map { UInt16(truncatingIfNeeded: $0 &- first) }), from: first)
        } else {
            self = .words(View(days))
        }
    }

    package var count: Int {
        switch self {
        case .shorts(let view, _): view.count
        case .words(let view): view.count
        case .repeated(_, let count): count
        }
    }

    package subscript(row: Int) -> DayNumber {
        switch self {
        case .shorts(let view, let from): from &+ DayNumber(view[row])
        case .words(let view): view[row]
        case .repeated(let day, _): day
        }
    }

    package func widened(_ rows: Range<Int>) -> [DayNumber] {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows lie within the column")
        let start = rows.lowerBound
        return [DayNumber](unsafeUninitializedCapacity: rows.count) { buffer, filled in
            guard let to = buffer.baseAddress else { return }
            switch self {
            case .shorts(let view, let from):
                for row in 0..<rows.count { to[row] = from &+ DayNumber(view.base[start &+ row]) }
            case .words(let view): for row in 0..<rows.count { to[row] = view.base[start &+ row] }
            case .repeated(let day, _): for row in 0..<rows.count { to[row] = day }
            }
            filled = rows.count
        }
    }
}

extension DaySet {
    /// The rows of a stretch whose day is in the set: tested in the width in which the days are stored.
    package func rows(of days: StoredDays, start: Int, count: Int) -> Bits {
        precondition(start >= 0 && count >= 0 && count <= days.count - start, "rows lie within the column")
        switch days {
        case .repeated(let day, _): return Bits(count: count, repeating: contains(day))
        case .words(let view): return Bits(in: self, view.base + start, count)
        case .shorts(let view, let from):
            // Ends beyond the two bytes are as good as the first and the last of these.
            let ranges = spans.compactMap { span -> (low: UInt16, span: UInt16)? in
                let (low, high) = (Int(span.earliest) - Int(from), Int(span.latest) - Int(from))
                guard high >= 0, low <= Int(UInt16.max) else { return nil }
                let first = UInt16(max(0, low))
                return (first, UInt16(min(Int(UInt16.max), high)) - first)
            }
            return Bits(ranges: ranges, view.base + start, count)
        }
    }
}

/// Exact numbers as they are stored: integers, or integers over a power of ten, in as few bytes as hold them.
package struct StoredNumbers: Sendable {
    package enum Values: Sendable {
        case bytes(View<Int8>)
        case shorts(View<Int16>)
        case words(View<Int32>)
        case doubles(View<Double>)
        case repeated(Double, count: Int)
    }

    package let values: Values
    /// What integers are divided by: 1, 10, 100 or 1,000. A number with few decimals is the quotient of two integers,
    /// correctly rounded, and comes back bit for bit.
    package let divisor: Double
    /// nil where every cell is known; else the raw value of each cell's state.
    package let states: View<UInt8>?

    package init(_ values: Values, divisor: Double = 1, states: View<UInt8>? = nil) {
        self.values = values
        self.divisor = divisor
        self.states = states
    }

    private static let divisors: [Double] = [1, 10, 100, 1_000]

    package init(_ numbers: [Double], states: [CellState]?) {
        let known = states.map { states in View(states.map(\.rawValue)) }
        if let first = numbers.first, numbers.allSatisfy({ $0.bitPattern == first.bitPattern }) {
            self.init(.repeated(first, count: numbers.count), states: known)
            return
        }
        for divisor in Self.divisors {
            guard let integers = Self.integers(numbers, divisor) else { continue }
            let (low, high) = (integers.min() ?? 0, integers.max() ?? 0)
            if low >= Int32(Int8.min), high <= Int32(Int8.max) {
                self.init(.bytes(View(integers.map { Int8(truncatingIfNeeded: $0) })), divisor: divisor, states: known)
            } else if low >= Int32(Int16.min), high <= Int32(Int16.max) {
                self.init(
                    .shorts(View(integers.map { Int16(truncatingIfNeeded: $0) })), divisor: divisor, states: known)
            } else {
                self.init(.words(View(integers)), divisor: divisor, states: known)
            }
            return
        }
        self.init(.doubles(View(numbers)), states: known)
    }

    /// The integers of which the numbers are quotients, all of them exactly.
    private static func integers(_ numbers: [Double], _ divisor: Double) -> [Int32]? {
        var integers: [Int32] = []
        integers.reserveCapacity(numbers.count)
        for number in numbers {
            let whole = (number * divisor).rounded()
            guard let integer = Int32(exactly: whole), (Double(integer) / divisor).bitPattern == number.bitPattern
            else {
                return nil
            }
            integers.append(integer)
        }
        return integers
    }

    package var count: Int {
        switch values {
        case .bytes(let view): view.count
        case .shorts(let view): view.count
        case .words(let view): view.count
        case .doubles(let view): view.count
        case .repeated(_, let count): count
        }
    }

    package subscript(row: Int) -> Double {
        switch values {
        case .bytes(let view): Double(view[row]) / divisor
        case .shorts(let view): Double(view[row]) / divisor
        case .words(let view): Double(view[row]) / divisor
        case .doubles(let view): view[row]
        case .repeated(let number, _): number
        }
    }

    package func state(_ row: Int) -> CellState { states.map { CellState(rawValue: $0[row]) ?? .unknown } ?? .known }

    package func widened(_ rows: Range<Int>) -> NumberColumn {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows lie within the column")
        return NumberColumn(low: numbers(rows), states: states.map { Self.states($0, rows) })
    }

    private func numbers(_ rows: Range<Int>) -> [Double] {
        let (start, divisor) = (rows.lowerBound, divisor)
        return [Double](unsafeUninitializedCapacity: rows.count) { buffer, filled in
            guard let to = buffer.baseAddress else { return }
            switch values {
            case .bytes(let view): for row in 0..<rows.count { to[row] = Double(view.base[start &+ row]) / divisor }
            case .shorts(let view): for row in 0..<rows.count { to[row] = Double(view.base[start &+ row]) / divisor }
            case .words(let view): for row in 0..<rows.count { to[row] = Double(view.base[start &+ row]) / divisor }
            case .doubles(let view): for row in 0..<rows.count { to[row] = view.base[start &+ row] }
            case .repeated(let number, _): for row in 0..<rows.count { to[row] = number }
            }
            filled = rows.count
        }
    }

    private static func states(_ states: View<UInt8>, _ rows: Range<Int>) -> [CellState] {
        rows.map { CellState(rawValue: states[$0]) ?? .unknown }
    }
}
