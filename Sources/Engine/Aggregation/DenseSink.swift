import Columnar
import EventModel
import Plan

/// The group of each row that is gone through.
private protocol RowGroups { subscript(index: Int) -> Int { get } }

private struct OneGroup: RowGroups {
    let group: Int
    @inline(__always) subscript(index: Int) -> Int { group }
}

private struct ManyGroups: RowGroups {
    let groups: UnsafePointer<UInt32>
    @inline(__always) subscript(index: Int) -> Int { Int(groups[index]) }
}

private struct SumTaker<Groups: RowGroups>: RowTaker {
    let sums: UnsafeMutablePointer<ExactSum>
    let groups: Groups
    /// Not 0 where some number is an infinity.
    var infinities: UInt64 = 0

    @inline(__always)
    mutating func take(_ index: Int, _ number: Double, _ weight: UInt8) {
        let number = weight == 0 ? 0 : number
        infinities |= number.bitPattern &>> 52 & 0x7FF == 0x7FF ? 1 : 0
        sums[groups[index]].add(number)
    }
}

/// Finds the groups into which an infinity went.
private struct InfinityTaker<Groups: RowGroups>: RowTaker {
    let groups: Groups
    var found: Set<Int> = []

    mutating func take(_ index: Int, _ number: Double, _ weight: UInt8) {
        if weight != 0, !number.isFinite { found.insert(groups[index]) }
    }
}

private struct TableTaker<Groups: RowGroups>: RowTaker {
    let sums: UnsafeMutablePointer<ExactSum>
    let known: UnsafeMutablePointer<Int>
    let numbers: UnsafePointer<Double>
    let isUnknown: UnsafePointer<UInt8>
    let groups: Groups
    var unknown = 0

    @inline(__always)
    mutating func take(_ index: Int, _ code: Int, _ weight: UInt8) {
        let number = numbers[code]
        if number.isNaN {
            unknown &+= Int(weight & isUnknown[code])
            return
        }
        let group = groups[index]
        sums[group].add(weight == 0 ? 0 : number)
        known[group] &+= Int(weight)
    }
}

/// Of values whose codes are their numbers.
private struct DistinctCodeTaker<Groups: RowGroups>: RowTaker {
    let seen: UnsafeMutablePointer<UInt8>
    let size: Int
    let groups: Groups

    @inline(__always)
    mutating func take(_ index: Int, _ code: Int, _ weight: UInt8) {
        seen[groups[index] &* size &+ code] |= weight
    }
}

private struct DistinctTaker<Groups: RowGroups>: RowTaker {
    let seen: UnsafeMutablePointer<UInt8>
    let numbers: UnsafePointer<UInt32>
    let size: Int
    let groups: Groups
    var unknown = 0

    @inline(__always)
    mutating func take(_ index: Int, _ code: Int, _ weight: UInt8) {
        let number = Int(numbers[code])
        seen[groups[index] &* size &+ number] |= weight
        unknown &+= number == 0 ? Int(weight) : 0
    }
}

private struct WholeTaker: RowTaker {
    var sum = 0

    @inline(__always)
    mutating func take(_ index: Int, _ number: Int, _ weight: UInt8) { sum &+= number &* Int(weight) }
}

/// What one aggregate gathers of groups that are places of an array.
final class DenseSink {
    private enum What {
        /// The rows of the group, which are counted anyway.
        case rows
        /// A column of exact numbers.
        case column
        /// By the code of a column, a number.
        case table
        case distinct
    }

    private let what: What
    /// The column that is read; -1 of rows.
    private let place: Int
    private let dictionary: CodeDictionary?
    /// Of a table the numbers by code: not a number where it is not known, and then `isUnknown` is 0 where it is none.
    private let numbers = Slab<Double>()
    private let isUnknown = Slab<UInt8>()
    private let side: DenseSide?
    /// Of values to be told apart, their numbers by code.
    private let valueNumbers = Slab<UInt32>()
    private let valueCount: Int
    private let sums = Slab<ExactSum>()
    /// Rows of the group whose number is known, where not all are.
    private let known = Slab<Int>()
    private var unknownCount = 0
    /// Of values whose codes are their numbers, those in the batch at hand that are not known.
    private var unknownInBatch = 0
    /// A byte for each group and each number of the side.
    private let seen = Slab<UInt8>()
    /// Groups into which an infinity went.
    private var infinite: Set<Int> = []
    /// The column in the batch at hand.
    private var stored: StoredColumn?

