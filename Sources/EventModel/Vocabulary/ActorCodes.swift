/// The parts of a composite actor code of CAMEO.
package struct ActorParts: Hashable, Sendable {
    package var country: String?
    package var roles: [String] = []
    package var groups: [String] = []
    package var ethnic: [String] = []
    package var religions: [String] = []
    /// Letters that are no known code.
    package var unread: String?
}

/// Takes composite codes apart: `CHNMIL` is the military of China, `MNCUSA` a multinational company of the United States.
package enum ActorCode {
    /// - Parameter country: the country that the data set itself gives; it decides where it is there.
    ///
    /// A code is blocks of three letters. The first block that is a country is the country, unless it is in first place
    /// a group or role that another country follows. Later blocks are roles first, then religions, then ethnic groups, then known groups.
    package static func parts(of code: String, country: String? = nil) -> ActorParts {
        var parts = ActorParts(country: country)
        var rest = Substring(code)
        while rest.utf8.count >= 3, rest.utf8.allSatisfy({ $0 < 0x80 }) {
            let block = String(rest.prefix(3))
            rest = rest.dropFirst(3)
            if country == block { continue }
            if parts.country == nil, Countries.country(code: block) != nil, ActorCodes.roles[block] == nil {
                parts.country = block
            } else if ActorCodes.roles[block] != nil {
                parts.roles.append(block)
            } else if ActorCodes.religions[block] != nil {
                parts.religions.append(block)
            } else if ActorCodes.ethnic[block] != nil {
                parts.ethnic.append(block)
            } else if ActorCodes.groups[block] != nil {
                parts.groups.append(block)
            } else {
                parts.unread = (parts.unread ?? "") + block
            }
        }
        if !rest.isEmpty { parts.unread = (parts.unread ?? "") + rest }
        return parts
    }
}

/// What the blocks of actor codes mean.
package enum ActorCodes {
    package static let roles = labels(roleTable)
    package static let religions = labels(religionTable)
    package static let groups = labels(groupTable)
    /// In upper case, as GDELT writes them.
    package static let ethnic = labels(ethnicTable)

    private static func labels(_ table: String) -> [String: String] {
        Dictionary(rows(of: table).map { ($0[0].uppercased(), $0[1]) }, uniquingKeysWith: { first, _ in first })
    }
}
