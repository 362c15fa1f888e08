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
        let totals = counts.map { counts in shown.sorted().map { total($0, catalog, counts) } } ?? []
        let countWidth = totals.map { grouped($0).count }.max() ?? 0
        var lines =
            counts == nil ? "" : "\("kind".padded(width))  \("events".leading(max(countWidth, 6)))  code  meaning\n"
        for (place, position) in shown.sorted().enumerated() {
            let kind = catalog.kinds[position]
            var line = kind.name.padded(width) + "  "
            if counts != nil { line += grouped(totals[place]).leading(max(countWidth, 6)) + "  " }
            line += "\((kind.code ?? "").padded(4))  \(kind.label)"
            if let goldstein = kind.goldstein, !lower.isEmpty { line += " (Goldstein \(goldstein))" }
            lines += Rendering.shown(line) + "\n"
        }
        return lines
    }

    private static func total(_ position: Int, _ catalog: KindCatalog, _ counts: [String: Int]) -> Int {
        catalog.subtree(position).reduce(0) { $0 + (counts[catalog.kinds[$1].name] ?? 0) }
    }

    /// Actors of the data, and countries of the world, whose id, name or alias has the word in it.
    /// - Parameters:
    ///   - counts: how often each acts itself.
    ///   - totals: how often it or one of its parts does, which is what a question about it counts.
    package static func actors(
        _ word: String, in catalog: ActorCatalog, counts: [String: Int]? = nil, totals: [String: Int] = [:]
    ) -> String {
        let lower = word.lowercased()
        let meant = Set(catalog.ids(matching: word))
        var found = catalog.actors.filter { actor in
            lower.isEmpty || meant.contains(actor.id) || actor.id.lowercased().contains(lower)
                || (actor.name?.lowercased().contains(lower) ?? false)
                || actor.aliases.contains { $0.lowercased().contains(lower) }
                || meant.contains { catalog.isWithin(actor.id, $0) }
        }
        if let counts {
            func rank(_ actor: Actor) -> (Int, Int, String) {
                (-(totals[actor.id] ?? 0), -(counts[actor.id] ?? 0), actor.id)
            }
            found.sort { rank($0) < rank($1) }
        }
        let known = Set(found.map(\.id))
        if !lower.isEmpty {
            for country in Countries.all
            where !known.contains(country.code)
                && (country.code.lowercased() == lower || beginsWord(country.name, lower)
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
        func number(_ count: Int?) -> String { count.map(grouped) ?? "" }
        let columns = [("acts", counts ?? [:]), ("with parts", totals)].map { name, counts in
            (name, counts, max(name.count, shown.map { number(counts[$0.id]).count }.max() ?? 0))
        }
        if counts != nil {
            lines += "actor".padded(width) + columns.map { "  " + $0.0.leading($0.2) }.joined() + "  name\n"
        }
        for actor in shown {
            var line = actor.id.padded(width)
            if counts != nil { line += columns.map { "  " + number($0.1[actor.id]).leading($0.2) }.joined() }
            line += "  " + (actor.name ?? "")
            if !actor.memberOf.isEmpty { line += ", part of \(actor.memberOf.joined(separator: ", "))" }
            if !actor.aliases.isEmpty { line += " (also \(actor.aliases.prefix(4).joined(separator: ", ")))" }
            lines += Rendering.shown(line) + "\n"
        }
        if found.count > shown.count { lines += "… and \(grouped(found.count - shown.count)) more\n" }
        return lines
    }
}

/// Whether a word of a name begins so; "li" is in too many names for the places where it is to be of use.
private func beginsWord(_ name: String, _ lower: String) -> Bool {
    name.lowercased().hasPrefix(lower) || name.lowercased().split(separator: " ").contains { $0.hasPrefix(lower) }
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
