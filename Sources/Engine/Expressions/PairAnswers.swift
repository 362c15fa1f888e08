import Columnar
import EventModel
import Plan

/// What a condition answers for the pairs of codes of two columns, each asked once, when it is met.
struct PairAnswers {
    let left: CodeDictionary
    let right: CodeDictionary
    /// 0 where a pair was not met, else one more than the truth's raw value.
    private var answers: [UInt8]

    /// Beyond so many pairs a table is dearer than what it saves.
    static let mostPairs = 1 << 22

    init(_ left: CodeDictionary, _ right: CodeDictionary) {
        self.left = left
        self.right = right
        answers = [UInt8](repeating: 0, count: left.codeCount * right.codeCount)
    }

    func isOf(_ left: CodeDictionary, _ right: CodeDictionary) -> Bool { self.left === left && self.right === right }

    /// The answers for rows of both columns; `answer` gives those of the first rows of the pairs not met before.
    mutating func mask(
        _ one: ArraySlice<UInt32>, _ two: ArraySlice<UInt32>, _ answer: ([Int]) -> [Truth]
    ) -> TruthMask {
        let count = one.count
        let width = right.codeCount
        var places = [Int](repeating: 0, count: count)
        var new: [Int] = []
        for row in 0..<count {
            let place = Int(one[one.startIndex &+ row]) &* width &+ Int(two[two.startIndex &+ row])
            places[row] = place
            if answers[place] == 0 {
                // Taken for maybe until all new pairs are asked, so that each is asked once.
                answers[place] = Truth.maybe.rawValue + 1
                new.append(row)
            }
        }
        if !new.isEmpty {
            for (row, truth) in zip(new, answer(new)) { answers[places[row]] = truth.rawValue + 1 }
        }
        let certain = Bits(count: count) { answers[places[$0]] == Truth.yes.rawValue + 1 }
        let possible = Bits(count: count) { answers[places[$0]] > Truth.no.rawValue + 1 }
        return TruthMask(certain: certain, possible: possible)
    }
}

extension Compiled {
    /// The answer of a test of exactly two coded columns, pair by pair; nil of other tests.
    func pairTruth(_ batch: Batch) -> TruthMask? {
        guard isTestOfPairs, !batch.isDictionary, let (first, second) = twoPlaces,
            batch.stored(first).dictionary != nil, batch.stored(second).dictionary != nil,
            case (.coded(let one), let start) = batch.column(first),
            case (.coded(let two), let otherStart) = batch.column(second),
            one.dictionary.codeCount <= PairAnswers.mostPairs / two.dictionary.codeCount,
            one.dictionary.codeCount * two.dictionary.codeCount <= 4 * batch.totalRows
        else { return nil }
        var table = pairs ?? PairAnswers(one.dictionary, two.dictionary)
        if !table.isOf(one.dictionary, two.dictionary) { table = PairAnswers(one.dictionary, two.dictionary) }
        // Taken out while it changes, so that it is not copied.
        pairs = nil
        defer { pairs = table }
        return table.mask(
            one.codes[start..<(start + batch.rowCount)], two.codes[otherStart..<(otherStart + batch.rowCount)]
        ) { rows in
            var columns = (0..<batch.columnCount).map { _ in Column.number(NumberColumn(low: [])) }
            columns[first] = Column.coded(one).gathering(rows.map { start + $0 }, type: .text)
            columns[second] = Column.coded(two).gathering(rows.map { otherStart + $0 }, type: .text)
            var few = Batch(columns, rowCount: rows.count)
            few.isDictionary = true
            let mask = computeTruth(few)
            return rows.indices.map { mask[$0] }
        }
    }

    /// Connectives ask their parts, which may be tests of one column each.
    private var isTestOfPairs: Bool {
        switch expression.node {
        case .compare, .within, .during, .call, .choose: true
        case .constant, .column, .linked, .disputed, .dated, .or, .and, .not, .certainly, .possibly, .isUnknown,
            .isNone,
            .arithmetic, .negate, .aggregate, .window, .rowCount:
            false
        }
    }
}
