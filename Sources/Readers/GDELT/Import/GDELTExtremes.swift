import EventModel

/// Between what the values of the columns of some rows lie: that settles how wide they are stored.
struct GDELTExtremes {
    struct Bounds<Number: FixedWidthInteger> {
        var low = Number.max
        var high = Number.min

        mutating func join(_ other: Bounds) {
            low = min(low, other.low)
            high = max(high, other.high)
        }
    }

    /// In the order of `codeOffsets`.
    var codes = [Bounds<UInt32>](repeating: Bounds(), count: GDELTExtremes.codeOffsets.count)
    /// Earliest day, latest day, day on which it was known.
    var days = [Bounds<DayNumber>](repeating: Bounds(), count: 3)
    /// Mentions, sources, articles.
    var numbers = [Bounds<Int32>](repeating: Bounds(), count: 3)
    var kind = Bounds<UInt16>()
    /// Whether the tone is stored as it is: some is no number of few decimals, and all are known.
    var toneIsPlain = false
    var toneIsUnknown = false

    private typealias Row = GDELTStoredRow

    static let codeOffsets: [Int] = [
        MemoryLayout<Row>.offset(of: \.actor), MemoryLayout<Row>.offset(of: \.actorName),
        MemoryLayout<Row>.offset(of: \.target), MemoryLayout<Row>.offset(of: \.targetName),
        MemoryLayout<Row>.offset(of: \.place), MemoryLayout<Row>.offset(of: \.actorPlace),
        MemoryLayout<Row>.offset(of: \.targetPlace), MemoryLayout<Row>.offset(of: \.url),
        MemoryLayout<Row>.offset(of: \.added),
    ].map { $0 ?? 0 }
    static let dayOffsets: [Int] = [
        MemoryLayout<Row>.offset(of: \.first), MemoryLayout<Row>.offset(of: \.last),
        MemoryLayout<Row>.offset(of: \.known),
    ].map { $0 ?? 0 }
    static let numberOffsets: [Int] = [
        MemoryLayout<Row>.offset(of: \.mentions), MemoryLayout<Row>.offset(of: \.sources),
        MemoryLayout<Row>.offset(of: \.articles),
    ].map { $0 ?? 0 }
    static let kindOffset = MemoryLayout<Row>.offset(of: \.kind) ?? 0
    static let toneOffset = MemoryLayout<Row>.offset(of: \.tone) ?? 0
    static let rootOffset = MemoryLayout<Row>.offset(of: \.isRoot) ?? 0
    static let idOffset = MemoryLayout<Row>.offset(of: \.id) ?? 0

    init() {}

    init(_ rows: UnsafePointer<GDELTStoredRow>, _ count: Int) {
        let bytes = UnsafeRawPointer(rows)
        for (index, offset) in Self.codeOffsets.enumerated() { codes[index] = Self.bounds(bytes + offset, count) }
        for (index, offset) in Self.dayOffsets.enumerated() { days[index] = Self.bounds(bytes + offset, count) }
        for (index, offset) in Self.numberOffsets.enumerated() { numbers[index] = Self.bounds(bytes + offset, count) }
        kind = Self.bounds(bytes + Self.kindOffset, count)
        for row in 0..<count {
            let tone = rows[row].tone
            if tone.isNaN {
                toneIsUnknown = true
            } else if !toneIsPlain {
                // Three decimals at most, as stored numbers may have.
                let whole = (tone * 1_000).rounded()
                toneIsPlain = Int32(exactly: whole) == nil || whole / 1_000 != tone
            }
        }
    }

    mutating func join(_ other: GDELTExtremes) {
        for index in codes.indices { codes[index].join(other.codes[index]) }
        for index in days.indices { days[index].join(other.days[index]) }
        for index in numbers.indices { numbers[index].join(other.numbers[index]) }
        kind.join(other.kind)
        toneIsPlain = toneIsPlain || other.toneIsPlain
        toneIsUnknown = toneIsUnknown || other.toneIsUnknown
    }

    @inline(__always)
    private static func bounds<Number: FixedWidthInteger & BitwiseCopyable>(
        _ from: UnsafeRawPointer, _ count: Int
    ) -> Bounds<Number> {
        var (low, high) = (Number.max, Number.min)
        for row in 0..<count {
            let value = from.load(fromByteOffset: row &* MemoryLayout<GDELTStoredRow>.stride, as: Number.self)
            low = min(low, value)
            high = max(high, value)
        }
        return Bounds(low: low, high: high)
    }
}
