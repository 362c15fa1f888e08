/// The answer to a condition when not everything is known: no, maybe or yes (strong Kleene logic).
package enum Truth: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    case no = 0
    case maybe = 1
    case yes = 2

    package init(_ value: Bool) { self = value ? .yes : .no }

    package static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }

    /// Yes only if both are, no if either is.
    package static func && (left: Truth, right: Truth) -> Truth { min(left, right) }

    /// Yes if either is, no only if both are.
    package static func || (left: Truth, right: Truth) -> Truth { max(left, right) }

    package static prefix func ! (value: Truth) -> Truth {
        switch value {
        case .no: .yes
        case .maybe: .maybe
        case .yes: .no
        }
    }
}
