/// Random numbers by SplitMix64: a stream is fixed by its seed alone.
struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number from 0 to `bound` - 1.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
    }

    /// A number from 0 to `bound` - 1 of which the low ones are far more likely: the cube of an even draw.
    mutating func lowBelow(_ bound: Int) -> Int {
        let part = Double(next() >> 11) * 0x1p-53
        return min(bound - 1, Int(part * part * part * Double(bound)))
    }

    /// True in `count` of 1,000 draws.
    mutating func happens(_ count: UInt64) -> Bool { ((next() >> 32) &* 1_000) >> 32 < count }
}

/// Draws a number in constant time, each as often as its weight says, to a 65,536th.
///
/// The table is never freed: it lives as long as the program.
struct Choice: @unchecked Sendable {
    // Written only in `init`; read by all threads afterwards.
    private let table: UnsafePointer<UInt16>

    init(weights: [Double]) {
        let size = 1 << 16
        let cells = UnsafeMutablePointer<UInt16>.allocate(capacity: size)
        let total = weights.reduce(0, +)
        var start = 0
        var sum = 0.0
        for (index, weight) in weights.enumerated() {
            sum += weight
            let end = index == weights.count - 1 ? size : Int(sum / total * Double(size))
            for cell in start..<max(start, end) { cells[cell] = UInt16(index) }
            start = max(start, end)
        }
        table = UnsafePointer(cells)
    }

    /// Ranks from 0, with weights that fall by Zipf's law.
    init(ranks: Int, exponent: Double) {
        self.init(weights: (1...ranks).map { power(Double($0), -exponent) })
    }

    func draw(_ random: inout Random) -> Int { Int(table[Int(random.next() >> 48)]) }
}
