import Columnar
import EventModel

/// Gives the values of one key numbers: 0 unknown, 1 none, then as they occur. Equal values have equal numbers.
final class KeyCoder {
    let type: ValueType
    private var texts = TextCoder()
    /// Codes of dictionaries met so far; 0 where an entry has not occurred.
    private var known: [ObjectIdentifier: (dictionary: CodeDictionary, codes: [UInt32])] = [:]
    private var numbers: [Double] = []
    private var numberCodes = CodeMap()
    private var values: [Value] = []
    private var valueCodes: [Value: UInt32] = [:]
    private var kind: Kind = .undecided

    /// What the numbered values are. One column may come as exact numbers in one batch and as spans in the next, so a
    /// coder that has begun with one kind turns to plain values when another comes.
    private enum Kind { case undecided, texts, numbers, values }

    /// Whether values that sort alike are the same.
    var hasPlainOrder: Bool { kind == .texts || kind == .numbers }

    init(_ type: ValueType) { self.type = type }

    /// One more than the largest code given out.
    var codeCount: Int { Int(CodedColumn.firstCode) + max(texts.count, max(numbers.count, values.count)) }

    func value(of code: UInt32) -> Value {
        guard code >= CodedColumn.firstCode else { return code == CodedColumn.none ? .none : .unknown }
        let index = Int(code - CodedColumn.firstCode)
        switch kind {
        case .undecided: return .unknown
        case .texts:
            return .named(texts[index], type)
        case .numbers: return .measured(NumberSpan(numbers[index]), type, currency: nil)
        case .values: return values[index]
        }
    }

    /// The column of given codes.
    func column(_ codes: [UInt32]) -> Column {
        if kind == .texts {
            return .coded(CodedColumn(codes: codes, dictionary: texts.dictionary))
        }
        return Column([Value](codes.indices, rest: .unknown) { value(of: codes[$0]) }, type: type)
    }

    /// The codes that the values of another coder have here, by their codes there.
    func merge(_ other: KeyCoder) -> [UInt32] {
        if kind == .texts, other.kind == .texts {
            return [UInt32](0..<other.codeCount, rest: CodedColumn.unknown) { code in
                if code < Int(CodedColumn.firstCode) { return UInt32(code) }
                let number = other.texts.withBytes(code - Int(CodedColumn.firstCode)) { texts.number(of: $0) }
                return UInt32(truncatingIfNeeded: number) + CodedColumn.firstCode
            }
        }
        return [UInt32](0..<other.codeCount, rest: CodedColumn.unknown) { code(of: other.value(of: UInt32($0))) }
    }

    // MARK: Giving codes

    func codes(_ vector: Vector, rows: [Int32]) -> [UInt32] {
        switch vector {
        case .constant(let value): return [UInt32](repeating: code(of: value), count: rows.count)
        case .column(.coded(let column), let start) where kind == .undecided || kind == .texts:
            kind = .texts
            return codes(column, start, rows)
        case .column(.number(let column), let start)
        where column.high == nil && (kind == .undecided || kind == .numbers):
            kind = .numbers
            return codes(column, start, rows)
        case .column(let column, let start):
            return rows.map { code(of: column.value(at: start + Int($0), type: type)) }
        }
    }

    private func codes(_ column: CodedColumn, _ start: Int, _ rows: [Int32]) -> [UInt32] {
        let key = ObjectIdentifier(column.dictionary)
        var table =
            known[key]?.codes
            ?? {
                var table = [UInt32](repeating: 0, count: column.dictionary.codeCount)
                table[Int(CodedColumn.none)] = CodedColumn.none
                return table
            }()
        // Taken out while it changes, so that it is not copied.
        known[key] = nil
        var result = [UInt32](repeating: 0, count: rows.count)
        for (index, row) in rows.enumerated() {
            let code = column.codes[start &+ Int(row)]
            var common = table[Int(code)]
            if common == 0, code != CodedColumn.unknown {
                let number = column.dictionary.withBytes(Int(code - CodedColumn.firstCode)) { texts.number(of: $0) }
                common = UInt32(truncatingIfNeeded: number) + CodedColumn.firstCode
                table[Int(code)] = common
            }
            result[index] = common
        }
        known[key] = (column.dictionary, table)
        return result
    }

    private func textCode(_ text: String) -> UInt32 {
        UInt32(truncatingIfNeeded: texts.number(of: text)) + CodedColumn.firstCode
    }

