/// Readers written apart from the writers they prove.
enum Parsing {
    /// RFC 4180 with LF; a field in quotes is told from a bare one.
    static func csv(_ text: String, separator: UInt8 = 0x2C) -> [[(text: String, isQuoted: Bool)]] {
        var rows: [[(text: String, isQuoted: Bool)]] = []
        var row: [(text: String, isQuoted: Bool)] = []
        var field: [UInt8] = []
        var (isOpen, wasQuoted) = (false, false)
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isOpen {
                if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                    field.append(0x22)
                    index += 1
                } else if byte == 0x22 {
                    isOpen = false
                } else {
                    field.append(byte)
                }
            } else if byte == 0x22, field.isEmpty {
                (isOpen, wasQuoted) = (true, true)
            } else if byte == separator || byte == 0x0A {
                row.append((String(decoding: field, as: UTF8.self), wasQuoted))
                (field, wasQuoted) = ([], false)
                if byte == 0x0A {
                    rows.append(row)
                    row = []
                }
            } else {
                field.append(byte)
            }
            index += 1
        }
        return rows
    }

    static func tsv(_ text: String) -> [[String]] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { field in
                var result = String.UnicodeScalarView()
                var isEscape = false
                for scalar in field {
                    if isEscape {
                        result.append(scalar == "t" ? "\t" : scalar == "n" ? "\n" : scalar == "r" ? "\r" : "\\")
                        isEscape = false
                    } else if scalar == "\\" {
                        isEscape = true
                    } else {
                        result.append(scalar)
                    }
                }
                return String(result)
            }
        }
    }

    /// Whether anything in a text could act on a terminal: controls but LF, and signs that turn the writing direction.
    static func actsOnTerminal(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            let value = scalar.value
            return (value < 0x20 && value != 0x0A) || (0x7F...0x9F).contains(value) || (0x202A...0x202E).contains(value)
                || (0x2066...0x2069).contains(value)
                || [0x200B, 0x200E, 0x200F, 0x61C, 0x2028, 0x2029, 0xFEFF].contains(value)
        }
    }
}
