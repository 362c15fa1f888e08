import Columnar
import Synchronization

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
    /// The numbers of all rows.
    func numbers(
        _ plan: NumbersByCodePlan, by codes: StoredCodes, count: Int, part: String
    ) throws(StoreError) -> StoredColumn {
        guard codes.largest < UInt32(clamping: plan.entryCount + Int(CodedColumn.firstCode)) else {
            throw .damaged(path: file.path, part: part)
        }
        let spread = try SpreadNumbers(plan, by: codes, count: count, file, part)
        spread.make(0..<count)
        return spread.column
    }

    /// The same, each stretch of rows made when it is checked, since many questions read few of them.
    func numbersInParts(
        _ plan: NumbersByCodePlan, by codes: (codes: StoredCodes, limit: UInt32, check: RowCheck), count: Int,
        part: String
    ) throws(StoreError) -> (column: StoredColumn, check: RowCheck)? {
        guard Int(codes.limit) == plan.entryCount + Int(CodedColumn.firstCode) else { return nil }
        let spread = try SpreadNumbers(plan, by: codes.codes, count: count, file, part)
        let check = RowCheck(rowCount: count, stretch: SpreadNumbers.stretch) { rows in
            guard codes.check.isSound(rows) else { return false }
            spread.make(rows)
            return true
        }
        return (spread.column, check)
    }
}

/// Numbers that are stored by the codes of another column, in memory of our own: one for each row, made when somebody is
/// to read it.
private final class SpreadNumbers: Sendable {
    /// Rows that are made together.
    static let stretch = 1 << 12

    let column: StoredColumn
    private let codes: StoredCodes
    private let values: View<Double>
    /// Rows with a number of their own, rising, and these.
    private let rows: View<UInt32>
    private let others: View<Double>
    private let memory: Memory
    /// Which stretches are made, a bit each: who makes one keeps the others from it.
    private let made: [Made]

    private final class Made: Sendable { let stretches = Mutex<UInt64>(0) }

    /// - Parameter codes: of a dictionary of as many entries as there are numbers, or checked to be within them before
    ///   their rows are made.
    init(
        _ plan: NumbersByCodePlan, by codes: StoredCodes, count: Int, _ file: StoreFile, _ part: String
    ) throws(StoreError) {
        values = try file.view(plan.values, of: Double.self, count: plan.entryCount, part: part)
        rows = try file.view(plan.rows, of: UInt32.self, count: plan.exceptionCount, part: part)
        others = try file.view(plan.others, of: Double.self, count: plan.exceptionCount, part: part)
        self.codes = codes
        memory = Memory(byteCount: count * MemoryLayout<Double>.stride)
        let rows = rows
        guard let view = View<Double>(memory, offset: 0, count: count),
            (1..<max(1, rows.count)).allSatisfy({ rows[$0 - 1] < rows[$0] }),
            rows.count == 0 || Int(rows[rows.count - 1]) < count
        else { throw .damaged(path: file.path, part: part) }
        column = .numbers(StoredNumbers(.doubles(view)))
        made = (0...count / (64 * Self.stretch)).map { _ in Made() }
    }

    /// Makes the stretches in which some rows lie, as far as nobody has.
    func make(_ rows: Range<Int>) {
        if rows.isEmpty { return }
        for stretch in rows.lowerBound / Self.stretch...(rows.upperBound - 1) / Self.stretch {
            made[stretch / 64].stretches.withLock { made in
                let bit = 1 << UInt64(stretch % 64) as UInt64
                if made & bit != 0 { return }
                let first = stretch * Self.stretch
                spread(first..<min(codes.count, first + Self.stretch))
                made |= bit
            }
        }
    }

    private func spread(_ range: Range<Int>) {
        let numbers = UnsafeMutableRawPointer(mutating: memory.start).assumingMemoryBound(to: Double.self)
        switch codes {
        case .bytes(let view): Self.spread(range, view, values, numbers)
        case .shorts(let view): Self.spread(range, view, values, numbers)
        case .words(let view): Self.spread(range, view, values, numbers)
        case .repeated, .counting:
            Self.spread(0..<range.count, View(codes.widened(range)), values, numbers + range.lowerBound)
        }
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(rows.base[middle]) < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        while low < rows.count, Int(rows.base[low]) < range.upperBound {
            numbers[Int(rows.base[low])] = others.base[low]
            low += 1
        }
    }

    @inline(__always)
    private static func spread<Code: FixedWidthInteger>(
        _ range: Range<Int>, _ codes: View<Code>, _ values: View<Double>, _ numbers: UnsafeMutablePointer<Double>
    ) {
        let first = Int(CodedColumn.firstCode)
        for row in range {
            let entry = Int(codes.base[row]) - first
            // Codes were checked; a file that is written over between that and now is told when the question ends.
            numbers[row] = entry < 0 || entry >= values.count ? 0 : values.base[entry]
        }
    }
}
