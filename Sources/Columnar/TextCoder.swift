import Glibc

/// Gives texts numbers as they occur, from 0; texts that are equal as Swift has it (letters may be composed or not) have
/// equal ones. Their bytes lie in few memories: millions of texts are made and given back as some hundred.
package struct TextCoder {
    /// Blocks of bytes; what is in one is never moved, for moving takes longer the more there is.
    private var blocks: [[UInt8]] = []
    /// Where each text stands.
    private var places: [Place] = []
    /// An open hash table: half of the hash of a text above one more than its number; 0 where nothing is.
    private var slots: [UInt64] = []
    /// Texts beyond ASCII, of which different bytes may be the same.
    private var composed: [String: Int] = [:]
    /// Unknown to whoever made the data, so that nobody can choose texts that all meet.
    private let seed = UInt64.random(in: .min ... .max)

    private struct Place {
        var block: UInt32
        var start: UInt32
        var length: UInt32
    }

    private static let blockSize = 1 << 20

    package init() {}

    package var count: Int { places.count }

    /// The number of a text; `count` before, if it is new.
    package mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
        let (hash, isPlain) = TextHash.of(UnsafeRawBufferPointer(text), seed: seed)
        if !isPlain { return numberOfComposed(String(decoding: text, as: UTF8.self)) }
        if places.count &* 2 >= slots.count { grow() }
        let mask = slots.count &- 1
        let mark = hash & 0xFFFF_FFFF_0000_0000
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] != 0 {
            let slot = slots[place]
            if slot & 0xFFFF_FFFF_0000_0000 == mark {
                let number = Int(slot & 0xFFFF_FFFF) &- 1
                if isEqual(number, text) { return number }
            }
            place = (place &+ 1) & mask
        }
        slots[place] = mark | UInt64(places.count + 1)
        return append(text)
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        if blocks.isEmpty || blocks[blocks.count - 1].count + text.count > Self.blockSize {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(max(Self.blockSize, text.count))
        }
        let block = blocks.count - 1
        places.append(
            Place(
                block: UInt32(truncatingIfNeeded: block), start: UInt32(truncatingIfNeeded: blocks[block].count),
                length: UInt32(truncatingIfNeeded: text.count)))
        blocks[block].append(contentsOf: text)
        return places.count - 1
    }

    private mutating func numberOfComposed(_ text: String) -> Int {
        if let known = composed[text] { return known }
        // Three signs are the same as one of ASCII: those of Kelvin, of the Greek question and of the Greek grave accent.
        let plain = text.unicodeScalars.map { ["\u{212A}": "K", "\u{37E}": ";", "\u{1FEF}": "`"][$0] ?? $0 }
        var written = text
        let number =
            plain.allSatisfy(\.isASCII)
            ? number(of: String(String.UnicodeScalarView(plain))) : written.withUTF8 { append($0) }
        composed[text] = number
        return number
    }

    package mutating func number(of text: String) -> Int {
        var text = text
        return text.withUTF8 { number(of: $0) }
    }

    package subscript(number: Int) -> String { withBytes(number) { String(decoding: $0, as: UTF8.self) } }

    package func withBytes<Outcome>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Outcome) -> Outcome {
        let place = places[number]
        return blocks[Int(place.block)].withUnsafeBufferPointer { block in
            body(UnsafeBufferPointer(rebasing: block[Int(place.start)..<Int(place.start) + Int(place.length)]))
        }
    }

    /// The texts in the order of their numbers.
    package var dictionary: CodeDictionary {
        // A run that is to end has no use for it.
        let none = { CodeDictionary([String](repeating: "", count: places.count), isSorted: false) }
        if Stop.isWanted(before: places.count) { return none() }
        var end: UInt64 = 0
        let ends = places.map { place -> UInt64 in
            end += UInt64(place.length)
            return end
        }
        // Block by block: of ten million texts it takes a second.
        guard let memory = Memory(joining: blocks), let bytes = View<UInt8>(memory, offset: 0, count: memory.byteCount)
        else { return none() }
        let table = TextTable(ends: View(ends), bytes: bytes)
        return table.map { CodeDictionary(.table($0), isSorted: false) } ?? CodeDictionary([], isSorted: true)
    }

    private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(places[number].length) == text.count else { return false }
        return withBytes(number) { known in
            guard let one = known.baseAddress, let other = text.baseAddress else { return true }
            return memcmp(one, other, text.count) == 0
        }
    }

    private mutating func grow() {
        let capacity = max(64, slots.count * 2)
        var wider = [UInt64](repeating: 0, count: capacity)
        let mask = capacity - 1
        // The lower half of a hash is not kept: it is reckoned anew.
        for number in 0..<places.count {
            if number & (Stop.piece - 1) == 0, Stop.isWanted { break }
            let (hash, isPlain) = withBytes(number) {
                TextHash.of(UnsafeRawBufferPointer($0), seed: seed)
            }
            if !isPlain { continue }
            var place = Int(truncatingIfNeeded: hash) & mask
            while wider[place] != 0 { place = (place &+ 1) & mask }
            wider[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
        }
        slots = wider
    }
}
