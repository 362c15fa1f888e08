import Columnar
import EventModel
import Plan

/// Numbers the values of a key, over all the columns in which they come: of dyads and pairs by the numbers of their
/// sides, so that no text is made of any.
final class KeyNumbers {
    private let values = ValueCodes()
    /// By both sides' codes, the code of the pair.
    private var pairs = CodeMap()
    private let isOfPairs: Bool

    /// - Parameters:
    ///   - event: the key of the events.
    ///   - outer: what it is to be equal to.
    init(_ event: Expression, equals outer: Expression) {
        if let one = Self.sides(event), let other = Self.sides(outer) {
            isOfPairs = one.isDirected == other.isDirected && one.isOfCountries == other.isOfCountries
        } else {
            isOfPairs = false
        }
    }

    /// The numbers of a key; nil where some cell is one of several values.
    func cells(
        _ expression: Expression, _ evaluate: (Expression) throws(RunError) -> Column
    ) throws(RunError) -> KeyCells? {
        guard isOfPairs else {
            let column = try evaluate(expression)
            return column.hasAlternatives ? nil : values.cells(column, expression.type, equalsNone: true)
        }
        guard let (sides, isDirected, _) = Self.sides(expression) else { return nil }
        var codes: [[UInt32]] = []
        for side in sides {
            let column = try evaluate(side)
            guard case .coded = column else { return nil }
            codes.append(values.cells(column, side.type, equalsNone: false).codes)
        }
        return paired(codes[0], codes[1], isDirected)
    }

    /// What is not known of one side, and a side that there is not, make an unknown pair.
    private func paired(_ one: [UInt32], _ two: [UInt32], _ isDirected: Bool) -> KeyCells {
        var cells = KeyCells(codes: one)
        var unknown = Bits(count: one.count)
        for row in one.indices {
            if row & (Stop.piece - 1) == 0, Stop.isWanted { return .nothing(one.count) }
            let (first, second) = (one[row], two[row])
            if first == KeyCells.nothing || second == KeyCells.nothing {
                cells.codes[row] = KeyCells.nothing
                unknown[row] = true
                continue
            }
            let isTurned = !isDirected && second < first
            let pair = isTurned ? UInt64(second) << 32 | UInt64(first) : UInt64(first) << 32 | UInt64(second)
            cells.codes[row] = pairs.code(of: pair, orNew: UInt32(pairs.count))
        }
        if !unknown.isEmpty { cells.unknown = unknown }
        return cells
    }

    /// Both sides of a dyad or pair of single actors; nil of anything else.
    static func sides(
        _ expression: Expression
    ) -> (sides: [Expression], isDirected: Bool, isOfCountries: Bool)? {
        guard case .call(let function, let arguments) = expression.node, arguments.count == 2, !expression.type.isList,
            let (isDirected, isOfCountries) = function.dyad, !arguments.contains(where: \.type.isList)
        else { return nil }
        let sides = arguments.map { isOfCountries ? Expression(.call(.country, [$0]), .actor) : $0 }
        return (sides, isDirected, isOfCountries)
    }
}

extension Column {
    /// Whether some cell is one of several values, it is not known which.
    var hasAlternatives: Bool { asList?.alternatives.map { !$0.isEmpty } ?? false }
}
