import CStore
import Columnar

/// The checksum of some bytes (CRC-32C).
func crc32c(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { crc32c($0) } }

func crc32c(_ bytes: UnsafeRawBufferPointer) -> UInt32 { cs_crc32c(0, bytes.baseAddress, bytes.count) }

/// Puts values into bytes, for the directory of a store.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    mutating func fixed(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Seven bits a byte, the lowest first: small numbers take one byte.
    mutating func number(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func count(_ number: Int) { self.number(UInt64(max(0, number))) }

    /// Small numbers of either sign take one byte.
    mutating func signed(_ number: Int64) { self.number(UInt64(bitPattern: number << 1 ^ number >> 63)) }

    mutating func flag(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func double(_ number: Double) { fixed(number.bitPattern) }

    mutating func text(_ text: String) {
        count(text.utf8.count)
        raw(text.utf8)
    }

    mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        flag(value != nil)
        if let value { write(&self, value) }
    }

    mutating func list<Value>(_ values: some Collection<Value>, _ write: (inout ByteWriter, Value) -> Void) {
        count(values.count)
        for value in values { write(&self, value) }
    }

    mutating func block(_ block: BlockReference) {
        number(block.offset)
        number(block.byteCount)
        fixed(block.checksum)
    }
}

/// Takes values out of bytes that need not be what was once written: everything is checked against what is there.
struct ByteReader {
    private let bytes: View<UInt8>
    private(set) var position: Int
    private let end: Int
    private let path: String
    private let part: String

    /// - Parameter part: what the bytes are, for the error where they turn out to be something else.
    init(_ bytes: [UInt8], path: String, part: String) {
        self.init(View(bytes), 0..<bytes.count, path: path, part: part)
    }

    /// - Parameter range: a range within the bytes.
    init(_ bytes: View<UInt8>, _ range: Range<Int>, path: String, part: String) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "what is read lies within the bytes")
        self.bytes = bytes
        (position, end) = (range.lowerBound, range.upperBound)
        self.path = path
        self.part = part
    }

    var isAtEnd: Bool { position == end }
    var damage: StoreError { .damaged(path: path, part: part) }

    /// The next bytes, there for as long as somebody holds what is read.
    mutating func raw(_ count: Int) throws(StoreError) -> UnsafeBufferPointer<UInt8> {
        guard count >= 0, count <= end - position else { throw damage }
        defer { position += count }
        return UnsafeBufferPointer(start: bytes.base + position, count: count)
    }

    mutating func fixed<Number: FixedWidthInteger>() throws(StoreError) -> Number {
        let size = MemoryLayout<Number>.size
        return try raw(size).reversed().reduce(Number(0)) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    mutating func number() throws(StoreError) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard position < end else { throw damage }
            let byte = bytes.base[position]
            position += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 {
                // The tenth byte has room for one bit.
                guard shift < 63 || byte <= 1 else { throw damage }
                return number
            }
        }
        throw damage
    }

    /// A number of rows, bytes or entries.
    mutating func count() throws(StoreError) -> Int {
        guard let count = Int(exactly: try number()), count < 1 << 48 else { throw damage }
        return count
    }

    mutating func signed() throws(StoreError) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func flag() throws(StoreError) -> Bool {
        switch try raw(1).first {
        case 0: return false
        case 1: return true
        case _: throw damage
        }
    }

    mutating func double() throws(StoreError) -> Double { Double(bitPattern: try fixed()) }

    mutating func text() throws(StoreError) -> String {
        let bytes = try raw(try count())
        guard let text = String(validating: bytes, as: UTF8.self) else { throw damage }
        return text
    }

    /// Goes over a text without making it.
    mutating func passText() throws(StoreError) { _ = try raw(try count()) }

    mutating func optional<Value>(_ read: (inout ByteReader) throws(StoreError) -> Value) throws(StoreError) -> Value? {
        try flag() ? try read(&self) : nil
    }

    mutating func list<Value>(_ read: (inout ByteReader) throws(StoreError) -> Value) throws(StoreError) -> [Value] {
        let count = try count()
        // Each member takes a byte at least, so that a wrong count is told before memory is asked for.
        guard count <= end - position else { throw damage }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }

    mutating func block() throws(StoreError) -> BlockReference {
        BlockReference(offset: try number(), byteCount: try number(), checksum: try fixed())
    }
}
