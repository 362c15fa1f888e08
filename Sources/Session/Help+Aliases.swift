package import EventModel
import Rendering

extension Help {
    /// Words and marks that are told of on the page of another word.
    static func page(of word: String) -> String? { aliases[word.lowercased()] }

    private static let aliases: [String: String] = {
        let families: [(page: String, words: [String])] = [
            ("sort", ["asc", "ascending", "descending"]), ("charts", ["bar", "line", "bars", "lines"]),
            ("forms", ["csv", "tsv", "json", "jsonl", "markdown", "html", "table", "form"]),
            ("durations", ["day", "week", "quarter", "weeks", "months", "quarters", "years"]),
            ("money", ["thousand", "million", "billion", "trillion", "k", "m", "bn", "tn"]),
            ("unmatched", ["keep"]), ("join", ["left"]), ("compare", ["with"]), ("sample", ["seed"]),
            ("per", ["spread", "unplaced", "placement"]), ("steps", ["|", "pipe", "step"]),
            ("dyads", ["->", "<->", "arrow", "arrows"]), ("period", [".."]),
            ("params", ["$", "parameter", "parameters"]),
            ("comments", ["#"]), ("operators", ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "operator"]),
            ("unknown", ["?", "null", "na", "missing"]), ("functions", ["function"]), ("types", ["type"]),
            ("kinds", ["kind"]),
        ]
        var table: [String: String] = [:]
        for family in families {
            for word in family.words { table[word] = family.page }
        }
        return table
    }()
}

extension Session {
    /// What help there is on a word: a page, a command of the prompt, a kind, an actor; nil where there is none.
    func helpText(_ word: String) -> String? {
        if let text = Help.text(word) { return text }
        let bare = word.hasPrefix(".") ? String(word.dropFirst()) : word
        if let command = Self.commands.first(where: { $0.name == "." + bare }) {
            return "\(command.name) \(command.use)".trimmedEnd + ": \(command.does)\n"
        }
        return Lookup.kindPage(word, in: catalog.kinds, counts: names.counts(of: "kind"))
            ?? Lookup.actorPage(
                word, in: catalog.actors, counts: names.counts(of: "actor"), totals: names.actorTotals(in: "actor"))
    }
}

extension Lookup {
    /// The page of a kind of events: what it means, where it stands, and how it is asked for. Nil for what is none.
    package static func kindPage(_ word: String, in catalog: KindCatalog, counts: [String: Int]? = nil) -> String? {
        let found = catalog.positions(matching: word.lowercased()) + [catalog.position(code: word)].compactMap { $0 }
        let meant = KindSynonyms.kind(of: word.lowercased()).flatMap { catalog.position(named: $0) }
        guard let position = found.first ?? meant else { return nil }
        let kind = catalog.kinds[position]
        var lines = ["\(kind.name): \(kind.label)", ""]
        var facts: [String] = []
        if let code = kind.code { facts.append("CAMEO \(code)") }
        if let goldstein = kind.goldstein { facts.append("Goldstein \(goldstein)") }
        if let quad = kind.quadClass { facts.append("quad class \(quad)") }
        if let parent = kind.parent { facts.append("a kind of \(catalog.kinds[parent].name)") }
        if !facts.isEmpty { lines.append(facts.joined(separator: ", ") + ".") }
        let below = catalog.subtree(position).dropFirst().map { catalog.kinds[$0].name }
        if !below.isEmpty {
            let more = below.count > 8 ? " and \(below.count - 8) more" : ""
            lines.append("It takes in \(below.prefix(8).joined(separator: ", "))\(more).")
        }
        if let counts {
            let total = catalog.subtree(position).reduce(0) { $0 + (counts[catalog.kinds[$1].name] ?? 0) }
            lines.append("In these data: \(grouped(total)) \(total == 1 ? "event" : "events").")
        }
        lines += ["", "Examples:", "    \(kind.name) | take 5", "    \(kind.name)(China -> US) | count per year"]
        return lines.map { Rendering.shown($0) + "\n" }.joined()
    }

    /// The lines of an actor whose name or code the word is, and how it is asked for. Nil for what is none.
    static func actorPage(_ word: String, in catalog: ActorCatalog, counts: [String: Int], totals: [String: Int])
        -> String?
    {
        guard let id = catalog.ids(matching: word).first else { return nil }
        let name = isBareWord(word) ? word : inQuotes(word)
        let example = ["", "Examples:", "    events(\(name)) | take 5", "    events(\(name) ->) | count by kind"]
        let found = actors(id, in: ActorCatalog(catalog.actors.filter { $0.id == id }), counts: counts, totals: totals)
        return found + example.map { Rendering.shown($0) + "\n" }.joined()
    }
}
