extension StoredNumbers {
    /// The rows of `start ..< start + count` whose number stands so to a constant, whatever their states: found in the
    /// width in which the numbers are stored.
    package func rows(_ test: NumberTest, _ constant: Double, start: Int, count: Int) -> Bits {
        precondition(start >= 0 && count >= 0 && count <= self.count - start, "rows lie within the column")
        switch values {
        case .bytes(let view): return integers(test, constant, UnsafeRawPointer(view.base + start), Int8.self, count)
        case .shorts(let view): return integers(test, constant, UnsafeRawPointer(view.base + start), Int16.self, count)
        case .words(let view): return integers(test, constant, UnsafeRawPointer(view.base + start), Int32.self, count)
        case .doubles(let view): return Bits(test, view.base + start, count: count, constant: constant)
        case .repeated(let number, _): return Bits(count: count, repeating: test.holds(number, constant))
        }
    }

    /// Integers that pass are those from one on, or through one: a range of the same numbers read without a sign.
    private func integers<Stored: FixedWidthInteger & SignedInteger>(
        _ test: NumberTest, _ constant: Double, _ values: UnsafeRawPointer, _ type: Stored.Type, _ count: Int
    ) -> Bits where Stored.Magnitude: RangeTested {
        guard let passing = passing(test, constant, Stored.self) else { return Bits(count: count) }
        let low = Stored.Magnitude(truncatingIfNeeded: passing.lowerBound)
        let span = Stored.Magnitude(truncatingIfNeeded: passing.upperBound) &- low
        return Bits(
            ranges: [(low: low, span: span)], values.assumingMemoryBound(to: Stored.Magnitude.self), count)
    }

    /// The integers whose quotient passes; nil: none. A quotient never falls where the integer grows, so that they are
    /// found by halving.
    private func passing<Stored: FixedWidthInteger & SignedInteger>(
        _ test: NumberTest, _ constant: Double, _ type: Stored.Type
    ) -> ClosedRange<Stored>? {
        let (least, most) = (Int(Stored.min), Int(Stored.max))
        func passes(_ integer: Int) -> Bool { test.holds(Double(integer) / divisor, constant) }
        let isFromBelow = test == .less || test == .lessOrEqual
        guard passes(isFromBelow ? least : most) else { return nil }
        if passes(isFromBelow ? most : least) { return Stored.min...Stored.max }
        // One passes, the other does not.
        var (yes, no) = isFromBelow ? (least, most) : (most, least)
        while abs(yes - no) > 1 {
            let middle = (yes + no) >> 1
            if passes(middle) { yes = middle } else { no = middle }
        }
        guard let end = Stored(exactly: yes) else { return nil }
        return isFromBelow ? Stored.min...end : end...Stored.max
    }
}