    private func codes(_ column: NumberColumn, _ start: Int, _ rows: [Int32]) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: rows.count)
        // Neighbours are often alike: dates stand together, and so do what is reckoned of them.
        var last: (number: Double, code: UInt32)?
        for (index, row) in rows.enumerated() {
            let place = start &+ Int(row)
            if let states = column.states, states[place] != .known {
                result[index] = states[place] == .none ? CodedColumn.none : CodedColumn.unknown
            } else if let last, last.number == column.low[place] {
                result[index] = last.code
            } else {
                let code = numberCode(column.low[place])
                last = (column.low[place], code)
                result[index] = code
            }
        }
        return result
    }

    private func numberCode(_ number: Double) -> UInt32 {
        // Adding 0 makes one of the two zeros.
        let next = UInt32(numbers.count) + CodedColumn.firstCode
        let code = numberCodes.code(of: (number + 0).bitPattern, orNew: next)
        if code == next { numbers.append(number) }
        return code
    }

    func code(of value: Value) -> UInt32 {
        if value == .unknown { return CodedColumn.unknown }
        if value == .none { return CodedColumn.none }
        switch kind {
        case .undecided:
            if let text = value.name {
                kind = .texts
                return textCode(text)
            }
            kind = .values
        case .values: break
        case .texts:
            if let text = value.name { return textCode(text) }
            turnToValues()
        case .numbers:
            if let span = value.span, span.isExact { return numberCode(span.low) }
            turnToValues()
        }
        if let code = valueCodes[value] { return code }
        let code = UInt32(values.count) + CodedColumn.firstCode
        valueCodes[value] = code
        values.append(value)
        return code
    }

    /// Keeps every code that was given out.
    private func turnToValues() {
        let count = max(texts.count, numbers.count)
        values = (0..<count).map { value(of: UInt32($0) + CodedColumn.firstCode) }
        for (index, value) in values.enumerated() { valueCodes[value] = UInt32(index) + CodedColumn.firstCode }
        texts = TextCoder()
        numbers = []
        numberCodes = CodeMap()
        known = [:]
        kind = .values
    }
}

/// A hash table from words to codes, open, with no removal.
struct CodeMap {
    private var keys: [UInt64] = []
    /// One more than the code; 0 where nothing is.
    private var codes: [UInt32] = []
    private(set) var count = 0

    /// The code of a key, which is `orNew` if it is not there yet.
    mutating func code(of key: UInt64, orNew new: UInt32) -> UInt32 {
        if count &* 2 >= keys.count { grow() }
        let mask = keys.count &- 1
        var place = Self.hash(key) & mask
        while true {
            let code = codes[place]
            if code == 0 {
                keys[place] = key
                codes[place] = new &+ 1
                count &+= 1
                return new
            }
            if keys[place] == key { return code &- 1 }
            place = (place &+ 1) & mask
        }
    }

    /// All keys.
    var all: [UInt64] { keys.indices.compactMap { codes[$0] == 0 ? nil : keys[$0] } }

    /// What is there, to be looked up by many.
    struct Table {
        fileprivate let keys: UnsafePointer<UInt64>
        fileprivate let codes: UnsafePointer<UInt32>
        fileprivate let mask: Int

        /// The code of a key; nil where it is not there.
        @inline(__always)
        func known(_ key: UInt64) -> UInt32? {
            var place = CodeMap.hash(key) & mask
            while true {
                let code = codes[place]
                if code == 0 { return nil }
                if keys[place] == key { return code &- 1 }
                place = (place &+ 1) & mask
            }
        }
    }

    func withTable(_ body: (Table) -> Void) {
        var some = self
        if some.keys.isEmpty { some.grow() }
        some.keys.withUnsafeBufferPointer { keys in
            some.codes.withUnsafeBufferPointer { codes in
                guard let first = keys.baseAddress, let code = codes.baseAddress else { return }
                body(Table(keys: first, codes: code, mask: keys.count - 1))
            }
        }
    }

    @inline(__always)
    static func hash(_ key: UInt64) -> Int {
        let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }

    private mutating func grow() {
        let (oldKeys, oldCodes) = (keys, codes)
        let capacity = max(64, oldKeys.count * 2)
        keys = [UInt64](repeating: 0, count: capacity)
        codes = [UInt32](repeating: 0, count: capacity)
        let mask = capacity - 1
        for (index, code) in oldCodes.enumerated() where code != 0 {
            if index & (Stop.piece - 1) == 0, Stop.isWanted { break }
            var place = Self.hash(oldKeys[index]) & mask
            while codes[place] != 0 { place = (place &+ 1) & mask }
            keys[place] = oldKeys[index]
            codes[place] = code
        }
    }
}
