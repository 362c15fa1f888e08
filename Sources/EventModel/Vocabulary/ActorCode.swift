/// The parts of a composite actor code of CAMEO.
package struct ActorParts: Hashable, Sendable {
    /// Code of the country or region that the actor belongs to.
    package var country: String?
    /// Codes of further countries: parts of the first one (`GRL` of `DNKGRL`), as a rule.
    package var territories: [String]
    package var roles: [String]
    package var groups: [String]
    /// In lower case.
    package var ethnic: [String]
    package var religions: [String]
    /// Letters that are no known code.
    package var unread: String?

    package init(
        country: String? = nil, territories: [String] = [], roles: [String] = [], groups: [String] = [],
        ethnic: [String] = [], religions: [String] = [], unread: String? = nil
    ) {
        self.country = country
        self.territories = territories
        self.roles = roles
        self.groups = groups
        self.ethnic = ethnic
        self.religions = religions
        self.unread = unread
    }
}

/// Takes composite codes apart: `CHNMIL` is the armed forces of China, `MNCUSA` a multinational company of the United
/// States.
package enum ActorCode {
    /// The parts of a code, each kind in the order in which its blocks stand.
    ///
    /// A code is blocks of three letters. Several codes mean two things, and are read by case and by place:
    ///
    /// - A block in lower case is an ethnic group (`che` is Chechens) and nothing else.
    /// - The first block in capitals that is a country is the country, wherever it stands: no role is a country. So
    ///   `SHN` alone is Saint Helena and `JPNSHN` Shinto in Japan.
    /// - Any other block is a known group, a role, a religion or a further country, the first of these that has it.
    ///   Groups go first because GDELT reads `IGOUNO` as a group (the United Nations), and not as a second role; but
    ///   `PSE` is the territory and not the group.
    /// - Behind a country, a block that is none of these may be an ethnic group in capitals (`IRQKUR`), as data sets
    ///   other than GDELT have it.
    ///
    /// What is no code (`PTY` and `REL` of GDELT's own data, the digits of some churches) is left in `unread`.
    ///
    /// - Parameter country: the country that the data set itself gives; it decides where it is there.
    package static func parts(of code: String, country: String? = nil) -> ActorParts {
        var parts = ActorParts(country: country)
        var rest = Substring(code)
        while let block = block(&rest) {
            if block == country { continue }
            if block.utf8.first.map(isLower) == true {
                if ActorCodes.ethnic[block] != nil { parts.ethnic.append(block) } else { parts.leave(block) }
            } else {
                parts.read(block, countryIsGiven: country != nil)
            }
        }
        if !rest.isEmpty { parts.leave(rest) }
        return parts
    }

    /// Takes three letters of one case from the front; nil where they do not stand there.
    private static func block(_ rest: inout Substring) -> String? {
        let bytes = rest.utf8.prefix(3)
        guard bytes.count == 3, bytes.allSatisfy(isUpper) || bytes.allSatisfy(isLower) else { return nil }
        let block = String(Substring(bytes))
        rest = rest[bytes.endIndex...]
        return block
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}

extension ActorParts {
    /// Parties and religious bodies: real data have them, CAMEO's lists do not. `rel` is also an ethnic group.
    private static let bodies: Set<String> = ["PTY", "REL"]

    /// Reads a block in capitals.
    fileprivate mutating func read(_ block: String, countryIsGiven: Bool) {
        let entry = Countries.entry(block)
        if country == nil, entry != nil {
            country = block
        } else if !countryIsGiven, let country, Countries.entry(country)?.replacedBy == block {
            // `SCGSRB`: the old state and its successor.
            self.country = block
        } else if ActorCodes.groups[block] != nil, entry == nil {
            groups.append(block)
        } else if ActorCodes.roles[block] != nil {
            roles.append(block)
        } else if ActorCodes.religions[block] != nil {
            religions.append(block)
        } else if entry != nil {
            territories.append(block)
        } else if country != nil, !Self.bodies.contains(block), ActorCodes.ethnic[block.lowercased()] != nil {
            ethnic.append(block.lowercased())
        } else {
            leave(block)
        }
    }

    fileprivate mutating func leave(_ letters: some StringProtocol) {
        unread = (unread ?? "") + letters
    }
}
