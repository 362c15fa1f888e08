extension Catalog {
    /// What is known of several data sets of one format as one: names of the first, then what the others add. Of an
    /// actor or a kind that several know, the first one to declare it counts, as in one reading of all.
    ///
    /// - Parameters:
    ///   - places: those of all.
    ///   - tables: the columns of the joined tables.
    package static func joined(_ parts: [Catalog], places: [String: Place], tables: [TableSchema]) -> Catalog {
        var offices: [OfficeTerm] = []
        var known: Set<OfficeTerm> = []
        for part in parts {
            offices += part.offices.filter { known.insert($0).inserted }
        }
        return Catalog(
            name: parts.first?.name ?? "", kinds: .joined(parts.map(\.kinds)),
            actors: .joined(parts.map(\.actors)), places: places, offices: offices,
            coverage: Coverage.joined(parts.compactMap(\.coverage)), tables: tables)
    }
}

extension Coverage {
    /// What records say of coverage counts before guesses; nil of none.
    static func joined(_ parts: [Coverage]) -> Coverage? {
        let declared = parts.filter { !$0.isGuess }
        let counted = declared.isEmpty ? parts : declared
        guard let first = counted.first else { return nil }
        let hull = counted.dropFirst().reduce(first.period) {
            Period(min($0.first, $1.period.first), max($0.last, $1.period.last))
        }
        return Coverage(hull, isGuess: first.isGuess)
    }
}

extension KindCatalog {
    static func joined(_ parts: [KindCatalog]) -> KindCatalog {
        var declared: [DeclaredKind] = []
        var names: Set<String> = []
        for part in parts { declared += part.declared.filter { names.insert($0.name).inserted } }
        return KindCatalog(declared: declared, goldstein: parts.first?.goldstein ?? .gdelt)
    }
}

extension ActorCatalog {
    static func joined(_ parts: [ActorCatalog]) -> ActorCatalog {
        var actors: [Actor] = []
        var places: [String: Int] = [:]
        for actor in parts.lazy.flatMap(\.actors) {
            guard let place = places[actor.id] else {
                places[actor.id] = actors.count
                actors.append(actor)
                continue
            }
            actors[place].join(actor)
        }
        return ActorCatalog(actors)
    }
}

extension Actor {
    /// Takes over what another part knows of the actor. One that a record declares is what the record says.
    fileprivate mutating func join(_ other: Actor) {
        if isDeclared { return }
        let isOutlet = type == "outlet" && country == nil && roles.isEmpty
        if other.isDeclared || (isOutlet && other.type != "outlet") {
            self = other
            return
        }
        if other.type == "outlet", type != "outlet" { return }
        name = name ?? other.name
        type = type ?? other.type
        country = country ?? other.country
        if memberOf.isEmpty { memberOf = other.memberOf }
        aliases += other.aliases.filter { !aliases.contains($0) }
        let roles = Set(self.roles)
        if !roles.isSuperset(of: other.roles) {
            self.roles = roles.union(other.roles).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }
}
