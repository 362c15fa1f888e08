import Columnar
import EventModel
import Rendering
import Syntax

/// Something that can be named in a question: an actor, a kind, a place, a value of a text column.
struct NamedThing: Sendable {
    /// What it may be called, the best first.
    var names: [String]
    /// How many events it has where it is asked for.
    var count: Int
    var note: String = ""
}

/// The names that occur in one data set with how often each does, gathered when somebody first asks for them.
final class DataNames {
    private let data: DataSet
    private var tallies: [String: [String: Int]] = [:]
    private var things: [String: [NamedThing]] = [:]

    /// Columns with more different values in a segment than this are texts of their own, not names.
    private static let mostValues = 20_000

    init(_ data: DataSet) { self.data = data }

    private var catalog: Catalog { data.catalog }

    /// How often each value of a coded column occurs in its rows; `events` of the data set.
    func counts(of field: String, in table: String = "events") -> [String: Int] {
        let key = "\(table).\(field)"
        if let known = tallies[key] { return known }
        let counts = data.counts(of: field, in: table, mostValues: Self.mostValues)
        tallies[key] = counts
        return counts
    }

    /// Kinds, with the events of the kind and of all below it, in the order of the catalogue.
    func kinds() -> [NamedThing] {
        remembered("kinds") {
            let counts = counts(of: "kind")
            // Totals from the leaves up: kinds stand before those below them.
            var totals = catalog.kinds.kinds.map { counts[$0.name] ?? 0 }
            for (position, kind) in catalog.kinds.kinds.enumerated().reversed() {
                if let parent = kind.parent { totals[parent] += totals[position] }
            }
            return catalog.kinds.kinds.enumerated().map { position, kind in
                NamedThing(names: [kind.name], count: totals[position])
            }
        }
    }

    /// Actors, with the events that they or their parts have in a column of actors.
    func actors(in field: String, of table: String = "events") -> [NamedThing] {
        remembered("actors \(table).\(field)") {
            let totals = actorTotals(in: field, of: table)
            return catalog.actors.actors.map { actor in
                let all = ([actor.name].compactMap { $0 } + [actor.id] + actor.aliases).filter(Self.isTypeable)
                // A name that needs no quotes is easier to type than the official one.
                let names = all.filter(isBareWord) + all.filter { !isBareWord($0) }
                let other = names.dropFirst().first { $0 != names[0] } ?? ""
                return NamedThing(names: names, count: totals[actor.id] ?? 0, note: other)
            }
        }
    }

    /// How often each actor or one of its parts stands in a column of actors.
    func actorTotals(in field: String, of table: String = "events") -> [String: Int] {
        let key = "\(table).\(field) with parts"
        if let known = tallies[key] { return known }
        let totals = countActors(field, table)
        tallies[key] = totals
        return totals
    }

    /// Places, and the countries that they lie in, with the events in them.
    func places(in field: String, of table: String) -> [NamedThing] {
        remembered("places \(table).\(field)") {
            let counts = counts(of: field, in: table)
            var countries: [String: Int] = [:]
            var result: [NamedThing] = []
            for place in catalog.places.values {
                let count = counts[place.id] ?? 0
                if let country = place.country { countries[country, default: 0] += count }
                result.append(NamedThing(names: [place.name, place.id].filter(Self.isTypeable), count: count))
            }
            for (code, count) in countries {
                let names = [Countries.country(code: code)?.name, code].compactMap { $0 }
                result.append(NamedThing(names: names, count: count, note: "country"))
            }
            return result
        }
    }

    /// The values of a column of texts; none of one that mostly has whole sentences, of which nobody types one.
    func texts(of field: String, in table: String) -> [NamedThing] {
        remembered("texts \(table).\(field)") {
            let counts = counts(of: field, in: table)
            let sentences = counts.keys.filter { $0.utf8.count > 60 && $0.utf8.contains(0x20) }
            if 2 * sentences.count > counts.count { return [] }
            return counts.filter { Self.isTypeable($0.key) && $0.key.utf8.count <= 80 }.map {
                NamedThing(names: [$0.key], count: $0.value)
            }
        }
    }

    /// The currencies of all sums in the data, with the sums in each.
    func currencies() -> [NamedThing] {
        remembered("currencies") {
            var counts: [String: Int] = [:]
            for schema in catalog.tables {
                guard let table = data.tables[schema.name] else { continue }
                for field in schema.fields where field.type == .money {
                    guard let index = table.index(of: field.name) else { continue }
                    for segment in table.segments {
                        guard case .money(let money) = segment.column(index) else { continue }
                        for (text, count) in money.currency.tally { counts[text, default: 0] += count }
                    }
                }
            }
            return counts.map { NamedThing(names: [$0.key], count: $0.value) }
        }
    }

