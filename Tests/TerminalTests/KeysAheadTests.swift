import CTerminal
import Testing

@testable import Terminal

@Suite("What is typed while a question runs")
struct KeysAheadTests {
    private static let keys = ct_signal_keys(interrupt: 3, quit: 0x1C, suspend: 0x1A)
    private let begin = "\u{1B}[200~"
    private let end = "\u{1B}[201~"

    private func ahead(behind typed: String = "", limit: Int = 1000) -> KeysAhead {
        var decoder = KeyDecoder(longestPaste: 1000)
        decoder.feed(Array(typed.utf8))
        return KeysAhead(behind: decoder, limit: limit, keys: Self.keys)
    }

    private func text(_ ahead: KeysAhead) -> String { String(decoding: ahead.bytes, as: UTF8.self) }

    @Test func `keys wait as they came, and those for signals are signals`() {
        var ahead = ahead()
        #expect(ahead.take("one\r\u{1A}tw\u{1B}[Ao\u{1C}".utf8) == [.suspend, .quit])
        #expect(text(ahead) == "one\rtw\u{1B}[Ao")
    }

    @Test func `Ctrl-C drops what came before it and nothing that comes after`() {
        var ahead = ahead()
        #expect(ahead.take("one\r\(begin)two\(end)\u{3}three\r".utf8) == [.interrupt])
        #expect(text(ahead) == "three\r")
    }

    @Test func `no key in a paste is a signal, however its marks are cut`() {
        let typed = "\(begin)a\u{3}\u{1A}\r\n\u{1B}[20b\(end)"
        for cut in 0...typed.utf8.count {
            // The first part came with the question before.
            let bytes = Array(typed.utf8)
            var decoder = KeyDecoder(longestPaste: 1000)
            decoder.feed(bytes[..<cut])
            _ = decoder.next(isIdle: false)
            var ahead = KeysAhead(behind: decoder, limit: 1000, keys: Self.keys)
            #expect(ahead.take(bytes[cut...]) == [])
            #expect(!ahead.isInPaste && !ahead.waitsForSilence)
            #expect(ahead.bytes == Array(bytes[cut...]))
            #expect(ahead.take([3]) == [.interrupt])
        }
    }

    @Test func `a Ctrl-C in a paste that does not end is heard once nothing more comes`() {
        var ahead = ahead()
        #expect(ahead.take("\(begin)a".utf8) == [])
        #expect(ahead.fallSilent() == nil)
        #expect(ahead.take([3]) == [] && ahead.waitsForSilence)
        #expect(ahead.fallSilent() == .interrupt)
        #expect(ahead.take("b\r".utf8) == [])
        #expect(text(ahead) == "b\r")
        #expect(ahead.take([3]) == [.interrupt])
    }

    @Test func `what is too much is cut, and a paste that is cut ends as one`() {
        var typed = ahead(limit: 4)
        #expect(typed.take("123456".utf8) == [] && typed.isCut)
        #expect(text(typed) == "1234")
        #expect(typed.take([3]) == [.interrupt] && !typed.isCut)
        var pasted = ahead(limit: 8)
        #expect(pasted.take("\(begin)ab\ncd\n\(end)x\(begin)y\(end)\r".utf8) == [] && pasted.isCut)
        #expect(text(pasted) == "\(begin)ab\(end)")
    }
}
