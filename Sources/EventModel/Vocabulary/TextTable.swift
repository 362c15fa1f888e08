/// The tables of this folder are text: a row a line (or up to a `;`), a bar between the fields.
///
/// Text costs no time to compile and none to start the program: a table is split when it is first asked for, by bytes.
enum TextTable {
    /// The rows of a table, without the empty ones; spaces at the start of a field are not part of it.
    static func rows(_ text: String) -> [[String]] {
        var text = text
        // In one turn over the bytes: some tables are read at every start.
        return text.withUTF8 { bytes in
            var rows: [[String]] = []
            var fields: [String] = []
            var start = 0
            for place in 0...bytes.count {
                let byte = place < bytes.count ? bytes[place] : UInt8(ascii: "\n")
                let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";")
                guard isEnd || byte == UInt8(ascii: "|") else { continue }
                while start < place, bytes[start] == UInt8(ascii: " ") { start += 1 }
                fields.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self))
                start = place + 1
                guard isEnd else { continue }
                if fields != [""] { rows.append(fields) }
                fields.removeAll(keepingCapacity: true)
            }
            return rows
        }
    }

    /// The words of a field, a space between.
    static func words(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }
}

extension String {
    /// The text itself; nil where it is empty.
    var unlessEmpty: String? { isEmpty ? nil : self }
}