    /// The first events by their ids; of many thousands nobody picks one from a list.
    func eventIDs() -> [NamedThing] {
        remembered("ids") {
            guard let events = data.tables["events"], let index = events.index(of: "id") else { return [] }
            var result: [NamedThing] = []
            for segment in events.segments {
                guard let dictionary = segment.dictionary(index) else { continue }
                for entry in 0..<min(dictionary.count, 5_000 - result.count) {
                    result.append(NamedThing(names: [dictionary[entry]].filter(Self.isTypeable), count: 0))
                }
            }
            return result
        }
    }

    private func remembered(_ key: String, _ make: () -> [NamedThing]) -> [NamedThing] {
        if let known = things[key] { return known }
        let made = make().filter { !$0.names.isEmpty }.sorted { ($1.count, $0.names[0]) < ($0.count, $1.names[0]) }
        things[key] = made
        return made
    }

    /// Events of each actor and of all its parts; one that names several parts of a whole counts once for the whole.
    private func countActors(_ field: String, _ table: String) -> [String: Int] {
        guard let table = data.tables[table], let index = table.index(of: field) else { return [:] }
        var known: [String: Set<String>] = [:]
        func wholes(of id: String) -> Set<String> {
            if let found = known[id] { return found }
            let found = catalog.actors.wholes(of: id)
            known[id] = found
            return found
        }
        var totals: [String: Int] = [:]
        for segment in table.segments {
            switch segment.column(index) {
            case .coded(let coded):
                for (code, count) in coded.tally {
                    for whole in wholes(of: code) { totals[whole, default: 0] += count }
                }
            case .list(let list):
                guard case .coded(let coded) = list.values.column else { continue }
                for row in 0..<list.count {
                    let codes = coded.codes[Int(list.offsets[row])..<Int(list.offsets[row + 1])]
                    let ids = Set(codes.compactMap { coded.dictionary.text($0) })
                    let all = ids.reduce(into: Set<String>()) { $0.formUnion(wholes(of: $1)) }
                    for whole in all { totals[whole, default: 0] += 1 }
                }
            case _: continue
            }
        }
        return totals
    }

    /// Without characters that nobody can type.
    private static func isTypeable(_ text: String) -> Bool {
        if text.isEmpty { return false }
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return true }
        // What a table would escape would be escaped in the list, and be another name in the question.
        return shown(text) == text
    }
}

extension CodedColumn {
    /// How often each text occurs, unknown and none left out.
    var tally: [(text: String, count: Int)] {
        var counts = [Int](repeating: 0, count: dictionary.codeCount)
        for code in codes { counts[Int(code)] += 1 }
        return counts.enumerated().compactMap { code, count in
            count == 0 ? nil : dictionary.text(UInt32(code)).map { ($0, count) }
        }
    }
}

extension ActorCatalog {
    /// The actor itself and everything that it is a part of.
    func wholes(of id: String) -> Set<String> {
        var found: Set<String> = []
        var pending = [id]
        while let current = pending.popLast() {
            guard found.insert(current).inserted, let actor = actor(current) else { continue }
            if let country = actor.country { found.insert(country) }
            pending.append(contentsOf: actor.memberOf)
        }
        return found
    }
}

extension DataSet {
    /// How often each entry of a coded column occurs; none for columns of more than so many different values.
    package func counts(of field: String, in table: String = "events", mostValues: Int = .max) -> [String: Int] {
        guard let table = tables[table], let index = table.index(of: field) else { return [:] }
        var counts: [String: Int] = [:]
        for segment in table.segments {
            if let dictionary = segment.dictionary(index), dictionary.count > mostValues { return [:] }
            let column: Column =
                if case .list(let list) = segment.column(index) { list.values.column } else { segment.column(index) }
            guard case .coded(let coded) = column else { continue }
            if coded.dictionary.count > mostValues { return [:] }
            for (text, count) in coded.tally { counts[text, default: 0] += count }
            if counts.count > mostValues { return [:] }
        }
        return counts
    }
}

/// Whether a name may stand in a question without quotes.
func isBareWord(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return !Keywords.all.contains(name)
        && name.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
}

/// Letters, digits, `_`, and what names of kinds and parameters have besides.
func isWordByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$") || byte >= 0x80
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
        || ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z"))
}

/// A text as the language writes it.
func inQuotes(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
