import Columnar
import EventModel
import Plan

/// Comparisons of columns of numbers or durations with each other and with constants.
enum NumberComparison {
    /// One side: bounds of a column, or of a constant.
    private enum Side {
        case column(NumberColumn, start: Int)
        case constant(NumberSpan)

        init?(_ vector: Vector) {
            switch vector {
            case .column(.number(let column), let start): self = .column(column, start: start)
            case .constant(.number(let span)), .constant(.duration(let span)): self = .constant(span)
            case .column, .constant: return nil
            }
        }

        var isExact: Bool {
            switch self {
            case .column(let column, _): column.high == nil
            case .constant(let span): span.isExact
            }
        }

        /// The lower or upper bounds.
        func bounds(high: Bool) -> Bounds {
            switch self {
            case .column(let column, let start): .array(high ? column.high ?? column.low : column.low, start)
            case .constant(let span): .one(high ? span.high : span.low)
            }
        }

        func rows(_ state: CellState, _ count: Int) -> Bits? {
            guard case .column(let column, let start) = self else { return nil }
            return Column.number(column).rows(state, start: start, count: count)
        }
    }

    private enum Bounds {
        case array([Double], Int)
        case one(Double)
    }

    /// The same of exact numbers that all are known, as they are stored, and one number.
    static func mask(
        _ comparison: Comparison, _ numbers: StoredNumbers, _ constant: Double, start: Int, count: Int
    ) -> TruthMask {
        func rows(_ test: NumberTest) -> Bits { numbers.rows(test, constant, start: start, count: count) }
        switch comparison {
        case .less: return TruthMask(certain: rows(.less))
        case .lessOrEqual: return TruthMask(certain: rows(.lessOrEqual))
        case .greater: return TruthMask(certain: rows(.greater))
        case .greaterOrEqual: return TruthMask(certain: rows(.greaterOrEqual))
        case .equal: return TruthMask(certain: rows(.lessOrEqual) & rows(.greaterOrEqual))
        case .notEqual: return TruthMask(certain: ~(rows(.lessOrEqual) & rows(.greaterOrEqual)))
        }
    }

    /// nil where the sides are not both numbers, or both constant.
    static func mask(_ comparison: Comparison, _ left: Vector, _ right: Vector, count: Int) -> TruthMask? {
        guard let left = Side(left), let right = Side(right) else { return nil }
        if case .constant = left, case .constant = right { return nil }
        if comparison == .notEqual { return mask(.equal, left, right, count).map { !$0 } }
        return mask(comparison, left, right, count)
    }

    private static func mask(_ comparison: Comparison, _ left: Side, _ right: Side, _ count: Int) -> TruthMask? {
        let isExact = left.isExact && right.isExact
        func test(_ test: NumberTest, _ high: Bool, _ otherHigh: Bool) -> Bits {
            Self.rows(test, left.bounds(high: high), right.bounds(high: otherHigh), count)
        }
        var mask: TruthMask
        switch comparison {
        case .less:
            mask = TruthMask(certain: test(.less, true, false), possible: isExact ? nil : test(.less, false, true))
        case .lessOrEqual:
            mask = TruthMask(
                certain: test(.lessOrEqual, true, false), possible: isExact ? nil : test(.lessOrEqual, false, true))
        case .greater:
            mask = TruthMask(
                certain: test(.greater, false, true), possible: isExact ? nil : test(.greater, true, false))
        case .greaterOrEqual:
            mask = TruthMask(
                certain: test(.greaterOrEqual, false, true),
                possible: isExact ? nil : test(.greaterOrEqual, true, false))
        case .equal, .notEqual:
            let possible = test(.lessOrEqual, false, true) & test(.greaterOrEqual, true, false)
            // Equal beyond doubt: no number of the one is less or greater than any of the other.
            let certain = isExact ? possible : test(.lessOrEqual, true, false) & test(.greaterOrEqual, false, true)
            mask = TruthMask(certain: certain & possible, possible: isExact ? nil : possible)
        }
        return withStates(mask, comparison, left, right, count)
    }

    /// Unknown on either side is maybe; none is no, save that none equals none.
    private static func withStates(
        _ mask: TruthMask, _ comparison: Comparison, _ left: Side, _ right: Side, _ count: Int
    ) -> TruthMask {
        var mask = mask
        let nones = (left.rows(.none, count), right.rows(.none, count))
        let unknowns = (left.rows(.unknown, count), right.rows(.unknown, count))
        if nones.0 == nil && nones.1 == nil && unknowns.0 == nil && unknowns.1 == nil { return mask }
        let empty = Bits(count: count)
        let (leftNone, rightNone) = (nones.0 ?? empty, nones.1 ?? empty)
        let same = comparison == .equal ? leftNone & rightNone : empty
        let unknown = (unknowns.0 ?? empty) | (unknowns.1 ?? empty)
        let special = leftNone | rightNone | unknown
        mask = TruthMask(
            certain: (mask.certain - special) | (same - unknown),
            possible: (mask.possible - special) | (same - unknown) | unknown)
        return mask
    }

    private static func rows(_ test: NumberTest, _ left: Bounds, _ right: Bounds, _ count: Int) -> Bits {
        switch (left, right) {
        case (.array(let values, let start), .one(let constant)):
            return Bits(test, values, start: start, count: count, constant: constant)
        case (.one(let constant), .array(let values, let start)):
            return Bits(test.turned, values, start: start, count: count, constant: constant)
        case (.array(let one, let start), .array(let other, let otherStart)):
            return Bits(test, one, start: start, other, rightStart: otherStart, count: count)
        case (.one, .one): return Bits(count: count)
        }
    }
}

extension NumberTest {
    fileprivate var turned: NumberTest {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