    private init(_ what: What, place: Int = -1, _ dictionary: CodeDictionary? = nil, side: DenseSide? = nil) {
        self.what = what
        self.place = place
        self.dictionary = dictionary
        self.side = side
        valueCount = side?.size ?? 0
        if let side {
            valueNumbers.grow(to: side.dictionary.codeCount, zero: 0)
            for code in 0..<side.dictionary.codeCount {
                valueNumbers.start[code] = side.map?[code] ?? UInt32(truncatingIfNeeded: code)
            }
        }
    }

    static func rows() -> DenseSink { DenseSink(.rows) }

    /// A sum or mean; nil of what has no exact numbers.
    static func sum(_ argument: Compiled, _ batch: Batch) -> DenseSink? {
        guard argument.type == .number || argument.type == .duration else { return nil }
        if let place = argument.place {
            return batch.stored(place).hasPlainNumbers ? DenseSink(.column, place: place) : nil
        }
        guard let (place, dictionary) = argument.dictionaryColumn(batch),
            case .number(let column) = argument.table(dictionary, batch), column.high == nil,
            column.low.allSatisfy(\.isFinite)
        else { return nil }
        let sink = DenseSink(.table, place: place, dictionary)
        sink.numbers.grow(to: column.low.count, zero: .nan)
        sink.isUnknown.grow(to: column.low.count, zero: 0)
        for (code, number) in column.low.enumerated() {
            switch column.states?[code] ?? .known {
            case .known: sink.numbers.start[code] = number
            case .unknown: sink.isUnknown.start[code] = 1
            case .none: break
            }
        }
        return sink
    }

    static func distinct(_ argument: Compiled, _ batch: Batch) -> DenseSink? {
        DenseSide(argument, batch).map { DenseSink(.distinct, place: $0.place, $0.dictionary, side: $0) }
    }

    func grow(to groupCount: Int) {
        switch what {
        case .rows: break
        case .column: sums.grow(to: groupCount, zero: ExactSum())
        case .table:
            sums.grow(to: groupCount, zero: ExactSum())
            known.grow(to: groupCount, zero: 0)
        case .distinct: seen.grow(to: groupCount * valueCount, zero: 0)
        }
    }

    var byteCount: Int { sums.byteCount + known.byteCount + seen.byteCount }

    /// Whether the arrays of so many groups are not too large.
    func fits(_ groupCount: Int) -> Bool { what != .distinct || groupCount <= (1 << 26) / max(1, valueCount) }

    // MARK: Rows

    /// Makes ready for a batch; false where it is not stored so.
    func begin(_ batch: Batch, _ visible: Bits) -> Bool {
        guard what != .rows else { return true }
        let column = batch.stored(place)
        stored = column
        unknownInBatch = 0
        if what == .distinct, side?.map == nil, case .coded(let codes, _) = column {
            let unknown = CodeSet.stretches([CodedColumn.unknown...CodedColumn.unknown])
            unknownInBatch = (unknown.rows(of: codes, start: batch.start, count: batch.rowCount) & visible).population
        } else if what == .distinct, side?.map == nil, case .plain(.coded(let coded)) = column {
            let unknown = CodeSet.stretches([CodedColumn.unknown...CodedColumn.unknown])
            unknownInBatch =
                (unknown.rows(of: coded.codes, start: batch.start, count: batch.rowCount) & visible).population
        }
        return what == .column ? column.hasPlainNumbers : column.dictionary === dictionary
    }

    /// Whether what is by kind has every kind of some runs.
    func isReady(forKindsOf runs: RowRuns) -> Bool {
        what == .rows || what == .column || place != runs.kindColumn
            || dictionary.map { $0.codeCount > Int(runs.largestKind) } ?? false
    }

    /// Told when the batch that was begun has been taken in.
    func end() { unknownCount += unknownInBatch }

    /// - Parameter groups: the group of each row that is gone through.
    func add(_ rows: SelectedRows, _ groups: UnsafePointer<UInt32>) {
        if what != .rows { add(rows, to: ManyGroups(groups: groups)) }
    }

    /// Rows of one run, all of which go into one group.
    /// - Parameter population: how many of them are selected.
    func add(_ rows: SelectedRows, kind: Int, of runs: RowRuns, _ population: Int, to group: Int) {
        let isOfKind = place == runs.kindColumn
        switch what {
        case .rows: return
        case .table where isOfKind:
            let number = numbers.start[kind]
            if number.isNaN {
                unknownCount += population * Int(isUnknown.start[kind])
                return
            }
            sums.start[group].add(number, times: population)
            known.start[group] &+= population
        case .distinct where isOfKind:
            let number = Int(valueNumbers.start[kind])
            seen.start[group &* valueCount &+ number] = 1
            if number == Int(CodedColumn.unknown), side?.map != nil { unknownCount += population }
        case .column:
            // Whole numbers add up in any order, and many at once.
            if case .numbers(let numbers) = stored, numbers.divisor == 1, let sum = numbers.wholeSum(rows) {
                sums.start[group].add(Double(sum))
            } else {
                add(rows, to: OneGroup(group: group))
            }
        case .table, .distinct: add(rows, to: OneGroup(group: group))
        }
    }

