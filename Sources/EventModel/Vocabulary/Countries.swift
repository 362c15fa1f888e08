/// A state, a territory, or a region that CAMEO codes like one.
package struct Country: Hashable, Sendable {
    /// CAMEO's code, which is ISO 3166 alpha-3 for states and territories.
    package var code: String
    /// ISO 3166 alpha-2; nil for regions and old codes. Not FIPS 10-4, which GDELT's places have.
    package var iso2: String?
    /// In English, as short as usage has it.
    package var name: String
    /// Other names, among them the spellings of ICEWS, UCDP and ISO.
    package var aliases: [String]
    /// True of what is no state or territory: `AFR`, `MEA`, `WST`.
    package var isRegion: Bool
    /// The code used today, of an old one: `ROU` of `ROM`.
    package var replacedBy: String?
}

/// The countries of the world, read from their table when first asked for.
package enum Countries {
    /// Old codes and regions too, in the order of the codes.
    package static let all: [Country] = TextTable.rows(table).map { fields in
        let fields = fields + [String](repeating: "", count: max(0, 5 - fields.count))
        let isRegion = fields[3] == "r"
        return Country(
            code: fields[0], iso2: fields[1].unlessEmpty, name: fields[2],
            aliases: fields[4].utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) },
            isRegion: isRegion, replacedBy: isRegion ? nil : fields[3].unlessEmpty)
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.code, $0) })
    private static let byISO2 = Dictionary(
        uniqueKeysWithValues: all.enumerated().compactMap { position, country in country.iso2.map { ($0, position) } })

    /// Names and aliases as `key(_:)` writes them; a present code goes before an old one of the same name.
    private static let byName: [String: Int] = {
        var names: [String: Int] = [:]
        let present = all.indices.filter { all[$0].replacedBy == nil }
        let old = all.indices.filter { all[$0].replacedBy != nil }
        for position in present + old {
            let country = all[position]
            for name in [country.name] + country.aliases { names[key(name)] = names[key(name)] ?? position }
        }
        return names
    }()

    /// The country of an alpha-3 or CAMEO code in capitals; an old code gives its successor.
    package static func country(code: String) -> Country? {
        guard let position = byCode[code] else { return nil }
        let country = all[position]
        return country.replacedBy.flatMap { byCode[$0] }.map { all[$0] } ?? country
    }

    /// The country of an ISO 3166 alpha-2 code in capitals: `CH` is Switzerland.
    package static func country(iso2: String) -> Country? { byISO2[iso2].map { all[$0] } }

    /// The country of a name, an alias or an alpha-3 code, in any case and with or without an article.
    ///
    /// Alpha-2 codes are no names, as FIPS 10-4 gives most of them to others; `US` and `UK` are aliases.
    package static func country(named name: String) -> Country? {
        guard name.utf8.count <= 100 else { return nil }
        if let position = byName[key(name)] { return country(code: all[position].code) }
        return name.utf8.count == 3 ? country(code: name.uppercased()) : nil
    }

    /// The entry of a code as it is, old or not.
    static func entry(_ code: String) -> Country? { byCode[code].map { all[$0] } }

    /// A name in lower case, with straight apostrophes and without an article.
    private static func key(_ name: String) -> String {
        let lower = String(name.lowercased().map { $0 == "\u{2019}" ? "'" : $0 })
        return lower.hasPrefix("the ") ? String(lower.dropFirst(4)) : lower
    }
}
