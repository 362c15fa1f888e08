import Columnar
import EventModel

/// A dictionary in the order of its bytes, and where the codes of the reading went in it.
struct OrderedCodes {
    let dictionary: CodeDictionary
    /// By the code while reading; unknown and none stay what they are.
    let codes: [UInt32]

    /// Of texts in the order of their codes; the same text may come several times.
    init(_ texts: [String]) {
        let distinct = Set(texts).sorted { $0.precedes($1) }
        let positions = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0)) })
        dictionary = CodeDictionary(distinct, isSorted: true)
        codes = Self.reserved + texts.map { (positions[$0] ?? 0) + CodedColumn.firstCode }
    }

    init(_ bytes: ByteDictionary) {
        let order = bytes.sortedIndices()
        var codes = Self.reserved + [UInt32](repeating: 0, count: order.count)
        for (position, index) in order.enumerated() {
            codes[index + Self.reserved.count] = UInt32(position) + CodedColumn.firstCode
        }
        self.codes = codes
        dictionary = CodeDictionary(.table(bytes.table(order)), isSorted: true)
    }

    private static let reserved = [CodedColumn.unknown, CodedColumn.none]

    func code(_ old: UInt32) -> UInt32 { codes[Int(old)] }

    func column(_ old: [UInt32]) -> Column {
        .coded(CodedColumn(codes: old.map { codes[Int($0)] }, dictionary: dictionary))
    }
}
