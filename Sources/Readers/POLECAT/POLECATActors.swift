import Columnar
import EventModel

/// The countries that POLECAT gives to names.
struct POLECATActors {
    /// The country of the first row that gives one, by the code of the name less the reserved ones.
    private var codes: [String?] = []

    mutating func note(_ name: UInt32, country bytes: Span<UInt8>, _ field: Range<Int>) {
        guard name >= CodedColumn.firstCode else { return }
        let index = Int(name - CodedColumn.firstCode)
        while codes.count <= index { codes.append(nil) }
        guard codes[index] == nil, !GridField.isWord("none", bytes, field) else { return }
        codes[index] = FieldText.string(bytes, field)
    }

    /// By the name.
    func countries(of names: ByteDictionary) -> [String: String] {
        Dictionary(
            zip(names.texts, codes).compactMap { name, code in code.map { (name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Who bears a name: a country's name is the country by its code, unless it is said to lie in another one.
    static func actor(_ name: String, country: String?) -> Actor {
        let code = country.map { Countries.country(code: $0.uppercased())?.code ?? $0 }
        if name.utf8.count > 3, let named = Countries.country(named: name), code == nil || code == named.code {
            var actor = ImpliedActor.actor(named.code)
            if actor.name != name { actor.aliases = [name] }
            return actor
        }
        return Actor(id: name, name: name, country: code)
    }
}
