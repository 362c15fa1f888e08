/// A code of CAMEO under a name of our own.
package struct KindEntry: Hashable, Sendable {
    /// Two, three or four digits, as text: leading zeros count.
    package var code: String
    /// `reject`, `reject.meeting`
    package var name: String
    package var label: String
    /// 1 to 4: verbal and material cooperation, verbal and material conflict.
    package var quadClass: Int
    package var goldsteinGDELT: Double?
    package var goldsteinICEWS: Double?
    /// The code above: the root of a three-digit code, the base of a four-digit one.
    package var parent: String?
}

/// The codes of CAMEO, read from their table when first asked for.
package enum CAMEO {
    /// In the order of the codes, so that a code stands before those below it and these stand together.
    package static let entries: [KindEntry] = rows(of: table).map { fields in
        let code = fields[0]
        return KindEntry(
            code: code, name: fields[1], label: fields[2], quadClass: Int(fields[3]) ?? 0,
            goldsteinGDELT: Double(fields[4]), goldsteinICEWS: Double(fields[5]),
            parent: code.utf8.count == 2 ? nil : code.utf8.count == 3 ? String(code.prefix(2)) : String(code.dropLast()))
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.code, $0) })
    private static let byName = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })

    package static func entry(code: String) -> KindEntry? { byCode[code].map { entries[$0] } }
    package static func entry(name: String) -> KindEntry? { byName[name].map { entries[$0] } }
}

/// A type of PLOVER as a set of CAMEO codes.
package struct PLOVERType: Hashable, Sendable {
    package var name: String
    package var quadClass: Int
    package var score: Double?
    /// Each stands for all codes below it too.
    package var cameoCodes: [String]
    package var modes: [String]
}

/// The sixteen types of PLOVER.
package enum PLOVER {
    package static let types: [PLOVERType] = rows(of: table).map { fields in
        PLOVERType(
            name: fields[0], quadClass: Int(fields[1]) ?? 0, score: Double(fields[2]),
            cameoCodes: fields[3].split(separator: " ").map(String.init),
            modes: fields[4].split(separator: " ").map(String.init))
    }

    package static func type(named name: String) -> PLOVERType? { types.first { $0.name == name.uppercased() } }
}

/// The rows of a table that is written as text, a bar between the fields.
func rows(of table: String) -> [[String]] {
    table.split(separator: "\n").map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
}
