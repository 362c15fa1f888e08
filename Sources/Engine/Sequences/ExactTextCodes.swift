import Columnar

/// Codes for texts that are the same only if their bytes are.
///
/// Almost all are of ASCII, where those that are equal at all are: their bytes lie in few memories, so that millions are
/// given back as some hundred.
struct ExactTextCodes {
    private struct Bytes: Hashable {
        let text: String
        static func == (left: Bytes, right: Bytes) -> Bool { left.text.hasSameBytes(as: right.text) }
        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    private var plain = TextCoder()
    /// By the numbers of `plain`.
    private var plainCodes: [UInt32] = []
    private var others: [Bytes: UInt32] = [:]

    /// How many texts have a code.
    var count: Int { plainCodes.count + others.count }

    /// The code of a text; `new`, and that from then on, if it has none yet.
    mutating func code(of text: UnsafeBufferPointer<UInt8>, orNew new: UInt32) -> UInt32 {
        if text.allSatisfy({ $0 < 0x80 }) {
            let number = plain.number(of: text)
            if number == plainCodes.count { plainCodes.append(new) }
            return plainCodes[number]
        }
        let bytes = Bytes(text: String(decoding: text, as: UTF8.self))
        if let known = others[bytes] { return known }
        others[bytes] = new
        return new
    }
}
