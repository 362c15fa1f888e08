import Columnar

/// Makes keys of texts.
struct TextHasher {
    private let seed: UInt64
    private var bytes: [UInt8] = []

    init(seed: UInt64) { self.seed = seed }

    mutating func key(_ dictionary: CodeDictionary, _ entry: Int) -> GDELTKey {
        // Hashing reads beyond the end.
        bytes.removeAll(keepingCapacity: true)
        if case .numbers(let numbers) = dictionary.source {
            append(numbers[entry])
        } else {
            dictionary.withBytes(entry) { bytes.append(contentsOf: $0) }
        }
        return key()
    }

    /// The key of a text that is in no dictionary.
    mutating func key(_ text: String) -> GDELTKey {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: text.utf8)
        return key()
    }

    private mutating func key() -> GDELTKey {
        let count = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 8))
        return bytes.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { GDELTKey($0, 0, count, seed: seed) } ?? GDELTKey()
        }
    }

    /// The number of a text that was made a key of last; nil where it is none.
    var number: Int64? {
        bytes.withUnsafeBufferPointer {
            NumberTexts.number(UnsafeBufferPointer(rebasing: $0[..<max(0, $0.count - 8)]))
        }
    }

    private mutating func append(_ number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let first = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }
}
