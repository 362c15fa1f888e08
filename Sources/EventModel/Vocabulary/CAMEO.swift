/// A code of CAMEO under a name of our own.
package struct KindEntry: Hashable, Sendable {
    /// Two, three or four digits, as text: leading zeros count.
    package var code: String
    /// How questions write it: a root's word, `reject`, or the root and one word more, `reject.meeting`.
    package var name: String
    /// What is done, in plain words.
    package var label: String
    /// 1 to 4: see `QuadClass`.
    package var quadClass: Int
    /// Goldstein's value, -10 (conflict) to 10 (cooperation), as GDELT's data have it; nil for codes without one.
    package var goldsteinGDELT: Double?
    /// The same as ICEWS's data have it, where it is called intensity.
    package var goldsteinICEWS: Double?
    /// The code above: the root of a three-digit code, the base of a four-digit one; nil for a root.
    package var parent: String?
}

/// The codes of CAMEO, read from their table when first asked for.
package enum CAMEO {
    /// All 318, in the order of the codes: a code stands before those below it, and these stand together.
    package static let entries: [KindEntry] = TextTable.rows(table).map { fields in
        let code = fields[0]
        let gdelt = Double(fields[3])
        return KindEntry(
            code: code, name: fields[1], label: fields[2],
            quadClass: QuadClass(root: code.prefix(2))?.rawValue ?? 0,
            goldsteinGDELT: gdelt, goldsteinICEWS: fields[4] == "=" ? gdelt : Double(fields[4]),
            parent: parent(of: code))
    }

    private static let byCode = positions(of: \.code)
    private static let byName = positions(of: \.name)

    /// The entry of a code; `12` and `012` are different codes.
    package static func entry(code: String) -> KindEntry? { byCode[code].map { entries[$0] } }

    /// The entry of a full name (`reject.meeting`).
    package static func entry(name: String) -> KindEntry? { byName[name].map { entries[$0] } }

    /// The code above one of two to four digits; nil for a root.
    static func parent(of code: String) -> String? { code.utf8.count > 2 ? String(code.dropLast()) : nil }

    private static func positions(of key: KeyPath<KindEntry, String>) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1[keyPath: key], $0) })
    }
}
