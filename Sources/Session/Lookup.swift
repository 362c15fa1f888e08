package import Columnar
package import EventModel
import Rendering

/// Looking kinds and actors up by a word, with or without data.
package enum Lookup {
    /// Kinds whose name, label or code has the word in it, with those below them; all roots without a word.
    package static func kinds(_ word: String, in catalog: KindCatalog, counts: [String: Int]? = nil) -> String {
        let lower = word.lowercased()
        var shown: Set<Int> = []
        if lower.isEmpty {
            shown = Set(catalog.kinds.indices.filter { catalog.kinds[$0].parent == nil })
        } else {
            let exact = catalog.positions(matching: lower) + [catalog.position(code: word)].compactMap { $0 }
            for position in exact { shown.formUnion(catalog.subtree(position)) }
            for (position, kind) in catalog.kinds.enumerated()
            where kind.name.contains(lower) || kind.label.lowercased().contains(lower) {
                shown.insert(position)
            }
            if let kind = KindSynonyms.kind(of: word), let position = catalog.position(named: kind) {
                shown.insert(position)
            }
        }
        if shown.isEmpty { return "no kind is called `\(Rendering.shown(word))`, nor anything like it\n" }
        let width = shown.map { catalog.kinds[$0].name.count }.max() ?? 0
        var lines = ""
        for position in shown.sorted() {
            let kind = catalog.kinds[position]
            var line = "\(kind.name.padded(width))  \((kind.code ?? "").padded(4))  \(kind.label)"
            if let goldstein = kind.goldstein, !lower.isEmpty { line += " (Goldstein \(goldstein))" }
            if let counts { line += "  \(grouped(total(position, catalog, counts)))" }
            lines += Rendering.shown(line) + "\n"
        }
        return lines
    }

    private static func total(_ position: Int, _ catalog: KindCatalog, _ counts: [String: Int]) -> Int {
        catalog.subtree(position).reduce(0) { $0 + (counts[catalog.kinds[$1].name] ?? 0) }
    }

    /// Actors of the data, and countries of the world, whose id, name or alias has the word in it.
    package static func actors(_ word: String, in catalog: ActorCatalog, counts: [String: Int]? = nil) -> String {
        let lower = word.lowercased()
        let meant = Set(catalog.ids(matching: word))
        var found = catalog.actors.filter { actor in
            lower.isEmpty || meant.contains(actor.id) || actor.id.lowercased().contains(lower)
                || (actor.name?.lowercased().contains(lower) ?? false)
                || actor.aliases.contains { $0.lowercased().contains(lower) }
                || meant.contains { catalog.isWithin(actor.id, $0) }
        }
        if let counts {
            found.sort { (-(counts[$0.id] ?? 0), $0.id) < (-(counts[$1.id] ?? 0), $1.id) }
        }
        let known = Set(found.map(\.id))
        if !lower.isEmpty {
            for country in Countries.all
            where !known.contains(country.code)
                && (country.code.lowercased() == lower || country.name.lowercased().contains(lower)
                    || country.aliases.contains { $0.lowercased() == lower })
            {
                found.append(
                    Actor(
                        id: country.code, name: country.name, aliases: country.aliases,
                        type: country.isRegion ? "region" : "country"))
            }
        }
        let codes = codes(word)
        if found.isEmpty, codes.isEmpty {
            return "no actor is called `\(Rendering.shown(word))`, nor anything like it\n"
        }
        let shown = found.prefix(lower.isEmpty ? 40 : 200)
        let width = min(shown.map { $0.id.count }.max() ?? 0, 24)
        var lines = codes.map { $0 + "\n" }.joined()
        for actor in shown {
            var line = actor.id.padded(width) + "  " + (actor.name ?? "")
            if !actor.memberOf.isEmpty { line += ", part of \(actor.memberOf.joined(separator: ", "))" }
            if !actor.aliases.isEmpty { line += " (also \(actor.aliases.prefix(4).joined(separator: ", ")))" }
            if let count = counts?[actor.id] { line += "  \(grouped(count))" }
            lines += Rendering.shown(line) + "\n"
        }
        if found.count > shown.count { lines += "… and \(grouped(found.count - shown.count)) more\n" }
        return lines
    }
}

extension DataSet {
    /// Positions in the table `events` of the events with these ids.
    package func rows(ofEvents ids: Set<String>) -> [Int] {
        guard let table = tables["events"], let index = table.index(of: "id") else { return [] }
        var rows: [Int] = []
        var first = 0
        for segment in table.segments {
            for row in 0..<segment.rowCount {
                if let id = segment.column(index).value(at: row, type: .text).name, ids.contains(id) {
                    rows.append(first + row)
                }
            }
            first += segment.rowCount
        }
        return rows
    }
}
