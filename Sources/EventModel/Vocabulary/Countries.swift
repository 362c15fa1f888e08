/// A state, a territory, or a region that CAMEO codes like one.
package struct Country: Hashable, Sendable {
    /// CAMEO's code, which is ISO 3166 alpha-3 for states.
    package var code: String
    package var iso2: String?
    package var name: String
    package var aliases: [String]
    package var isRegion: Bool
    /// The code used today, of an old one (`ROM` is `ROU`).
    package var replacedBy: String?
}

/// The countries of the world, read from their table when first asked for.
package enum Countries {
    package static let all: [Country] = rows(of: table).map { fields in
        Country(
            code: fields[0], iso2: fields[1].isEmpty ? nil : fields[1], name: fields[2],
            aliases: fields[3].split(separator: ";").map(String.init), isRegion: fields[4] == "r",
            replacedBy: fields[5].isEmpty ? nil : fields[5])
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.code, $0) })

    /// Names and aliases in lower case; a present code before an old one of the same name.
    private static let byName: [String: Int] = {
        var names: [String: Int] = [:]
        for (position, country) in all.enumerated() where country.replacedBy == nil {
            for name in [country.name] + country.aliases { names[name.lowercased()] = names[name.lowercased()] ?? position }
        }
        for (position, country) in all.enumerated() where country.replacedBy != nil {
            for name in [country.name] + country.aliases { names[name.lowercased()] = names[name.lowercased()] ?? position }
        }
        return names
    }()

    private static let byFIPS = Dictionary(uniqueKeysWithValues: rows(of: fipsTable).map { ($0[0], ($0[1], $0[2])) })

    /// The country of a code; an old code gives its successor.
    package static func country(code: String) -> Country? {
        guard let position = byCode[code] else { return nil }
        let country = all[position]
        return country.replacedBy.flatMap { byCode[$0] }.map { all[$0] } ?? country
    }

    /// The country of a name or an alias, in any case.
    package static func country(named name: String) -> Country? {
        guard let position = byName[name.lowercased()] else { return nil }
        return country(code: all[position].code)
    }

    /// The ISO 3166 alpha-3 code of a FIPS 10-4 code: `CH` is China, `AS` Australia.
    package static func iso3(fips: String) -> String? {
        byFIPS[fips].flatMap { $0.0.isEmpty ? nil : $0.0 }
    }

    package static func name(fips: String) -> String? { byFIPS[fips]?.1 }
}
