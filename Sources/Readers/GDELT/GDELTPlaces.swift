import EventModel

/// The places of GDELT: seven or eight columns that belong together, numbered as one.
struct GDELTPlaces {
    private var blocks: ByteDictionary
    private var separators: [UInt8] = []

    init(seed: UInt64) { blocks = ByteDictionary(seed: seed) }

    /// The number of a block of columns; nil where it is not UTF-8.
    mutating func index(_ bytes: Span<UInt8>, _ block: Range<Int>, separator: UInt8) -> Int? {
        guard let (index, isNew) = blocks.index(bytes, block) else { return nil }
        if isNew { separators.append(separator) }
        return index
    }

    /// One place as GDELT describes it.
    struct Details: Hashable {
        var type: String
        var name: String
        var fips: String
        var adm1: String
        var adm2: String
        var latitude: String
        var longitude: String
        var feature: String

        /// The place without the code of its district, which GDELT gives in some rows and leaves out in others.
        var withoutDistrict: Details {
            var copy = self
            copy.adm2 = ""
            return copy
        }

        var typeText: String? {
            switch type {
            case "1": "country"
            case "2": "US state"
            case "3": "US city"
            case "4": "city"
            case "5": "state"
            case "": nil
            default: type
            }
        }
    }

    /// All places, and the id of the place of each block.
    ///
    /// A country goes by its ISO 3166 code, all else by its name; of places of one name all but the first get the
    /// number of their feature, or a number of their own, behind it.
    func resolve(unknownCountries: inout Set<String>) -> (
        ids: [String], places: [String: Place], details: [String: Details]
    ) {
        let merged = mergingDistricts((0..<blocks.count).map(details))
        var ids: [Details: String] = [:]
        var places: [String: Place] = [:]
        var detailsByID: [String: Details] = [:]
        for details in merged where ids[details] == nil {
            let country = Countries.iso3(fips: details.fips)
            if Countries.name(fips: details.fips) == nil, !details.fips.isEmpty {
                unknownCountries.insert("\(details.fips) (FIPS)")
            }
            let isCountry = details.type == "1"
            var id = isCountry ? country ?? details.name : details.name
            if places[id] != nil, !details.feature.isEmpty { id = "\(details.name) (\(details.feature))" }
            var count = 1
            while places[id] != nil {
                count += 1
                id = "\(details.name) (\(count))"
            }
            ids[details] = id
            places[id] = Place(
                id: id, name: details.name, country: country, latitude: Self.number(details.latitude),
                longitude: Self.number(details.longitude))
            detailsByID[id] = details
        }
        return (merged.map { ids[$0] ?? $0.name }, places, detailsByID)
    }

    /// Gives a place without a district the one that it has elsewhere, if there is just one.
    private func mergingDistricts(_ details: [Details]) -> [Details] {
        var districts: [Details: Set<String>] = [:]
        for place in details where !place.adm2.isEmpty {
            districts[place.withoutDistrict, default: []].insert(place.adm2)
        }
        return details.map { place in
            guard place.adm2.isEmpty, let found = districts[place], found.count == 1, let district = found.first
            else { return place }
            var copy = place
            copy.adm2 = district
            return copy
        }
    }

    private func details(_ index: Int) -> Details {
        var fields = blocks.text(index).utf8.split(separator: separators[index], omittingEmptySubsequences: false)
            .map { String($0) ?? "" }
        if fields.count == 7 { fields.insert("", at: 4) }
        while fields.count < 8 { fields.append("") }
        return Details(
            type: fields[0], name: fields[1], fips: fields[2], adm1: fields[3], adm2: fields[4], latitude: fields[5],
            longitude: fields[6], feature: fields[7])
    }

    private static func number(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return FieldText.decimal(bytes.span, 0..<bytes.count)
    }

    static let addedFields = [
        Field("type", .text, "country, state, US state, city, US city"),
        Field("adm1", .text, "code of the state or province"),
        Field("adm2", .text, "code of the district"),
        Field("feature", .text, "number of the place in GNIS or GNS"),
    ]

    /// The values of the added columns.
    static func row(_ details: Details) -> [String: Value] {
        func text(_ text: String) -> Value { text.isEmpty ? .unknown : .text(text) }
        return [
            "type": .optional(details.typeText) { .text($0) }, "adm1": text(details.adm1), "adm2": text(details.adm2),
            "feature": text(details.feature),
        ]
    }
}
