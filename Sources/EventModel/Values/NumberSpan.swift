/// A number of which only the bounds may be known; both bounds are included and `low <= high`.
///
/// An exact number has equal bounds. `high` is `.infinity` where a source says "at least".
package struct NumberSpan: Hashable, Sendable {
    package var low: Double
    package var high: Double

    package init(_ low: Double, _ high: Double) {
        self.low = low
        self.high = high
    }

    package init(_ exact: Double) { self.init(exact, exact) }

    package var isExact: Bool { low == high }

    /// The middle, by which spans sort; an open end counts as the known end.
    package var middle: Double {
        if low.isInfinite { return high.isInfinite ? 0 : high }
        return high.isInfinite ? low : low / 2 + high / 2
    }
}

/// A sum of money in one currency (an upper-case ISO 4217 code); sums in two currencies never add or compare.
package struct Money: Hashable, Sendable {
    package var amount: NumberSpan
    package var currency: String

    package init(_ amount: NumberSpan, _ currency: String) {
        self.amount = amount
        self.currency = currency
    }
}
