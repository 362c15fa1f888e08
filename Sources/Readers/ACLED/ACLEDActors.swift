import EventModel

/// What ACLED's names of actors say.
enum ACLEDActors {
    /// The word of today for the number that older files have.
    static func sort(_ number: Int) -> String {
        switch number {
        case 1: "State forces"
        case 2: "Rebel group"
        case 3: "Political militia"
        case 4: "Identity militia"
        case 5: "Rioters"
        case 6: "Protesters"
        case 7: "Civilians"
        case 8: "External/Other forces"
        default: ""
        }
    }

    /// Who bears a name.
    ///
    /// `Military Forces of Kenya (2013-2022)` and `Government of …` are told by their words and are of the country
    /// that is named; all others are of the country in brackets behind them, `Protesters (India)`, if there is one.
    static func actor(_ name: String, sort: String?) -> Actor {
        for (words, role) in stateForces {
            guard let country = country(of: name, behind: words) else { continue }
            return Actor(id: name, name: name, type: sort, country: country.code, roles: [role])
        }
        return Actor(id: name, name: name, type: sort, country: countryInBrackets(name)?.code)
    }

    private static let stateForces = [
        ("Military Forces of ", "MIL"), ("Police Forces of ", "COP"), ("Government of ", "GOV"),
    ]

    private static func country(of name: String, behind words: String) -> Country? {
        guard name.hasPrefix(words) else { return nil }
        let rest = name.dropFirst(words.count).utf8
        return Countries.country(named: GridShape.trimmed(String(Substring(rest.prefix { $0 != UInt8(ascii: "(") }))))
    }

    private static func countryInBrackets(_ name: String) -> Country? {
        guard name.hasSuffix(")"), let open = name.utf8.lastIndex(of: UInt8(ascii: "(")) else { return nil }
        let inner = String(Substring(name.utf8[open...].dropFirst().dropLast()))
        // Three letters are the name of a group rather than the code of a country.
        guard inner.utf8.count > 3, let country = Countries.country(named: inner), !country.isRegion else { return nil }
        return country
    }
}
