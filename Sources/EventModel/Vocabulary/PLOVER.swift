/// A type of PLOVER as a set of CAMEO codes.
package struct PLOVERType: Hashable, Sendable {
    /// In capitals, as PLOVER writes it: `REJECT`.
    package var name: String
    /// 1 to 4: see `QuadClass`. PLOVER's class of a type, which need not be CAMEO's of its codes.
    package var quadClass: Int
    /// PLOVER's counterpart of a Goldstein value, -10 to 10.
    package var score: Double?
    /// CAMEO codes that are of this type with all codes below them.
    package var cameoCodes: [String]
    /// CAMEO codes that are of this type themselves, while of those below them some are of another.
    package var bareCodes: [String]
    /// PLOVER's names for the ways in which it is done.
    package var modes: [String]
}

/// The sixteen types of PLOVER (the 2021 draft 0.8), as sets of CAMEO codes.
package enum PLOVER {
    /// In the order of the manual: from verbal cooperation to material conflict.
    package static let types: [PLOVERType] = TextTable.rows(table).map { fields in
        PLOVERType(
            name: fields[0], quadClass: Int(fields[1]) ?? 0, score: Double(fields[2]),
            cameoCodes: TextTable.words(fields[3]), bareCodes: TextTable.words(fields[4]),
            modes: TextTable.words(fields[5]))
    }

    private static let bySubtree = positions(of: \.cameoCodes)
    private static let byBareCode = positions(of: \.bareCodes)

    /// The type of a name, in capitals or not.
    package static func type(named name: String) -> PLOVERType? {
        let name = name.uppercased()
        return types.first { $0.name == name }
    }

    /// The type to which a CAMEO code belongs; nil for the roots 01 and 02, which PLOVER has no type for.
    package static func type(cameo code: String) -> PLOVERType? {
        guard CAMEO.entry(code: code) != nil else { return nil }
        if let position = byBareCode[code] { return types[position] }
        var current: String? = code
        while let code = current {
            if let position = bySubtree[code] { return types[position] }
            current = CAMEO.parent(of: code)
        }
        return nil
    }

    private static func positions(of codes: KeyPath<PLOVERType, [String]>) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: types.enumerated().flatMap { position, type in
                type[keyPath: codes].map { ($0, position) }
            })
    }
}
