import Testing

@testable import Readers

@Suite struct ByteDictionaryOrderTests {
    @Test("entries are sorted by their bytes, whatever their lengths and whatever they share", arguments: 0..<20)
    func order(_ seed: Int) {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let signs = ["a", "b", "\u{0}", "é", "国", "z"]
        var dictionary = ByteDictionary(seed: UInt64(seed))
        var texts: Set<String> = []
        for _ in 0..<300 {
            // Long shared beginnings, so that what follows the first eight bytes decides.
            var text = String(repeating: "a", count: next(4) * 8)
            for _ in 0..<next(12) { text += signs[next(signs.count)] }
            texts.insert(text)
            let bytes = Array(text.utf8)
            _ = dictionary.index(bytes.span, 0..<bytes.count)
        }
        let expected = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(dictionary.sortedIndices().map(dictionary.text) == expected)
    }
}
