import Columnar
import EventModel

/// Places that go by their names: city, district, province and country by name, and coordinates, numbered as one.
struct NamedPlaces {
    /// One place as a row describes it; texts as codes of the dictionary, coordinates not a number where unknown.
    struct Key: Hashable {
        var city: UInt32 = CodedColumn.unknown
        var district: UInt32 = CodedColumn.unknown
        var province: UInt32 = CodedColumn.unknown
        var country: UInt32 = CodedColumn.unknown
        var latitude: UInt64 = Double.nan.bitPattern
        var longitude: UInt64 = Double.nan.bitPattern

        var isNamed: Bool { max(city, district, province, country) >= CodedColumn.firstCode }
    }

    var texts: ByteDictionary
    private var numbers: [Key: UInt32] = [:]
    private var keys: [Key] = []

    private let hasEscapes: Bool

    /// - Parameter hasEscapes: whether names have quotes that are escaped or doubled.
    init(seed: UInt64, hasEscapes: Bool = false) {
        texts = ByteDictionary(seed: seed)
        self.hasEscapes = hasEscapes
    }

    /// The code of a text while reading; nil where it is not UTF-8.
    mutating func text(_ bytes: Span<UInt8>, _ field: Range<Int>?) -> UInt32? {
        guard let field else { return CodedColumn.unknown }
        return texts.index(bytes, field).map { UInt32($0.index) + CodedColumn.firstCode }
    }

    /// The code of a name that was made.
    mutating func code(of text: String) -> UInt32 { texts.code(text) }

    /// The code of a place while reading; unknown for one without any name.
    mutating func code(_ key: Key) -> UInt32 {
        guard key.isNamed else { return CodedColumn.unknown }
        if let known = numbers[key] { return known }
        let code = UInt32(keys.count) + CodedColumn.firstCode
        numbers[key] = code
        keys.append(key)
        return code
    }

    /// All places, and the id of the place of each code.
    ///
    /// A country goes by its ISO 3166 code, all else by its names from city to country; of places of one name all but
    /// the first get a number behind it.
    func resolve(unknownCountries: inout Set<String>) -> (
        ids: [String], places: [String: Place], rows: [String: [String: Value]]
    ) {
        var ids: [String] = []
        var places: [String: Place] = [:]
        var rows: [String: [String: Value]] = [:]
        for key in keys {
            let country = text(key.country)
            let code = country.flatMap { Countries.country(named: $0)?.code }
            if let country, code == nil { unknownCountries.insert(country) }
            let parts = [text(key.city), text(key.district), text(key.province), country].compactMap(\.self)
            let full = parts.joined(separator: ", ")
            var id = parts.count == 1 && country != nil ? code ?? full : full
            var count = 1
            while places[id] != nil {
                count += 1
                id = "\(full) (\(count))"
            }
            ids.append(id)
            places[id] = Place(
                id: id, name: parts[0], country: code ?? country, latitude: Self.number(key.latitude),
                longitude: Self.number(key.longitude))
            rows[id] = [
                "city": .optional(text(key.city)) { .text($0) },
                "district": .optional(text(key.district)) { .text($0) },
                "province": .optional(text(key.province)) { .text($0) },
            ]
        }
        return (ids, places, rows)
    }

    static let addedFields = [
        Field("city", .text, "the city"),
        Field("district", .text, "the district"),
        Field("province", .text, "the province or state"),
    ]

    /// A key with the names that stand in fields; a field that is not there, or is no UTF-8, names nothing.
    mutating func named(
        _ key: Key, _ bytes: Span<UInt8>, city: Range<Int>?, district: Range<Int>?, province: Range<Int>?,
        country: Range<Int>?
    ) -> Key {
        var key = key
        key.city = text(bytes, city) ?? CodedColumn.unknown
        key.district = text(bytes, district) ?? CodedColumn.unknown
        key.province = text(bytes, province) ?? CodedColumn.unknown
        key.country = text(bytes, country) ?? CodedColumn.unknown
        return key
    }

    private func text(_ code: UInt32) -> String? {
        guard code >= CodedColumn.firstCode else { return nil }
        let text = texts.text(Int(code - CodedColumn.firstCode))
        return hasEscapes ? ICEWSField.unescaped(text) : text
    }

    private static func number(_ bits: UInt64) -> Double? {
        let value = Double(bitPattern: bits)
        return value.isNaN ? nil : value
    }
}
