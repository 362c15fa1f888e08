// Stand-in until the tables in Vocabulary/ are there: whoever adds those DELETES THIS FILE.
package struct KindEntry: Sendable, Hashable {
    package var code: String
    package var name: String
    package var label: String
    package var quadClass: Int
    package var goldsteinGDELT: Double?
    package var goldsteinICEWS: Double?
    package var parent: String?
}
package enum CAMEO {
    package static let entries: [KindEntry] = []
    package static func entry(code: String) -> KindEntry? { nil }
    package static func entry(name: String) -> KindEntry? { nil }
}
package struct Country: Sendable, Hashable {
    package var code: String
    package var iso2: String?
    package var name: String
    package var aliases: [String]
    package var isRegion: Bool
    package var replacedBy: String?
}
package enum Countries {
    package static let all: [Country] = []
    package static func country(code: String) -> Country? { nil }
    package static func country(named: String) -> Country? { nil }
}
package struct PLOVERType: Sendable, Hashable {
    package var name: String
    package var quadClass: Int
    package var score: Double?
    package var cameoCodes: [String]
    package var modes: [String]
}
package enum PLOVER { package static let types: [PLOVERType] = [] }
package enum KindSynonyms { package static let table: [(word: String, kind: String)] = [] }
