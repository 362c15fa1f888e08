package import EventModel
import Rendering

extension Help {
    /// The page of any word that means something: of the language, of other languages, of the prompt, or a kind, a field or
    /// an actor of a data set; nil for any other.
    /// - Parameter counts: how often each kind occurs in the data, where there are any.
    package static func page(on word: String, in catalog: Catalog, kinds counts: [String: Int]? = nil) -> String? {
        let lower = word.lowercased()
        let first = lower.split(separator: " ").first.map(String.init) ?? lower
        if pages.contains(where: { $0.word == lower }) || errorPages.contains(where: { $0.code == word.uppercased() }) {
            return text(word)
        }
        if let page = aliases[lower] ?? aliases[first], let text = text(page) {
            return "\(Rendering.shown(word)): see \(page)\n\n\(text)"
        }
        if let command = command(lower) { return command }
        if word == word.uppercased(), let type = PLOVER.types.first(where: { $0.name == word }) {
            return plover(type, in: catalog.kinds)
        }
        if let kind = kind(word, in: catalog.kinds, counts) {
            // A kind may be called as a column is.
            return field(lower, in: catalog).map { "\(kind)\n\($0)" } ?? kind
        }
        if let page = habits[lower] ?? habits[first], let text = text(page) {
            return "\(Rendering.shown(word)) is a word of other languages; here it is \(page)\n\n\(text)"
        }
        if let field = field(lower, in: catalog) { return field }
        if let actor = actor(word, in: catalog) { return actor }
        return text(word)
    }

    /// Pages in which a word stands, for those who ask for one that has none.
    package static func mentions(of word: String) -> [String] {
        let lower = word.lowercased()
        guard lower.count > 2 else { return [] }
        return pages.filter { page in
            "\(page.summary) \(page.text)".lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                .contains { $0 == lower }
        }.map(\.word)
    }

    private static func command(_ word: String) -> String? {
        let name = word.hasPrefix("!") ? ".shell" : word.hasPrefix(".") ? Session.commandName(word) : ".\(word)"
        guard let command = Session.commands.first(where: { $0.name == name }) else { return nil }
        let more = commandTexts[command.name].map { "\($0)\n\n" } ?? ""
        return "\(command.name) \(command.use)".trimmedEnd
            + ": \(command.does)\n\n\(more)It is written at the prompt. `help commands` has all of them.\n"
    }

    // MARK: Kinds

    /// A kind by its name, its last word, its CAMEO code, its PLOVER type, or a word that means it.
    private static func kind(_ word: String, in catalog: KindCatalog, _ counts: [String: Int]?) -> String? {
        let lower = word.lowercased()
        if let position = catalog.position(named: lower) ?? catalog.position(code: word) {
            return kind(position, in: catalog, counts)
        }
        let positions = catalog.positions(matching: lower)
        if positions.count == 1 { return kind(positions[0], in: catalog, counts) }
        if positions.count > 1 {
            let lines = positions.map { "  \(catalog.kinds[$0].name.padded(28)) \(catalog.kinds[$0].label)\n" }
            return "\(lower): the last word of \(positions.count) kinds\n\n" + lines.joined()
        }
        if let type = PLOVER.types.first(where: { $0.name == word.uppercased() }) { return plover(type, in: catalog) }
        guard let meant = KindSynonyms.kind(of: lower), let position = catalog.position(named: meant) else {
            return nil
        }
        return "\(Rendering.shown(word)): most likely the kind \(meant)\n\n" + kind(position, in: catalog, counts)
    }

