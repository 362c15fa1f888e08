import Columnar

/// Sets of words, as lists in the order of the words.
struct SetCodes: Sendable {
    /// By the code of a set less the reserved ones, the codes of its words.
    private let words: [[UInt32]]
    private let dictionary: CodeDictionary

    init(_ sets: [[String]]) {
        let ordered = OrderedCodes(sets.flatMap(\.self))
        // The old code of a word is its place among the words of all sets.
        var next = CodedColumn.firstCode
        words = sets.map { set in
            defer { next += UInt32(set.count) }
            return (next..<next + UInt32(set.count)).map { ordered.code($0) }
        }
        dictionary = ordered.dictionary
    }

    func column(_ codes: [UInt32]) -> Column {
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(codes.count + 1)
        var states = [CellState](repeating: .known, count: codes.count)
        var values: [UInt32] = []
        for (row, code) in codes.enumerated() {
            let index = Int(code) - Int(CodedColumn.firstCode)
            let set = words.indices.contains(index) ? words[index] : []
            // Lists end where the numbers of their places would.
            if !set.isEmpty, values.count < Int(Int32.max) - set.count {
                values += set
            } else {
                states[row] = .unknown
            }
            offsets.append(Int32(values.count))
        }
        return .list(
            ListColumn(
                offsets: offsets, values: .coded(CodedColumn(codes: values, dictionary: dictionary)),
                states: states.contains(.unknown) ? states : nil))
    }
}
