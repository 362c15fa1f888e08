/// The digits and the power of ten of a decimal number.
///
/// Where the digits fit 53 bits and the power of ten is itself a double, one multiplication or division rounds
/// correctly (W. D. Clinger, How to read floating point numbers accurately, 1990); all of GDELT's numbers but a few do.
struct DecimalScan {
    private var isNegative = false
    private var digits: UInt64 = 0
    private var isCut = false
    private var powerOfTen = 0

    /// nil for what is no decimal number.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        guard index < range.upperBound else { return nil }
        if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        var digitCount = 0
        var isBehindPoint = false
        while index < range.upperBound {
            let byte = bytes[index]
            if byte.isDigit {
                digitCount += 1
                add(byte &- UInt8(ascii: "0"), isBehindPoint: isBehindPoint)
            } else if byte == UInt8(ascii: "."), !isBehindPoint {
                isBehindPoint = true
            } else {
                break
            }
            index += 1
        }
        guard digitCount > 0 else { return nil }
        if index < range.upperBound {
            guard bytes[index] | 0x20 == UInt8(ascii: "e"),
                let exponent = Self.exponent(bytes, index + 1..<range.upperBound)
            else { return nil }
            powerOfTen += exponent
        }
    }

    private mutating func add(_ digit: UInt8, isBehindPoint: Bool) {
        if digits < 900_000_000_000_000_000 {
            digits = digits &* 10 &+ UInt64(digit)
            if isBehindPoint { powerOfTen -= 1 }
        } else {
            isCut = true
        }
    }

    /// Exponents beyond a million are all alike: zero or out of range.
    private static func exponent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        guard index < range.upperBound else { return nil }
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
        guard index < range.upperBound else { return nil }
        var value = 0
        while index < range.upperBound {
            guard bytes[index].isDigit else { return nil }
            value = min(1_000_000, value * 10 + Int(bytes[index] &- UInt8(ascii: "0")))
            index += 1
        }
        return isNegative ? -value : value
    }

    /// The number, where one operation gives it exactly rounded; otherwise nil.
    var exactValue: Double? {
        guard !isCut else { return nil }
        if digits == 0 { return isNegative ? -0.0 : 0 }
        guard digits <= 1 << 53, abs(powerOfTen) < Self.powersOfTen.count else { return nil }
        let power = Self.powersOfTen[abs(powerOfTen)]
        let value = powerOfTen < 0 ? Double(digits) / power : Double(digits) * power
        return isNegative ? -value : value
    }

    /// The powers of ten that are exactly doubles.
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
