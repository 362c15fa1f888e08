/// The places of a data set.
package struct PlaceCatalog: Sendable {
    /// All of them; those of a store are made here, when somebody needs them all.
    package var byID: [String: Place] { list.value }

    private let list: Lazy<[String: Place]>
    /// Where single ones are looked for as long as nobody needed them all.
    private let source: (any NameSource<Place>)?

    package init(_ places: [String: Place] = [:]) {
        list = Lazy(given: places)
        source = nil
    }

    /// Places that lie somewhere else.
    package init(_ source: any NameSource<Place>) {
        list = Lazy { Dictionary(source.all().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }) }
        self.source = source
    }

    package var values: some Collection<Place> { byID.values }
    package var isEmpty: Bool { byID.isEmpty }
    package var count: Int { byID.count }

    package subscript(id: String) -> Place? {
        if let source, list.valueIfMade == nil {
            if let place = source.member(id) { return place }
            // Bytes that differ may be the same letters.
            if id.isASCII { return nil }
        }
        return byID[id]
    }

    /// Those whose id or name is a text, but for capitals.
    package func places(named text: String) -> [Place] {
        let lower = text.lowercased()
        if let source, list.valueIfMade == nil {
            let found = source.members(named: lower)
            if !found.isEmpty || lower.isASCII { return found }
        }
        return values.filter { $0.namesInLowerCase.contains(lower) }
    }

    /// Whether a place is, or lies in, the place or country of that name, code or id.
    package func isPlace(_ id: String, within ancestor: String) -> Bool {
        if id == ancestor { return true }
        guard let place = self[id] else { return false }
        return place.country == ancestor || place.name == ancestor
    }

    /// Ids of the places that lie in the place or country of that name, code or id.
    package func members(of ancestor: String) -> [String] {
        guard let source, list.valueIfMade == nil, ancestor.isASCII else {
            return values.lazy.filter { isPlace($0.id, within: ancestor) }.map(\.id)
        }
        // Twice is not too often for what has to be in a set.
        return source.possibleParts(of: ancestor).filter { $0.isCertain || isPlace($0.id, within: ancestor) }.map(\.id)
            + source.members(named: ancestor.lowercased()).filter { isPlace($0.id, within: ancestor) }.map(\.id)
    }
}

extension PlaceCatalog: Equatable {
    package static func == (left: PlaceCatalog, right: PlaceCatalog) -> Bool { left.byID == right.byID }
}

extension Place {
    /// Its id and its name, as they are looked for.
    package var namesInLowerCase: Set<String> { [id.lowercased(), name.lowercased()] }
}

/// Who held which office, by terms as they are recorded.
package struct OfficeCatalog: Sendable {
    package let terms: [OfficeTerm]
    private let byOffice: [String: [OfficeTerm]]

    package init(_ terms: [OfficeTerm]) {
        self.terms = terms
        byOffice = Dictionary(grouping: terms, by: \.office)
    }

    package func terms(of office: String) -> [OfficeTerm] { byOffice[office] ?? [] }
}
