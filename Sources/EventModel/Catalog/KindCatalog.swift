/// One kind of event in a data set's tree of kinds.
package struct Kind: Hashable, Sendable {
    /// The dotted name, `reject.meeting`, which is also how the kind is written.
    package var name: String
    /// The CAMEO code, if it has one.
    package var code: String?
    package var label: String
    /// 1 to 4 (verbal and material cooperation, verbal and material conflict); nil where no code gives one.
    package var quadClass: Int?
    package var goldstein: Double?
    /// Position of the kind above in the catalogue.
    package var parent: Int?
    /// Position behind the last kind below this one: a kind and all below it are `position ..< subtreeEnd`.
    package var subtreeEnd: Int

    package init(
        name: String, code: String?, label: String, quadClass: Int?, goldstein: Double?, parent: Int?, subtreeEnd: Int
    ) {
        self.name = name
        self.code = code
        self.label = label
        self.quadClass = quadClass
        self.goldstein = goldstein
        self.parent = parent
        self.subtreeEnd = subtreeEnd
    }
}

/// A kind that a data set declares below or beside the CAMEO tree.
package struct DeclaredKind: Hashable, Sendable {
    package var name: String
    /// Name or CAMEO code of the kind above.
    package var parent: String?
    package var label: String?

    package init(name: String, parent: String?, label: String?) {
        self.name = name
        self.parent = parent
        self.label = label
    }
}

/// The tree of kinds: CAMEO and what a data set declares, in an order in which every subtree is one stretch.
///
/// The stretch is what makes `kind is reject` a range test on codes.
package struct KindCatalog: Sendable {
    package private(set) var kinds: [Kind]
    package private(set) var declared: [DeclaredKind]
    /// The values that the kinds of CAMEO have.
    package let goldstein: GoldsteinTable
    private var byName: [String: Int]
    private var byCode: [String: Int]
    private var byLastWord: [String: [Int]]

    /// CAMEO with `declared` hung in. A declared kind whose parent is not found becomes a root (its name is in `orphans`).
    /// - Parameter table: whose Goldstein values count.
    package init(declared: [DeclaredKind] = [], goldstein table: GoldsteinTable = .gdelt) {
        var children: [String: [DeclaredKind]] = [:]
        let known = declared.isEmpty ? [] : Set(CAMEO.entries.map(\.name)).union(declared.map(\.name))
        var roots: [DeclaredKind] = []
        for kind in declared {
            let parent = kind.parent.map { CAMEO.entry(code: $0)?.name ?? $0 }
            if let parent, known.contains(parent), parent != kind.name {
                children[parent, default: []].append(kind)
            } else {
                roots.append(kind)
            }
        }
        var builder = Builder(children: children)
        builder.addCAMEO(table)
        for root in roots { builder.add(root, below: nil, depth: 0) }
        // Kinds in a ring of parents hang from nothing and were not reached: they become roots.
        for kind in declared where !builder.seen.contains(kind.name) { builder.add(kind, below: nil, depth: 0) }
        kinds = builder.kinds
        self.declared = declared
        goldstein = table
        byName = Dictionary(kinds.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        byCode = Dictionary(
            kinds.enumerated().compactMap { position, kind in kind.code.map { ($0, position) } },
            uniquingKeysWith: { first, _ in first })
        byLastWord = [:]
        for (position, kind) in kinds.enumerated() {
            // By bytes: there are hundreds, at each start.
            let name = kind.name.utf8
            guard let word = name.split(separator: UInt8(ascii: ".")).last, word.count < name.count else { continue }
            byLastWord[String(Substring(word)), default: []].append(position)
        }
    }

    package func position(named name: String) -> Int? { byName[name] }
    package func position(code: String) -> Int? { byCode[code] }

    /// The kinds that a bare word may mean: the one of that full name, else those whose last word it is.
    package func positions(matching word: String) -> [Int] {
        if let position = byName[word] { return [position] }
        return byLastWord[word] ?? []
    }

    /// Positions of a kind and of all kinds below it.
    package func subtree(_ position: Int) -> Range<Int> { position..<kinds[position].subtreeEnd }

    /// The topmost kind above `position`.
    package func root(of position: Int) -> Int {
        var current = position
        while let parent = kinds[current].parent { current = parent }
        return current
    }
}

/// Goldstein values belong to a data set and a code: GDELT and ICEWS differ on 016 and 164.
package enum GoldsteinTable: Hashable, Sendable { case gdelt, icews }

/// Lays the tree out in preorder.
private struct Builder {
    let children: [String: [DeclaredKind]]
    var kinds: [Kind] = []
    var seen: Set<String> = []

    init(children: [String: [DeclaredKind]]) { self.children = children }

    mutating func addCAMEO(_ table: GoldsteinTable) {
        var open: [(code: String, position: Int)] = []
        for entry in CAMEO.entries {
            while let last = open.last, last.code != entry.parent { close(last.position); open.removeLast() }
            let position = kinds.count
            kinds.append(
                Kind(
                    name: entry.name, code: entry.code, label: entry.label, quadClass: entry.quadClass,
                    goldstein: table == .gdelt ? entry.goldsteinGDELT : entry.goldsteinICEWS,
                    parent: open.last?.position, subtreeEnd: position + 1))
            seen.insert(entry.name)
            open.append((entry.code, position))
        }
        while let last = open.popLast() { close(last.position) }
    }

    /// Hangs the declared kinds in behind the CAMEO kinds below a position, and notes where the subtree ends.
    mutating func close(_ position: Int) {
        for child in children[kinds[position].name] ?? [] { add(child, below: position, depth: 0) }
        kinds[position].subtreeEnd = kinds.count
    }

    /// Adds a declared kind and those below it. Depth is bounded: a longer chain is cut into roots of its own.
    mutating func add(_ kind: DeclaredKind, below parent: Int?, depth: Int) {
        guard depth < 64, seen.insert(kind.name).inserted else { return }
        let position = kinds.count
        let above = parent.map { kinds[$0] }
        kinds.append(
            Kind(
                name: kind.name, code: nil, label: kind.label ?? kind.name, quadClass: above?.quadClass,
                goldstein: above?.goldstein, parent: parent, subtreeEnd: position + 1))
        for child in children[kind.name] ?? [] { add(child, below: position, depth: depth + 1) }
        kinds[position].subtreeEnd = kinds.count
    }
}
