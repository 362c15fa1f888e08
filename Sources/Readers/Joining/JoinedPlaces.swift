import Columnar
import EventModel

/// The places of several data sets as one. Ids of places tell those of one name apart by numbers behind it, which each
/// reading counts by itself: a place of a later data set is known by what it is, and gets another id where it has to.
struct JoinedPlaces {
    private(set) var places: [String: Place] = [:]
    /// Values of the added columns, by id.
    private(set) var rows: [String: [String: Value]] = [:]
    /// For each part the ids that are others now.
    private(set) var renamed: [[String: String]] = []

    private struct Key: Hashable {
        let name: String
        let country: String?
        let latitude: Double?
        let longitude: Double?

        init(_ place: Place) {
            name = place.name
            country = place.country
            latitude = place.latitude
            longitude = place.longitude
        }
    }

    init(_ parts: [DataSet]) {
        var known: [Key: [String]] = [:]
        for part in parts {
            var names: [String: String] = [:]
            let own = Self.rows(part)
            // Each place of a part is another one, whatever is said of it.
            var used: Set<String> = []
            for place in part.places {
                let row = own[place.id] ?? [:]
                let key = Key(place)
                let same = (known[key] ?? []).filter { !used.contains($0) && Self.agree(rows[$0] ?? [:], row) }
                let id = same.first { $0 == place.id } ?? same.first ?? free(place.id)
                if same.isEmpty {
                    var place = place
                    place.id = id
                    places[id] = place
                    known[key, default: []].append(id)
                }
                used.insert(id)
                rows[id] = (rows[id] ?? [:]).merging(row) { first, second in first == .unknown ? second : first }
                if id != place.id { names[place.id] = id }
            }
            renamed.append(names)
        }
    }

    /// Whether nothing is known of the one that is not so of the other.
    private static func agree(_ one: [String: Value], _ two: [String: Value]) -> Bool {
        one.allSatisfy { name, value in
            let other = two[name] ?? .unknown
            return value == other || value == .unknown || other == .unknown
        }
    }

    private func free(_ id: String) -> String {
        if places[id] == nil { return id }
        let bare = Self.withoutNumber(id)
        var number = 2
        while places["\(bare) (\(number))"] != nil { number += 1 }
        return "\(bare) (\(number))"
    }

    /// `Syria` for `Syria (2)`.
    private static func withoutNumber(_ id: String) -> String {
        let bytes = Array(id.utf8)
        guard bytes.last == UInt8(ascii: ")"), let open = bytes.lastIndex(of: UInt8(ascii: "(")), open > 1,
            bytes[open - 1] == UInt8(ascii: " "), bytes.count - open > 2,
            bytes[(open + 1)..<(bytes.count - 1)].allSatisfy({ (0x30...0x39).contains($0) })
        else { return id }
        return String(decoding: bytes[..<(open - 1)], as: UTF8.self)
    }

    private static func rows(_ part: DataSet) -> [String: [String: Value]] {
        part.addedValues("places", standard: EventFields.places)
    }
}

extension DataSet {
    /// The places of the catalogue, in the order of their ids.
    fileprivate var places: [Place] {
        catalog.places.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    /// The values of the columns that a table has beyond those that every data set has, by the id of the row.
    func addedValues(_ name: String, standard: [Field]) -> [String: [String: Value]] {
        guard let table = tables[name] else { return [:] }
        let known = Set(standard.map(\.name))
        let added = table.schema.fields.indices.filter { !known.contains(table.schema.fields[$0].name) }
        let key = standard[0].name
        let rows = TableRows(table)
        var values: [String: [String: Value]] = [:]
        for row in 0..<rows.count {
            guard let id = rows.value(row, key).name, values[id] == nil else { continue }
            values[id] = Dictionary(
                added.map { (table.schema.fields[$0].name, rows.value(row, $0)) },
                uniquingKeysWith: { first, _ in first })
        }
        return values
    }
}
