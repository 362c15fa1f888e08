import Testing

@testable import Terminal

@Suite("Bytes of the terminal as keys")
struct KeyDecoderTests {
    private func keys(_ chunks: [[UInt8]], longestPaste: Int = 1000) -> [Key] {
        var decoder = KeyDecoder(longestPaste: longestPaste)
        var result: [Key] = []
        for chunk in chunks {
            decoder.feed(chunk)
            while let key = decoder.next(isIdle: false) { result.append(key) }
        }
        while let key = decoder.next(isIdle: true) { result.append(key) }
        return result
    }

    private func keys(_ text: String) -> [Key] { keys([Array(text.utf8)]) }

    @Test func `the keys of common terminals are known`() {
        #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}[1;5D\u{1B}[1;3C") == [.up, .down, .right, .wordLeft, .altRight])
        #expect(keys("\u{1B}[1;5C\u{1B}[1;4C") == [.wordRight, .wordRight])
        #expect(keys("\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[8~\u{1B}[3~") == [.home, .end, .home, .end, .delete])
        #expect(keys("\u{1B}\r\u{1B}\n\u{1B}[13;2u\u{1B}[27;5;13~") == [.newLine, .newLine, .newLine, .newLine])
        #expect(keys("\u{1B}b\u{1B}é") == [.alt("b"), .alt("é")])
        #expect(keys("\u{1B}[99~\u{1B}[I") == [.unknown(Array("\u{1B}[99~".utf8)), .unknown(Array("\u{1B}[I".utf8))])
    }

    @Test func `Esc alone is a key once nothing follows it`() {
        #expect(keys("\u{1B}") == [.scalar("\u{1B}")])
        #expect(keys("\u{1B}\u{1B}") == [.scalar("\u{1B}"), .scalar("\u{1B}")])
        #expect(keys("\u{1B}[1;") == [.scalar("\u{1B}"), .scalar("["), .scalar("1"), .scalar(";")])
        var decoder = KeyDecoder(longestPaste: 10)
        decoder.feed([0x1B])
        #expect(decoder.next(isIdle: false) == nil)
        #expect(decoder.isWaiting)
    }

    @Test func `a paste is one key, whatever is in it`() {
        #expect(
            keys("a\u{1B}[200~x\r\ny\u{3}\u{1B}[A\u{1B}[201~b") == [
                .scalar("a"), .paste(Array("x\r\ny\u{3}\u{1B}[A".utf8)), .scalar("b"),
            ])
        #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste([])])
    }

    @Test func `a Ctrl-C in a paste is known until the paste has ended`() {
        var decoder = KeyDecoder(longestPaste: 100)
        decoder.feed(Array("\u{1B}[200~long enough".utf8))
        #expect(decoder.next(isIdle: true) == nil && !decoder.isInterruptedPaste)
        decoder.feed(Array("\u{3}x".utf8))
        #expect(decoder.next(isIdle: true) == nil && decoder.isInterruptedPaste)
        decoder.feed(Array("and so on".utf8))
        #expect(decoder.next(isIdle: true) == nil && decoder.isInterruptedPaste)
        decoder.feed(Array("\u{1B}[201~\u{1B}[200~".utf8))
        #expect(decoder.next(isIdle: true) == .paste(Array("long enough\u{3}xand so on".utf8)))
        #expect(decoder.next(isIdle: true) == nil && decoder.isInPaste && !decoder.isInterruptedPaste)
        decoder.feed([0x03])
        decoder.abandonPaste()
        #expect(!decoder.isInPaste && !decoder.isInterruptedPaste && !decoder.isWaiting)
    }

    @Test func `a paste that is too long is thrown away whole`() {
        let text = "\u{1B}[200~" + String(repeating: "x\n", count: 600) + "\u{1B}[201~b"
        #expect(keys(text) == [.longPaste, .scalar("b")])
    }

    @Test func `bytes that are not UTF-8 are marked one by one`() {
        #expect(keys([[0xFF, 0x61]]) == [.scalar("\u{FFFD}"), .scalar("a")])
        #expect(keys([[0xE2, 0x82]]) == [.scalar("\u{FFFD}"), .scalar("\u{FFFD}")])
        #expect(keys([[0xE2, 0x41]]) == [.scalar("\u{FFFD}"), .scalar("A")])
        #expect(keys([[0xED, 0xA0, 0x80]]).allSatisfy { $0 == .scalar("\u{FFFD}") })
    }

    @Test func `it does not matter where the bytes are cut`() {
        let text = "é\u{1B}[1;5C東\u{1B}[200~a\u{1B}[20é\u{1B}[201~\u{1B}OA\u{1B}\r🙂x"
        let bytes = Array(text.utf8)
        let whole = keys([bytes])
        #expect(whole.count == 8)
        for cut in 1..<bytes.count {
            #expect(keys([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(keys(bytes.map { [$0] }) == whole)
    }

    @Test(arguments: 0..<30) func `noise comes to an end`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let bytes = (0..<400).map { _ in
            Bool.random(using: &numbers)
                ? UInt8.random(in: 0...255, using: &numbers)
                : [0x1B, 0x5B, 0x4F, 0x3B, 0x32, 0x7E].randomElement(using: &numbers) ?? 0
        }
        var decoder = KeyDecoder(longestPaste: 100)
        decoder.feed(bytes)
        var count = 0
        while decoder.next(isIdle: true) != nil { count += 1 }
        #expect(count <= bytes.count)
        #expect(!decoder.isWaiting || decoder.isInPaste)
    }

    @Test func `a paste has line feeds only and no control characters`() {
        #expect(pastedText(Array("a\r\nb\rc\nd\r\r\n\te\u{1B}[2J\u{0}\u{9B}f\n\n".utf8)) == "a\nb\nc\nd\n\n\te[2Jf")
        #expect(pastedText([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
        #expect(pastedText([]) == "")
    }
}
