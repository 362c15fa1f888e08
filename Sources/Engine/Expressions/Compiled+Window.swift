import Columnar
import EventModel
import Plan

extension Compiled {
    /// A function of neighbouring rows: the batch is all rows in their order. Unseen rows are passed over and get
    /// unknown.
    func window(_ function: WindowFunction, _ batch: Batch) -> Column {
        let argument = children[0].vector(batch).column(count: batch.rowCount, type: children[0].type)
        let order = batch.visible?.rows ?? Array(0..<batch.rowCount)
        switch function {
        case .previous: return neighbours(argument, order, -distance(batch), batch.rowCount)
        case .next: return neighbours(argument, order, distance(batch), batch.rowCount)
        case .cumulative: return sums(argument, order, batch.rowCount)
        case .movingMean: return means(argument, order, length: distance(batch), batch.rowCount)
        case .rank: return ranks(argument, order, batch.rowCount)
        }
    }

    /// The constant second argument; 1 where there is none.
    private func distance(_ batch: Batch) -> Int {
        guard children.count > 1, let span = children[1].constantValue?.span, span.low.isFinite else { return 1 }
        return Int(max(-2_147_483_648, min(2_147_483_647, span.low)))
    }

    private func neighbours(_ column: Column, _ order: [Int], _ offset: Int, _ count: Int) -> Column {
        var rows = [Int](repeating: -1, count: count)
        _ = Stop.pieces(order.indices) { places in
            for place in places where order.indices.contains(place + offset) {
                rows[order[place]] = order[place + offset]
            }
        }
        return column.gathering(rows, type: type)
    }

    private func sums(_ column: Column, _ order: [Int], _ count: Int) -> Column {
        var values = [Value](repeating: .unknown, count: count)
        var sum = RunningSum()
        _ = Stop.pieces(order.indices) { places in
            for row in order[places] {
                sum.add(column.value(at: row, type: type))
                values[row] = sum.sum(type)
            }
        }
        return Column(values, type: type)
    }

    private func means(_ column: Column, _ order: [Int], length: Int, _ count: Int) -> Column {
        var values = [Value](repeating: .unknown, count: count)
        guard length > 0 else { return Column(values, type: type) }
        var summed = 0
        for (place, row) in order.enumerated() where place >= length - 1 {
            summed += length
            if summed >= Stop.piece {
                if Stop.isWanted { break }
                summed = 0
            }
            // Summed anew: taking off what leaves the window would leave its rounding behind.
            var sum = RunningSum()
            for earlier in order[(place - length + 1)...place] { sum.add(column.value(at: earlier, type: type)) }
            values[row] = sum.mean(type)
        }
        return Column(values, type: type)
    }

    private func ranks(_ column: Column, _ order: [Int], _ count: Int) -> Column {
        let keys = ValueOrder(catalog: context.catalog).ranks(column, type: children[0].type, isDescending: true)
        if keys.count < count { return .hollow(count, type) }
        let known = Stop.sorted(order.lazy.filter { keys[$0] < ValueOrder.none }) { keys[$0] < keys[$1] }
        var low = [Double](repeating: 0, count: count)
        var states = [CellState](repeating: .unknown, count: count)
        for (place, row) in known.enumerated() {
            let isTie = place > 0 && keys[known[place - 1]] == keys[row]
            low[row] = isTie ? low[known[place - 1]] : Double(place + 1)
            states[row] = .known
        }
        return .number(NumberColumn(low: low, states: states.contains { $0 != .known } ? states : nil))
    }
}
