import Testing

@testable import Columnar

/// Texts and their numbers.
@Suite struct TextCoderTests {
    @Test func `equal texts have equal numbers, as they first occur`() {
        var coder = TextCoder()
        var known: [String: Int] = [:]
        var order: [String] = []
        var state: UInt64 = 7
        for _ in 0..<60_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Int(state >> 40) % 9_000
            // Texts that share their beginning and differ in length and in their last bytes.
            let text =
                String(repeating: "/shared/", count: value % 4) + String(value, radix: 3) + (value % 7 == 0 ? "é" : "")
            if known[text] == nil {
                known[text] = order.count
                order.append(text)
            }
            #expect(coder.number(of: text) == known[text])
        }
        #expect(coder.count == order.count)
        #expect(order.indices.allSatisfy { coder[$0] == order[$0] })
        #expect(coder.dictionary.texts == order && !coder.dictionary.isSorted)
    }

    @Test(
        arguments: [
            ("caf\u{E9}", "cafe\u{301}"), ("K", "\u{212A}"), ("a;b", "a\u{37E}b"), ("`", "\u{1FEF}"),
            ("\u{C5}ngstr\u{F6}m", "A\u{30A}ngstro\u{308}m"), ("\u{212B}", "\u{C5}"),
        ])
    func `what Swift holds to be equal is`(one: String, other: String) {
        for (first, second) in [(one, other), (other, one)] {
            var coder = TextCoder()
            _ = coder.number(of: "")
            #expect(first == second && coder.number(of: first) == coder.number(of: second) && coder.count == 2)
        }
    }

    @Test func `the empty text is one as well`() {
        var coder = TextCoder()
        #expect(
            coder.number(of: "") == 0 && coder.number(of: "a") == 1 && coder.number(of: "") == 0 && coder[0].isEmpty)
        #expect(TextCoder().dictionary.count == 0)
    }
}
