import Glibc

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// Many short texts in one piece of memory, which lives as long as the program.
struct Texts: @unchecked Sendable {
    // Written only in `init`; read by all threads afterwards.
    private let bytes: UnsafePointer<UInt8>
    private let starts: UnsafePointer<Int>
    let count: Int

    init(_ texts: [String]) {
        count = texts.count
        let starts = UnsafeMutablePointer<Int>.allocate(capacity: texts.count + 1)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: texts.reduce(1) { $0 + $1.utf8.count })
        var end = 0
        for (index, text) in texts.enumerated() {
            starts[index] = end
            for byte in text.utf8 {
                bytes[end] = byte
                end += 1
            }
        }
        starts[texts.count] = end
        self.starts = UnsafePointer(starts)
        self.bytes = UnsafePointer(bytes)
    }

    subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + starts[index], count: starts[index + 1] - starts[index])
    }
}

/// Bytes that are written one behind the other; whoever makes it sees to it that they fit.
struct Writer {
    let start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init(capacity: Int) { start = .allocate(capacity: capacity) }

    mutating func clear() { count = 0 }

    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        memcpy(start + count, source, bytes.count)
        count &+= bytes.count
    }

    mutating func write(_ byte: UInt8) {
        start[count] = byte
        count &+= 1
    }

    mutating func write(_ text: StaticString) {
        write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func write(number: Int) {
        var rest = number
        var length = 1
        while rest >= 10 {
            rest /= 10
            length &+= 1
        }
        rest = number
        for place in stride(from: length - 1, through: 0, by: -1) {
            start[count &+ place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        count &+= length
    }

    /// The quotient in 15 digits, at most 14 of them behind the point, without zeros at the end.
    mutating func write(hundredths sum: Int, of whole: Int) {
        if sum < 0 { write(UInt8(ascii: "-")) }
        let one = 100_000_000_000_000
        let quotient =
            abs(sum) * 100 * (one / 1_000) / whole * 1_000 + abs(sum) * 100 * (one / 1_000) % whole * 1_000 / whole
        write(number: quotient / one)
        var fraction = quotient % one
        var digits = 14
        if quotient / one >= 10 {
            fraction /= 10
            digits = 13
        }
        if fraction == 0 { return }
        while fraction % 10 == 0 {
            fraction /= 10
            digits -= 1
        }
        write(UInt8(ascii: "."))
        for place in stride(from: digits - 1, through: 0, by: -1) {
            start[count &+ place] = UInt8(truncatingIfNeeded: 48 + fraction % 10)
            fraction /= 10
        }
        count &+= digits
    }

    var all: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
}

let tab = UInt8(ascii: "\t")
