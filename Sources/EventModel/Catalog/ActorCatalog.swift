/// A country, organization, person, outlet or group that acts or is acted upon.
package struct Actor: Hashable, Sendable {
    /// The code or id, which is how the actor is written: `CHN`, `CHNMIL`, `li-shangfu`.
    package var id: String
    package var name: String?
    package var aliases: [String]
    /// `country`, `organization`, `person`, `outlet`, `group` …, as the data set says.
    package var type: String?
    /// Ids of what the actor is a part of.
    package var memberOf: [String]
    /// Code of the country, from the tree, the code's own parts, or the data set's country column.
    package var country: String?
    /// CAMEO roles of the code (`GOV`, `MIL`).
    package var roles: [String]
    /// True of an actor that a data set declares in a record of its own (and not merely uses).
    package var isDeclared: Bool

    package init(
        id: String, name: String? = nil, aliases: [String] = [], type: String? = nil, memberOf: [String] = [],
        country: String? = nil, roles: [String] = [], isDeclared: Bool = false
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.type = type
        self.memberOf = memberOf
        self.country = country
        self.roles = roles
        self.isDeclared = isDeclared
    }
}

/// The actors of a data set and who is part of whom.
///
/// An actor is within another if a chain of `member_of` leads there, or if the other is the country of the actor's code.
package struct ActorCatalog: Sendable {
    /// All of them; those of a store are made here, when somebody needs them all.
    package var actors: [Actor] { list.value.actors }

    private let list: Lazy<ActorList>
    /// Where single ones are looked for as long as nobody needed them all.
    private let source: (any NameSource<Actor>)?

    package init(_ actors: [Actor] = []) {
        list = Lazy(given: ActorList(actors))
        source = nil
    }

    /// Actors that lie somewhere else.
    package init(_ source: any NameSource<Actor>) {
        list = Lazy { ActorList(source.all()) }
        self.source = source
    }

    package func actor(_ id: String) -> Actor? {
        if let source, list.valueIfMade == nil {
            if let actor = source.member(id) { return actor }
            // Bytes that differ may be the same letters.
            if id.isASCII { return nil }
        }
        return list.value.actor(id)
    }

    /// Ids of those who have a name, given in lower case.
    private func ids(named lower: String) -> [String] {
        if let source, list.valueIfMade == nil {
            let found = source.members(named: lower)
            if !found.isEmpty || lower.isASCII { return found.map(\.id) }
        }
        return list.value.ids(named: lower)
    }

    /// The ids that a name may mean: an id as written, an id in other case, a name or alias, then a country of the world.
    package func ids(matching text: String) -> [String] {
        if actor(text) != nil { return [text] }
        let upper = text.uppercased()
        if actor(upper) != nil { return [upper] }
        let lower = text.lowercased()
        if actor(lower) != nil { return [lower] }
        let named = ids(named: lower)
        if !named.isEmpty { return named }
        if let country = Countries.country(code: upper) ?? Countries.country(named: text) { return [country.code] }
        return []
    }

    /// Whether `id` is `ancestor` or a part of it. Rings of `member_of` end.
    package func isWithin(_ id: String, _ ancestor: String) -> Bool {
        if id == ancestor { return true }
        // Most are part of a country and of nothing else: no list of what is to be looked at has to be made.
        if let actor = actor(id), actor.memberOf.isEmpty { return actor.country == ancestor }
        var pending = [id]
        var seen: Set<String> = []
        while let current = pending.popLast() {
            if current == ancestor { return true }
            guard seen.insert(current).inserted, let actor = actor(current) else { continue }
            if actor.country == ancestor { return true }
            pending.append(contentsOf: actor.memberOf)
        }
        return false
    }

    /// Ids of the actor and all its parts in this data set, in the order of the catalogue.
    package func members(of ancestor: String) -> [String] {
        guard let source, list.valueIfMade == nil, ancestor.isASCII else {
            // Of two with one id the first counts.
            var seen: Set<String> = []
            return actors.map(\.id).filter { isWithin($0, ancestor) && seen.insert($0).inserted }
        }
        return source.possibleParts(of: ancestor).lazy.filter { $0.isCertain || isWithin($0.id, ancestor) }.map(\.id)
    }

    /// The country that an actor belongs to; a country is its own.
    package func country(of id: String) -> String? {
        if let source, list.valueIfMade == nil, let country = source.country(of: id) { return country }
        if let actor = actor(id), actor.type != "country", let country = actor.country { return country }
        var pending = [id]
        var seen: Set<String> = []
        while !pending.isEmpty {
            let current = pending.removeFirst()
            guard seen.insert(current).inserted else { continue }
            guard let actor = actor(current) else {
                if let country = Countries.country(code: current) { return country.code }
                continue
            }
            if actor.type == "country" { return actor.id }
            if let country = actor.country { return country }
            pending.append(contentsOf: actor.memberOf)
        }
        return nil
    }
}

/// Actors in memory, and how they are found.
private struct ActorList: Sendable {
    let actors: [Actor]
    private let byID: [String: Int]
    private let byName: [String: [Int]]

    init(_ actors: [Actor]) {
        self.actors = actors
        byID = Dictionary(actors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var byName: [String: [Int]] = [:]
        for (position, actor) in actors.enumerated() {
            for name in actor.namesInLowerCase { byName[name, default: []].append(position) }
        }
        self.byName = byName
    }

    func actor(_ id: String) -> Actor? { byID[id].map { actors[$0] } }
    func ids(named lower: String) -> [String] { byName[lower, default: []].map { actors[$0].id } }
}

extension Actor {
    /// Its name and its aliases, as they are looked for.
    package var namesInLowerCase: Set<String> { Set((aliases + (name.map { [$0] } ?? [])).map { $0.lowercased() }) }
}
