package import EventModel

/// The three-valued answer to a condition for every row of a batch, as two sets of bits.
///
/// `certain` are the rows of which it is yes, `possible` those of which it is yes or maybe, so that every Kleene
/// connective is one operation on words. Where nothing is maybe, `possible` is nil and costs nothing.
package struct TruthMask: Hashable, Sendable {
    package var certain: Bits
    private var maybe: Bits?

    package init(certain: Bits, possible: Bits? = nil) {
        self.certain = certain
        maybe = possible == certain ? nil : possible
    }

    package init(count: Int, repeating truth: Truth) {
        certain = Bits(count: count, repeating: truth == .yes)
        maybe = truth == .maybe ? Bits(count: count, repeating: true) : nil
    }

    package var count: Int { certain.count }
    package var possible: Bits { maybe ?? certain }
    package var isExact: Bool { maybe == nil }
    /// Whether the answer is no everywhere.
    package var isNowherePossible: Bool { maybe?.isEmpty ?? certain.isEmpty }

    package subscript(row: Int) -> Truth {
        if certain[row] { return .yes }
        return maybe?[row] == true ? .maybe : .no
    }

    package static func && (left: TruthMask, right: TruthMask) -> TruthMask {
        var both = left
        both.formAnd(right)
        return both
    }

    package static func || (left: TruthMask, right: TruthMask) -> TruthMask {
        var either = left
        either.formOr(right)
        return either
    }

    /// Becomes the answer to both conditions.
    package mutating func formAnd(_ other: TruthMask) {
        if maybe == nil, let others = other.maybe {
            maybe = certain & others
        } else {
            maybe?.formIntersection(other.possible)
        }
        certain.formIntersection(other.certain)
        if maybe == certain { maybe = nil }
    }

    /// Becomes the answer to either condition.
    package mutating func formOr(_ other: TruthMask) {
        if maybe == nil, let others = other.maybe { maybe = certain | others } else { maybe?.formUnion(other.possible) }
        certain.formUnion(other.certain)
        if maybe == certain { maybe = nil }
    }

    package static prefix func ! (mask: TruthMask) -> TruthMask {
        if mask.isExact { return TruthMask(certain: ~mask.certain) }
        return TruthMask(certain: ~mask.possible, possible: ~mask.certain)
    }
}
