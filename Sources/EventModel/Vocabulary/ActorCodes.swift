/// What the blocks of composite actor codes mean, apart from countries (`Countries`).
package enum ActorCodes {
    /// Label of each role, by code: `MIL` is armed forces.
    package static let roles = labels(roleTable)
    /// Label of each religion, by code.
    package static let religions = labels(religionTable)
    /// Label of each organization, party or armed group, by code: `NAT` is NATO.
    package static let groups = labels(groupTable)
    /// Label of each ethnic group, by code in lower case.
    package static let ethnic = labels(ethnicTable)

    /// What a role is; nil for what is no role.
    package static func label(role code: String) -> String? { roles[code] }

    /// What a religion is; nil for what is none.
    package static func label(religion code: String) -> String? { religions[code] }

    /// What a known group is; nil for what is none.
    package static func label(group code: String) -> String? { groups[code] }

    /// Who an ethnic group is, by its code in either case; nil for what is none.
    package static func label(ethnic code: String) -> String? { ethnic[code.lowercased()] }

    private static func labels(_ table: String) -> [String: String] {
        Dictionary(uniqueKeysWithValues: TextTable.rows(table).map { ($0[0], $0[1]) })
    }
}
