extension Catalog {
    /// What is known of several data sets of one format as one: names of the first, then what the others add. Of an
    /// actor, a place or a kind that several know, the first one to declare it counts, as in one reading of all.
    ///
    /// - Parameter tables: the columns of the joined tables.
    package static func joined(_ parts: [Catalog], tables: [TableSchema]) -> Catalog {
        var places: [String: Place] = [:]
        var offices: [OfficeTerm] = []
        var known: Set<OfficeTerm> = []
        for part in parts {
            places.merge(part.places.byID) { first, _ in first }
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
            if actor.isDeclared, !actors[place].isDeclared { actors[place] = actor }
        }
        return ActorCatalog(actors)
    }
}
