/// Reads one JSON string in quotes, checking every byte of it.
struct JSONStringReader {
    /// Behind what has been read.
    private(set) var offset: Int
    private let start: Int

    /// - Parameter start: where the opening quote stands.
    init(start: Int) {
        self.start = start
        offset = start + 1
    }

    mutating func read(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        let first = offset
        var hasEscapes = false
        while true {
            guard offset < bytes.count else {
                throw JSONError(byteOffset: start, reason: "found a text whose closing quote is missing")
            }
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") { break }
            if byte < 0x20 {
                throw JSONError(
                    byteOffset: offset,
                    reason: "found \(FieldText.describe(bytes, at: offset)) in a text, expected it written with `\\`")
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                // The escaped byte is passed over here, so that an escaped quote ends nothing.
                offset += 1
            }
            offset += 1
        }
        let content = first..<offset
        offset += 1
        try checkEncoding(bytes, content)
        if hasEscapes { return try unescaped(bytes, content) }
        return FieldText.string(bytes, content) ?? ""
    }

    private func checkEncoding(_ bytes: Span<UInt8>, _ content: Range<Int>) throws(JSONError) {
        do {
            _ = try UTF8Span(validating: bytes.extracting(content))
        } catch {
            throw JSONError(
                byteOffset: content.lowerBound + error.byteOffsets.lowerBound,
                reason: "found bytes that are not UTF-8 in a text, expected UTF-8")
        }
    }

    private func unescaped(_ bytes: Span<UInt8>, _ content: Range<Int>) throws(JSONError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var position = content.lowerBound
        while position < content.upperBound {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                position += 1
                continue
            }
            // The scan never ends between a backslash and the byte behind it.
            let escape = bytes[position + 1]
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                let (scalar, length) = try scalar(bytes, at: position, end: content.upperBound)
                text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
                position += length
                continue
            default:
                throw JSONError(
                    byteOffset: position,
                    reason: "found \(FieldText.describe(bytes, at: position + 1)) behind `\\`, "
                        + "expected one of `\" \\ / b f n r t u`")
            }
            position += 2
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The scalar of `\uXXXX` or of a pair of them, and the length of the escape.
    private func scalar(
        _ bytes: Span<UInt8>, at position: Int, end: Int
    ) throws(JSONError) -> (Unicode.Scalar, length: Int) {
        let high = try unit(bytes, at: position, end: end)
        if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
        let second = position + 6
        if high < 0xDC00, second + 1 < end, bytes[second] == UInt8(ascii: "\\"), bytes[second + 1] == UInt8(ascii: "u")
        {
            let low = try unit(bytes, at: second, end: end)
            if (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
            {
                return (scalar, 12)
            }
        }
        throw JSONError(
            byteOffset: position, reason: "found half of a surrogate pair written with `\\u`, expected both halves")
    }

    private func unit(_ bytes: Span<UInt8>, at position: Int, end: Int) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for index in position + 2..<position + 6 {
            guard index < end, let digit = bytes[index].hexValue else {
                throw JSONError(byteOffset: position, reason: "found `\\u` without four hexadecimal digits behind it")
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
