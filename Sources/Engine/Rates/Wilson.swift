/// Wilson's interval of a share (E. B. Wilson 1927): between which shares chance alone would bring so many of so many.
///
/// It stays within 0 and 1 and is of use for few cases, where the common interval of the mean is not.
enum Wilson {
    /// The quantile of the normal distribution that leaves 2.5 % on either side.
    static let quantile = 1.959963984540054

    /// The bounds of 95 %; nil of no cases.
    static func interval(_ successes: Int, of cases: Int) -> (low: Double, high: Double)? {
        guard cases > 0 else { return nil }
        let count = Double(cases)
        let share = Double(successes) / count
        let square = quantile * quantile
        let middle = share + square / (2 * count)
        let half = quantile * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
        let whole = 1 + square / count
        // Of none and of all one bound is 0 or 1 but for rounding.
        return (
            successes == 0 ? 0 : max(0, (middle - half) / whole),
            successes == cases ? 1 : min(1, (middle + half) / whole)
        )
    }
}
