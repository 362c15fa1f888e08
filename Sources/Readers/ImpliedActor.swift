import EventModel

/// What the code of an actor says by itself, where no record says otherwise.
enum ImpliedActor {
    /// Whether an id is a code that the lists can read to its end.
    static func isCode(_ id: String) -> Bool { parts(id) != nil }

    /// The actor of an id: country and roles are the parts of its code, if it is one.
    static func actor(_ id: String) -> Actor {
        guard let parts = parts(id) else { return Actor(id: id) }
        let country = parts.country.flatMap { Countries.country(code: $0) }
        var actor = Actor(id: id, country: country?.code ?? parts.country, roles: parts.roles)
        if parts.country == id {
            actor.name = country?.name
            actor.type = country?.isRegion == true ? "region" : "country"
        }
        return actor
    }

    private static func parts(_ id: String) -> ActorParts? {
        guard !id.isEmpty, id.utf8.count % 3 == 0, id.utf8.count <= 30,
            // Ethnic groups are in lower case: `cheGOV`. A word of a name is not, so a code has a capital somewhere.
            id.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) }),
            id.utf8.contains(where: { $0 < UInt8(ascii: "a") })
        else { return nil }
        let parts = ActorCode.parts(of: id)
        return parts.unread == nil ? parts : nil
    }
}
