import Columnar
import EventModel
import Plan

extension Rows {
    func sorted(_ keys: [SortKey], _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        if keys.contains(where: \.expression.hasWindow) { try rows.settleOrder(state) }
        var ranks: [[UInt64]] = []
        for key in keys { ranks.append(try rows.ranks(key.expression, isDescending: key.isDescending, state)) }
        rows.orderFirst(by: ranks)
        return rows
    }

    private func ranks(_ key: Expression, isDescending: Bool, _ state: RunState) throws(RunError) -> [UInt64] {
        try state.reserve(count, bytesEach: 8)
        let column = try evaluate(key, state)
        let texts = if case .coded(let coded) = column { coded.dictionary.count } else { 0 }
        try state.reserve(texts, bytesEach: TextOrder.bytesEach)
        defer { state.release(texts, bytesEach: TextOrder.bytesEach) }
        let ranks = state.telling(.comparing(values: count)) {
            ValueOrder(catalog: state.context.catalog).ranks(column, type: key.type, isDescending: isDescending)
        }
        try state.advance(by: 0)
        return ranks
    }

    func cut(skip: Int, take: Int?, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settle(state)
        try rows.keepFirst(take ?? Int.max, from: max(0, skip), state)
        return rows
    }

    /// The rows with the largest keys, of each group; rows whose key is not known stay out.
    func top(_ limit: Int, key: Expression, by groups: [Expression], _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settle(state)
        if key.hasWindow || !groups.isEmpty { try rows.settleOrder(state) }
        let ranks = try rows.ranks(key, isDescending: true, state)
        if groups.isEmpty {
            rows.orderFirst(by: [ranks])
            let known = ranks.indices.filter { ranks[$0] < ValueOrder.none }
            if known.count < rows.count { rows = try rows.selecting(known, state) }
            try rows.keepFirst(limit, from: 0, state)
            return rows
        }
        // Groups come in the order in which their first rows stand.
        let numbers = try rows.groupNumbers(groups, state)
        let order = try state.sorted(ranks.indices.filter { ranks[$0] < ValueOrder.none }) { left, right in
            if numbers[left] != numbers[right] { return numbers[left] < numbers[right] }
            return ranks[left] != ranks[right] ? ranks[left] < ranks[right] : left < right
        }
        var taken: [Int32: Int] = [:]
        let chosen = order.filter { row in
            taken[numbers[row], default: 0] += 1
            return taken[numbers[row], default: 0] <= limit
        }
        return try rows.selecting(chosen, state)
    }

    func distinct(_ keys: [Expression]?, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settle(state)
        try rows.settleOrder(state)
        let keys = keys ?? rows.fields.map { Expression(.column($0.name), $0.type) }
        let numbers = try rows.groupNumbers(keys, state)
        var next: Int32 = 0
        var chosen: [Int] = []
        // Groups are numbered as they occur: the first row of each has a number not met before.
        for (row, number) in numbers.enumerated() where number == next {
            chosen.append(row)
            next += 1
        }
        return try rows.selecting(chosen, state)
    }

    /// Drawn without replacement: each row is taken with the chance that leaves the right number in all (Knuth's S).
    func sample(_ size: Int, seed: UInt64, _ state: RunState) throws(RunError) -> Rows {
        var rows = self
        try rows.settle(state)
        try rows.settleOrder(state)
        var random = SplitMix(seed: seed)
        var wanted = min(size, rows.count)
        var chosen: [Int] = []
        for row in 0..<rows.count where wanted > 0 {
            if Int(random.next(below: UInt64(rows.count - row))) < wanted {
                chosen.append(row)
                wanted -= 1
            }
        }
        return try rows.selecting(chosen, state)
    }

    /// The number of the group of each row, groups being numbered as they occur. Lists are keys as they are.
    private func groupNumbers(_ keys: [Expression], _ state: RunState) throws(RunError) -> [Int32] {
        var columns: [KeyColumn] = []
        for key in keys { columns.append(KeyColumn(try evaluate(key, state), key.type)) }
        return try KeyColumn.groupNumbers(columns, count: count, state)
    }
}

/// A generator of random numbers that is the same everywhere (Steele, Lea and Flood 2014).
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Uniform from 0 to `bound` - 1; the bias of the multiplication is below 2^-32 for the bounds that rows have.
    mutating func next(below bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }
}
