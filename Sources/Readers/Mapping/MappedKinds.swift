import Columnar
import EventModel

/// What the words of a mapping, and those of the data, mean as kinds.
struct MappedKinds {
    private let catalog: KindCatalog
    private let own: [DeclaredKind]
    private var ploverTypes: Set<String> = []

    init(_ declared: [DeclaredKind]) {
        own = declared
        catalog = KindCatalog(declared: declared)
    }

    /// All kinds beyond CAMEO's that were declared or met.
    var declared: [DeclaredKind] {
        own
            + ploverTypes.sorted().map {
                DeclaredKind(name: "plover.\($0.lowercased())", parent: nil, label: "\($0) (PLOVER)")
            }
    }

    /// The name of the kind that a text means: a name, its last word where it is the only one, `cameo:125`, a CAMEO
    /// code of three or four digits, `plover:REJECT`. nil for anything else.
    mutating func name(_ text: String) -> String? {
        if text.hasPrefix("plover:") {
            guard let type = PLOVER.type(named: String(text.dropFirst("plover:".count))) else { return nil }
            ploverTypes.insert(type.name)
            return "plover.\(type.name.lowercased())"
        }
        let code = text.hasPrefix("cameo:") ? String(text.dropFirst("cameo:".count)) : text
        if let entry = CAMEO.entry(code: code) { return entry.name }
        let positions = catalog.positions(matching: text)
        return positions.count == 1 ? catalog.kinds[positions[0]].name : nil
    }
}
