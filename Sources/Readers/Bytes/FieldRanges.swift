/// Where the fields of a row lie in a buffer. After the widest row nothing is allocated.
package struct FieldRanges: Sendable {
    package private(set) var count = 0
    private var starts: [Int] = []
    private var ends: [Int] = []

    package init() {}

    package subscript(_ index: Int) -> Range<Int> { starts[index]..<ends[index] }

    mutating func removeAll() { count = 0 }

    mutating func append(_ range: Range<Int>) {
        if count == starts.count {
            starts.append(range.lowerBound)
            ends.append(range.upperBound)
        } else {
            starts[count] = range.lowerBound
            ends[count] = range.upperBound
        }
        count &+= 1
    }
}
