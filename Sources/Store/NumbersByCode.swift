import Columnar

/// Numbers that go with the codes of another column, as the tone of an article is that of every event in it: one for
/// each code, and the rows that have another.
package struct NumbersByCode: Sendable {
    /// By entry of the dictionary; 0 for one that no row has.
    package private(set) var values: [Double]
    /// Rows whose number is not that of their code, rising.
    package private(set) var rows: [UInt32] = []
    package private(set) var others: [Double] = []

    /// nil where this would not take much less room than the numbers themselves.
    ///
    /// - Parameters:
    ///   - codeCount: codes there are, the two that stand for no text among them.
    ///   - cell: of a row its code and its number.
    package init?(rowCount: Int, codeCount: Int, _ cell: (Int) -> (code: UInt32, number: Double)) {
        let first = Int(CodedColumn.firstCode)
        guard rowCount <= Int(UInt32.max), codeCount >= first, codeCount < rowCount / 2 else { return nil }
        values = [Double](repeating: 0, count: codeCount - first)
        var isSet = [Bool](repeating: false, count: values.count)
        for row in 0..<rowCount {
            let (code, number) = cell(row)
            let entry = Int(code) - first
            if entry >= 0, !isSet[entry] {
                isSet[entry] = true
                values[entry] = number
            } else if entry < 0 || values[entry].bitPattern != number.bitPattern {
                if rows.count >= rowCount / 16 { return nil }
                rows.append(UInt32(truncatingIfNeeded: row))
                others.append(number)
            }
        }
    }
}

/// Where they lie.
package struct NumbersByCodePlan: Sendable {
    package var entryCount: Int
    package var values: BlockReference
    package var exceptionCount: Int
    package var rows: BlockReference
    package var others: BlockReference

    package init(
        entryCount: Int, values: BlockReference, exceptionCount: Int, rows: BlockReference, others: BlockReference
    ) {
        self.entryCount = entryCount
        self.values = values
        self.exceptionCount = exceptionCount
        self.rows = rows
        self.others = others
    }
}

extension ColumnWriter {
    /// Writes a column of numbers by the codes of another column of the segment; nil where that takes too much room.
    mutating func plan(_ column: StoredColumn, by codes: StoredColumn, _ plan: ColumnPlan) throws(StoreError)
        -> ColumnPlan?
    {
        guard case .codes = plan, case .coded(let codes, let dictionary) = codes, case .numbers(let numbers) = column,
            numbers.states == nil, case .doubles(let view) = numbers.values
        else { return nil }
        let wide = codes.widened(0..<codes.count)
        let found = NumbersByCode(rowCount: view.count, codeCount: dictionary.codeCount) { (wide[$0], view.base[$0]) }
        return try found.map { found throws(StoreError) in .numbersByCode(codes: plan, try blocks.plan(found)) }
    }
}

extension ColumnLoader {
    func numbers(
        _ plan: NumbersByCodePlan, by codes: StoredCodes, count: Int, part: String
    ) throws(StoreError) -> StoredColumn {
        let damage = StoreError.damaged(path: file.path, part: part)
        let values = try file.view(plan.values, of: Double.self, count: plan.entryCount, part: part)
        let rows = try file.view(plan.rows, of: UInt32.self, count: plan.exceptionCount, part: part)
        let others = try file.view(plan.others, of: Double.self, count: plan.exceptionCount, part: part)
        let first = CodedColumn.firstCode
        guard codes.count == count, codes.largest < UInt32(clamping: plan.entryCount + Int(first)) else { throw damage }
        let wide = codes.widened(0..<count)
        var numbers = wide.map { $0 < first ? 0 : values.base[Int($0 - first)] }
        for index in 0..<rows.count {
            guard rows[index] < count else { throw damage }
            numbers[Int(rows[index])] = others[index]
        }
        return .numbers(StoredNumbers(.doubles(View(numbers)), states: nil))
    }
}
