/// A question asked before.
package struct HistoryEntry: Equatable, Sendable {
    /// The whole question, with its line feeds.
    package var question: String
    /// Seconds since 1970.
    package var time: Int
    /// The data that it was asked of.
    package var dataSet: String

    package init(question: String, time: Int, dataSet: String) {
        self.question = question
        self.time = time
        self.dataSet = dataSet
    }
}

/// One line of the history file, a JSON object: `{"time":1700000000,"data":"gdelt","question":"events\n| count"}`.
///
/// Reading is forgiving: a line that is not one of ours (torn by a full disk, written by hand) is nil, never a crash.
extension HistoryEntry {
    /// The entry as one line of ASCII control-free text, without a line feed at its end.
    package var line: String {
        #"{"time":\#(time),"data":\#(quoted(dataSet)),"question":\#(quoted(question))}"#
    }

    package init?(line: some StringProtocol) {
        var reader = LineReader(bytes: Array(line.utf8))
        guard reader.skip(#"{"time":"#), let time = reader.integer(),
            reader.skip(#","data":"#), let dataSet = reader.string(),
            reader.skip(#","question":"#), let question = reader.string(),
            reader.skip("}"), reader.isAtEnd
        else { return nil }
        self.init(question: question, time: time, dataSet: dataSet)
    }
}

private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

private struct LineReader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func next() -> UInt8? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func skip(_ text: String) -> Bool {
        guard bytes[offset...].starts(with: text.utf8) else { return false }
        offset += text.utf8.count
        return true
    }

    mutating func integer() -> Int? {
        let digits = bytes[offset...].prefix { $0 == 0x2D || (0x30...0x39).contains($0) }
        offset += digits.count
        return Int(String(decoding: digits, as: UTF8.self))
    }

    mutating func string() -> String? {
        guard next() == UInt8(ascii: "\"") else { return nil }
        var result: [UInt8] = []
        while let byte = next() {
            if byte == UInt8(ascii: "\"") { return String(decoding: result, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard let scalar = escaped() else { return nil }
            result.append(contentsOf: Array(String(Character(scalar)).utf8))
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        switch next() {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "u"):
            guard offset + 4 <= bytes.count else { return nil }
            let digits = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
            offset += 4
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }
}
