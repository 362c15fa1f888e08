/// The tables of this folder are text: a row a line (or up to a `;`), a bar between the fields.
///
/// Text costs no time to compile and none to start the program: a table is split when it is first asked for, by bytes.
enum TextTable {
    /// The rows of a table, without the empty ones; spaces at the start of a field are not part of it.
    static func rows(_ text: String) -> [[String]] {
        text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: ";") }.compactMap { line in
            let fields = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map(field)
            return fields == [""] ? nil : fields
        }
    }

    /// The words of a field, a space between.
    static func words(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    private static func field(_ bytes: Substring.UTF8View) -> String {
        String(Substring(bytes.drop { $0 == UInt8(ascii: " ") }))
    }
}

extension String {
    /// The text itself; nil where it is empty.
    var unlessEmpty: String? { isEmpty ? nil : self }
}
