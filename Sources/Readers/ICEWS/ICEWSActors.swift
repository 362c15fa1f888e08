import Columnar
import EventModel

/// The actors of ICEWS, which go by names: what rows say of their countries and sectors.
struct ICEWSActors {
    /// A name and a number of a country or a set of sectors that some row gives it.
    private struct Pair: Hashable {
        var name: UInt32
        var other: UInt32
    }

    private var names: ByteDictionary
    private var countries: ByteDictionary
    private var sectors: ByteDictionary
    private var countryRows: [Pair: Int] = [:]
    private var sectorPairs: Set<Pair> = []

    init(seed: UInt64) {
        names = ByteDictionary(seed: seed)
        countries = ByteDictionary(seed: seed)
        sectors = ByteDictionary(seed: seed)
    }

    /// The code of a name while reading; nil where it is not UTF-8.
    mutating func name(_ bytes: Span<UInt8>, _ field: Range<Int>?) -> UInt32? { Self.code(&names, bytes, field) }

    mutating func country(_ bytes: Span<UInt8>, _ field: Range<Int>?) -> UInt32? { Self.code(&countries, bytes, field) }

    mutating func sectors(_ bytes: Span<UInt8>, _ field: Range<Int>?) -> UInt32? { Self.code(&sectors, bytes, field) }

    /// Notes what a row says of an actor.
    mutating func note(name: UInt32, country: UInt32, sectors: UInt32) {
        guard name >= CodedColumn.firstCode else { return }
        if country >= CodedColumn.firstCode { countryRows[Pair(name: name, other: country), default: 0] += 1 }
        if sectors >= CodedColumn.firstCode { sectorPairs.insert(Pair(name: name, other: sectors)) }
    }

    private static func code(_ dictionary: inout ByteDictionary, _ bytes: Span<UInt8>, _ field: Range<Int>?) -> UInt32?
    {
        guard let field else { return CodedColumn.unknown }
        return dictionary.index(bytes, field).map { UInt32($0.index) + CodedColumn.firstCode }
    }

    // MARK: Resolved

    /// All actors, and the id of the actor of each name.
    struct Resolved {
        var ids: [String] = []
        var actors: [Actor] = []
        /// Names and codes of countries that no list knows.
        var unknownCountries: Set<String> = []
        /// Rows that put an actor into another country than most rows do.
        var strayRows = 0
    }

    /// Decides who each name is.
    ///
    /// A country's name is the country by its code, unless rows put its bearer into another country, as they would the
    /// state of Georgia. All other actors go by their names. Where no row gives a country, the one in brackets behind
    /// the name counts: `Police (Singapore)`.
    func resolve() -> Resolved {
        var resolved = Resolved()
        let given = countriesByName(&resolved)
        let roles = sectorsByName()
        var positions: [String: Int] = [:]
        for index in 0..<names.count {
            let name = ICEWSField.unescaped(names.text(index))
            let actor = actor(name, country: given[index], roles: roles[index])
            resolved.ids.append(actor.id)
            if let known = positions[actor.id] {
                Self.merge(actor, into: &resolved.actors[known])
            } else {
                positions[actor.id] = resolved.actors.count
                resolved.actors.append(actor)
            }
        }
        return resolved
    }

    /// The sets of sectors, each in the order of its words, by the code while reading less the reserved ones.
    var sectorSets: [[String]] {
        (0..<sectors.count).map { index in
            let words = ICEWSField.unescaped(sectors.text(index)).utf8.split(separator: UInt8(ascii: ","))
                .map { part in String(Substring(part.drop { $0 == UInt8(ascii: " ") })) }
            return Self.inOrder(Set(words.filter { !$0.isEmpty }))
        }
    }

    private func actor(_ name: String, country: String?, roles: Set<String>) -> Actor {
        let country = country ?? Self.countryInBrackets(name)
        // Names of three letters would be taken for codes.
        if name.utf8.count > 3, let named = Countries.country(named: name), country == nil || country == named.code {
            var actor = ImpliedActor.actor(named.code)
            actor.roles = Self.inOrder(roles)
            if actor.name != name { actor.aliases = [name] }
            return actor
        }
        return Actor(id: name, name: name, country: country, roles: Self.inOrder(roles))
    }

    private static func merge(_ other: Actor, into actor: inout Actor) {
        actor.country = actor.country ?? other.country
        actor.roles = inOrder(Set(actor.roles).union(other.roles))
        for alias in other.aliases where !actor.aliases.contains(alias) { actor.aliases.append(alias) }
    }

    /// The country that most rows give each name, the one first read where several are given as often.
    private func countriesByName(_ resolved: inout Resolved) -> [String?] {
        let codes = (0..<countries.count).map { index -> String in
            let name = ICEWSField.unescaped(countries.text(index))
            guard let country = Countries.country(named: name) else {
                resolved.unknownCountries.insert(name)
                return name
            }
            return country.code
        }
        var best: [(country: UInt32, rows: Int)?] = Array(repeating: nil, count: names.count)
        for (pair, rows) in countryRows {
            let index = Int(pair.name - CodedColumn.firstCode)
            guard let known = best[index] else {
                best[index] = (pair.other, rows)
                continue
            }
            let isBetter = rows > known.rows || (rows == known.rows && pair.other < known.country)
            if isBetter { best[index] = (pair.other, rows) }
            resolved.strayRows += isBetter ? known.rows : rows
        }
        return best.map { $0.map { codes[Int($0.country - CodedColumn.firstCode)] } }
    }

    /// All sectors that some row gives each name.
    private func sectorsByName() -> [Set<String>] {
        let sets = sectorSets
        var all = [Set<String>](repeating: [], count: names.count)
        for pair in sectorPairs {
            all[Int(pair.name - CodedColumn.firstCode)].formUnion(sets[Int(pair.other - CodedColumn.firstCode)])
        }
        return all
    }

    private static func countryInBrackets(_ name: String) -> String? {
        guard name.hasSuffix(")"), let open = name.utf8.lastIndex(of: UInt8(ascii: "(")) else { return nil }
        let inner = name.utf8[open...].dropFirst().dropLast()
        guard inner.count > 3, let country = Countries.country(named: String(Substring(inner))), !country.isRegion
        else { return nil }
        return country.code
    }

    private static func inOrder(_ words: Set<String>) -> [String] {
        words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
