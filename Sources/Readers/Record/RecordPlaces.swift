import EventModel

/// Places of records: a code of a country, a name, or an object with name, country and coordinates.
enum RecordPlaces {
    /// The place that stands behind a code or a name alone.
    static func implied(_ id: String) -> Place {
        if let country = Countries.country(code: id) { return Place(id: id, name: country.name, country: country.code) }
        return Place(id: id, name: id, country: Countries.country(named: id)?.code)
    }

    /// The place that an object is; nil where it has no name. Its id is its name, unless it gives one or another place
    /// has the name already.
    static func place(_ members: [JSONMember], taken: [String: Place]) -> Place? {
        guard case .string(let name)? = members["name"], !name.isEmpty else { return nil }
        var place = Place(
            id: name, name: name, country: text(members["country"]), latitude: number(members["latitude"]),
            longitude: number(members["longitude"]))
        if let id = text(members["id"]), !id.isEmpty {
            place.id = id
            return place
        }
        var count = 1
        while let other = taken[place.id], other != place {
            count += 1
            place.id = "\(name) (\(count))"
        }
        return place
    }

    /// How a record writes a place: by its id where that says it all, else as an object.
    static func json(_ place: Place) -> JSONValue {
        if implied(place.id) == place { return .string(place.id) }
        var members: [JSONMember] = []
        if place.id != place.name { members.append(JSONMember("id", .string(place.id))) }
        members.append(JSONMember("name", .string(place.name)))
        if let country = place.country { members.append(JSONMember("country", .string(country))) }
        if let latitude = place.latitude.flatMap(JSONNumber.init) {
            members.append(JSONMember("latitude", .number(latitude)))
        }
        if let longitude = place.longitude.flatMap(JSONNumber.init) {
            members.append(JSONMember("longitude", .number(longitude)))
        }
        return .object(members)
    }

    private static func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }

    private static func number(_ value: JSONValue?) -> Double? {
        if case .number(let number)? = value { number.value } else { nil }
    }
}
