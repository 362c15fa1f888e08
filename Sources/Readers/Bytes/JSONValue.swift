import EventModel

/// A JSON value as it was written: objects keep the order of their members and any duplicate keys.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// The sort of value in plain words, for messages: `a number`.
    package var sort: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    /// Whether a text in it, or a key, is longer than any field may be.
    var hasTooLongText: Bool {
        switch self {
        case .null, .bool, .number: false
        case .string(let text): text.utf8.count > FieldText.limit
        case .array(let values): values.contains(where: \.hasTooLongText)
        case .object(let members):
            members.contains { $0.key.utf8.count > FieldText.limit || $0.value.hasTooLongText }
        }
    }
}

/// A number with the text that was written, so that nothing of it is lost.
package struct JSONNumber: Hashable, Sendable {
    /// As written, `1.50`.
    package var text: String
    /// The nearest double, never infinite.
    package var value: Double
    /// The exact value of a number written without fraction and exponent, where it fits.
    package var integer: Int64?

    package init(text: String, value: Double, integer: Int64?) {
        self.text = text
        self.value = value
        self.integer = integer
    }

    /// Whether digits of a whole number are lost in the nearest double.
    package var losesDigits: Bool {
        guard abs(value) >= 9_007_199_254_740_992 else { return false }
        if let integer { return Int64(exactly: value) != integer }
        return text.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
    }

    /// A number in its shortest writing; nil for infinities and what is no number.
    package init?(_ value: Double) {
        guard let text = JSONText.number(value) else { return nil }
        self.init(text: text, value: value, integer: Int64(text))
    }
}

/// One `key: value` of an object.
package struct JSONMember: Hashable, Sendable {
    package var key: String
    package var value: JSONValue
    /// Where the key's first quote stands in the text that was read; 0 of what was not read. Not part of equality.
    package var byteOffset: Int

    package init(_ key: String, _ value: JSONValue, byteOffset: Int = 0) {
        self.key = key
        self.value = value
        self.byteOffset = byteOffset
    }

    package static func == (left: JSONMember, right: JSONMember) -> Bool {
        left.key == right.key && left.value == right.value
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(value)
    }
}

extension [JSONMember] {
    /// The value of the first member of that key.
    package subscript(key: String) -> JSONValue? { first { $0.key == key }?.value }

    /// The second member of the first key that comes twice; keys are compared byte for byte.
    package var firstDuplicate: JSONMember? {
        // Of few it is quicker to compare each with each.
        if count <= 32 {
            return indices.lazy.map { self[$0] }.enumerated().first { index, member in
                self[..<index].contains { $0.key == member.key && $0.key.utf8.elementsEqual(member.key.utf8) }
            }?.element
        }
        var seen: Set<[UInt8]> = []
        return first { !seen.insert([UInt8]($0.key.utf8)).inserted }
    }
}

extension JSONValue {
    /// Appends the value as JSON text; numbers as they were written.
    ///
    /// - Parameter isSpaced: whether a space stands behind `,` and `:`.
    package func write(to bytes: inout [UInt8], isSpaced: Bool = false) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): JSONText.append(text, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(contentsOf: isSpaced ? ", ".utf8 : ",".utf8) }
                value.write(to: &bytes, isSpaced: isSpaced)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(contentsOf: isSpaced ? ", ".utf8 : ",".utf8) }
                JSONText.append(member.key, to: &bytes)
                bytes.append(contentsOf: isSpaced ? ": ".utf8 : ":".utf8)
                member.value.write(to: &bytes, isSpaced: isSpaced)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Whether it is a number that loses digits.
    var losesDigits: Bool { if case .number(let number) = self { number.losesDigits } else { false } }

    /// The value as JSON text without spaces.
    package var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
