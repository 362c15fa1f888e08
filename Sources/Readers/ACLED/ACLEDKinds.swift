import Columnar
import EventModel

/// ACLED's types and sub-types of events as kinds, below the roots of CAMEO where one has the same meaning.
struct ACLEDKinds {
    /// A type of event: the kind, what it hangs below, and its sub-types.
    private struct EventType {
        var name: String
        /// nil for a root of its own.
        var parent: String?
        var label: String
        /// Kind and label by ACLED's name.
        var subtypes: [(title: String, name: String, label: String)]
    }

    private static let types: [(title: String, type: EventType)] = [
        (
            "battles",
            EventType(
                name: "fight.battle", parent: "19", label: "Fight between armed groups (ACLED: Battles)",
                subtypes: [
                    ("armed clash", "fight.armed_clash", "Clash without change of territory"),
                    ("government regains territory", "fight.territory_regained", "Government regains territory"),
                    (
                        "non-state actor overtakes territory", "fight.territory_taken",
                        "Group that is no state takes territory"
                    ),
                ])
        ),
        (
            "explosions/remote violence",
            EventType(
                name: "fight.remote_violence", parent: "19", label: "Explosions and violence from afar",
                subtypes: [
                    ("chemical weapon", "fight.chemical_weapon", "Use chemical weapons"),
                    ("air/drone strike", "fight.air_or_drone_strike", "Attack from the air, manned or not"),
                    ("suicide bomb", "fight.suicide_bombing", "Suicide bombing"),
                    ("shelling/artillery/missile attack", "fight.shelling", "Shelling, artillery or missiles"),
                    ("remote explosive/landmine/ied", "fight.remote_explosive", "Mine or explosive set off from afar"),
                    ("grenade", "fight.grenade", "Grenade"),
                ])
        ),
        (
            "violence against civilians",
            EventType(
                name: "assault.of_civilians", parent: "18", label: "Violence of an armed group against civilians",
                subtypes: [
                    ("sexual violence", "assault.sexual_violence", "Sexual violence against civilians"),
                    ("attack", "assault.attack", "Attack on civilians"),
                    (
                        "abduction/forced disappearance", "assault.abduction",
                        "Abduct civilians or make them disappear"
                    ),
                ])
        ),
        (
            "protests",
            EventType(
                name: "protest.without_violence", parent: "14", label: "Demonstration without violence of its own",
                subtypes: [
                    ("peaceful protest", "protest.peaceful", "Peaceful protest"),
                    ("protest with intervention", "protest.with_intervention", "Protest that was met with force"),
                    (
                        "excessive force against protesters", "protest.excessive_force",
                        "Protest that was met with deadly force"
                    ),
                ])
        ),
        (
            "riots",
            EventType(
                name: "protest.rioting", parent: "145", label: "Violence of demonstrators or mobs",
                subtypes: [
                    ("violent demonstration", "protest.violent_demonstration", "Demonstration that turns violent"),
                    ("mob violence", "protest.mob_violence", "Violence of a mob"),
                ])
        ),
        (
            "strategic developments",
            EventType(
                name: "development", parent: nil, label: "Strategic development: context of violence, not violence",
                subtypes: [
                    ("agreement", "development.agreement", "Agreement between groups"),
                    ("arrests", "development.arrests", "Arrests in numbers or of important people"),
                    ("change to group/activity", "development.group_change", "Change of a group or of what it does"),
                    ("disrupted weapons use", "development.disrupted_weapons", "Weapons found or made harmless"),
                    (
                        "headquarters or base established", "development.base",
                        "Headquarters or base set up"
                    ),
                    ("looting/property destruction", "development.looting", "Looting or destruction of property"),
                    (
                        "non-violent transfer of territory", "development.territory_transfer",
                        "Territory changes hands without violence"
                    ),
                    ("other", "development.other", "Other strategic development"),
                ])
        ),
    ]

    /// What types were called before 2019, and the kinds they are now.
    private static let oldTypes: [String: String] = [
        "battle-no change of territory": "fight.armed_clash",
        "battle-government regains territory": "fight.territory_regained",
        "battle-non-state actor overtakes territory": "fight.territory_taken",
        "remote violence": "fight.remote_violence", "riots/protests": "protest",
        "strategic development": "development", "headquarters or base established": "development.base",
        "non-violent transfer of territory": "development.territory_transfer",
    ]

    static let declared: [DeclaredKind] = types.flatMap { _, type in
        [DeclaredKind(name: type.name, parent: type.parent, label: type.label)]
            + type.subtypes.map { DeclaredKind(name: $0.name, parent: type.name, label: $0.label) }
    }

    // MARK: Of rows

    private struct Pair: Hashable {
        var type: UInt32
        var subtype: UInt32
    }

    private var texts: ByteDictionary
    private var known: [Pair: UInt32] = [:]
    /// Sub-types that the list does not have.
    private(set) var unknownSubtypes: Set<String> = []

    init(seed: UInt64) { texts = ByteDictionary(seed: seed) }

    /// The code in `draft` of the kind of a row; nil where the type is not known.
    mutating func code(
        _ bytes: Span<UInt8>, type: Range<Int>?, subtype: Range<Int>?, in draft: inout EventDraft
    ) -> UInt32? {
        let pair = Pair(type: texts.code(bytes, type), subtype: texts.code(bytes, subtype))
        if let code = known[pair] { return code }
        guard let name = name(text(pair.type), text(pair.subtype)) else { return nil }
        let code = draft.kind(name)
        known[pair] = code
        return code
    }

    private func text(_ code: UInt32) -> String {
        code < CodedColumn.firstCode ? "" : texts.text(Int(code - CodedColumn.firstCode))
    }

    private mutating func name(_ type: String, _ subtype: String) -> String? {
        if let old = Self.oldTypes[type.lowercased()] { return old }
        guard let found = Self.types.first(where: { $0.title == type.lowercased() })?.type else { return nil }
        if subtype.isEmpty { return found.name }
        if let known = found.subtypes.first(where: { $0.title == subtype.lowercased() }) { return known.name }
        unknownSubtypes.insert("\(type): \(subtype)")
        return found.name
    }
}
