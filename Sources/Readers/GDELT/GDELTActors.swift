import EventModel

/// The actors of GDELT: codes, and the parts that GDELT itself reads them into.
struct GDELTActors {
    private var codes: ByteDictionary
    /// The parts of each code as they stood in the first row that had it, and what stands between them.
    private var parts: [(text: [UInt8], separator: UInt8)] = []

    init(seed: UInt64) { codes = ByteDictionary(seed: seed) }

    var count: Int { codes.count }

    /// The number of a code; nil where it or its parts are not UTF-8.
    mutating func index(
        _ bytes: Span<UInt8>, _ code: Range<Int>, parts range: Range<Int>, separator: UInt8
    ) -> (index: Int, partsDiffer: Bool)? {
        guard let (index, isNew) = codes.index(bytes, code) else { return nil }
        if isNew {
            let text = bytes.extracting(range).withUnsafeBufferPointer { [UInt8]($0) }
            parts.append((text, separator))
            return (index, false)
        }
        let first = parts[index].text
        guard first.count == range.count else { return (index, true) }
        for offset in 0..<first.count where first[offset] != bytes[range.lowerBound + offset] { return (index, true) }
        return (index, false)
    }

    func code(_ index: Int) -> String { codes.text(index) }

    /// The eight parts: country, known group, ethnic group, two religions, three roles; nil where GDELT gives none.
    private func parts(_ index: Int) -> [String?] {
        let texts = parts[index].text.split(separator: parts[index].separator, omittingEmptySubsequences: false)
            .map { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
        return texts + [String?](repeating: nil, count: max(0, GDELTLayout.actorPartCount - texts.count))
    }

    /// The actors, and the values of the columns that GDELT's parts add to their table.
    ///
    /// - Parameter unknownCountries: takes codes of countries that no list has.
    func actors(unknownCountries: inout Set<String>) -> (actors: [Actor], rows: [[String: Value]]) {
        var actors: [Actor] = []
        var rows: [[String: Value]] = []
        for index in 0..<count {
            let parts = parts(index)
            var actor = ImpliedActor.actor(code(index))
            // GDELT's own reading of a code decides: the country is not always in front.
            if let code = parts[0] {
                actor.country = Countries.country(code: code)?.code ?? code
                if Countries.country(code: code) == nil { unknownCountries.insert(code) }
            } else {
                actor.country = nil
            }
            let roles = parts[5...7].compactMap(\.self)
            if !roles.isEmpty { actor.roles = roles }
            actors.append(actor)
            var row: [String: Value] = ["id": .actor(actor.id)]
            row["group"] = .optional(parts[1]) { .text($0) }
            row["ethnic"] = .optional(parts[2]) { .text($0) }
            let religions = parts[3...4].compactMap(\.self)
            if !religions.isEmpty { row["religions"] = .list(religions.map { .text($0) }) }
            rows.append(row)
        }
        return (actors, rows)
    }

    static let addedFields = [
        Field("group", .text, "CAMEO code of a known group"),
        Field("ethnic", .text, "CAMEO code of an ethnic group"),
        Field("religions", .list(.text), "CAMEO codes of religions"),
    ]
}
