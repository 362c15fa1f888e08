import EventModel
import Testing

@testable import Rendering

@Suite("The text of a value")
struct ValueTextTests {
    @Test(
        "numbers are shortest and without an exponent as far as anyone reads",
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1.0 / 3, "0.3333333333333333"),
            (1e15, "1000000000000000"),
            (1.5e16, "15000000000000000"), (1e21, "1000000000000000000000"), (1e22, "1e22"), (-1.5e300, "-1.5e300"),
            (1e-5, "0.00001"), (-1.25e-7, "-0.000000125"), (1e-8, "1e-8"), (9_007_199_254_740_992, "9007199254740992"),
            (123_456.789, "123456.789"),
        ] as [(Double, String)])
    func numbers(_ value: Double, _ text: String) { #expect(NumberText.exact(value) == text) }

    @Test("full precision reads back as the same number")
    func roundTrip() {
        var state: UInt64 = 42
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            guard value.isFinite else { continue }
            #expect(Double(NumberText.exact(value)) == value)
        }
    }

    @Test(
        "values have one text each",
        arguments: [
            (.unknown, "unknown"), (.none, "none"), (.text("a b"), "a b"), (.kind("reject.meeting"), "reject.meeting"),
            (.number(NumberSpan(24, 26)), "24..26"), (.number(NumberSpan(12, .infinity)), "12.."),
            (.number(NumberSpan(-.infinity, 3)), "..3"), (.truth(.maybe), "maybe"), (.duration(NumberSpan(1)), "1 day"),
            (.duration(NumberSpan(24, 26)), "24..26 days"), (.duration(NumberSpan(0)), "0 days"),
            (.money(Money(NumberSpan(1_988_000_000), "USD")), "1988000000 USD"), (.list([.actor("CHN")]), "CHN"),
            (.list([.actor("CHN"), .actor("USA")]), "CHN, USA"), (Answers.date("2023-05~"), "2023-05~"),
            (Answers.period("2023-Q2"), "2023-Q2"),
        ] as [(Value, String)])
    func values(_ value: Value, _ expected: String) { #expect(text(of: value) == expected) }

    @Test(
        "for reading, fractions are rounded and money is in words that a question takes",
        arguments: [
            (Answers.number(1.0 / 3), "0.333333"), (Answers.number(1_234.5678), "1234.57"),
            (Answers.number(123_456_789), "123456789"),
            (Answers.number(2e-9 / 3), "6.66667e-10"), (Answers.usd(1_988_000_000), "1.988bn USD"),
            (Answers.usd(500_000_000), "500 million USD"), (Answers.usd(250_000), "250000 USD"),
            (Answers.usd(999_999_999.9), "1bn USD"), (Answers.usd(-2.5e12), "-2.5tn USD"),
            (Answers.usd(1.9e9, 2e9), "1.9bn..2bn USD"), (Answers.usd(1e9, .infinity), "1bn.. USD"),
            (Answers.number(1.00000001, 1.00000002), "1"),
        ] as [(Value, String)])
    func readable(_ value: Value, _ expected: String) {
        #expect(ValueText(precision: .readable, unknown: "?").text(value) == expected)
    }
}
