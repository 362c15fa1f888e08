import Columnar
import EventModel

/// Texts of columns, each found again by its bytes; numbers that stand for their decimal texts are found by the number.
///
/// Texts stay where they are: a text takes some forty bytes, however long it is.
struct KnownNames {
    /// By the hash of a text, its place in `texts`. Of two texts with one hash the later stands under the next number.
    private var numbers: [UInt64: UInt32] = [:]
    private var texts: [(dictionary: Int32, entry: Int32)] = []
    private var dictionaries: [CodeDictionary] = []
    private var places: [ObjectIdentifier: Int] = [:]
    /// Between which the numbers among the texts lie: most of those looked for lie elsewhere.
    private var span: ClosedRange<Int64>?

    var count: Int { texts.count }

    /// Adds a text; gives its number from 0, and whether it was not known before.
    mutating func add(_ dictionary: CodeDictionary, _ entry: Int) -> (number: Int, isNew: Bool) {
        let (hash, number) = Self.hash(dictionary, entry)
        let (known, free) = find(dictionary, entry, hash)
        if let known { return (known, false) }
        if let number { span = span.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number }
        let place = places[ObjectIdentifier(dictionary)] ?? dictionaries.count
        if place == dictionaries.count {
            places[ObjectIdentifier(dictionary)] = place
            dictionaries.append(dictionary)
        }
        numbers[free] = UInt32(texts.count)
        texts.append((Int32(place), Int32(entry)))
        return (texts.count - 1, true)
    }

    /// The number of a text that was added.
    func number(of dictionary: CodeDictionary, _ entry: Int) -> Int? {
        if case .numbers(let texts) = dictionary.source {
            guard let span, span.contains(texts[entry]) else { return nil }
        }
        return find(dictionary, entry, Self.hash(dictionary, entry).hash).known
    }

    private func find(_ dictionary: CodeDictionary, _ entry: Int, _ hash: UInt64) -> (known: Int?, free: UInt64) {
        var hash = hash
        while let number = numbers[hash] {
            let (other, place) = texts[Int(number)]
            if Self.areSame(dictionary, entry, dictionaries[Int(other)], Int(place)) { return (Int(number), hash) }
            hash &+= 1
        }
        return (nil, hash)
    }

    private static func areSame(_ one: CodeDictionary, _ entry: Int, _ two: CodeDictionary, _ other: Int) -> Bool {
        one === two && entry == other
            || one.withBytes(entry) { bytes in two.withBytes(other) { bytes.elementsEqual($0) } }
    }

    private static func hash(_ dictionary: CodeDictionary, _ entry: Int) -> (hash: UInt64, number: Int64?) {
        var hasher = Hasher()
        if case .numbers(let texts) = dictionary.source {
            hasher.combine(texts[entry])
            return (UInt64(bitPattern: Int64(hasher.finalize())), texts[entry])
        }
        return dictionary.withBytes(entry) { bytes in
            let number = Self.number(bytes)
            if let number { hasher.combine(number) } else { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
            return (UInt64(bitPattern: Int64(hasher.finalize())), number)
        }
    }

    /// The number of which the bytes are the decimal form; nil of all other texts, such as those with leading zeros.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = bytes.dropFirst(isNegative ? 1 : 0)
        guard (1...18).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.first != 0x30 || (digits.count == 1 && !isNegative)
        else { return nil }
        let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        return isNegative ? -value : value
    }
}
