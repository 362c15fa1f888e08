import Columnar
import EventModel
import Plan

/// Codes of dyads and pairs by the codes of both sides.
final class PairCoder {
    private let left: Compiled
    private let right: Compiled
    private let leftCoder: KeyCoder
    private let rightCoder: KeyCoder
    private let isDirected: Bool
    /// One more than the code of each pair in a square that is grown as codes come; pairs outside it are in `rest`.
    private var table: [UInt32] = []
    private var width = 0
    private var rest: [UInt64: UInt32] = [:]

    /// A square of 16 MiB.
    private static let widest = 2_048

    /// nil of an expression that is no dyad or pair of single actors.
    init?(_ expression: Expression, _ layout: Layout, _ context: Context) {
        guard case .call(let function, let arguments) = expression.node, arguments.count == 2, !expression.type.isList,
            let (isDirected, isOfCountries) = function.dyad
        else { return nil }
        self.isDirected = isDirected
        let sides = arguments.map { argument in
            isOfCountries ? Expression(.call(.country, [argument]), .actor) : argument
        }
        left = Compiled(sides[0], layout, context)
        right = Compiled(sides[1], layout, context)
        leftCoder = KeyCoder(sides[0].type)
        rightCoder = KeyCoder(sides[1].type)
    }

    /// nil where the sides are not columns of codes.
    func codes(_ batch: Batch, rows: [Int32], _ coder: KeyCoder) -> [UInt32]? {
        let (one, two) = (left.vector(batch), right.vector(batch))
        guard case .column(.coded, _) = one, case .column(.coded, _) = two else { return nil }
        let leftCodes = leftCoder.codes(one, rows: rows)
        let rightCodes = rightCoder.codes(two, rows: rows)
        grow()
        var result = [UInt32](repeating: 0, count: rows.count)
        for index in rows.indices {
            let (first, second) = (leftCodes[index], rightCodes[index])
            // Unknown or none on either side is an unknown pair.
            if first < CodedColumn.firstCode || second < CodedColumn.firstCode { continue }
            if Int(first) < width, Int(second) < width {
                let place = Int(first) &* width &+ Int(second)
                if table[place] == 0 { table[place] = code(first, second, coder) &+ 1 }
                result[index] = table[place] &- 1
            } else {
                let pair = UInt64(first) << 32 | UInt64(second)
                let code = rest[pair] ?? code(first, second, coder)
                rest[pair] = code
                result[index] = code
            }
        }
        return result
    }

    func denseSides(_ batch: Batch) -> DenseKey? {
        guard let one = DenseSide(left, batch), let two = DenseSide(right, batch) else { return nil }
        return DenseKey(sides: [one, two], isDirected: isDirected)
    }

    /// The code of a pair of values; unknown or none on either side is an unknown pair.
    func code(of one: Value, _ two: Value, _ coder: KeyCoder) -> UInt32 {
        guard let text = Scalars.joined(one.name, two.name, isDirected: isDirected) else { return CodedColumn.unknown }
        return coder.code(of: text)
    }

    private func code(_ first: UInt32, _ second: UInt32, _ coder: KeyCoder) -> UInt32 {
        let text = Scalars.joined(
            leftCoder.value(of: first).name, rightCoder.value(of: second).name, isDirected: isDirected)
        return coder.code(of: text ?? .unknown)
    }

    private func grow() {
        let needed = max(leftCoder.codeCount, rightCoder.codeCount)
        guard needed > width, width < Self.widest else { return }
        let wider = min(Self.widest, max(64, needed + needed / 2))
        var square = [UInt32](repeating: 0, count: wider * wider)
        for row in 0..<width {
            for column in 0..<width { square[row * wider + column] = table[row * width + column] }
        }
        (table, width) = (square, wider)
    }
}

extension ScalarFunction {
    /// Of a dyad or pair, whether its direction counts, and whether it is one of countries.
    var dyad: (isDirected: Bool, isOfCountries: Bool)? {
        switch self {
        case .dyad: (true, false)
        case .pair: (false, false)
        case .countryDyad: (true, true)
        case .countryPair: (false, true)
        case .lower, .upper, .length, .contains, .startsWith, .endsWith, .like, .mentions, .round, .abs, .log, .sqrt,
            .coalesce, .year, .month, .weekday, .days, .earliest, .latest, .start, .end, .precision, .country, .role,
            .name, .root, .quad, .goldstein, .label, .holder:
            nil
        }
    }
}
