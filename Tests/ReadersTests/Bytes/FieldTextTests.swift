import EventModel
import Testing

@testable import Readers

@Suite("Fields of text")
struct FieldTextTests {
    private func withBytes<Result>(_ text: String, _ body: (Span<UInt8>, Range<Int>) -> Result) -> Result {
        // Digits around the field would change the outcome of a reader that looks beyond it.
        let bytes = Array("99\(text)99".utf8)
        return body(bytes.span, 2..<bytes.count - 2)
    }

    @Test(
        "Whole numbers are read to the ends of their range",
        arguments: [
            ("0", 0), ("-7", -7), ("+7", 7), ("0012", 12), ("9223372036854775807", .max),
            ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("99999999999999999999", nil), ("", nil),
            ("-", nil), ("1.0", nil),
            (" 1", nil), ("1e3", nil), ("٣", nil),
        ] as [(String, Int64?)])
    func integers(_ text: String, _ value: Int64?) {
        #expect(withBytes(text) { FieldText.integer($0, $1) } == value)
    }

    @Test(
        "Decimals are the nearest double",
        arguments: [
            "-0.522648083623693", "9.3e-05", "0", "-0.0", "10", "-6.09756097560976", "38.8973", "2018.0575", "1e22",
            "1e23", "9007199254740993",
            "0.1", "123456789.123456789123456789", "1e-22", "4.9e-324", "1.7976931348623157e308",
            "00000000000000000000001.5", "1E5", "+2.5",
            "0.000000000000000000000000000000000000001", "100000000000000000000000000000000000000000e-41",
        ])
    func decimals(_ text: String) {
        let value = withBytes(text) { FieldText.decimal($0, $1) }
        #expect(value == Double(text))
        #expect(value?.sign == Double(text)?.sign)
    }

    @Test("Random decimals are the nearest double")
    func randomDecimals() {
        var generator = SystemLikeGenerator(state: 20_240_521)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(withBytes(value.description) { FieldText.decimal($0, $1) } == value)
            let digits = Int64(truncatingIfNeeded: generator.next()) % 1_000_000_000_000_000
            let short = "\(digits)e\(Int(generator.next() % 40) - 20)"
            #expect(withBytes(short) { FieldText.decimal($0, $1) } == Double(short))
        }
    }

    @Test(
        "What is no decimal is refused",
        arguments: [
            "", "-", ".", "-.", "1e", "1e+", "e5", "1.2.3", "1,5", "nan", "inf", "0x1p3", "1 ", " 1", "1e400", "-1e400",
            "1e99999999999999999999", "--1",
        ])
    func notDecimals(_ text: String) {
        #expect(withBytes(text) { FieldText.decimal($0, $1) } == nil)
    }

    @Test("Exponents beyond all measure are zero or refused")
    func exponents() {
        #expect(withBytes("1e-99999999999999999999") { FieldText.decimal($0, $1) } == 0)
        #expect(withBytes("0e99999999999999999999") { FieldText.decimal($0, $1) } == 0)
    }

    @Test(
        "Days are read in both writings",
        arguments: [
            ("19700101", 0), ("20190121", 17_917), ("20000229", 11_016), ("19000229", nil), ("20190132", nil),
            ("20191301", nil), ("20190100", nil),
            ("2019012", nil), ("201901211", nil), ("2019O121", nil), ("", nil), ("-0190121", nil),
        ] as [(String, DayNumber?)])
    func days(_ text: String, _ day: DayNumber?) {
        #expect(withBytes(text) { FieldText.compactDay($0, $1) } == day)
        let iso = text.count == 8 ? "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))" : text
        #expect(withBytes(iso) { FieldText.isoDay($0, $1) } == day)
    }

    @Test("Texts that are not UTF-8 are not healed")
    func strings() {
        let bytes: [UInt8] = [0x61, 0xC3, 0xA9, 0xFF]
        #expect(FieldText.string(bytes.span, 0..<3) == "aé")
        #expect(FieldText.string(bytes.span, 0..<4) == nil)
        #expect(FieldText.string(bytes.span, 0..<2) == nil)
        #expect(FieldText.string(bytes.span, 2..<2) == "")
    }

    @Test("A reason is not cut short with what it quotes")
    func longReasons() throws {
        let loaded = try load(#"{"type":"event","id":"e","date":"May 29"}"#)
        #expect(loaded.refusals.first?.detail == "a date in EDTF has no spaces")
        let other = try load(#"{"type":"event","id":"e","date":"29/05/2023/x"}"#)
        #expect(other.refusals.first?.detail == "an interval has one slash")
        let long = try load(#"{"type":"event","id":"e","date":"the-spring-of-2023"}"#)
        #expect(long.refusals.first?.detail.hasSuffix("2023") == true)
    }

    @Test("Excerpts are short and hold nothing that acts on a terminal")
    func excerpts() {
        #expect(withBytes("a\u{1B}[31mb\u{7F}\u{9B}") { FieldText.excerpt($0, $1) } == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}")
        #expect(
            withBytes(String(repeating: "x", count: 60)) { FieldText.excerpt($0, $1) }
                == String(repeating: "x", count: 60))
        #expect(
            withBytes(String(repeating: "é", count: 500)) { FieldText.excerpt($0, $1) } == String(
                repeating: "é", count: 60) + "…")
    }
}

/// A generator with a seed (xorshift64*), so that a failing test fails again.
struct SystemLikeGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}
