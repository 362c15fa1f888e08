/// A place where a text is not JSON.
package struct JSONError: Error, Hashable {
    /// From the start of the text that was given.
    package var byteOffset: Int
    /// What was found and what was expected, in plain words, without a full stop.
    package var reason: String

    package init(byteOffset: Int, reason: String) {
        self.byteOffset = byteOffset
        self.reason = reason
    }
}

/// JSON (RFC 8259), read strictly: nothing is healed, guessed or left out.
package enum JSON {
    /// Levels of lists and objects within each other beyond which a text is refused.
    package static let depthLimit = 512

    /// The one value that the text holds, with white space around it at most.
    package static func parse(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        var parser = JSONParser()
        return try parser.document(bytes)
    }

    /// The one value that the text holds.
    package static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        try parse(bytes.span)
    }

    /// The one value that the text holds.
    package static func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8)[...])
    }
}

/// Goes through the text once, with the open lists and objects on a stack of its own: depth costs no call stack.
struct JSONParser {
    private(set) var offset = 0
    private var open: [Container] = []

    /// A list or an object that has not ended.
    private struct Container {
        var isObject: Bool
        var key = ""
        var keyOffset = 0
        var values: [JSONValue] = []
        var members: [JSONMember] = []

        init(isObject: Bool) { self.isObject = isObject }

        mutating func add(_ value: JSONValue) {
            if isObject {
                members.append(JSONMember(key, value, byteOffset: keyOffset))
            } else {
                values.append(value)
            }
        }

        var value: JSONValue { isObject ? .object(members) : .array(values) }
    }

    mutating func document(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        while true {
            skipSpace(bytes)
            guard var value = try valueOrOpening(bytes) else { continue }
            // The value is complete: it goes into what encloses it, which may be complete with that.
            while true {
                skipSpace(bytes)
                guard let last = open.indices.last else {
                    if offset == bytes.count { return value }
                    throw unexpected(bytes, expected: "nothing more")
                }
                open[last].add(value)
                guard try isComplete(bytes, last) else { break }
                value = open.removeLast().value
            }
        }
    }

    /// A value that is complete, or nil where a list or an object begins that is not empty.
    private mutating func valueOrOpening(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue? {
        guard offset < bytes.count else { throw unexpected(bytes, expected: "a value") }
        switch bytes[offset] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = bytes[offset] == UInt8(ascii: "{")
            guard open.count < JSON.depthLimit else {
                throw JSONError(
                    byteOffset: offset, reason: "found lists or objects more than \(JSON.depthLimit) levels deep")
            }
            offset += 1
            skipSpace(bytes)
            if offset < bytes.count, bytes[offset] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                offset += 1
                return isObject ? .object([]) : .array([])
            }
            open.append(Container(isObject: isObject))
            if isObject { try key(bytes, orEnd: true) }
            return nil
        case UInt8(ascii: "\""): return .string(try string(bytes))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number(bytes))
        case UInt8(ascii: "t"): return try word("true", bytes, .bool(true))
        case UInt8(ascii: "f"): return try word("false", bytes, .bool(false))
        case UInt8(ascii: "n"): return try word("null", bytes, .null)
        default: throw unexpected(bytes, expected: "a value")
        }
    }

    /// Reads the comma or the bracket behind a value; a comma in an object is followed by a key.
    private mutating func isComplete(_ bytes: Span<UInt8>, _ last: Int) throws(JSONError) -> Bool {
        let isObject = open[last].isObject
        let end = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: ",") || bytes[offset] == end else {
            throw unexpected(bytes, expected: isObject ? "`,` or `}`" : "`,` or `]`")
        }
        offset += 1
        if bytes[offset - 1] == end { return true }
        if isObject {
            skipSpace(bytes)
            try key(bytes, orEnd: false)
        }
        return false
    }

    private mutating func key(_ bytes: Span<UInt8>, orEnd: Bool) throws(JSONError) {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
            throw unexpected(bytes, expected: orEnd ? "a name in quotes or `}`" : "a name in quotes")
        }
        let start = offset
        let text = try string(bytes)
        skipSpace(bytes)
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else {
            throw unexpected(bytes, expected: "`:` behind the name")
        }
        offset += 1
        open[open.count - 1].key = text
        open[open.count - 1].keyOffset = start
    }

    private mutating func word(
        _ word: StaticString, _ bytes: Span<UInt8>, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        let start = offset
        for index in 0..<word.utf8CodeUnitCount {
            guard offset < bytes.count, bytes[offset] == word.utf8Start[index] else {
                offset = start
                throw JSONError(byteOffset: start, reason: "found a word that is not `\(word)`, expected a value")
            }
            offset += 1
        }
        return value
    }

    private mutating func skipSpace(_ bytes: Span<UInt8>) {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> JSONNumber {
        let start = offset
        if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "0") {
            offset += 1
            if offset < bytes.count, bytes[offset].isDigit {
                throw JSONError(byteOffset: start, reason: "found a number that begins with 0, expected none in front")
            }
        } else {
            try digits(bytes, "a digit")
        }
        var isInteger = true
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            isInteger = false
            offset += 1
            try digits(bytes, "a digit behind the point")
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            offset += 1
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            try digits(bytes, "a digit of the exponent")
        }
        let range = start..<offset
        guard let value = FieldText.decimal(bytes, range) else {
            throw JSONError(byteOffset: start, reason: "found a number too large to be kept")
        }
        let text = bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        return JSONNumber(text: text, value: value, integer: isInteger ? FieldText.integer(bytes, range) : nil)
    }

    private mutating func digits(_ bytes: Span<UInt8>, _ expected: String) throws(JSONError) {
        guard offset < bytes.count, bytes[offset].isDigit else { throw unexpected(bytes, expected: expected) }
        while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
    }

    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        var reader = JSONStringReader(start: offset)
        let text = try reader.read(bytes)
        offset = reader.offset
        return text
    }

    private func unexpected(_ bytes: Span<UInt8>, expected: String) -> JSONError {
        JSONError(byteOffset: offset, reason: "found \(FieldText.describe(bytes, at: offset)), expected \(expected)")
    }
}