    static func kind(_ position: Int, in catalog: KindCatalog, _ counts: [String: Int]?) -> String {
        let kind = catalog.kinds[position]
        var facts: [String] = []
        if let code = kind.code { facts.append("CAMEO \(code)") }
        if let quad = kind.quadClass.flatMap(QuadClass.init) {
            facts.append(quad.name.split(separator: "_").joined(separator: " "))
        }
        if let goldstein = kind.goldstein {
            facts.append("Goldstein value \(Rendering.text(of: .number(NumberSpan(goldstein))))")
        }
        var lines = facts.isEmpty ? "" : facts.joined(separator: ", ").capitalizedFirst + ".\n"
        if let parent = kind.parent {
            lines += "It lies below \(catalog.kinds[parent].name) (\(catalog.kinds[parent].label)).\n"
        }
        let words = KindSynonyms.table.filter { $0.kind == kind.name }.map(\.word)
        if !words.isEmpty { lines += "Words that suggest it: \(words.joined(separator: ", ")).\n" }
        if let counts {
            let count = catalog.subtree(position).reduce(0) { $0 + (counts[catalog.kinds[$1].name] ?? 0) }
            lines += "In these data: \(grouped(count)) \(count == 1 ? "event" : "events").\n"
        }
        let below = catalog.subtree(position).dropFirst()
        if !below.isEmpty {
            lines += "\nIt takes in what lies below it:\n"
            for position in below {
                lines += "  \(catalog.kinds[position].name.padded(28)) \(catalog.kinds[position].label)\n"
            }
        }
        let name = Rendering.shown(kind.name)
        let examples = ["\(name) | show date, actor, target", "\(name) | count per year"]
        let body = lines.isEmpty ? "" : "\n\(lines)"
        return "\(name): \(Rendering.shown(kind.label))\n\(body)\nExamples:\n"
            + examples.map { "    \($0)\n" }.joined()
    }

    private static func plover(_ type: PLOVERType, in catalog: KindCatalog) -> String {
        let kinds = (type.cameoCodes + type.bareCodes).compactMap { code in
            catalog.position(code: code).map { catalog.kinds[$0].name }
        }
        let quad =
            QuadClass(rawValue: type.quadClass).map { $0.name.split(separator: "_").joined(separator: " ") } ?? ""
        let modes = type.modes.isEmpty ? "" : "Its modes: \(type.modes.joined(separator: ", ")).\n"
        return
            "\(type.name): a type of PLOVER, \(quad)\n\nIt takes in the kinds \(kinds.joined(separator: ", ")).\n\(modes)"
            + "\nExamples:\n    plover \(type.name) | count by kind\n"
    }

    // MARK: Fields and actors

    private static func field(_ word: String, in catalog: Catalog) -> String? {
        let found = catalog.tables.compactMap { table in
            table.fields.first { $0.name.lowercased() == word }.map { (table: table.name, field: $0) }
        }
        guard let first = found.first else { return nil }
        var seen: Set<String> = []
        let lines = found.map {
            "  \($0.table.padded(12)) \($0.field.type.name.padded(14)) \($0.field.summary)".trimmedEnd + "\n"
        }
        .filter { seen.insert($0).inserted }
        let name = Rendering.shown(first.field.name)
        return "\(name): a column of \(found.map(\.table).joined(separator: ", "))\n\n\(lines.joined())"
            + "\nExamples:\n    \(first.table) where \(name) is not unknown | count\n"
    }

    private static func actor(_ word: String, in catalog: Catalog) -> String? {
        var ids = catalog.actors.ids(matching: word)
        if ids.isEmpty,
            let country = Countries.all.first(where: { country in
                country.code == word.uppercased() || country.name.lowercased() == word.lowercased()
                    || country.aliases.contains { $0.lowercased() == word.lowercased() }
            })
        {
            ids = [country.code]
        }
        guard let id = ids.first, ids.count == 1 else {
            return ids.isEmpty
                ? nil : "\(Rendering.shown(word)): several actors\n\n" + Lookup.actors(word, in: catalog.actors)
        }
        let name = Rendering.shown(id)
        let quoted = id.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F } ? name : "\"\(name)\""
        return "\(Rendering.shown(word)): an actor, written \(name)\n\n\(Lookup.actors(id, in: catalog.actors))"
            + "\nExamples:\n    events(\(quoted)) | count by root(kind)\n    events(\(quoted) ->) | count by target\n"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
