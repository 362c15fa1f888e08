/// What we drew for a terminal, as plain text: without colours and links, whose texts stay.
package func unpainted(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
        guard bytes[place] == 0x1B, place + 1 < bytes.count else {
            result.append(bytes[place])
            place += 1
            continue
        }
        let isLink = bytes[place + 1] == UInt8(ascii: "]")
        place += 2
        // A colour ends with a letter, a link with a backslash behind an escape (ECMA-48).
        while place < bytes.count, isLink ? bytes[place] != 0x5C : !(0x40...0x7E).contains(bytes[place]) { place += 1 }
        place += 1
    }
    return String(decoding: result, as: UTF8.self)
}
