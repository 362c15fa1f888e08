import EventModel

/// The kinds that records declare or use, and the tree they make.
///
/// A kind is written by its name, as `cameo:125`, or as `plover:REJECT`. A PLOVER type is a set of CAMEO kinds and no
/// place in their tree: what is coded with one gets a kind beside the tree, `plover.reject`.
struct RecordKinds {
    let catalog: KindCatalog

    init(declared: [DeclaredKind], used: some Sequence<String>) {
        let plover = Set(used.compactMap { Self.ploverType($0) }).sorted()
        catalog = KindCatalog(
            declared: declared.map {
                DeclaredKind(name: $0.name, parent: $0.parent.map(Self.parentName), label: $0.label)
            }
                + plover.map { DeclaredKind(name: Self.name(ofPLOVER: $0), parent: nil, label: "\($0) (PLOVER)") })
    }

    /// The name of the kind that a record means.
    func name(of text: String) -> String? {
        if text.hasPrefix(Self.cameoPrefix) {
            return CAMEO.entry(code: String(text.dropFirst(Self.cameoPrefix.count)))?.name
        }
        if text.hasPrefix(Self.ploverPrefix) { return Self.ploverType(text).map(Self.name(ofPLOVER:)) }
        return catalog.position(named: text) == nil ? nil : text
    }

    /// Whether a text is a kind that is there because it is used.
    static func isPLOVERType(_ text: String) -> Bool { ploverType(text) != nil }

    /// How a record writes a kind.
    static func written(_ name: String, _ catalog: KindCatalog) -> String {
        if let position = catalog.position(named: name), let code = catalog.kinds[position].code {
            return cameoPrefix + code
        }
        return ploverType(named: name).map { ploverPrefix + $0 } ?? name
    }

    /// Whether a kind is there without a record of its own.
    static func isImplied(_ kind: DeclaredKind) -> Bool { ploverType(named: kind.name) != nil }

    /// The kind above, as a declared kind names it: a name or a CAMEO code.
    private static func parentName(_ text: String) -> String {
        if text.hasPrefix(cameoPrefix) { return String(text.dropFirst(cameoPrefix.count)) }
        return ploverType(text).map(name(ofPLOVER:)) ?? text
    }

    private static func ploverType(_ text: String) -> String? {
        guard text.hasPrefix(ploverPrefix) else { return nil }
        let type = String(text.dropFirst(ploverPrefix.count))
        return isPLOVER(type) ? type : nil
    }

    private static func ploverType(named name: String) -> String? {
        guard name.hasPrefix("plover.") else { return nil }
        let type = name.dropFirst("plover.".count).uppercased()
        return isPLOVER(type) ? type : nil
    }

    private static func isPLOVER(_ type: String) -> Bool { PLOVER.types.contains { $0.name == type } }

    private static func name(ofPLOVER type: String) -> String { "plover.\(type.lowercased())" }

    private static let cameoPrefix = "cameo:"
    private static let ploverPrefix = "plover:"
}