    private func add(_ rows: SelectedRows, to groups: some RowGroups) {
        guard let stored else { return }
        // `begin` has seen to it that there are numbers, or codes, to give.
        switch what {
        case .rows: break
        case .column:
            var taker = SumTaker(sums: sums.start, groups: groups)
            _ = stored.giveNumbers(rows, to: &taker)
            if taker.infinities != 0 {
                var finder = InfinityTaker(groups: groups)
                _ = stored.giveNumbers(rows, to: &finder)
                infinite.formUnion(finder.found)
            }
        case .table:
            var taker = TableTaker(
                sums: sums.start, known: known.start, numbers: numbers.start, isUnknown: isUnknown.start,
                groups: groups)
            _ = stored.giveCodes(rows, to: &taker)
            unknownCount += taker.unknown
        case .distinct where side?.map == nil:
            var taker = DistinctCodeTaker(seen: seen.start, size: valueCount, groups: groups)
            _ = stored.giveCodes(rows, to: &taker)
        case .distinct:
            var taker = DistinctTaker(
                seen: seen.start, numbers: valueNumbers.start, size: valueCount, groups: groups)
            _ = stored.giveCodes(rows, to: &taker)
            unknownCount += taker.unknown
        }
    }

    // MARK: Putting together

    func isSame(as other: DenseSink) -> Bool {
        guard what == other.what, place == other.place, dictionary === other.dictionary else { return false }
        guard let side, let others = other.side else { return true }
        return side.isSame(as: others)
    }

    /// Adds a group of another; what is unknown comes with its first group.
    func merge(_ other: DenseSink, _ from: Int, into group: Int) {
        unknownCount += other.unknownCount
        other.unknownCount = 0
        if other.infinite.contains(from) { infinite.insert(group) }
        switch what {
        case .rows: break
        case .column: sums.start[group].add(other.sums.start[from])
        case .table:
            sums.start[group].add(other.sums.start[from])
            known.start[group] += other.known.start[from]
        case .distinct:
            let (to, from) = (seen.start + group * valueCount, other.seen.start + from * valueCount)
            for number in 0..<valueCount { to[number] |= from[number] }
        }
    }

    /// Hands over what was gathered of the groups in a list, whose numbers in the slot are `numbers`.
    /// - Parameter counts: rows of each of these groups.
    func empty(_ filled: [Int], _ numbers: [Int32], _ counts: [Int], into slot: AggregateSlot, isLast: Bool) {
        slot.addUnknown(unknownCount)
        switch what {
        case .rows: slot.rowCounter?.add(counts, to: numbers)
        case .column:
            slot.measures?.add(
                zip(filled, counts).map { (sums.start[$0], Double($1), infinite.contains($0)) }, to: numbers)
        case .table:
            slot.measures?.add(filled.map { (sums.start[$0], Double(known.start[$0]), false) }, to: numbers)
        case .distinct:
            guard let side else { return }
            let firstNumber = Int(CodedColumn.firstCode)
            slot.distinct?.add(
                filled.map { group in
                    UnsafeBufferPointer(
                        start: seen.start + group * side.size + firstNumber, count: max(0, side.size - firstNumber))
                }, to: numbers, isLast: isLast, value: { side.value(of: $0 + firstNumber) })
        }
    }
}

extension StoredNumbers {
    /// The sum of selected numbers that are whole and less than some thousand millions; nil of others.
    fileprivate func wholeSum(_ rows: SelectedRows) -> Int? {
        var taker = WholeTaker()
        switch values {
        case .bytes(let view): rows.give(view.base, to: &taker) { Int($0) }
        case .shorts(let view): rows.give(view.base, to: &taker) { Int($0) }
        case .words(let view): rows.give(view.base, to: &taker) { Int($0) }
        case .doubles, .repeated: return nil
        }
        return taker.sum
    }
}

extension StoredColumn {
    /// Whether every cell is an exact number that is known.
    fileprivate var hasPlainNumbers: Bool {
        switch self {
        case .numbers(let numbers): numbers.states == nil
        case .plain(.number(let column)): column.high == nil && column.states == nil
        case .plain, .coded, .days, .unknown: false
        }
    }
}
