/// Orders of two numbers, as kernels test them.
package enum NumberTest: Hashable, Sendable, CaseIterable {
    case less, lessOrEqual, greater, greaterOrEqual

    package func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

extension Bits {
    /// The rows of `values[start ..< start + count]` that stand so to a constant.
    package init(_ test: NumberTest, _ values: [Double], start: Int, count: Int, constant: Double) {
        precondition(start >= 0 && count >= 0 && count <= values.count - start, "rows lie within the column")
        self = values.withUnsafeBufferPointer { values in
            values.baseAddress.map { Bits(test, $0 + start, count: count, constant: constant) } ?? Bits(count: count)
        }
    }

    init(_ test: NumberTest, _ values: UnsafePointer<Double>, count: Int, constant: Double) {
        self.init(count: count) { bytes in
            switch test {
            case .less: for row in 0..<count { bytes[row] = values[row] < constant ? 1 : 0 }
            case .lessOrEqual: for row in 0..<count { bytes[row] = values[row] <= constant ? 1 : 0 }
            case .greater: for row in 0..<count { bytes[row] = values[row] > constant ? 1 : 0 }
            case .greaterOrEqual: for row in 0..<count { bytes[row] = values[row] >= constant ? 1 : 0 }
            }
        }
    }

    /// The rows whose value in one array stands so to that in another.
    package init(
        _ test: NumberTest, _ left: [Double], start: Int, _ right: [Double], rightStart: Int, count: Int
    ) {
        self = left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                Bits(count: count) { bytes in
                    switch test {
                    case .less:
                        for row in 0..<count { bytes[row] = left[start &+ row] < right[rightStart &+ row] ? 1 : 0 }
                    case .lessOrEqual:
                        for row in 0..<count { bytes[row] = left[start &+ row] <= right[rightStart &+ row] ? 1 : 0 }
                    case .greater:
                        for row in 0..<count { bytes[row] = left[start &+ row] > right[rightStart &+ row] ? 1 : 0 }
                    case .greaterOrEqual:
                        for row in 0..<count { bytes[row] = left[start &+ row] >= right[rightStart &+ row] ? 1 : 0 }
                    }
                }
            }
        }
    }

    /// The rows whose cell is in a given state.
    package init(_ state: CellState, _ states: [CellState], start: Int, count: Int) {
        self = states.withUnsafeBufferPointer { states in
            Bits(count: count) { bytes in
                let wanted = state.rawValue
                for row in 0..<count { bytes[row] = states[start &+ row].rawValue == wanted ? 1 : 0 }
            }
        }
    }
}
