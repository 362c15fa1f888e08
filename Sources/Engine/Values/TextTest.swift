import Glibc
import Plan

/// A test of texts against one pattern, which is taken apart once.
struct TextTest {
    private enum Pattern {
        case contains([UInt8])
        case starts([UInt8])
        case ends([UInt8])
        case like([Character])
        case words([String], ascii: [[UInt8]]?)
    }

    private let pattern: Pattern

    init(_ function: ScalarFunction, _ text: String) {
        switch function {
        case .startsWith: pattern = .starts(Array(text.utf8))
        case .endsWith: pattern = .ends(Array(text.utf8))
        case .like: pattern = .like(Array(text))
        case .mentions:
            let words = Self.words(text)
            let isASCII = words.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
            pattern = .words(words, ascii: isASCII ? words.map { Array($0.utf8) } : nil)
        case _: pattern = .contains(Array(text.utf8))
        }
    }

    func matches(_ text: String) -> Bool {
        switch pattern {
        case .contains(let part): return Self.find(part, in: text)
        case .starts(let part): return text.utf8.starts(with: part)
        case .ends(let part): return text.utf8.count >= part.count && text.utf8.suffix(part.count).elementsEqual(part)
        case .like(let pattern): return Self.like(Array(text), pattern)
        case .words(let words, let ascii):
            if words.isEmpty { return false }
            if let ascii {
                var text = text
                if let found = text.withUTF8({ Self.mentions($0, ascii) }) { return found }
            }
            return Self.mentions(Self.words(text), words)
        }
    }

    /// Whether the bytes of a text are enough: most texts then need not be made.
    var readsBytes: Bool {
        switch pattern {
        case .contains, .starts, .ends: true
        case .like, .words: false
        }
    }

    /// The bytes that a text is to have in it, if that is the test.
    var part: [UInt8]? { if case .contains(let part) = pattern, !part.isEmpty { part } else { nil } }

    /// The same of the bytes of a text, where these are enough.
    func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch pattern {
        case .contains(let part): Self.find(part, in: bytes)
        case .starts(let part): bytes.starts(with: part)
        case .ends(let part): bytes.count >= part.count && bytes.suffix(part.count).elementsEqual(part)
        case .like, .words: matches(String(decoding: bytes, as: UTF8.self))
        }
    }

    // MARK: Parts

    private static func find(_ part: [UInt8], in text: String) -> Bool {
        var text = text
        return text.withUTF8 { find(part, in: $0) }
    }

    private static func find(_ part: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        guard let start = bytes.baseAddress, bytes.count >= part.count else { return false }
        return part.withUnsafeBufferPointer { part in
            guard let wanted = part.baseAddress else { return true }
            let end = start + (bytes.count - part.count + 1)
            var from = start
            while from < end, let place = memchr(from, Int32(first), end - from) {
                if memcmp(place, wanted, part.count) == 0 { return true }
                from = UnsafeRawPointer(place).assumingMemoryBound(to: UInt8.self) + 1
            }
            return false
        }
    }

    // MARK: Wild cards

    /// `*` is any text, `?` one character. On a mismatch the last star takes one character more: never more than
    /// text times pattern.
    private static func like(_ text: [Character], _ pattern: [Character]) -> Bool {
        var (at, place) = (0, 0)
        var star: (at: Int, place: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (at, place)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[at] {
                at += 1
                place += 1
            } else if let last = star {
                star = (last.at + 1, last.place)
                at = last.at + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }

    // MARK: Words

    static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func mentions(_ text: [String], _ words: [String]) -> Bool {
        guard text.count >= words.count else { return false }
        return (0...(text.count - words.count)).contains { text[$0...].starts(with: words) }
    }

    /// The same over bytes without making words; nil if some byte is not ASCII.
    private static func mentions(_ text: UnsafeBufferPointer<UInt8>, _ words: [[UInt8]]) -> Bool? {
        var isASCII: UInt8 = 0
        for byte in text { isASCII |= byte }
        guard isASCII < 0x80 else { return nil }
        var start = 0
        while start < text.count {
            if !isWordByte(text[start]) {
                start += 1
                continue
            }
            if follows(words, in: text, from: start) { return true }
            while start < text.count, isWordByte(text[start]) { start += 1 }
        }
        return false
    }

    private static func follows(_ words: [[UInt8]], in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var at = start
        for (index, word) in words.enumerated() {
            if index > 0 { while at < text.count, !isWordByte(text[at]) { at += 1 } }
            for byte in word {
                guard at < text.count, lower(text[at]) == byte else { return false }
                at += 1
            }
            if at < text.count, isWordByte(text[at]) { return false }
        }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    private static func isWordByte(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
}
