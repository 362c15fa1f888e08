import EventModel

extension Lookup {
    /// What the parts of a code of CAMEO mean, a line each, `CHNMIL` and `MIL` alike; none for what is no such code.
    /// A code of a country alone is told with the countries. A word finds the roles that it names.
    static func codes(_ word: String) -> [String] {
        // Three letters in lower case may be a code in a hurry; six are rather a name.
        let code = word.utf8.count == 3 ? word.uppercased() : word
        let parts = ActorCode.parts(of: code)
        // Ethnic groups are in lower case, but "police" is none of two: a code has a capital somewhere.
        guard code.contains(where: \.isUppercase), parts.unread == nil else { return rolesNamed(word) }
        var blocks: [(code: String, meaning: String)] = []
        if let country = parts.country { blocks.append((country, name(country))) }
        blocks += parts.territories.map { ($0, name($0)) }
        blocks += parts.groups.map { ($0, described(ActorCodes.label(group: $0), "group")) }
        blocks += parts.roles.map { ($0, described(ActorCodes.label(role: $0), "role")) }
        blocks += parts.religions.map { ($0, described(ActorCodes.label(religion: $0), "religion")) }
        blocks += parts.ethnic.map { ($0, described(ActorCodes.label(ethnic: $0), "ethnic group")) }
        if blocks.count == 1 { return parts.country == nil ? blocks.map { "\($0.code)  \($0.meaning)" } : [] }
        return ["\(code) is made of"] + blocks.map { "  \($0.code)  \($0.meaning)" }
    }

    private static func rolesNamed(_ word: String) -> [String] {
        let lower = word.lowercased()
        guard lower.utf8.count > 3 else { return [] }
        return ActorCodes.roles.filter { $0.value.lowercased().contains(lower) }.sorted { $0.key < $1.key }
            .map { "\($0.key)  \(described($0.value, "role"))" }
    }

    private static func name(_ code: String) -> String {
        Countries.country(code: code).map { described($0.name, $0.isRegion ? "region" : "country") } ?? "country"
    }

    private static func described(_ label: String?, _ sort: String) -> String {
        label.map { "\($0) (\(sort))" } ?? sort
    }
}
